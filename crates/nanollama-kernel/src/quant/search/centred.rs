//! The search where a weight is `scale · meaning` (Q3_K, Q6_K, IQ4_XS with a scale in two parts, IQ4_NL in one).

// Vectors are indexed by constants that unroll.
#![allow(clippy::needless_range_loop)]

use super::steps::Steps;
use super::sub::{Sub, half, subs, whole};
use crate::float16::f32_to_f16;
use crate::lanes::{Lanes, WIDTH};
use crate::quant::kind::{Apart, SUBS, SUPERBLOCK};

/// Scales tried on either side of those that put a sub-block's farthest value on the first or last step.
const TRIED: i32 = 9;
/// Most turns of choosing sub-blocks' scales and fitting the superblock's.
const TURNS: usize = 4;

/// Σ w x l and Σ w l² of the nearest meanings l.
#[derive(Clone, Copy, Default)]
struct Fit {
    xl: f32,
    ll: f32,
}

/// Values as the nearest meanings under a scale.
///
/// # Safety
/// The instruction set of `L` is there.
#[inline(always)]
unsafe fn fit<L: Lanes, const N: usize>(sub: &Sub<L, N>, steps: Steps, scale: f32) -> Fit {
    // SAFETY: the caller's.
    unsafe {
        let inverse = L::splat(inverse(scale));
        let (mut xl, mut ll) = (L::splat(0.0), L::splat(0.0));
        for i in 0..N {
            let meaning = steps.nearest::<L>(L::mul(sub.x[i], inverse));
            let weighed = L::mul(sub.weight[i], meaning);
            xl = L::mul_add(weighed, sub.x[i], xl);
            ll = L::mul_add(weighed, meaning, ll);
        }
        Fit { xl: L::sum(xl), ll: L::sum(ll) }
    }
}

/// Σ w (x − scale l)² of them.
///
/// # Safety
/// The instruction set of `L` is there.
#[inline(always)]
unsafe fn error<L: Lanes, const N: usize>(sub: &Sub<L, N>, steps: Steps, scale: f32) -> f32 {
    // SAFETY: the caller's.
    unsafe {
        let (inverse, less) = (L::splat(inverse(scale)), L::splat(-scale));
        let mut error = L::splat(0.0);
        for i in 0..N {
            let miss = L::mul_add(less, steps.nearest::<L>(L::mul(sub.x[i], inverse)), sub.x[i]);
            error = L::mul_add(L::mul(sub.weight[i], miss), miss, error);
        }
        L::sum(error)
    }
}

fn inverse(scale: f32) -> f32 {
    if scale == 0.0 { 0.0 } else { 1.0 / scale }
}

/// The best scale of a sub-block alone; 0 where all values are 0.
///
/// # Safety
/// The instruction set of `L` is there.
#[inline(always)]
unsafe fn best_scale<L: Lanes, const N: usize>(sub: &Sub<L, N>, steps: Steps) -> f32 {
    let (mut best, mut most) = (0.0, 0.0);
    for end in steps.ends() {
        for try_ in -TRIED..=TRIED {
            let mut scale = sub.farthest / (end + steps.apart() * try_ as f32);
            // From the nearest meanings to their best scale and again.
            for _ in 0..2 {
                // SAFETY: the caller's.
                let Fit { xl, ll } = unsafe { fit(sub, steps, scale) };
                // What the best scale takes from the error.
                if !(ll > 0.0) {
                    break;
                }
                scale = xl / ll;
                if xl * scale > most {
                    (best, most) = (scale, xl * scale);
                }
            }
        }
    }
    best
}

/// The best f16 scale and numbers of a block of 32.
///
/// # Safety
/// The instruction set of `L` is there.
#[inline(always)]
pub(super) unsafe fn block<L: Lanes>(
    values: &[f32; 2 * WIDTH],
    counts: &[f32; 2 * WIDTH],
    steps: Steps,
) -> (u16, [u8; 2 * WIDTH]) {
    // SAFETY: the caller's.
    unsafe {
        let sub = Sub::<L, 2>::new(values, counts);
        let mut scale = half(best_scale(&sub, steps));
        let mut least = error(&sub, steps, scale);
        // The scale was rounded, and other numbers may be nearest now, which another scale may fit.
        for _ in 0..TURNS {
            let Fit { xl, ll } = fit(&sub, steps, scale);
            let next = if ll > 0.0 { half(xl / ll) } else { scale };
            let found = error(&sub, steps, next);
            if !(found < least) {
                break;
            }
            (scale, least) = (next, found);
        }
        let mut numbers = [0; 2 * WIDTH];
        put(&sub, steps, scale, &mut numbers);
        (f32_to_f16(scale), numbers)
    }
}

/// The numbers of a sub-block under a scale.
///
/// # Safety
/// The instruction set of `L` is there; there is room for 16 · N.
#[inline(always)]
unsafe fn put<L: Lanes, const N: usize>(sub: &Sub<L, N>, steps: Steps, scale: f32, numbers: &mut [u8]) {
    for i in 0..N {
        let mut meanings = [0.0; WIDTH];
        // SAFETY: the caller's.
        unsafe {
            let nearest = steps.nearest::<L>(L::mul(sub.x[i], L::splat(inverse(scale))));
            L::store(meanings.as_mut_ptr(), nearest);
        }
        for (number, meaning) in numbers[WIDTH * i..][..WIDTH].iter_mut().zip(meanings) {
            *number = steps.number(meaning);
        }
    }
}

/// Whole scales of all sub-blocks, and how well they fit.
#[derive(Clone, Copy)]
struct Chosen {
    scales: [i32; SUBS],
    error: f32,
    /// The superblock's scale that fits them best.
    next: f32,
}

/// The best superblock with sub-blocks of 16 · N values, whose scales lie between the ends.
///
/// # Safety
/// The instruction set of `L` is there.
#[inline(always)]
pub(super) unsafe fn superblock<L: Lanes, const N: usize>(
    values: &[f32; SUPERBLOCK],
    counts: &[f32; SUPERBLOCK],
    (steps, ends): (Steps, [i8; 2]),
    out: &mut Apart,
) {
    let length = WIDTH * N;
    let count = SUPERBLOCK / length;
    // SAFETY: the caller's.
    unsafe {
        let subs = subs::<L, N>(values, counts);
        let mut wanted = [0.0; SUBS];
        for (scale, sub) in wanted[..count].iter_mut().zip(&subs) {
            *scale = best_scale(sub, steps);
        }
        let farthest = wanted.iter().fold(0.0f32, |m, &x| if x.abs() > m.abs() { x } else { m });
        if farthest == 0.0 {
            // No step of a table need be 0.
            for (sub, numbers) in subs.iter().zip(out.numbers.chunks_exact_mut(length)) {
                put(sub, steps, 0.0, numbers);
            }
            return;
        }
        let (mut best, mut least) = ((0.0, [0; SUBS]), f32::INFINITY);
        for end in ends {
            let mut scale = half(farthest / f32::from(end));
            for _ in 0..TURNS {
                let chosen = choose::<L, N>(&subs[..count], &wanted, (steps, ends), scale);
                if !(chosen.error < least) && least.is_finite() {
                    break;
                }
                (best, least) = ((scale, chosen.scales), chosen.error);
                scale = half(chosen.next);
            }
        }
        let (scale, scales) = best;
        out.scales[0] = f32_to_f16(scale);
        for (number, sub) in subs[..count].iter().enumerate() {
            out.sub_scales[number] = scales[number] as i8;
            let numbers = &mut out.numbers[number * length..][..length];
            put(sub, steps, scale * scales[number] as f32, numbers);
        }
    }
}

/// The best whole scale of each sub-block under the superblock's.
///
/// # Safety
/// The instruction set of `L` is there.
#[inline(always)]
unsafe fn choose<L: Lanes, const N: usize>(
    subs: &[Sub<L, N>],
    wanted: &[f32; SUBS],
    (steps, ends): (Steps, [i8; 2]),
    scale: f32,
) -> Chosen {
    let ends = ends.map(i32::from);
    let mut chosen = Chosen { scales: [0; SUBS], error: 0.0, next: scale };
    let (mut xl, mut ll) = (0.0, 0.0);
    for (number, sub) in subs.iter().enumerate() {
        let middle = whole(wanted[number] * inverse(scale), ends);
        let mut least = f32::INFINITY;
        for near in [middle, middle - 1, middle + 1] {
            let tried = near.clamp(ends[0], ends[1]);
            // SAFETY: the caller's.
            let found = unsafe { error(sub, steps, scale * tried as f32) };
            if found < least {
                (least, chosen.scales[number]) = (found, tried);
            }
        }
        let s = chosen.scales[number] as f32;
        // SAFETY: the caller's.
        let best = unsafe { fit(sub, steps, scale * s) };
        chosen.error += least;
        xl += s * best.xl;
        ll += s * s * best.ll;
    }
    if ll > 0.0 {
        chosen.next = xl / ll;
    }
    chosen
}
