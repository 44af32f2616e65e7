//! How much of the texts is read, and how much memory their words may take.

/// Where reading stops, what is read of one text, and the memory of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of text in all; the text that reaches it is cut.
    pub bytes: Option<u64>,
    /// Characters in all, likewise.
    pub characters: Option<u64>,
    /// Characters of one text; what is behind them is left out.
    pub document: Option<u64>,
    /// Bytes of memory for the different words, as long as texts are read and while words are merged. When they would take
    /// more, the rarest are left out.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { bytes: None, characters: None, document: None, memory: Limits::MEMORY }
    }
}

impl Limits {
    /// Some twelve million words: those of tens of gigabytes of English.
    pub const MEMORY: u64 = 4 << 30;

    /// Whether so many bytes and characters are all.
    pub(super) fn reached(&self, bytes: u64, characters: u64) -> bool {
        self.bytes.is_some_and(|most| bytes >= most) || self.characters.is_some_and(|most| characters >= most)
    }

    /// What is read of a text, behind so many bytes and characters, and what that counts for. A character that straddles the
    /// limit of bytes is left out, and the limit is reached all the same.
    pub(super) fn cut<'a>(&self, text: &'a str, bytes: u64, characters: u64) -> (&'a str, u64, u64) {
        let left = self.characters.map_or(u64::MAX, |most| most - characters);
        let most = left.min(self.document.unwrap_or(u64::MAX));
        // No text has more characters than bytes.
        let text = match usize::try_from(most) {
            Ok(most) if most < text.len() => text.char_indices().nth(most).map_or(text, |(end, _)| &text[..end]),
            _ => text,
        };
        let room = self.bytes.map_or(u64::MAX, |most| most - bytes);
        let taken = &text[..text.floor_char_boundary(usize::try_from(room).unwrap_or(usize::MAX))];
        let characters = if self.characters.is_some() { taken.chars().count() as u64 } else { 0 };
        (taken, room.min(text.len() as u64), characters)
    }
}
