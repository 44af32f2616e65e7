//! The page beside the model: what was learned, as curves, samples and the exam.

use nanollama_data::town::Question;
use nanollama_eval::Graded;
use nanollama_store::run::Run;
use serde_json::Value;

use super::exam::{self, ExamResult};
use super::places::{BASE, CHAT, Places};
use crate::print;
use crate::report::{Chart, Curve, Page};

/// Lines of a run's metrics.
struct Lines(Vec<Value>);

impl Lines {
    fn read(places: &Places, run: &str) -> anyhow::Result<Lines> {
        let text = std::fs::read_to_string(Run::open(&places.runs(), run)?.metrics_path())?;
        Ok(Lines(text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?))
    }

    fn of<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Value> {
        self.0.iter().filter(move |line| line["kind"] == kind)
    }

    fn curve<'a>(&self, name: &'a str, kind: &str, field: &str) -> Curve<'a> {
        let point = |line: &Value| Some((line["step"].as_f64()?, line[field].as_f64()?));
        Curve { name, points: self.of(kind).filter_map(point).collect() }
    }

    fn steps(&self) -> f64 {
        self.of("train").filter_map(|line| line["step"].as_f64()).fold(1.0, f64::max)
    }
}

/// What the model wrote on the way: percent of the run, and text.
pub(super) fn samples(places: &Places) -> anyhow::Result<Vec<(f64, String)>> {
    let lines = Lines::read(places, BASE)?;
    let steps = lines.steps();
    let sample = |line: &Value| Some((100.0 * line["step"].as_f64()? / steps, line["text"].as_str()?.to_owned()));
    Ok(lines.of("sample").filter_map(sample).collect())
}

/// Everything that the page tells.
pub(super) struct Told<'a> {
    pub(super) places: &'a Places,
    pub(super) model: Vec<(&'static str, String)>,
    pub(super) result: &'a ExamResult,
    pub(super) graded: &'a [Graded<Question>],
    pub(super) stories: &'a [String],
    /// Share of their sentences whose pattern the texts have.
    pub(super) known: f64,
    /// Of training, over all resumptions.
    pub(super) seconds: f64,
}

/// Writes the page.
pub(super) fn write(told: &Told<'_>) -> anyhow::Result<()> {
    let mut page = Page::new("A language model from nothing");
    page.paragraph(format_args!(
        "Trained in {} from random numbers, on texts of a little invented town. The exam asks what none of them does.",
        print::duration(told.seconds)
    ));
    let rows: Vec<Vec<String>> = told.model.iter().map(|(name, text)| vec![(*name).to_owned(), text.clone()]).collect();
    page.table(&["", ""], &rows, false);
    learning(&mut page, told)?;
    sat(&mut page, told);
    page.heading("Stories of its own");
    page.note("Sampled at temperature 0.8 from the model before it learned to answer; nothing was chosen.");
    page.note(format_args!(
        "Of the sentences of {} such stories {:.0}% have the pattern of a sentence in the texts.",
        told.stories.len(),
        100.0 * told.known
    ));
    for story in told.stories.iter().take(5) {
        page.quote(story);
    }
    Ok(nanollama_store::atomic::write_bytes(&told.places.page(), page.html().as_bytes())?)
}

fn learning(page: &mut Page, told: &Told<'_>) -> anyhow::Result<()> {
    let (base, chat) = (Lines::read(told.places, BASE)?, Lines::read(told.places, CHAT)?);
    page.heading("Learning to predict text");
    page.note("Loss: how surprised the model is by the next token, in nats. It begins at the logarithm of the number of tokens.");
    page.chart(&Chart {
        x: "step",
        curves: vec![base.curve("loss", "train", "loss"), base.curve("unseen texts", "validation", "loss")],
    });
    page.heading("Learning to answer");
    page.chart(&Chart {
        x: "step",
        curves: vec![chat.curve("loss", "train", "loss"), chat.curve("unseen conversations", "validation", "loss")],
    });
    page.heading("What it wrote on the way");
    for (percent, text) in samples(told.places)? {
        page.note(format_args!("after {percent:.0}% of pretraining"));
        page.quote(text);
    }
    Ok(())
}

fn sat(page: &mut Page, told: &Told<'_>) {
    page.heading("The exam");
    let (head, rows) = exam::table(told.result);
    page.table(&head, &rows, true);
    page.note(
        "A habit answers without understanding: the most frequent answer, a fixed place in the story, the word nearest to the \
         question's, a trigram's choice. Only what lies above it shows anything.",
    );
    for graded in exam::examples(told.graded) {
        if let Some(text) = &graded.item.text {
            page.paragraph(text);
        }
        page.paragraph(&graded.item.question);
        page.quote(graded.reply().trim());
        page.note(format_args!(
            "{} (the answer is: {})",
            if graded.right { "right" } else { "wrong" },
            graded.item.answer
        ));
    }
}
