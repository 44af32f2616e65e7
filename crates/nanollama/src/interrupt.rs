//! Ctrl-C: once asks the work to stop after the step at hand, twice ends the program.

use std::sync::atomic::{AtomicUsize, Ordering};

static PRESSED: AtomicUsize = AtomicUsize::new(0);

/// Exit code of a program that a signal ended, as shells report it (128 + SIGINT).
pub(crate) const INTERRUPTED: i32 = 130;

/// Starts to listen. `what` tells a person what the first press does; a second one ends the program.
pub(crate) fn listen(what: &'static str) -> anyhow::Result<()> {
    set(move || {
        if PRESSED.fetch_add(1, Ordering::SeqCst) > 0 {
            std::process::exit(INTERRUPTED);
        }
        eprintln!("\n{what}; press Ctrl-C again to stop at once");
    })
}

/// Starts to listen, and tells `stop` of the first press.
pub(crate) fn listen_and_tell(what: &'static str, stop: impl Fn() + Send + 'static) -> anyhow::Result<()> {
    set(move || {
        if PRESSED.fetch_add(1, Ordering::SeqCst) > 0 {
            std::process::exit(INTERRUPTED);
        }
        eprintln!("\n{what}; press Ctrl-C again to stop at once");
        stop();
    })
}

/// Starts to listen without a word, for work that a press merely ends early.
pub(crate) fn listen_quietly() -> anyhow::Result<()> {
    set(|| {
        if PRESSED.fetch_add(1, Ordering::SeqCst) > 1 {
            std::process::exit(INTERRUPTED);
        }
    })
}

/// What a press does, for a process that is told of it by another one.
#[cfg(unix)]
pub(crate) fn press() {
    if PRESSED.fetch_add(1, Ordering::SeqCst) > 0 {
        std::process::exit(INTERRUPTED);
    }
}

/// True after a press.
pub(crate) fn requested() -> bool {
    PRESSED.load(Ordering::SeqCst) > 0
}

/// Forgets a press that has been answered.
pub(crate) fn clear() {
    PRESSED.store(0, Ordering::SeqCst);
}

/// A program has one handler: whoever listens first keeps it.
fn set(handler: impl FnMut() + Send + 'static) -> anyhow::Result<()> {
    match ctrlc::set_handler(handler) {
        Err(ctrlc::Error::MultipleHandlers) => Ok(()),
        other => Ok(other?),
    }
}
