//! Rounding of rows against a plain loop, and every kind of instruction against plain sums at the extreme bytes.

use super::blocks::InBlocks;
use super::dots::{Field, Whole};
use super::round::{ROUNDED, RoundedBlock, RoundedSuperblock, SUPERBLOCK, round_rows};
use super::superblocks::InSuperblocks;
use super::*;
use crate::dtype::DType;
use crate::float16::{f16_to_f32, f32_to_f16};
use crate::lanes::{Lanes, WIDTH};
use crate::op::testing::cpu;
use crate::op::testing::uniform as values;
use crate::pool::Pool;
use crate::product::{Lhs, Packed, Product, Rhs, Source};
use crate::quant::centred::Centred;
use crate::quant::fifth_bit::Five;
use crate::quant::floored::Floored;
use crate::quant::iq4::{ExtraSmall, NonLinear};
use crate::quant::nibbles::Four;
use crate::quant::q2_k::Twos;
use crate::quant::q3_k::Threes;
use crate::quant::q4_k::{Fives, Fours};
use crate::quant::q6_k::Sixes;
use crate::quant::q8_0::Q8_0;
use crate::quant::superblock::K;

mod whole;

fn rounded<B: Rounded>(row: &[f32], isa: Isa) -> Vec<B> {
    let pool = Pool::with_isa(1, isa);
    let blocks = row.len() / B::STEPS;
    let mut scratch = vec![0.0; blocks * B::WORDS];
    round_rows::<B>(&pool, row, row.len(), row.len(), &mut scratch);
    // SAFETY: the scratch holds the blocks just written; they ask for the alignment of f32.
    unsafe { std::slice::from_raw_parts(scratch.as_ptr().cast::<B>(), blocks).to_vec() }
}

#[test]
fn rows_are_rounded_to_the_nearest_byte_of_their_block() {
    let mut row = values(32 * 6, 1);
    row[32..64].fill(0.0);
    row[64..96].iter_mut().for_each(|x| *x *= 1e-9);
    row[96..128].iter_mut().for_each(|x| *x *= 1e4);
    // A half goes to the even byte.
    row[128..160].fill(2.5);
    row[128] = 127.0;
    for isa in Isa::available() {
        let blocks = rounded::<RoundedBlock>(&row, isa);
        for (values, block) in row.chunks_exact(32).zip(&blocks) {
            let greatest = values.iter().fold(0.0f32, |m, x| m.max(x.abs()));
            let scale = f16_to_f32(f32_to_f16(greatest / 127.0));
            assert_eq!(block.scale, scale);
            let inverse = if scale == 0.0 { 0.0 } else { 127.0 / greatest };
            let bytes: Vec<i32> = values.iter().map(|x| (x * inverse).round_ties_even() as i32).collect();
            assert_eq!(block.bytes.map(i32::from).to_vec(), bytes);
            assert_eq!(block.correction, -128 * bytes.iter().sum::<i32>());
        }
        assert!(blocks[3].bytes.iter().any(|byte| byte.abs() == 127));
        assert_eq!(blocks[4].bytes[1], 2);
    }
}

#[test]
fn what_no_scale_can_hold_shows() {
    for isa in Isa::available() {
        let blocks = rounded::<RoundedBlock>(&[1e7; 32], isa);
        assert!(blocks[0].scale.is_infinite() && blocks[0].bytes == [0; ROUNDED]);
    }
}

#[test]
fn what_is_not_finite_makes_the_scale_nan() {
    for isa in Isa::available() {
        for place in [0, 15, 16, 31] {
            for value in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
                let mut row = values(64, 1);
                row[place] = value;
                let blocks = rounded::<RoundedBlock>(&row, isa);
                assert!(blocks[0].scale.is_nan() && blocks[1].scale.is_finite());
            }
        }
    }
}

#[test]
fn superblocks_are_rounded_to_the_nearest_byte_with_sums_of_sixteen() {
    let mut row = values(SUPERBLOCK * 5, 3);
    row[SUPERBLOCK..2 * SUPERBLOCK].fill(0.0);
    row[2 * SUPERBLOCK..3 * SUPERBLOCK].iter_mut().for_each(|x| *x *= 1e-41);
    // A half goes to the even byte.
    row[3 * SUPERBLOCK..4 * SUPERBLOCK].fill(2.5);
    row[3 * SUPERBLOCK] = -127.0;
    row[4 * SUPERBLOCK + 77] = f32::INFINITY;
    for isa in Isa::available() {
        let blocks = rounded::<RoundedSuperblock>(&row, isa);
        for (values, block) in row.chunks_exact(SUPERBLOCK).zip(&blocks[..4]) {
            let greatest = values.iter().fold(0.0f32, |m, x| m.max(x.abs()));
            let factor = 127.0 / greatest;
            assert_eq!(block.scale, if factor.is_finite() { 1.0 / factor } else { 0.0 });
            let byte = |x: &f32| if factor.is_finite() { (x * factor).round_ties_even() as i32 } else { 0 };
            let bytes: Vec<i32> = values.iter().map(byte).collect();
            assert_eq!(block.bytes.map(i32::from).to_vec(), bytes);
            let sum = |bytes: &[i32]| bytes.iter().sum::<i32>() as i16;
            assert_eq!(block.sums.to_vec(), bytes.chunks(16).map(sum).collect::<Vec<_>>());
            assert_eq!(block.wide_sums.to_vec(), bytes.chunks(32).map(sum).collect::<Vec<_>>());
        }
        assert!(blocks[3].bytes[0] == -127 && blocks[3].bytes[1] == 2 && blocks[4].scale.is_nan());
    }
}

/// Sixteen sums over a block by the instructions of `D`.
unsafe fn sums<D: Dots, F: Field>(weights: &[u8; 16 * ROUNDED], block: &RoundedBlock) -> Vec<f32> {
    let mut out = [0.0; WIDTH];
    // SAFETY: the caller's: the instructions are there.
    unsafe {
        let mut sums = D::begin(block.correction);
        for quad in 0..ROUNDED / 4 {
            let weights = D::weights::<F>(weights.as_ptr().add(64 * quad));
            sums = D::add(sums, weights, block.bytes.as_ptr().add(4 * quad));
        }
        D::Lanes::store(out.as_mut_ptr(), D::to_f32(sums));
    }
    out.to_vec()
}

/// Holds every kind of instruction that is here against plain sums of what `weight` makes of a byte.
fn every_kind_adds_up<F: Field>(weight: impl Fn(u8) -> i32) {
    let mut state = 1u64;
    let mut byte = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1);
        (state >> 56) as u8
    };
    for case in 0..40 {
        let mut weights: [u8; 16 * ROUNDED] = std::array::from_fn(|_| byte());
        let mut bytes: [i8; ROUNDED] = std::array::from_fn(|_| (byte() as i8).max(-127));
        let extreme = [(0x80, -127), (0x80, 127), (0x7f, 127), (0x7f, -127), (0xff, 127), (0, -127)];
        if let Some(&(weight, x)) = extreme.get(case) {
            (weights, bytes) = ([weight; 16 * ROUNDED], [x; ROUNDED]);
        }
        let sum: i32 = bytes.iter().map(|&byte| i32::from(byte)).sum();
        let block = RoundedBlock { scale: 1.0, correction: -128 * sum, bytes };
        let truth: Vec<f32> = (0..16)
            .map(|column| {
                let product = |k: usize| weight(weights[k / 4 * 64 + column * 4 + k % 4]) * i32::from(bytes[k]);
                (0..ROUNDED).map(product).sum::<i32>() as f32
            })
            .collect();
        // SAFETY: each is called where the machine has it.
        unsafe {
            assert_eq!(sums::<Scalar, F>(&weights, &block), truth);
            #[cfg(target_arch = "aarch64")]
            assert_eq!(sums::<Neon, F>(&weights, &block), truth);
            #[cfg(target_arch = "aarch64")]
            if std::arch::is_aarch64_feature_detected!("dotprod") {
                assert_eq!(sums::<NeonDot, F>(&weights, &block), truth);
            }
            #[cfg(target_arch = "x86_64")]
            if Isa::Avx2.is_available() {
                assert_eq!(sums::<Avx2, F>(&weights, &block), truth);
            }
            #[cfg(target_arch = "x86_64")]
            if is_x86_feature_detected!("avxvnni") {
                assert_eq!(sums::<AvxVnni, F>(&weights, &block), truth);
            }
            #[cfg(target_arch = "x86_64")]
            if Kernel::of(Isa::Avx512) == Kernel::Vnni && Isa::Avx512.is_available() {
                assert_eq!(sums::<Vnni, F>(&weights, &block), truth);
            }
        }
    }
}

#[test]
fn every_kind_of_instruction_adds_up_the_extreme_bytes() {
    every_kind_adds_up::<Whole>(|byte| i32::from(byte as i8));
}

#[test]
fn every_kind_of_instruction_finds_a_field_in_its_byte() {
    struct Bits<const FIRST: u32, const BITS: u32, const OFFSET: i8>;
    impl<const FIRST: u32, const BITS: u32, const OFFSET: i8> Field for Bits<FIRST, BITS, OFFSET> {
        const FIRST: u32 = FIRST;
        const BITS: u32 = BITS;
        const OFFSET: i8 = OFFSET;
    }
    fn check<const FIRST: u32, const BITS: u32, const OFFSET: i8>() {
        let of = |byte: u8| i32::from(byte) >> FIRST & ((1 << BITS) - 1);
        every_kind_adds_up::<Bits<FIRST, BITS, OFFSET>>(|byte| of(byte) - i32::from(OFFSET));
    }
    check::<0, 4, 0>();
    check::<4, 4, 8>();
    check::<0, 6, 32>();
    check::<2, 3, -100>();
    check::<0, 7, 127>();
    check::<1, 7, 64>();
    check::<7, 1, 1>();
}

/// What a kind of instruction makes of numbers below 128, of tables, and of scales and pairs, in sixteen columns.
///
/// # Safety
/// The instructions of `D` are there.
unsafe fn of_numbers<D: Dots>(bytes: &[u8; 64], high: &[u8; 64], table: &[i8; 16], x: &[i8; 4]) -> Vec<Vec<f32>> {
    // SAFETY: the caller's; everything that is read is in the arrays.
    unsafe {
        let read = |sums: D::Sums| {
            let mut out = [0.0; WIDTH];
            D::Lanes::store(out.as_mut_ptr(), D::to_f32(sums));
            out.to_vec()
        };
        let (bytes, high, x) = (bytes.as_ptr(), high.as_ptr(), x.as_ptr());
        let start = D::splat(-1000);
        let dot = |numbers| read(D::add_numbers(start, numbers, x));
        let correction = -128 * (0..4).map(|k| i32::from(x.add(k).read())).sum::<i32>();
        let looked_up = |weights| read(D::add(D::begin(correction), weights, x));
        vec![
            dot(D::numbers(bytes, 0, 127)),
            dot(D::numbers(bytes, 4, 15)),
            dot(D::raised(D::numbers(bytes, 2, 3), 2, high, 3, 1)),
            dot(D::raised(D::numbers(bytes, 0, 15), 4, high, 6, 3)),
            looked_up(D::looked_up::<false>(bytes, table)),
            looked_up(D::looked_up::<true>(bytes, table)),
            read(D::add_scaled(start, D::signed(bytes), D::unsigned(high, 0, 127))),
            read(D::unsigned(bytes, 4, 15)),
            read(D::add_pairs(start, D::pairs(D::unsigned(bytes, 0, 127), D::unsigned(high, 1, 63)), &[-4064, 4064])),
        ]
    }
}

#[test]
fn every_kind_multiplies_numbers_alike() {
    let table: [i8; 16] = std::array::from_fn(|i| [-128, 127, 0, -1, 1, 64, -64, 5][i % 8] - (i / 8) as i8 % 2);
    let fills = [0, 0x7f, 0x80, 0xff, 0x55];
    let mut case = 0u8;
    for (low, high) in fills.into_iter().flat_map(|low| fills.map(|high| (low, high))) {
        for x in [[127; 4], [-127; 4], [127, -127, 5, -9]] {
            case = case.wrapping_add(29);
            // Two columns are not filled.
            let mut bytes = [low; 64];
            bytes[4..12].iter_mut().enumerate().for_each(|(i, byte)| *byte = case.wrapping_mul(i as u8 + 3));
            let highs = std::array::from_fn(|i| if i < 9 { bytes[5] ^ i as u8 } else { high });
            // SAFETY: each is called where the machine has it.
            unsafe {
                let truth = of_numbers::<Scalar>(&bytes, &highs, &table, &x);
                let dot = |column: usize, number: &dyn Fn(usize) -> i32| {
                    (0..4).map(|k| number(4 * column + k) * i32::from(x[k])).sum::<i32>() as f32
                };
                // Each column of several rows.
                #[allow(clippy::needless_range_loop)]
                for column in 0..WIDTH {
                    assert_eq!(truth[0][column], dot(column, &|i| i32::from(bytes[i] & 127)) - 1000.0);
                    let six = |i: usize| i32::from(bytes[i] & 15 | (highs[i] >> 6) << 4);
                    assert_eq!(truth[3][column], dot(column, &six) - 1000.0);
                    assert_eq!(truth[5][column], dot(column, &|i| i32::from(table[usize::from(bytes[i] >> 4)])));
                }
                #[cfg(target_arch = "aarch64")]
                assert_eq!(of_numbers::<Neon>(&bytes, &highs, &table, &x), truth);
                #[cfg(target_arch = "aarch64")]
                if std::arch::is_aarch64_feature_detected!("dotprod") {
                    assert_eq!(of_numbers::<NeonDot>(&bytes, &highs, &table, &x), truth);
                }
                #[cfg(target_arch = "x86_64")]
                if Isa::Avx2.is_available() {
                    assert_eq!(of_numbers::<Avx2>(&bytes, &highs, &table, &x), truth);
                }
                #[cfg(target_arch = "x86_64")]
                if is_x86_feature_detected!("avxvnni") {
                    assert_eq!(of_numbers::<AvxVnni>(&bytes, &highs, &table, &x), truth);
                }
                #[cfg(target_arch = "x86_64")]
                if Kernel::of(Isa::Avx512) == Kernel::Vnni && Isa::Avx512.is_available() {
                    assert_eq!(of_numbers::<Vnni>(&bytes, &highs, &table, &x), truth);
                }
            }
        }
    }
}
