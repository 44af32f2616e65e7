//! `nanollama export`, `quantize`, `import`, `show`, `list` and `report`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use nanollama_bundle::Mix;
use nanollama_kernel::dtype::DType;

use super::count::parse_price;

/// Help of `--dtype`: the formats there are, and which of them only a GGUF file has.
fn dtype_help() -> String {
    let names: Vec<String> = DType::ALL
        .iter()
        .map(|dtype| match dtype.safetensors_name() {
            Some(_) => dtype.to_string(),
            None => format!("{dtype} (GGUF only)"),
        })
        .collect();
    let (last, others) = names.split_last().expect("there is a number format");
    format!("Number format: {} or {last}. Default f16 for GGUF, f32 for a folder", others.join(", "))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// One GGUF file, for llama.cpp and its kin.
    Gguf,
    /// A folder as Hugging Face transformers writes it.
    Hf,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama export mine --out mine.gguf --dtype q8_0
  nanollama export mine@best --out mine-hf --format hf")]
pub(crate) struct ExportArgs {
    /// A run (NAME, NAME@STEP, NAME@best, NAME@average), a .gguf or .pt file, a Hugging Face folder, or USER/REPO(:QUANT)
    /// of the Hub.
    #[arg(value_name = "MODEL")]
    pub(crate) model: String,
    /// File (gguf) or folder (hf) to write.
    #[arg(long, value_name = "PATH")]
    pub(crate) out: PathBuf,
    /// What to write; from the name of --out when left out.
    #[arg(long, value_enum)]
    pub(crate) format: Option<ExportFormat>,
    #[arg(long, help = dtype_help())]
    pub(crate) dtype: Option<String>,
    /// Tokenizer of a Hugging Face folder that has none.
    #[arg(long, value_name = "DIR")]
    pub(crate) tokenizer: Option<PathBuf>,
}

/// Help of TYPE: the mixes there are.
fn mix_help() -> String {
    let names: Vec<&str> = Mix::all().iter().map(|mix| mix.name()).collect();
    format!(
        "What most matrices become, as llama-quantize names it: {}. S, M and L give more bits to more of the tensors that \
         suffer most; Q3_K, Q4_K and Q5_K mean M",
        names.join(", ")
    )
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama quantize mine mine-q4.gguf Q4_K_M
  nanollama quantize some-hf-folder some-q6.gguf Q6_K
  nanollama quantize mine-f32.gguf mine-q8.gguf q8_0
  nanollama quantize mine mine-q3.gguf Q3_K_M --imatrix mine.imatrix.gguf

How far SmolLM2-135M moved from its f32, in nats a token: Q8_0 0.007, Q6_K 0.02, Q4_K_M 0.08, Q3_K_M 0.15, Q2_K 0.54.")]
pub(crate) struct QuantizeArgs {
    /// A run (NAME, NAME@STEP, NAME@best, NAME@average), a .gguf or .pt file, a Hugging Face folder, or USER/REPO(:QUANT)
    /// of the Hub.
    #[arg(value_name = "IN")]
    pub(crate) model: String,
    /// GGUF file to write.
    #[arg(value_name = "OUT")]
    pub(crate) out: PathBuf,
    #[arg(value_name = "TYPE", help = mix_help())]
    pub(crate) kind: String,
    /// Which columns matter: a file of `nanollama imatrix` or llama-imatrix (.gguf or .dat).
    #[arg(long, value_name = "FILE")]
    pub(crate) imatrix: Option<PathBuf>,
    /// Tokenizer of a Hugging Face folder that has none.
    #[arg(long, value_name = "DIR")]
    pub(crate) tokenizer: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nanollama import some-hf-folder --run mine")]
pub(crate) struct ImportArgs {
    /// A Hugging Face folder, or a .gguf or .pt file.
    #[arg(value_name = "MODEL")]
    pub(crate) model: String,
    /// Name of the run to make.
    #[arg(long, value_name = "NAME")]
    pub(crate) run: String,
    /// Tokenizer of a Hugging Face folder that has none.
    #[arg(long, value_name = "DIR")]
    pub(crate) tokenizer: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama show mine.gguf
  nanollama show mine.gguf --metadata --tensors
  nanollama show mine --template
  nanollama show --check mine.gguf
  nanollama show --check mine-hf --source mine@best")]
pub(crate) struct ShowArgs {
    /// A run (NAME, NAME@STEP, NAME@best, NAME@average), a .gguf or .pt file, a Hugging Face folder, or USER/REPO(:QUANT)
    /// of the Hub.
    #[arg(value_name = "MODEL")]
    pub(crate) model: String,
    /// Compare the file again with the model it was made from, as export did.
    #[arg(long)]
    pub(crate) check: bool,
    /// The model it was made from, where that is not the one the file names.
    #[arg(long, value_name = "MODEL", requires = "check")]
    pub(crate) source: Option<String>,
    /// Tokenizer of a Hugging Face folder that has none.
    #[arg(long, value_name = "DIR")]
    pub(crate) tokenizer: Option<PathBuf>,
    /// Every key of a GGUF file and its value.
    #[arg(long, conflicts_with = "check")]
    pub(crate) metadata: bool,
    /// Every tensor: name, number format, shape and size.
    #[arg(long, conflicts_with = "check")]
    pub(crate) tensors: bool,
    /// The chat template and nothing else.
    #[arg(long, conflicts_with_all = ["check", "metadata", "tensors", "json"])]
    pub(crate) template: bool,
    /// Print JSON.
    #[arg(long, conflicts_with = "check")]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nanollama list\n  nanollama list --json")]
pub(crate) struct ListArgs {
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama report mine
  nanollama report one other --out compared.html
  nanollama report mine --price 3.0")]
pub(crate) struct ReportArgs {
    /// A run: its stages are told, with the runs that it goes on from. Several are told side by side, each as it is.
    #[arg(value_name = "NAME", required = true)]
    pub(crate) run: Vec<String>,
    /// Page to write [default: report.html in the run's folder, of several runs here]; the same as text lies beside it, as .md.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// What an hour costs, in your money: the report tells the sum.
    #[arg(long, value_name = "MONEY", value_parser = parse_price)]
    pub(crate) price: Option<f64>,
}
