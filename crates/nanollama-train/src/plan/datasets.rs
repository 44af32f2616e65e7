//! What a plan needs to know of its data without reading it: facts of one corpus, and the list of them.

use std::path::PathBuf;

use nanollama_data::ConversationReading;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// What is known about one corpus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataFacts {
    /// The folder of shards, or the file of conversations; absolute, so that a run can be resumed from anywhere.
    pub path: PathBuf,
    /// Positions of one pass over what is learned from.
    pub train_tokens: u64,
    /// Positions of what is only measured on.
    pub valid_tokens: u64,
    /// UTF-8 bytes of the text that is learned from.
    pub train_bytes: u64,
    /// SHA-256 of the tokenizer.
    pub tokenizer_hash: String,
    /// Ids are below this.
    pub vocabulary: usize,
    /// How conversations are read from it, where that was asked for.
    #[serde(default, skip_serializing_if = "ConversationReading::is_default")]
    pub reading: ConversationReading,
    /// Rows beside those of the other corpora, where it is a part of a mixture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<u32>,
}

impl DataFacts {
    /// Text without end, for a plan that is made before there is any.
    #[must_use]
    pub fn without_end(vocabulary: usize) -> DataFacts {
        DataFacts {
            path: PathBuf::new(),
            train_tokens: 1 << 60,
            valid_tokens: 1 << 24,
            train_bytes: 1 << 62,
            tokenizer_hash: String::new(),
            vocabulary,
            reading: ConversationReading::default(),
            weight: None,
        }
    }
}

/// The corpora of a run: at least one, all of one tokenizer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<DataFacts>", into = "Vec<DataFacts>")]
pub struct Datasets(Vec<DataFacts>);

impl Datasets {
    /// A list of corpora.
    ///
    /// # Errors
    /// When it is empty, or two of them were made with different tokenizers.
    pub fn new(corpora: Vec<DataFacts>) -> Result<Datasets> {
        let first = corpora.first().ok_or(Error::NoData)?;
        let differs =
            |other: &&DataFacts| (&other.tokenizer_hash, other.vocabulary) != (&first.tokenizer_hash, first.vocabulary);
        if let Some(other) = corpora.iter().find(|other| other.weight.is_some() != first.weight.is_some()) {
            return Err(Error::Weights { one: first.path.clone(), other: other.path.clone() });
        }
        match corpora.iter().find(differs) {
            Some(other) => Err(Error::tokenizers(
                (first.path.display().to_string(), &first.tokenizer_hash),
                (other.path.display().to_string(), &other.tokenizer_hash),
            )),
            None => Ok(Datasets(corpora)),
        }
    }

    /// Each corpus, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &DataFacts> {
        self.0.iter()
    }

    /// The corpus of a run that has one.
    ///
    /// # Errors
    /// [`Error::SeveralCorpora`] when there are more.
    pub fn only(&self) -> Result<&DataFacts> {
        match self.0.as_slice() {
            [only] => Ok(only),
            several => Err(Error::SeveralCorpora { corpora: several.len() }),
        }
    }

    /// The same corpora at other paths, as many as these.
    ///
    /// # Errors
    /// [`Error::Differs`] when there are not.
    pub(crate) fn moved_to(&self, paths: &[PathBuf]) -> Result<Datasets> {
        if paths.len() != self.0.len() {
            let now = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
            return Err(Error::Differs { field: "the data's places".into(), then: self.names(), now });
        }
        let moved = |(facts, path): (&DataFacts, &PathBuf)| {
            let path = std::path::absolute(path).map_err(|source| Error::io(path, "find", source))?;
            Ok(DataFacts { path, ..facts.clone() })
        };
        Ok(Datasets(self.0.iter().zip(paths).map(moved).collect::<Result<_>>()?))
    }

    /// Each corpus with its share of the rows, where they are a mixture.
    pub fn shares(&self) -> Option<Vec<(&DataFacts, f64)>> {
        let all: f64 = self.0.iter().map(|facts| f64::from(facts.weight.unwrap_or(0))).sum();
        self.0.iter().map(|facts| Some((facts, f64::from(facts.weight?) / all))).collect()
    }

    /// Positions of one pass over all that is learned from.
    pub fn train_tokens(&self) -> u64 {
        self.0.iter().map(|facts| facts.train_tokens).sum()
    }

    /// Positions of all that is only measured on.
    pub fn valid_tokens(&self) -> u64 {
        self.0.iter().map(|facts| facts.valid_tokens).sum()
    }

    /// SHA-256 of the tokenizer.
    pub fn tokenizer_hash(&self) -> &str {
        &self.0[0].tokenizer_hash
    }

    /// Ids are below this.
    pub fn vocabulary(&self) -> usize {
        self.0[0].vocabulary
    }

    /// Refuses a model whose tokenizer's ids mean something else than those of the data.
    pub(crate) fn same_tokenizer(&self, model: &str, hash: &str) -> Result<()> {
        if hash == self.tokenizer_hash() {
            return Ok(());
        }
        Err(Error::tokenizers((self.names(), self.tokenizer_hash()), (model.to_owned(), hash)))
    }

    /// The paths, for people.
    pub fn names(&self) -> String {
        self.0.iter().map(|facts| facts.path.display().to_string()).collect::<Vec<_>>().join(", ")
    }
}

impl From<DataFacts> for Datasets {
    fn from(facts: DataFacts) -> Datasets {
        Datasets(vec![facts])
    }
}

impl TryFrom<Vec<DataFacts>> for Datasets {
    type Error = Error;

    fn try_from(corpora: Vec<DataFacts>) -> Result<Datasets> {
        Datasets::new(corpora)
    }
}

impl From<Datasets> for Vec<DataFacts> {
    fn from(datasets: Datasets) -> Vec<DataFacts> {
        datasets.0
    }
}
