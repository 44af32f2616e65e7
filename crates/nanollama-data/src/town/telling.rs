//! A plot told once: things that happen become sentences, joined as they go together. What somebody says is `speech.rs`.

use super::asking::position;
use super::cast::{Actor, Cast};
use super::line::{has, is_event, place_behind, points_back, tells_a_deed, tells_time, words};
use super::markup::{Form, Node, Reference};
use super::plot::{Beat, Line, Order, Plot, Relation, Season};
use super::teller::{Teller, Voice};
use super::trail::Fact;
use super::words::{capital, capitals, ended};
use crate::rng::Rng;

mod speech;

/// Words of a sentence that still takes another clause.
const LONG: usize = 13;
/// Percent of the things that may be left out and are told.
const TOLD: u64 = 60;
/// Words of a sentence that takes another with the same subject although it stands for itself.
const BRIEF: usize = 9;
/// Percent of such sentences that do.
const START_JOINED: u64 = 45;
/// Percent of the clauses with a place at their end that begin with it instead.
const PLACE_FIRST: u64 = 25;
/// Percent of the moments that are told as what something else follows at once.
const SOON: u64 = 25;
/// Percent of the moments that stand behind what happened then.
const WHEN_BEHIND: u64 = 40;

/// A telling: paragraphs of sentences.
pub(super) struct Telling<'p, 'c> {
    plot: &'p Plot,
    cast: &'c Cast,
    teller: Teller<'c>,
    mine: bool,
    season: Option<Season>,
    text: String,
    /// The sentence under way, without its full stop.
    sentence: String,
    /// The subject that the last clause began with.
    subject: Option<String>,
    /// The opener of the last thing that happened next.
    opener: &'static str,
    /// Who spoke last, and nothing has happened since.
    spoke: Option<usize>,
    /// Whether the sentence under way takes a clause: not behind a phrase of the stock, which stands for itself.
    joins: bool,
    /// Lines of the stock are told once.
    lines: Vec<&'p Line>,
    facts: Vec<&'p Fact>,
}

/// Tells a plot. `mine`: by its first role, as `I`. With the facts that it told, in its order.
pub(super) fn tell<'p>(plot: &'p Plot, cast: &Cast, mine: bool, rng: &mut Rng) -> (String, Vec<&'p Fact>) {
    let voice = Voice { narrator: mine.then_some(0), varies: plot.form == "story", ..Voice::default() };
    let season = (!plot.seasons.is_empty()).then(|| plot.seasons[rng.index(plot.seasons.len())]);
    let telling = Telling {
        plot,
        cast,
        teller: Teller::new(cast, voice),
        mine,
        season,
        text: String::new(),
        sentence: String::new(),
        subject: None,
        opener: "",
        spoke: None,
        joins: true,
        lines: Vec::new(),
        facts: Vec::new(),
    };
    telling.whole(rng)
}

/// A text told by `I` with the name of who tells it, if nobody in it says the name: in front or at the end.
pub(super) fn named(text: String, plot: &Plot, cast: &Cast, rng: &mut Rng) -> String {
    let Some((_, Actor::Person(person))) = cast.actors.first() else { return text };
    let asks = !plot.asks.is_empty() || rng.chance(50);
    if !asks || position(&text, person.name).is_some() {
        return text;
    }
    let name = person.name;
    match rng.index(5) {
        0 => format!("My name is {name}. {text}"),
        1 => format!("I am {name}, and this is what happened. {text}"),
        2 => format!("{name} is my name. {text}"),
        3 => format!("This is {name}'s story.\n{text}"),
        _ => format!("{text}\nThat is my story, and my name is {name}."),
    }
}

impl<'p> Telling<'p, '_> {
    fn whole(mut self, rng: &mut Rng) -> (String, Vec<&'p Fact>) {
        let told = in_order(self.plot, rng);
        let mut at = 0;
        while at < told.len() {
            let beat = told[at];
            at += 1;
            let Some(line) = self.choose(beat, rng) else { continue };
            match (&beat.relation, told.get(at)) {
                (Relation::When, Some(next)) if !matches!(next.relation, Relation::Say { .. } | Relation::Line) => {
                    self.when(line, next, rng);
                    at += 1;
                }
                (Relation::Say { speaker, to }, _) => self.speech(line, speaker, to.as_deref(), rng),
                (Relation::Line, _) => self.line(line, rng),
                (relation, _) => self.clause(relation, line, rng),
            }
            self.joins = !beat
                .wordings
                .iter()
                .any(|wording| wording.lines.len() > 1 && wording.lines.iter().any(|own| std::ptr::eq(own, line)));
        }
        self.close();
        (self.text.trim_end().to_owned(), self.facts)
    }

    /// The line by which a beat is told, if it has one for this telling.
    fn choose(&mut self, beat: &'p Beat, rng: &mut Rng) -> Option<&'p Line> {
        let fits = |line: &&'p Line| {
            line.mine.is_none_or(|only| only == self.mine)
                && line.season.is_none_or(|season| self.season == Some(season))
                && !self.lines.iter().any(|told| std::ptr::eq(*told, *line))
        };
        let fitting: Vec<Vec<&Line>> =
            beat.wordings.iter().map(|wording| wording.lines.iter().filter(fits).collect()).collect();
        let fitting: Vec<&Vec<&Line>> = fitting.iter().filter(|lines| !lines.is_empty()).collect();
        let lines = fitting.get(rng.index(fitting.len().max(1)))?;
        let line = lines[rng.index(lines.len())];
        self.lines.push(line);
        self.facts.extend(&beat.facts);
        Some(line)
    }

    fn line(&mut self, line: &Line, rng: &mut Rng) {
        self.close();
        self.teller.next_sentence();
        let speaks = matches!(line.nodes[..], [Node::Ref(_), Node::Text(ref text), ..] if text.starts_with(": "));
        let line = capital(&self.teller.say(&line.nodes, rng));
        // What somebody says in a dialogue begins like a sentence.
        let line = match line.split_once(": ").filter(|_| speaks) {
            Some((speaker, said)) => format!("{speaker}: {}", capital(said)),
            None => line,
        };
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.text.push_str(&line);
        self.text.push('\n');
    }

    fn clause(&mut self, relation: &Relation, line: &Line, rng: &mut Rng) {
        self.spoke = None;
        let short = self.joins && !self.sentence.is_empty() && self.sentence.split_whitespace().count() < LONG;
        let subject = Teller::opening_subject(&line.nodes).map(str::to_owned);
        // Only where nothing else was a subject in between.
        let same = subject.is_some()
            && subject == self.subject
            && subject.as_ref().is_some_and(|role| self.teller.is_actor(role))
            && !self.sentence.contains(", ");
        match relation {
            Relation::And | Relation::Then
                if short
                    && same
                    && (*relation == Relation::And || tells_a_deed(&self.sentence))
                    && rng.chance(if *relation == Relation::And { 85 } else { 30 }) =>
            {
                // The subject is not said again: she ran and fell.
                let said = self.teller.say_on(&line.nodes[1..], rng);
                let link = match relation {
                    Relation::Then => [" and then ", " and "][rng.index(2)],
                    _ => " and ",
                };
                self.sentence.push_str(link);
                self.sentence.push_str(&said);
            }
            Relation::Start
                if short && same && self.is_brief() && !has(&line.nodes, " and ") && rng.chance(START_JOINED) =>
            {
                let said = self.teller.say_on(&line.nodes[1..], rng);
                self.sentence.push_str(" and ");
                self.sentence.push_str(&said);
            }
            Relation::And if short && rng.chance(60) => self.join(", and ", line, rng),
            Relation::So if short && !self.sentence.contains(" so ") && rng.chance(60) => {
                let link = [", so ", ", so ", ", and so "][rng.index(3)];
                self.join(link, line, rng);
            }
            Relation::But if short && !self.sentence.contains(", but ") && rng.chance(60) => {
                self.join(", but ", line, rng);
            }
            Relation::Because if !self.sentence.is_empty() => {
                let link = [" because ", " because ", " because ", ", for "][rng.index(4)];
                self.join(link, line, rng);
            }
            _ => self.start(relation, line, rng),
        }
        self.subject = subject;
    }

    /// Whether the sentence under way is a short one that tells of one deed.
    fn is_brief(&self) -> bool {
        self.sentence.split_whitespace().count() < BRIEF
            && !self.sentence.contains(" and ")
            && tells_a_deed(&self.sentence)
    }

    /// A sentence of its own.
    fn start(&mut self, relation: &Relation, line: &Line, rng: &mut Rng) {
        let opener = match relation {
            Relation::Then => self.next_opener(line, rng),
            Relation::So => ["So ", "So ", ""][rng.index(3)],
            Relation::But => "But ",
            _ => "",
        };
        self.close();
        if *relation == Relation::Paragraph && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
            self.teller.next_paragraph();
        }
        self.teller.next_sentence();
        let place = place_behind(&line.nodes).filter(|_| opener.is_empty() && rng.chance(PLACE_FIRST));
        self.sentence = match place {
            Some((place, before)) => {
                let place = self.teller.say(std::slice::from_ref(place), rng);
                format!("{place} {}", self.teller.say(before, rng))
            }
            None => format!("{opener}{}", self.teller.say(&line.nodes, rng)),
        };
    }

    /// How what happens next begins: never twice the same way one after the other, and with nothing in front of a line that
    /// tells the time itself.
    fn next_opener(&mut self, line: &Line, rng: &mut Rng) -> &'static str {
        const OPENERS: [&str; 12] =
            ["Then ", "Then ", "Then ", "After that, ", "Soon ", "A moment later, ", "Next, ", "", "", "", "", ""];
        let begins_with_somebody = matches!(line.nodes.first(), Some(Node::Ref(_)));
        let opener = match OPENERS[rng.index(OPENERS.len())] {
            again if again == self.opener || tells_time(&line.nodes) => "",
            "Then " => "Then ",
            opener if begins_with_somebody => opener,
            _ => "",
        };
        self.opener = opener;
        opener
    }

    fn join(&mut self, link: &str, line: &Line, rng: &mut Rng) {
        let said = self.teller.say(&line.nodes, rng);
        self.sentence.push_str(link);
        self.sentence.push_str(&said);
    }

    /// What happened at the moment of the next thing: `When the bell rang, Nora ran home.`
    fn when(&mut self, line: &Line, next: &'p Beat, rng: &mut Rng) {
        self.close();
        self.spoke = None;
        self.teller.next_sentence();
        let Some(second) = self.choose(next, rng) else {
            self.sentence = self.teller.say(&line.nodes, rng);
            return;
        };
        let behind = self.is_old(&line.nodes)
            && !points_back(&second.nodes)
            && !has(&second.nodes, ",")
            && words(&second.nodes) < BRIEF
            && rng.chance(WHEN_BEHIND);
        self.sentence = if behind {
            let second = self.teller.say(&second.nodes, rng);
            format!("{second} when {}", self.teller.say(&line.nodes, rng))
        } else {
            let first = self.teller.say(&line.nodes, rng);
            let when = if is_event(&line.nodes) && rng.chance(SOON) { "As soon as" } else { "When" };
            format!("{when} {first}, {}", self.teller.say(&second.nodes, rng))
        };
        self.subject = if behind { None } else { Teller::opening_subject(&second.nodes).map(str::to_owned) };
    }

    /// Whether all whom a line names have been spoken of.
    fn is_old(&self, nodes: &[Node]) -> bool {
        nodes.iter().all(|node| match node {
            Node::Ref(reference) => self.teller.knows(&reference.role) && reference.form != Form::Intro,
            Node::Choice(ways) => ways.iter().all(|way| self.is_old(way)),
            Node::Text(_) | Node::Agree(_) => true,
        })
    }

    /// Ends the sentence under way.
    fn close(&mut self) {
        if self.sentence.is_empty() {
            return;
        }
        let sentence = ended(capitals(&std::mem::take(&mut self.sentence)), '.');
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
