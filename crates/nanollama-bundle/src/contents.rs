//! Everything that a file of a model holds, wherever it comes from: what the writers are given.

use std::path::Path;

use nanollama_kernel::device::DeviceMemory;
use nanollama_model::{Config, Model};
use nanollama_token::Tokenizer;

use crate::convert::Numbers;
use crate::error::{Error, Result};

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
    /// Ids that end a text and that the tokenizer does not call ends.
    pub(crate) further_ends: Vec<u32>,
    pub(crate) weights: Box<dyn Weights + 'a>,
}

/// Where the numbers come from.
pub(crate) trait Weights {
    /// The numbers of a tensor by its Hugging Face name.
    fn numbers(&self, name: &str) -> Result<Numbers<'_>>;
}

impl<'a> Contents<'a> {
    /// A trainable model in the memory of `device`. `chat` is the template it was trained with.
    pub fn of_model(
        device: &'a dyn DeviceMemory,
        model: &'a Model,
        tokenizer: &'a Tokenizer,
        chat: Option<&'a str>,
        name: &'a str,
    ) -> Self {
        let weights = Box::new(Loaded { device, model });
        Contents { config: model.config(), tokenizer, chat, name, further_ends: Vec::new(), weights }
    }

    /// Ids after which this model has finished, as its files name them.
    pub(crate) fn ends(&self) -> Vec<u32> {
        let mut ends = self.tokenizer.end_tokens(self.chat.is_some());
        ends.extend(self.further_ends.iter().filter(|&&id| (id as usize) < self.config.vocabulary));
        ends
    }

    /// Refuses what no format can hold.
    pub(crate) fn check(&self, path: &Path) -> Result<()> {
        self.config.validate().map_err(|source| Error::Model { path: path.to_owned(), source })?;
        check_vocabulary(self.tokenizer, self.config, path)
    }
}

/// Refuses a tokenizer that makes ids the model has no row for.
pub(crate) fn check_vocabulary(tokenizer: &Tokenizer, config: &Config, path: &Path) -> Result<()> {
    let (tokens, vocabulary) = (tokenizer.vocab_size(), config.vocabulary);
    if tokens > vocabulary {
        return Err(Error::Vocabulary { path: path.to_owned(), tokens, vocabulary });
    }
    Ok(())
}

/// A model in the memory of a device.
struct Loaded<'a> {
    device: &'a dyn DeviceMemory,
    model: &'a Model,
}

impl Weights for Loaded<'_> {
    fn numbers(&self, name: &str) -> Result<Numbers<'_>> {
        self.model.tensor(self.device, name).map(Numbers::F32).ok_or_else(|| Error::Inexpressible {
            path: name.into(),
            format: "a file",
            what: "the model in memory is frozen; write it from the file it came from".into(),
        })
    }
}
