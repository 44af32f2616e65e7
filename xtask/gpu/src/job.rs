//! [`Job`]: one process with a time limit. What it says goes to files, so that nothing waits for a reader.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How often a process is looked at.
const LOOK: Duration = Duration::from_millis(20);
/// Bytes of what a failed process said that are told.
const TAIL: usize = 800;

/// A process that runs.
pub(crate) struct Job {
    child: Child,
    command: String,
    started: Instant,
    limit: Duration,
    said: [PathBuf; 2],
}

/// One that has ended well.
pub(crate) struct Ended {
    pub(crate) seconds: f64,
    pub(crate) stdout: String,
}

impl Job {
    /// Starts it.
    pub(crate) fn start(command: &mut Command, limit: Duration) -> Result<Job, String> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let said = ["out", "err"]
            .map(|kind| std::env::temp_dir().join(format!("gpu-check-{}-{number}.{kind}", std::process::id())));
        let [out, err] =
            [&said[0], &said[1]].map(|path| File::create(path).map_err(|error| format!("{path:?}: {error}")));
        let text = format!("{command:?}");
        let child = command.stdin(Stdio::null()).stdout(out?).stderr(err?).spawn();
        let child = child.map_err(|error| format!("{text}: {error}"))?;
        Ok(Job { child, command: text, started: Instant::now(), limit, said })
    }

    /// Runs a command to its end.
    pub(crate) fn run(command: &mut Command, limit: Duration, log: &mut dyn Write) -> Result<Ended, String> {
        Job::start(command, limit)?.finish(log)
    }

    /// Waits for the end; a process beyond its limit is killed.
    pub(crate) fn finish(mut self, log: &mut dyn Write) -> Result<Ended, String> {
        let status = self.wait_until(&mut || false)?;
        let seconds = self.started.elapsed().as_secs_f64();
        let [stdout, stderr] = [0, 1].map(|kind| {
            let bytes = fs::read(&self.said[kind]).unwrap_or_default();
            String::from_utf8_lossy(&bytes).into_owned()
        });
        let _best_effort = writeln!(log, "$ {}\n{stdout}{stderr}[{status:?}, {seconds:.1} s]\n", self.command);
        match status {
            Some(status) if status.success() => Ok(Ended { seconds, stdout }),
            Some(status) => Err(format!("{}: {status}: {}", self.command, tail(&stdout, &stderr))),
            None => {
                Err(format!("{}: not done in {} s: {}", self.command, self.limit.as_secs(), tail(&stdout, &stderr)))
            }
        }
    }

    /// Lets it run until `enough` says so, then kills it at once, as a lost machine would. False if it had ended before.
    pub(crate) fn kill_when(mut self, mut enough: impl FnMut() -> bool) -> Result<bool, String> {
        Ok(self.wait_until(&mut enough)?.is_none())
    }

    /// Its status, or none if it was killed: at its limit, or when `enough`.
    fn wait_until(&mut self, enough: &mut dyn FnMut() -> bool) -> Result<Option<ExitStatus>, String> {
        loop {
            if let Some(status) = self.child.try_wait().map_err(|error| format!("{}: {error}", self.command))? {
                return Ok(Some(status));
            }
            if self.started.elapsed() > self.limit || enough() {
                let _gone = self.child.kill();
                let _gone = self.child.wait();
                return Ok(None);
            }
            std::thread::sleep(LOOK);
        }
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _gone = self.child.wait();
        self.said.iter().for_each(|path: &PathBuf| drop(fs::remove_file(Path::new(path))));
    }
}

/// The end of what a process said.
fn tail(stdout: &str, stderr: &str) -> String {
    let said = if stderr.trim().is_empty() { stdout } else { stderr };
    let mut from = said.len().saturating_sub(TAIL);
    while !said.is_char_boundary(from) {
        from += 1;
    }
    said[from..].trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(line: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", line]);
        command
    }

    #[test]
    fn what_it_says_is_kept_and_failures_and_limits_are_told() {
        let mut log = Vec::new();
        let good = Job::run(&mut shell("echo one; echo two >&2"), Duration::from_secs(20), &mut log).unwrap();
        assert_eq!(good.stdout, "one\n");
        let bad = Job::run(&mut shell("echo why >&2; exit 3"), Duration::from_secs(20), &mut log);
        assert!(bad.is_err_and(|error| error.contains("why") && error.contains('3')));
        let slow = Job::run(&mut shell("sleep 60"), Duration::from_millis(100), &mut log);
        assert!(slow.is_err_and(|error| error.contains("not done")));
        let log = String::from_utf8(log).unwrap();
        assert!(log.contains("echo one") && log.contains("\ntwo\n"), "{log}");
    }

    #[test]
    fn it_is_killed_when_enough_was_seen() {
        let job = Job::start(&mut shell("sleep 60"), Duration::from_secs(50)).unwrap();
        assert!(job.kill_when(|| true).unwrap());
        let job = Job::start(&mut shell("true"), Duration::from_secs(50)).unwrap();
        assert!(!job.kill_when(|| false).unwrap());
    }
}
