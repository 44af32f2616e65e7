//! Words alone equal the whole text; the heap equals the plain loop; what is unknown becomes bytes.

use proptest::prelude::*;

use super::*;
use crate::definition::{Definition, ModelDefinition};
use crate::roles::Roles;
use crate::tokenizer::{Model, Tokenizer};
use crate::vocabulary::Token;

fn tokenizer(texts: &[&str], add_space_prefix: bool) -> Tokenizer {
    let mut tokens = vec![Token::new("<unk>", Kind::Unknown), Token::new("<s>", Kind::Control)];
    tokens.extend((0..=255u8).map(|byte| Token::new([byte], Kind::Byte)));
    tokens.extend(texts.iter().map(|text| Token::new(*text, Kind::Normal)));
    // Scores with ties: pairs of tokens share one.
    let scores = (0..tokens.len()).map(|id| -((id / 2) as f32)).collect();
    let model = ModelDefinition::SentencePiece { scores, spelling: Spelling::plain(add_space_prefix) };
    Tokenizer::build(Definition::plain("test", tokens, model, Roles::default())).unwrap()
}

const TEXTS: [&str; 16] =
    ["ab", " a", "  ", "    ", "b", "bb", " ab", "abb", "a", " ", "é", "éa", "aa", "b\n", "  a", "bbb"];

/// The definition: merge the pair whose union scores highest, the leftmost of equals, until no union is a token.
fn plain(tokenizer: &Tokenizer, text: &str) -> Vec<u32> {
    let inner = tokenizer.inner();
    let Model::SentencePiece(pieces) = &inner.model else { panic!() };
    let mut parts: Vec<String> = text.chars().map(String::from).collect();
    loop {
        let scored = parts.windows(2).enumerate().filter_map(|(at, pair)| {
            let id = inner.vocabulary.normal(pair.concat().as_bytes())?;
            Some((pieces.scores[id as usize], at))
        });
        let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let Some((_, at)) = best else { break };
        let right = parts.remove(at + 1);
        parts[at].push_str(&right);
    }
    let ids = |part: &String| match inner.vocabulary.normal(part.as_bytes()) {
        Some(id) => vec![id],
        None => part.bytes().map(|byte| u32::from(byte) + 2).collect(),
    };
    parts.iter().flat_map(ids).collect()
}

#[test]
fn heap_and_words_equal_the_plain_loop() {
    let apart = tokenizer(&TEXTS, false);
    // One token with an inner space: words are no longer independent.
    let mut joined = TEXTS.to_vec();
    joined.extend(["a ", "a b"]);
    let joined = tokenizer(&joined, false);
    proptest!(ProptestConfig::with_cases(3000), |(text in "[ab\u{e9}c \n]{0,30}")| {
        prop_assert_eq!(apart.encode(&text), plain(&apart, &text));
        prop_assert_eq!(joined.encode(&text), plain(&joined, &text));
        prop_assert_eq!(apart.decode(&apart.encode(&text)), text.as_bytes());
    });
}

#[test]
fn a_space_in_front_comes_and_goes() {
    let tokenizer = tokenizer(&TEXTS, true);
    assert_eq!(tokenizer.encode("a"), tokenizer.encode("a"));
    assert_eq!(tokenizer.token_bytes(tokenizer.encode("a")[0]), Some(&b" a"[..]));
    for text in ["", " ", "a", "  a", "x", " é"] {
        assert_eq!(tokenizer.decode(&tokenizer.encode(text)), text.as_bytes());
    }
    assert_eq!(tokenizer.encode("a▁b"), tokenizer.encode("a b"));
    // After a special token text begins anew, as in llama.cpp.
    let ids = tokenizer.encode_trusted("<s>a<s>a");
    assert_eq!(ids[0..2], ids[2..4]);
    let mut stream = crate::TextStream::at_start(&tokenizer);
    let text: String = tokenizer.encode("a b").into_iter().map(|id| stream.push(id)).collect();
    assert_eq!(text, "a b");
}

#[test]
fn long_words_are_not_quadratic() {
    let tokenizer = tokenizer(&TEXTS, false);
    for piece in ["ab", " ", "x", "b"] {
        let text = piece.repeat(500_000);
        let start = std::time::Instant::now();
        let ids = tokenizer.encode(&text);
        assert!(start.elapsed().as_secs() < 20, "{piece:?} took {:?}", start.elapsed());
        assert_eq!(tokenizer.decode(&ids), text.as_bytes());
    }
}
