//! Training a BPE vocabulary, byte-level or SentencePiece's (`pieces.rs`): count the words (`count.rs`), then merge the most
//! frequent pair until the vocabulary is full (`merge.rs`). The result depends only on the texts and settings, never on
//! threads or their order.

mod count;
mod limits;
mod merge;
mod pieces;
mod script;
mod ties;
mod word_rule;

pub use count::{LeftOut, WordCounts};
pub use limits::Limits;
pub use ties::Ties;
pub use word_rule::WordRule;

use crate::definition::{BpeDefinition, Definition, ModelDefinition};
use crate::error::{Error, Result};
use crate::pattern::Pattern;
use crate::roles::Roles;
use crate::tokenizer::Tokenizer;
use crate::vocabulary::{self, Token};

/// What a vocabulary is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Bytes, and merges of them (GPT-2's kind).
    ByteLevel,
    /// Characters, merges of them, and bytes for what is none of these (Llama 2's kind).
    SentencePiece {
        /// The share of the texts' characters that are tokens: the rarest become bytes.
        coverage: f64,
    },
}

impl Kind {
    /// SentencePiece, with the share of characters that it takes by itself.
    pub const SENTENCE_PIECE: Kind = Kind::SentencePiece { coverage: 0.9995 };
}

/// What to train.
#[derive(Clone, Debug)]
pub struct BpeTrainer {
    /// Ids in all. Byte-level: 256 bytes, merges, and the special tokens, which come last. SentencePiece: `<unk>`, the special
    /// tokens, 256 bytes, merges, characters.
    pub vocab_size: usize,
    /// What it is made of.
    pub kind: Kind,
    /// How text is cut; byte-level alone.
    pub pattern: Pattern,
    /// Order of equally frequent pairs; byte-level alone.
    pub ties: Ties,
    /// Names of the special tokens, in the order of their ids.
    pub specials: Vec<String>,
    /// How much is read, and the memory of words.
    pub limits: Limits,
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
    /// Words that were left out to keep to the memory.
    pub left_out: LeftOut,
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
    /// A byte-level trainer with Llama 3's pattern, ties by the ascending pair and [`SPECIALS`].
    pub fn new(vocab_size: usize) -> BpeTrainer {
        BpeTrainer {
            vocab_size,
            kind: Kind::ByteLevel,
            pattern: Pattern::Llama3,
            ties: Ties::default(),
            specials: SPECIALS.map(String::from).to_vec(),
            limits: Limits::default(),
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
        self.merges_wanted(0)?;
        let mut counts = self.counts();
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

    /// Empty counts, for [`BpeTrainer::finish`].
    pub fn counts(&self) -> WordCounts {
        WordCounts::new(self.rule(), self.limits)
    }

    fn rule(&self) -> WordRule {
        match self.kind {
            Kind::ByteLevel => WordRule::Pattern(self.pattern),
            Kind::SentencePiece { .. } => WordRule::Pieces,
        }
    }

    /// Trains on counts gathered by the caller (whose source may fail half-way, which an iterator of texts cannot say).
    ///
    /// # Errors
    /// As [`BpeTrainer::train`]; also counts made with another pattern, and more characters than the vocabulary has room for.
    pub fn finish(&self, counts: WordCounts, progress: &mut dyn FnMut(Progress)) -> Result<Trained> {
        self.merges_wanted(0)?;
        if counts.rule() != self.rule() {
            let (found, expected) = (counts.rule().name(), self.rule().name());
            let problem = format!("the words were counted with pattern {found}, the tokenizer's is {expected}");
            return Err(Error::Training { problem });
        }
        let (texts, bytes, left_out) = (counts.texts(), counts.bytes(), counts.left_out());
        if bytes == 0 {
            return Err(Error::NoText);
        }
        let words = counts.into_words();
        let word_count = words.len();
        let (tokenizer, missing) = match self.kind {
            Kind::ByteLevel => self.merge_bytes(words, progress)?,
            Kind::SentencePiece { coverage } => self.merge_characters(words, coverage, progress)?,
        };
        Ok(Trained { tokenizer, texts, bytes, words: word_count, left_out, missing })
    }

    /// The tokenizer, and how many merges were not there to make.
    fn merge_bytes(
        &self,
        words: Vec<(Box<[u8]>, u64)>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(Tokenizer, usize)> {
        let wanted = self.merges_wanted(0)?;
        let merges = merge::find(words, wanted, self.ties, &mut |done| progress(Progress::Merging { done, wanted }));
        let missing = wanted - merges.len();
        let normal = vocabulary::Kind::Normal;
        let mut tokens: Vec<Token> = (0..=255u8).map(|byte| Token::new([byte], normal)).collect();
        for &(left, right) in &merges {
            let bytes = [tokens[left as usize].bytes.as_slice(), tokens[right as usize].bytes.as_slice()].concat();
            tokens.push(Token::new(bytes, normal));
        }
        tokens.extend(self.specials.iter().map(|name| Token::new(name.as_bytes(), vocabulary::Kind::Control)));
        let model = ModelDefinition::Bpe(BpeDefinition::new(self.pattern, true, merges));
        let roles = Roles { add_bos: true, ..Roles::default() };
        Ok((Tokenizer::build(Definition::plain("trained vocabulary", tokens, model, roles))?, missing))
    }

    /// The ids that are left for merges beside so many characters.
    fn merges_wanted(&self, characters: usize) -> Result<usize> {
        let unknown = usize::from(self.kind != Kind::ByteLevel);
        let fixed = 256 + unknown + self.specials.len() + characters;
        self.vocab_size.checked_sub(fixed).ok_or_else(|| {
            let parts = match characters {
                0 => "256 bytes and the special tokens".to_owned(),
                more => format!("256 bytes, the special tokens, and the {more} characters that the text is made of"),
            };
            let problem = format!("vocab_size {} is below {fixed} ({parts})", self.vocab_size);
            Error::Training { problem }
        })
    }
}

#[cfg(test)]
mod tests;
