//! The pieces against the definition, what the tokenizer does with texts, and its files.

use std::collections::HashMap;

use proptest::prelude::*;

use super::*;
use crate::train::Kind;
use crate::train::word_rule::split_pieces;

/// The definition: recount everything before each merge; the most frequent, then the shortest, then the least. What two merges
/// make of other parts is two symbols and one piece.
fn plain(text: &str, alphabet: &[char], wanted: usize) -> Vec<String> {
    let mut texts: Vec<String> = alphabet.iter().map(char::to_string).collect();
    let mut words: Vec<Vec<usize>> = Vec::new();
    split_pieces(text, &mut |start, end| {
        let spelt = text[start..end].replace(' ', "▁");
        words.push(spelt.chars().map(|c| alphabet.iter().position(|known| *known == c).unwrap()).collect());
    });
    let mut pieces: Vec<String> = Vec::new();
    while pieces.len() < wanted {
        let mut counts: HashMap<(usize, usize), u64> = HashMap::new();
        for pair in words.iter().flat_map(|word| word.windows(2)) {
            let (left, right) = (&texts[pair[0]], &texts[pair[1]]);
            let spaces = |text: &str| text.chars().all(|c| c == '▁');
            let apart = right.starts_with('▁') && !(spaces(left) && spaces(right));
            if !apart && (left.clone() + right).chars().count() <= 16 {
                *counts.entry((pair[0], pair[1])).or_default() += 1;
            }
        }
        let order = |((left, right), count): ((usize, usize), u64)| {
            let union = texts[left].clone() + &texts[right];
            (count, Reverse(union.chars().count()), Reverse(union), Reverse((left, right)))
        };
        let Some((_, _, Reverse(union), Reverse((left, right)))) = counts.into_iter().map(order).max() else { break };
        for word in &mut words {
            let mut at = 0;
            while at + 1 < word.len() {
                if (word[at], word[at + 1]) == (left, right) {
                    word[at] = texts.len();
                    word.remove(at + 1);
                }
                at += 1;
            }
        }
        if !pieces.contains(&union) {
            pieces.push(union.clone());
        }
        texts.push(union);
    }
    pieces
}

fn trainer(vocab_size: usize, coverage: f64) -> BpeTrainer {
    BpeTrainer { kind: Kind::SentencePiece { coverage }, ..BpeTrainer::new(vocab_size) }
}

proptest! {
    #[test]
    fn pieces_equal_the_definition(text in "[abc ,1\n\u{e9}\u{6f22}]{1,150}", runs in "a{0,40} {0,40}(ab){0,20}") {
        let text = text + &runs;
        let mut counts = trainer(300, 1.0).counts();
        counts.add(&[&text]);
        let words = counts.into_words();
        let alphabet = alphabet(&words, 1.0);
        let found = merge::find_pieces(words, &alphabet, 20, &mut |_| {});
        let found: Vec<String> = found.iter().map(|piece| String::from_utf8_lossy(piece).into_owned()).collect();
        prop_assert_eq!(found, plain(&text, &alphabet, 20));
    }
}

const TEXT: &str =
    "Once upon a time, there were 42 frogs.\n\n\"Hello,\" said the frog.  He was green;\n    he was not 7 years old.\n";

fn trained() -> Tokenizer {
    trainer(340, 1.0).train([TEXT.repeat(20)], &mut |_| {}).unwrap().tokenizer
}

#[test]
fn texts_stay_as_they_are_and_bytes_stand_for_the_unknown() {
    let tokenizer = trained();
    assert_eq!(tokenizer.vocab_size(), 340);
    let hostile = [
        "",
        " ",
        "\n",
        "  a\t b\r\n",
        "é漢字😀",
        "▁",
        "<|eot_id|><s>",
        "1234",
        "\n\n\nOnce",
        " \u{301}",
        "a\0b",
        "ﬁ e\u{301}",
    ];
    for text in hostile.into_iter().chain([TEXT]) {
        let ids = tokenizer.encode(text);
        assert_eq!(String::from_utf8(tokenizer.decode(&ids)).unwrap(), text.replace('▁', " "), "{text:?}");
        assert!(ids.iter().all(|&id| !tokenizer.is_special(id)), "{text:?}");
    }
    assert_eq!(tokenizer.encode("42").len(), 2, "digits stand alone");
    assert_eq!(tokenizer.bos(), Some(1));
    assert_eq!(tokenizer.eos(), Some(2));
    assert_eq!(tokenizer.eot(), tokenizer.special("<|eot_id|>"));
    assert_eq!(tokenizer.pad(), tokenizer.special("<|finetune_right_pad_id|>"));
    assert!(tokenizer.adds_bos());
    // Behind a line break text may be cut.
    for (left, right) in [("Hello\n\n", "\"Once"), ("a.\n", "  he")] {
        let halves = [tokenizer.encode(left), tokenizer.encode(right)].concat();
        assert_eq!(tokenizer.encode(&format!("{left}{right}")), halves);
    }
    assert!(crate::chat::supports(&tokenizer));
}

#[test]
fn files_give_the_same_tokenizer() {
    let tokenizer = trained();
    let folder = tempfile::tempdir().unwrap();
    tokenizer.save(folder.path(), None).unwrap();
    let model = folder.path().join("tokenizer.model");
    let json = folder.path().join("tokenizer.json");
    assert_eq!(Tokenizer::load(folder.path()).unwrap().hash(), tokenizer.hash());
    assert_eq!(Tokenizer::load(&model).unwrap().hash(), tokenizer.hash());
    let pairs = Tokenizer::load(&json).unwrap();
    let gguf = Tokenizer::from_gguf(tokenizer.to_gguf().unwrap()).unwrap();
    for text in [TEXT, "frogs    \n\n\n green,,,, 漢"] {
        assert_eq!(pairs.encode(text), tokenizer.encode(text));
        assert_eq!(gguf.encode(text), tokenizer.encode(text));
    }
    assert!(crate::chat::supports(&gguf));
    // Somebody changes the other file: that one counts then.
    let text = std::fs::read_to_string(&json).unwrap().replacen("<|python_end|>", "<|python_stop|>", 9);
    std::fs::write(&json, text).unwrap();
    assert!(Tokenizer::load(folder.path()).unwrap().special("<|python_stop|>").is_some());
}

#[test]
fn rare_characters_become_bytes_and_too_many_are_refused() {
    let text = format!("{}漢字", "frog ".repeat(1000));
    let tokenizer = trainer(300, 0.999).train([&text], &mut |_| {}).unwrap().tokenizer;
    assert_eq!(tokenizer.encode("漢").len(), 3);
    let tokenizer = trainer(300, 1.0).train([&text], &mut |_| {}).unwrap().tokenizer;
    assert_eq!(tokenizer.encode("漢").len(), 1);
    let many: String = ('\u{4e00}'..'\u{4f00}').collect();
    let error = trainer(300, 1.0).train([&many], &mut |_| {}).unwrap_err().to_string();
    assert!(error.contains("300 is below 523") && error.contains("256 characters"), "{error}");
    assert!(trainer(266, 1.0).train([&text], &mut |_| {}).unwrap_err().to_string().contains("266 is below 267"));
}

#[test]
fn threads_do_not_matter() {
    let text = "Once upon a time, 42 frogs' ponds — naïve façades! aaaa aaa aa\n\n".repeat(3000);
    let train = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| trainer(400, 1.0).train([&text], &mut |_| {}).unwrap().tokenizer.hash())
    };
    assert_eq!(train(1), train(3));
}
