//! Prepared text: every token counts.

use std::path::{Path, PathBuf};

use nanollama_data::{
    ConversationReading, Corpus, CorpusPass, Feed, FeedShape, Loader, Mixer, Rank, RowFeed, RowPass, Rows, Split,
    text_folders,
};
use nanollama_store::manifest::Manifest;
use nanollama_token::Tokenizer;
use nanollama_token::chat::Message;

use super::data::{Batches, StageData};
use crate::error::{Error, Result};
use crate::plan::{DataFacts, Datasets, Order, Plan, StepShape, Voice};

/// What a folder of prepared text says of itself.
///
/// # Errors
/// When the folder is no finished preparation.
pub fn facts(folder: &Path) -> Result<DataFacts> {
    let manifest = Manifest::load(folder)?;
    let path = std::path::absolute(folder).map_err(|source| Error::io(folder, "find", source))?;
    let (train, valid) = (manifest.total(Split::Train), manifest.total(Split::Val));
    Ok(DataFacts {
        path,
        train_tokens: train.tokens,
        valid_tokens: valid.tokens,
        train_bytes: train.text_bytes,
        tokenizer_hash: manifest.tokenizer_sha256,
        vocabulary: manifest.vocab_size,
        reading: ConversationReading::default(),
        weight: None,
    })
}

/// What folders of prepared text say of themselves; a mixture stands for its parts.
///
/// # Errors
/// When one is no finished preparation, they were made with different tokenizers, or some have weights and others none.
pub fn datasets(folders: &[PathBuf]) -> Result<Datasets> {
    let mut all = Vec::new();
    for folder in folders {
        for (part, weight) in text_folders(folder)? {
            all.push(DataFacts { weight, ..facts(&part)? });
        }
    }
    Datasets::new(all)
}

/// What a corpus of a plan says of itself now.
pub(crate) fn facts_now(then: &DataFacts) -> Result<DataFacts> {
    Ok(DataFacts { weight: then.weight, ..facts(&then.path)? })
}

/// The corpora of a plan at other places; a mixture stands for its parts.
///
/// # Errors
/// [`Error::Differs`] when there are not as many, or a mixture has other weights now.
pub(crate) fn moved(then: &Datasets, folders: &[PathBuf]) -> Result<Datasets> {
    let (mut paths, mut weights) = (Vec::new(), Vec::new());
    for folder in folders {
        for (path, weight) in text_folders(folder)? {
            paths.push(path);
            weights.push(weight);
        }
    }
    let moved = then.moved_to(&paths)?;
    let differs = |(facts, now): (&DataFacts, &Option<u32>)| now.is_some() && *now != facts.weight;
    if moved.iter().zip(&weights).any(differs) {
        let listed = |weights: &mut dyn Iterator<Item = Option<u32>>| {
            let each = weights.map(|weight| weight.map_or("none".to_owned(), |weight| weight.to_string()));
            each.collect::<Vec<_>>().join(", ")
        };
        let (then, now) = (&mut then.iter().map(|facts| facts.weight), &mut weights.into_iter());
        return Err(Error::Differs { field: "the data's weights".into(), then: listed(then), now: listed(now) });
    }
    Ok(moved)
}

/// The tokenizer that lies with prepared text; that of the first corpus, all have the same.
///
/// # Errors
/// When it is missing or not the one the text was prepared with.
pub(crate) fn tokenizer(data: &Datasets) -> Result<Tokenizer> {
    let facts = data.iter().next().ok_or(Error::NoData)?;
    let tokenizer = Tokenizer::load(&facts.path)?;
    let (place, hash) = (facts.path.display(), tokenizer.hash());
    if hash != facts.tokenizer_hash {
        let (shards, file) = (format!("the shards in {place}"), format!("tokenizer.json in {place}"));
        return Err(Error::tokenizers((shards, &facts.tokenizer_hash), (file, &hash)));
    }
    Ok(tokenizer)
}

/// Both splits of all corpora, open.
pub(crate) struct TextData {
    train: Box<dyn Feed>,
    valid: Validation,
    /// The held-out texts of the personality, and at most how many tokens of them are measured on.
    personality: (Vec<Rows>, u64),
    step: StepShape,
}

/// What is measured on.
enum Validation {
    /// Rows from all over it, and at most how many tokens.
    Rows(Vec<Rows>, u64),
    /// The first tokens of each corpus, and how many.
    Documents(Vec<(Corpus, u64)>),
}

impl TextData {
    pub(crate) fn open(plan: &Plan, rank: Rank) -> Result<Self> {
        let (mut train, mut valid) = (Vec::new(), Vec::new());
        for facts in plan.data.iter() {
            train.push(learned(facts)?);
            // One token has nothing to be predicted from it.
            if facts.valid_tokens > 1 {
                valid.push((Corpus::open(&facts.path, Split::Val)?, facts.valid_tokens));
            }
        }
        let StepShape { context, .. } = plan.step;
        let ([rows, _], step) = (plan.step.of_rank(rank), plan.step.all_rows());
        let shape = FeedShape { rows, length: context, seed: plan.seed, rank, step };
        let train: Box<dyn Feed> = match (&plan.personality, plan.order) {
            (Some(voice), Order::Rows) => Box::new(Mixer::new(train, vec![learned(&voice.data)?], voice.ratio, shape)?),
            (Some(_), Order::Documents) => {
                let what = "a personality takes the place of rows, and this run's order is one of whole documents";
                return Err(Error::recipe("the plan", what));
            }
            (None, Order::Rows) => Box::new(RowFeed::new(train, shape)?),
            (None, Order::Documents) => Box::new(Loader::new(train, shape)?),
        };
        let held_out = plan.personality.iter().filter(|voice| voice.data.valid_tokens > 1);
        let rows = |voice: &Voice| Ok(Rows::new(Corpus::open(&voice.data.path, Split::Val)?, context));
        let personality = (held_out.map(rows).collect::<Result<_>>()?, plan.watch.eval_tokens);
        Ok(TextData { train, valid: Validation::of(plan, valid), personality, step: plan.step })
    }
}

/// What is learned from, of a folder of prepared text.
fn learned(facts: &DataFacts) -> Result<Corpus> {
    // About a second a gigabyte: a damaged shard must not be learned from.
    Manifest::load(&facts.path)?.verify(&facts.path)?;
    Ok(Corpus::open(&facts.path, Split::Train)?.weighing(facts.weight))
}

impl Validation {
    /// Corpora come with how many tokens they have.
    fn of(plan: &Plan, corpora: Vec<(Corpus, u64)>) -> Self {
        let most = plan.watch.eval_tokens;
        match plan.order {
            Order::Rows => {
                let rows = |(corpus, _)| Rows::new(corpus, plan.step.context);
                Validation::Rows(corpora.into_iter().map(rows).collect(), most)
            }
            Order::Documents => {
                let all = plan.data.valid_tokens();
                let first = |(corpus, tokens)| (corpus, share(most, tokens, all));
                Validation::Documents(corpora.into_iter().map(first).collect())
            }
        }
    }
}

/// The part of `whole` that falls to `tokens` of `all`.
fn share(whole: u64, tokens: u64, all: u64) -> u64 {
    let part = u128::from(whole) * u128::from(tokens) / u128::from(all.max(1));
    u64::try_from(part).unwrap_or(whole)
}

impl StageData for TextData {
    fn feed(&mut self) -> &mut dyn Feed {
        self.train.as_mut()
    }

    fn validation(&self) -> Result<Option<Batches<'_>>> {
        let StepShape { rows, context, .. } = self.step;
        match &self.valid {
            Validation::Rows(sources, _) if sources.is_empty() => Ok(None),
            Validation::Rows(sources, most) => {
                let mut pass = RowPass::new(sources, rows, context, *most)?;
                Ok(Some(Box::new(move |batch| Ok(pass.next_into(batch)?))))
            }
            Validation::Documents(corpora) => {
                let passes = corpora.iter().map(|(corpus, most)| CorpusPass::new(corpus, rows, context, *most));
                let mut passes = passes.collect::<Result<Vec<_>, _>>()?.into_iter().peekable();
                if passes.peek().is_none() {
                    return Ok(None);
                }
                Ok(Some(Box::new(move |batch| {
                    while let Some(pass) = passes.peek_mut() {
                        if pass.next_into(batch)? {
                            return Ok(true);
                        }
                        passes.next();
                    }
                    Ok(false)
                })))
            }
        }
    }

    fn held_out_personality(&self) -> Result<Option<Batches<'_>>> {
        let (StepShape { rows, context, .. }, (sources, most)) = (self.step, &self.personality);
        if sources.is_empty() {
            return Ok(None);
        }
        let mut pass = RowPass::new(sources, rows, context, *most)?;
        Ok(Some(Box::new(move |batch| Ok(pass.next_into(batch)?))))
    }

    fn opening(&self, _number: u64) -> Option<&[Message]> {
        None
    }
}
