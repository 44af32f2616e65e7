//! Numbers: whole ones and others, between bounds.
//!
//! Digits have an end, so that a model cannot write a number for ever: sixteen before the point, sixteen behind it and two of
//! an exponent. A number with a bound is written without an exponent.

use serde_json::Value;

use super::decimal::{self, Bound, digit};
use super::fault::{Keywords, fault};
use super::pointer;
use crate::characters::Characters;
use crate::error::Result;
use crate::expr::Expr;

/// The greatest whole number where nothing is said.
const MOST: i128 = 9_999_999_999_999_999;
/// Whole numbers beyond are no bounds.
const LAST: i128 = 999_999_999_999_999_999_999;

/// The whole numbers that are allowed.
pub(super) fn integer(keywords: &Keywords, at: &str) -> Result<Expr> {
    let whole = |name: &str, up: bool, beyond: i128| -> Result<Option<i128>> {
        let Some(value) = keywords.get(name) else { return Ok(None) };
        let at = pointer::below(at, name);
        let Some(float) = value.as_f64() else { return fault(&at, "it is no number") };
        let (below, above) = match (value.as_i64(), value.as_u64()) {
            (Some(number), _) => (number.into(), number.into()),
            (_, Some(number)) => (number.into(), number.into()),
            _ if float.abs() > LAST as f64 => return fault(&at, "so great a bound is not done here"),
            _ => (float.floor() as i128, float.ceil() as i128),
        };
        // A bound that is not allowed itself excludes a whole number only where it is one.
        let moved = if below == above { beyond } else { 0 };
        Ok(Some(if up { above + moved } else { below - moved }))
    };
    let lows = [whole("minimum", true, 0)?, whole("exclusiveMinimum", true, 1)?];
    let highs = [whole("maximum", false, 0)?, whole("exclusiveMaximum", false, 1)?];
    let (low, high) = (lows.into_iter().flatten().max(), highs.into_iter().flatten().min());
    let far = |bound: i128| (bound.abs().saturating_mul(10) + 9).max(MOST);
    let (low, high) = match (low, high) {
        (None, None) => (-MOST, MOST),
        (Some(low), None) => (low, far(low)),
        (None, Some(high)) => (-far(high), high),
        (Some(low), Some(high)) => (low, high),
    };
    match decimal::whole(low, high) {
        Some(expr) => Ok(expr),
        None => fault(at, format!("no whole number lies from {low} to {high}")),
    }
}

/// The numbers that are allowed.
pub(super) fn number(keywords: &Keywords, at: &str) -> Result<Expr> {
    let bound = |name: &str, strict: bool| -> Result<Option<Bound>> {
        let Some(value) = keywords.get(name) else { return Ok(None) };
        let at = pointer::below(at, name);
        let Value::Number(number) = value else { return fault(&at, "it is no number") };
        match Bound::parse(&number.to_string(), strict) {
            Some(bound) => Ok(Some(bound)),
            None => fault(&at, "a bound of so many digits, or with an exponent, is not done here"),
        }
    };
    let mut lows = [bound("minimum", false)?, bound("exclusiveMinimum", true)?].into_iter().flatten();
    let mut highs = [bound("maximum", false)?, bound("exclusiveMaximum", true)?].into_iter().flatten();
    let (low, high) = (lows.next(), highs.next());
    if lows.next().is_some() || highs.next().is_some() {
        return fault(at, "two bounds on one side of a number");
    }
    if low.is_none() && high.is_none() {
        return Ok(free());
    }
    match decimal::between(low, high) {
        Some(expr) => Ok(expr),
        None => fault(at, "no number lies between its bounds"),
    }
}

/// Any number.
fn free() -> Expr {
    let digits = |least, most| digit(0, 9).repeat(least, Some(most));
    let whole = Expr::choice([Expr::text("0"), Expr::sequence([digit(1, 9), digits(0, 15)])]);
    let fraction = Expr::sequence([Expr::text("."), digits(1, 16)]).optional();
    let sign = Expr::One(Characters::of("+-")).optional();
    let exponent = Expr::sequence([Expr::One(Characters::of("eE")), sign, digits(1, 2)]).optional();
    Expr::sequence([Expr::text("-").optional(), whole, fraction, exponent])
}
