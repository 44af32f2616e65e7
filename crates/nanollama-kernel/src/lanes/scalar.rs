//! [`Lanes`] in plain Rust: the truth the other instruction sets are compared with.

use super::vector::Lanes;

/// An array of sixteen.
#[derive(Clone, Copy)]
pub struct Scalar;

type V = [f32; 16];

#[inline(always)]
fn each(f: impl Fn(usize) -> f32) -> V {
    std::array::from_fn(f)
}

/// Folds lane i with i + 8, then + 4, + 2, + 1.
#[inline(always)]
fn tree(mut a: V, f: impl Fn(f32, f32) -> f32) -> f32 {
    for half in [8, 4, 2, 1] {
        for i in 0..half {
            a[i] = f(a[i], a[i + half]);
        }
    }
    a[0]
}

#[inline(always)]
fn greater(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

// SAFETY (every block): the pointers are the trait's contract; no instruction set is needed.
impl Lanes for Scalar {
    type V = V;

    #[inline(always)]
    unsafe fn splat(x: f32) -> V {
        [x; 16]
    }
    #[inline(always)]
    unsafe fn load(p: *const f32) -> V {
        unsafe { p.cast::<V>().read_unaligned() }
    }
    #[inline(always)]
    unsafe fn store(p: *mut f32, v: V) {
        unsafe { p.cast::<V>().write_unaligned(v) }
    }
    #[inline(always)]
    unsafe fn load_partial(p: *const f32, n: usize) -> V {
        let mut v = [0.0; 16];
        unsafe { p.copy_to_nonoverlapping(v.as_mut_ptr(), n) };
        v
    }
    #[inline(always)]
    unsafe fn store_partial(p: *mut f32, v: V, n: usize) {
        unsafe { p.copy_from_nonoverlapping(v.as_ptr(), n) }
    }
    #[inline(always)]
    unsafe fn add(a: V, b: V) -> V {
        each(|i| a[i] + b[i])
    }
    #[inline(always)]
    unsafe fn sub(a: V, b: V) -> V {
        each(|i| a[i] - b[i])
    }
    #[inline(always)]
    unsafe fn mul(a: V, b: V) -> V {
        each(|i| a[i] * b[i])
    }
    #[inline(always)]
    unsafe fn div(a: V, b: V) -> V {
        each(|i| a[i] / b[i])
    }
    #[inline(always)]
    unsafe fn max(a: V, b: V) -> V {
        each(|i| greater(a[i], b[i]))
    }
    #[inline(always)]
    unsafe fn min(a: V, b: V) -> V {
        each(|i| if a[i] < b[i] { a[i] } else { b[i] })
    }
    #[inline(always)]
    unsafe fn mul_add(a: V, b: V, c: V) -> V {
        each(|i| a[i].mul_add(b[i], c[i]))
    }
    #[inline(always)]
    unsafe fn sqrt(a: V) -> V {
        each(|i| a[i].sqrt())
    }
    #[inline(always)]
    unsafe fn round(a: V) -> V {
        each(|i| a[i].round_ties_even())
    }
    #[inline(always)]
    unsafe fn pow2i(n: V) -> V {
        each(|i| f32::from_bits(((n[i] as i32 + 127) as u32) << 23))
    }
    #[inline(always)]
    unsafe fn select_gt(a: V, b: V, t: V, e: V) -> V {
        each(|i| if a[i] > b[i] { t[i] } else { e[i] })
    }
    #[inline(always)]
    unsafe fn sum(a: V) -> f32 {
        tree(a, |x, y| x + y)
    }
    #[inline(always)]
    unsafe fn reduce_max(a: V) -> f32 {
        tree(a, greater)
    }
    #[inline(always)]
    unsafe fn load_f16(p: *const u16) -> V {
        let bits = unsafe { p.cast::<[u16; 16]>().read_unaligned() };
        each(|i| half::f16::from_bits(bits[i]).to_f32())
    }
    #[inline(always)]
    unsafe fn load_bf16(p: *const u16) -> V {
        let bits = unsafe { p.cast::<[u16; 16]>().read_unaligned() };
        each(|i| f32::from_bits(u32::from(bits[i]) << 16))
    }
    #[inline(always)]
    unsafe fn load_i8(p: *const i8) -> V {
        let bytes = unsafe { p.cast::<[i8; 16]>().read_unaligned() };
        each(|i| f32::from(bytes[i]))
    }
    #[inline(always)]
    unsafe fn prefetch(_: *const u8) {}
}
