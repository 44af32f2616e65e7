//! Everything that a file of a model holds, wherever it comes from: what the writers are given.

use std::path::Path;

use nanollama_model::{Config, Model, parameters};
use nanollama_token::Tokenizer;

use crate::convert::Numbers;
use crate::error::{Error, Result};
use crate::source::Source;

/// A model to be written.
pub struct Contents<'a> {
    /// Its shape.
    pub config: &'a Config,
    /// Its tokenizer.
    pub tokenizer: &'a Tokenizer,
    /// Its chat template; `None` for a model that was not trained on chat.
    pub chat: Option<&'a str>,
    /// Its name, for people.
    pub name: &'a str,
    pub(crate) weights: Weights<'a>,
}

/// Where the numbers come from.
pub(crate) enum Weights<'a> {
    Memory(&'a Model),
    File(&'a Source),
}

impl<'a> Contents<'a> {
    /// A trainable model in memory. `chat` is the template it was trained with.
    pub fn of_model(model: &'a Model, tokenizer: &'a Tokenizer, chat: Option<&'a str>, name: &'a str) -> Self {
        Contents { config: model.config(), tokenizer, chat, name, weights: Weights::Memory(model) }
    }

    /// An opened model.
    pub fn of_source(source: &'a Source) -> Self {
        Contents {
            config: source.config(),
            tokenizer: source.tokenizer(),
            chat: source.chat(),
            name: source.name(),
            weights: Weights::File(source),
        }
    }

    /// Ids after which this model has finished, for the files: end of text, and for a chat model end of turn.
    pub(crate) fn ends(&self) -> Vec<u32> {
        let eot = self.tokenizer.eot().filter(|_| self.chat.is_some());
        let mut ids: Vec<u32> = self.tokenizer.eos().into_iter().chain(eot).collect();
        ids.dedup();
        ids
    }

    /// Refuses what no format can hold.
    pub(crate) fn check(&self, path: &Path) -> Result<()> {
        self.config.validate().map_err(|source| Error::Model { path: path.to_owned(), source })?;
        let (tokens, vocabulary) = (self.tokenizer.vocab_size(), self.config.vocabulary);
        if tokens > vocabulary {
            return Err(Error::Vocabulary { path: path.to_owned(), tokens, vocabulary });
        }
        Ok(())
    }
}

impl<'a> Weights<'a> {
    /// The numbers of a tensor by its Hugging Face name.
    pub(crate) fn numbers(&self, name: &str) -> Result<Numbers<'a>> {
        match self {
            Weights::File(source) => {
                let tensor = source.tensor(name)?;
                Ok(Numbers::Stored(tensor.dtype, tensor.bytes))
            }
            Weights::Memory(model) => model.tensor(name).map(Numbers::F32).ok_or_else(|| Error::Inexpressible {
                path: name.into(),
                format: "a file",
                what: "the model in memory is frozen; write it from the file it came from".into(),
            }),
        }
    }
}

/// Every tensor's Hugging Face name and shape, in file order.
pub(crate) fn shapes(config: &Config) -> Vec<(String, Vec<usize>)> {
    let list = parameters(config);
    let tensors = list.iter().flat_map(|p| p.parts.iter().map(|part| (part.name.clone(), p.shape(part))));
    tensors.collect()
}
