//! The values as plain data: what is read from a container, or written into one.

/// A tokenizer as GGUF holds it, one field a key `tokenizer.ggml.*`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GgufVocab {
    /// `model`: `gpt2` (byte-level BPE) or `llama` (SentencePiece).
    pub model: String,
    /// `pre`: the split pattern's name, `llama-bpe`.
    pub pre: Option<String>,
    /// `tokens`, as written (byte map or U+2581).
    pub tokens: Vec<String>,
    /// `token_type`, one a token; empty when the file has none.
    pub token_types: Vec<i32>,
    /// `scores`, one a token; empty for `gpt2`.
    pub scores: Vec<f32>,
    /// `merges`, `"a b"`; empty for `llama`.
    pub merges: Vec<String>,
    /// `bos_token_id`
    pub bos: Option<u32>,
    /// `eos_token_id`
    pub eos: Option<u32>,
    /// `eot_token_id`
    pub eot: Option<u32>,
    /// `padding_token_id`
    pub pad: Option<u32>,
    /// `unknown_token_id`
    pub unk: Option<u32>,
    /// `add_bos_token`
    pub add_bos: Option<bool>,
    /// `add_eos_token`
    pub add_eos: Option<bool>,
    /// `add_space_prefix`
    pub add_space_prefix: Option<bool>,
    /// `normalizer.nfc`: text is brought into Unicode's form C first (Qwen's is). A key of this program's: llama.cpp passes over
    /// it and leaves text as it is.
    pub nfc: Option<bool>,
}
