//! The built-in world: seeded stories about people, animals, places and things that move and change hands, questions
//! about them with known answers, sums and spelling. It holds nobody else's text and writes any number of documents,
//! conversations and held-out questions, so that every stage can be shown and measured offline.
//!
//! It is made to be learned by a very small model in minutes: few words, ten plots, one way to ask and to answer each
//! thing. What it takes is looking up in the story, which a table of word frequencies cannot do.
//!
//! Text number `i` depends on the seed and `i` alone: any slice of the world can be made anywhere, in any order.

mod cast;
mod combination;
mod fact;
mod kind;
mod lexicon;
mod question;
mod schoolwork;
mod skeleton;
mod story;

pub use combination::Combination;
pub use kind::QuestionKind;
pub use question::Question;

use nanollama_token::chat::Message;

use crate::conversation::Conversation;
use crate::rng::Rng;
use fact::Fact;
use lexicon::{ANIMALS, COLOURS, NAMES, PLACES, RELATIONS, THINGS};
use story::Story;

/// How often a story is told again.
const REPETITIONS: usize = 4;
/// Lines of a song, repetitions counted.
const SONG_LINES: usize = 24;

/// Which stream of texts a generator belongs to: documents, conversations and questions never share a story.
#[derive(Clone, Copy)]
enum Stream {
    Documents = 1,
    Conversations = 2,
    Questions = 3,
}

/// A seeded world.
#[derive(Clone, Copy, Debug)]
pub struct World {
    seed: u64,
}

impl World {
    /// The world of a seed.
    pub fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// A vocabulary size at which every word of the world becomes one token.
    pub fn vocabulary_hint() -> usize {
        848
    }

    /// The first `count` documents for pretraining: stories followed by questions and answers, stories told twice,
    /// songs, sums and spelling.
    pub fn documents(self, count: u64) -> impl Iterator<Item = String> + Clone {
        (0..count).map(move |number| self.document(number))
    }

    /// The document with this number.
    pub fn document(self, number: u64) -> String {
        let mut rng = self.rng(Stream::Documents, number);
        match rng.index(100) {
            0..3 => {
                let story = Story::for_training(&mut rng);
                let exercises = exercises(&mut rng, &story, 6);
                lines(&mut rng, Some(&story.text()), exercises)
            }
            3..20 => repeated_story(&mut rng),
            20..90 => song(&mut rng),
            90..95 => {
                let exercises = (0..4).map(|_| schoolwork::arithmetic(&mut rng)).collect();
                lines(&mut rng, None, exercises)
            }
            _ => {
                let exercises = (0..3).map(|_| schoolwork::spelling(&mut rng)).collect();
                lines(&mut rng, None, exercises)
            }
        }
    }

    /// The first `count` conversations for fine-tuning: a story and a question in the user's turn and a short sentence
    /// as the reply, often with further questions, often with a change of subject; sums, spelling and small talk.
    pub fn conversations(self, count: u64) -> Vec<Conversation> {
        (0..count).map(|number| self.conversation(number)).collect()
    }

    /// The conversation with this number.
    pub fn conversation(self, number: u64) -> Conversation {
        let mut rng = self.rng(Stream::Conversations, number);
        let mut exercises = match rng.index(100) {
            0..78 => {
                let story = Story::for_training(&mut rng);
                let count = 1 + rng.index(4);
                let mut exercises = exercises(&mut rng, &story, count);
                exercises[0].0 = format!("{}\n{}", story.text(), exercises[0].0);
                // People change the subject.
                if rng.chance(50) {
                    exercises.push(other_exercise(&mut rng));
                    exercises.extend(rng.chance(50).then(|| other_exercise(&mut rng)));
                }
                exercises
            }
            _ => (0..1 + rng.index(3)).map(|_| other_exercise(&mut rng)).collect(),
        };
        let messages = exercises
            .drain(..)
            .flat_map(|(question, reply)| [Message::new("user", question), Message::new("assistant", reply)])
            .collect();
        Conversation { messages }
    }

    /// `count` questions about combinations of name, place, thing and plot that no document and no conversation of any
    /// world has. Each names three choices of the right kind, so that guessing finds one in three.
    pub fn held_out_questions(self, count: u64) -> Vec<Question> {
        (0..count)
            .map(|number| {
                let mut rng = self.rng(Stream::Questions, number);
                let story = Story::held_out(&mut rng);
                let fact = &choose_facts(&mut rng, &story, 1)[0];
                Question::new(&story.text(), fact)
            })
            .collect()
    }

    /// Every sum of the world with its reply. They are all learned, so right answers show memory, not arithmetic.
    pub fn sums() -> impl Iterator<Item = (String, String)> {
        schoolwork::sums()
    }

    fn rng(self, stream: Stream, number: u64) -> Rng {
        Rng::of(&[self.seed, stream as u64, number])
    }
}

/// A story told again and again, its beginning in another order each time, and then every question. What follows a word is
/// new in every document and comes back many times within it: that, far more than a question at the end, is what
/// teaches a model to look back.
fn repeated_story(rng: &mut Rng) -> String {
    let mut story = Story::for_training(rng);
    let mut told = story.text();
    for _ in 0..REPETITIONS {
        story.reorder(rng);
        told.push(' ');
        told.push_str(&story.text());
    }
    let exercises = exercises(rng, &story, 6);
    lines(rng, Some(&told), exercises)
}

/// A song of nonsense, sung again and again with its lines in another order each time: the plainest thing that can be
/// looked up, a word by the one before it. Learning songs is what makes learning stories quick.
fn song(rng: &mut Rng) -> String {
    let words: Vec<&str> = [&NAMES[..], &PLACES, &THINGS, &ANIMALS, &COLOURS].concat();
    let count = 2 + rng.index(3);
    let chosen = rng.distinct(2 * count, words.len());
    let verbs = RELATIONS.as_flattened();
    let told = rng.distinct(count, verbs.len());
    let mut verse: Vec<String> = chosen
        .chunks_exact(2)
        .zip(told)
        .map(|(pair, verb)| format!("{} {} {}.", words[pair[0]], verbs[verb], words[pair[1]]))
        .collect();
    let mut song = format!("{} sang:", rng.pick(&NAMES));
    for time in 0..SONG_LINES / count {
        if time > 0 {
            rng.shuffle(&mut verse);
            song.push_str(" Again:");
        }
        song.push(' ');
        song.push_str(&verse.join(" "));
    }
    song
}

/// Up to `count` different facts of a story: first a kind, then one of its facts, so that kinds come up evenly.
fn choose_facts(rng: &mut Rng, story: &Story, count: usize) -> Vec<Fact> {
    let mut left = story.facts.clone();
    let mut chosen = Vec::with_capacity(count);
    while chosen.len() < count && !left.is_empty() {
        let kinds: Vec<QuestionKind> =
            QuestionKind::ALL.into_iter().filter(|kind| left.iter().any(|fact| fact.kind == *kind)).collect();
        let kind = kinds[rng.index(kinds.len())];
        let of_kind: Vec<usize> = (0..left.len()).filter(|i| left[*i].kind == kind).collect();
        chosen.push(left.swap_remove(of_kind[rng.index(of_kind.len())]));
    }
    chosen
}

/// A question that needs no story, and its reply.
fn other_exercise(rng: &mut Rng) -> (String, String) {
    match rng.index(3) {
        0 => schoolwork::arithmetic(rng),
        1 => schoolwork::spelling(rng),
        _ => schoolwork::small_talk(rng),
    }
}

/// Up to `count` questions about a story with their replies.
fn exercises(rng: &mut Rng, story: &Story, count: usize) -> Vec<(String, String)> {
    choose_facts(rng, story, count).into_iter().map(|fact| (fact.question.clone(), fact.reply())).collect()
}

/// A document of exercises, either with the labels of a school book or as bare lines, which look like the turns of a chat.
fn lines(rng: &mut Rng, story: Option<&str>, exercises: Vec<(String, String)>) -> String {
    let labelled = rng.chance(50);
    let mut document = Vec::with_capacity(2 * exercises.len() + 1);
    document.extend(story.map(str::to_owned));
    for (question, reply) in exercises {
        if labelled {
            document.push(format!("Question: {question} Answer: {reply}"));
        } else {
            document.extend([question, reply]);
        }
    }
    document.join("\n")
}

#[cfg(test)]
mod tests;
