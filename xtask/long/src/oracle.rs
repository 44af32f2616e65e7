//! The Python process, spoken to by JSON lines.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

pub(crate) struct Oracle {
    child: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Oracle {
    /// Starts the oracle of a kind; with what it says of itself.
    pub(crate) fn start(python: &Path, python4: Option<&Path>, kind: &str) -> Result<(Oracle, Value), String> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../oracle/differences");
        let mut command = Command::new(python);
        command.envs(python4.map(|python4| ("TRANSFORMERS_4", python4)));
        let child = command
            .args([script.as_os_str(), kind.as_ref()])
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("TOKENIZERS_PARALLELISM", "false")
            .env("OMP_NUM_THREADS", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let mut child = child.map_err(|error| format!("{}: {error}", python.display()))?;
        let asks = child.stdin.take().expect("its input is a pipe");
        let answers = BufReader::new(child.stdout.take().expect("its output is a pipe"));
        let mut oracle = Oracle { child, asks, answers };
        let hello = oracle.read()?;
        Ok((oracle, hello))
    }

    /// A new case with the reference's answer.
    pub(crate) fn make(&mut self, seed: &str) -> Result<Value, String> {
        self.ask(&json!({"seed": seed}))
    }

    /// The reference's answer to a case; the inner error says why it has none.
    pub(crate) fn answer(&mut self, case: &Value) -> Result<Result<Value, String>, String> {
        let found = self.ask(&json!({"case": case}))?;
        let why = || found.get("died").map_or("no answer".to_owned(), Value::to_string);
        Ok(found.get("theirs").filter(|theirs| !theirs.is_null()).cloned().ok_or_else(why))
    }

    fn ask(&mut self, what: &Value) -> Result<Value, String> {
        writeln!(self.asks, "{what}").and_then(|()| self.asks.flush()).map_err(|error| format!("oracle: {error}"))?;
        self.read()
    }

    fn read(&mut self) -> Result<Value, String> {
        let mut line = String::new();
        match self.answers.read_line(&mut line) {
            Ok(0) => Err("the oracle ended".to_owned()),
            Ok(_) => serde_json::from_str(&line).map_err(|error| format!("oracle: {error}: {line}")),
            Err(error) => Err(format!("oracle: {error}")),
        }
    }
}

impl Drop for Oracle {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
