//! The texts of one request, as its client has them: their news, in order. Dropping them breaks off what is not over.

use std::collections::VecDeque;
use std::sync::mpsc::Sender;

use tokio::sync::mpsc::UnboundedReceiver;

use crate::command::Command;
use crate::failure::Failure;
use crate::news::News;

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
