//! exp, tanh and ln with the same bits on every instruction set, which no system's libm promises.
//!
//! exp: x = n ln 2 + r with |r| <= ln 2 / 2 (Cody and Waite's split of ln 2), a degree-7 Taylor polynomial in r, then 2^n by exponent bits.
//! Its error is below one unit in the last place; a test measures it.

use crate::lanes::Lanes;

/// Below this exp gives 0: the result would no longer be a normal number.
const EXP_LOW: f32 = -87.336_54;
/// Above this exp gives infinity, a little before f32 does (88.72): 2^128 is out of reach for `pow2i`.
const EXP_HIGH: f32 = 88.376_26;
/// The high part of ln 2 has nine significant bits, so that n times it is exact.
const LN2_HIGH: f32 = 0.693_359_4;
const LN2_LOW: f32 = -2.121_944_4e-4;

/// Below this size tanh is its polynomial, whose next term is then beyond f32's precision.
const TANH_NEAR: f32 = 0.3;

/// e^x, sixteen at a time. exp(-inf) = 0, exp(NaN) = NaN.
///
/// # Safety
/// The processor has `L`'s instruction set.
#[inline(always)]
pub unsafe fn exp<L: Lanes>(x: L::V) -> L::V {
    // SAFETY: the caller's promise.
    unsafe {
        let (low, high) = (L::splat(EXP_LOW), L::splat(EXP_HIGH));
        // Only n is clamped: a NaN must reach the result through r. (`max` gives its second operand for a NaN.)
        let clamped = L::min(L::max(x, low), high);
        let n = L::round(L::mul(clamped, L::splat(std::f32::consts::LOG2_E)));
        let r = L::mul_add(n, L::splat(-LN2_HIGH), x);
        let r = L::mul_add(n, L::splat(-LN2_LOW), r);
        let mut p = L::splat(1.0 / 5040.0);
        for c in [1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
            p = L::mul_add(p, r, L::splat(c));
        }
        let y = L::mul(p, L::pow2i(n));
        let y = L::select_gt(low, x, L::splat(0.0), y);
        L::select_gt(x, high, L::splat(f32::INFINITY), y)
    }
}

/// 1 / (1 + e^-x), sixteen at a time.
///
/// # Safety
/// The processor has `L`'s instruction set.
#[inline(always)]
pub unsafe fn sigmoid<L: Lanes>(x: L::V) -> L::V {
    // SAFETY: the caller's promise.
    unsafe {
        let one = L::splat(1.0);
        L::div(one, L::add(one, exp::<L>(L::sub(L::splat(0.0), x))))
    }
}

/// The hyperbolic tangent, sixteen at a time, within a few units in the last place. tanh(±0) = 0, tanh(NaN) = NaN.
///
/// Near 0, where (1 - e^-2|x|) / (1 + e^-2|x|) cancels, it is the Taylor polynomial of degree 11.
///
/// # Safety
/// The processor has `L`'s instruction set.
#[inline(always)]
pub unsafe fn tanh<L: Lanes>(x: L::V) -> L::V {
    // SAFETY: the caller's promise.
    unsafe {
        let (zero, one) = (L::splat(0.0), L::splat(1.0));
        let size = L::max(x, L::sub(zero, x));
        let e = exp::<L>(L::mul(size, L::splat(-2.0)));
        let far = L::div(L::sub(one, e), L::add(one, e));
        let far = L::select_gt(zero, x, L::sub(zero, far), far);
        let square = L::mul(x, x);
        let mut p = L::splat(-1382.0 / 155_925.0);
        for c in [62.0 / 2835.0, -17.0 / 315.0, 2.0 / 15.0, -1.0 / 3.0] {
            p = L::mul_add(p, square, L::splat(c));
        }
        let near = L::mul_add(L::mul(x, square), p, x);
        L::select_gt(L::splat(TANH_NEAR), size, near, far)
    }
}

/// Natural logarithm, correctly rounded but for rare ties: a series in f64 from sums, products and one division, hence the same bits
/// everywhere. ln(0) = -inf, ln of a negative or NaN = NaN. For a few values a row; it is not vectorised.
#[must_use]
pub fn ln(x: f32) -> f32 {
    if x.is_nan() || x < 0.0 {
        return f32::NAN;
    }
    if x == 0.0 {
        return f32::NEG_INFINITY;
    }
    if x == f32::INFINITY {
        return x;
    }
    // Every f32, subnormals too, is a normal f64: x = 2^exponent * m with m in [1, 2), moved to [1/sqrt 2, sqrt 2).
    let bits = f64::from(x).to_bits();
    let mut exponent = ((bits >> 52) as i64 - 1023) as f64;
    let mut m = f64::from_bits(bits & 0x000f_ffff_ffff_ffff | 0x3ff0_0000_0000_0000);
    if m > std::f64::consts::SQRT_2 {
        m *= 0.5;
        exponent += 1.0;
    }
    // ln m = 2 atanh(s), s = (m - 1) / (m + 1), |s| < 0.172: eleven terms leave less than 1e-17.
    let s = (m - 1.0) / (m + 1.0);
    let square = s * s;
    let series = (0..11).rev().fold(0.0, |sum, k| sum * square + 1.0 / f64::from(2 * k + 1));
    (exponent * std::f64::consts::LN_2 + 2.0 * s * series) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::{Isa, dispatch};

    #[inline(always)]
    unsafe fn exp_all<L: Lanes>(x: &[f32], y: &mut [f32]) {
        for (x, y) in x.chunks_exact(16).zip(y.chunks_exact_mut(16)) {
            // SAFETY: both chunks hold sixteen; the ISA is the caller's.
            unsafe { L::store(y.as_mut_ptr(), exp::<L>(L::load(x.as_ptr()))) }
        }
    }

    #[test]
    fn exp_is_within_an_ulp_on_every_isa_with_the_same_bits() {
        let mut x: Vec<f32> = (0..400_000).map(|i| -87.33 + 175.7 * (i as f32 / 400_000.0)).collect();
        x.extend((0..160_000).map(|i| -1.0 + 2.0 * (i as f32 / 160_000.0)));
        let mut first: Option<Vec<u32>> = None;
        for isa in Isa::available() {
            let mut y = vec![0.0; x.len()];
            let (source, target) = (&x[..], &mut y[..]);
            // SAFETY: `available` says so.
            unsafe { dispatch!(isa, exp_all(source: &[f32], target: &mut [f32])) };
            let mut worst = 0.0f64;
            for (&x, &y) in x.iter().zip(&y) {
                let truth = f64::from(x).exp();
                let ulp = f64::from((truth as f32).next_up()) - f64::from(truth as f32);
                worst = worst.max((f64::from(y) - truth).abs() / ulp);
            }
            assert!(worst < 1.0, "{isa:?}: {worst} ulp");
            let bits: Vec<u32> = y.iter().map(|y| y.to_bits()).collect();
            assert!(*first.get_or_insert(bits.clone()) == bits, "{isa:?} has other bits");
        }
    }

    #[inline(always)]
    unsafe fn tanh_all<L: Lanes>(x: &[f32], y: &mut [f32]) {
        for (x, y) in x.chunks_exact(16).zip(y.chunks_exact_mut(16)) {
            // SAFETY: both chunks hold sixteen; the ISA is the caller's.
            unsafe { L::store(y.as_mut_ptr(), tanh::<L>(L::load(x.as_ptr()))) }
        }
    }

    #[test]
    fn tanh_is_near_the_truth_on_every_isa_with_the_same_bits() {
        let mut x: Vec<f32> = (0..160_000).map(|i| -10.0 + 20.0 * (i as f32 / 160_000.0)).collect();
        x.extend((0..16_000).map(|i| -0.5 + (i as f32 / 16_000.0)));
        x.extend([1e-30, -1e-30, 0.0, -0.0, 50.0, -50.0, 3e38, -3e38, f32::INFINITY, f32::NEG_INFINITY]);
        x.extend([f32::NAN, 1e-6, -1e-6, 0.3, -0.3, 1.0]);
        let mut first: Option<Vec<u32>> = None;
        for isa in Isa::available() {
            let mut y = vec![9.0; x.len()];
            let (source, target) = (&x[..], &mut y[..]);
            // SAFETY: `available` says so.
            unsafe { dispatch!(isa, tanh_all(source: &[f32], target: &mut [f32])) };
            for (&x, &y) in x.iter().zip(&y) {
                let truth = f64::from(x).tanh();
                let error = (f64::from(y) - truth).abs();
                assert!(x.is_nan() && y.is_nan() || error <= 4.0e-7 * truth.abs(), "tanh {x} = {y} on {isa:?}");
                assert!(
                    x.is_nan() || x == 0.0 || y.abs() <= 1.0 && y.is_sign_negative() == x.is_sign_negative(),
                    "tanh {x} = {y}"
                );
            }
            let bits: Vec<u32> = y.iter().map(|y| y.to_bits() & if y.is_nan() { 0x7f80_0000 } else { !0 }).collect();
            assert!(*first.get_or_insert(bits.clone()) == bits, "{isa:?} has other bits");
        }
    }

    #[test]
    fn exp_and_ln_at_the_edges() {
        let mut x = [0.0f32; 16];
        x[..8].copy_from_slice(&[f32::NEG_INFINITY, f32::INFINITY, f32::NAN, 0.0, -0.0, -88.0, 89.0, -1e30]);
        for isa in Isa::available() {
            let mut y = [0.0f32; 16];
            let (source, target) = (&x[..], &mut y[..]);
            // SAFETY: `available` says so.
            unsafe { dispatch!(isa, exp_all(source: &[f32], target: &mut [f32])) };
            assert_eq!(
                (y[0], y[1], y[3], y[4], y[5], y[6], y[7]),
                (0.0, f32::INFINITY, 1.0, 1.0, 0.0, f32::INFINITY, 0.0)
            );
            assert!(y[2].is_nan());
        }
        assert_eq!((ln(1.0), ln(0.0), ln(f32::INFINITY)), (0.0, f32::NEG_INFINITY, f32::INFINITY));
        assert!(ln(-1.0).is_nan() && ln(f32::NAN).is_nan());
        for bits in (1..f32::INFINITY.to_bits()).step_by(9_973) {
            let x = f32::from_bits(bits);
            let truth = f64::from(x).ln();
            assert!((f64::from(ln(x)) - truth).abs() <= truth.abs() * 6.0e-8, "ln {x}");
        }
    }
}
