//! Random weights to start from: the numbers behind [`Initial`].
//!
//! As nanochat and modded-nanogpt: embeddings N(0, 1), head N(0, 0.001), matrices that read the residual stream uniform
//! with standard deviation `1/sqrt(fan_in)`, matrices that write into it zero, gains one. Which parameter gets which stands
//! in the table of parameters.
//!
//! Value `i` of a tensor is a function of (seed, the tensor's stream, i) alone: no thread count or order can change it.

use nanollama_kernel::device::Device;
use nanollama_kernel::weight::Weight;

use crate::random::{mix, normal, uniform};
use crate::{Config, Error, Initial, Model};

/// A model with random weights on `device`.
///
/// # Errors
/// [`Error::Config`] when the configuration is invalid, [`Error::Kernel`] when it does not fit memory.
pub fn initialise(device: &dyn Device, config: &Config, seed: u64) -> Result<Model, Error> {
    Model::of(config, |parameter| {
        let mut weight = Weight::zeroed(device, parameter.rows, parameter.cols)?;
        let stream = mix(seed ^ mix(parameter.stream + 1));
        match parameter.initial {
            Initial::Zero => weight.fill(device, |values| values.fill(0.0)),
            Initial::One => weight.fill(device, |values| values.fill(1.0)),
            Initial::Constant(number) => weight.fill(device, |values| values.fill(number)),
            Initial::Normal { deviation } => weight.fill(device, |values| normal(values, stream, deviation)),
            Initial::Uniform { bound } => weight.fill(device, |values| uniform(values, stream, bound)),
        }
        Ok(weight)
    })
}

#[cfg(test)]
mod tests {
    use nanollama_kernel::cpu::Cpu;
    use nanollama_kernel::pool::Pool;

    use super::*;

    fn moments(values: &[f32]) -> (f64, f64) {
        let n = values.len() as f64;
        let mean = values.iter().map(|&v| f64::from(v)).sum::<f64>() / n;
        let variance = values.iter().map(|&v| (f64::from(v) - mean).powi(2)).sum::<f64>() / n;
        (mean, variance.sqrt())
    }

    #[test]
    fn tensors_have_the_moments_they_should() {
        let config = Config::new(2, 128, 2, 2, 1000, 64);
        let cpu = Cpu::new(Pool::new(1));
        let model = initialise(&cpu, &config, 7).unwrap();
        let expect = [
            ("model.embed_tokens.weight", 1.0),
            ("lm_head.weight", 0.001),
            ("model.layers.1.self_attn.q_proj.weight", 128f64.powf(-0.5)),
            ("model.layers.0.mlp.down_proj.weight", 0.0),
        ];
        for (name, deviation) in expect {
            let (mean, got) = moments(&model.tensor(&cpu, name).unwrap());
            assert!((got - deviation).abs() <= 0.02 * deviation, "{name}: {got}");
            assert!(mean.abs() <= 0.02 * deviation, "{name}: mean {mean}");
        }
        assert!(model.tensor(&cpu, "model.norm.weight").unwrap().iter().all(|&g| g == 1.0));
    }

    #[test]
    fn seeds_differ_and_repeat() {
        let config = Config::new(1, 64, 1, 1, 100, 64);
        let cpu = Cpu::new(Pool::new(1));
        let table = |model: Model| model.tensor(&cpu, "model.embed_tokens.weight").unwrap().into_owned();
        let weights = |seed| table(initialise(&cpu, &config, seed).unwrap());
        assert_eq!(weights(1), weights(1));
        assert_ne!(weights(1), weights(2));
    }
}
