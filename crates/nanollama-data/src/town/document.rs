//! [`Document`]: a text of the town. Who writes it is the matter of the places that do.

/// A text of the town, and what kind of text it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// `story`, `letter`, `portrait`, `sums`, …: what the place that wrote it calls its form.
    pub kind: String,
    /// The text, a paragraph or a verse a line.
    pub text: String,
}
