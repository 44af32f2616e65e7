// What all kernels share, on a GPU and under the shim: the number format of activations, and sums over a block.
//
// A module is compiled for one format: `NUMBER_BITS` is 32 (f32) or 16 (bf16). Arithmetic is f32 in both.

#if NUMBER_BITS == 16
typedef bf16 num;
#else
typedef float num;
#endif

DEVICE float widen(float value) {
    return value;
}

DEVICE float widen(bf16 value) {
    return float_of_bits(static_cast<u32>(value.bits) << 16);
}

DEVICE void put(float *to, float value) {
    *to = value;
}

DEVICE void put(bf16 *to, float value) {
    *to = round_to_bf16(value);
}

// A thread's share of `count` things, whatever the grid.
#define FOR_EACH(index, count)                                                                                         \
    for (u64 index = blockIdx.x * static_cast<u64>(blockDim.x) + threadIdx.x; index < (count);                         \
         index += gridDim.x * static_cast<u64>(blockDim.x))

// Numbers that lie together.
template <u32 COUNT> struct Numbers {
    float at[COUNT];
};

// How many a thread takes at a time, known when a kernel is compiled.
template <u32 COUNT> struct Width {
    constexpr operator u32() const {
        return COUNT;
    }
};

// Whether eights begin on 16 bytes, one there and others whole eights and multiples of `stride` numbers on.
template <class T> DEVICE bool in_quads(const T *first, u64 stride = 0) {
    return (reinterpret_cast<u64>(first) | stride * sizeof(T)) % 16 == 0;
}

// Does the work in eights, which are read and written 16 bytes at a time, as a GPU's memory wants it; or number by number,
// where rows are no whole eights or do not begin on 16 bytes. Decided once: a load in a branch of its own is waited for
// before the next one is begun.
template <class Work> DEVICE void in_eights_or_ones(bool eights, Work work) {
    if (eights) {
        work(Width<8>{});
    } else {
        work(Width<1>{});
    }
}

template <class T> DEVICE Numbers<1> get(const T *from, Width<1>) {
    return Numbers<1>{{widen(*from)}};
}

DEVICE Numbers<8> get(const float *from, Width<8>) {
    const Quad *quads = reinterpret_cast<const Quad *>(from);
    const Quad low = quads[0], high = quads[1];
    Numbers<8> to;
#pragma unroll
    for (u32 i = 0; i < 4; i++) {
        to.at[i] = float_of_bits(low.words[i]);
        to.at[i + 4] = float_of_bits(high.words[i]);
    }
    return to;
}

DEVICE Numbers<8> get(const bf16 *from, Width<8>) {
    const Quad quad = *reinterpret_cast<const Quad *>(from);
    Numbers<8> to;
#pragma unroll
    for (u32 i = 0; i < 4; i++) {
        to.at[2 * i] = float_of_bits(quad.words[i] << 16);
        to.at[2 * i + 1] = float_of_bits(quad.words[i] & 0xffff0000u);
    }
    return to;
}

template <class T> DEVICE void put(T *to, const Numbers<1> &from) {
    put(to, from.at[0]);
}

DEVICE void put(float *to, const Numbers<8> &from) {
    Quad low, high;
#pragma unroll
    for (u32 i = 0; i < 4; i++) {
        low.words[i] = bits_of_float(from.at[i]);
        high.words[i] = bits_of_float(from.at[i + 4]);
    }
    Quad *quads = reinterpret_cast<Quad *>(to);
    quads[0] = low;
    quads[1] = high;
}

DEVICE void put(bf16 *to, const Numbers<8> &from) {
    Quad quad;
#pragma unroll
    for (u32 i = 0; i < 4; i++) {
        quad.words[i] = pair_of(from.at[2 * i], from.at[2 * i + 1]);
    }
    *reinterpret_cast<Quad *>(to) = quad;
}

// A place in a matrix, and how far it is to a thread's next.
struct Walk {
    u64 row;
    u32 col, cols, step_rows, step_cols;
};

// Divides once for all of a thread's places, and in 32 bits: no grid has more threads.
DEVICE Walk walk_of(u32 cols, u32 width) {
    const u32 thread = blockIdx.x * blockDim.x + threadIdx.x, threads = gridDim.x * blockDim.x, wide = cols / width;
    return Walk{thread / wide, thread % wide * width, cols, threads / wide, threads % wide * width};
}

DEVICE void step(Walk &walk) {
    walk.row += walk.step_rows;
    walk.col += walk.step_cols;
    if (walk.col >= walk.cols) {
        walk.col -= walk.cols;
        walk.row++;
    }
}

// A thread's share of a matrix, whatever the grid: every `width` columns of each row.
#define FOR_EACH_PLACE(walk, rows, cols, width)                                                                        \
    for (Walk walk = walk_of(cols, width); walk.row < (rows); step(walk))

// Bytes at the start of shared memory that sums over a block work in: a number a warp.
#define BLOCK_SUM_BYTES 256

// The sum over a block's threads, in one order; all get it. Memory is ordered as by a barrier.
template <class T> DEVICE T block_sum(T value) {
    T *of_warp = SHARED(T, 0);
    for (u32 bits = 16; bits > 0; bits >>= 1) {
        value += shuffle_xor(value, bits);
    }
    if (threadIdx.x % 32 == 0) {
        of_warp[threadIdx.x / 32] = value;
    }
    block_barrier();
    T sum = of_warp[0];
    for (u32 warp = 1; warp < blockDim.x / 32; warp++) {
        sum += of_warp[warp];
    }
    block_barrier();
    return sum;
}

// The greatest over a block's threads; all get it. A NaN is passed over: whoever asks must carry it in a sum.
DEVICE float block_greatest(float value) {
    float *of_warp = SHARED(float, 0);
    for (u32 bits = 16; bits > 0; bits >>= 1) {
        value = greater(value, shuffle_xor(value, bits));
    }
    if (threadIdx.x % 32 == 0) {
        of_warp[threadIdx.x / 32] = value;
    }
    block_barrier();
    float greatest = of_warp[0];
    for (u32 warp = 1; warp < blockDim.x / 32; warp++) {
        greatest = greater(greatest, of_warp[warp]);
    }
    block_barrier();
    return greatest;
}

#define MINUS_INFINITY float_of_bits(0xff800000u)
// The least finite number.
#define LEAST float_of_bits(0xff7fffffu)
#define LOG2_E 1.44269504f
#define LN_2 0.69314718f

// e^value.
DEVICE float exponential(float value) {
    return power_of_two(value * LOG2_E);
}

DEVICE float natural_log(float value) {
    return log_of_two(value) * LN_2;
}

DEVICE float sigmoid(float value) {
    return 1.0f / (1.0f + exponential(-value));
}

// Near 0, where the quotient cancels, it is the Taylor polynomial of degree 11.
DEVICE float hyperbolic_tangent(float value) {
    const float size = value < 0.0f ? -value : value;
    if (size < 0.3f) {
        const float square = value * value;
        float p = -1382.0f / 155925.0f;
        p = fused(p, square, 62.0f / 2835.0f);
        p = fused(p, square, -17.0f / 315.0f);
        p = fused(p, square, 2.0f / 15.0f);
        p = fused(p, square, -1.0f / 3.0f);
        return fused(value * square, p, value);
    }
    const float e = exponential(-2.0f * size);
    const float far = (1.0f - e) / (1.0f + e);
    return value < 0.0f ? -far : far;
}

// False for infinities and NaN.
DEVICE bool is_finite(float value) {
    return (bits_of_float(value) & 0x7f800000u) != 0x7f800000u;
}

// What a device knows of a training step: `update::StepState` of the kernel crate, field by field.
struct StepState {
    double loss;
    double squares;
    double norm;
    float gradient_scale;
    u32 broken;
    u32 tensor;
    u32 unused;
};

// What a step's schedule says: `update::UpdateSettings`, whose factors of each tensor follow.
struct StepSettings {
    double clip;
    double normaliser;
};

DEVICE const float *factors_of(const StepSettings *settings, u64 tensor) {
    return reinterpret_cast<const float *>(settings + 1) + 4 * tensor;
}

// A tensor under an optimiser: what it moves, and where that lies. Those of one shape are moved together: a kernel is given
// a table of them, and has a grid axis for it. `copy`, which products read, may be null.
struct Tensor {
    float *values;
    const float *gradient;
    float *first;
    float *second;
    num *copy;
    u64 number;
};
