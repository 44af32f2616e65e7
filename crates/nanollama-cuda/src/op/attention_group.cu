// Attention by warpgroups, for bf16 and heads of 64 and 128 on compute capability 9.0: what `attention.cu` computes but for
// caps on scores, by the same rules of sight and with the same owners of sums. Shares and slopes are rounded to bf16 where they
// are multiplied.
//
// A warpgroup has 64 rows of its own (queries, or keys in the backward of keys). Those of a block pass over the other side's
// tiles of 64 together: tiles come into a ring of stages by copies that run beside the work, two tiles ahead. Powers are of 2:
// scores are multiplied by `scale` log2 e at once.
//
// All products have ended where a turn of a loop does: the assembler lets no sum of one under way be touched in another turn.
// What runs beside them instead is the work of the other warpgroups on a multiprocessor.

#if NUMBER_BITS == 16

// Rows of a warpgroup and of a tile.
#define ROWS 64
// Warpgroups of a block: more share what is copied, fewer leave a multiprocessor more freedom.
#define QUERY_GROUPS 2
#define KEY_GROUPS 1
#define OF_QUERIES (QUERY_GROUPS * ROWS)
#define OF_KEYS (KEY_GROUPS * ROWS)

// Where eight numbers of a row stand in a tile [64, W]: as products read them, 64 columns behind 64 columns.
DEVICE bf16 *piece_of(bf16 *tile, u32 row, u32 piece) {
    return tile + (piece / 8 * ROWS + row) * 64 + (piece % 8 ^ row % 8) * 8;
}

// Begins to copy rows first.. of a head into a tile, by THREADS threads; in place of rows that are not there, the last.
template <u32 W, u32 THREADS> DEVICE void fetch(bf16 *tile, Rows from, u32 first, u32 rows, u32 column) {
#pragma unroll
    for (u32 turn = 0; turn < (ROWS * (W / 8) + THREADS - 1) / THREADS; turn++) {
        const u32 at = turn * THREADS + threadIdx.x % THREADS, row = at / (W / 8), piece = at % (W / 8);
        const u32 number = first + row < rows ? first + row : rows - 1;
        if (ROWS * (W / 8) % THREADS == 0 || at < ROWS * (W / 8)) {
            copy_beside(piece_of(tile, row, piece), from.data + number * from.stride + column + piece * 8);
        }
    }
}

// sums [64, 64] = a [64, W] · bᵀ, b [64, W]: tiles. Added to what the sums hold, or not.
template <u32 W> DEVICE void rows_by_rows(float (&sums)[8][4], const bf16 *a, const bf16 *b, bool add) {
#pragma unroll
    for (u32 k = 0; k < W; k += 16) {
        const u32 at = k / 64 * (ROWS * 64) + k % 64;
        products_of_rows(sums, a + at, b + at, k > 0 || add);
    }
}

// sums [64, W] += factors [64, 64] · b [64, W]: factors in fragments, b a tile.
template <u32 W> DEVICE void factors_by_rows(float (&sums)[W / 64][8][4], const u32 (&factors)[4][4], const bf16 *b) {
#pragma unroll
    for (u32 k = 0; k < 4; k++) {
#pragma unroll
        for (u32 part = 0; part < W / 64; part++) {
            products_of_columns(sums[part], factors[k], b + (part * ROWS + k * 16) * 64);
        }
    }
}

template <u32 N> DEVICE void settle_all(float (&sums)[N][8][4]) {
#pragma unroll
    for (u32 part = 0; part < N; part++) {
        settle(sums[part]);
    }
}

template <u32 N> DEVICE void clear_all(float (&sums)[N][8][4]) {
#pragma unroll
    for (u32 part = 0; part < N; part++) {
        clear(sums[part]);
    }
}

// Sums of a product as fragments of the next one's left operand.
DEVICE void pack(u32 (&fragments)[4][4], const float (&sums)[8][4]) {
#pragma unroll
    for (u32 k = 0; k < 4; k++) {
        fragments[k][0] = pair_of(sums[2 * k][0], sums[2 * k][1]);
        fragments[k][1] = pair_of(sums[2 * k][2], sums[2 * k][3]);
        fragments[k][2] = pair_of(sums[2 * k + 1][0], sums[2 * k + 1][1]);
        fragments[k][3] = pair_of(sums[2 * k + 1][2], sums[2 * k + 1][3]);
    }
}

// What the queries of a warpgroup see.
struct Sight {
    // A lane's two rows, and the first key that each sees.
    u32 rows[2], low[2];
    // Keys from .. to (inclusive) are seen by all 64; there are none where from > to.
    u32 from, to;
};

DEVICE Sight sight_of(const u32 *positions, u32 window, u32 first, u32 rows) {
    Sight sight;
#pragma unroll
    for (u32 half = 0; half < 2; half++) {
        const u32 row = first + threadIdx.x % 128 / 32 * 16 + threadIdx.x % 32 / 4 + 8 * half;
        sight.rows[half] = row;
        sight.low[half] = row < rows ? first_seen(positions, row, window) : rows;
    }
    const bool whole = first + ROWS <= rows;
    // The last row begins to see last.
    sight.from = whole ? first_seen(positions, first + ROWS - 1, window) : rows;
    sight.to = first;
    return sight;
}

// What scores are added to: minus infinity where a key is not seen. False where all are, and nothing was written: sums must
// not be touched while a product is under way.
DEVICE bool hide(float (&scores)[8][4], const Sight &sight, u32 tile) {
    if (tile * ROWS >= sight.from && tile * ROWS + ROWS - 1 <= sight.to) {
        return false;
    }
#pragma unroll
    for (u32 n = 0; n < 8; n++) {
#pragma unroll
        for (u32 i = 0; i < 4; i++) {
            const u32 key = tile * ROWS + n * 8 + threadIdx.x % 4 * 2 + i % 2;
            const bool seen = key >= sight.low[i / 2] && key <= sight.rows[i / 2];
            scores[n][i] = seen ? 0.0f : MINUS_INFINITY;
        }
    }
    return true;
}

template <u32 W> DEVICE void forward_by_groups(Rows query, Rows key, Rows value, const AttentionShape &shape,
                                               const u32 *positions, bf16 *out, float *log_sums, u32 rows) {
    const u32 head = blockIdx.y, group = threadIdx.x / 128, first = blockIdx.x * OF_QUERIES;
    const u32 own = first + group * ROWS, kv_column = head / (shape.heads / shape.kv_heads) * W;
    bf16 *queries = SHARED(bf16, 0) + group * ROWS * W;
    bf16 *ring = SHARED(bf16, 0) + OF_QUERIES * W;
    const auto keys_of = [&](u32 tile) { return ring + tile % 3 * (2 * ROWS * W); };
    const auto values_of = [&](u32 tile) { return ring + tile % 3 * (2 * ROWS * W) + ROWS * W; };
    const u32 begin = first_seen(positions, first, shape.window) / ROWS;
    const u32 end = ((first + OF_QUERIES < rows ? first + OF_QUERIES : rows) - 1) / ROWS + 1;
    const auto fetch_tile = [&](u32 tile) {
        if (tile < end) {
            fetch<W, QUERY_GROUPS * 128>(keys_of(tile), key, tile * ROWS, rows, kv_column);
            fetch<W, QUERY_GROUPS * 128>(values_of(tile), value, tile * ROWS, rows, kv_column);
        }
        copies_commit();
    };
    fetch<W, 128>(queries, query, own, rows, head * W);
    fetch_tile(begin);
    fetch_tile(begin + 1);
    const Sight sight = sight_of(positions, shape.window, own, rows);
    const float factor = shape.scale * LOG2_E;
    float sums[W / 64][8][4], scores[8][4];
    float most[2] = {MINUS_INFINITY, MINUS_INFINITY}, whole[2] = {0.0f, 0.0f};
    u32 shares[4][4];
    clear_all(sums);
    copies_wait<1>();
    products_may_read();
    block_barrier();
    const bool hidden = hide(scores, sight, begin);
    products_begin();
    rows_by_rows<W>(scores, queries, keys_of(begin), hidden);
    products_commit();
    products_wait<0>();
    settle(scores);
#pragma unroll 1
    for (u32 tile = begin; tile < end; tile++) {
        float kept[2], greatest[2] = {most[0], most[1]};
#pragma unroll
        for (u32 n = 0; n < 8; n++) {
#pragma unroll
            for (u32 i = 0; i < 4; i++) {
                greatest[i / 2] = greater(greatest[i / 2], scores[n][i]);
            }
        }
        float shift[2];
#pragma unroll
        for (u32 half = 0; half < 2; half++) {
            greatest[half] = lanes_greatest(greatest[half]);
            // Nothing seen yet: all shares are 0.
            shift[half] = greatest[half] == MINUS_INFINITY ? 0.0f : greatest[half] * factor;
            kept[half] = power_of_two(fused(most[half], factor, -shift[half]));
            most[half] = greatest[half];
            whole[half] *= kept[half];
        }
#pragma unroll
        for (u32 n = 0; n < 8; n++) {
#pragma unroll
            for (u32 i = 0; i < 4; i++) {
                scores[n][i] = power_of_two(fused(scores[n][i], factor, -shift[i / 2]));
                whole[i / 2] += scores[n][i];
            }
        }
        pack(shares, scores);
#pragma unroll
        for (u32 part = 0; part < W / 64; part++) {
#pragma unroll
            for (u32 n = 0; n < 8; n++) {
#pragma unroll
                for (u32 i = 0; i < 4; i++) {
                    sums[part][n][i] *= kept[i / 2];
                }
            }
        }
        // The next tile is there, and all are done with the last.
        copies_wait<0>();
        products_may_read();
        block_barrier();
        fetch_tile(tile + 2);
        const bool hidden = hide(scores, sight, tile + 1);
        products_begin();
        // Behind the last tile these are scores of an old one, and no one's.
        rows_by_rows<W>(scores, queries, keys_of(tile + 1), hidden);
        products_commit();
        factors_by_rows<W>(sums, shares, values_of(tile));
        products_commit();
        products_wait<0>();
        settle(scores);
        settle_all(sums);
    }
    copies_wait<0>();
    float share[2];
#pragma unroll
    for (u32 half = 0; half < 2; half++) {
        whole[half] = lanes_sum(whole[half]);
        share[half] = 1.0f / whole[half];
        if (sight.rows[half] < rows && threadIdx.x % 4 == 0) {
            log_sums[sight.rows[half] * static_cast<u64>(shape.heads) + head] =
                fused(most[half], shape.scale, natural_log(whole[half]));
        }
    }
    const u64 stride = static_cast<u64>(shape.heads) * W;
#pragma unroll
    for (u32 part = 0; part < W / 64; part++) {
        put_rows<64>(out + head * W + part * 64, stride, sums[part], share, own + threadIdx.x % 128 / 32 * 16, rows);
    }
}

// What the backward needs of a query under a head: log2 of its sum of powers, and Σ dout out.
DEVICE Pair measure_of(const bf16 *out, const bf16 *dout, float log_sum, u32 width) {
    float sum = 0.0f;
    for (u32 piece = threadIdx.x % 4; piece < width / 8; piece += 4) {
        const Quad of_out = *reinterpret_cast<const Quad *>(out + piece * 8);
        const Quad of_dout = *reinterpret_cast<const Quad *>(dout + piece * 8);
#pragma unroll
        for (u32 i = 0; i < 4; i++) {
            const float low = float_of_bits(of_out.words[i] << 16), high = float_of_bits(of_out.words[i] & 0xffff0000u);
            sum = fused(float_of_bits(of_dout.words[i] << 16), low, sum);
            sum = fused(float_of_bits(of_dout.words[i] & 0xffff0000u), high, sum);
        }
    }
    return Pair{log_sum * LOG2_E, lanes_sum(sum)};
}

// Also writes `measures` [T, heads], which the backward of keys reads.
template <u32 W> DEVICE void grad_query_by_groups(Rows query, Rows key, Rows value, const AttentionShape &shape,
                                                  const u32 *positions, const bf16 *out, const float *log_sums,
                                                  const bf16 *dout, Pair *measures, bf16 *dquery, u64 dquery_stride,
                                                  u32 rows) {
    const u32 head = blockIdx.y, group = threadIdx.x / 128, first = blockIdx.x * OF_QUERIES;
    const u32 own = first + group * ROWS, kv_column = head / (shape.heads / shape.kv_heads) * W;
    bf16 *queries = SHARED(bf16, 0) + group * ROWS * W;
    bf16 *above = queries + OF_QUERIES * W;
    bf16 *ring = SHARED(bf16, 0) + 2 * OF_QUERIES * W;
    const auto keys_of = [&](u32 tile) { return ring + tile % 3 * (2 * ROWS * W); };
    const auto values_of = [&](u32 tile) { return ring + tile % 3 * (2 * ROWS * W) + ROWS * W; };
    const u32 begin = first_seen(positions, first, shape.window) / ROWS;
    const u32 end = ((first + OF_QUERIES < rows ? first + OF_QUERIES : rows) - 1) / ROWS + 1;
    const auto fetch_tile = [&](u32 tile) {
        if (tile < end) {
            fetch<W, QUERY_GROUPS * 128>(keys_of(tile), key, tile * ROWS, rows, kv_column);
            fetch<W, QUERY_GROUPS * 128>(values_of(tile), value, tile * ROWS, rows, kv_column);
        }
        copies_commit();
    };
    const u64 stride = static_cast<u64>(shape.heads) * W;
    fetch<W, 128>(queries, query, own, rows, head * W);
    fetch<W, 128>(above, Rows{dout, stride}, own, rows, head * W);
    fetch_tile(begin);
    fetch_tile(begin + 1);
    const Sight sight = sight_of(positions, shape.window, own, rows);
    Pair measured[2];
#pragma unroll
    for (u32 half = 0; half < 2; half++) {
        const u32 row = sight.rows[half] < rows ? sight.rows[half] : rows - 1;
        const u64 place = row * static_cast<u64>(shape.heads) + head;
        measured[half] = measure_of(out + place * W, dout + place * W, log_sums[place], W);
        if (sight.rows[half] < rows && threadIdx.x % 4 == 0) {
            measures[place] = measured[half];
        }
    }
    const float factor = shape.scale * LOG2_E;
    float sums[W / 64][8][4], scores[8][4], dshares[8][4];
    u32 slopes[4][4];
    clear_all(sums);
#pragma unroll 1
    for (u32 tile = begin; tile < end; tile++) {
        // This tile is there, and all are done with the last.
        copies_wait<1>();
        products_may_read();
        block_barrier();
        fetch_tile(tile + 2);
        const bool hidden = hide(scores, sight, tile);
        products_begin();
        rows_by_rows<W>(scores, queries, keys_of(tile), hidden);
        products_commit();
        rows_by_rows<W>(dshares, above, values_of(tile), false);
        products_commit();
        products_wait<1>();
        settle(scores);
#pragma unroll
        for (u32 n = 0; n < 8; n++) {
#pragma unroll
            for (u32 i = 0; i < 4; i++) {
                scores[n][i] = power_of_two(fused(scores[n][i], factor, -measured[i / 2].first));
            }
        }
        products_wait<0>();
        settle(dshares);
#pragma unroll
        for (u32 n = 0; n < 8; n++) {
#pragma unroll
            for (u32 i = 0; i < 4; i++) {
                scores[n][i] *= dshares[n][i] - measured[i / 2].second;
            }
        }
        pack(slopes, scores);
        products_begin();
        factors_by_rows<W>(sums, slopes, keys_of(tile));
        products_commit();
        products_wait<0>();
        settle_all(sums);
    }
    copies_wait<0>();
    const float scale[2] = {shape.scale, shape.scale};
#pragma unroll
    for (u32 part = 0; part < W / 64; part++) {
        bf16 *to = dquery + head * W + part * 64;
        put_rows<64>(to, dquery_stride, sums[part], scale, own + threadIdx.x % 128 / 32 * 16, rows);
    }
}

// The same where keys are rows and queries columns.
DEVICE void hide_queries(float (&scores)[8][4], const u32 *positions, u32 window, u32 own, u32 tile, u32 rows) {
    const u32 key = own + threadIdx.x % 128 / 32 * 16 + threadIdx.x % 32 / 4;
#pragma unroll
    for (u32 n = 0; n < 8; n++) {
#pragma unroll
        for (u32 i = 0; i < 2; i++) {
            const u32 row = tile * ROWS + n * 8 + threadIdx.x % 4 * 2 + i;
            const u32 low = row < rows ? first_seen(positions, row, window) : rows;
#pragma unroll
            for (u32 half = 0; half < 2; half++) {
                const bool seen = key + 8 * half >= low && key + 8 * half <= row;
                scores[n][i + 2 * half] = seen ? 0.0f : MINUS_INFINITY;
            }
        }
    }
}

// The tile behind the last that sees keys up to `last`: documents ascend and windows move on, so it begins with the first row
// that sees none of them.
DEVICE u32 end_of_sight(const u32 *positions, u32 window, u32 tile, u32 last, u32 rows) {
    for (;;) {
        const u64 row = (tile + static_cast<u64>(threadIdx.x)) * ROWS;
        const bool sees = row < rows && first_seen(positions, row, window) <= last;
        const u32 count = block_sum(sees ? 1u : 0u);
        tile += count;
        if (count < blockDim.x) {
            return tile;
        }
    }
}

template <u32 W> DEVICE void grad_key_by_groups(Rows query, Rows key, Rows value, const AttentionShape &shape,
                                                const u32 *positions, const Pair *measures, const bf16 *dout,
                                                bf16 *dkey, u64 dkey_stride, bf16 *dvalue, u64 dvalue_stride, u32 rows) {
    const u32 kv_head = blockIdx.y, group = threadIdx.x / 128, first = blockIdx.x * OF_KEYS;
    const u32 own = first + group * ROWS, heads = shape.heads / shape.kv_heads;
    const u32 begin = first / ROWS;
    const u32 end = end_of_sight(positions, shape.window, begin, first + OF_KEYS - 1, rows);
    bf16 *keys = SHARED(bf16, 0) + group * ROWS * W;
    bf16 *values = keys + OF_KEYS * W;
    bf16 *ring = SHARED(bf16, 0) + 2 * OF_KEYS * W;
    Pair *ring_of_measures = reinterpret_cast<Pair *>(ring + 3 * (2 * ROWS * W));
    const auto queries_of = [&](u32 step) { return ring + step % 3 * (2 * ROWS * W); };
    const auto above_of = [&](u32 step) { return ring + step % 3 * (2 * ROWS * W) + ROWS * W; };
    const auto measures_of = [&](u32 step) { return ring_of_measures + step % 3 * ROWS; };
    // Tiles of one head, then of the next.
    const u32 tiles = end - begin, steps = tiles * heads;
    const u64 stride = static_cast<u64>(shape.heads) * W;
    u32 next_head = kv_head * heads, next_tile = begin;
    const auto fetch_step = [&](u32 step) {
        if (step < steps) {
            const u32 first_row = next_tile * ROWS, thread = threadIdx.x;
            fetch<W, KEY_GROUPS * 128>(queries_of(step), query, first_row, rows, next_head * W);
            fetch<W, KEY_GROUPS * 128>(above_of(step), Rows{dout, stride}, first_row, rows, next_head * W);
            if (thread < ROWS) {
                const u64 row = first_row + thread < rows ? first_row + thread : rows - 1;
                copy_beside(measures_of(step) + thread, measures + row * shape.heads + next_head);
            }
            next_tile++;
            if (next_tile == end) {
                next_tile = begin;
                next_head++;
            }
        }
        copies_commit();
    };
    fetch<W, 128>(keys, key, own, rows, kv_head * W);
    fetch<W, 128>(values, value, own, rows, kv_head * W);
    fetch_step(0);
    fetch_step(1);
    const float factor = shape.scale * LOG2_E;
    float dkeys[W / 64][8][4], dvalues[W / 64][8][4], scores[8][4], dshares[8][4];
    u32 shares[4][4], slopes[4][4];
    clear_all(dkeys);
    clear_all(dvalues);
    u32 tile = begin;
#pragma unroll 1
    for (u32 step = 0; step < steps; step++) {
        // Where all of the tile sees all keys of the warpgroup nothing is hidden.
        const u32 last_row = tile * ROWS + ROWS - 1;
        const bool open = last_row < rows && tile * ROWS >= own + ROWS - 1 &&
                          first_seen(positions, last_row, shape.window) <= own;
        // This step's tile is there, and all are done with the last.
        copies_wait<1>();
        products_may_read();
        block_barrier();
        fetch_step(step + 2);
        if (!open) {
            hide_queries(scores, positions, shape.window, own, tile, rows);
        }
        products_begin();
        rows_by_rows<W>(scores, keys, queries_of(step), !open);
        products_commit();
        rows_by_rows<W>(dshares, values, above_of(step), false);
        products_commit();
        products_wait<1>();
        settle(scores);
        // A lane's two columns of each eight: two measures, four numbers.
        const Quad *measured = reinterpret_cast<const Quad *>(measures_of(step) + threadIdx.x % 4 * 2);
#pragma unroll
        for (u32 n = 0; n < 8; n++) {
            const Quad of = measured[n * 4];
#pragma unroll
            for (u32 i = 0; i < 4; i++) {
                scores[n][i] = power_of_two(fused(scores[n][i], factor, -float_of_bits(of.words[i % 2 * 2])));
            }
        }
        pack(shares, scores);
        products_begin();
        factors_by_rows<W>(dvalues, shares, above_of(step));
        products_commit();
        products_wait<1>();
        settle(dshares);
#pragma unroll
        for (u32 n = 0; n < 8; n++) {
            const Quad of = measured[n * 4];
#pragma unroll
            for (u32 i = 0; i < 4; i++) {
                scores[n][i] *= dshares[n][i] - float_of_bits(of.words[i % 2 * 2 + 1]);
            }
        }
        pack(slopes, scores);
        products_begin();
        factors_by_rows<W>(dkeys, slopes, queries_of(step));
        products_commit();
        products_wait<0>();
        settle_all(dkeys);
        settle_all(dvalues);
        tile = tile + 1 == end ? begin : tile + 1;
    }
    copies_wait<0>();
    const float scale[2] = {shape.scale, shape.scale}, one[2] = {1.0f, 1.0f};
    const u32 of_warp = own + threadIdx.x % 128 / 32 * 16;
#pragma unroll
    for (u32 part = 0; part < W / 64; part++) {
        const u32 column = kv_head * W + part * 64;
        put_rows<64>(dkey + column, dkey_stride, dkeys[part], scale, of_warp, rows);
        put_rows<64>(dvalue + column, dvalue_stride, dvalues[part], one, of_warp, rows);
    }
}

// out [T, heads · width], log_sums [T, heads]. Grid: blocks of 128 queries × heads.
KERNEL(attention_group_64, QUERY_GROUPS * 128, Rows query, Rows key, Rows value, AttentionShape shape, const u32 *positions,
       bf16 *out, float *log_sums, u32 rows) {
    forward_by_groups<64>(query, key, value, shape, positions, out, log_sums, rows);
}

KERNEL(attention_group_128, QUERY_GROUPS * 128, Rows query, Rows key, Rows value, AttentionShape shape, const u32 *positions,
       bf16 *out, float *log_sums, u32 rows) {
    forward_by_groups<128>(query, key, value, shape, positions, out, log_sums, rows);
}

// dquery, overwritten; measures [T, heads]. Grid: blocks of 128 queries × heads.
KERNEL(attention_group_grad_query_64, QUERY_GROUPS * 128, Rows query, Rows key, Rows value, AttentionShape shape,
       const u32 *positions, const bf16 *out, const float *log_sums, const bf16 *dout, Pair *measures, bf16 *dquery,
       u64 dquery_stride, u32 rows) {
    grad_query_by_groups<64>(query, key, value, shape, positions, out, log_sums, dout, measures, dquery, dquery_stride,
                             rows);
}

KERNEL(attention_group_grad_query_128, QUERY_GROUPS * 128, Rows query, Rows key, Rows value, AttentionShape shape,
       const u32 *positions, const bf16 *out, const float *log_sums, const bf16 *dout, Pair *measures, bf16 *dquery,
       u64 dquery_stride, u32 rows) {
    grad_query_by_groups<128>(query, key, value, shape, positions, out, log_sums, dout, measures, dquery, dquery_stride,
                              rows);
}

// dkey and dvalue, overwritten. Grid: blocks of 64 keys × kv_heads.
KERNEL(attention_group_grad_key_64, KEY_GROUPS * 128, Rows query, Rows key, Rows value, AttentionShape shape,
       const u32 *positions, const Pair *measures, const bf16 *dout, bf16 *dkey, u64 dkey_stride, bf16 *dvalue,
       u64 dvalue_stride, u32 rows) {
    grad_key_by_groups<64>(query, key, value, shape, positions, measures, dout, dkey, dkey_stride, dvalue,
                           dvalue_stride, rows);
}

KERNEL(attention_group_grad_key_128, KEY_GROUPS * 128, Rows query, Rows key, Rows value, AttentionShape shape,
       const u32 *positions, const Pair *measures, const bf16 *dout, bf16 *dkey, u64 dkey_stride, bf16 *dvalue,
       u64 dvalue_stride, u32 rows) {
    grad_key_by_groups<128>(query, key, value, shape, positions, measures, dout, dkey, dkey_stride, dvalue,
                            dvalue_stride, rows);
}

#endif
