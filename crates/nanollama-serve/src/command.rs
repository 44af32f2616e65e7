//! What the worker is told by those who have the clients.

use nanollama_engine::Request;
use tokio::sync::mpsc::UnboundedSender;

use crate::news::News;
use crate::place::Place;

/// What the worker is told.
pub(crate) enum Command {
    /// Work on a text.
    Submit(Box<Job>),
    /// Break the text of that serial off, if it is under way.
    Cancel(u64),
}

/// A text to be worked on, and where its news go.
pub(crate) struct Job {
    pub(crate) serial: u64,
    pub(crate) request: Request,
    pub(crate) news: UnboundedSender<(usize, News)>,
    /// Which text of its request it is.
    pub(crate) number: usize,
    pub(crate) place: Place,
}
