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

/// The name to write.
pub(super) fn name_of(pattern: Pattern, ignore_merges: bool) -> Result<&'static str> {
    let found = PRES.iter().find(|(_, known, ignores)| *known == pattern && *ignores == ignore_merges);
    found.map(|(name, _, _)| *name).ok_or_else(|| {
        let whole = if ignore_merges { "with" } else { "without" };
        let problem = format!("llama.cpp has no pre-tokenizer for pattern {} {whole} ignore_merges", pattern.name());
        Error::Export { format: FILE, problem }
    })
}
