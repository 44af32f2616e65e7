use super::*;
use crate::grammar::Grammar;
use crate::testing::{Random, lead, plain_mask, vocabulary};

#[test]
fn the_trie_holds_each_text_once_in_order() {
    let texts: [&[u8]; 7] = [b"ab", b"", b"a", b"abc", b"ab", b"<end>", b"b\xc3"];
    let tokens = Tokens::of(texts.into_iter(), &[5]);
    assert_eq!(tokens.ids, [2, 0, 4, 3, 6]);
    assert_eq!((tokens.size(), tokens.nodes()), (7, 5));
    let shown: Vec<(u8, u32, u32)> = tokens.nodes[1..].iter().map(|node| (node.byte, node.depth, node.end)).collect();
    assert_eq!(shown, [(b'a', 1, 4), (b'b', 2, 4), (b'c', 3, 4), (b'b', 1, 6), (0xc3, 2, 6)]);
    let root = &tokens.nodes[0];
    assert!((0..=255).all(|byte| root.below.contains(byte) == b"abc\xc3".contains(&byte)));
    assert_eq!(tokens.text(5), b"");
    assert_eq!(tokens.text(99), b"");
}

/// Grammars of all kinds.
const GRAMMARS: [&str; 8] = [
    "root ::= \"\\\"\" [^\"\\\\\\x00-\\x1f]* \"\\\"\"",
    "root ::= \"\\\"\" ([^\"\\\\] | \"\\\\\" [a-z]){0,9} \"\\\"\" root?",
    "root ::= \"[\" (root (\",\" root)*)? \"]\" | [0-9]+",
    "root ::= (\"a\" | \"ab\" | \"b\")* \"é\"{2,4} .",
    "root ::= [^a-z]{3} root | \"x\"",
    "root ::= \"\" | \"hello\" \" \"? [α-ω]*",
    "root ::= word (\" \" word)* \".\"\nword ::= [a-z]+ | [A-Z][a-z]*",
    "root ::= .*",
];

#[test]
fn masks_are_those_of_trying_each_token() {
    let mut random = Random(3);
    let pieces =
        ["a", "b", "ab", "é", "\u{3b1}", "\"", "\\", "x", " ", "0", "1", ",", "[", "]", ".", "he", "llo", "😀"];
    for round in 0..24 {
        let mut texts: Vec<Vec<u8>> = (0..=255u8).map(|byte| vec![byte]).collect();
        for _ in 0..120 {
            let text: String = (0..1 + random.below(5)).map(|_| *random.one(&pieces)).collect();
            // Some begin or end within a character.
            let (from, to) = (random.below(2), random.below(2));
            let bytes = text.as_bytes();
            texts
                .push(bytes[from.min(bytes.len())..bytes.len() - to.min(bytes.len() - from.min(bytes.len()))].to_vec());
        }
        let ends = [random.below(300) as u32, 7];
        let tokens = Tokens::of(texts.iter().map(Vec::as_slice), &ends);
        let grammar = Grammar::gbnf(GRAMMARS[round % GRAMMARS.len()]).unwrap();
        let mut automaton = Automaton::new(grammar.program());
        let mut states = vec![automaton.start()];
        for _ in 0..40 {
            let state = states[states.len() - 1];
            automaton.rest();
            let (mask, seen) = tokens.mask(&mut automaton, state);
            let plain = plain_mask(&tokens, &mut automaton, state, &ends);
            assert_eq!(mask, plain, "{round}");
            assert!(seen <= tokens.nodes());
            let allowed: Vec<u32> =
                (0..tokens.size() as u32).filter(|&id| mask.contains(id) && !ends.contains(&id)).collect();
            match allowed.is_empty() {
                true => states = vec![states[0]],
                false => states.push(lead(&mut automaton, state, tokens.text(*random.one(&allowed)))),
            }
        }
    }
}

#[test]
fn json_needs_a_small_part_of_the_vocabulary() {
    // Words as a tokenizer has them, some behind a space, some with quotes and commas in them.
    let mut random = Random(5);
    let mut texts = Vec::new();
    for number in 0..40_000 {
        let word: String = (0..2 + random.below(7)).map(|_| char::from(b'a' + random.below(26) as u8)).collect();
        texts.push(format!("{}{word}{}", random.one(&["", " "]), if number % 200 == 0 { "\"," } else { "" }));
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let (tokens, _) = vocabulary(&texts);
    let schema = "{\"properties\": {\"name\": {\"type\": \"string\"}, \"age\": {\"type\": \"integer\"}}, \"required\": [\"name\", \"age\"]}";
    let grammar = Grammar::json_schema_text(schema).unwrap();
    let mut automaton = Automaton::new(grammar.program());
    for (text, most) in [
        ("", 400),
        ("{", 400),
        ("{\"", 400),
        ("{\"name\": ", 400),
        ("{\"name\": \"an", 12_000),
        ("{\"name\":\"a\",\"age\":1", 400),
    ] {
        let start = automaton.start();
        let state = lead(&mut automaton, start, text.as_bytes());
        let (mask, seen) = tokens.mask(&mut automaton, state);
        println!("{text:?}: {seen} of {} nodes for {} of {} tokens", tokens.nodes(), mask.count(), tokens.size());
        assert!(seen <= most && tokens.nodes() > 100_000, "{text:?}: {seen}");
    }
}
