//! The server under changed requests, at length: its own tests (`nanollama-serve/tests/fuzz.rs`) with larger numbers. No
//! reference program is asked.

use std::process::Command;

/// Through the router, within one process.
const ROUTER: &str = "1000000";
/// By socket.
const SOCKET: &str = "10000";

/// Runs them. Whether every request was answered, nothing panicked and memory stayed as it was.
///
/// # Errors
/// When they cannot be begun.
pub(crate) fn run() -> Result<bool, String> {
    println!("\nrequests: {ROUTER} through the router, {SOCKET} by socket");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut tests = Command::new(cargo);
    tests.args(["test", "--quiet", "--release", "--package", "nanollama-serve", "--test", "fuzz", "--", "--nocapture"]);
    tests.env("NANOLLAMA_ROUTER_REQUESTS", ROUTER).env("NANOLLAMA_REQUESTS", SOCKET);
    let status = tests.status().map_err(|error| format!("cargo test: {error}"))?;
    Ok(status.success())
}
