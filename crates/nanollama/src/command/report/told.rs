//! What there is to tell of a run: its plan, what it measured, and facts that follow.

use std::path::Path;

use nanollama_store::run::Run;
use nanollama_train::run::stored_plan;
use nanollama_train::{FeedKind, Plan, rollbacks};

use crate::command::eval::kept;
use crate::command::measured::Measured;
use crate::command::ran_on;
use crate::print;
use crate::report::Curve;

/// Steps at the end whose mean loss is told: one step's alone is noise.
const LAST: usize = 20;
/// What a plan says of its time is not of the run.
const OF_THE_PLAN: &str = "time";

/// The kinds of lines that measure averaged weights and a personality's held-out texts, which not all runs have.
const AVERAGE: &str = "average";
const PERSONALITY: &str = "personality";
/// Those of grades.
const CORE: &str = "core";
const CHAT_CORE: &str = "chatcore";

/// A run.
pub(super) struct Told {
    pub(super) name: String,
    pub(super) measured: Measured,
    /// How it was planned: labels and texts.
    pub(super) settings: Vec<(&'static str, String)>,
    /// How it went.
    pub(super) facts: Vec<(&'static str, String)>,
    /// What benchmarks said: the checkpoint, the task, the result.
    evaluations: Vec<[String; 3]>,
    /// The same as numbers: the latest of each benchmark, and of grades while it was trained where nothing else was asked.
    pub(super) marks: Vec<(String, f64)>,
    /// Its stage, as the summary calls it.
    pub(super) stage: String,
    /// The run that it goes on from, if it goes on from one.
    pub(super) base: Option<String>,
    pub(super) parameters: String,
    pub(super) tokenizer: String,
    pub(super) machines: Vec<String>,
    /// How long it was trained.
    pub(super) seconds: f64,
}

/// What is drawn: a heading, a remark, and the kinds and fields of the curves.
pub(super) const DRAWN: [Drawn; 5] = [
    Drawn {
        heading: "Loss",
        note: "How surprised the model is by the next token, in nats; of unseen texts where it was measured.",
        curves: &[("train", "loss", ""), ("validation", "loss", ", unseen")],
    },
    Drawn {
        heading: "Bits per byte",
        note: "Of unseen texts, whatever the tokens: models with other tokenizers can be compared.",
        curves: &[
            ("validation", "bits_per_byte", ""),
            (AVERAGE, "bits_per_byte", ", averaged weights"),
            (PERSONALITY, "bits_per_byte", ", the personality's"),
        ],
    },
    Drawn {
        heading: "Grades",
        note: "Means over benchmarks while it was trained, centred so that guessing is 0.",
        curves: &[(CORE, "metric", ", CORE"), (CHAT_CORE, "metric", ", ChatCORE")],
    },
    Drawn { heading: "Rate", note: "Of the matrices.", curves: &[("train", "lr", "")] },
    Drawn { heading: "Tokens a second", note: "Of each step.", curves: &[] },
];

/// One drawing.
pub(super) struct Drawn {
    pub(super) heading: &'static str,
    pub(super) note: &'static str,
    /// Kind of line, field, and what stands behind the run's name; none for the pace.
    curves: &'static [(&'static str, &'static str, &'static str)],
}

impl Drawn {
    /// Its curves of a run, with their names.
    pub(super) fn of(&self, told: &Told) -> Vec<(String, Vec<(f64, f64)>)> {
        let points = |curve: Curve<'_>| curve.points;
        if self.curves.is_empty() {
            return vec![(told.name.clone(), points(told.measured.pace("")))];
        }
        let one = |(kind, field, behind): &(&str, &str, &str)| {
            (format!("{}{behind}", told.name), points(told.measured.curve("", kind, field)))
        };
        let has = |kind: &str| {
            ![AVERAGE, PERSONALITY, CORE, CHAT_CORE].contains(&kind) || told.measured.of(kind).next().is_some()
        };
        self.curves.iter().filter(|(kind, ..)| has(kind)).map(one).collect()
    }
}

impl Told {
    /// Reads a run; `price` is what an hour costs.
    pub(super) fn read(runs: &Path, name: &str, price: Option<f64>) -> anyhow::Result<Told> {
        let run = Run::open(runs, name)?;
        let (plan, measured) = (stored_plan(&run)?, Measured::read(&run)?);
        let (Some(plan), 1..) = (plan, measured.steps()) else {
            anyhow::bail!("{name} has no steps to tell of: it was imported, or has not begun");
        };
        let losses: Vec<f64> = measured.of("train").rev().take(LAST).filter_map(|line| line["loss"].as_f64()).collect();
        let mut facts = vec![
            ("step", format!("{} of {}", print::grouped(measured.steps()), print::grouped(plan.steps))),
            ("tokens read", print::grouped(measured.tokens())),
            (
                "loss at the end",
                format!("{:.4} (mean of {} steps)", losses.iter().sum::<f64>() / losses.len() as f64, losses.len()),
            ),
        ];
        let last = |kind| measured.of(kind).rev().find_map(|line| line["bits_per_byte"].as_f64());
        let bits = |label, kind| last(kind).map(|bits| (label, format!("{bits:.4}")));
        facts.extend(bits("bits per byte", "validation"));
        facts.extend(bits("of the personality", PERSONALITY));
        let best = run.best()?.map(|best| {
            let whose = if best.average { ", averaged weights" } else { "" };
            format!("{:.4} at step {}{whose}", best.value, print::grouped(best.step))
        });
        facts.extend(best.map(|best| ("best", best)));
        let back: Vec<String> =
            rollbacks(&run)?.iter().map(|back| format!("from step {} to {}", back.at, back.to)).collect();
        facts.extend((!back.is_empty()).then(|| ("taken back", back.join(", "))));
        let seconds = measured.seconds();
        facts.push(("took", print::duration(seconds)));
        let mut pace: Vec<f64> = measured.pace("").points.into_iter().map(|(_, pace)| pace).collect();
        pace.sort_by(f64::total_cmp);
        facts.extend(pace.get(pace.len() / 2).map(|pace| ("tokens a second", print::grouped(*pace as u64))));
        facts.extend(price.map(|price| ("cost", format!("{:.2} at {price} an hour", price * seconds / 3600.0))));
        let machines = ran_on::machines(run.path());
        facts.extend((!machines.is_empty()).then(|| ("machine", machines.join("; then "))));
        let mut marks = kept::latest(run.path());
        for (kind, mean) in [(CORE, "CORE"), (CHAT_CORE, "ChatCORE")] {
            let graded = measured.of(kind).next_back().and_then(|line| line["metric"].as_f64());
            if let Some(mark) = graded.filter(|_| !marks.iter().any(|(name, _)| name == mean)) {
                marks.push((mean.to_owned(), mark));
            }
        }
        let base = plan.base.as_ref().and_then(|base| base.name.split('@').next()).map(str::to_owned);
        let settings = plan.describe().into_iter().filter(|(label, _)| *label != OF_THE_PLAN).collect();
        let evaluations = kept::read(run.path());
        let told = Told {
            name: name.to_owned(),
            measured,
            settings,
            facts,
            evaluations,
            marks,
            stage: stage(&plan),
            base,
            parameters: print::grouped(plan.cost.parameters),
            tokenizer: tokenizer(&plan),
            machines,
            seconds,
        };
        Ok(told)
    }
}

/// nanochat's words for stages, where it has one.
fn stage(plan: &Plan) -> String {
    match plan.stage.to_string().as_str() {
        "pretrain" => "BASE".to_owned(),
        name if name.starts_with("midtrain") => "MID".to_owned(),
        name => name.to_uppercase(),
    }
}

/// How large the vocabulary is, and how much text a token stands for.
fn tokenizer(plan: &Plan) -> String {
    let (bytes, tokens) =
        plan.data.iter().fold((0, 0), |(bytes, tokens), it| (bytes + it.train_bytes, tokens + it.train_tokens));
    let entries = print::grouped(plan.data.vocabulary() as u64);
    match plan.stage.feed {
        FeedKind::Text if tokens > 0 => {
            format!("{entries} tokens, {:.2} bytes of its text a token", bytes as f64 / tokens as f64)
        }
        _ => format!("{entries} tokens"),
    }
}

/// Heads of [`evaluations`], behind the run's name.
pub(super) const EVALUATED: [&str; 3] = ["checkpoint", "benchmark", "result"];

/// Rows of what benchmarks said, the run first.
pub(super) fn evaluations(told: &[Told]) -> Vec<Vec<String>> {
    let of = |told: &Told| {
        let row = |said: &[String; 3]| [std::slice::from_ref(&told.name), &said[..]].concat();
        told.evaluations.iter().map(row).collect::<Vec<_>>()
    };
    told.iter().flat_map(of).collect()
}

/// Rows of a table with a column a run: what each says of a label, in the order in which labels first come.
pub(super) fn side_by_side<'t>(
    told: &'t [Told],
    of: impl Fn(&'t Told) -> &'t [(&'static str, String)],
) -> Vec<Vec<String>> {
    let mut labels: Vec<&str> = Vec::new();
    for (label, _) in told.iter().flat_map(&of) {
        if !labels.contains(label) {
            labels.push(label);
        }
    }
    let said = |told: &'t Told, label: &str| {
        of(told).iter().find(|(other, _)| *other == label).map_or("-".to_owned(), |(_, text)| text.clone())
    };
    let row =
        |label: &&str| std::iter::once((*label).to_owned()).chain(told.iter().map(|told| said(told, label))).collect();
    labels.iter().map(row).collect()
}
