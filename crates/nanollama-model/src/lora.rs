//! [`Lora`]: which matrices of a model have low-rank matrices beside them, of which rank and how strong; their first values
//! (Hu et al. 2021). How an adapter is computed is `adapter`, how it is trained, another crate's matter.

use nanollama_graph::{Addition, Graph, Recorder};
use nanollama_kernel::adapter::Site;
use nanollama_kernel::call::{WeightId, WeightShape};
use nanollama_kernel::device::Device;
use nanollama_kernel::weight::Weight;
use serde::{Deserialize, Serialize};

use crate::random::seeded_uniform;
use crate::{Adapter, Change, Config, Error, Parameter, Part, Target, forward, parameters};

/// The matrices of a block by the names that PEFT knows them by, in the order of the block.
pub const PROJECTIONS: [&str; 7] = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"];

/// Low-rank matrices beside those of a model: `W + scale · B A`, A `[R, K]`, B `[N, R]`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lora {
    /// R.
    pub rank: usize,
    /// What the scale is made of.
    pub alpha: f64,
    /// Whether the scale is `alpha / √rank` instead of `alpha / rank` (Kalajdzievski 2023).
    pub rooted: bool,
    /// Those of [`PROJECTIONS`] that have them, in that order.
    pub targets: Vec<String>,
}

/// A matrix of a model that has two beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// Its tensor, by Hugging Face's name.
    pub tensor: String,
    /// The weight that holds it.
    pub weight: WeightId,
    /// Its first row there.
    pub first: usize,
    /// N.
    pub rows: usize,
    /// K.
    pub cols: usize,
}

/// Writes the values of A and of B beside a matrix.
pub type Fill<'a, E> = dyn FnMut(&Beside, &mut [f32], &mut [f32]) -> Result<(), E> + 'a;

impl Lora {
    /// What B A is multiplied with.
    #[must_use]
    pub fn scale(&self) -> f32 {
        let rank = self.rank as f64;
        (self.alpha / if self.rooted { rank.sqrt() } else { rank }) as f32
    }

    /// The matrices of `config` that have two beside them, in the order in which an adapter numbers its weights: A, then B.
    #[must_use]
    pub fn matrices(&self, config: &Config) -> Vec<Beside> {
        let wanted = |name: &str| {
            let module = name.strip_suffix(".weight").unwrap_or(name);
            let last = module.rsplit('.').next().unwrap_or(module);
            name.starts_with("model.layers.") && self.targets.iter().any(|target| target == last)
        };
        let matrix = |(index, parameter): (u32, Parameter)| {
            let (weight, cols) = (WeightId(index), parameter.cols);
            let parts = parameter.parts.into_iter().filter(|part| wanted(&part.name));
            parts.map(move |Part { name: tensor, row: first, rows, .. }| Beside { tensor, weight, first, rows, cols })
        };
        (0..).zip(parameters(config)).flat_map(matrix).collect()
    }

    /// Numbers in all A and B.
    #[must_use]
    pub fn parameter_count(&self, config: &Config) -> u64 {
        self.matrices(config).iter().map(|matrix| (self.rank * (matrix.rows + matrix.cols)) as u64).sum()
    }

    /// Shapes of all A and B, as an adapter numbers them.
    #[must_use]
    pub fn shapes(&self, config: &Config) -> Vec<WeightShape> {
        let both =
            |matrix: Beside| [WeightShape::dense(self.rank, matrix.cols), WeightShape::dense(matrix.rows, self.rank)];
        self.matrices(config).into_iter().flat_map(both).collect()
    }

    /// An adapter called `name` as training begins with it: A uniform in ±1/√K (He et al. 2015 with PEFT's a = √5), B zero, so
    /// that the model is what it was. Each A has numbers of its own.
    ///
    /// # Errors
    /// [`Error::Kernel`] when memory cannot be had; [`Error::Adapter`] for a model without such matrices.
    pub fn initial(&self, device: &dyn Device, config: &Config, name: &str, seed: u64) -> Result<Adapter, Error> {
        let mut stream = 0;
        self.filled(device, config, name, &mut |matrix, a, b| {
            stream += 1;
            seeded_uniform(a, seed, stream, 1.0 / (matrix.cols as f64).sqrt());
            b.fill(0.0);
            Ok(())
        })
    }

    /// An adapter of the values that `fill` writes into A and B of each matrix.
    ///
    /// # Errors
    /// That of `fill`; as [`Lora::initial`].
    pub fn filled<E: From<Error>>(
        &self,
        device: &dyn Device,
        config: &Config,
        name: &str,
        fill: &mut Fill<'_, E>,
    ) -> Result<Adapter, E> {
        let mut parts = Vec::new();
        for matrix in self.matrices(config) {
            let (mut a, mut b) = (vec![0.0; self.rank * matrix.cols], vec![0.0; matrix.rows * self.rank]);
            fill(&matrix, &mut a, &mut b)?;
            let dense = |rows, cols, values: &[f32]| Weight::dense(device, rows, cols, values).map_err(Error::Kernel);
            let (a, b) = (dense(self.rank, matrix.cols, &a)?, dense(matrix.rows, self.rank, &b)?);
            parts.push((Target::Tensor(matrix.tensor), Change::LowRank { a, b }));
        }
        Ok(Adapter::new(config, name, parts)?)
    }

    /// The recorded forward of models of `config` whose weights have these shapes, with A and B as nodes, numbered behind them.
    ///
    /// # Errors
    /// [`Error::Graph`] when the ops do not fit.
    pub fn graph(&self, config: &Config, mut shapes: Vec<WeightShape>) -> Result<Graph, Error> {
        let first = shapes.len() as u32;
        shapes.extend(self.shapes(config));
        let scale = self.scale();
        let addition = |(number, matrix): (u32, Beside)| Addition {
            site: Site::Product(matrix.weight),
            weights: vec![WeightId(first + 2 * number), WeightId(first + 2 * number + 1)],
            scale,
            first: matrix.first,
        };
        let additions = (0..).zip(self.matrices(config)).map(addition).collect();
        let mut recorder = Recorder::new(shapes).with_additions(additions);
        let logits = forward(&mut recorder, config);
        Ok(recorder.finish(logits)?)
    }
}

#[cfg(test)]
mod tests {
    use nanollama_kernel::cpu::Cpu;
    use nanollama_kernel::pool::Pool;

    use super::*;

    fn lora(targets: &[&str]) -> Lora {
        let targets = targets.iter().map(|name| (*name).to_owned()).collect();
        Lora { rank: 4, alpha: 8.0, rooted: false, targets }
    }

    #[test]
    fn every_matrix_of_a_fused_weight_has_its_own_two() {
        let config = Config::new(2, 64, 4, 2, 97, 128);
        let all = lora(&PROJECTIONS);
        let matrices = all.matrices(&config);
        let names: Vec<&str> = matrices.iter().map(|matrix| matrix.tensor.as_str()).collect();
        assert_eq!(names[..3], ["q_proj", "k_proj", "v_proj"].map(|p| format!("model.layers.0.self_attn.{p}.weight")));
        assert_eq!((names.len(), matrices[1].first, matrices[1].rows, matrices[5].first), (14, 64, 32, config.ffn));
        assert_eq!(lora(&["v_proj"]).matrices(&config).len(), 2);
        let adapter = all.initial(&Cpu::new(Pool::new(1)), &config, "it", 1).unwrap();
        let shapes: Vec<WeightShape> = adapter.weights().map(Weight::shape).collect();
        assert_eq!(shapes, all.shapes(&config), "an adapter numbers its weights so");
        let elements: u64 = shapes.iter().map(|shape| (shape.rows * shape.cols) as u64).sum();
        assert_eq!(elements, all.parameter_count(&config));
    }

    #[test]
    fn it_begins_as_nothing_with_numbers_of_its_own_for_each() {
        let (config, cpu) = (Config::new(1, 64, 4, 2, 97, 128), Cpu::new(Pool::new(1)));
        let adapter = lora(&["q_proj", "k_proj"]).initial(&cpu, &config, "it", 7).unwrap();
        let values: Vec<Vec<f32>> =
            adapter.weights().map(|w| w.values(&cpu, 0..w.rows()).unwrap().into_owned()).collect();
        assert!(values[1].iter().chain(&values[3]).all(|value| *value == 0.0));
        assert!(values[0] != values[2] && values[0].iter().all(|value| value.abs() <= 0.125));
        let deviation = (values[0].iter().map(|v| v * v).sum::<f32>() / values[0].len() as f32).sqrt();
        assert!((deviation * 3f32.sqrt() / 0.125 - 1.0).abs() < 0.1, "{deviation}");
    }

    #[test]
    fn the_scale_is_alpha_over_the_rank_or_its_root() {
        assert_eq!(lora(&[]).scale(), 2.0);
        assert_eq!(Lora { rooted: true, ..lora(&[]) }.scale(), 4.0);
    }
}
