//! A server without a socket: requests go straight to its router, as many as one likes, from the same process.

use std::sync::Arc;
use std::thread::JoinHandle;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use futures_util::future::join_all;
use http_body_util::BodyExt;
use hyper::service::Service;
use hyper_util::service::TowerToHyperService;
use nanollama_engine::Engine;
use tokio::runtime::Runtime;

use crate::card::Card;
use crate::server::Error;
use crate::settings::Settings;
use crate::state::State;
use crate::{router, worker};

/// A model and the router before it.
pub struct Within {
    runtime: Runtime,
    /// Both are let go before the worker is waited for: with them the way to it goes.
    server: Option<(Router, Arc<State>)>,
    worker: Option<JoinHandle<()>>,
}

impl Within {
    /// Starts the worker.
    ///
    /// # Errors
    /// [`Error`]: the runtime or the thread cannot be had.
    pub fn new(settings: Settings, engine: Engine, card: Card) -> Result<Within, Error> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|source| Error { what: "starting the runtime", source })?;
        let state = Arc::new(State::new(settings));
        let (orders, counters) = (state.load(&engine, card), Arc::clone(&state.counters));
        let worker = std::thread::Builder::new().name("worker".into());
        let worker = worker.spawn(move || worker::work(engine, &orders, counters));
        let worker = worker.map_err(|source| Error { what: "starting the worker's thread", source })?;
        Ok(Within { runtime, server: Some((router::of(Arc::clone(&state)), state)), worker: Some(worker) })
    }

    /// Answers requests beside each other: status and body of each. With each request goes how many pieces of its answer are
    /// read at most before its client goes away.
    pub fn answer(&self, requests: Vec<(Request<Vec<u8>>, usize)>) -> Vec<(u16, Vec<u8>)> {
        let Some((router, _)) = &self.server else { return Vec::new() };
        let answers = requests.into_iter().map(|(request, pieces)| async move {
            let service = TowerToHyperService::new(router.clone());
            let response = match service.call(request.map(Body::from)).await {
                Ok(response) => response,
                Err(never) => match never {},
            };
            let (head, mut body) = response.into_parts();
            let mut bytes = Vec::new();
            for _ in 0..pieces {
                let Some(Ok(frame)) = body.frame().await else { break };
                bytes.extend_from_slice(frame.data_ref().map_or(&[][..], |data| data));
            }
            (head.status.as_u16(), bytes)
        });
        self.runtime.block_on(join_all(answers))
    }

    /// Texts under way or waiting.
    pub fn under_way(&self) -> usize {
        let model = self.server.as_ref().and_then(|(_, state)| state.model().ok());
        model.map_or(0, |model| model.desk.under_way())
    }
}

impl Drop for Within {
    fn drop(&mut self) {
        self.server = None;
        // What it panicked with was told.
        let _ = self.worker.take().map(JoinHandle::join);
    }
}
