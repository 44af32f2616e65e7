//! The calculator that a model may call, as nanochat's: sums of numbers, and how often a text is in another. It reads what it is
//! given by itself, in one pass, and nothing that it is given is run.
//!
//! A sum has numbers, `+ - * / //`, brackets and signs; whole numbers are exact, and a quotient that is whole is written so (`24`, as
//! GSM8K's calls have it, where Python would say `24.0`). Other numbers are written as Python writes them. Commas in numbers do not
//! count. A count is `'strawberry'.count('r')`, by Python's rules.

/// Bytes of what is reckoned, at most.
const LONGEST: usize = 512;
/// Brackets and signs within each other, at most.
const DEEPEST: usize = 64;

/// What it comes to; `None` for what is no sum and no count, is too long, or has no value.
pub fn calculate(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    if text.starts_with(['\'', '"']) {
        return count(text);
    }
    let text = text.replace(',', "");
    let mut reader = Reader { rest: text.as_bytes(), depth: 0 };
    let value = reader.sum()?;
    reader.space();
    if reader.rest.is_empty() { value.written() } else { None }
}

/// `'word'.count('letter')`, with either quotes and no escapes.
fn count(text: &str) -> Option<String> {
    let (all, rest) = quoted(text)?;
    let rest = rest.trim_start().strip_prefix(".count")?.trim_start().strip_prefix('(')?;
    let (part, rest) = quoted(rest.trim_start())?;
    if rest.trim() != ")" {
        return None;
    }
    // Between all characters there is nothing once, and before and behind them.
    let found = if part.is_empty() { all.chars().count() + 1 } else { all.matches(part).count() };
    Some(found.to_string())
}

/// A text in quotes, and what is behind it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let quote = text.chars().next().filter(|quote| matches!(quote, '\'' | '"'))?;
    let (inside, rest) = text[1..].split_once(quote)?;
    (!inside.contains('\\')).then_some((inside, rest))
}

#[derive(Clone, Copy)]
enum Value {
    Whole(i128),
    Real(f64),
}

impl Value {
    fn real(self) -> f64 {
        match self {
            Value::Whole(value) => value as f64,
            Value::Real(value) => value,
        }
    }

    /// Two numbers: exactly, where both are whole; `None` where that does not fit.
    fn with(self, other: Value, whole: fn(i128, i128) -> Option<i128>, real: fn(f64, f64) -> f64) -> Option<Value> {
        match (self, other) {
            (Value::Whole(one), Value::Whole(two)) => whole(one, two).map(Value::Whole),
            (one, two) => Some(Value::Real(real(one.real(), two.real()))),
        }
    }

    fn over(self, other: Value) -> Option<Value> {
        if other.real() == 0.0 {
            return None;
        }
        Some(match (self, other) {
            (Value::Whole(one), Value::Whole(two)) if one.checked_rem(two)? == 0 => Value::Whole(one / two),
            (one, two) => Value::Real(one.real() / two.real()),
        })
    }

    fn floor_over(self, other: Value) -> Option<Value> {
        if other.real() == 0.0 {
            return None;
        }
        let whole = |one: i128, two: i128| {
            let quotient = one.checked_div(two)?;
            Some(quotient - i128::from(one % two != 0 && (one < 0) != (two < 0)))
        };
        self.with(other, whole, |one, two| (one / two).floor())
    }

    /// As Python writes it: a real number has a point or an exponent.
    fn written(self) -> Option<String> {
        let value = match self {
            Value::Whole(value) => return Some(value.to_string()),
            Value::Real(value) => value,
        };
        if !value.is_finite() {
            return None;
        }
        let size = value.abs();
        if size != 0.0 && !(1e-4..1e16).contains(&size) {
            let text = format!("{value:e}");
            let (digits, exponent) = text.split_once('e')?;
            let (sign, exponent) = exponent.strip_prefix('-').map_or(('+', exponent), |rest| ('-', rest));
            return Some(format!("{digits}e{sign}{exponent:0>2}"));
        }
        let text = value.to_string();
        Some(if text.contains('.') { text } else { text + ".0" })
    }
}

/// What is left to be read.
struct Reader<'a> {
    rest: &'a [u8],
    depth: usize,
}

impl Reader<'_> {
    fn space(&mut self) {
        let spaces = self.rest.iter().take_while(|byte| **byte == b' ').count();
        self.rest = &self.rest[spaces..];
    }

    fn take(&mut self, sign: &[u8]) -> bool {
        self.space();
        let found = self.rest.starts_with(sign);
        if found {
            self.rest = &self.rest[sign.len()..];
        }
        found
    }

    fn sum(&mut self) -> Option<Value> {
        let mut value = self.product()?;
        loop {
            value = if self.take(b"+") {
                value.with(self.product()?, i128::checked_add, |one, two| one + two)?
            } else if self.take(b"-") {
                value.with(self.product()?, i128::checked_sub, |one, two| one - two)?
            } else {
                return Some(value);
            };
        }
    }

    fn product(&mut self) -> Option<Value> {
        let mut value = self.signed()?;
        loop {
            value = if self.take(b"**") {
                return None;
            } else if self.take(b"*") {
                value.with(self.signed()?, i128::checked_mul, |one, two| one * two)?
            } else if self.take(b"//") {
                value.floor_over(self.signed()?)?
            } else if self.take(b"/") {
                value.over(self.signed()?)?
            } else {
                return Some(value);
            };
        }
    }

    fn signed(&mut self) -> Option<Value> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let value = if self.take(b"-") {
            match self.signed()? {
                Value::Whole(value) => Value::Whole(value.checked_neg()?),
                Value::Real(value) => Value::Real(-value),
            }
        } else if self.take(b"+") {
            self.signed()?
        } else if self.take(b"(") {
            let value = self.sum()?;
            self.take(b")").then_some(value)?
        } else {
            self.number()?
        };
        self.depth -= 1;
        Some(value)
    }

    fn number(&mut self) -> Option<Value> {
        self.space();
        let length = self.rest.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
        let (digits, rest) = self.rest.split_at(length);
        self.rest = rest;
        let text = std::str::from_utf8(digits).ok()?;
        if text.contains('.') {
            return text.parse().ok().map(Value::Real);
        }
        // Python takes no whole number that begins with a nought, unless it is one.
        let nought = text.starts_with('0') && text.bytes().any(|byte| byte != b'0');
        if nought { None } else { text.parse().ok().map(Value::Whole) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_come_to_what_python_says_but_for_whole_quotients() {
        for (text, result) in [
            ("3*4", "12"),
            (" 2 + 3 * (4 - 1) ", "11"),
            ("1,200 + 34", "1234"),
            ("48/2", "24"),
            ("7/2", "3.5"),
            ("-7//2", "-4"),
            ("7.0//2", "3.0"),
            ("10/4*2", "5.0"),
            ("0.1+0.2", "0.30000000000000004"),
            (".5*3", "1.5"),
            ("5.+1", "6.0"),
            ("--3", "3"),
            ("3--4", "7"),
            ("2*-3", "-6"),
            ("1/3", "0.3333333333333333"),
            ("1.0*10000000000000000", "1e+16"),
            ("1.0*1234567890123456789", "1.2345678901234568e+18"),
            ("0.00001*1", "1e-05"),
            ("0.0001*1", "0.0001"),
            ("99999999999999999999*9", "899999999999999999991"),
            ("00", "0"),
            ("20*.01*50", "10.0"),
        ] {
            assert_eq!(calculate(text).as_deref(), Some(result), "{text}");
        }
    }

    #[test]
    fn counts_are_pythons() {
        for (text, result) in [
            ("'strawberry'.count('r')", "3"),
            ("\"banana\".count('ana')", "1"),
            ("'aaaa'.count(\"aa\")", "2"),
            ("'abc'.count('')", "4"),
            ("'école'.count('')", "6"),
            (" 'it, too'.count(',') ", "1"),
        ] {
            assert_eq!(calculate(text).as_deref(), Some(result), "{text}");
        }
    }

    #[test]
    fn what_is_no_sum_has_no_result_and_takes_no_time() {
        let deep = "(".repeat(500);
        let signs = "-".repeat(500) + "1";
        let large = "9".repeat(500);
        let product = vec!["9999999999"; 40].join("*");
        for text in [
            "",
            " ",
            "1/0",
            "1//0",
            "1.0/0",
            "2**3",
            "2 3",
            "3(4)",
            "(3",
            "3)",
            "1+",
            "*3",
            "007",
            "1.2.3",
            ".",
            "x",
            "$3*4",
            "1e5",
            "5%2",
            "__import__('os')",
            "'a'.upper()",
            "'a'.count('b').x",
            "'a'.count('b",
            "'a\\'.count('a')",
            "'a'",
            "'a'.count(a)",
            "3+4=7",
            "٣+1",
            &deep,
            &signs,
            &large,
            &product,
        ] {
            assert_eq!(calculate(text), None, "{text}");
        }
    }
}
