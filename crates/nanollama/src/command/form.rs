//! The grammar or schema that was typed, and the guides that keep texts to it.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use nanollama_engine::{Calculator, Engine, Generate, Sampling};
use nanollama_grammar::{Error, Grammar, GrammarGuide, Tokens};

use crate::args::FormArgs;

/// What every text of a command has to look like; none: anything, and what is called is answered.
#[derive(Default)]
pub(crate) struct Form {
    grammar: Option<(Grammar, Arc<Tokens>)>,
    calls: Option<Calculator>,
}

/// Reads what was typed.
///
/// # Errors
/// A file that cannot be read, by its name; what is wrong with a grammar or a schema, with its place.
pub(crate) fn read(args: &FormArgs) -> anyhow::Result<Option<Grammar>> {
    let FormArgs { grammar, grammar_file, json_schema, json_schema_file } = args;
    Ok(match (grammar, grammar_file, json_schema, json_schema_file) {
        (Some(text), ..) => Some(Grammar::gbnf(text)?),
        (_, Some(file), ..) => Some(of_file(file, Grammar::gbnf)?),
        (_, _, Some(text), _) => Some(Grammar::json_schema_text(text)?),
        (_, _, _, Some(file)) => Some(of_file(file, Grammar::json_schema_text)?),
        (None, None, None, None) => None,
    })
}

fn of_file(file: &Path, read: impl Fn(&str) -> Result<Grammar, Error>) -> anyhow::Result<Grammar> {
    let shown = file.display();
    let text = fs::read_to_string(file).with_context(|| format!("reading {shown}"))?;
    read(&text).with_context(|| format!("{shown}"))
}

impl Form {
    /// The form of a grammar for the texts of a model.
    pub(crate) fn of(grammar: Option<Grammar>, engine: &Engine) -> Form {
        let grammar = grammar.map(|grammar| (grammar, Tokens::new(engine.tokenizer(), engine.ends())));
        Form { grammar, calls: Calculator::of(engine.tokenizer()).filter(|_| engine.chats()) }
    }

    /// How to make a text with these settings.
    pub(crate) fn generate(&self, sampling: Sampling) -> Generate {
        let mut generate = Generate::new(sampling);
        if let Some((grammar, tokens)) = &self.grammar {
            generate.guide = Some(Box::new(GrammarGuide::new(grammar, tokens)));
        } else if let Some(calls) = &self.calls {
            generate.guide = Some(Box::new(calls.clone()));
        }
        generate
    }
}
