//! `nanollama eval`.

use std::path::PathBuf;

use clap::Args;
use nanollama_eval::bench::Extras;

use super::{CacheArgs, PersonalityArgs};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama eval -m mine --bundle eval_bundle
  nanollama eval -m model.gguf -a arc_easy,hellaswag --max-per-task 500 --bundle bundle --json
  nanollama eval -m mine -a ChatCORE --bundle bundle --items answers.jsonl
  nanollama eval -m mine -a core/copa --bundle eval_bundle
  nanollama eval -m model.gguf -a mmlu --shots 5 --bundle bundle
  nanollama eval -m mine -a HumanEval --samples 10 --temp 0.8 --bundle bundle
  nanollama eval -m mine -a SpellingBee --words town
  nanollama eval -m mine -a bpb -f unread.txt

Tasks:
  arc_easy arc_challenge hellaswag mmlu mmlu_continuation gsm8k   as lm-evaluation-harness asks
  ARC-Easy ARC-Challenge MMLU GSM8K                               as nanochat asks in chat
  core, or one of its list: core/NAME                             CORE, of the bundle's core.yaml
  HumanEval, or humaneval by continuing                           run in a sandbox
  SpellingBee SimpleSpelling                                      letters of words
  ChatCORE                                                        six of these in chat
  DIR                                                             a task of your own
  bpb                                                             bits a byte of a text")]
pub(crate) struct EvalArgs {
    /// A run (NAME, NAME@STEP, NAME@best, NAME@average), a .gguf or .pt file, or a Hugging Face folder.
    #[arg(long, short = 'm', visible_alias = "model-tag", value_name = "MODEL")]
    pub(crate) model: String,
    /// Tasks, with commas [default: ChatCORE of a model that chats, core of any other].
    #[arg(long = "task", short = 'a', visible_alias = "task-name", value_delimiter = ',', value_name = "TASKS")]
    pub(crate) tasks: Vec<String>,
    /// Folder of the tasks' files.
    #[arg(long, default_value = "eval_bundle", value_name = "DIR")]
    pub(crate) bundle: PathBuf,
    /// Ask so many questions of each task [default: all].
    #[arg(long, short = 'x', visible_alias = "max-problems", value_parser = clap::value_parser!(u32).range(1..), value_name = "N")]
    pub(crate) max_per_task: Option<u32>,
    /// Answered questions before each one, of mmlu and mmlu_continuation.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=5), value_name = "N")]
    pub(crate) shots: u8,
    /// The text that bpb measures (`-`: stdin).
    #[arg(long, short = 'f', value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Write what was asked and answered, a line of JSON each.
    #[arg(long, value_name = "FILE")]
    pub(crate) items: Option<PathBuf>,
    /// Longest text in tokens [default: what the model was trained for, at most 4096]; longer ones lose their beginning.
    #[arg(long, short = 'c', visible_alias = "ctx-size", value_name = "TOKENS")]
    pub(crate) context: Option<usize>,
    /// Words for SpellingBee and SimpleSpelling, one a line; `town`: the built-in town's [default: words_alpha.txt of the bundle].
    #[arg(long, value_name = "FILE")]
    pub(crate) words: Option<PathBuf>,
    /// Answers to each question of the tasks that are written.
    #[arg(long, visible_alias = "num-samples", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1000), value_name = "N")]
    pub(crate) samples: u16,
    /// Temperature of these answers, from the 50 likeliest tokens; 0: the likeliest answer.
    #[arg(long, visible_alias = "temperature", short = 't', default_value_t = 0.0, value_name = "T")]
    pub(crate) temp: f32,
    /// Interpreter that runs what a model writes for HumanEval, in a sandbox [default: python3].
    #[arg(long, value_name = "FILE")]
    pub(crate) python: Option<PathBuf>,
    /// Run what a model writes WITHOUT a sandbox: it can do whatever you can, to your files and over your network.
    #[arg(long)]
    pub(crate) unsafe_exec: bool,
    #[command(flatten)]
    pub(crate) cache: CacheArgs,
    #[command(flatten)]
    pub(crate) personality: PersonalityArgs,
    /// Tokenizer of a Hugging Face folder that has none.
    #[arg(long, value_name = "DIR")]
    pub(crate) tokenizer: Option<PathBuf>,
    /// Print all results as one line of JSON, the last.
    #[arg(long)]
    pub(crate) json: bool,
}

impl EvalArgs {
    /// What tasks may ask for beside their files.
    pub(crate) fn extras(&self) -> Extras {
        Extras {
            python: self.python.clone(),
            is_open: self.unsafe_exec,
            words: self.words.clone(),
            samples: self.samples.into(),
            temperature: self.temp,
        }
    }
}
