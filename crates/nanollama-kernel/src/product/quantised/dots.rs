//! Sixteen sums of products of bytes, four depth steps at a time, by each kind of instruction. All are exact, so all agree.

#[cfg(target_arch = "aarch64")]
pub(crate) mod neon;
#[cfg(target_arch = "x86_64")]
pub(crate) mod x86;

use crate::lanes::{self, Lanes, WIDTH};

/// Where in a byte a weight lies: several can share one. All of it is known while compiling, so a whole byte costs nothing.
pub(crate) trait Field {
    /// The lowest bit.
    const FIRST: u32;
    /// How many bits. Fewer than eight are an unsigned number, before the offset.
    const BITS: u32;
    /// What is subtracted.
    const OFFSET: i8;
    /// The bits, once they have been moved down.
    const MASK: u8 = {
        assert!(Self::BITS >= 1 && Self::FIRST + Self::BITS <= 8);
        (u8::MAX as u32 >> (8 - Self::BITS)) as u8
    };
}

/// A signed byte.
pub(crate) struct Whole;

impl Field for Whole {
    const FIRST: u32 = 0;
    const BITS: u32 = 8;
    const OFFSET: i8 = 0;
}

/// Sums of sixteen columns.
///
/// # Safety
/// Every function asks of its caller that the processor has the instructions and that the bytes it names are readable.
pub(crate) trait Dots: Copy {
    /// For what is not an integer.
    type Lanes: Lanes;
    /// Sixteen sums.
    type Sums: Copy;
    /// Four depth steps of sixteen columns.
    type Weights: Copy;
    /// The same of numbers that are unsigned and below 128, which every kind of instruction multiplies as they are.
    type Numbers: Copy;
    /// Most rows of a tile: as many as the registers hold sums and accumulators of; at most 6.
    const ROWS: usize;

    /// Before the first product with a row's block: `correction` (−128 · the sum of its bytes) where these instructions add
    /// that much too little, because they want weights raised by 128; else zero.
    unsafe fn begin(correction: i32) -> Self::Sums;
    /// Loads the weights in `[16 columns][4 steps]` bytes: of each byte the bits of the field `F`, less its offset.
    unsafe fn weights<F: Field>(p: *const u8) -> Self::Weights;
    /// As [`Dots::weights`], of weights whose low bits are the field `F` of the bytes at `low` and whose high bits are the field
    /// `G` of the bytes at `high`; what is subtracted is `F`'s offset.
    unsafe fn joined<F: Field, G: Field>(low: *const u8, high: *const u8) -> Self::Weights;
    /// As [`Dots::weights`], of weights that a table gives for four bits of each byte: the lower ones, or, if HIGH, the upper.
    unsafe fn looked_up<const HIGH: bool>(p: *const u8, table: &[i8; 16]) -> Self::Weights;
    /// Adds to each sum its column's four products with the four bytes at `x`.
    unsafe fn add(sums: Self::Sums, weights: Self::Weights, x: *const i8) -> Self::Sums;
    /// Loads `[16 columns][4 steps]` bytes: of each the bits from `first` on that `mask` leaves.
    unsafe fn numbers(p: *const u8, first: u32, mask: u8) -> Self::Numbers;
    /// `low`, and above its lowest `bits` bits those of the bytes at `p`.
    unsafe fn raised(low: Self::Numbers, bits: u32, p: *const u8, first: u32, mask: u8) -> Self::Numbers;
    /// As [`Dots::add`].
    unsafe fn add_numbers(sums: Self::Sums, numbers: Self::Numbers, x: *const i8) -> Self::Sums;
    /// One number sixteen times.
    unsafe fn splat(number: i32) -> Self::Sums;
    /// Sixteen bytes: of each the bits from `first` on that `mask`, below 128, leaves.
    unsafe fn unsigned(p: *const u8, first: u32, mask: u8) -> Self::Sums;
    /// Sixteen signed bytes.
    unsafe fn signed(p: *const u8) -> Self::Sums;
    /// `sums · scales + acc`, lane by lane, modulo 2^32.
    unsafe fn add_scaled(acc: Self::Sums, sums: Self::Sums, scales: Self::Sums) -> Self::Sums;
    /// Numbers of 0 to 2^15 − 1, two in a lane.
    unsafe fn pairs(first: Self::Sums, second: Self::Sums) -> Self::Sums;
    /// Adds to each lane its pair's two products with the two numbers at `x`.
    unsafe fn add_pairs(acc: Self::Sums, pairs: Self::Sums, x: *const [i16; 2]) -> Self::Sums;
    /// The sums as f32, to the nearest, halves to even: exactly below 2^24.
    unsafe fn to_f32(sums: Self::Sums) -> <Self::Lanes as Lanes>::V;
}

/// The two numbers at `x` as one.
///
/// # Safety
/// They are readable.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
#[inline(always)]
unsafe fn two(x: *const [i16; 2]) -> i32 {
    // SAFETY: the caller's.
    unsafe { x.cast::<i32>().read_unaligned() }
}

/// The four bytes at `x` as one number.
///
/// # Safety
/// They are readable.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
#[inline(always)]
unsafe fn four(x: *const i8) -> i32 {
    // SAFETY: the caller's.
    unsafe { x.cast::<i32>().read_unaligned() }
}

/// Plain loops.
#[derive(Clone, Copy)]
pub(crate) struct Scalar;

impl Dots for Scalar {
    type Lanes = lanes::Scalar;
    type Sums = [i32; WIDTH];
    type Weights = [[i8; 4]; WIDTH];
    type Numbers = [[i8; 4]; WIDTH];
    const ROWS: usize = 1;

    #[inline(always)]
    unsafe fn begin(_: i32) -> [i32; WIDTH] {
        [0; WIDTH]
    }
    #[inline(always)]
    unsafe fn weights<F: Field>(p: *const u8) -> [[i8; 4]; WIDTH] {
        // SAFETY: the caller's: 64 bytes, which any bits are.
        let bytes = unsafe { p.cast::<[[u8; 4]; WIDTH]>().read_unaligned() };
        bytes.map(|steps| steps.map(|byte| (byte >> F::FIRST & F::MASK) as i8 - F::OFFSET))
    }
    #[inline(always)]
    unsafe fn joined<F: Field, G: Field>(low: *const u8, high: *const u8) -> [[i8; 4]; WIDTH] {
        const { assert!(F::BITS + G::BITS < 8) };
        // SAFETY: the caller's: 64 bytes each, which any bits are.
        let (low, high) = unsafe {
            (low.cast::<[[u8; 4]; WIDTH]>().read_unaligned(), high.cast::<[[u8; 4]; WIDTH]>().read_unaligned())
        };
        let bits = |low: u8, high: u8| low >> F::FIRST & F::MASK | (high >> G::FIRST & G::MASK) << F::BITS;
        std::array::from_fn(|column| std::array::from_fn(|k| bits(low[column][k], high[column][k]) as i8 - F::OFFSET))
    }
    #[inline(always)]
    unsafe fn add(mut sums: [i32; WIDTH], weights: [[i8; 4]; WIDTH], x: *const i8) -> [i32; WIDTH] {
        // SAFETY: the caller's: four bytes.
        let x = unsafe { x.cast::<[i8; 4]>().read() };
        for (sum, weights) in sums.iter_mut().zip(&weights) {
            for (&weight, &x) in weights.iter().zip(&x) {
                *sum += i32::from(weight) * i32::from(x);
            }
        }
        sums
    }
    #[inline(always)]
    unsafe fn looked_up<const HIGH: bool>(p: *const u8, table: &[i8; 16]) -> [[i8; 4]; WIDTH] {
        // SAFETY: the caller's: 64 bytes, which any bits are.
        let bytes = unsafe { p.cast::<[[u8; 4]; WIDTH]>().read_unaligned() };
        bytes.map(|steps| steps.map(|byte| table[usize::from(if HIGH { byte >> 4 } else { byte & 15 })]))
    }
    #[inline(always)]
    unsafe fn numbers(p: *const u8, first: u32, mask: u8) -> [[i8; 4]; WIDTH] {
        // SAFETY: the caller's: 64 bytes, which any bits are.
        let bytes = unsafe { p.cast::<[[u8; 4]; WIDTH]>().read_unaligned() };
        bytes.map(|steps| steps.map(|byte| (byte >> first & mask) as i8))
    }
    #[inline(always)]
    unsafe fn raised(low: [[i8; 4]; WIDTH], bits: u32, p: *const u8, first: u32, mask: u8) -> [[i8; 4]; WIDTH] {
        // SAFETY: the caller's.
        let high = unsafe { Scalar::numbers(p, first, mask) };
        std::array::from_fn(|column| std::array::from_fn(|k| low[column][k] | high[column][k] << bits))
    }
    #[inline(always)]
    unsafe fn add_numbers(sums: [i32; WIDTH], numbers: [[i8; 4]; WIDTH], x: *const i8) -> [i32; WIDTH] {
        // SAFETY: the caller's.
        unsafe { Scalar::add(sums, numbers, x) }
    }
    #[inline(always)]
    unsafe fn splat(number: i32) -> [i32; WIDTH] {
        [number; WIDTH]
    }
    #[inline(always)]
    unsafe fn unsigned(p: *const u8, first: u32, mask: u8) -> [i32; WIDTH] {
        // SAFETY: the caller's: 16 bytes.
        unsafe { p.cast::<[u8; WIDTH]>().read() }.map(|byte| i32::from(byte >> first & mask))
    }
    #[inline(always)]
    unsafe fn signed(p: *const u8) -> [i32; WIDTH] {
        // SAFETY: the caller's: 16 bytes.
        unsafe { p.cast::<[i8; WIDTH]>().read() }.map(i32::from)
    }
    #[inline(always)]
    unsafe fn add_scaled(acc: [i32; WIDTH], sums: [i32; WIDTH], scales: [i32; WIDTH]) -> [i32; WIDTH] {
        std::array::from_fn(|i| acc[i].wrapping_add(sums[i].wrapping_mul(scales[i])))
    }
    #[inline(always)]
    unsafe fn pairs(first: [i32; WIDTH], second: [i32; WIDTH]) -> [i32; WIDTH] {
        std::array::from_fn(|i| first[i] | second[i] << 16)
    }
    #[inline(always)]
    unsafe fn add_pairs(acc: [i32; WIDTH], pairs: [i32; WIDTH], x: *const [i16; 2]) -> [i32; WIDTH] {
        // SAFETY: the caller's: two numbers.
        let [a, b] = unsafe { x.read() }.map(i32::from);
        std::array::from_fn(|i| acc[i].wrapping_add((pairs[i] & 0xffff) * a + (pairs[i] >> 16) * b))
    }
    #[inline(always)]
    unsafe fn to_f32(sums: [i32; WIDTH]) -> [f32; WIDTH] {
        sums.map(|sum| sum as f32)
    }
}
