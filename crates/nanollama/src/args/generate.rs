//! `nanollama run` and `nanollama chat`.

use clap::Args;
use nanollama_engine::Sampling;

/// How the next token is chosen.
#[derive(Debug, Args)]
pub(crate) struct GenerationArgs {
    /// Randomness; 0 always takes the likeliest token.
    #[arg(long, short_alias = 't', visible_alias = "temperature", default_value_t = Sampling::DEFAULT.temperature, value_name = "T")]
    pub(crate) temp: f32,
    /// Draw from the K likeliest tokens (0: all).
    #[arg(long, short_alias = 'k', default_value_t = Sampling::DEFAULT.top_k, value_name = "K")]
    pub(crate) top_k: usize,
    /// Draw from the likeliest tokens that together have this probability.
    #[arg(long, default_value_t = Sampling::DEFAULT.top_p, value_name = "P")]
    pub(crate) top_p: f32,
    /// Leave out tokens less likely than this share of the likeliest.
    #[arg(long, default_value_t = Sampling::DEFAULT.min_p, value_name = "P")]
    pub(crate) min_p: f32,
    /// Make tokens of the last 64 less likely (1: off).
    #[arg(long, visible_aliases = ["rep-penalty", "repeat-penalty"], default_value_t = Sampling::DEFAULT.repetition_penalty, value_name = "X")]
    pub(crate) repetition_penalty: f32,
    /// Most tokens to write.
    #[arg(long, short = 'n', visible_alias = "predict", default_value_t = Sampling::DEFAULT.max_tokens, value_name = "N")]
    pub(crate) max_tokens: usize,
    /// Same seed, same text. Without one, every call differs.
    #[arg(long, short = 's')]
    pub(crate) seed: Option<u64>,
    /// End at this text (may be given more than once).
    #[arg(long, value_name = "TEXT")]
    pub(crate) stop: Vec<String>,
    /// Longest sequence to keep (default: what the model was trained for).
    #[arg(long, short = 'c', visible_alias = "ctx-size", value_name = "TOKENS")]
    pub(crate) context: Option<usize>,
    /// Tokenizer of a Hugging Face folder that has none.
    #[arg(long, value_name = "DIR")]
    pub(crate) tokenizer: Option<std::path::PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama run -m mine -p 'Once upon a time'
  nanollama run -m model.gguf -p 'The' --temp 0 --max-tokens 64
  nanollama run -m mine@1000 -p - < prompt.txt")]
pub(crate) struct RunArgs {
    /// A run (NAME, NAME@STEP, NAME@best), a .gguf or .pt file, or a Hugging Face folder.
    #[arg(long, short = 'm', value_name = "MODEL")]
    pub(crate) model: String,
    /// Text to continue (`-`: read it from stdin).
    #[arg(long, short = 'p', value_name = "TEXT")]
    pub(crate) prompt: String,
    /// Instead of continuing, print the ids and log-probabilities of the prompt as JSON.
    #[arg(long)]
    pub(crate) logprobs: bool,
    #[command(flatten)]
    pub(crate) generation: GenerationArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nanollama chat -m mine\n  nanollama chat -m mine -p 'Who are you?'")]
pub(crate) struct ChatArgs {
    /// A run (NAME, NAME@STEP, NAME@best), a .gguf or .pt file, or a Hugging Face folder.
    #[arg(long, short = 'm', value_name = "MODEL")]
    pub(crate) model: String,
    /// Ask this one question and end.
    #[arg(long, short = 'p', value_name = "TEXT")]
    pub(crate) prompt: Option<String>,
    /// Instructions that stand before the conversation.
    #[arg(long, value_name = "TEXT")]
    pub(crate) system: Option<String>,
    #[command(flatten)]
    pub(crate) generation: GenerationArgs,
}
