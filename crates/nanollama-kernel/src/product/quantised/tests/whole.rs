//! Whole products, by every kernel that this machine can run.

use super::*;

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
    whole_products::<InBlocks<Q8_0>>(DType::Q8_0);
    whole_products::<InBlocks<Centred<Four>>>(DType::Q4_0);
    whole_products::<InBlocks<Floored<Four>>>(DType::Q4_1);
    whole_products::<InBlocks<Centred<Five>>>(DType::Q5_0);
    whole_products::<InBlocks<Floored<Five>>>(DType::Q5_1);
    whole_products::<InBlocks<NonLinear>>(DType::Iq4Nl);
    whole_products::<InSuperblocks<K<Twos>>>(DType::Q2K);
    whole_products::<InSuperblocks<K<Threes>>>(DType::Q3K);
    whole_products::<InSuperblocks<K<Fours>>>(DType::Q4K);
    whole_products::<InSuperblocks<K<Fives>>>(DType::Q5K);
    whole_products::<InSuperblocks<K<Sixes>>>(DType::Q6K);
    whole_products::<InSuperblocks<ExtraSmall>>(DType::Iq4Xs);
}

fn whole_products<G: Groups>(dtype: DType) {
    // Edges of tiles and panels, several groups of panels, no depth; a row of zeros in it and one that is no number.
    let wide: usize = if dtype.block() > 32 { 1280 } else { 1056 };
    let narrow = if dtype.block() > 32 { 256 } else { 64 };
    for [t, n, k] in [[1, 700, wide], [3, 33, narrow], [14, 65, 3 * narrow / 2], [13, 700, wide], [7, 40, 0]] {
        let k = k.next_multiple_of(dtype.block());
        let mut x = values(t * k, 1);
        if k > 0 && t > 2 {
            x[k..k + 32].fill(0.0);
            x[2 * k + 5] = f32::NAN;
        }
        let mut bytes = vec![0; dtype.bytes_for((n * k) as u64).expect("whole blocks") as usize];
        dtype.encode(&values(n * k, 2), &mut bytes).expect("the length fits");
        one_product::<G>(dtype, [t, n, k], &x, &bytes);
    }
}

/// A product by every kernel, each with one thread and three: the same bits, near the sum of the decoded weights times the
/// rounded rows.
fn one_product<G: Groups>(dtype: DType, [t, n, k]: [usize; 3], x: &[f32], bytes: &[u8]) {
    let start = values(t * n, 4);
    let source = Source { format: dtype.format(), pieces: vec![(n, bytes)] };
    let weight = Packed::pack(&cpu(), &Pool::new(1), &[source], k).expect("it is small");
    let product = Product::new([t, n, k], Lhs::Rows(x, k), Rhs::Packed(&weight));
    let mut truth: Option<Vec<u32>> = None;
    for kernel in kernels() {
        for threads in [1, 3] {
            let pool = Pool::new(threads);
            let mut rounded = vec![0.0; t * (k / G::Row::STEPS) * G::Row::WORDS];
            round_rows::<G::Row>(&pool, x, k, k, &mut rounded);
            let mut out = start.clone();
            let (rounded, panels) = (rounded.as_ptr(), weight.parts()[0].bytes().as_ptr());
            let task = Task { rounded, panels, ..product.task(out.as_mut_ptr()) };
            let cut = kernel.cut(&task, k / G::Row::STEPS * G::BYTES, threads);
            let job = &Job { task, cut };
            // SAFETY: the machine has these instructions; the operands have just been made for the shape.
            pool.run(cut.chunks(), |index| unsafe { kernel.chunk::<G>(job, index) });
            for (i, y) in out.iter().enumerate() {
                let row = &x[i / n * k..][..k];
                assert_eq!(y.is_nan(), row.iter().any(|x| x.is_nan()), "{kernel:?}: row {} of {t}x{n}x{k}", i / n);
            }
            let bits: Vec<u32> = out.iter().map(|y| if y.is_nan() { 0 } else { y.to_bits() }).collect();
            assert!(k > 0 || out.iter().all(|y| *y == 0.0), "{kernel:?}");
            if truth.is_none() {
                near_the_decoded(dtype, [t, n, k], x, bytes, &out);
            }
            assert!(
                *truth.get_or_insert_with(|| bits.clone()) == bits,
                "{dtype} {kernel:?}, {threads} threads, {t}x{n}x{k}"
            );
        }
    }
}

/// Holds a product against the decoded weights in f64. The rounding of rows is half a 127th of the greatest of their blocks.
fn near_the_decoded(dtype: DType, [t, n, k]: [usize; 3], x: &[f32], bytes: &[u8], out: &[f32]) {
    let mut w = vec![0.0; n * k];
    dtype.decode(bytes, &mut w).expect("the length fits");
    let steps = if dtype.block() > 32 { SUPERBLOCK } else { ROUNDED };
    for row in (0..t).filter(|row| x[row * k..][..k].iter().all(|x| x.is_finite())) {
        let x = &x[row * k..][..k];
        for column in 0..n {
            let (mut sum, mut most) = (0.0, 0.0);
            for (x, w) in x.chunks(steps).zip(w[column * k..][..k].chunks(steps)) {
                let greatest = x.iter().fold(0.0f32, |m, x| m.max(x.abs()));
                for (x, w) in x.iter().zip(w) {
                    sum += f64::from(*x) * f64::from(*w);
                    most += f64::from(greatest) / 127.0 * f64::from(w.abs());
                }
            }
            let got = f64::from(out[row * n + column]);
            // Halves add up in the worst case only; the f16 scale of a row is off by 2^-11.
            let bound = 0.5 * most + 1e-3 * sum.abs() + 1e-6;
            assert!((got - sum).abs() <= bound, "{dtype} [{row}, {column}]: {got}, {sum} within {bound}");
        }
    }
}

/// Weights whose bytes are all alike, but for the f16 scales at `scales`, which are 1, by rows that become ±127.
fn extreme<G: Groups>(dtype: DType, scales: &[usize]) {
    let (n, k) = (33, 512);
    let length = dtype.bytes_for(k as u64).expect("whole blocks") as usize;
    let mut x = vec![1.0; 3 * k];
    x[k..2 * k].fill(-1.0);
    x[2 * k..].iter_mut().step_by(3).for_each(|x| *x = -1.0);
    for fill in [0x00, 0x7f, 0x80, 0x81, 0xff, 0x0f, 0xf0] {
        let mut bytes = vec![fill; n * length];
        for block in bytes.chunks_exact_mut(dtype.bytes_for(dtype.block() as u64).expect("one block") as usize) {
            for &at in scales {
                block[at..at + 2].copy_from_slice(&f32_to_f16(1.0).to_le_bytes());
            }
        }
        one_product::<G>(dtype, [3, n, k], &x, &bytes);
    }
}

#[test]
fn blocks_of_extreme_bytes_do_not_saturate() {
    extreme::<InBlocks<Q8_0>>(DType::Q8_0, &[0]);
    extreme::<InBlocks<Centred<Four>>>(DType::Q4_0, &[0]);
    extreme::<InBlocks<Floored<Four>>>(DType::Q4_1, &[0, 2]);
    extreme::<InBlocks<Centred<Five>>>(DType::Q5_0, &[0]);
    extreme::<InBlocks<Floored<Five>>>(DType::Q5_1, &[0, 2]);
    extreme::<InBlocks<NonLinear>>(DType::Iq4Nl, &[0]);
    extreme::<InSuperblocks<K<Twos>>>(DType::Q2K, &[80, 82]);
    extreme::<InSuperblocks<K<Threes>>>(DType::Q3K, &[108]);
    extreme::<InSuperblocks<K<Fours>>>(DType::Q4K, &[0, 2]);
    extreme::<InSuperblocks<K<Fives>>>(DType::Q5K, &[0, 2]);
    extreme::<InSuperblocks<K<Sixes>>>(DType::Q6K, &[208]);
    extreme::<InSuperblocks<ExtraSmall>>(DType::Iq4Xs, &[0]);
}
