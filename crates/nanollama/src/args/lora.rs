//! `nanollama lora`: an adapter trained beside a frozen model, and its files.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use nanollama_kernel::dtype::DType;
use nanollama_train::Recipe;

use super::dashboard::DashboardArgs;
use super::keeping::CheckpointArgs;
use super::pace::PaceArgs;
use super::personality::{Scaled, parse_scaled};
use super::ranks::RanksArgs;
use super::reading::LeavingOutArgs;
use super::wandb::WandbArgs;

#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "\
Examples:
  nanollama lora --run mine --data chats.jsonl --out-run ann --dry-run
  nanollama lora --run mine.gguf --data chats.jsonl --out-run ann --rank 8 --alpha 16 --targets q_proj,v_proj
  nanollama lora --run mine --data texts --out-run ann --steps 200 --early-stop 3
  nanollama lora --out-run ann --resume
  nanollama lora export ann --out ann-lora.gguf
  nanollama lora merge ann --out mine-ann.gguf

--data is a file of conversations, of which the answers are learned, or folders that `data prepare` wrote. The model's weights
stay as they are stored, in blocks too. run, chat and serve add what was trained: --lora ann."
)]
pub(crate) struct LoraArgs {
    #[command(subcommand)]
    pub(crate) file: Option<LoraCommand>,
    /// The model to train beside: a run (NAME, NAME@STEP, NAME@best), a .gguf or .pt file, or a Hugging Face folder.
    #[arg(long, alias = "model", value_name = "MODEL", required_unless_present = "resume")]
    pub(crate) run: Option<String>,
    /// Name of the run to make.
    #[arg(long, value_name = "NAME", required = true)]
    pub(crate) out_run: Option<String>,
    /// A file of conversations, or folders of prepared text.
    #[arg(long, value_name = "PATH", num_args = 1.., required_unless_present = "resume")]
    pub(crate) data: Vec<PathBuf>,
    /// Go on from the newest checkpoint of --out-run.
    #[arg(long)]
    pub(crate) resume: bool,
    #[command(flatten)]
    pub(crate) adapter: AdapterArgs,
    #[command(flatten)]
    pub(crate) tune: LoraTuneArgs,
    /// A further name of a role (system, user, assistant or tool); may be given again.
    #[arg(long, value_name = "NAME=ROLE")]
    pub(crate) role: Vec<String>,
    #[command(flatten)]
    pub(crate) leaving_out: LeavingOutArgs,
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
}

/// What stands beside the model's matrices.
#[derive(Debug, Args)]
pub(crate) struct AdapterArgs {
    /// Rank of the two matrices beside each of the model's [default: 16].
    #[arg(long, aliases = ["lora-rank", "lora-r", "r"], value_name = "R")]
    pub(crate) rank: Option<usize>,
    /// Their product is added times ALPHA / R [default: twice the rank].
    #[arg(long, alias = "lora-alpha", value_name = "ALPHA")]
    pub(crate) alpha: Option<f64>,
    /// The matrices that have others beside them, by PEFT's names, divided by commas: q_proj, k_proj, v_proj, o_proj, gate_proj,
    /// up_proj, down_proj [default: all-linear].
    #[arg(long, aliases = ["target-modules", "lora-target-modules"], value_name = "NAMES")]
    pub(crate) targets: Option<String>,
    /// Divide alpha by the root of the rank instead (rsLoRA).
    #[arg(long, alias = "use-rslora")]
    pub(crate) rslora: bool,
    /// Not computed here: only 0 is taken. Fewer passes, a smaller rank or --early-stop guard against learning by heart.
    #[arg(long, alias = "dropout", value_name = "SHARE", value_parser = parse_no_dropout)]
    pub(crate) lora_dropout: Option<f64>,
}

/// How long and how fast to learn, and what to keep.
#[derive(Debug, Args)]
pub(crate) struct LoraTuneArgs {
    #[command(flatten)]
    pub(crate) pace: PaceArgs,
    /// Times to go through the data.
    #[arg(long, value_name = "N", conflicts_with = "steps")]
    pub(crate) epochs: Option<f64>,
    /// Tokens in one row (default: the model's context).
    #[arg(long, visible_alias = "max-seq-len", value_name = "TOKENS")]
    pub(crate) context: Option<usize>,
    /// Learning rate (AdamW) [default: 0.0002].
    #[arg(long, value_name = "LR")]
    pub(crate) lr: Option<f64>,
    /// End where so many validations one after the other were no better than the best (0: never).
    #[arg(long, alias = "patience", value_name = "N")]
    pub(crate) early_stop: Option<u64>,
    /// Share of the conversations kept for validation.
    #[arg(long, value_name = "FRACTION")]
    pub(crate) validation_fraction: Option<f64>,
    #[command(flatten)]
    pub(crate) checkpoints: CheckpointArgs,
}

impl LoraArgs {
    /// The settings that it asks for.
    pub(crate) fn settings(&self) -> Recipe {
        // Every field by name: a flag that is forgotten here does not compile.
        let AdapterArgs { rank, alpha, ref targets, rslora, lora_dropout: _ } = self.adapter;
        let LoraTuneArgs { ref pace, epochs, context, lr, early_stop, validation_fraction, checkpoints } = self.tune;
        let own = Recipe {
            lora_rank: rank,
            lora_alpha: alpha,
            lora_targets: targets.clone(),
            use_rslora: rslora.then_some(true),
            epochs,
            context,
            lr,
            early_stop,
            validation_fraction,
            ..Recipe::default()
        };
        pace.settings().overlay(checkpoints.settings()).overlay(own)
    }
}

/// Dropout is not computed here, so nothing but none of it can be asked for.
fn parse_no_dropout(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(0.0) => Ok(0.0),
        _ => Err("dropout is not computed here: leave it out, or give 0".into()),
    }
}

/// What is done with an adapter's files.
#[derive(Debug, Subcommand)]
pub(crate) enum LoraCommand {
    /// Write an adapter for other programs: PEFT's folder, llama.cpp's GGUF, or a personality file.
    #[command(after_help = "\
Examples:
  nanollama lora export ann --out ann-lora
  nanollama lora export ann@best --out ann-lora.gguf
  nanollama lora export ann --out ann.safetensors
  nanollama lora export their-peft --base mine --out theirs.gguf

A name that ends in .gguf gives llama.cpp's file (llama-cli --lora FILE), one in .safetensors or .npz a personality,
any other PEFT's folder (PeftModel.from_pretrained).")]
    Export(LoraExportArgs),
    /// Add an adapter to its model's weights and write the result as a model.
    #[command(after_help = "\
Examples:
  nanollama lora merge ann --out mine-ann.gguf
  nanollama lora merge ann@best:0.5 --out mine-ann --format hf
  nanollama lora merge their-peft --base mine --out merged.gguf")]
    Merge(LoraMergeArgs),
}

#[derive(Debug, Args)]
pub(crate) struct LoraExportArgs {
    /// A run of `nanollama lora` (NAME, NAME@STEP, NAME@best), a folder of PEFT's, or llama.cpp's file.
    #[arg(value_name = "ADAPTER")]
    pub(crate) adapter: PathBuf,
    /// File or folder to write.
    #[arg(long, short = 'o', value_name = "PATH")]
    pub(crate) out: PathBuf,
    /// The model that it stands beside; as the adapter says when left out.
    #[arg(long, value_name = "MODEL")]
    pub(crate) base: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct LoraMergeArgs {
    /// A run of `nanollama lora` (NAME, NAME@STEP, NAME@best), a folder of PEFT's, or llama.cpp's file; and how much of it.
    #[arg(value_name = "ADAPTER[:SCALE]", value_parser = parse_scaled)]
    pub(crate) adapter: Scaled,
    /// File (gguf) or folder (hf) to write.
    #[arg(long, short = 'o', value_name = "PATH")]
    pub(crate) out: PathBuf,
    /// The model that it stands beside; as the adapter says when left out.
    #[arg(long, value_name = "MODEL")]
    pub(crate) base: Option<String>,
    /// What to write; from the name of --out when left out.
    #[arg(long, value_enum)]
    pub(crate) format: Option<super::ExportFormat>,
    /// Number format, as `nanollama export` has it. Default f16 for GGUF, f32 for a folder.
    #[arg(long, value_name = "FORMAT")]
    pub(crate) dtype: Option<DType>,
}
