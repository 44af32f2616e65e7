//! Rows of a matrix on all threads.

use crate::pool::Pool;

/// Rows an elementwise chunk takes.
pub(super) const ROWS: usize = 16;

/// Runs `work(row)` for every row.
pub(super) fn rows_in_parallel(pool: &Pool, rows: usize, work: impl Fn(usize) + Sync) {
    pool.run(rows.div_ceil(ROWS), |chunk| {
        for row in chunk * ROWS..rows.min((chunk + 1) * ROWS) {
            work(row);
        }
    });
}
