//! The grammar of an answer that may call tools, in the form that a model's template has for calls ([`CallSyntax`]): names are
//! those of the tools, arguments keep to the tool's schema.

mod fields;
mod stretch;

use nanollama_token::chat::calls::{Arguments, CallSyntax, Piece, Tool};
use serde_json::Value;

use crate::characters::Characters;
use crate::check::ends;
use crate::compile::compile;
use crate::error::{Error, Result};
use crate::expr::{Expr, Rules};
use crate::grammar::Grammar;
use crate::schema;
use stretch::OF;

/// Whether an answer has to call a tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calling {
    /// It may also only say something; once a call is begun it is held to its form.
    Free,
    /// It is a call from its beginning on.
    Required,
}

impl Grammar {
    /// The answers of a model that writes calls in this form and has these tools: with one call or, if `several` and the form
    /// has a place for them, any number.
    ///
    /// # Errors
    /// [`Error::Schema`] with the tool's name and the place of what is wrong or not done here; [`Error::TooLarge`].
    pub fn calls(syntax: &CallSyntax, tools: &[Tool], calling: Calling, several: bool) -> Result<Grammar> {
        let mut rules = Rules::default();
        let root = rules.id(OF, "root")?;
        let mut choices = Vec::with_capacity(tools.len());
        for (number, tool) in tools.iter().enumerate() {
            let of_tool = |error| match error {
                Error::Schema { pointer, problem } => {
                    Error::Schema { pointer: format!("/{}{pointer}", tool.name), problem }
                }
                other => other,
            };
            let prefix = format!("tool {number} ");
            let arguments = arguments(&mut rules, &prefix, syntax, &tool.parameters).map_err(of_tool)?;
            let parts = [Expr::text(&tool.name), pieces(&syntax.middle), arguments];
            choices.push(Expr::sequence(parts));
        }
        let call = rules.id(OF, "call")?;
        rules.define(call, Expr::choice(choices));
        let further = match &syntax.between {
            Some(between) if several => Expr::sequence([pieces(between), Expr::Rule(call)]).repeat(0, None),
            _ => Expr::empty(),
        };
        let calls = Expr::sequence([Expr::Rule(call), further, pieces(&syntax.end)]);
        let whole = match calling {
            Calling::Required => Expr::sequence([Expr::text(&syntax.lead), pieces(&syntax.open), calls]),
            Calling::Free => {
                let behind = rules.id(OF, "behind the trigger")?;
                let rest = match syntax.open.split_first() {
                    Some((Piece::Text(first), rest)) => {
                        Expr::sequence([Expr::text(&first[syntax.trigger..]), pieces(rest), calls])
                    }
                    _ => calls,
                };
                rules.define(behind, rest);
                let trigger = syntax.trigger_text();
                match syntax.says {
                    true => stretch::up_to(&mut rules, "said", trigger, Some(behind))?,
                    false => {
                        let calls = Expr::sequence([Expr::text(trigger), Expr::Rule(behind)]);
                        let led = Expr::sequence([Expr::text(&syntax.lead), calls.clone()]);
                        let said =
                            stretch::other_than(&mut rules, "said", &[trigger, &format!("{}{trigger}", syntax.lead)])?;
                        Expr::Choice(if syntax.lead.is_empty() { vec![calls, said] } else { vec![led, calls, said] })
                    }
                }
            }
        };
        rules.define(root, whole);
        ends(&rules, root)?;
        Ok(Grammar::of(compile(OF, &rules, root)?))
    }
}

/// What a tool may be given.
fn arguments(rules: &mut Rules, prefix: &str, syntax: &CallSyntax, parameters: &Value) -> Result<Expr> {
    schema::part(rules, prefix, parameters, |reader| match &syntax.arguments {
        Arguments::Json => reader.schema(parameters, ""),
        Arguments::Fields(form) => reader.fields(form, parameters),
    })
}

/// What stands around names and arguments.
fn pieces(pieces: &[Piece]) -> Expr {
    let digit = |first: char| Expr::One(Characters::new([(first as u32, '9' as u32)]));
    Expr::sequence(pieces.iter().map(|piece| {
        match piece {
            Piece::Text(text) => Expr::text(text),
            Piece::Id => {
                Expr::One(Characters::new([('0', '9'), ('A', 'Z'), ('a', 'z')].map(|(a, b)| (a as u32, b as u32))))
                    .repeat(9, Some(9))
            }
            // What reads them does not count either.
            Piece::Number => {
                Expr::Choice(vec![Expr::text("0"), Expr::sequence([digit('1'), digit('0').repeat(0, Some(2))])])
            }
        }
    }))
}

#[cfg(test)]
mod tests;
