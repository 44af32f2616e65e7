//! What was found, written after every item: one JSON object by item, and a log of what the processes said.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

/// The results of all calls so far.
pub(crate) struct Results {
    path: PathBuf,
    found: Map<String, Value>,
    log: File,
}

impl Results {
    /// Those of a folder, with what earlier calls found.
    pub(crate) fn open(folder: &Path) -> Result<Results, String> {
        let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
        fs::create_dir_all(folder).map_err(failed)?;
        let path = folder.join("gpu-check.json");
        let found = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        let log = OpenOptions::new().create(true).append(true).open(folder.join("gpu-check.log")).map_err(failed)?;
        Ok(Results { path, found, log })
    }

    /// Where processes' words go.
    pub(crate) fn log(&mut self) -> &mut File {
        &mut self.log
    }

    /// Adds an item, writes all, and gives a line for people.
    pub(crate) fn add(&mut self, name: &str, found: &Result<Value, String>) -> Result<String, String> {
        let (value, line) = match found {
            Ok(value) => (json!({"ok": true, "found": value}), format!("ok    {name}: {value}")),
            Err(error) => (json!({"ok": false, "error": error}), format!("FAIL  {name}: {error}")),
        };
        self.found.insert(name.to_owned(), value);
        let text = serde_json::to_vec_pretty(&self.found).map_err(|error| error.to_string())?;
        fs::write(&self.path, text).map_err(|error| format!("{}: {error}", self.path.display()))?;
        Ok(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_add_up() {
        let folder = tempfile::tempdir().unwrap();
        let mut results = Results::open(folder.path()).unwrap();
        assert!(results.add("one", &Ok(json!(3))).unwrap().starts_with("ok    one: 3"));
        let mut results = Results::open(folder.path()).unwrap();
        assert!(results.add("two", &Err("why".into())).unwrap().contains("FAIL  two: why"));
        let all: Value = serde_json::from_slice(&fs::read(folder.path().join("gpu-check.json")).unwrap()).unwrap();
        assert_eq!(all, json!({"one": {"ok": true, "found": 3}, "two": {"ok": false, "error": "why"}}));
    }
}
