//! One virtual vector of sixteen f32 on every machine, and the choice of machine at run time.
//!
//! An op is written once, generic over [`Lanes`]; AVX-512 runs it in one register, AVX2 in two, NEON in four and
//! [`Scalar`] in an array. Because the width, the order of [`Lanes::sum`] and every rounding are the same everywhere,
//! the bits are too. `dispatch!` compiles the generic body once per instruction set and picks one by [`Isa`].
//! Mathematical functions (exp and its like) live in `math`, not here.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod isa;
#[cfg(target_arch = "aarch64")]
mod neon;
mod scalar;

#[cfg(target_arch = "x86_64")]
pub use avx2::Avx2;
#[cfg(target_arch = "x86_64")]
pub use avx512::Avx512;
pub use isa::Isa;
#[cfg(target_arch = "aarch64")]
pub use neon::Neon;
pub use scalar::Scalar;

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
    /// Asks for the cache line at `p` (any address, even a bad one).
    unsafe fn prefetch(p: *const u8);
}

/// `dispatch!(isa, body(a: A, b: B) -> R)` calls the generic `#[inline(always)] unsafe fn body<L: Lanes>(a: A, b: B) -> R`
/// compiled for the instruction set `isa`. `a` and `b` are names of local variables. Use it inside `unsafe`: the
/// caller answers for `body`'s contract; that the machine has `isa` too (a `Pool` checks it once, when it is made).
///
/// Closures inside `body` do not inherit the instruction set: write loops.
macro_rules! dispatch {
    ($isa:expr, $body:ident ( $($arg:ident : $ty:ty),* $(,)? ) $(-> $ret:ty)?) => {{
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx2,fma,f16c")]
        #[allow(clippy::too_many_arguments)]
        unsafe fn avx512($($arg: $ty),*) $(-> $ret)? {
            // SAFETY: the features are enabled here; the rest is the caller's contract, handed through.
            unsafe { $body::<$crate::lanes::Avx512>($($arg),*) }
        }
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx2,fma,f16c")]
        #[allow(clippy::too_many_arguments)]
        unsafe fn avx2($($arg: $ty),*) $(-> $ret)? {
            // SAFETY: as above.
            unsafe { $body::<$crate::lanes::Avx2>($($arg),*) }
        }
        match $isa {
            #[cfg(target_arch = "x86_64")]
            $crate::lanes::Isa::Avx512 => avx512($($arg),*),
            #[cfg(target_arch = "x86_64")]
            $crate::lanes::Isa::Avx2 => avx2($($arg),*),
            #[cfg(target_arch = "aarch64")]
            $crate::lanes::Isa::Neon => $body::<$crate::lanes::Neon>($($arg),*),
            _ => $body::<$crate::lanes::Scalar>($($arg),*),
        }
    }};
}
pub(crate) use dispatch;

#[cfg(test)]
mod tests;
