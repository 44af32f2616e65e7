// Root-mean-square norm: y = x / sqrt(mean(x²) + eps) · gain, and its gradients. The truth is `op::rms_norm` of the kernel
// crate. A block has one row, or one group of a row: "row" below counts groups.

KERNEL(rms_norm, 256, const num *x, u64 stride, u32 groups, const float *gain, float eps, num *y, float *inverse,
       u32 cols) {
    const u64 row = blockIdx.x;
    const num *from = x + row / groups * stride + row % groups * cols;
    float squares = 0.0f;
    for (u32 c = threadIdx.x; c < cols; c += blockDim.x) {
        const float value = widen(from[c]);
        squares = fused(value, value, squares);
    }
    const float scale = 1.0f / root(block_sum(squares) / cols + eps);
    if (threadIdx.x == 0) {
        inverse[row] = scale;
    }
    num *to = y + row * cols;
    for (u32 c = threadIdx.x; c < cols; c += blockDim.x) {
        put(to + c, widen(from[c]) * scale * gain[c]);
    }
}

// dx (+)= inverse · dy gain - x inverse³ / D · Σ dy gain x
KERNEL(rms_norm_grad, 256, const num *x, u64 stride, u32 groups, const float *gain, const float *inverse,
       const num *dy, num *dx, u64 dx_stride, u32 add, u32 cols) {
    const u64 row = blockIdx.x;
    const num *from = x + row / groups * stride + row % groups * cols;
    const num *above = dy + row * cols;
    num *to = dx + row / groups * dx_stride + row % groups * cols;
    float dot = 0.0f;
    for (u32 c = threadIdx.x; c < cols; c += blockDim.x) {
        dot = fused(widen(above[c]) * gain[c], widen(from[c]), dot);
    }
    const float scale = inverse[row];
    const float pull = -(block_sum(dot) * scale * scale * scale / cols);
    for (u32 c = threadIdx.x; c < cols; c += blockDim.x) {
        float d = fused(pull, widen(from[c]), widen(above[c]) * gain[c] * scale);
        if (add) {
            d += widen(to[c]);
        }
        put(to + c, d);
    }
}

// partial [blocks of 128 rows, D] = Σ dy x inverse over the block's rows, ascending. A thread has a column.
KERNEL(rms_norm_gain_partial, 256, const num *x, u64 stride, u32 groups, const float *inverse, const num *dy,
       float *partial, u64 rows, u32 cols) {
    const u32 c = blockIdx.y * blockDim.x + threadIdx.x;
    if (c >= cols) {
        return;
    }
    const u64 first = blockIdx.x * static_cast<u64>(128);
    const u64 end = first + 128 < rows ? first + 128 : rows;
    float sum = 0.0f;
    for (u64 row = first; row < end; row++) {
        const float value = widen(x[row / groups * stride + row % groups * cols + c]);
        sum = fused(widen(dy[row * cols + c]), value * inverse[row], sum);
    }
    partial[blockIdx.x * static_cast<u64>(cols) + c] = sum;
}

// dgain (+)= Σ partial, ascending.
KERNEL(rms_norm_gain_sum, 256, const float *partial, float *dgain, u32 add, u32 blocks, u32 cols) {
    const u32 c = blockIdx.x * blockDim.x + threadIdx.x;
    if (c >= cols) {
        return;
    }
    float sum = add ? dgain[c] : 0.0f;
    for (u32 block = 0; block < blocks; block++) {
        sum += partial[block * static_cast<u64>(cols) + c];
    }
    dgain[c] = sum;
}
