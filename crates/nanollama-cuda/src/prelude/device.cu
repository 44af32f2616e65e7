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

// Sixteen bytes, read and written at once.
struct alignas(16) Quad {
    u32 words[4];
};

// Two numbers rounded to bf16, the first in the lower half.
DEVICE u32 pair_of(float first, float second) {
    u32 pair;
    asm("cvt.rn.bf16x2.f32 %0, %1, %2;" : "=r"(pair) : "f"(second), "f"(first));
    return pair;
}

// sums [16, 8] += a [16, 16] · b [16, 8] by the whole warp, each lane with its fragments (PTX: mma.m16n8k16).
DEVICE void multiply(float (&sums)[4], const u32 (&a)[4], u32 low, u32 high) {
    asm("mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, {%0, %1, %2, %3};"
        : "+f"(sums[0]), "+f"(sums[1]), "+f"(sums[2]), "+f"(sums[3])
        : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(low), "r"(high));
}

// Four matrices [8, 8] of shared memory by the whole warp: lane i gives the address of row i mod 8 of matrix i / 8, and gets
// of each matrix the pair of row i / 4 and columns 2 (i mod 4) on.
DEVICE void load_matrices(u32 (&to)[4], const bf16 *row) {
    const u32 address = static_cast<u32>(__cvta_generic_to_shared(row));
    asm volatile("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0, %1, %2, %3}, [%4];"
                 : "=r"(to[0]), "=r"(to[1]), "=r"(to[2]), "=r"(to[3])
                 : "r"(address)
                 : "memory");
}

// The same of the matrices transposed.
DEVICE void load_matrices_turned(u32 (&to)[4], const bf16 *row) {
    const u32 address = static_cast<u32>(__cvta_generic_to_shared(row));
    asm volatile("ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {%0, %1, %2, %3}, [%4];"
                 : "=r"(to[0]), "=r"(to[1]), "=r"(to[2]), "=r"(to[3])
                 : "r"(address)
                 : "memory");
}

// Adds and gives what was there. Whole numbers: the order changes nothing of the sum.
DEVICE u32 count_up(u32 *counter, u32 by) {
    return atomicAdd(counter, by);
}
