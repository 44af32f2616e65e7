//! A program without walls: limits of time and output alone. Who wants that has said so.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::ended::{Ended, How};
use crate::error::{Error, Result};
use crate::order::Limits;
use crate::program::Program;

/// How often it is looked at.
const PAUSE: Duration = Duration::from_millis(5);

/// Runs it in `scratch`; what it writes goes to files in `around`.
pub(crate) fn run(program: &Program, input: File, around: &Path, scratch: &Path, limits: &Limits) -> Result<Ended> {
    let paths = [around.join("output"), around.join("errors")];
    let failed = |what| move |source| Error::Io { path: around.to_owned(), what, source };
    let [output, errors] = [&paths[0], &paths[1]].map(|path| File::create(path).map_err(failed("write in it")));
    let mut child = Command::new(&program.file)
        .args(&program.arguments)
        .env_clear()
        .envs(environment(scratch))
        .current_dir(scratch)
        .stdin(Stdio::from(input))
        .stdout(Stdio::from(output?))
        .stderr(Stdio::from(errors?))
        .spawn()
        .map_err(|error| Error::Start { name: program.file.clone(), what: error.to_string() })?;
    let started = Instant::now();
    let written = || paths.iter().map(|path| path.metadata().map_or(0, |found| found.len())).sum::<u64>();
    let mut over = None;
    let status = loop {
        if let Some(status) = child.try_wait().map_err(failed("wait for what runs in it"))? {
            break status;
        }
        if started.elapsed() > limits.time {
            over = Some(How::Time);
        } else if written() > limits.output {
            over = Some(How::Output);
        }
        if over.is_some() {
            // It may have ended by itself just now.
            let _gone = child.kill();
            break child.wait().map_err(failed("wait for what runs in it"))?;
        }
        std::thread::sleep(PAUSE);
    };
    if over.is_none() && written() > limits.output {
        over = Some(How::Output);
    }
    let read = |path: &Path| {
        let mut bytes = Vec::new();
        let read = File::open(path).and_then(|file| file.take(limits.output).read_to_end(&mut bytes));
        read.map(|_| bytes).map_err(failed("read in it"))
    };
    let how = over.unwrap_or_else(|| ended(status));
    Ok(Ended { how, output: read(&paths[0])?, errors: read(&paths[1])?, memory: 0, namespaces: false })
}

/// Variables that a program sees, and no others.
pub(crate) fn environment(scratch: &Path) -> [(&'static str, &std::ffi::OsStr); 5] {
    let folder = scratch.as_os_str();
    let word = std::ffi::OsStr::new;
    // Sets have the same order each time.
    [
        ("HOME", folder),
        ("TMPDIR", folder),
        ("PATH", word("/nowhere")),
        ("LC_ALL", word("C.UTF-8")),
        ("PYTHONHASHSEED", word("0")),
    ]
}

#[cfg(unix)]
fn ended(status: ExitStatus) -> How {
    use std::os::unix::process::ExitStatusExt;
    match (status.code(), status.signal()) {
        (Some(code), _) => How::Code(code),
        (None, signal) => How::Signal(signal.unwrap_or(0)),
    }
}

#[cfg(not(unix))]
fn ended(status: ExitStatus) -> How {
    How::Code(status.code().unwrap_or(-1))
}
