//! [`Sparse`]: some numbers of a matrix and where they stand, the largest ones of it.
//!
//! Places are kept row by row: how many a row has, and their columns in 16 bits, so that a number of f16 takes four bytes.

use nanollama_kernel::dtype::DType;
use nanollama_model::TensorData;

use super::numbers::{decode, encode};

/// Columns that 16 bits can tell apart.
pub(super) const MOST_COLS: usize = 1 << 16;
/// A matrix has so many places for each number at most, or a small file would unpack to a huge one.
const MOST_PLACES: usize = 256;

/// Numbers of a matrix `[N, K]` at some of its places.
#[derive(Debug, Clone)]
pub struct Sparse {
    /// K, at most 65,536.
    pub cols: usize,
    /// Numbers of each of the N rows.
    pub counts: Vec<u32>,
    /// The column of each, ascending in a row.
    pub columns: Vec<u16>,
    /// The numbers, `[count]`.
    pub values: TensorData<'static>,
}

impl Sparse {
    /// The share of its places that have a number.
    pub(super) fn share(&self) -> f64 {
        self.columns.len() as f64 / (self.counts.len() * self.cols).max(1) as f64
    }

    pub(super) fn place_bytes(&self) -> u64 {
        2 * self.columns.len() as u64 + 4 * self.counts.len() as u64
    }

    /// As a matrix, its own numbers as f32.
    pub(super) fn whole(&self, values: &[f32]) -> Vec<f32> {
        let mut all = vec![0.0; self.counts.len() * self.cols];
        let mut places = self.columns.iter().zip(values);
        for (row, &count) in all.chunks_exact_mut(self.cols.max(1)).zip(&self.counts) {
            places.by_ref().take(count as usize).for_each(|(&col, &value)| row[usize::from(col)] = value);
        }
        all
    }

    /// Why it is none.
    pub(super) fn problem(&self) -> Option<String> {
        let (rows, cols, count) = (self.counts.len(), self.cols, self.columns.len());
        let told: u64 = self.counts.iter().map(|&count| u64::from(count)).sum();
        if told != count as u64 || self.values.shape != [count] {
            return Some(format!("{told} places, {count} columns and values of shape {:?}", self.values.shape));
        }
        if cols == 0 || cols > MOST_COLS || rows.saturating_mul(cols) > count.saturating_mul(MOST_PLACES) {
            return Some(format!("{count} numbers in a matrix of [{rows}, {cols}]: so few are not read"));
        }
        let mut at = 0;
        for (row, &count) in self.counts.iter().enumerate() {
            let columns = &self.columns[at..at + count as usize];
            at += count as usize;
            if !columns.is_sorted_by(|a, b| a < b) || columns.last().is_some_and(|&last| usize::from(last) >= cols) {
                return Some(format!("the columns of row {row} do not ascend below {cols}"));
            }
        }
        None
    }

    /// The share `keep` of a matrix's largest numbers, in a number format; of equal ones all stay.
    pub(super) fn of(values: &[f32], (rows, cols): (usize, usize), keep: f32, dtype: DType) -> Result<Sparse, String> {
        let kept = ((values.len() as f64 * f64::from(keep)).ceil() as usize).clamp(1, values.len().max(1));
        let mut sizes: Vec<f32> = values.iter().map(|value| value.abs()).collect();
        let (_, &mut least, _) = sizes.select_nth_unstable_by(kept - 1, |a, b| b.total_cmp(a));
        let (mut counts, mut columns, mut numbers) = (vec![0; rows], Vec::new(), Vec::new());
        for (row, count) in values.chunks_exact(cols).zip(&mut counts) {
            for (col, &value) in row.iter().enumerate().filter(|(_, value)| value.abs() >= least && **value != 0.0) {
                *count += 1;
                columns.push(col as u16);
                numbers.push(value);
            }
        }
        let values = encode(&numbers, &[numbers.len()], dtype).map_err(|error| error.to_string())?;
        Ok(Sparse { cols, counts, columns, values })
    }
}

/// A sparse part as a matrix in its own number format, which holds it exactly.
pub(super) fn dense(sparse: &Sparse) -> Result<TensorData<'static>, nanollama_kernel::error::Error> {
    encode(&sparse.whole(&decode(&sparse.values)?), &[sparse.counts.len(), sparse.cols], sparse.values.dtype)
}
