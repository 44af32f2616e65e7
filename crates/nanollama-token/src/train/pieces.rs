//! A SentencePiece vocabulary: which characters are tokens, what they merge to, and the model's file, of which the tokenizer is
//! then read. Its pieces are those of sentencepiece's own trainer with `split_digits`, `byte_fallback`,
//! `allow_whitespace_only_pieces`, without a dummy prefix and with texts as they are; but nothing follows a line break in a
//! piece, so that a text may be encoded in two halves there.

use std::cmp::Reverse;

use super::{BpeTrainer, Progress, merge};
use crate::error::Result;
use crate::file::sentencepiece_model::{self, Written};
use crate::tokenizer::Tokenizer;

impl BpeTrainer {
    /// The tokenizer, and how many merges were not there to make.
    pub(super) fn merge_characters(
        &self,
        words: Vec<(Box<[u8]>, u64)>,
        coverage: f64,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(Tokenizer, usize)> {
        let characters = alphabet(&words, coverage);
        let wanted = self.merges_wanted(characters.len())?;
        let mut tell = |done| progress(Progress::Merging { done, wanted });
        let merged = merge::find_pieces(words, &characters, wanted, &mut tell);
        let missing = wanted - merged.len();
        let texts = merged.iter().map(|text| String::from_utf8_lossy(text).into_owned());
        let pieces = texts.chain(characters.iter().map(char::to_string)).collect();
        let file = Written { specials: &self.specials, pieces, coverage }.file();
        Ok((sentencepiece_model::parse("trained vocabulary", &file, &Default::default())?, missing))
    }
}

/// The characters that are tokens, the most frequent first: so many that they are `coverage` of all.
fn alphabet(words: &[(Box<[u8]>, u64)], coverage: f64) -> Vec<char> {
    let mut counts: Vec<u64> = vec![0; 0x11_0000];
    for (word, count) in words {
        for character in String::from_utf8_lossy(word).chars() {
            counts[if character == ' ' { '▁' } else { character } as usize] += count;
        }
    }
    // It ends texts for SentencePiece.
    counts[0] = 0;
    let all: u64 = counts.iter().sum();
    let mut order: Vec<(u64, u32)> = counts.into_iter().zip(0..).filter(|(count, _)| *count > 0).collect();
    order.sort_unstable_by_key(|&(count, code)| (Reverse(count), code));
    let mut covered = 0;
    let needed = order.into_iter().take_while(|(count, _)| {
        let enough = covered as f64 / all as f64 >= coverage;
        covered += count;
        !enough
    });
    needed.filter_map(|(_, code)| char::from_u32(code)).collect()
}

#[cfg(test)]
mod tests;
