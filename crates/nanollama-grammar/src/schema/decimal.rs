//! The digits of numbers between bounds.

use crate::characters::Characters;
use crate::expr::Expr;

/// Digits behind the point where nothing bounds them.
const FRACTION: u32 = 16;
/// The greatest part before the point where nothing bounds it.
const MOST: i128 = 9_999_999_999_999_999;

/// One digit from one to another.
pub(super) fn digit(low: u8, high: u8) -> Expr {
    Expr::One(Characters::new([(u32::from(b'0' + low), u32::from(b'0' + high))]))
}

/// A bound of a number: its sign, what stands before the point, the digits behind it without zeros at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bound {
    negative: bool,
    whole: i128,
    fraction: Vec<u8>,
    /// The bound itself is not allowed.
    strict: bool,
}

impl Bound {
    /// A bound as JSON writes it, without an exponent.
    pub(super) fn parse(text: &str, strict: bool) -> Option<Bound> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let whole: i128 = whole.parse().ok().filter(|whole| *whole <= MOST)?;
        let fraction = fraction.trim_end_matches('0');
        let known = fraction.len() <= FRACTION as usize && fraction.bytes().all(|byte| byte.is_ascii_digit());
        let fraction: Vec<u8> = known.then(|| fraction.bytes().map(|byte| byte - b'0').collect())?;
        // There is one zero.
        let negative = negative && (whole != 0 || !fraction.is_empty());
        Some(Bound { negative, whole, fraction, strict })
    }

    fn zero(strict: bool) -> Bound {
        Bound { negative: false, whole: 0, fraction: Vec::new(), strict }
    }

    fn last() -> Bound {
        Bound { whole: MOST, fraction: vec![9; FRACTION as usize], ..Bound::zero(false) }
    }

    /// The same on the other side of zero.
    fn turned(self) -> Bound {
        Bound { negative: false, ..self }
    }
}

/// Whole numbers from `low` to `high`.
pub(super) fn whole(low: i128, high: i128) -> Option<Expr> {
    let mut parts = Vec::new();
    if low < 0 && low <= high {
        parts.push(Expr::sequence([Expr::text("-"), naturals((-high).max(1), -low)?]));
    }
    if high >= 0 && low <= high {
        parts.push(naturals(low.max(0), high)?);
    }
    (!parts.is_empty()).then(|| Expr::choice(parts))
}

/// Whole numbers from 0 on, of each length those that lie between.
fn naturals(low: i128, high: i128) -> Option<Expr> {
    let mut parts = Vec::new();
    let (mut first, mut last) = (0i128, 9i128);
    while first <= high {
        let (from, to) = (low.max(first), high.min(last));
        if from <= to {
            parts.push(alike(from.to_string().as_bytes(), to.to_string().as_bytes()));
        }
        (first, last) = (last + 1, last * 10 + 9);
    }
    (!parts.is_empty()).then(|| Expr::choice(parts))
}

/// Digits of one length from `low` to `high`.
fn alike(low: &[u8], high: &[u8]) -> Expr {
    let (Some((&a, low)), Some((&b, high))) = (low.split_first(), high.split_first()) else { return Expr::empty() };
    let (a, b) = (a - b'0', b - b'0');
    let any = |from: u8, to: u8| {
        Expr::sequence([digit(from, to), digit(0, 9).repeat(low.len() as u32, Some(low.len() as u32))])
    };
    if a == b {
        return Expr::sequence([digit(a, a), alike(low, high)]);
    }
    let (zeros, nines) = (vec![b'0'; low.len()], vec![b'9'; low.len()]);
    // Ends that go through all their digits are no ends.
    let from = if low == zeros { a } else { a + 1 };
    let to = if high == nines { b } else { b - 1 };
    let mut parts = Vec::new();
    if from > a {
        parts.push(Expr::sequence([digit(a, a), alike(low, &nines)]));
    }
    if from <= to {
        parts.push(any(from, to));
    }
    if to < b {
        parts.push(Expr::sequence([digit(b, b), alike(&zeros, high)]));
    }
    Expr::choice(parts)
}

/// Numbers between two bounds, without an exponent. None where there are none.
pub(super) fn between(low: Option<Bound>, high: Option<Bound>) -> Option<Expr> {
    let mut parts = Vec::new();
    let below = low.as_ref().is_none_or(|low| low.negative);
    let above = high.as_ref().is_none_or(|high| !high.negative);
    if below {
        // From zero down, zero itself not: it has no sign.
        let from = high.clone().filter(|high| high.negative).map_or(Bound::zero(true), Bound::turned);
        let to = low.clone().map_or(Bound::last(), Bound::turned);
        parts.extend(positive(&from, &to).map(|part| Expr::sequence([Expr::text("-"), part])));
    }
    if above {
        let from = low.filter(|low| !low.negative).unwrap_or(Bound::zero(false));
        let to = high.unwrap_or(Bound::last());
        parts.extend(positive(&from, &to));
    }
    (!parts.is_empty()).then(|| Expr::choice(parts))
}

/// Numbers from 0 on between two bounds.
fn positive(low: &Bound, high: &Bound) -> Option<Expr> {
    let number = |whole: Option<Expr>, fraction: Option<Fraction>| Some(Expr::sequence([whole?, fraction?.written()?]));
    let one = |whole| naturals(whole, whole);
    let parts: Vec<Expr> = if low.whole == high.whole {
        let fraction = inside((&low.fraction, low.strict), (&high.fraction, high.strict));
        number(one(low.whole), fraction).into_iter().collect()
    } else if low.whole < high.whole {
        let first = number(one(low.whole), Some(from(&low.fraction, low.strict)));
        let middle = number(naturals(low.whole + 1, high.whole - 1), Some(from(&[], false)));
        let last = number(one(high.whole), to(&high.fraction, high.strict));
        [first, middle, last].into_iter().flatten().collect()
    } else {
        Vec::new()
    };
    (!parts.is_empty()).then(|| Expr::choice(parts))
}

/// Digits behind a point: at least one, or none at all where that is allowed. Digits that are left out are zeros.
struct Fraction {
    digits: Option<Expr>,
    none: bool,
}

impl Fraction {
    fn written(self) -> Option<Expr> {
        let digits = self.digits.map(|digits| Expr::sequence([Expr::text("."), digits]));
        match (digits, self.none) {
            (Some(digits), true) => Some(digits.optional()),
            (Some(digits), false) => Some(digits),
            (None, true) => Some(Expr::empty()),
            (None, false) => None,
        }
    }

    /// What may stand behind a digit.
    fn behind(self, first: u8) -> Option<Expr> {
        let digit = digit(first, first);
        match (self.digits, self.none) {
            (Some(digits), true) => Some(Expr::sequence([digit, digits.optional()])),
            (Some(digits), false) => Some(Expr::sequence([digit, digits])),
            (None, true) => Some(digit),
            (None, false) => None,
        }
    }
}

/// Digits from one to another, then any.
fn free(low: u8, high: u8) -> Option<Expr> {
    (low <= high).then(|| Expr::sequence([digit(low, high), digit(0, 9).repeat(0, Some(FRACTION - 1))]))
}

fn of(parts: [Option<Expr>; 3], none: bool) -> Fraction {
    let parts: Vec<Expr> = parts.into_iter().flatten().collect();
    Fraction { digits: (!parts.is_empty()).then(|| Expr::choice(parts)), none }
}

/// Fractions of at least a bound, which has no zeros at its end.
fn from(bound: &[u8], strict: bool) -> Fraction {
    match bound.split_first() {
        None if strict => {
            let zeros = digit(0, 0).repeat(0, Some(FRACTION - 1));
            of([free(1, 9).map(|rest| Expr::sequence([zeros, rest])), None, None], false)
        }
        None => of([free(0, 9), None, None], true),
        Some((&first, rest)) => of([free(first + 1, 9), from(rest, strict).behind(first), None], false),
    }
}

/// Fractions of at most a bound. None where there is none.
fn to(bound: &[u8], strict: bool) -> Option<Fraction> {
    match bound.split_first() {
        None if strict => None,
        None => Some(of([Some(digit(0, 0).repeat(1, Some(FRACTION))), None, None], true)),
        Some((&first, rest)) => {
            let lower = first.checked_sub(1).and_then(|below| free(0, below));
            Some(of([lower, to(rest, strict).and_then(|rest| rest.behind(first)), None], true))
        }
    }
}

/// Fractions between two bounds, each strict or not.
fn inside(low: (&[u8], bool), high: (&[u8], bool)) -> Option<Fraction> {
    let (Some((&first, rest)), strict) = (low.0.split_first(), low.1) else {
        // From zero on.
        let below = to(high.0, high.1)?;
        return match low.1 {
            false => Some(below),
            true => above_zero(high),
        };
    };
    let (&last, behind) = high.0.split_first()?;
    if first == last {
        let both = inside((rest, strict), (behind, high.1))?.behind(first)?;
        return Some(of([Some(both), None, None], false));
    }
    if first > last {
        return None;
    }
    let middle = free(first + 1, last - 1);
    let lowest = from(rest, strict).behind(first);
    let highest = to(behind, high.1).and_then(|rest| rest.behind(last));
    Some(of([lowest, middle, highest], false))
}

/// Fractions above zero and up to a bound.
fn above_zero(high: (&[u8], bool)) -> Option<Fraction> {
    let (&last, behind) = high.0.split_first()?;
    if last == 0 {
        let below = above_zero((behind, high.1))?.behind(0)?;
        return Some(of([Some(below), None, None], false));
    }
    let lowest = from(&[], true).behind(0);
    let middle = free(1, last - 1);
    let highest = to(behind, high.1).and_then(|rest| rest.behind(last));
    Some(of([lowest, middle, highest], false))
}
