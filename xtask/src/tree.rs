//! The tree in README.md: every path it names exists, and every crate, top folder and page of docs is named.

use std::fs;
use std::io;
use std::path::Path;

/// Lines between this fence and the next are the tree.
const FENCE: &str = "```tree";

/// Faults found, one line each.
pub(crate) fn check(root: &Path) -> io::Result<Vec<String>> {
    let readme = fs::read_to_string(root.join("README.md"))?;
    let named = paths(&readme);
    let mut faults = Vec::new();
    if named.is_empty() {
        faults.push(format!("README.md has no {FENCE} block"));
    }
    for path in &named {
        if !root.join(path).exists() {
            faults.push(format!("README.md names {path}, which does not exist"));
        }
    }
    for folder in ["", "crates", "docs"] {
        for entry in fs::read_dir(root.join(folder))? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            let hidden = name.starts_with('.');
            let made = ["target", "runs", "quickstart"].contains(&name.as_str());
            let small_print = folder.is_empty() && root.join(&path).is_file() && !name.ends_with(".md");
            if !hidden && !made && !small_print && !named.contains(&path) && name != "README.md" {
                faults.push(format!("README.md's tree does not name {path}"));
            }
        }
    }
    Ok(faults)
}

/// Paths in the tree block: the first word of a line, indented by two spaces a level.
fn paths(readme: &str) -> Vec<String> {
    let mut parents: Vec<String> = Vec::new();
    let mut found = Vec::new();
    let block = readme.lines().skip_while(|line| !line.starts_with(FENCE)).skip(1);
    for line in block.take_while(|line| !line.starts_with("```")) {
        let Some(name) = line.split_whitespace().next() else { continue };
        let level = (line.len() - line.trim_start().len()) / 2;
        parents.truncate(level);
        parents.push(name.trim_end_matches('/').to_owned());
        found.push(parents.join("/"));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indentation_makes_paths() {
        let readme = "# x\n```tree\ncrates/   all\n  a/   one\n  b/   two\ndocs/  pages\n```\nmore";
        assert_eq!(paths(readme), ["crates", "crates/a", "crates/b", "docs"]);
    }

    #[test]
    fn the_readme_is_true() {
        assert_eq!(check(&crate::root()).unwrap(), Vec::<String>::new());
    }
}
