//! [`Importances`]: which columns of a model's matrices matter, by an importance matrix that was made for it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use nanollama_model::{Config, parameters};
use nanollama_store::gguf::Value;
use nanollama_store::imatrix::Imatrix;

use crate::error::{Error, Result};

/// The key of the matrix's file, as llama.cpp's `llama-quantize` writes it.
pub(crate) const FILE_KEY: &str = "quantize.imatrix.file";
const DATASET_KEY: &str = "quantize.imatrix.dataset";
const ENTRIES_KEY: &str = "quantize.imatrix.entries_count";
const CHUNKS_KEY: &str = "quantize.imatrix.chunks_count";

/// The least importance of a column, as a share of its matrix's mean: the weights of a column that no text reached must not become
/// anything whatever.
const LEAST: f32 = 1e-6;

/// The importances of a model's columns.
#[derive(Debug, Clone)]
pub struct Importances {
    path: PathBuf,
    dataset: String,
    chunks: u32,
    entries: usize,
    /// By llama.cpp's name of the matrix.
    columns: HashMap<String, Vec<f32>>,
    missing: Vec<String>,
    foreign: Vec<String>,
}

impl Importances {
    /// Reads a file for models of this configuration.
    ///
    /// # Errors
    /// [`Error::Store`] for what is no importance matrix; [`Error::Field`] for one of another model.
    pub fn read(path: &Path, config: &Config) -> Result<Importances> {
        let Imatrix { datasets, chunks, entries, .. } = Imatrix::read(path)?;
        let wrong = |field: String, what: String| Error::Field { path: path.to_owned(), field, what };
        let (count, first) = (entries.len(), entries.first().map_or(String::new(), |entry| entry.tensor.clone()));
        let mut given: HashMap<String, Vec<f32>> =
            entries.into_iter().map(|entry| (entry.tensor.clone(), entry.means())).collect();
        let (mut columns, mut missing) = (HashMap::new(), Vec::new());
        let matrices = parameters(config).into_iter().filter(|parameter| !parameter.elementwise());
        for (part, cols) in matrices.flat_map(|it| it.parts.into_iter().map(move |part| (part, it.cols))) {
            match given.remove(&part.gguf_name) {
                Some(means) if means.len() == cols => drop(columns.insert(part.gguf_name, raised(means))),
                Some(means) => {
                    let what = format!("{} columns, and the model's has {cols}", means.len());
                    return Err(wrong(format!("matrix {}", part.gguf_name), what));
                }
                None => missing.push(part.gguf_name),
            }
        }
        if columns.is_empty() {
            let ours = missing.first().map_or("", String::as_str);
            let what = format!("none of its {count} is one of the model's: its first is {first}, the model's {ours}");
            return Err(wrong("matrices".into(), what));
        }
        let mut foreign: Vec<String> = given.into_keys().collect();
        foreign.sort_unstable();
        let dataset = datasets.into_iter().next().unwrap_or_default();
        Ok(Importances { path: path.to_owned(), dataset, chunks, entries: count, columns, missing, foreign })
    }

    /// The importance of each column of a matrix by llama.cpp's name; `None` where the file has none.
    pub fn of(&self, tensor: &str) -> Option<&[f32]> {
        self.columns.get(tensor).map(Vec::as_slice)
    }

    /// How many of the model's matrices it knows.
    pub fn known(&self) -> usize {
        self.columns.len()
    }

    /// Those of the model's that it does not know, in the order of the model.
    pub fn missing(&self) -> &[String] {
        &self.missing
    }

    /// Those it knows that the model lacks.
    pub fn foreign(&self) -> &[String] {
        &self.foreign
    }

    /// The text that it was made with, and how many pieces of it; an empty name where the file does not say.
    pub fn dataset(&self) -> (&str, u32) {
        (&self.dataset, self.chunks)
    }

    /// What a file says that was made with it.
    pub(crate) fn metadata(&self) -> Vec<(String, Value)> {
        let number = |count: usize| Value::U32(u32::try_from(count).unwrap_or(u32::MAX));
        let mut keys = vec![(FILE_KEY.to_owned(), Value::String(self.path.display().to_string()))];
        if !self.dataset.is_empty() {
            keys.push((DATASET_KEY.to_owned(), Value::String(self.dataset.clone())));
        }
        keys.push((ENTRIES_KEY.to_owned(), number(self.entries)));
        if self.chunks > 0 {
            keys.push((CHUNKS_KEY.to_owned(), Value::U32(self.chunks)));
        }
        keys
    }
}

/// Importances of at least [`LEAST`] of their mean; all alike where all are 0.
fn raised(mut means: Vec<f32>) -> Vec<f32> {
    let mean = means.iter().map(|&mean| f64::from(mean)).sum::<f64>() / means.len().max(1) as f64;
    let least = if mean > 0.0 { LEAST * mean as f32 } else { 1.0 };
    means.iter_mut().for_each(|importance| *importance = importance.max(least.max(f32::MIN_POSITIVE)));
    means
}

#[cfg(test)]
mod tests {
    use nanollama_store::imatrix::Entry;

    use super::*;

    fn config() -> Config {
        Config::new(2, 64, 4, 2, 100, 32)
    }

    fn read(entries: &[(&str, Vec<f32>)]) -> Result<Importances> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("it.gguf");
        let entry =
            |(tensor, sums): &(&str, Vec<f32>)| Entry { tensor: (*tensor).to_owned(), sums: sums.clone(), tokens: 2.0 };
        let entries = entries.iter().map(entry).collect();
        let matrix = Imatrix { datasets: vec!["a.txt".into()], chunks: 4, chunk_size: 16, entries };
        matrix.write(&path).unwrap();
        Importances::read(&path, &config())
    }

    #[test]
    fn means_are_found_by_name_and_none_is_nothing() {
        let mut sums = vec![3.0; 64];
        sums[5] = 0.0;
        let found = read(&[("blk.1.attn_q.weight", sums), ("other.weight", vec![1.0; 3])]).unwrap();
        let columns = found.of("blk.1.attn_q.weight").unwrap();
        assert_eq!(columns[0], 1.5);
        assert!(columns[5] > 0.0 && columns[5] < 2e-6, "{}", columns[5]);
        assert_eq!((found.known(), found.of("blk.0.attn_q.weight")), (1, None));
        assert_eq!(found.foreign(), ["other.weight"]);
        // Seven matrices a block, the table and the head, less the one.
        assert_eq!(found.missing().len(), 2 * 7 + 2 - 1);
        assert_eq!(found.dataset(), ("a.txt", 4));
        let nothing = read(&[("blk.1.attn_q.weight", vec![0.0; 64])]).unwrap();
        assert_eq!(nothing.of("blk.1.attn_q.weight"), Some(&[1.0; 64][..]));
    }

    #[test]
    fn another_models_is_refused() {
        let message = read(&[("blk.1.attn_q.weight", vec![1.0; 32])]).unwrap_err().to_string();
        assert!(
            message.contains("blk.1.attn_q.weight") && message.contains("32") && message.contains("64"),
            "{message}"
        );
        let message = read(&[("h.1.attn", vec![1.0; 64])]).unwrap_err().to_string();
        assert!(message.contains("h.1.attn") && message.contains("token_embd.weight"), "{message}");
    }
}
