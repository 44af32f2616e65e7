//! The split patterns that cut text into pre-tokens: their regex texts (as tokenizer.json carries them) and names.
//! Cutting itself is `pattern/scan.rs`, a hand-written scanner; no regex engine runs in the program.

mod parts;
mod scan;

pub(crate) use parts::safe_parts;

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
}

const LLAMA3: &str = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
const QWEN2: &str =
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
// Written without `{1,3}+` and `$`, which Oniguruma (HF tokenizers) reads as "repeat the group" and "end of any line".
const GPT4: &str =
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s+\z|\s*[\r\n]|\s+(?!\S)|\s";
const NANOCHAT: &str =
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,2}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+";
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
    /// Every pattern.
    pub const ALL: [Pattern; 6] =
        [Pattern::Llama3, Pattern::Gpt4, Pattern::Nanochat, Pattern::Gpt2, Pattern::Qwen2, Pattern::SmolLm];

    /// The regex, in the syntax that Oniguruma and fancy-regex share. For [`Pattern::SmolLm`] it is
    /// the second of two cuts.
    pub fn regex(self) -> &'static str {
        match self {
            Pattern::Llama3 => LLAMA3,
            Pattern::Gpt4 => GPT4,
            Pattern::Nanochat => NANOCHAT,
            Pattern::Gpt2 | Pattern::SmolLm => GPT2,
            Pattern::Qwen2 => QWEN2,
        }
    }

    /// The pattern that a regex text stands for, if it is one we know.
    pub fn from_regex(text: &str) -> Option<Pattern> {
        Pattern::ALL
            .into_iter()
            .find(|pattern| *pattern != Pattern::SmolLm && pattern.regex() == text)
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
        }
    }

    /// True when a cut always falls between a line break and the text after it, so that text may be
    /// encoded in two halves there and give the ids of the whole. Chat headers rely on it.
    pub fn cuts_after_newlines(self) -> bool {
        !matches!(self, Pattern::Gpt2 | Pattern::SmolLm)
    }
}
