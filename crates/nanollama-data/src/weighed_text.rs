//! Texts of which each token's loss counts as much as it is told to, packed into batches; and where each lies there.

use crate::batch::{Batch, check_shape};
use crate::error::Result;
use crate::packing::best_fit;

/// A text, and how much the loss of each of its tokens counts; columns of one length.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WeighedText {
    /// Its tokens, at least two.
    pub tokens: Vec<u32>,
    /// Whether the loss of a token counts; that of the first never does.
    pub counts: Vec<bool>,
    /// Factor on its loss.
    pub coefficients: Vec<f32>,
}

impl WeighedText {
    /// Positions that it takes: its last token is only a target.
    fn positions(&self) -> usize {
        self.tokens.len() - 1
    }
}

/// Where a text lies: in which batch, and its first position there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextPlace {
    /// Number of the batch.
    pub batch: usize,
    /// The position whose target is the text's second token.
    pub first: usize,
}

/// Packs texts, none longer than `length` + 1 tokens, into batches of `rows` × `length` positions, the longest first; at least
/// one batch, padded with `pad`. The normalisers are 0: what sums are divided by is the caller's matter.
///
/// # Errors
/// When the shape is impossible.
pub fn pack(texts: &[&WeighedText], (rows, length): (usize, usize), pad: u32) -> Result<(Vec<Batch>, Vec<TextPlace>)> {
    check_shape(rows, length)?;
    let mut order: Vec<u32> = (0..texts.len() as u32).collect();
    order.sort_by_key(|&text| std::cmp::Reverse(texts[text as usize].positions()));
    let packed = best_fit(&order, length, &|text| texts[text as usize].positions());
    let mut places = vec![TextPlace { batch: 0, first: 0 }; texts.len()];
    let mut batches = Vec::new();
    for (number, group) in packed.chunks(rows).enumerate() {
        let mut batch = Batch::default();
        batch.begin(rows, length);
        for (row, texts_of_row) in group.iter().enumerate() {
            for &text in texts_of_row {
                places[text as usize] = TextPlace { batch: number, first: batch.tokens.len() };
                push(texts[text as usize], &mut batch);
            }
            batch.pad((row + 1) * length, pad);
        }
        batches.push(batch);
    }
    if batches.is_empty() {
        let mut empty = Batch::default();
        empty.begin(rows, length);
        batches.push(empty);
    }
    for batch in &mut batches {
        batch.pad(rows * length, pad);
        batch.normaliser = 0.0;
    }
    Ok((batches, places))
}

fn push(text: &WeighedText, batch: &mut Batch) {
    batch.open_segment();
    for at in 1..text.tokens.len() {
        batch.push(text.tokens[at - 1], text.tokens[at], text.counts[at]);
        *batch.coefficients.last_mut().expect("it was pushed above") = text.coefficients[at];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(tokens: std::ops::Range<u32>) -> WeighedText {
        let counts = tokens.clone().map(|token| token % 2 == 0).collect();
        let coefficients = tokens.clone().map(|token| token as f32 / -2.0).collect();
        WeighedText { tokens: tokens.collect(), counts, coefficients }
    }

    #[test]
    fn every_text_lies_whole_where_it_is_said_to() {
        let texts = [text(10..13), text(20..29), text(30..36), text(40..42), text(50..59), text(60..64)];
        let all: Vec<&WeighedText> = texts.iter().collect();
        let (batches, places) = pack(&all, (2, 8), 7).unwrap();
        for (text, place) in texts.iter().zip(&places) {
            let batch = &batches[place.batch];
            let here = place.first..place.first + text.positions();
            assert_eq!(batch.targets[here.clone()], text.tokens[1..]);
            assert_eq!(batch.mask[here.clone()], text.counts[1..]);
            assert_eq!(batch.coefficients[here.clone()], text.coefficients[1..]);
            assert!(
                batch
                    .segments
                    .iter()
                    .any(|span| span.row_offset as usize == here.start && span.len as usize == here.len())
            );
        }
        let counted: usize = batches.iter().map(Batch::counted).sum();
        let all: usize = texts.iter().map(|text| text.counts[1..].iter().filter(|counts| **counts).count()).sum();
        assert_eq!(counted, all);
        assert!(batches.iter().all(|batch| batch.tokens.len() == 16 && batch.normaliser == 0.0));
        let (empty, _) = pack(&[], (2, 8), 7).unwrap();
        assert_eq!((empty.len(), empty[0].tokens.len(), empty[0].counted()), (1, 16, 0));
    }
}
