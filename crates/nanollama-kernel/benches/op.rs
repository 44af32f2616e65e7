//! Attention and the row-wise ops against the machine's limits, in interleaved rounds: `cargo bench -p nanollama-kernel --bench op`.
//!
//! Attention's operations are the causal half only: 4 · head_dim a visible (query, key) pair forward, 10 · head_dim backward. What is computed
//! beyond (the other half of the diagonal tiles, exponentials) counts as loss. Row-wise ops are held against the read stream by the bytes
//! they must move.

mod rounds;

use nanollama_kernel::op::adamw::AdamW;
use nanollama_kernel::op::attention::{CacheTypes, Gradients, Inputs, LayerPages, PAGE, Shape};
use nanollama_kernel::op::strided::{Strided, StridedMut};
use nanollama_kernel::op::{adamw, attention, gradient_norm, rms_norm, rope, swiglu};
use nanollama_kernel::pool::{Pool, SharedMut};
use nanollama_kernel::probe::{Stream, fma_rate};
use nanollama_kernel::rows::{Rows, Segment};

use rounds::{ROUNDS, median, seconds, values};

/// Rounds of (limit, ours), as a line. `amount` is what a call does, in the limit's unit.
fn line(name: &str, unit: &str, amount: f64, mut limit: impl FnMut() -> f64, mut work: impl FnMut()) {
    let (mut rate, mut share) = (vec![], vec![]);
    for _ in 0..ROUNDS {
        let before = limit();
        let mine = amount / seconds(&mut work);
        rate.push(mine);
        share.push(mine / before.max(limit()));
    }
    println!("{name:44} {:7.1} {unit} {:4.0}% of the limit", median(&mut rate) / 1e9, 100.0 * median(&mut share));
}

fn training(pool: &Pool, shape: Shape, batch: usize, time: usize) {
    let rows = batch * time;
    let segments: Vec<Segment> =
        (0..batch).map(|b| Segment { first_row: (b * time) as u32, rows: time as u32, ..Segment::default() }).collect();
    let width = shape.heads * shape.head_dim;
    let (qkv, dout) = (values(rows * shape.columns()), values(rows * width));
    let (mut out, mut lse, mut dqkv) = (vec![0.0; rows * width], vec![0.0; rows * shape.heads], vec![0.0; qkv.len()]);
    let pairs = (batch * shape.heads * time * (time + 1) / 2) as f64;
    let name = format!("{batch} x {time}, {}/{} heads of {}", shape.heads, shape.kv_heads, shape.head_dim);
    let limit = || fma_rate(pool);
    line(&format!("attention forward  {name}"), "GFLOP/s", pairs * 4.0 * shape.head_dim as f64, limit, || {
        attention::forward(pool, shape, &segments, &[], Inputs::of(shape, &qkv), None, &mut out, &mut lse);
    });
    line(&format!("attention backward {name}"), "GFLOP/s", pairs * 10.0 * shape.head_dim as f64, limit, || {
        attention::grad(
            pool,
            shape,
            &segments,
            Inputs::of(shape, &qkv),
            &out,
            &lse,
            &dout,
            Gradients::of(shape, &mut dqkv),
        );
    });
}

fn decoding(pool: &Pool, stream: &Stream, shape: Shape, sequences: usize, context: usize, types: CacheTypes) {
    let pages = context.div_ceil(PAGE);
    let mut cache = values(sequences * pages * LayerPages::page_len(shape.kv_heads, shape.head_dim, types));
    let mut rows = Rows::default();
    for s in 0..sequences {
        let table: Vec<u32> = (0..pages).map(|p| (s * pages + p) as u32).collect();
        rows.push(&[0], context as u32 - 1, table.iter().copied());
    }
    let qkv = values(sequences * shape.columns());
    let (mut out, mut lse) = (vec![0.0; sequences * shape.heads * shape.head_dim], vec![0.0; sequences * shape.heads]);
    let bytes = (sequences * context * shape.kv_heads * types.bytes_per_head(shape.head_dim)) as f64;
    let name = format!(
        "attention decode   {sequences} x {context}, {}/{} of {}, {}",
        shape.heads, shape.kv_heads, shape.head_dim, types.key
    );
    line(
        &name,
        "GB/s   ",
        bytes,
        || stream.read_rate(pool),
        || {
            attention::forward(
                pool,
                shape,
                &rows.segments,
                &rows.page_table,
                Inputs::of(shape, &qkv),
                Some(LayerPages::new(&mut cache, shape.kv_heads, shape.head_dim, types)),
                &mut out,
                &mut lse,
            );
        },
    );
}

fn row_wise(pool: &Pool, stream: &Stream) {
    let (rows, dim, ffn) = (4096, 384, 1024);
    let limit = || stream.read_rate(pool);
    let (x, dy, gain) = (values(rows * dim), values(rows * dim), values(dim));
    let (mut y, mut inverse, mut dgain) = (vec![0.0; rows * dim], vec![0.0; rows], vec![0.0; dim]);
    let mut partial = values(rows.div_ceil(128) * dim);
    let bytes = (rows * dim * 4) as f64;
    line("rms_norm forward", "GB/s   ", 2.0 * bytes, limit, || {
        rms_norm::forward(pool, Strided::new(&x, dim), 1, Some(&gain), 1e-5, &mut y, &mut inverse);
    });
    line("rms_norm backward", "GB/s   ", 3.0 * bytes, limit, || {
        let dx = StridedMut::new(SharedMut::new(&mut y), dim);
        let x = Strided::new(&x, dim);
        let inputs = rms_norm::Backward { x, groups: 1, gain: Some(&gain), inverse: &inverse, dy: &dy };
        let gain = rms_norm::GainGradient { into: &mut dgain, add: false, partial: &mut partial };
        rms_norm::grad(pool, inputs, Some((dx, false)), Some(gain));
    });
    let table = rope::turns(64, 10_000.0, rows);
    let positions: Vec<u32> = (0..rows as u32).collect();
    line("rope", "GB/s   ", 2.0 * bytes, limit, || rope::apply(pool, &mut y, &positions, 6, 64, &table, false));
    let (gate_up, dh) = (values(rows * 2 * ffn), values(rows * ffn));
    let (mut h, mut dgate_up) = (vec![0.0; rows * ffn], vec![0.0; rows * 2 * ffn]);
    let bytes = (rows * ffn * 4) as f64;
    line("swiglu forward", "GB/s   ", 3.0 * bytes, limit, || swiglu::forward(pool, &gate_up, &mut h, ffn));
    line("swiglu backward", "GB/s   ", 5.0 * bytes, limit, || swiglu::grad(pool, &gate_up, &dh, &mut dgate_up, ffn));
    let count = 8 << 20;
    let (mut p, g, mut m, mut v) = (values(count), values(count), values(count), vec![0.0; count]);
    let settings =
        AdamW { lr: 1e-3, beta1: 0.9, beta2: 0.95, eps: 1e-8, weight_decay: 0.1, step: 5, gradient_scale: 1.0 };
    let factors = adamw::Factors::new(&settings);
    let mut sums = vec![0.0; gradient_norm::blocks(count)];
    let bytes = (count * 4) as f64;
    line("adamw", "GB/s   ", 7.0 * bytes, limit, || adamw::step(pool, &mut p, &g, &mut m, &mut v, factors));
    line("gradient norm", "GB/s   ", bytes, limit, || {
        std::hint::black_box(gradient_norm::sum_of_squares(pool, &g, &mut sums));
    });
}

fn main() {
    // `cargo bench` passes --bench; a word filters the parts.
    let only: Option<String> = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let wanted = |part: &str| only.as_deref().is_none_or(|only| only == part);
    let pool = Pool::new(0);
    println!("{} on {} threads; medians of {ROUNDS} interleaved rounds", pool.isa().name(), pool.threads());
    let nano = Shape::new(6, 6, 64);
    let mini = Shape::new(12, 4, 64);
    if wanted("train") {
        training(&pool, nano, 1, 1024);
        training(&pool, nano, 8, 256);
        training(&pool, mini, 1, 1024);
        training(&pool, Shape::new(4, 4, 32), 8, 256);
        training(&pool, Shape::new(4, 2, 128), 1, 1024);
    }
    match Stream::new(&pool) {
        Ok(stream) => {
            if wanted("decode") {
                for types in CacheTypes::KNOWN.map(CacheTypes::from) {
                    decoding(&pool, &stream, nano, 1, 1024, types);
                    decoding(&pool, &stream, mini, 1, 4096, types);
                    decoding(&pool, &stream, mini, 8, 1024, types);
                }
            }
            if wanted("rows") {
                row_wise(&pool, &stream);
            }
        }
        Err(error) => eprintln!("{error}"),
    }
}
