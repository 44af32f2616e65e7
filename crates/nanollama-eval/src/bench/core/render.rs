//! What a model reads of a row: its examples, answered, and the row's own question with each answer (nanochat's Jinja templates).

use std::fmt::Write;

use super::listed::{Kind, Listed};
use crate::error::Result;
use crate::table::Table;

/// The texts of a row.
pub(super) struct Written {
    /// One for each option; of language modelling that with its end, and that without.
    pub(super) texts: Vec<String>,
    /// The right option.
    pub(super) gold: usize,
}

/// Writes the texts of a row behind its examples.
///
/// # Errors
/// When a row is not of this kind.
pub(super) fn write(table: &Table, listed: &Listed, row: usize, examples: &[usize]) -> Result<Written> {
    let delimiter = &listed.delimiter;
    let mut before = String::new();
    for &example in examples {
        let (question, answer) = match listed.kind {
            Kind::MultipleChoice => {
                let choices = table.texts(example, "choices")?;
                (table.text(example, "query")?, choices[table.gold(example, "gold", choices.len())?])
            }
            Kind::Schema => {
                let contexts = table.texts(example, "context_options")?;
                (contexts[table.gold(example, "gold", contexts.len())?], table.text(example, "continuation")?)
            }
            Kind::LanguageModelling => (table.text(example, "context")?.trim(), table.text(example, "continuation")?),
        };
        let _ = write!(before, "{question}{delimiter}{answer}\n\n");
    }
    Ok(match listed.kind {
        Kind::MultipleChoice => {
            let (query, choices) = (table.text(row, "query")?, table.texts(row, "choices")?);
            let gold = table.gold(row, "gold", choices.len())?;
            let text = |choice: &str| format!("{before}{query}{delimiter}{choice}");
            Written { texts: choices.into_iter().map(text).collect(), gold }
        }
        Kind::Schema => {
            let (contexts, end) = (table.texts(row, "context_options")?, table.text(row, "continuation")?);
            let gold = table.gold(row, "gold", contexts.len())?;
            let text = |context: &str| format!("{before}{context}{delimiter}{end}");
            Written { texts: contexts.into_iter().map(text).collect(), gold }
        }
        Kind::LanguageModelling => {
            let (context, end) = (table.text(row, "context")?.trim(), table.text(row, "continuation")?);
            let without = format!("{before}{context}{delimiter}");
            // A blank at its end would belong to the next token, and the two would share no beginning.
            Written { texts: vec![format!("{without}{end}"), without.trim().to_owned()], gold: 0 }
        }
    })
}
