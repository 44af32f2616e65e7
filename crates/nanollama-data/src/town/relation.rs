//! A relation as it is written down: who has it, what it can be, and how it is said, asked and answered. The form is
//! described in `relations/README.md`; what it is for each in a town is `facts.rs`.

use super::markup::{self, Form, Node};
use super::people::Age;
use crate::rng;

/// Who or what has a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Who {
    People(Vec<Age>),
    Things(Vec<String>),
}

/// What a relation can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Values {
    /// Any of these for anybody, each as often as the others.
    Dealt(Vec<String>),
    /// For each one of its own: by trade, or by thing.
    Each(Vec<(String, Vec<String>)>),
    /// It comes from how the town is: families, pets, trades, streets.
    OfTheTown,
}

/// How one who has a relation is called when it is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Calling {
    Any,
    Name,
    Trade,
}

/// One way of saying or asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// As it is written, which is what a phrase is known by.
    pub(super) text: String,
    /// Stands for the text.
    pub(super) number: u64,
    pub(super) nodes: Vec<Node>,
    /// Only said of somebody, never to or by the one it is about.
    pub(super) third: bool,
}

impl Phrase {
    /// Whether it begins with the one it is about, and goes on with what that one does.
    pub(super) fn opens_with_subject(&self) -> bool {
        let subject = matches!(&self.nodes[0], Node::Ref(first) if first.role == "s" && first.form == Form::Plain);
        subject && !matches!(self.nodes.get(1), Some(Node::Text(text)) if text.starts_with(" and "))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relation {
    pub(super) name: String,
    pub(super) who: Who,
    pub(super) values: Values,
    pub(super) calling: Calling,
    /// A value is a person and known by the trade.
    pub(super) by_trade: bool,
    pub(super) statements: Vec<Phrase>,
    /// Such as texts ask.
    pub(super) questions: Vec<Phrase>,
    /// Such as only an exam asks.
    pub(super) exam: Vec<Phrase>,
    /// The first is the plainest.
    pub(super) answers: Vec<Phrase>,
}

/// Reads a relation.
///
/// # Errors
/// The line's number and what is wrong with it.
pub(super) fn parse(text: &str) -> Result<Relation, String> {
    let mut relation = Relation {
        name: String::new(),
        who: Who::Things(Vec::new()),
        values: Values::OfTheTown,
        calling: Calling::Any,
        by_trade: false,
        statements: Vec::new(),
        questions: Vec::new(),
        exam: Vec::new(),
        answers: Vec::new(),
    };
    let mut part = None;
    for (number, line) in (1..).zip(text.lines()) {
        take(&mut relation, &mut part, line.trim()).map_err(|what| format!("line {number}: {what}"))?;
    }
    if relation.name.is_empty() {
        return Err("it has no name".into());
    }
    if let (Values::Each(each), Who::Things(things)) = (&relation.values, &mut relation.who) {
        things.extend(each.iter().map(|(thing, _)| thing.clone()));
    }
    Ok(relation)
}

/// The lists of phrases.
#[derive(Clone, Copy)]
enum Part {
    Statements,
    Questions,
    Exam,
    Answers,
}

fn take(relation: &mut Relation, part: &mut Option<Part>, line: &str) -> Result<(), String> {
    match line {
        "" => return Ok(()),
        "statements" => *part = Some(Part::Statements),
        "questions" => *part = Some(Part::Questions),
        "exam" => *part = Some(Part::Exam),
        "answers" => *part = Some(Part::Answers),
        _ => match part {
            None => return head(relation, line),
            Some(Part::Statements) => relation.statements.push(phrase(line)?),
            Some(Part::Questions) => relation.questions.push(phrase(line)?),
            Some(Part::Exam) => relation.exam.push(phrase(line)?),
            Some(Part::Answers) => relation.answers.push(phrase(line)?),
        },
    }
    Ok(())
}

fn head(relation: &mut Relation, line: &str) -> Result<(), String> {
    let list = |text: &str| text.split(',').map(|item| item.trim().to_owned()).collect::<Vec<_>>();
    let (first, rest) = line.split_once(' ').ok_or_else(|| format!("`{line}` says nothing"))?;
    match (first, rest) {
        ("relation", name) => relation.name = name.into(),
        ("who", ages) => {
            let age = |word: String| match word.as_str() {
                "child" => Ok(Age::Child),
                "grown" => Ok(Age::Grown),
                "old" => Ok(Age::Old),
                "pet" => Ok(Age::Pet),
                other => Err(format!("nobody is `{other}`")),
            };
            relation.who = Who::People(list(ages).into_iter().map(age).collect::<Result<_, _>>()?);
        }
        ("things", things) => relation.who = Who::Things(list(things)),
        ("values", values) => relation.values = Values::Dealt(list(values)),
        ("of", rest) => {
            let (one, values) = rest.split_once(':').ok_or("a `:` is missing behind whose values they are")?;
            let own = (one.trim().to_owned(), list(values));
            match &mut relation.values {
                Values::Each(each) => each.push(own),
                values => *values = Values::Each(vec![own]),
            }
        }
        ("called", "by name") => relation.calling = Calling::Name,
        ("called", "by trade") => relation.calling = Calling::Trade,
        ("answered", "by trade") => relation.by_trade = true,
        // What the town does is said for people.
        ("drawn", _) => relation.values = Values::OfTheTown,
        _ => return Err(format!("`{line}` is not understood")),
    }
    Ok(())
}

fn phrase(line: &str) -> Result<Phrase, String> {
    let (third, text) = line.strip_prefix("3: ").map_or((false, line), |rest| (true, rest));
    let nodes = markup::parse(text)?;
    if !mentions(&nodes, "s") {
        return Err("it does not say whom it is about".into());
    }
    Ok(Phrase { text: text.into(), number: number_of(text), nodes, third })
}

/// A number that stands for a text.
pub(super) fn number_of(text: &str) -> u64 {
    rng::hash(&text.bytes().map(u64::from).collect::<Vec<_>>())
}

fn mentions(nodes: &[Node], role: &str) -> bool {
    nodes.iter().any(|node| match node {
        Node::Ref(reference) => reference.role == role,
        Node::Choice(ways) => ways.iter().any(|way| mentions(way, role)),
        Node::Text(_) | Node::Agree(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relation_is_read() {
        let text = "relation food\nwho child, old\nvalues soup, bread\n\nstatements\n{s} <like> {v}\n3: {v} is what {s} eats\n\
                    questions\nWhat <do> {s} eat\nexam\nanswers\n{s} <like> {v}\n";
        let relation = parse(text).unwrap();
        assert_eq!(relation.who, Who::People(vec![Age::Child, Age::Old]));
        assert_eq!(relation.values, Values::Dealt(vec!["soup".into(), "bread".into()]));
        let read: Vec<_> =
            relation.statements.iter().map(|phrase| (phrase.third, phrase.opens_with_subject())).collect();
        assert_eq!(read, [(false, true), (true, false)]);
        for (wrong, place) in [
            ("relation x\nwho king", "line 2"),
            ("relation x\nof y", "line 2"),
            ("relation x\nstatements\nit is so", "line 3"),
            ("statements\n{s}", "no name"),
            ("relation x\nvalue y", "line 2"),
        ] {
            let error = parse(wrong).unwrap_err();
            assert!(error.contains(place), "{error}");
        }
    }
}
