//! Numbers that nobody guesses by accident: names of requests and answers, and seeds of those who gave none. No secrets.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::{SystemTime, UNIX_EPOCH};

/// A number that differs each time. The hasher's keys are the system's random numbers.
pub(crate) fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// A name with a prefix that says of what.
pub(crate) fn name(prefix: &str) -> String {
    format!("{prefix}-{:016x}", random())
}

/// Seconds since 1970.
pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
