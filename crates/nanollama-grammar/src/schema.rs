//! A JSON schema as rules: the JSON that it allows, with white space that has an end.
//!
//! Each kind of value has its file. Where a schema is combined of several (`$ref` beside others, `allOf`) they are made one
//! first (`combine.rs`). A keyword that is not read is an error with its place: what a schema says is never passed over.

mod array;
mod choices;
mod combine;
mod decimal;
mod fault;
mod format;
mod keywords;
mod number;
mod object;
pub(crate) mod pointer;
mod spelled;
mod string;

use std::collections::{HashMap, VecDeque};

use serde_json::Value;

use crate::error::{Error, Result};
use crate::expr::{Expr, RuleId, Rules};
use crate::limits;
use fault::Keywords;
pub(crate) use fault::fault;
use keywords::Kind;
pub(crate) use keywords::{check, is_note};

/// What errors are of.
const OF: &str = "JSON schema";

/// Reads a schema, and says which rule is the whole.
///
/// # Errors
/// [`Error::Schema`], [`Error::TooLarge`].
pub(crate) fn read(schema: &Value) -> Result<(Rules, RuleId)> {
    let mut rules = Rules::default();
    let root = rules.id(OF, "#")?;
    let body = part(&mut rules, "", schema, |reader| reader.schema(schema, ""))?;
    rules.define(root, body);
    Ok((rules, root))
}

/// Adds the rules of a schema to others, whose names begin otherwise than with `prefix`, and gives what `make` makes of it.
///
/// # Errors
/// As [`read`].
pub(crate) fn part<'a>(
    rules: &mut Rules,
    prefix: &str,
    schema: &'a Value,
    make: impl FnOnce(&mut Reader<'a>) -> Result<Expr>,
) -> Result<Expr> {
    let mut reader = Reader {
        whole: schema,
        rules: std::mem::take(rules),
        prefix: prefix.to_owned(),
        referred: VecDeque::new(),
        read: 0,
        nesting: 0,
        names: HashMap::new(),
    };
    let made = make(&mut reader).and_then(|expr| reader.rest().map(|()| expr));
    *rules = reader.rules;
    made
}

/// A schema's reader.
pub(crate) struct Reader<'a> {
    whole: &'a Value,
    rules: Rules,
    /// What names of rules of this schema begin with.
    prefix: String,
    /// Rules of what is referred to and was not read yet, with its pointer.
    referred: VecDeque<(RuleId, String)>,
    /// Schemas that were read.
    read: usize,
    nesting: usize,
    /// How often a name was given, to tell rules of one place apart.
    names: HashMap<String, usize>,
}

impl<'a> Reader<'a> {
    /// Reads what is referred to. It is read after what refers to it, so that neither circles nor long ways nest.
    fn rest(&mut self) -> Result<()> {
        while let Some((id, pointer)) = self.referred.pop_front() {
            let body = self.schema(pointer::find(self.whole, &pointer)?, &pointer)?;
            self.rules.define(id, body);
        }
        Ok(())
    }

    /// The schema that pointers point into.
    pub(crate) fn whole(&self) -> &'a Value {
        self.whole
    }

    /// The rules so far.
    pub(crate) fn rules(&mut self) -> &mut Rules {
        &mut self.rules
    }

    /// What a schema allows.
    pub(crate) fn schema(&mut self, schema: &Value, at: &str) -> Result<Expr> {
        self.count()?;
        self.nesting += 1;
        if self.nesting > limits::NESTING {
            return Err(Error::TooLarge { of: OF, what: "schemas within schemas", most: limits::NESTING });
        }
        let expr = match schema {
            Value::Bool(true) => self.any(),
            Value::Bool(false) => fault(at, "false allows nothing"),
            Value::Object(keywords) => self.keywords(keywords, at),
            _ => fault(at, "a schema is an object, true or false"),
        }?;
        self.nesting -= 1;
        Ok(expr)
    }

    fn count(&mut self) -> Result<()> {
        self.read += 1;
        match self.read <= limits::SCHEMAS {
            true => Ok(()),
            false => Err(Error::TooLarge { of: OF, what: "schemas to read", most: limits::SCHEMAS }),
        }
    }

    fn keywords(&mut self, keywords: &Keywords, at: &str) -> Result<Expr> {
        keywords::check(keywords, at)?;
        if let Some(target) = keywords.get("$ref")
            && keywords.keys().all(|name| name == "$ref" || keywords::is_note(name))
        {
            let pointer = pointer::of_reference(target, at)?;
            let name = format!("{}#{pointer}", self.prefix);
            return Ok(Expr::Rule(self.referred_rule(&name, &pointer)?));
        }
        if keywords.contains_key("$ref") || keywords.contains_key("allOf") {
            let one = self.combined(keywords, at)?;
            return self.keywords(&one, at);
        }
        if keywords.contains_key("anyOf") || keywords.contains_key("oneOf") {
            return self.choices(keywords, at);
        }
        if keywords.contains_key("const") || keywords.contains_key("enum") {
            return self.listed(keywords, at);
        }
        let kinds = keywords::kinds(keywords, at)?;
        let Some(kinds) = kinds else { return self.any() };
        let mut parts = Vec::with_capacity(kinds.len());
        for kind in kinds {
            parts.push(self.of_kind(kind, keywords, at)?);
        }
        Ok(Expr::choice(parts))
    }

    fn of_kind(&mut self, kind: Kind, keywords: &Keywords, at: &str) -> Result<Expr> {
        match kind {
            Kind::Null => Ok(Expr::text("null")),
            Kind::Boolean => Ok(Expr::Choice(vec![Expr::text("true"), Expr::text("false")])),
            Kind::Integer => number::integer(keywords, at),
            Kind::Number => number::number(keywords, at),
            Kind::String => self.string(keywords, at),
            Kind::Array => self.array(keywords, at),
            Kind::Object => self.object(keywords, at),
        }
    }

    /// The rule of what a pointer points to; it is read later.
    fn referred_rule(&mut self, name: &str, pointer: &str) -> Result<RuleId> {
        if let Some(id) = self.rules.find(name) {
            return Ok(id);
        }
        pointer::find(self.whole, pointer)?;
        let id = self.rules.id(OF, name)?;
        self.referred.push_back((id, pointer.to_owned()));
        Ok(id)
    }

    /// A rule of its own, named after its place.
    pub(crate) fn rule(&mut self, at: &str, what: &str, body: Expr) -> Result<Expr> {
        let id = self.reserved(at, what)?;
        self.rules.define(id, body);
        Ok(Expr::Rule(id))
    }

    /// A rule that is defined later.
    fn reserved(&mut self, at: &str, what: &str) -> Result<RuleId> {
        let name = self.reserved_name(at, what);
        self.rules.id(OF, &name)
    }

    /// A name that no other rule has.
    pub(crate) fn reserved_name(&mut self, at: &str, what: &str) -> String {
        let name = format!("{}{at} {what}", self.prefix);
        let count = self.names.entry(name.clone()).or_insert(0);
        *count += 1;
        format!("{name} {count}")
    }

    /// A rule that all places share, made where it is first needed.
    fn shared(&mut self, name: &str, make: impl FnOnce(&mut Self) -> Result<Expr>) -> Result<Expr> {
        if let Some(id) = self.rules.find(name) {
            return Ok(Expr::Rule(id));
        }
        let id = self.rules.id(OF, name)?;
        let body = make(self)?;
        self.rules.define(id, body);
        Ok(Expr::Rule(id))
    }

    /// White space: none, a space, or a line break and what is before the next line.
    fn space(&mut self) -> Result<Expr> {
        self.shared("space", |_| Ok(spelled::space()))
    }

    /// Any JSON value.
    fn any(&mut self) -> Result<Expr> {
        self.shared("value", |reader| {
            let empty = Keywords::new();
            let mut parts = Vec::new();
            for kind in [Kind::Object, Kind::Array, Kind::String, Kind::Number, Kind::Boolean, Kind::Null] {
                parts.push(reader.of_kind(kind, &empty, "")?);
            }
            Ok(Expr::Choice(parts))
        })
    }
}

#[cfg(test)]
mod tests;
