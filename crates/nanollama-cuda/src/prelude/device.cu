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
extern __shared__ __align__(1024) u8 shared_bytes[];
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

// The other where one is NaN.
DEVICE float greater(float a, float b) {
    return fmaxf(a, b);
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

// Copies of 16 and of 8 bytes from global to shared memory that run beside the thread's work. What was asked for since the
// last commit is a group; `copies_wait<N>` waits for all of this thread's groups but the last N.
DEVICE void copy_beside(bf16 *to, const bf16 *from) {
    const u32 address = static_cast<u32>(__cvta_generic_to_shared(to));
    asm volatile("cp.async.cg.shared.global [%0], [%1], 16;" : : "r"(address), "l"(from) : "memory");
}

struct alignas(8) Pair {
    float first, second;
};

DEVICE void copy_beside(Pair *to, const Pair *from) {
    const u32 address = static_cast<u32>(__cvta_generic_to_shared(to));
    asm volatile("cp.async.ca.shared.global [%0], [%1], 8;" : : "r"(address), "l"(from) : "memory");
}

DEVICE void copies_commit() {
    asm volatile("cp.async.commit_group;" : : : "memory");
}

template <u32 N> DEVICE void copies_wait() {
    asm volatile("cp.async.wait_group %0;" : : "n"(N) : "memory");
}

// Products of a warpgroup, four warps whose first is a multiple of four (PTX: wgmma), on compute capability 9.0 alone.
//
// Operands in shared memory are tiles of rows of 64 bf16, 128 bytes, from a multiple of 1024 bytes on; the eight pieces of 16
// bytes of a row are exchanged: piece p of row r stands in place p ^ (r mod 8) (PTX: 128-byte swizzling). A product runs
// beside the warps: `products_begin` stands before the first that reads registers that were written, `products_commit`
// closes a group, `products_wait<N>` waits for all groups but the last N, and `settle` holds uses of sums behind that.
// A lane's sums lie as those of `multiply`: warp w of the warpgroup has rows 16 w on.

// What threads wrote to shared memory is there for products, once all have said so and met at a barrier.
DEVICE void products_may_read() {
    asm volatile("fence.proxy.async.shared::cta;" : : : "memory");
}

DEVICE void products_begin() {
    asm volatile("wgmma.fence.sync.aligned;" : : : "memory");
}

DEVICE void products_commit() {
    asm volatile("wgmma.commit_group.sync.aligned;" : : : "memory");
}

template <u32 N> DEVICE void products_wait() {
    asm volatile("wgmma.wait_group.sync.aligned %0;" : : "n"(N) : "memory");
}

template <u32 N> DEVICE void settle(float (&sums)[N][4]) {
#pragma unroll
    for (u32 n = 0; n < N; n++) {
        asm volatile("" : "+f"(sums[n][0]), "+f"(sums[n][1]), "+f"(sums[n][2]), "+f"(sums[n][3]) : : "memory");
    }
}

// Where it begins, 1024 bytes from eight rows to the next, exchanged over 128 bytes.
DEVICE u64 tile_description(const bf16 *tile) {
    const u32 address = static_cast<u32>(__cvta_generic_to_shared(tile));
    return static_cast<u64>((address & 0x3ffff) >> 4) | 1ull << 16 | 64ull << 32 | 1ull << 62;
}

#define SUMS_64                                                                                                        \
    "{%0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11, %12, %13, %14, %15, %16, %17, %18, %19, %20, %21, %22, %23, "    \
    "%24, %25, %26, %27, %28, %29, %30, %31}"
#define OF_FOUR(sums) "+f"(sums[0]), "+f"(sums[1]), "+f"(sums[2]), "+f"(sums[3])
#define OF_64(sums)                                                                                                    \
    OF_FOUR(sums[0]), OF_FOUR(sums[1]), OF_FOUR(sums[2]), OF_FOUR(sums[3]), OF_FOUR(sums[4]), OF_FOUR(sums[5]),        \
        OF_FOUR(sums[6]), OF_FOUR(sums[7])

// sums [64, 64] = a [64, 16] · bᵀ, b [64, 16], or += where `add`: columns of tiles, from a multiple of 16 on.
DEVICE void products_of_rows(float (&sums)[8][4], const bf16 *a, const bf16 *b, u32 add) {
    asm volatile("{.reg .pred p; setp.ne.b32 p, %34, 0;"
                 "wgmma.mma_async.sync.aligned.m64n64k16.f32.bf16.bf16 " SUMS_64 ", %32, %33, p, 1, 1, 0, 0;}"
                 : OF_64(sums)
                 : "l"(tile_description(a)), "l"(tile_description(b)), "r"(add)
                 : "memory");
}

// sums [64, 64] += a [64, 16] · b [16, 64]: a in fragments of `multiply`, b rows of a tile, from a multiple of 8 on.
DEVICE void products_of_columns(float (&sums)[8][4], const u32 (&a)[4], const bf16 *b) {
    asm volatile("wgmma.mma_async.sync.aligned.m64n64k16.f32.bf16.bf16 " SUMS_64 ", {%32, %33, %34, %35}, %36, 1, 1, 1, 1;"
                 : OF_64(sums)
                 : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "l"(tile_description(b))
                 : "memory");
}

// Adds and gives what was there. Whole numbers: the order changes nothing of the sum.
DEVICE u32 count_up(u32 *counter, u32 by) {
    return atomicAdd(counter, by);
}
