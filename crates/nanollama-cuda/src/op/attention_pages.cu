// Attention for rows whose keys and values lie in pages of a cache: 64 positions of a head, keys `[head_dim][64]`, values
// `[64][width]`, f32. `op::attention` is the truth. Two kernels: the first writes what the rows add, the second attends.
// Plain multiply-adds, a block a row and head, tile after tile in the order of positions: a row's bits do not depend on how
// many rows a launch has. A row of a long text reads all keys of its head; nobody shares them.

#define PAGE 64

// A sequence's rows of a launch.
struct Segment {
    u32 first_row;
    u32 rows;
    u32 start;
    u32 first_page;
    u32 pages;
};

// A layer's pages, and which belong to whom.
struct Paged {
    float *data;
    const Segment *segments;
    const u32 *page_table;
    u32 segment_count;
    // Of a row of values.
    u32 width;
};

// The pages of a row's sequence: of the last segment that begins at or before it.
DEVICE const u32 *pages_of(const Paged &cache, u32 row) {
    u32 low = 0, high = cache.segment_count;
    while (high - low > 1) {
        const u32 middle = (low + high) / 2;
        if (cache.segments[middle].first_row <= row) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return cache.page_table + cache.segments[low].first_page;
}

// The tile of a page's head.
DEVICE float *tile_of(const Paged &cache, const AttentionShape &shape, u32 page, u32 kv_head) {
    const u64 length = PAGE * (u64)(shape.head_dim + cache.width);
    return cache.data + ((u64)page * shape.kv_heads + kv_head) * length;
}

KERNEL(attention_put, 256, Rows key, Rows value, AttentionShape shape, Paged cache, const u32 *positions, u64 count) {
    const u32 dim = shape.head_dim, cols = shape.kv_heads * dim;
    FOR_EACH(at, count) {
        const u32 row = at / cols, column = at % cols, feature = column % dim;
        const u32 position = positions[row], slot = position % PAGE;
        float *tile = tile_of(cache, shape, pages_of(cache, row)[position / PAGE], column / dim);
        tile[feature * PAGE + slot] = widen(key.data[row * key.stride + column]);
        tile[PAGE * dim + slot * cache.width + feature] = widen(value.data[row * value.stride + column]);
    }
}

// out [T, heads · head_dim], log_sums [T, heads]. Grid: rows × heads. Thread t has the key t mod 64 of a tile and half of its
// features, then feature t of the sum.
KERNEL(attention_pages, 128, Rows query, AttentionShape shape, Paged cache, const u32 *positions, num *out,
       float *log_sums) {
    const u32 row = blockIdx.x, head = blockIdx.y, dim = shape.head_dim, own = threadIdx.x;
    const u32 kv_head = head / (shape.heads / shape.kv_heads), slot = own % PAGE, half = own / PAGE;
    float *queries = SHARED(float, BLOCK_SUM_BYTES);
    float *parts = queries + dim;
    float *shares = parts + 2 * PAGE;
    const u32 last = positions[row];
    const u32 first = shape.window > 0 && shape.window - 1 < last ? last - (shape.window - 1) : 0;
    const u32 *pages = pages_of(cache, row);
    for (u32 c = own; c < dim; c += blockDim.x) {
        queries[c] = widen(query.data[row * query.stride + head * dim + c]);
    }
    float sum = 0.0f, most = MINUS_INFINITY, whole = 0.0f;
    for (u32 tile = first / PAGE; tile <= last / PAGE; tile++) {
        const float *keys = tile_of(cache, shape, pages[tile], kv_head);
        const float *values = keys + PAGE * dim;
        const u32 from = first > tile * PAGE ? first - tile * PAGE : 0;
        const u32 to = last - tile * PAGE < PAGE ? last - tile * PAGE + 1 : PAGE;
        const bool seen = slot >= from && slot < to;
        float part = 0.0f;
        // The queries are there, and the last tile's shares were read.
        block_barrier();
        if (seen) {
            for (u32 c = half * (dim / 2); c < (half + 1) * (dim / 2); c++) {
                part = fused(queries[c], keys[c * PAGE + slot], part);
            }
        }
        parts[own] = part;
        block_barrier();
        const float score = seen ? score_of(parts[slot] + parts[slot + PAGE], shape).value : MINUS_INFINITY;
        // Every tile has a key that is seen.
        const float greatest = greater(most, block_greatest(score));
        const float kept = most == MINUS_INFINITY ? 0.0f : exponential(most - greatest);
        const float share = seen && half == 0 ? exponential(score - greatest) : 0.0f;
        if (half == 0) {
            shares[slot] = share;
        }
        whole = whole * kept + block_sum(share);
        most = greatest;
        block_barrier();
        if (own < dim) {
            sum *= kept;
            for (u32 n = from; n < to; n++) {
                sum = fused(shares[n], values[n * cache.width + own], sum);
            }
        }
    }
    const u64 place = (u64)row * shape.heads + head;
    if (own < dim) {
        put(out + place * dim + own, sum / whole);
    }
    if (own == 0) {
        log_sums[place] = most + natural_log(whole);
    }
}
