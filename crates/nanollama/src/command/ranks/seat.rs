//! This process as one of several: which one, where it meets the others, and how it speaks with whoever has started it.
//!
//! That is its standard input: a socket on Unix. A byte asks it to save and stop; its end means that nobody waits for this
//! process any more. What goes wrong here is told there, so that a person reads it once.

use std::path::PathBuf;

use nanollama_data::Rank;

/// `0/3` in the first of three.
pub(super) const RANK: &str = "NANOLLAMA_RANK";
/// The folder in which they meet.
pub(super) const MEET: &str = "NANOLLAMA_MEET";
/// Set where a run is gone on with that the same command has begun.
pub(super) const AGAIN: &str = "NANOLLAMA_AGAIN";

/// Before an error of this process, and before one that another process is to blame for.
#[cfg(unix)]
pub(super) const OWN: char = '!';
#[cfg(unix)]
pub(super) const OTHERS: char = '?';

/// One of several processes.
pub(crate) struct Seat {
    pub(crate) rank: Rank,
    /// Where they meet.
    pub(crate) folder: PathBuf,
    /// Whether to go on with the run if there is one, whatever was typed.
    pub(crate) again: bool,
}

impl Seat {
    /// That of this process, if it is one of several.
    pub(crate) fn own() -> Option<Seat> {
        let (rank, folder) = (own_rank()?, std::env::var_os(MEET)?);
        Some(Seat { rank, folder: folder.into(), again: std::env::var_os(AGAIN).is_some() })
    }
}

fn own_rank() -> Option<Rank> {
    let text = std::env::var(RANK).ok()?;
    let (index, world) = text.split_once('/')?;
    let rank = Rank { index: index.parse().ok()?, world: world.parse().ok()? };
    (rank.index < rank.world).then_some(rank)
}

/// Whether another process says what there is to say.
pub(crate) fn is_silent() -> bool {
    own_rank().is_some_and(|rank| rank.index > 0)
}

#[cfg(unix)]
mod line {
    use std::io::{Read, Write};
    use std::os::fd::AsFd;
    use std::os::unix::net::UnixStream;

    use nanollama_train::Error;

    use super::{OTHERS, OWN, Seat, own_rank};

    impl Seat {
        /// Begins to listen to whoever has started this process.
        pub(crate) fn listen(&self) -> anyhow::Result<()> {
            let mut starter = starter()?;
            std::thread::spawn(move || {
                let mut byte = [0];
                while starter.read_exact(&mut byte).is_ok() {
                    crate::interrupt::press();
                }
                std::process::exit(crate::interrupt::INTERRUPTED);
            });
            Ok(())
        }
    }

    /// Tells whoever has started this process what went wrong; false where nobody has.
    pub(crate) fn tell_error(error: &anyhow::Error, text: &str) -> bool {
        if own_rank().is_none() {
            return false;
        }
        let others = matches!(error.downcast_ref::<Error>(), Some(Error::Rank { .. }));
        let line = format!("{}{}\n", if others { OTHERS } else { OWN }, text.replace('\n', " "));
        starter().and_then(|mut starter| starter.write_all(line.as_bytes())).is_ok()
    }

    fn starter() -> std::io::Result<UnixStream> {
        Ok(std::io::stdin().as_fd().try_clone_to_owned()?.into())
    }
}

#[cfg(unix)]
pub(crate) use line::tell_error;

/// Nobody starts ranks on this system.
#[cfg(not(unix))]
pub(crate) fn tell_error(_error: &anyhow::Error, _text: &str) -> bool {
    false
}
