//! Rotary positions (Su et al., 2021) in the half-split layout of Hugging Face's Llama: feature i of a head turns with feature i + head_dim/2
//! by the angle position * theta^(-2i / head_dim). The backward of a rotation is the rotation back.
//!
//! GGUF's adjacent-pair layout is a permutation of weights at export and import and no business of this file.

use crate::device::{Buffer, DeviceMemory};
use crate::error::Result;
use crate::lanes::{Lanes, dispatch};
use crate::memory::bytes_of;
use crate::op::row::{load, store, vectors};
use crate::pool::{Pool, SharedMut};

/// Rows a thread takes at a time.
const CHUNK: usize = 16;

/// Cosines and sines by position, computed in f64 and stored in f32, on a device.
#[derive(Debug)]
pub struct RopeTable {
    head_dim: usize,
    theta: f64,
    positions: usize,
    /// Position p: `[cos: head_dim / 2 | sin: head_dim / 2]`.
    turns: Buffer,
}

impl RopeTable {
    /// A table without positions. `head_dim` is even.
    #[must_use]
    pub fn new(head_dim: usize, theta: f64) -> RopeTable {
        assert!(head_dim.is_multiple_of(2) && head_dim > 0, "rope: head_dim {head_dim} is not even");
        RopeTable { head_dim, theta, positions: 0, turns: Buffer::EMPTY }
    }

    /// Makes room for positions `0..positions`; a table that has them stays as it is.
    ///
    /// # Errors
    /// [`crate::error::Error::OutOfMemory`].
    pub fn grow(&mut self, device: &dyn DeviceMemory, positions: usize) -> Result<()> {
        if positions > self.positions {
            let turns = turns(self.head_dim, self.theta, positions);
            let bytes = bytes_of(&turns);
            self.positions = 0;
            device.reserve(&mut self.turns, "rotation angles", bytes.len())?;
            device.upload(&mut self.turns, 0, bytes);
            self.positions = positions;
        }
        Ok(())
    }

    /// How many positions it holds.
    #[must_use]
    pub fn positions(&self) -> usize {
        self.positions
    }

    /// The memory: [`turns`] of all positions.
    #[must_use]
    pub fn buffer(&self) -> &Buffer {
        &self.turns
    }

    /// The turns where this process can reach them.
    pub(crate) fn turns(&self) -> &[f32] {
        &self.turns.values()[..self.positions * self.head_dim]
    }
}

/// Position p of `0..positions`: `[cos: head_dim / 2 | sin: head_dim / 2]` of its angles.
#[must_use]
pub fn turns(head_dim: usize, theta: f64, positions: usize) -> Vec<f32> {
    let frequency = |i: usize| theta.powf(-(2.0 * i as f64) / head_dim as f64);
    let frequencies: Vec<f64> = (0..head_dim / 2).map(frequency).collect();
    let mut turns = Vec::with_capacity(positions * head_dim);
    for position in 0..positions {
        let angles = frequencies.iter().map(|frequency| position as f64 * frequency);
        turns.extend(angles.clone().map(|angle| angle.cos() as f32));
        turns.extend(angles.map(|angle| angle.sin() as f32));
    }
    turns
}

/// Rotates, in place, the first `heads` heads of each row of `x: [T, columns]` by the row's position; `inverse` turns back.
/// Columns behind them (values) stay as they are. `positions` has one entry a row, `turns` are those of all positions up to the
/// greatest.
pub fn apply(
    pool: &Pool,
    x: &mut [f32],
    positions: &[u32],
    heads: usize,
    head_dim: usize,
    turns: &[f32],
    inverse: bool,
) {
    let (rows, isa) = (positions.len(), pool.isa());
    if rows == 0 {
        return;
    }
    let columns = x.len() / rows;
    assert!(x.len() == rows * columns && heads * head_dim <= columns, "rope: {heads} heads of {head_dim} in {columns}");
    assert!(head_dim.is_multiple_of(2) && head_dim > 0, "rope: head_dim {head_dim} is not even");
    let x = SharedMut::new(x);
    pool.run(rows.div_ceil(CHUNK), |chunk| {
        let first = chunk * CHUNK;
        let count = CHUNK.min(rows - first);
        // SAFETY: each chunk has its own rows.
        let x = unsafe { x.part(first * columns, count * columns) };
        let positions = &positions[first..][..count];
        // SAFETY: the pool's ISA exists here; the heads lie inside the columns.
        unsafe {
            dispatch!(isa, turn_rows(x: &mut [f32], positions: &[u32], heads: usize, head_dim: usize, turns: &[f32], inverse: bool))
        }
    });
}

#[inline(always)]
unsafe fn turn_rows<L: Lanes>(
    x: &mut [f32],
    positions: &[u32],
    heads: usize,
    head_dim: usize,
    turns: &[f32],
    inverse: bool,
) {
    let columns = x.len() / positions.len();
    let half = head_dim / 2;
    for (row, &position) in x.chunks_exact_mut(columns).zip(positions) {
        let (cos, sin) = turns[position as usize * head_dim..][..head_dim].split_at(half);
        for head in row[..heads * head_dim].chunks_exact_mut(head_dim) {
            let (low, high) = head.split_at_mut(half);
            for (at, n) in vectors(half) {
                // SAFETY: `vectors` stays inside the halves.
                unsafe {
                    let (a, b) = (load::<L>(low, at, n), load::<L>(high, at, n));
                    let (c, mut s) = (load::<L>(cos, at, n), load::<L>(sin, at, n));
                    let zero = L::splat(0.0);
                    if inverse {
                        s = L::sub(zero, s);
                    }
                    store::<L>(low, at, n, L::mul_add(a, c, L::sub(zero, L::mul(b, s))));
                    store::<L>(high, at, n, L::mul_add(b, c, L::mul(a, s)));
                }
            }
        }
    }
}

/// The specification, in f64 and plain loops.
pub mod reference {
    /// One head at one position, rotated; `inverse` turns back.
    #[must_use]
    pub fn turn(head: &[f64], position: u32, theta: f64, inverse: bool) -> Vec<f64> {
        let half = head.len() / 2;
        let mut out = head.to_vec();
        for i in 0..half {
            let angle = f64::from(position) * theta.powf(-2.0 * i as f64 / head.len() as f64);
            let (sin, cos) = if inverse { (-angle).sin_cos() } else { angle.sin_cos() };
            out[i] = head[i] * cos - head[i + half] * sin;
            out[i + half] = head[i + half] * cos + head[i] * sin;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cpu::Cpu;
    use crate::op::testing::{assert_close, check_gradient, every_pool, normal, widen};

    #[test]
    fn turning_back_is_the_gradient() {
        let (x, d) = (widen(&normal(1, 12)), widen(&normal(2, 12)));
        let gradient = reference::turn(&d, 7, 100.0, true);
        check_gradient(&x, &gradient, |x| reference::turn(x, 7, 100.0, false).iter().zip(&d).map(|(y, d)| y * d).sum());
    }

    #[test]
    fn fast_is_the_reference_and_leaves_values_alone() {
        for (rows, heads, extra, head_dim) in [(1, 1, 0, 8), (5, 3, 24, 24), (40, 6, 64, 64), (17, 2, 5, 128)] {
            let columns = heads * head_dim + extra;
            let x = normal(1, rows * columns);
            let positions: Vec<u32> = (0..rows as u32).map(|row| row * 37 % 1000).collect();
            let table = turns(head_dim, 10_000.0, 1000);
            let mut first = None;
            for pool in every_pool() {
                let mut y = x.clone();
                apply(&pool, &mut y, &positions, heads, head_dim, &table, false);
                for ((x, y), &position) in x.chunks(columns).zip(y.chunks(columns)).zip(&positions) {
                    let (x, rest) = x.split_at(heads * head_dim);
                    let (y, rest_after) = y.split_at(heads * head_dim);
                    assert_eq!(rest, rest_after);
                    for (x, y) in x.chunks(head_dim).zip(y.chunks(head_dim)) {
                        assert_close(y, &reference::turn(&widen(x), position, 10_000.0, false), 1e-6, 3e-7);
                    }
                }
                let bits: Vec<u32> = y.iter().map(|v| v.to_bits()).collect();
                assert!(*first.get_or_insert(bits.clone()) == bits, "{:?} x {}", pool.isa(), pool.threads());
                apply(&pool, &mut y, &positions, heads, head_dim, &table, true);
                assert_close(&y, &widen(&x), 1e-6, 1e-6);
            }
        }
    }

    #[test]
    fn a_grown_table_is_the_table() {
        let device = Cpu::new(Pool::new(1));
        let mut table = RopeTable::new(16, 500_000.0);
        for positions in [3, 50, 10] {
            table.grow(&device, positions).unwrap();
        }
        assert_eq!(table.turns(), turns(16, 500_000.0, 50));
    }
}
