//! The kinds of questions.

use serde::{Deserialize, Serialize};

/// What a question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// Who has the kites?
    WhoHas,
    /// Where are the kites?
    WhereIsThing,
    /// Where did Anna go? Which city does Anna like?
    WhereIsSomeone,
    /// What does Anna have?
    WhatHas,
    /// What did Anna find, lose, hide, make? What did the dogs take?
    WhatDid,
    /// What colour does Anna wear?
    WhatColour,
}

impl QuestionKind {
    /// Every kind, in the order in which reports print them.
    pub const ALL: [Self; 6] =
        [Self::WhoHas, Self::WhereIsThing, Self::WhereIsSomeone, Self::WhatHas, Self::WhatDid, Self::WhatColour];

    /// The kind as a report prints it.
    pub fn label(self) -> &'static str {
        match self {
            Self::WhoHas => "who has the things",
            Self::WhereIsThing => "where are the things",
            Self::WhereIsSomeone => "where is someone",
            Self::WhatHas => "what does someone have",
            Self::WhatDid => "what did someone find, lose, make",
            Self::WhatColour => "what colour does someone wear",
        }
    }
}
