//! Where requests become texts under way: places are counted, and what has one goes to the worker.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::Sender;

use nanollama_engine::Request;
use tokio::sync::mpsc::unbounded_channel;

use crate::command::{Command, Job};
use crate::failure::Failure;
use crate::place::Place;
use crate::texts::Texts;

/// The way to the worker.
pub(crate) struct Desk {
    commands: Sender<Command>,
    taken: Arc<AtomicUsize>,
    most: usize,
    next: AtomicU64,
}

impl Desk {
    /// A desk with so many places.
    pub(crate) fn new(commands: Sender<Command>, most: usize) -> Desk {
        Desk { commands, taken: Arc::default(), most, next: AtomicU64::new(0) }
    }

    /// Texts under way, those that wait included.
    pub(crate) fn under_way(&self) -> usize {
        self.taken.load(Ordering::SeqCst)
    }

    /// Sends the texts of one request to the worker, and waits until each is accepted.
    ///
    /// # Errors
    /// [`Failure::busy`] when there are not places for all, another failure when there never are; what is wrong with a text.
    pub(crate) async fn submit(&self, requests: Vec<Request>) -> Result<Texts, Failure> {
        let count = requests.len();
        let places = self.places(count)?;
        let (sender, news) = unbounded_channel();
        let first = self.next.fetch_add(count as u64, Ordering::SeqCst);
        let serials: Vec<u64> = (first..).take(count).collect();
        let mut texts = Texts::new(news, self.commands.clone(), serials.clone());
        for (number, ((request, place), serial)) in requests.into_iter().zip(places).zip(serials).enumerate() {
            let job = Job { serial, request, news: sender.clone(), number, place };
            self.commands.send(Command::Submit(Box::new(job))).map_err(|_| Failure::stopping())?;
        }
        // What is left are the worker's copies: when it goes, no more news come.
        drop(sender);
        texts.accepted().await?;
        Ok(texts)
    }

    fn places(&self, count: usize) -> Result<Vec<Place>, Failure> {
        if count > self.most {
            return Err(Failure::bad(format!("{count} texts in one request; this server does {} at once", self.most)));
        }
        let fits = |taken: usize| taken.checked_add(count).filter(|sum| *sum <= self.most);
        let reserved = self.taken.fetch_update(Ordering::SeqCst, Ordering::SeqCst, fits);
        reserved.map_err(|_| Failure::busy(self.most))?;
        Ok((0..count).map(|_| Place::taken(&self.taken)).collect())
    }
}
