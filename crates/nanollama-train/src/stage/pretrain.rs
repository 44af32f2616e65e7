//! Pretraining: the prepared text, every token counts.

use std::path::Path;

use nanollama_data::{Corpus, Feed, FeedShape, Loader, Pass, Split};
use nanollama_store::manifest::Manifest;
use nanollama_token::Tokenizer;
use nanollama_token::chat::Message;

use super::{Batches, Material, same_tokenizer};
use crate::error::{Error, Result};
use crate::plan::{DataFacts, Plan};

/// What a folder of prepared text says of itself. The path becomes absolute, so that a run can be resumed from anywhere.
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
    })
}

/// The tokenizer that lies with prepared text.
///
/// # Errors
/// When it is missing or not the one the text was prepared with.
pub fn tokenizer(facts: &DataFacts) -> Result<Tokenizer> {
    let tokenizer = Tokenizer::load(&facts.path)?;
    let place = facts.path.display().to_string();
    same_tokenizer(
        (&format!("the shards in {place}"), &facts.tokenizer_hash),
        (&format!("tokenizer.json in {place}"), &tokenizer.hash()),
    )?;
    Ok(tokenizer)
}

/// Both splits, open.
pub(crate) struct Text {
    train: Loader,
    valid: Option<Corpus>,
    rows: usize,
    context: usize,
    eval_tokens: u64,
}

impl Text {
    pub(crate) fn open(plan: &Plan) -> Result<Self> {
        let (folder, batch) = (&plan.data.path, plan.batch);
        // About a second a gigabyte: a damaged shard must not be learned from.
        Manifest::load(folder)?.verify(folder)?;
        let shape = FeedShape::alone(batch.rows, batch.context, plan.seed);
        let train = Loader::new(Corpus::open(folder, Split::Train)?, shape)?;
        // One token has nothing to be predicted from it.
        let valid = (plan.data.valid_tokens > 1).then(|| Corpus::open(folder, Split::Val)).transpose()?;
        Ok(Text { train, valid, rows: batch.rows, context: batch.context, eval_tokens: plan.watch.eval_tokens })
    }
}

impl Material for Text {
    fn feed(&mut self) -> &mut dyn Feed {
        &mut self.train
    }

    fn validation(&self) -> Result<Option<Batches<'_>>> {
        let Some(corpus) = &self.valid else { return Ok(None) };
        let mut pass = Pass::new(corpus, self.rows, self.context, self.eval_tokens)?;
        Ok(Some(Box::new(move |batch| Ok(pass.next_into(batch)?))))
    }

    fn opening(&self, _number: u64) -> Option<&[Message]> {
        None
    }
}
