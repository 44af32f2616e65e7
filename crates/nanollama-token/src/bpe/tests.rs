//! Short and long merging against a plain loop; adversarial lengths; the cache between tokenizers.

use std::time::Instant;

use proptest::prelude::*;

use super::*;
use crate::train::BpeTrainer;

/// The definition: replace the leftmost pair of lowest rank, again and again.
fn plain(pairs: &PairTable, mut symbols: Vec<u32>) -> Vec<u32> {
    loop {
        let ranked = symbols.windows(2).enumerate().filter_map(|(at, pair)| Some((pairs.get(pair[0], pair[1])?, at)));
        let Some((merge, at)) = ranked.min_by_key(|(merge, at)| (merge.rank, *at)) else { return symbols };
        symbols[at] = merge.id;
        symbols.remove(at + 1);
    }
}

proptest! {
    #[test]
    fn short_and_long_equal_the_plain_loop(
        merges in prop::collection::vec((0u32..20, 0u32..20), 0..60),
        symbols in prop::collection::vec(0u32..6, 1..short::LONGEST),
    ) {
        // Products are arbitrary, even smaller than their parts: order must hold whatever the file says.
        let mut pairs = PairTable::with_capacity(merges.len());
        for (rank, (left, right)) in merges.into_iter().enumerate() {
            pairs.insert(left, right, Merge { rank: rank as u32, id: (left * 7 + right * 3 + 1) % 20 });
        }
        let expected = plain(&pairs, symbols.clone());
        let mut short = Vec::new();
        short::merge(&pairs, &mut symbols.clone(), &mut short);
        prop_assert_eq!(&short, &expected);
        let mut long = Vec::new();
        long::merge(&pairs, symbols, &mut long);
        prop_assert_eq!(&long, &expected);
    }
}

/// Words of more than 4,096 bytes are merged as wholes: ids equal those of the plain loop over the whole word.
#[test]
fn long_words_are_merged_whole() {
    let mut state = 7u64;
    let mut letters = |length: usize| -> Vec<u8> {
        let letter = |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            b"abcde"[(state >> 33) as usize % 5]
        };
        (0..length).map(letter).collect()
    };
    // Merges of every pair of letters, and of many triples.
    let text = String::from_utf8(letters(3_000)).unwrap();
    let tokenizer = BpeTrainer::new(400).train([&text], &mut |_| {}).unwrap().tokenizer;
    let crate::tokenizer::Model::Bpe(bpe) = &tokenizer.inner().model else { panic!("byte-level") };
    let mut tells = 0;
    for length in [4_095, 4_096, 4_097, 5_000, 8_191, 8_193] {
        let word = letters(length);
        let byte_ids = |part: &[u8]| part.iter().map(|&byte| bpe.byte_ids[byte as usize]).collect::<Vec<u32>>();
        let found = tokenizer.encode(std::str::from_utf8(&word).unwrap());
        assert_eq!(found, plain(&bpe.pairs, byte_ids(&word)), "{length}");
        let cut: Vec<u32> = word.chunks(4_096).flat_map(|part| plain(&bpe.pairs, byte_ids(part))).collect();
        tells += usize::from(cut != found);
    }
    assert!(tells > 0, "cutting at 4,096 bytes would not be seen");
}

#[test]
fn text_without_cuts_is_not_quadratic() {
    let text = "aaaa aaaaaaa      \n      abab abcabc".repeat(50);
    let tokenizer = BpeTrainer::new(300).train([text], &mut |_| {}).unwrap().tokenizer;
    for piece in ["a", " ", "ab", "\n", "1", "é"] {
        let text = piece.repeat(2_000_000 / piece.len());
        let start = Instant::now();
        let ids = tokenizer.encode(&text);
        // Quadratic would be hours.
        assert!(start.elapsed().as_secs() < 20, "{piece:?} took {:?}", start.elapsed());
        assert_eq!(tokenizer.decode(&ids), text.as_bytes());
    }
}

#[test]
fn tokenizers_on_one_thread_do_not_share_cached_words() {
    let first = BpeTrainer::new(300).train(["hello hello world"], &mut |_| {}).unwrap().tokenizer;
    let second = BpeTrainer::new(300).train(["hexlo helxo worxld"], &mut |_| {}).unwrap().tokenizer;
    let (a, b) = (first.encode("hello world"), second.encode("hello world"));
    for _ in 0..3 {
        assert_eq!(first.encode("hello world"), a);
        assert_eq!(second.encode("hello world"), b);
    }
    assert_ne!(a, b);
}

#[test]
fn cached_words_at_every_length_decode_to_themselves() {
    let tokenizer = BpeTrainer::new(270).train(["ab"], &mut |_| {}).unwrap().tokenizer;
    // Lengths around 15, 16, 31 and 32 bytes, in the middle and at the end of a text (where the window is short).
    for length in 1..70 {
        let word: String = ('a'..='z').cycle().take(length).collect();
        let text = format!("{word} {word} {word}");
        for _ in 0..2 {
            let ids = tokenizer.encode(&text);
            assert_eq!(tokenizer.decode(&ids), text.as_bytes());
        }
    }
}
