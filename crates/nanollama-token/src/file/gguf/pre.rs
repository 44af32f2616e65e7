//! llama.cpp's names of split patterns (`tokenizer.ggml.pre`), both ways.

use crate::error::{Error, Result};
use crate::pattern::Pattern;

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

/// What llama.cpp knows beyond those, and what each is that is not computed here.
const NOT_READ: [(&[&str], &str); 8] = [
    (
        &[
            "default",
            "falcon",
            "deepseek-llm",
            "deepseek-coder",
            "deepseek-v3",
            "hunyuan-dense",
            "hy_v4",
            "joyai-llm",
            "spark2_5",
            "youtu",
            "minicpm5",
            "chameleon",
            "laguna",
            "superbpe",
            "tiny_aya",
            "cohere2moe",
            "afmoe",
        ],
        "it cuts text several times over, by patterns that are not computed here",
    ),
    (&["poro-chat", "bloom", "gpt3-finnish", "viking"], "it cuts at a list of punctuation marks"),
    (&["kimi-k2"], "it cuts Chinese characters apart from other letters"),
    (&["jais-2"], "it cuts white space by powers of two"),
    (&["seed-coder", "ufakzeka", "exaone-moe"], "its pattern is none of those computed here"),
    (&["granite-embed-multi-97m"], "its pattern is none of those computed here"),
    (&["gemma4", "granite-embed-multi-311m", "sarvam-moe", "whitespace"], "its merges are of characters, not bytes"),
    (&["jina-v1-en", "jina-v2-code", "roberta-bpe"], "it puts separators around texts, as models that embed them need"),
];

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
pub(super) fn meaning(pre: Option<&str>) -> Result<Pre> {
    let wrong = |found: String, expected: String| Error::field(FILE, "tokenizer.ggml.pre", found, expected);
    let names = || PRES.iter().map(|(_, _, _, names)| names.join(", ")).collect::<Vec<_>>().join(", ");
    let Some(pre) = pre else { return Err(wrong("missing".to_owned(), format!("one of {}", names()))) };
    if let Some(&(pattern, ignore_merges, add_bos, _)) = PRES.iter().find(|(_, _, _, names)| names.contains(&pre)) {
        return Ok(Pre { pattern, ignore_merges, add_bos });
    }
    let why = NOT_READ.iter().find(|(names, _)| names.contains(&pre)).map(|(_, why)| format!(" ({why})"));
    Err(wrong(format!("{pre:?}{}", why.unwrap_or_default()), format!("one of {}", names())))
}

/// The name to write. Whether whole tokens are looked up does not matter where merging makes every token anyway.
pub(super) fn name_of(
    pattern: Pattern,
    ignore_merges: bool,
    merges_make_every_token: impl FnOnce() -> bool,
) -> Result<&'static str> {
    let named = |ignores: bool| PRES.iter().find(|(known, named, ..)| *known == pattern && *named == ignores);
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
        PRES.iter().any(|(known, ..)| *known == self)
    }
}

/// What cannot be said in these values.
pub(super) fn refused(problem: &str) -> Error {
    Error::Export { format: FILE, problem: problem.to_owned() }
}
