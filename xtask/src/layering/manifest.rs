//! Cargo's manifests: which packages there are, and which others each imports outside of tests. What it may import is
//! `crates`' business.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

/// A parsed `Cargo.toml`.
#[derive(Debug)]
pub(crate) struct Manifest(Table);

/// The tables that count: tests may import anything, so `dev-dependencies` does not.
const COUNTED: [&str; 2] = ["dependencies", "build-dependencies"];

impl Manifest {
    /// # Errors
    /// When it cannot be read, or is no TOML.
    pub(crate) fn read(path: &Path) -> io::Result<Manifest> {
        let fail = |kind, what: &dyn std::fmt::Display| io::Error::new(kind, format!("{}: {what}", path.display()));
        let text = fs::read_to_string(path).map_err(|error| fail(error.kind(), &error))?;
        text.parse().map(Manifest).map_err(|error: toml::de::Error| fail(io::ErrorKind::InvalidData, &error))
    }

    /// The package's name; empty for a workspace without one.
    pub(crate) fn name(&self) -> &str {
        self.0.get("package").and_then(|package| package.get("name")).and_then(Value::as_str).unwrap_or_default()
    }

    /// The packages that it imports, by their own names and not by those it gives them; `workspace` is the root's manifest,
    /// which an entry with `workspace = true` refers to.
    pub(crate) fn imports(&self, workspace: &Manifest) -> Vec<String> {
        let targets = self.0.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
        let places = std::iter::once(&self.0).chain(targets.filter_map(Value::as_table));
        let tables = places.flat_map(|place| COUNTED.iter().filter_map(|name| place.get(*name)?.as_table()));
        let mut found: Vec<String> = tables.flatten().map(|(key, entry)| package(key, entry, workspace)).collect();
        found.sort();
        found.dedup();
        found
    }
}

/// The package that an entry means: `key = { package = "NAME" }`, here or in the workspace's table, else its key.
fn package(key: &str, entry: &Value, workspace: &Manifest) -> String {
    let shared = || workspace.0.get("workspace")?.get("dependencies")?.get(key);
    let is_shared = entry.get("workspace").and_then(Value::as_bool) == Some(true);
    let entry = if is_shared { shared().unwrap_or(entry) } else { entry };
    entry.get("package").and_then(Value::as_str).unwrap_or(key).to_owned()
}

/// The packages of the workspace, `crates/*` and `xtask`, each with its folder, in order.
///
/// # Errors
/// When a folder or a manifest cannot be read.
pub(crate) fn packages(root: &Path) -> io::Result<Vec<(PathBuf, Manifest)>> {
    let mut folders = vec![root.join("xtask"), root.join("xtask/long")];
    for entry in fs::read_dir(root.join("crates"))? {
        folders.push(entry?.path());
    }
    folders.retain(|folder| folder.join("Cargo.toml").is_file());
    folders.sort();
    folders.into_iter().map(|folder| Ok((folder.clone(), Manifest::read(&folder.join("Cargo.toml"))?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_and_every_spelling_is_read() {
        let workspace: Table =
            "[workspace.dependencies]\nshort = { package = \"nanollama-graph\", path = \"x\" }\n".parse().unwrap();
        let manifest: Table = r#"
            package.name = "x"
            [dependencies]
            "nanollama-token".workspace = true
            b = { package = "nanollama-train", version = "1" }
            short = { workspace = true, features = [
                "dependencies",
            ] }
            [dependencies.clap]
            version = "4"
            [build-dependencies]
            cc = "1"
            [target.'cfg(unix)'.dependencies]
            libc = "1"
            [target.x86_64-unknown-linux-gnu.build-dependencies]
            d = { package = "e" }
            [dev-dependencies]
            hostile = { path = "y" }
            [target.'cfg(unix)'.dev-dependencies]
            tempfile = "3"
            [package.metadata.dependencies]
            no = "1"
        "#
        .parse()
        .unwrap();
        let manifest = Manifest(manifest);
        assert_eq!(manifest.name(), "x");
        let expected = ["cc", "clap", "e", "libc", "nanollama-graph", "nanollama-token", "nanollama-train"];
        assert_eq!(manifest.imports(&Manifest(workspace)), expected);
    }
}
