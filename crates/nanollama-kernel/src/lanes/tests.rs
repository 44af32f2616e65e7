//! Every instruction set against [`Scalar`], bit for bit.

use super::*;

/// Values that find wrong roundings, signs and NaN handling.
fn samples() -> Vec<f32> {
    let mut values = vec![0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, -2.5, 1e-40, -1e-40, 3.4e38, -3.4e38, f32::NAN];
    values.extend([f32::INFINITY, f32::NEG_INFINITY]);
    let mut state = 1u64;
    while values.len() < 16 * 24 {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        values.push(((state >> 40) as f32 / 8388608.0 - 1.0) * 100.0);
    }
    values
}

#[inline(always)]
unsafe fn everything<L: Lanes>(values: &[f32], out: &mut Vec<u32>) {
    let mut push = [0.0f32; 16];
    // SAFETY: all pointers lie inside `values`, `bits` and `push`.
    unsafe {
        for chunk in values.windows(48).step_by(16) {
            let (a, b, c) = (L::load(chunk.as_ptr()), L::load(chunk[16..].as_ptr()), L::load(chunk[32..].as_ptr()));
            let results = [
                L::add(a, b),
                L::sub(a, b),
                L::mul(a, b),
                L::div(a, b),
                L::max(a, b),
                L::min(a, b),
                L::mul_add(a, b, c),
                L::sqrt(L::max(a, L::splat(0.0))),
                L::round(L::min(L::max(a, L::splat(-1000.0)), L::splat(1000.0))),
                L::pow2i(L::round(L::min(L::max(a, L::splat(-126.0)), L::splat(127.0)))),
                L::select_gt(a, b, c, a),
            ];
            for v in results {
                L::store(push.as_mut_ptr(), v);
                out.extend(push.iter().map(|x| if x.is_nan() { f32::NAN.to_bits() } else { x.to_bits() }));
            }
            for x in [L::sum(L::select_gt(a, a, a, L::min(a, L::splat(7.25)))), L::reduce_max(a)] {
                out.push(if x.is_nan() { f32::NAN.to_bits() } else { x.to_bits() });
            }
            for n in 0..16 {
                push = [9.0; 16];
                L::store_partial(push.as_mut_ptr(), L::load_partial(chunk[48 - n..].as_ptr(), n), n);
                out.extend(push.iter().map(|x| x.to_bits() & 0x7fbf_ffff));
                L::store(push.as_mut_ptr(), L::load_partial(chunk.as_ptr(), n));
                out.extend(push.iter().map(|x| x.to_bits() & 0x7fbf_ffff));
            }
            let bits: Vec<u16> = chunk.iter().map(|x| (x.to_bits() >> 16) as u16).collect();
            let loaded = [L::load_f16(bits.as_ptr()), L::load_bf16(bits.as_ptr()), L::load_i8(bits.as_ptr().cast())];
            for v in loaded {
                L::store(push.as_mut_ptr(), v);
                out.extend(push.iter().map(|x| if x.is_nan() { f32::NAN.to_bits() } else { x.to_bits() }));
            }
        }
    }
}

#[test]
fn every_instruction_set_gives_the_scalar_bits() {
    let values = samples();
    let values = &values[..];
    let mut truth = Vec::new();
    // SAFETY: the scalar path needs no features.
    unsafe { everything::<Scalar>(values, &mut truth) };
    for isa in Isa::available() {
        let mut got = Vec::new();
        let out = &mut got;
        // SAFETY: `isa` is available.
        unsafe { dispatch!(isa, everything(values: &[f32], out: &mut Vec<u32>)) };
        assert!(truth == got, "{} differs from scalar", isa.name());
    }
}

#[test]
fn sum_is_the_tree() {
    let values: Vec<f32> = (0..16).map(|i| if i == 0 { 1e8 } else { 1.0 + i as f32 * 0.37 }).collect();
    let mut tree = values.clone();
    for half in [8, 4, 2, 1] {
        for i in 0..half {
            tree[i] += tree[i + half];
        }
    }
    // SAFETY: sixteen values.
    assert_eq!(unsafe { Scalar::sum(Scalar::load(values.as_ptr())) }, tree[0]);
}
