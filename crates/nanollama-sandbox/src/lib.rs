//! STRANGERS' PROGRAMS: what a model wrote, run behind walls and within limits.
//!
//! A [`Sandbox`] starts this program once more ([`take_over`]), alone and with a single thread. That one limits itself
//! (`linux/walls.rs`), starts the stranger behind Landlock and seccomp, watches it, and reports how it [`Ended`]. Where the
//! system lacks one of the two, nothing is run, and the error says what is missing. Walls exist on Linux alone (x86-64, ARM64).
//! What a program is for, and whether what it says is right, is not known here.

#![deny(unsafe_code)]

#[cfg(not(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"))))]
mod elsewhere;
mod ended;
mod error;
#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod linux;
mod order;
mod plain;
mod program;
mod python;
mod sandbox;
mod scratch;

#[cfg(not(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"))))]
use elsewhere as walls;
#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
use linux as walls;

pub use ended::{Ended, How};
pub use error::{Error, Result};
pub use order::{Limits, Namespaces};
pub use program::Program;
pub use python::Python;
pub use sandbox::{Sandbox, Walls, take_over};
