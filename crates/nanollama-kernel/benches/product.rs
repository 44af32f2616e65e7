//! Products against the machine's limits and a rival, in interleaved rounds: `cargo bench -p nanollama-kernel --bench product`.
//!
//! Each round measures the limits, ours and `matrixmultiply` one after the other, because a shared machine changes its
//! speed by the hour; only ratios within a run mean something. `oracle/rivals` does the same against `gemm`.

mod rounds;

use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::op::{head, linear};
use nanollama_kernel::pool::Pool;
use nanollama_kernel::probe::{Stream, fma_rate};
use nanollama_kernel::weight::{PartBytes, Uses, Weight};

use rounds::{ROUNDS, median, seconds, values};

/// [T, N, K] of a quickstart's products, of the model nano's at 1,024 tokens and of wider ones.
const SHAPES: [[usize; 3]; 11] = [
    [2048, 384, 128],
    [2048, 128, 128],
    [2048, 640, 128],
    [2048, 128, 320],
    [1024, 384, 384],
    [1024, 768, 384],
    [1024, 2048, 384],
    [1024, 384, 1024],
    [1024, 2048, 2048],
    [128, 2048, 384],
    [128, 384, 1024],
];
const HEADS: [[usize; 3]; 2] = [[2048, 2048, 128], [1024, 32_000, 384]];
/// [N, K] of one-token products; the last is larger than caches in every format.
const DECODE: [[usize; 2]; 4] = [[768, 384], [32_000, 384], [4096, 4096], [16_384, 4096]];
/// Rows of a weight that are made; the others are the same again.
const MADE: usize = 128;

/// A trainable weight as training multiplies it.
fn packed(rows: usize, cols: usize) -> Weight {
    let mut weight = Weight::dense(&cpu(), rows, cols, &values(rows * cols)).expect("it fits");
    weight.pack(&cpu()).expect("it fits");
    weight
}

/// A device to hold weights.
fn cpu() -> Cpu {
    Cpu::new(Pool::new(1))
}

/// Rounds of (limit, ours, rival) in operations a second, as a line.
fn line(name: &str, pool: &Pool, operations: f64, mut ours: impl FnMut(), mut rival: Option<impl FnMut()>) {
    let (mut rate, mut share, mut ratio) = (vec![], vec![], vec![]);
    for _ in 0..ROUNDS {
        let before = fma_rate(pool);
        let mine = operations / seconds(&mut ours);
        let limit = before.max(fma_rate(pool));
        rate.push(mine);
        share.push(mine / limit);
        if let Some(rival) = &mut rival {
            ratio.push(mine * seconds(rival) / operations);
        }
    }
    let against =
        if ratio.is_empty() { String::new() } else { format!("  {:5.2} x matrixmultiply", median(&mut ratio)) };
    println!(
        "{name:28} {:7.1} GFLOP/s  {:4.0}% of the limit{against}",
        median(&mut rate) / 1e9,
        100.0 * median(&mut share)
    );
}

/// c [m, n] = a [m, k] · b [k, n] by `matrixmultiply`, its strides as given; one half of the rows on each thread.
fn rival(pool: &Pool, [m, n, k]: [usize; 3], a: (&[f32], [isize; 2]), b: (&[f32], [isize; 2]), c: &mut [f32]) {
    let parts = pool.threads();
    let out = c.as_mut_ptr() as usize;
    pool.run(parts, |part| {
        let (first, end) = (m * part / parts, m * (part + 1) / parts);
        let (a, a_strides) = a;
        let (b, b_strides) = b;
        // SAFETY: the strides describe the slices; each part writes its own rows of c.
        unsafe {
            matrixmultiply::sgemm(
                end - first,
                k,
                n,
                1.0,
                a.as_ptr().offset(first as isize * a_strides[0]),
                a_strides[0],
                a_strides[1],
                b.as_ptr(),
                b_strides[0],
                b_strides[1],
                0.0,
                (out as *mut f32).add(first * n),
                n as isize,
                1,
            );
        }
    });
}

fn named([t, n, k]: [usize; 3]) -> String {
    format!("{t}x{n}x{k}")
}

fn training(pool: &Pool, [t, n, k]: [usize; 3]) {
    let (x, dy) = (values(t * k), values(t * n));
    let weight = packed(n, k);
    let w = values(n * k);
    let operations = 2.0 * (t * n * k) as f64;
    let name = named([t, n, k]);
    let (mut y, mut y2) = (vec![0.0; t * n], vec![0.0; t * n]);
    let (n_, k_) = (n as isize, k as isize);
    line(
        &format!("y  {name}"),
        pool,
        operations,
        || linear::forward(pool, &x, &weight, None, &mut [], &mut y),
        Some(|| rival(pool, [t, n, k], (&x, [k_, 1]), (&w, [1, k_]), &mut y2)),
    );
    let (mut dx, mut dx2) = (vec![0.0; t * k], vec![0.0; t * k]);
    line(
        &format!("dx {name}"),
        pool,
        operations,
        || linear::grad_x(pool, &dy, &weight, &mut dx, false),
        Some(|| rival(pool, [t, k, n], (&dy, [n_, 1]), (&w, [k_, 1]), &mut dx2)),
    );
    let (mut dw, mut dw2) = (vec![0.0; n * k], vec![0.0; n * k]);
    line(
        &format!("dw {name}"),
        pool,
        operations,
        || linear::grad_w(pool, &x, &dy, n, &mut dw, false),
        Some(|| rival(pool, [n, k, t], (&dy, [1, n_]), (&x, [k_, 1]), &mut dw2)),
    );
}

fn the_head(pool: &Pool, [t, v, d]: [usize; 3]) {
    let x = values(t * d);
    let weight = packed(v, d);
    let targets: Vec<u32> = (0..t).map(|i| (i * 31 % v) as u32).collect();
    let (weights, mut losses) = (vec![1.0; t], vec![0.0; t]);
    let (mut dx, mut dw) = (vec![0.0; t * d], vec![0.0; v * d]);
    let (mut logits, mut x_room, mut dx_room) = (values(t * v.next_multiple_of(32)), values(t * d), values(t * d));
    let mut rows = vec![0; t];
    let forward = 2.0 * (t * v * d) as f64;
    let none = None::<fn()>;
    let alone = || {
        let (logits, x_room, dx, rows) = (&mut logits[..], &mut x_room[..], &mut dx_room[..], &mut rows[..]);
        let workspace = head::Workspace { logits, x: x_room, dx, rows, rounded: &mut [] };
        head::losses(pool, workspace, &x, (&weight).into(), &targets, &weights, &mut losses);
    };
    line(&format!("head {t}x{v}x{d}, losses"), pool, forward, alone, none);
    line(
        &format!("head {t}x{v}x{d}, loss and gradients"),
        pool,
        3.0 * forward,
        || {
            let (x, losses, dx, dw) = (&x, &mut losses, Some(&mut dx[..]), Some((&mut dw[..], false)));
            let workspace = head::Workspace {
                logits: &mut logits,
                x: &mut x_room,
                dx: &mut dx_room,
                rows: &mut rows,
                rounded: &mut [],
            };
            head::loss_and_gradient(pool, workspace, x, (&weight).into(), &targets, &weights, 1.0, losses, dx, dw);
        },
        none,
    );
}

fn decode(pool: &Pool, stream: &Stream, [n, k]: [usize; 2]) {
    let w = values(MADE * k);
    for &dtype in DType::ALL.iter().filter(|dtype| k.is_multiple_of(dtype.block())) {
        let mut made = vec![0; dtype.bytes_for((MADE * k) as u64).expect("whole blocks") as usize];
        dtype.encode(&w, &mut made).expect("they are small");
        let bytes = made.repeat(n / MADE);
        let uses = Uses { lookup: false, product: true };
        let weight =
            Weight::load(&cpu(), pool, &[PartBytes { dtype, rows: n, bytes: &bytes }], k, uses).expect("they fit");
        let (x, x512) = (values(k), values(512 * k));
        let (mut y, mut y512) = (vec![0.0; n], vec![0.0; 512 * n]);
        let mut rounded = vec![0.0; linear::workspace(&weight, 512)];
        let (mut rate, mut share) = (vec![], vec![]);
        for _ in 0..ROUNDS {
            let limit = stream.read_rate(pool);
            let mine = bytes.len() as f64 / seconds(|| linear::forward(pool, &x, &weight, None, &mut rounded, &mut y));
            rate.push(mine);
            share.push(mine / limit);
        }
        println!(
            "{:28} {:7.1} GB/s     {:4.0}% of the read stream",
            format!("one token {n}x{k} {dtype}"),
            median(&mut rate) / 1e9,
            100.0 * median(&mut share)
        );
        let operations = 2.0 * (512 * n * k) as f64;
        let forward = || linear::forward(pool, &x512, &weight, None, &mut rounded, &mut y512);
        line(&format!("512 tokens {n}x{k} {dtype}"), pool, operations, forward, None::<fn()>);
    }
}

fn main() {
    // `cargo bench` passes --bench; words are the parts or shapes (`2048x128x320`) that are wanted.
    let only: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let wanted = |part: &str| only.is_empty() || only.iter().any(|only| only == part);
    let shape_wanted = |part: &str, shape: &[usize; 3]| wanted(part) || wanted(&named(*shape));
    let pool = Pool::new(0);
    println!("{} on {} threads; medians of {ROUNDS} interleaved rounds", pool.isa().name(), pool.threads());
    println!("FMA limit now {:.0} GFLOP/s", fma_rate(&pool) / 1e9);
    SHAPES.into_iter().filter(|shape| shape_wanted("train", shape)).for_each(|shape| training(&pool, shape));
    HEADS.into_iter().filter(|shape| shape_wanted("head", shape)).for_each(|shape| the_head(&pool, shape));
    if wanted("decode") {
        match Stream::new(&pool) {
            Ok(stream) => DECODE.into_iter().for_each(|shape| decode(&pool, &stream, shape)),
            Err(error) => eprintln!("{error}"),
        }
    }
}
