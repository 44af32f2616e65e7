//! The averaged weights of a run: an exponential mean over its end, in f32, beside the weights that learn.
//!
//! Polyak and Juditsky (1992) average the iterates of stochastic approximation; of what an exponential mean of weights does
//! for networks Morales-Brotons et al. (2024) give account. The mean is corrected for its beginning, as Adam's moments are
//! (Kingma and Ba 2015): the first look counts whole, and nothing of the first random weights is in it.

use nanollama_kernel::device::Device;
use nanollama_model::{Config, Model, Parameter, parameters};
use nanollama_store::TensorOut;

use crate::error::Result;
use crate::plan::Averaging;

/// The mean, in this process's memory.
pub struct Average {
    averaging: Averaging,
    parameters: Vec<Parameter>,
    /// Row-major [rows, cols] of each weight, in the order of the parameters.
    weights: Vec<Vec<f32>>,
    /// What all looks together count: the last one 1, the one before `decay`, and so on. 0 before the first.
    gathered: f64,
}

impl Average {
    /// Of models of `config`, before the first look.
    pub(crate) fn new(averaging: Averaging, config: &Config) -> Average {
        let parameters = parameters(config);
        let weights = parameters.iter().map(|parameter| vec![0.0; parameter.rows * parameter.cols]).collect();
        Average { averaging, parameters, weights, gathered: 0.0 }
    }

    /// How the weights are averaged.
    pub(crate) fn averaging(&self) -> &Averaging {
        &self.averaging
    }

    /// What all looks together count; `None` before the first.
    pub(crate) fn gathered(&self) -> Option<f64> {
        (self.gathered > 0.0).then_some(self.gathered)
    }

    /// Looks at the weights of a model: avg += (w - avg) / gathered.
    pub(crate) fn look(&mut self, device: &dyn Device, model: &Model) {
        self.gathered = self.averaging.decay * self.gathered + 1.0;
        let share = (1.0 / self.gathered) as f32;
        for (mean, weight) in self.weights.iter_mut().zip(model.weights()) {
            let values = weight.values(device, 0..weight.rows()).expect("weights that are trained are dense");
            for (mean, value) in mean.iter_mut().zip(values.iter()) {
                *mean += share * (value - *mean);
            }
        }
    }

    /// Exchanges the mean and the weights of a model; a second time brings both back. Packed copies are renewed.
    pub(crate) fn exchange(&mut self, device: &dyn Device, model: &mut Model) {
        for (mean, weight) in self.weights.iter_mut().zip(model.weights_mut()) {
            weight.edit(device, |values| values.swap_with_slice(mean));
        }
    }

    /// The mean as the tensors of a model's file.
    pub(crate) fn tensors(&self) -> impl Iterator<Item = TensorOut<'_>> {
        self.parameters.iter().zip(&self.weights).flat_map(|(parameter, mean)| {
            parameter.parts.iter().map(move |part| {
                let of_part = part.row * parameter.cols..(part.row + part.rows) * parameter.cols;
                TensorOut::from_f32(&part.name, &part.shape, move || mean[of_part].into())
            })
        })
    }

    /// Puts back a stored mean, which counts `gathered`. `fetch` copies the tensor of a name and shape into the slice.
    ///
    /// # Errors
    /// That of `fetch`; the mean is not usable then.
    pub(crate) fn restore(
        &mut self,
        gathered: f64,
        mut fetch: impl FnMut(&str, &[usize], &mut [f32]) -> Result<()>,
    ) -> Result<()> {
        for (parameter, mean) in self.parameters.iter().zip(&mut self.weights) {
            for part in &parameter.parts {
                let of_part = part.row * parameter.cols..(part.row + part.rows) * parameter.cols;
                fetch(&part.name, &part.shape, &mut mean[of_part])?;
            }
        }
        self.gathered = gathered;
        Ok(())
    }

    /// Forgets all looks.
    pub(crate) fn forget(&mut self) {
        self.weights.iter_mut().for_each(|mean| mean.fill(0.0));
        self.gathered = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use nanollama_kernel::cpu::Cpu;
    use nanollama_kernel::pool::Pool;
    use nanollama_model::initialise;

    use super::*;

    #[test]
    fn the_mean_is_that_of_all_looks_with_their_weights() {
        let (cpu, config) = (Cpu::new(Pool::new(1)), Config::new(1, 32, 2, 1, 64, 16));
        let averaging = Averaging::of(0.5, 6).unwrap();
        let mut average = Average::new(averaging, &config);
        assert_eq!(average.gathered(), None);
        let models: Vec<Model> = (0..4).map(|seed| initialise(&cpu, &config, seed).unwrap()).collect();
        models.iter().for_each(|model| average.look(&cpu, model));
        let value = |model: &Model, at: usize| f64::from(model.weights()[0].values(&cpu, 0..64).unwrap()[at]);
        for at in [0, 7, 500] {
            let (mut sum, mut all) = (0.0, 0.0);
            for (ago, model) in models.iter().rev().enumerate() {
                let counts = averaging.decay.powi(ago as i32);
                (sum, all) = (sum + counts * value(model, at), all + counts);
            }
            let found = f64::from(average.weights[0][at]);
            assert!((found - sum / all).abs() < 1e-6, "{found} {}", sum / all);
        }
    }

    #[test]
    fn an_exchange_twice_changes_nothing_and_the_first_look_counts_whole() {
        let (cpu, config) = (Cpu::new(Pool::new(1)), Config::new(1, 32, 2, 1, 64, 16));
        let mut average = Average::new(Averaging::of(0.1, 100).unwrap(), &config);
        let (first, mut other) = (initialise(&cpu, &config, 1).unwrap(), initialise(&cpu, &config, 2).unwrap());
        average.look(&cpu, &first);
        let bits = |model: &Model| -> Vec<u32> {
            model.tensors(&cpu).flat_map(|(.., values)| values.into_owned()).map(f32::to_bits).collect()
        };
        let before = bits(&other);
        average.exchange(&cpu, &mut other);
        assert_eq!(bits(&other), bits(&first));
        average.exchange(&cpu, &mut other);
        assert_eq!(bits(&other), before);
    }
}
