//! What may be typed behind `nanollama rl` and `nanollama dpo`.

use std::path::PathBuf;

use clap::Args;
use nanollama_train::{Advantage, Recipe};

use super::grading::ChatCoreArgs;
use super::train::{ModelStartArgs, TuneArgs};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama rl --run mine-chat --tasks sums --out-run mine-rl --dry-run
  nanollama rl --run mine-chat --tasks gsm8k/train.jsonl --out-run mine-rl --num-samples 8 --max-new-tokens 64
  nanollama rl --out-run mine-rl --resume

A task is a file of questions and answers (GSM8K's form: the number behind #### is what counts), a folder with train.jsonl and
test.jsonl, or a folder with a task.toml, which says what is asked and what is right; `world --sums N --out DIR` writes
one. Each step asks some questions, samples several answers to each from the weights as they are, and makes those likelier that
are right where others are not.")]
pub(crate) struct RlArgs {
    /// Tasks: files of questions with answers, or folders.
    #[arg(long, value_name = "TASK", num_args = 1.., required_unless_present = "resume")]
    pub(crate) tasks: Vec<PathBuf>,
    /// Questions of a step [default: 16].
    #[arg(long, value_name = "N")]
    pub(crate) examples_per_step: Option<usize>,
    /// Answers sampled to each [default: 16].
    #[arg(long, value_name = "N")]
    pub(crate) num_samples: Option<usize>,
    /// Most tokens of an answer [default: 256].
    #[arg(long, value_name = "N")]
    pub(crate) max_new_tokens: Option<usize>,
    /// Divides the logits of sampled answers [default: 1].
    #[arg(long, value_name = "T")]
    pub(crate) temperature: Option<f64>,
    /// Sample from the likeliest tokens alone (0: all) [default: 50].
    #[arg(long, value_name = "K")]
    pub(crate) top_k: Option<usize>,
    /// What a reward is worth: mean (above the mean of the question's answers, as nanochat) or grpo (over their deviation, too,
    /// and answer by answer) [default: mean].
    #[arg(long, value_name = "HOW", value_parser = parse_advantage)]
    pub(crate) advantage: Option<Advantage>,
    /// Weight of the divergence from the model at the start; it is kept in memory then [default: 0].
    #[arg(long, value_name = "X")]
    pub(crate) kl: Option<f64>,
    /// Questions to measure on, at most (0: none) [default: 400].
    #[arg(long, value_name = "N")]
    pub(crate) eval_examples: Option<usize>,
    /// Share of the questions of a single file kept to measure on.
    #[arg(long, value_name = "FRACTION")]
    pub(crate) validation_fraction: Option<f64>,
    #[command(flatten)]
    pub(crate) start: ModelStartArgs,
    #[command(flatten)]
    pub(crate) tune: TuneArgs,
    #[command(flatten)]
    pub(crate) chat_core: ChatCoreArgs,
}

impl RlArgs {
    /// The settings of its own.
    pub(crate) fn settings(&self) -> Recipe {
        Recipe {
            examples_per_step: self.examples_per_step,
            num_samples: self.num_samples,
            max_new_tokens: self.max_new_tokens,
            temperature: self.temperature,
            top_k: self.top_k,
            advantage: self.advantage,
            kl: self.kl,
            eval_examples: self.eval_examples,
            validation_fraction: self.validation_fraction,
            ..self.chat_core.settings()
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama dpo --run mine-chat --data pairs.json --out-run mine-dpo --dry-run
  nanollama dpo --run mine-chat --data pairs.parquet --out-run mine-dpo --beta 0.2 --epochs 2
  nanollama dpo --out-run mine-dpo --resume")]
pub(crate) struct DpoArgs {
    /// Pairs of answers, one a row of JSONL, of a JSON array or of parquet: `chosen` and `rejected`, as texts beside a question
    /// (prompt, instruction with input, question, messages) or as whole conversations that begin alike.
    #[arg(long, value_name = "FILE", required_unless_present = "resume")]
    pub(crate) data: Option<PathBuf>,
    /// How much a change of an answer's likelihood counts; smaller lets the model go further [default: 0.1].
    #[arg(long, value_name = "X")]
    pub(crate) beta: Option<f64>,
    /// Pairs of a step [default: 16].
    #[arg(long, value_name = "N")]
    pub(crate) examples_per_step: Option<usize>,
    /// Share of the pairs kept to measure on.
    #[arg(long, value_name = "FRACTION")]
    pub(crate) validation_fraction: Option<f64>,
    #[command(flatten)]
    pub(crate) start: ModelStartArgs,
    #[command(flatten)]
    pub(crate) tune: TuneArgs,
}

impl DpoArgs {
    /// The settings of its own.
    pub(crate) fn settings(&self) -> Recipe {
        let DpoArgs { beta, examples_per_step, validation_fraction, .. } = *self;
        Recipe { beta, examples_per_step, validation_fraction, ..Recipe::default() }
    }
}

fn parse_advantage(text: &str) -> Result<Advantage, String> {
    match text {
        "mean" => Ok(Advantage::Mean),
        "grpo" => Ok(Advantage::Grpo),
        _ => Err("it is mean or grpo".to_owned()),
    }
}
