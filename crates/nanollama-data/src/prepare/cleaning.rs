//! Where a preparation meets the rules of cleaning: they are opened, duplicates are found before the first token is written, and
//! signatures are written in place of tokens.

use std::path::Path;

use super::Preparation;
use super::inputs::Inputs;
use super::progress::{Progress, Signed};
use crate::clean::{Cleaner, Verdicts, find_duplicates, write_signatures};
use crate::error::{Error, Result};

impl Preparation {
    /// The sources of both splits.
    pub(super) fn inputs(&self) -> Result<Inputs> {
        Inputs::find((&self.sources, self.part), &self.validation, &self.reading)
    }

    /// The rules, opened for these sources.
    pub(super) fn cleaner(&self, inputs: &Inputs) -> Result<Cleaner> {
        if self.cleaning.dedup.is_some() && inputs.streamed() {
            let what = "the text is read several times to find duplicates, and standard input can be read once";
            return Err(Error::Cleaning { name: "stdin".into(), what: what.into() });
        }
        Cleaner::open(&self.cleaning, &inputs.lists(), self.part.is_some())
    }

    /// The verdicts on all documents, where they must be known before the first is written.
    pub(super) fn verdicts(
        &self,
        (inputs, cleaner): (&Inputs, &Cleaner),
        mark: &str,
        progress: &mut dyn FnMut(&Progress),
    ) -> Result<Option<Verdicts>> {
        if self.cleaning.dedup.is_none() {
            return Ok(None);
        }
        if let Some(verdicts) = Verdicts::open(&self.out, mark)? {
            return Ok(Some(verdicts));
        }
        let lists = inputs.lists();
        find_duplicates(cleaner, (&lists, &self.reading), (&self.out, mark), &mut inputs.told(progress))?;
        Verdicts::open(&self.out, mark)
    }

    /// Writes the signatures of all documents that the rules leave to a parquet file, for a search over several machines; nothing
    /// else is made.
    ///
    /// # Errors
    /// As [`Preparation::run`].
    pub fn sign(&self, path: &Path, progress: &mut dyn FnMut(&Progress)) -> Result<Signed> {
        self.reading.check()?;
        let inputs = self.inputs()?;
        let cleaner = Cleaner::open(&self.cleaning, &inputs.lists(), self.part.is_some())?;
        let (lists, mut told) = (inputs.lists(), inputs.told(progress));
        let (documents, read_documents) = write_signatures(&cleaner, (&lists, &self.reading), path, &mut told)?;
        Ok(Signed { documents, read_documents, left_out: inputs.left_out() })
    }
}
