//! Which kind of training a run is, on four axes: where the weights come from, what is fed, what the loss counts, and
//! what moves.
//!
//! A stage has a name when this program trains it; a combination without a name is refused. [`Stage::NAMED`] is the table of
//! them, with what each does by default.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::recipe::Recipe;

/// A kind of training.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Where the weights come from.
    pub start: StartKind,
    /// What is fed.
    pub feed: FeedKind,
    /// What the loss counts.
    pub loss: LossKind,
    /// What moves.
    #[serde(default, skip_serializing_if = "Moves::is_all")]
    pub moves: Moves,
}

/// What moves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moves {
    /// All weights.
    #[default]
    All,
    /// An adapter of low rank beside weights that are frozen.
    Adapter,
}

impl Moves {
    fn is_all(&self) -> bool {
        *self == Moves::All
    }
}

/// Where the weights come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StartKind {
    /// A random generator.
    Random,
    /// A trained model.
    Model,
}

/// What is fed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedKind {
    /// Prepared text, in rows cut from one stream.
    Text,
    /// Whole conversations, packed into rows.
    Conversations,
    /// Questions, which the model answers itself.
    Questions,
    /// Pairs of answers to one question.
    Pairs,
}

impl FeedKind {
    /// Whether it is chat that is learned, in a form of chat.
    pub fn is_chat(self) -> bool {
        self != FeedKind::Text
    }
}

/// What the loss counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LossKind {
    /// The likelihood of every token.
    AllTokens,
    /// The likelihood of what the assistant says.
    Answers,
    /// What an answer of the model's own is worth.
    Rewards,
    /// How much likelier the better one of two answers has become.
    Preferences,
}

impl Stage {
    /// Text from random weights.
    pub const PRETRAIN: Stage =
        Stage { start: StartKind::Random, feed: FeedKind::Text, loss: LossKind::AllTokens, moves: Moves::All };
    /// More text from a trained model.
    pub const MIDTRAIN: Stage = Stage { start: StartKind::Model, ..Stage::PRETRAIN };
    /// Conversations from a trained model, all of them.
    pub const MIDTRAIN_CHAT: Stage = Stage { feed: FeedKind::Conversations, ..Stage::MIDTRAIN };
    /// Conversations from a trained model.
    pub const SFT: Stage = Stage { feed: FeedKind::Conversations, loss: LossKind::Answers, ..Stage::MIDTRAIN };
    /// An adapter beside a trained model, from conversations.
    pub const LORA: Stage = Stage { moves: Moves::Adapter, ..Stage::SFT };
    /// The same from text.
    pub const LORA_TEXT: Stage = Stage { moves: Moves::Adapter, ..Stage::MIDTRAIN };
    /// Answers of the model's own, by what they are worth.
    pub const RL: Stage = Stage { feed: FeedKind::Questions, loss: LossKind::Rewards, ..Stage::MIDTRAIN };
    /// Preferred answers beside rejected ones.
    pub const DPO: Stage = Stage { feed: FeedKind::Pairs, loss: LossKind::Preferences, ..Stage::MIDTRAIN };
    /// Every stage that this program trains: its name, its axes, and what it does where nothing else is asked for (TOML).
    pub const NAMED: &[(&'static str, Stage, &'static str)] = &[
        ("pretrain", Stage::PRETRAIN, ""),
        ("midtrain", Stage::MIDTRAIN, include_str!("../../../../recipes/midtrain.toml")),
        ("midtrain-chat", Stage::MIDTRAIN_CHAT, include_str!("../../../../recipes/midtrain-chat.toml")),
        ("sft", Stage::SFT, include_str!("../../../../recipes/sft.toml")),
        ("lora", Stage::LORA, include_str!("../../../../recipes/lora.toml")),
        ("lora-text", Stage::LORA_TEXT, include_str!("../../../../recipes/lora-text.toml")),
        ("dpo", Stage::DPO, include_str!("../../../../recipes/dpo.toml")),
        ("rl", Stage::RL, include_str!("../../../../recipes/rl.toml")),
    ];

    /// Its name; `None` when it has none.
    pub fn name(self) -> Option<&'static str> {
        Stage::NAMED.iter().find_map(|(name, stage, _)| (*stage == self).then_some(*name))
    }

    /// The stage of a name.
    pub fn named(name: &str) -> Option<Stage> {
        Stage::NAMED.iter().find_map(|(known, stage, _)| (*known == name).then_some(*stage))
    }

    /// Whether an adapter moves and the model's weights do not.
    pub fn is_adapter(self) -> bool {
        self.moves == Moves::Adapter
    }

    /// Whether it is trained on cores alone as yet: adapters, answers of the model's own, pairs of answers.
    #[must_use]
    pub fn is_for_cores(self) -> bool {
        self.is_adapter() || matches!(self.loss, LossKind::Rewards | LossKind::Preferences)
    }

    /// What the stage does where nothing else is asked for.
    ///
    /// # Errors
    /// As [`Recipe::parse`] (a test holds that no stage's fails).
    fn defaults(self) -> Result<Recipe> {
        match Stage::NAMED.iter().find(|(_, stage, _)| *stage == self) {
            Some((name, _, recipe)) => Recipe::parse(&format!("recipes/{name}.toml"), recipe),
            None => Ok(Recipe::default()),
        }
    }

    /// Refuses what belongs to another kind of training: the numbers of an adapter where all weights move, and rates of
    /// weights and their average where they are frozen.
    fn check_moves(self, recipe: &Recipe) -> Result<()> {
        let adapters = ["lora_rank", "lora_alpha", "lora_targets", "use_rslora"];
        let weights =
            ["matrix_lr", "embedding_lr", "head_lr", "norm_lr", "lr_fraction", "average", "momentum_warmup_steps"];
        let (foreign, why): (&[&str], _) = match self.is_adapter() {
            true => (&weights, "the model's weights are frozen, and an adapter has one rate (lr)"),
            false => (&adapters, "there is no adapter"),
        };
        let given = recipe.by_name();
        match foreign.iter().find(|field| given.contains_key(**field)) {
            Some(field) => Err(Error::recipe(&format!("stage {self}"), format!("{field} does nothing here: {why}"))),
            None => Ok(()),
        }
    }

    /// A recipe laid over what the stage does by default, with every number in its range.
    ///
    /// # Errors
    /// [`crate::Error::Recipe`] for two answers to one question, [`crate::Error::Range`].
    pub(crate) fn settle(self, recipe: &Recipe) -> Result<Recipe> {
        let recipe = self.defaults()?.overlay(recipe.clone());
        recipe.check("the settings together")?;
        recipe.check_ranges()?;
        self.check_moves(&recipe)?;
        Ok(recipe)
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "{:?} weights, {:?}, loss on {:?}", self.start, self.feed, self.loss),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_has_its_name_and_defaults() {
        for &(name, stage, _) in Stage::NAMED {
            assert_eq!((stage.name(), Stage::named(name)), (Some(name), Some(stage)));
            assert_eq!(stage.to_string(), name);
            stage.defaults().unwrap();
        }
        let unnamed = Stage { loss: LossKind::Answers, ..Stage::PRETRAIN };
        assert_eq!((unnamed.name(), unnamed.defaults().unwrap()), (None, Recipe::default()));
    }
}
