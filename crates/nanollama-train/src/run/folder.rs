//! The run's folder: written by one process, looked at by the others that train with it.

use std::ops::Deref;

use nanollama_store::run::{LockedRun, Run};

/// The run's folder.
pub(super) enum Folder {
    /// This process writes it.
    Written(LockedRun),
    /// Another one does.
    Seen(Run),
}

impl Folder {
    /// To be written, where this process does.
    pub(super) fn written(&self) -> Option<&LockedRun> {
        match self {
            Folder::Written(run) => Some(run),
            Folder::Seen(_) => None,
        }
    }
}

impl Deref for Folder {
    type Target = Run;

    fn deref(&self) -> &Run {
        match self {
            Folder::Written(run) => run,
            Folder::Seen(run) => run,
        }
    }
}
