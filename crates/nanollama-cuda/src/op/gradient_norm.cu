// The norm of the gradients, whether the step is sound, and the factor of the gradients: `op::gradient_norm` and the CPU's
// update are the truth. All of it stays on the device; the host may read it late.

// Values that a block adds up: a thread its own in f32, then all in f64.
#define VALUES_OF_BLOCK 16384

KERNEL(sum_of_squares, 256, const float *values, u64 count, double *sums) {
    const u64 first = blockIdx.x * static_cast<u64>(VALUES_OF_BLOCK);
    const u64 end = first + VALUES_OF_BLOCK < count ? first + VALUES_OF_BLOCK : count;
    float sum = 0.0f;
    for (u64 at = first + threadIdx.x; at < end; at += blockDim.x) {
        sum = fused(values[at], values[at], sum);
    }
    const double whole = block_sum(static_cast<double>(sum));
    if (threadIdx.x == 0) {
        sums[blockIdx.x] = whole;
    }
}

DEVICE bool is_finite(double value) {
    return value - value == 0.0;
}

// From the sums of all blocks to norm, soundness and factor. One block.
KERNEL(clip_gradients, 1024, const double *sums, u32 count, const StepSettings *settings, StepState *state) {
    double sum = 0.0;
    for (u32 at = threadIdx.x; at < count; at += blockDim.x) {
        sum += sums[at];
    }
    sum = block_sum(sum);
    if (threadIdx.x != 0) {
        return;
    }
    const double norm = root(sum), limit = settings->clip;
    const bool sound = is_finite(state->loss / settings->normaliser) && is_finite(norm);
    state->squares = sum;
    state->norm = norm;
    state->broken = state->broken == 0 ? (sound ? 0 : 1) : 2;
    state->gradient_scale = limit > 0.0 && norm > limit ? static_cast<float>(limit / norm) : 1.0f;
}

// Where a tensor's gradient lies among the gradients: elements.
struct Extent {
    u64 first;
    u64 count;
};

// In the first step that is not sound, notes the first tensor whose gradient is not finite. One block.
KERNEL(find_cause, 1024, const float *gradients, const Extent *tensors, u32 count, StepState *state) {
    if (state->broken != 1) {
        return;
    }
    for (u32 tensor = 0; tensor < count; tensor++) {
        u32 faults = 0;
        const Extent extent = tensors[tensor];
        for (u64 at = threadIdx.x; at < extent.count; at += blockDim.x) {
            faults += !is_finite(gradients[extent.first + at]);
        }
        if (block_sum(faults) > 0) {
            if (threadIdx.x == 0) {
                state->tensor = tensor + 1;
            }
            return;
        }
    }
    if (threadIdx.x == 0) {
        state->tensor = 0;
    }
}
