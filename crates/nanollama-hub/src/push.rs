//! Files of one's own to a repository: what is there already stays, what differs is sent, nothing is deleted, and what the Hub
//! then says it holds is compared with what was meant.

use std::fs::{self, File};
use std::io::Read;
use std::path::PathBuf;

use serde_json::json;

use nanollama_store::Error as StoreError;

use crate::ask::Hub;
use crate::base64;
use crate::commit::Line;
use crate::error::{Error, Result};
use crate::hash::{Hash, both};
use crate::large::Large;
use crate::name::{BadName, RepoName, is_plain_path};
use crate::tree::Tree;

/// How many files one question is about.
const BATCH: usize = 256;
/// How much of a file the Hub looks at to know what it is.
const SAMPLE: u64 = 512;
/// Small files that go along with one commit, in bytes.
const MOST_IN_COMMIT: u64 = 32 << 20;

/// A file to send.
#[derive(Clone, Debug)]
pub struct ToPush {
    /// Its path in the repository.
    pub path: String,
    /// Where it lies here.
    pub file: PathBuf,
}

/// What was done.
#[derive(Clone, Debug)]
pub struct Pushed {
    /// The commit that holds everything.
    pub commit: String,
    /// Files that were there as they are.
    pub unchanged: usize,
    /// Files that are new or differ.
    pub changed: usize,
    /// Bytes that went to the storage.
    pub sent: u64,
}

/// A file whose hashes are known.
struct Known<'a> {
    of: &'a ToPush,
    bytes: u64,
    sha256: String,
    git: String,
}

impl Known<'_> {
    fn hash(&self, large: bool) -> Hash {
        if large { Hash::Sha256(self.sha256.clone()) } else { Hash::Git(self.git.clone()) }
    }

    fn is_in(&self, tree: &Tree) -> bool {
        tree.find(&self.of.path).is_some_and(|entry| match &entry.hash {
            Hash::Sha256(sha256) => *sha256 == self.sha256,
            Hash::Git(git) => *git == self.git,
        })
    }
}

impl Hub<'_> {
    /// Sends files to the branch `main` of a repository that is there, as one commit (of many small files, several).
    ///
    /// # Errors
    /// When the token may not do this, a file cannot be read or changes meanwhile, the Hub cannot be reached, or what it holds
    /// afterwards is not what was sent.
    pub fn push(&self, repo: &RepoName, files: &[ToPush], summary: &str) -> Result<Pushed> {
        if self.settings.token.is_none() {
            return Err(Error::NoToken { what: "sending to the Hub" });
        }
        let known = files.iter().map(|file| self.known(file)).collect::<Result<Vec<_>>>()?;
        let before = self.tree(repo, "main")?;
        let changed: Vec<&Known<'_>> = known.iter().filter(|file| !file.is_in(&before)).collect();
        let unchanged = known.len() - changed.len();
        let mut pushed = Pushed { commit: before.commit.clone(), unchanged, changed: changed.len(), sent: 0 };
        if changed.is_empty() {
            return Ok(pushed);
        }
        let is_large = self.preupload(repo, &changed)?;
        let sides = changed.iter().zip(&is_large);
        let large: Vec<Large<'_>> = sides
            .filter(|(_, large)| **large)
            .map(|(file, _)| {
                let Known { of, bytes, sha256, .. } = file;
                Large { file: &of.file, path: &of.path, bytes: *bytes, sha256 }
            })
            .collect();
        pushed.sent = self.send_large(repo, &large)?;
        let mut lines = Vec::new();
        let mut held = 0;
        for (file, large) in changed.iter().zip(&is_large) {
            let content = if *large { None } else { Some(base64::encode(&self.content(file)?)) };
            held += if *large { 0 } else { file.bytes };
            lines.push(Line { path: &file.of.path, content, bytes: file.bytes, hash: file.hash(*large) });
            if held > MOST_IN_COMMIT {
                self.commit(repo, summary, &lines)?;
                lines.clear();
                held = 0;
            }
        }
        if !lines.is_empty() {
            self.commit(repo, summary, &lines)?;
        }
        let after = self.tree(repo, "main")?;
        if let Some(lost) = known.iter().find(|file| !file.is_in(&after)) {
            let found = after.find(&lost.of.path).map_or("none", |entry| entry.hash()).to_owned();
            let expected = format!("{} or {}", lost.sha256, lost.git);
            return Err(Error::Damaged { path: lost.of.path.clone(), found, expected });
        }
        pushed.commit = after.commit;
        Ok(pushed)
    }

    fn known<'f>(&self, of: &'f ToPush) -> Result<Known<'f>> {
        if !is_plain_path(&of.path) {
            return Err(BadName { text: of.path.clone(), what: "it is no path of a file in a repository" }.into());
        }
        let metadata = fs::metadata(&of.file).map_err(|source| StoreError::io(&of.file, "read", source))?;
        self.watch.begins(&format!("looking at {}", of.path), metadata.len(), 0);
        let (sha256, git) = both(&of.file, metadata.len(), &|done| {
            self.watch.reached(done);
            !self.watch.stops()
        })?;
        Ok(Known { of, bytes: metadata.len(), sha256, git })
    }

    /// Asks which files go to the storage. Empty ones never do: it takes none.
    fn preupload(&self, repo: &RepoName, files: &[&Known<'_>]) -> Result<Vec<bool>> {
        let mut large = Vec::new();
        for group in files.chunks(BATCH) {
            let mut asked = Vec::new();
            for file in group {
                let sample = base64::encode(&head(&file.of.file, SAMPLE)?);
                asked.push(json!({ "path": file.of.path, "sample": sample, "size": file.bytes }));
            }
            let body = json!({ "files": asked }).to_string();
            let target = format!("{}/preupload/main", repo.api());
            let url = format!("{}{target}", self.settings.endpoint);
            let (answer, _) = self.json(&self.post(repo, target, body.as_bytes()))?;
            for file in group {
                let path = &file.of.path;
                let refuse = |what: &str| Error::Protocol { url: url.clone(), what: format!("{path}: {what}") };
                let found = answer["files"].as_array().into_iter().flatten().find(|found| found["path"] == **path);
                let found = found.ok_or_else(|| refuse("it is not spoken of"))?;
                if found["shouldIgnore"] == true {
                    return Err(refuse("the repository's .gitignore leaves it out"));
                }
                large.push(match found["uploadMode"].as_str() {
                    Some("lfs") => file.bytes > 0,
                    Some("regular") => false,
                    _ => return Err(refuse("it is to be sent in a way that is not known here (`uploadMode`)")),
                });
            }
        }
        Ok(large)
    }

    /// A small file's bytes, which are still those that were hashed.
    fn content(&self, file: &Known<'_>) -> Result<Vec<u8>> {
        let bytes = head(&file.of.file, u64::MAX)?;
        let mut hasher = file.hash(false).hasher(bytes.len() as u64);
        hasher.update(&bytes);
        let found = hasher.finish();
        if found != file.git {
            return Err(Error::Damaged { path: file.of.path.clone(), found, expected: file.git.clone() });
        }
        Ok(bytes)
    }
}

/// The first bytes of a file.
fn head(path: &std::path::Path, most: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes));
    read.map_err(|source| StoreError::io(path, "read", source))?;
    Ok(bytes)
}
