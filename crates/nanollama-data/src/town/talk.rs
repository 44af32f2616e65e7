//! Talk: greetings, thanks, feelings, the weather, what the model is; what nothing tells, and that it is said; how somebody asks
//! for a text. The texts themselves are told elsewhere.

mod topic;
mod unknown;

use super::people::{Age, Person};
use super::phrases::{Gaps, Phrases, gaps};
use super::question::{Area, Question, Use};
use super::texts::text;
use crate::rng::Rng;
use topic::{Topic, say};
use unknown::Unknown;
pub use unknown::says_unknown;

/// What is asked and answered.
type Exchange = (String, String);

/// Percent of the talks that begin with a greeting.
const GREETED: u64 = 40;
/// Percent of the talks that end with thanks, and of those that end with a farewell.
const ENDED: u64 = 20;
/// Percent of the turns after which a topic goes on where it can.
const GOES_ON: u64 = 65;

/// What talk is made of.
pub(super) struct Talk {
    small: Vec<Topic>,
    unknown: Unknown,
    wishes: Phrases,
}

impl Talk {
    /// The talk of every town.
    pub(super) fn new() -> Talk {
        const READ: &str = "a test reads every file that is built in";
        Talk {
            small: Topic::all(text("talk/small.talk")).expect(READ),
            unknown: Unknown::new(),
            wishes: Phrases::parse(text("talk/wishes.txt")).expect(READ),
        }
    }

    /// A conversation of small talk or of things that nothing tells.
    pub(super) fn conversation(&self, people: &[Person], rng: &mut Rng) -> Vec<Exchange> {
        let mut said = Vec::new();
        if rng.chance(GREETED) {
            said.extend(self.chat("opening", people, rng));
        }
        if rng.chance(30) {
            said.extend((0..1 + rng.index(3)).map(|_| self.asked_in_vain(rng)));
        } else {
            for _ in 0..1 + rng.index(3) {
                said.extend(self.chat("", people, rng));
                if rng.chance(8) {
                    said.push(self.asked_in_vain(rng));
                }
            }
        }
        for place in ["thanks", "closing"] {
            if rng.chance(ENDED) {
                said.extend(self.chat(place, people, rng));
            }
        }
        said
    }

    /// What may stand before a conversation of any kind (`opening`), behind it (`thanks`, `closing`) or in it (nothing): a topic
    /// with one turn or more.
    pub(super) fn chat(&self, place: &str, people: &[Person], rng: &mut Rng) -> Vec<Exchange> {
        let topics: Vec<&Topic> = self.small.iter().filter(|topic| topic.place == place).collect();
        let topic = topics[rng.index(topics.len())];
        let children: Vec<&Person> = people.iter().filter(|person| person.age == Age::Child).collect();
        let mut gaps: Gaps = topic.draw(rng);
        gaps.insert("n".into(), children[rng.index(children.len())].name.into());
        let mut said = Vec::new();
        for turn in &topic.turns {
            if !said.is_empty() && !rng.chance(GOES_ON) {
                break;
            }
            said.push((say(&turn.asked, &gaps, rng), say(&turn.said, &gaps, rng)));
        }
        said
    }

    /// Something that nothing tells, and that it is not known.
    pub(super) fn asked_in_vain(&self, rng: &mut Rng) -> Exchange {
        let Question { question, answer, .. } = self.unknown.asked(Use::Practice, rng);
        (question, answer)
    }

    /// A question that nothing answers; `None` for other areas.
    pub(super) fn question(&self, area: Area, usage: Use, rng: &mut Rng) -> Option<Question> {
        (area == Area::Unknown).then(|| self.unknown.asked(usage, rng))
    }

    /// A question on what a text does not tell of one of these people, animals left out, whom it names. `None` where it might
    /// tell all that can be asked.
    pub(super) fn untold(&self, text: &str, people: &[&str], usage: Use, rng: &mut Rng) -> Option<Question> {
        self.unknown.untold(text, people, usage, rng)
    }

    /// How somebody asks for a text of a form (`story`, `riddle`, `rhyme`, `letter`, `recipe`, `notice`, `dialogue`, `list`), or
    /// for one `more`. `about` is a title as it is said: `the lost kite`. `None` for other forms.
    pub(super) fn wish(&self, form: &str, about: Option<&str>, rng: &mut Rng) -> Option<String> {
        let (list, gaps) = match about {
            Some(about) => (format!("{form} about"), gaps([("x", about)])),
            None => (form.to_owned(), Gaps::new()),
        };
        self.wishes.has(&list).then(|| self.wishes.sentence(&list, &gaps, rng))
    }
}

#[cfg(test)]
mod tests;
