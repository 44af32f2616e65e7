//! Which file of a crate needs which other: the arrows. A file has an arrow to another when it names, in a `use` or in a path
//! in its code, something that the other file **defines**. Therefore:
//!
//! - A re-export is followed to the definition. `pub use child::Item;` in a parent makes no arrow by itself (it only lends a
//!   name); it does when the parent's own code uses that name. `mod child;` makes no arrow.
//! - Importing a module makes no arrow; each path through it does, to where the path ends.
//! - A path into the crate that no definition answers (a macro made it) leads to the last module that was found.
//! - `use module::*` of our own modules would hide arrows and is refused.
//! - `::name` is a crate from outside. A path in an attribute's string (`#[serde(with = "crate::hex")]`) counts as code.
//! - What is compiled for tests only does not count, nor do comments: a link in a doc comment needs nothing.
//! - Methods do not count: a type's `impl` may be spread over files below its own.
//! - Not seen: what a macro of ours expands to (its definition's paths count where they are written), a macro that is used by
//!   the order of modules instead of by a path, and a module under `#[path]`, which is refused.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::modules::{Import, ModuleId, Modules};

/// From a file to a file, by one of the names that make it.
pub(crate) type Arrows = BTreeMap<PathBuf, BTreeMap<PathBuf, Reason>>;

/// The first place that makes an arrow.
#[derive(Debug, Clone)]
pub(crate) struct Reason {
    pub(crate) line: usize,
    pub(crate) path: String,
}

/// Where a path leads.
enum End {
    /// A definition in this module.
    Item(ModuleId),
    Module,
    /// Into the crate, but to no definition that was read; the last module on the way.
    Lost(ModuleId),
}

/// Re-exports of re-exports are followed this far; further is a ring of `use`.
const MOST_HOPS: usize = 16;

/// The arrows of a crate, and the globs that hide some (a line each).
pub(crate) fn of(modules: &Modules, root: &Path) -> (Arrows, Vec<String>) {
    let mut arrows = Arrows::new();
    let mut globs = Vec::new();
    for (id, module) in modules.all.iter().enumerate() {
        let mut add = |path: &[String], line: usize| {
            let (Some(End::Item(to)) | Some(End::Lost(to))) = modules.resolve(id, path, 0) else { return };
            let to = &modules.all[to].file;
            if *to != module.file {
                let reason = Reason { line, path: path.join("::") };
                arrows.entry(module.file.clone()).or_default().entry(to.clone()).or_insert(reason);
            }
        };
        for import in &module.imports {
            if import.name == "*" {
                let of = &import.path[..import.path.len() - 1];
                match modules.resolve(id, of, 0) {
                    Some(End::Module) => {
                        let file = module.file.strip_prefix(root).unwrap_or(&module.file).display();
                        let line = import.line;
                        globs.push(format!(
                            "{file}:{line}: `use {}` hides what is imported; name it",
                            import.path.join("::")
                        ));
                    }
                    _ => add(of, import.line),
                }
            } else if !import.is_public || module.words.contains(&import.name) {
                add(&import.path, import.line);
            }
        }
        for written in &module.paths {
            add(&written.path, written.line);
        }
    }
    (arrows, globs)
}

impl Modules {
    /// None: the path leads out of the crate.
    fn resolve(&self, from: ModuleId, path: &[String], hops: usize) -> Option<End> {
        if hops > MOST_HOPS {
            return None;
        }
        let mut at = from;
        let mut rest = path;
        // `crate`, `self` and `super` only begin a path; any other first word must be known here.
        let mut is_ours = false;
        while let Some(word) = rest.first() {
            match word.as_str() {
                "crate" => at = 0,
                "self" => {}
                "super" => at = self.all[at].parent?,
                "Self" => return None,
                _ => break,
            }
            is_ours = true;
            rest = &rest[1..];
        }
        while let Some((word, after)) = rest.split_first() {
            let module = &self.all[at];
            let is_item = module.items.contains(word);
            if let Some(child) = module.children.get(word)
                && !(after.is_empty() && is_item)
            {
                (at, rest, is_ours) = (*child, after, true);
                continue;
            }
            if is_item {
                return Some(End::Item(at));
            }
            if at == 0
                && is_ours
                && let Some(written) = self.exported.get(word)
            {
                return Some(End::Item(*written));
            }
            // A name that imports itself (`use half;`) is a crate from outside.
            let lends = |import: &&Import| import.name == *word && !(import.path.len() == 1 && import.path[0] == *word);
            if let Some(import) = module.imports.iter().find(lends) {
                let path: Vec<String> = import.path.iter().chain(after).cloned().collect();
                return self.resolve(at, &path, hops + 1);
            }
            return is_ours.then_some(End::Lost(at));
        }
        is_ours.then_some(End::Module)
    }
}
