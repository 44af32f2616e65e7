//! The layers as a table, and the check that manifests and sources keep to it: a manifest lists no crate that the layer may
//! not import, and no source names one. Which file of a crate needs which is `arrows`' business, what a manifest says
//! `manifest`'s.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::items::outside_tests;
use super::manifest::{Manifest, packages};

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

/// Top to bottom: data goes down this list and never back up. The program below may import all of it.
const LAYERS: &[Layer] = &[
    layer("packed", &[], &["clap", "serde_json"], false),
    layer("sandbox", &[], &["clap", "serde_json"], true),
    layer("kernel", &[], &["clap", "serde_json"], true),
    layer("cuda", &["packed", "kernel"], &["clap", "serde_json"], true),
    layer("graph", &["kernel"], &["clap", "serde_json"], false),
    layer("store", &["kernel"], &["clap"], true),
    layer("hub", &["store"], &["clap"], false),
    layer("token", &["store"], &["clap"], false),
    layer("model", &["kernel", "graph", "store"], &["clap"], false),
    layer("bundle", &["kernel", "store", "token", "model"], &["clap"], false),
    layer("data", &["packed", "sandbox", "store", "token"], &["clap"], false),
    layer("engine", &["kernel", "graph", "store", "token", "model", "bundle"], &["clap"], false),
    layer("grammar", &["token", "engine"], &["clap"], false),
    layer("serve", &["packed", "kernel", "store", "token", "model", "bundle", "engine", "grammar"], &["clap"], false),
    layer("eval", &["sandbox", "kernel", "store", "token", "model", "bundle", "data", "engine"], &["clap"], false),
    layer(
        "train",
        &["kernel", "graph", "store", "token", "model", "bundle", "data", "engine", "eval"],
        &["clap", "axum"],
        false,
    ),
];

impl Layer {
    fn of(package: &str) -> Option<&'static Layer> {
        let short = package.strip_prefix("nanollama-")?;
        LAYERS.iter().find(|layer| layer.name == short)
    }
}

/// The program, below all layers.
const PROGRAM: &str = "nanollama";
/// Our packages that are no part of the program; nothing may import them but tests, and they import none of ours.
const ASIDE: &[&str] = &["hostile", "mirror", "xtask", FUZZING];
/// It compares our readers with others', so it imports them.
const FUZZING: &str = "xtask-long";

/// Faults found, one line each.
pub(crate) fn check(root: &Path) -> io::Result<Vec<String>> {
    let mut faults = Vec::new();
    let workspace = Manifest::read(&root.join("Cargo.toml"))?;
    let ours = packages(root)?;
    for (folder, manifest) in &ours {
        let name = manifest.name();
        let layer = Layer::of(name);
        if layer.is_none() && name != PROGRAM && !ASIDE.contains(&name) {
            faults.push(format!("{name} has no place in the table of layers (xtask/src/layering/crates.rs)"));
            continue;
        }
        let imports = manifest.imports(&workspace);
        let ours = |import: &str| ours.iter().any(|(_, manifest)| manifest.name() == import);
        faults.extend(imports.iter().filter_map(|import| fault(name, import, ours(import))));
        if let Some(layer) = layer
            && !layer.may_be_unsafe
            && !fs::read_to_string(folder.join("src/lib.rs"))?.contains("#![forbid(unsafe_code)]")
        {
            faults.push(format!("{name}: lib.rs must say #![forbid(unsafe_code)]"));
        }
    }
    Ok(faults)
}

/// What is wrong with a package that imports another outside of tests; `is_ours`: the other is of this workspace.
fn fault(package: &str, import: &str, is_ours: bool) -> Option<String> {
    let layer = Layer::of(package);
    let may = match layer {
        Some(layer) => Layer::of(import).is_some_and(|other| layer.may_import.contains(&other.name)),
        None => (package == PROGRAM || package == FUZZING) && Layer::of(import).is_some(),
    };
    if is_ours && !may {
        return Some(format!("{package} imports {import}, which its layer may not"));
    }
    let is_never = layer.is_some_and(|layer| layer.never.contains(&import));
    is_never.then(|| format!("{package} imports {import}, which belongs elsewhere"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layer_imports_what_stands_above_it() {
        for (package, import, is_ours, is_fault) in [
            ("nanollama-token", "nanollama-store", true, false),
            ("nanollama-token", "nanollama-graph", true, true),
            ("nanollama-token", "nanollama", true, true),
            ("nanollama-token", "hostile", true, true),
            ("nanollama-token", "xtask", true, true),
            ("nanollama-token", "clap", false, true),
            ("nanollama-token", "serde", false, false),
            ("nanollama", "nanollama-train", true, false),
            ("nanollama", "hostile", true, true),
            ("nanollama", "clap", false, false),
            ("hostile", "nanollama-store", true, true),
            ("xtask", "nanollama-store", true, true),
            ("xtask", "toml", false, false),
            ("xtask-long", "nanollama-token", true, false),
        ] {
            assert_eq!(fault(package, import, is_ours).is_some(), is_fault, "{package} imports {import}");
        }
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
