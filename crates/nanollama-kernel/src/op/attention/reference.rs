//! The specification of attention, in f64 and plain loops, for rows without a cache.

use super::Shape;
use crate::rows::Segment;

/// Probabilities of one query (scaled dot products, softmax) and the log of their sum: row and head of a segment.
fn probabilities(shape: Shape, segment: &Segment, qkv: &[f64], row: usize, head: usize) -> (Vec<f64>, f64) {
    let first = segment.first_row as usize;
    let query = &qkv[(first + row) * shape.columns() + head * shape.head_dim..][..shape.head_dim];
    let scores: Vec<f64> = (0..=row)
        .map(|key| {
            let at = (first + key) * shape.columns() + shape.key_column(head / shape.group());
            let dot: f64 = query.iter().zip(&qkv[at..]).map(|(q, k)| q * k).sum();
            dot / (shape.head_dim as f64).sqrt()
        })
        .collect();
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = scores.iter().map(|s| (s - most).exp()).sum();
    (scores.iter().map(|s| (s - most).exp() / sum).collect(), most + sum.ln())
}

/// `(out: [T, heads * head_dim], log_sum_exp: [T, heads])`.
#[must_use]
pub fn forward(shape: Shape, segments: &[Segment], qkv: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let rows = qkv.len() / shape.columns();
    let (mut out, mut lse) = (vec![0.0; rows * shape.heads * shape.head_dim], vec![0.0; rows * shape.heads]);
    for segment in segments {
        let first = segment.first_row as usize;
        for (row, head) in (0..segment.rows as usize).flat_map(|row| (0..shape.heads).map(move |head| (row, head))) {
            let (p, log) = probabilities(shape, segment, qkv, row, head);
            let place = (first + row) * shape.heads + head;
            lse[place] = log;
            let out = &mut out[place * shape.head_dim..][..shape.head_dim];
            for (key, p) in p.iter().enumerate() {
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
    let (dim, scale) = (shape.head_dim, 1.0 / (shape.head_dim as f64).sqrt());
    for segment in segments {
        let first = segment.first_row as usize;
        for (row, head) in (0..segment.rows as usize).flat_map(|row| (0..shape.heads).map(move |head| (row, head))) {
            let (p, _) = probabilities(shape, segment, qkv, row, head);
            let dout = &dout[((first + row) * shape.heads + head) * dim..][..dim];
            let query = (first + row) * shape.columns() + head * dim;
            let key_at = |key: usize| (first + key) * shape.columns() + shape.key_column(head / shape.group());
            let value_at = |key: usize| (first + key) * shape.columns() + shape.value_column(head / shape.group());
            let dp: Vec<f64> =
                (0..=row).map(|key| dout.iter().zip(&qkv[value_at(key)..]).map(|(d, v)| d * v).sum()).collect();
            let mean: f64 = p.iter().zip(&dp).map(|(p, dp)| p * dp).sum();
            for key in 0..=row {
                let ds = p[key] * (dp[key] - mean) * scale;
                for e in 0..dim {
                    d[value_at(key) + e] += p[key] * dout[e];
                    d[key_at(key) + e] += ds * qkv[query + e];
                    d[query + e] += ds * qkv[key_at(key) + e];
                }
            }
        }
    }
    d
}
