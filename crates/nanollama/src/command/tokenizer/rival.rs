//! Tokenizers that another is held against: by a well-known name, from what of them lies on this machine; or by any name that
//! tokenizers have here. Nothing is downloaded.

use std::path::{Path, PathBuf};

use nanollama_hub::{Cache, Kind, RepoName};
use nanollama_token::Tokenizer;

use super::named::open;
use crate::args::Global;
use crate::command::hub;
use crate::print::Printer;

/// A tokenizer that has a name of its own.
struct Known {
    names: &'static [&'static str],
    /// Repositories of the Hub that hold it.
    repos: &'static [&'static str],
    /// What tiktoken calls its file of ranks in its cache: the SHA-1 of where it comes from.
    ranks: &'static str,
}

const KNOWN: [Known; 3] = [
    Known {
        names: &["gpt2", "gpt-2", "r50k_base"],
        repos: &["openai-community/gpt2", "Xenova/gpt2"],
        ranks: "0ea1e91bbb3a60f729a8dc8f777fd2fc07cd8df4",
    },
    Known {
        names: &["cl100k", "cl100k_base", "gpt4", "gpt-4"],
        repos: &["Xenova/gpt-4"],
        ranks: "9b5ad71b2ce5302211f9c61530b329a4922fc6a4",
    },
    Known {
        names: &["o200k", "o200k_base", "gpt4o", "gpt-4o"],
        repos: &["Xenova/gpt-4o"],
        ranks: "fb374d419588a4632f3f557e76b4b70aebbca790",
    },
];

/// What is compared with when nothing is named.
const USUAL: [&str; 2] = ["gpt2", "cl100k"];

/// Files that hold a tokenizer, in a model's folder.
const FILES: [&str; 3] = ["tokenizer.json", "tokenizer.model", "vocab.json"];

/// The tokenizer of a name; nothing where it is a well-known one that does not lie here.
fn find(name: &str, global: &Global, printer: &Printer) -> anyhow::Result<Option<Tokenizer>> {
    let path = Path::new(name);
    if path.is_file() {
        return Ok(Some(file(path)?));
    }
    if !path.exists() {
        if let Some(known) = KNOWN.iter().find(|known| known.names.contains(&name)) {
            let places = known.repos.iter().filter_map(|repo| cached(repo)).chain(tiktoken(known.ranks));
            return places.take(1).map(|place| file(&place)).next().transpose();
        }
        if let Some(place) = cached(name) {
            return Ok(Some(file(&place)?));
        }
    }
    Ok(Some(open(name, global, printer)?))
}

/// The error for a name that is looked for in vain.
fn missing(name: &str) -> anyhow::Error {
    let Some(known) = KNOWN.iter().find(|known| known.names.contains(&name)) else {
        return anyhow::anyhow!("{name}: no such tokenizer");
    };
    anyhow::anyhow!(
        "{name} is neither in the Hub's cache ({}) nor in tiktoken's: `nanollama pull {} --only tokenizer.json` brings it, or give \
         a .tiktoken file of it",
        known.repos.join(", "),
        known.repos[0]
    )
}

fn file(path: &Path) -> anyhow::Result<Tokenizer> {
    match Tokenizer::from_ranks(path)? {
        Some(ranks) => Ok(ranks),
        None => Ok(nanollama_bundle::load_tokenizer(path)?),
    }
}

/// The tokenizer's file of a repository, as far as it is in the cache.
fn cached(repo: &str) -> Option<PathBuf> {
    let cache = Cache::new(&hub::settings().cache);
    let repo = RepoName::new(Kind::Model, repo).ok()?;
    let folder = cache.snapshot(&repo, &cache.commit(&repo, "main")?);
    FILES.iter().map(|file| folder.join(file)).find(|file| file.is_file())
}

/// A file of ranks that tiktoken fetched.
fn tiktoken(ranks: &str) -> Option<PathBuf> {
    let of = |name: &str| std::env::var_os(name).filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let folder = of("TIKTOKEN_CACHE_DIR")
        .or_else(|| of("DATA_GYM_CACHE_DIR"))
        .unwrap_or_else(|| std::env::temp_dir().join("data-gym-cache"));
    Some(folder.join(ranks)).filter(|file| file.is_file())
}

/// All that were asked for, with their names; the usual ones that lie here when none was.
pub(super) fn all(asked: &[String], global: &Global, printer: &Printer) -> anyhow::Result<Vec<(String, Tokenizer)>> {
    let usual = USUAL.map(String::from);
    let names = if asked.is_empty() { &usual[..] } else { asked };
    let mut found = Vec::new();
    for name in names {
        match find(name, global, printer)? {
            Some(tokenizer) => found.push((name.clone(), tokenizer)),
            None if asked.is_empty() => printer.line(format_args!("left out: {}", missing(name))),
            None => return Err(missing(name)),
        }
    }
    Ok(found)
}
