//! Regular expressions as `pattern` has them (ECMA-262), those that are regular: characters, classes, groups, alternatives,
//! counts, `^` at the beginning and `$` at the end. What looks ahead, behind or back is refused by name.

use crate::characters::Characters;
use crate::expr::Expr;
use crate::limits;

/// Reads a pattern. `encode` makes an expression of one character of a set; `any` is any text, which may stand where the
/// pattern is not anchored.
///
/// # Errors
/// What cannot be read, with its place in characters from 1.
pub(crate) fn read(pattern: &str, encode: &dyn Fn(&Characters) -> Expr, any: &Expr) -> Result<Expr, String> {
    let mut reader = Reader { rest: pattern.chars().collect(), at: 0, encode, nesting: 0 };
    let begins = reader.take('^');
    let body = reader.choice()?;
    let ends = reader.take('$');
    if reader.at < reader.rest.len() {
        return Err(reader.refuse("this stands where the pattern should end; ^ and $ are read at its two ends"));
    }
    // `^a|b$` is a at the beginning or b at the end, which nobody means.
    if (begins || ends) && matches!(body, Expr::Choice(_)) && !reader.is_grouped(begins, ends) {
        return Err("^ and $ beside alternatives: put these in a group, as in ^(a|b)$".into());
    }
    let before = if begins { Expr::empty() } else { any.clone() };
    let behind = if ends { Expr::empty() } else { any.clone() };
    Ok(Expr::sequence([before, body, behind]))
}

struct Reader<'a> {
    rest: Vec<char>,
    at: usize,
    encode: &'a dyn Fn(&Characters) -> Expr,
    nesting: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.get(self.at).copied()
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn starts(&self, wanted: &str) -> bool {
        wanted.chars().enumerate().all(|(place, character)| self.rest.get(self.at + place) == Some(&character))
    }

    fn refuse(&self, problem: &str) -> String {
        let shown: String = self.rest.iter().skip(self.at).take(8).collect();
        match shown.is_empty() {
            true => format!("pattern: at its end: {problem}"),
            false => format!("pattern: character {}, {shown:?}: {problem}", self.at + 1),
        }
    }

    /// Whether no alternative stands outside of a group.
    fn is_grouped(&self, begins: bool, ends: bool) -> bool {
        let inner = &self.rest[usize::from(begins)..self.rest.len() - usize::from(ends)];
        let (mut depth, mut class, mut escaped) = (0, false, false);
        for &character in inner {
            match character {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                ']' => class = false,
                _ if class => {}
                '[' => class = true,
                '(' => depth += 1,
                ')' => depth -= 1,
                '|' if depth == 0 => return false,
                _ => {}
            }
        }
        true
    }

    fn choice(&mut self) -> Result<Expr, String> {
        self.nesting += 1;
        if self.nesting > limits::NESTING {
            return Err(self.refuse("too many groups within groups"));
        }
        let mut parts = vec![self.sequence()?];
        while self.take('|') {
            parts.push(self.sequence()?);
        }
        self.nesting -= 1;
        Ok(Expr::choice(parts))
    }

    fn sequence(&mut self) -> Result<Expr, String> {
        let mut parts = Vec::new();
        while let Some(next) = self.peek() {
            let part = match next {
                '|' | ')' | '$' => break,
                '(' => self.group()?,
                '[' => {
                    let class = self.class()?;
                    self.encoded(&class)?
                }
                '.' => {
                    self.at += 1;
                    (self.encode)(&Characters::of("\n\r\u{2028}\u{2029}").negated())
                }
                '*' | '+' | '?' => return Err(self.refuse("there is nothing before it to repeat")),
                '^' => return Err(self.refuse("^ is read at the beginning alone")),
                '\\' => {
                    let class = self.escape(false)?;
                    self.encoded(&class)?
                }
                plain => {
                    self.at += 1;
                    self.encoded(&Characters::one(plain))?
                }
            };
            parts.push(self.repeated(part)?);
        }
        Ok(Expr::Sequence(parts))
    }

    fn encoded(&self, set: &Characters) -> Result<Expr, String> {
        match set.is_empty() {
            true => Err(self.refuse("the class before it has no characters")),
            false => Ok((self.encode)(set)),
        }
    }

    fn group(&mut self) -> Result<Expr, String> {
        if self.starts("(?:") {
            self.at += 3;
        } else if self.starts("(?") {
            return Err(self.refuse("a group that looks ahead or behind, or has a name, is not done here"));
        } else {
            self.at += 1;
        }
        let body = self.choice()?;
        match self.take(')') {
            true => Ok(body),
            false => Err(self.refuse("a group that is not closed here; $ is read at the end alone")),
        }
    }

    fn repeated(&mut self, body: Expr) -> Result<Expr, String> {
        let (least, most) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => self.counts()?,
            _ => return Ok(body),
        };
        // The sign, or the brace that closes the counts.
        self.at += 1;
        match self.peek() {
            // How much is taken first makes no difference to what is matched as a whole.
            Some('?') => self.at += 1,
            Some('*' | '+') => return Err(self.refuse("a repetition of a repetition; put the first in a group")),
            _ => {}
        }
        Ok(body.repeat(least, most))
    }

    /// The numbers of `{m}`, `{m,}` and `{m,n}`; the closing brace is left.
    fn counts(&mut self) -> Result<(u32, Option<u32>), String> {
        let digits: String = self.rest[self.at + 1..].iter().take_while(|character| **character != '}').collect();
        let closed = self.rest.get(self.at + 1 + digits.chars().count()) == Some(&'}');
        let number = |text: &str| -> Option<u32> {
            let known = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            known.then(|| text.parse().ok().filter(|count| *count <= limits::REPETITION).unwrap_or(u32::MAX))
        };
        let parsed = match digits.split_once(',') {
            None => number(&digits).map(|count| (count, Some(count))),
            Some((least, "")) => number(least).map(|least| (least, None)),
            Some((least, most)) => number(least).zip(number(most)).map(|(least, most)| (least, Some(most))),
        };
        let Some((least, most)) = parsed.filter(|_| closed) else {
            return Err(self.refuse("a brace that begins no count; write \\{ for the character"));
        };
        if least > limits::REPETITION || most.is_some_and(|most| most > limits::REPETITION) {
            return Err(self.refuse(&format!("at most {} repetitions are counted", limits::REPETITION)));
        }
        if most.is_some_and(|most| most < least) {
            return Err(self.refuse("at least more than at most"));
        }
        self.at += 1 + digits.chars().count();
        Ok((least, most))
    }

    /// A class in brackets.
    fn class(&mut self) -> Result<Characters, String> {
        let start = self.at;
        self.at += 1;
        let negated = self.take('^');
        let mut set = Characters::default();
        loop {
            let low = match self.peek() {
                None => {
                    self.at = start;
                    return Err(self.refuse("a class that does not end"));
                }
                Some(']') => break,
                Some(_) => self.member()?,
            };
            if self.peek() == Some('-') && self.rest.get(self.at + 1).is_some_and(|next| *next != ']') {
                let place = self.at;
                self.at += 1;
                let high = self.member()?;
                let ([(a, b)], [(c, d)]) = (low.ranges(), high.ranges()) else {
                    self.at = place;
                    return Err(self.refuse("a range whose end is no character"));
                };
                if a != b || c != d || a > c {
                    self.at = place;
                    return Err(self.refuse("a range whose ends are not two characters in order"));
                }
                set = set.union(&Characters::new([(*a, *c)]));
            } else {
                set = set.union(&low);
            }
        }
        self.at += 1;
        Ok(if negated { set.negated() } else { set })
    }

    fn member(&mut self) -> Result<Characters, String> {
        match self.peek() {
            Some('\\') => self.escape(true),
            Some(plain) => {
                self.at += 1;
                Ok(Characters::one(plain))
            }
            None => Err(self.refuse("a class that does not end")),
        }
    }

    /// What an escape stands for.
    fn escape(&mut self, in_class: bool) -> Result<Characters, String> {
        let place = self.at;
        self.at += 1;
        let Some(letter) = self.peek() else { return Err(self.refuse("an escape of nothing")) };
        self.at += 1;
        let digits = || Characters::new([(48, 57)]);
        let words = || Characters::new([(48, 57), (65, 90), (95, 95), (97, 122)]);
        let spaces = || {
            Characters::of("\t\n\u{b}\u{c}\r \u{a0}\u{1680}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}\u{feff}")
                .union(&Characters::new([(0x2000, 0x200a)]))
        };
        Ok(match letter {
            'd' => digits(),
            'D' => digits().negated(),
            'w' => words(),
            'W' => words().negated(),
            's' => spaces(),
            'S' => spaces().negated(),
            'n' => Characters::one('\n'),
            'r' => Characters::one('\r'),
            't' => Characters::one('\t'),
            'f' => Characters::one('\u{c}'),
            'v' => Characters::one('\u{b}'),
            'b' if in_class => Characters::one('\u{8}'),
            '0' if !self.peek().is_some_and(|next| next.is_ascii_digit()) => Characters::one('\0'),
            'x' => self.code(2)?,
            'u' => self.code(4)?,
            plain if !plain.is_alphanumeric() => Characters::one(plain),
            _ => {
                self.at = place;
                return Err(self.refuse("this escape is not done here"));
            }
        })
    }

    fn code(&mut self, count: usize) -> Result<Characters, String> {
        let digits: String = self.rest.iter().skip(self.at).take(count).collect();
        let hex = digits.len() == count && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let code = u32::from_str_radix(&digits, 16).ok().filter(|_| hex).and_then(char::from_u32);
        let Some(character) = code else { return Err(self.refuse("an escape without the digits of a character")) };
        self.at += count;
        Ok(Characters::one(character))
    }
}

#[cfg(test)]
mod tests;
