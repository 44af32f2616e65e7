// Row lookup, and the gradient that scatters back. The truth is `op::embedding`.
//
// The gradient has one order for each sum, whoever is ready first: the launch's rows are sorted by token (`token_sort.cu`),
// cut into segments of 64, and summed within each; what a token has in several segments is added up after. Tokens differ in
// how often they come by many thousands, segments not at all.

// `table` holds f32, the master values.
KERNEL(embedding, 256, const u32 *tokens, const float *table, num *y, u32 cols, u64 rows) {
    const bool whole = cols % 8 == 0 && in_quads(table) && in_quads(y);
    in_eights_or_ones(whole, [=](auto width) {
        FOR_EACH_PLACE(at, rows, cols, width) {
            const float *from = table + tokens[at.row] * static_cast<u64>(cols) + at.col;
            put(y + at.row * cols + at.col, get(from, width));
        }
    });
}

KERNEL(embedding_clear, 256, float *dtable, u64 count) {
    const bool whole = count % 8 == 0 && in_quads(dtable);
    in_eights_or_ones(whole, [=](auto width) {
        FOR_EACH(place, count / width) {
            put(dtable + place * width, Numbers<width>{});
        }
    });
}

// Rows of a segment, and how many are loaded before the first is added.
#define SEGMENT 64
#define AHEAD 8
// No id.
#define NONE 0xffffffffu

template <u32 WIDTH> DEVICE void store_sum(float *to, Numbers<WIDTH> sum, bool add) {
    if (add) {
        const auto before = get(to, Width<WIDTH>{});
#pragma unroll
        for (u32 i = 0; i < WIDTH; i++) {
            sum.at[i] += before.at[i];
        }
    }
    put(to, sum);
}

// A block has a segment of the sorted rows. What a token has inside goes to dtable [V, D]; of one that began before the
// segment the sum goes to partial [segments, 2, D], first, of one that only goes on behind it, second.
KERNEL(embedding_grad, 128, const u32 *ids, const u32 *rows_of, const num *dy, float *dtable, float *partial, u32 add,
       u32 rows, u32 cols) {
    // The ids with one on either side, so that place i has id i + 1.
    u32 *id = SHARED(u32, 0), *row_of = SHARED(u32, 4 * (SEGMENT + 2));
    const u32 first = blockIdx.x * SEGMENT, count = rows - first < SEGMENT ? rows - first : SEGMENT;
    for (u32 i = threadIdx.x; i < count + 2; i += blockDim.x) {
        // Nothing is before the first row: 0 - 1 is behind the last.
        const u32 place = first + i - 1;
        id[i] = place < rows ? ids[place] : NONE;
    }
    for (u32 i = threadIdx.x; i < count; i += blockDim.x) {
        row_of[i] = rows_of[first + i];
    }
    block_barrier();
    const bool whole = cols % 8 == 0 && in_quads(dy) && in_quads(dtable) && in_quads(partial);
    in_eights_or_ones(whole, [=](auto width) {
        float *begun_before = partial + 2 * blockIdx.x * static_cast<u64>(cols), *goes_on = begun_before + cols;
        for (u32 c = threadIdx.x * width; c < cols; c += blockDim.x * width) {
            bool inside = id[0] != id[1];
            Numbers<width> sum = {};
            for (u32 i = 0; i < count; i += AHEAD) {
                Numbers<width> loaded[AHEAD];
#pragma unroll
                for (u32 j = 0; j < AHEAD; j++) {
                    const u32 place = i + j < count ? i + j : count - 1;
                    loaded[j] = get(dy + row_of[place] * static_cast<u64>(cols) + c, width);
                }
#pragma unroll
                for (u32 j = 0; j < AHEAD; j++) {
                    const u32 place = i + j;
                    if (place >= count) {
                        continue;
                    }
#pragma unroll
                    for (u32 k = 0; k < width; k++) {
                        sum.at[k] += loaded[j].at[k];
                    }
                    const u32 own = id[place + 1];
                    const bool ends = own != id[place + 2];
                    if (ends || place == count - 1) {
                        float *to = !inside ? begun_before : ends ? dtable + own * static_cast<u64>(cols) : goes_on;
                        store_sum(to + c, sum, add && inside && ends);
                        sum = {};
                        inside = true;
                    }
                }
            }
        }
    });
}

// What tokens have in several segments. A block has the segment where one of them begins, if one does that goes on.
KERNEL(embedding_join, 128, const u32 *ids, const float *partial, float *dtable, u32 add, u32 rows, u32 cols) {
    const u32 own = blockIdx.x, behind = SEGMENT * (own + 1);
    if (behind >= rows || ids[behind] != ids[behind - 1]) {
        return;
    }
    const u32 id = ids[behind];
    if (own > 0 && ids[SEGMENT * own - 1] == id) {
        return;
    }
    // The first segment that begins with another id: the ids ascend.
    u32 low = own + 1, high = gridDim.x;
    while (low + 1 < high) {
        const u32 middle = (low + high) / 2;
        if (ids[SEGMENT * middle] == id) {
            low = middle;
        } else {
            high = middle;
        }
    }
    const bool whole = cols % 8 == 0 && in_quads(dtable) && in_quads(partial);
    in_eights_or_ones(whole, [=](auto width) {
        for (u32 c = threadIdx.x * width; c < cols; c += blockDim.x * width) {
            auto sum = get(partial + (2 * own + 1) * static_cast<u64>(cols) + c, width);
#pragma unroll 8
            for (u32 segment = own + 1; segment < high; segment++) {
                const auto more = get(partial + 2 * segment * static_cast<u64>(cols) + c, width);
#pragma unroll
                for (u32 i = 0; i < width; i++) {
                    sum.at[i] += more.at[i];
                }
            }
            store_sum(dtable + id * static_cast<u64>(cols) + c, sum, add);
        }
    });
}
