//! The names of the options that say which text a corpus was made of.

/// The three options that say which text it was: its names and sizes for people, a hash of the paths, and one of the bytes.
pub(super) struct Text {
    pub(super) names: &'static str,
    pub(super) paths: &'static str,
    pub(super) contents: &'static str,
}

/// Those of what is learned from and of what is measured on.
pub(super) const TEXTS: [Text; 2] = [
    Text { names: "sources", paths: "paths", contents: "contents" },
    Text { names: "validation", paths: "validation-paths", contents: "validation-contents" },
];
