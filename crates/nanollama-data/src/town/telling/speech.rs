//! What somebody says, in quotation marks: `"Where is it?" asked Nora.`

use super::{Form, Line, Node, Reference, Rng, Telling, Voice, capital};
use crate::town::words::{capitals, ended};

/// Percent of the speeches of several sentences that are broken after the first.
const BROKEN: u64 = 45;
/// Percent of the speeches that say how something was said.
const MANNER: u64 = 18;
/// Percent of the speeches that say to whom, where somebody is spoken to.
const TO_WHOM: u64 = 30;

impl Telling<'_, '_> {
    /// What somebody says, perhaps to somebody.
    pub(super) fn speech(&mut self, line: &Line, speaker: &str, to: Option<&str>, rng: &mut Rng) {
        self.close();
        self.teller.next_sentence();
        let outer = self.teller.voice.clone();
        let index = self.cast.index(speaker);
        let addressed = to.map(|to| self.cast.index(to));
        self.teller.voice = Voice { narrator: Some(index), addressed, ..Voice::default() };
        let said = ended(capitals(&self.teller.say(&line.nodes, rng)), '.');
        self.teller.voice = outer;
        let answers = self.spoke.is_some_and(|other| other != index);
        self.spoke = Some(index);
        let me = self.teller.voice.narrator == Some(index);
        let (first, rest) = first_sentence(&said);
        self.sentence = if rng.index(3) == 1 {
            // What is not asked at once is said.
            let opening = if said.ends_with('?') && !first.ends_with('?') { first } else { &said };
            let verb = verb_of(opening, false, rng);
            let tag = self.tag(speaker, rng);
            let how = match to {
                Some(to) if rng.chance(TO_WHOM) => self.addressing(verb, to, rng),
                _ => with_manner(verb.to_owned(), verb, rng),
            };
            format!("{tag} {how}, \"{said}\"")
        } else {
            let broken = !rest.is_empty() && rng.chance(BROKEN);
            let quoted = if broken { first } else { &said };
            let verb = verb_of(quoted, answers, rng);
            let quoted = quoted.strip_suffix('.').map_or(quoted.to_owned(), |said| format!("{said},"));
            let tag = self.tag(speaker, rng);
            // "Said she" is not how people talk.
            let bare = me || tag == "she" || tag == "he";
            let tag = if !bare && rng.chance(50) { format!("{verb} {tag}") } else { format!("{tag} {verb}") };
            let tag = with_manner(tag, verb, rng);
            if broken {
                format!("\"{quoted}\" {tag}. \"{rest}\"")
            } else {
                self.teller.tag(speaker);
                format!("\"{quoted}\" {tag}")
            }
        };
        // What was said has its capitals already.
        let sentence = ended(capital(&std::mem::take(&mut self.sentence)), '.');
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
        self.text.push_str(&sentence);
        self.subject = None;
    }

    fn tag(&mut self, speaker: &str, rng: &mut Rng) -> String {
        let plain = Node::Ref(Reference { role: speaker.to_owned(), form: Form::Plain });
        self.teller.say(&[plain], rng)
    }

    /// `said to Ben`, `asked him`, `turned to me and said`.
    fn addressing(&mut self, verb: &str, to: &str, rng: &mut Rng) -> String {
        let whom = Node::Ref(Reference { role: to.to_owned(), form: Form::Me });
        let whom = self.teller.say(&[whom], rng);
        match (verb, rng.index(3)) {
            (_, 0) => format!("turned to {whom} and {verb}"),
            (_, 1) => format!("looked at {whom} and {verb}"),
            ("asked", _) => format!("asked {whom}"),
            _ => format!("{verb} to {whom}"),
        }
    }
}

/// What is said up to the end of its first sentence, and the rest.
fn first_sentence(said: &str) -> (&str, &str) {
    let end = [". ", "! ", "? "].iter().filter_map(|end| said.find(end)).min();
    end.map_or((said, ""), |end| (&said[..=end], said[end + 1..].trim()))
}

/// A tag, sometimes with how it was said: in ways that go with whatever was said.
fn with_manner(tag: String, verb: &str, rng: &mut Rng) -> String {
    let ways: &[&str] = match verb {
        "said" => {
            &["quietly", "slowly", "after a moment", "in a low voice", "with a nod", "in a clear voice", "at last"]
        }
        "asked" => &["quietly", "after a moment", "in a low voice", "at once", "at last"],
        "answered" | "replied" => &["quietly", "after a moment", "at once", "with a nod", "without a pause"],
        _ => &["at once"],
    };
    if rng.chance(MANNER) { format!("{tag} {}", rng.pick(ways)) } else { tag }
}

fn verb_of(said: &str, answers: bool, rng: &mut Rng) -> &'static str {
    match said.chars().last() {
        Some('?') => "asked",
        Some('!') => ["cried", "called", "shouted"][rng.index(3)],
        _ if answers && rng.chance(50) => ["answered", "replied"][rng.index(2)],
        _ => "said",
    }
}
