//! Weights & Biases: the user's own client as a process beside the run, which follows its `metrics.jsonl`.
//!
//! Nothing of the run depends on it: it has a process group of its own, so that Ctrl-C does not reach it; what it says goes to
//! `wandb.log`; when it dies the run goes on. It learns that the run is over by the end of its standard input, which also
//! comes when this process is killed.

use std::fs::File;
use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context;
use nanollama_store::run::Run;

/// What the client's process runs.
const SCRIPT: &str = include_str!("wandb/follow.py");
/// Looks for the client, without starting it. A folder of that name is none.
const LOOK: &str =
    "import importlib.util as u, sys; s = u.find_spec('wandb'); sys.exit(0 if s is not None and s.origin else 3)";
/// How long the client may take to send what is left.
const FINISH: Duration = Duration::from_secs(30);

/// A client that can be started.
pub(crate) struct Wandb {
    python: String,
    project: String,
}

impl Wandb {
    /// Looks for the client.
    ///
    /// # Errors
    /// When there is no Python or no client.
    pub(crate) fn find(project: &str) -> anyhow::Result<Wandb> {
        let python = std::env::var("NANOLLAMA_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let found = Command::new(&python).args(["-c", LOOK]).stdin(Stdio::null()).stderr(Stdio::null()).status();
        let found =
            found.with_context(|| format!("--wandb: {python} cannot be started; set NANOLLAMA_PYTHON to a Python"))?;
        if !found.success() {
            anyhow::bail!(
                "--wandb: the client is not installed for {python}; `{python} -m pip install wandb` installs it, or set \
                 NANOLLAMA_PYTHON to a Python that has it"
            );
        }
        Ok(Wandb { python, project: project.to_owned() })
    }

    /// Starts the client beside a run.
    pub(crate) fn follow(&self, run: &Run) -> std::io::Result<Follower> {
        let log = File::options().append(true).create(true).open(run.path().join("wandb.log"))?;
        let mut command = Command::new(&self.python);
        command.args(["-c", SCRIPT]).arg(run.path()).args([&self.project, run.name()]);
        command.stdin(Stdio::piped()).stdout(log.try_clone()?).stderr(log);
        apart(&mut command);
        Ok(Follower { child: command.spawn()?, over: false })
    }
}

/// A client that follows a run.
pub(crate) struct Follower {
    child: Child,
    over: bool,
}

impl Follower {
    /// Whether it has died since the last look.
    pub(crate) fn died(&mut self) -> bool {
        let died = !self.over && !matches!(self.child.try_wait(), Ok(None));
        self.over |= died;
        died
    }

    /// Lets it send what is left. False when it took too long, or ended badly.
    pub(crate) fn finish(mut self, done: bool) -> bool {
        self.end(done)
    }

    fn end(&mut self, done: bool) -> bool {
        if self.over {
            return false;
        }
        self.over = true;
        if let Some(mut stdin) = self.child.stdin.take()
            && done
        {
            // One that has died reads nothing; that is found out below.
            let _ = stdin.write_all(b"done");
        }
        let begun = Instant::now();
        while begun.elapsed() < FINISH {
            match self.child.try_wait() {
                Ok(None) => std::thread::sleep(Duration::from_millis(20)),
                Ok(Some(status)) => return status.success(),
                Err(_) => return false,
            }
        }
        end_group(&mut self.child);
        false
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.end(false);
    }
}

/// Has the process be in a group of its own.
#[cfg(unix)]
fn apart(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

/// Has the process be in a group of its own.
#[cfg(windows)]
fn apart(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    /// `CREATE_NEW_PROCESS_GROUP` of Windows.
    const NEW_GROUP: u32 = 0x200;
    command.creation_flags(NEW_GROUP);
}

/// Ends a process with those that it started.
fn end_group(child: &mut Child) {
    #[cfg(unix)]
    let _ = Command::new("kill").args(["-KILL", "--", &format!("-{}", child.id())]).stderr(Stdio::null()).status();
    // Where there is no such command, or no such group, the process itself at least.
    let _ = child.kill();
    let _ = child.wait();
}
