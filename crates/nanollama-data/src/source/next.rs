//! What comes next in a source.

/// What comes next in a source.
pub(super) enum Next {
    /// A text, which may be blank.
    Text,
    /// A row that has none.
    Null,
    /// Nothing more.
    End,
}
