// Attention in tensor cores, for bf16 and heads of 64 and 128: what `attention.cu` computes, by the same rules of sight and
// with the same owners of sums. Shares and slopes are rounded to bf16 where they are multiplied.
//
// Tiles are 64 rows and 64 keys. A block has four warps, each with 16 rows of its own tile (queries, or keys in the backward
// of keys), and passes over the other side's tiles. After a product a lane has of each 8 columns those that are 2 (lane mod
// 4) and the next, in rows lane / 4 and 8 below it: "its two rows".

#if NUMBER_BITS == 16

#define SIDE 64
#define OF_WARP 16
// Numbers from row to row of a tile in shared memory: 16 bytes more than it has, so that rows begin in other banks.
#define PITCH(width) ((width) + 8)

// Rows first.. of a head into a tile, zeros where there is no row.
template <u32 W> DEVICE void load_side(bf16 *tile, Rows from, u32 first, u32 rows, u32 column) {
    for (u32 at = threadIdx.x; at < SIDE * (W / 8); at += blockDim.x) {
        const u32 row = at / (W / 8), c = at % (W / 8) * 8;
        Quad words = {{0, 0, 0, 0}};
        if (first + row < rows) {
            words = *reinterpret_cast<const Quad *>(from.data + (first + row) * from.stride + column + c);
        }
        *reinterpret_cast<Quad *>(tile + row * PITCH(W) + c) = words;
    }
}

// sums [16, 8 N] += a [16, W] · bᵀ, b [8 N, W]: both as they lie in tiles.
template <u32 N, u32 W> DEVICE void by_rows(float (&sums)[N][4], const bf16 *a, const bf16 *b) {
    const u32 lane = threadIdx.x % 32;
    const bf16 *left = a + lane % 16 * PITCH(W) + lane / 16 * 8;
    const bf16 *right = b + (lane % 8 + lane / 16 * 8) * PITCH(W) + lane / 8 % 2 * 8;
#pragma unroll
    for (u32 k = 0; k < W; k += 16) {
        u32 of_a[4];
        load_matrices(of_a, left + k);
#pragma unroll
        for (u32 n = 0; n < N; n += 2) {
            u32 of_b[4];
            load_matrices(of_b, right + n * 8 * PITCH(W) + k);
            multiply(sums[n], of_a, of_b[0], of_b[1]);
            multiply(sums[n + 1], of_a, of_b[2], of_b[3]);
        }
    }
}

// sums [16, W] += factors [16, 8 N] · b [8 N, W]: factors as a product left them, b as it lies in a tile.
template <u32 N, u32 W> DEVICE void by_columns(float (&sums)[W / 8][4], const float (&factors)[N][4], const bf16 *b) {
    const u32 lane = threadIdx.x % 32;
    const bf16 *right = b + lane % 16 * PITCH(W) + lane / 16 * 8;
#pragma unroll
    for (u32 k = 0; k < N; k += 2) {
        const u32 of_a[4] = {
            pair_of(factors[k][0], factors[k][1]),
            pair_of(factors[k][2], factors[k][3]),
            pair_of(factors[k + 1][0], factors[k + 1][1]),
            pair_of(factors[k + 1][2], factors[k + 1][3]),
        };
#pragma unroll
        for (u32 n = 0; n < W / 8; n += 2) {
            u32 of_b[4];
            load_matrices_turned(of_b, right + k * 8 * PITCH(W) + n * 8);
            multiply(sums[n], of_a, of_b[0], of_b[1]);
            multiply(sums[n + 1], of_a, of_b[2], of_b[3]);
        }
    }
}

// Σ dout out of a row under a head, the columns that are `part` modulo `parts`.
template <u32 W> DEVICE float part_of_dot(const bf16 *out, const bf16 *dout, u64 place, u32 part, u32 parts) {
    float sum = 0.0f;
    for (u32 c = part; c < W; c += parts) {
        sum = fused(widen(dout[place * W + c]), widen(out[place * W + c]), sum);
    }
    return sum;
}

template <u32 W> DEVICE void forward_of(Rows query, Rows key, Rows value, const AttentionShape &shape,
                                        const u32 *positions, bf16 *out, float *log_sums, u32 rows) {
    const u32 head = blockIdx.y, first = blockIdx.x * SIDE, lane = threadIdx.x % 32;
    const u32 own = first + threadIdx.x / 32 * OF_WARP;
    const u32 kv_column = head / (shape.heads / shape.kv_heads) * W;
    bf16 *queries = SHARED(bf16, 0);
    bf16 *keys = queries + SIDE * PITCH(W);
    bf16 *values = keys + SIDE * PITCH(W);
    float sums[W / 8][4];
    clear(sums);
    float most[2] = {MINUS_INFINITY, MINUS_INFINITY}, whole[2] = {0.0f, 0.0f};
    u32 low[2];
    for (u32 half = 0; half < 2; half++) {
        const u32 row = own + lane / 4 + 8 * half;
        low[half] = row < rows ? first_seen(positions, row, shape.window) : 0;
    }
    load_side<W>(queries, query, first, rows, head * W);
    for (u32 tile = first_seen(positions, first, shape.window) / SIDE; tile <= blockIdx.x; tile++) {
        block_barrier();
        load_side<W>(keys, key, tile * SIDE, rows, kv_column);
        load_side<W>(values, value, tile * SIDE, rows, kv_column);
        block_barrier();
        float scores[SIDE / 8][4];
        clear(scores);
        by_rows<SIDE / 8, W>(scores, queries + threadIdx.x / 32 * OF_WARP * PITCH(W), keys);
        float greatest[2] = {most[0], most[1]};
#pragma unroll
        for (u32 n = 0; n < SIDE / 8; n++) {
#pragma unroll
            for (u32 i = 0; i < 4; i++) {
                const u32 row = own + lane / 4 + i / 2 * 8, number = tile * SIDE + n * 8 + lane % 4 * 2 + i % 2;
                const bool seen = row < rows && number >= low[i / 2] && number <= row;
                scores[n][i] = seen ? score_of(scores[n][i], shape).value : MINUS_INFINITY;
                greatest[i / 2] = greater(greatest[i / 2], scores[n][i]);
            }
        }
        float sum[2] = {0.0f, 0.0f}, kept[2];
#pragma unroll
        for (u32 half = 0; half < 2; half++) {
            greatest[half] = lanes_greatest(greatest[half]);
            // Nothing seen yet: no sum to rescale.
            kept[half] = greatest[half] == MINUS_INFINITY ? 1.0f : exponential(most[half] - greatest[half]);
        }
#pragma unroll
        for (u32 n = 0; n < SIDE / 8; n++) {
#pragma unroll
            for (u32 i = 0; i < 4; i++) {
                const float score = scores[n][i];
                scores[n][i] = score == MINUS_INFINITY ? 0.0f : exponential(score - greatest[i / 2]);
                sum[i / 2] += scores[n][i];
            }
        }
#pragma unroll
        for (u32 half = 0; half < 2; half++) {
            whole[half] = whole[half] * kept[half] + lanes_sum(sum[half]);
            most[half] = greatest[half];
        }
#pragma unroll
        for (u32 n = 0; n < W / 8; n++) {
#pragma unroll
            for (u32 i = 0; i < 4; i++) {
                sums[n][i] *= kept[i / 2];
            }
        }
        by_columns<SIDE / 8, W>(sums, scores, values);
    }
    const float share[2] = {1.0f / whole[0], 1.0f / whole[1]};
    put_rows<W>(out + head * W, static_cast<u64>(shape.heads) * W, sums, share, own, rows);
    for (u32 half = 0; half < 2; half++) {
        const u32 row = own + lane / 4 + 8 * half;
        if (row < rows && lane % 4 == 0) {
            log_sums[row * static_cast<u64>(shape.heads) + head] = most[half] + natural_log(whole[half]);
        }
    }
}

// The share of a key that is seen, and how much the loss grows with the scaled product; 0 for one that is not seen.
struct Slope {
    float share;
    float slope;
};

DEVICE Slope slope_of(bool seen, float product, float dshare, float log_sum, float mean, const AttentionShape &shape) {
    if (!seen) {
        return Slope{0.0f, 0.0f};
    }
    const Score score = score_of(product, shape);
    const float share = exponential(score.value - log_sum);
    return Slope{share, share * (dshare - mean) * score.slope * shape.scale};
}

template <u32 W> DEVICE void grad_query_of(Rows query, Rows key, Rows value, const AttentionShape &shape,
                                           const u32 *positions, const bf16 *out, const float *log_sums,
                                           const bf16 *dout, bf16 *dquery, u64 dquery_stride, u32 rows) {
    const u32 head = blockIdx.y, first = blockIdx.x * SIDE, lane = threadIdx.x % 32;
    const u32 of_warp = threadIdx.x / 32 * OF_WARP, own = first + of_warp;
    const u32 kv_column = head / (shape.heads / shape.kv_heads) * W;
    bf16 *queries = SHARED(bf16, 0);
    bf16 *above = queries + SIDE * PITCH(W);
    bf16 *keys = above + SIDE * PITCH(W);
    bf16 *values = keys + SIDE * PITCH(W);
    float sums[W / 8][4], log_sum[2], mean[2];
    clear(sums);
    u32 low[2];
    for (u32 half = 0; half < 2; half++) {
        const u32 row = own + lane / 4 + 8 * half;
        const u64 place = (row < rows ? row : 0) * static_cast<u64>(shape.heads) + head;
        low[half] = row < rows ? first_seen(positions, row, shape.window) : 0;
        log_sum[half] = log_sums[place];
        mean[half] = lanes_sum(part_of_dot<W>(out, dout, place, lane % 4, 4));
    }
    load_side<W>(queries, query, first, rows, head * W);
    load_side<W>(above, Rows{dout, static_cast<u64>(shape.heads) * W}, first, rows, head * W);
    for (u32 tile = first_seen(positions, first, shape.window) / SIDE; tile <= blockIdx.x; tile++) {
        block_barrier();
        load_side<W>(keys, key, tile * SIDE, rows, kv_column);
        load_side<W>(values, value, tile * SIDE, rows, kv_column);
        block_barrier();
        float products[SIDE / 8][4], dshares[SIDE / 8][4];
        clear(products);
        clear(dshares);
        by_rows<SIDE / 8, W>(products, queries + of_warp * PITCH(W), keys);
        by_rows<SIDE / 8, W>(dshares, above + of_warp * PITCH(W), values);
#pragma unroll
        for (u32 n = 0; n < SIDE / 8; n++) {
#pragma unroll
            for (u32 i = 0; i < 4; i++) {
                const u32 row = own + lane / 4 + i / 2 * 8, number = tile * SIDE + n * 8 + lane % 4 * 2 + i % 2;
                const bool seen = row < rows && number >= low[i / 2] && number <= row;
                const float product = products[n][i];
                products[n][i] = slope_of(seen, product, dshares[n][i], log_sum[i / 2], mean[i / 2], shape).slope;
            }
        }
        by_columns<SIDE / 8, W>(sums, products, keys);
    }
    const float one[2] = {1.0f, 1.0f};
    put_rows<W>(dquery + head * W, dquery_stride, sums, one, own, rows);
}

// Queries that a step of the backward of keys takes at once, so that all sums stay in registers.
#define QUERIES_OF(width) ((width) > 64 ? 32 : 64)

template <u32 W> DEVICE void grad_key_of(Rows query, Rows key, Rows value, const AttentionShape &shape,
                                         const u32 *positions, const bf16 *out, const float *log_sums, const bf16 *dout,
                                         bf16 *dkey, u64 dkey_stride, bf16 *dvalue, u64 dvalue_stride, u32 rows) {
    const u32 kv_head = blockIdx.y, first = blockIdx.x * SIDE, lane = threadIdx.x % 32;
    const u32 of_warp = threadIdx.x / 32 * OF_WARP, own = first + of_warp, last = first + SIDE - 1;
    const u32 group = shape.heads / shape.kv_heads;
    bf16 *keys = SHARED(bf16, 0);
    bf16 *values = keys + SIDE * PITCH(W);
    bf16 *queries = values + SIDE * PITCH(W);
    bf16 *above = queries + SIDE * PITCH(W);
    // Of the tile's queries: log-sum-exp, Σ dout out, the first key seen.
    float *logs = reinterpret_cast<float *>(above + SIDE * PITCH(W));
    float *means = logs + SIDE;
    u32 *lows = reinterpret_cast<u32 *>(means + SIDE);
    float dkeys[W / 8][4], dvalues[W / 8][4];
    clear(dkeys);
    clear(dvalues);
    load_side<W>(keys, key, first, rows, kv_head * W);
    load_side<W>(values, value, first, rows, kv_head * W);
    for (u32 head = kv_head * group; head < (kv_head + 1) * group; head++) {
        // Documents ascend and windows move on: behind the first row that sees none of the keys no other does.
        for (u32 tile = blockIdx.x; tile * SIDE < rows; tile++) {
            if (first_seen(positions, tile * SIDE, shape.window) > last) {
                break;
            }
            block_barrier();
            load_side<W>(queries, query, tile * SIDE, rows, head * W);
            load_side<W>(above, Rows{dout, static_cast<u64>(shape.heads) * W}, tile * SIDE, rows, head * W);
            const u32 at = threadIdx.x / 2, row = tile * SIDE + at;
            const u64 place = (row < rows ? row : 0) * static_cast<u64>(shape.heads) + head;
            float mean = part_of_dot<W>(out, dout, place, threadIdx.x % 2, 2);
            mean += shuffle_xor(mean, 1);
            if (threadIdx.x % 2 == 0) {
                logs[at] = log_sums[place];
                means[at] = mean;
                lows[at] = row < rows ? first_seen(positions, row, shape.window) : 0;
            }
            block_barrier();
#pragma unroll 1
            for (u32 begin = 0; begin < SIDE; begin += QUERIES_OF(W)) {
                float products[QUERIES_OF(W) / 8][4], dshares[QUERIES_OF(W) / 8][4];
                clear(products);
                clear(dshares);
                by_rows<QUERIES_OF(W) / 8, W>(products, keys + of_warp * PITCH(W), queries + begin * PITCH(W));
                by_rows<QUERIES_OF(W) / 8, W>(dshares, values + of_warp * PITCH(W), above + begin * PITCH(W));
#pragma unroll
                for (u32 n = 0; n < QUERIES_OF(W) / 8; n++) {
#pragma unroll
                    for (u32 i = 0; i < 4; i++) {
                        const u32 number = own + lane / 4 + i / 2 * 8, at = begin + n * 8 + lane % 4 * 2 + i % 2;
                        const u32 row = tile * SIDE + at;
                        const bool seen = row < rows && number >= lows[at] && number <= row;
                        const Slope slope = slope_of(seen, products[n][i], dshares[n][i], logs[at], means[at], shape);
                        products[n][i] = slope.share;
                        dshares[n][i] = slope.slope;
                    }
                }
                by_columns<QUERIES_OF(W) / 8, W>(dvalues, products, above + begin * PITCH(W));
                by_columns<QUERIES_OF(W) / 8, W>(dkeys, dshares, queries + begin * PITCH(W));
            }
        }
    }
    const float one[2] = {1.0f, 1.0f};
    put_rows<W>(dkey + kv_head * W, dkey_stride, dkeys, one, own, rows);
    put_rows<W>(dvalue + kv_head * W, dvalue_stride, dvalues, one, own, rows);
}

// out [T, heads · width], log_sums [T, heads]. Grid: query tiles × heads.
KERNEL(attention_tensor_64, 128, Rows query, Rows key, Rows value, AttentionShape shape, const u32 *positions,
       bf16 *out, float *log_sums, u32 rows) {
    forward_of<64>(query, key, value, shape, positions, out, log_sums, rows);
}

KERNEL(attention_tensor_128, 128, Rows query, Rows key, Rows value, AttentionShape shape, const u32 *positions,
       bf16 *out, float *log_sums, u32 rows) {
    forward_of<128>(query, key, value, shape, positions, out, log_sums, rows);
}

// dquery, overwritten. Grid: query tiles × heads.
KERNEL(attention_tensor_grad_query_64, 128, Rows query, Rows key, Rows value, AttentionShape shape,
       const u32 *positions, const bf16 *out, const float *log_sums, const bf16 *dout, bf16 *dquery,
       u64 dquery_stride, u32 rows) {
    grad_query_of<64>(query, key, value, shape, positions, out, log_sums, dout, dquery, dquery_stride, rows);
}

KERNEL(attention_tensor_grad_query_128, 128, Rows query, Rows key, Rows value, AttentionShape shape,
       const u32 *positions, const bf16 *out, const float *log_sums, const bf16 *dout, bf16 *dquery,
       u64 dquery_stride, u32 rows) {
    grad_query_of<128>(query, key, value, shape, positions, out, log_sums, dout, dquery, dquery_stride, rows);
}

// dkey and dvalue, overwritten. Grid: key tiles × kv_heads.
KERNEL(attention_tensor_grad_key_64, 128, Rows query, Rows key, Rows value, AttentionShape shape,
       const u32 *positions, const bf16 *out, const float *log_sums, const bf16 *dout, bf16 *dkey, u64 dkey_stride,
       bf16 *dvalue, u64 dvalue_stride, u32 rows) {
    grad_key_of<64>(query, key, value, shape, positions, out, log_sums, dout, dkey, dkey_stride, dvalue,
                    dvalue_stride, rows);
}

KERNEL(attention_tensor_grad_key_128, 128, Rows query, Rows key, Rows value, AttentionShape shape,
       const u32 *positions, const bf16 *out, const float *log_sums, const bf16 *dout, bf16 *dkey, u64 dkey_stride,
       bf16 *dvalue, u64 dvalue_stride, u32 rows) {
    grad_key_of<128>(query, key, value, shape, positions, out, log_sums, dout, dkey, dkey_stride, dvalue,
                     dvalue_stride, rows);
}

#endif
