//! All instruction sets find the same superblocks, and better ones than rounding scales once and numbers to the nearest.

use super::*;
use crate::dtype::DType;
use crate::op::testing::uniform;
use crate::quant::format::Format;
use crate::quant::iq4::{self, ExtraSmall};
use crate::quant::q2_k::{self, Twos};
use crate::quant::q3_k::{self, Threes};
use crate::quant::q4_k::{self, Fives, Fours};
use crate::quant::q6_k::{self, Sixes};

/// Superblocks as weights are (many small), of one sign, with zeros, alike, and beyond what an f16 can hold as a scale.
fn cases() -> Vec<[f32; SUPERBLOCK]> {
    let mut cases = Vec::new();
    for seed in 0..12 {
        let values = uniform(SUPERBLOCK, seed);
        let shape = |x: f32| match seed % 6 {
            0 => x,
            1 => x * x * x * 0.02,
            2 => x.abs() + 0.1,
            3 => -x.abs(),
            4 => x * 1e-7,
            _ => x * 1e4,
        };
        let mut values: [f32; SUPERBLOCK] = std::array::from_fn(|i| shape(values[i]));
        if seed > 6 {
            values[32..64].fill(0.0);
            let alike = values[3];
            values[64..96].fill(alike);
            values[200] *= 9.0;
        }
        cases.push(values);
    }
    cases.push([0.0; SUPERBLOCK]);
    cases.push([1e-30; SUPERBLOCK]);
    cases.push([-3.0; SUPERBLOCK]);
    cases
}

/// What errors count: as much everywhere, or most at some.
fn counts(case: u64) -> [f32; SUPERBLOCK] {
    let numbers = uniform(SUPERBLOCK, 100 + case);
    std::array::from_fn(|i| if case.is_multiple_of(2) { 1.0 } else { 1e-3 + numbers[i] * numbers[i] })
}

fn same_everywhere<T: Kind>() {
    for (case, values) in cases().iter().enumerate() {
        let mut blocks = Isa::available().into_iter().map(|isa| {
            let mut block = vec![0; T::BYTES];
            T::store(&superblock_by(isa, values, &counts(case as u64), Asked::of::<T>()), &mut block);
            (isa, block)
        });
        let (_, first) = blocks.next().expect("there is one");
        assert!(blocks.all(|(isa, block)| block == first || panic!("{isa:?}, case {case}")));
    }
}

#[test]
fn every_instruction_set_finds_the_same() {
    same_everywhere::<Twos>();
    same_everywhere::<Threes>();
    same_everywhere::<Fours>();
    same_everywhere::<Fives>();
    same_everywhere::<Sixes>();
    same_everywhere::<ExtraSmall>();
    for (case, values) in cases().iter().enumerate() {
        let (values, counts) = (values.first_chunk().expect("32"), counts(case as u64));
        let counts = counts.first_chunk().expect("32");
        for steps in [Steps::Even(-8, 7), Steps::Even(-16, 15)] {
            let found = Isa::available().into_iter().map(|isa| block_by(isa, values, counts, steps));
            assert!(found.is_sorted_by(|a, b| a == b), "case {case}");
        }
        let found = Isa::available().into_iter().map(|isa| floored_block_by(isa, values, counts, 31));
        assert!(found.is_sorted_by(|a, b| a == b), "case {case}");
    }
}

/// Every bit of a superblock has a meaning, so what is taken apart and put together again is as it was.
fn put_together<T: Kind>() {
    let mut state = T::BYTES as u64;
    for _ in 0..8 {
        let block: Vec<u8> = (0..T::BYTES)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 56) as u8
            })
            .collect();
        let mut again = vec![0; T::BYTES];
        T::store(&T::load(&block), &mut again);
        assert_eq!(again, block);
    }
}

#[test]
fn superblocks_are_taken_apart_and_put_together() {
    put_together::<Twos>();
    put_together::<Threes>();
    put_together::<Fours>();
    put_together::<Fives>();
    put_together::<Sixes>();
    put_together::<ExtraSmall>();
}

/// The root of the mean squared error in units of the greatest magnitude.
fn error(format: &Format, values: &[f32; SUPERBLOCK]) -> f32 {
    let mut bytes = vec![0; SUPERBLOCK / format.block * format.bytes];
    (format.encode)(values, &mut bytes);
    let mut read = [0.0; SUPERBLOCK];
    (format.decode)(&bytes, &mut read);
    let greatest = values.iter().fold(1e-20f32, |m, x| m.max(x.abs()));
    let squares = values.iter().zip(&read).map(|(x, y)| ((x - y) / greatest).powi(2));
    (squares.sum::<f32>() / SUPERBLOCK as f32).sqrt()
}

#[test]
fn errors_are_those_of_so_many_bits() {
    // Uniform values in steps of 2 / levels are off by a step / √12.
    for (format, levels) in [
        (&q2_k::FORMAT, 4.0),
        (&q3_k::FORMAT, 8.0),
        (&q4_k::Q4_K, 16.0),
        (&q4_k::Q5_K, 32.0),
        (&q6_k::FORMAT, 64.0),
        (&iq4::XS, 11.0),
        (&iq4::NL, 11.0),
    ] {
        let values: [f32; SUPERBLOCK] = uniform(SUPERBLOCK, 7).try_into().expect("as many");
        let (found, expected) = (error(format, &values), 2.0 / levels / 12f32.sqrt());
        assert!(found < 1.15 * expected, "{format:?}: {found} of {expected}");
        assert!(found > 0.3 * expected, "{format:?}: {found} of {expected}");
        assert_eq!(error(format, &[0.0; SUPERBLOCK]), 0.0);
        // One value many times has a step of its own.
        assert!(error(format, &[-3.0; SUPERBLOCK]) < 0.02, "{format:?}");
    }
}

/// Σ w (x − its value)² of a row of superblocks, w a column's importance, however it was encoded.
fn weighed_error(format: &Format, values: &[f32], importances: &[f32], encode: impl Fn(&[f32], &mut [u8])) -> f64 {
    let mut bytes = vec![0; values.len() / format.block * format.bytes];
    encode(values, &mut bytes);
    let mut read = vec![0.0; values.len()];
    (format.decode)(&bytes, &mut read);
    let errors = values.iter().zip(&read).zip(importances);
    errors.map(|((x, y), w)| f64::from(*w) * f64::from(x - y).powi(2)).sum()
}

#[test]
fn errors_are_less_where_columns_are_important() {
    // A few columns count much more than the others, as they do in trained models.
    let importances: Vec<f32> = uniform(4 * SUPERBLOCK, 21).iter().map(|x| 0.01 + (6.0 * x).exp()).collect();
    for format in DType::ALL.iter().map(|dtype| dtype.format()).filter(|format| format.block > 1) {
        let Some(encode_weighed) = format.encode_weighed else {
            assert_eq!(format.name, "q8_0");
            continue;
        };
        let (mut with, mut without) = (0.0, 0.0);
        for seed in 0..8 {
            let values: Vec<f32> = uniform(4 * SUPERBLOCK, 30 + seed).iter().map(|x| x * x * x).collect();
            let weighed = |values: &[f32], bytes: &mut [u8]| encode_weighed(values, &importances, bytes);
            with += weighed_error(format, &values, &importances, weighed);
            without += weighed_error(format, &values, &importances, format.encode);
        }
        assert!(with < 0.85 * without, "{format:?}: {with} of {without}");
    }
}

/// Trained models have columns a thousand times as large as the others: their weights must be met almost exactly.
#[test]
fn a_weight_that_counts_most_is_met() {
    for (format, most) in [(&q2_k::FORMAT, 0.01), (&q4_k::Q4_K, 1e-3), (&q4_k::Q5_K, 1e-3)] {
        for seed in 0..20 {
            let mut values = uniform(SUPERBLOCK, 50 + seed);
            let at = 37 * (seed as usize + 1) % SUPERBLOCK;
            values[at] = 5.8757 - 0.37 * seed as f32;
            let importances: Vec<f32> = (0..SUPERBLOCK).map(|i| if i == at { 1e5 } else { 1.0 }).collect();
            let mut bytes = vec![0; format.bytes];
            (format.encode_weighed.expect("it weighs"))(&values, &importances, &mut bytes);
            let mut read = [0.0; SUPERBLOCK];
            (format.decode)(&bytes, &mut read);
            let off = (read[at] - values[at]).abs() / values[at].abs().max(1.0);
            assert!(off < most, "{format:?}, seed {seed}: {} of {}", read[at], values[at]);
        }
    }
}

#[test]
fn what_is_no_number_ends_the_search() {
    for value in [f32::NAN, f32::INFINITY, f32::MAX] {
        let mut values = cases()[0];
        values[100] = value;
        for format in [&q2_k::FORMAT, &q3_k::FORMAT, &q4_k::Q4_K, &q4_k::Q5_K, &q6_k::FORMAT, &iq4::XS, &iq4::NL] {
            (format.encode)(&values, &mut vec![0; SUPERBLOCK / format.block * format.bytes]);
        }
        for format in DType::ALL.iter().map(|dtype| dtype.format()) {
            let Some(encode) = format.encode_weighed else { continue };
            encode(&values, &[1.0; SUPERBLOCK], &mut vec![0; SUPERBLOCK / format.block * format.bytes]);
        }
    }
}
