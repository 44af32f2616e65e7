//! What every telling holds, whatever is drawn.

use std::collections::BTreeSet;

use super::words::article;
use super::*;

/// Tellings of each plot that are looked at.
const TELLINGS: u64 = 40;

fn each(mut look: impl FnMut(&str, &Telling)) {
    for (number, text) in plots::ALL.iter().enumerate() {
        let town =
            Town::of_plots(number as u64, &[text]).unwrap_or_else(|what| panic!("{}: {what}", plots::NAMES[number]));
        for telling in 0..TELLINGS {
            look(plots::NAMES[number], &town.telling(telling));
        }
    }
}

#[test]
fn every_plot_is_told_in_whole_sentences() {
    each(|name, telling| {
        let asked = telling.asked.iter().flat_map(|asked| [asked.question.as_str(), asked.answer.as_str()]);
        for text in telling.text.lines().chain(asked) {
            let wrong = |what: &str| panic!("{name}: {what}: {text}");
            if text.contains("  ") || text.contains(['{', '}', '<', '>', '|', '(', ')']) {
                wrong("marks or blanks are left over");
            }
            if text.matches('"').count() % 2 == 1 {
                wrong("a quotation is not closed");
            }
            if [" ,", " .", " ?", " !", "..", ",,", ",.", "?.", "!."].iter().any(|odd| text.contains(odd)) {
                wrong("marks stand where none can");
            }
            if text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase) {
                wrong("it begins with a small letter");
            }
        }
        for Question { question, answer, .. } in &telling.asked {
            assert!(question.ends_with('?') && answer.ends_with(['.', '!', '"']), "{name}: {question} {answer}");
        }
    });
}

#[test]
fn articles_fit_the_words_behind_them() {
    each(|name, telling| {
        let words: Vec<&str> = telling.text.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '-').collect();
        for pair in words.windows(2) {
            if matches!(pair[0], "a" | "an") && pair[1].len() > 1 {
                assert_eq!(pair[0], article(pair[1]), "{name}: {} {}: {}", pair[0], pair[1], telling.text);
            }
        }
    });
}

#[test]
fn i_tells_as_i_and_others_are_told_of() {
    each(|name, telling| {
        for odd in ["I was were", "he were ", "she were ", " me was ", "said she,", " I is ", " I has "] {
            assert!(!telling.text.contains(odd), "{name}: {odd}: {}", telling.text);
        }
    });
}

#[test]
fn a_text_depends_on_its_seed_and_number_alone() {
    let town = Town::new(3);
    assert_eq!(town.document(17), Town::new(3).document(17));
    assert_ne!(town.document(17), Town::new(4).document(17));
    let texts: BTreeSet<String> = (0..500).map(|number| town.document(number)).collect();
    assert!(texts.len() > 480, "{} of 500 differ", texts.len());
}

#[test]
fn conversations_take_turns_and_end_with_an_answer() {
    let town = Town::new(0);
    for number in 0..300 {
        let conversation = town.conversation(number);
        let roles: Vec<&str> = conversation.messages.iter().map(|message| message.role()).collect();
        assert!(roles.chunks(2).all(|turn| turn == ["user", "assistant"]), "{roles:?}");
    }
}

#[test]
fn many_words_are_used() {
    let town = Town::new(0);
    let mut words = BTreeSet::new();
    for number in 0..3000 {
        let text = town.document(number).to_lowercase();
        words.extend(
            text.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|word| !word.is_empty()).map(str::to_owned),
        );
    }
    println!("{} different words in 3,000 texts", words.len());
    assert!(words.len() > 2000, "{}", words.len());
}

const MIXED: &str = "title gifts
cast a: child
word w: nuts
beat line
first
beat mix line
one
beat with line
one more
beat mix line
two
beat maybe mix line
three
beat with line
three more
beat line
last";

#[test]
fn mixed_beats_are_told_in_every_order_and_what_belongs_to_one_stays_with_it() {
    let town = Town::of_plots(5, &[MIXED]).unwrap();
    let orders: BTreeSet<String> = (0..200).map(|number| town.telling(number).text.replace('\n', " ")).collect();
    let all = ["One One more", "Two", "Three Three more"];
    let mut expected = BTreeSet::from(["First One One more Two Last".into(), "First Two One One more Last".into()]);
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        expected.insert(format!("First {} Last", order.map(|at| all[at]).join(" ")));
    }
    assert_eq!(orders, expected);
    for (wrong, what) in [
        ("title x\nbeat line\none\nbeat with line\ntwo", "beat 2: no mixed beat stands before `with`"),
        ("title x\nbeat mix when\none", "line 2: `when` belongs to the beat behind it and cannot be mixed"),
    ] {
        assert_eq!(Town::of_plots(0, &[wrong]).err().unwrap(), format!("plot 0: {what}"));
    }
}
