use crate::error::Error;
use crate::grammar::Grammar;
use crate::testing::{accepts, begins};

#[test]
fn grammars_are_read_as_llama_cpp_writes_them() {
    let cases: [(&str, &[&str], &[&str]); 14] = [
        ("root ::= \"a\" | \"b\"", &["a", "b"], &["", "ab", "c"]),
        ("root ::= \"\\n\\t\\r\\\"\\\\\\[\\]\\x41\\u00e9\\U0001F600\"", &["\n\t\r\"\\[]Aé😀"], &[]),
        ("root ::= [a-c\\]\\x30-\\u0032é-]+", &["abc]012é-"], &["d", "3", ""]),
        ("root ::= [^\\n\"]", &["a", "😀", "\u{10ffff}"], &["\n", "\"", "ab"]),
        ("root ::= . .", &["éa", "\n\n"], &["a", "abc"]),
        ("root ::= (\"a\" | \"b\" \"c\")* \"d\"?", &["", "aabcd", "d"], &["b", "dd"]),
        ("root ::= \"ab\"{2} \"c\"{ 1 , } \"d\"{0,2}", &["ababc", "ababcccdd"], &["ab", "abab", "ababcddd"]),
        ("root ::= \"ab\"+", &["ab", "abab"], &["", "aba", "abb"]),
        ("# first\nroot ::= a # behind\n  # own\na ::= \"x\"", &["x"], &[""]),
        ("root ::= (\n  \"a\" |\n  # within\n  \"b\"\n)\n\n", &["a", "b"], &["ab"]),
        ("root ::= \"a\" |\n  \"b\"", &["a", "b"], &[]),
        ("root   ::=\n  other-1\r\nother-1 ::= \"\" | \"1\" other-1", &["", "111"], &["2"]),
        ("root ::= \"a\"*? \"b\"{0}", &["", "aaa"], &["b"]),
        ("root ::= \"\"", &[""], &["a"]),
    ];
    for (text, good, bad) in cases {
        let grammar = Grammar::gbnf(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        good.iter().for_each(|good| assert!(accepts(&grammar, good), "{text}: {good:?}"));
        bad.iter().for_each(|bad| assert!(!accepts(&grammar, bad), "{text}: {bad:?}"));
    }
}

#[test]
fn errors_say_where_and_what() {
    let cases = [
        ("root ::= \"a", 1, 10, "does not end"),
        ("root ::= [a", 1, 10, "does not end"),
        ("root ::= \"é\" \"\\q\"", 1, 15, "\\q is no escape"),
        ("root ::= \"\\x4\"", 1, 11, "2 hexadecimal digits"),
        ("root ::= \"\\U00110000\"", 1, 11, "U+10FFFF"),
        ("root ::= \"\\ud800\"", 1, 11, "U+D800 is no character"),
        ("root ::= [z-a]", 1, 11, "end comes before"),
        ("root ::= (\"a\"", 1, 14, "expected a character, a rule, | or ), found the end"),
        ("root ::= \"a\" )", 1, 14, "found ')'"),
        ("root ::= \"a\"\n\nb = \"c\"", 3, 3, "expected ::=, found '='"),
        ("root ::= \"a\"\n| \"b\"", 2, 1, "the name of a rule"),
        ("root ::= * \"a\"", 1, 10, "repeat"),
        ("root ::= \"a\"{}", 1, 14, "a number of repetitions"),
        ("root ::= \"a\"{3,1}", 1, 14, "at least more"),
        ("root ::= \"a\"{1,1000000000}", 1, 16, "at most 100000"),
        ("root ::= \"a\"{99999999999999999999}", 1, 14, "at most 100000"),
        ("root ::= \"a\"{1;2}", 1, 15, "a comma or }"),
        ("root ::= a\nb ::= \"x\"", 1, 10, "\"a\" is used, and is not defined"),
        ("root ::= \"a\"\nroot ::= \"b\"", 2, 1, "a second time"),
        ("root ::= <think>", 1, 10, "tokens by name"),
        ("my_rule ::= \"a\"", 1, 3, "expected ::="),
        ("root", 1, 5, "expected ::="),
    ];
    for (text, line, column, part) in cases {
        match Grammar::gbnf(text) {
            Err(Error::Text { line: l, column: c, problem }) => {
                assert!((l, c) == (line, column) && problem.contains(part), "{text}: {l}:{c}: {problem}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
    for (text, part) in [
        ("", "rule \"root\": it is missing"),
        ("main ::= \"a\"", "rule \"root\": it is missing"),
        ("root ::= root \"a\" | \"b\"", "left recursion"),
        ("root ::= a\na ::= \"x\"? b\nb ::= a | \"y\"", "rule \"a\": it begins with itself, by way of b"),
        ("root ::= empty root\nempty ::= \"\"", "left recursion"),
        ("root ::= (\"a\"? root)*", "left recursion"),
        ("root ::= \"a\"\nunused ::= unused", "rule \"unused\""),
    ] {
        let message = Grammar::gbnf(text).unwrap_err().to_string();
        assert!(message.contains(part), "{text}: {message}");
    }
}

#[test]
fn hostile_grammars_are_errors_and_no_memory() {
    let deep = format!("root ::= {}\"a\"{}", "(".repeat(100_000), ")".repeat(100_000));
    let chain: String = (0..30_000).map(|n| format!("r{n} ::= r{}\n", n + 1)).collect();
    let chain = format!("root ::= r0\n{chain}r30000 ::= \"x\"");
    let beginnings: String = (0..5000).map(|n| format!("r{n} ::= r{}\n", n + 1)).collect();
    let beginnings = format!("root ::= r0\n{beginnings}r5000 ::= \"x\"");
    let large = format!("root ::= {}", "[^a-zé] ".repeat(60_000));
    let signs = format!("root ::= \"a\"{}", "*".repeat(5000));
    let long = format!("root ::= \"{}\"", "a".repeat(2 << 20));
    for text in [deep, chain, beginnings, large, signs, long] {
        let message = Grammar::gbnf(&text).unwrap_err().to_string();
        assert!(message.contains("more than"), "{message}");
    }
    // Many ways to say the same are no harm.
    let same = format!("root ::= {}\"b\"", "(\"a\"? | \"a\"*)".repeat(60));
    let grammar = Grammar::gbnf(&same).unwrap();
    assert!(accepts(&grammar, &format!("{}b", "a".repeat(500))) && !begins(&grammar, "bb"));
}

#[test]
fn any_text_is_read_or_refused() {
    let mut random = crate::testing::Random(11);
    let pieces = [
        "root", "::=", " ", "\n", "\"a\"", "\"", "[", "]", "[^a-z]", "(", ")", "|", "*", "+", "?", "{", "}", "{1,2}",
        "#", "\\", "\\x4", ".", "é", "-", "a ::= ", "\r", "<", "0", ",",
    ];
    let mut read = 0;
    for _ in 0..20_000 {
        let text: String = (0..random.below(12)).map(|_| *random.one(&pieces)).collect();
        let text = if random.chance(2) { format!("root ::= {text}") } else { text };
        if let Ok(grammar) = Grammar::gbnf(&text) {
            read += 1;
            begins(&grammar, "a");
        }
    }
    assert!(read > 500, "{read}");
}
