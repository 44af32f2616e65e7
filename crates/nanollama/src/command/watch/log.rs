//! `train.log` in the run's folder: plain lines, whatever the terminal shows, so that it can be followed with `tail -f`.

use std::fmt::Display;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// The most steps that get a line: one in so long, and the last.
const SPELL: Duration = Duration::from_secs(1);

/// The log, once the run has a folder.
#[derive(Default)]
pub(super) struct Log {
    file: Option<File>,
    said: Option<Instant>,
}

impl Log {
    /// Opens the file for appending: a resumed run goes on with it.
    pub(super) fn open(&mut self, path: &Path) -> io::Result<()> {
        self.file = Some(File::options().append(true).create(true).open(path)?);
        Ok(())
    }

    /// A line.
    pub(super) fn line(&mut self, text: impl Display) {
        if let Some(file) = &mut self.file {
            // One write a line, which a reader sees whole. A full disk stops the run where it saves, not here.
            let _ = file.write_all(format!("{text}\n").as_bytes());
        }
    }

    /// The line of a step, unless one was written a moment ago.
    pub(super) fn step(&mut self, text: &str, last: bool) {
        if last || self.said.is_none_or(|said| said.elapsed() >= SPELL) {
            self.said = Some(Instant::now());
            self.line(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_plain_and_a_second_process_appends() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("train.log");
        let mut first = Log::default();
        first.line("before there is a folder");
        first.open(&path).unwrap();
        first.step("step 1", false);
        first.step("step 2", false);
        first.step("step 3", true);
        let mut second = Log::default();
        second.open(&path).unwrap();
        second.line("going on");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "step 1\nstep 3\ngoing on\n");
    }
}
