//! GBNF, as llama.cpp reads it.

mod reader;

use crate::characters::Characters;
use crate::error::{Error, Result};
use crate::expr::{Expr, RuleId, Rules};
use crate::limits;
use reader::{Reader, is_word};

/// What errors are of.
const OF: &str = "grammar";

/// Reads rules, and says which is the root.
///
/// # Errors
/// [`Error::Text`], [`Error::Rule`], [`Error::TooLarge`].
pub(crate) fn read(text: &str) -> Result<(Rules, RuleId)> {
    if text.len() > limits::TEXT {
        return Err(Error::TooLarge { of: OF, what: "bytes", most: limits::TEXT });
    }
    let mut parser = Parser { reader: Reader::new(text), rules: Rules::default(), used: Vec::new(), nesting: 0 };
    parser.reader.skip(true);
    while parser.reader.peek().is_some() {
        parser.rule()?;
    }
    for (id, place) in &parser.used {
        if parser.rules.body(*id).is_none() {
            let problem = format!("rule {:?} is used, and is not defined", parser.rules.name(*id));
            return Err(parser.reader.error_at(*place, problem));
        }
    }
    let root = parser.rules.find("root");
    let root = root.ok_or_else(|| Error::rule("root", "it is missing; a text is what this rule says"))?;
    Ok((parser.rules, root))
}

struct Parser<'a> {
    reader: Reader<'a>,
    rules: Rules,
    /// Rules by where they are first used.
    used: Vec<(RuleId, usize)>,
    nesting: usize,
}

impl Parser<'_> {
    fn rule(&mut self) -> Result<()> {
        let place = self.reader.place();
        let name = self.reader.word("the name of a rule (letters, digits and -)")?;
        self.reader.skip(false);
        self.reader.expect("::=")?;
        self.reader.skip(true);
        let id = self.rules.id(OF, &name)?;
        if self.rules.body(id).is_some() {
            return Err(self.reader.error_at(place, format!("rule {name:?} is defined a second time")));
        }
        let body = self.choice(false)?;
        match self.reader.peek() {
            None | Some('\n' | '\r') => {}
            _ => return Err(self.reader.expected("a character, a rule, |, or the end of the line")),
        }
        self.rules.define(id, body);
        self.reader.skip(true);
        Ok(())
    }

    /// Alternatives; within parentheses they may go over lines.
    fn choice(&mut self, nested: bool) -> Result<Expr> {
        let mut parts = vec![self.sequence(nested)?];
        while self.reader.take('|') {
            self.reader.skip(true);
            parts.push(self.sequence(nested)?);
        }
        Ok(Expr::choice(parts))
    }

    fn sequence(&mut self, nested: bool) -> Result<Expr> {
        let mut parts = Vec::new();
        loop {
            let place = self.reader.place();
            let part = match self.reader.peek() {
                Some('"') => self.text()?,
                Some('[') => Expr::One(self.class()?),
                Some('(') => self.group()?,
                Some('.') => {
                    self.reader.next();
                    Expr::One(Characters::all())
                }
                Some(sign @ ('*' | '+' | '?' | '{')) => {
                    let Some(last) = parts.pop() else {
                        return Err(self.reader.error(format!("{sign} stands behind nothing that it could repeat")));
                    };
                    self.repetition(sign, last)?
                }
                Some('<' | '!') => {
                    return Err(self.reader.error("tokens by name or id (<…>) are not read here; write their text"));
                }
                Some(character) if is_word(character) => {
                    let name = self.reader.word("the name of a rule")?;
                    let id = self.rules.id(OF, &name)?;
                    self.used.push((id, place));
                    Expr::Rule(id)
                }
                _ => break,
            };
            parts.push(part);
            self.reader.skip(nested);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Expr::Sequence(parts) })
    }

    fn group(&mut self) -> Result<Expr> {
        self.nesting += 1;
        if self.nesting > limits::NESTING {
            return Err(Error::TooLarge { of: OF, what: "groups within groups", most: limits::NESTING });
        }
        self.reader.next();
        self.reader.skip(true);
        let body = self.choice(true)?;
        if !self.reader.take(')') {
            return Err(self.reader.expected("a character, a rule, | or )"));
        }
        self.nesting -= 1;
        Ok(body)
    }

    fn text(&mut self) -> Result<Expr> {
        let place = self.reader.place();
        self.reader.next();
        let mut text = String::new();
        while !self.reader.take('"') {
            if self.reader.peek().is_none() {
                return Err(self.reader.error_at(place, "a text in quotes that does not end"));
            }
            let place = self.reader.place();
            let code = self.reader.character()?;
            match char::from_u32(code) {
                Some(character) => text.push(character),
                None => return Err(self.reader.error_at(place, format!("U+{code:04X} is no character"))),
            }
        }
        Ok(Expr::Text(text))
    }

    fn class(&mut self) -> Result<Characters> {
        let place = self.reader.place();
        self.reader.next();
        let negated = self.reader.take('^');
        let mut ranges = Vec::new();
        while !self.reader.take(']') {
            if self.reader.peek().is_none() {
                return Err(self.reader.error_at(place, "a set of characters that does not end"));
            }
            let place = self.reader.place();
            let low = self.reader.character()?;
            let mut high = low;
            if self.reader.starts('-') && !self.reader.behind_starts(']') {
                self.reader.next();
                high = self.reader.character()?;
            }
            if high < low {
                return Err(self.reader.error_at(place, "a range whose end comes before its beginning"));
            }
            ranges.push((low, high));
        }
        let set = Characters::new(ranges);
        Ok(if negated { set.negated() } else { set })
    }

    fn repetition(&mut self, sign: char, body: Expr) -> Result<Expr> {
        self.nesting_of(&body)?;
        self.reader.next();
        let (least, most) = match sign {
            '*' => (0, None),
            '+' => (1, None),
            '?' => (0, Some(1)),
            _ => self.counts()?,
        };
        Ok(body.repeat(least, most))
    }

    /// Signs behind one another nest without parentheses.
    fn nesting_of(&self, body: &Expr) -> Result<()> {
        let mut depth = 0;
        let mut at = body;
        while let Expr::Repeat { body, .. } = at {
            depth += 1;
            at = body;
        }
        match depth < limits::NESTING {
            true => Ok(()),
            false => Err(Error::TooLarge { of: OF, what: "repetitions of repetitions", most: limits::NESTING }),
        }
    }

    /// `m}`, `m,}` or `m,n}`.
    fn counts(&mut self) -> Result<(u32, Option<u32>)> {
        let place = self.reader.place();
        self.reader.skip_nested();
        let least = self.reader.number("a number of repetitions")?;
        self.reader.skip_nested();
        let mut most = Some(least);
        if self.reader.take(',') {
            self.reader.skip_nested();
            most = match self.reader.peek() {
                Some(digit) if digit.is_ascii_digit() => Some(self.reader.number("a number of repetitions")?),
                _ => None,
            };
            self.reader.skip_nested();
        }
        if !self.reader.take('}') {
            return Err(self.reader.expected("a comma or }"));
        }
        match most {
            Some(most) if most < least => {
                Err(self.reader.error_at(place, format!("{{{least},{most}}}: at least more than at most")))
            }
            most => Ok((least, most)),
        }
    }
}

#[cfg(test)]
mod tests;
