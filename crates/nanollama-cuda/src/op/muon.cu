// Muon but for its products: momentum, rows of one norm, variance per row or column, the step itself. The truth is
// `op::muon`. Nothing moves in a step that is not sound.

// Norms and variances below this count as this.
#define TINY 1e-10f

DEVICE float at_least(float value, float least) {
    return value < least ? least : value;
}

DEVICE double at_least(double value, double least) {
    return value < least ? least : value;
}

// momentum ← lerp(momentum, g, 1 - mu); ahead = lerp(g, momentum, mu); sums = Σ ahead² of each row. A block has a row.
KERNEL(muon_momentum, 256, float *momentum, const float *gradient, float *ahead, float *sums, u32 cols,
       const StepSettings *settings, u32 tensor, const StepState *state) {
    if (state->broken) {
        return;
    }
    const float mu = factors_of(settings, tensor)[1], scale = state->gradient_scale;
    const u64 row = blockIdx.x * static_cast<u64>(cols);
    float sum = 0.0f;
    for (u32 c = threadIdx.x; c < cols; c += blockDim.x) {
        const float g = gradient[row + c] * scale, old = momentum[row + c];
        const float moved = fused(g - old, 1.0f - mu, old);
        momentum[row + c] = moved;
        const float value = fused(moved - g, mu, g);
        ahead[row + c] = value;
        sum = fused(value, value, sum);
    }
    sum = block_sum(sum);
    if (threadIdx.x == 0) {
        sums[blockIdx.x] = sum;
    }
}

// Of the rows' Σ x² the factors that give every row the mean norm, and the matrix a norm just under 1. One block.
KERNEL(muon_equalise, 1024, float *sums, u32 rows, const StepState *state) {
    if (state->broken) {
        return;
    }
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

// x = factor · ahead, row by row, as products read it.
KERNEL(muon_scale, 256, const float *ahead, const float *factors, num *x, u32 cols, u64 count, const StepState *state) {
    if (state->broken) {
        return;
    }
    FOR_EACH(at, count) {
        put(x + at, ahead[at] * factors[at / cols]);
    }
}

// sums = Σ x² of each row. A block has a row.
KERNEL(muon_square_rows, 256, const num *x, float *sums, u32 cols, const StepState *state) {
    if (state->broken) {
        return;
    }
    const num *row = x + blockIdx.x * static_cast<u64>(cols);
    float sum = 0.0f;
    for (u32 c = threadIdx.x; c < cols; c += blockDim.x) {
        sum = fused(widen(row[c]), widen(row[c]), sum);
    }
    sum = block_sum(sum);
    if (threadIdx.x == 0) {
        sums[blockIdx.x] = sum;
    }
}

// sums = Σ x² of each column, rows ascending. A thread has a column.
KERNEL(muon_square_columns, 256, const num *x, float *sums, u32 rows, u32 cols, const StepState *state) {
    const u32 c = blockIdx.x * blockDim.x + threadIdx.x;
    if (state->broken || c >= cols) {
        return;
    }
    float sum = 0.0f;
    for (u32 row = 0; row < rows; row++) {
        const float value = widen(x[row * static_cast<u64>(cols) + c]);
        sum = fused(value, value, sum);
    }
    sums[c] = sum;
}

// Takes Σ x² per row (or column), `count` of them, into the running variance, and makes of it each one's factor of the
// step: 1 over the root of its variance, with the norm that an orthogonal matrix of this shape has. One block.
KERNEL(muon_variance, 1024, float *factors, float *second, u32 rows, u32 cols, float beta2, const StepState *state) {
    if (state->broken) {
        return;
    }
    const u32 count = rows > cols ? rows : cols;
    const double shorter = rows > cols ? cols : rows;
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

// p ← p - lr · step - lr · decay · p where step · p ≥ 0; step = factor · x. `copy` may be null.
KERNEL(muon_update, 256, float *p, const num *x, const float *factors, num *copy, u32 rows, u32 cols,
       const StepSettings *settings, u32 tensor, const StepState *state) {
    if (state->broken) {
        return;
    }
    const float lr = factors_of(settings, tensor)[0], decay = lr * factors_of(settings, tensor)[2];
    FOR_EACH(at, rows * static_cast<u64>(cols)) {
        const float step = widen(x[at]) * factors[rows >= cols ? at / cols : at % cols];
        const float old = p[at];
        const float decayed = step * old < 0.0f ? 0.0f : old * decay;
        const float moved = old - fused(step, lr, decayed);
        p[at] = moved;
        if (copy) {
            put(copy + at, moved);
        }
    }
}
