//! What becomes of the texts of one request: news from the worker, in order. Dropping it breaks off what is not over.

use std::collections::VecDeque;
use std::sync::mpsc::Sender;

use nanollama_engine::{Finished, Weighed};
use tokio::sync::mpsc::UnboundedReceiver;

use crate::failure::Failure;
use crate::worker::Command;

/// News of one text.
#[derive(Debug)]
pub(crate) enum News {
    /// It is under way. Comes first, unless it failed.
    Accepted,
    /// What one step added.
    Piece {
        /// Text that became clear.
        text: String,
        /// Tokens, where they were asked for, without one that ended the text.
        tokens: Vec<Weighed>,
    },
    /// It has ended. The last.
    Finished {
        finished: Finished,
        /// The token that ended it, where tokens were asked for and there is one.
        end: Option<Weighed>,
    },
    /// A given text was scored. The last.
    Scored { logprobs: Vec<f32>, others: Vec<Vec<(u32, f32)>> },
    /// It could not be done. The last.
    Failed(Failure),
}

impl News {
    pub(crate) fn is_last(&self) -> bool {
        matches!(self, News::Finished { .. } | News::Scored { .. } | News::Failed(_))
    }
}

/// News of the texts of a request, each with the text's number.
pub(crate) struct Texts {
    news: UnboundedReceiver<(usize, News)>,
    commands: Sender<Command>,
    /// What the worker calls them; `None` when one is over.
    serials: Vec<Option<u64>>,
    /// Of those accepted first, while others were not yet.
    early: VecDeque<(usize, News)>,
}

impl Texts {
    pub(crate) fn new(news: UnboundedReceiver<(usize, News)>, commands: Sender<Command>, serials: Vec<u64>) -> Texts {
        Texts { news, commands, serials: serials.into_iter().map(Some).collect(), early: VecDeque::new() }
    }

    /// Waits until every text is accepted.
    ///
    /// # Errors
    /// What is wrong with the first that is not.
    pub(crate) async fn accepted(&mut self) -> Result<(), Failure> {
        let mut missing = self.serials.len();
        while missing > 0 {
            match self.news.recv().await {
                Some((_, News::Accepted)) => missing -= 1,
                Some((_, News::Failed(failure))) => return Err(failure),
                Some(other) => self.early.push_back(other),
                None => return Err(Failure::stopping()),
            }
        }
        Ok(())
    }

    /// The next news; `None` when all are over.
    pub(crate) async fn next(&mut self) -> Option<(usize, News)> {
        let first = self.serials.iter().position(Option::is_some)?;
        let news = match self.early.pop_front() {
            Some(news) => news,
            // A worker that is gone tells nothing more.
            None => self.news.recv().await.unwrap_or_else(|| (first, News::Failed(Failure::stopping()))),
        };
        Some(self.note(news))
    }

    /// News that have come already.
    pub(crate) fn ready(&mut self) -> Option<(usize, News)> {
        let news = self.early.pop_front().or_else(|| self.news.try_recv().ok())?;
        Some(self.note(news))
    }

    fn note(&mut self, (number, news): (usize, News)) -> (usize, News) {
        if news.is_last() {
            self.serials[number] = None;
        }
        (number, news)
    }
}

impl Drop for Texts {
    fn drop(&mut self) {
        for serial in self.serials.iter().flatten() {
            // A worker that is gone has nothing to break off.
            let _ = self.commands.send(Command::Cancel(*serial));
        }
    }
}
