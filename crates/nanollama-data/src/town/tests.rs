//! What every telling holds, whatever is drawn.

use std::collections::BTreeSet;

use super::cast::Actor;
use super::words::article;
use super::*;

/// Tellings of each plot that are looked at.
const TELLINGS: u64 = 40;

fn each(mut look: impl FnMut(&str, &Telling)) {
    for (number, (name, text)) in texts::of_kind("plots", "plot").enumerate() {
        let town = Town::of_plots(number as u64, &[text]).unwrap_or_else(|what| panic!("{}: {what}", name));
        for telling in 0..TELLINGS {
            look(name, &town.telling(telling));
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
        // "In front of me was Nora" is right.
        let text = telling.text.replace(" of me was ", " ");
        for odd in ["I was were", "he were ", "she were ", " me was ", "said she,", " I is ", " I has "] {
            assert!(!text.contains(odd), "{name}: {odd}: {}", telling.text);
        }
    });
}

#[test]
fn a_text_depends_on_its_seed_and_number_alone() {
    let town = Town::new(3);
    assert_eq!(town.document(17), Town::new(3).document(17));
    assert_ne!(town.document(17), Town::new(4).document(17));
    let texts: BTreeSet<String> = (0..500).map(|number| town.document(number).text).collect();
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
        let text = town.document(number).text.to_lowercase();
        words.extend(
            text.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|word| !word.is_empty()).map(str::to_owned),
        );
    }
    println!("{} different words in 3,000 texts", words.len());
    assert!(words.len() > 2000, "{}", words.len());
}

const MIXED: &str = "title gifts
form list
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

#[test]
fn ten_thousand_stories_do_not_contradict_themselves() {
    let town = Town::new(0);
    let mut followed = 0;
    for number in 0..10_000 {
        let Told { plot, cast, text, facts } = town.told(Stream::Documents, &mut town.rng(Stream::Documents, number));
        let wrong = |what: &str| panic!("{}: {what}: {text}", plot.title);
        followed += facts.len();
        if let Err(what) = trail::follow(facts) {
            wrong(&what);
        }
        for (role, actor) in plot.roles.iter().zip(&cast.actors) {
            match (&role.kind, &actor.1) {
                (plot::Kind::Thing { adjectives, .. }, Actor::Thing { noun, adjective: Some(own), .. }) => {
                    for other in adjectives.iter().filter(|other| *other != own) {
                        let told = format!("{other} {noun}");
                        let is_another = cast.actors.iter().any(
                            |(_, actor)| matches!(actor, Actor::Thing { noun: n, adjective: Some(a), .. } if n == noun && a == other),
                        );
                        if !is_another && asking::position(&text, &told).is_some() {
                            wrong(&format!("a {own} {noun} is a {told}"));
                        }
                    }
                }
                (_, Actor::Person(person)) => {
                    let kind = person.trade.unwrap_or_default();
                    for coat in people::COATS.iter().filter(|coat| person.coat.is_some_and(|own| own != **coat)) {
                        for link in ["named", "called"] {
                            if text.contains(&format!("{coat} {kind} {link} {}", person.name)) {
                                wrong(&format!("{} is {coat}", person.name));
                            }
                        }
                    }
                    if let Some(what) = acts_on_itself(&text, person.name) {
                        wrong(&what);
                    }
                }
                _ => {}
            }
        }
        if let Some(what) = wrong_sum(&text) {
            wrong(&what);
        }
    }
    assert!(followed > 3_000, "{followed} facts");
}

/// Where somebody is named twice with a single word and no mark between: `Nora helped Nora`.
fn acts_on_itself(text: &str, name: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let found = words.windows(3).find(|three| {
        three[0] == name
            && !three[1].ends_with(['.', ',', '!', '?', '"', ':'])
            && three[2].trim_end_matches(['.', ',', '!', '?']) == name
    });
    found.map(|three| three.join(" "))
}

/// A sum in the words of a text that is wrong.
fn wrong_sum(text: &str) -> Option<String> {
    let value = |word: &str| (0..1000).find(|value| words::number(*value) == word).map(i64::from);
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphabetic() && c != '-').to_lowercase())
        .collect();
    let at = |index: usize| words.get(index).map(String::as_str).unwrap_or_default();
    for index in 0..words.len() {
        // One and one and one make three: the last two alone do not.
        if index > 0 && at(index - 1) == "and" {
            continue;
        }
        let (sum, is, found) = match (at(index + 1), at(index + 2)) {
            ("and", _) => {
                (value(at(index)).zip(value(at(index + 2))).map(|(a, b)| a + b), at(index + 3), at(index + 4))
            }
            ("plus", _) => {
                (value(at(index)).zip(value(at(index + 2))).map(|(a, b)| a + b), at(index + 3), at(index + 4))
            }
            ("minus", _) => {
                (value(at(index)).zip(value(at(index + 2))).map(|(a, b)| a - b), at(index + 3), at(index + 4))
            }
            ("times", _) => {
                (value(at(index)).zip(value(at(index + 2))).map(|(a, b)| a * b), at(index + 3), at(index + 4))
            }
            ("take", "away") => {
                (value(at(index)).zip(value(at(index + 3))).map(|(a, b)| a - b), at(index + 4), at(index + 5))
            }
            _ => continue,
        };
        if let Some(sum) = sum
            && matches!(is, "make" | "makes" | "made" | "is" | "leaves" | "left")
            && value(found).is_some_and(|found| found != sum)
        {
            return Some(words[index..(index + 6).min(words.len())].join(" "));
        }
    }
    None
}

#[test]
fn wrong_sums_and_people_who_act_on_themselves_are_found() {
    assert_eq!(wrong_sum("Two and three make five, and nine take away two leaves seven."), None);
    for wrong in ["two and three make six", "nine take away two left eight", "two times three is five"] {
        assert!(wrong_sum(wrong).is_some(), "{wrong}");
    }
    assert!(acts_on_itself("Then Nora helped Nora.", "Nora").is_some());
}

#[test]
fn questions_of_the_exam_are_about_casts_that_no_text_has() {
    let town = Town::new(0);
    let mut texts = BTreeSet::new();
    for number in 0..3_000 {
        for stream in [Stream::Documents, Stream::Conversations] {
            let Told { plot, cast, text, .. } = town.told(stream, &mut town.rng(stream, number));
            assert_eq!(Stream::of(cast.hash(&plot.title)), stream, "{text}");
            texts.insert(text);
        }
    }
    for number in 0..300 {
        for area in [Area::LookUp, Area::Plot] {
            let question = town.question(area, Use::Exam, number).expect("the built-in plots ask such questions");
            let text = question.text.as_ref().expect("it is about a text");
            assert!(!texts.contains(text), "{text}");
            let says = |line: &str, value: &str| asking::position(line, value).is_some();
            assert_eq!(question.area, area);
            assert!(question.candidates.len() >= if area == Area::LookUp { 4 } else { 2 }, "{question:?}");
            let mut own = question.candidates.clone();
            own.sort();
            own.dedup();
            assert_eq!(own.len(), question.candidates.len(), "{question:?}");
            let said: Vec<&String> = question.candidates.iter().filter(|value| says(&question.answer, value)).collect();
            assert_eq!(said, [&question.value], "{question:?}");
            assert!(!says(&question.question, &question.value), "{question:?}");
            if area == Area::LookUp {
                let places: Vec<usize> =
                    question.candidates.iter().map(|value| asking::position(text, value).unwrap()).collect();
                assert!(places.is_sorted(), "{question:?}");
            }
        }
    }
}

#[test]
fn who_tells_a_story_is_named_in_it_where_a_question_says_the_name() {
    let town = Town::new(1);
    let mut told_by_i = 0;
    for number in 0..3_000 {
        let telling = town.telling(number);
        for asked in &telling.asked {
            for person in &town.people {
                let named =
                    [&asked.question, &asked.answer].iter().any(|line| asking::position(line, person.name).is_some());
                assert!(
                    !named || asking::position(&telling.text, person.name).is_some(),
                    "{}: {asked:?}",
                    telling.text
                );
            }
        }
        told_by_i += usize::from(telling.text.contains("y name is "));
    }
    assert!(told_by_i > 30, "{told_by_i}");
}
