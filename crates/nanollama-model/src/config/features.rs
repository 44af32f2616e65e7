//! What a model does beyond the plain Llama. The table of parameters, the forward, readers and writers of files look here.

use serde::{Deserialize, Serialize};

/// Features of the architecture. What is absent from a stored configuration is off.
///
/// A feature that is added here raises the format number of stored configurations, so that an older program refuses it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Features {
    /// The output head is the embedding table.
    pub tied: bool,
}
