//! One γ of several: their sum, or what the methods of the literature make of them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use nanollama_kernel::dtype::DType;
use nanollama_kernel::error::Error as KernelError;

use super::extract::Form;
use super::extract::stored;
use super::fault::field;
use super::fingerprint::mixed;
use super::numbers::{decode, dot, encode, square};
use super::part::Part;
use super::sparse::Sparse;
use super::vector::{About, Gamma};
use crate::error::{Error, Result};

/// How several become one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Method {
    /// Each times its weight, added.
    Sum,
    /// TIES (Yadav et al. 2023): of each the share `keep` of largest numbers; the sign that weighs more; the mean of those that
    /// have it.
    Ties {
        /// The share of a tensor's numbers, above 0 and at most 1.
        keep: f32,
    },
    /// DARE (Yu et al. 2024): of each the share `keep`, drawn at random, and those over `keep`; then the sum.
    Dare {
        /// The share of a tensor's numbers, above 0 and at most 1.
        keep: f32,
        /// Of what is drawn.
        seed: u64,
    },
    /// Spherical interpolation of two, tensor by tensor (Shoemake 1985): 0 is the first, 1 the second. Weights are scales of the
    /// two.
    Slerp {
        /// Where between them.
        at: f32,
    },
}

/// One γ of several, each with a weight, called `name`. A sum of parts of low rank stays of low rank; everything else is dense,
/// unless `form` has a rank.
///
/// # Errors
/// [`Error::OtherBase`] for two of different bases, unless `any_base`; [`Error::GammaShape`] naming a tensor and both shapes;
/// [`Error::Field`] for a number that does not fit its format, and for [`Method::Slerp`] of others than two.
pub fn combine(inputs: &[(Gamma, f32)], method: Method, name: &str, form: Form, any_base: bool) -> Result<Gamma> {
    let [(first, _), others @ ..] = inputs else {
        return Err(field(&PathBuf::from(name), "combine", "there is nothing to combine"));
    };
    if matches!(method, Method::Slerp { .. }) && inputs.len() != 2 {
        return Err(field(
            &first.path,
            "slerp",
            format!("it goes from one to another, and there are {}", inputs.len()),
        ));
    }
    if !any_base {
        others.iter().try_for_each(|(other, _)| first.same_base(other))?;
    }
    let mut parts = BTreeMap::new();
    for tensor in inputs.iter().flat_map(|(gamma, _)| gamma.parts.keys()) {
        if parts.contains_key(tensor) {
            continue;
        }
        let failed = |error: KernelError| field(&first.path, &format!("tensor {tensor}"), error.to_string());
        let list: Vec<(&Part, f32)> =
            inputs.iter().filter_map(|(gamma, weight)| Some((gamma.part(tensor)?, *weight))).collect();
        let part = match method {
            Method::Sum if form.rank.is_none() => thin_sum(&list).transpose().map_err(failed)?,
            _ => None,
        };
        let part = match part {
            Some(part) => part,
            None => {
                let shape = shape_of(inputs, tensor)?;
                // One that has nothing here is zero here.
                let values: Vec<(Vec<f32>, f32)> = inputs
                    .iter()
                    .map(|(gamma, weight)| match gamma.part(tensor) {
                        Some(part) => (part.values(&shape), *weight),
                        None => (vec![0.0; shape.iter().product()], *weight),
                    })
                    .collect();
                stored(&dense(values, method, tensor), &shape, form).map_err(failed)?
            }
        };
        parts.insert(tensor.clone(), part);
    }
    let made: Vec<String> = inputs.iter().map(|(gamma, weight)| format!("{weight} {}", gamma.about.name)).collect();
    let base = inputs.iter().find_map(|(gamma, _)| gamma.about.base.clone());
    let about = About {
        name: name.to_owned(),
        base,
        made: format!("{} of {}", method.name(), made.join(" + ")),
        ..About::default()
    };
    Ok(Gamma { path: PathBuf::from(name), about, parts })
}

impl Method {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Method::Sum => "sum",
            Method::Ties { .. } => "ties",
            Method::Dare { .. } => "dare",
            Method::Slerp { .. } => "slerp",
        }
    }
}

impl Gamma {
    fn same_base(&self, other: &Gamma) -> Result<()> {
        let (Some(one), Some(two)) = (&self.about.base, &other.about.base) else { return Ok(()) };
        if one.fingerprint.is_near(two.fingerprint) {
            return Ok(());
        }
        Err(Error::OtherBase {
            gamma: self.path.clone(),
            base: one.name.as_str().into(),
            model: other.path.clone(),
            theirs: one.fingerprint.short().into(),
            ours: two.fingerprint.short().into(),
            apart: one.fingerprint.apart(two.fingerprint),
        })
    }
}

/// The shape that all who have a tensor have of it.
fn shape_of(inputs: &[(Gamma, f32)], tensor: &str) -> Result<Vec<usize>> {
    let mut having = inputs.iter().map(|(gamma, _)| gamma).filter(|gamma| gamma.part(tensor).is_some());
    let Some(first) = having.next() else { return Ok(Vec::new()) };
    let mut shape = first.part(tensor).map(Part::shape).unwrap_or_default();
    for other in having {
        let both = first.common_shape(other, tensor)?;
        if both.first() > shape.first() {
            shape = both;
        }
    }
    Ok(shape)
}

/// The sum where it can keep its form: one part alone, or products, whose ranks add up.
fn thin_sum(list: &[(&Part, f32)]) -> Option<Result<Part, KernelError>> {
    let scaled = |values: &nanollama_model::TensorData<'static>, weight: f32| {
        let mut numbers = decode(values)?;
        numbers.iter_mut().for_each(|number| *number *= weight);
        encode(&numbers, &values.shape, values.dtype)
    };
    if let [(part, weight)] = list {
        return Some(match part {
            Part::Dense(values) => scaled(values, *weight).map(Part::Dense),
            Part::LowRank { a, b } => scaled(b, *weight).map(|b| Part::LowRank { a: a.clone(), b }),
            Part::Rows { ids, values } => scaled(values, *weight).map(|values| Part::Rows { ids: ids.clone(), values }),
            Part::Sparse(sparse) => {
                scaled(&sparse.values, *weight).map(|values| Part::Sparse(Sparse { values, ..sparse.clone() }))
            }
        });
    }
    let mut factors = Vec::new();
    for (part, weight) in list {
        let Part::LowRank { a, b } = part else { return None };
        factors.push((a, b, *weight));
    }
    let (a, b, _) = factors.first()?;
    let (cols, rows) = (a.shape[1], b.shape[0]);
    let rank: usize = factors.iter().map(|(a, ..)| a.shape[0]).sum();
    let alike = factors.iter().all(|(a, b, _)| a.shape[1] == cols && b.shape[0] == rows);
    if !alike || rank * (rows + cols) >= rows * cols {
        return None;
    }
    Some(stacked(&factors, (rows, cols), rank))
}

/// `[B₁ B₂ …] [A₁; A₂; …]`, each B times its weight.
fn stacked(
    factors: &[(&nanollama_model::TensorData<'static>, &nanollama_model::TensorData<'static>, f32)],
    (rows, cols): (usize, usize),
    rank: usize,
) -> Result<Part, KernelError> {
    let dtype = widest(factors.iter().map(|(a, ..)| a.dtype));
    let (mut all_a, mut all_b, mut at) = (Vec::with_capacity(rank * cols), vec![0.0; rows * rank], 0);
    for (a, b, weight) in factors {
        all_a.extend(decode(a)?);
        let own = a.shape[0];
        for (out, row) in all_b.chunks_exact_mut(rank).zip(decode(b)?.chunks_exact(own)) {
            out[at..at + own].iter_mut().zip(row).for_each(|(out, value)| *out = weight * value);
        }
        at += own;
    }
    let a = encode(&all_a, &[rank, cols], dtype)?;
    Ok(Part::LowRank { a, b: encode(&all_b, &[rows, rank], dtype)? })
}

/// The one format if all have it, else f32.
fn widest(mut dtypes: impl Iterator<Item = DType>) -> DType {
    let first = dtypes.next().unwrap_or(DType::F32);
    if dtypes.all(|dtype| dtype == first) { first } else { DType::F32 }
}

/// Values of one tensor, all as long as each other, made one.
fn dense(mut list: Vec<(Vec<f32>, f32)>, method: Method, tensor: &str) -> Vec<f32> {
    match method {
        Method::Sum => {}
        Method::Ties { keep } => {
            list.iter_mut().for_each(|(values, _)| trim(values, keep));
            return elected(&list);
        }
        Method::Dare { keep, seed } => {
            for (number, (values, _)) in list.iter_mut().enumerate() {
                let stream = tensor
                    .bytes()
                    .fold(mixed(seed ^ mixed(number as u64)), |state, byte| mixed(state ^ u64::from(byte)));
                for (at, value) in values.iter_mut().enumerate() {
                    let drawn = (mixed(stream ^ at as u64) >> 40) as f32 / (1u64 << 24) as f32;
                    *value = if drawn < keep { *value / keep } else { 0.0 };
                }
            }
        }
        Method::Slerp { at } => {
            list.iter_mut().for_each(|(values, weight)| values.iter_mut().for_each(|value| *value *= *weight));
            let angle = turned(&list[0].0, &list[1].0);
            let (one, two) = match angle {
                // Nearly one direction: the straight way is the round one.
                angle if angle.sin().abs() < 1e-6 => (1.0 - f64::from(at), f64::from(at)),
                angle => {
                    let share = |part: f64| (part * angle).sin() / angle.sin();
                    (share(1.0 - f64::from(at)), share(f64::from(at)))
                }
            };
            (list[0].1, list[1].1) = (one as f32, two as f32);
        }
    }
    let mut lists = list.into_iter();
    let Some((mut sum, weight)) = lists.next() else { return Vec::new() };
    sum.iter_mut().for_each(|value| *value *= weight);
    for (values, weight) in lists {
        sum.iter_mut().zip(values).for_each(|(sum, value)| *sum = weight.mul_add(value, *sum));
    }
    sum
}

/// The angle between two.
fn turned(a: &[f32], b: &[f32]) -> f64 {
    let norms = (square(a) * square(b)).sqrt();
    if norms > 0.0 { (dot(a, b) / norms).clamp(-1.0, 1.0).acos() } else { 0.0 }
}

/// Sets all but the share `keep` of largest numbers to zero; of equal ones all stay.
fn trim(values: &mut [f32], keep: f32) {
    let kept = ((values.len() as f64 * f64::from(keep)).ceil() as usize).clamp(1, values.len().max(1));
    if kept >= values.len() {
        return;
    }
    let mut sizes: Vec<f32> = values.iter().map(|value| value.abs()).collect();
    let (_, &mut least, _) = sizes.select_nth_unstable_by(kept - 1, |a, b| b.total_cmp(a));
    values.iter_mut().filter(|value| value.abs() < least).for_each(|value| *value = 0.0);
}

/// Where signs disagree, those on the heavier side: their mean, weighed.
fn elected(list: &[(Vec<f32>, f32)]) -> Vec<f32> {
    let length = list.first().map_or(0, |(values, _)| values.len());
    let one = |at: usize| {
        let terms = || list.iter().map(move |(values, weight)| (values[at] * weight, weight.abs()));
        let side = terms().map(|(value, _)| f64::from(value)).sum::<f64>();
        let same = terms().filter(|&(value, _)| value != 0.0 && (value > 0.0) == (side > 0.0));
        let (sum, weights) = same.fold((0.0, 0.0), |(sum, weights), (value, weight)| (sum + value, weights + weight));
        if weights > 0.0 { sum / weights } else { 0.0 }
    };
    (0..length).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(lists: &[(&[f32], f32)], method: Method) -> Vec<f32> {
        dense(lists.iter().map(|(values, weight)| (values.to_vec(), *weight)).collect(), method, "t")
    }

    #[test]
    fn ties_by_hand() {
        let (one, two) = (&[4.0, -1.0, 0.5, 3.0][..], &[1.5, -3.0, -2.0, -1.0][..]);
        // Halves: [4, 0, 0, 3] and [0, -3, -2, 0].
        assert_eq!(made(&[(one, 1.0), (two, 1.0)], Method::Ties { keep: 0.5 }), [4.0, -3.0, -2.0, 3.0]);
        // All: the signs of the sums [5.5, -4, -1.5, 2]; the mean of who has them.
        assert_eq!(made(&[(one, 1.0), (two, 1.0)], Method::Ties { keep: 1.0 }), [2.75, -2.0, -2.0, 3.0]);
    }

    #[test]
    fn dare_keeps_the_mean_and_the_seed_decides() {
        let ones = vec![1.0; 4000];
        let one = made(&[(&ones, 1.0)], Method::Dare { keep: 0.25, seed: 1 });
        assert!(one.iter().all(|&value| value == 0.0 || value == 4.0));
        let mean = one.iter().sum::<f32>() / 4000.0;
        assert!((mean - 1.0).abs() < 0.15, "{mean}");
        assert_eq!(one, made(&[(&ones, 1.0)], Method::Dare { keep: 0.25, seed: 1 }));
        assert_ne!(one, made(&[(&ones, 1.0)], Method::Dare { keep: 0.25, seed: 2 }));
    }

    #[test]
    fn slerp_goes_round() {
        let (one, two) = (&[2.0, 0.0][..], &[0.0, 2.0][..]);
        let half = made(&[(one, 1.0), (two, 1.0)], Method::Slerp { at: 0.5 });
        let expected = 2.0 * std::f32::consts::FRAC_1_SQRT_2;
        assert!(half.iter().all(|value| (value - expected).abs() < 1e-6), "{half:?}");
        assert_eq!(made(&[(one, 1.0), (two, 1.0)], Method::Slerp { at: 0.0 }), one);
        let same = made(&[(one, 1.0), (one, 1.0)], Method::Slerp { at: 0.3 });
        assert!((same[0] - 2.0).abs() < 1e-6 && same[1] == 0.0, "{same:?}");
    }

    #[test]
    fn a_sum_is_weighed() {
        assert_eq!(made(&[(&[1.0, 2.0], 2.0), (&[3.0, -1.0], -1.0)], Method::Sum), [-1.0, 5.0]);
    }
}
