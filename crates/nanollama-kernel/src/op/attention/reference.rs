//! The specification of attention, in f64 and plain loops, for rows without a cache. It knows every setting of [`Shape`].

use std::ops::Range;

use super::Shape;
use crate::rows::Segment;

/// What one query makes of the keys it sees.
struct Query {
    /// The keys, as rows of the segment.
    keys: Range<usize>,
    /// Softmax of the scores.
    probabilities: Vec<f64>,
    /// Derivative of each score by the scaled dot product: below 1 under a cap.
    slopes: Vec<f64>,
    /// Logarithm of the sum of the scores' exponentials.
    log_sum_exp: f64,
}

/// Row and head of a segment.
fn query(shape: Shape, segment: &Segment, qkv: &[f64], row: usize, head: usize) -> Query {
    let first = segment.first_row as usize;
    let keys = shape.window.map_or(0, |window| (row + 1).saturating_sub(window))..row + 1;
    let query = &qkv[(first + row) * shape.columns() + head * shape.head_dim..][..shape.head_dim];
    let scaled = keys.clone().map(|key| {
        let at = (first + key) * shape.columns() + shape.key_column(head / shape.group());
        query.iter().zip(&qkv[at..]).map(|(q, k)| q * k).sum::<f64>() * scale(shape)
    });
    let (scores, slopes): (Vec<f64>, Vec<f64>) = scaled
        .map(|s| match shape.softcap.map(f64::from) {
            None => (s, 1.0),
            Some(cap) => (cap * (s / cap).tanh(), 1.0 - (s / cap).tanh().powi(2)),
        })
        .unzip();
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = scores.iter().map(|s| (s - most).exp()).sum();
    let probabilities = scores.iter().map(|s| (s - most).exp() / sum).collect();
    Query { keys, probabilities, slopes, log_sum_exp: most + sum.ln() }
}

fn scale(shape: Shape) -> f64 {
    shape.scale.map_or(1.0 / (shape.head_dim as f64).sqrt(), f64::from)
}

/// `(out: [T, heads * head_dim], log_sum_exp: [T, heads])`.
#[must_use]
pub fn forward(shape: Shape, segments: &[Segment], qkv: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let rows = qkv.len() / shape.columns();
    let (mut out, mut lse) = (vec![0.0; rows * shape.heads * shape.head_dim], vec![0.0; rows * shape.heads]);
    for segment in segments {
        let first = segment.first_row as usize;
        for (row, head) in (0..segment.rows as usize).flat_map(|row| (0..shape.heads).map(move |head| (row, head))) {
            let query = query(shape, segment, qkv, row, head);
            let place = (first + row) * shape.heads + head;
            lse[place] = query.log_sum_exp;
            let out = &mut out[place * shape.head_dim..][..shape.head_dim];
            for (key, p) in query.keys.zip(query.probabilities) {
                let at = (first + key) * shape.columns() + shape.value_column(head / shape.group());
                for (o, v) in out.iter_mut().zip(&qkv[at..]) {
                    *o += p * v;
                }
            }
        }
    }
    (out, lse)
}

/// `dqkv` for the gradient `dout` of `out`.
#[must_use]
pub fn grad(shape: Shape, segments: &[Segment], qkv: &[f64], dout: &[f64]) -> Vec<f64> {
    let mut d = vec![0.0; qkv.len()];
    let (dim, scale) = (shape.head_dim, scale(shape));
    for segment in segments {
        let first = segment.first_row as usize;
        for (row, head) in (0..segment.rows as usize).flat_map(|row| (0..shape.heads).map(move |head| (row, head))) {
            let Query { keys, probabilities: p, slopes, .. } = query(shape, segment, qkv, row, head);
            let dout = &dout[((first + row) * shape.heads + head) * dim..][..dim];
            let query = (first + row) * shape.columns() + head * dim;
            let key_at = |key: usize| (first + key) * shape.columns() + shape.key_column(head / shape.group());
            let value_at = |key: usize| (first + key) * shape.columns() + shape.value_column(head / shape.group());
            let dp: Vec<f64> =
                keys.clone().map(|key| dout.iter().zip(&qkv[value_at(key)..]).map(|(d, v)| d * v).sum()).collect();
            let mean: f64 = p.iter().zip(&dp).map(|(p, dp)| p * dp).sum();
            for (index, key) in keys.enumerate() {
                let ds = p[index] * (dp[index] - mean) * slopes[index] * scale;
                for e in 0..dim {
                    d[value_at(key) + e] += p[index] * dout[e];
                    d[key_at(key) + e] += ds * qkv[query + e];
                    d[query + e] += ds * qkv[key_at(key) + e];
                }
            }
        }
    }
    d
}
