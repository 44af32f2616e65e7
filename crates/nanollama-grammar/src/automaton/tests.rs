use super::*;
use crate::characters::Characters;
use crate::compile::compile;
use crate::expr::{Expr, RuleId, Rules};
use crate::grammar::Grammar;
use crate::testing::{Random, accepts, begins, lead};

/// Where an expression may end in a text that begins at a place: the plain way, by what each expression means.
fn ends(rules: &Rules, expr: &Expr, text: &[char], at: usize) -> Vec<usize> {
    let mut found = match expr {
        Expr::Text(wanted) => {
            let wanted: Vec<char> = wanted.chars().collect();
            if text[at..].starts_with(&wanted) { vec![at + wanted.len()] } else { vec![] }
        }
        Expr::One(set) => text.get(at).filter(|next| set.contains(**next)).map(|_| at + 1).into_iter().collect(),
        Expr::Rule(id) => ends(rules, rules.body(*id).unwrap(), text, at),
        Expr::Sequence(parts) => parts.iter().fold(vec![at], |places, part| {
            let mut next: Vec<usize> = places.iter().flat_map(|&at| ends(rules, part, text, at)).collect();
            next.sort_unstable();
            next.dedup();
            next
        }),
        Expr::Choice(parts) => parts.iter().flat_map(|part| ends(rules, part, text, at)).collect(),
        Expr::Repeat { body, least, most } => {
            let mut all = Vec::new();
            let mut places = vec![at];
            // Beyond as many rounds as there are characters, and the least, nothing new comes.
            for round in 0..=(most.unwrap_or(u32::MAX)).min(least + text.len() as u32 + 1) {
                if round >= *least {
                    all.extend(&places);
                }
                places = places.iter().flat_map(|&at| ends(rules, body, text, at)).collect();
                places.sort_unstable();
                places.dedup();
            }
            all
        }
    };
    found.sort_unstable();
    found.dedup();
    found
}

const SETS: [&str; 5] = ["a", "ab", "bé", "é", "abé"];

/// An expression over `a`, `b` and `é`; rules that it names have greater numbers but for rare ones.
fn random_expr(random: &mut Random, depth: usize, rule: usize) -> Expr {
    if depth == 0 || random.chance(4) {
        return match random.below(4) {
            0 => Expr::text(*random.one(&["", "a", "b", "ab", "é", "aé"])),
            1 => {
                let set: &&str = random.one(&SETS);
                Expr::One(Characters::of(set))
            }
            2 => Expr::One(Characters::of("a").negated()),
            _ if random.chance(6) => Expr::Rule(RuleId(random.below(3))),
            _ => Expr::Rule(RuleId((rule + 1).min(3))),
        };
    }
    match random.below(3) {
        0 => Expr::sequence((0..random.below(4)).map(|_| random_expr(random, depth - 1, rule)).collect::<Vec<_>>()),
        1 => Expr::choice((0..1 + random.below(3)).map(|_| random_expr(random, depth - 1, rule)).collect::<Vec<_>>()),
        _ => {
            let (least, more) = (random.below(4) as u32, random.below(4) as u32);
            let most = if random.chance(2) { None } else { Some(least + more) };
            random_expr(random, depth - 1, rule).repeat(least, most)
        }
    }
}

/// Four random rules; the last is plain.
fn random_rules(random: &mut Random) -> Rules {
    let mut rules = Rules::default();
    for number in 0..4 {
        let id = rules.id("grammar", &format!("r{number}")).unwrap();
        let body = if number == 3 { Expr::text("b") } else { random_expr(random, 3, number) };
        rules.define(id, body);
    }
    rules
}

#[test]
fn it_accepts_what_the_rules_say() {
    let mut random = Random(1);
    let (mut grammars, mut yes, mut no) = (0, 0, 0);
    while grammars < 400 {
        let rules = random_rules(&mut random);
        let Ok(program) = compile("grammar", &rules, RuleId(0)) else { continue };
        grammars += 1;
        let mut automaton = Automaton::new(&Arc::new(program));
        for _ in 0..60 {
            let text: Vec<char> = (0..random.below(8)).map(|_| *random.one(&['a', 'b', 'é', 'x'])).collect();
            let whole: String = text.iter().collect();
            let start = automaton.start();
            let state = lead(&mut automaton, start, whole.as_bytes());
            let right = ends(&rules, rules.body(RuleId(0)).unwrap(), &text, 0).contains(&text.len());
            assert_eq!(automaton.ends(state), right, "{whole:?} {rules:?}");
            assert!(!automaton.is_broken());
            *if right { &mut yes } else { &mut no } += 1;
        }
    }
    assert!(yes > 1000 && no > 1000, "{yes} {no}");
}

#[test]
fn counts_are_counted_without_copies() {
    let grammar = Grammar::gbnf("root ::= (\"ab\"{2,3} | [0-9]{4999,5000})").unwrap();
    assert!(grammar.program().nodes.len() < 20);
    assert!(accepts(&grammar, "abab") && accepts(&grammar, "ababab"));
    assert!(!accepts(&grammar, "ab") && !begins(&grammar, "abababa"));
    let digits = "7".repeat(4_998);
    assert!(begins(&grammar, &digits) && !accepts(&grammar, &digits));
    assert!(accepts(&grammar, &format!("{digits}1")) && !begins(&grammar, &format!("{digits}123")));
    // Rounds that are empty count, and are no rounds.
    let grammar = Grammar::gbnf("root ::= (\"a\"?){3,100000} \"b\"").unwrap();
    assert!(accepts(&grammar, "b") && accepts(&grammar, "aaaab"));
}

#[test]
fn what_goes_too_deep_is_not_allowed_and_nothing_else() {
    let grammar = Grammar::gbnf("root ::= \"(\" root \")\" | \"x\"").unwrap();
    let depth = limits::DEPTH as usize;
    let nested = |depth: usize| format!("{}x{}", "(".repeat(depth), ")".repeat(depth));
    assert!(accepts(&grammar, &nested(depth)) && !begins(&grammar, &"(".repeat(depth + 2)));
    // What calls itself last needs no stack.
    let grammar = Grammar::gbnf("root ::= \"a\" root | \"b\"").unwrap();
    assert!(accepts(&grammar, &format!("{}b", "a".repeat(10 * depth))));
}

#[test]
fn renewing_forgets_what_is_of_no_use() {
    let grammar = Grammar::gbnf("root ::= \"(\" root \")\" root | [a-c]{0,50}").unwrap();
    let mut automaton = Automaton::new(grammar.program());
    let mut states = vec![automaton.start()];
    for byte in b"((abc)a(" {
        states.push(automaton.step(states[states.len() - 1], *byte));
    }
    states.drain(..6);
    let before = states.clone();
    let mut renewed = automaton.renewed(&mut states);
    assert!(renewed.states.len() < automaton.states.len() && renewed.cells < automaton.cells);
    for (&old, &new) in before.iter().zip(&states) {
        for text in ["", "a)", "))", ")b)c", "(())", "abca"] {
            let (old, new) = (lead(&mut automaton, old, text.as_bytes()), lead(&mut renewed, new, text.as_bytes()));
            assert_eq!((automaton.ends(old), old == DEAD), (renewed.ends(new), new == DEAD), "{text}");
            assert_eq!(automaton.first(old), renewed.first(new));
        }
    }
}

#[test]
fn what_may_be_read_in_too_many_ways_is_given_up() {
    // Every split of the letters into rounds is another place; the work has an end all the same.
    let grammar = Grammar::gbnf("root ::= (a b){50000}\na ::= \"x\"{0,90000}\nb ::= \"x\"{0,90000} \"y\"?").unwrap();
    let mut automaton = Automaton::new(grammar.program());
    let mut state = automaton.start();
    let mut steps = 0;
    while state != DEAD && steps < 5000 {
        automaton.rest();
        state = automaton.step(state, b'x');
        steps += 1;
        if automaton.is_full() {
            let mut kept = [state];
            automaton = automaton.renewed(&mut kept);
            state = kept[0];
        }
    }
    assert!(automaton.is_broken() && steps < 5000, "{steps}");
    assert!(automaton.cells < 2 * limits::CELLS);
}
