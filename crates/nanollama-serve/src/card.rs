//! What is known of the model beside its weights: how it is called and where it comes from.

use crate::personalities::Personality;

/// What the files say of a model.
#[derive(Debug, Clone, Default)]
pub struct Card {
    /// What clients call it.
    pub id: String,
    /// Seconds since 1970 when it was made; 0 where nobody knows.
    pub created: u64,
    /// Bytes of its files.
    pub size: u64,
    /// The number format of most of its weights.
    pub format: String,
    /// The run it is of, and the step.
    pub run: Option<String>,
    /// The step of that run.
    pub step: Option<u64>,
    /// What was added to it, to be asked for by name.
    pub personalities: Vec<Personality>,
}
