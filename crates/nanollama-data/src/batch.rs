//! What a training step is fed: rows of tokens, where documents lie in them, and a column for each thing that the loss reads.

use crate::error::{Error, Result};

/// A run of neighbouring positions that belong together: attention never leaves it and its positions count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SegmentSpan {
    /// Index of its first position in the batch's `rows × length` positions.
    pub row_offset: u32,
    /// Positions in it; never 0.
    pub len: u32,
}

/// `rows × length` positions, row-major. The segments cover every position once, in ascending order, and none crosses a
/// row's end; positions without content (`pad`) form segments of their own.
///
/// Every other field is a column, one value a position. A further input (another stream of ids) or a further thing that a
/// loss reads (an old log-probability) is one more column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    /// Rows, B.
    pub rows: usize,
    /// Positions a row, T.
    pub length: usize,
    /// Input tokens, `[B, T]`.
    pub tokens: Vec<u32>,
    /// The segments.
    pub segments: Vec<SegmentSpan>,
    /// The token that follows each input token, `[B, T]`.
    pub targets: Vec<u32>,
    /// Whether the loss counts at a position, `[B, T]`.
    pub mask: Vec<bool>,
    /// Factor on the loss of a position that counts, `[B, T]`: 1 for likelihood, of either sign for advantages.
    pub coefficients: Vec<f32>,
    /// What this batch adds to the number that the step's summed loss is divided by: its counted positions, where the loss
    /// is their mean. It stands apart from the coefficients because signed ones may add up to nothing.
    pub normaliser: f64,
}

impl Batch {
    /// A batch whose loss is the mean over the positions that `mask` counts.
    ///
    /// # Errors
    /// [`Error::Setting`] when rows have no position, a column has not one value a position, or the segments do not tile the
    /// rows.
    pub fn new(
        (rows, length): (usize, usize),
        tokens: Vec<u32>,
        targets: Vec<u32>,
        mask: Vec<bool>,
        segments: Vec<SegmentSpan>,
    ) -> Result<Batch> {
        let refuse = |name, value, what| Err(Error::Setting { name, value, what });
        if length == 0 {
            return refuse("length", "0".into(), "a row has at least 1 position");
        }
        let positions = rows.saturating_mul(length);
        for (name, values) in [("tokens", tokens.len()), ("targets", targets.len()), ("mask", mask.len())] {
            if values != positions {
                return refuse(
                    name,
                    format!("{values} values for {positions} positions"),
                    "there must be one a position",
                );
            }
        }
        let tiled = segments.iter().try_fold(0, |at, span| {
            let (first, len) = (span.row_offset as usize, span.len as usize);
            (first == at && len > 0 && at / length == (at + len - 1) / length).then_some(at + len)
        });
        if tiled != Some(positions) {
            let value = format!("{} spans for {rows} rows of {length} positions", segments.len());
            return refuse("segments", value, "they must cover each row, one after the other");
        }
        let normaliser = mask.iter().filter(|counts| **counts).count() as f64;
        Ok(Batch { rows, length, tokens, segments, targets, mask, coefficients: vec![1.0; positions], normaliser })
    }

    /// Empties the batch and sets its shape; the columns keep their memory.
    pub(crate) fn begin(&mut self, rows: usize, length: usize) {
        (self.rows, self.length, self.normaliser) = (rows, length, 0.0);
        self.tokens.clear();
        self.segments.clear();
        self.targets.clear();
        self.mask.clear();
        self.coefficients.clear();
    }

    /// Opens a segment at the next position.
    pub(crate) fn open_segment(&mut self) {
        self.segments.push(SegmentSpan { row_offset: self.tokens.len() as u32, len: 0 });
    }

    /// Appends one position to the segment that is open.
    pub(crate) fn push(&mut self, token: u32, target: u32, counts: bool) {
        self.tokens.push(token);
        self.targets.push(target);
        self.mask.push(counts);
        self.coefficients.push(1.0);
        self.normaliser += f64::from(u8::from(counts));
        self.segments.last_mut().expect("a segment is opened before anything is pushed").len += 1;
    }

    /// Appends positions that all count, one fewer than there are tokens: each token's target is the one behind it. Their
    /// segments are the caller's matter.
    pub(crate) fn extend(&mut self, tokens: &[u32]) {
        let count = tokens.len().saturating_sub(1);
        self.tokens.extend_from_slice(&tokens[..count]);
        self.targets.extend(tokens.iter().skip(1));
        self.mask.resize(self.tokens.len(), true);
        self.coefficients.resize(self.tokens.len(), 1.0);
        self.normaliser += count as f64;
    }

    /// Fills the row that is begun (or `rows` whole rows from here) up to `until` positions with one segment of padding a
    /// row.
    pub(crate) fn pad(&mut self, until: usize, token: u32) {
        while self.tokens.len() < until {
            self.open_segment();
            let row_end = (self.tokens.len() / self.length + 1) * self.length;
            while self.tokens.len() < row_end.min(until) {
                self.push(token, token, false);
            }
        }
    }

    /// How many positions count.
    pub fn counted(&self) -> usize {
        self.mask.iter().filter(|counts| **counts).count()
    }

    /// Mask and coefficients in one column, `[B, T]`: the coefficient where the loss counts, 0 elsewhere.
    pub fn weights_into(&self, weights: &mut Vec<f32>) {
        weights.clear();
        let column = self.mask.iter().zip(&self.coefficients);
        weights.extend(column.map(|(&counts, &coefficient)| if counts { coefficient } else { 0.0 }));
    }
}

/// Refuses shapes that no batch can have; indices into a batch are 32 bits wide.
pub(crate) fn check_shape(rows: usize, length: usize) -> Result<()> {
    let refuse = |name, value: usize, what| Err(Error::Setting { name, value: value.to_string(), what });
    if rows == 0 {
        return refuse("rows", rows, "at least 1 is needed");
    }
    if length < 2 {
        return refuse("length", length, "at least 2 positions are needed");
    }
    match rows.checked_mul(length) {
        Some(positions) if u32::try_from(positions).is_ok() => Ok(()),
        _ => refuse("rows", rows, "rows times length must stay below 2^32"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(row_offset: u32, len: u32) -> SegmentSpan {
        SegmentSpan { row_offset, len }
    }

    #[test]
    fn a_signed_coefficient_is_neither_mask_nor_normaliser() {
        let mask = vec![true, true, false, true];
        let segments = vec![span(0, 2), span(2, 2)];
        let mut batch = Batch::new((2, 2), vec![1, 2, 3, 4], vec![2, 3, 4, 5], mask, segments).unwrap();
        batch.coefficients = vec![0.5, -0.5, 7.0, 0.0];
        let mut weights = Vec::new();
        batch.weights_into(&mut weights);
        assert_eq!(weights, [0.5, -0.5, 0.0, 0.0]);
        assert_eq!((batch.counted(), batch.normaliser), (3, 3.0));
    }

    #[test]
    fn columns_that_do_not_fit_are_refused() {
        let new =
            |tokens: usize, segments| Batch::new((2, 2), vec![0; tokens], vec![0; 4], vec![true; 4], segments).is_ok();
        assert!(new(4, vec![span(0, 2), span(2, 1), span(3, 1)]));
        assert!(!new(3, vec![span(0, 2), span(2, 2)]));
        assert!(!new(4, vec![span(0, 4)]), "it crosses a row");
        assert!(!new(4, vec![span(0, 2)]), "half is missing");
        assert!(!new(4, vec![span(0, 2), span(1, 2)]));
        let empty = |rows, segments| Batch::new((rows, 0), vec![], vec![], vec![], segments).unwrap_err().to_string();
        for (rows, segments) in [(0, vec![]), (2, vec![]), (2, vec![span(0, 1)])] {
            assert!(empty(rows, segments).starts_with("length is 0"));
        }
    }
}
