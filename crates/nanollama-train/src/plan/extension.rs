//! A run that was made longer than it was planned.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The run was made longer (or shorter) than it was planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// Steps that were done then; from here on the rates are those of the new length.
    pub at_step: u64,
    /// Steps planned before.
    pub from_steps: u64,
    /// Steps planned since.
    pub to_steps: u64,
}

impl fmt::Display for Extension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Extension { at_step, from_steps, to_steps } = self;
        write!(
            f,
            "the first {at_step} steps followed a schedule of {from_steps}, the rest follows one of {to_steps}; a run planned for \
             {to_steps} from its start would have other weights"
        )
    }
}
