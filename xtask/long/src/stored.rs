//! Cases that are kept with the reference's answers, in `fixtures/`: `--keep N` writes the first N that both agree on, and the
//! tests replay them without the reference. Cases on which ours once differed stand in `found.jsonl`, one a line.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

/// Near the whole of its effect on files that differ by little.
const LEVEL: i32 = 19;
/// Log 2 of the bytes it looks back at: a file of a tokenizer is written nearly the same in each case.
const WINDOW: u32 = 24;

/// Where the cases of a kind are kept.
pub(crate) fn path(kind: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/{kind}.jsonl.zst"))
}

/// Longer cases are not kept.
const LONGEST: usize = 1 << 16;

/// A writer of cases.
pub(crate) struct Keeper {
    out: zstd::Encoder<'static, BufWriter<std::fs::File>>,
    left: usize,
}

impl Keeper {
    pub(crate) fn new(kind: &str, versions: &Value, count: usize) -> io::Result<Keeper> {
        let path = path(kind);
        std::fs::create_dir_all(path.parent().expect("it is a file in a folder"))?;
        let mut out = zstd::Encoder::new(BufWriter::new(std::fs::File::create(path)?), LEVEL)?;
        out.window_log(WINDOW)?;
        writeln!(out, "{}", json!({"versions": versions}))?;
        Ok(Keeper { out, left: count })
    }

    /// Writes a case; whether more are wanted.
    pub(crate) fn keep(&mut self, case: &Value, theirs: &Value) -> io::Result<bool> {
        let line = json!({"case": case, "theirs": theirs}).to_string();
        if line.len() <= LONGEST {
            writeln!(self.out, "{line}")?;
            self.left -= 1;
        }
        Ok(self.left > 0)
    }

    pub(crate) fn finish(self) -> io::Result<()> {
        self.out.finish()?.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader};

    use super::*;
    use crate::kind::{Kind, Verdict};

    /// The kept cases of a kind with their answers.
    fn read(path: &Path) -> io::Result<Vec<(Value, Value)>> {
        let mut decoder = zstd::Decoder::new(std::fs::File::open(path)?)?;
        decoder.window_log_max(WINDOW)?;
        let lines = BufReader::new(decoder).lines().skip(1);
        lines.map(|line| serde_json::from_str(&line?).map_err(io::Error::from).map(pair)).collect()
    }

    fn pair(mut row: Value) -> (Value, Value) {
        (row["case"].take(), row["theirs"].take())
    }

    fn differences(kind: &dyn Kind, cases: &[(Value, Value)]) -> Vec<String> {
        let judged = cases.iter().map(|(case, theirs)| kind.judge(case, theirs));
        let wrong = judged.enumerate().filter_map(|(number, verdict)| match verdict {
            Verdict::Same => None,
            Verdict::Differs(found) => Some(format!("{number}: {found}")),
            Verdict::Refused(why) => Some(format!("{number}: refused, {why}")),
            Verdict::Unanswered(why) => Some(format!("{number}: {why}")),
        });
        wrong.collect()
    }

    #[test]
    fn kept_cases_are_the_same_as_ever() {
        let mut kept = 0;
        for kind in crate::kinds().unwrap() {
            let path = path(kind.name());
            // Greedy text needs llama.cpp beside it: its answers hold for the file that it was given.
            if kind.name() == "text" {
                continue;
            }
            let cases = read(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
            let wrong = differences(kind.as_ref(), &cases);
            assert!(wrong.is_empty(), "{}: {} differ: {}", kind.name(), wrong.len(), wrong[0]);
            assert!(cases.len() >= 20, "{}: only {} cases", kind.name(), cases.len());
            kept += cases.len();
        }
        assert!(kept >= 300, "only {kept}");
    }

    #[test]
    fn what_was_found_once_is_mended() {
        let text = include_str!("../fixtures/found.jsonl");
        for line in text.lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            let kinds = crate::kinds().unwrap();
            let kind = kinds.iter().find(|kind| row["kind"] == kind.name()).unwrap();
            let wrong = differences(kind.as_ref(), &[pair(row)]);
            assert!(wrong.is_empty(), "{}", wrong[0]);
        }
    }
}
