//! The whole way from texts of the Hub to a model, at the size that the program's guide shows, killed five times: a test of the
//! program (`crates/nanollama/tests/sources.rs`) that is too long for the suite. No reference program is asked.

use std::process::Command;

/// Runs it. Whether the killed one ended as the straight one.
///
/// # Errors
/// When it cannot be begun.
pub(crate) fn run() -> Result<bool, String> {
    println!("\npipeline: nano from texts of the Hub, killed five times");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut tests = Command::new(cargo);
    tests.args([
        "test",
        "--release",
        "--workspace",
        "--test",
        "sources",
        "--",
        "--ignored",
        "--nocapture",
        "killed_five_times",
    ]);
    Ok(tests.status().map_err(|error| format!("cargo test: {error}"))?.success())
}
