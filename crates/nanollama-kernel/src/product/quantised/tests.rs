//! Rounding of rows against a plain loop, and every kind of instruction against plain sums at the extreme bytes.

use super::dots::{Field, Whole};
use super::round::{WORDS, round_rows};
use super::*;
use crate::dtype::DType;
use crate::float16::{f16_to_f32, f32_to_f16};
use crate::lanes::WIDTH;
use crate::op::testing::cpu;
use crate::op::testing::uniform as values;
use crate::pool::Pool;
use crate::product::{Lhs, Packed, Product, Rhs, Source};
use crate::quant::centred::Centred;
use crate::quant::fifth_bit::Five;
use crate::quant::floored::Floored;
use crate::quant::nibbles::Four;
use crate::quant::q8_0::Q8_0;

fn rounded(row: &[f32], isa: Isa) -> Vec<RoundedBlock> {
    let pool = Pool::with_isa(1, isa);
    let blocks = row.len() / ROUNDED;
    let mut scratch = vec![0.0; blocks * WORDS];
    round_rows(&pool, row, row.len(), blocks, &mut scratch);
    // SAFETY: the scratch holds the blocks just written; `RoundedBlock` asks for the alignment of f32.
    unsafe { std::slice::from_raw_parts(scratch.as_ptr().cast::<RoundedBlock>(), blocks).to_vec() }
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
        let blocks = rounded(&row, isa);
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
        let blocks = rounded(&[1e7; 32], isa);
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
                let blocks = rounded(&row, isa);
                assert!(blocks[0].scale.is_nan() && blocks[1].scale.is_finite());
            }
        }
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

/// Every kernel this machine can run.
fn kernels() -> Vec<Kernel> {
    let mut kernels = vec![Kernel::Scalar];
    #[cfg(target_arch = "x86_64")]
    {
        kernels.extend(Isa::Avx2.is_available().then_some(Kernel::Avx2));
        kernels.extend((Isa::Avx2.is_available() && is_x86_feature_detected!("avxvnni")).then_some(Kernel::AvxVnni));
        kernels.extend((Kernel::of(Isa::Avx512) == Kernel::Vnni && Isa::Avx512.is_available()).then_some(Kernel::Vnni));
    }
    #[cfg(target_arch = "aarch64")]
    {
        kernels.push(Kernel::Neon);
        kernels.extend(std::arch::is_aarch64_feature_detected!("dotprod").then_some(Kernel::NeonDot));
    }
    kernels
}

#[test]
fn every_kernel_computes_whole_products_alike() {
    whole_products::<Q8_0>(DType::Q8_0);
    whole_products::<Centred<Four>>(DType::Q4_0);
    whole_products::<Floored<Four>>(DType::Q4_1);
    whole_products::<Centred<Five>>(DType::Q5_0);
    whole_products::<Floored<Five>>(DType::Q5_1);
}

fn whole_products<W: Blocks>(dtype: DType) {
    // Edges of tiles and panels, several groups of panels, no depth; a row of zeros in it and one that is no number.
    for [t, n, k] in [[1, 700, 1056], [3, 33, 64], [14, 65, 96], [13, 700, 1056], [7, 40, 0]] {
        let (mut x, start) = (values(t * k, 1), values(t * n, 4));
        if k > 0 && t > 2 {
            x[k..k + 32].fill(0.0);
            x[2 * k + 5] = f32::NAN;
        }
        let mut bytes = vec![0; dtype.bytes_for((n * k) as u64).expect("whole blocks") as usize];
        dtype.encode(&values(n * k, 2), &mut bytes).expect("the length fits");
        let source = Source { format: dtype.format(), pieces: vec![(n, &bytes)] };
        let weight = Packed::pack(&cpu(), &Pool::new(1), &[source], k).expect("it is small");
        let product = Product::new([t, n, k], Lhs::Rows(&x, k), Rhs::Packed(&weight));
        let mut truth: Option<Vec<u32>> = None;
        for kernel in kernels() {
            for threads in [1, 3] {
                let pool = Pool::new(threads);
                let mut rounded = vec![0.0; t * k / ROUNDED * WORDS];
                round_rows(&pool, &x, k, k / ROUNDED, &mut rounded);
                let mut out = start.clone();
                let (rounded, panels) = (rounded.as_ptr().cast(), weight.parts()[0].bytes().as_ptr());
                let task = Task { rounded, panels, ..product.task(out.as_mut_ptr()) };
                let cut = kernel.cut(&task, W::GROUP, threads);
                let job = &Job { task, cut };
                // SAFETY: the machine has these instructions; the operands have just been made for the shape.
                pool.run(cut.chunks(), |index| unsafe { kernel.chunk::<W>(job, index) });
                for (i, y) in out.iter().enumerate() {
                    assert_eq!(y.is_nan(), k > 0 && i / n == 2, "{kernel:?}: row {} of {t}x{n}x{k}", i / n);
                }
                let bits: Vec<u32> = out.iter().map(|y| if y.is_nan() { 0 } else { y.to_bits() }).collect();
                assert!(k > 0 || out.iter().all(|y| *y == 0.0), "{kernel:?}");
                assert!(
                    *truth.get_or_insert_with(|| bits.clone()) == bits,
                    "{dtype} {kernel:?}, {threads} threads, {t}x{n}x{k}"
                );
            }
        }
    }
}
