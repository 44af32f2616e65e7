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
}

impl Features {
    /// The newest format of stored configurations; older ones have fewer features.
    pub(super) const NEWEST: u64 = 2;

    /// The format in which a configuration with these features is stored: the oldest that has them all.
    pub(super) fn format(self) -> u64 {
        2
    }

    /// Checks each feature's values.
    ///
    /// # Errors
    /// [`Error::Config`] naming the feature.
    pub(super) fn validate(self) -> Result<(), Error> {
        // Every field by name: one that is forgotten here does not compile.
        let Features { tied: _ } = self;
        Ok(())
    }

    /// The head that multiplies with this weight.
    pub(crate) fn head(self, weight: WeightId) -> Head<WeightId> {
        weight.into()
    }

    /// What is on, for people: `tied head`.
    pub fn names(self) -> Vec<String> {
        let Features { tied } = self;
        tied.then(|| "tied head".to_owned()).into_iter().collect()
    }
}
