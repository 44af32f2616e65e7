//! The built-in world: seeded stories about people, animals, places and things that move and change hands, questions
//! about them with known answers, sums and spelling. It holds nobody else's text and writes any number of documents,
//! conversations and held-out questions, so that every stage can be shown and measured offline.
//!
//! It is made to be learned by a very small model in minutes: few words, ten plots, one way to ask and to answer each
//! thing. What it takes is looking up in the story, which a table of word frequencies cannot do.
//!
//! Text number `i` depends on the seed and `i` alone: any slice of the world can be made anywhere, in any order.

mod lexicon;
mod question;
mod schoolwork;
mod story;

pub use question::{Question, QuestionKind};
pub use story::Combination;

use nanollama_token::chat::Message;

use crate::conversation::Conversation;
use crate::rng::Rng;
use lexicon::{ANIMALS, COLOURS, NAMES, PLACES, RETELLINGS, THINGS, VERBS};
use story::Story;

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
        800
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
            0..30 => {
                let story = Story::for_training(&mut rng);
                let exercises = ask(&mut rng, &story, 5);
                lines(&mut rng, Some(&story.text), exercises)
            }
            30..50 => retold(&mut rng),
            50..85 => sung(&mut rng),
            85..93 => {
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
    /// as the reply, often with further questions; sums, spelling and small talk.
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
                let mut exercises = ask(&mut rng, &story, count);
                exercises[0].0 = format!("{}\n{}", story.text, exercises[0].0);
                exercises
            }
            78..86 => vec![schoolwork::arithmetic(&mut rng)],
            86..93 => vec![schoolwork::spelling(&mut rng)],
            _ => vec![schoolwork::small_talk(&mut rng)],
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
                let fact = &choose(&mut rng, &story, 1)[0];
                Question::new(&story.text, fact)
            })
            .collect()
    }

    fn rng(self, stream: Stream, number: u64) -> Rng {
        Rng::of(&[self.seed, stream as u64, number])
    }
}

/// A story, its beginning told once more in another order, and a question: to go on with a sentence one must find it again
/// by its first words, which is what answering takes.
fn retold(rng: &mut Rng) -> String {
    let story = Story::for_training(rng);
    let order = rng.distinct(3, 3);
    let again: Vec<&str> = order.into_iter().map(|i| story.beginnings[i].as_str()).collect();
    let told = format!("{}\n{} {}", story.text, rng.pick(&RETELLINGS), again.join(" "));
    let exercises = ask(rng, &story, 2);
    lines(rng, Some(&told), exercises)
}

/// A song of nonsense that one sings and another sings after, sometimes with its lines in another order: the plainest thing
/// that can be looked up, a word by the one two before it. Learning songs is what makes learning stories quick.
fn sung(rng: &mut Rng) -> String {
    let words: Vec<&str> = [&NAMES[..], &PLACES, &THINGS, &ANIMALS, &COLOURS].concat();
    let singers = rng.distinct(2, NAMES.len());
    let (first, again) = if rng.chance(30) {
        let count = 8 + rng.index(5);
        let song: Vec<&str> = rng.distinct(count, words.len()).into_iter().map(|i| words[i]).collect();
        (song.join(" and "), song.join(" and "))
    } else {
        let verb = rng.pick(&VERBS);
        let chosen = rng.distinct(12, words.len());
        let lines: Vec<String> =
            chosen.chunks_exact(2).map(|pair| format!("{} {verb} {}", words[pair[0]], words[pair[1]])).collect();
        let again: Vec<&str> = rng.distinct(lines.len(), lines.len()).into_iter().map(|i| lines[i].as_str()).collect();
        (lines.join(" and "), again.join(" and "))
    };
    format!("{} sang: {first}.\n{} sang it too: {again}.", NAMES[singers[0]], NAMES[singers[1]])
}

/// Up to `count` different facts of a story: first a kind, then one of its facts, so that kinds come up evenly.
fn choose(rng: &mut Rng, story: &Story, count: usize) -> Vec<question::Fact> {
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

/// Up to `count` questions about a story with their replies.
fn ask(rng: &mut Rng, story: &Story, count: usize) -> Vec<(String, String)> {
    choose(rng, story, count).into_iter().map(|fact| (fact.question.clone(), fact.reply())).collect()
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
