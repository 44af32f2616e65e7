//! A grammar that was read and compiled.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::check::ends;
use crate::compile::compile;
use crate::error::{Error, Result};
use crate::program::Program;
use crate::{gbnf, schema};

/// What a text has to look like. Cloning shares.
#[derive(Debug, Clone)]
pub struct Grammar(Arc<Program>);

impl Grammar {
    /// A grammar in GBNF, as llama.cpp writes it. A text is what its rule `root` says.
    ///
    /// # Errors
    /// [`Error::Text`] with line and column; [`Error::Rule`]; [`Error::TooLarge`].
    pub fn gbnf(text: &str) -> Result<Grammar> {
        let (rules, root) = gbnf::read(text)?;
        Ok(Grammar(Arc::new(compile("grammar", &rules, root)?)))
    }

    /// The JSON that a schema allows.
    ///
    /// # Errors
    /// [`Error::Schema`] with the place of what is wrong or not done here; [`Error::TooLarge`].
    pub fn json_schema(schema: &Value) -> Result<Grammar> {
        let (rules, root) = schema::read(schema)?;
        let program = ends(&rules, root).and_then(|()| compile("JSON schema", &rules, root));
        // Rules of a schema are called by their places.
        program.map(|program| Grammar(Arc::new(program))).map_err(|error| match error {
            Error::Rule { rule, problem } => {
                let pointer = rule.strip_prefix('#').unwrap_or(&rule).to_owned();
                Error::Schema { pointer, problem }
            }
            other => other,
        })
    }

    /// The same for the text of a schema.
    ///
    /// # Errors
    /// [`Error::Json`]; those of [`Grammar::json_schema`].
    pub fn json_schema_text(text: &str) -> Result<Grammar> {
        let schema = serde_json::from_str(text).map_err(|error| Error::Json { problem: error.to_string() })?;
        Grammar::json_schema(&schema)
    }

    /// Any JSON object.
    ///
    /// # Errors
    /// None that are known.
    pub fn json_object() -> Result<Grammar> {
        Grammar::json_schema(&json!({"type": "object"}))
    }

    pub(crate) fn of(program: Program) -> Grammar {
        Grammar(Arc::new(program))
    }

    pub(crate) fn program(&self) -> &Arc<Program> {
        &self.0
    }
}
