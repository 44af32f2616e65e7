// Muon but for its products: momentum, rows of one norm, variance per row or column, the step itself. The truth is
// `op::muon`. Nothing moves in a step that is not sound.
//
// All is for many matrices [rows, cols] of one shape, along the second axis of the grid: `tensors` is their table, `x` and
// `sums` are theirs one behind the other. Of sums (or factors) a matrix has one a row or column, as many as its longer
// side. Where a matrix is taken row by row, a warp has a row.

// Norms and variances below this count as this.
#define TINY 1e-10f
#define ROWS_OF_BLOCK 8
// Numbers of a row that a lane reads before it writes the first: it waits for memory once for all of them.
#define STRETCH 4

DEVICE float at_least(float value, float least) {
    return value < least ? least : value;
}

DEVICE double at_least(double value, double least) {
    return value < least ? least : value;
}

// The first of this block's matrix, where each has so many.
DEVICE u64 of_matrix(u64 each) {
    return blockIdx.y * each;
}

DEVICE u32 longer_side(u32 rows, u32 cols) {
    return rows > cols ? rows : cols;
}

DEVICE u32 row_of_warp() {
    return blockIdx.x * ROWS_OF_BLOCK + threadIdx.x / 32;
}

// The sum over a warp, in one order; all lanes get it.
DEVICE float sum_of_warp(float value) {
    for (u32 bits = 16; bits > 0; bits >>= 1) {
        value += shuffle_xor(value, bits);
    }
    return value;
}

// Nesterov's: lerp(g, momentum, mu).
DEVICE float look_ahead(float g, float momentum, float mu) {
    return fused(momentum - g, mu, g);
}

// momentum ← lerp(momentum, g, 1 - mu); sums = Σ ahead² of each row.
KERNEL(muon_momentum, 256, const Tensor *tensors, float *sums, u32 rows, u32 cols, const StepSettings *settings,
       const StepState *state) {
    const u32 row = row_of_warp(), lane = threadIdx.x % 32;
    if (state->broken || row >= rows) {
        return;
    }
    const Tensor of = tensors[blockIdx.y];
    const float mu = factors_of(settings, of.number)[1], scale = state->gradient_scale;
    const float *gradient = of.gradient + row * static_cast<u64>(cols);
    float *momentum = of.first + row * static_cast<u64>(cols);
    float sum = 0.0f;
    for (u32 first = lane; first < cols; first += 32 * STRETCH) {
        float g[STRETCH], old[STRETCH];
#pragma unroll
        for (u32 i = 0; i < STRETCH; i++) {
            const u32 c = first + 32 * i;
            g[i] = c < cols ? gradient[c] * scale : 0.0f;
            old[i] = c < cols ? momentum[c] : 0.0f;
        }
#pragma unroll
        for (u32 i = 0; i < STRETCH; i++) {
            const u32 c = first + 32 * i;
            if (c < cols) {
                const float moved = fused(g[i] - old[i], 1.0f - mu, old[i]);
                momentum[c] = moved;
                const float ahead = look_ahead(g[i], moved, mu);
                sum = fused(ahead, ahead, sum);
            }
        }
    }
    sum = sum_of_warp(sum);
    if (lane == 0) {
        sums[of_matrix(longer_side(rows, cols)) + row] = sum;
    }
}

// Of the rows' Σ x² the factors that give every row the mean norm, and the matrix a norm just under 1. A block has a matrix.
KERNEL(muon_equalise, 1024, float *sums, u32 rows, u32 cols, const StepState *state) {
    if (state->broken) {
        return;
    }
    sums += of_matrix(longer_side(rows, cols));
    double total = 0.0;
    for (u32 row = threadIdx.x; row < rows; row += blockDim.x) {
        total += sums[row];
    }
    const float mean = static_cast<float>(root(block_sum(total) / rows));
    double after = 0.0;
    for (u32 row = threadIdx.x; row < rows; row += blockDim.x) {
        const double factor = mean / at_least(root(sums[row]), TINY);
        after += sums[row] * factor * factor;
    }
    const double norm = 1.0 / (1.01 * root(block_sum(after)) + 1e-6);
    for (u32 row = threadIdx.x; row < rows; row += blockDim.x) {
        const float factor = mean / at_least(root(sums[row]), TINY);
        sums[row] = static_cast<float>(factor * norm);
    }
}

// x = factor · ahead, row by row, as products read it. What lies ahead is worked out again: to keep it would be as many
// bytes more to write as it is to read.
KERNEL(muon_scale, 256, const Tensor *tensors, const float *factors, num *x, u32 rows, u32 cols,
       const StepSettings *settings, const StepState *state) {
    const u32 row = row_of_warp(), lane = threadIdx.x % 32;
    if (state->broken || row >= rows) {
        return;
    }
    const Tensor of = tensors[blockIdx.y];
    const float mu = factors_of(settings, of.number)[1], scale = state->gradient_scale;
    const float factor = factors[of_matrix(longer_side(rows, cols)) + row];
    const float *gradient = of.gradient + row * static_cast<u64>(cols);
    const float *momentum = of.first + row * static_cast<u64>(cols);
    num *to = x + of_matrix(rows * static_cast<u64>(cols)) + row * static_cast<u64>(cols);
    for (u32 first = lane; first < cols; first += 32 * STRETCH) {
        float ahead[STRETCH];
#pragma unroll
        for (u32 i = 0; i < STRETCH; i++) {
            const u32 c = first + 32 * i;
            ahead[i] = c < cols ? look_ahead(gradient[c] * scale, momentum[c], mu) : 0.0f;
        }
#pragma unroll
        for (u32 i = 0; i < STRETCH; i++) {
            const u32 c = first + 32 * i;
            if (c < cols) {
                put(to + c, ahead[i] * factor);
            }
        }
    }
}

// sums = Σ x² of each row.
KERNEL(muon_square_rows, 256, const num *x, float *sums, u32 rows, u32 cols, const StepState *state) {
    const u32 row = row_of_warp(), lane = threadIdx.x % 32;
    if (state->broken || row >= rows) {
        return;
    }
    const num *values = x + of_matrix(rows * static_cast<u64>(cols)) + row * static_cast<u64>(cols);
    float sum = 0.0f;
    for (u32 c = lane; c < cols; c += 32) {
        sum = fused(widen(values[c]), widen(values[c]), sum);
    }
    sum = sum_of_warp(sum);
    if (lane == 0) {
        sums[of_matrix(longer_side(rows, cols)) + row] = sum;
    }
}

// sums = Σ x² of each column. A block has 32 columns, a lane one; its warps take the rows in turn.
KERNEL(muon_square_columns, 256, const num *x, float *sums, u32 rows, u32 cols, const StepState *state) {
    if (state->broken) {
        return;
    }
    const u32 warp = threadIdx.x / 32, lane = threadIdx.x % 32, c = blockIdx.x * 32 + lane;
    float sum = 0.0f;
    if (c < cols) {
        const num *column = x + of_matrix(rows * static_cast<u64>(cols)) + c;
#pragma unroll 4
        for (u32 row = warp; row < rows; row += ROWS_OF_BLOCK) {
            const float value = widen(column[row * static_cast<u64>(cols)]);
            sum = fused(value, value, sum);
        }
    }
    float *of_warp = SHARED(float, 0);
    of_warp[threadIdx.x] = sum;
    block_barrier();
    if (warp == 0 && c < cols) {
        for (u32 other = 1; other < ROWS_OF_BLOCK; other++) {
            sum += of_warp[32 * other + lane];
        }
        sums[of_matrix(longer_side(rows, cols)) + c] = sum;
    }
}

// Takes Σ x² per row (or column) into the running variance, and makes of it each one's factor of the step: 1 over the root
// of its variance, with the norm that an orthogonal matrix of this shape has. A block has a matrix.
KERNEL(muon_variance, 1024, const Tensor *tensors, float *factors, u32 rows, u32 cols, float beta2,
       const StepState *state) {
    if (state->broken) {
        return;
    }
    const u32 count = longer_side(rows, cols);
    const double shorter = rows > cols ? cols : rows;
    float *second = tensors[blockIdx.y].second;
    factors += of_matrix(count);
    double total = 0.0;
    for (u32 at = threadIdx.x; at < count; at += blockDim.x) {
        total += factors[at];
    }
    const double to_norm = shorter / at_least(block_sum(total), 1e-20);
    double after = 0.0;
    for (u32 at = threadIdx.x; at < count; at += blockDim.x) {
        const double mean = factors[at] * to_norm / shorter;
        const float variance = fused(static_cast<float>(mean) - second[at], 1.0f - beta2, second[at]);
        second[at] = variance;
        const double step = 1.0 / root(static_cast<double>(at_least(variance, TINY)));
        after += mean * shorter * step * step;
        factors[at] = static_cast<float>(step);
    }
    const double renormalise = root(to_norm) * root(shorter / at_least(block_sum(after), 1e-20));
    for (u32 at = threadIdx.x; at < count; at += blockDim.x) {
        factors[at] *= static_cast<float>(renormalise);
    }
}

// p ← p - lr · step - lr · decay · p where step · p ≥ 0; step = factor · x.
KERNEL(muon_update, 256, const Tensor *tensors, const num *x, const float *factors, u32 rows, u32 cols,
       const StepSettings *settings, const StepState *state) {
    const u32 row = row_of_warp(), lane = threadIdx.x % 32;
    if (state->broken || row >= rows) {
        return;
    }
    const Tensor of = tensors[blockIdx.y];
    const float lr = factors_of(settings, of.number)[0], decay = lr * factors_of(settings, of.number)[2];
    const u64 begin = row * static_cast<u64>(cols);
    const num *direction = x + of_matrix(rows * static_cast<u64>(cols)) + begin;
    factors += of_matrix(longer_side(rows, cols));
    for (u32 first = lane; first < cols; first += 32 * STRETCH) {
        float step[STRETCH], old[STRETCH];
#pragma unroll
        for (u32 i = 0; i < STRETCH; i++) {
            const u32 c = first + 32 * i;
            step[i] = c < cols ? widen(direction[c]) * factors[rows >= cols ? row : c] : 0.0f;
            old[i] = c < cols ? of.values[begin + c] : 0.0f;
        }
#pragma unroll
        for (u32 i = 0; i < STRETCH; i++) {
            const u32 c = first + 32 * i;
            if (c < cols) {
                const float decayed = step[i] * old[i] < 0.0f ? 0.0f : old[i] * decay;
                const float moved = old[i] - fused(step[i], lr, decayed);
                of.values[begin + c] = moved;
                if (of.copy) {
                    put(of.copy + begin + c, moved);
                }
            }
        }
    }
}
