//! Names of repositories: `USER/REPO`, of models or of datasets.

use std::fmt;

use crate::encoded::encoded;

/// What a repository holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Models, and what belongs to them.
    Model,
    /// Data.
    Dataset,
}

impl Kind {
    /// The word of addresses and of the cache's folders: `models`, `datasets`.
    pub(crate) fn plural(self) -> &'static str {
        match self {
            Kind::Model => "models",
            Kind::Dataset => "datasets",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Model => "model",
            Kind::Dataset => "dataset",
        })
    }
}

/// A text that is no name.
#[derive(Debug, thiserror::Error)]
#[error("{text:?} is no name of a repository: {what}")]
pub struct BadName {
    /// The text.
    pub text: String,
    /// What is wrong with it.
    pub what: &'static str,
}

/// A repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepoName {
    /// What it holds.
    pub kind: Kind,
    name: String,
}

impl RepoName {
    /// Reads `USER/REPO`, by the Hub's rules for names.
    ///
    /// # Errors
    /// [`BadName`] with what is wrong.
    pub fn new(kind: Kind, text: &str) -> Result<RepoName, BadName> {
        let refuse = |what| Err(BadName { text: text.to_owned(), what });
        let Some((user, name)) = text.split_once('/') else { return refuse("it has the form USER/REPO") };
        for part in [user, name] {
            let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
            if part.is_empty() || part.len() > 96 || !part.chars().all(plain) {
                return refuse("letters, digits, `-`, `_` and `.` make each of its two parts");
            }
            if part.starts_with(['-', '.']) || part.ends_with(['-', '.']) || part.contains("..") || part.contains("--")
            {
                return refuse("a part begins and ends with a letter, a digit or `_`, and holds no `..` or `--`");
            }
        }
        Ok(RepoName { kind, name: text.to_owned() })
    }

    /// `USER/REPO`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its place in the Hub's interface.
    pub(crate) fn api(&self) -> String {
        format!("/api/{}/{}", self.kind.plural(), self.name)
    }

    /// Its place among the pages: datasets have a prefix.
    pub(crate) fn page(&self) -> String {
        match self.kind {
            Kind::Model => format!("/{}", self.name),
            Kind::Dataset => format!("/datasets/{}", self.name),
        }
    }

    /// Where a file of it is.
    pub(crate) fn file(&self, revision: &str, path: &str) -> String {
        format!("{}/resolve/{}/{}", self.page(), encoded(revision, false), encoded(path, true))
    }

    /// Its folder in the cache: `models--USER--REPO`.
    pub(crate) fn folder(&self) -> String {
        format!("{}--{}", self.kind.plural(), self.name.replace('/', "--"))
    }
}

impl fmt::Display for RepoName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// Refuses a path of a repository that could lead out of a folder, or that no system can write.
pub(crate) fn is_plain_path(path: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', ':', '\0']);
    !path.is_empty() && path.split('/').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_to_the_rules() {
        for good in ["a/b", "Qwen/Qwen2.5-0.5B", "me/my_model", "_a/b1"] {
            assert!(RepoName::new(Kind::Model, good).is_ok(), "{good}");
        }
        for bad in ["a", "a/", "/b", "a/b/c", "../b", "a/..", "a/b--c", "a/-b", "a b/c", "a/b.", "ü/b"] {
            assert!(RepoName::new(Kind::Model, bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn paths_stay_inside() {
        for (path, plain) in
            [("a/b.c", true), ("../a", false), ("a//b", false), ("/a", false), ("C:/a", false), ("a\\b", false)]
        {
            assert_eq!(is_plain_path(path), plain, "{path}");
        }
    }
}
