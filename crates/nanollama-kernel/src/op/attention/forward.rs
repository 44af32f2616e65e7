//! The forward pass. A chunk of work is one segment's range of queries under one key/value head; it walks the key tiles in ascending order
//! and, per tile, blocks of queries: scores, online softmax, values. How ranges and blocks are cut changes no bit.

use std::cell::Cell;

use super::tile::{Left, Pieces, ROWS, Registers, Right, Target, pack_columns, pack_rows, product};
use super::{Inputs, LayerPages, Mask, PAGE, Shape};
use crate::lanes::{Isa, WIDTH, dispatch};
use crate::math::{exp, ln};
use crate::op::row::{load, store, vectors};
use crate::pool::{Pool, SharedMut};
use crate::rows::Segment;
use crate::scratch::with_scratch;

/// Queries (rows times heads of a group) of a chunk: enough to repay the packing of a tile.
const RANGE: usize = 384;
/// Queries whose scores lie in the nearest cache together.
const BLOCK: usize = 8 * ROWS;
/// Rows below which waking the pool to fill the cache costs more than filling it.
const FEW: usize = 32;

/// One chunk: a range of a segment's rows under one key/value head.
#[derive(Clone, Copy)]
struct Range {
    segment: u32,
    first: u32,
    rows: u32,
    kv_head: u32,
}

thread_local! {
    /// The chunks of a call, kept so that the steady state allocates nothing.
    static RANGES: Cell<Vec<Range>> = const { Cell::new(Vec::new()) };
}

/// `inputs` of T rows -> `out: [T, heads * head_dim]`, `lse: [T, heads]` (log of the sum of exponentials, for the backward).
///
/// With a cache, segments that have pages write their keys and values there first and see all that is before them; segments without
/// pages start at position 0 and see only their own rows. Segments and pages are as `Rows::validate` accepts them.
#[allow(clippy::too_many_arguments)]
pub fn forward(
    pool: &Pool,
    shape: Shape,
    segments: &[Segment],
    page_table: &[u32],
    inputs: Inputs<'_>,
    cache: Option<LayerPages<'_>>,
    out: &mut [f32],
    lse: &mut [f32],
) {
    assert_eq!(shape.beyond_fast(), None, "attention: what the plan should have refused");
    let rows = lse.len() / shape.heads;
    assert!(
        inputs.cover(shape, rows) && out.len() == rows * shape.heads * shape.head_dim,
        "attention: shapes disagree for {rows} rows of {shape:?}"
    );
    let cache = cache.map(|mut cache| {
        cache.check(shape);
        fill(pool, shape, segments, page_table, inputs, rows, &mut cache);
        cache
    });
    let mut ranges = RANGES.take();
    cut(shape, segments, &mut ranges);
    let (out, lse) = (SharedMut::new(out), SharedMut::new(lse));
    pool.run(ranges.len(), |chunk| {
        let range = ranges[chunk];
        let segment = &segments[range.segment as usize];
        let pages = &page_table[segment.first_page as usize..][..segment.pages as usize];
        let keys = match &cache {
            Some(cache) if !pages.is_empty() => Keys::Pages(cache, pages),
            _ => {
                assert!(segment.start == 0, "attention: a segment that starts at {} needs its pages", segment.start);
                Keys::Rows
            }
        };
        attend(pool.isa(), shape, segment, range, inputs, &keys, out, lse);
    });
    RANGES.set(ranges);
}

/// Writes the new keys and values to their pages.
fn fill(
    pool: &Pool,
    shape: Shape,
    segments: &[Segment],
    page_table: &[u32],
    inputs: Inputs<'_>,
    rows: usize,
    cache: &mut LayerPages<'_>,
) {
    let types = cache.types();
    let data = (SharedMut::new(&mut *cache.data), types);
    let append = |chunk: usize| {
        let segment = &segments[chunk / shape.kv_heads];
        if segment.pages > 0 {
            // SAFETY: one chunk a segment and head, and no page is written by two segments (`Rows::validate`).
            unsafe { LayerPages::append(data, shape, segment, page_table, chunk % shape.kv_heads, inputs) }
        }
    };
    let chunks = segments.len() * shape.kv_heads;
    if rows <= FEW {
        (0..chunks).for_each(append);
    } else {
        pool.run(chunks, append);
    }
}

/// Cuts segments into chunks, those with the most keys before them first.
fn cut(shape: Shape, segments: &[Segment], ranges: &mut Vec<Range>) {
    ranges.clear();
    let step = (RANGE / shape.group()).max(1) as u32;
    for (index, segment) in segments.iter().enumerate() {
        for part in (0..segment.rows.div_ceil(step)).rev() {
            let first = part * step;
            let rows = step.min(segment.rows - first);
            ranges.extend((0..shape.kv_heads as u32).map(|kv_head| Range {
                segment: index as u32,
                first,
                rows,
                kv_head,
            }));
        }
    }
}

/// Where a segment's keys and values are.
enum Keys<'a> {
    /// In the launch's own rows.
    Rows,
    /// In the cache, by the segment's pages.
    Pages(&'a LayerPages<'a>, &'a [u32]),
}

/// One chunk.
#[allow(clippy::too_many_arguments)]
fn attend(
    isa: Isa,
    shape: Shape,
    segment: &Segment,
    range: Range,
    inputs: Inputs<'_>,
    keys: &Keys<'_>,
    out: SharedMut<'_, f32>,
    lse: SharedMut<'_, f32>,
) {
    let (group, dim, width) = (shape.group(), shape.head_dim, shape.width());
    let (first, rows, kv_head) = (range.first as usize, range.rows as usize, range.kv_head as usize);
    let queries = rows * group;
    let [keys_packed, values_packed] = match keys {
        Keys::Rows => [PAGE * dim, PAGE * width],
        Keys::Pages(cache, _) => cache.scratch(shape),
    };
    let sizes = [queries * width, queries * width, 2 * queries, BLOCK * PAGE, keys_packed, values_packed];
    with_scratch(sizes.iter().sum(), |scratch| {
        let (query, scratch) = scratch.split_at_mut(sizes[0]);
        let (sums, scratch) = scratch.split_at_mut(sizes[1]);
        let (state, scratch) = scratch.split_at_mut(sizes[2]);
        let (scores, scratch) = scratch.split_at_mut(sizes[3]);
        let (key_tile, value_tile) = scratch.split_at_mut(sizes[4]);
        let from = inputs.query.from(segment.first_row as usize + first, kv_head * group * dim);
        let pieces = Pieces { row: inputs.query.stride(), group, first: 0, count: queries };
        pack_rows(isa, shape, from, pieces, shape.scale(), query);
        let start = segment.start as usize + first;
        let seen_first = shape.window.map_or(0, |window| (start + 1).saturating_sub(window) / PAGE);
        if shape.window.is_some() {
            // Queries begin at different tiles: all begin with nothing seen, which the first tile's step replaces.
            state.chunks_exact_mut(2).for_each(|state| state.copy_from_slice(&[f32::NEG_INFINITY, 0.0]));
            sums.fill(0.0);
        }
        for tile in seen_first..(start + rows).div_ceil(PAGE) {
            let (key, value) = match keys {
                Keys::Pages(cache, pages) => {
                    let seen = PAGE.min(start + rows - tile * PAGE);
                    cache.tile(isa, shape, (pages[tile], kv_head, seen), (&mut *key_tile, &mut *value_tile))
                }
                Keys::Rows => {
                    let count = PAGE.min(segment.rows as usize - tile * PAGE);
                    let from = segment.first_row as usize + tile * PAGE;
                    let Inputs { key, value, .. } = inputs;
                    pack_columns(shape, key.from(from, kv_head * dim), key.stride(), count, key_tile);
                    let pieces = Pieces::rows(value.stride(), count);
                    pack_rows(isa, shape, value.from(from, kv_head * dim), pieces, 1.0, value_tile);
                    (&*key_tile, &*value_tile)
                }
            };
            let mask = Mask::new(shape, start, tile);
            let (mut at, end) = (mask.first_query(), mask.end_query(queries));
            while at < end {
                let count = BLOCK.min(end - at);
                let block = Block { shape, mask, first: at, count, opening: tile == 0 && shape.window.is_none() };
                block.run(isa, &query[at * width..], key, value, scores, &mut state[2 * at..], &mut sums[at * width..]);
                at += count;
            }
        }
        for index in 0..queries {
            let row = segment.first_row as usize + first + index / group;
            let place = row * shape.heads + kv_head * group + index % group;
            // SAFETY: each chunk has its own rows and heads.
            let (out, lse) = unsafe { (out.part(place * dim, dim), lse.part(place, 1)) };
            let (most, sum) = (state[2 * index], state[2 * index + 1]);
            lse[0] = most + ln(sum);
            let (scale, sums) = (1.0 / sum, &sums[index * width..][..dim]);
            for (out, sum) in out.iter_mut().zip(sums) {
                *out = sum * scale;
            }
        }
    });
}

/// Some queries against one tile.
#[derive(Clone, Copy)]
struct Block {
    shape: Shape,
    mask: Mask,
    first: usize,
    count: usize,
    /// The sequence's first tile: nothing to add to yet.
    opening: bool,
}

impl Block {
    /// `query: [count][width]`, `key: [head_dim][64]`, `value: [64][width]`; `state: [count][2]` (maximum, sum) and
    /// `sums: [count][width]` are updated.
    #[allow(clippy::too_many_arguments)]
    fn run(
        self,
        isa: Isa,
        query: &[f32],
        key: &[f32],
        value: &[f32],
        scores: &mut [f32],
        state: &mut [f32],
        sums: &mut [f32],
    ) {
        let Block { shape, mask, first, count, opening } = self;
        let (dim, width) = (shape.head_dim, shape.width());
        assert!(query.len() >= count * width && sums.len() >= count * width && state.len() >= 2 * count);
        assert!(scores.len() >= count * PAGE && key.len() >= dim * PAGE && value.len() >= PAGE * width);
        let seen = mask.keys(first + count - 1).div_ceil(WIDTH);
        let product = |rows, vectors, depth, a: Left, b: Right, c: Target| {
            // SAFETY: the pool's ISA exists here; the lengths were checked above, and `scores`, `sums` are apart from what is read.
            unsafe { product(isa, rows, vectors, depth, a, b, c) }
        };
        product(
            count,
            seen,
            dim,
            Left { data: query.as_ptr(), row: width, step: 1 },
            Right { data: key.as_ptr(), row: PAGE },
            Target { data: scores.as_mut_ptr(), row: PAGE, accumulate: false },
        );
        {
            let (block, scores, sums) = (self, &mut *scores, &mut *sums);
            // SAFETY: the pool's ISA exists here; lengths as above.
            unsafe {
                dispatch!(isa, online_softmax(block: Block, scores: &mut [f32], state: &mut [f32], sums: &mut [f32]))
            }
        }
        let weigh = |row: usize, rows: usize, from: usize, depth: usize, sums: &mut [f32], accumulate: bool| {
            if depth == 0 {
                return;
            }
            product(
                rows,
                width / WIDTH,
                depth,
                Left { data: scores[row * PAGE + from..].as_ptr(), row: PAGE, step: 1 },
                Right { data: value[from * width..].as_ptr(), row: width },
                Target { data: sums[row * width..].as_mut_ptr(), row: width, accumulate },
            );
        };
        if mask.keys(first) == PAGE && mask.from(first + count - 1) == 0 {
            weigh(0, count, 0, PAGE, sums, !opening);
            return;
        }
        // On the diagonal, and where a window begins: what all rows of a register tile see, and each row's own before and after it. Keys
        // outside a row's mask are not multiplied. A row that opens sees the tile from its first key.
        for row in (0..count).step_by(ROWS) {
            let rows = ROWS.min(count - row);
            let (from, to) = (mask.from(first + row + rows - 1), mask.keys(first + row));
            let own = |row: usize| (mask.from(first + row), mask.keys(first + row));
            if from >= to {
                for row in row..row + rows {
                    let (from, to) = own(row);
                    weigh(row, 1, from, to.saturating_sub(from), sums, !opening);
                }
                continue;
            }
            for row in row..row + rows {
                weigh(row, 1, own(row).0, from - own(row).0, sums, !opening);
            }
            weigh(row, rows, from, to - from, sums, !opening);
            for row in row..row + rows {
                weigh(row, 1, to, own(row).1 - to, sums, true);
            }
        }
    }
}

/// Lane numbers, to compare with how many keys a query sees.
pub(super) const LANE: [f32; 16] =
    [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0];

/// One tile's step of the online softmax: scores become exp(score - maximum), and what was summed under a smaller maximum shrinks.
#[inline(always)]
#[allow(clippy::needless_range_loop)] // Counted loops of four unroll into registers.
unsafe fn online_softmax<L: Registers>(block: Block, scores: &mut [f32], state: &mut [f32], sums: &mut [f32]) {
    let Block { shape, mask, first, count, opening } = block;
    let width = shape.width();
    // SAFETY: the caller checked the lengths: 64 scores, two states and `width` sums a query.
    unsafe {
        let (lane, nothing) = (L::load(LANE.as_ptr()), L::splat(f32::NEG_INFINITY));
        for row in 0..count {
            let (from, keys) = (mask.from(first + row), mask.keys(first + row));
            if from >= keys {
                continue;
            }
            let scores = scores.as_mut_ptr().add(row * PAGE);
            let mut s = [nothing; PAGE / WIDTH];
            for v in 0..PAGE / WIDTH {
                let at = v * WIDTH;
                if at >= from && at + WIDTH <= keys {
                    s[v] = L::load(scores.add(at));
                } else if at < keys && at + WIDTH > from {
                    let within = L::splat((keys - at) as f32);
                    s[v] = L::select_gt(within, lane, L::load(scores.add(at)), nothing);
                    let before = L::splat(from as f32 - at as f32 - 1.0);
                    s[v] = L::select_gt(lane, before, s[v], nothing);
                }
            }
            let highest = L::reduce_max(L::max(L::max(s[0], s[1]), L::max(s[2], s[3])));
            let state = state.as_mut_ptr().add(2 * row);
            let before = *state;
            let most = if opening || highest > before { highest } else { before };
            for v in 0..PAGE / WIDTH {
                if v * WIDTH < keys {
                    s[v] = exp::<L>(L::sub(s[v], L::splat(most)));
                    L::store(scores.add(v * WIDTH), s[v]);
                } else {
                    s[v] = L::splat(0.0);
                }
            }
            let sum = L::sum(L::add(L::add(s[0], s[1]), L::add(s[2], s[3])));
            *state = most;
            if opening {
                *state.add(1) = sum;
            } else if most == before {
                *state.add(1) += sum;
            } else {
                let shrink = exp::<L>(L::splat(before - most));
                let total = L::mul_add(L::splat(*state.add(1)), shrink, L::splat(sum));
                L::store_partial(state.add(1), total, 1);
                let sums = &mut sums[row * width..][..width];
                for (at, n) in vectors(width) {
                    store::<L>(sums, at, n, L::mul(load::<L>(sums, at, n), shrink));
                }
            }
        }
    }
}
