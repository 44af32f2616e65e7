// Causal attention with grouped heads, windows and a cap on scores, for rows without a cache. `op::attention::reference` is
// the truth.
//
// Documents lie end to end. A row sees the rows from its document's first (its number less its position) to itself, and
// with a window no more than that many. Tiles are 32 rows and 32 keys by their number in the launch; only tiles with
// something to see are visited, and how many that are is read from `positions`, so the grid depends on the row count alone.
// Backward is two kernels, dQ by query tile and dK with dV by key tile: every sum has one owner and one order.
//
// These are the plain kernels: products by fused multiply-add in f32, for heads of up to 128, a multiple of 8. Thread t of 256 has row t / 8
// of its tile, and of 32 columns those that are t mod 8 modulo 8.

#define TILE 32
#define WIDEST 128
// Columns of a head that a thread has.
#define OWN (WIDEST / 8)

// Rows first.. of a head into a tile `[32][head_dim + 1]`: zeros where there is no row.
DEVICE void load_tile(float *tile, Rows from, u32 first, u32 rows, u32 column, u32 head_dim) {
    for (u32 at = threadIdx.x; at < TILE * head_dim; at += blockDim.x) {
        const u32 row = at / head_dim, c = at % head_dim;
        const bool there = first + row < rows;
        tile[row * (head_dim + 1) + c] = there ? widen(from.data[(first + row) * from.stride + column + c]) : 0.0f;
    }
}

// Σ a b over a head.
DEVICE float dot(const float *a, const float *b, u32 head_dim) {
    float sum = 0.0f;
#pragma unroll 8
    for (u32 c = 0; c < head_dim; c++) {
        sum = fused(a[c], b[c], sum);
    }
    return sum;
}

// A thread's columns of a head gain Σ factor · row over the rows of a tile, ascending.
DEVICE void gather(float (&sums)[OWN], const float *factors, const float *tile, u32 lane, u32 head_dim) {
#pragma unroll 1
    for (u32 at = 0; at < TILE; at++) {
        const float factor = factors[at];
        const float *row = tile + at * (head_dim + 1) + lane;
#pragma unroll
        for (u32 i = 0; i < OWN; i++) {
            if (8 * i < head_dim) {
                sums[i] = fused(factor, row[8 * i], sums[i]);
            }
        }
    }
}

// The sum over the eight threads of a row.
DEVICE float row_sum(float value) {
    value += shuffle_xor(value, 1);
    value += shuffle_xor(value, 2);
    return value + shuffle_xor(value, 4);
}

DEVICE float row_greatest(float value) {
    value = greater(value, shuffle_xor(value, 1));
    value = greater(value, shuffle_xor(value, 2));
    return greater(value, shuffle_xor(value, 4));
}

// out [T, heads · head_dim], log_sums [T, heads]. Grid: query tiles × heads.
KERNEL(attention, 256, Rows query, Rows key, Rows value, AttentionShape shape, const u32 *positions, num *out,
       float *log_sums, u32 rows) {
    const u32 dim = shape.head_dim, head = blockIdx.y, first = blockIdx.x * TILE;
    const u32 kv_column = head / (shape.heads / shape.kv_heads) * dim;
    float *queries = SHARED(float, 0);
    float *keys = queries + TILE * (dim + 1);
    float *values = keys + TILE * (dim + 1);
    float *shares = values + TILE * (dim + 1);
    const u32 own_row = threadIdx.x / 8, lane = threadIdx.x % 8;
    const u32 row = first + own_row;
    const u32 low = row < rows ? first_seen(positions, row, shape.window) : 0;
    float sums[OWN];
    for (u32 i = 0; i < OWN; i++) {
        sums[i] = 0.0f;
    }
    float most = MINUS_INFINITY, whole = 0.0f;
    load_tile(queries, query, first, rows, head * dim, dim);
    // Documents ascend, so the tile's first row sees furthest back.
    for (u32 tile = first_seen(positions, first, shape.window) / TILE; tile <= blockIdx.x; tile++) {
        block_barrier();
        load_tile(keys, key, tile * TILE, rows, kv_column, dim);
        load_tile(values, value, tile * TILE, rows, kv_column, dim);
        block_barrier();
        float scores[TILE / 8];
        float greatest = most;
        for (u32 i = 0; i < TILE / 8; i++) {
            const u32 at = lane + 8 * i, number = tile * TILE + at;
            const bool seen = row < rows && number >= low && number <= row;
            scores[i] = MINUS_INFINITY;
            if (seen) {
                const float product = dot(queries + own_row * (dim + 1), keys + at * (dim + 1), dim);
                scores[i] = score_of(product, shape).value;
            }
            greatest = greater(greatest, scores[i]);
        }
        greatest = row_greatest(greatest);
        // Nothing seen yet: no sum to rescale.
        const float kept = greatest == MINUS_INFINITY ? 1.0f : exponential(most - greatest);
        float sum = 0.0f;
        for (u32 i = 0; i < TILE / 8; i++) {
            const float share = scores[i] == MINUS_INFINITY ? 0.0f : exponential(scores[i] - greatest);
            shares[own_row * (TILE + 1) + lane + 8 * i] = share;
            sum += share;
        }
        whole = whole * kept + row_sum(sum);
        most = greatest;
        // A row's shares are written and read by one warp.
        warp_barrier();
        for (u32 i = 0; i < OWN; i++) {
            sums[i] *= kept;
        }
        gather(sums, shares + own_row * (TILE + 1), values, lane, dim);
    }
    if (row >= rows) {
        return;
    }
    num *to = out + (row * static_cast<u64>(shape.heads) + head) * dim;
    for (u32 i = 0; i < OWN; i++) {
        if (8 * i < dim) {
            put(to + lane + 8 * i, sums[i] / whole);
        }
    }
    if (lane == 0) {
        log_sums[row * static_cast<u64>(shape.heads) + head] = most + natural_log(whole);
    }
}

// What the backward knows of a row under a head: its log-sum-exp, and Σ dout out.
DEVICE float row_dot(const num *out, const num *dout, u64 place, u32 lane, u32 head_dim) {
    float sum = 0.0f;
    for (u32 c = lane; c < head_dim; c += 8) {
        sum = fused(widen(dout[place * head_dim + c]), widen(out[place * head_dim + c]), sum);
    }
    return row_sum(sum);
}

// dquery, overwritten. Grid: query tiles × heads.
KERNEL(attention_grad_query, 256, Rows query, Rows key, Rows value, AttentionShape shape, const u32 *positions,
       const num *out, const float *log_sums, const num *dout, num *dquery, u64 dquery_stride, u32 rows) {
    const u32 dim = shape.head_dim, head = blockIdx.y, first = blockIdx.x * TILE;
    const u32 kv_column = head / (shape.heads / shape.kv_heads) * dim;
    float *queries = SHARED(float, 0);
    float *above = queries + TILE * (dim + 1);
    float *keys = above + TILE * (dim + 1);
    float *values = keys + TILE * (dim + 1);
    float *slopes = values + TILE * (dim + 1);
    const u32 own_row = threadIdx.x / 8, lane = threadIdx.x % 8;
    const u32 row = first + own_row;
    const bool there = row < rows;
    const u32 low = there ? first_seen(positions, row, shape.window) : 0;
    const u64 place = (there ? row : 0) * static_cast<u64>(shape.heads) + head;
    const float mean = row_dot(out, dout, place, lane, dim), log_sum = log_sums[place];
    float sums[OWN];
    for (u32 i = 0; i < OWN; i++) {
        sums[i] = 0.0f;
    }
    load_tile(queries, query, first, rows, head * dim, dim);
    load_tile(above, Rows{dout, static_cast<u64>(shape.heads) * dim}, first, rows, head * dim, dim);
    for (u32 tile = first_seen(positions, first, shape.window) / TILE; tile <= blockIdx.x; tile++) {
        block_barrier();
        load_tile(keys, key, tile * TILE, rows, kv_column, dim);
        load_tile(values, value, tile * TILE, rows, kv_column, dim);
        block_barrier();
        for (u32 i = 0; i < TILE / 8; i++) {
            const u32 at = lane + 8 * i, number = tile * TILE + at;
            float slope = 0.0f;
            if (there && number >= low && number <= row) {
                const float *own = queries + own_row * (dim + 1);
                const Score score = score_of(dot(own, keys + at * (dim + 1), dim), shape);
                const float share = exponential(score.value - log_sum);
                const float dshare = dot(above + own_row * (dim + 1), values + at * (dim + 1), dim);
                slope = share * (dshare - mean) * score.slope * shape.scale;
            }
            slopes[own_row * (TILE + 1) + at] = slope;
        }
        warp_barrier();
        gather(sums, slopes + own_row * (TILE + 1), keys, lane, dim);
    }
    for (u32 i = 0; i < OWN && there; i++) {
        if (8 * i < dim) {
            put(dquery + row * dquery_stride + head * dim + lane + 8 * i, sums[i]);
        }
    }
}

// dkey and dvalue, overwritten. Grid: key tiles × kv_heads.
KERNEL(attention_grad_key, 256, Rows query, Rows key, Rows value, AttentionShape shape, const u32 *positions,
       const num *out, const float *log_sums, const num *dout, num *dkey, u64 dkey_stride, num *dvalue,
       u64 dvalue_stride, u32 rows) {
    const u32 dim = shape.head_dim, kv_head = blockIdx.y, first = blockIdx.x * TILE;
    const u32 group = shape.heads / shape.kv_heads;
    float *keys = SHARED(float, 0);
    float *values = keys + TILE * (dim + 1);
    float *queries = values + TILE * (dim + 1);
    float *above = queries + TILE * (dim + 1);
    // [keys][queries]
    float *shares = above + TILE * (dim + 1);
    float *slopes = shares + TILE * (TILE + 1);
    // Of the tile's queries: log-sum-exp, Σ dout out, the first key seen.
    float *logs = slopes + TILE * (TILE + 1);
    float *means = logs + TILE;
    u32 *lows = reinterpret_cast<u32 *>(means + TILE);
    const u32 own_key = threadIdx.x / 8, lane = threadIdx.x % 8;
    const u32 number = first + own_key, last = first + TILE - 1;
    float dkeys[OWN], dvalues[OWN];
    for (u32 i = 0; i < OWN; i++) {
        dkeys[i] = dvalues[i] = 0.0f;
    }
    load_tile(keys, key, first, rows, kv_head * dim, dim);
    load_tile(values, value, first, rows, kv_head * dim, dim);
    for (u32 head = kv_head * group; head < (kv_head + 1) * group; head++) {
        // Documents ascend and windows move on: behind the first row that sees none of the keys no other does.
        for (u32 tile = blockIdx.x; tile * TILE < rows; tile++) {
            if (first_seen(positions, tile * TILE, shape.window) > last) {
                break;
            }
            block_barrier();
            load_tile(queries, query, tile * TILE, rows, head * dim, dim);
            load_tile(above, Rows{dout, static_cast<u64>(shape.heads) * dim}, tile * TILE, rows, head * dim, dim);
            const u32 own_row = tile * TILE + own_key;
            const u64 place = (own_row < rows ? own_row : 0) * static_cast<u64>(shape.heads) + head;
            const float mean = row_dot(out, dout, place, lane, dim);
            if (lane == 0) {
                logs[own_key] = log_sums[place];
                means[own_key] = mean;
                lows[own_key] = own_row < rows ? first_seen(positions, own_row, shape.window) : 0;
            }
            block_barrier();
            for (u32 i = 0; i < TILE / 8; i++) {
                const u32 at = lane + 8 * i, row = tile * TILE + at;
                float share = 0.0f, slope = 0.0f;
                if (row < rows && number >= lows[at] && number <= row) {
                    const float product = dot(queries + at * (dim + 1), keys + own_key * (dim + 1), dim);
                    const Score score = score_of(product, shape);
                    share = exponential(score.value - logs[at]);
                    const float dshare = dot(above + at * (dim + 1), values + own_key * (dim + 1), dim);
                    slope = share * (dshare - means[at]) * score.slope * shape.scale;
                }
                shares[own_key * (TILE + 1) + at] = share;
                slopes[own_key * (TILE + 1) + at] = slope;
            }
            warp_barrier();
            gather(dvalues, shares + own_key * (TILE + 1), above, lane, dim);
            gather(dkeys, slopes + own_key * (TILE + 1), queries, lane, dim);
        }
    }
    for (u32 i = 0; i < OWN && number < rows; i++) {
        const u32 c = kv_head * dim + lane + 8 * i;
        if (8 * i < dim) {
            put(dkey + number * dkey_stride + c, dkeys[i]);
            put(dvalue + number * dvalue_stride + c, dvalues[i]);
        }
    }
}
