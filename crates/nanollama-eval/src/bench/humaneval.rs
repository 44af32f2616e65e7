//! HumanEval (Chen et al. 2021): functions of Python by their head and what they are for, right where their tests pass.
//!
//! Two ways: nanochat's (`HumanEval`), which asks in chat and takes the first block of code of the answer, and
//! lm-evaluation-harness's (`humaneval`, version 1.0), which continues the head. What was written is run in the sandbox.

use std::path::Path;

use nanollama_data::rng::hash;
use nanollama_engine::{Prompts, Request, Sampling};
use nanollama_sandbox::{Namespaces, Python, Sandbox, Walls};

use super::chat;
use super::extras::Extras;
use crate::error::Result;
use crate::question::spread;
use crate::table::Table;
use crate::writing::Writing;

pub(super) const FILES: [&str; 7] = [
    "humaneval/HumanEval.jsonl",
    "humaneval/HumanEval.jsonl.gz",
    "HumanEval.jsonl",
    "HumanEval.jsonl.gz",
    "openai_humaneval/test-00000-of-00001.parquet",
    "openai_humaneval/openai_humaneval/test-00000-of-00001.parquet",
    "humaneval/test.jsonl",
];
/// Tokens of an answer: nanochat's, and the harness's.
const CHAT_ANSWER: usize = 512;
const ANSWER: usize = 1024;
/// Where a function that is continued has ended.
const STOPS: [&str; 5] = ["\nclass", "\ndef", "\n#", "\nif", "\nprint"];
/// A program that ends well anywhere, and says so.
const TRIAL: (&[u8], &[u8]) = (b"print(6 * 7)", b"42\n");

/// The task, in one of its ways.
pub(crate) struct HumanEval {
    name: &'static str,
    chats: bool,
    table: Table,
    order: Vec<usize>,
    python: Python,
    sandbox: Sandbox,
}

impl HumanEval {
    /// Opens the problems, and runs a first program to see that there is something to run programs with.
    pub(crate) fn open(
        name: &'static str,
        folder: &Path,
        chats: bool,
        most: Option<usize>,
        extras: &Extras,
    ) -> Result<HumanEval> {
        let table = Table::find(name, folder, &FILES)?;
        let order = if chats { chat::order(table.len(), most) } else { spread(table.len(), most) };
        let python = Python::find(extras.python.as_deref())?;
        let walls = if extras.is_open { Walls::None } else { Walls::Kernel(Namespaces::Allowed) };
        let sandbox = Sandbox::new(walls)?;
        let tried = sandbox.run(python.program(), TRIAL.0)?;
        if !tried.is_well() || tried.output != TRIAL.1 {
            let name = python.file().to_owned();
            return Err(nanollama_sandbox::Error::Python { name, what: tried.why() }.into());
        }
        Ok(HumanEval { name, chats, table, order, python, sandbox })
    }

    /// The program that tests an answer, and what it writes behind the last test: an answer that ends the program before, however
    /// well, has not passed.
    fn program(&self, row: usize, text: &str) -> Result<(String, String)> {
        let field = |name| self.table.text(row, name);
        let (prompt, test, entry) = (field("prompt")?, field("test")?, field("entry_point")?);
        let code =
            if self.chats { format!("{}\n\n{}\n", imports(prompt), block(text)) } else { format!("{prompt}{text}") };
        let program = format!("{code}\n{test}\ncheck({entry})\n");
        let mark = program.bytes().fold(0, |state, byte| hash(&[state, u64::from(byte)]));
        let passed = format!("passed {mark:016x}");
        Ok((format!("{program}print({passed:?})\n"), passed + "\n"))
    }
}

impl Writing for HumanEval {
    fn name(&self) -> &str {
        self.name
    }

    fn len(&self) -> usize {
        self.order.len()
    }

    fn request(&self, index: usize, prompts: &Prompts) -> Result<Request> {
        let prompt = self.table.text(self.order[index], "prompt")?;
        if self.chats {
            return chat::ask(prompts, prompt, Sampling::greedy(CHAT_ANSWER));
        }
        let sampling = Sampling { stop: STOPS.map(String::from).into(), ..Sampling::greedy(ANSWER) };
        Ok(Request::generate(prompts.text(prompt)?, sampling))
    }

    fn number(&self, index: usize) -> usize {
        self.order[index]
    }

    fn grade(&self, index: usize, text: &str) -> Result<bool> {
        let (program, passed) = self.program(self.order[index], text)?;
        let ended = self.sandbox.run(self.python.program(), program.as_bytes())?;
        Ok(ended.is_well() && ended.output.ends_with(passed.as_bytes()))
    }
}

/// The lines with which a prompt begins that import something.
fn imports(prompt: &str) -> String {
    let mut found = Vec::new();
    for line in prompt.lines().map(str::trim) {
        if line.starts_with("import ") || line.starts_with("from ") {
            found.push(line);
        } else if !line.is_empty() && !line.starts_with('#') {
            break;
        }
    }
    found.join("\n")
}

/// The first block of code between fences, of Python or of nothing, as nanochat finds it; where there is none, all of it.
fn block(text: &str) -> &str {
    for (at, fence) in text.match_indices("```") {
        let behind = &text[at + fence.len()..];
        let behind = behind.strip_prefix("python").unwrap_or(behind);
        // The fence's line ends before the code begins.
        let space = behind.len() - behind.trim_start().len();
        let Some(line) = behind[..space].rfind('\n') else { continue };
        let code = &behind[line + 1..];
        if let Some(end) = code.find("\n```") {
            return code[..end].trim();
        }
    }
    text.trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_block_of_code_counts() {
        for (text, code) in [
            ("Here:\n```python\ndef f():\n    return 1\n```\nand\n```python\nx\n```", "def f():\n    return 1"),
            ("```\nx = 1\n```", "x = 1"),
            ("```python   \n\n  x = 1\n\n```", "x = 1"),
            ("def f(): pass", "def f(): pass"),
            ("```python\nx = 1", "```python\nx = 1"),
            // As its pattern has it: what ends a block of something else begins one.
            ("```java\nx\n```\n```python\ny\n```", "```python\ny"),
            ("``` one ``` two", "``` one ``` two"),
            ("", ""),
        ] {
            assert_eq!(block(text), code, "{text}");
        }
    }

    #[test]
    fn a_program_that_ends_before_its_tests_has_not_passed() {
        let folder = tempfile::tempdir().unwrap();
        let row = r#"{"prompt": "def one():\n", "entry_point": "one", "test": "def check(f):\n    assert f() == 1\n"}"#;
        std::fs::write(folder.path().join("HumanEval.jsonl"), row).unwrap();
        // Whether there are walls is another test's matter.
        let extras = Extras { is_open: true, ..Extras::default() };
        let task = match HumanEval::open("humaneval", folder.path(), false, None, &extras) {
            Err(crate::Error::Sandbox(error)) => return eprintln!("SKIPPED: {error}"),
            task => task.unwrap(),
        };
        for (answer, passes) in [
            ("    return 1\n", true),
            ("    print('so', end='')\n    return 1\n", true),
            ("    return 2\n", false),
            ("    raise SystemExit\n", false),
            ("    return 1\nimport os\nos._exit(0)\n", false),
        ] {
            assert_eq!(task.grade(0, answer).unwrap(), passes, "{answer}");
        }
    }

    #[test]
    fn imports_stand_before_anything_else() {
        let prompt = "# what is needed\nimport math\n\nfrom typing import List\n\n\ndef f(x):\n    import os\n";
        assert_eq!(imports(prompt), "import math\nfrom typing import List");
        assert_eq!(imports("def f():\n"), "");
    }
}
