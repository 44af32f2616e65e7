//! What talk says, and what it must not.

use std::collections::BTreeSet;

use super::super::markup::Node;
use super::super::people;
use super::*;

const TALKS: u64 = 10_000;

fn talks() -> impl Iterator<Item = Vec<Exchange>> {
    let (talk, people) = (Talk::new(), people::people(0));
    (0..TALKS).map(move |number| talk.conversation(&people, &mut Rng::of(&[5, number])))
}

/// In how many ways a line can be said, gaps aside.
fn ways(nodes: &[Node]) -> usize {
    let of = |node: &Node| match node {
        Node::Choice(choice) => choice.iter().map(|way| ways(way)).sum(),
        _ => 1,
    };
    nodes.iter().map(of).product()
}

#[test]
fn there_are_many_topics_asked_and_answered_in_many_ways() {
    let talk = Talk::new();
    assert!(talk.small.len() >= 60, "{}", talk.small.len());
    for topic in &talk.small {
        for turn in &topic.turns {
            let count = |lines: &[topic::Way]| lines.iter().map(|line| ways(&line.nodes)).sum::<usize>();
            let (asked, said) = (count(&turn.asked), count(&turn.said));
            assert!(asked >= 5 && said >= 4, "{}: asked in {asked} ways, answered in {said}", topic.name);
        }
    }
    for place in ["opening", "thanks", "closing", ""] {
        assert!(talk.small.iter().any(|topic| topic.place == place), "{place}");
    }
}

#[test]
fn small_talk_knows_and_refusals_do_not() {
    let (talk, people) = (Talk::new(), people::people(0));
    for number in 0..TALKS {
        let mut rng = Rng::of(&[6, number]);
        for place in ["opening", "thanks", "closing", ""] {
            for (asked, said) in talk.chat(place, &people, &mut rng) {
                assert!(!says_unknown(&said), "{asked} {said}");
            }
        }
        for usage in [Use::Practice, Use::Exam] {
            let question = talk.question(Area::Unknown, usage, &mut rng).unwrap();
            assert!(says_unknown(&question.answer), "{question:?}");
            assert_eq!(question.form == "practice", usage == Use::Practice);
        }
    }
    assert!(says_unknown("Sorry, I don\u{2019}t know.") && !says_unknown("Nora knows the answer."));
}

#[test]
fn what_the_exam_keeps_is_in_no_talk() {
    let talk = Talk::new();
    let mut kept = BTreeSet::new();
    let mut forms = std::collections::BTreeMap::new();
    for number in 0..TALKS {
        let question = talk.question(Area::Unknown, Use::Exam, &mut Rng::of(&[9, number])).unwrap();
        *forms.entry(question.form.clone()).or_insert(0) += 1;
        kept.insert(question.question);
    }
    for form in ["topic", "wording", "thing"] {
        assert!(forms.get(form).is_some_and(|count| *count > 500), "{forms:?}");
    }
    assert!(kept.len() > 500, "{}", kept.len());
    let mut said = BTreeSet::new();
    for (asked, _) in talks().flatten() {
        assert!(!kept.contains(&asked), "{asked}");
        said.insert(asked);
    }
    for topic in talk.unknown.world() {
        let mut rng = Rng::new(1);
        let asked = |rng: &mut Rng| say(&topic.turns[0].asked, &topic.draw(rng), rng);
        let found = (0..300).map(|_| asked(&mut rng)).filter(|question| said.contains(question)).count();
        let all = (0..300).map(|_| asked(&mut rng)).filter(|question| kept.contains(question)).count();
        assert!(found > 30 || all > 200, "{}: {found} of 300 are in talks, {all} in exams", topic.name);
    }
}

#[test]
fn talk_is_written_in_whole_sentences() {
    for (asked, said) in talks().flatten() {
        for text in [&asked, &said] {
            let wrong = |what: &str| panic!("{what}: {text}");
            if text.contains("  ") || text.contains(['{', '}', '<', '>', '|', '(', ')']) {
                wrong("marks or blanks are left over");
            }
            if [" ,", " .", " ?", " !", "..", ",,", ",.", "?.", "!."].iter().any(|odd| text.contains(odd)) {
                wrong("marks stand where none can");
            }
            if text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase) {
                wrong("it begins with a small letter");
            }
            if !text.ends_with(['.', '!', '?']) {
                wrong("it does not end");
            }
            if text.contains(" i ") || text.contains(" i'") {
                wrong("I is small");
            }
        }
    }
}

#[test]
fn only_what_a_text_leaves_out_is_asked() {
    let talk = Talk::new();
    let text = "Nora ate her porridge and put on her red boots. Then Tom came in, and they read a book.";
    let people = ["Nora", "Tom", "Ben"];
    let mut seen = BTreeSet::new();
    for number in 0..500 {
        for usage in [Use::Practice, Use::Exam] {
            let asked = talk.untold(text, &people, usage, &mut Rng::of(&[10, number]));
            let Some(asked) = asked else { continue };
            let lower = asked.question.to_lowercase();
            assert!(!["breakfast", "shoes", "book", "read", "ben"].iter().any(|word| lower.contains(word)), "{lower}");
            assert!(says_unknown(&asked.answer), "{asked:?}");
            seen.insert((usage == Use::Exam, lower));
        }
    }
    assert!(seen.iter().any(|(exam, _)| *exam) && seen.iter().any(|(exam, _)| !*exam), "{seen:?}");
    let (practice, exam): (BTreeSet<_>, BTreeSet<_>) = seen.into_iter().partition(|(exam, _)| !*exam);
    assert!(practice.iter().all(|(_, asked)| exam.iter().all(|(_, other)| asked != other)));
    assert!(talk.untold(text, &["Ben"], Use::Practice, &mut Rng::new(0)).is_none());
}

#[test]
fn texts_are_wished_for_in_their_forms() {
    let (talk, mut rng) = (Talk::new(), Rng::new(3));
    for form in ["story", "riddle", "rhyme", "letter", "recipe", "notice", "dialogue", "list"] {
        let about = talk.wish(form, Some("the lost kite"), &mut rng).unwrap();
        assert!(about.contains("the lost kite"), "{about}");
        assert!(talk.wish(form, None, &mut rng).is_some(), "{form}");
    }
    assert!(talk.wish("more", None, &mut rng).is_some() && talk.wish("sonnet", None, &mut rng).is_none());
}

/// Prints talks for eyes: `cargo test -p nanollama-data talk_to_read -- --ignored --nocapture`.
#[test]
#[ignore = "prints, and asserts nothing"]
fn talk_to_read() {
    for said in talks().take(120) {
        println!("==");
        for (asked, answered) in said {
            println!("> {asked}\n< {answered}");
        }
    }
    let talk = Talk::new();
    for number in 0..60 {
        let exam = talk.question(Area::Unknown, Use::Exam, &mut Rng::of(&[11, number])).unwrap();
        println!("exam {}: {} {}", exam.form, exam.question, exam.answer);
        let text = "Nora and Tom went to the river.";
        if let Some(asked) = talk.untold(text, &["Nora", "Tom"], Use::Practice, &mut Rng::of(&[12, number])) {
            println!("untold: {} {}", asked.question, asked.answer);
        }
    }
}
