//! The runs in the browser while one is trained. For this machine alone: who is elsewhere asks `nanollama serve`.

use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::{Context, bail};
use nanollama_serve::{Access, Defaults, Error, Limits, Runs, Settings, Stopper, stopper, watch};

use super::serve::stage;

/// Shows runs until it is dropped.
pub(crate) struct Dashboard {
    stopper: Stopper,
    thread: Option<JoinHandle<Result<(), Error>>>,
}

impl Dashboard {
    /// Begins on a port, and says where.
    pub(crate) fn start(port: u16, runs: &Path) -> anyhow::Result<Dashboard> {
        let listener = match TcpListener::bind(("127.0.0.1", port)) {
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
                bail!("port {port} is in use; give another one, as in --dashboard={}", port.wrapping_add(1).max(1024))
            }
            other => other.with_context(|| format!("showing the runs on port {port}"))?,
        };
        let limits = Limits { connections: 16, farewell: Duration::from_millis(200), ..Limits::default() };
        let settings = Settings {
            defaults: Defaults::default(),
            limits,
            access: Access { key: None, hosts: Some(Vec::new()) },
            runs: Some(Runs { folder: runs.to_owned(), stage }),
            log: Arc::new(|_| {}),
        };
        eprintln!("the runs are shown on http://{}/", listener.local_addr()?);
        let stopper = stopper();
        let stop = stopper.clone();
        let thread = std::thread::Builder::new().name("dashboard".into());
        let thread = thread.spawn(move || watch(listener, settings, &stop)).context("showing the runs")?;
        Ok(Dashboard { stopper, thread: Some(thread) })
    }
}

impl Drop for Dashboard {
    fn drop(&mut self) {
        self.stopper.stop();
        // Training is not undone by how its dashboard ends.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}
