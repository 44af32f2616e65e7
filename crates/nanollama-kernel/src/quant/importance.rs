//! How much an error at a weight counts where the columns of a matrix have importances: the mean square of what each is multiplied
//! with, as llama.cpp's importance matrices hold it. The rules are those of its `quantize_row_*_impl` (`ggml-quants.c`).

/// What an error at a weight counts besides its column's importance.
#[derive(Clone, Copy)]
pub(crate) enum Importance {
    /// Nothing.
    Alone,
    /// `√(m + x²)`, where m is so many mean squares of the superblock: large weights count more, and small ones something.
    Magnitude(f32),
}

impl Importance {
    /// What an error at each of a superblock's weights counts.
    pub(super) fn counts(self, values: &[f32], importances: &[f32], out: &mut [f32]) {
        match self {
            Importance::Alone => out.copy_from_slice(importances),
            Importance::Magnitude(times) => by_magnitude(values, importances, times * mean_square(values), out),
        }
    }
}

/// `importance · √(base + x²)`.
pub(super) fn by_magnitude(values: &[f32], importances: &[f32], base: f32, out: &mut [f32]) {
    for ((count, x), importance) in out.iter_mut().zip(values).zip(importances) {
        *count = importance * (base + x * x).sqrt();
    }
}

/// The mean of the squares; 0 of nothing.
pub(super) fn mean_square(values: &[f32]) -> f32 {
    values.iter().map(|x| x * x).sum::<f32>() / values.len().max(1) as f32
}
