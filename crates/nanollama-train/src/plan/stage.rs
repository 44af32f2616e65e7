//! Which kind of training a run is, on three axes: where the weights come from, what is fed, and what the loss counts.
//!
//! A stage has a name when this program trains it; a combination without a name is refused. What a stage does by default is
//! the built-in recipe of its name.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::Result;
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
}

/// What the loss counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LossKind {
    /// The likelihood of every token.
    AllTokens,
    /// The likelihood of what the assistant says.
    Answers,
}

impl Stage {
    /// Text from random weights.
    pub const PRETRAIN: Stage = Stage { start: StartKind::Random, feed: FeedKind::Text, loss: LossKind::AllTokens };
    /// Conversations from a trained model.
    pub const SFT: Stage = Stage { start: StartKind::Model, feed: FeedKind::Conversations, loss: LossKind::Answers };
    /// Every stage that this program trains, by its name.
    pub const NAMED: [(&'static str, Stage); 2] = [("pretrain", Stage::PRETRAIN), ("sft", Stage::SFT)];

    /// Its name; `None` when it has none.
    pub fn name(self) -> Option<&'static str> {
        Stage::NAMED.into_iter().find_map(|(name, stage)| (stage == self).then_some(name))
    }

    /// The stage of a name.
    pub fn named(name: &str) -> Option<Stage> {
        Stage::NAMED.into_iter().find_map(|(known, stage)| (known == name).then_some(stage))
    }

    /// What the stage does where nothing else is asked for.
    pub(crate) fn defaults(self) -> Result<Recipe> {
        let recipe = self.name().map(Recipe::builtin).transpose()?;
        Ok(recipe.flatten().unwrap_or_default())
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
