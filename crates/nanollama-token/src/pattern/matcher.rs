//! A small regex matcher: of the matches that begin first, the one that an engine that backtracks would find, in time linear
//! in the text (Pike's machine: all ways at once, in order of preference; Cox 2009, "Regular Expression Matching: the Virtual
//! Machine Approach"). What its regexes may say is in `matcher/parse.rs`, what characters are to them in
//! `matcher/class.rs`. It is for patterns that have no scanner of their own.

mod class;
mod parse;

use class::Class;
use parse::{Node, parse};

/// A regex, ready to be searched for.
#[derive(Debug)]
pub(super) struct Matcher {
    steps: Vec<Step>,
    by_category: bool,
}

#[derive(Debug)]
enum Step {
    /// Takes a symbol.
    One(Class),
    /// Goes on at both, the first preferred.
    Fork(usize, usize),
    Jump(usize),
    Ahead(Class, bool),
    End,
    Found,
}

impl Matcher {
    /// # Panics
    /// On a regex that is not read: they are all our own.
    pub(super) fn new(regex: &str) -> Matcher {
        let node = parse(regex).unwrap_or_else(|problem| panic!("{regex}: {problem}"));
        let mut steps = Vec::new();
        write(&node, &mut steps);
        steps.push(Step::Found);
        Matcher { steps, by_category: regex.contains("\\p{") }
    }

    /// What a character is to it.
    pub(super) fn symbol(&self, character: char) -> u32 {
        if self.by_category { class::by_category(character) } else { class::by_itself(character) }
    }

    /// Room for [`Matcher::all`], which may be used again.
    pub(super) fn ways(&self) -> Ways {
        Ways::new(self.steps.len())
    }

    /// All matches, one behind the other; none is empty.
    pub(super) fn all(&self, symbols: &[u32], ways: &mut Ways, mut found: impl FnMut(usize, usize)) {
        let mut at = 0;
        while let Some((start, end)) = self.next(symbols, at, ways) {
            found(start, end);
            at = end;
        }
    }

    fn next(&self, symbols: &[u32], from: usize, ways: &mut Ways) -> Option<(usize, usize)> {
        let mut found = None;
        ways.now.clear();
        for at in from..=symbols.len() {
            let symbol = symbols.get(at).copied();
            // A match that begins later is the last choice.
            if found.is_none() {
                ways.begin(at);
            }
            let now = std::mem::take(&mut ways.now);
            ways.turn();
            for &(step, start) in &now {
                ways.stack.push(step);
                if self.follow(symbol, start, at, ways) {
                    found = Some((start, at));
                    break;
                }
            }
            ways.now = now;
            std::mem::swap(&mut ways.now, &mut ways.next);
            ways.next.clear();
            if ways.now.is_empty() && found.is_some() {
                break;
            }
        }
        found
    }

    /// Follows a way as far as it goes without a symbol, and with this one; true when it has found a match, which is not empty.
    fn follow(&self, symbol: Option<u32>, start: usize, at: usize, ways: &mut Ways) -> bool {
        while let Some(step) = ways.stack.pop() {
            if !ways.enter(step) {
                continue;
            }
            match &self.steps[step] {
                Step::One(class) => {
                    if symbol.is_some_and(|symbol| class.holds(symbol)) {
                        ways.next.push((step + 1, start));
                    }
                }
                &Step::Fork(first, second) => ways.stack.extend([second, first]),
                &Step::Jump(to) => ways.stack.push(to),
                Step::Ahead(class, wanted) => {
                    if symbol.is_some_and(|symbol| class.holds(symbol)) == *wanted {
                        ways.stack.push(step + 1);
                    }
                }
                Step::End => {
                    if symbol.is_none() {
                        ways.stack.push(step + 1);
                    }
                }
                Step::Found => {
                    if at > start {
                        ways.stack.clear();
                        return true;
                    }
                }
            }
        }
        false
    }
}

/// Writes the steps of a node.
fn write(node: &Node, steps: &mut Vec<Step>) {
    match node {
        Node::One(class) => steps.push(Step::One(class.clone())),
        Node::Ahead(class, wanted) => steps.push(Step::Ahead(class.clone(), *wanted)),
        Node::End => steps.push(Step::End),
        Node::All(nodes) => nodes.iter().for_each(|node| write(node, steps)),
        Node::First(nodes) => {
            let mut ends = Vec::new();
            for (number, node) in nodes.iter().enumerate() {
                let fork = steps.len();
                let is_last = number + 1 == nodes.len();
                if !is_last {
                    steps.push(Step::Fork(fork + 1, 0));
                }
                write(node, steps);
                if !is_last {
                    ends.push(steps.len());
                    steps.push(Step::Jump(0));
                    steps[fork] = Step::Fork(fork + 1, steps.len());
                }
            }
            let end = steps.len();
            ends.into_iter().for_each(|jump| steps[jump] = Step::Jump(end));
        }
        Node::Times(node, least, most) => {
            (0..*least).for_each(|_| write(node, steps));
            let begins = steps.len();
            match most {
                None => {
                    steps.push(Step::Jump(0));
                    write(node, steps);
                    steps.push(Step::Jump(begins));
                    steps[begins] = Step::Fork(begins + 1, steps.len());
                }
                Some(most) => {
                    let mut forks = Vec::new();
                    for _ in *least..*most {
                        forks.push(steps.len());
                        steps.push(Step::Jump(0));
                        write(node, steps);
                    }
                    let end = steps.len();
                    forks.into_iter().for_each(|fork| steps[fork] = Step::Fork(fork + 1, end));
                }
            }
        }
    }
}

/// Ways under way: where each stands and where its match began, the preferred first.
pub(super) struct Ways {
    now: Vec<(usize, usize)>,
    next: Vec<(usize, usize)>,
    /// Steps to be followed at the same place.
    stack: Vec<usize>,
    /// When each step was last entered: a second way to it is less preferred and goes the same way.
    entered: Vec<u64>,
    turn: u64,
}

impl Ways {
    fn new(steps: usize) -> Ways {
        Ways { now: Vec::new(), next: Vec::new(), stack: Vec::new(), entered: vec![0; steps], turn: 0 }
    }

    fn begin(&mut self, at: usize) {
        self.now.push((0, at));
    }

    fn turn(&mut self) {
        self.turn += 1;
    }

    fn enter(&mut self, step: usize) -> bool {
        std::mem::replace(&mut self.entered[step], self.turn) != self.turn
    }
}

#[cfg(test)]
mod tests;
