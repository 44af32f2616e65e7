//! Named lists of wordings, in the markup of plots, and how their gaps are filled with words. Who people are and what was
//! said before, which a story must know, is the matter of `teller.rs`.
//!
//! A file of them: `# NAME` begins a list, each further line is a wording; empty lines and lines that begin with `//` are
//! left out.

use std::collections::BTreeMap;

use super::markup::{self, Form, Node};
use super::words::{article, capital, capitals, plural};
use crate::rng::Rng;

/// What stands in the gaps, by their names.
pub(super) type Gaps = BTreeMap<String, String>;

/// Lists of wordings by name.
pub(super) struct Phrases(BTreeMap<String, Vec<Vec<Node>>>);

impl Phrases {
    /// Reads a file.
    ///
    /// # Errors
    /// The line and what is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Phrases, String> {
        let mut lists: BTreeMap<String, Vec<Vec<Node>>> = BTreeMap::new();
        let mut name = None;
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if line.is_empty() || line.starts_with("//") {
                continue;
            }
            if let Some(next) = line.strip_prefix("# ") {
                if lists.insert(next.to_owned(), Vec::new()).is_some() {
                    return Err(format!("line {number}: the list `{next}` is begun twice"));
                }
                name = Some(next.to_owned());
                continue;
            }
            let list = name.as_ref().and_then(|name| lists.get_mut(name));
            let list = list.ok_or_else(|| format!("line {number}: a wording stands before the first list"))?;
            list.push(wording(line).map_err(|what| format!("line {number}: {what}"))?);
        }
        match lists.iter().find(|(_, list)| list.is_empty()) {
            Some((name, _)) => Err(format!("the list `{name}` is empty")),
            None => Ok(Phrases(lists)),
        }
    }

    /// One wording of a list with its gaps filled, as it stands.
    ///
    /// # Panics
    /// When the file has no such list, or a wording has a gap that nothing fills: the tests say every list.
    pub(super) fn say(&self, list: &str, gaps: &Gaps, rng: &mut Rng) -> String {
        let ways = self.0.get(list).unwrap_or_else(|| panic!("no list of wordings is called `{list}`"));
        fill(&ways[rng.index(ways.len())], gaps, rng)
    }

    /// The same with a capital at the beginning of each sentence.
    pub(super) fn sentence(&self, list: &str, gaps: &Gaps, rng: &mut Rng) -> String {
        capitals(&self.say(list, gaps, rng))
    }

    /// Whether there is a list of this name.
    pub(super) fn has(&self, list: &str) -> bool {
        self.0.contains_key(list)
    }
}

/// Reads one wording.
///
/// # Errors
/// What is wrong with it; words that agree with a subject, which only stories know, are wrong here.
pub(super) fn wording(line: &str) -> Result<Vec<Node>, String> {
    fn is_plain(nodes: &[Node]) -> bool {
        nodes.iter().all(|node| match node {
            Node::Agree(_) => false,
            Node::Choice(ways) => ways.iter().all(|way| is_plain(way)),
            Node::Text(_) | Node::Ref(_) => true,
        })
    }
    let nodes = markup::parse(line)?;
    if is_plain(&nodes) { Ok(nodes) } else { Err(format!("nothing agrees with anybody here: {line}")) }
}

/// Gaps from pairs.
pub(super) fn gaps<const N: usize>(pairs: [(&str, &str); N]) -> Gaps {
    pairs.into_iter().map(|(name, word)| (name.to_owned(), word.to_owned())).collect()
}

/// A wording with its choices made and its gaps filled.
///
/// # Panics
/// When nothing fills a gap.
pub(super) fn fill(nodes: &[Node], gaps: &Gaps, rng: &mut Rng) -> String {
    let mut text = String::new();
    write(nodes, gaps, rng, &mut text);
    tidy(&text)
}

/// One blank between words, none before a mark; `3 + 4 = ?` keeps its own.
fn tidy(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let is_mark = word.starts_with(['.', ',', '!', '?']) && !said.ends_with('=');
        if !said.is_empty() && !is_mark {
            said.push(' ');
        }
        said.push_str(word);
    }
    said
}

fn write(nodes: &[Node], gaps: &Gaps, rng: &mut Rng, text: &mut String) {
    for node in nodes {
        match node {
            Node::Text(plain) => text.push_str(plain),
            Node::Choice(ways) => write(&ways[rng.index(ways.len())], gaps, rng, text),
            Node::Ref(gap) => {
                let word = gaps.get(&gap.role).unwrap_or_else(|| panic!("nothing fills the gap `{}`", gap.role));
                let said = match gap.form {
                    Form::A => format!("{} {word}", article(word)),
                    Form::The => format!("the {word}"),
                    Form::Many => plural(word),
                    Form::Name => capital(word),
                    _ => word.clone(),
                };
                text.push_str(&said);
            }
            Node::Agree(_) => unreachable!("`wording` refuses them"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled() {
        let phrases = Phrases::parse("# one\n{x.a} and  ( ) {x.s}. it is {n}\n").unwrap();
        let said = phrases.sentence("one", &gaps([("x", "apple"), ("n", "4")]), &mut Rng::new(0));
        assert_eq!(said, "An apple and apples. It is 4");
        assert!(Phrases::parse("x").is_err() && Phrases::parse("# a\n# b\nx").is_err());
        assert!(Phrases::parse("# a\n(x").is_err_and(|what| what.starts_with("line 2")));
    }
}
