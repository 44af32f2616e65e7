//! Objects: the properties that are named, in their order, then others where they are allowed.

use serde_json::Value;

use super::fault::{Keywords, fault};
use super::{Reader, keywords, pointer, spelled};
use crate::characters::Characters;
use crate::error::Result;
use crate::expr::Expr;

/// Characters of a property's name where others may stand beside it.
const LONGEST: usize = 256;

/// A property that is named.
struct Property {
    pair: Expr,
    required: bool,
}

impl Reader<'_> {
    /// The objects that are allowed.
    pub(super) fn object(&mut self, keywords: &Keywords, at: &str) -> Result<Expr> {
        let empty = Keywords::new();
        let named = match keywords.get("properties") {
            None => &empty,
            Some(Value::Object(named)) => named,
            Some(_) => return fault(&pointer::below(at, "properties"), "it is no object"),
        };
        let required = required(keywords, at)?;
        let other = self.other_value(keywords, at, &required)?;
        let mut properties = Vec::with_capacity(named.len());
        for (name, schema) in named {
            let below = pointer::below(&pointer::below(at, "properties"), name);
            let required = required.contains(&name.as_str());
            // What must not be there is not there.
            if *schema == Value::Bool(false) && !required {
                continue;
            }
            let value = self.schema(schema, &below)?;
            let name = Expr::text(Value::String(name.clone()).to_string());
            properties.push(Property { pair: self.pair(name, value, at)?, required });
        }
        for name in required.iter().filter(|name| !named.contains_key(**name)) {
            let Some(value) = other.clone() else {
                let shown: String = name.chars().take(60).collect();
                return fault(&pointer::below(at, "required"), format!("{shown:?} is required and not allowed"));
            };
            let name = Expr::text(Value::String((*name).to_owned()).to_string());
            properties.push(Property { pair: self.pair(name, value, at)?, required: true });
        }
        let names: Vec<&str> = named.keys().map(String::as_str).chain(required).collect();
        let others = match other {
            None => None,
            Some(value) => {
                let name = self.other_name(&names, at)?;
                Some(self.pair(name, value, at)?)
            }
        };
        let (least, most) = keywords::counts(keywords, "minProperties", "maxProperties", at)?;
        let members = if properties.is_empty() {
            self.alike(others, least, most)?
        } else if (least, most) != (0, None) {
            return fault(at, "minProperties and maxProperties are counted where no properties are named");
        } else {
            self.in_order(properties, others, at)?
        };
        let space = self.space()?;
        Ok(Expr::sequence([Expr::text("{"), space, members, Expr::text("}")]))
    }

    /// The value of properties that are not named; none where there are none.
    fn other_value(&mut self, keywords: &Keywords, at: &str, required: &[&str]) -> Result<Option<Expr>> {
        match keywords.get("additionalProperties") {
            Some(Value::Bool(false)) => Ok(None),
            Some(schema) => Ok(Some(self.schema(schema, &pointer::below(at, "additionalProperties"))?)),
            // Where some are named and nothing is said of others, those are all.
            None if keywords.contains_key("properties") && required.iter().all(|name| has(keywords, name)) => Ok(None),
            None if keywords.contains_key("properties") => {
                fault(&pointer::below(at, "required"), "it names a property that `properties` does not have")
            }
            None => Ok(Some(self.any()?)),
        }
    }

    /// A name, a colon and a value, with the white space behind it.
    fn pair(&mut self, name: Expr, value: Expr, at: &str) -> Result<Expr> {
        let space = self.space()?;
        self.rule(at, "property", Expr::sequence([name, spelled::colon(), value, space]))
    }

    /// Any number of pairs, all alike.
    fn alike(&mut self, pair: Option<Expr>, least: u32, most: Option<u32>) -> Result<Expr> {
        let (Some(pair), true) = (pair, most != Some(0)) else { return Ok(Expr::empty()) };
        let next = Expr::sequence([Expr::text(","), self.space()?, pair.clone()]);
        let further = next.repeat(least.saturating_sub(1), most.map(|most| most - 1));
        let whole = Expr::sequence([pair, further]);
        Ok(if least > 0 { whole } else { whole.optional() })
    }

    /// The properties in their order, those that are not required there or not, then any number of others.
    fn in_order(&mut self, properties: Vec<Property>, others: Option<Expr>, at: &str) -> Result<Expr> {
        let comma = Expr::sequence([Expr::text(","), self.space()?]);
        let further = others.clone().map(|pair| Expr::sequence([comma.clone(), pair]).repeat(0, None));
        // What may come behind a property, and what where none has come yet: made from the last to the first.
        let mut behind = further.unwrap_or_else(Expr::empty);
        let mut first = match others {
            Some(pair) => Expr::sequence([pair, behind.clone()]).optional(),
            None => Expr::empty(),
        };
        for Property { pair, required } in properties.into_iter().rev() {
            let here = Expr::sequence([pair, behind.clone()]);
            let here = self.rule(at, "members", here)?;
            let next = Expr::sequence([comma.clone(), here.clone()]);
            if required {
                (behind, first) = (next, here);
            } else {
                behind = self.rule(at, "rest", Expr::choice([next, behind]))?;
                first = self.rule(at, "first", Expr::choice([here, first]))?;
            }
        }
        Ok(first)
    }

    /// The name of a property that is none of these.
    fn other_name(&mut self, names: &[&str], at: &str) -> Result<Expr> {
        if names.is_empty() {
            return self.plain_string();
        }
        if let Some(name) = names.iter().find(|name| name.chars().count() > LONGEST) {
            let shown: String = name.chars().take(20).collect();
            let problem =
                format!("the name {shown:?}… has more than {LONGEST} characters, and others are allowed beside it");
            return fault(&pointer::below(at, "properties"), problem);
        }
        let mut names: Vec<Vec<char>> = names.iter().map(|name| name.chars().collect()).collect();
        names.sort_unstable();
        names.dedup();
        let rest: Vec<&[char]> = names.iter().map(Vec::as_slice).collect();
        let content = self.other_than(&rest)?;
        self.rule(at, "name", spelled::quoted(content))
    }

    /// What a string may hold to be none of these, which are sorted.
    fn other_than(&mut self, names: &[&[char]]) -> Result<Expr> {
        let mut parts = Vec::new();
        let mut rest = names;
        if rest.first().is_some_and(|name| name.is_empty()) {
            rest = &rest[1..];
        } else {
            parts.push(Expr::empty());
        }
        let next = Characters::of(&rest.iter().filter_map(|name| name.first()).collect::<String>());
        let any = self.character()?.repeat(0, None);
        let other = match next.is_within(&spelled::plain()) {
            true => {
                let escaped = self.shared("escaped", |_| Ok(spelled::usual(&spelled::plain().negated())))?;
                Expr::choice([Expr::One(spelled::plain().without(&next)), escaped])
            }
            false => spelled::usual(&next.negated()),
        };
        parts.push(Expr::sequence([other, any]));
        while let Some(name) = rest.first() {
            let count = rest.iter().take_while(|other| other[0] == name[0]).count();
            let tails: Vec<&[char]> = rest[..count].iter().map(|name| &name[1..]).collect();
            let below = self.other_than(&tails)?;
            parts.push(Expr::sequence([spelled::usual(&Characters::one(name[0])), below]));
            rest = &rest[count..];
        }
        Ok(Expr::Choice(parts))
    }
}

fn has(keywords: &Keywords, name: &str) -> bool {
    keywords.get("properties").and_then(Value::as_object).is_some_and(|named| named.contains_key(name))
}

/// The names that must be there.
fn required<'a>(keywords: &'a Keywords, at: &str) -> Result<Vec<&'a str>> {
    let names = match keywords.get("required") {
        None => return Ok(Vec::new()),
        Some(Value::Array(names)) => names.iter().map(Value::as_str).collect(),
        Some(_) => None,
    };
    let Some(names): Option<Vec<&str>> = names else {
        return fault(&pointer::below(at, "required"), "it is no list of names");
    };
    let mut once: Vec<&str> = Vec::with_capacity(names.len());
    let mut seen = std::collections::HashSet::new();
    once.extend(names.into_iter().filter(|name| seen.insert(*name)));
    Ok(once)
}
