//! The trainer against the definition, its ties, its limits, and its independence of threads.

use std::collections::HashMap;

use proptest::prelude::*;

use super::*;

/// The definition: recount everything before each merge.
fn plain(text: &str, pattern: Pattern, ties: Ties, wanted: usize) -> Vec<(u32, u32)> {
    let mut words: Vec<Vec<u32>> =
        pattern.pieces(text).into_iter().map(|piece| piece.bytes().map(u32::from).collect()).collect();
    let mut texts: Vec<Vec<u8>> = (0..=255u8).map(|byte| vec![byte]).collect();
    let mut merges = Vec::new();
    while merges.len() < wanted {
        let mut counts: HashMap<(u32, u32), u64> = HashMap::new();
        for pair in words.iter().flat_map(|word| word.windows(2)) {
            *counts.entry((pair[0], pair[1])).or_default() += 1;
        }
        let best = match ties {
            Ties::AscendingPair => counts.into_iter().max_by_key(|&(pair, count)| (count, std::cmp::Reverse(pair))),
            Ties::HuggingFace => {
                let number = |id: u32| match u8::try_from(id) {
                    Ok(byte) => u32::from(crate::byte_level::byte_to_char(byte)),
                    Err(_) => 1 << 16 | id,
                };
                let order = |(left, right)| std::cmp::Reverse((number(left), number(right)));
                counts.into_iter().max_by_key(|&(pair, count)| (count, order(pair)))
            }
            Ties::GreatestPair => counts.into_iter().max_by_key(|&((left, right), count)| {
                (count, texts[left as usize].clone(), texts[right as usize].clone())
            }),
        };
        let Some(((left, right), _)) = best else { break };
        let new = texts.len() as u32;
        texts.push([texts[left as usize].clone(), texts[right as usize].clone()].concat());
        merges.push((left, right));
        for word in &mut words {
            let mut at = 0;
            while at + 1 < word.len() {
                if (word[at], word[at + 1]) == (left, right) {
                    word[at] = new;
                    word.remove(at + 1);
                }
                at += 1;
            }
        }
    }
    merges
}

fn words(text: &str, pattern: Pattern) -> Vec<(Box<[u8]>, u64)> {
    let mut counts = WordCounts::new(WordRule::Pattern(pattern), Limits::default());
    counts.add(&[text]);
    counts.into_words()
}

proptest! {
    #[test]
    fn merges_equal_the_definition(text in "[ab c1\n]{1,120}", runs in "a{0,40} (ab){0,20} (aab){0,9}") {
        let text = format!("{text}{runs}");
        for ties in [Ties::AscendingPair, Ties::GreatestPair, Ties::HuggingFace] {
            let found = merge::find(words(&text, Pattern::Llama3), 40, ties, &mut |_| {});
            prop_assert_eq!(found, plain(&text, Pattern::Llama3, ties, 40), "{:?}", ties);
        }
    }
}

/// Letters without a cut, of which no two stretches are alike.
fn run_of_letters(seed: u64, length: usize) -> String {
    let mut state = seed;
    let letter = move |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b'a' + ((state >> 33) % 5) as u8)
    };
    (0..length).map(letter).collect()
}

/// Runs of equal symbols over the borders of parts are paired off from their beginning.
#[test]
fn long_runs_of_one_letter_are_merged_as_the_definition_says() {
    for (length, wanted) in [(4_095_usize, 14_usize), (4_096, 14), (4_097, 14), (8_191, 14), (8_193, 14), (12_290, 15)]
    {
        for unit in ["a", "ab", "aab", "aaab"] {
            let run = unit.repeat(length.div_ceil(unit.len()));
            let text = format!("{} {}", &run[..length], &run[..length / 2]);
            for ties in [Ties::AscendingPair, Ties::GreatestPair] {
                let found = merge::find(words(&text, Pattern::Llama3), wanted, ties, &mut |_| {});
                assert_eq!(found, plain(&text, Pattern::Llama3, ties, wanted), "{length} of {unit}, {ties:?}");
            }
        }
    }
}

/// A word is a word however long it is, as in rustbpe; also one that is longer than what a thread is handed at once.
#[test]
fn long_words_are_not_cut() {
    let mut told_apart = 0;
    for (seed, length, wanted) in [(1, 4_097, 60), (2, 9_000, 60), (3, 20_000, 60), (4, 65_536, 20), (5, 140_000, 8)] {
        let text = format!("{} {}", run_of_letters(seed, length), run_of_letters(seed + 100, length / 3));
        for ties in [Ties::AscendingPair, Ties::GreatestPair] {
            let found = merge::find(words(&text, Pattern::Llama3), wanted, ties, &mut |_| {});
            assert_eq!(found, plain(&text, Pattern::Llama3, ties, wanted), "{length}, {ties:?}");
            // What cutting would give, so that this test can tell.
            let cut: Vec<&[u8]> = text.as_bytes().chunks(4_096).collect();
            let cut: Vec<&str> = cut.into_iter().map(|part| std::str::from_utf8(part).unwrap()).collect();
            let mut counts = WordCounts::new(WordRule::Pattern(Pattern::Llama3), Limits::default());
            counts.add(&cut);
            told_apart += usize::from(merge::find(counts.into_words(), wanted, ties, &mut |_| {}) != found);
        }
    }
    assert!(told_apart > 0);
}

#[test]
fn threads_do_not_matter() {
    let text = "Once upon a time, 42 frogs' ponds — naïve façades!\n\n".repeat(3000);
    let train = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| BpeTrainer::new(400).train([&text], &mut |_| {}).unwrap().tokenizer.hash())
    };
    assert_eq!(train(1), train(3));
}

#[test]
fn stops_early_and_says_so() {
    let trained = BpeTrainer::new(1000).train(["abab"], &mut |_| {}).unwrap();
    // ab, abab: then no pair is left.
    assert_eq!(trained.missing, 1000 - 256 - 10 - 2);
    assert_eq!(trained.tokenizer.vocab_size(), 268);
    assert_eq!(trained.tokenizer.special("<|begin_of_text|>"), Some(258));
    assert_eq!(trained.tokenizer.encode("abab"), [257]);
}

#[test]
fn special_tokens_are_the_last_ids_and_have_parts() {
    let trained = BpeTrainer::new(300).train(["some text, some more text and more"], &mut |_| {}).unwrap();
    let tokenizer = trained.tokenizer;
    let size = tokenizer.vocab_size() as u32;
    for (offset, name) in SPECIALS.iter().enumerate() {
        assert_eq!(tokenizer.special(name), Some(size - 10 + offset as u32));
    }
    assert_eq!(tokenizer.bos(), tokenizer.special("<|begin_of_text|>"));
    assert_eq!(tokenizer.eos(), tokenizer.special("<|end_of_text|>"));
    assert_eq!(tokenizer.eot(), tokenizer.special("<|eot_id|>"));
    assert_eq!(tokenizer.pad(), tokenizer.special("<|finetune_right_pad_id|>"));
    assert!(tokenizer.adds_bos());
    assert_eq!(tokenizer.stop_tokens(), [tokenizer.eos().unwrap(), tokenizer.eot().unwrap()]);
    assert!(tokenizer.is_special(size - 1) && !tokenizer.is_special(0));
    assert_eq!(tokenizer.token_bytes(size - 1), Some(&[][..]));
    assert_eq!(tokenizer.token_text(size - 1).as_deref(), Some("<|output_end|>"));
    assert_eq!(tokenizer.token_bytes(size), None);
}

#[test]
fn the_byte_limit_cuts_at_a_character() {
    let count = |limit: u64| {
        let mut counts =
            WordCounts::new(WordRule::Pattern(Pattern::Llama3), Limits { bytes: Some(limit), ..Limits::default() });
        counts.add(&["éé", "abc"]);
        (counts.bytes(), counts.texts(), counts.is_full())
    };
    assert_eq!(count(3), (3, 1, true));
    assert_eq!(count(4), (4, 1, true));
    assert_eq!(count(6), (6, 2, true));
    assert_eq!(count(7), (7, 2, true));
    assert_eq!(count(8), (7, 2, false));
}

#[test]
fn characters_are_limited_in_all_and_in_each_text() {
    let count = |characters, document| {
        let limits = Limits { characters, document, ..Limits::default() };
        let mut counts = WordCounts::new(WordRule::Pattern(Pattern::Llama3), limits);
        counts.add(&["éé x", "abc"]);
        counts.add(&["def"]);
        (counts.bytes(), counts.texts(), counts.is_full())
    };
    assert_eq!(count(Some(5), None), (7, 2, true));
    assert_eq!(count(Some(4), None), (6, 1, true));
    assert_eq!(count(Some(99), None), (12, 3, false));
    assert_eq!(count(None, Some(2)), (8, 3, false));
    assert_eq!(count(Some(3), Some(2)), (5, 2, true));
}

#[test]
fn the_rarest_words_are_left_out_where_memory_ends() {
    let limits = Limits { memory: 2_000, ..Limits::default() };
    let mut counts = WordCounts::new(WordRule::Pattern(Pattern::Llama3), limits);
    counts.add(&["often often often a b c d"]);
    assert_eq!(counts.left_out(), LeftOut::default());
    counts.add(&[" often some some e f g h i j k l m"]);
    // Half of it is 1,000 bytes: four words of 192 bytes and a few more.
    assert_eq!(counts.left_out(), LeftOut { words: 14, most: 1 });
    let mut words = counts.into_words();
    words.sort();
    assert_eq!(words, [(Box::from(&b" often"[..]), 3), (Box::from(&b" some"[..]), 2)]);
}

#[test]
fn impossible_requests_are_errors() {
    let small = BpeTrainer::new(265).train(["text"], &mut |_| {}).unwrap_err();
    assert!(small.to_string().contains("265 is below 266"), "{small}");
    assert!(BpeTrainer::new(300).train(Vec::<String>::new(), &mut |_| {}).is_err());
    let twice = BpeTrainer { specials: vec!["<x>".into(), "<x>".into()], ..BpeTrainer::new(300) };
    assert!(twice.train(["text"], &mut |_| {}).unwrap_err().to_string().contains("<x>"));
    let other = WordCounts::new(WordRule::Pattern(Pattern::Gpt2), Limits::default());
    assert!(BpeTrainer::new(300).finish(other, &mut |_| {}).unwrap_err().to_string().contains("gpt2"));
}
