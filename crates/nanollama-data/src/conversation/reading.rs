//! How conversations are read: part of a plan, because a run that is resumed must read the same ones.

use nanollama_store::text::Encoding;
use serde::{Deserialize, Serialize};

use super::role::Roles;

/// How conversations are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ConversationReading {
    /// Roles by other names than those that are known.
    pub roles: Roles,
    /// The most rows that may be left out because they cannot be read.
    pub skip_bad: u64,
    /// Whether whatever is left out is an error.
    pub strict: bool,
    /// The file's encoding, where no mark says it; UTF-8 when it is not given.
    pub encoding: Option<Encoding>,
    /// Conversations are written by the template of the model that is trained, and this is what it takes for the present, in
    /// seconds since 1970; `None`: as this program writes them.
    pub by_template: Option<u64>,
}

impl ConversationReading {
    /// Whether nothing was asked for.
    pub fn is_default(&self) -> bool {
        *self == ConversationReading::default()
    }
}
