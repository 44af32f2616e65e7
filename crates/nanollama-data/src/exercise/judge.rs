//! A program of the task's own that judges replies, in the sandbox: it reads `{"reply": …, "right": …}` and ends with 0 where the
//! reply is right. Anything else is wrong.

use std::ffi::OsString;
use std::path::Path;

use nanollama_sandbox::{Ended, Namespaces, Program, Python, Sandbox, Walls};
use serde_json::json;

/// A program that judges.
#[derive(Debug, Clone)]
pub struct Judge {
    sandbox: Sandbox,
    program: Program,
    words: Vec<String>,
}

impl Judge {
    /// The program that these words name: Python with a script of the folder, or a program there or anywhere. It may read what
    /// lies beside it.
    ///
    /// # Errors
    /// In words: which part of it is not there.
    pub(super) fn open(folder: &Path, words: &[String]) -> Result<Judge, String> {
        let (first, rest) = words.split_first().ok_or("command = []: it names no program")?;
        let folder = std::fs::canonicalize(folder).map_err(|error| error.to_string())?;
        let arguments: Vec<OsString> = rest.iter().map(OsString::from).collect();
        let name = Path::new(first).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let program = match arguments.split_first() {
            Some((script, rest)) if name.starts_with("python") => {
                let script = folder.join(script);
                if !script.is_file() {
                    return Err(format!("command: there is no {}", script.display()));
                }
                let python = Python::find(Some(Path::new(first))).map_err(|error| error.to_string())?;
                python.running(&script, rest)
            }
            _ => {
                let file = folder.join(first);
                Program::of_system(&file, arguments).map_err(|error| format!("command: {}: {error}", file.display()))?
            }
        };
        let sandbox = Sandbox::new(Walls::Kernel(Namespaces::Allowed)).map_err(|error| error.to_string())?;
        Ok(Judge { sandbox, program, words: words.into() })
    }

    /// How the program ended over a reply.
    ///
    /// # Errors
    /// Where it was not run.
    pub(super) fn judge(&self, reply: &str, right: &str) -> nanollama_sandbox::Result<Ended> {
        self.sandbox.run(&self.program, json!({ "reply": reply, "right": right }).to_string().as_bytes())
    }
}

impl PartialEq for Judge {
    fn eq(&self, other: &Judge) -> bool {
        self.words == other.words
    }
}
