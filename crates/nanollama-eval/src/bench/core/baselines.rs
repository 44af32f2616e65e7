//! The bundle's tables: what guessing reaches (`eval_meta_data.csv`), and what GPT-2 reached (`openai-community-gpt2*.csv`).

use std::path::Path;

use crate::error::{Error, Result};

/// What guessing reaches in each task, from 0 to 1.
///
/// # Errors
/// [`Error::Line`] for a table that lacks a column, or has a number that is none.
pub(super) fn read(path: &Path) -> Result<Vec<(String, f64)>> {
    let rows = rows(path)?;
    let bad = |line: usize, what: String| Error::Line { path: path.into(), line, what };
    let column = |name: &str| {
        let place = rows.first().and_then(|(_, names)| names.iter().position(|found| found == name));
        place.ok_or_else(|| bad(1, format!("there is no column {name:?}")))
    };
    let (task, baseline) = (column("Eval Task")?, column("Random baseline")?);
    let row = |(line, fields): &(usize, Vec<String>)| {
        let [name, number] = [task, baseline].map(|at| fields.get(at).map_or("", String::as_str));
        let share = number.parse::<f64>().ok().filter(|share| (0.0..100.0).contains(share));
        let share = share.ok_or_else(|| bad(*line, format!("the random baseline {number:?} is no percentage")))?;
        Ok((name.to_owned(), 0.01 * share))
    };
    rows.iter().skip(1).map(row).collect()
}

/// Centred accuracies of a size of GPT-2.
pub(super) struct Gpt2 {
    pub(super) name: String,
    tasks: Vec<(String, f64)>,
}

impl Gpt2 {
    /// In one task.
    pub(super) fn of(&self, task: &str) -> Option<f64> {
        self.tasks.iter().find(|(name, _)| name == task).map(|(_, centred)| *centred)
    }

    /// The mean over tasks; None where it lacks one, or there are none.
    pub(super) fn mean(&self, tasks: &[&str]) -> Option<f64> {
        let sum: f64 = tasks.iter().map(|task| self.of(task)).sum::<Option<f64>>()?;
        (!tasks.is_empty()).then(|| sum / tasks.len() as f64)
    }
}

/// The sizes whose tables a bundle has, smallest first.
///
/// # Errors
/// When a table cannot be read.
pub(super) fn gpt2(folder: &Path) -> Result<Vec<Gpt2>> {
    let mut found = Vec::new();
    for name in ["gpt2", "gpt2-medium", "gpt2-large", "gpt2-xl"] {
        let path = folder.join(format!("openai-community-{name}.csv"));
        if !path.is_file() {
            continue;
        }
        let row = |(_, fields): (usize, Vec<String>)| {
            Some((fields.first()?.trim().to_owned(), fields.get(2)?.trim().parse().ok()?))
        };
        found.push(Gpt2 { name: name.into(), tasks: rows(&path)?.into_iter().filter_map(row).collect() });
    }
    Ok(found)
}

/// The rows of a table with commas, with their lines from 1; fields in double quotes may have commas and line ends.
fn rows(path: &Path) -> Result<Vec<(usize, Vec<String>)>> {
    let text = std::fs::read_to_string(path).map_err(|source| nanollama_store::Error::Io {
        path: path.into(),
        action: "read",
        source,
    })?;
    let (mut rows, mut fields, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut line, mut begun) = (false, 1, 1);
    for c in text.chars().chain(['\n']) {
        line += usize::from(c == '\n');
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                fields.push(std::mem::take(&mut field).trim_end_matches('\r').to_owned());
                let row = std::mem::take(&mut fields);
                if row.iter().any(|field| !field.is_empty()) {
                    rows.push((begun, row));
                }
                begun = line;
            }
            _ => field.push(c),
        }
    }
    Ok(rows)
}
