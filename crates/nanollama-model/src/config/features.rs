//! What a model does beyond the plain Llama. The table of parameters, the forward, readers and writers of files look here.

use nanollama_kernel::call::WeightId;
use nanollama_kernel::op::head::Head;
use serde::{Deserialize, Serialize};

use crate::Error;

/// Features of the architecture. What is absent from a stored configuration is off.
///
/// A feature that is added here raises the format number of stored configurations, so that an older program refuses it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Features {
    /// The output head is the embedding table.
    pub tied: bool,
    /// A product x of the head becomes the logit `softcap · tanh(x / softcap)` (Gemma 2, 2024); above 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub softcap: Option<f32>,
}

impl Features {
    /// The newest format of stored configurations; older ones have fewer features.
    pub(super) const NEWEST: u64 = 3;

    /// The format in which a configuration with these features is stored: the oldest that has them all.
    pub(super) fn format(self) -> u64 {
        if self.softcap.is_some() { 3 } else { 2 }
    }

    /// Checks each feature's values.
    ///
    /// # Errors
    /// [`Error::Config`] naming the feature.
    pub(super) fn validate(self) -> Result<(), Error> {
        // Every field by name: one that is forgotten here does not compile.
        let Features { tied: _, softcap } = self;
        match softcap {
            Some(cap) if !(cap.is_finite() && cap > 0.0) => {
                Err(Error::config("softcap", cap, "must be a finite number above 0".into()))
            }
            _ => Ok(()),
        }
    }

    /// The head that multiplies with this weight.
    pub(crate) fn head(self, weight: WeightId) -> Head<WeightId> {
        Head { weight, softcap: self.softcap }
    }

    /// What is on, for people: `tied head`, `logits capped at 15`.
    pub fn names(self) -> Vec<String> {
        let Features { tied, softcap } = self;
        let tied = tied.then(|| "tied head".to_owned());
        tied.into_iter().chain(softcap.map(|cap| format!("logits capped at {cap}"))).collect()
    }
}
