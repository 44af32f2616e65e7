//! Topics of talk as they are written down: what is asked and said, turn by turn. `small.talk` says how.

use std::collections::BTreeMap;

use super::super::markup::{Node, Reference};
use super::super::phrases::{Gaps, fill, wording};
use super::super::words::capitals;
use crate::rng::Rng;

/// A way of saying something, as it is written and as it is read.
#[derive(Clone, Debug)]
pub(super) struct Way {
    pub(super) line: String,
    pub(super) nodes: Vec<Node>,
}

impl Way {
    /// Whether it has a gap of this name.
    pub(super) fn has(&self, gap: &str) -> bool {
        has(&self.nodes, gap)
    }
}

fn has(nodes: &[Node], gap: &str) -> bool {
    nodes.iter().any(|node| match node {
        Node::Ref(Reference { role, .. }) => role == gap,
        Node::Choice(ways) => ways.iter().any(|way| has(way, gap)),
        Node::Text(_) | Node::Agree(_) => false,
    })
}

/// Something that is asked and answered.
#[derive(Clone, Debug, Default)]
pub(super) struct Turn {
    pub(super) asked: Vec<Way>,
    pub(super) said: Vec<Way>,
}

/// What is talked about.
#[derive(Clone, Debug)]
pub(super) struct Topic {
    pub(super) name: String,
    /// `opening`, `thanks`, `closing` or nothing.
    pub(super) place: String,
    /// What fills its gaps.
    pub(super) words: BTreeMap<String, Vec<String>>,
    /// A text with one of these words may tell it.
    pub(super) unless: Vec<String>,
    /// The first turn, and those that may follow.
    pub(super) turns: Vec<Turn>,
}

impl Topic {
    /// The topics of a file.
    ///
    /// # Errors
    /// The line and what is wrong with it.
    pub(super) fn all(text: &str) -> Result<Vec<Topic>, String> {
        let mut topics: Vec<Topic> = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            take(&mut topics, line.trim()).map_err(|what| format!("line {number}: {what}"))?;
        }
        match topics.iter().find(|topic| topic.turns.iter().any(|turn| turn.asked.is_empty())) {
            Some(topic) => Err(format!("a turn of `{}` asks nothing", topic.name)),
            None => Ok(topics),
        }
    }

    /// One word for each gap.
    pub(super) fn draw(&self, rng: &mut Rng) -> Gaps {
        let draw = |(name, words): (&String, &Vec<String>)| (name.clone(), words[rng.index(words.len())].clone());
        self.words.iter().map(draw).collect()
    }
}

/// One of several ways with its gaps filled: whole sentences.
pub(super) fn say(ways: &[Way], gaps: &Gaps, rng: &mut Rng) -> String {
    capitals(&fill(&ways[rng.index(ways.len())].nodes, gaps, rng))
}

fn take(topics: &mut Vec<Topic>, line: &str) -> Result<(), String> {
    if line.is_empty() || line.starts_with("//") {
        return Ok(());
    }
    let (mark, rest) = line.split_once(' ').unwrap_or((line, ""));
    if mark == "topic" {
        let (name, place) = rest.split_once(' ').unwrap_or((rest, ""));
        if !["", "opening", "thanks", "closing"].contains(&place) {
            return Err(format!("no place in a talk is called `{place}`"));
        }
        if topics.iter().any(|topic| topic.name == name) {
            return Err(format!("the topic `{name}` is begun twice"));
        }
        topics.push(Topic {
            name: name.into(),
            place: place.into(),
            words: BTreeMap::new(),
            unless: Vec::new(),
            turns: vec![Turn::default()],
        });
        return Ok(());
    }
    let topic = topics.last_mut().ok_or("a line stands before the first topic")?;
    let list = |words: &str| words.split(',').map(|word| word.trim().to_owned()).collect::<Vec<_>>();
    let way = || Ok::<_, String>(Way { line: rest.into(), nodes: wording(rest)? });
    let turn = topic.turns.last_mut().expect("a topic begins with a turn");
    match mark {
        "words" => {
            let (name, words) = rest.split_once(':').ok_or("`words` needs a name and `:`")?;
            topic.words.insert(name.trim().into(), list(words));
        }
        "unless" => topic.unless = list(rest),
        "+" => topic.turns.push(Turn::default()),
        "?" => turn.asked.push(way()?),
        "!" => turn.said.push(way()?),
        other => return Err(format!("no line begins with `{other}`")),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_read() {
        let topics =
            Topic::all("topic a opening\nwords x: b, c d\n? is it {x}?\n! yes\n+\n? and now?\n! no\n").unwrap();
        assert_eq!((topics[0].name.as_str(), topics[0].place.as_str(), topics[0].turns.len()), ("a", "opening", 2));
        assert_eq!(topics[0].words["x"], ["b", "c d"]);
        assert!(topics[0].turns[0].asked[0].has("x") && !topics[0].turns[1].asked[0].has("x"));
        for wrong in ["? a", "topic a\n! b", "topic a nowhere\n? b", "topic a\n? b\ntopic a\n? b", "topic a\n; b"] {
            assert!(Topic::all(wrong).is_err(), "{wrong}");
        }
    }
}
