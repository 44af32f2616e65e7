// A vector that is learned, added to some columns of every row, and the first half of its gradient (the second is that of a
// norm's gain, in rms_norm.cu). The truth is `op::bias` of the kernel crate.

// Columns first.. of y [T, stride] gain bias [cols].
KERNEL(bias, 256, const float *bias, num *y, u64 stride, u32 first, u32 cols, u64 rows) {
    const bool whole = cols % 8 == 0 && in_quads(bias) && in_quads(y + first, stride);
    in_eights_or_ones(whole, [=](auto width) {
        FOR_EACH_PLACE(at, rows, cols, width) {
            num *to = y + at.row * stride + first + at.col;
            const auto more = get(bias + at.col, width);
            auto sum = get(to, width);
#pragma unroll
            for (u32 i = 0; i < width; i++) {
                sum.at[i] += more.at[i];
            }
            put(to, sum);
        }
    });
}

// partial [blocks, cols] = the sums of columns first.. of dy [T, stride] over a block of 128 rows, a thread a column.
KERNEL(bias_grad_partial, 256, const num *dy, u64 stride, u32 first, float *partial, u32 rows, u32 cols) {
    const u32 c = 256 * blockIdx.y + threadIdx.x;
    if (c < cols) {
        const u32 begin = 128 * blockIdx.x, end = begin + 128 < rows ? begin + 128 : rows;
        float sum = 0.0f;
#pragma unroll 4
        for (u32 row = begin; row < end; row++) {
            sum += get(dy + row * stride + first + c, Width<1>()).at[0];
        }
        partial[blockIdx.x * static_cast<u64>(cols) + c] = sum;
    }
}
