use super::*;
use crate::testing::{Random, vocabulary};

fn allowed(guide: &mut GrammarGuide) -> TokenSet {
    let mut set = TokenSet::none(guide.tokens.size());
    set.fill();
    guide.restrict(&mut set);
    set
}

#[test]
fn a_text_may_end_where_the_grammar_does_and_nothing_follows() {
    let (tokens, end) = vocabulary(&["yes", "no"]);
    let mut guide = GrammarGuide::new(&Grammar::gbnf("root ::= \"yes\" \"!\"?").unwrap(), &tokens);
    assert!(!guide.may_end() && !allowed(&mut guide).contains(end));
    assert!(allowed(&mut guide).contains(256) && !allowed(&mut guide).contains(257));
    // The control token before the last has no text.
    assert!(!allowed(&mut guide).contains(end - 1));
    guide.accept(256);
    let set = allowed(&mut guide);
    assert!(guide.may_end() && set.contains(end) && set.contains(u32::from(b'!')) && set.count() == 2);
    guide.accept(end);
    assert_eq!(allowed(&mut guide).count(), 0);
    assert_eq!(guide.fault(), None);
    guide.roll_back(1);
    assert_eq!(allowed(&mut guide), set);
    // What was appended against the grammar goes nowhere.
    guide.accept(257);
    assert_eq!(allowed(&mut guide).count(), 0);
}

#[test]
fn rolling_back_is_exact() {
    let (tokens, end) = vocabulary(&["a", "ab", "b", "((", "))", "é", "\u{e9}a"]);
    let grammar = Grammar::gbnf("root ::= \"(\" root \")\" root | [a-cé]{0,5}").unwrap();
    let mut guide = GrammarGuide::new(&grammar, &tokens);
    let mut random = Random(9);
    // What was allowed in each state that is kept.
    let mut masks = vec![allowed(&mut guide)];
    let mut longest = 0;
    for _ in 0..600 {
        longest = longest.max(masks.len());
        let last = &masks[masks.len() - 1];
        let choices: Vec<u32> = (0..tokens.size() as u32).filter(|&id| last.contains(id) && id != end).collect();
        if choices.is_empty() || random.chance(8) {
            let count = random.below(masks.len());
            guide.roll_back(count);
            masks.truncate(masks.len() - count);
            assert_eq!(allowed(&mut guide), masks[masks.len() - 1]);
        }
        if let Some(&choice) = choices.get(random.below(choices.len().max(1)))
            && masks[masks.len() - 1].contains(choice)
        {
            guide.accept(choice);
            masks.push(allowed(&mut guide));
        }
    }
    assert!(longest > 10, "{longest}");
    guide.roll_back(usize::MAX);
    assert_eq!(allowed(&mut guide), masks[0]);
}

#[test]
fn what_is_kept_has_an_end() {
    let (tokens, _) = vocabulary(&["a", "aa", "aaa"]);
    let mut guide = GrammarGuide::new(&Grammar::gbnf("root ::= \"a\"{100000}").unwrap(), &tokens);
    for _ in 0..3000 {
        assert_eq!(allowed(&mut guide).count(), 4);
        guide.accept(258);
    }
    let mask = tokens.size() / 8 + 64;
    assert!(guide.masks.len() * mask <= limits::MASKS + mask);
    let seen = guide.nodes_seen();
    // The same place again costs nothing.
    allowed(&mut guide);
    let before = guide.nodes_seen();
    allowed(&mut guide);
    assert!(guide.nodes_seen() == before && seen <= 3000 * 300);
}

#[test]
fn a_grammar_of_too_many_ways_says_so() {
    let (tokens, _) = vocabulary(&["x", "xx"]);
    let grammar = Grammar::gbnf("root ::= (a b){50000}\na ::= \"x\"{0,90000}\nb ::= \"x\"{0,90000} \"y\"?").unwrap();
    let mut guide = GrammarGuide::new(&grammar, &tokens);
    for _ in 0..4000 {
        if allowed(&mut guide).count() == 0 {
            break;
        }
        guide.accept(257);
    }
    assert!(guide.fault().is_some_and(|fault| fault.contains("too many ways")));
    assert_eq!(allowed(&mut guide).count(), 0);
}
