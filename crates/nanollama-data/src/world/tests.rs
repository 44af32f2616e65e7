use std::collections::{HashMap, HashSet};

use super::lexicon::{ANIMALS, CLOSERS, COLOURS, NAMES, OPENERS, PLACES, RELATIONS, THINGS};
use nanollama_token::train::BpeTrainer;

use super::*;

/// A story's plot read off its text alone (every word of the lexicon replaced by its kind), and the names, places and
/// things in it. It knows nothing of how the generator counts combinations.
struct Reading {
    plot: String,
    names: HashSet<String>,
    places: HashSet<String>,
    things: HashSet<String>,
}

fn read(story: &str) -> Reading {
    let mut reading =
        Reading { plot: String::new(), names: HashSet::new(), places: HashSet::new(), things: HashSet::new() };
    let mut text = story.to_owned();
    for extra in OPENERS.iter().chain(&CLOSERS) {
        text = text.replace(extra, "");
    }
    for word in text.split(|c: char| !c.is_alphabetic()) {
        for (list, set) in
            [(&NAMES[..], &mut reading.names), (&PLACES[..], &mut reading.places), (&THINGS[..], &mut reading.things)]
        {
            if list.contains(&word) {
                set.insert(word.to_owned());
            }
        }
    }
    reading.plot = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
        .map(|w| match w {
            w if NAMES.contains(&w) => "NAME",
            w if PLACES.contains(&w) => "PLACE",
            w if THINGS.contains(&w) => "THING",
            w if COLOURS.contains(&w) => "COLOUR",
            w if ANIMALS.contains(&w) => "ANIMAL",
            // A relation's three words tell the same.
            w => RELATIONS.iter().find(|relation| relation.contains(&w)).map_or(w, |relation| relation[0]),
        })
        .collect::<Vec<_>>()
        .join(" ");
    reading
}

type Triple = (String, String, String, String);

fn triples(story: &str, into: &mut HashSet<Triple>) {
    let reading = read(story);
    for name in &reading.names {
        for place in &reading.places {
            for thing in &reading.things {
                into.insert((reading.plot.clone(), name.clone(), place.clone(), thing.clone()));
            }
        }
    }
}

/// A text's first line without what is told again: a story's opener comes before each telling.
fn first_telling(text: &str) -> &str {
    let line = text.lines().next().unwrap();
    let Some(opener) = OPENERS.iter().find(|opener| line.starts_with(**opener)) else { return line };
    line[opener.len()..].split(opener).next().unwrap()
}

fn is_story(line: &str) -> bool {
    let reading = read(line);
    reading.names.len() == 3 && reading.places.len() == 3 && reading.things.len() == 3
}

#[test]
fn held_out_questions_are_about_what_no_training_text_has() {
    let (training, asked) = (World::new(1), World::new(1));
    let mut seen = HashSet::new();
    let mut stories = 0;
    for document in training.documents(18_000) {
        let told = first_telling(&document);
        if is_story(told) {
            stories += 1;
            triples(told, &mut seen);
        }
    }
    for conversation in training.conversations(3_000) {
        let asked = conversation.messages[0].text();
        let told = first_telling(&asked);
        if is_story(told) {
            stories += 1;
            triples(told, &mut seen);
        }
    }
    assert!(stories > 5_000, "{stories} stories");
    let mut held_out = 0;
    for question in asked.held_out_questions(2_000) {
        let reading = read(&question.story);
        let Combination { name, place, thing, .. } = question.combination;
        assert!(reading.names.contains(name) && reading.places.contains(place) && reading.things.contains(thing));
        let key = (reading.plot, name.to_owned(), place.to_owned(), thing.to_owned());
        assert!(!seen.contains(&key), "{key:?} was trained on");
        held_out += 1;
    }
    assert_eq!(held_out, 2_000);
    // The reader does find a story's triples: otherwise the test above could not fail.
    let document = training.documents(100).find(|d| is_story(first_telling(d))).unwrap();
    let mut own = HashSet::new();
    triples(first_telling(&document), &mut own);
    assert!(own.len() == 27 && own.is_subset(&seen));
}

#[test]
fn hashes_of_all_training_combinations_avoid_the_held_out_ones() {
    let mut trained = HashSet::new();
    for number in 0..20_000 {
        let story = Story::for_training(&mut Rng::of(&[9, number]));
        trained.extend(story.combinations());
    }
    assert!(trained.iter().all(|c| !c.is_held_out()));
    let questions = World::new(2).held_out_questions(3_000);
    assert!(questions.iter().all(|q| q.combination.is_held_out() && !trained.contains(&q.combination)));
}

#[test]
fn the_same_seed_gives_the_same_world_and_another_seed_another() {
    let world = World::new(3);
    let first: Vec<String> = world.documents(50).collect();
    assert_eq!(first, world.documents(50).collect::<Vec<_>>());
    assert_ne!(first, World::new(4).documents(50).collect::<Vec<_>>());
    assert_eq!(world.document(17), first[17]);
    assert_eq!(world.held_out_questions(20), world.held_out_questions(20));
    // One document is written out here, so that a change of generator or platform is seen.
    assert_eq!(
        crate::rng::hash(&[first.concat().bytes().fold(0, |h, b| crate::rng::hash(&[h, u64::from(b)]))]),
        PINNED
    );
}

const PINNED: u64 = 4_095_874_746_828_865_135;

#[test]
fn every_answer_has_two_rivals_in_its_story_and_no_position_wins() {
    let questions = World::new(5).held_out_questions(6_000);
    let mut positions: HashMap<QuestionKind, [usize; 3]> = HashMap::new();
    for question in &questions {
        let words: HashSet<&str> = question.story.split(|c: char| !c.is_alphabetic()).collect();
        assert!(question.choices.iter().all(|c| words.contains(c)), "{question:?}");
        assert_eq!(question.choices.iter().collect::<HashSet<_>>().len(), 3);
        let right = question.choices.iter().position(|choice| *choice == question.answer).unwrap();
        assert!(!question.story.contains('?') && question.question.ends_with('?'));
        positions.entry(question.kind).or_default()[right] += 1;
    }
    assert_eq!(positions.len(), QuestionKind::ALL.len());
    for (kind, counts) in positions {
        let all: usize = counts.iter().sum();
        assert!(all > 250, "{kind:?} comes up {all} times");
        assert!(counts.iter().all(|c| c * 100 < all * 45), "{kind:?}: {counts:?}");
    }
}

#[test]
fn the_latest_state_is_the_answer() {
    for number in 0..4_000 {
        let story = Story::for_training(&mut Rng::of(&[11, number]));
        for fact in &story.facts {
            // Of a story's sentences about who or what is asked, the last one settles it.
            let told = format!(" {} ", fact.opening);
            let text = story.text();
            let Some((_, after)) = text.rsplit_once(&told) else { panic!("{told} is not in {text}") };
            assert!(after.starts_with(&format!("{}.", fact.answer)), "{}: {text}", fact.question);
        }
    }
}

#[test]
fn documents_repeat_themselves_and_stories_end_with_questions() {
    let documents: Vec<String> = World::new(6).documents(4_000).collect();
    let words = |text: &str| text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count();
    assert!(documents.iter().all(|d| words(d) <= 420), "{:?}", documents.iter().max_by_key(|d| words(d)));
    let (songs, stories): (Vec<&String>, Vec<&String>) =
        documents.iter().filter(|d| words(d) > 50).partition(|d| d.contains(" sang: "));
    assert!(songs.len() > 2_000 && stories.len() > 500, "{} songs, {} stories", songs.len(), stories.len());
    assert!(stories.iter().all(|d| d.matches('?').count() >= 4));
    for song in songs {
        let (_, sung) = song.split_once(": ").unwrap();
        let verses: Vec<HashSet<&str>> =
            sung.split(" Again: ").map(|verse| verse.split_inclusive('.').map(str::trim).collect()).collect();
        assert!(verses.len() >= 6 && verses.iter().all(|verse| *verse == verses[0]), "{song}");
    }
}

#[test]
fn conversations_alternate_and_end_with_the_assistant() {
    for conversation in World::new(7).conversations(500) {
        assert!(conversation.messages.len() >= 2 && conversation.messages.len().is_multiple_of(2));
        for (i, message) in conversation.messages.iter().enumerate() {
            assert_eq!(message.role(), if i % 2 == 0 { "user" } else { "assistant" });
            assert!(!message.text().is_empty());
        }
    }
}

#[test]
fn sums_are_right_and_the_exercises_are_among_them() {
    let all: HashMap<String, String> = World::sums().collect();
    assert_eq!(all.len(), 121 + 66);
    for (question, reply) in &all {
        let (asked, result) = reply.trim_end_matches('.').split_once(" = ").unwrap();
        assert_eq!(*question, format!("What is {asked}?"));
        let parts: Vec<&str> = asked.split(' ').collect();
        let [a, b] = [parts[0], parts[2]].map(|number| number.parse::<i32>().unwrap());
        assert_eq!(result.parse::<i32>().unwrap(), if parts[1] == "+" { a + b } else { a - b }, "{reply}");
    }
    let mut rng = Rng::new(4);
    for _ in 0..500 {
        let (question, reply) = schoolwork::arithmetic(&mut rng);
        assert_eq!(all.get(&question), Some(&reply));
    }
}

#[test]
fn at_the_hinted_vocabulary_words_are_tokens_and_documents_are_far_below_a_row() {
    let world = World::new(8);
    let documents: Vec<String> = world.documents(6_000).collect();
    let trained = BpeTrainer::new(World::vocabulary_hint()).train(&documents, &mut |_| {}).unwrap();
    assert_eq!(trained.missing, 0, "the hint asks for more merges than the world's words have");
    let length = |text: &str| trained.tokenizer.encode(text).len();
    for word in [&NAMES[..], &PLACES, &THINGS, &ANIMALS, &COLOURS, RELATIONS.as_flattened()].concat() {
        assert_eq!(length(&format!(" {word}")), 1, "{word}");
    }
    // Names begin lines and replies, where no space stands before them.
    assert!(NAMES.iter().all(|name| length(name) == 1));
    assert!(documents.iter().all(|document| length(document) + 2 < 512));
}
