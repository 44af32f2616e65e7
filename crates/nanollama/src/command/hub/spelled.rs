//! `USER/REPO(:QUANT)(@REVISION)`, as a model on the Hub is named.

use nanollama_hub::{Kind, RepoName};

/// The parts of such a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::command) struct Spelled {
    pub(in crate::command) repo: String,
    pub(in crate::command) quant: Option<String>,
    /// `main` where none is named.
    pub(in crate::command) revision: String,
}

/// Ends of names that are files' and no repositories'.
const FILES: [&str; 9] = [".gguf", ".pt", ".safetensors", ".npz", ".json", ".jsonl", ".txt", ".model", ".bin"];

impl Spelled {
    /// Reads one; nothing where it is no repository's name.
    pub(in crate::command) fn parse(text: &str) -> Option<Spelled> {
        let (rest, revision) = match text.rsplit_once('@') {
            Some((rest, revision)) if !revision.contains(':') => (rest, Some(revision)),
            _ => (text, None),
        };
        let (repo, quant) = match rest.split_once(':') {
            Some((repo, quant)) => (repo, Some(quant)),
            None => (rest, None),
        };
        // `USER/REPO@main:Q8_0` as well.
        let (repo, revision) = match (repo.split_once('@'), revision) {
            (Some((repo, revision)), None) => (repo, Some(revision)),
            (_, revision) => (repo, revision),
        };
        let is_file = FILES.iter().any(|end| repo.to_lowercase().ends_with(end));
        let fits = RepoName::new(Kind::Model, repo).is_ok() && quant != Some("") && revision != Some("");
        (fits && !is_file).then(|| Spelled {
            repo: repo.to_owned(),
            quant: quant.map(str::to_owned),
            revision: revision.unwrap_or("main").to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_parts_in_either_order() {
        let whole = Spelled { repo: "a/b".into(), quant: Some("Q8_0".into()), revision: "v1".into() };
        assert_eq!(Spelled::parse("a/b:Q8_0@v1"), Some(whole.clone()));
        assert_eq!(Spelled::parse("a/b@v1:Q8_0"), Some(whole));
        assert_eq!(Spelled::parse("a/b"), Some(Spelled { repo: "a/b".into(), quant: None, revision: "main".into() }));
        for path in
            ["mine", "mine@best", "./a/b", "a/b/c", "/a/b", "models/mine.gguf", "runs/x.pt", "a/b:", "a/b@", "C:\\a/b"]
        {
            assert_eq!(Spelled::parse(path), None, "{path}");
        }
    }
}
