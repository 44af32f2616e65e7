// The norm of the gradients, whether the step is sound, and the factor of the gradients: `op::gradient_norm` and the CPU's
// update are the truth. All of it stays on the device; the host may read it late.

// Some of the gradients: elements.
struct Extent {
    u64 first;
    u64 count;
};

// Reads of a thread that are under way together: a block has one piece and waits for memory only.
#define READS 4

// sums = Σ x² of each piece, fewer than 2^32 values that begin on whole values: a thread its own in f32, then all in f64.
// A block has a piece. Where it begins on 16 bytes, it is read so; the order of the sum is that of where it begins.
KERNEL(sum_of_squares, 256, const float *gradients, const Extent *pieces, double *sums) {
    const Extent piece = pieces[blockIdx.x];
    const float *values = gradients + piece.first;
    const u32 count = static_cast<u32>(piece.count);
    const u32 quads = reinterpret_cast<u64>(values) % sizeof(Quad) == 0 ? count / 4 : 0;
    float of_word[4] = {};
    for (u32 first = threadIdx.x; first < quads; first += READS * blockDim.x) {
        Quad read[READS];
#pragma unroll
        for (u32 i = 0; i < READS; i++) {
            const u32 at = first + i * blockDim.x;
            read[i] = at < quads ? reinterpret_cast<const Quad *>(values)[at] : Quad{};
        }
#pragma unroll
        for (u32 i = 0; i < READS; i++) {
#pragma unroll
            for (u32 word = 0; word < 4; word++) {
                const float value = float_of_bits(read[i].words[word]);
                of_word[word] = fused(value, value, of_word[word]);
            }
        }
    }
    for (u32 at = 4 * quads + threadIdx.x; at < count; at += blockDim.x) {
        of_word[0] = fused(values[at], values[at], of_word[0]);
    }
    const double whole = block_sum(static_cast<double>(of_word[0] + of_word[1] + (of_word[2] + of_word[3])));
    if (threadIdx.x == 0) {
        sums[blockIdx.x] = whole;
    }
}

DEVICE bool is_finite(double value) {
    return value - value == 0.0;
}

// From the sums of all pieces to norm, soundness and factor. One block.
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
