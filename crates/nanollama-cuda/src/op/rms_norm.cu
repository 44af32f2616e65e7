// Root-mean-square norm: y = x / sqrt(mean(x²) + eps) · gain, and its gradients. The truth is `op::rms_norm` of the kernel
// crate. A row, or a group of one ("row" below counts groups), is shared by 2^`lane_bits` neighbours among a block's threads:
// few where it is short, so that none idles and none waits for more than its warp, and all of the block where it is long.

// The sum over the threads that share a row, in one order; all get it. All threads of the block take part.
DEVICE float sum_of_row(float value, u32 lane_bits) {
    if (lane_bits > 5) {
        return block_sum(value);
    }
    for (u32 bits = (1u << lane_bits) / 2; bits > 0; bits >>= 1) {
        value += shuffle_xor(value, bits);
    }
    return value;
}

DEVICE u32 row_of(u32 lane_bits) {
    return blockIdx.x * (blockDim.x >> lane_bits) + (threadIdx.x >> lane_bits);
}

// Where a row begins in a matrix whose rows are `groups` of them.
DEVICE u64 place_of(u32 row, u64 stride, u32 groups, u32 cols) {
    const u32 whole = row / groups;
    return whole * stride + (row - whole * groups) * static_cast<u64>(cols);
}

// Eight gains, or one; ones where there is no gain.
template <u32 COUNT> DEVICE Numbers<COUNT> gains_at(const float *gain, u32 c, Width<COUNT> width) {
    if (gain) {
        return get(gain + c, width);
    }
    Numbers<COUNT> ones;
#pragma unroll
    for (u32 i = 0; i < COUNT; i++) {
        ones.at[i] = 1.0f;
    }
    return ones;
}

// The second pass over a row finds it in the L1 cache.
KERNEL(rms_norm, 256, const num *x, u64 stride, u32 groups, const float *gain, float eps, num *y, float *inverse,
       u32 rows, u32 cols, u32 lane_bits) {
    const u32 row = row_of(lane_bits), lanes = 1u << lane_bits, lane = threadIdx.x & (lanes - 1);
    const u32 end = row < rows ? cols : 0;
    const bool whole = cols % 8 == 0 && in_quads(x, stride) && in_quads(gain) && in_quads(y);
    in_eights_or_ones(whole, [=](auto width) {
        const num *from = x + place_of(row, stride, groups, cols);
        float squares = 0.0f;
        for (u32 c = lane * width; c < end; c += lanes * width) {
            const auto value = get(from + c, width);
#pragma unroll
            for (u32 i = 0; i < width; i++) {
                squares = fused(value.at[i], value.at[i], squares);
            }
        }
        const float scale = 1.0f / root(sum_of_row(squares, lane_bits) / cols + eps);
        if (lane == 0 && row < rows) {
            inverse[row] = scale;
        }
        num *to = y + row * static_cast<u64>(cols);
        for (u32 c = lane * width; c < end; c += lanes * width) {
            auto value = get(from + c, width);
            const auto gains = gains_at(gain, c, width);
#pragma unroll
            for (u32 i = 0; i < width; i++) {
                value.at[i] *= scale * gains.at[i];
            }
            put(to + c, value);
        }
    });
}

// dx (+)= inverse · dy gain - x inverse³ / D · Σ dy gain x
KERNEL(rms_norm_grad, 256, const num *x, u64 stride, u32 groups, const float *gain, const float *inverse,
       const num *dy, num *dx, u64 dx_stride, u32 add, u32 rows, u32 cols, u32 lane_bits) {
    const u32 row = row_of(lane_bits), lanes = 1u << lane_bits, lane = threadIdx.x & (lanes - 1);
    const u32 end = row < rows ? cols : 0;
    const bool whole =
        cols % 8 == 0 && in_quads(x, stride) && in_quads(gain) && in_quads(dy) && in_quads(dx, dx_stride);
    in_eights_or_ones(whole, [=](auto width) {
        const num *from = x + place_of(row, stride, groups, cols), *above = dy + row * static_cast<u64>(cols);
        float dot = 0.0f;
        for (u32 c = lane * width; c < end; c += lanes * width) {
            const auto value = get(from + c, width), d = get(above + c, width);
            const auto gains = gains_at(gain, c, width);
#pragma unroll
            for (u32 i = 0; i < width; i++) {
                dot = fused(d.at[i] * gains.at[i], value.at[i], dot);
            }
        }
        const float scale = row < rows ? inverse[row] : 0.0f;
        const float pull = -(sum_of_row(dot, lane_bits) * scale * scale * scale / cols);
        num *to = dx + place_of(row, dx_stride, groups, cols);
        for (u32 c = lane * width; c < end; c += lanes * width) {
            const auto value = get(from + c, width), gains = gains_at(gain, c, width);
            auto d = get(above + c, width);
            Numbers<width> before = {};
            if (add) {
                before = get(to + c, width);
            }
#pragma unroll
            for (u32 i = 0; i < width; i++) {
                d.at[i] = fused(pull, value.at[i], d.at[i] * gains.at[i] * scale) + before.at[i];
            }
            put(to + c, d);
        }
    });
}

// Rows of a partial sum, those of each thread in it, a block's columns and the threads side by side that share them.
#define BLOCK_ROWS 128
#define SLOT_ROWS 8
#define TILE_COLS 128
#define TILE_LANES 16

// partial [blocks of 128 rows, D] = Σ dy x inverse over the block's rows: each thread has some columns of eight rows,
// ascending, and then the threads of the same columns are added up, ascending.
KERNEL(rms_norm_gain_partial, 256, const num *x, u64 stride, u32 groups, const float *inverse, const num *dy,
       float *partial, u32 rows, u32 cols) {
    float *sums = SHARED(float, 0);
    const u32 slot = threadIdx.x / TILE_LANES, lane = threadIdx.x % TILE_LANES;
    const u32 tile = TILE_COLS * blockIdx.y, tile_cols = cols - tile < TILE_COLS ? cols - tile : TILE_COLS;
    const u32 first = BLOCK_ROWS * blockIdx.x + SLOT_ROWS * slot;
    const u32 end = first + SLOT_ROWS < rows ? first + SLOT_ROWS : rows;
    const bool whole = cols % 8 == 0 && in_quads(x, stride) && in_quads(dy);
    in_eights_or_ones(whole, [=](auto width) {
        for (u32 c = lane * width; c < tile_cols; c += TILE_LANES * width) {
            Numbers<width> sum = {};
#pragma unroll 4
            for (u32 row = first; row < end; row++) {
                const auto value = get(x + place_of(row, stride, groups, cols) + tile + c, width);
                const auto d = get(dy + row * static_cast<u64>(cols) + tile + c, width);
                const float scale = inverse[row];
#pragma unroll
                for (u32 i = 0; i < width; i++) {
                    sum.at[i] = fused(d.at[i], value.at[i] * scale, sum.at[i]);
                }
            }
            put(sums + TILE_COLS * slot + c, sum);
        }
    });
    block_barrier();
    // A thread a column.
    if (threadIdx.x < tile_cols) {
        float sum = 0.0f;
#pragma unroll
        for (u32 slot = 0; slot < BLOCK_ROWS / SLOT_ROWS; slot++) {
            sum += sums[TILE_COLS * slot + threadIdx.x];
        }
        partial[blockIdx.x * static_cast<u64>(cols) + tile + threadIdx.x] = sum;
    }
}

// dgain (+)= Σ partial: a warp has 32 columns of every 32nd block, ascending; then the warps are added up, ascending.
KERNEL(rms_norm_gain_sum, 1024, const float *partial, float *dgain, u32 add, u32 blocks, u32 cols) {
    float *sums = SHARED(float, 0);
    const u32 c = 32 * blockIdx.x + threadIdx.x % 32;
    float sum = 0.0f;
#pragma unroll 8
    for (u32 block = threadIdx.x / 32; block < (c < cols ? blocks : 0); block += 32) {
        sum += partial[block * static_cast<u64>(cols) + c];
    }
    sums[threadIdx.x] = sum;
    block_barrier();
    if (threadIdx.x < 32 && c < cols) {
        float whole = add ? dgain[c] : 0.0f;
#pragma unroll
        for (u32 warp = 0; warp < 32; warp++) {
            whole += sums[32 * warp + threadIdx.x];
        }
        dgain[c] = whole;
    }
}
