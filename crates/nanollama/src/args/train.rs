//! `nanollama pretrain`, `plan`, `midtrain`, `sft` and `quickstart`.

use std::path::PathBuf;

use clap::Args;

use nanollama_train::{Gpus, Recipe};

use super::count::{parse_minutes, parse_positive_count, parse_price};
use super::dashboard::DashboardArgs;
use super::grading::{ChatCoreArgs, CoreArgs};
use super::keeping::KeepingArgs;
use super::pace::PaceArgs;
use super::ranks::RanksArgs;
use super::reading::LeavingOutArgs;
use super::shape::ShapeArgs;
use super::voice::VoiceArgs;
use super::wandb::WandbArgs;

/// How long text is learned, instead of --steps.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(crate) struct LengthArgs {
    /// Tokens to train on, instead of steps (K, M, B suffixes).
    #[arg(long, value_parser = parse_positive_count, value_name = "N", conflicts_with = "steps")]
    pub(crate) tokens: Option<u64>,
    /// Passes over the text, instead of steps.
    #[arg(long, value_name = "N", conflicts_with = "steps")]
    pub(crate) epochs: Option<f64>,
    /// Tokens for each parameter, instead of steps: of all parameters; with --depth, of those that take part in products.
    #[arg(long, value_name = "RATIO", conflicts_with = "steps")]
    pub(crate) target_param_data_ratio: Option<f64>,
    /// Floating-point operations of forward and backward, instead of steps.
    #[arg(long, value_name = "FLOPS", conflicts_with = "steps")]
    pub(crate) target_flops: Option<f64>,
}

impl LengthArgs {
    /// The settings that it asks for.
    pub(crate) fn settings(&self) -> Recipe {
        let LengthArgs { tokens, epochs, target_param_data_ratio: ratio, target_flops: flops } = *self;
        Recipe { tokens, epochs, ratio, flops, ..Recipe::default() }
    }
}

/// How long and how fast to learn, and what to keep.
#[derive(Debug, Args)]
pub(crate) struct TuneArgs {
    #[command(flatten)]
    pub(crate) pace: PaceArgs,
    /// Learning rate of the matrices, and the other rates in the same proportion.
    #[arg(long, value_name = "LR", conflicts_with_all = ["matrix_lr", "embedding_lr", "head_lr"])]
    pub(crate) lr: Option<f64>,
    /// Learning rate of the matrices (Muon).
    #[arg(long, value_name = "LR")]
    pub(crate) matrix_lr: Option<f64>,
    /// Learning rate of the embedding (AdamW).
    #[arg(long, value_name = "LR")]
    pub(crate) embedding_lr: Option<f64>,
    /// Learning rate of the output head (AdamW).
    #[arg(long, visible_alias = "unembedding-lr", value_name = "LR")]
    pub(crate) head_lr: Option<f64>,
    #[command(flatten)]
    pub(crate) keeping: KeepingArgs,
}

impl TuneArgs {
    /// The settings that it asks for.
    pub(crate) fn settings(&self) -> Recipe {
        // Every field by name: a flag that is forgotten here does not compile.
        let TuneArgs { ref pace, lr, matrix_lr, embedding_lr, head_lr, keeping } = *self;
        let rates = Recipe { lr, matrix_lr, embedding_lr, head_lr, ..Recipe::default() };
        pace.settings().overlay(rates).overlay(keeping.settings())
    }
}

/// What a stage that starts from a model is asked for.
#[derive(Debug, Args)]
pub(crate) struct ModelStartArgs {
    /// The model to start from: a run (NAME, NAME@STEP, NAME@best, NAME@average), a .gguf or .pt file, a Hugging Face
    /// folder, or USER/REPO(:QUANT) of the Hub.
    #[arg(short = 'm', long, value_name = "MODEL", required_unless_present = "resume")]
    pub(crate) run: Option<String>,
    /// Name of the run to make.
    #[arg(long, value_name = "NAME")]
    pub(crate) out_run: String,
    /// Go on from the newest checkpoint of --out-run.
    #[arg(long)]
    pub(crate) resume: bool,
    /// Times to go through the data.
    #[arg(long, value_name = "N")]
    pub(crate) epochs: Option<f64>,
    /// Tokens in one row (default: the model's context).
    #[arg(long, visible_alias = "max-seq-len", value_name = "TOKENS")]
    pub(crate) context: Option<usize>,
    /// Rates as a share of those that the model was trained with.
    #[arg(long, value_name = "FRACTION")]
    pub(crate) lr_fraction: Option<f64>,
    /// Print what it would cost, and end.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Print the plan as JSON (with --dry-run).
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) wandb: WandbArgs,
    #[command(flatten)]
    pub(crate) dashboard: DashboardArgs,
    #[command(flatten)]
    pub(crate) ranks: RanksArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama pretrain --model nano --data data --run mine --dry-run
  nanollama pretrain --depth 4 --data data --run mine
  nanollama pretrain --run mine --resume
  nanollama pretrain --data data --run mine --core-metric-every 2000 --core-metric-max-per-task 500 --bundle eval_bundle
  nanollama pretrain --model nano --data data --personality ann --run ann
  nanollama pretrain --from-base mine --data data --personality ann --run ann-quick --steps 500
  nanollama pretrain --control ann-quick
  nanollama pretrain --model nano --data data --run mine --nproc 2 --threads 4

Ctrl-C once finishes the step and saves; twice stops at once.")]
pub(crate) struct PretrainArgs {
    /// Folder that `data prepare` wrote.
    #[arg(long, value_name = "DIR", required_unless_present_any = ["resume", "control"])]
    pub(crate) data: Option<PathBuf>,
    /// Name of the run [default: base; with --control, that of RUN and -control].
    #[arg(long, value_name = "NAME")]
    pub(crate) run: Option<String>,
    /// Go on from the newest checkpoint.
    #[arg(long)]
    pub(crate) resume: bool,
    /// A recipe file; flags win over it.
    #[arg(long, value_name = "FILE")]
    pub(crate) recipe: Option<PathBuf>,
    /// Print what it would cost, and end.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Print the plan as JSON (with --dry-run).
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) wandb: WandbArgs,
    #[command(flatten)]
    pub(crate) dashboard: DashboardArgs,
    #[command(flatten)]
    pub(crate) ranks: RanksArgs,
    #[command(flatten)]
    pub(crate) personality: VoiceArgs,
    #[command(flatten)]
    pub(crate) shape: ShapeArgs,
    #[command(flatten)]
    pub(crate) length: LengthArgs,
    #[command(flatten)]
    pub(crate) tune: TuneArgs,
    #[command(flatten)]
    pub(crate) core: CoreArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama plan --model nano --data data
  nanollama plan --model goldie --gpus 4xH100 --price 2.50
  nanollama plan --depth 20 --vocab-size 65536 --target-param-data-ratio 12 --json
  nanollama plan --all

Without --data there is text without end: 20 tokens for each parameter unless something else is asked for.")]
pub(crate) struct PlanArgs {
    /// Folder that `data prepare` wrote; without it the plan is made before there is any text.
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Entries of the vocabulary, where no --data says so [default: 32000, of models under 20M parameters 8192].
    #[arg(long, value_parser = parse_positive_count, value_name = "N", conflicts_with = "data")]
    pub(crate) vocab_size: Option<u64>,
    /// GPUs to price it on beside those that are always told: H100, 4xH100.
    #[arg(long, value_name = "GPUS")]
    pub(crate) gpus: Option<Gpus>,
    /// Dollars for an hour of one GPU of --gpus.
    #[arg(long, value_name = "DOLLARS", value_parser = parse_price)]
    pub(crate) price: Option<f64>,
    /// Processes of this machine that would train together, each with all weights and its share of the rest.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) nproc: Option<u16>,
    /// All named sizes and nanochat's depths 12 to 32, a line each.
    #[arg(long, conflicts_with_all = ["data", "vocab_size", "gpus", "nproc"])]
    pub(crate) all: bool,
    /// A recipe file; flags win over it.
    #[arg(long, value_name = "FILE")]
    pub(crate) recipe: Option<PathBuf>,
    /// Print JSON: the plan, and beside it the machines that it is priced on.
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) shape: ShapeArgs,
    #[command(flatten)]
    pub(crate) length: LengthArgs,
    #[command(flatten)]
    pub(crate) tune: TuneArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama midtrain --run mine --data more --out-run mine-more --dry-run
  nanollama midtrain --run mine@best --data data more --out-run mine-more --epochs 2
  nanollama midtrain --run mine --data mix.toml --out-run mine-mid
  nanollama midtrain --out-run mine-more --resume

The text must have been prepared with the model's own tokenizer: data prepare takes a model for --tokenizer.
A base model stays a base model, one that was trained on chat keeps its template.")]
pub(crate) struct MidtrainArgs {
    /// Folders that `data prepare` wrote; several are read side by side, all at the same pace. Or one file of conversations, as
    /// sft reads them, of which all tokens are learned.
    #[arg(long, value_name = "DATA", num_args = 1.., required_unless_present = "resume")]
    pub(crate) data: Vec<PathBuf>,
    /// A recipe file; flags win over it.
    #[arg(long, value_name = "FILE")]
    pub(crate) recipe: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) start: ModelStartArgs,
    #[command(flatten)]
    pub(crate) tune: TuneArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama sft --run mine --data chats.jsonl --out-run mine-chat
  nanollama sft --run mine --data plays.json --role narrator=assistant --out-run mine-chat
  nanollama sft --run mine --data chats.jsonl --out-run mine-chat --chatcore-every 200 --bundle eval_bundle")]
pub(crate) struct SftArgs {
    /// Conversations, one a row of JSONL, of a JSON array or of parquet (JSON may be packed: .gz .zst): {"messages": [{"role",
    /// "content"}, …]}, ShareGPT's {"conversations": [{"from", "value"}, …]}, {"instruction", "input", "output"} or {"prompt",
    /// "completion"}. Or a .toml that lists several files and tasks, each with its limit and repeats.
    #[arg(long, value_name = "FILE", required_unless_present = "resume")]
    pub(crate) data: Option<PathBuf>,
    /// A further name of a role (system, user, assistant or tool); may be given again.
    #[arg(long, value_name = "NAME=ROLE")]
    pub(crate) role: Vec<String>,
    #[command(flatten)]
    pub(crate) leaving_out: LeavingOutArgs,
    /// Share of the conversations kept for validation.
    #[arg(long, value_name = "FRACTION")]
    pub(crate) validation_fraction: Option<f64>,
    #[command(flatten)]
    pub(crate) start: ModelStartArgs,
    #[command(flatten)]
    pub(crate) tune: TuneArgs,
    #[command(flatten)]
    pub(crate) chat_core: ChatCoreArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nanollama quickstart
  nanollama quickstart --minutes 20 --out better")]
pub(crate) struct QuickstartArgs {
    /// Folder for everything it makes: data, tokenizer, runs and model.gguf.
    #[arg(long, default_value = "quickstart", value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Which town, and which random weights.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// How long it may take in all; more minutes make a better model. Without it about five on two cores.
    #[arg(long, value_parser = parse_minutes, value_name = "N")]
    pub(crate) minutes: Option<f64>,
    /// Do not open the chat at the end.
    #[arg(long)]
    pub(crate) no_chat: bool,
}
