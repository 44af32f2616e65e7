//! The regexes of split patterns, read: alternatives, groups, classes, counts, and a look at one symbol ahead.

use super::class::Class;

/// What a regex is made of.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// A symbol of a class.
    One(Class),
    /// One after the other.
    All(Vec<Node>),
    /// The first that matches.
    First(Vec<Node>),
    /// As often as possible, at least and at most so often.
    Times(Box<Node>, usize, Option<usize>),
    /// A symbol of the class comes next (or, if false, none does); it is not taken.
    Ahead(Class, bool),
    /// Nothing comes next.
    End,
}

/// # Errors
/// What is not read here, in words.
pub(super) fn parse(regex: &str) -> Result<Node, String> {
    let mut reader = Reader { rest: regex };
    let node = reader.first()?;
    if reader.rest.is_empty() { Ok(node) } else { Err(format!("{:?} is left over", reader.rest)) }
}

struct Reader<'r> {
    rest: &'r str,
}

impl Reader<'_> {
    fn take(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn next(&mut self) -> Result<char, String> {
        let mut characters = self.rest.chars();
        let next = characters.next().ok_or("it ends too soon")?;
        self.rest = characters.as_str();
        Ok(next)
    }

    fn expect(&mut self, text: &str) -> Result<(), String> {
        if self.take(text) { Ok(()) } else { Err(format!("{text:?} is missing before {:?}", self.rest)) }
    }

    fn first(&mut self) -> Result<Node, String> {
        let mut nodes = vec![self.all()?];
        while self.take("|") {
            nodes.push(self.all()?);
        }
        Ok(if nodes.len() == 1 { nodes.remove(0) } else { Node::First(nodes) })
    }

    fn all(&mut self) -> Result<Node, String> {
        let mut nodes = Vec::new();
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let node = self.atom()?;
            nodes.push(self.times(node)?);
        }
        Ok(Node::All(nodes))
    }

    fn times(&mut self, node: Node) -> Result<Node, String> {
        let (least, most) = match self.rest.chars().next() {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('{') => {
                let (counts, rest) = self.rest[1..].split_once('}').ok_or("a count does not end")?;
                let number = |text: &str| text.parse::<usize>().map_err(|_| format!("{text:?} is no count"));
                let (least, most) = counts.split_once(',').unwrap_or((counts, counts));
                let counts = (number(least)?, Some(number(most)?));
                // What stands before the rest is one character more than is taken below.
                self.rest = &self.rest[self.rest.len() - rest.len() - 1..];
                counts
            }
            _ => return Ok(node),
        };
        self.next()?;
        Ok(Node::Times(Box::new(node), least, most))
    }

    fn atom(&mut self) -> Result<Node, String> {
        if self.take("(?=") || self.rest.starts_with("(?!") {
            let wanted = !self.take("(?!");
            let Node::One(class) = self.atom()? else { return Err("only one symbol is looked at ahead".to_owned()) };
            self.expect(")")?;
            return Ok(Node::Ahead(class, wanted));
        }
        if self.take("(?:") || self.take("(") {
            let node = self.first()?;
            self.expect(")")?;
            return Ok(node);
        }
        if self.take("$") {
            return Ok(Node::End);
        }
        if self.take("[") {
            return self.class().map(Node::One);
        }
        let mut class = Class::default();
        match self.next()? {
            '\\' => {
                self.escaped(&mut class)?;
                Ok(Node::One(class))
            }
            special @ ('.' | '^' | '*' | '+' | '?' | '{') => Err(format!("{special:?} is not read")),
            character => Ok(Node::One(Class::of(character.into()))),
        }
    }

    /// Behind its opening bracket.
    fn class(&mut self) -> Result<Class, String> {
        let (negated, mut class) = (self.take("^"), Class::default());
        while !self.take("]") {
            let first = match self.next()? {
                '\\' => match self.escaped(&mut class)? {
                    Some(symbol) => symbol,
                    None => continue,
                },
                character => character.into(),
            };
            let is_range = self.rest.starts_with('-') && !self.rest.starts_with("-]");
            if is_range {
                self.next()?;
                let last = u32::from(self.next()?);
                if last < first {
                    return Err(format!("a range goes from {first:#x} to {last:#x}"));
                }
                class.add(first, last);
            } else {
                class.add(first, first);
            }
        }
        Ok(if negated { class.negated() } else { class })
    }

    /// Behind a backslash: a symbol, which is added as well, or a set that is.
    fn escaped(&mut self, class: &mut Class) -> Result<Option<u32>, String> {
        let symbol = match self.next()? {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            's' => {
                class.add_space();
                return Ok(None);
            }
            'S' => {
                class.add_space();
                *class = std::mem::take(class).negated();
                return Ok(None);
            }
            'p' => {
                self.expect("{")?;
                let (name, rest) = self.rest.split_once('}').ok_or("a category does not end")?;
                if !class.add_category(name) {
                    return Err(format!("{name:?} is no category"));
                }
                self.rest = rest;
                return Ok(None);
            }
            letter if letter.is_ascii_alphanumeric() => return Err(format!("\\{letter} is not read")),
            symbol => symbol,
        };
        class.add(symbol.into(), symbol.into());
        Ok(Some(symbol.into()))
    }
}
