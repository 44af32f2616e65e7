//! Texts of the Hub in a pipeline: which ones, how much of them and how large a vocabulary a size takes, where nothing says it.

use anyhow::bail;
use nanollama_data::Limit;
use nanollama_model::preset as size;
use nanollama_train::DataFacts;

use crate::args::pipeline::PipelineArgs;
use crate::command::preset;

/// Tokens for each parameter (Hoffmann et al. 2022).
const RATIO: u64 = 20;
/// Tokens of a document of the web, about.
const OF_DOCUMENT: u64 = 1000;

/// What a size learns: the name of a mixture, and the entries of a vocabulary that its languages need.
const USUAL: [(&[&str], &str, Option<usize>); 5] = [
    (&["pico", "tiny", "nano", "micro"], "fineweb-edu", None),
    (&["mini", "small"], "en_only", None),
    (&["goldie"], "goldie", Some(48_000)),
    (&["medium"], "medium", Some(64_000)),
    (&["large", "big"], "large", Some(96_000)),
];

/// Whether texts of the Hub are learned.
pub(super) fn is_meant(args: &PipelineArgs) -> bool {
    args.data.is_none() && args.corpus.is_empty()
}

/// The name of the mixture.
pub(super) fn name(args: &PipelineArgs) -> anyhow::Result<&str> {
    if let Some(name) = &args.source.preset {
        return Ok(name);
    }
    match USUAL.iter().find(|(sizes, ..)| sizes.contains(&args.name.as_str())) {
        Some((_, name, _)) => Ok(name),
        None => {
            bail!("--name {}: no texts are known for this size; --preset NAME, --corpus or --data says them", args.name)
        }
    }
}

/// Entries of the vocabulary of a mixture in several languages; none where the usual one will do.
pub(super) fn tier(args: &PipelineArgs) -> Option<usize> {
    let name = name(args).ok().filter(|_| is_meant(args))?;
    USUAL.iter().find(|(_, known, _)| *known == name).and_then(|(.., entries)| *entries)
}

/// How much is fetched.
pub(super) fn limit(args: &PipelineArgs, vocabulary: usize) -> anyhow::Result<Limit> {
    let asked = preset::limit(&args.source);
    if asked != Limit::default() {
        return Ok(asked);
    }
    let parameters = size(&args.name, vocabulary, 512)?.parameter_count();
    Ok(Limit { tokens: Some(RATIO * parameters), ..asked })
}

/// What there will be, before any of it is here.
pub(super) fn estimated(args: &PipelineArgs, vocabulary: usize) -> anyhow::Result<DataFacts> {
    let catalogue = preset::catalogue(&args.source.list)?;
    // What has no such name, or cannot be used, is refused before anything is priced.
    preset::parts(&catalogue, name(args)?, Limit::default())?;
    let Limit { tokens, documents, .. } = limit(args, vocabulary)?;
    let documents = documents.map(|documents| documents.saturating_mul(OF_DOCUMENT));
    let tokens = tokens.or(documents).unwrap_or_else(|| DataFacts::without_end(vocabulary).train_tokens);
    let valid_tokens = tokens / 100;
    Ok(DataFacts {
        train_tokens: tokens - valid_tokens,
        valid_tokens,
        train_bytes: tokens.saturating_mul(4),
        ..DataFacts::without_end(vocabulary)
    })
}

#[cfg(test)]
mod tests {
    use nanollama_data::Catalogue;

    use super::*;

    #[test]
    fn every_named_size_learns_something_that_is_listed() {
        let all = Catalogue::with(&[]).unwrap();
        let known = size("no such size", 300, 64).unwrap_err().to_string();
        for (sizes, name, _) in USUAL {
            assert!(all.find(name).is_ok(), "{name}");
            assert!(sizes.iter().all(|one| size(one, 300, 64).is_ok()), "{sizes:?}");
        }
        let named = USUAL.iter().map(|(sizes, ..)| sizes.len()).sum::<usize>();
        assert_eq!(named, known.rsplit(" are ").next().unwrap().split(',').count(), "{known}");
    }
}
