// What kernels are written in, on a CPU: the second body of `src/prelude/device.cu`, name by name. Kernels are plain
// functions here, each thread of a block a fibre (`simt.cpp`). A file that includes this is compiled for one number format.
#pragma once

#include <cmath>
#include <cstring>
#include <utility>

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

namespace simt {

struct Index {
    u32 x, y, z;
};

Index thread_index();
Index block_index();
Index block_extent();
Index grid_extent();
u8 *shared_bytes();
void block_barrier();
void warp_barrier();
// Lane `lane ^ bits` of the warp gives its `bytes` bytes for ours.
void exchange(void *value, u32 bytes, u32 bits);
// What all lanes of the warp have, one behind the other: 32 times `bytes` bytes, at most 32.
void gather(const void *value, u32 bytes, void *all);
u32 count_up(u32 *counter, u32 by);
// Copies that arrive when their group is waited for.
void copy_beside(void *to, const void *from, u32 bytes);
void copies_commit();
void copies_wait(u32 but);

typedef void (*Entry)(void **arguments);
void enlist(const char *format, const char *name, u32 threads, Entry entry, const u32 *sizes, u32 count);

// Of the host, not of a kernel: its accesses are not checked.
#define HOST __attribute__((no_sanitize_thread, noinline))

// Calls a kernel with the arguments that the pointers point to, and knows how long they are.
template <class... A> struct Signature {
    static constexpr u32 count = sizeof...(A);
    static constexpr u32 sizes[] = {sizeof(A)...};

    template <void (*F)(A...)> HOST static void enter(void **arguments) {
        enter_with<F>(arguments, std::index_sequence_for<A...>{});
    }

  private:
    template <void (*F)(A...), std::size_t... I>
    HOST static void enter_with(void **arguments, std::index_sequence<I...>) {
        F(*static_cast<A *>(arguments[I])...);
    }
};

template <class... A> Signature<A...> signature(void (*)(A...));

} // namespace simt

#define threadIdx (simt::thread_index())
#define blockIdx (simt::block_index())
#define blockDim (simt::block_extent())
#define gridDim (simt::grid_extent())

#if NUMBER_BITS == 16
#define FORMAT "bf16"
#else
#define FORMAT "f32"
#endif

#define DEVICE static inline
#define KERNEL(name, threads, ...)                                                                                     \
    static void name(__VA_ARGS__);                                                                                     \
    static const bool name##_enlisted = [] {                                                                           \
        typedef decltype(simt::signature(&name)) Signature;                                                            \
        simt::enlist(FORMAT, #name, threads, &Signature::enter<&name>, Signature::sizes, Signature::count);            \
        return true;                                                                                                   \
    }();                                                                                                               \
    static void name(__VA_ARGS__)

#define SHARED(type, offset) (reinterpret_cast<type *>(simt::shared_bytes() + (offset)))

DEVICE float float_of_bits(u32 bits) {
    return __builtin_bit_cast(float, bits);
}

DEVICE u32 bits_of_float(float value) {
    return __builtin_bit_cast(u32, value);
}

struct bf16 {
    u16 bits;
};

DEVICE bf16 round_to_bf16(float value) {
    const u32 bits = bits_of_float(value);
    if ((bits & 0x7fffffffu) > 0x7f800000u) {
        return bf16{0x7fff};
    }
    return bf16{static_cast<u16>((bits + 0x7fffu + (bits >> 16 & 1)) >> 16)};
}

DEVICE void block_barrier() {
    simt::block_barrier();
}

DEVICE void warp_barrier() {
    simt::warp_barrier();
}

template <class T> DEVICE T shuffle_xor(T value, u32 bits) {
    simt::exchange(&value, sizeof(T), bits);
    return value;
}

DEVICE float fused(float a, float b, float c) {
    return std::fma(a, b, c);
}

DEVICE float root(float value) {
    return std::sqrt(value);
}

DEVICE double root(double value) {
    return std::sqrt(value);
}

DEVICE float greater(float a, float b) {
    return std::fmax(a, b);
}

DEVICE float power_of_two(float value) {
    return std::exp2(value);
}

DEVICE float log_of_two(float value) {
    return std::log2(value);
}

struct alignas(16) Quad {
    u32 words[4];
};

DEVICE u32 pair_of(float first, float second) {
    return round_to_bf16(first).bits | static_cast<u32>(round_to_bf16(second).bits) << 16;
}

// Half `half` of a pair.
HOST static inline float half_of(u32 pair, u32 half) {
    return __builtin_bit_cast(float, half ? pair & 0xffff0000u : pair << 16);
}

HOST static inline void multiply(float (&sums)[4], const u32 (&a)[4], u32 low, u32 high) {
    struct Fragments {
        u32 a[4], b[2];
    };
    const Fragments own{{a[0], a[1], a[2], a[3]}, {low, high}};
    Fragments all[32];
    simt::gather(&own, sizeof own, all);
    const u32 lane = threadIdx.x % 32;
    for (u32 i = 0; i < 4; i++) {
        const u32 row = lane / 4 + i / 2 * 8, col = lane % 4 * 2 + i % 2;
        for (u32 k = 0; k < 16; k++) {
            const float left = half_of(all[row % 8 * 4 + k % 8 / 2].a[row / 8 + k / 8 * 2], k % 2);
            const float right = half_of(all[col * 4 + k % 8 / 2].b[k / 8], k % 2);
            sums[i] = std::fma(left, right, sums[i]);
        }
    }
}

// The rows that the lanes point to; the read of a lane's own is checked.
DEVICE void gather_rows(bf16 (&all)[32][8], const bf16 *row) {
    const Quad own = *reinterpret_cast<const Quad *>(row);
    simt::gather(&own, sizeof own, all);
}

HOST static inline void pick(u32 (&to)[4], const bf16 (&all)[32][8], bool turned) {
    const u32 lane = threadIdx.x % 32;
    for (u32 matrix = 0; matrix < 4; matrix++) {
        to[matrix] = 0;
        for (u32 half = 0; half < 2; half++) {
            const u32 row = lane / 4, col = lane % 4 * 2 + half;
            const bf16 value = turned ? all[8 * matrix + col][row] : all[8 * matrix + row][col];
            to[matrix] |= static_cast<u32>(value.bits) << (16 * half);
        }
    }
}

DEVICE void load_matrices(u32 (&to)[4], const bf16 *row) {
    bf16 all[32][8];
    gather_rows(all, row);
    pick(to, all, false);
}

DEVICE void load_matrices_turned(u32 (&to)[4], const bf16 *row) {
    bf16 all[32][8];
    gather_rows(all, row);
    pick(to, all, true);
}

DEVICE void copy_beside(bf16 *to, const bf16 *from) {
    simt::copy_beside(to, from, 16);
}

struct alignas(8) Pair {
    float first, second;
};

DEVICE void copy_beside(Pair *to, const Pair *from) {
    simt::copy_beside(to, from, sizeof(Pair));
}

DEVICE void copies_commit() {
    simt::copies_commit();
}

template <u32 N> DEVICE void copies_wait() {
    simt::copies_wait(N);
}

// Products of a warpgroup are done at once here.
DEVICE void products_may_read() {
}

DEVICE void products_begin() {
}

DEVICE void products_commit() {
}

template <u32 N> DEVICE void products_wait() {
}

template <u32 N> DEVICE void settle(float (&)[N][4]) {
}

// Where a number of a tile stands after its pieces were exchanged.
HOST static inline const bf16 *in_tile(const bf16 *tile, u32 row, u32 col) {
    const u64 at = reinterpret_cast<u64>(tile + row * 64 + col);
    return reinterpret_cast<const bf16 *>(at ^ (at >> 7 & 7) << 4);
}

HOST static inline float tile_value(const bf16 *tile, u32 row, u32 col) {
    return __builtin_bit_cast(float, static_cast<u32>(in_tile(tile, row, col)->bits) << 16);
}

// The piece of an operand whose read is checked in this thread's name.
DEVICE void see_piece(const bf16 *tile, u32 row, u32 col) {
    const Quad piece = *reinterpret_cast<const Quad *>(in_tile(tile, row, col));
    asm volatile("" : : "r"(piece.words[0]));
}

HOST static inline void rows_multiplied(float (&sums)[8][4], const bf16 *a, const bf16 *b, u32 add) {
    const u32 lane = threadIdx.x % 32, warp = threadIdx.x % 128 / 32;
    for (u32 n = 0; n < 8; n++) {
        for (u32 i = 0; i < 4; i++) {
            float sum = add ? sums[n][i] : 0.0f;
            for (u32 k = 0; k < 16; k++) {
                const float left = tile_value(a, 16 * warp + lane / 4 + i / 2 * 8, k);
                sum = std::fma(left, tile_value(b, n * 8 + lane % 4 * 2 + i % 2, k), sum);
            }
            sums[n][i] = sum;
        }
    }
}

DEVICE void products_of_rows(float (&sums)[8][4], const bf16 *a, const bf16 *b, u32 add) {
    const u32 thread = threadIdx.x % 128;
    see_piece(a, thread / 2, thread % 2 * 8);
    see_piece(b, thread / 2, thread % 2 * 8);
    rows_multiplied(sums, a, b, add);
}

HOST static inline void columns_multiplied(float (&sums)[8][4], const u32 (&a)[4], const bf16 *b) {
    struct Fragment {
        u32 words[4];
    };
    const Fragment own{{a[0], a[1], a[2], a[3]}};
    Fragment all[32];
    simt::gather(&own, sizeof own, all);
    const u32 lane = threadIdx.x % 32;
    for (u32 n = 0; n < 8; n++) {
        for (u32 i = 0; i < 4; i++) {
            for (u32 k = 0; k < 16; k++) {
                const float left = half_of(all[lane / 4 * 4 + k % 8 / 2].words[i / 2 + k / 8 * 2], k % 2);
                sums[n][i] = std::fma(left, tile_value(b, k, n * 8 + lane % 4 * 2 + i % 2), sums[n][i]);
            }
        }
    }
}

DEVICE void products_of_columns(float (&sums)[8][4], const u32 (&a)[4], const bf16 *b) {
    const u32 thread = threadIdx.x % 128;
    see_piece(b, thread / 8, thread % 8 * 8);
    columns_multiplied(sums, a, b);
}

DEVICE u32 count_up(u32 *counter, u32 by) {
    return simt::count_up(counter, by);
}
