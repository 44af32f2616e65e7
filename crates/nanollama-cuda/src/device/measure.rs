//! What a GPU has and does, measured.

use std::time::{Duration, Instant};

use super::Cuda;
use super::encode::Work;
use crate::driver::DriverError;
use crate::product::{Operand, Product};

/// Where a product is long enough to be timed: its start costs a hundredth then.
const ENOUGH: Duration = Duration::from_millis(2);
/// Rows of the largest product: three matrices of 64 MiB.
const LARGEST: usize = 4096;

impl Cuda {
    /// Free bytes of its memory.
    ///
    /// # Errors
    /// [`DriverError`].
    pub fn free_memory(&self) -> Result<usize, DriverError> {
        self.session.free_memory()
    }

    /// Floating-point operations a second of products, in the format that training computes in: the better of two timings of
    /// the smallest square product that takes long enough.
    ///
    /// # Errors
    /// [`DriverError`].
    pub fn product_rate(&self) -> Result<f64, DriverError> {
        let mut rows = 256;
        loop {
            let (seconds, enough) = self.time_product(rows)?;
            if enough || rows >= LARGEST {
                return Ok(2.0 * (rows as f64).powi(3) / seconds);
            }
            rows *= 2;
        }
    }

    /// Seconds of a square product, and whether they are enough.
    fn time_product(&self, rows: usize) -> Result<(f64, bool), DriverError> {
        let bytes = self.format.bytes() * rows * rows;
        let memory = self.session.allocate(3 * bytes)?;
        let [left, right, to] = [0, 1, 2].map(|matrix| memory.address.plus(matrix * bytes));
        let of = |at| Operand::rows(at, rows);
        let work = Work::Product(Product::new([rows; 3], of(left), of(right), to, self.format));
        let mut best = f64::INFINITY;
        // The first chooses how.
        for round in 0..3 {
            self.session.wait();
            let begun = Instant::now();
            let done = self.submit(&work) && self.session.wait();
            if let (false, Some(failure)) = (done, self.session.failure()) {
                return Err(failure);
            }
            if round > 0 {
                best = best.min(begun.elapsed().as_secs_f64());
            }
        }
        Ok((best, best >= ENOUGH.as_secs_f64()))
    }
}
