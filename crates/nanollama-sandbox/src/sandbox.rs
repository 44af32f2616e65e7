//! The outer process: it starts itself once more, gives it an order, and reads how the program ended.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output, Stdio};

use crate::ended::Ended;
use crate::error::{Error, Result};
use crate::order::{Limits, Namespaces, Order};
use crate::plain;
use crate::program::Program;
use crate::scratch::Scratch;
use crate::walls;

/// The word by which this program is started to do nothing but this.
const WORD: &str = "confined";
/// Exit codes of that process where nothing was run: a wall is missing; the program could not be started; namespaces are had by
/// half, or not at all.
const NO_WALLS: u8 = 3;
const NO_START: u8 = 4;
const NO_NAMESPACES: u8 = 5;

/// What stands between a program and the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Walls {
    /// Landlock, seccomp and limits, and maybe namespaces.
    Kernel(Namespaces),
    /// Nothing but the limits of time and output.
    None,
}

/// Where programs are run.
#[derive(Debug, Clone)]
pub struct Sandbox {
    /// This program, which is started once more for each; its `main` asks [`take_over`] first of all.
    pub helper: PathBuf,
    /// What each may use.
    pub limits: Limits,
    /// What stands around each.
    pub walls: Walls,
}

impl Sandbox {
    /// A sandbox of the program that is running, with nanochat's limits.
    ///
    /// # Errors
    /// When the running program cannot be found.
    pub fn new(walls: Walls) -> Result<Sandbox> {
        let missing = |source| Error::Io { path: "this program".into(), what: "find", source };
        Ok(Sandbox { helper: std::env::current_exe().map_err(missing)?, limits: Limits::default(), walls })
    }

    /// Runs a program to its end, with `input` to read.
    ///
    /// # Errors
    /// [`Error::System`], [`Error::Walls`] and [`Error::Namespaces`] where it would stand in the open; [`Error::Start`]; [`Error::Io`].
    pub fn run(&self, program: &Program, input: &[u8]) -> Result<Ended> {
        let around = Scratch::new()?;
        let (given, scratch) = (around.path().join("input"), around.path().join("scratch"));
        let failed = |path: &Path, what| {
            let path = path.to_owned();
            move |source| Error::Io { path, what, source }
        };
        std::fs::create_dir(&scratch).map_err(failed(&scratch, "make the folder"))?;
        std::fs::write(&given, input).map_err(failed(&given, "write"))?;
        let given = File::open(&given).map_err(failed(&given, "open"))?;
        let namespaces = match self.walls {
            Walls::None => return plain::run(program, given, around.path(), &scratch, &self.limits),
            Walls::Kernel(namespaces) => namespaces,
        };
        walls::support()?;
        let tell = |namespaces| {
            let order = Order { limits: self.limits, namespaces, scratch: scratch.clone(), program: program.clone() };
            let mut helper = Command::new(&self.helper);
            helper.arg(WORD).args(order.words()).env_clear().current_dir("/");
            helper.stdin(Stdio::from(given.try_clone()?)).stdout(Stdio::piped()).stderr(Stdio::piped()).output()
        };
        let is_half = |told: &Output| told.status.code() == Some(NO_NAMESPACES.into());
        let mut told = tell(namespaces).map_err(failed(&self.helper, "start"))?;
        if namespaces == Namespaces::Allowed && is_half(&told) {
            told = tell(Namespaces::Without).map_err(failed(&self.helper, "start"))?;
        }
        let said = || String::from_utf8_lossy(&told.stderr).trim().to_owned();
        match told.status.code().map(u8::try_from) {
            Some(Ok(0)) => {
                Ended::read(&told.stdout).ok_or_else(|| Error::Walls { what: "what it told is not whole".into() })
            }
            Some(Ok(NO_START)) => Err(Error::Start { name: program.file.clone(), what: said() }),
            Some(Ok(NO_WALLS)) => Err(Error::Walls { what: said() }),
            Some(Ok(NO_NAMESPACES)) => Err(Error::Namespaces { what: said() }),
            _ => Err(Error::Walls { what: format!("the process behind them ended ({}) {}", told.status, said()) }),
        }
    }
}

/// Where this process was started by a [`Sandbox`]: runs what it was ordered to, tells how it ended, and gives the code to exit with.
/// Has to be asked before anything else is done, while there is one thread.
pub fn take_over() -> Option<ExitCode> {
    let mut words = std::env::args_os().skip(1);
    if words.next()? != WORD {
        return None;
    }
    let words: Vec<OsString> = words.collect();
    Some(match walls::confine(&words) {
        Ok(ended) => match io::stdout().write_all(&ended.write()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        Err(error) => {
            let (code, what) = match error {
                Error::Start { what, .. } => (NO_START, what),
                Error::Walls { what } => (NO_WALLS, what),
                Error::Namespaces { what } => (NO_NAMESPACES, what),
                other => (NO_WALLS, other.to_string()),
            };
            // Whoever started this reads it there; if nobody does, nobody wants to know.
            let _told = writeln!(io::stderr(), "{what}");
            ExitCode::from(code)
        }
    })
}
