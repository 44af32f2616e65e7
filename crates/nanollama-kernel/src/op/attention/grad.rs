//! The backward pass. A chunk is one segment under one key/value head, so every sum has one owner and one order: key tiles ascend and, within
//! a tile, queries do. Probabilities are made again from the scores and the forward's log-sum-exp; the softmax's own term is
//! D = Σ dout · out a query (FlashAttention, 2022, algorithm 4). Works for rows without a cache.

use super::forward::LANE;
use super::tile::{Left, Pieces, ROWS, Registers, Right, Target, pack_columns, pack_rows, product, unpack_rows};
use super::{Gradients, Inputs, Mask, PAGE, Shape};
use crate::lanes::{Isa, WIDTH, dispatch};
use crate::math::exp;
use crate::pool::Pool;
use crate::rows::Segment;
use crate::scratch::with_scratch;

/// Queries at a time: long enough that the key tile's sums are seldom stored, short enough for the second cache.
const BLOCK: usize = 16 * ROWS;

/// What the backward reads: the forward's inputs and results, and the gradient of `out`.
#[derive(Clone, Copy)]
struct Backward<'a> {
    shape: Shape,
    inputs: Inputs<'a>,
    out: &'a [f32],
    lse: &'a [f32],
    dout: &'a [f32],
}

/// The gradients of `inputs`, overwritten, for the gradient `dout: [T, heads * head_dim]`. All segments start at position 0.
#[allow(clippy::too_many_arguments)]
pub fn grad(
    pool: &Pool,
    shape: Shape,
    segments: &[Segment],
    inputs: Inputs<'_>,
    out: &[f32],
    lse: &[f32],
    dout: &[f32],
    gradients: Gradients<'_>,
) {
    assert_eq!(shape.beyond_fast(), None, "attention: what the plan should have refused");
    let rows = lse.len() / shape.heads;
    let wide = rows * shape.heads * shape.head_dim;
    assert!(
        inputs.cover(shape, rows) && gradients.cover(shape, rows) && out.len() == wide && dout.len() == wide,
        "attention: shapes disagree for {rows} rows of {shape:?}"
    );
    let backward = Backward { shape, inputs, out, lse, dout };
    pool.run(segments.len() * shape.kv_heads, |chunk| {
        let segment = &segments[chunk / shape.kv_heads];
        assert!(segment.start == 0, "attention: the backward knows no cache, a segment starts at {}", segment.start);
        backward.segment(pool.isa(), segment, chunk % shape.kv_heads, gradients);
    });
}

impl Backward<'_> {
    /// One chunk.
    fn segment(self, isa: Isa, segment: &Segment, kv_head: usize, gradients: Gradients<'_>) {
        let Backward { shape, inputs: Inputs { query, key, value }, .. } = self;
        let (group, dim, width) = (shape.group(), shape.head_dim, shape.width());
        let (first, rows) = (segment.first_row as usize, segment.rows as usize);
        let queries = rows * group;
        let sizes = [2 * queries, 2 * dim * PAGE, 3 * PAGE * width, 2 * BLOCK * PAGE, 3 * BLOCK * width];
        with_scratch(sizes.iter().sum(), |scratch| {
            let (logs, scratch) = scratch.split_at_mut(sizes[0]);
            let (columns_of, scratch) = scratch.split_at_mut(sizes[1]);
            let (rows_of, scratch) = scratch.split_at_mut(sizes[2]);
            let (scores, queries_of) = scratch.split_at_mut(sizes[3]);
            let (key_columns, value_columns) = columns_of.split_at_mut(dim * PAGE);
            let (key_rows, sums) = rows_of.split_at_mut(PAGE * width);
            self.logs(first, kv_head, logs);
            if shape.window.is_some() {
                // Queries begin at different tiles: none begins their gradient.
                for row in first..first + rows {
                    // SAFETY: each chunk has its own rows and heads.
                    let own = unsafe {
                        let at = row * gradients.query.stride() + kv_head * group * dim;
                        gradients.query.values().part(at, group * dim)
                    };
                    own.fill(0.0);
                }
            }
            for tile in 0..rows.div_ceil(PAGE) {
                let count = PAGE.min(rows - tile * PAGE);
                let (from, column) = (first + tile * PAGE, kv_head * dim);
                pack_columns(shape, key.from(from, column), key.stride(), count, key_columns);
                pack_columns(shape, value.from(from, column), value.stride(), count, value_columns);
                pack_rows(isa, shape, key.from(from, column), Pieces::rows(key.stride(), count), 1.0, key_rows);
                let tiles = Tiles { keys: count, key_columns, value_columns, key_rows };
                let mask = Mask::new(shape, 0, tile);
                let (mut at, end) = (mask.first_query(), mask.end_query(queries));
                let opening = at;
                while at < end {
                    let count = BLOCK.min(end - at);
                    let block = Block { shape, mask, first: at, count, opening: at == opening };
                    let (queries_here, rest) = queries_of.split_at_mut(BLOCK * width);
                    let (dout, dquery) = rest.split_at_mut(BLOCK * width);
                    let pieces = Pieces { row: query.stride(), group, first: at, count };
                    let outputs = Pieces { row: shape.heads * dim, ..pieces };
                    let heads = kv_head * group * dim;
                    pack_rows(isa, shape, query.from(first, heads), pieces, shape.scale(), queries_here);
                    pack_rows(isa, shape, &self.dout[first * outputs.row + heads..], outputs, 1.0, dout);
                    block.run(isa, tiles, queries_here, dout, &logs[2 * at..], scores, sums, dquery);
                    // The first tile, which all queries see where there is no window, begins their gradient.
                    // SAFETY: each chunk has its own rows and heads.
                    unsafe {
                        let to = gradients.query;
                        let pieces = Pieces { row: to.stride(), ..pieces };
                        let at = first * to.stride() + heads;
                        let resume = tile > 0 || shape.window.is_some();
                        unpack_rows(isa, shape, dquery, pieces, shape.scale(), to.values(), at, resume);
                    }
                    at += count;
                }
                let (dkey, dvalue) = sums.split_at(PAGE * width);
                for (sums, to) in [(dkey, gradients.key), (dvalue, gradients.value)] {
                    let (rows, at) = (Pieces::rows(to.stride(), count), from * to.stride() + column);
                    // SAFETY: each chunk has its own rows and heads.
                    unsafe { unpack_rows(isa, shape, sums, rows, 1.0, to.values(), at, false) }
                }
            }
        });
    }

    /// (log-sum-exp, D) of each query.
    fn logs(self, first: usize, kv_head: usize, logs: &mut [f32]) {
        let Shape { heads, head_dim, .. } = self.shape;
        let group = self.shape.group();
        for (query, log) in logs.chunks_exact_mut(2).enumerate() {
            let place = (first + query / group) * heads + kv_head * group + query % group;
            let (out, dout) = (&self.out[place * head_dim..][..head_dim], &self.dout[place * head_dim..][..head_dim]);
            // Eight partial sums (head_dim is a multiple of 8): fixed, and the compiler may use vectors.
            let mut parts = [0.0f32; 8];
            for (out, dout) in out.chunks_exact(8).zip(dout.chunks_exact(8)) {
                for lane in 0..8 {
                    parts[lane] += out[lane] * dout[lane];
                }
            }
            log[0] = self.lse[place];
            log[1] = parts.iter().sum();
        }
    }
}

/// A key tile, packed for the products that read it.
#[derive(Clone, Copy)]
struct Tiles<'a> {
    keys: usize,
    /// `[head_dim][64]`.
    key_columns: &'a [f32],
    /// `[head_dim][64]`.
    value_columns: &'a [f32],
    /// `[64][width]`.
    key_rows: &'a [f32],
}

/// Some queries against one tile.
#[derive(Clone, Copy)]
struct Block {
    shape: Shape,
    mask: Mask,
    first: usize,
    count: usize,
    /// The tile's first block: its sums begin here.
    opening: bool,
}

impl Block {
    /// `query, dout: [count][width]`, `logs: [count][2]`, `scores: [2][BLOCK][64]` scratch; `sums: [2][64][width]` (dkey, dvalue) grow,
    /// `dquery: [count][width]` is overwritten (without the scale).
    #[allow(clippy::too_many_arguments)]
    fn run(
        self,
        isa: Isa,
        tiles: Tiles<'_>,
        query: &[f32],
        dout: &[f32],
        logs: &[f32],
        scores: &mut [f32],
        sums: &mut [f32],
        dquery: &mut [f32],
    ) {
        let (block, count, dim, width) = (self, self.count, self.shape.head_dim, self.shape.width());
        let (p, ds) = scores.split_at_mut(BLOCK * PAGE);
        let (dkey, dvalue) = sums.split_at_mut(PAGE * width);
        assert!(count <= BLOCK && query.len() >= count * width && dout.len() >= count * width);
        assert!(dquery.len() >= count * width && logs.len() >= 2 * count && ds.len() >= count * PAGE);
        assert!(dvalue.len() >= PAGE * width && tiles.key_rows.len() >= PAGE * width && tiles.keys <= PAGE);
        assert!(tiles.key_columns.len() >= dim * PAGE && tiles.value_columns.len() >= dim * PAGE);
        let seen = tiles.keys.div_ceil(WIDTH);
        let product = |rows, vectors, depth, a: Left, b: Right, c: Target| {
            // SAFETY: the pool's ISA exists here; lengths were checked above, and no product writes what it reads.
            unsafe { product(isa, rows, vectors, depth, a, b, c) }
        };
        let rows_of = |x: &[f32], row| Left { data: x.as_ptr(), row, step: 1 };
        let columns_of = |x: &[f32]| Left { data: x.as_ptr(), row: 1, step: PAGE };
        let right = |x: &[f32], row| Right { data: x.as_ptr(), row };
        let target = |x: &mut [f32], row, accumulate| Target { data: x.as_mut_ptr(), row, accumulate };
        product(count, seen, dim, rows_of(query, width), right(tiles.key_columns, PAGE), target(p, PAGE, false));
        product(count, seen, dim, rows_of(dout, width), right(tiles.value_columns, PAGE), target(ds, PAGE, false));
        {
            let (p, ds) = (&mut *p, &mut *ds);
            // SAFETY: the pool's ISA exists here; 64 scores and two logs a query were checked above.
            unsafe { dispatch!(isa, differentiate(block: Block, logs: &[f32], p: &mut [f32], ds: &mut [f32])) }
        }
        let (keys, vectors, resume) = (tiles.keys, width / WIDTH, !self.opening);
        product(keys, vectors, count, columns_of(p), right(dout, width), target(dvalue, width, resume));
        product(keys, vectors, count, columns_of(ds), right(query, width), target(dkey, width, resume));
        product(count, vectors, keys, rows_of(ds, PAGE), right(tiles.key_rows, width), target(dquery, width, false));
    }
}

/// Scores become probabilities, their gradients' products with `dout` become gradients of the scores; both are 0 beyond a query's mask.
#[inline(always)]
unsafe fn differentiate<L: Registers>(block: Block, logs: &[f32], p: &mut [f32], ds: &mut [f32]) {
    // SAFETY: the caller checked the lengths: 64 scores and two logs a query.
    unsafe {
        let (lane, zero) = (L::load(LANE.as_ptr()), L::splat(0.0));
        for row in 0..block.count {
            let (from, keys) = (block.mask.from(block.first + row), block.mask.keys(block.first + row));
            let (p, ds) = (p.as_mut_ptr().add(row * PAGE), ds.as_mut_ptr().add(row * PAGE));
            let (log, mean) = (L::splat(logs[2 * row]), L::splat(logs[2 * row + 1]));
            for v in 0..PAGE / WIDTH {
                let at = v * WIDTH;
                let (mut probability, mut slope) = (zero, zero);
                if at < keys && at + WIDTH > from {
                    probability = exp::<L>(L::sub(L::load(p.add(at)), log));
                    slope = L::mul(probability, L::sub(L::load(ds.add(at)), mean));
                    if at + WIDTH > keys {
                        let within = L::splat((keys - at) as f32);
                        probability = L::select_gt(within, lane, probability, zero);
                        slope = L::select_gt(within, lane, slope, zero);
                    }
                    if at < from {
                        let before = L::splat((from - at) as f32 - 1.0);
                        probability = L::select_gt(lane, before, probability, zero);
                        slope = L::select_gt(lane, before, slope, zero);
                    }
                }
                L::store(p.add(at), probability);
                L::store(ds.add(at), slope);
            }
        }
    }
}
