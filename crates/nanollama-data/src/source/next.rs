//! What comes next in a source.

/// What comes next in a source.
pub(super) enum Next {
    /// A text, which may be blank.
    Text,
    /// The beginning of a text, or more of it, that goes on in what comes next.
    Part,
    /// A row that has none.
    Null,
    /// Nothing more.
    End,
}
