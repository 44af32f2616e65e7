//! An interpreter of Python: which one it is, behind shims and links, and the files that are its own.

mod told;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::error::{Error, Result};
use crate::program::{Program, is_loader};
use told::{ASK, RUN};

/// What is tried where no interpreter is named.
const NAME: &str = "python3";
/// Where the loader finds libraries by name.
const LIBRARY_NAMES: &str = "/etc/ld.so.cache";

/// An interpreter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Python {
    program: Program,
}

impl Python {
    /// The interpreter of that name, or `python3`. A name without a folder is looked for where programs are; a shim is asked which
    /// interpreter it starts.
    ///
    /// # Errors
    /// [`Error::Python`] where there is none.
    pub fn find(named: Option<&Path>) -> Result<Python> {
        let name = named.unwrap_or(Path::new(NAME));
        let wrong = |what: String| Error::Python { name: name.into(), what };
        let asked = Command::new(name).args(ASK).stdin(Stdio::null()).output();
        let asked = asked.map_err(|error| wrong(error.to_string()))?;
        if !asked.status.success() {
            let said = String::from_utf8_lossy(&asked.stderr);
            return Err(wrong(said.lines().last().unwrap_or("it ends with an error").to_owned()));
        }
        let said = String::from_utf8_lossy(&asked.stdout);
        let mut lines = said.lines().map(PathBuf::from).filter(|path| path.is_absolute() && path.exists());
        let file = lines.next().ok_or_else(|| wrong("it does not say which file it is".into()))?;
        let mut readable: Vec<PathBuf> = lines.collect();
        readable.extend(std::fs::canonicalize(LIBRARY_NAMES));
        let loaders = readable.iter().filter(|path| is_loader(path)).cloned().collect();
        let arguments = RUN.map(OsString::from).into();
        Ok(Python { program: Program { file, arguments, readable, loaders } })
    }

    /// Its file.
    pub fn file(&self) -> &Path {
        &self.program.file
    }

    /// The interpreter as a program that runs what it is given as input.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The interpreter as a program that runs a file, which it may read with all that lies beside it.
    pub fn running(&self, script: &Path, arguments: &[OsString]) -> Program {
        let mut program = self.program.clone();
        program.arguments.pop();
        program.arguments.push(script.into());
        program.arguments.extend_from_slice(arguments);
        program.readable.extend(script.parent().map(Path::to_owned));
        program
    }
}
