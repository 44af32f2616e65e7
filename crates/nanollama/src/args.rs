//! What may be typed: clap types only. What it means is decided in `command/`.

mod count;
mod data;
mod generate;
mod guess;
mod legacy;
mod measure;
mod model;
mod tokenizer;
mod train;

use std::path::PathBuf;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

pub(crate) use data::{DataArgs, DataCommand, PrepareArgs, WorldArgs};
pub(crate) use generate::{ChatArgs, GenerationArgs, RunArgs};
pub(crate) use measure::{BenchArgs, BenchCommand, BenchGenerateArgs, BenchTrainArgs, DoctorArgs};
pub(crate) use model::{ExportArgs, ExportFormat, ImportArgs, ListArgs};
pub(crate) use tokenizer::{
    DecodeArgs, EncodeArgs, PatternName, TiesName, TokenizerArgs, TokenizerCommand, TrainTokenizerArgs,
};
pub(crate) use train::{PretrainArgs, QuickstartArgs, SftArgs, ShapeArgs, TuneArgs};

const EXAMPLES: &str = "\
Examples:
  nanollama quickstart                                  a model from nothing, in minutes
  nanollama tokenizer train --input book.txt --vocab-size 8000 --out tok
  nanollama data prepare book.txt --tokenizer tok --out data --separator '\\n\\n\\n'
  nanollama pretrain --model tiny --data data --run mine --dry-run
  nanollama pretrain --model tiny --data data --run mine
  nanollama run -m mine -p 'Once upon a time'
  nanollama export mine --out mine.gguf --dtype q8_0

Exit codes: 0 done, 1 the answer is no, 2 could not do it.";

/// Make your own language model: tokenizer, data, training, chat and export in one program.
#[derive(Debug, Parser)]
#[command(name = "nanollama", version, after_help = EXAMPLES, propagate_version = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options of every command.
#[derive(Debug, clap::Args)]
pub(crate) struct Global {
    /// Folder that holds the runs.
    #[arg(long, global = true, env = "NANOLLAMA_RUNS", default_value = "runs", value_name = "DIR")]
    pub(crate) runs: PathBuf,
    /// Threads to compute with (0: all cores).
    #[arg(long, global = true, env = "NANOLLAMA_THREADS", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=1024), value_name = "N")]
    pub(crate) threads: u16,
    /// Print results and errors only.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The whole way on built-in data: a model that answers, in minutes, offline.
    Quickstart(QuickstartArgs),
    /// What this machine has: cores, instruction sets, memory, measured speed.
    Doctor(DoctorArgs),
    /// Train a tokenizer, or use one.
    Tokenizer(TokenizerArgs),
    /// Turn texts into token shards.
    Data(DataArgs),
    /// Train a base model from random weights.
    Pretrain(PretrainArgs),
    /// What a training run would cost here, without starting it.
    Plan(PretrainArgs),
    /// Fine-tune a base model on conversations.
    Sft(SftArgs),
    /// Write a model as GGUF or as a Hugging Face folder.
    Export(ExportArgs),
    /// Take a Hugging Face folder or a GGUF file in as a run.
    Import(ImportArgs),
    /// Continue a text.
    Run(RunArgs),
    /// Talk with a model.
    Chat(ChatArgs),
    /// The runs in the runs folder.
    List(ListArgs),
    /// Measure training or generation on this machine.
    Bench(BenchArgs),
}

impl Command {
    /// The words that name it: `pretrain`, `data prepare` …
    pub(crate) fn verb(&self) -> &'static str {
        match self {
            Command::Quickstart(_) => "quickstart",
            Command::Doctor(_) => "doctor",
            Command::Tokenizer(args) => match args.command {
                TokenizerCommand::Train(_) => "tokenizer train",
                TokenizerCommand::Encode(_) => "tokenizer encode",
                TokenizerCommand::Decode(_) => "tokenizer decode",
            },
            Command::Data(args) => match args.command {
                DataCommand::Prepare(_) => "data prepare",
                DataCommand::World(_) => "data world",
            },
            Command::Pretrain(_) => "pretrain",
            Command::Plan(_) => "plan",
            Command::Sft(_) => "sft",
            Command::Export(_) => "export",
            Command::Import(_) => "import",
            Command::Run(_) => "run",
            Command::Chat(_) => "chat",
            Command::List(_) => "list",
            Command::Bench(args) => match args.command {
                BenchCommand::Train(_) => "bench train",
                BenchCommand::Generate(_) => "bench generate",
            },
        }
    }
}

/// The command of that name (`data prepare`), as clap knows it.
pub(crate) fn find(verb: &str) -> Option<clap::Command> {
    verb.split(' ').try_fold(command(), |at, word| at.find_subcommand(word).cloned())
}

/// Whether the command of that name takes `--flag` (given without its dashes).
pub(crate) fn has_flag(verb: &str, flag: &str) -> bool {
    let takes = |arg: &clap::Arg| arg.get_long_and_visible_aliases().unwrap_or_default().contains(&flag);
    find(verb).is_some_and(|command| command.get_arguments().any(takes))
}

/// Reads the command line, or ends the program with a message.
pub(crate) fn parse() -> Cli {
    let mut command = command();
    let typed: Vec<_> = std::env::args_os().collect();
    let line = legacy::read(&command, &typed, |name| std::env::var(name).ok()).unwrap_or_else(|refusal| {
        eprintln!("error: {refusal}");
        std::process::exit(2);
    });
    let parsed = command.try_get_matches_from_mut(line.words).and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = parsed.unwrap_or_else(|mut error| {
        guess::keep_close(&mut error);
        error.format(&mut command).exit()
    });
    if !cli.global.quiet {
        line.notes.iter().for_each(|note| eprintln!("{note}"));
    }
    cli
}

/// The command line, with numbers below zero taken as values everywhere: `--temp -1` is then refused by the name of its
/// flag and its range, not as an unknown flag `-1`.
fn command() -> clap::Command {
    fn with_negative_values(command: clap::Command) -> clap::Command {
        command
            .mut_args(|arg| if arg.get_action().takes_values() { arg.allow_negative_numbers(true) } else { arg })
            .mut_subcommands(with_negative_values)
    }
    with_negative_values(Cli::command())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        command().debug_assert();
    }
}
