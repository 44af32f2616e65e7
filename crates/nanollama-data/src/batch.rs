//! What a training step is fed: rows of tokens, the tokens to be predicted, which of them count, and where documents lie.

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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    /// Rows, B.
    pub rows: usize,
    /// Positions a row, T.
    pub length: usize,
    /// Input tokens, `[B, T]`.
    pub tokens: Vec<u32>,
    /// The token that follows each input token, `[B, T]`.
    pub targets: Vec<u32>,
    /// 1 where the target is trained on, 0 where not, `[B, T]`.
    pub weights: Vec<f32>,
    /// The segments.
    pub segments: Vec<SegmentSpan>,
}

impl Batch {
    /// Empties the batch and sets its shape; the vectors keep their memory.
    pub(crate) fn begin(&mut self, rows: usize, length: usize) {
        (self.rows, self.length) = (rows, length);
        self.tokens.clear();
        self.targets.clear();
        self.weights.clear();
        self.segments.clear();
    }

    /// Opens a segment at the next position.
    pub(crate) fn open_segment(&mut self) {
        self.segments.push(SegmentSpan { row_offset: self.tokens.len() as u32, len: 0 });
    }

    /// Appends one position to the segment that is open.
    pub(crate) fn push(&mut self, token: u32, target: u32, weight: f32) {
        self.tokens.push(token);
        self.targets.push(target);
        self.weights.push(weight);
        self.segments.last_mut().expect("a segment is opened before anything is pushed").len += 1;
    }

    /// Fills the row that is begun (or `rows` whole rows from here) up to `until` positions with one segment of padding a
    /// row.
    pub(crate) fn pad(&mut self, until: usize, token: u32) {
        while self.tokens.len() < until {
            self.open_segment();
            let row_end = (self.tokens.len() / self.length + 1) * self.length;
            while self.tokens.len() < row_end.min(until) {
                self.push(token, token, 0.0);
            }
        }
    }

    /// How many targets are trained on.
    pub fn trained(&self) -> usize {
        self.weights.iter().filter(|weight| **weight != 0.0).count()
    }
}

/// Refuses shapes that no batch can have; indices into a batch are 32 bits wide.
pub(crate) fn check_shape(rows: usize, length: usize) -> crate::Result<()> {
    let refuse = |name, value: usize, what| Err(crate::Error::Setting { name, value: value.to_string(), what });
    if rows == 0 {
        return refuse("the batch's rows", rows, "at least 1 is needed");
    }
    if length < 2 {
        return refuse("the context", length, "at least 2 tokens are needed");
    }
    match rows.checked_mul(length) {
        Some(positions) if u32::try_from(positions).is_ok() => Ok(()),
        _ => refuse("the batch's rows", rows, "rows times context must stay below 2^32"),
    }
}
