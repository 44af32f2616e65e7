//! llama.cpp's names of split patterns (`tokenizer.ggml.pre`), both ways.

use crate::error::{Error, Result};
use crate::pattern::Pattern;

/// Stands for the file in messages: the values come from any container.
pub(super) const FILE: &str = "GGUF";

/// A name, its pattern, and whether a whole pre-token that is in the vocabulary is that token whatever the merges say.
/// Of several names with one meaning the first is written.
const PRES: [(&str, Pattern, bool); 12] = [
    ("llama-bpe", Pattern::Llama3, true),
    ("llama3", Pattern::Llama3, true),
    ("llama-v3", Pattern::Llama3, true),
    ("dbrx", Pattern::Llama3, false),
    ("smaug-bpe", Pattern::Llama3, false),
    ("gpt-2", Pattern::Gpt2, false),
    ("phi-2", Pattern::Gpt2, false),
    ("jina-es", Pattern::Gpt2, false),
    ("jina-de", Pattern::Gpt2, false),
    ("qwen2", Pattern::Qwen2, false),
    ("deepseek-r1-qwen", Pattern::Qwen2, false),
    ("smollm", Pattern::SmolLm, false),
];

/// What a name means: the pattern, and whether merges are ignored for whole tokens.
pub(super) fn pattern_of(pre: Option<&str>) -> Result<(Pattern, bool)> {
    let found = PRES.iter().find(|(name, _, _)| Some(*name) == pre);
    found.map(|&(_, pattern, ignore_merges)| (pattern, ignore_merges)).ok_or_else(|| {
        let names: Vec<&str> = PRES.iter().map(|(name, _, _)| *name).collect();
        let found = pre.map_or("missing".to_string(), |pre| format!("{pre:?}"));
        Error::field(FILE, "tokenizer.ggml.pre", found, format!("one of {}", names.join(", ")))
    })
}

/// The name to write. Whether whole tokens are looked up does not matter where merging makes every token anyway.
pub(super) fn name_of(
    pattern: Pattern,
    ignore_merges: bool,
    merges_make_every_token: impl FnOnce() -> bool,
) -> Result<&'static str> {
    let named = |ignores: bool| PRES.iter().find(|(_, known, named)| *known == pattern && *named == ignores);
    let found = named(ignore_merges).or_else(|| named(!ignore_merges).filter(|_| merges_make_every_token()));
    found.map(|(name, _, _)| *name).ok_or_else(|| {
        let whole = match (pattern.has_gguf_name(), ignore_merges) {
            (false, _) => "",
            (true, true) => " with ignore_merges",
            (true, false) => " without ignore_merges",
        };
        let problem = format!("llama.cpp has no pre-tokenizer for pattern {}{whole}", pattern.name());
        Error::Export { format: FILE, problem }
    })
}

impl Pattern {
    /// Whether GGUF has a name for the pattern (llama.cpp's `tokenizer.ggml.pre`): else no such tokenizer can be put there.
    pub fn has_gguf_name(self) -> bool {
        PRES.iter().any(|(_, known, _)| *known == self)
    }
}

/// What cannot be said in these values.
pub(super) fn refused(problem: &str) -> Error {
    Error::Export { format: FILE, problem: problem.to_owned() }
}
