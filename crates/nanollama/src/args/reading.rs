//! What may be typed about reading texts and conversations: the flags that `data prepare`, `tokenizer train` and `sft` share.

use clap::Args;
use nanollama_store::text::Encoding;

/// How files are read, and what of them may be left out.
#[derive(Debug, Args)]
pub(crate) struct LeavingOutArgs {
    /// Encoding of texts that have no byte-order mark, such as latin1, windows-1251 or utf-16le (default: UTF-8).
    #[arg(long, value_parser = parse_encoding, value_name = "NAME")]
    pub(crate) encoding: Option<Encoding>,
    /// Leave out at most so many rows that cannot be read; they are counted, and the first are named.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub(crate) skip_bad: u64,
    /// Whatever would be left out is an error.
    #[arg(long)]
    pub(crate) strict: bool,
}

/// An encoding by its name.
pub(crate) fn parse_encoding(typed: &str) -> Result<Encoding, String> {
    Encoding::named(typed).ok_or_else(|| {
        "no encoding has this name; names are those of the web, such as latin1, windows-1251, shift_jis, utf-16le"
            .into()
    })
}
