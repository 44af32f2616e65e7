//! The recipes for rented machines: each is one file that holds all it needs. What they share, the machine's part, is written once
//! in `recipes/cloud/machine.sh` and copied from there into the others.

use std::fs;
use std::path::{Path, PathBuf};

/// The first and the last line of the machine's part begin so.
const BEGIN: &str = "# >>> the machine's part";
const END: &str = "# <<< the machine's part";

/// Where the part is written.
const SOURCE: &str = "machine.sh";

/// Writes the part into every recipe that has a place for it.
///
/// # Errors
/// Naming the file that cannot be read or written, or has no place.
pub(crate) fn write(root: &Path) -> Result<(), String> {
    for path in recipes(root)? {
        let text = read(&path)?;
        let filled = filled(root, &path, &text)?;
        if filled != text {
            fs::write(&path, filled).map_err(|error| format!("{}: {error}", path.display()))?;
            println!("{}", path.display());
        }
    }
    Ok(())
}

/// The recipes, without the source of the part.
fn recipes(root: &Path) -> Result<Vec<PathBuf>, String> {
    let folder = root.join("recipes/cloud");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.file_name().is_some_and(|name| name != SOURCE && name != "README.md"));
    paths.sort();
    Ok(paths)
}

/// A recipe with the part in its place, as far to the right as the place is.
fn filled(root: &Path, path: &Path, text: &str) -> Result<String, String> {
    let source = read(&root.join("recipes/cloud").join(SOURCE))?;
    let no_place = || format!("{} has no line that begins with {BEGIN:?} and one with {END:?}", path.display());
    let place = |text: &str| {
        let lines: Vec<&str> = text.lines().collect();
        let at = |mark: &str| lines.iter().position(|line| line.trim_start().starts_with(mark));
        Some((at(BEGIN)?, at(END)?)).filter(|(begin, end)| begin < end)
    };
    let (begin, end) = place(&source).ok_or_else(no_place)?;
    let part: Vec<&str> = source.lines().collect();
    let (from, to) = place(text).ok_or_else(no_place)?;
    let lines: Vec<&str> = text.lines().collect();
    let indent = &lines[from][..lines[from].len() - lines[from].trim_start().len()];
    let moved =
        part[begin..=end].iter().map(|line| if line.is_empty() { String::new() } else { format!("{indent}{line}") });
    let before = lines[..from].iter().map(|&line| line.to_owned());
    let after = lines[to + 1..].iter().map(|&line| line.to_owned());
    Ok(before.chain(moved).chain(after).map(|line| line + "\n").collect())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests;
