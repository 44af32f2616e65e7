//! Training a byte-level BPE vocabulary: count the pre-tokens (`count.rs`), then merge the most frequent pair until the
//! vocabulary is full (`merge.rs`). The result depends only on the texts and settings, never on threads or their order.

mod count;
mod merge;
mod ties;

pub use count::WordCounts;
pub use ties::Ties;

use crate::definition::{BpeDefinition, Definition, ModelDefinition};
use crate::error::{Error, Result};
use crate::pattern::Pattern;
use crate::roles::Roles;
use crate::tokenizer::Tokenizer;
use crate::vocabulary::{Kind, Token};

/// What to train.
#[derive(Clone, Debug)]
pub struct BpeTrainer {
    /// Ids in all: 256 bytes, merges, and the special tokens, which come last.
    pub vocab_size: usize,
    /// How text is cut.
    pub pattern: Pattern,
    /// Order of equally frequent pairs.
    pub ties: Ties,
    /// Names of the special tokens, in the order of their ids.
    pub specials: Vec<String>,
    /// Stop reading after so many bytes of text; the text that reaches it is cut.
    pub byte_limit: Option<u64>,
}

/// How far training has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Reading and counting.
    Counting {
        /// Texts so far.
        texts: u64,
        /// Bytes so far.
        bytes: u64,
    },
    /// Merging.
    Merging {
        /// Merges found.
        done: usize,
        /// Merges wanted.
        wanted: usize,
    },
}

/// A trained tokenizer and what it was made of.
#[derive(Clone, Debug)]
pub struct Trained {
    /// The tokenizer.
    pub tokenizer: Tokenizer,
    /// Texts read.
    pub texts: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Different pre-tokens among them.
    pub words: usize,
    /// Merges that the text did not yield: the vocabulary is smaller than asked by so many.
    pub missing: usize,
}

/// The special tokens of our own tokenizers: Llama 3's, then the calculator tool's.
pub const SPECIALS: [&str; 10] = [
    "<|begin_of_text|>",
    "<|end_of_text|>",
    "<|start_header_id|>",
    "<|end_header_id|>",
    "<|eot_id|>",
    "<|finetune_right_pad_id|>",
    "<|python_start|>",
    "<|python_end|>",
    "<|output_start|>",
    "<|output_end|>",
];

impl BpeTrainer {
    /// A trainer with Llama 3's pattern, ties by the ascending pair and [`SPECIALS`].
    pub fn new(vocab_size: usize) -> BpeTrainer {
        BpeTrainer {
            vocab_size,
            pattern: Pattern::Llama3,
            ties: Ties::default(),
            specials: SPECIALS.map(String::from).to_vec(),
            byte_limit: None,
        }
    }

    /// Trains on `texts`, read once, counted on rayon's threads in batches.
    ///
    /// # Errors
    /// A vocabulary too small for bytes and special tokens, a special token named twice, or no text at all.
    pub fn train<T, I>(&self, texts: I, progress: &mut dyn FnMut(Progress)) -> Result<Trained>
    where
        T: AsRef<str> + Send + Sync,
        I: IntoIterator<Item = T>,
    {
        self.merges_wanted()?;
        let mut counts = WordCounts::new(self.pattern, self.byte_limit);
        let mut batch = Vec::new();
        let mut held = 0;
        for text in texts {
            if counts.is_full() {
                break;
            }
            held += text.as_ref().len();
            batch.push(text);
            if held >= count::BATCH_BYTES {
                counts.add(&batch);
                batch.clear();
                held = 0;
                progress(Progress::Counting { texts: counts.texts(), bytes: counts.bytes() });
            }
        }
        counts.add(&batch);
        progress(Progress::Counting { texts: counts.texts(), bytes: counts.bytes() });
        self.finish(counts, progress)
    }

    /// Trains on counts gathered by the caller (whose source may fail half-way, which an iterator of texts cannot say).
    ///
    /// # Errors
    /// As [`BpeTrainer::train`]; also counts made with another pattern.
    pub fn finish(&self, counts: WordCounts, progress: &mut dyn FnMut(Progress)) -> Result<Trained> {
        let wanted = self.merges_wanted()?;
        if counts.pattern() != self.pattern {
            let (found, expected) = (counts.pattern().name(), self.pattern.name());
            let problem = format!("the words were counted with pattern {found}, the tokenizer's is {expected}");
            return Err(Error::Training { problem });
        }
        let (texts, bytes) = (counts.texts(), counts.bytes());
        if bytes == 0 {
            return Err(Error::NoText);
        }
        let words = counts.into_words();
        let word_count = words.len();
        let merges = merge::find(words, wanted, self.ties, &mut |done| progress(Progress::Merging { done, wanted }));
        let missing = wanted - merges.len();
        let mut tokens: Vec<Token> = (0..=255u8).map(|byte| Token::new([byte], Kind::Normal)).collect();
        for &(left, right) in &merges {
            let bytes = [tokens[left as usize].bytes.as_slice(), tokens[right as usize].bytes.as_slice()].concat();
            tokens.push(Token::new(bytes, Kind::Normal));
        }
        tokens.extend(self.specials.iter().map(|name| Token::new(name.as_bytes(), Kind::Control)));
        let model = ModelDefinition::Bpe(BpeDefinition::new(self.pattern, true, merges));
        let roles = Roles { add_bos: true, ..Roles::default() };
        let tokenizer = Tokenizer::build(Definition::plain("trained vocabulary", tokens, model, roles))?;
        Ok(Trained { tokenizer, texts, bytes, words: word_count, missing })
    }

    fn merges_wanted(&self) -> Result<usize> {
        let fixed = 256 + self.specials.len();
        self.vocab_size.checked_sub(fixed).ok_or_else(|| {
            let problem = format!("vocab_size {} is below {fixed} (256 bytes and the special tokens)", self.vocab_size);
            Error::Training { problem }
        })
    }
}

#[cfg(test)]
mod tests;
