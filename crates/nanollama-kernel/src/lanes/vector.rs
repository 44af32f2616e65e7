//! [`Lanes`]: the operations that every instruction set has, sixteen f32 at a time.

/// Values in one [`Lanes`] vector, on every instruction set.
pub const WIDTH: usize = 16;

/// Sixteen f32 at a time. Implemented by one zero-sized type per instruction set.
///
/// # Safety
/// Every function asks of its caller that the processor has the instruction set (`dispatch!` sees to it) and, where
/// it takes a pointer, that the elements it names are readable or writable. No alignment is asked for.
#[allow(clippy::missing_safety_doc, missing_docs)]
pub trait Lanes: Copy + 'static {
    /// Sixteen f32.
    type V: Copy;

    unsafe fn splat(x: f32) -> Self::V;
    unsafe fn load(p: *const f32) -> Self::V;
    unsafe fn store(p: *mut f32, v: Self::V);
    /// The first `n` < 16 values at `p`, zeros after them. Reads no further.
    unsafe fn load_partial(p: *const f32, n: usize) -> Self::V;
    /// Writes the first `n` < 16 values only.
    unsafe fn store_partial(p: *mut f32, v: Self::V, n: usize);
    unsafe fn add(a: Self::V, b: Self::V) -> Self::V;
    unsafe fn sub(a: Self::V, b: Self::V) -> Self::V;
    unsafe fn mul(a: Self::V, b: Self::V) -> Self::V;
    unsafe fn div(a: Self::V, b: Self::V) -> Self::V;
    /// `a > b ? a : b`: a NaN in either gives `b`, on every instruction set.
    unsafe fn max(a: Self::V, b: Self::V) -> Self::V;
    /// `a < b ? a : b`: a NaN in either gives `b`, on every instruction set.
    unsafe fn min(a: Self::V, b: Self::V) -> Self::V;
    /// `a * b + c` rounded once.
    unsafe fn mul_add(a: Self::V, b: Self::V, c: Self::V) -> Self::V;
    unsafe fn sqrt(a: Self::V) -> Self::V;
    /// To the nearest integer, halves to the even one. Meant for |a| < 2^31.
    unsafe fn round(a: Self::V) -> Self::V;
    /// 2^n for integral n in -126..=127, built from the exponent bits.
    unsafe fn pow2i(n: Self::V) -> Self::V;
    /// `a > b ? t : e` lane by lane (false where either is NaN).
    unsafe fn select_gt(a: Self::V, b: Self::V, t: Self::V, e: Self::V) -> Self::V;
    /// Sum of all lanes in the fixed tree: lane i with i + 8, then + 4, + 2, + 1.
    unsafe fn sum(a: Self::V) -> f32;
    /// Greatest lane, [`Lanes::max`] over the tree of [`Lanes::sum`].
    unsafe fn reduce_max(a: Self::V) -> f32;
    /// Sixteen IEEE half-precision numbers, converted exactly.
    unsafe fn load_f16(p: *const u16) -> Self::V;
    /// Sixteen bfloat16 numbers, converted exactly.
    unsafe fn load_bf16(p: *const u16) -> Self::V;
    /// Sixteen signed bytes, converted exactly.
    unsafe fn load_i8(p: *const i8) -> Self::V;
    /// Asks for the cache line at `p` (any address, even a bad one).
    unsafe fn prefetch(p: *const u8);
}
