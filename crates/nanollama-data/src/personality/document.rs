//! One text of a personality, and where it stood.

use nanollama_store::place::Place;

/// One text of a personality.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) text: String,
    pub(super) place: Place,
}
