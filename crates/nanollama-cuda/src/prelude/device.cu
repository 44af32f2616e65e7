// What kernels are written in, on an NVIDIA GPU of compute capability 8.0 or later. Nothing is included: a machine that
// runs this has no toolkit. All inline PTX stands here; `shim/prelude.hpp` is the same for a CPU.

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

#define DEVICE __device__ __forceinline__
// A kernel of blocks of at most `threads` threads, a multiple of 32.
#define KERNEL(name, threads, ...) extern "C" __global__ void __launch_bounds__(threads) name(__VA_ARGS__)

// All shared memory is this one piece, as long as the launch says. Nothing else is shared.
extern __shared__ __align__(128) u8 shared_bytes[];
#define SHARED(type, offset) (reinterpret_cast<type *>(shared_bytes + (offset)))

DEVICE float float_of_bits(u32 bits) {
    return __uint_as_float(bits);
}

DEVICE u32 bits_of_float(float value) {
    return __float_as_uint(value);
}

// The upper half of an f32.
struct bf16 {
    u16 bits;
};

// To the nearest, halfway to the even one; any NaN to one.
DEVICE bf16 round_to_bf16(float value) {
    bf16 rounded;
    asm("cvt.rn.bf16.f32 %0, %1;" : "=h"(rounded.bits) : "f"(value));
    return rounded;
}

DEVICE void block_barrier() {
    __syncthreads();
}

// Orders the shared memory of a warp, too.
DEVICE void warp_barrier() {
    __syncwarp();
}

// What the lane whose number differs by `bits` has; all lanes of the warp take part.
template <class T> DEVICE T shuffle_xor(T value, u32 bits) {
    return __shfl_xor_sync(0xffffffffu, value, bits);
}

DEVICE float fused(float a, float b, float c) {
    return __fmaf_rn(a, b, c);
}

DEVICE float root(float value) {
    return __fsqrt_rn(value);
}

DEVICE double root(double value) {
    return __dsqrt_rn(value);
}

// 2^value, within a few units in the last place.
DEVICE float power_of_two(float value) {
    float power;
    asm("ex2.approx.ftz.f32 %0, %1;" : "=f"(power) : "f"(value));
    return power;
}

// Logarithm to the base 2, within 2^-22.
DEVICE float log_of_two(float value) {
    float log;
    asm("lg2.approx.ftz.f32 %0, %1;" : "=f"(log) : "f"(value));
    return log;
}

// Adds and gives what was there. Whole numbers: the order changes nothing of the sum.
DEVICE u32 count_up(u32 *counter, u32 by) {
    return atomicAdd(counter, by);
}
