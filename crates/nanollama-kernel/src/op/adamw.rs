//! AdamW (Loshchilov and Hutter, 2019): decoupled weight decay, bias-corrected moments, epsilon outside the root, as PyTorch has it.

use crate::lanes::{Lanes, dispatch};
use crate::op::row::{load, store, vectors};
use crate::pool::{Pool, SharedMut};

/// Elements a thread takes at a time.
const CHUNK: usize = 16 * 1024;

/// One step's settings for one parameter group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdamW {
    /// Learning rate.
    pub lr: f32,
    /// Decay of the first moment.
    pub beta1: f32,
    /// Decay of the second moment.
    pub beta2: f32,
    /// Added to the root of the second moment.
    pub eps: f32,
    /// Decoupled: parameters shrink by `lr * weight_decay`.
    pub weight_decay: f32,
    /// Counts from 1.
    pub step: u32,
    /// Multiplies the gradient first (clipping, averaging).
    pub gradient_scale: f32,
}

/// What a step needs, ready to be splat.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factors {
    beta1: f32,
    beta2: f32,
    eps: f32,
    gradient_scale: f32,
    /// 1 - lr * weight_decay.
    keep: f32,
    /// lr / (1 - beta1^step), negative.
    step_size: f32,
    /// 1 / sqrt(1 - beta2^step).
    root_scale: f32,
}

impl Factors {
    /// Those of a step, computed in f64.
    #[must_use]
    pub fn new(settings: &AdamW) -> Factors {
        let AdamW { lr, beta1, beta2, eps, weight_decay, step, gradient_scale } = *settings;
        // Powers by repeated squaring in f64: `powi` leaves the order to the compiler's library.
        let power = |mut base: f64, mut exponent: u32| {
            let mut product = 1.0;
            while exponent > 0 {
                if exponent & 1 == 1 {
                    product *= base;
                }
                base *= base;
                exponent >>= 1;
            }
            product
        };
        let step = step.max(1);
        Factors {
            beta1,
            beta2,
            eps,
            gradient_scale,
            keep: (1.0 - f64::from(lr) * f64::from(weight_decay)) as f32,
            step_size: (-f64::from(lr) / (1.0 - power(f64::from(beta1), step))) as f32,
            root_scale: (1.0 / (1.0 - power(f64::from(beta2), step)).sqrt()) as f32,
        }
    }

    /// What of it changes from step to step, as it is sent to a device.
    #[must_use]
    pub fn sent(&self) -> [f32; 4] {
        [self.keep, self.step_size, self.root_scale, 0.0]
    }

    /// All of it on the device, from what was sent.
    pub(crate) fn received(sent: [f32; 4], [beta1, beta2, eps]: [f32; 3], gradient_scale: f32) -> Factors {
        let [keep, step_size, root_scale, _] = sent;
        Factors { beta1, beta2, eps, gradient_scale, keep, step_size, root_scale }
    }
}

/// One step over `parameters`, with `first` and `second` moments updated in place. All slices have one length.
pub fn step(
    pool: &Pool,
    parameters: &mut [f32],
    gradient: &[f32],
    first: &mut [f32],
    second: &mut [f32],
    factors: Factors,
) {
    let (len, isa) = (parameters.len(), pool.isa());
    assert!(gradient.len() == len && first.len() == len && second.len() == len, "adamw: lengths disagree");
    let (p, m, v) = (SharedMut::new(parameters), SharedMut::new(first), SharedMut::new(second));
    pool.run(len.div_ceil(CHUNK), |chunk| {
        let from = chunk * CHUNK;
        let count = CHUNK.min(len - from);
        // SAFETY: each chunk has its own elements.
        let (p, m, v) = unsafe { (p.part(from, count), m.part(from, count), v.part(from, count)) };
        let g = &gradient[from..][..count];
        // SAFETY: the pool's ISA exists here; all slices have one length.
        unsafe { dispatch!(isa, step_slice(p: &mut [f32], g: &[f32], m: &mut [f32], v: &mut [f32], factors: Factors)) }
    });
}

#[inline(always)]
unsafe fn step_slice<L: Lanes>(p: &mut [f32], g: &[f32], m: &mut [f32], v: &mut [f32], f: Factors) {
    for (at, n) in vectors(p.len()) {
        // SAFETY: `vectors` stays inside.
        unsafe {
            let gradient = L::mul(load::<L>(g, at, n), L::splat(f.gradient_scale));
            let rest = L::mul(gradient, L::splat(1.0 - f.beta1));
            let first = L::mul_add(load::<L>(m, at, n), L::splat(f.beta1), rest);
            let rest = L::mul(L::mul(gradient, gradient), L::splat(1.0 - f.beta2));
            let second = L::mul_add(load::<L>(v, at, n), L::splat(f.beta2), rest);
            store::<L>(m, at, n, first);
            store::<L>(v, at, n, second);
            let root = L::mul_add(L::sqrt(second), L::splat(f.root_scale), L::splat(f.eps));
            let kept = L::mul(load::<L>(p, at, n), L::splat(f.keep));
            store::<L>(p, at, n, L::mul_add(L::splat(f.step_size), L::div(first, root), kept));
        }
    }
}

/// The specification, in f64.
pub mod reference {
    use super::AdamW;

    /// One parameter's step.
    pub fn step(p: &mut f64, g: f64, m: &mut f64, v: &mut f64, s: &AdamW) {
        let wide = f64::from;
        let g = g * wide(s.gradient_scale);
        *m = wide(s.beta1) * *m + (1.0 - wide(s.beta1)) * g;
        *v = wide(s.beta2) * *v + (1.0 - wide(s.beta2)) * g * g;
        let first = *m / (1.0 - wide(s.beta1).powf(f64::from(s.step)));
        let second = *v / (1.0 - wide(s.beta2).powf(f64::from(s.step)));
        *p -= wide(s.lr) * wide(s.weight_decay) * *p;
        *p -= wide(s.lr) * first / (second.sqrt() + wide(s.eps));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::op::testing::{assert_close, every_pool, normal, widen};

    /// Decay, bias correction and epsilon large enough that getting one of them wrong shows.
    const LOUD: AdamW =
        AdamW { lr: 0.1, beta1: 0.8, beta2: 0.9, eps: 0.05, weight_decay: 0.7, step: 1, gradient_scale: 0.3 };

    #[test]
    fn fast_follows_the_reference_over_many_steps() {
        for len in [1, 17, CHUNK + 33] {
            let mut first_bits = None;
            for pool in every_pool() {
                let mut p = normal(1, len);
                let (mut m, mut v) = (vec![0.0; len], vec![0.0; len]);
                let (mut truth, mut truth_m, mut truth_v) = (widen(&p), widen(&m), widen(&v));
                for count in 1..=12 {
                    let g = normal(100 + count, len);
                    let settings = AdamW { step: count as u32, ..LOUD };
                    step(&pool, &mut p, &g, &mut m, &mut v, Factors::new(&settings));
                    for i in 0..len {
                        let g = f64::from(g[i]);
                        reference::step(&mut truth[i], g, &mut truth_m[i], &mut truth_v[i], &settings);
                    }
                }
                assert_close(&p, &truth, 1e-5, 1e-5);
                assert_close(&m, &truth_m, 1e-5, 1e-6);
                assert_close(&v, &truth_v, 1e-5, 1e-6);
                let bits: Vec<u32> = p.iter().map(|p| p.to_bits()).collect();
                assert!(*first_bits.get_or_insert(bits.clone()) == bits, "{:?} x {}", pool.isa(), pool.threads());
            }
        }
    }

    #[test]
    fn the_first_step_moves_by_the_learning_rate() {
        let settings =
            AdamW { lr: 0.01, beta1: 0.9, beta2: 0.95, eps: 1e-10, weight_decay: 0.0, step: 1, gradient_scale: 1.0 };
        let (mut p, mut m, mut v) = ([0.0; 2], [0.0; 2], [0.0; 2]);
        step(&Pool::new(1), &mut p, &[3.0, -0.002], &mut m, &mut v, Factors::new(&settings));
        assert_close(&p, &[-0.01, 0.01], 1e-5, 0.0);
    }
}
