//! What a run measured: the lines of its metrics, and curves of them. A run that is going on can be read, too: a last line that is not
//! whole yet is left out.

use anyhow::Context;
use nanollama_store::run::Run;
use serde_json::Value;

use crate::report::Curve;

/// Lines of a run's metrics.
pub(crate) struct Measured(Vec<Value>);

impl Measured {
    /// Reads those of a run; none where it was not trained.
    pub(crate) fn read(run: &Run) -> anyhow::Result<Measured> {
        let path = run.metrics_path();
        let text = match std::fs::read_to_string(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            text => text?,
        };
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        let line = |(number, line): (usize, &str)| {
            serde_json::from_str(line).with_context(|| format!("{}:{}: no line of metrics", path.display(), number + 1))
        };
        Ok(Measured(whole.lines().enumerate().map(line).collect::<Result<_, _>>()?))
    }

    /// The lines of a kind: `train`, `validation` or `sample`.
    pub(crate) fn of<'a>(&'a self, kind: &'a str) -> impl DoubleEndedIterator<Item = &'a Value> {
        self.0.iter().filter(move |line| line["kind"] == kind)
    }

    /// A number of each line of a kind, over the steps.
    pub(crate) fn curve<'a>(&self, name: &'a str, kind: &str, field: &str) -> Curve<'a> {
        let point = |line: &Value| Some((line["step"].as_f64()?, line[field].as_f64()?));
        Curve { name, points: self.of(kind).filter_map(point).collect() }
    }

    /// Tokens a second of each step.
    pub(crate) fn pace<'a>(&self, name: &'a str) -> Curve<'a> {
        let lines: Vec<&Value> = self.of("train").collect();
        let point = |pair: &[&Value]| {
            let tokens = pair[1]["tokens"].as_f64()? - pair[0]["tokens"].as_f64()?;
            let seconds = pair[1]["timing"]["seconds"].as_f64().filter(|seconds| *seconds > 0.0)?;
            Some((pair[1]["step"].as_f64()?, tokens / seconds))
        };
        Curve { name, points: lines.windows(2).filter_map(point).collect() }
    }

    /// What the model wrote on the way: the step, and the text.
    pub(crate) fn samples(&self) -> impl Iterator<Item = (u64, &str)> {
        self.of("sample").filter_map(|line| Some((line["step"].as_u64()?, line["text"].as_str()?)))
    }

    /// The last step.
    pub(crate) fn steps(&self) -> u64 {
        self.of("train").filter_map(|line| line["step"].as_u64()).max().unwrap_or(0)
    }

    /// Seconds that it took so far, over all resumptions.
    pub(crate) fn seconds(&self) -> f64 {
        self.0.iter().filter_map(|line| line["timing"]["elapsed"].as_f64()).fold(0.0, f64::max)
    }

    /// Tokens that were read.
    pub(crate) fn tokens(&self) -> u64 {
        self.of("train").filter_map(|line| line["tokens"].as_u64()).max().unwrap_or(0)
    }
}
