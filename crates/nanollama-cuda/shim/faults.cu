// Kernels with a fault each, which the shim must find. Compiled for its own test only.

KERNEL(fault_outside, 64, float *x, u32 count) {
    x[threadIdx.x + count - 63] = 1.0f;
}

KERNEL(fault_outside_of_shared, 64, float *x) {
    SHARED(float, 0)[threadIdx.x + 1] = x[threadIdx.x];
}

KERNEL(fault_two_writers, 64, float *x) {
    x[threadIdx.x / 2] = 1.0f;
}

KERNEL(fault_no_block_barrier, 64, float *x) {
    float *shared = SHARED(float, 0);
    shared[threadIdx.x] = 1.0f;
    warp_barrier();
    x[threadIdx.x] = shared[63 - threadIdx.x];
}

KERNEL(fault_written_too_soon, 64, float *x) {
    float *shared = SHARED(float, 0);
    shared[threadIdx.x] = 1.0f;
    block_barrier();
    const float other = shared[63 - threadIdx.x];
    shared[threadIdx.x] = 2.0f;
    x[threadIdx.x] = other;
}

KERNEL(fault_between_blocks, 64, float *x) {
    if (threadIdx.x == 0) {
        x[blockIdx.x] = 1.0f;
    }
    if (threadIdx.x == 1 && blockIdx.x > 0) {
        x[blockIdx.x + 1] = x[blockIdx.x - 1];
    }
}

KERNEL(fault_some_at_a_barrier, 64, float *x) {
    if (threadIdx.x < 40) {
        block_barrier();
    }
    x[threadIdx.x] = 1.0f;
}

KERNEL(fault_some_in_a_shuffle, 64, float *x) {
    x[threadIdx.x] = threadIdx.x == 5 ? 0.0f : shuffle_xor(1.0f, 1);
}

KERNEL(fault_not_aligned, 64, u8 *x) {
    *reinterpret_cast<float *>(x + 1 + 4 * threadIdx.x) = 1.0f;
}

// Not a fault in itself: what was never written is NaN.
KERNEL(unset_shared, 64, float *x) {
    x[threadIdx.x] = SHARED(float, 0)[threadIdx.x];
}

// None: a warp's own places, ordered by its barrier.
KERNEL(sound_warp, 64, float *x) {
    float *shared = SHARED(float, 0);
    shared[threadIdx.x] = static_cast<float>(threadIdx.x);
    warp_barrier();
    const float other = shared[threadIdx.x ^ 31];
    warp_barrier();
    shared[threadIdx.x] = other;
    block_barrier();
    x[threadIdx.x] = shared[63 - threadIdx.x] + shuffle_xor(other, 16);
}
