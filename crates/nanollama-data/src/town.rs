//! A town in plain English: seeded stories, diary days, letters, notices, rhymes and riddles of people who live there, with
//! questions about them and their answers. All sentences are this project's own prose, written as plots (`town/plots`), each
//! told in many ways.
//!
//! Text number `i` depends on the seed and `i` alone: any slice of the town can be made anywhere, in any order.

mod cast;
#[allow(dead_code)]
mod held_out;
mod markup;
mod pattern;
mod people;
#[allow(dead_code)]
mod phrases;
mod plot;
mod plots;
mod question;
#[allow(dead_code)]
pub mod school;
#[allow(dead_code)]
pub mod talk;
mod teller;
mod telling;
mod words;

use nanollama_token::chat::Message;

use cast::Cast;
use people::Person;
use plot::Plot;

pub use pattern::{Newness, Patterns, patterns};
pub use question::{Area, Question, Use};

use crate::conversation::Conversation;
use crate::rng::Rng;

/// The town of a seed, and what can happen in it.
pub struct Town {
    seed: u64,
    people: Vec<Person>,
    plots: Vec<Plot>,
}

/// Which stream of texts a telling belongs to: documents and conversations never share one.
#[derive(Clone, Copy)]
enum Stream {
    Documents = 11,
    Conversations = 12,
}

/// Percent of the stories that are told by their first role.
const TOLD_BY_I: u64 = 15;
/// Percent of the documents that ask about themselves.
const ASKING: u64 = 30;

impl Town {
    /// The town of a seed, with all plots that are built in.
    pub fn new(seed: u64) -> Town {
        Town::of_plots(seed, plots::ALL).expect("a test reads all plots that are built in")
    }

    /// A town in which these plots happen.
    ///
    /// # Errors
    /// The number of a plot that cannot be read, from 0, its line and what is wrong with it.
    pub fn of_plots(seed: u64, texts: &[&str]) -> Result<Town, String> {
        let read = |(number, text): (usize, &&str)| plot::parse(text).map_err(|what| format!("plot {number}: {what}"));
        let plots = texts.iter().enumerate().map(read).collect::<Result<_, _>>()?;
        Ok(Town { seed, people: people::people(seed), plots })
    }

    /// The document with this number: a telling, some with questions and answers behind it.
    pub fn document(&self, number: u64) -> String {
        let mut rng = self.rng(Stream::Documents, number);
        let telling = self.tell(&mut rng);
        if telling.asked.is_empty() || !rng.chance(ASKING) {
            return telling.text;
        }
        let lines = telling.asked.iter().map(|(question, answer)| format!("{question} {answer}"));
        format!("{}\n{}", telling.text, lines.collect::<Vec<_>>().join("\n"))
    }

    /// The conversation with this number: somebody tells something and asks about it, or wants to hear a story.
    pub fn conversation(&self, number: u64) -> Conversation {
        let mut rng = self.rng(Stream::Conversations, number);
        let telling = self.tell(&mut rng);
        let mut said = Vec::new();
        let mut asked = telling.asked;
        rng.shuffle(&mut asked);
        if asked.is_empty() || rng.chance(25) {
            let wish = rng.pick(&[
                "Tell me about",
                "Can you tell me about",
                "I would like to hear about",
                "Please tell me about",
            ]);
            let mark = if wish.starts_with("Can") { '?' } else { '.' };
            said.push((format!("{wish} {}{mark}", telling.title), telling.text));
            said.extend(asked.into_iter().take(2));
        } else {
            let count = 1 + rng.index(asked.len());
            let mut asked = asked.into_iter().take(count);
            let first = asked.next().expect("there is one");
            said.push((format!("{}\n{}", telling.text, first.0), first.1));
            said.extend(asked);
        }
        let turn = |(question, answer)| [Message::new("user", question), Message::new("assistant", answer)];
        Conversation { messages: said.into_iter().flat_map(turn).collect() }
    }

    /// One telling, by its number, and what can be asked about it.
    pub fn telling(&self, number: u64) -> Telling {
        self.tell(&mut self.rng(Stream::Documents, number))
    }

    fn rng(&self, stream: Stream, number: u64) -> Rng {
        Rng::of(&[self.seed, stream as u64, number])
    }

    fn tell(&self, rng: &mut Rng) -> Telling {
        // A cast is not always found: a sum may fall below zero.
        let (plot, cast) = loop {
            let plot = &self.plots[rng.index(self.plots.len())];
            if let Some(cast) = Cast::draw(plot, &self.people, rng) {
                break (plot, cast);
            }
        };
        let by_somebody = plot.roles.first().is_some_and(|role| matches!(role.kind, plot::Kind::Person(_)));
        let mine = plot.form == "story" && by_somebody && rng.chance(TOLD_BY_I);
        let text = telling::tell(plot, &cast, mine, rng);
        let asked = plot.asks.iter().map(|ask| telling::question(ask, &cast, rng)).collect();
        Telling { title: plot.title.clone(), text, asked }
    }
}

/// A text and what can be asked about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// What it is about: `the lost kite`.
    pub title: String,
    /// The text, a paragraph or a verse a line.
    pub text: String,
    /// Questions and answers.
    pub asked: Vec<(String, String)>,
}

#[cfg(test)]
mod tests;
