//! The search where a weight is `scale · number − least`, both of them a whole number of the sub-block times an f16 of the
//! superblock (Q2_K, Q4_K, Q5_K), or an f16 of the block (Q4_1, Q5_1).

// Vectors are indexed by constants that unroll.
#![allow(clippy::needless_range_loop)]

use super::sub::{Sub, half, subs, whole};
use crate::float16::{f16_to_f32, f32_to_f16};
use crate::lanes::{Lanes, WIDTH};
use crate::quant::kind::{Apart, SUBS, SUPERBLOCK};

/// Scales tried on either side of the one that stretches the numbers over a sub-block's values.
const TRIED: i32 = 10;
/// How far apart they are, in steps of the greatest value's number.
const APART: f32 = 0.1;
/// Most turns of choosing sub-blocks' scales and fitting the superblock's.
const TURNS: usize = 5;
/// Most steps of the superblock's f16 scales, up or down, where one value counts most.
const STEPS: usize = 16;

/// A scale, and what is taken away.
#[derive(Clone, Copy, Default, PartialEq)]
struct Line {
    scale: f32,
    least: f32,
}

/// Sums over a sub-block's nearest numbers l: of w l, w l², w x l, and of the weighed squared errors.
#[derive(Clone, Copy, Default)]
struct Fit {
    l: f32,
    ll: f32,
    xl: f32,
    error: f32,
}

/// Values as the nearest numbers on a line.
///
/// # Safety
/// The instruction set of `L` is there.
#[inline(always)]
unsafe fn nearest<L: Lanes>(x: L::V, line: Line, most: f32) -> L::V {
    // SAFETY: the caller's.
    unsafe {
        let inverse = L::splat(if line.scale > 0.0 { 1.0 / line.scale } else { 0.0 });
        let number = L::mul(L::add(x, L::splat(line.least)), inverse);
        L::round(L::min(L::max(number, L::splat(0.0)), L::splat(most)))
    }
}

/// # Safety
/// The instruction set of `L` is there.
#[inline(always)]
unsafe fn fit<L: Lanes, const N: usize>(sub: &Sub<L, N>, line: Line, most: f32) -> Fit {
    // SAFETY: the caller's.
    unsafe {
        let [mut l, mut ll, mut xl] = [L::splat(0.0); 3];
        for i in 0..N {
            let number = nearest::<L>(sub.x[i], line, most);
            let weighed = L::mul(sub.weight[i], number);
            l = L::add(l, weighed);
            ll = L::mul_add(weighed, number, ll);
            xl = L::mul_add(weighed, sub.x[i], xl);
        }
        Fit { l: L::sum(l), ll: L::sum(ll), xl: L::sum(xl), error: error(sub, line, most) }
    }
}

/// The error of a [`Fit`] alone.
///
/// # Safety
/// The instruction set of `L` is there.
#[inline(always)]
unsafe fn error<L: Lanes, const N: usize>(sub: &Sub<L, N>, line: Line, most: f32) -> f32 {
    // SAFETY: the caller's.
    unsafe {
        let mut error = L::splat(0.0);
        for i in 0..N {
            let number = nearest::<L>(sub.x[i], line, most);
            let miss = L::mul_add(L::splat(-line.scale), number, L::add(sub.x[i], L::splat(line.least)));
            error = L::mul_add(L::mul(sub.weight[i], miss), miss, error);
        }
        L::sum(error)
    }
}

impl Fit {
    /// The line that fits these numbers best, of those that take something away or nothing. `one` and `x` are Σ w and Σ w x.
    fn line(&self, one: f32, x: f32) -> Line {
        let Fit { l, ll, xl, .. } = *self;
        let determinant = one * ll - l * l;
        if determinant > 0.0 {
            let line = Line { scale: (one * xl - l * x) / determinant, least: (l * xl - ll * x) / determinant };
            if line.scale > 0.0 && line.least >= 0.0 {
                return line;
            }
        }
        Line { scale: if ll > 0.0 && xl > 0.0 { xl / ll } else { 0.0 }, least: 0.0 }
    }
}

/// The best line of a sub-block alone.
///
/// # Safety
/// The instruction set of `L` is there.
#[inline(always)]
unsafe fn best_line<L: Lanes, const N: usize>(sub: &Sub<L, N>, most: f32) -> Line {
    let least = if sub.least < 0.0 { -sub.least } else { 0.0 };
    let width = sub.greatest + least;
    if !(width > 0.0) {
        // Values are alike and not above 0.
        return Line { scale: 0.0, least };
    }
    let (mut best, mut lowest) = (Line::default(), f32::INFINITY);
    for try_ in -TRIED..=TRIED {
        let mut line = Line { scale: width / (most + APART * try_ as f32), least };
        // From the nearest numbers to their best line and again.
        for _ in 0..3 {
            // SAFETY: the caller's.
            let found = unsafe { fit(sub, line, most) };
            if found.error < lowest {
                (best, lowest) = (line, found.error);
            }
            line = found.line(sub.one, sub.sum);
        }
    }
    best
}

/// The best f16 scale, f16 least value and numbers of a block of 32 alone.
///
/// # Safety
/// The instruction set of `L` is there.
#[inline(always)]
pub(super) unsafe fn block<L: Lanes>(
    values: &[f32; 2 * WIDTH],
    counts: &[f32; 2 * WIDTH],
    most: f32,
) -> ([u16; 2], [u8; 2 * WIDTH]) {
    let halves = |line: Line| Line { scale: half(line.scale), least: half(line.least) };
    // SAFETY: the caller's.
    unsafe {
        let sub = Sub::<L, 2>::new(values, counts);
        let mut line = halves(best_line(&sub, most));
        let mut lowest = error(&sub, line, most);
        // Both were rounded, and other numbers may be nearest now, which another line may fit.
        for _ in 0..TURNS {
            let next = halves(fit(&sub, line, most).line(sub.one, sub.sum));
            let found = error(&sub, next, most);
            if !(found < lowest) {
                break;
            }
            (line, lowest) = (next, found);
        }
        let mut numbers = [0; 2 * WIDTH];
        put(&sub, line, most, &mut numbers);
        ([line.scale, -line.least].map(f32_to_f16), numbers)
    }
}

/// Whole scales and least values of all sub-blocks, and how well they fit.
#[derive(Clone, Copy)]
struct Chosen {
    scales: [[i32; 2]; SUBS],
    error: f32,
    /// The superblock's scales that fit them best.
    next: Line,
}

/// The best superblock with sub-blocks of 16 · N values, whose numbers go to `most` and scales to `end`.
///
/// # Safety
/// The instruction set of `L` is there.
#[inline(always)]
pub(super) unsafe fn superblock<L: Lanes, const N: usize>(
    values: &[f32; SUPERBLOCK],
    counts: &[f32; SUPERBLOCK],
    (most, end): (f32, i8),
    out: &mut Apart,
) {
    let length = WIDTH * N;
    let count = SUPERBLOCK / length;
    // SAFETY: the caller's.
    unsafe {
        let subs = subs::<L, N>(values, counts);
        let mut wanted = [Line::default(); SUBS];
        let mut greatest = Line::default();
        for (line, sub) in wanted[..count].iter_mut().zip(&subs) {
            *line = best_line(sub, most);
            greatest.scale = if line.scale > greatest.scale { line.scale } else { greatest.scale };
            greatest.least = if line.least > greatest.least { line.least } else { greatest.least };
        }
        let greatest = [greatest.scale, greatest.least].map(|most| half(most / f32::from(end)));
        let mut super_scales = Line { scale: greatest[0], least: greatest[1] };
        let (mut best, mut least) = ((super_scales, [[0; 2]; SUBS]), f32::INFINITY);
        for _ in 0..TURNS {
            let chosen = choose::<L, N>(&subs[..count], &wanted, super_scales, (most, end));
            if !(chosen.error < least) {
                break;
            }
            (best, least) = ((super_scales, chosen.scales), chosen.error);
            super_scales = Line { scale: half(chosen.next.scale), least: half(chosen.next.least) };
        }
        if one_counts_most(counts) {
            // Its error is nearly all there is, and a step of either f16 more or less may meet it.
            for _ in 0..STEPS {
                let before = least;
                for (scale, taken) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
                    let near = Line { scale: stepped(best.0.scale, scale), least: stepped(best.0.least, taken) };
                    let chosen = choose::<L, N>(&subs[..count], &wanted, near, (most, end));
                    if chosen.error < least {
                        (best, least) = ((near, chosen.scales), chosen.error);
                    }
                }
                if !(least < before) {
                    break;
                }
            }
        }
        let (super_scales, scales) = best;
        out.scales = [super_scales.scale, super_scales.least].map(f32_to_f16);
        for (number, sub) in subs[..count].iter().enumerate() {
            let [scale, least] = scales[number];
            (out.sub_scales[number], out.sub_least[number]) = (scale as i8, least as u8);
            let numbers = &mut out.numbers[number * length..][..length];
            put(sub, times(super_scales, scales[number]), most, numbers);
        }
    }
}

/// Whether one value counts as much as half of all: models have columns that are a thousand times as large as the others.
fn one_counts_most(counts: &[f32; SUPERBLOCK]) -> bool {
    let (most, sum) = counts.iter().fold((0.0f32, 0.0f32), |(most, sum), &count| (most.max(count), sum + count));
    most > 0.5 * sum
}

/// An f16 that is not below 0, so many steps on; 0 at least.
fn stepped(scale: f32, steps: i32) -> f32 {
    let bits = i32::from(f32_to_f16(scale)) + steps;
    let next = f16_to_f32(bits.max(0) as u16);
    if next.is_finite() { next } else { scale }
}

fn times(line: Line, [scale, least]: [i32; 2]) -> Line {
    Line { scale: line.scale * scale as f32, least: line.least * least as f32 }
}

/// The numbers of a sub-block on a line.
///
/// # Safety
/// The instruction set of `L` is there; there is room for 16 · N.
#[inline(always)]
unsafe fn put<L: Lanes, const N: usize>(sub: &Sub<L, N>, line: Line, most: f32, numbers: &mut [u8]) {
    for i in 0..N {
        let mut found = [0.0; WIDTH];
        // SAFETY: the caller's.
        unsafe { L::store(found.as_mut_ptr(), nearest::<L>(sub.x[i], line, most)) };
        for (number, found) in numbers[WIDTH * i..][..WIDTH].iter_mut().zip(found) {
            *number = found as u8;
        }
    }
}

/// The best whole scale and least value of each sub-block under the superblock's.
///
/// # Safety
/// The instruction set of `L` is there.
#[inline(always)]
unsafe fn choose<L: Lanes, const N: usize>(
    subs: &[Sub<L, N>],
    wanted: &[Line; SUBS],
    super_scales: Line,
    (most, end): (f32, i8),
) -> Chosen {
    let end = i32::from(end);
    let around = |wanted: f32, scale: f32| {
        let middle = whole(if scale > 0.0 { wanted / scale } else { 0.0 }, [0, end]);
        (middle - 1).max(0)..=(middle + 1).min(end)
    };
    let mut chosen = Chosen { scales: [[0; 2]; SUBS], error: 0.0, next: super_scales };
    // The sums of w (s l)², w (s l) m, w m², w x (s l), w x m over all sub-blocks.
    let [mut ss, mut sm, mut mm, mut xs, mut xm] = [0.0f32; 5];
    for (number, sub) in subs.iter().enumerate() {
        let mut lowest = f32::INFINITY;
        for scale in around(wanted[number].scale, super_scales.scale) {
            for least in around(wanted[number].least, super_scales.least) {
                // SAFETY: the caller's.
                let found = unsafe { error(sub, times(super_scales, [scale, least]), most) };
                if found < lowest {
                    (lowest, chosen.scales[number]) = (found, [scale, least]);
                }
            }
        }
        // SAFETY: the caller's.
        let best = unsafe { fit(sub, times(super_scales, chosen.scales[number]), most) };
        let [s, m] = chosen.scales[number].map(|whole| whole as f32);
        chosen.error += lowest;
        ss += s * s * best.ll;
        sm += s * m * best.l;
        mm += m * m * sub.one;
        xs += s * best.xl;
        xm += m * sub.sum;
    }
    chosen.next = fitted([ss, sm, mm], [xs, xm]).unwrap_or(super_scales);
    chosen
}

/// The scales that fit all that was chosen best: the least squares of x = scale · (s l) − least · m.
fn fitted([ss, sm, mm]: [f32; 3], [xs, xm]: [f32; 2]) -> Option<Line> {
    let determinant = ss * mm - sm * sm;
    if determinant > 0.0 {
        let line = Line { scale: (xs * mm - sm * xm) / determinant, least: (sm * xs - ss * xm) / determinant };
        return Some(line).filter(|line| line.scale > 0.0 && line.least >= 0.0);
    }
    (ss > 0.0 && xs > 0.0).then(|| Line { scale: xs / ss, least: 0.0 })
}
