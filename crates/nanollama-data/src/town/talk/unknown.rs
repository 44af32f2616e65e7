//! What nothing tells: questions on the wide world, on strangers, and on what a story leaves out; and how it is said that the
//! answer is not known.

use super::super::held_out::is_held_out;
use super::super::phrases::{Gaps, Phrases, fill, gaps};
use super::super::question::{Area, Question, Use};
use super::super::texts::text;
use super::super::words::capitals;
use super::topic::{Topic, Way, say};
use crate::rng::Rng;

/// One in so many topics, wordings and things is kept for the exam.
const HELD_OUT: u64 = 5;
/// Percent of the refusals that speak of the very thing.
const OWN: u64 = 40;

/// Words of which every refusal has some.
const NOT_KNOWN: [&str; 17] = [
    "do not know",
    "don't know",
    "does not know",
    "no idea",
    "does not say",
    "doesn't say",
    "does not tell",
    "doesn't tell",
    "do not tell",
    "not told",
    "says nothing",
    "nothing is said",
    "not in the story",
    "cannot tell you",
    "cannot say",
    "cannot tell.",
    "never heard of",
];

/// Whether a reply says that it does not know.
pub fn says_unknown(reply: &str) -> bool {
    let reply = reply.to_lowercase().replace('\u{2019}', "'");
    NOT_KNOWN.iter().any(|words| reply.contains(words))
}

/// Questions that nothing answers.
pub(super) struct Unknown {
    world: Vec<Topic>,
    untold: Vec<Topic>,
    refusals: Phrases,
}

impl Unknown {
    pub(super) fn new() -> Unknown {
        const READ: &str = "a test reads every file that is built in";
        Unknown {
            world: Topic::all(text("talk/unknown.talk")).expect(READ),
            untold: Topic::all(text("talk/untold.talk")).expect(READ),
            refusals: Phrases::parse(text("talk/refusals.txt")).expect(READ),
        }
    }

    /// A question on the wide world or a stranger, and an answer that does not know. Its form is what the exam keeps: the
    /// `topic`, the `wording` or the `thing`; `practice` if nothing is kept.
    pub(super) fn asked(&self, usage: Use, rng: &mut Rng) -> Question {
        loop {
            let topic = &self.world[rng.index(self.world.len())];
            let way = &topic.turns[0].asked[rng.index(topic.turns[0].asked.len())];
            let gaps = topic.draw(rng);
            let form = form(topic, way, &gaps);
            if (form == "practice") == (usage == Use::Practice) {
                let question = capitals(&fill(&way.nodes, &gaps, rng));
                let answer = self.refusal("refusal", topic, &gaps, rng);
                return not_known(form, None, question, answer);
            }
        }
    }

    /// A question on what a text does not tell of one of the people in it. `None` where it might tell all that can be asked.
    pub(super) fn untold(&self, text: &str, people: &[&str], usage: Use, rng: &mut Rng) -> Option<Question> {
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower.split(|letter: char| !letter.is_alphanumeric() && letter != '\'').collect();
        let named: Vec<&&str> = people.iter().filter(|name| words.contains(&name.to_lowercase().as_str())).collect();
        let fits = |topic: &&Topic| {
            topic.unless.iter().all(|word| !words.contains(&word.as_str()))
                && is_kept(&topic.name, "untold") == (usage == Use::Exam)
        };
        let topics: Vec<&Topic> = self.untold.iter().filter(fits).collect();
        if named.is_empty() || topics.is_empty() {
            return None;
        }
        let topic = topics[rng.index(topics.len())];
        let gaps = gaps([("n", named[rng.index(named.len())])]);
        let question = say(&topic.turns[0].asked, &gaps, rng);
        let answer = self.refusal("untold", topic, &gaps, rng);
        Some(not_known("untold", Some(text), question, answer))
    }

    fn refusal(&self, list: &str, topic: &Topic, gaps: &Gaps, rng: &mut Rng) -> String {
        let own = &topic.turns[0].said;
        if !own.is_empty() && rng.chance(OWN) {
            return say(own, gaps, rng);
        }
        self.refusals.sentence(list, &Gaps::new(), rng)
    }

    #[cfg(test)]
    pub(super) fn world(&self) -> &[Topic] {
        &self.world
    }
}

/// What of a question is kept for the exam.
fn form(topic: &Topic, way: &Way, gaps: &Gaps) -> &'static str {
    let thing = gaps.get("x").filter(|_| way.has("x"));
    if is_kept(&topic.name, "topic") {
        "topic"
    } else if is_kept(&format!("{}: {}", topic.name, way.line), "wording") {
        "wording"
    } else if thing.is_some_and(|thing| is_kept(&format!("{}: {thing}", topic.name), "thing")) {
        "thing"
    } else {
        "practice"
    }
}

fn is_kept(what: &str, kind: &str) -> bool {
    is_held_out(&format!("unknown {kind}"), what, HELD_OUT)
}

fn not_known(form: &str, text: Option<&str>, question: String, answer: String) -> Question {
    Question {
        area: Area::Unknown,
        form: form.into(),
        text: text.map(str::to_owned),
        question,
        answer,
        // What decides is `says_unknown`.
        value: "I do not know".into(),
        candidates: Vec::new(),
    }
}
