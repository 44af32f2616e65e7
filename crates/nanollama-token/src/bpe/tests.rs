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
