//! The modules of one crate: the file of each, what it defines, what it imports and which paths it writes. Where a path
//! leads is `arrows`' business.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::items::outside_tests;
use super::tokens::Token;

/// A place in [`Modules::all`].
pub(crate) type ModuleId = usize;

/// A module, in its own file or inline in its parent's.
#[derive(Debug, Default)]
pub(crate) struct Module {
    pub(crate) file: PathBuf,
    /// None for the crate's root.
    pub(crate) parent: Option<ModuleId>,
    pub(crate) children: BTreeMap<String, ModuleId>,
    /// Names of what it defines: functions, types, traits, constants, macros.
    pub(crate) items: BTreeSet<String>,
    pub(crate) imports: Vec<Import>,
    /// Paths of two words and more that its code writes outside of `use`.
    pub(crate) paths: Vec<Written>,
    /// Every word of its code outside of `use`.
    pub(crate) words: BTreeSet<String>,
}

/// One leaf of a `use` tree: `use a::{b as c}` has the path `a::b` and the name `c`. The name of a glob is `*`.
#[derive(Debug, Clone)]
pub(crate) struct Import {
    pub(crate) path: Vec<String>,
    pub(crate) name: String,
    /// `pub use`, `pub(crate) use` …: others may import it from here.
    pub(crate) is_public: bool,
    pub(crate) line: usize,
}

/// A path as it stands in the code.
#[derive(Debug, Clone)]
pub(crate) struct Written {
    pub(crate) path: Vec<String>,
    pub(crate) line: usize,
}

/// The modules of a crate; the first is its root.
#[derive(Debug, Default)]
pub(crate) struct Modules {
    pub(crate) all: Vec<Module>,
    /// Macros under `#[macro_export]`, which lie at the crate's root wherever they are written, and the module of each.
    pub(crate) exported: BTreeMap<String, ModuleId>,
}

impl Modules {
    /// Reads the crate whose root file (`lib.rs` or `main.rs`) is given, without its tests.
    pub(crate) fn read(root: &Path) -> io::Result<Modules> {
        let mut modules = Modules::default();
        let folder = root.parent().unwrap_or(Path::new("")).to_path_buf();
        modules.read_file(root.to_path_buf(), folder, None)?;
        Ok(modules)
    }

    /// Their files, each once: what is compiled outside of tests.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let files: BTreeSet<&PathBuf> = self.all.iter().map(|module| &module.file).collect();
        files.into_iter().cloned().collect()
    }

    fn add(&mut self, file: PathBuf, parent: Option<ModuleId>) -> ModuleId {
        self.all.push(Module { file, parent, ..Module::default() });
        self.all.len() - 1
    }

    /// Reads a module's file; `folder` holds the files of its children.
    fn read_file(&mut self, file: PathBuf, folder: PathBuf, parent: Option<ModuleId>) -> io::Result<ModuleId> {
        let source = fs::read_to_string(&file)
            .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", file.display())))?;
        let id = self.add(file, parent);
        let tokens = outside_tests(&source);
        self.read_tokens(id, &folder, &tokens)?;
        Ok(id)
    }

    fn read_tokens(&mut self, id: ModuleId, folder: &Path, tokens: &[Token]) -> io::Result<()> {
        let text = |at: usize| tokens.get(at).map_or("", |t: &Token| t.text.as_str());
        let (mut at, mut depth, mut is_exported) = (0, 0_usize, false);
        while at < tokens.len() {
            let line = tokens[at].line;
            let before = at.checked_sub(1).map_or("", text);
            match text(at) {
                "path" if [at.wrapping_sub(2), at.wrapping_sub(1), at + 1].map(text) == ["#", "[", "="] => {
                    let file = self.all[id].file.display();
                    let what = format!("{file}:{line}: #[path]: a module's file is its name with .rs");
                    return Err(io::Error::new(io::ErrorKind::InvalidData, what));
                }
                "macro_export" => is_exported = true,
                "{" => depth += 1,
                "}" => depth = depth.saturating_sub(1),
                "mod" if depth == 0 && text(at + 2) == ";" => {
                    let name = text(at + 1).to_owned();
                    // Twice named, under two `cfg`s: one file.
                    if !self.all[id].children.contains_key(&name) {
                        let stem = name.trim_start_matches("r#");
                        let beside = folder.join(format!("{stem}.rs"));
                        let within = folder.join(stem).join("mod.rs");
                        let file = if beside.exists() { beside } else { within };
                        let child = self.read_file(file, folder.join(stem), Some(id))?;
                        self.all[id].children.insert(name, child);
                    }
                    at += 3;
                    continue;
                }
                "mod" if depth == 0 && text(at + 2) == "{" => {
                    let name = text(at + 1).to_owned();
                    let child = self.add(self.all[id].file.clone(), Some(id));
                    let end = block_end(tokens, at + 2);
                    self.read_tokens(child, &folder.join(&name), &tokens[at + 3..(end - 1).max(at + 3)])?;
                    self.all[id].children.insert(name, child);
                    at = end;
                    continue;
                }
                // `use<'a>` in a return type captures lifetimes and imports nothing.
                "use" if text(at + 1) != "<" => {
                    let is_public = at > 0 && matches!(text(at - 1), "pub" | ")");
                    let end = (at..tokens.len()).find(|i| text(*i) == ";").unwrap_or(tokens.len());
                    let mut tree = UseTree {
                        tokens: &tokens[at + 1..end],
                        at: 0,
                        is_public,
                        is_outside: false,
                        found: Vec::new(),
                    };
                    tree.read(&[]);
                    self.all[id].imports.append(&mut tree.found);
                    at = end + 1;
                    continue;
                }
                "macro_rules" if depth == 0 => {
                    let name = text(at + 2).to_owned();
                    if std::mem::take(&mut is_exported) {
                        self.exported.insert(name.clone(), id);
                    }
                    self.all[id].items.insert(name);
                    at += 3;
                    continue;
                }
                "fn" | "struct" | "enum" | "trait" | "type" | "const" | "static" | "union"
                    if depth == 0
                        && (at == 0 || text(at - 1) != "*")
                        && tokens.get(at + 1).is_some_and(Token::is_word) =>
                {
                    self.all[id].items.insert(text(at + 1).to_owned());
                }
                _ if tokens[at].is_word() => {
                    let before = (before, at.checked_sub(2).map_or("", text));
                    let mut path = vec![text(at).to_owned()];
                    while text(at + 1) == "::" && tokens.get(at + 2).is_some_and(Token::is_word) {
                        path.push(text(at + 2).to_owned());
                        at += 2;
                    }
                    self.all[id].words.extend(path.iter().cloned());
                    if path.len() > 1 && !is_from_outside(before) {
                        self.all[id].paths.push(Written { path, line });
                    }
                }
                // `#[serde(with = "crate::hex")]`: an attribute may name a path in a string.
                literal if before == "=" && literal.starts_with('"') => {
                    let path: Vec<String> = literal.trim_matches('"').split("::").map(str::to_owned).collect();
                    if path.len() > 1 && path.iter().all(|word| is_identifier(word)) {
                        self.all[id].paths.push(Written { path, line });
                    }
                }
                _ => {}
            }
            at += 1;
        }
        Ok(())
    }
}

/// Whether a path that stands behind these two tokens (the nearer first) begins with `::`. Behind `<T>` it is a type's.
fn is_from_outside((before, further): (&str, &str)) -> bool {
    before == "::" && further != ">"
}

fn is_identifier(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_') && word.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// The place after the block that opens at `at`.
fn block_end(tokens: &[Token], at: usize) -> usize {
    let mut depth = 0_usize;
    for (place, token) in tokens.iter().enumerate().skip(at) {
        match token.text.as_str() {
            "{" => depth += 1,
            "}" if depth == 1 => return place + 1,
            "}" => depth -= 1,
            _ => {}
        }
    }
    tokens.len()
}

/// Reads what stands between `use` and `;`.
struct UseTree<'a> {
    tokens: &'a [Token],
    at: usize,
    is_public: bool,
    is_outside: bool,
    found: Vec<Import>,
}

impl UseTree<'_> {
    fn text(&self) -> &str {
        self.tokens.get(self.at).map_or("", |t| t.text.as_str())
    }

    /// One branch, up to its `,` or its end.
    fn read(&mut self, before: &[String]) {
        let mut path = before.to_vec();
        let line = self.tokens.get(self.at).map_or(0, |t| t.line);
        // `use ::name` is a crate from outside, whatever is called so here.
        self.is_outside = if before.is_empty() { self.text() == "::" } else { self.is_outside };
        while self.at < self.tokens.len() {
            match self.text() {
                "{" => {
                    self.at += 1;
                    while self.at < self.tokens.len() && self.text() != "}" {
                        self.read(&path);
                        if self.text() == "," {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return;
                }
                "," | "}" => break,
                "as" => {
                    let name = self.tokens.get(self.at + 1).map_or(String::new(), |t| t.text.clone());
                    self.at += 2;
                    return self.keep(path, Some(name), line);
                }
                "::" => self.at += 1,
                word => {
                    path.push(word.to_owned());
                    self.at += 1;
                }
            }
        }
        self.keep(path, None, line);
    }

    /// `a::{self}` and `a::{self as b}` import `a`.
    fn keep(&mut self, mut path: Vec<String>, name: Option<String>, line: usize) {
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let name = name.or_else(|| path.last().cloned()).unwrap_or_default();
        if !path.is_empty() && !self.is_outside {
            self.found.push(Import { path, name, is_public: self.is_public, line });
        }
    }
}
