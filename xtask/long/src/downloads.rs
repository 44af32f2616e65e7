//! Downloads from a mirror of the Hub under random faults, at length: the client's own tests (`nanollama-hub/tests/hub`) with a
//! larger number. No reference program is asked.

use std::process::Command;

const DOWNLOADS: &str = "200";

/// Runs them. Whether every file came whole, and none twice.
///
/// # Errors
/// When they cannot be begun.
pub(crate) fn run() -> Result<bool, String> {
    println!("\ndownloads: {DOWNLOADS} with random faults");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut tests = Command::new(cargo);
    tests.args(["test", "--quiet", "--release", "--package", "nanollama-hub", "--test", "hub", "random_faults"]);
    let status =
        tests.env("NANOLLAMA_DOWNLOADS", DOWNLOADS).status().map_err(|error| format!("cargo test: {error}"))?;
    Ok(status.success())
}
