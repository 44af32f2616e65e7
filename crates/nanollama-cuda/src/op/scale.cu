// All of a matrix times one number that is learned, and its gradients. The truth is `op::scale` of the kernel crate.

// to = factor · x, plus y where there is one; y may be `to`.
KERNEL(scale, 256, const float *factor, const num *x, const num *y, num *to, u64 count) {
    const bool whole = count % 8 == 0 && in_quads(x) && in_quads(y) && in_quads(to);
    const float times = *factor;
    in_eights_or_ones(whole, [=](auto width) {
        FOR_EACH(place, count / width) {
            const u64 first = place * width;
            auto value = get(x + first, width);
            Numbers<width> more = {};
            if (y) {
                more = get(y + first, width);
            }
#pragma unroll
            for (u32 i = 0; i < width; i++) {
                value.at[i] = fused(times, value.at[i], more.at[i]);
            }
            put(to + first, value);
        }
    });
}

// partial [blocks] = Σ dy x over the numbers of a block of 128 rows.
KERNEL(scale_factor_partial, 256, const num *x, const num *dy, float *partial, u64 of_block, u64 count) {
    const u64 first = blockIdx.x * of_block, end = first + of_block < count ? first + of_block : count;
    float sum = 0.0f;
    for (u64 place = first + threadIdx.x; place < end; place += blockDim.x) {
        sum = fused(get(dy + place, Width<1>()).at[0], get(x + place, Width<1>()).at[0], sum);
    }
    sum = block_sum(sum);
    if (threadIdx.x == 0) {
        partial[blockIdx.x] = sum;
    }
}

// dfactor (+)= Σ partial. One block.
KERNEL(scale_factor_sum, 1024, const float *partial, float *dfactor, u32 add, u32 blocks) {
    float sum = 0.0f;
    for (u32 block = threadIdx.x; block < blocks; block += blockDim.x) {
        sum += partial[block];
    }
    sum = block_sum(sum);
    if (threadIdx.x == 0) {
        *dfactor = add ? *dfactor + sum : sum;
    }
}
