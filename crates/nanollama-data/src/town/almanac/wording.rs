//! Says one phrase of a relation for one fact: by name, by pronoun, as I, as you. Which phrase is said is not decided here.

use crate::town::facts::{Being, Fact, Facts};
use crate::town::markup::{Agree, Form, Node, Reference};
use crate::town::people::{Age, Person, Sex};
use crate::town::words::{article, plural, third_person};

/// How the one that a fact is about is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Called {
    /// Nora; the bakery.
    Name,
    /// The baker.
    Trade,
    /// Martha the baker.
    NameAndTrade,
    /// She, he; it.
    Pronoun,
    I,
    You,
}

/// A phrase under way.
pub(super) struct Wording<'a> {
    facts: &'a Facts,
    fact: &'a Fact,
    called: Called,
    /// Chooses one of so many ways.
    choose: &'a mut dyn FnMut(usize) -> usize,
    text: String,
    /// Whether the subject was named, which makes it a pronoun from there on.
    named: bool,
}

/// Says a phrase, without its capital and its mark.
pub(super) fn say(
    facts: &Facts,
    fact: &Fact,
    called: Called,
    nodes: &[Node],
    choose: &mut dyn FnMut(usize) -> usize,
) -> String {
    let mut wording = Wording { facts, fact, called, choose, text: String::new(), named: false };
    wording.write(nodes);
    wording.text
}

impl Wording<'_> {
    fn write(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Text(text) => self.text.push_str(text),
                Node::Choice(ways) => {
                    let way = (self.choose)(ways.len());
                    self.write(&ways[way]);
                }
                Node::Ref(reference) => {
                    let said = self.mention(reference);
                    self.text.push_str(&said);
                }
                Node::Agree(agree) => {
                    let said = self.agree(agree);
                    self.text.push_str(&said);
                }
            }
        }
    }

    fn agree(&self, agree: &Agree) -> String {
        match (agree, self.called) {
            (Agree::Was, Called::You) => "were".into(),
            (Agree::Was, _) => "was".into(),
            (Agree::Is, Called::I) => "am".into(),
            (Agree::Is, Called::You) => "are".into(),
            (Agree::Is, _) => "is".into(),
            (Agree::Verb(verb), Called::I | Called::You) => verb.clone(),
            (Agree::Verb(verb), _) => third_person(verb),
        }
    }

    fn mention(&mut self, reference: &Reference) -> String {
        let fact = self.fact;
        match reference.role.as_str() {
            "s" => self.subject(&reference.form),
            "v" => match &fact.value {
                Being::Person(number) => self.person(*number, &reference.form),
                Being::Named(word) => match reference.form {
                    Form::A => format!("{} {word}", article(word)),
                    Form::The => format!("the {word}"),
                    Form::Many => plural(word),
                    _ => word.clone(),
                },
            },
            other => {
                let word = fact.words.iter().find(|(role, _)| *role == other);
                word.expect("a test says all phrases that are built in").1.clone()
            }
        }
    }

    fn subject(&mut self, form: &Form) -> String {
        let own = match self.called {
            Called::I => Some(["I", "me", "my"]),
            Called::You => Some(["you", "you", "your"]),
            _ => None,
        };
        if let Some([plain, object, owner]) = own {
            return match (form, &self.fact.subject) {
                (Form::Me, _) => object.into(),
                (Form::My, _) => owner.into(),
                (Form::Plain, _) => plain.into(),
                (_, Being::Person(number)) => self.person(*number, form),
                (_, Being::Named(_)) => plain.into(),
            };
        }
        let pronoun = self.called == Called::Pronoun || self.named;
        if matches!(form, Form::Plain | Form::Me | Form::My | Form::Name | Form::The) {
            self.named = true;
        }
        let facts = self.facts;
        match &self.fact.subject {
            Being::Person(number) => {
                let person = &facts.people[*number];
                match (form, person.sex) {
                    (Form::Plain, Sex::She) if pronoun => "she".into(),
                    (Form::Plain, Sex::He) if pronoun => "he".into(),
                    (Form::Me | Form::My, Sex::She) if pronoun => "her".into(),
                    (Form::Me, Sex::He) if pronoun => "him".into(),
                    (Form::My, Sex::He) if pronoun => "his".into(),
                    (Form::Plain | Form::Me | Form::Name, _) => self.name(person),
                    (Form::My, _) => format!("{}'s", self.name(person)),
                    _ => self.person(*number, form),
                }
            }
            Being::Named(name) => match form {
                Form::Plain | Form::Me if pronoun => "it".into(),
                Form::My if pronoun => "its".into(),
                Form::My => format!("{name}'s"),
                _ => name.clone(),
            },
        }
    }

    fn name(&self, person: &Person) -> String {
        match (self.called, person.age, person.trade) {
            (Called::Trade, Age::Grown, Some(trade)) => format!("the {trade}"),
            (Called::NameAndTrade, Age::Grown, Some(trade)) => format!("{} the {trade}", person.name),
            _ => person.name.into(),
        }
    }

    fn person(&self, number: usize, form: &Form) -> String {
        let person = &self.facts.people[number];
        let trade = person.trade.unwrap_or(noun(person));
        match form {
            Form::My => format!("{}'s", person.name),
            Form::Trade => trade.into(),
            Form::The => format!("the {trade}"),
            Form::A => format!("{} {trade}", article(trade)),
            Form::Noun => noun(person).into(),
            Form::Intro => {
                let colour = self.facts.colour(number).map_or(String::new(), |colour| format!("{colour} "));
                let kind = format!("{colour}{trade}");
                format!("{} {kind} called {}", article(&kind), person.name)
            }
            _ => person.name.into(),
        }
    }
}

/// What somebody is.
pub(super) fn noun(person: &Person) -> &'static str {
    match (person.age, person.sex) {
        (Age::Child, Sex::She) => "girl",
        (Age::Child, Sex::He) => "boy",
        (Age::Pet, _) => person.trade.unwrap_or("animal"),
        (_, Sex::She) => "woman",
        (_, Sex::He) => "man",
    }
}
