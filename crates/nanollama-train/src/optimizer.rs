//! Which optimiser moves which rows of which weight, and the state it keeps.
//!
//! Muon (Jordan et al. 2024; NorMuon's variance, Polar Express) for every matrix of the blocks, AdamW for embedding, head and
//! norms, with the rates of nanollama and nanochat. Query, key and value (and gate and up) are one weight in memory, but
//! each is orthogonalised by itself, because a product of their own is what each of them is.
//!
//! Departures: a tied table moves at the head's rate, not the embedding's, because its rows are the classifier and start 20
//! times smaller than an embedding of their own.

use std::ops::Range;

use nanollama_kernel::launch::{Kernels, Matrix};
use nanollama_kernel::memory::AlignedVec;
use nanollama_kernel::op::adamw::AdamW;
use nanollama_kernel::op::muon::Muon;
use nanollama_model::{Config, Group, Model, parameters};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

const BETAS: (f32, f32) = (0.8, 0.95);
const EPS: f32 = 1e-10;
/// Decay of NorMuon's second moment.
const MUON_BETA: f32 = 0.95;
/// The width at which AdamW's rates are what they are.
const REFERENCE_WIDTH: f64 = 768.0;

/// Learning rates before the schedule.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rates {
    /// AdamW, embedding; at width 768, and with the inverse root of the width elsewhere.
    pub embedding: f64,
    /// AdamW, head; as the embedding.
    pub head: f64,
    /// AdamW, norms; as the embedding.
    pub norm: f64,
    /// Muon, matrices; times the root of rows over columns when tall.
    pub matrix: f64,
}

impl Rates {
    /// nanollama's.
    pub const DEFAULT: Rates = Rates { embedding: 0.2, head: 0.004, norm: 0.004, matrix: 0.02 };

    /// All four times `factor`.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Rates {
        let Rates { embedding, head, norm, matrix } = self;
        Rates { embedding: embedding * factor, head: head * factor, norm: norm * factor, matrix: matrix * factor }
    }
}

/// What moves a tensor.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Rule {
    AdamW,
    Muon,
}

/// One tensor of the model.
#[derive(Debug, Clone, PartialEq)]
struct Member {
    /// Its name in files.
    name: String,
    /// Index of the weight that holds it.
    weight: usize,
    /// Its rows there.
    rows: Range<usize>,
    cols: usize,
    group: Group,
}

impl Member {
    fn rule(&self) -> Rule {
        match self.group {
            Group::Embedding | Group::Head | Group::Norm => Rule::AdamW,
            Group::Matrix => Rule::Muon,
        }
    }

    /// Its elements in the weight.
    fn range(&self) -> Range<usize> {
        self.rows.start * self.cols..self.rows.end * self.cols
    }

    /// Shapes of its first and second moment.
    fn state(&self) -> [Vec<usize>; 2] {
        let (rows, cols) = (self.rows.len(), self.cols);
        match self.rule() {
            Rule::AdamW => [vec![rows, cols], vec![rows, cols]],
            // One number a row of a tall or square matrix, a column of a wide one.
            Rule::Muon => [vec![rows, cols], vec![if rows >= cols { rows } else { cols }]],
        }
    }
}

/// Every tensor once, in file order.
fn members(config: &Config) -> Vec<Member> {
    let member = |(weight, parameter): (usize, nanollama_model::Parameter)| {
        let (cols, group) = (parameter.cols, parameter.group);
        parameter.parts.into_iter().map(move |part| Member {
            name: part.name,
            weight,
            rows: part.row..part.row + part.rows,
            cols,
            group,
        })
    };
    parameters(config).into_iter().enumerate().flat_map(member).collect()
}

/// f32 of the whole state.
pub(crate) fn state_elements(config: &Config) -> u64 {
    members(config).iter().flat_map(Member::state).map(|shape| shape.iter().product::<usize>() as u64).sum()
}

/// f32 that Muon works in: two copies of its largest matrix, and two squares of the shorter side.
pub(crate) fn workspace_elements(config: &Config) -> u64 {
    let muon = members(config).into_iter().filter(|member| member.rule() == Rule::Muon);
    let matrix = |member: Member| {
        let (rows, cols) = (member.rows.len() as u64, member.cols as u64);
        2 * rows * cols + 2 * rows.min(cols).pow(2)
    };
    muon.map(matrix).max().unwrap_or(0)
}

/// Floating-point operations of one step: Muon's five iterations, with symmetric products at half their cost.
pub(crate) fn step_flops(config: &Config) -> f64 {
    let muon = members(config).into_iter().filter(|member| member.rule() == Rule::Muon);
    muon.map(|member| {
        let (rows, cols) = (member.rows.len() as f64, member.cols as f64);
        let (short, long) = (rows.min(cols), rows.max(cols));
        5.0 * (3.0 * short * short * long + short.powi(3))
    })
    .sum()
}

/// What one step is to do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Factor of the schedule on all rates.
    pub rate: f64,
    /// Muon's momentum.
    pub momentum: f64,
    /// Multiplies every gradient (clipping).
    pub gradient_scale: f32,
}

/// The optimisers' state and how they are set.
pub struct Optimizer {
    members: Vec<Member>,
    /// First and second moment of each member.
    moments: Vec<[AlignedVec; 2]>,
    rates: Rates,
    weight_decay: f64,
    /// `(width / 768)^-1/2`.
    width_scale: f64,
    /// Steps taken: AdamW's bias correction.
    steps: u32,
}

impl Optimizer {
    /// A fresh state for models of `config`. `weight_decay` is Muon's, cautious.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`].
    pub fn new(config: &Config, rates: Rates, weight_decay: f64) -> Result<Self> {
        let members = members(config);
        let mut moments = Vec::with_capacity(members.len());
        for member in &members {
            let [first, second] = member.state().map(|shape| zeroed(shape.iter().product()));
            moments.push([first?, second?]);
        }
        let width_scale = (config.dim as f64 / REFERENCE_WIDTH).powf(-0.5);
        Ok(Optimizer { members, moments, rates, weight_decay, width_scale, steps: 0 })
    }

    /// Moves the weights of `model` against `gradients` (one a weight, in the model's order). Packed copies are stale
    /// afterwards.
    ///
    /// # Panics
    /// When the model has frozen weights.
    pub fn step(&mut self, kernels: &dyn Kernels, model: &mut Model, gradients: &[&[f32]], settings: &Settings) {
        self.steps += 1;
        let lrs: Vec<f64> = self.members.iter().map(|member| self.rate_of(member) * settings.rate).collect();
        for ((member, [first, second]), lr) in self.members.iter().zip(&mut self.moments).zip(lrs) {
            let range = member.range();
            let weight = &mut model.weights_mut()[member.weight];
            let parameters = &mut weight.master_mut().expect("a model in training is dense")[range.clone()];
            let gradient = &gradients[member.weight][range];
            match member.rule() {
                Rule::AdamW => {
                    let settings = AdamW {
                        lr: lr as f32,
                        beta1: BETAS.0,
                        beta2: BETAS.1,
                        eps: EPS,
                        weight_decay: 0.0,
                        step: self.steps,
                        gradient_scale: settings.gradient_scale,
                    };
                    kernels.adamw(parameters, gradient, first, second, &settings);
                }
                Rule::Muon => {
                    let settings = Muon {
                        lr: lr as f32,
                        momentum: settings.momentum as f32,
                        beta2: MUON_BETA,
                        weight_decay: self.weight_decay as f32,
                        gradient_scale: settings.gradient_scale,
                    };
                    let matrix = Matrix { parameters, gradient, rows: member.rows.len(), cols: member.cols };
                    kernels.muon(matrix, first, second, &settings);
                }
            }
        }
    }

    /// The rate of a tensor before the schedule.
    fn rate_of(&self, member: &Member) -> f64 {
        let Rates { embedding, head, norm, matrix } = self.rates;
        match member.group {
            Group::Embedding => embedding * self.width_scale,
            Group::Head => head * self.width_scale,
            Group::Norm => norm * self.width_scale,
            Group::Matrix => matrix * (member.rows.len() as f64 / member.cols as f64).max(1.0).sqrt(),
        }
    }

    /// Norm of all gradients together.
    pub fn gradient_norm(&self, kernels: &dyn Kernels, gradients: &[&[f32]]) -> f64 {
        gradients.iter().map(|gradient| kernels.sum_of_squares(gradient)).sum::<f64>().sqrt()
    }

    /// Name of the first tensor whose gradient holds something that is no finite number.
    pub fn first_not_finite(&self, gradients: &[&[f32]]) -> Option<&str> {
        let broken = |member: &&Member| gradients[member.weight][member.range()].iter().any(|g| !g.is_finite());
        self.members.iter().find(broken).map(|member| member.name.as_str())
    }

    /// Steps taken since the state was fresh.
    pub fn steps(&self) -> u32 {
        self.steps
    }

    /// The state as named tensors `(name, shape, values)`, in a fixed order.
    pub fn tensors(&self) -> impl Iterator<Item = (String, Vec<usize>, &[f32])> {
        self.members.iter().zip(&self.moments).flat_map(|(member, moments)| {
            let names = names(member).into_iter().zip(member.state());
            names.zip(moments).map(|((name, shape), values)| (name, shape, &**values))
        })
    }

    /// Puts back a stored state. `fetch` copies the tensor of a name and shape into the slice.
    ///
    /// # Errors
    /// That of `fetch`; the state is not usable then.
    pub fn restore(
        &mut self,
        steps: u32,
        mut fetch: impl FnMut(&str, &[usize], &mut [f32]) -> Result<()>,
    ) -> Result<()> {
        for (member, moments) in self.members.iter().zip(&mut self.moments) {
            for ((name, shape), values) in names(member).iter().zip(member.state()).zip(moments) {
                fetch(name, &shape, values)?;
            }
        }
        self.steps = steps;
        Ok(())
    }
}

fn names(member: &Member) -> [String; 2] {
    [format!("{}.first_moment", member.name), format!("{}.second_moment", member.name)]
}

fn zeroed(len: usize) -> Result<AlignedVec> {
    let out = Error::OutOfMemory { what: "the optimiser's state", bytes: len * size_of::<f32>() };
    AlignedVec::try_zeroed(len).map_err(|_| out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(tied: bool) -> Config {
        let mut config = Config::new(3, 64, 4, 2, 96, 32);
        config.features.tied = tied;
        config
    }

    #[test]
    fn every_element_has_exactly_one_optimiser() {
        for tied in [false, true] {
            let config = config(tied);
            let list = parameters(&config);
            let mut owners: Vec<Vec<u8>> = list.iter().map(|p| vec![0; p.rows * p.cols]).collect();
            for member in members(&config) {
                owners[member.weight][member.range()].iter_mut().for_each(|count| *count += 1);
            }
            assert!(owners.iter().flatten().all(|&count| count == 1));
            let total: u64 = members(&config).iter().map(|m| m.range().len() as u64).sum();
            assert_eq!(total, config.parameter_count());
        }
    }

    #[test]
    fn block_matrices_are_muons_and_the_rest_is_adamws() {
        let members = members(&config(false));
        for member in &members {
            let matrix = member.name.contains("_proj");
            assert_eq!(member.rule() == Rule::Muon, matrix, "{}", member.name);
        }
        assert_eq!(members.iter().filter(|m| m.rule() == Rule::Muon).count(), 3 * 7);
        let shape = |name: &str| members.iter().find(|m| m.name.ends_with(name)).map(|m| (m.rows.len(), m.cols));
        assert_eq!(shape("layers.1.self_attn.k_proj.weight"), Some((32, 64)));
        assert_eq!(shape("layers.1.mlp.up_proj.weight"), Some((192, 64)));
    }

    #[test]
    fn rates_follow_width_kind_and_shape() {
        let optimizer = Optimizer::new(&config(false), Rates::DEFAULT, 0.0).unwrap();
        let rate = |optimizer: &Optimizer, name: &str| {
            let member = optimizer.members.iter().find(|m| m.name.ends_with(name)).unwrap().clone();
            optimizer.rate_of(&member)
        };
        let wider = (64.0f64 / 768.0).powf(-0.5);
        assert_eq!(rate(&optimizer, "embed_tokens.weight"), 0.2 * wider);
        assert_eq!(rate(&optimizer, "lm_head.weight"), 0.004 * wider);
        assert_eq!(rate(&optimizer, "model.norm.weight"), 0.004 * wider);
        assert_eq!(rate(&optimizer, "0.mlp.up_proj.weight"), 0.02 * 3f64.sqrt());
        assert_eq!(rate(&optimizer, "0.mlp.down_proj.weight"), 0.02);
        let tied = Optimizer::new(&config(true), Rates::DEFAULT, 0.0).unwrap();
        assert_eq!(rate(&tied, "embed_tokens.weight"), 0.004 * wider);
    }

    #[test]
    fn state_is_named_once_and_counted() {
        let config = config(false);
        let optimizer = Optimizer::new(&config, Rates::DEFAULT, 0.0).unwrap();
        let mut names: Vec<String> = optimizer.tensors().map(|(name, ..)| name).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
        assert_eq!(optimizer.tensors().map(|(.., values)| values.len() as u64).sum::<u64>(), state_elements(&config));
    }
}
