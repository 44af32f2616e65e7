//! The server from its first connection to its last: the runtime's thread, the worker's thread, and how they end.

use std::net::TcpListener;
use std::sync::Arc;

use nanollama_engine::Engine;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use crate::card::Card;
use crate::settings::Settings;
use crate::state::State;
use crate::{connection, router, worker};

/// The socket, the runtime or a thread could not be had.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct Error {
    /// What was tried.
    pub(crate) what: &'static str,
    /// What the system says.
    pub(crate) source: std::io::Error,
}

/// Stops a server: no further connection is taken, streams under way go to their ends.
#[derive(Clone)]
pub struct Stopper(Arc<watch::Sender<bool>>);

impl Stopper {
    /// Stops it.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

/// Makes a stopper for one server.
pub fn stopper() -> Stopper {
    Stopper(Arc::new(watch::Sender::new(false)))
}

/// Answers on `listener` until it is stopped. The model is loaded by `load` while the first connections are told to wait;
/// `ready` is called when it is there.
///
/// # Errors
/// That of `load`; [`Error`] when the socket or a thread cannot be had.
pub fn serve<E: From<Error> + Send + 'static>(
    listener: TcpListener,
    settings: Settings,
    stopper: &Stopper,
    load: impl FnOnce() -> Result<(Engine, Card), E> + Send + 'static,
    ready: impl FnOnce(&Card, &Engine) + Send + 'static,
) -> Result<(), E> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|source| Error { what: "starting the runtime", source })?;
    let state = Arc::new(State::new(settings));
    let worker = {
        let (state, stopper) = (Arc::downgrade(&state), stopper.clone());
        std::thread::Builder::new().name("worker".into()).spawn(move || -> Result<(), E> {
            let (engine, card) = load().inspect_err(|_| stopper.stop())?;
            // The server may have been stopped meanwhile.
            let Some(state) = state.upgrade() else { return Ok(()) };
            ready(&card, &engine);
            state.settings.defaults.personalities.set(card.personalities.clone());
            let orders = state.load(&engine, card);
            let counters = Arc::clone(&state.counters);
            drop(state);
            worker::work(engine, &orders, counters);
            Ok(())
        })
    };
    let worker = worker.map_err(|source| Error { what: "starting the worker's thread", source })?;
    let served = runtime.block_on(answer(listener, &state, stopper.0.subscribe()));
    drop(runtime);
    // With the state the way to the worker goes, and the worker ends.
    drop(state);
    match worker.join() {
        Ok(Ok(())) => Ok(served?),
        Ok(Err(error)) => Err(error),
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

/// Shows the runs of [`Settings::runs`] on `listener` until it is stopped, without a model.
///
/// # Errors
/// [`Error`].
pub fn watch(listener: TcpListener, settings: Settings, stopper: &Stopper) -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|source| Error { what: "starting the runtime", source })?;
    let state = Arc::new(State { watches: true, ..State::new(settings) });
    runtime.block_on(answer(listener, &state, stopper.0.subscribe()))
}

/// Takes connections until it is stopped, then waits for those there are.
async fn answer(listener: TcpListener, state: &Arc<State>, mut stop: watch::Receiver<bool>) -> Result<(), Error> {
    let system = |what| move |source| Error { what, source };
    listener.set_nonblocking(true).map_err(system("preparing the socket"))?;
    let listener = tokio::net::TcpListener::from_std(listener).map_err(system("preparing the socket"))?;
    let router = router::of(Arc::clone(state));
    let room = Arc::new(Semaphore::new(state.settings.limits.connections));
    let mut connections = JoinSet::new();
    let stopped = async |stop: &mut watch::Receiver<bool>| drop(stop.wait_for(|stop| *stop).await);
    loop {
        let accept = async {
            // It is never closed.
            let permit = Arc::clone(&room).acquire_owned().await.ok();
            (permit, listener.accept().await)
        };
        tokio::select! {
            (permit, accepted) = accept => match accepted {
                Ok((stream, _)) => {
                    let (router, limits, stop) = (router.clone(), state.settings.limits.clone(), stop.clone());
                    connections.spawn(async move {
                        connection::serve(stream, router, &limits, stop).await;
                        drop(permit);
                    });
                }
                // The client went away, or there are no more descriptors: those that are open may end meanwhile.
                Err(_) => tokio::time::sleep(std::time::Duration::from_millis(50)).await,
            },
            // What has ended is forgotten as it ends.
            Some(_) = connections.join_next() => {}
            () = stopped(&mut stop) => break,
        }
    }
    drop(listener);
    let farewell = async { while connections.join_next().await.is_some() {} };
    let _ = tokio::time::timeout(state.settings.limits.farewell, farewell).await;
    Ok(())
}
