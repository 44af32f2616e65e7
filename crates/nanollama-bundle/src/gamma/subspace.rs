//! Whether two γ act in the same directions, whatever they do there: the overlap of what their matrices read and write most.
//!
//! Of each matrix the `rank` largest singular vectors are taken. The overlap of two subspaces is the mean of the squared cosines of
//! the angles between them, `‖U₁ᵀ U₂‖² / rank` (Hu et al. 2021): 1 where they are one, `rank / N` on average where they have nothing
//! to do with each other.

use std::sync::atomic::{AtomicUsize, Ordering};

use nanollama_kernel::low_rank::{LowRank, truncate};

use super::vector::Gamma;
use crate::error::Result;

/// One matrix of both.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlap {
    /// Its name.
    pub tensor: String,
    /// Of what is read (right singular vectors, as long as a row), and what that is by chance.
    pub reads: (f64, f64),
    /// Of what is written (left ones, as long as a column), and what that is by chance.
    pub writes: (f64, f64),
}

/// The overlap of every matrix that both have, by name, at most `rank` directions of each.
///
/// # Errors
/// [`crate::Error::GammaShape`] naming a tensor and both shapes.
pub fn overlap(one: &Gamma, other: &Gamma, rank: usize) -> Result<Vec<Overlap>> {
    let mut both = Vec::new();
    for name in one.parts.keys().filter(|name| other.parts.contains_key(*name)) {
        let shape = one.common_shape(other, name)?;
        if shape.len() == 2 {
            both.push((name.as_str(), shape));
        }
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        while let Some((name, shape)) = both.get(next.fetch_add(1, Ordering::Relaxed)) {
            let most = |gamma: &Gamma| {
                let values = gamma.parts[*name].values(shape);
                truncate(&values, (shape[0], shape[1]), rank)
            };
            found.push(between(name, &most(one), &most(other), shape));
        }
        found
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(both.len().max(1));
    let mut found: Vec<Overlap> = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        handles.into_iter().flat_map(|handle| handle.join().unwrap_or_default()).collect()
    });
    found.sort_by(|a, b| a.tensor.cmp(&b.tensor));
    Ok(found)
}

fn between(name: &str, one: &LowRank, other: &LowRank, shape: &[usize]) -> Overlap {
    let (rows, cols) = (shape[0], shape[1]);
    let reads = |low: &LowRank| unit((0..low.rank).map(|at| low.a[at * cols..][..cols].to_vec()).collect());
    let writes = |low: &LowRank| {
        unit((0..low.rank).map(|at| low.b.iter().skip(at).step_by(low.rank).copied().collect()).collect())
    };
    let share = |one: Vec<Vec<f64>>, other: Vec<Vec<f64>>, length: usize| {
        let (least, most) = (one.len().min(other.len()), one.len().max(other.len()));
        let square = |a: &Vec<f64>| -> f64 { other.iter().map(|b| dot(a, b).powi(2)).sum() };
        let sum: f64 = one.iter().map(square).sum();
        (if least == 0 { 0.0 } else { sum / least as f64 }, most as f64 / length as f64)
    };
    Overlap {
        tensor: name.to_owned(),
        reads: share(reads(one), reads(other), cols),
        writes: share(writes(one), writes(other), rows),
    }
}

/// Directions of length 1; those of nothing are none.
fn unit(list: Vec<Vec<f32>>) -> Vec<Vec<f64>> {
    let whole = list.into_iter().map(|values| values.into_iter().map(f64::from).collect::<Vec<f64>>());
    let mut kept: Vec<Vec<f64>> = whole.collect();
    let longest = kept.iter().map(|values| dot(values, values)).fold(0.0, f64::max);
    // What is left of a smaller rank is noise of rounding.
    kept.retain(|values| dot(values, values) > 1e-9 * longest);
    for values in &mut kept {
        let norm = dot(values, values).sqrt();
        values.iter_mut().for_each(|value| *value /= norm);
    }
    kept
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `Σ u vᵀ` of unit vectors, as factors.
    fn low(pairs: &[(usize, usize)], rows: usize, cols: usize) -> LowRank {
        let rank = pairs.len();
        let mut low = LowRank { rank, a: vec![0.0; rank * cols], b: vec![0.0; rows * rank], energy: 1.0 };
        for (at, &(row, col)) in pairs.iter().enumerate() {
            low.a[at * cols + col] = 3.0;
            low.b[row * rank + at] = 2.0;
        }
        low
    }

    #[test]
    fn shared_directions_are_counted() {
        let one = low(&[(0, 1), (2, 3)], 5, 8);
        let whole = between("t", &one, &one, &[5, 8]);
        assert_eq!((whole.reads, whole.writes), ((1.0, 2.0 / 8.0), (1.0, 2.0 / 5.0)));
        // One row of two is shared, no column.
        let other = low(&[(0, 4), (1, 5)], 5, 8);
        let found = between("t", &one, &other, &[5, 8]);
        assert_eq!((found.reads.0, found.writes.0), (0.0, 0.5));
        let none = LowRank { rank: 0, a: Vec::new(), b: Vec::new(), energy: 0.0 };
        assert_eq!(between("t", &one, &none, &[5, 8]).reads.0, 0.0);
    }
}
