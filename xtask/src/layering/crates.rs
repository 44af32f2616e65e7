//! The layers as a table, and the check that manifests and sources keep to it: a manifest lists no crate that the layer may
//! not import, and no source names one. Which file of a crate needs which is `arrows`' business.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::items::outside_tests;

/// A crate, what it may import of ours, and crates from outside that it must not.
struct Layer {
    name: &'static str,
    may_import: &'static [&'static str],
    never: &'static [&'static str],
    may_be_unsafe: bool,
}

const fn layer(
    name: &'static str,
    may_import: &'static [&'static str],
    never: &'static [&'static str],
    may_be_unsafe: bool,
) -> Layer {
    Layer { name, may_import, never, may_be_unsafe }
}

/// Top to bottom: data goes down this list and never back up.
const LAYERS: &[Layer] = &[
    layer("kernel", &[], &["clap", "serde_json"], true),
    layer("graph", &["kernel"], &["clap", "serde_json"], false),
    layer("store", &["kernel"], &["clap"], true),
    layer("token", &["store"], &["clap"], false),
    layer("model", &["kernel", "graph", "store"], &["clap"], false),
    layer("bundle", &["kernel", "store", "token", "model"], &["clap"], false),
    layer("data", &["store", "token"], &["clap"], false),
    layer("engine", &["kernel", "graph", "store", "token", "model", "bundle"], &["clap"], false),
    layer("eval", &["kernel", "store", "token", "model", "bundle", "data", "engine"], &["clap"], false),
    layer(
        "train",
        &["kernel", "graph", "store", "token", "model", "bundle", "data", "engine", "eval"],
        &["clap", "axum"],
        false,
    ),
];

/// Faults found, one line each.
pub(crate) fn check(root: &Path) -> io::Result<Vec<String>> {
    let mut faults = Vec::new();
    let folder = root.join("crates");
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir(&folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    for name in names {
        let Some(short) = name.strip_prefix("nanollama-") else { continue };
        let Some(layer) = LAYERS.iter().find(|l| l.name == short) else {
            faults.push(format!("{name} has no place in the table of layers (xtask/src/layering/crates.rs)"));
            continue;
        };
        let manifest = fs::read_to_string(folder.join(&name).join("Cargo.toml"))?;
        faults.extend(imports(layer, &manifest));
        let source = fs::read_to_string(folder.join(&name).join("src/lib.rs"))?;
        if !layer.may_be_unsafe && !source.contains("#![forbid(unsafe_code)]") {
            faults.push(format!("{name}: lib.rs must say #![forbid(unsafe_code)]"));
        }
    }
    Ok(faults)
}

/// Sources (of the crate whose `src` is given, without its tests) that name a crate of ours which the layer may not import.
pub(crate) fn upward(root: &Path, sources: &Path, files: &[PathBuf]) -> io::Result<Vec<String>> {
    let mut faults = Vec::new();
    let is_its = |layer: &&Layer| sources.ends_with(format!("nanollama-{}/src", layer.name));
    let Some(layer) = LAYERS.iter().find(is_its) else { return Ok(faults) };
    for file in files {
        let short = file.strip_prefix(root).unwrap_or(file).display();
        for token in outside_tests(&fs::read_to_string(file)?) {
            if let Some(ours) = token.text.strip_prefix("nanollama_")
                && LAYERS.iter().any(|l| l.name == ours)
                && ours != layer.name
                && !layer.may_import.contains(&ours)
            {
                let name = layer.name;
                faults.push(format!(
                    "{short}:{}: nanollama-{name} names nanollama-{ours}, which its layer may not",
                    token.line
                ));
            }
        }
    }
    Ok(faults)
}

/// Imports in `[dependencies]` and target tables that the layer may not have. Tests may import anything.
fn imports(layer: &Layer, manifest: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut counts = false;
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            counts = line.ends_with("dependencies]") && !line.contains("dev-dependencies");
            continue;
        }
        let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
        if !counts || name.is_empty() {
            continue;
        }
        if let Some(ours) = name.strip_prefix("nanollama-")
            && !layer.may_import.contains(&ours)
        {
            faults.push(format!("nanollama-{} imports {name}, which its layer may not", layer.name));
        }
        if layer.never.contains(&name) {
            faults.push(format!("nanollama-{} imports {name}, which belongs elsewhere", layer.name));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_upwards_is_found() {
        let token = LAYERS.iter().find(|l| l.name == "token").unwrap();
        let manifest = "[dependencies]\nnanollama-graph.workspace = true\nclap = \"4\"\n[dev-dependencies]\nnanollama-train.workspace = true\n";
        let faults = imports(token, manifest);
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(faults[0].contains("nanollama-graph"));
    }

    #[test]
    fn the_table_only_points_up() {
        for (place, layer) in LAYERS.iter().enumerate() {
            for import in layer.may_import {
                let of = LAYERS.iter().position(|l| l.name == *import).unwrap();
                assert!(of < place, "{} may not import {import}", layer.name);
            }
        }
    }
}
