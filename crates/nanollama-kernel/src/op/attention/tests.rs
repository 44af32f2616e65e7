//! Attention against its specification, and the promise of bits: training, prefill, decoding and company change nothing.

use super::*;
use crate::dtype::DType;
use crate::lanes::Isa;
use crate::op::testing::{assert_close, check_gradient, every_pool, normal, widen};
use crate::pool::Pool;
use crate::rows::{Rows, Segment};

#[allow(clippy::too_many_arguments)]
fn forward(
    pool: &Pool,
    shape: Shape,
    segments: &[Segment],
    table: &[u32],
    qkv: &[f32],
    cache: Option<LayerPages<'_>>,
    out: &mut [f32],
    lse: &mut [f32],
) {
    super::forward(pool, shape, segments, table, Inputs::of(shape, qkv), cache, out, lse);
}

const SHAPES: [Shape; 10] = [
    Shape::new(1, 1, 8),
    Shape::new(4, 2, 16),
    Shape::new(3, 1, 24),
    Shape::new(2, 2, 32),
    Shape::new(6, 2, 64),
    Shape::new(2, 1, 128),
    Shape { window: Some(2), ..Shape::new(2, 1, 8) },
    Shape { window: Some(5), ..Shape::new(6, 2, 16) },
    Shape { window: Some(64), ..Shape::new(4, 1, 32) },
    Shape { window: Some(101), ..Shape::new(3, 3, 24) },
];

/// Training segments of these lengths, one after the other.
fn packed(lengths: &[usize]) -> Vec<Segment> {
    let mut first = 0;
    let cut = |&rows: &usize| {
        let segment = Segment { first_row: first, rows: rows as u32, ..Segment::default() };
        first += rows as u32;
        segment
    };
    lengths.iter().map(cut).collect()
}

/// Queries and keys three times as wide as normal: probabilities with clear peaks.
fn peaked(shape: Shape, seed: u64, rows: usize) -> Vec<f32> {
    normal(seed, rows * shape.columns()).iter().map(|x| 1.7 * x).collect()
}

fn train(pool: &Pool, shape: Shape, segments: &[Segment], qkv: &[f32]) -> (Vec<f32>, Vec<f32>) {
    let rows = qkv.len() / shape.columns();
    let (mut out, mut lse) = (vec![f32::NAN; rows * shape.heads * shape.head_dim], vec![f32::NAN; rows * shape.heads]);
    forward(pool, shape, segments, &[], qkv, None, &mut out, &mut lse);
    (out, lse)
}

fn train_grad(pool: &Pool, shape: Shape, segments: &[Segment], qkv: &[f32], dout: &[f32]) -> Vec<f32> {
    let (out, lse) = train(pool, shape, segments, qkv);
    let mut dqkv = vec![f32::NAN; qkv.len()];
    let gradients = Gradients::of(shape, &mut dqkv);
    grad(pool, shape, segments, Inputs::of(shape, qkv), &out, &lse, dout, gradients);
    dqkv
}

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|value| value.to_bits()).collect()
}

/// Fills this thread's scratch with NaN, so that anything read before it was written shows.
fn poison() {
    crate::scratch::with_scratch(1 << 20, |scratch| scratch.fill(f32::NAN));
}

#[test]
fn the_reference_gradient_is_the_slope() {
    for shape in [vec![Shape::new(4, 2, 8), Shape::new(1, 1, 16)], settings(Shape::new(4, 2, 8))].concat() {
        let segments = packed(&[5, 1, 3]);
        let qkv = widen(&peaked(shape, 1, 9));
        let dout = widen(&normal(2, 9 * shape.heads * shape.head_dim));
        let d = reference::grad(shape, &segments, &qkv, &dout);
        check_gradient(&qkv, &d, |qkv| {
            reference::forward(shape, &segments, qkv).0.iter().zip(&dout).map(|(o, d)| o * d).sum()
        });
    }
}

/// A scale, a window and a cap, alone and together.
fn settings(plain: Shape) -> Vec<Shape> {
    let (scale, window, softcap) = (Some(0.9), Some(3), Some(1.5));
    vec![
        Shape { scale, ..plain },
        Shape { window, ..plain },
        Shape { softcap, ..plain },
        Shape { scale, window, softcap, ..plain },
    ]
}

/// Written apart from the reference: one head at a time over the whole square of positions, seen or not, with plain
/// exponentials.
fn by_hand(shape: Shape, rows: usize, qkv: &[f64]) -> Vec<f64> {
    let (heads, groups, dim) = (shape.heads, shape.kv_heads, shape.head_dim);
    let at = |row: usize, head: usize, feature: usize| qkv[(row * (heads + 2 * groups) + head) * dim + feature];
    let mut out = vec![0.0; rows * heads * dim];
    for head in 0..heads {
        let (key_head, value_head) = (heads + head * groups / heads, heads + groups + head * groups / heads);
        for i in 0..rows {
            let mut total = 0.0;
            for j in 0..rows {
                let distance = i as i64 - j as i64;
                let seen = distance >= 0 && shape.window.is_none_or(|window| distance < window as i64);
                let mut score = 0.0;
                for e in 0..dim {
                    score += at(i, head, e) * at(j, key_head, e);
                }
                score *= shape.scale.map_or_else(|| (dim as f64).powf(-0.5), f64::from);
                if let Some(cap) = shape.softcap.map(f64::from) {
                    let (up, down) = ((score / cap).exp(), (-score / cap).exp());
                    score = cap * (up - down) / (up + down);
                }
                let share = if seen { score.exp() } else { 0.0 };
                total += share;
                for e in 0..dim {
                    out[(i * heads + head) * dim + e] += share * at(j, value_head, e);
                }
            }
            for e in 0..dim {
                out[(i * heads + head) * dim + e] /= total;
            }
        }
    }
    out
}

#[test]
fn the_reference_is_the_loop_by_hand_for_every_setting() {
    for plain in [Shape::new(4, 2, 8), Shape::new(3, 1, 16)] {
        let rows = 9;
        let qkv = widen(&peaked(plain, 11, rows));
        let whole = reference::forward(plain, &packed(&[rows]), &qkv).0;
        for shape in [settings(plain), vec![plain]].concat() {
            let (out, _) = reference::forward(shape, &packed(&[rows]), &qkv);
            for (a, b) in out.iter().zip(by_hand(shape, rows, &qkv)) {
                assert!((a - b).abs() <= 1e-12 * b.abs().max(1.0), "{shape:?}: {a} against {b}");
            }
            assert_eq!(out == whole, shape == plain, "{shape:?} changes something");
        }
        // A window as long as the sequence changes nothing; one of a single position shows each row its own values.
        let out = |window| reference::forward(Shape { window: Some(window), ..plain }, &packed(&[rows]), &qkv).0;
        assert_eq!(out(rows), whole);
        let width = plain.heads * plain.head_dim;
        for (row, out) in out(1).chunks(width).enumerate() {
            let values = &qkv[row * plain.columns() + plain.value_column(0)..][..plain.head_dim];
            assert_eq!(&out[..plain.head_dim], values);
        }
    }
}

#[test]
fn a_scale_of_its_own_is_the_reference_and_the_default_by_name_has_its_bits() {
    let plain = SHAPES[1];
    let (segments, rows) = (packed(&[130, 1]), 131);
    let (qkv, dout) = (peaked(plain, 3, rows), normal(4, rows * plain.heads * plain.head_dim));
    let pool = Pool::new(2);
    let both = |shape| (train(&pool, shape, &segments, &qkv), train_grad(&pool, shape, &segments, &qkv, &dout));
    let shape = Shape { scale: Some(0.11), ..plain };
    let ((out, lse), d) = both(shape);
    let (truth, truth_lse) = reference::forward(shape, &segments, &widen(&qkv));
    assert_close(&out, &truth, 1e-5, 2e-5);
    assert_close(&lse, &truth_lse, 2e-6, 2e-6);
    assert_close(&d, &reference::grad(shape, &segments, &widen(&qkv), &widen(&dout)), 3e-5, 3e-5);
    let ((out, lse), d) = both(Shape { scale: Some(plain.scale()), ..plain });
    let ((expected, expected_lse), expected_d) = both(plain);
    assert_eq!(bits(&[out, lse, d].concat()), bits(&[expected, expected_lse, expected_d].concat()));
}

#[test]
fn fast_is_the_reference_with_one_set_of_bits() {
    for (shape, lengths) in SHAPES.into_iter().zip([
        &[1][..],
        &[63, 2, 7],
        &[64, 65],
        &[130, 1],
        &[200, 67],
        &[129],
        &[70, 1],
        &[3, 140],
        &[129, 64],
        &[260, 100, 40],
    ]) {
        let segments = packed(lengths);
        let rows = lengths.iter().sum();
        let qkv = peaked(shape, 3, rows);
        let dout = normal(4, rows * shape.heads * shape.head_dim);
        let (truth, truth_lse) = reference::forward(shape, &segments, &widen(&qkv));
        let truth_d = reference::grad(shape, &segments, &widen(&qkv), &widen(&dout));
        let mut first = None;
        for pool in every_pool() {
            poison();
            let (out, lse) = train(&pool, shape, &segments, &qkv);
            poison();
            let d = train_grad(&pool, shape, &segments, &qkv, &dout);
            assert_close(&out, &truth, 1e-5, 2e-5);
            assert_close(&lse, &truth_lse, 2e-6, 2e-6);
            assert_close(&d, &truth_d, 3e-5, 3e-5);
            let all = bits(&[out, lse, d].concat());
            assert!(*first.get_or_insert(all.clone()) == all, "{shape:?}: {:?} x {}", pool.isa(), pool.threads());
        }
    }
}

#[test]
fn a_window_as_long_as_the_text_has_the_bits_of_none() {
    let plain = SHAPES[1];
    let segments = packed(&[150, 30]);
    let (qkv, dout) = (peaked(plain, 3, 180), normal(4, 180 * plain.heads * plain.head_dim));
    let pool = Pool::new(2);
    let both = |window| {
        let shape = Shape { window, ..plain };
        (train(&pool, shape, &segments, &qkv), train_grad(&pool, shape, &segments, &qkv, &dout))
    };
    assert_eq!(both(Some(150)), both(None));
    assert_eq!(both(Some(usize::MAX)), both(None));
    assert_ne!(both(Some(149)), both(None));
}

#[test]
fn packed_documents_do_not_see_each_other() {
    let shape = SHAPES[1];
    let lengths = [70, 1, 64, 13, 130];
    let rows: usize = lengths.iter().sum();
    let qkv = peaked(shape, 5, rows);
    let dout = normal(6, rows * shape.heads * shape.head_dim);
    let pool = Pool::new(2);
    let (out, lse) = train(&pool, shape, &packed(&lengths), &qkv);
    let d = train_grad(&pool, shape, &packed(&lengths), &qkv, &dout);
    let mut first = 0;
    for rows in lengths {
        let part = |values: &[f32], columns: usize| values[first * columns..(first + rows) * columns].to_vec();
        let (alone, alone_dout) = (part(&qkv, shape.columns()), part(&dout, shape.heads * shape.head_dim));
        let (out_alone, lse_alone) = train(&pool, shape, &packed(&[rows]), &alone);
        assert_eq!(bits(&out_alone), bits(&part(&out, shape.heads * shape.head_dim)));
        assert_eq!(bits(&lse_alone), bits(&part(&lse, shape.heads)));
        let d_alone = train_grad(&pool, shape, &packed(&[rows]), &alone, &alone_dout);
        assert_eq!(bits(&d_alone), bits(&part(&d, shape.columns())));
        first += rows;
    }
}

#[test]
fn the_future_changes_no_bit_and_its_nan_does_not_leak() {
    for shape in SHAPES {
        let (rows, width) = (150, shape.heads * shape.head_dim);
        let pool = Pool::new(2);
        let qkv = peaked(shape, 7, rows);
        let (out, lse) = train(&pool, shape, &packed(&[rows]), &qkv);
        for token in [1, 5, 63, 64, 65, 128, 149] {
            for replacement in [3.25, f32::NAN, f32::INFINITY] {
                let mut moved = qkv.clone();
                moved[token * shape.columns()..].fill(replacement);
                let (after, lse_after) = train(&pool, shape, &packed(&[rows]), &moved);
                assert_eq!(bits(&out[..token * width]), bits(&after[..token * width]), "{shape:?} {token}");
                assert_eq!(bits(&lse[..token * shape.heads]), bits(&lse_after[..token * shape.heads]));
                assert_ne!(bits(&out[token * width..]), bits(&after[token * width..]));
            }
        }
    }
}

/// Feeds one sequence through a cache of NaN in chunks of `step`, on pages in an odd order.
fn cached(pool: &Pool, shape: Shape, types: CacheTypes, qkv: &[f32], step: usize) -> (Vec<f32>, Vec<f32>) {
    let rows = qkv.len() / shape.columns();
    let table: Vec<u32> = (0..rows.div_ceil(PAGE) as u32).rev().collect();
    let mut cache = vec![f32::NAN; table.len() * LayerPages::page_len(shape.kv_heads, shape.head_dim, types)];
    let (mut all_out, mut all_lse) = (Vec::new(), Vec::new());
    for (index, part) in qkv.chunks(step * shape.columns()).enumerate() {
        let mut launch = Rows::default();
        launch.push(&vec![0; part.len() / shape.columns()], (index * step) as u32, table.iter().copied());
        launch.validate(1, rows, table.len()).unwrap();
        let rows = launch.len();
        let (mut out, mut lse) =
            (vec![f32::NAN; rows * shape.heads * shape.head_dim], vec![f32::NAN; rows * shape.heads]);
        poison();
        forward(
            pool,
            shape,
            &launch.segments,
            &launch.page_table,
            part,
            Some(LayerPages::new(&mut cache, shape.kv_heads, shape.head_dim, types)),
            &mut out,
            &mut lse,
        );
        all_out.extend(out);
        all_lse.extend(lse);
    }
    (all_out, all_lse)
}

#[test]
fn training_prefill_chunks_and_decoding_give_the_same_bits() {
    for shape in SHAPES {
        let rows = 200;
        let qkv = peaked(shape, 8, rows);
        let (out, lse) = train(&Pool::new(1), shape, &packed(&[rows]), &qkv);
        for pool in [Pool::new(1), Pool::new(3)] {
            for step in [rows, 1, 7, 64] {
                let (after, lse_after) = cached(&pool, shape, DType::F32.into(), &qkv, step);
                assert_eq!(bits(&out), bits(&after), "{shape:?} in chunks of {step}");
                assert_eq!(bits(&lse), bits(&lse_after), "{shape:?} in chunks of {step}");
            }
        }
    }
}

#[test]
fn sequences_in_one_call_are_as_each_alone() {
    let shape = SHAPES[4];
    let pool = Pool::new(2);
    let lengths = [3usize, 66, 130];
    let sequences: Vec<Vec<f32>> = (0..3).map(|i| peaked(shape, 20 + i as u64, lengths[i] + 9)).collect();
    let alone: Vec<_> =
        sequences.iter().map(|qkv| train(&pool, shape, &packed(&[qkv.len() / shape.columns()]), qkv)).collect();
    let types = CacheTypes::from(DType::F32);
    let tables: [&[u32]; 3] = [&[4], &[1, 6], &[0, 5, 2]];
    let mut cache = vec![f32::NAN; 7 * LayerPages::page_len(shape.kv_heads, shape.head_dim, types)];
    // First all prompts together, then the rest: sequence 0 by nine, 1 by one (nine times), 2 by four and five.
    let mut done = [0usize; 3];
    let mut rounds = vec![lengths];
    rounds.push([9, 1, 4]);
    rounds.push([0, 1, 5]);
    rounds.extend([[0, 1, 0]; 7]);
    for round in rounds {
        let (mut launch, mut qkv, mut owners) = (Rows::default(), Vec::new(), Vec::new());
        for (index, &count) in round.iter().enumerate().filter(|(_, count)| **count > 0) {
            launch.push(&vec![0; count], done[index] as u32, tables[index].iter().copied());
            qkv.extend_from_slice(&sequences[index][done[index] * shape.columns()..][..count * shape.columns()]);
            owners.push((index, done[index], count));
            done[index] += count;
        }
        launch.validate(1, 1000, 7).unwrap();
        let width = shape.heads * shape.head_dim;
        let (mut out, mut lse) = (vec![f32::NAN; launch.len() * width], vec![f32::NAN; launch.len() * shape.heads]);
        forward(
            &pool,
            shape,
            &launch.segments,
            &launch.page_table,
            &qkv,
            Some(LayerPages::new(&mut cache, shape.kv_heads, shape.head_dim, types)),
            &mut out,
            &mut lse,
        );
        let mut at = 0;
        for (index, from, count) in owners {
            assert_eq!(
                bits(&out[at * width..][..count * width]),
                bits(&alone[index].0[from * width..][..count * width])
            );
            at += count;
        }
    }
    assert_eq!(done, [12, 75, 139]);
}

/// What a cache of these types holds of rows: keys and values as a file's numbers of that type would be read.
fn rounded(shape: Shape, types: CacheTypes, qkv: &[f32]) -> Vec<f32> {
    let mut rounded = qkv.to_vec();
    for row in rounded.chunks_exact_mut(shape.columns()) {
        let (keys, values) = row[shape.key_column(0)..].split_at_mut(shape.kv_heads * shape.head_dim);
        for (dtype, part) in [(types.key, keys), (types.value, values)] {
            let mut bytes = vec![0; dtype.bytes_for(part.len() as u64).unwrap() as usize];
            dtype.encode(part, &mut bytes).unwrap();
            dtype.decode(&bytes, part).unwrap();
        }
    }
    rounded
}

/// Attention over a rounded cache is attention over rounded keys and values: the same bits on every instruction set, for any
/// number of threads, and however the text is cut. Keys and values may be of two types.
#[test]
fn a_rounded_cache_is_attention_over_rounded_rows() {
    let (half, bytes, single) = (DType::F16, DType::Q8_0, DType::F32);
    for (key, value) in [(half, half), (bytes, bytes), (bytes, half), (single, bytes), (half, single)] {
        let types = CacheTypes { key, value };
        for shape in SHAPES {
            if let Some((dtype, reason)) = types.refusal(shape.head_dim) {
                assert!(dtype == bytes && reason.contains("blocks of 32"), "{shape:?}: {reason}");
                continue;
            }
            let rows = 150;
            let qkv = peaked(shape, 9, rows);
            let truth = train(&Pool::with_isa(1, Isa::Scalar), shape, &packed(&[rows]), &rounded(shape, types, &qkv));
            assert_ne!(bits(&truth.0), bits(&train(&Pool::new(1), shape, &packed(&[rows]), &qkv).0));
            for pool in every_pool() {
                for step in [rows, 1, 7, 64] {
                    let (out, lse) = cached(&pool, shape, types, &qkv, step);
                    assert_eq!(bits(&truth.0), bits(&out), "{types:?} {shape:?} in chunks of {step}");
                    assert_eq!(bits(&truth.1), bits(&lse), "{types:?} {shape:?} in chunks of {step}");
                }
            }
        }
    }
    let (dtype, reason) = CacheTypes::from(DType::Q4_0).refusal(64).unwrap();
    assert!(dtype == DType::Q4_0 && reason.contains("f32, f16, q8_0"), "{reason}");
}
