//! All instruction sets find the same superblocks, and better ones than rounding scales once and numbers to the nearest.

use super::*;
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

fn same_everywhere<T: Kind>() {
    for (case, values) in cases().iter().enumerate() {
        let mut blocks = Isa::available().into_iter().map(|isa| {
            let mut block = vec![0; T::BYTES];
            T::store(&superblock_by::<T>(isa, values), &mut block);
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

#[test]
fn what_is_no_number_ends_the_search() {
    for value in [f32::NAN, f32::INFINITY, f32::MAX] {
        let mut values = cases()[0];
        values[100] = value;
        for format in [&q2_k::FORMAT, &q3_k::FORMAT, &q4_k::Q4_K, &q4_k::Q5_K, &q6_k::FORMAT, &iq4::XS, &iq4::NL] {
            (format.encode)(&values, &mut vec![0; SUPERBLOCK / format.block * format.bytes]);
        }
    }
}
