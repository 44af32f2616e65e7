//! Tests of the program at length: with a larger number than in the suite, or too long for it. No reference program is asked.

use std::process::Command;

/// Some of them.
pub(crate) struct AtLength {
    /// For people.
    what: &'static str,
    /// The file of tests, and what their names have in common.
    test: &'static str,
    named: &'static str,
    /// The variable that says how many, and how many.
    number: Option<(&'static str, &'static str)>,
}

/// Downloads from a mirror of the Hub: every file comes whole, and none twice.
pub(crate) const DOWNLOADS: AtLength = AtLength {
    what: "downloads: 200 with random faults",
    test: "hub",
    named: "random_faults",
    number: Some(("NANOLLAMA_DOWNLOADS", "200")),
};
/// Kills of ranks: none changes a bit, and every row is read once.
pub(crate) const RANKS: AtLength = AtLength {
    what: "ranks: 100 kills with one number of ranks, and with changing ones",
    test: "ranks",
    named: "kills",
    number: Some(("NANOLLAMA_RANK_KILLS", "100")),
};
/// The whole way from texts of the Hub to a model, at the size that the program's guide shows: an hour.
pub(crate) const PIPELINE: AtLength = AtLength {
    what: "pipeline: nano from texts of the Hub, killed five times",
    test: "sources",
    named: "killed_five_times",
    number: None,
};

impl AtLength {
    /// Runs them. Whether they passed.
    ///
    /// # Errors
    /// When they cannot be begun.
    pub(crate) fn run(&self) -> Result<bool, String> {
        println!("\n{}", self.what);
        let mut tests = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        tests.args(["test", "--release", "--workspace", "--test", self.test, self.named]);
        match self.number {
            Some((variable, number)) => tests.env(variable, number),
            // What has no smaller form is left out of the suite.
            None => tests.args(["--", "--ignored", "--nocapture"]),
        };
        Ok(tests.status().map_err(|error| format!("cargo test: {error}"))?.success())
    }
}
