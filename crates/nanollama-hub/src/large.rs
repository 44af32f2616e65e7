//! Large files to the storage, by Git LFS: the Hub says where each goes, whole or in parts, and is asked whether it arrived. What
//! lies there already is not sent again, so a push that was broken off goes on.

use std::path::Path;

use serde_json::{Value, json};

use crate::address::Address;
use crate::ask::{Ask, Failure, Hub, Patience};
use crate::error::{Error, Result};
use crate::http::Payload;
use crate::name::RepoName;

/// How many files one question is about.
const BATCH: usize = 100;
const HEAD: &str = "Accept: application/vnd.git-lfs+json\r\nContent-Type: application/vnd.git-lfs+json\r\n";

/// A large file: where it lies, its path in the repository, its length and SHA-256.
pub(crate) struct Large<'a> {
    pub(crate) file: &'a Path,
    pub(crate) path: &'a str,
    pub(crate) bytes: u64,
    pub(crate) sha256: &'a str,
}

impl Hub<'_> {
    /// Sends those that are not there yet; gives how many bytes were sent.
    pub(crate) fn send_large(&self, repo: &RepoName, files: &[Large<'_>]) -> Result<u64> {
        let mut sent = 0;
        for group in files.chunks(BATCH) {
            let objects: Vec<Value> =
                group.iter().map(|file| json!({ "oid": file.sha256, "size": file.bytes })).collect();
            let body = json!({
                "operation": "upload", "transfers": ["basic", "multipart"], "objects": objects, "hash_algo": "sha256",
                "ref": { "name": "main" },
            });
            let target = format!("{}.git/info/lfs/objects/batch", repo.page());
            let url = format!("{}{target}", self.settings.endpoint);
            let body = body.to_string();
            let ask = Ask { head: HEAD.into(), ..self.post(repo, target, body.as_bytes()) };
            let (answer, _) = self.json(&ask)?;
            for file in group {
                let refuse =
                    |what: String| Error::Protocol { url: url.clone(), what: format!("{}: {what}", file.path) };
                let found =
                    answer["objects"].as_array().into_iter().flatten().find(|object| object["oid"] == file.sha256);
                let object = found.ok_or_else(|| refuse("the batch does not speak of it".into()))?;
                if let Some(message) = object["error"]["message"].as_str() {
                    return Err(refuse(message.to_owned()));
                }
                // Without a word where to, it is there.
                if object["actions"]["upload"].is_object() {
                    self.send_one(repo, file, &object["actions"]).map_err(|error| named(error, file))?;
                    sent += file.bytes;
                }
            }
        }
        Ok(sent)
    }

    fn send_one(&self, repo: &RepoName, file: &Large<'_>, actions: &Value) -> Result<()> {
        self.watch.begins(file.path, file.bytes, 0);
        let upload = &actions["upload"];
        let href = upload["href"].as_str().unwrap_or_default();
        match &upload["header"]["chunk_size"] {
            Value::Null => {
                self.put(href, &signed_head(&upload["header"]), file.file, (0, file.bytes))?;
            }
            size => {
                let size = size.as_str().and_then(|size| size.parse().ok()).or_else(|| size.as_u64());
                self.send_parts(repo, file, &upload["header"], size.unwrap_or(0), href)?;
            }
        }
        if let Some(href) = actions["verify"]["href"].as_str() {
            let body = json!({ "oid": file.sha256, "size": file.bytes }).to_string();
            self.json(&self.post(repo, self.own(href)?, body.as_bytes()))?;
        }
        Ok(())
    }

    fn send_parts(&self, repo: &RepoName, file: &Large<'_>, header: &Value, size: u64, href: &str) -> Result<()> {
        let refuse = |what| Error::Protocol { url: href.split('?').next().unwrap_or_default().to_owned(), what };
        let numbered = |(name, url): (&String, &Value)| Some((name.parse::<u64>().ok()?, url.as_str()?.to_owned()));
        let mut urls: Vec<(u64, String)> = header.as_object().into_iter().flatten().filter_map(numbered).collect();
        urls.sort();
        let count = file.bytes.div_ceil(size.max(1));
        if size == 0 || urls.len() as u64 != count {
            return Err(refuse(format!("{} parts of {size} bytes are offered for {} bytes", urls.len(), file.bytes)));
        }
        let mut parts = Vec::new();
        for (at, (_, url)) in urls.iter().enumerate() {
            let from = at as u64 * size;
            let etag = self.put(url, "", file.file, (from, size.min(file.bytes - from)))?;
            let etag = etag.ok_or_else(|| refuse("a part that arrived has no ETag".into()))?;
            parts.push(json!({ "partNumber": at + 1, "etag": etag }));
        }
        let body = json!({ "oid": file.sha256, "parts": parts }).to_string();
        let ask = Ask { head: HEAD.into(), ..self.post(repo, self.own(href)?, body.as_bytes()) };
        self.json(&ask).map(|_| ())
    }

    /// Sends a part of a file to a signed address, until it is taken; gives its ETag.
    fn put(&self, url: &str, head: &str, file: &Path, (from, length): (u64, u64)) -> Result<Option<String>> {
        let address = Address::parse(url)?;
        let mut patience = Patience::default();
        loop {
            let sent = self.send("PUT", &address, head, Payload::Part { path: file, from, length });
            let failure = match sent {
                Ok(mut answer) if !(200..300).contains(&answer.status) => {
                    let what = String::from_utf8_lossy(&answer.whole(2000).unwrap_or_default()).into_owned();
                    let error = Error::Status { url: address.shown(), status: answer.status, what };
                    match answer.status {
                        408 | 429 | 500 | 502 | 503 | 504 => Failure::Passing(error, None),
                        _ => Failure::Final(error),
                    }
                }
                Ok(answer) => return Ok(answer.header("etag").map(str::to_owned)),
                Err(failure) => failure,
            };
            patience.after(failure, self)?;
        }
    }

    /// The place on the Hub that an address of it names, whatever host it gives: a mirror may repeat the Hub's own.
    fn own(&self, href: &str) -> Result<String> {
        Ok(self.address("/")?.join(href)?.target)
    }
}

/// Headers that a signed address wants.
fn signed_head(header: &Value) -> String {
    let pairs = header.as_object().into_iter().flatten();
    let plain = |text: &str| !text.contains(['\r', '\n']);
    let lines = pairs.filter_map(|(name, value)| Some((name, value.as_str()?)));
    lines
        .filter(|(name, value)| plain(name) && plain(value))
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect()
}

/// An error of the storage, with the file it is about.
fn named(error: Error, file: &Large<'_>) -> Error {
    match error {
        Error::Status { url, status, what } => Error::Status { url, status, what: format!("{}: {what}", file.path) },
        other => other,
    }
}
