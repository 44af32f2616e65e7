use std::sync::Arc;

use super::*;
use crate::automaton::Automaton;
use crate::compile::compile;
use crate::expr::Rules;
use crate::testing::{Random, lead};

/// The automaton of a pattern over plain text.
fn automaton(pattern: &str) -> Result<Automaton, String> {
    let any = Expr::One(Characters::all()).repeat(0, None);
    let expr = read(pattern, &|set| Expr::One(set.clone()), &any)?;
    let mut rules = Rules::default();
    let root = rules.id("pattern", "root").unwrap();
    rules.define(root, expr);
    Ok(Automaton::new(&Arc::new(compile("pattern", &rules, root).unwrap())))
}

#[test]
fn patterns_match_as_another_engine_does() {
    let patterns = [
        "^a+b*$",
        "^(a|b)c?$",
        "^[a-c\\d]{2,3}$",
        "^\\w+\\.\\w{2,}$",
        "^[^a\\s]*$",
        "^(?:ab){2}$",
        "^a.b$",
        "^$",
        "a",
        "^a",
        "b$",
        "^\\d{3}-\\d{4}$",
        "^[\\w.-]+@[a-c]+$",
        "^(a|bc)*?d$",
        "^[-a]+$",
        "^\\u0061\\x62\\n?$",
        "^é+[à-ü]$",
        "^\\S\\D\\W$",
        "^((a)|(b(c|)))+$",
        "(a|b){2}",
    ];
    let mut random = Random(4);
    let pieces =
        ["a", "b", "c", "d", "ab", "bc", "1", "2", ".", "-", "@", " ", "\n", "é", "ü", "_", "123-4567", "a.bc"];
    let (mut yes, mut no) = (0, 0);
    for pattern in patterns {
        let mut automaton = automaton(pattern).unwrap();
        let reference = fancy_regex::Regex::new(&pattern.replace('$', "\\z")).unwrap();
        for _ in 0..400 {
            let text: String = (0..random.below(6)).map(|_| *random.one(&pieces)).collect();
            // Where the other engine's `.` and `\w` mean more, the texts have none of it.
            if text.contains(['é', 'ü']) && pattern.contains("\\w") || text.contains('é') && pattern.contains("\\W")
            {
                continue;
            }
            let start = automaton.start();
            let end = lead(&mut automaton, start, text.as_bytes());
            let right = reference.is_match(&text).unwrap();
            assert_eq!(automaton.ends(end), right, "{pattern} {text:?}");
            *if right { &mut yes } else { &mut no } += 1;
        }
    }
    assert!(yes > 200 && no > 1000, "{yes} {no}");
}

#[test]
fn what_is_not_regular_is_refused_by_its_place() {
    for (pattern, part) in [
        ("^a(?=b)$", "character 3"),
        ("^(a)\\1$", "character 5, \"\\\\1$\": this escape is not done here"),
        ("^a\\b$", "this escape"),
        ("^\\p{L}$", "this escape"),
        ("a^b", "^ is read at the beginning"),
        ("a$b", "should end"),
        ("^a|b$", "put these in a group"),
        ("^(a", "not closed"),
        ("^a)$", "should end"),
        ("^[a$", "does not end"),
        ("^[z-a]$", "range"),
        ("^[\\d-z]$", "range"),
        ("^[]$", "no characters"),
        ("^*$", "nothing before it"),
        ("^a**$", "a repetition of a repetition"),
        ("^a{x}$", "begins no count"),
        ("^a{2,1}$", "at least more"),
        ("^a{1,999999999}$", "at most 100000"),
        ("^\\x4$", "digits"),
        ("a\\", "an escape of nothing"),
    ] {
        let message = automaton(pattern).err().unwrap_or_else(|| panic!("{pattern} was read"));
        assert!(message.contains(part), "{pattern}: {message}");
    }
    assert!(automaton(&"(".repeat(100_000)).err().unwrap().contains("groups within groups"));
}
