//! llama.cpp's names of split patterns (`tokenizer.ggml.pre`), both ways.

use crate::error::{Error, Result};
use crate::pattern::{Pattern, Successive};

/// Stands for the file in messages: the values come from any container.
pub(super) const FILE: &str = "GGUF";

/// A pattern, whether a whole pre-token that is in the vocabulary is that token whatever the merges say, whether a text gets
/// the token that begins it where the file does not say, and the names of it all. Of several names the first is written.
/// Source: llama.cpp's `src/llama-vocab.cpp`, October 2026.
const PRES: [(Pattern, bool, bool, &[&str]); 8] = [
    (
        Pattern::Llama3,
        true,
        true,
        &["llama-bpe", "llama3", "llama-v3", "falcon3", "falcon-h1", "pixtral", "midm-2.0", "lfm2", "jina-v5-nano"],
    ),
    (Pattern::Llama3, false, false, &["dbrx", "smaug-bpe", "glm4", "chatglm-bpe"]),
    (
        Pattern::Gpt2,
        false,
        false,
        &[
            "gpt-2",
            "phi-2",
            "jina-es",
            "jina-de",
            "jina-v2-es",
            "jina-v2-de",
            "gigachat",
            "a.x-4.0",
            "mellum",
            "modern-bert",
            "exaone4",
            "mpt",
            "olmo",
            "jais",
            "trillion",
            "granite-docling",
        ],
    ),
    (
        Pattern::Qwen2,
        false,
        false,
        &[
            "qwen2",
            "deepseek-r1-qwen",
            "kormo",
            "f2llmv2",
            "megrez",
            "stablelm2",
            "hunyuan",
            "solar-open",
            "grok-2",
            "bailingmoe",
            "bailingmoe2",
            "llada-moe",
        ],
    ),
    (
        Pattern::SmolLm,
        false,
        false,
        &["smollm", "starcoder", "refact", "command-r", "codeshell", "exaone", "minerva-7b", "mellum2"],
    ),
    (Pattern::Qwen35, false, false, &["qwen35"]),
    (Pattern::Gpt4oAscii, false, false, &["gpt-4o", "llama4", "kanana2", "talkie", "minimax-m2"]),
    (Pattern::TekkenAscii, true, true, &["tekken"]),
];

/// The same for patterns of several cuts; each is found under the first of its names.
const SUCCESSIVE: [(bool, bool, &[&str]); 21] = [
    (false, false, &["default"]),
    (false, false, &["falcon"]),
    (false, false, &["deepseek-llm"]),
    (false, false, &["deepseek-coder"]),
    (false, false, &["deepseek-v3", "hunyuan-dense", "hy_v4", "joyai-llm"]),
    (false, false, &["spark2_5"]),
    (true, false, &["youtu"]),
    (false, false, &["bloom", "poro-chat", "gpt3-finnish"]),
    (false, false, &["viking"]),
    (false, true, &["chameleon"]),
    (true, false, &["granite-embed-multi-97m"]),
    (false, false, &["tiny_aya", "cohere2moe"]),
    (false, false, &["kimi-k2"]),
    (false, false, &["superbpe"]),
    (false, false, &["seed-coder"]),
    (false, false, &["ufakzeka"]),
    (false, false, &["afmoe"]),
    (false, false, &["laguna"]),
    (false, false, &["exaone-moe"]),
    (true, false, &["minicpm5"]),
    (false, false, &["jais-2"]),
];

/// What llama.cpp knows beyond those, and what each is that is not computed here.
const NOT_READ: [(&[&str], &str); 2] = [
    (&["gemma4", "granite-embed-multi-311m", "sarvam-moe", "whitespace"], "its merges are of characters, not bytes"),
    (&["jina-v1-en", "jina-v2-code", "roberta-bpe"], "it puts separators around texts, as models that embed them need"),
];

/// What llama.cpp takes where a file says nothing.
pub(super) const DEFAULT: &str = "default";

/// Every row of both tables.
fn rows() -> impl Iterator<Item = (Pattern, bool, bool, &'static [&'static str])> {
    let successive = SUCCESSIVE.into_iter().filter_map(|(ignore_merges, add_bos, names)| {
        Some((Pattern::Successive(Successive::named(names[0])?), ignore_merges, add_bos, names))
    });
    PRES.into_iter().chain(successive)
}

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pre {
    pub(super) pattern: Pattern,
    /// A whole pre-token that is in the vocabulary is that token.
    pub(super) ignore_merges: bool,
    /// Texts begin with a token where the file does not say.
    pub(super) add_bos: bool,
}

/// The meaning of a name.
pub(super) fn meaning(pre: &str) -> Result<Pre> {
    if let Some((pattern, ignore_merges, add_bos, _)) = rows().find(|(.., names)| names.contains(&pre)) {
        return Ok(Pre { pattern, ignore_merges, add_bos });
    }
    let why = NOT_READ.iter().find(|(names, _)| names.contains(&pre)).map(|(_, why)| format!(" ({why})"));
    let found = format!("{pre:?}{}", why.unwrap_or_default());
    let names = rows().map(|(.., names)| names.join(", ")).collect::<Vec<_>>().join(", ");
    Err(Error::field(FILE, "tokenizer.ggml.pre", found, format!("one of {names}")))
}

/// The name to write. Whether whole tokens are looked up does not matter where merging makes every token anyway.
pub(super) fn name_of(
    pattern: Pattern,
    ignore_merges: bool,
    merges_make_every_token: impl FnOnce() -> bool,
) -> Result<&'static str> {
    let named = |ignores: bool| rows().find(|(known, named, ..)| *known == pattern && *named == ignores);
    let found = named(ignore_merges).or_else(|| named(!ignore_merges).filter(|_| merges_make_every_token()));
    found.map(|(_, _, _, names)| names[0]).ok_or_else(|| {
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
        rows().any(|(known, ..)| known == self)
    }
}

/// What cannot be said in these values.
pub(super) fn refused(problem: &str) -> Error {
    Error::Export { format: FILE, problem: problem.to_owned() }
}
