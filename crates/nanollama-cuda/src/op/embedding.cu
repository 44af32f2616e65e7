// Row lookup, and the gradient that scatters back. The truth is `op::embedding`.
//
// The gradient has one writer for each row of the table, who adds up its tokens in ascending order: the same bits every
// time. For that the rows of the launch are sorted by token, in an order that one block finds: `starts` says where each
// token's rows begin in `order`.

// `table` holds f32, the master values.
KERNEL(embedding, 256, const u32 *tokens, const float *table, num *y, u32 cols, u64 count) {
    FOR_EACH(at, count) {
        put(y + at, table[tokens[at / cols] * static_cast<u64>(cols) + at % cols]);
    }
}

KERNEL(embedding_clear, 256, u32 *counts, u32 vocabulary) {
    FOR_EACH(id, vocabulary) {
        counts[id] = 0;
    }
}

KERNEL(embedding_count, 256, const u32 *tokens, u32 *counts, u32 rows) {
    FOR_EACH(row, rows) {
        count_up(counts + tokens[row], 1);
    }
}

// starts [V + 1] = sums of the counts before; the counts are 0 again. One block.
KERNEL(embedding_starts, 1024, u32 *counts, u32 *starts, u32 vocabulary) {
    u32 *sums = SHARED(u32, 0);
    const u32 share = (vocabulary + blockDim.x - 1) / blockDim.x;
    const u32 first = threadIdx.x * share;
    const u32 end = first + share < vocabulary ? first + share : vocabulary;
    u32 sum = 0;
    for (u32 id = first; id < end; id++) {
        sum += counts[id];
    }
    sums[threadIdx.x] = sum;
    block_barrier();
    u32 before = 0;
    for (u32 thread = 0; thread < threadIdx.x; thread++) {
        before += sums[thread];
    }
    for (u32 id = first; id < end; id++) {
        starts[id] = before;
        before += counts[id];
        counts[id] = 0;
    }
    if (threadIdx.x == blockDim.x - 1) {
        starts[vocabulary] = before;
    }
}

// order [T]: the rows by token, those of one token ascending. `counts` are 0 before and the counts after. One block, which
// takes as many rows at a time as it has threads.
KERNEL(embedding_order, 1024, const u32 *tokens, const u32 *starts, u32 *counts, u32 *order, u32 rows) {
    u32 *ids = SHARED(u32, 0);
    for (u32 first = 0; first < rows; first += blockDim.x) {
        const u32 row = first + threadIdx.x;
        const bool there = row < rows;
        const u32 id = there ? tokens[row] : 0;
        ids[threadIdx.x] = id;
        block_barrier();
        const u32 count = rows - first < blockDim.x ? rows - first : blockDim.x;
        u32 earlier = 0, later = 0;
        if (there) {
            for (u32 other = 0; other < count; other++) {
                earlier += other < threadIdx.x && ids[other] == id;
                later += other > threadIdx.x && ids[other] == id;
            }
            order[starts[id] + counts[id] + earlier] = row;
        }
        // All have read the counts.
        block_barrier();
        if (there && later == 0) {
            counts[id] += earlier + 1;
        }
    }
}

// dtable [V, D] (+)= Σ dy over the rows of each token, ascending. A block has a token.
KERNEL(embedding_grad, 128, const u32 *starts, const u32 *order, const num *dy, float *dtable, u32 add, u32 cols) {
    const u32 first = starts[blockIdx.x], end = starts[blockIdx.x + 1];
    if (add && first == end) {
        return;
    }
    float *to = dtable + blockIdx.x * static_cast<u64>(cols);
    for (u32 c = threadIdx.x; c < cols; c += blockDim.x) {
        float sum = add ? to[c] : 0.0f;
        for (u32 place = first; place < end; place++) {
            sum += widen(dy[order[place] * static_cast<u64>(cols) + c]);
        }
        to[c] = sum;
    }
}
