//! What may be typed: clap types only. What it means is decided in `command/`.

mod cache;
mod clean;
mod count;
mod dashboard;
mod data;
mod decay;
mod device;
mod draft;
mod eval;
mod find_lr;
mod form;
mod gamma;
mod generate;
mod grading;
mod guess;
mod hub;
mod identity;
mod keeping;
mod known;
mod legacy;
pub(crate) mod lora;
mod measure;
mod model;
mod pace;
#[cfg(test)]
mod pages;
mod personality;
pub(crate) mod pipeline;
mod practice;
pub(crate) mod ranks;
mod reading;
mod scaling;
mod serve;
mod shape;
pub(crate) mod shards;
pub(crate) mod source;
pub(crate) mod speedrun;
pub(crate) mod stage;
pub(crate) mod tokenizer;
pub(crate) mod train;
pub(crate) mod voice;
mod wandb;
mod world;

use std::path::PathBuf;

use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};

pub(crate) use cache::CacheArgs;
pub(crate) use clean::{CleanArgs, DedupName};
pub(crate) use data::{
    DataArgs, DataCommand, DataListArgs, DataShowArgs, MergeArgs, PersonalityFolderArgs, PrepareArgs,
};
pub(crate) use device::{DeviceName, Precision};
pub(crate) use draft::DraftArgs;
pub(crate) use eval::EvalArgs;
pub(crate) use find_lr::FindLrArgs;
pub(crate) use form::FormArgs;
pub(crate) use gamma::{
    CombineArgs, CompareArgs, ExtractArgs, GammaArgs, GammaCommand, InjectArgs, LayerScaleArgs, MethodName, PlacesName,
    RefitArgs, ShowGammaArgs, SteerArgs,
};
pub(crate) use generate::{ChatArgs, GenerationArgs, ImatrixArgs, PerplexityArgs, RunArgs};
pub(crate) use hub::{PullArgs, PushArgs};
pub(crate) use identity::IdentityArgs;
pub(crate) use lora::{LoraCommand, LoraExportArgs, LoraMergeArgs};
pub(crate) use measure::{BenchArgs, BenchCommand, BenchGenerateArgs, BenchTrainArgs, DoctorArgs};
pub(crate) use model::{ExportArgs, ExportFormat, ImportArgs, ListArgs, QuantizeArgs, ReportArgs, ShowArgs};
pub(crate) use personality::{PersonalityArgs, Scaled, parse_scaled};
use pipeline::PipelineArgs;
pub(crate) use reading::LeavingOutArgs;
pub(crate) use scaling::ScalingArgs;
pub(crate) use serve::ServeArgs;
use speedrun::SpeedrunArgs;
use stage::TrainCommand;
pub(crate) use tokenizer::{
    DecodeArgs, EncodeArgs, PatternName, TiesName, TokenizerArgs, TokenizerCommand, TrainTokenizerArgs,
};
use train::{PlanArgs, QuickstartArgs};
pub(crate) use world::TownArgs;

/// The folder of runs, unless another is named.
pub(crate) const RUNS: &str = "runs";
/// The variable that names another.
pub(crate) const RUNS_VARIABLE: &str = "NANOLLAMA_RUNS";

const EXAMPLES: &str = "\
Examples:
  nanollama quickstart                                  a model from nothing, in minutes
  nanollama tokenizer train --input book.txt --vocab-size 8000 --out tok
  nanollama data prepare book.txt --tokenizer tok --out data --separator '\\n\\n\\n'
  nanollama pretrain --model tiny --data data --run mine --dry-run
  nanollama pretrain --model tiny --data data --run mine
  nanollama run -m mine -p 'Once upon a time'
  nanollama export mine --out mine.gguf --dtype q8_0
  nanollama quantize mine mine-q4.gguf Q4_K_M
  nanollama gamma extract base twain -o twain.safetensors
  nanollama chat -m USER/REPO:Q4_K_M                    a model of the Hugging Face Hub
  nanollama push mine --repo USER/REPO

Exit codes: 0 done, 1 the answer is no, 2 could not do it.";

/// Make your own language model, from raw text to one you can talk with: tokenizer, training data, pretraining, fine-tuning,
/// chat and export in one program, on an ordinary computer.
#[derive(Debug, Parser)]
#[command(name = "nanollama", version, after_help = EXAMPLES, propagate_version = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
    /// The words that name the command: `pretrain`, `data prepare` …
    #[arg(skip)]
    pub(crate) verb: String,
}

/// Options of every command.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Global {
    /// Folder that holds the runs.
    #[arg(long, global = true, env = RUNS_VARIABLE, default_value = RUNS, value_name = "DIR")]
    pub(crate) runs: PathBuf,
    /// Threads to compute with (0: all cores).
    #[arg(long, global = true, env = "NANOLLAMA_THREADS", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=1024), value_name = "N")]
    pub(crate) threads: u16,
    /// What trains and generates: cpu, cuda or cuda:N (an NVIDIA GPU), auto (a GPU if it is ready).
    #[arg(
        long,
        global = true,
        alias = "device-type",
        env = "NANOLLAMA_DEVICE",
        default_value = "cpu",
        value_name = "NAME"
    )]
    pub(crate) device: DeviceName,
    /// Number format of activations: f32 or, on a GPU, bf16. A CPU trains in f32; a GPU computes in bf16 unless it is given.
    #[arg(long, global = true, value_enum, value_name = "FORMAT")]
    pub(crate) precision: Option<Precision>,
    /// Print results and errors only.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a first model on built-in data: from nothing to one that answers, in minutes, offline.
    Quickstart(QuickstartArgs),
    /// Show what this machine has: cores, instruction sets, memory, measured speed.
    Doctor(DoctorArgs),
    /// Train a tokenizer, or turn text into token ids and back.
    Tokenizer(TokenizerArgs),
    /// Turn texts into training data, or write the built-in data out.
    Data(DataArgs),
    /// Write stories, letters and conversations of a made-up town, in plain English.
    World(TownArgs),
    #[command(flatten)]
    Train(Box<TrainCommand>),
    /// Go the whole way: text, tokenizer, base, personality, what they differ by, files that can be run.
    Pipeline(Box<PipelineArgs>),
    /// Go the whole way on your own text: tokenizer, base, conversations, benchmarks, a report, a chat; priced first.
    Speedrun(Box<SpeedrunArgs>),
    /// Tell what a training run would cost, here and on GPUs, without starting it.
    Plan(Box<PlanArgs>),
    /// Find a learning rate: a few steps at rising rates, no run.
    FindLr(Box<FindLrArgs>),
    /// Train models of several depths or budgets, and tell how the loss falls with them.
    Scaling(ScalingArgs),
    /// Write a model as GGUF or as a Hugging Face folder.
    Export(ExportArgs),
    /// Write a model as a smaller GGUF file, its numbers in llama.cpp's blocks.
    Quantize(QuantizeArgs),
    /// Find which columns of a model's matrices matter most, for quantize.
    Imatrix(ImatrixArgs),
    /// Take a Hugging Face folder or a GGUF file in as a run, to fine-tune it.
    Import(ImportArgs),
    /// Take what one model has more than another out of it, and add it to others: personalities.
    Gamma(GammaArgs),
    /// Continue a text with a model.
    Run(RunArgs),
    /// Talk with a model.
    Chat(ChatArgs),
    /// Serve a model: an OpenAI API and a web chat.
    Serve(ServeArgs),
    /// Measure how well a model predicts a text, as llama.cpp does.
    Perplexity(PerplexityArgs),
    /// Ask a model the questions of benchmarks: CORE, ARC, HellaSwag, MMLU, GSM8K.
    Eval(EvalArgs),
    /// Show what a model is, or check an exported file against its model.
    Show(ShowArgs),
    /// Fetch a model, a run or data from the Hugging Face Hub.
    Pull(PullArgs),
    /// Send a run, a model or data to the Hugging Face Hub, with a card that tells of it.
    Push(PushArgs),
    /// List the runs in the runs folder.
    List(ListArgs),
    /// Write what a model learned on a page: its stages and their grades, curves, samples, settings; or several runs side by side.
    Report(ReportArgs),
    /// Measure how fast this machine trains or generates.
    Bench(BenchArgs),
}

/// The words that name the command at hand.
fn verb(matches: &ArgMatches) -> String {
    let words = std::iter::successors(matches.subcommand(), |(_, below)| below.subcommand());
    words.map(|(word, _)| word).collect::<Vec<_>>().join(" ")
}

/// Whether the command of that name (`data prepare`) takes `--flag` (given without its dashes), options of every command
/// included.
pub(crate) fn has_flag(verb: &str, flag: &str) -> bool {
    let whole = known::complete(command());
    known::find(&whole, verb).is_some_and(|command| known::option(command, flag).is_some())
}

/// Reads the command line, or ends the program with a message.
pub(crate) fn parse() -> Cli {
    let mut command = command();
    let typed: Vec<_> = std::env::args_os().collect();
    let line = legacy::read(&command, &typed, |name| std::env::var(name).ok()).unwrap_or_else(|refusal| {
        eprintln!("error: {refusal}");
        std::process::exit(2);
    });
    let parsed = command.try_get_matches_from_mut(line.words).and_then(|matches| {
        let cli = Cli::from_arg_matches(&matches)?;
        Ok(Cli { verb: verb(&matches), ..cli })
    });
    let cli = parsed.unwrap_or_else(|mut error| {
        guess::keep_close(&mut error);
        error.format(&mut command).exit()
    });
    if !cli.global.quiet && std::env::var_os("NANOLLAMA_RANK").is_none() {
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

/// Reads words as a command line behind the program's name.
pub(crate) fn parse_words(words: &[String]) -> anyhow::Result<Cli> {
    let line = std::iter::once("nanollama").chain(words.iter().map(String::as_str));
    let matches = command().try_get_matches_from(line)?;
    let cli = Cli::from_arg_matches(&matches)?;
    Ok(Cli { verb: verb(&matches), ..cli })
}

/// Reads a line as a person types it after the prompt, words in single quotes whole: for tests of what is told to be typed.
#[cfg(test)]
pub(crate) fn parse_line(line: &str) -> Result<ArgMatches, clap::Error> {
    let parts = line.split('\'').enumerate();
    command().try_get_matches_from(parts.flat_map(|(number, part)| match number % 2 {
        0 => part.split_whitespace().collect(),
        _ => vec![part],
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command, with the words that name it.
    fn all(command: &clap::Command, verb: &str, found: &mut Vec<(String, clap::Command)>) {
        for below in command.get_subcommands() {
            let verb = format!("{verb} {}", below.get_name()).trim().to_owned();
            all(below, &verb, found);
            found.push((verb, below.clone()));
        }
    }

    #[test]
    fn every_help_says_what_it_is_for_and_has_examples_that_parse() {
        let whole = command();
        let mut commands = vec![(String::new(), whole.clone())];
        all(&whole, "", &mut commands);
        for (verb, mut found) in commands {
            let help = found.render_long_help().to_string();
            let first = help.lines().next().unwrap_or_default();
            assert!(first.split(' ').count() > 3 && !first.starts_with("Usage"), "{verb}: {first}");
            let examples = found.get_after_help().unwrap_or_else(|| panic!("{verb} has no examples")).to_string();
            let lines: Vec<&str> = examples.lines().filter(|line| line.contains("nanollama")).collect();
            assert!(!lines.is_empty(), "{verb}: {examples}");
            for line in lines {
                let typed = &line[line.find("nanollama").unwrap()..];
                let typed = typed.split("   ").next().unwrap().split(" < ").next().unwrap();
                assert!(typed.contains(&format!("nanollama {verb}").trim().to_owned()), "{verb}: {line}");
                let parsed = parse_line(typed);
                assert!(parsed.is_ok(), "{line}: {}", parsed.unwrap_err());
            }
        }
    }

    #[test]
    fn a_verb_is_the_words_that_name_the_command() {
        for (line, named) in
            [("nanollama --quiet list --json", "list"), ("nanollama bench train --batch 2", "bench train")]
        {
            assert_eq!(verb(&parse_line(line).unwrap()), named);
        }
    }

    #[test]
    fn the_lists_of_training_verbs_are_complete() {
        let mut commands = Vec::new();
        all(&command(), "", &mut commands);
        for (verb, _) in &commands {
            // An adapter has one optimiser and rates of its own: none of the old scripts trains one.
            let adapter = verb == "lora";
            assert_eq!(
                stage::TRAINING.contains(&verb.as_str()) || adapter,
                has_flag(verb, "device-batch-size"),
                "{verb}"
            );
            assert_eq!(stage::FROM_MODEL.contains(&verb.as_str()) || adapter, has_flag(verb, "out-run"), "{verb}");
        }
    }

    #[test]
    fn the_command_line_is_consistent() {
        command().debug_assert();
    }
}
