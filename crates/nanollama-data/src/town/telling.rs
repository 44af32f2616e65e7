//! A plot told once: things that happen become sentences, joined as they go together.

use super::cast::Cast;
use super::markup::{Form, Node, Reference};
use super::plot::{Ask, Beat, Order, Plot, Relation, Wording};
use super::teller::{Teller, Voice};
use super::words::{capital, sentences};
use crate::rng::Rng;

/// Words of a sentence that still takes another clause.
const LONG: usize = 13;
/// Percent of the things that may be left out and are told.
const TOLD: u64 = 60;

/// A telling: paragraphs of sentences.
pub(super) struct Telling<'a> {
    plot: &'a Plot,
    cast: &'a Cast,
    teller: Teller<'a>,
    text: String,
    /// The sentence under way, without its full stop.
    sentence: String,
    /// The subject that the last clause began with.
    subject: Option<String>,
}

/// Tells a plot. `mine`: by its first role, as `I`.
pub(super) fn tell(plot: &Plot, cast: &Cast, mine: bool, rng: &mut Rng) -> String {
    let voice = Voice { narrator: mine.then_some(0), ..Voice::default() };
    let teller = Teller::new(cast, voice);
    let telling = Telling { plot, cast, teller, text: String::new(), sentence: String::new(), subject: None };
    telling.whole(mine, rng)
}

/// A question about a telling and one of its answers: everybody by name.
pub(super) fn question(ask: &Ask, cast: &Cast, rng: &mut Rng) -> (String, String) {
    let voice = Voice { names_only: true, ..Voice::default() };
    let mut teller = Teller::new(cast, voice);
    let mut say = |ways: &[Vec<_>]| {
        let way = rng.index(ways.len());
        capital(&teller.say(&ways[way], rng))
    };
    let (asked, said) = (say(&ask.questions), say(&ask.answers));
    (ended(asked, '?'), ended(said, '.'))
}

fn ended(text: String, mark: char) -> String {
    if text.ends_with(['.', '?', '!', '"']) { text } else { format!("{text}{mark}") }
}

impl Telling<'_> {
    fn whole(mut self, mine: bool, rng: &mut Rng) -> String {
        let plot = self.plot;
        let told = in_order(plot, rng);
        let mut at = 0;
        while at < told.len() {
            let beat = told[at];
            let Some(wording) = choose(beat, mine, rng) else {
                at += 1;
                continue;
            };
            match (&beat.relation, told.get(at + 1)) {
                (Relation::When, Some(next)) if !matches!(next.relation, Relation::Say { .. } | Relation::Line) => {
                    self.when(wording, next, mine, rng);
                    at += 2;
                    continue;
                }
                (Relation::Say { speaker, to }, _) => self.speech(wording, speaker, to.as_deref(), rng),
                (Relation::Line, _) => {
                    self.close();
                    self.teller.next_sentence();
                    let line = capital(&self.teller.say(&wording.nodes, rng));
                    if !self.text.is_empty() && !self.text.ends_with('\n') {
                        self.text.push('\n');
                    }
                    self.text.push_str(&line);
                    self.text.push('\n');
                }
                (relation, _) => self.clause(relation, wording, rng),
            }
            at += 1;
        }
        self.close();
        self.text.trim_end().to_owned()
    }

    fn clause(&mut self, relation: &Relation, wording: &Wording, rng: &mut Rng) {
        let short = !self.sentence.is_empty() && self.sentence.split_whitespace().count() < LONG;
        let subject = Teller::opening_subject(&wording.nodes).map(str::to_owned);
        // Only where nothing else was a subject in between.
        let same = subject.is_some()
            && subject == self.subject
            && subject.as_ref().is_some_and(|role| self.teller.is_actor(role))
            && !self.sentence.contains(", ");
        match relation {
            Relation::And | Relation::Then
                if short && same && rng.chance(if *relation == Relation::And { 85 } else { 30 }) =>
            {
                // The subject is not said again: she ran and fell.
                let said = self.teller.say_on(&wording.nodes[1..], rng);
                let link = match relation {
                    Relation::Then => [" and then ", " and "][rng.index(2)],
                    _ => " and ",
                };
                self.sentence.push_str(link);
                self.sentence.push_str(&said);
            }
            Relation::And if short && rng.chance(60) => self.join(", and ", wording, rng),
            Relation::So if short && rng.chance(60) => self.join(", so ", wording, rng),
            Relation::But if short && !self.sentence.contains(", but ") && rng.chance(60) => {
                self.join(", but ", wording, rng);
            }
            Relation::Because if !self.sentence.is_empty() => self.join(" because ", wording, rng),
            _ => {
                let opener = match relation {
                    Relation::Then => ["Then ", "Then ", "After that, ", "", "", "", ""][rng.index(7)],
                    Relation::So => "So ",
                    Relation::But => "But ",
                    _ => "",
                };
                self.close();
                if *relation == Relation::Paragraph && !self.text.is_empty() && !self.text.ends_with('\n') {
                    self.text.push('\n');
                }
                self.teller.next_sentence();
                let said = self.teller.say(&wording.nodes, rng);
                self.sentence = format!("{opener}{said}");
            }
        }
        self.subject = subject;
    }

    fn join(&mut self, link: &str, wording: &Wording, rng: &mut Rng) {
        let said = self.teller.say(&wording.nodes, rng);
        self.sentence.push_str(link);
        self.sentence.push_str(&said);
    }

    /// What happened at the moment of the next thing: `When the bell rang, Nora ran home.`
    fn when(&mut self, wording: &Wording, next: &Beat, mine: bool, rng: &mut Rng) {
        self.close();
        self.teller.next_sentence();
        let first = self.teller.say(&wording.nodes, rng);
        let Some(wording) = choose(next, mine, rng) else {
            self.sentence = first;
            return;
        };
        let second = self.teller.say(&wording.nodes, rng);
        self.sentence = format!("When {first}, {second}");
        self.subject = Teller::opening_subject(&wording.nodes).map(str::to_owned);
    }

    /// `"Where is it?" asked Nora.`
    fn speech(&mut self, wording: &Wording, speaker: &str, to: Option<&str>, rng: &mut Rng) {
        self.close();
        self.teller.next_sentence();
        let outer = self.teller.voice.clone();
        let index = self.cast.index(speaker);
        let addressed = to.map(|to| self.cast.index(to));
        self.teller.voice = Voice { narrator: Some(index), addressed, names_only: false };
        let said = sentences(&self.teller.say(&wording.nodes, rng));
        self.teller.voice = outer;
        let said = ended(said, '.');
        let (verb, quoted) = match said.chars().last() {
            Some('?') => ("asked", said.clone()),
            Some('!') => (["cried", "called"][rng.index(2)], said.clone()),
            _ => ("said", said.strip_suffix('.').map_or(said.clone(), |said| format!("{said},"))),
        };
        let me = self.teller.voice.narrator == Some(index);
        let tag = self.tag(speaker, rng);
        // "Said she" is not how people talk.
        let bare = tag == "she" || tag == "he";
        let sentence = match rng.index(3) {
            0 if !me && !bare => format!("\"{quoted}\" {verb} {tag}"),
            1 => format!("{tag} {verb}, \"{said}\""),
            _ => format!("\"{quoted}\" {tag} {verb}"),
        };
        self.sentence = sentence;
        self.close();
        self.subject = None;
    }

    fn tag(&mut self, speaker: &str, rng: &mut Rng) -> String {
        let plain = Node::Ref(Reference { role: speaker.to_owned(), form: Form::Plain });
        self.teller.say(&[plain], rng)
    }

    /// Ends the sentence under way.
    fn close(&mut self) {
        if self.sentence.is_empty() {
            return;
        }
        let sentence = ended(capital(&std::mem::take(&mut self.sentence)), '.');
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
        self.text.push_str(&sentence);
    }
}

/// What is told, in the order in which it is told.
fn in_order<'p>(plot: &'p Plot, rng: &mut Rng) -> Vec<&'p Beat> {
    // A mixed beat with those that stay with it. What stays with one that is left out is left out, too.
    let mut mixed: Vec<Vec<&Beat>> = Vec::new();
    let mut told = Vec::new();
    for beat in &plot.beats {
        let left_out = beat.maybe && !rng.chance(TOLD);
        match beat.order {
            Order::Fixed => {
                rng.shuffle(&mut mixed);
                told.extend(mixed.drain(..).flatten());
                if !left_out {
                    told.push(beat);
                }
            }
            Order::Mix => mixed.push(if left_out { Vec::new() } else { vec![beat] }),
            Order::With => {
                if let Some(group) = mixed.last_mut().filter(|group| !group.is_empty() && !left_out) {
                    group.push(beat);
                }
            }
        }
    }
    rng.shuffle(&mut mixed);
    told.extend(mixed.into_iter().flatten());
    told
}

fn choose<'b>(beat: &'b Beat, mine: bool, rng: &mut Rng) -> Option<&'b Wording> {
    let fitting: Vec<&Wording> =
        beat.wordings.iter().filter(|wording| wording.mine.is_none_or(|only| only == mine)).collect();
    (!fitting.is_empty()).then(|| fitting[rng.index(fitting.len())])
}
