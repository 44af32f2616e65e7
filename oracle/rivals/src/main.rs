//! Our products beside `gemm` 0.19 with AVX-512, in interleaved rounds: `cargo run --release` in this folder.
//!
//! Each round measures the FMA limit, ours and the rival's one after the other; only ratios within a run mean something.

use std::time::Instant;

use gemm::{Parallelism, gemm};
use nanollama_kernel::memory::AlignedVec;
use nanollama_kernel::op::linear;
use nanollama_kernel::pool::Pool;
use nanollama_kernel::probe::fma_rate;
use nanollama_kernel::weight::Weight;

const ROUNDS: usize = 7;

/// [T, N, K] of the model nano at 1,024 tokens, its head, and a wide one.
const SHAPES: [[usize; 3]; 6] =
    [[1024, 384, 384], [1024, 768, 384], [1024, 2048, 384], [1024, 384, 1024], [1024, 32_000, 384], [2048, 2048, 2048]];

fn values(count: usize) -> AlignedVec {
    let mut vec = AlignedVec::zeroed(count);
    let mut state = count as u64 | 1;
    for x in vec.iter_mut() {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        *x = (state >> 40) as f32 / 8_388_608.0 - 1.0;
    }
    vec
}

/// Seconds of one call, the best of a few.
fn seconds(mut work: impl FnMut()) -> f64 {
    let (mut best, begun) = (f64::INFINITY, Instant::now());
    while begun.elapsed().as_secs_f64() < 0.03 {
        let start = Instant::now();
        work();
        best = best.min(start.elapsed().as_secs_f64());
    }
    best
}

fn median(mut samples: Vec<f64>) -> f64 {
    samples.sort_by(f64::total_cmp);
    samples[samples.len() / 2]
}

/// c [m, n] = a [m, k] · b [k, n], each operand with its (row, column) strides.
fn rival(pool: &Pool, [m, n, k]: [usize; 3], a: (&[f32], isize, isize), b: (&[f32], isize, isize), c: &mut [f32]) {
    assert!(a.0.len() >= m * k && b.0.len() >= k * n && c.len() >= m * n);
    // SAFETY: the strides describe dense matrices of the lengths just checked.
    unsafe {
        gemm(
            m,
            n,
            k,
            c.as_mut_ptr(),
            1,
            n as isize,
            false,
            a.0.as_ptr(),
            a.2,
            a.1,
            b.0.as_ptr(),
            b.2,
            b.1,
            0.0,
            1.0,
            false,
            false,
            false,
            Parallelism::Rayon(pool.threads()),
        );
    }
}

fn line(name: &str, pool: &Pool, operations: f64, mut ours: impl FnMut(), mut rival: impl FnMut()) {
    let (mut limits, mut mine, mut theirs) = (vec![], vec![], vec![]);
    for _ in 0..ROUNDS {
        limits.push(fma_rate(pool));
        mine.push(operations / seconds(&mut ours));
        theirs.push(operations / seconds(&mut rival));
    }
    let ratio = median(mine.iter().zip(&theirs).map(|(a, b)| a / b).collect());
    let share = median(mine.iter().zip(&limits).map(|(a, b)| a / b).collect());
    println!(
        "{name:24} ours {:6.1}  gemm {:6.1} GFLOP/s  {:5.2} x gemm  {:4.0}% of the limit",
        median(mine) / 1e9,
        median(theirs) / 1e9,
        ratio,
        100.0 * share
    );
}

fn main() {
    let pool = Pool::new(0);
    println!("{} on {} threads", pool.isa().name(), pool.threads());
    for [t, n, k] in SHAPES {
        let (x, dy) = (values(t * k), values(t * n));
        let w = values(n * k);
        let mut weight = Weight::dense(n, k, w.clone());
        weight.pack(&pool);
        let operations = 2.0 * (t * n * k) as f64;
        let (n_, k_) = (n as isize, k as isize);
        let name = format!("{t}x{n}x{k}");
        let (mut y, mut y2) = (vec![0.0; t * n], vec![0.0; t * n]);
        line(
            &format!("y  {name}"),
            &pool,
            operations,
            || linear::forward(&pool, &x, &weight, None, &mut y),
            || rival(&pool, [t, n, k], (&x, k_, 1), (&w, 1, k_), &mut y2),
        );
        let (mut dx, mut dx2) = (vec![0.0; t * k], vec![0.0; t * k]);
        line(
            &format!("dx {name}"),
            &pool,
            operations,
            || linear::grad_x(&pool, &dy, &weight, &mut dx, false),
            || rival(&pool, [t, k, n], (&dy, n_, 1), (&w, k_, 1), &mut dx2),
        );
        let (mut dw, mut dw2) = (vec![0.0; n * k], vec![0.0; n * k]);
        line(
            &format!("dw {name}"),
            &pool,
            operations,
            || linear::grad_w(&pool, &x, &dy, n, &mut dw, false),
            || rival(&pool, [n, k, t], (&dy, 1, n_), (&x, k_, 1), &mut dw2),
        );
    }
}
