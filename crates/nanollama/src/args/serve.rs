//! `nanollama serve`.

use clap::Args;
use nanollama_engine::Defaults;

use super::{CacheArgs, DraftArgs, PersonalityArgs};

const DEFAULTS: Defaults = Defaults::SERVER;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  nanollama serve
  nanollama serve -m mine --port 8081
  nanollama serve -m model.gguf -c 8192 --cache-type-k f16 --cache-type-v f16
  nanollama serve -m model.gguf --spec-type ngram
  nanollama serve -m base.gguf --gamma twain.safetensors --gamma carroll.npz:0
  nanollama serve -m model.gguf --host 0.0.0.0 --api-key --parallel 8")]
pub(crate) struct ServeArgs {
    /// A run (NAME, NAME@STEP, NAME@best, NAME@average), a .gguf or .pt file, a Hugging Face folder, or USER/REPO(:QUANT)
    /// of the Hub; the newest chat model among the runs if left out.
    #[arg(long, short = 'm', value_name = "MODEL")]
    pub(crate) model: Option<String>,
    /// Port to answer on.
    #[arg(long, default_value_t = 8080, value_name = "PORT")]
    pub(crate) port: u16,
    /// Address to answer on. One that others reach needs --api-key or --no-auth.
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS")]
    pub(crate) host: String,
    /// What every request has to show; made up and printed once if no KEY is given.
    #[arg(long, value_name = "KEY", num_args = 0..=1, default_missing_value = "", env = "NANOLLAMA_API_KEY", hide_env_values = true)]
    pub(crate) api_key: Option<String>,
    /// Answer whoever reaches the address.
    #[arg(long, conflicts_with = "api_key")]
    pub(crate) no_auth: bool,
    /// Answer requests that name this host, beside this machine's own names (may be given more than once).
    #[arg(long, value_name = "HOST")]
    pub(crate) allow_host: Vec<String>,
    /// How the page is reached from outside, for the link that is printed.
    #[arg(long, value_name = "URL")]
    pub(crate) public_url: Option<String>,
    /// Randomness where a request does not say; 0 always takes the likeliest token.
    #[arg(long, short_alias = 't', visible_alias = "temp", default_value_t = DEFAULTS.temperature, value_name = "T")]
    pub(crate) temperature: f32,
    /// Draw from the K likeliest tokens where a request does not say (0: all).
    #[arg(long, short_alias = 'k', default_value_t = DEFAULTS.top_k, value_name = "K")]
    pub(crate) top_k: usize,
    /// Most tokens of an answer where a request does not say.
    #[arg(long, short = 'n', default_value_t = DEFAULTS.max_tokens, value_name = "N")]
    pub(crate) max_tokens: usize,
    /// Longest sequence to keep (default: what the model was trained for, at most 4096).
    #[arg(long, short = 'c', visible_alias = "ctx-size", value_name = "TOKENS")]
    pub(crate) context: Option<usize>,
    #[command(flatten)]
    pub(crate) cache: CacheArgs,
    #[command(flatten)]
    pub(crate) draft: DraftArgs,
    #[command(flatten)]
    pub(crate) personality: PersonalityArgs,
    /// Texts of full length for which there is memory at once; shorter ones are more.
    #[arg(long, visible_alias = "np", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=1024), value_name = "N")]
    pub(crate) parallel: u16,
    /// Texts under way or waiting at once; further requests are told to come again.
    #[arg(long, default_value_t = 256, value_parser = clap::value_parser!(u32).range(1..=65536), value_name = "N")]
    pub(crate) queue: u32,
    /// Most messages of a conversation.
    #[arg(long, default_value_t = 500, value_name = "N")]
    pub(crate) max_messages: usize,
    /// Most characters of a message.
    #[arg(long, default_value_t = 8_000, value_name = "N")]
    pub(crate) max_message_chars: usize,
    /// Most characters of all messages of a conversation.
    #[arg(long, default_value_t = 32_000, value_name = "N")]
    pub(crate) max_chars: usize,
    /// Tokenizer of a Hugging Face folder that has none.
    #[arg(long, value_name = "DIR")]
    pub(crate) tokenizer: Option<std::path::PathBuf>,
}
