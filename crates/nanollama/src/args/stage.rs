//! The verbs that train, a stage each.

use clap::Subcommand;

use super::lora::LoraArgs;
use super::practice::{DpoArgs, RlArgs};
use super::train::{MidtrainArgs, PretrainArgs, SftArgs};

/// The verbs that train.
#[derive(Debug, Subcommand)]
pub(crate) enum TrainCommand {
    /// Train a base model from random weights.
    Pretrain(Box<PretrainArgs>),
    /// Go on training a model on more text.
    Midtrain(MidtrainArgs),
    /// Fine-tune a base model on conversations.
    Sft(SftArgs),
    /// Train an adapter of low rank beside a model whose weights stay as they are (LoRA), or write its files.
    Lora(Box<LoraArgs>),
    /// Fine-tune a chat model on pairs of answers, of which one is preferred (DPO).
    Dpo(DpoArgs),
    /// Let a chat model answer questions, and learn from how right its answers are.
    Rl(RlArgs),
}

impl TrainCommand {
    /// The word that names it.
    pub(crate) fn verb(&self) -> &'static str {
        match self {
            TrainCommand::Pretrain(_) => "pretrain",
            TrainCommand::Midtrain(_) => "midtrain",
            TrainCommand::Sft(_) => "sft",
            TrainCommand::Lora(_) => "lora",
            TrainCommand::Dpo(_) => "dpo",
            TrainCommand::Rl(_) => "rl",
        }
    }
}

/// The verbs that train, by name, and `plan`, which prices them.
pub(super) const TRAINING: &[&str] = &["pretrain", "plan", "midtrain", "sft", "dpo", "rl"];
/// Of these, the ones that start from a model.
pub(super) const FROM_MODEL: &[&str] = &["midtrain", "sft", "dpo", "rl"];
