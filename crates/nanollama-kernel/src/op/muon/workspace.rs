//! What a step of Muon works in: matrices that one phase of it hands to the next.

/// f32 of a cache line.
const LINE: usize = 16;

/// What one step works in.
#[derive(Debug)]
pub struct Workspace<'a> {
    /// X and the next X.
    pub(super) whole: [&'a mut [f32]; 2],
    /// A and A² (then the polynomial).
    pub(super) squares: [&'a mut [f32]; 2],
    /// A number a row or column.
    pub(super) sums: &'a mut [f32],
}

impl<'a> Workspace<'a> {
    /// f32 that a step of a `[rows, cols]` matrix works in.
    #[must_use]
    pub fn elements(rows: usize, cols: usize) -> usize {
        let lengths = Workspace::lengths(rows, cols).into_iter();
        lengths.map(|length| length.next_multiple_of(LINE)).sum()
    }

    /// X, the next X, A, A², sums: each begins a cache line.
    fn lengths(rows: usize, cols: usize) -> [usize; 5] {
        let (whole, square) = (rows * cols, rows.min(cols).pow(2));
        [whole, whole, square, square, rows.max(cols)]
    }

    /// Cuts it from memory of at least [`Workspace::elements`].
    ///
    /// # Panics
    /// When there is less.
    #[must_use]
    pub fn cut(memory: &'a mut [f32], rows: usize, cols: usize) -> Workspace<'a> {
        let mut rest = memory;
        let [x, next, a, squared, sums] = Workspace::lengths(rows, cols).map(|length| {
            let (part, after) = std::mem::take(&mut rest).split_at_mut(length.next_multiple_of(LINE));
            rest = after;
            &mut part[..length]
        });
        Workspace { whole: [x, next], squares: [a, squared], sums }
    }
}
