//! Kills of ranks at length: the program's own tests (`nanollama/tests/ranks.rs`) with a larger number. No reference program is
//! asked.

use std::process::Command;

const KILLS: &str = "100";

/// Runs them. Whether no kill changed a bit, and every row was read once.
///
/// # Errors
/// When they cannot be begun.
pub(crate) fn run() -> Result<bool, String> {
    println!("\nranks: {KILLS} kills with one number of ranks, and with changing ones");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut tests = Command::new(cargo);
    tests.args(["test", "--quiet", "--release", "--package", "nanollama", "--test", "ranks", "kills"]);
    let status = tests.env("NANOLLAMA_RANK_KILLS", KILLS).status().map_err(|error| format!("cargo test: {error}"))?;
    Ok(status.success())
}
