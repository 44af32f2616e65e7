//! What a step is made of where its rows are not there before it: questions that the model answers itself, or pairs of answers
//! that it is asked about.

use nanollama_model::Config;
use serde::{Deserialize, Serialize};

use super::cost::Cost;
use super::stage::{FeedKind, Stage};
use crate::advantage::Advantage;
use crate::error::{Error, Result};
use crate::recipe::Recipe;

/// What is drawn for a step, and what becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Drawn {
    /// Questions to be answered, for rewards.
    Practice(Practice),
    /// Pairs of answers, of which one is preferred.
    Preference(Preference),
}

/// How a model practises.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Practice {
    /// Questions that are practised.
    pub questions: u64,
    /// Questions of a step.
    pub examples: usize,
    /// Answers that are sampled to each.
    pub samples: usize,
    /// Most tokens of an answer.
    pub max_new_tokens: usize,
    /// Divides the logits.
    pub temperature: f64,
    /// Only the likeliest tokens; 0 is all.
    pub top_k: usize,
    /// What a reward is worth.
    pub advantage: Advantage,
    /// Weight of the divergence from the model that the run starts from; 0 is none.
    pub kl: f64,
    /// Questions that are measured on, at most.
    pub eval_examples: usize,
    /// Whether the calculator answers when it is called. Runs of before it did not have it.
    #[serde(default)]
    pub calls: bool,
}

/// How preferences are learned (DPO, Rafailov et al. 2023).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preference {
    /// Pairs that are learned from.
    pub pairs: u64,
    /// Pairs of a step.
    pub examples: usize,
    /// β: how much a change of an answer's likelihood counts.
    pub beta: f64,
}

impl Drawn {
    /// What a settled recipe asks for, of `items` questions or pairs; `None` for stages that are fed with rows.
    ///
    /// # Errors
    /// [`Error::Recipe`] naming a setting that the stage does not have.
    pub(super) fn of(recipe: &Recipe, stage: Stage, items: u64) -> Result<Option<Drawn>> {
        refuse(recipe, stage)?;
        let examples = recipe.examples_per_step.unwrap_or(16);
        Ok(match stage.feed {
            FeedKind::Text | FeedKind::Conversations => None,
            FeedKind::Questions => Some(Drawn::Practice(Practice {
                questions: items,
                examples,
                samples: recipe.num_samples.unwrap_or(16),
                max_new_tokens: recipe.max_new_tokens.unwrap_or(256),
                temperature: recipe.temperature.unwrap_or(1.0),
                top_k: recipe.top_k.unwrap_or(50),
                advantage: recipe.advantage.unwrap_or_default(),
                kl: recipe.kl.unwrap_or(0.0),
                eval_examples: recipe.eval_examples.unwrap_or(400),
                calls: true,
            })),
            FeedKind::Pairs => {
                let beta = recipe.beta.unwrap_or(0.1);
                Some(Drawn::Preference(Preference { pairs: items, examples, beta }))
            }
        })
    }

    /// Rows of a step at most: each text takes one.
    pub(super) fn rows(&self) -> usize {
        match self {
            Drawn::Practice(practice) => practice.examples * practice.samples,
            Drawn::Preference(preference) => 2 * preference.examples,
        }
    }

    /// How often all is drawn in a run of `steps` steps.
    fn epochs(&self, steps: f64) -> f64 {
        let (items, examples) = self.drawn();
        steps * examples as f64 / items.max(1) as f64
    }

    /// Things to draw, and how many a step draws.
    fn drawn(&self) -> (u64, usize) {
        match self {
            Drawn::Practice(practice) => (practice.questions, practice.examples),
            Drawn::Preference(preference) => (preference.pairs, preference.examples),
        }
    }

    /// Steps of the run: those asked for, or so many passes (nanochat's 7473 questions are 467 steps of 16).
    pub(super) fn steps(&self, recipe: &Recipe) -> u64 {
        let (items, examples) = self.drawn();
        let of_epochs = || (recipe.epochs.unwrap_or(1.0) * items as f64 / examples as f64).floor().max(1.0) as u64;
        recipe.steps.unwrap_or_else(of_epochs)
    }

    /// The price of a run whose rows were all full, made that of `mean` tokens a text; answers are written and looked at
    /// before they are learned, a forward each.
    pub(super) fn price(&self, cost: Cost, steps: u64, (mean, context): (f64, usize)) -> Cost {
        const MADE: f64 = 4.0 / 3.0;
        let most = match self {
            Drawn::Practice(practice) => mean + practice.max_new_tokens as f64,
            Drawn::Preference(_) => mean,
        };
        let share = (most / context as f64).min(1.0);
        Cost {
            tokens: (cost.tokens as f64 * share) as u64,
            epochs: self.epochs(steps as f64),
            flops: cost.flops * share * MADE,
            // A token at a time is slower than many side by side.
            hours: cost.hours * share * if matches!(self, Drawn::Practice(_)) { 2.0 } else { MADE },
            ..cost
        }
    }

    /// Label and text of its lines among a plan's.
    pub(super) fn describe(&self, model: &Config) -> Vec<(&'static str, String)> {
        match self {
            Drawn::Practice(practice) => {
                let Practice { examples, samples, max_new_tokens, temperature, top_k, .. } = practice;
                let filter = if *top_k == 0 { String::new() } else { format!(", of the {top_k} likeliest tokens") };
                let advantage = match practice.advantage {
                    Advantage::Mean => "reward - mean of the question's answers, over all their tokens (REINFORCE)",
                    Advantage::Grpo => "(reward - mean) / deviation of the question's answers, answer by answer (GRPO)",
                };
                let kl = match practice.kl {
                    0.0 => String::new(),
                    kl => format!(", and {kl} x the divergence from the first model against it"),
                };
                let longest = max_new_tokens.min(&model.context);
                let answers = format!(
                    "{samples} to each of {examples} questions a step, of at most {longest} tokens, at temperature \
                     {temperature}{filter}"
                );
                vec![("answers", answers), ("reward", format!("{advantage}{kl}"))]
            }
            Drawn::Preference(Preference { examples, beta, .. }) => {
                vec![("pairs", format!("{examples} a step, beta {beta} (DPO)"))]
            }
        }
    }

    /// The settings that ask for this.
    pub(super) fn settings(&self) -> Recipe {
        match *self {
            Drawn::Practice(practice) => Recipe {
                examples_per_step: Some(practice.examples),
                num_samples: Some(practice.samples),
                max_new_tokens: Some(practice.max_new_tokens),
                temperature: Some(practice.temperature),
                top_k: Some(practice.top_k),
                advantage: Some(practice.advantage),
                kl: Some(practice.kl),
                eval_examples: Some(practice.eval_examples),
                ..Recipe::default()
            },
            Drawn::Preference(Preference { examples, beta, .. }) => {
                Recipe { examples_per_step: Some(examples), beta: Some(beta), ..Recipe::default() }
            }
        }
    }
}

/// Refuses settings that a stage does not have.
fn refuse(recipe: &Recipe, stage: Stage) -> Result<()> {
    let feed = stage.feed;
    let (asks, prefers) = (feed == FeedKind::Questions, feed == FeedKind::Pairs);
    let given = [
        ("examples_per_step", recipe.examples_per_step.is_some() && !asks && !prefers),
        ("num_samples", recipe.num_samples.is_some() && !asks),
        ("max_new_tokens", recipe.max_new_tokens.is_some() && !asks),
        ("temperature", recipe.temperature.is_some() && !asks),
        ("top_k", recipe.top_k.is_some() && !asks),
        ("advantage", recipe.advantage.is_some() && !asks),
        ("kl", recipe.kl.is_some() && !asks),
        ("eval_examples", recipe.eval_examples.is_some() && !asks),
        ("beta", recipe.beta.is_some() && !prefers),
        ("batch_tokens", recipe.batch_tokens.is_some() && (asks || prefers)),
        ("tokens", recipe.tokens.is_some() && (asks || prefers)),
        ("ratio", recipe.ratio.is_some() && (asks || prefers)),
        ("flops", recipe.flops.is_some() && (asks || prefers)),
        ("average", recipe.average.is_some_and(|share| share > 0.0) && (asks || prefers)),
        ("spike_guard", recipe.spike_guard == Some(true) && (asks || prefers)),
    ];
    match given.iter().find(|(_, wrong)| *wrong) {
        Some((name, _)) => Err(Error::recipe("the settings together", format!("{name} is no setting of {stage}"))),
        None => Ok(()),
    }
}
