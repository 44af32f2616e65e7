//! A town in plain English: seeded stories, diary days, letters, notices, rhymes and riddles of people who live there, with
//! questions about them and their answers. All sentences are this project's own prose, written as plots (`town/plots`), each
//! told in many ways.
//!
//! Text number `i` depends on the seed and `i` alone: any slice of the town can be made anywhere, in any order.

mod almanac;
mod asking;
mod cast;
mod document;
mod facts;
mod held_out;
mod line;
mod markup;
mod pattern;
mod people;
mod phrases;
mod plot;
mod question;
mod relation;
mod relations;
mod school;
mod script;
mod stock;
mod talk;
mod teller;
mod telling;
mod texts;
mod trail;
mod words;

use std::ops::Range;

use nanollama_token::chat::Message;
use rayon::prelude::*;

use cast::Cast;
use people::{Age, Person};
use plot::Plot;
use school::School;
use talk::Talk;

pub use almanac::Almanac;
pub use document::Document;
pub use pattern::{Newness, Patterns, patterns};
pub use question::{Area, Question, Use};
pub use school::{last_number, words_to_spell};
pub use talk::says_unknown;

use crate::conversation::Conversation;
use crate::rng::Rng;

/// The town of a seed, and what can happen in it.
pub struct Town {
    seed: u64,
    people: Vec<Person>,
    plots: Vec<Plot>,
    almanac: Almanac,
    school: School,
    talk: Talk,
}

/// What somebody says, and what is answered.
type Exchange = (String, String);

/// Which stream of texts a telling belongs to. A cast (a plot with who and what plays in it) belongs to one of them by its
/// hash, so that none of them ever tells what happens in another one's story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stream {
    Documents = 11,
    Conversations = 12,
    Exam = 13,
}

impl Stream {
    fn of(hash: u64) -> Stream {
        match hash % 16 {
            0..9 => Stream::Documents,
            9..14 => Stream::Conversations,
            _ => Stream::Exam,
        }
    }
}

/// Tries at a cast of one plot before another plot is taken.
const TRIES: usize = 200;
/// Plots that are tried before a cast of another stream is taken.
const PLOTS_TRIED: usize = 50;

/// Percent of the stories that are told by their first role.
const TOLD_BY_I: u64 = 15;
/// Questions about one telling, at most: more would tell the story twice.
const ASKED: usize = 4;
/// Percent of the stories that ask about themselves.
const ASKING: u64 = 30;
/// Percent of the conversations about something that begin with a greeting.
const GREETED: u64 = 8;
/// Percent of the conversations about a story in which somebody asks for what it does not tell.
const UNTOLD: u64 = 35;
/// Percent of the wishes that say what the text shall be about.
const ABOUT: u64 = 70;

impl Town {
    /// The town of a seed, with all plots that are built in.
    pub fn new(seed: u64) -> Town {
        let plots: Vec<&str> = texts::of_kind("plots", "plot").map(|(_, text)| text).collect();
        Town::of_plots(seed, &plots).expect("a test reads all plots that are built in")
    }

    /// A town in which these plots happen.
    ///
    /// # Errors
    /// The number of a plot that cannot be read, from 0, its line and what is wrong with it.
    pub fn of_plots(seed: u64, texts: &[&str]) -> Result<Town, String> {
        let read =
            |(number, text): (usize, &&str)| script::parse(text).map_err(|what| format!("plot {number}: {what}"));
        let plots = texts.iter().enumerate().map(read).collect::<Result<Vec<_>, _>>()?;
        let people = people::people(seed);
        for (number, plot) in plots.iter().enumerate() {
            let mut rng = Rng::of(&[seed, number as u64]);
            if !(0..TRIES).any(|_| Cast::draw(plot, &people, &mut rng).is_some()) {
                return Err(format!(
                    "plot {number}: nobody in the town can play it, or a number always falls below zero"
                ));
            }
        }
        Ok(Town { seed, people, plots, almanac: Almanac::new(seed), school: School::new(), talk: Talk::new() })
    }

    /// The document with this number: something that happened, some with questions and answers behind it; a page of the
    /// almanac; schoolwork.
    pub fn document(&self, number: u64) -> Document {
        let mut rng = self.rng(Stream::Documents, number);
        match rng.below(100) {
            0..40 => self.story(&mut rng),
            40..88 => self.almanac.document(&mut rng),
            _ => self.school.document(&self.people, &mut rng),
        }
    }

    /// Documents in order, made side by side.
    pub fn documents(&self, numbers: Range<u64>) -> Vec<Document> {
        numbers.into_par_iter().map(|number| self.document(number)).collect()
    }

    /// Conversations in order, made side by side.
    pub fn conversations(&self, numbers: Range<u64>) -> Vec<Conversation> {
        numbers.into_par_iter().map(|number| self.conversation(number)).collect()
    }

    fn story(&self, rng: &mut Rng) -> Document {
        let mut telling = self.tell(Stream::Documents, rng);
        if telling.asked.is_empty() || !rng.chance(ASKING) {
            return Document { kind: telling.form, text: telling.text };
        }
        rng.shuffle(&mut telling.asked);
        telling.asked.truncate(ASKED);
        let lines = telling.asked.iter().map(|asked| format!("{} {}", asked.question, asked.answer));
        let text = format!("{}\n{}", telling.text, lines.collect::<Vec<_>>().join("\n"));
        Document { kind: telling.form, text }
    }

    /// The conversation with this number: about a story, about the town, over schoolwork, or about nothing much.
    pub fn conversation(&self, number: u64) -> Conversation {
        let mut rng = self.rng(Stream::Conversations, number);
        let kind = rng.below(100);
        let mut said = Vec::new();
        if kind < 87 && rng.chance(GREETED) {
            said.extend(self.talk.chat("opening", &self.people, &mut rng));
        }
        said.extend(match kind {
            0..24 => self.asked_about(&mut rng),
            24..34 => self.wished(&mut rng),
            34..74 => self.almanac.conversation(&mut rng),
            74..87 => self.school.conversation(&self.people, &mut rng),
            _ => self.talk.conversation(&self.people, &mut rng),
        });
        let turn = |(question, answer)| [Message::new("user", question), Message::new("assistant", answer)];
        Conversation { messages: said.into_iter().flat_map(turn).collect() }
    }

    /// Somebody tells a story and asks about it; some ask for what it does not tell.
    fn asked_about(&self, rng: &mut Rng) -> Vec<Exchange> {
        let telling = self.tell(Stream::Conversations, rng);
        let mut asked = telling.asked;
        rng.shuffle(&mut asked);
        asked.truncate(1 + rng.index(ASKED));
        // The refusals speak of a story.
        if telling.form == "story"
            && rng.chance(UNTOLD)
            && let Some(untold) = self.untold(&telling.text, Use::Practice, rng)
        {
            asked.insert(rng.index(asked.len() + 1), untold);
        }
        let mut said: Vec<Exchange> = asked.into_iter().map(|asked| (asked.question, asked.answer)).collect();
        match said.first_mut() {
            Some((first, _)) => *first = format!("{}\n{first}", telling.text),
            None => return self.wish(telling.title, telling.text, &telling.form, rng),
        }
        said
    }

    /// Somebody wants to hear something, and asks about it or wants more.
    fn wished(&self, rng: &mut Rng) -> Vec<Exchange> {
        let telling = self.tell(Stream::Conversations, rng);
        let mut asked: Vec<Exchange> = telling.asked.into_iter().map(|asked| (asked.question, asked.answer)).collect();
        rng.shuffle(&mut asked);
        asked.truncate(rng.index(3));
        let mut said = self.wish(telling.title, telling.text, &telling.form, rng);
        said.extend(asked);
        said
    }

    /// A wish for a text, which it gets.
    fn wish(&self, title: String, text: String, form: &str, rng: &mut Rng) -> Vec<Exchange> {
        let about = rng.chance(ABOUT).then_some(title.as_str());
        let wish = self.talk.wish(form, about, rng).or_else(|| self.talk.wish("story", Some(&title), rng));
        vec![(wish.expect("there are wishes for stories"), text)]
    }

    /// What a text does not tell of the people in it.
    fn untold(&self, text: &str, used: Use, rng: &mut Rng) -> Option<Question> {
        let people: Vec<&str> =
            self.people.iter().filter(|person| person.age != Age::Pet).map(|person| person.name).collect();
        self.talk.untold(text, &people, used, rng)
    }

    /// One telling, by its number, and what can be asked about it.
    pub fn telling(&self, number: u64) -> Telling {
        self.tell(Stream::Documents, &mut self.rng(Stream::Documents, number))
    }

    /// The question with this number. `None` where no plot of the town asks any of that area. Those of the exam are about casts
    /// that no document and no conversation has, or about what is held out of all texts.
    pub fn question(&self, area: Area, used: Use, number: u64) -> Option<Question> {
        let stream = match used {
            Use::Practice => Stream::Documents,
            Use::Exam => Stream::Exam,
        };
        let mut rng = Rng::of(&[self.seed, stream as u64, area as u64 + 1, number]);
        match area {
            Area::LookUp | Area::Plot => self.asked_of_a_story(area, stream, &mut rng),
            Area::KnownPhrasing | Area::NewPhrasing => self.almanac.question(area, used, &mut rng),
            Area::Sum | Area::Spelling => self.school.question(area, used, &self.people, &mut rng),
            Area::Unknown if rng.chance(50) => {
                let telling = self.tell(stream, &mut rng);
                self.untold(&telling.text, used, &mut rng).or_else(|| self.talk.question(area, used, &mut rng))
            }
            Area::Unknown => self.talk.question(area, used, &mut rng),
        }
    }

    fn asked_of_a_story(&self, area: Area, stream: Stream, rng: &mut Rng) -> Option<Question> {
        for _ in 0..TRIES {
            let telling = self.tell(stream, rng);
            let fits = |asked: &Question| asked.area == area && !asked.candidates.is_empty();
            let mut asked: Vec<Question> = telling.asked.into_iter().filter(fits).collect();
            if !asked.is_empty() {
                let asked = asked.swap_remove(rng.index(asked.len()));
                return Some(Question { text: Some(telling.text), ..asked });
            }
        }
        None
    }

    fn rng(&self, stream: Stream, number: u64) -> Rng {
        Rng::of(&[self.seed, stream as u64, number])
    }

    fn tell(&self, stream: Stream, rng: &mut Rng) -> Telling {
        let Told { plot, cast, text, .. } = self.told(stream, rng);
        let asked = asking::questions(plot, &cast, &text, rng);
        Telling { title: plot.title.clone(), form: plot.form.clone(), text, asked }
    }

    /// A cast of a stream's, and what is told of it.
    fn told(&self, stream: Stream, rng: &mut Rng) -> Told<'_> {
        let (plot, cast) = self.cast(stream, rng);
        let by_somebody = plot.roles.first().is_some_and(|role| matches!(role.kind, plot::Kind::Person(_)));
        let mine = plot.form == "story" && by_somebody && rng.chance(TOLD_BY_I);
        let (mut text, facts) = telling::tell(plot, &cast, mine, rng);
        if mine {
            text = telling::named(text, plot, &cast, rng);
        }
        Told { plot, cast, text, facts }
    }

    /// A plot and a cast of this stream's. Not every draw is one: a sum may fall below zero, nobody may have a dog, and many
    /// casts belong to another stream. In a town of a few plots with a single cast each, a stream may have none: then it
    /// takes another's.
    fn cast(&self, stream: Stream, rng: &mut Rng) -> (&Plot, Cast) {
        let mut spare = None;
        for attempt in 0.. {
            let plot = &self.plots[rng.index(self.plots.len())];
            for _ in 0..TRIES {
                match Cast::draw(plot, &self.people, rng) {
                    Some(cast) if Stream::of(cast.hash(&plot.title)) == stream => return (plot, cast),
                    cast => spare = cast.map(|cast| (plot, cast)).or(spare),
                }
            }
            if attempt >= PLOTS_TRIED
                && let Some(spare) = spare
            {
                return spare;
            }
        }
        unreachable!("a plot that can be cast was found when the town was made")
    }
}

/// A plot told with a cast, and the facts of its beats in the order in which they were told.
struct Told<'p> {
    plot: &'p Plot,
    cast: Cast,
    text: String,
    /// What the tests follow.
    #[cfg_attr(not(test), expect(dead_code))]
    facts: Vec<&'p trail::Fact>,
}

/// A text and what can be asked about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// What it is about: `the lost kite`.
    pub title: String,
    /// `story`, or what else it is: `letter`, `riddle`.
    pub form: String,
    /// The text, a paragraph or a verse a line.
    pub text: String,
    /// Questions and answers. Those with candidates have an answer that can be checked.
    pub asked: Vec<Question>,
}

#[cfg(test)]
mod tests;
