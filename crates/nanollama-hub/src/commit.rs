//! A commit: a line of JSON for its head and one for each file. It is asked for once a try, and before another try it is looked
//! whether the last one took effect: an answer that was lost makes no second commit.

use serde_json::{Value, json};

use crate::ask::{Ask, Failure, Hub, Patience};
use crate::error::{Error, Result};
use crate::hash::Hash;
use crate::name::RepoName;

/// A file of a commit: its path, its bytes if they go along, its length and its hash.
pub(crate) struct Line<'a> {
    pub(crate) path: &'a str,
    pub(crate) content: Option<String>,
    pub(crate) bytes: u64,
    pub(crate) hash: Hash,
}

impl Hub<'_> {
    /// Commits files to `main`; gives the commit.
    pub(crate) fn commit(&self, repo: &RepoName, summary: &str, lines: &[Line<'_>]) -> Result<String> {
        let mut body = json!({ "key": "header", "value": { "summary": summary, "description": "" } }).to_string();
        for line in lines {
            body.push('\n');
            body.push_str(&said(line).to_string());
        }
        let target = format!("{}/commit/main", repo.api());
        let url = format!("{}{target}", self.settings.endpoint);
        let head = "Content-Type: application/x-ndjson\r\n".to_owned();
        let ask = Ask { head, ..self.post(repo, target, body.as_bytes()) };
        let mut patience = Patience::default();
        loop {
            let failure = match self.post_once(&ask) {
                Ok(answer) => match answer["commitOid"].as_str().filter(|oid| Hash::is_hex(oid, 40)) {
                    Some(oid) => return Ok(oid.to_owned()),
                    None => {
                        Failure::Passing(Error::Protocol { url: url.clone(), what: "it names no commit".into() }, None)
                    }
                },
                Err(failure) => failure,
            };
            patience.after(failure, self)?;
            let tree = self.tree(repo, "main")?;
            if lines.iter().all(|line| tree.find(line.path).is_some_and(|entry| entry.hash == line.hash)) {
                return Ok(tree.commit);
            }
        }
    }
}

fn said(line: &Line<'_>) -> Value {
    match &line.content {
        Some(content) => {
            json!({ "key": "file", "value": { "content": content, "path": line.path, "encoding": "base64" } })
        }
        None => json!({ "key": "lfsFile", "value": {
            "path": line.path, "algo": "sha256", "oid": line.hash.text(), "size": line.bytes,
        } }),
    }
}
