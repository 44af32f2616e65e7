//! Which special token plays which part: beginning of text, end of text, end of turn, padding, unknown.

use crate::vocabulary::Vocabulary;

/// The ids of the tokens with a part to play.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(crate) struct Roles {
    pub(crate) bos: Option<u32>,
    pub(crate) eos: Option<u32>,
    pub(crate) eot: Option<u32>,
    pub(crate) pad: Option<u32>,
    pub(crate) unk: Option<u32>,
    /// Models of this tokenizer expect `bos` before every text.
    pub(crate) add_bos: bool,
    /// They expect `eos` behind every whole text.
    pub(crate) add_eos: bool,
}

const BOS: [&str; 3] = ["<|begin_of_text|>", "<|bos|>", "<s>"];
const EOS: [&str; 3] = ["<|end_of_text|>", "</s>", "<|endoftext|>"];
const EOT: [&str; 5] = ["<|eot_id|>", "<|im_end|>", "<|assistant_end|>", "<end_of_turn>", "<|end|>"];
const PAD: [&str; 4] = ["<|finetune_right_pad_id|>", "<pad>", "<|pad|>", "[PAD]"];
const UNK: [&str; 1] = ["<unk>"];
/// A model that writes one of these has finished, whatever its files name as end of text.
const STOPS: [&str; 9] = [
    "<|end_of_text|>",
    "<|eot_id|>",
    "<|eom_id|>",
    "</s>",
    "<|endoftext|>",
    "<|im_end|>",
    "<|assistant_end|>",
    "<end_of_turn>",
    "<|end|>",
];

impl Roles {
    /// Forgets padding and unknown tokens that the vocabulary does not have: they stand in files without any use.
    pub(crate) fn drop_missing(&mut self, tokens: usize, ignored: &mut Vec<String>) {
        for (name, id) in [("padding", &mut self.pad), ("unknown", &mut self.unk)] {
            if let Some(missing) = id.take_if(|id| *id as usize >= tokens) {
                ignored.push(format!("{name} token {missing}: there are {tokens} tokens"));
            }
        }
    }

    /// Fills the parts that a file left open by the usual names.
    pub(crate) fn complete(&mut self, vocabulary: &Vocabulary) {
        let first = |names: &[&str]| names.iter().find_map(|name| vocabulary.named(name));
        self.bos = self.bos.or_else(|| first(&BOS));
        self.eos = self.eos.or_else(|| first(&EOS));
        self.eot = self.eot.or_else(|| first(&EOT));
        self.pad = self.pad.or_else(|| first(&PAD));
        self.unk = self.unk.or_else(|| first(&UNK));
    }

    /// The ids that a model's files name as its ends: end of text, and for a chat model end of turn.
    pub(crate) fn ends(&self, chat: bool) -> Vec<u32> {
        let mut ends: Vec<u32> = self.eos.into_iter().chain(self.eot.filter(|_| chat)).collect();
        ends.dedup();
        ends
    }

    /// Every id after which generation ends, ascending.
    pub(crate) fn stops(&self, vocabulary: &Vocabulary) -> Vec<u32> {
        let mut stops: Vec<u32> = STOPS.iter().filter_map(|name| vocabulary.named(name)).collect();
        stops.extend(self.eos);
        stops.extend(self.eot);
        stops.sort_unstable();
        stops.dedup();
        stops
    }
}
