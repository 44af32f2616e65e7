//! What was asked for: every setting of a run, each of them optional. Defaults < recipe file < environment < flags.
//!
//! A recipe decides nothing; [`crate::Plan`] turns it into what will happen. The built-in recipes are the TOML files of
//! `recipes/`, compiled in, so that a copied binary still has them.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::path::Path;

use nanollama_model::{Config, Features, NoPattern, Windows};
use serde::{Deserialize, Serialize};

use crate::advantage::Advantage;
use crate::error::{Error, Result};
use crate::schedule::Decay;

mod builtin;
mod layers;

pub use builtin::BUILTIN;
pub use layers::{Layers, Lookup};

/// Declares the settings once, each with its type and the range of what may be typed: the struct, their names, how one
/// recipe is laid over another, and what is out of range.
macro_rules! recipe {
    ($($(#[$doc:meta])* $field:ident: $kind:ty $(= $range:expr)?,)*) => {
        /// Settings of a run, each of them optional.
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct Recipe {
            $($(#[$doc])* #[serde(skip_serializing_if = "Option::is_none")] pub $field: Option<$kind>,)*
        }

        impl Recipe {
            /// The names of all settings, as in TOML files. A flag has dashes for underscores; an environment variable is
            /// in capitals behind `NANOLLAMA_`.
            pub const FIELDS: &'static [&'static str] = &[$(stringify!($field)),*];

            fn replace(&mut self, over: Recipe) {
                $(if over.$field.is_some() { self.$field = over.$field; })*
            }

            /// Checks every number by itself; how they fit each other is the plan's matter.
            ///
            /// # Errors
            /// [`Error::Range`] naming the setting and its limits.
            pub(crate) fn check_ranges(&self) -> Result<()> {
                $($(within(stringify!($field), self.$field, $range)?;)?)*
                Ok(())
            }
        }
    };
}

/// Refuses a value outside its range; a NaN is outside of every one.
fn within<T: PartialOrd + Display>(field: &'static str, value: Option<T>, range: RangeInclusive<T>) -> Result<()> {
    match value {
        Some(value) if !range.contains(&value) => {
            let (low, high) = (range.start().to_string(), range.end().to_string());
            Err(Error::Range { field, value: value.to_string(), low, high })
        }
        _ => Ok(()),
    }
}

recipe! {
    /// A named size ([`nanollama_model::PRESETS`]).
    model: String,
    /// nanochat's one dial: layers, and everything else follows.
    depth: usize = 1..=128,
    /// Number of blocks.
    layers: usize = 1..=4096,
    /// Width of the residual stream.
    dim: usize = 8..=1 << 20,
    /// Query heads.
    heads: usize = 1..=1 << 17,
    /// Key/value heads.
    kv_heads: usize = 1..=1 << 17,
    /// Feed-forward width.
    ffn: usize = 1..=1 << 20,
    /// Tokens in a row, and the longest sequence that the model will know.
    context: usize = 2..=1 << 20,
    /// Base of the rotary angles.
    rope_theta: f64 = 2.0..=1e12,
    /// Whether the output head is the embedding table.
    tied: bool,
    /// Logits are capped at this size, `softcap · tanh(logit / softcap)`; 0 for no cap.
    softcap: f32 = 0.0..=1e6,
    /// Whether queries and keys are normed, head by head.
    use_qk_norm: bool,
    /// Whether embeddings are normed before the first block.
    use_post_emb_norm: bool,
    /// Whether every block mixes the embeddings into the residual stream, by two numbers that it learns.
    use_resformer: bool,
    /// Which layers see a window alone: letters S (short) and L (the whole text) that go round over the layers; L for none.
    window_pattern: String,
    /// Tokens of a short window; a quarter of the context, rounded up to a multiple of 128, when absent.
    window: usize = 1..=1 << 20,
    /// Optimiser steps.
    steps: u64 = 1..=1 << 40,
    /// Tokens to train on, instead of steps.
    tokens: u64 = 1..=1 << 50,
    /// Passes over the data, instead of steps.
    epochs: f64 = 1e-6..=1e6,
    /// Tokens for each parameter, instead of steps: of all of them; with depth, of those that take part in products.
    ratio: f64 = 1e-6..=1e6,
    /// Floating-point operations of forward and backward, instead of steps.
    flops: f64 = 1.0..=1e30,
    /// Tokens of one optimiser step.
    batch_tokens: usize = 2..=1 << 30,
    /// Rows of one micro-batch; found from memory when absent.
    device_batch_size: usize = 1..=1 << 20,
    /// AdamW's rate for the embedding, at width 768.
    embedding_lr: f64 = 0.0..=10.0,
    /// AdamW's rate for the head, at width 768.
    head_lr: f64 = 0.0..=10.0,
    /// AdamW's rate for the norms, at width 768.
    norm_lr: f64 = 0.0..=10.0,
    /// Muon's rate for the matrices of the blocks.
    matrix_lr: f64 = 0.0..=10.0,
    /// Muon's rate for the matrices, and the other three in the same proportion.
    lr: f64 = 0.0..=10.0,
    /// Factor on all four rates (fine-tuning: a share of the base run's).
    lr_fraction: f64 = 0.0..=100.0,
    /// Steps of linear warm-up.
    warmup_steps: u64 = 0..=1 << 40,
    /// Share of the steps, at the end, in which the rate falls.
    warmdown_ratio: f64 = 0.0..=1.0,
    /// How it falls there: linear or cosine.
    decay: Decay,
    /// What is left of the rate at the end.
    final_lr_fraction: f64 = 0.0..=1.0,
    /// Steps over which Muon's momentum rises from 0.85 to 0.95.
    momentum_warmup_steps: u64 = 0..=1 << 40,
    /// Cautious weight decay of the blocks' matrices.
    weight_decay: f64 = 0.0..=100.0,
    /// Largest global gradient norm; 0 for no clipping.
    gradient_clip: f64 = 0.0..=1e6,
    /// Go back to the last checkpoint that was due where the loss spikes or a step is not sound, and leave out that data.
    spike_guard: bool,
    /// Half-life of averaged weights, as a share of the steps; 0 for no average.
    average: f64 = 0.0..=1.0,
    /// Steps between two validations; 0 validates at the end only.
    eval_every: u64 = 0..=1 << 40,
    /// Tokens of one validation.
    eval_tokens: usize = 1..=1 << 40,
    /// Steps between two samples; 0 for none.
    sample_every: u64 = 0..=1 << 40,
    /// Share of the conversations that is only measured on (fine-tuning; pretraining's split is in its data).
    validation_fraction: f64 = 1e-6..=0.5,
    /// Shares of the run, from 0 to 1, at which samples are shown, too: `[0.0, 0.05, 1.0]`.
    sample_at: Vec<f64>,
    /// Tokens of one sample.
    sample_tokens: usize = 1..=1 << 20,
    /// What a sample continues; in fine-tuning, what a user asks (where empty, held-out conversations ask).
    sample_prompt: String,
    /// Steps between two checkpoints; 0 saves at the end only.
    save_every: u64 = 0..=1 << 40,
    /// Minutes after which a checkpoint is saved though none is due; 0 for never.
    save_minutes: f64 = 0.0..=1e6,
    /// How many checkpoints are kept beside the best.
    keep: usize = 1..=1 << 20,
    /// Rank of the matrices beside the model's (lora).
    lora_rank: usize = 1..=1 << 14,
    /// What is divided by the rank to give their scale (lora); twice the rank when absent.
    lora_alpha: f64 = 1e-6..=1e6,
    /// The matrices that have others beside them, by PEFT's names (lora): `q_proj,v_proj`; `all-linear` when absent.
    lora_targets: String,
    /// Whether the scale is divided by the rank's root instead (lora).
    use_rslora: bool,
    /// End where so many validations one after the other were no better than the best; 0 for never.
    early_stop: u64 = 0..=1 << 40,
    /// Questions (rl) or pairs (dpo) of a step.
    examples_per_step: usize = 1..=1 << 16,
    /// Answers that are sampled to a question.
    num_samples: usize = 2..=1 << 12,
    /// Most tokens of a sampled answer.
    max_new_tokens: usize = 1..=1 << 20,
    /// Divides the logits of sampled answers.
    temperature: f64 = 0.01..=100.0,
    /// Sampled answers are of the likeliest tokens alone; 0 is all.
    top_k: usize = 0..=1 << 20,
    /// What a reward is worth beside the others to its question: mean (REINFORCE) or grpo.
    advantage: Advantage,
    /// Weight of the divergence from the first model.
    kl: f64 = 0.0..=100.0,
    /// Questions that are measured on, at most.
    eval_examples: usize = 0..=1 << 30,
    /// How much a change of an answer's likelihood counts (dpo).
    beta: f64 = 1e-6..=1e3,
    /// Share of the rows that a personality takes, where there is one.
    personality_ratio: f64 = 1e-6..=0.999_999,
    /// Steps between two grades by CORE; 0 for the end only, -1 for none.
    core_metric_every: i64 = -1..=1 << 40,
    /// Questions of each of its tasks; -1 for all.
    core_metric_max_per_task: i64 = -1..=1 << 40,
    /// Steps between two grades by the tasks in chat; 0 for the end only, -1 for none.
    chatcore_every: i64 = -1..=1 << 40,
    /// Questions of each of them where options are weighed; -1 for all.
    chatcore_max_cat: i64 = -1..=1 << 40,
    /// The same where answers are written.
    chatcore_max_sample: i64 = -1..=1 << 40,
    /// The folder of the tasks' files.
    bundle: String,
    /// Seed of weights, data order and samples.
    seed: u64,
    /// Compute activations twice to hold fewer of them.
    recompute: bool,
}

impl Recipe {
    /// Settings of a model's shape.
    pub(crate) const SHAPE: &'static [&'static str] = &[
        "model",
        "depth",
        "layers",
        "dim",
        "heads",
        "kv_heads",
        "ffn",
        "rope_theta",
        "tied",
        "softcap",
        "use_qk_norm",
        "use_post_emb_norm",
        "use_resformer",
        "window_pattern",
        "window",
    ];

    /// The features asked for, over those that are there, of a model that knows `context` positions.
    ///
    /// # Errors
    /// [`Error::Pattern`] for a pattern of windows that is none; [`Error::WindowAlone`] for a width without a pattern.
    pub(crate) fn features(&self, given: Features, context: usize) -> Result<Features> {
        Ok(Features {
            tied: self.tied.unwrap_or(given.tied),
            softcap: self.softcap.map_or(given.softcap, |cap| Some(cap).filter(|cap| *cap != 0.0)),
            qk_norm: self.use_qk_norm.unwrap_or(given.qk_norm),
            post_emb_norm: self.use_post_emb_norm.unwrap_or(given.post_emb_norm),
            resformer: self.use_resformer.unwrap_or(given.resformer),
            windows: self.windows(context)?,
            // No setting asks for the others: a model that is trained on has them or not.
            ..given
        })
    }

    fn windows(&self, context: usize) -> Result<Option<Windows>> {
        let short = self.window.unwrap_or_else(|| Windows::usual(context));
        let windows = match &self.window_pattern {
            None => None,
            Some(text) => match text.parse() {
                Ok(pattern) => Some(Windows { pattern, short }),
                Err(NoPattern::NoShort) => None,
                Err(why) => return Err(Error::Pattern { text: text.clone(), why }),
            },
        };
        match self.window {
            Some(window) if windows.is_none() => Err(Error::WindowAlone { window }),
            _ => Ok(windows),
        }
    }

    /// The settings that ask for exactly these features, of those that settings ask for.
    pub(crate) fn of_features(features: Features) -> Recipe {
        let Features { tied, softcap, qk_norm, post_emb_norm, resformer, windows, .. } = features;
        Recipe {
            tied: Some(tied),
            softcap: Some(softcap.unwrap_or(0.0)),
            use_qk_norm: Some(qk_norm),
            use_post_emb_norm: Some(post_emb_norm),
            use_resformer: Some(resformer),
            window_pattern: Some(windows.map_or_else(|| "L".to_owned(), |windows| windows.pattern.to_string())),
            window: windows.map(|windows| windows.short),
            ..Recipe::default()
        }
    }

    /// A recipe from TOML text; `name` (a file) stands in messages.
    ///
    /// # Errors
    /// [`Error::Recipe`] for what is no TOML, no setting or of the wrong type.
    pub fn parse(name: &str, text: &str) -> Result<Recipe> {
        let recipe: Recipe = toml::from_str(text).map_err(|source| Error::recipe(name, source.to_string()))?;
        recipe.check(name)?;
        Ok(recipe)
    }

    /// A recipe file.
    ///
    /// # Errors
    /// As [`Recipe::parse`], and when the file cannot be read.
    pub fn load(path: &Path) -> Result<Recipe> {
        let text = std::fs::read_to_string(path).map_err(|source| Error::io(path, "read the recipe", source))?;
        Recipe::parse(&path.display().to_string(), &text)
    }

    /// The built-in recipe of a named size; `None` when there is none of that name.
    ///
    /// # Errors
    /// As [`Recipe::parse`] (a test holds that no built-in recipe fails).
    pub fn builtin(name: &str) -> Result<Option<Recipe>> {
        let found = BUILTIN.iter().find(|(known, _)| *known == name);
        found.map(|(_, text)| Recipe::parse(&format!("recipes/{name}.toml"), text)).transpose()
    }

    /// What the environment asks for: `NANOLLAMA_BATCH_TOKENS=4096` and so on. `lookup` gives a variable's value.
    ///
    /// # Errors
    /// [`Error::Recipe`] naming the variable whose value does not parse.
    pub fn from_environment(lookup: impl Fn(&str) -> Option<String>) -> Result<Recipe> {
        let mut recipe = Recipe::default();
        for field in Recipe::FIELDS {
            let variable = format!("NANOLLAMA_{}", field.to_uppercase());
            let Some(value) = lookup(&variable) else { continue };
            let number: Result<Recipe, _> = toml::from_str(&format!("{field} = {value}"));
            // A value that is no TOML literal is text, such as a size's name.
            let parsed = number.or_else(|_| {
                let table = toml::Table::from_iter([((*field).to_owned(), toml::Value::String(value.clone()))]);
                Recipe::deserialize(table)
            });
            let one = parsed.map_err(|source| Error::recipe(&format!("{variable}={value}"), source.to_string()))?;
            recipe.replace(one);
        }
        recipe.check("the environment")?;
        Ok(recipe)
    }

    /// This recipe with `over` laid on top. Where `over` says how long the run is or how large the model, the earlier
    /// answer to that question goes, in whatever unit it was given.
    #[must_use]
    pub fn overlay(mut self, over: Recipe) -> Recipe {
        if over.lengths().next().is_some() {
            (self.steps, self.tokens, self.epochs, self.ratio, self.flops) = (None, None, None, None, None);
        }
        if over.depth.is_some() || over.model.is_some() {
            (self.depth, self.model) = (None, None);
            (self.layers, self.dim, self.heads, self.kv_heads, self.ffn) = (None, None, None, None, None);
        }
        self.replace(over);
        self
    }

    /// Share of the conversations that is only measured on, where the stage's defaults are laid below.
    pub(crate) fn held_out(&self) -> f64 {
        self.validation_fraction.unwrap_or(0.0)
    }

    /// Tokens in a row of a run of `model`: at most what it knows.
    pub(crate) fn row_tokens(&self, model: &Config) -> usize {
        self.context.unwrap_or(model.context).min(model.context)
    }

    /// Seed of weights, data order and samples.
    pub(crate) fn run_seed(&self) -> u64 {
        self.seed.unwrap_or(0)
    }

    /// Whether it says how long the run is.
    pub(crate) fn says_length(&self) -> bool {
        self.lengths().next().is_some()
    }

    /// The settings that say how long the run is.
    fn lengths(&self) -> impl Iterator<Item = &'static str> {
        let Recipe { steps, tokens, epochs, ratio, flops, .. } = self;
        let given = [
            ("steps", steps.is_some()),
            ("tokens", tokens.is_some()),
            ("epochs", epochs.is_some()),
            ("ratio", ratio.is_some()),
            ("flops", flops.is_some()),
        ];
        given.into_iter().filter_map(|(name, given)| given.then_some(name))
    }

    /// The settings by name, without those that are absent. Not as TOML, whose integers are too short for a seed.
    pub(crate) fn by_name(&self) -> serde_json::Map<String, serde_json::Value> {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::Object(settings)) => settings,
            other => unreachable!("a recipe is numbers, strings, booleans and lists by name: {other:?}"),
        }
    }

    /// Two answers to one question within the same layer have no order, so they are refused.
    ///
    /// # Errors
    /// [`Error::Recipe`] naming both settings; [`Error::Range`] for a share of the run beyond it.
    pub fn check(&self, name: &str) -> Result<()> {
        let mut lengths = self.lengths();
        if let Some((first, second)) = lengths.next().zip(lengths.next()) {
            return Err(Error::recipe(
                name,
                format!("{first} and {second} both say how long the run is; give one of them"),
            ));
        }
        if self.core_metric_every.is_some_and(|every| every >= 0) && self.chatcore_every.is_some_and(|every| every >= 0)
        {
            let what = "core_metric_every and chatcore_every both grade the run; give one of them";
            return Err(Error::recipe(name, what));
        }
        for share in self.sample_at.iter().flatten() {
            within("sample_at", Some(*share), 0.0..=1.0)?;
        }
        let given = self.by_name();
        if self.depth.is_some()
            && let Some(other) =
                ["model", "layers", "dim", "heads"].into_iter().find(|field| given.contains_key(*field))
        {
            return Err(Error::recipe(
                name,
                format!("depth and {other} both say how large the model is; give one of them"),
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
