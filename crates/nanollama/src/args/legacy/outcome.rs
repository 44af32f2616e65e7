//! What becomes of an old spelling.

/// What is done with a flag of the documents. In tables, `old` has dashes; underscores are read as dashes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Outcome {
    /// It is spelled so here, too.
    Same,
    /// It means what this flag of ours means.
    Alias(&'static str),
    /// It is something else here: what to type instead.
    Instead(&'static str),
    /// There is nothing like it in this program: what there is, as a fact. Nothing is promised.
    Missing(&'static str),
    /// With one of these values (the one that switches it off, mostly) it is how things are here, and is passed over;
    /// with another it is ours where the verb has such a flag, else [`Outcome::Missing`].
    Only(&'static [&'static str], &'static str),
    /// It is ours, but this value of it means another thing in the documents.
    Except(&'static str, &'static str),
    /// A value that means to leave the flag out, as `-1` for what is calculated; others go to this flag of ours.
    Unless(&'static str, &'static str),
}
