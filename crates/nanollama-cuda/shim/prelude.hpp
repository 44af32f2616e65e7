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
u32 count_up(u32 *counter, u32 by);

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

DEVICE float power_of_two(float value) {
    return std::exp2(value);
}

DEVICE float log_of_two(float value) {
    return std::log2(value);
}

DEVICE u32 count_up(u32 *counter, u32 by) {
    return simt::count_up(counter, by);
}
