//! Systems without walls of this kind: nothing is run behind them.

use std::ffi::OsString;

use crate::ended::Ended;
use crate::error::{Error, Result};

/// Why nothing is run.
pub(crate) fn support() -> Result<()> {
    Err(Error::System { system: format!("{} on {}", std::env::consts::OS, std::env::consts::ARCH) })
}

/// Never reached: [`support`] is asked before.
pub(crate) fn confine(_: &[OsString]) -> Result<Ended> {
    Err(support().err().unwrap_or(Error::System { system: std::env::consts::OS.into() }))
}
