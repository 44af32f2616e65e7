//! The sources of a preparation: what is learned from, and what is measured on where that is named.

use super::part::Part;
use super::progress::{Pass, Progress};
use crate::error::Result;
use crate::left_out::LeftOut;
use crate::source::{Reading, Sources};

/// The sources of both splits.
pub(super) struct Inputs {
    pub(super) train: Sources,
    /// None: the validation documents are a share of the others.
    pub(super) validation: Option<Sources>,
}

impl Inputs {
    /// Finds them; `part` says which files of the first are meant.
    ///
    /// # Errors
    /// When a source is not there, or the part has no file.
    pub(super) fn find(
        (sources, part): (&[String], Option<Part>),
        validation: &[String],
        reading: &Reading,
    ) -> Result<Self> {
        let mut train = Sources::find(sources, reading)?;
        if let Some(part) = part {
            part.take(&mut train)?;
        }
        let validation = match validation {
            [] => None,
            named => Some(Sources::find(named, reading)?),
        };
        Ok(Self { train, validation })
    }

    /// Both, as far as they are there.
    pub(super) fn lists(&self) -> Vec<&Sources> {
        [Some(&self.train), self.validation.as_ref()].into_iter().flatten().collect()
    }

    /// What tells of the search for duplicates.
    pub(super) fn told<'p>(&self, progress: &'p mut dyn FnMut(&Progress)) -> impl FnMut(u64, u64) + use<'p> {
        let total_bytes = self.bytes();
        move |documents, read_bytes| {
            progress(&Progress { pass: Pass::Duplicates, documents, read_bytes, total_bytes, ..Progress::default() });
        }
    }

    /// All bytes, where every size is known.
    pub(super) fn bytes(&self) -> Option<u64> {
        let validation = self.validation.as_ref().map_or(Some(0), Sources::bytes)?;
        Some(self.train.bytes()? + validation)
    }

    /// Whether one of them is standard input, which can be read only once.
    pub(super) fn streamed(&self) -> bool {
        self.bytes().is_none()
    }

    /// Files that were passed over.
    pub(super) fn left_out(&self) -> LeftOut {
        let mut left_out = self.train.left_out.clone();
        self.validation.iter().for_each(|sources| left_out.merge(&sources.left_out));
        left_out
    }
}
