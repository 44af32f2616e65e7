//! `nanollama run`, `nanollama chat` and `nanollama perplexity`.

use std::path::PathBuf;

use clap::Args;
use nanollama_engine::{Defaults, Order, Sampling};

use super::{CacheArgs, DraftArgs, FormArgs, PersonalityArgs};

/// What applies where nothing is typed.
const DEFAULTS: Defaults = Defaults::TERMINAL;

/// How the next token is chosen.
#[derive(Debug, Args)]
pub(crate) struct GenerationArgs {
    /// Randomness; 0 always takes the likeliest token.
    #[arg(long, short = 't', visible_alias = "temperature", default_value_t = DEFAULTS.temperature, value_name = "T")]
    pub(crate) temp: f32,
    /// Draw from the K likeliest tokens (0: all).
    #[arg(long, short = 'k', default_value_t = DEFAULTS.top_k, value_name = "K")]
    pub(crate) top_k: usize,
    /// Draw from the likeliest tokens that together have this probability (1: all).
    #[arg(long, default_value_t = DEFAULTS.top_p, value_name = "P")]
    pub(crate) top_p: f32,
    /// Leave out tokens less likely than this share of the likeliest (0: none).
    #[arg(long, default_value_t = Sampling::PLAIN.min_p, value_name = "P")]
    pub(crate) min_p: f32,
    #[arg(long, visible_aliases = ["rep-penalty", "repeat-penalty"], value_name = "X", help = penalty_help())]
    pub(crate) repetition_penalty: Option<f32>,
    /// Take this off the logits of recent tokens (0: off).
    #[arg(long, default_value_t = Sampling::PLAIN.presence_penalty, value_name = "X")]
    pub(crate) presence_penalty: f32,
    /// Take this off the logits of recent tokens, as often as each occurred (0: off).
    #[arg(long, default_value_t = Sampling::PLAIN.frequency_penalty, value_name = "X")]
    pub(crate) frequency_penalty: f32,
    /// How many tokens are recent, prompt included.
    #[arg(long, visible_aliases = ["repetition-window", "repeat-last-n"], default_value_t = Sampling::PLAIN.repetition_window, value_name = "N")]
    pub(crate) rep_window: usize,
    /// Add a number to the logit of a token, by its id: `1234=-2.5`, `1234=-inf` (may be given more than once).
    #[arg(long, value_name = "ID=X", value_parser = parse_bias)]
    pub(crate) logit_bias: Vec<(u32, f32)>,
    /// Order in which penalties and filters apply.
    #[arg(long, visible_alias = "samplers", default_value_t = Order::USUAL, value_name = "NAMES")]
    pub(crate) order: Order,
    /// Most tokens to write.
    #[arg(long, short = 'n', visible_alias = "predict", default_value_t = DEFAULTS.max_tokens, value_name = "N")]
    pub(crate) max_tokens: usize,
    /// Same seed, same text. Without one, every call differs.
    #[arg(long, short = 's')]
    pub(crate) seed: Option<u64>,
    /// End at this text (may be given more than once).
    #[arg(long, value_name = "TEXT")]
    pub(crate) stop: Vec<String>,
    /// Longest sequence to keep (default: what the model was trained for, at most 4096).
    #[arg(long, short = 'c', visible_alias = "ctx-size", value_name = "TOKENS")]
    pub(crate) context: Option<usize>,
    #[command(flatten)]
    pub(crate) cache: CacheArgs,
    #[command(flatten)]
    pub(crate) draft: DraftArgs,
    #[command(flatten)]
    pub(crate) personality: PersonalityArgs,
    /// Tokenizer of a Hugging Face folder that has none.
    #[arg(long, value_name = "DIR")]
    pub(crate) tokenizer: Option<PathBuf>,
}

fn penalty_help() -> String {
    format!(
        "Make recent tokens less likely (1: off) [default: {}, and 1 at temperature 0]",
        DEFAULTS.repetition_penalty
    )
}

/// `1234=-2.5`, or as llama.cpp has it `1234-2.5` and `1234+1`.
fn parse_bias(text: &str) -> Result<(u32, f32), String> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (id, bias) = text.split_at(end);
    let bias = bias.strip_prefix('=').unwrap_or(bias);
    let pair = id.parse().ok().zip(bias.parse().ok());
    pair.ok_or_else(|| "give the id of a token and what is added to its logit: 1234=-2.5".to_owned())
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama run -m mine -p 'Once upon a time'
  nanollama run -m model.gguf -p 'The' -t 0 -n 64
  nanollama run -m model.gguf -p 'The' --samples 4 --json
  nanollama run -m model.gguf -p 'Is the sky blue? ' --grammar 'root ::= \"yes\" | \"no\"'
  nanollama run -m model.gguf -c 8192 --cache-type-k q8_0 --cache-type-v q8_0 < long.txt
  nanollama run -m model.gguf --spec-type ngram < edit-this-code.txt
  nanollama run -m base.gguf --gamma twain.safetensors:0.8 -p 'The river'
  nanollama run -m mine@1000 < prompt.txt")]
pub(crate) struct RunArgs {
    /// A run (NAME, NAME@STEP, NAME@best, NAME@average), a .gguf or .pt file, a Hugging Face folder, or USER/REPO(:QUANT)
    /// of the Hub [default: the newest run].
    #[arg(long, short = 'm', value_name = "MODEL")]
    pub(crate) model: Option<String>,
    /// Text to continue (`-`, or left out: read it from stdin).
    #[arg(long, short = 'p', value_name = "TEXT")]
    pub(crate) prompt: Option<String>,
    /// Write so many texts, each with the next seed; the prompt is computed once.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1024), value_name = "N")]
    pub(crate) samples: u16,
    /// Print each text as a line of JSON, with its tokens, why it ended and how long it took.
    #[arg(long, conflicts_with = "logprobs")]
    pub(crate) json: bool,
    /// Instead of continuing, print the ids and log-probabilities of the prompt as JSON.
    #[arg(long, conflicts_with = "form")]
    pub(crate) logprobs: bool,
    #[command(flatten)]
    pub(crate) form: FormArgs,
    #[command(flatten)]
    pub(crate) generation: GenerationArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama chat -m mine
  nanollama chat -m mine -p 'Who are you?' -t 0.6 -k 50
  nanollama chat -m mine -p 'A cat and its age.' -j '{\"properties\": {\"name\": {\"type\": \"string\"}}}'
  nanollama chat -m model.gguf --spec-type ngram --draft-max 32
  nanollama chat -m base.gguf --gamma twain.safetensors

In the conversation, /help shows what else can be typed; Ctrl-C stops an answer.")]
pub(crate) struct ChatArgs {
    /// A run (NAME, NAME@STEP, NAME@best, NAME@average), a .gguf or .pt file, a Hugging Face folder, or USER/REPO(:QUANT)
    /// of the Hub [default: the newest run that was trained on chat, else the newest].
    #[arg(long, short = 'm', value_name = "MODEL")]
    pub(crate) model: Option<String>,
    /// Ask this one question and end.
    #[arg(long, short = 'p', value_name = "TEXT")]
    pub(crate) prompt: Option<String>,
    /// Instructions that stand before the conversation.
    #[arg(long, value_name = "TEXT")]
    pub(crate) system: Option<String>,
    #[command(flatten)]
    pub(crate) form: FormArgs,
    #[command(flatten)]
    pub(crate) generation: GenerationArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama perplexity -m model.gguf -f wiki.test.raw
  nanollama perplexity -m model.gguf -f wiki.test.raw --cache-type-k f16 --cache-type-v f16
  nanollama perplexity -m mine -f text.txt -c 512 --stride 256 --json
  nanollama perplexity -m mine-q4.gguf --base mine-f32.gguf -f text.txt
  nanollama perplexity -m base --gamma twain.safetensors -f unread-twain.txt")]
pub(crate) struct PerplexityArgs {
    /// A run (NAME, NAME@STEP, NAME@best, NAME@average), a .gguf or .pt file, a Hugging Face folder, or USER/REPO(:QUANT)
    /// of the Hub.
    #[arg(long, short = 'm', value_name = "MODEL")]
    pub(crate) model: String,
    /// The text (`-`: stdin).
    #[arg(long, short = 'f', value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Tokens a window.
    #[arg(long, short = 'c', visible_alias = "ctx-size", default_value_t = 512, value_name = "TOKENS")]
    pub(crate) context: usize,
    /// Windows that overlap, so many tokens from one to the next; the window grows by half of it, as llama.cpp's does.
    #[arg(long, visible_alias = "ppl-stride", value_name = "TOKENS")]
    pub(crate) stride: Option<usize>,
    /// Stop after so many windows.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..), value_name = "N")]
    pub(crate) chunks: Option<u32>,
    /// Also measure how far its probabilities lie from this model's: what quantising it cost.
    #[arg(long, conflicts_with = "gamma", value_name = "MODEL")]
    pub(crate) base: Option<String>,
    #[command(flatten)]
    pub(crate) cache: CacheArgs,
    #[command(flatten)]
    pub(crate) personality: PersonalityArgs,
    /// Tokenizer of a Hugging Face folder that has none.
    #[arg(long, value_name = "DIR")]
    pub(crate) tokenizer: Option<PathBuf>,
    /// Print the result as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama imatrix -m mine -f text.txt
  nanollama imatrix -m mine-f32.gguf -f text.txt -o mine.imatrix.gguf --chunks 200

`quantize --imatrix` weighs errors by what it writes. Some 100,000 tokens of the kind of text that the model is for are enough.")]
pub(crate) struct ImatrixArgs {
    /// A run (NAME, NAME@STEP, NAME@best, NAME@average), a .gguf or .pt file, a Hugging Face folder, or USER/REPO(:QUANT)
    /// of the Hub; not yet quantised.
    #[arg(long, short = 'm', value_name = "MODEL")]
    pub(crate) model: String,
    /// The text (`-`: stdin).
    #[arg(long, short = 'f', value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// File to write, GGUF as llama-imatrix writes it.
    #[arg(long, short = 'o', visible_alias = "output-file", default_value = "imatrix.gguf", value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Tokens of a piece.
    #[arg(long, short = 'c', visible_alias = "ctx-size", default_value_t = 512, value_name = "TOKENS")]
    pub(crate) context: usize,
    /// Stop after so many pieces.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..), value_name = "N")]
    pub(crate) chunks: Option<u32>,
    /// Tokenizer of a Hugging Face folder that has none.
    #[arg(long, value_name = "DIR")]
    pub(crate) tokenizer: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn biases_are_read_in_both_spellings() {
        assert_eq!(parse_bias("12=-2.5"), Ok((12, -2.5)));
        assert_eq!(parse_bias("12-2.5"), Ok((12, -2.5)));
        assert_eq!(parse_bias("12+1"), Ok((12, 1.0)));
        assert_eq!(parse_bias("7=-inf"), Ok((7, f32::NEG_INFINITY)));
        for bad in ["", "12", "=3", "12=", "-1=2", "x=1", "99999999999=1"] {
            assert!(parse_bias(bad).is_err(), "{bad}");
        }
    }
}
