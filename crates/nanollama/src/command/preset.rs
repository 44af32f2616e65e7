//! Texts of the Hub by name: found in the lists, fetched file by file, and made into shards as they come. `data prepare` and
//! `pipeline` prepare so.

pub(crate) mod learn;
pub(crate) mod list;
mod supply;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;
use nanollama_data::{
    Catalogue, Error as DataError, HubText, Limit, MIXTURE_FILE, Preparation, Prepared, SourceKind, Stream, Wanted,
};
use nanollama_hub::{Entry, Error as HubError, Hub, Kind, RepoName, Settings, Tree};
use nanollama_token::Tokenizer;

use super::pull::fits;
use super::{home, hub, prepared};
use crate::args::source::{SourceArgs, SourceListArgs};
use crate::print::{self, Printer};
use supply::HubSupply;

/// All texts and mixtures: the program's, those of NANOLLAMA_HOME, and those that were named.
pub(crate) fn catalogue(args: &SourceListArgs) -> anyhow::Result<Catalogue> {
    let own = home::folder().map(|folder| folder.join("sources")).filter(|folder| folder.is_dir());
    let lists: Vec<PathBuf> = args.sources.clone().or(own).into_iter().collect();
    Ok(Catalogue::with(&lists)?)
}

/// A text with its share of what was asked for.
pub(crate) struct Part<'a> {
    pub(crate) text: &'a HubText,
    /// Rows of it beside those of the others.
    pub(crate) parts: u32,
    limit: Limit,
}

/// The texts of a name with their shares.
///
/// # Errors
/// When nothing has the name, or one of them cannot be used: nothing is fetched then.
pub(crate) fn parts<'a>(catalogue: &'a Catalogue, name: &str, limit: Limit) -> anyhow::Result<Vec<Part<'a>>> {
    let found = catalogue.find(name)?;
    let all: u64 = found.iter().map(|(_, parts)| u64::from(*parts)).sum();
    let share = |number: Option<u64>, parts: u32| {
        let part = u128::from(number?) * u128::from(parts) / u128::from(all);
        Some(u64::try_from(part).unwrap_or(u64::MAX).max(1))
    };
    let part = |(text, parts)| {
        let limit = Limit { tokens: share(limit.tokens, parts), documents: share(limit.documents, parts), ..limit };
        Part { text, parts, limit }
    };
    Ok(found.into_iter().map(part).collect())
}

/// Where to end, as it was typed.
pub(crate) fn limit(args: &SourceArgs) -> Limit {
    Limit { tokens: args.tokens, documents: args.samples, files: args.shards }
}

/// The folder of a text: the whole one where it is alone, else one inside of it.
pub(crate) fn folder(out: &Path, parts: &[Part<'_>], text: &HubText) -> PathBuf {
    if parts.len() == 1 { out.to_owned() } else { out.join(&text.name) }
}

/// How texts are fetched and prepared.
pub(crate) struct Fetching<'a> {
    /// Where to, how it is divided and cut; its sources are not read.
    pub(crate) preparation: Preparation,
    /// Whether files stay in the Hub's cache.
    pub(crate) keep: bool,
    /// What stands before the line that tells that a text is there.
    pub(crate) step: &'a str,
}

/// Prepares all texts of a name, one after the other, and writes down how their rows are mixed.
pub(crate) fn prepare(
    parts: &[Part<'_>],
    fetching: &Fetching<'_>,
    tokenizer: &Tokenizer,
    printer: &Printer,
) -> anyhow::Result<()> {
    let (settings, out) = (hub::settings(), &fetching.preparation.out);
    for part in parts {
        let mut preparation = fetching.preparation.clone();
        preparation.out = folder(out, parts, part.text);
        preparation.reading.text_column = Some(part.text.column.clone());
        if parts.len() > 1 {
            printer.line(format_args!("{}, weight {}:", part.text.name, part.parts));
        }
        one(part, &Fetching { preparation, ..*fetching }, (tokenizer, &settings), printer)?;
    }
    if parts.len() > 1 {
        let weighed: Vec<(&str, u32)> = parts.iter().map(|part| (part.text.name.as_str(), part.parts)).collect();
        tokenizer.save(out, None)?;
        // Weights that were edited since are kept.
        if !out.join(MIXTURE_FILE).exists() {
            nanollama_data::write_text_mixture(out, &weighed)?;
        }
        printer.line(format_args!("  {}: how their rows are mixed", out.join(MIXTURE_FILE).display()));
    }
    Ok(())
}

/// Prepares one text.
fn one(
    part: &Part<'_>,
    Fetching { preparation, keep, step }: &Fetching<'_>,
    (tokenizer, settings): (&Tokenizer, &Settings),
    printer: &Printer,
) -> anyhow::Result<()> {
    let text = part.text;
    let begun = Preparation::commit_of(&preparation.out)?;
    let name = format!("{} {}", text.repo, text.files.join(" "));
    let mut stream = Stream { name, commit: begun.clone().unwrap_or_default(), files: Vec::new(), limit: part.limit };
    let lines = Lines { printer };
    if let Some(done) = preparation.finished_stream(tokenizer, &stream)? {
        if supply::is_littered(&preparation.out) {
            // A kill behind the last shard: what it left goes when the Hub can be asked what it is.
            let _for_another_time = clear_away(&Hub::new(settings, &lines)?, part, (&preparation.out, &stream.commit));
        }
        let shards = print::grouped(done.manifest.shards.len() as u64);
        printer.line(format_args!("{step}{} data exists ({shards} shards) — skip", text.name));
        return Ok(());
    }
    let started = Instant::now();
    let hub = Hub::new(settings, &lines)?;
    // What was begun goes on with the files as they were then.
    let tree = tree(&hub, text, begun.as_deref())?;
    let entries = entries(&tree, text, part.limit.files)?;
    stream.commit.clone_from(&tree.commit);
    stream.files = entries.iter().map(|entry| Wanted { name: entry.path.clone(), bytes: entry.bytes }).collect();
    let bytes: u64 = entries.iter().map(|entry| entry.bytes).sum();
    printer.line(format_args!(
        "{}: commit {}, {} files, {} in all; each is fetched when it is its turn",
        text.repo,
        &tree.commit[..8],
        entries.len(),
        print::bytes(bytes)
    ));
    let supply = HubSupply::new(&hub, &tree, &entries, (&preparation.out, *keep))?;
    let bar = match (part.limit.tokens, part.limit.documents) {
        (Some(tokens), _) => printer.bar(tokens, "tokens"),
        (None, documents) => printer.bar(documents.unwrap_or(0), "documents"),
    };
    let prepared = preparation.run_stream(tokenizer, &stream, &supply, &mut |progress| {
        bar.set_position(if part.limit.tokens.is_some() { progress.tokens } else { progress.documents });
    });
    bar.finish_and_clear();
    let failed = supply.end(prepared.is_ok())?;
    let prepared = match (prepared, failed) {
        // Whoever fetches knows better what failed.
        (Err(DataError::NotBrought { .. }), Some(error)) => return Err(lacking(error, text)),
        (prepared, _) => prepared?,
    };
    prepared::tell(&prepared, (&preparation.out, started), printer);
    tell_short(&prepared, part, printer);
    Ok(())
}

/// Removes files that were fetched for a text that is prepared.
fn clear_away(hub: &Hub<'_>, part: &Part<'_>, (out, commit): (&Path, &str)) -> anyhow::Result<()> {
    let tree = tree(hub, part.text, Some(commit))?;
    let entries = entries(&tree, part.text, part.limit.files)?;
    HubSupply::new(hub, &tree, &entries, (out, false))?.end(true)?;
    Ok(())
}

/// Says so where a text ends before what was asked for.
fn tell_short(prepared: &Prepared, part: &Part<'_>, printer: &Printer) {
    let totals = prepared.manifest.totals.values();
    let (tokens, documents) = totals.fold((0, 0), |(t, d), total| (t + total.tokens, d + total.documents));
    for (asked, there, what) in [(part.limit.tokens, tokens, "tokens"), (part.limit.documents, documents, "documents")]
    {
        if let Some(asked) = asked.filter(|asked| *asked > there) {
            printer.line(format_args!(
                "{} has {} {what}, where {} were asked for: a long run reads it again",
                part.text.name,
                print::grouped(there),
                print::grouped(asked)
            ));
        }
    }
}

/// What the repository of a text holds.
fn tree(hub: &Hub<'_>, text: &HubText, commit: Option<&str>) -> anyhow::Result<Tree> {
    let repo =
        RepoName::new(Kind::Dataset, &text.repo).map_err(HubError::from).map_err(|error| lacking(error, text))?;
    hub.tree(&repo, commit.unwrap_or("main")).map_err(|error| lacking(error, text))
}

/// Its files, in order of their paths; the first `most` of them.
fn entries<'t>(tree: &'t Tree, text: &HubText, most: Option<u64>) -> anyhow::Result<Vec<&'t Entry>> {
    let wanted = |entry: &&Entry| {
        let known = SourceKind::of(Path::new(&entry.path)).is_some();
        known && entry.path.contains('.') && text.files.iter().any(|pattern| fits(pattern, &entry.path))
    };
    let most = usize::try_from(most.unwrap_or(u64::MAX)).unwrap_or(usize::MAX);
    let entries: Vec<&Entry> = tree.entries.iter().filter(wanted).take(most).collect();
    if entries.is_empty() {
        let (count, patterns) = (tree.entries.len(), text.files.join(" or "));
        anyhow::bail!(
            "{}: none of the {count} files of {} that can be read is {patterns}: the list of sources is wrong here ({}){}",
            text.name,
            text.repo,
            text.checked,
            another(text)
        );
    }
    Ok(entries)
}

/// A failure of the Hub, with what could be taken in the place of a text.
fn lacking(error: HubError, text: &HubText) -> anyhow::Error {
    let passing =
        matches!(error, HubError::Network { .. } | HubError::Stopped | HubError::Offline { .. } | HubError::Store(_));
    let what = match passing {
        true => text.name.clone(),
        false => format!("{} ({}){}", text.name, text.checked, another(text)),
    };
    Err::<(), _>(error).context(what).unwrap_err()
}

/// What is of the same kind.
fn another(text: &HubText) -> String {
    match &text.instead {
        Some(other) => format!(", in whose place {other} could stand (--preset {other}, or a mixture of your own)"),
        None => String::new(),
    }
}

/// Lines for files of some size, and for every wait.
struct Lines<'p> {
    printer: &'p Printer,
}

impl nanollama_hub::Watch for Lines<'_> {
    fn begins(&self, path: &str, bytes: u64, there: u64) {
        if bytes >= hub::WORTH_A_LINE {
            let from = if there > 0 { format!(", going on at {}", print::bytes(there)) } else { String::new() };
            self.printer.line(format_args!("  {path}: {}{from}", print::bytes(bytes)));
        }
    }

    fn waits(&self, what: &str, pause: std::time::Duration) {
        self.printer.line(format_args!("{what}; again in {} s", pause.as_secs()));
    }

    fn stops(&self) -> bool {
        crate::interrupt::requested()
    }
}
