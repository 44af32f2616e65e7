//! The thread that has the engine. It takes commands before each step and tells news after it, and waits for nobody but for
//! work.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use nanollama_engine::{Engine, Event, Finished, Reason, RequestId, Weighed};
use tokio::sync::mpsc::UnboundedSender;

use crate::command::{Command, Job};
use crate::counters::Counters;
use crate::failure::Failure;
use crate::news::News;
use crate::place::Place;

/// A text under way.
struct UnderWay {
    serial: u64,
    news: UnboundedSender<(usize, News)>,
    number: usize,
    text: String,
    tokens: Vec<Weighed>,
    _place: Place,
}

/// Works until nobody is left who could tell it anything.
pub(crate) fn work(engine: Engine, commands: &Receiver<Command>, counters: Arc<Counters>) {
    let mut worker = Worker { engine, counters, under_way: HashMap::new(), ids: HashMap::new() };
    loop {
        if worker.engine.is_idle() {
            match commands.recv() {
                Ok(command) => worker.take(command),
                Err(_) => return,
            }
        }
        commands.try_iter().for_each(|command| worker.take(command));
        worker.step();
    }
}

struct Worker {
    engine: Engine,
    counters: Arc<Counters>,
    under_way: HashMap<RequestId, UnderWay>,
    ids: HashMap<u64, RequestId>,
}

impl Worker {
    fn take(&mut self, command: Command) {
        match command {
            Command::Submit(job) => self.submit(*job),
            Command::Cancel(serial) => {
                if let Some(id) = self.ids.remove(&serial) {
                    self.engine.cancel(id);
                    self.under_way.remove(&id);
                    self.counters.cancelled();
                }
            }
        }
    }

    fn submit(&mut self, job: Job) {
        let Job { serial, request, news, number, place } = job;
        let first = match self.engine.submit(request) {
            Ok(id) => {
                let news = news.clone();
                let text = UnderWay { serial, news, number, text: String::new(), tokens: Vec::new(), _place: place };
                self.under_way.insert(id, text);
                self.ids.insert(serial, id);
                News::Accepted
            }
            Err(error) => News::Failed(error.into()),
        };
        // Whoever has gone has sent a command to break it off.
        let _ = news.send((number, first));
    }

    fn step(&mut self) {
        match self.engine.step() {
            Ok(events) => self.tell(events),
            Err(error) => {
                let failure = Failure::from(error);
                for (id, text) in self.under_way.drain() {
                    self.engine.cancel(id);
                    self.ids.remove(&text.serial);
                    let _ = text.news.send((text.number, News::Failed(failure.clone())));
                }
            }
        }
    }

    fn tell(&mut self, events: Vec<Event>) {
        // What a step adds to a text is one piece: its tokens come first, then its text, then its end.
        let mut added: Vec<RequestId> = Vec::new();
        for event in events {
            match event {
                Event::Text { id, text } => self.add(id, &mut added, |under_way| under_way.text = text),
                Event::Tokens { id, tokens } => self.add(id, &mut added, |under_way| under_way.tokens = tokens),
                Event::Finished { id, finished } => self.finish(id, finished),
                Event::Scored { id, logprobs, others } => {
                    self.counters.scored(logprobs.len() + 1);
                    self.end(id, |_| News::Scored { logprobs, others });
                }
                Event::Failed { id, error } => self.end(id, |_| News::Failed(error.into())),
                _ => {}
            }
        }
        for id in added {
            if let Some(under_way) = self.under_way.get_mut(&id) {
                under_way.send_piece();
            }
        }
    }

    fn add(&mut self, id: RequestId, added: &mut Vec<RequestId>, add: impl FnOnce(&mut UnderWay)) {
        if let Some(under_way) = self.under_way.get_mut(&id) {
            add(under_way);
            if added.last() != Some(&id) {
                added.push(id);
            }
        }
    }

    fn finish(&mut self, id: RequestId, finished: Finished) {
        self.counters.finished(&finished);
        self.end(id, |under_way| {
            let ended = finished.reason == Reason::Eos;
            let end = if ended { under_way.tokens.pop() } else { None };
            under_way.send_piece();
            News::Finished { finished, end }
        });
    }

    fn end(&mut self, id: RequestId, last: impl FnOnce(&mut UnderWay) -> News) {
        if let Some(mut under_way) = self.under_way.remove(&id) {
            self.ids.remove(&under_way.serial);
            let news = last(&mut under_way);
            let _ = under_way.news.send((under_way.number, news));
        }
    }
}

impl UnderWay {
    fn send_piece(&mut self) {
        let (text, tokens) = (std::mem::take(&mut self.text), std::mem::take(&mut self.tokens));
        if !text.is_empty() || !tokens.is_empty() {
            let _ = self.news.send((self.number, News::Piece { text, tokens }));
        }
    }
}
