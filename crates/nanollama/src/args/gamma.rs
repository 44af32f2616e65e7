//! `nanollama gamma …`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use nanollama_kernel::dtype::DType;

use super::ExportFormat;
use super::count::parse_count;
use super::personality::{Scaled, parse_scaled};
use nanollama_bundle::gamma::LayerScale;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama gamma extract base twain -o twain.safetensors
  nanollama gamma extract base twain -o twain.safetensors --size 17MB
  nanollama gamma show twain.safetensors
  nanollama gamma inject base twain.safetensors -o twain.gguf
  nanollama gamma compare twain.safetensors carroll.safetensors
  nanollama gamma steer base --positive glad.txt --negative sad.txt -o glad.gguf
  nanollama gamma combine twain.safetensors:0.7 carroll.safetensors:0.3 -o both.safetensors

run, chat, serve and perplexity add one without baking it in: --gamma FILE[:SCALE].")]
pub(crate) struct GammaArgs {
    #[command(subcommand)]
    pub(crate) command: GammaCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum GammaCommand {
    /// Take out what one model has more than another: OTHER - BASE, tensor by tensor.
    #[command(after_help = "\
Examples:
  nanollama gamma extract base twain -o twain.safetensors
  nanollama gamma extract base.gguf twain.gguf -o twain.npz
  nanollama gamma extract base twain -o small.safetensors --rank 16
  nanollama gamma extract base twain -o small.safetensors --size 17MB --refit 300 --data data --personality ann
  nanollama gamma extract base twain -o delta.safetensors --delta")]
    Extract(ExtractArgs),
    /// Bake personalities into a model: a file of BASE with each added to its weights.
    #[command(after_help = "\
Examples:
  nanollama gamma inject base twain.safetensors -o twain.gguf
  nanollama gamma inject base twain.safetensors:0.5 carroll.npz:0.5 -o both-hf --format hf
  nanollama gamma inject base twain.safetensors -o late.gguf --layer-scale 0-5=0 --layer-scale embedding=0")]
    Inject(InjectArgs),
    /// Show what a personality is: its base, its tensors, their norms.
    #[command(
        after_help = "Examples:\n  nanollama gamma show twain.safetensors\n  nanollama gamma show twain.npz --tensors"
    )]
    Show(ShowGammaArgs),
    /// Compare two personalities: norms and cosines, tensor by tensor.
    #[command(
        after_help = "Examples:\n  nanollama gamma compare twain.safetensors carroll.safetensors --plot\n  nanollama gamma compare twain.safetensors carroll.safetensors --subspace 8\n  nanollama gamma compare a.npz b.npz --json"
    )]
    Compare(CompareArgs),
    /// Find a steering vector: how what a model makes of some prompts differs from what it makes of others, block by block.
    #[command(after_help = "\
Examples:
  nanollama gamma steer base --positive glad.txt --negative sad.txt -o glad.gguf
  nanollama gamma steer base --positive glad.txt --negative sad.txt -o glad.safetensors --tokens all

run, chat, serve and perplexity add it: --control-vector-scaled FILE:SCALE. Scale 1 moves the mean of the negative prompts to
that of the positive ones.")]
    Steer(SteerArgs),
    /// Make one personality of several: a weighted sum, TIES, DARE or SLERP; of one, scaled or negated.
    #[command(after_help = "\
Examples:
  nanollama gamma combine twain.safetensors:0.7 carroll.safetensors:0.3 -o both.safetensors
  nanollama gamma combine twain.safetensors:-1 -o anti.safetensors
  nanollama gamma combine a.safetensors b.safetensors -o ab.safetensors --method ties --keep 0.2
  nanollama gamma combine twain.npz -o twain.safetensors")]
    Combine(CombineArgs),
}

/// How much of a personality each layer gets.
#[derive(Debug, Default, Args)]
pub(crate) struct LayerScaleArgs {
    /// Times X in these layers, counted from 0: 0-5=0.5, 7=0; embedding=X, norm=X and head=X name what lies around them (may be
    /// given more than once, the last that holds counts).
    #[arg(long, value_name = "LAYERS=X")]
    pub(crate) layer_scale: Vec<LayerScale>,
}

/// Which tokens of a prompt are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PlacesName {
    /// The last one, behind which the answer begins.
    Last,
    /// Every one.
    All,
}

#[derive(Debug, Args)]
pub(crate) struct SteerArgs {
    /// A run (NAME, NAME@STEP, NAME@best), a .gguf or .pt file, or a Hugging Face folder.
    #[arg(value_name = "MODEL")]
    pub(crate) model: String,
    /// Prompts to steer toward, one a line; \n in a line is a line break.
    #[arg(long, value_name = "FILE")]
    pub(crate) positive: PathBuf,
    /// Prompts to steer away from, one a line.
    #[arg(long, value_name = "FILE")]
    pub(crate) negative: PathBuf,
    /// File to write: a control vector of llama.cpp's where the name ends in .gguf, else safetensors, which say their base.
    #[arg(long, short = 'o', value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Which tokens of each prompt count.
    #[arg(long, value_enum, default_value = "last")]
    pub(crate) tokens: PlacesName,
    /// Take lines as they are, also where the model is one for chat and they would be questions to it.
    #[arg(long)]
    pub(crate) plain: bool,
}

/// Training behind a low rank.
#[derive(Debug, Args)]
pub(crate) struct RefitArgs {
    /// Train the matrices of low rank for so many steps on --data and --personality, to bring back what the rank lost: those of
    /// the blocks; tables and gains stay. What was killed goes on with the same command.
    #[arg(long, requires = "data", conflicts_with_all = ["sparse", "delta"], value_parser = clap::value_parser!(u64).range(1..), value_name = "STEPS")]
    pub(crate) refit: Option<u64>,
    /// Folders of prepared text: what OTHER was trained on.
    #[arg(long, num_args = 1.., requires = "refit", value_name = "DIR")]
    pub(crate) data: Vec<PathBuf>,
    /// The personality's folder.
    #[arg(long, visible_alias = "personality-dir", requires = "refit", value_name = "DIR")]
    pub(crate) personality: Option<PathBuf>,
    /// Share of the rows that are the personality's [default: 0.2].
    #[arg(long, requires = "personality", value_name = "SHARE")]
    pub(crate) personality_ratio: Option<f64>,
    /// Learning rate (AdamW) [default: 0.0002].
    #[arg(long, requires = "refit", value_name = "LR")]
    pub(crate) lr: Option<f64>,
    /// Tokens in one step (K, M suffixes).
    #[arg(long, requires = "refit", value_parser = parse_count, value_name = "N")]
    pub(crate) batch_tokens: Option<u64>,
}

/// How a personality is stored.
#[derive(Debug, Args)]
pub(crate) struct GammaFormArgs {
    /// Number format of matrices: f16, bf16, f32, or int8 (blocks of 32 with a scale each). Gains are f32.
    #[arg(long, default_value = "f16", value_parser = parse_dtype, value_name = "FORMAT")]
    pub(crate) dtype: DType,
    /// Store each matrix as a product of rank R, where that is smaller; what is lost is printed.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=65536), value_name = "R")]
    pub(crate) rank: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct ExtractArgs {
    /// The model without the personality: a run (NAME, NAME@STEP, NAME@best), a .gguf or .pt file, a Hugging Face folder,
    /// or USER/REPO(:QUANT) of the Hub.
    #[arg(value_name = "BASE")]
    pub(crate) base: String,
    /// The same with it.
    #[arg(value_name = "OTHER")]
    pub(crate) other: String,
    /// File to write: safetensors, or nanollama's format where the name ends in .npz.
    #[arg(long, short = 'o', value_name = "FILE")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) form: GammaFormArgs,
    /// The largest rank with which the file has so many bytes (17MB is 17,000,000).
    #[arg(long, conflicts_with_all = ["rank", "delta"], value_parser = parse_bytes, value_name = "BYTES")]
    pub(crate) size: Option<u64>,
    /// Store the share of each matrix's largest numbers and where they stand; what is lost is printed.
    #[arg(long, visible_alias = "top-k", conflicts_with_all = ["rank", "size", "delta"], value_parser = parse_share, value_name = "SHARE")]
    pub(crate) sparse: Option<f32>,
    /// Take out the voice of the output alone (δ): what the head of OTHER has more than that of BASE, of rank 64 where no
    /// --rank says another. The models may differ in all else.
    #[arg(long)]
    pub(crate) delta: bool,
    #[command(flatten)]
    pub(crate) refit: RefitArgs,
    /// Strength with which it is used where nobody says another.
    #[arg(long, allow_negative_numbers = true, value_name = "X")]
    pub(crate) scale: Option<f32>,
}

#[derive(Debug, Args)]
pub(crate) struct InjectArgs {
    /// A run (NAME, NAME@STEP, NAME@best), a .gguf or .pt file, a Hugging Face folder, or USER/REPO(:QUANT) of the Hub.
    #[arg(value_name = "BASE")]
    pub(crate) base: String,
    /// Personalities, each with its scale.
    #[arg(value_name = "FILE[:SCALE]", required = true, value_parser = parse_scaled)]
    pub(crate) gamma: Vec<Scaled>,
    /// File (gguf) or folder (hf) to write.
    #[arg(long, short = 'o', value_name = "PATH")]
    pub(crate) out: PathBuf,
    /// What to write; from the name of --out when left out.
    #[arg(long, value_enum)]
    pub(crate) format: Option<ExportFormat>,
    /// Number format, as `nanollama export` has it. Default f16 for GGUF, f32 for a folder.
    #[arg(long, value_name = "FORMAT")]
    pub(crate) dtype: Option<DType>,
    /// Add one that was taken from another base, too.
    #[arg(long)]
    pub(crate) any_base: bool,
    /// Put one of a base with more or fewer layers beside those at the same relative depth: a guess.
    #[arg(long)]
    pub(crate) cross_depth: bool,
    #[command(flatten)]
    pub(crate) layers: LayerScaleArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ShowGammaArgs {
    /// A personality.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Every tensor: form, number format, shape and norm.
    #[arg(long)]
    pub(crate) tensors: bool,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    /// A personality.
    #[arg(value_name = "ONE")]
    pub(crate) one: PathBuf,
    /// Another.
    #[arg(value_name = "OTHER")]
    pub(crate) other: PathBuf,
    /// Also how much the K largest directions that each matrix reads and writes have in common.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=1024), value_name = "K")]
    pub(crate) subspace: Option<u32>,
    /// Also a plot of the cosines by layer.
    #[arg(long, conflicts_with = "json")]
    pub(crate) plot: bool,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// How several become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MethodName {
    /// Each times its scale, added.
    Sum,
    /// The largest numbers of each, where signs agree (TIES).
    Ties,
    /// A random share of each, enlarged (DARE).
    Dare,
    /// On the arc from the first to the second (SLERP).
    Slerp,
}

#[derive(Debug, Args)]
pub(crate) struct CombineArgs {
    /// Personalities, each with its scale.
    #[arg(value_name = "FILE[:SCALE]", required = true, value_parser = parse_scaled)]
    pub(crate) gamma: Vec<Scaled>,
    /// File to write: safetensors, or nanollama's format where the name ends in .npz.
    #[arg(long, short = 'o', value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// How they become one.
    #[arg(long, value_enum, default_value = "sum")]
    pub(crate) method: MethodName,
    /// The share of each tensor's numbers that ties and dare keep [default: 0.2 for ties, 0.5 for dare].
    #[arg(long, value_parser = parse_share, value_name = "SHARE")]
    pub(crate) keep: Option<f32>,
    /// Where slerp stops: 0 is the first, 1 the second [default: 0.5].
    #[arg(long, value_parser = parse_share_from_0, value_name = "SHARE")]
    pub(crate) at: Option<f32>,
    /// Same seed, same numbers dropped by dare [default: 0].
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    #[command(flatten)]
    pub(crate) form: GammaFormArgs,
    #[command(flatten)]
    pub(crate) layers: LayerScaleArgs,
    /// Join personalities of different bases, too.
    #[arg(long)]
    pub(crate) any_base: bool,
}

/// A number format that safetensors has.
fn parse_dtype(text: &str) -> Result<DType, String> {
    if text.eq_ignore_ascii_case("int8") {
        return Ok(DType::Q8_0);
    }
    let dtype: DType = text.parse().map_err(|error: nanollama_kernel::error::Error| error.to_string())?;
    match dtype.safetensors_name() {
        Some(_) => Ok(dtype),
        None if dtype == DType::Q8_0 => Ok(dtype),
        None => Err(format!("a personality is stored as f16, bf16, f32 or int8, not as {dtype}")),
    }
}

/// `17MB`, `900K`, `123456`: decimal, as disks are sold.
fn parse_bytes(text: &str) -> Result<u64, String> {
    let count = text.trim();
    let count =
        count.strip_suffix(['b', 'B']).filter(|rest| rest.ends_with(|c: char| c.is_alphabetic())).unwrap_or(count);
    parse_count(count.trim())
}

fn parse_share(text: &str) -> Result<f32, String> {
    let share = text.parse::<f32>().ok().filter(|share| *share > 0.0 && *share <= 1.0);
    share.ok_or_else(|| format!("{text:?} is no share: above 0 and at most 1"))
}

fn parse_share_from_0(text: &str) -> Result<f32, String> {
    let share = text.parse::<f32>().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| format!("{text:?} does not lie from 0 to 1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_decimal() {
        for (text, bytes) in
            [("17MB", 17_000_000), ("17M", 17_000_000), ("900 kB", 900_000), ("12", 12), ("1.5GB", 1_500_000_000)]
        {
            assert_eq!(parse_bytes(text), Ok(bytes), "{text}");
        }
        assert!(parse_bytes("MB").is_err() && parse_bytes("-1").is_err());
    }
}
