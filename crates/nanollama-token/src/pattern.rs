//! The split patterns that cut text into pre-tokens: their regex texts (as tokenizer.json carries them) and names.
//! Cutting itself is `pattern/scan.rs` and `pattern/cased.rs`, hand-written scanners. What GGUF files name beyond those is in
//! `pattern/successive.rs`, rows of regexes for a small matcher.

mod cased;
mod groups;
mod matcher;
mod parts;
mod plain;
mod runs;
mod scan;
mod successive;

pub(crate) use parts::at_spaces;
pub use successive::Successive;

/// How text is cut before merging. No merge ever crosses a cut.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[non_exhaustive]
pub enum Pattern {
    /// Llama 3's: numbers in groups of up to three, case-insensitive contractions.
    Llama3,
    /// cl100k's as tiktoken has it now: Llama 3's, but a whitespace run at the end of the text stays whole.
    Gpt4,
    /// nanochat's: Llama 3's with numbers in groups of up to two.
    Nanochat,
    /// GPT-2's: only a plain space may lead a word, numbers are unbounded, contractions are lower case.
    Gpt2,
    /// Qwen 2's: Llama 3's with single digits.
    Qwen2,
    /// SmolLM's: every number character stands alone, then GPT-2's on what lies between.
    SmolLm,
    /// Qwen 3.5's: Qwen 2's where marks belong to words.
    Qwen35,
    /// o200k's (GPT-4o, Llama 4): words end where lower case is followed by upper case, contractions belong to their words.
    Gpt4o,
    /// Tekken's (Mistral Nemo): GPT-4o's with single digits and without contractions.
    Tekken,
    /// What llama.cpp does for [`Pattern::Gpt4o`]: only ASCII has case, and marks are no part of words.
    Gpt4oAscii,
    /// What llama.cpp does for [`Pattern::Tekken`], likewise.
    TekkenAscii,
    /// What llama.cpp has names for beyond those.
    Successive(Successive),
}

const LLAMA3: &str = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
const QWEN2: &str =
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
// Written without `{1,3}+` and `$`, which Oniguruma (HF tokenizers) reads as "repeat the group" and "end of any line".
const GPT4: &str =
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s+\z|\s*[\r\n]|\s+(?!\S)|\s";
const NANOCHAT: &str =
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,2}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+";
const QWEN35: &str = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
const GPT4O: &str = r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";
const TEKKEN: &str = r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";
const GPT4O_ASCII: &str = r"[^\r\n\p{L}\p{N}]?((?=[\p{L}])([^a-z]))*((?=[\p{L}])([^A-Z]))+(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])?|[^\r\n\p{L}\p{N}]?((?=[\p{L}])([^a-z]))+((?=[\p{L}])([^A-Z]))*(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";
const TEKKEN_ASCII: &str = r"[^\r\n\p{L}\p{N}]?((?=[\p{L}])([^a-z]))*((?=[\p{L}])([^A-Z]))+|[^\r\n\p{L}\p{N}]?((?=[\p{L}])([^a-z]))+((?=[\p{L}])([^A-Z]))*|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";
const GPT2: &str = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

/// Texts that say the same as one of the above (possessive or not, contractions factored or not).
const SAME_MEANING: [(&str, Pattern); 3] = [
    (
        r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+",
        Pattern::Llama3,
    ),
    (
        r"(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,2}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
        Pattern::Nanochat,
    ),
    (r"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+", Pattern::Gpt2),
];

impl Pattern {
    /// Every pattern that is one regex (or, [`Pattern::SmolLm`], two).
    pub const ALL: [Pattern; 11] = [
        Pattern::Llama3,
        Pattern::Gpt4,
        Pattern::Nanochat,
        Pattern::Gpt2,
        Pattern::Qwen2,
        Pattern::SmolLm,
        Pattern::Qwen35,
        Pattern::Gpt4o,
        Pattern::Tekken,
        Pattern::Gpt4oAscii,
        Pattern::TekkenAscii,
    ];

    /// The regex, in the syntax that Oniguruma and fancy-regex share. For [`Pattern::SmolLm`] it is
    /// the second of two cuts. None for [`Pattern::Successive`].
    pub fn regex(self) -> Option<&'static str> {
        Some(match self {
            Pattern::Llama3 => LLAMA3,
            Pattern::Gpt4 => GPT4,
            Pattern::Nanochat => NANOCHAT,
            Pattern::Gpt2 | Pattern::SmolLm => GPT2,
            Pattern::Qwen2 => QWEN2,
            Pattern::Qwen35 => QWEN35,
            Pattern::Gpt4o => GPT4O,
            Pattern::Tekken => TEKKEN,
            Pattern::Gpt4oAscii => GPT4O_ASCII,
            Pattern::TekkenAscii => TEKKEN_ASCII,
            Pattern::Successive(_) => return None,
        })
    }

    /// The pattern that a regex text stands for, if it is one we know.
    pub fn from_regex(text: &str) -> Option<Pattern> {
        Pattern::ALL
            .into_iter()
            .find(|pattern| *pattern != Pattern::SmolLm && pattern.regex() == Some(text))
            .or_else(|| SAME_MEANING.iter().find(|(same, _)| *same == text).map(|(_, pattern)| *pattern))
    }

    /// A short name for messages and hashes.
    pub fn name(self) -> &'static str {
        match self {
            Pattern::Llama3 => "llama3",
            Pattern::Gpt4 => "gpt4",
            Pattern::Nanochat => "nanochat",
            Pattern::Gpt2 => "gpt2",
            Pattern::Qwen2 => "qwen2",
            Pattern::SmolLm => "smollm",
            Pattern::Qwen35 => "qwen35",
            Pattern::Gpt4o => "gpt4o",
            Pattern::Tekken => "tekken",
            Pattern::Gpt4oAscii => "gpt4o-ascii",
            Pattern::TekkenAscii => "tekken-ascii",
            Pattern::Successive(row) => row.name(),
        }
    }

    /// True when a cut always falls between a line break and the text after it, so that text may be
    /// encoded in two halves there and give the ids of the whole. Chat headers rely on it.
    pub fn cuts_after_newlines(self) -> bool {
        use Pattern::*;
        // The last ones let signs and line breaks be followed by a slash, or are not looked into.
        !matches!(self, Gpt2 | SmolLm | Gpt4o | Tekken | Gpt4oAscii | TekkenAscii | Successive(_))
    }
}
