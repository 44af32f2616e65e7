//! Questions and pairs of answers, read for a plan, and what people are told of them.

use std::path::PathBuf;

use nanollama_bundle::StoredModel;
use nanollama_token::chat::Form;
use nanollama_train::stage::{PreferencePairs, Questions};
use nanollama_train::{Base, Datasets, FeedKind, Machine, Plan, Recipe, Stage};

use crate::print::{self, Printer};

/// What a stage draws from; one of the two.
pub(super) struct Read {
    pub(super) questions: Option<Questions>,
    pub(super) pairs: Option<PreferencePairs>,
}

/// Reads what a stage draws from; `None` for stages that are fed with rows.
pub(super) fn read(
    stage: Stage,
    from: Option<(&StoredModel, &Base)>,
    (data, recipe): (&[PathBuf], &Recipe),
    printer: &Printer,
) -> anyhow::Result<Option<Read>> {
    let read = match (stage.feed, from, data) {
        (FeedKind::Text | FeedKind::Conversations, ..) => return Ok(None),
        (FeedKind::Questions, Some((source, base)), [_, ..]) => {
            let questions = Questions::read(data, source.tokenizer(), recipe, base)?;
            let what = ("questions", "leave no room for an answer in a row");
            tell(questions.counts(), what, questions.form(), printer);
            Read { questions: Some(questions), pairs: None }
        }
        (FeedKind::Pairs, Some((source, base)), [file]) => {
            let pairs = PreferencePairs::read(file, source.tokenizer(), recipe, base)?;
            tell(pairs.counts(), ("pairs", "are longer than a row"), pairs.form(), printer);
            Read { questions: None, pairs: Some(pairs) }
        }
        (FeedKind::Questions, ..) => anyhow::bail!("--run MODEL and --tasks TASK are needed"),
        (FeedKind::Pairs, ..) => anyhow::bail!("--run MODEL and one --data FILE of pairs are needed"),
    };
    Ok(Some(read))
}

fn tell([learned, measured, too_long]: [usize; 3], (what, why): (&str, &str), form: &Form, printer: &Printer) {
    let [learned, measured] = [learned, measured].map(|count| print::grouped(count as u64));
    printer.line(format_args!("{learned} {what} to learn from, {measured} to measure on"));
    if too_long > 0 {
        printer.line(format_args!("{too_long} {what} {why} and are left out"));
    }
    if let Form::Foreign(_) = form {
        printer.line(format_args!("{what} are written by the model's own chat template, which it keeps"));
    }
}

impl Read {
    /// The plan of a run that draws from this.
    pub(super) fn plan(
        &self,
        (stage, recipe): (Stage, &Recipe),
        base: Option<&Base>,
        machine: &Machine,
    ) -> anyhow::Result<Plan> {
        let (data, items, mean): (Datasets, u64, f64) = match (&self.questions, &self.pairs) {
            (Some(questions), _) => {
                let (facts, questions, mean) = questions.facts();
                (facts.clone(), questions, mean)
            }
            (None, Some(pairs)) => {
                let (facts, pairs, mean) = pairs.facts();
                (facts.clone().into(), pairs, mean)
            }
            (None, None) => anyhow::bail!("there is nothing to draw from"),
        };
        Ok(Plan::resolve_drawn(recipe, stage, base, (&data, items, mean), machine)?)
    }
}
