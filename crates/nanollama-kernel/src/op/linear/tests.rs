//! Every path of the products against the plain loops, at tolerance zero.

use super::*;
use crate::dtype::DType;
use crate::float16::{f16_to_f32, f32_to_f16};
use crate::lanes::Isa;
use crate::op::testing::{cpu, packed, uniform as values, weight as unpacked};
use crate::product::reference::product as reference;
use crate::weight::{PartBytes, Uses};

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|x| x.to_bits()).collect()
}

/// Tile edges of every instruction set, panel edges, depth-block edges, and shapes that are cut into several chunks.
fn shapes() -> Vec<[usize; 3]> {
    let mut shapes = Vec::new();
    for t in [1, 2, 5, 6, 7, 11, 12, 13] {
        for n in [1, 15, 16, 17, 31, 32, 33] {
            for k in [1, 3, 31, 32, 33, 65] {
                shapes.push([t, n, k]);
            }
        }
    }
    shapes.extend([
        [1, 500, 700],
        [3, 97, 1025],
        [25, 70, 513],
        [61, 193, 129],
        [130, 65, 257],
        [37, 40, 1300],
        [300, 45, 50],
    ]);
    shapes
}

fn pools() -> Vec<Pool> {
    let mut pools = vec![];
    for isa in Isa::available() {
        pools.extend([1, 2, 3, 7].map(|threads| Pool::with_isa(threads, isa)));
    }
    pools
}

/// [`forward`] with room to work in.
fn product_with(pool: &Pool, x: &[f32], w: &Weight, residual: Option<&[f32]>, y: &mut [f32]) {
    let mut rounded = vec![f32::NAN; workspace(w, x.len() / w.cols())];
    forward(pool, x, w, residual, &mut rounded, y);
}

/// Runs `fast` on every pool and compares with `truth`.
fn agree(pools: &[Pool], start: &[f32], truth: &[f32], what: &str, fast: impl Fn(&Pool, &mut [f32])) {
    for pool in pools {
        let mut got = start.to_vec();
        fast(pool, &mut got);
        assert!(bits(&got) == bits(truth), "{what}: {} threads on {}", pool.threads(), pool.isa().name());
    }
}

#[test]
fn forward_equals_the_loop_exactly() {
    let pools = pools();
    for [t, n, k] in shapes() {
        let (x, w, residual, start) = (values(t * k, 1), values(n * k, 2), values(t * n, 3), values(t * n, 4));
        let mut y = vec![0.0; t * n];
        reference([t, n, k], |i, k_| x[i * k + k_], |k_, j| w[j * k + k_], false, &mut y);
        let weight = packed(n, k, &w);
        let what = format!("y {t}x{n}x{k}");
        agree(&pools, &start, &y, &what, |pool, y| product_with(pool, &x, &weight, None, y));
        let stale = unpacked(n, k, &w);
        agree(&pools[..3], &start, &y, &what, |pool, y| product_with(pool, &x, &stale, None, y));
        let added: Vec<f32> = y.iter().zip(&residual).map(|(y, r)| y + r).collect();
        agree(&pools, &start, &added, &what, |pool, y| product_with(pool, &x, &weight, Some(&residual), y));
    }
}

#[test]
fn gradients_equal_the_loops_exactly() {
    let pools = pools();
    for [t, n, k] in shapes() {
        let (x, w, dy) = (values(t * k, 1), values(n * k, 2), values(t * n, 3));
        let weight = unpacked(n, k, &w);
        for accumulate in [false, true] {
            let start = values(t * k, 5);
            let mut dx = start.clone();
            reference([t, k, n], |i, n_| dy[i * n + n_], |n_, j| w[n_ * k + j], accumulate, &mut dx);
            agree(&pools, &start, &dx, &format!("dx {t}x{n}x{k}"), |pool, dx| {
                grad_x(pool, &dy, &weight, dx, accumulate)
            });
            let start = values(n * k, 6);
            let mut dw = start.clone();
            reference([n, k, t], |n_, t_| dy[t_ * n + n_], |t_, j| x[t_ * k + j], accumulate, &mut dw);
            agree(&pools, &start, &dw, &format!("dw {t}x{n}x{k}"), |pool, dw| grad_w(pool, &x, &dy, n, dw, accumulate));
        }
    }
}

/// The bytes of a weight in `dtype` and the values they stand for.
fn stored(dtype: DType, values: &[f32]) -> (Vec<u8>, Vec<f32>) {
    let mut bytes = vec![0; dtype.bytes_for(values.len() as u64).expect("whole blocks") as usize];
    dtype.encode(values, &mut bytes).expect("they are small");
    let mut back = vec![0.0; values.len()];
    dtype.decode(&bytes, &mut back).expect("the length fits");
    (bytes, back)
}

fn frozen(parts: &[PartBytes<'_>], cols: usize) -> Weight {
    Weight::load(&cpu(), &Pool::new(1), parts, cols, Uses { lookup: false, product: true }).expect("the length fits")
}

#[test]
fn frozen_weights_equal_the_loops_exactly() {
    let pools = pools();
    for dtype in [DType::F32, DType::F16, DType::Bf16] {
        for [t, n, k] in [[1, 33, 64], [2, 5, 7], [13, 47, 96], [31, 64, 1030]] {
            let (x, residual, dy) = (values(t * k, 1), values(t * n, 3), values(t * n, 8));
            let (bytes, w) = stored(dtype, &values(n * k, 2));
            let weight = frozen(&[PartBytes { dtype, rows: n, bytes: &bytes }], k);
            let mut y = vec![0.0; t * n];
            reference([t, n, k], |i, k_| x[i * k + k_], |k_, j| w[j * k + k_], false, &mut y);
            agree(&pools, &residual, &y, &format!("{dtype}"), |pool, y| product_with(pool, &x, &weight, None, y));
            let added: Vec<f32> = y.iter().zip(&residual).map(|(y, r)| y + r).collect();
            let what = format!("{dtype} residual");
            agree(&pools, &y, &added, &what, |pool, y| product_with(pool, &x, &weight, Some(&residual), y));
            let mut dx = vec![0.0; t * k];
            reference([t, k, n], |i, n_| dy[i * n + n_], |n_, j| w[n_ * k + j], false, &mut dx);
            agree(&pools, &values(t * k, 5), &dx, &format!("{dtype} dx"), |pool, dx| {
                grad_x(pool, &dy, &weight, dx, false)
            });
        }
    }
}

/// Where a block's weights begin, behind its head.
fn head(dtype: DType) -> usize {
    if matches!(dtype, DType::Q4_1 | DType::Q5_1) { 4 } else { 2 }
}

/// Weight `k` of a block, before its scale.
fn weight_of(dtype: DType, block: &[u8], k: usize) -> i32 {
    let at = head(dtype);
    let nibble = |at: usize| i32::from(block[at + k % 16] >> (k / 16 * 4) & 15);
    let fifth = || i32::from(block[at + k / 8] >> (k % 8) & 1) << 4;
    match dtype {
        DType::Q8_0 => i32::from(block[at + k] as i8),
        DType::Q4_0 => nibble(at) - 8,
        DType::Q4_1 => nibble(at),
        DType::Q5_0 => (nibble(at + 4) | fifth()) - 16,
        DType::Q5_1 => nibble(at + 4) | fifth(),
        _ => panic!("{dtype} has no such blocks"),
    }
}

/// The specification of a product with blocks: each block of a row rounded to bytes, an exact sum a block, a chain over
/// blocks; where weights have a least value, its product with the sum of the row's bytes comes next in the chain.
fn reference_blocks(dtype: DType, [t, n, k]: [usize; 3], x: &[f32], blocks: &[u8]) -> Vec<f32> {
    let half = |value: f32| f16_to_f32(f32_to_f16(value));
    let length = dtype.bytes_for(32).expect("a block") as usize;
    let mut y = vec![0.0; t * n];
    for (i, y) in y.iter_mut().enumerate() {
        let (row, out) = (i / n, i % n);
        for block in 0..k / 32 {
            let x = &x[row * k + block * 32..][..32];
            let greatest = x.iter().fold(0.0f32, |m, x| m.max(x.abs()));
            let bytes = &blocks[(out * (k / 32) + block) * length..][..length];
            let number = |at: usize| f16_to_f32(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
            let rounded: Vec<i32> = x.iter().map(|x| (x * (127.0 / greatest)).round_ties_even() as i32).collect();
            let products = rounded.iter().enumerate().map(|(k, rounded)| rounded * weight_of(dtype, bytes, k));
            let scale = half(greatest / 127.0);
            *y = (number(0) * scale).mul_add(products.sum::<i32>() as f32, *y);
            if head(dtype) == 4 {
                *y = (number(2) * scale).mul_add(rounded.iter().sum::<i32>() as f32, *y);
            }
        }
    }
    y
}

#[test]
fn blocks_equal_their_loop_exactly_even_at_the_extreme_bytes() {
    let pools = pools();
    let nibbles = [0xff, 0x0f, 0x00];
    let types = [DType::Q4_0, DType::Q4_1, DType::Q5_0, DType::Q5_1].map(|dtype| (dtype, nibbles));
    for (dtype, extremes) in [(DType::Q8_0, [127, 0x81, 0x80])].into_iter().chain(types) {
        for [t, n, k] in [[1, 33, 64], [2, 5, 32], [7, 47, 96], [13, 64, 1056], [25, 40, 544]] {
            let (x, residual, dy) = (values(t * k, 1), values(t * n, 3), values(t * n, 8));
            let (mut blocks, _) = stored(dtype, &values(n * k, 2));
            for (i, block) in blocks.chunks_exact_mut(dtype.bytes_for(32).expect("a block") as usize).enumerate() {
                if let Some(&extreme) = extremes.get(i % 5) {
                    block[head(dtype)..].fill(extreme);
                }
            }
            let y = reference_blocks(dtype, [t, n, k], &x, &blocks);
            let weight = frozen(&[PartBytes { dtype, rows: n, bytes: &blocks }], k);
            agree(&pools, &residual, &y, dtype.name(), |pool, y| product_with(pool, &x, &weight, None, y));
            let added: Vec<f32> = y.iter().zip(&residual).map(|(y, r)| y + r).collect();
            let what = format!("{dtype} residual");
            agree(&pools, &dy, &added, &what, |pool, y| product_with(pool, &x, &weight, Some(&residual), y));
            let mut w = vec![0.0; n * k];
            dtype.decode(&blocks, &mut w).expect("the length fits");
            let mut dx = vec![0.0; t * k];
            reference([t, k, n], |i, n_| dy[i * n + n_], |n_, j| w[n_ * k + j], false, &mut dx);
            let what = format!("{dtype} dx");
            agree(&pools, &values(t * k, 5), &dx, &what, |pool, dx| grad_x(pool, &dy, &weight, dx, false));
        }
    }
}

#[test]
fn parts_of_unlike_types_have_the_bits_they_have_alone() {
    let pools = pools();
    let (block, half, nibbles) = (DType::Q8_0, DType::F16, DType::Q4_0);
    let kinds: [&[(DType, usize)]; 7] = [
        // Query, key and value, whose borders lie within panels of the whole.
        &[(DType::F32, 40), (half, 20), (block, 20)],
        &[(block, 33), (block, 7), (DType::Bf16, 104)],
        &[(block, 64), (half, 64)],
        &[(nibbles, 40), (block, 20), (half, 20)],
        &[(DType::F32, 7), (nibbles, 33), (nibbles, 32)],
        &[(DType::Q5_1, 40), (DType::Q4_1, 20), (DType::Q5_0, 44)],
        // More than share a dispatch.
        &[(block, 3), (half, 5), (block, 32), (half, 1), (block, 2), (half, 9)],
    ];
    for (kind, k) in kinds.into_iter().zip([64, 1056, 96, 64, 544, 96, 32]) {
        let n: usize = kind.iter().map(|(_, rows)| rows).sum();
        let bytes: Vec<Vec<u8>> =
            kind.iter().zip(20..).map(|(&(dtype, rows), seed)| stored(dtype, &values(rows * k, seed)).0).collect();
        let parts: Vec<PartBytes<'_>> =
            kind.iter().zip(&bytes).map(|(&(dtype, rows), bytes)| PartBytes { dtype, rows, bytes }).collect();
        let whole = frozen(&parts, k);
        for t in [1, 2, 7, 13, 130] {
            let (x, residual, dy) = (values(t * k, 1), values(t * n, 3), values(t * n, 8));
            let (mut y, mut dx) = (vec![0.0; t * n], vec![0.0; t * k]);
            let mut at = 0;
            for part in &parts {
                let alone = frozen(&[*part], k);
                let mut own = vec![0.0; t * part.rows];
                product_with(&pools[0], &x, &alone, None, &mut own);
                let mut own_dy = Vec::new();
                for (row, own) in own.chunks_exact(part.rows).enumerate() {
                    y[row * n + at..][..part.rows].copy_from_slice(own);
                    own_dy.extend_from_slice(&dy[row * n + at..][..part.rows]);
                }
                // The chain of dx goes on from part to part.
                grad_x(&pools[0], &own_dy, &alone, &mut dx, at > 0);
                at += part.rows;
            }
            let what = format!("{kind:?}, {t} rows");
            agree(&pools, &residual, &y, &what, |pool, y| product_with(pool, &x, &whole, None, y));
            let added: Vec<f32> = y.iter().zip(&residual).map(|(y, r)| y + r).collect();
            agree(&pools, &dy, &added, &what, |pool, y| product_with(pool, &x, &whole, Some(&residual), y));
            agree(&pools, &values(t * k, 5), &dx, &what, |pool, dx| grad_x(pool, &dy, &whole, dx, false));
        }
    }
}

#[test]
fn a_nan_reaches_exactly_the_rows_that_saw_it() {
    let pool = Pool::new(2);
    let (t, n, k) = (20, 40, 50);
    let (mut x, w) = (values(t * k, 1), values(n * k, 2));
    x[7 * k + 49] = f32::NAN;
    let weight = packed(n, k, &w);
    let mut y = vec![0.0; t * n];
    product_with(&pool, &x, &weight, None, &mut y);
    for (i, y) in y.iter().enumerate() {
        assert_eq!(y.is_nan(), i / n == 7, "row {}", i / n);
    }
}

#[test]
fn a_row_does_not_depend_on_the_rows_beside_it() {
    let pool = Pool::new(2);
    let (t, n, k) = (29, 70, 130);
    let (x, w) = (values(t * k, 1), values(n * k, 2));
    let weight = packed(n, k, &w);
    let mut whole = vec![0.0; t * n];
    product_with(&pool, &x, &weight, None, &mut whole);
    for first in 0..t {
        for rows in [1, 4, 8] {
            let rows = rows.min(t - first);
            let mut y = vec![0.0; rows * n];
            product_with(&pool, &x[first * k..][..rows * k], &weight, None, &mut y);
            assert_eq!(bits(&y), bits(&whole[first * n..][..rows * n]));
        }
    }
}

#[test]
fn no_rows_is_no_work() {
    let pool = Pool::new(2);
    let weight = packed(3, 4, &values(12, 1));
    product_with(&pool, &[], &weight, None, &mut []);
    grad_x(&pool, &[], &weight, &mut [], false);
    let mut dw = vec![1.0; 12];
    grad_w(&pool, &[], &[], 3, &mut dw, true);
    assert_eq!(dw, vec![1.0; 12]);
    grad_w(&pool, &[], &[], 3, &mut dw, false);
    assert_eq!(dw, vec![0.0; 12]);
}
