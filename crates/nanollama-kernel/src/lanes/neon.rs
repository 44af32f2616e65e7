//! [`Lanes`] in four 128-bit registers.

use std::arch::aarch64::*;

use super::vector::Lanes;

/// NEON: a vector is four `q` registers, four lanes each.
#[derive(Clone, Copy)]
pub struct Neon;

type V = [float32x4_t; 4];

/// `a > b ? a : b`; the hardware's own maximum would propagate a NaN, which x86 does not.
#[inline(always)]
unsafe fn greater(a: float32x4_t, b: float32x4_t) -> float32x4_t {
    // SAFETY: every 64-bit ARM has NEON.
    unsafe { vbslq_f32(vcgtq_f32(a, b), a, b) }
}

#[inline(always)]
unsafe fn pow2i_four(n: float32x4_t) -> float32x4_t {
    // SAFETY: every 64-bit ARM has NEON.
    unsafe { vreinterpretq_f32_s32(vshlq_n_s32::<23>(vaddq_s32(vcvtnq_s32_f32(n), vdupq_n_s32(127)))) }
}

// SAFETY (every block): every 64-bit ARM has NEON; the pointers are the trait's contract.
impl Lanes for Neon {
    type V = V;

    #[inline(always)]
    unsafe fn splat(x: f32) -> V {
        unsafe { [vdupq_n_f32(x); 4] }
    }
    #[inline(always)]
    unsafe fn load(p: *const f32) -> V {
        unsafe { [vld1q_f32(p), vld1q_f32(p.add(4)), vld1q_f32(p.add(8)), vld1q_f32(p.add(12))] }
    }
    #[inline(always)]
    unsafe fn store(p: *mut f32, v: V) {
        unsafe {
            vst1q_f32(p, v[0]);
            vst1q_f32(p.add(4), v[1]);
            vst1q_f32(p.add(8), v[2]);
            vst1q_f32(p.add(12), v[3]);
        }
    }
    #[inline(always)]
    unsafe fn load_partial(p: *const f32, n: usize) -> V {
        let mut values = [0.0f32; 16];
        unsafe {
            p.copy_to_nonoverlapping(values.as_mut_ptr(), n);
            Self::load(values.as_ptr())
        }
    }
    #[inline(always)]
    unsafe fn store_partial(p: *mut f32, v: V, n: usize) {
        let mut values = [0.0f32; 16];
        unsafe {
            Self::store(values.as_mut_ptr(), v);
            p.copy_from_nonoverlapping(values.as_ptr(), n);
        }
    }
    #[inline(always)]
    unsafe fn add(a: V, b: V) -> V {
        unsafe { [vaddq_f32(a[0], b[0]), vaddq_f32(a[1], b[1]), vaddq_f32(a[2], b[2]), vaddq_f32(a[3], b[3])] }
    }
    #[inline(always)]
    unsafe fn sub(a: V, b: V) -> V {
        unsafe { [vsubq_f32(a[0], b[0]), vsubq_f32(a[1], b[1]), vsubq_f32(a[2], b[2]), vsubq_f32(a[3], b[3])] }
    }
    #[inline(always)]
    unsafe fn mul(a: V, b: V) -> V {
        unsafe { [vmulq_f32(a[0], b[0]), vmulq_f32(a[1], b[1]), vmulq_f32(a[2], b[2]), vmulq_f32(a[3], b[3])] }
    }
    #[inline(always)]
    unsafe fn div(a: V, b: V) -> V {
        unsafe { [vdivq_f32(a[0], b[0]), vdivq_f32(a[1], b[1]), vdivq_f32(a[2], b[2]), vdivq_f32(a[3], b[3])] }
    }
    #[inline(always)]
    unsafe fn max(a: V, b: V) -> V {
        unsafe { [greater(a[0], b[0]), greater(a[1], b[1]), greater(a[2], b[2]), greater(a[3], b[3])] }
    }
    #[inline(always)]
    unsafe fn min(a: V, b: V) -> V {
        unsafe { Self::select_gt(b, a, a, b) }
    }
    #[inline(always)]
    unsafe fn mul_add(a: V, b: V, c: V) -> V {
        unsafe {
            [
                vfmaq_f32(c[0], a[0], b[0]),
                vfmaq_f32(c[1], a[1], b[1]),
                vfmaq_f32(c[2], a[2], b[2]),
                vfmaq_f32(c[3], a[3], b[3]),
            ]
        }
    }
    #[inline(always)]
    unsafe fn sqrt(a: V) -> V {
        unsafe { [vsqrtq_f32(a[0]), vsqrtq_f32(a[1]), vsqrtq_f32(a[2]), vsqrtq_f32(a[3])] }
    }
    #[inline(always)]
    unsafe fn round(a: V) -> V {
        unsafe { [vrndnq_f32(a[0]), vrndnq_f32(a[1]), vrndnq_f32(a[2]), vrndnq_f32(a[3])] }
    }
    #[inline(always)]
    unsafe fn pow2i(n: V) -> V {
        unsafe { [pow2i_four(n[0]), pow2i_four(n[1]), pow2i_four(n[2]), pow2i_four(n[3])] }
    }
    #[inline(always)]
    unsafe fn select_gt(a: V, b: V, t: V, e: V) -> V {
        unsafe {
            [
                vbslq_f32(vcgtq_f32(a[0], b[0]), t[0], e[0]),
                vbslq_f32(vcgtq_f32(a[1], b[1]), t[1], e[1]),
                vbslq_f32(vcgtq_f32(a[2], b[2]), t[2], e[2]),
                vbslq_f32(vcgtq_f32(a[3], b[3]), t[3], e[3]),
            ]
        }
    }
    #[inline(always)]
    unsafe fn sum(a: V) -> f32 {
        unsafe {
            let four = vaddq_f32(vaddq_f32(a[0], a[2]), vaddq_f32(a[1], a[3]));
            let two = vadd_f32(vget_low_f32(four), vget_high_f32(four));
            vget_lane_f32::<0>(two) + vget_lane_f32::<1>(two)
        }
    }
    #[inline(always)]
    unsafe fn reduce_max(a: V) -> f32 {
        unsafe {
            let four = greater(greater(a[0], a[2]), greater(a[1], a[3]));
            let two = [
                pair(vgetq_lane_f32::<0>(four), vgetq_lane_f32::<2>(four)),
                pair(vgetq_lane_f32::<1>(four), vgetq_lane_f32::<3>(four)),
            ];
            pair(two[0], two[1])
        }
    }
    #[inline(always)]
    unsafe fn load_f16(p: *const u16) -> V {
        // The half-precision vector types are not stable in Rust.
        let mut values = [0.0f32; 16];
        unsafe {
            for (i, value) in values.iter_mut().enumerate() {
                *value = half::f16::from_bits(p.add(i).read()).to_f32();
            }
            Self::load(values.as_ptr())
        }
    }
    #[inline(always)]
    unsafe fn load_bf16(p: *const u16) -> V {
        unsafe {
            let (low, high) = (vld1q_u16(p), vld1q_u16(p.add(8)));
            [
                vreinterpretq_f32_u32(vshll_n_u16::<16>(vget_low_u16(low))),
                vreinterpretq_f32_u32(vshll_n_u16::<16>(vget_high_u16(low))),
                vreinterpretq_f32_u32(vshll_n_u16::<16>(vget_low_u16(high))),
                vreinterpretq_f32_u32(vshll_n_u16::<16>(vget_high_u16(high))),
            ]
        }
    }
    #[inline(always)]
    unsafe fn load_i8(p: *const i8) -> V {
        unsafe {
            let bytes = vld1q_s8(p);
            let (low, high) = (vmovl_s8(vget_low_s8(bytes)), vmovl_s8(vget_high_s8(bytes)));
            let four = |eight: int16x8_t| [vmovl_s16(vget_low_s16(eight)), vmovl_s16(vget_high_s16(eight))];
            let ([a, b], [c, d]) = (four(low), four(high));
            [vcvtq_f32_s32(a), vcvtq_f32_s32(b), vcvtq_f32_s32(c), vcvtq_f32_s32(d)]
        }
    }
    #[inline(always)]
    unsafe fn prefetch(_: *const u8) {
        // The intrinsic is not stable; the hardware's own prefetcher has to do.
    }
}

#[inline(always)]
fn pair(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}
