//! Sentences around facts that carry none themselves: how a letter begins, how a walk goes on. They stand in `frames.txt`.

use std::collections::BTreeMap;

use crate::rng::Rng;
use crate::town::markup::{self, Form, Node};
use crate::town::texts::text;
use crate::town::words::{article, capital};

/// All frames by their names.
pub(super) struct Frames {
    lines: BTreeMap<&'static str, Vec<Vec<Node>>>,
}

impl Frames {
    /// Those that are built in.
    pub(super) fn new() -> Frames {
        let mut lines: BTreeMap<&str, Vec<Vec<Node>>> = BTreeMap::new();
        let mut name = "";
        for line in text("almanac/frames.txt").lines().map(str::trim).filter(|line| !line.is_empty()) {
            match line.strip_prefix("# ") {
                Some(next) => name = next,
                None => {
                    let line = markup::parse(line).expect("a test reads all frames that are built in");
                    lines.entry(name).or_default().push(line);
                }
            }
        }
        Frames { lines }
    }

    /// The names of all frames.
    #[cfg(test)]
    pub(super) fn names(&self) -> Vec<&'static str> {
        self.lines.keys().copied().collect()
    }

    /// How many frames there are of a name.
    pub(super) fn count(&self, name: &str) -> usize {
        self.lines.get(name).unwrap_or_else(|| panic!("a test says all frames: `{name}`")).len()
    }

    /// One of the frames of a name, by number, with its roles filled, as it stands: with its marks and capitals.
    pub(super) fn say(&self, name: &str, number: usize, roles: &[(&str, &str)], rng: &mut Rng) -> String {
        let mut text = String::new();
        write(&self.lines[name][number], roles, rng, &mut text);
        capital(text.trim())
    }
}

fn write(nodes: &[Node], roles: &[(&str, &str)], rng: &mut Rng, text: &mut String) {
    for node in nodes {
        match node {
            Node::Text(plain) => text.push_str(plain),
            Node::Choice(ways) => {
                let way = rng.index(ways.len());
                write(&ways[way], roles, rng, text);
            }
            Node::Ref(reference) => {
                let role = roles.iter().find(|(role, _)| *role == reference.role);
                let word = role.unwrap_or_else(|| panic!("a frame has no `{}`", reference.role)).1;
                match reference.form {
                    Form::A => text.push_str(&format!("{} {word}", article(word))),
                    Form::My => text.push_str(&format!("{word}'s")),
                    _ => text.push_str(word),
                }
            }
            Node::Agree(_) => panic!("nothing in a frame agrees"),
        }
    }
}
