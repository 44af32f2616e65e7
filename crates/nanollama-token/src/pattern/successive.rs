//! Patterns that cut a text several times over: each cut divides the pieces of the one before. They come from GGUF files
//! alone; llama.cpp gives them names (`tokenizer.ggml.pre`) and cuts as its adapted regexes say, not always as the model's
//! own tokenizer does. The rows are in `successive/rows.rs`.

mod row;
mod rows;

use super::plain::each;
use row::{Cut, Row};
use rows::ROWS;

/// One of the rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Successive(u8);

impl Successive {
    /// Every row.
    pub fn all() -> impl Iterator<Item = Successive> {
        (0..ROWS.len() as u8).map(Successive)
    }

    /// The row with a name.
    pub(crate) fn named(name: &str) -> Option<Successive> {
        Successive::all().find(|successive| successive.name() == name)
    }

    fn row(self) -> &'static Row {
        &ROWS[usize::from(self.0)]
    }

    /// The first of its names at llama.cpp.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Whether a piece begins at every plain space behind an ASCII letter or digit.
    pub(super) fn cuts_at_spaces(self) -> bool {
        self.row().cuts_at_spaces
    }

    /// Calls `emit(start, end)` (byte offsets) for each pre-token, in order, without gaps.
    pub(super) fn split(self, text: &str, emit: &mut dyn FnMut(usize, usize)) {
        let row = self.row();
        let matchers = row.matchers();
        let (places, characters): (Vec<usize>, Vec<char>) = text.char_indices().unzip();
        let byte = |place: usize| places.get(place).copied().unwrap_or(text.len());
        // Ends of pieces, in characters, ascending.
        let mut ends = vec![characters.len()];
        let mut matchers = matchers.iter();
        for cut in row.cuts {
            let (mut divided, mut start) = (Vec::with_capacity(ends.len()), 0);
            let mut add = |place: usize| {
                if place > divided.last().copied().unwrap_or(0) {
                    divided.push(place);
                }
            };
            match cut {
                Cut::Regex(_) => {
                    let Some(matcher) = matchers.next() else { break };
                    let symbols: Vec<u32> = characters.iter().map(|&character| matcher.symbol(character)).collect();
                    let mut ways = matcher.ways();
                    for end in ends {
                        matcher.all(&symbols[start..end], &mut ways, |from, to| {
                            add(start + from);
                            add(start + to);
                        });
                        add(end);
                        start = end;
                    }
                }
                Cut::Groups(groups) => {
                    for end in ends {
                        groups.cuts(&characters[start..end], |place| add(start + place));
                        add(end);
                        start = end;
                    }
                }
                Cut::Scanner(end_of_piece) => {
                    for end in ends {
                        let (from, mut place) = (byte(start), start);
                        each(&text[from..byte(end)], end_of_piece, |_, to| {
                            while byte(place) < from + to {
                                place += 1;
                            }
                            add(place);
                        });
                        start = end;
                    }
                }
            }
            ends = divided;
        }
        let mut start = 0;
        for end in ends {
            emit(byte(start), byte(end));
            start = end;
        }
    }
}

#[cfg(test)]
mod tests;
