//! Says one line of a plot: who is who by name or pronoun, what has been mentioned, which verb goes with the subject.

use std::collections::BTreeSet;

use super::cast::{Actor, Cast};
use super::markup::{Agree, Form, Node, Reference};
use super::people::{Age, Person, Sex};
use super::words::{article, number, plural, third_person};
use crate::rng::Rng;

/// Who tells, and who is spoken to.
#[derive(Clone, Debug, Default)]
pub(super) struct Voice {
    /// Says `I`.
    pub(super) narrator: Option<usize>,
    /// Is `you`.
    pub(super) addressed: Option<usize>,
    /// Nobody gets a pronoun.
    pub(super) names_only: bool,
    /// Whoever is known may be called `the girl` or `the baker` at the beginning of a sentence, or by name once more.
    pub(super) varies: bool,
}

/// What the verb behind a subject has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    I,
    One,
    Many,
}

/// Percent of the sentences whose subject is named although a pronoun would do.
const NAMED_AGAIN: u64 = 20;
/// Percent of the sentences whose subject is called `the girl`.
const BY_NOUN: u64 = 10;

/// What has been said so far.
pub(super) struct Teller<'a> {
    cast: &'a Cast,
    pub(super) voice: Voice,
    /// Roles that were mentioned.
    known: BTreeSet<usize>,
    /// Who of each sex was mentioned last, and in which sentence.
    last: [Option<(usize, usize)>; 2],
    /// Sentences in which each person was mentioned last.
    seen: Vec<Option<usize>>,
    sentence: usize,
    subject: Subject,
    /// The person who was the subject last.
    actor: Option<usize>,
    /// Whose name stands behind what was said, and in which sentence.
    tagged: Option<(usize, usize)>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(cast: &'a Cast, voice: Voice) -> Self {
        let seen = vec![None; cast.actors.len()];
        Teller {
            cast,
            voice,
            known: BTreeSet::new(),
            last: [None; 2],
            seen,
            sentence: 0,
            subject: Subject::One,
            actor: None,
            tagged: None,
        }
    }

    /// The sentence ends with who spoke.
    pub(super) fn tag(&mut self, role: &str) {
        self.tagged = Some((self.cast.index(role), self.sentence));
    }

    /// Whether somebody was named at the end of the sentence before this one.
    fn was_tagged(&self, index: usize) -> bool {
        self.tagged.is_some_and(|(tagged, at)| tagged == index && at + 1 == self.sentence)
    }

    /// Whether a role was mentioned.
    pub(super) fn knows(&self, role: &str) -> bool {
        self.known.contains(&self.cast.index(role))
    }

    /// The next sentence begins.
    pub(super) fn next_sentence(&mut self) {
        self.sentence += 1;
    }

    /// A paragraph begins: everybody is named anew.
    pub(super) fn next_paragraph(&mut self) {
        self.last = [None; 2];
        self.seen.fill(None);
        self.actor = None;
    }

    /// Whether a role was the last person to be a subject.
    pub(super) fn is_actor(&self, role: &str) -> bool {
        self.actor == Some(self.cast.index(role))
    }

    /// Says a line whose subject, a role that was the last one, is left out.
    pub(super) fn say_on(&mut self, nodes: &[Node], rng: &mut Rng) -> String {
        self.subject = if self.actor == self.voice.narrator { Subject::I } else { Subject::One };
        self.say(nodes, rng)
    }

    /// Says a line, without its capital and its full stop.
    pub(super) fn say(&mut self, nodes: &[Node], rng: &mut Rng) -> String {
        let mut text = String::new();
        self.write(nodes, rng, &mut text);
        let text = tidy(&text);
        if self.voice.narrator.is_some() { others_first(&text) } else { text }
    }

    fn write(&mut self, nodes: &[Node], rng: &mut Rng, text: &mut String) {
        for node in nodes {
            match node {
                Node::Text(plain) => text.push_str(plain),
                Node::Choice(ways) => {
                    let way = rng.index(ways.len());
                    self.write(&ways[way], rng, text);
                }
                Node::Ref(reference) => {
                    let said = self.mention(reference, rng);
                    text.push_str(&said);
                }
                Node::Agree(agree) => text.push_str(&self.agree(agree)),
            }
        }
    }

    fn agree(&self, agree: &Agree) -> String {
        match (agree, self.subject) {
            (Agree::Was, Subject::Many) => "were".into(),
            (Agree::Was, _) => "was".into(),
            (Agree::Is, Subject::I) => "am".into(),
            (Agree::Is, Subject::One) => "is".into(),
            (Agree::Is, Subject::Many) => "are".into(),
            (Agree::Verb(verb), Subject::One) => third_person(verb),
            (Agree::Verb(verb), _) => verb.clone(),
        }
    }

    /// The role that a line begins with as its subject, if it does.
    pub(super) fn opening_subject(nodes: &[Node]) -> Option<&str> {
        match nodes.first()? {
            Node::Ref(Reference { role, form: Form::Plain }) => Some(role),
            _ => None,
        }
    }

    fn mention(&mut self, reference: &Reference, rng: &mut Rng) -> String {
        let index = self.cast.index(&reference.role);
        match self.cast.of(&reference.role) {
            Actor::Person(person) => self.person(index, person, &reference.form, rng),
            Actor::Thing { noun, many, adjective } => {
                let full = adjective.as_ref().map_or(noun.clone(), |adjective| format!("{adjective} {noun}"));
                self.thing(index, (noun, &full, *many), adjective.as_deref(), &reference.form, rng)
            }
            Actor::Place { name, at } => match reference.form {
                Form::In => format!("{at} the {name}"),
                Form::To => format!("to the {name}"),
                Form::Noun => (*name).to_owned(),
                Form::A => format!("{} {name}", article(name)),
                _ => {
                    self.subject = Subject::One;
                    format!("the {name}")
                }
            },
            Actor::Word(word) => match reference.form {
                Form::A => format!("{} {word}", article(word)),
                Form::The => format!("the {word}"),
                Form::Many => plural(word),
                _ => word.clone(),
            },
            Actor::Number(value) => number(*value),
        }
    }

    fn person(&mut self, index: usize, person: &Person, form: &Form, rng: &mut Rng) -> String {
        if self.voice.narrator == Some(index) {
            return match form {
                Form::Me | Form::Them => "me".into(),
                Form::My => "my".into(),
                Form::Oneself => "myself".into(),
                Form::Called => person.name.into(),
                Form::Noun | Form::Trade => person.trade.unwrap_or(noun_of(person)).into(),
                _ => {
                    (self.subject, self.actor) = (Subject::I, Some(index));
                    "I".into()
                }
            };
        }
        if self.voice.addressed == Some(index) {
            return match form {
                Form::My => "your".into(),
                Form::Oneself => "yourself".into(),
                Form::Name | Form::Called => person.name.into(),
                Form::Me | Form::Them => "you".into(),
                _ => {
                    self.subject = Subject::Many;
                    "you".into()
                }
            };
        }
        let (she, pronoun) = (person.sex == Sex::She, self.may_be_pronoun(index, person));
        let said = match form {
            Form::Oneself => if she { "herself" } else { "himself" }.into(),
            Form::Trade => person.trade.unwrap_or(if she { "girl" } else { "boy" }).into(),
            Form::Noun => noun_of(person).into(),
            Form::The => format!("the {}", person.trade.unwrap_or(noun_of(person))),
            Form::Intro => self.introduce(index, person, rng),
            Form::OwnedBy(owner) => {
                let owner = self.mention(&Reference { role: owner.clone(), form: Form::My }, rng);
                format!("{owner} {} {}", person.trade.unwrap_or("friend"), person.name)
            }
            Form::Me | Form::Them if pronoun => if she { "her" } else { "him" }.into(),
            Form::My if pronoun || self.actor == Some(index) => if she { "her" } else { "his" }.into(),
            Form::My => format!("{}'s", person.name),
            Form::Plain if pronoun && self.was_tagged(index) => if she { "she" } else { "he" }.into(),
            Form::Plain if pronoun && self.voice.varies && self.opens(index) && rng.chance(NAMED_AGAIN) => {
                person.name.into()
            }
            Form::Plain
                if self.voice.varies && self.opens(index) && self.is_the_only(person) && rng.chance(BY_NOUN) =>
            {
                format!("the {}", person.trade.unwrap_or(noun_of(person)))
            }
            Form::Plain | Form::It if pronoun => if she { "she" } else { "he" }.into(),
            _ => person.name.into(),
        };
        if matches!(form, Form::Plain | Form::It | Form::Name | Form::Intro | Form::The | Form::OwnedBy(_)) {
            (self.subject, self.actor) = (Subject::One, Some(index));
        }
        self.note(index, person);
        if *form == Form::The {
            // "The baker" is no name yet.
            self.known.remove(&index);
        }
        said
    }

    fn introduce(&self, index: usize, person: &Person, rng: &mut Rng) -> String {
        if self.known.contains(&index) {
            return person.name.into();
        }
        let (name, noun) = (person.name, noun_of(person));
        let word = rng.pick(&["named", "called"]);
        match (person.age, person.trade) {
            (Age::Child, _) => {
                let kind = rng.pick(&["little ", "young ", "", "small ", "clever ", "kind "]);
                format!("a {kind}{noun} {word} {name}")
            }
            (Age::Pet, Some(kind)) => {
                let how = match person.coat {
                    Some(coat) if rng.chance(40) => coat,
                    _ => rng.pick(&["friendly", "funny", "lively", "clever"]),
                };
                format!("{} {how} {kind} {word} {name}", article(how))
            }
            (_, Some(trade)) => {
                if rng.chance(30) {
                    format!("{name} the {trade}")
                } else {
                    format!("{} {trade} {word} {name}", article(trade))
                }
            }
            _ => format!("an old {noun} {word} {name}"),
        }
    }

    /// Whether somebody known is spoken of for the first time in this sentence.
    fn opens(&self, index: usize) -> bool {
        self.known.contains(&index) && self.seen[index] != Some(self.sentence)
    }

    /// Whether `the girl` or `the baker` says who is meant.
    fn is_the_only(&self, person: &Person) -> bool {
        let noun = |person: &Person| person.trade.unwrap_or(noun_of(person));
        let same = |actor: &Actor| matches!(actor, Actor::Person(other) if noun(other) == noun(person));
        person.age != Age::Old && self.cast.actors.iter().filter(|(_, actor)| same(actor)).count() == 1
    }

    /// Whether a pronoun says who is meant: nobody else of the sex was mentioned lately, and this one was.
    fn may_be_pronoun(&self, index: usize, person: &Person) -> bool {
        if self.voice.names_only {
            return false;
        }
        // Within a sentence its subject is meant, whoever was spoken of before.
        let here = self.actor == Some(index) && self.seen[index] == Some(self.sentence);
        let reach = usize::from(!here);
        let near = |at: usize| at + reach >= self.sentence;
        let is_last = self.last[person.sex as usize].is_some_and(|(last, at)| last == index && near(at));
        let alone = !self.cast.actors.iter().enumerate().any(|(other, (_, actor))| {
            let same = matches!(actor, Actor::Person(other) if other.sex == person.sex);
            same && other != index && self.voice.narrator != Some(other) && self.seen[other].is_some_and(near)
        });
        is_last && alone
    }

    fn note(&mut self, index: usize, person: &Person) {
        self.known.insert(index);
        self.last[person.sex as usize] = Some((index, self.sentence));
        self.seen[index] = Some(self.sentence);
    }

    fn thing(
        &mut self,
        index: usize,
        (noun, full, many): (&str, &str, bool),
        adjective: Option<&str>,
        form: &Form,
        rng: &mut Rng,
    ) -> String {
        let new = self.known.insert(index);
        let article = |text: &str| if many { format!("some {text}") } else { format!("{} {text}", article(text)) };
        let said = match form {
            Form::It => if many { "they" } else { "it" }.into(),
            Form::Them => return if many { "them" } else { "it" }.into(),
            Form::Noun => noun.to_owned(),
            Form::Many => {
                if many {
                    noun.to_owned()
                } else {
                    plural(noun)
                }
            }
            Form::Full => full.to_owned(),
            Form::Colour => adjective.unwrap_or_default().to_owned(),
            Form::A | Form::Intro => article(full),
            Form::The => format!("the {noun}"),
            Form::OwnedBy(owner) => {
                let owner = self.mention(&Reference { role: owner.clone(), form: Form::My }, rng);
                format!("{owner} {}", if new { full } else { noun })
            }
            _ if new && !self.voice.names_only => article(full),
            _ => format!("the {noun}"),
        };
        self.subject = if many { Subject::Many } else { Subject::One };
        said
    }
}

fn noun_of(person: &Person) -> &'static str {
    match (person.age, person.sex) {
        (Age::Child, Sex::She) => "girl",
        (Age::Child, Sex::He) => "boy",
        (Age::Pet, _) => person.trade.unwrap_or("animal"),
        (_, Sex::She) => "woman",
        (_, Sex::He) => "man",
    }
}

/// `Fern and I`, not `I and Fern`.
fn others_first(text: &str) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    for at in 0..words.len().saturating_sub(2) {
        if words[at] == "I" && words[at + 1] == "and" && words[at + 2].starts_with(char::is_uppercase) {
            words.swap(at, at + 2);
        }
    }
    words.join(" ")
}

/// One blank between words, none before marks; what a choice of nothing leaves is taken away.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let mark = word.chars().all(|c| ",.!?;:".contains(c));
        if !out.is_empty() && !mark {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
