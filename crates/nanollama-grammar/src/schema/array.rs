//! Lists: the first elements by their place, the others alike.

use serde_json::Value;

use super::fault::{Keywords, fault};
use super::{Reader, keywords, pointer};
use crate::error::Result;
use crate::expr::Expr;

impl Reader<'_> {
    /// The lists that are allowed.
    pub(super) fn array(&mut self, keywords: &Keywords, at: &str) -> Result<Expr> {
        let (first, rest) = self.elements(keywords, at)?;
        let count = first.len() as u32;
        let (mut least, most) = keywords::counts(keywords, "minItems", "maxItems", at)?;
        // Elements that are named by their place are meant to be there, where nothing says how many there are.
        if !keywords.contains_key("minItems") {
            least = most.map_or(count, |most| most.min(count));
        }
        if rest.is_none() && least > count {
            return fault(&pointer::below(at, "minItems"), format!("{least} elements of which {count} may be there"));
        }
        let space = self.space()?;
        let mut body = self.further(rest, count, least, most, at)?;
        for (place, element) in (0..count).zip(first).rev() {
            if most.is_some_and(|most| place >= most) {
                continue;
            }
            let mut parts = Vec::new();
            if place > 0 {
                parts.extend([Expr::text(","), space.clone()]);
            }
            parts.extend([element, space.clone(), body]);
            let whole = Expr::Sequence(parts);
            body = self.rule(at, "element", if place < least { whole } else { whole.optional() })?;
        }
        Ok(Expr::sequence([Expr::text("["), space, body, Expr::text("]")]))
    }

    /// The elements that have a place of their own, and what all others are, where there may be any.
    fn elements(&mut self, keywords: &Keywords, at: &str) -> Result<(Vec<Expr>, Option<Expr>)> {
        let items = keywords.get("items");
        // Before 2020 elements by their place were a list of `items`, and the others `additionalItems`.
        let (place, others) = match items {
            Some(Value::Array(_)) if keywords.contains_key("prefixItems") => {
                return fault(&pointer::below(at, "items"), "a list of items beside prefixItems");
            }
            Some(Value::Array(_)) => ("items", "additionalItems"),
            _ => ("prefixItems", "items"),
        };
        if others == "items" && keywords.contains_key("additionalItems") && keywords.contains_key("prefixItems") {
            return fault(&pointer::below(at, "additionalItems"), "additionalItems beside prefixItems; say items");
        }
        let first = match keywords.get(place) {
            None => None,
            Some(Value::Array(list)) => Some(list),
            Some(_) => return fault(&pointer::below(at, place), "it is no list of schemas"),
        };
        let below = pointer::below(at, others);
        let rest = match keywords.get(others) {
            Some(Value::Bool(false)) => None,
            Some(schema) => Some(self.schema(schema, &below)?),
            // Nothing is said of them: where some are named, those are all.
            None if first.is_some() => None,
            None => Some(self.any()?),
        };
        let mut elements = Vec::new();
        let at = pointer::below(at, place);
        for (number, schema) in first.into_iter().flatten().enumerate() {
            elements.push(self.schema(schema, &format!("{at}/{number}"))?);
        }
        Ok((elements, rest))
    }

    /// What may come behind the first `count` elements.
    fn further(&mut self, rest: Option<Expr>, count: u32, least: u32, most: Option<u32>, at: &str) -> Result<Expr> {
        let most = most.map(|most| most.saturating_sub(count));
        let least = least.saturating_sub(count);
        let (Some(element), true) = (rest, most != Some(0)) else { return Ok(Expr::empty()) };
        let space = self.space()?;
        let element = self.rule(at, "item", Expr::sequence([element, space.clone()]))?;
        let next = Expr::sequence([Expr::text(","), space, element.clone()]);
        if count > 0 {
            return Ok(next.repeat(least, most));
        }
        let others = next.repeat(least.saturating_sub(1), most.map(|most| most - 1));
        let whole = Expr::sequence([element, others]);
        Ok(if least > 0 { whole } else { whole.optional() })
    }
}
