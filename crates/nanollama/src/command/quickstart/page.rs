//! The page beside the model: what was learned, as curves, samples and the exam.

use nanollama_data::town::Question;
use nanollama_eval::Graded;
use nanollama_store::run::Run;

use super::exam::{self, ExamResult};
use super::places::{BASE, CHAT, Places};
use crate::command::measured::Measured;
use crate::print;
use crate::report::{Chart, Page};

fn measured(places: &Places, run: &str) -> anyhow::Result<Measured> {
    Measured::read(&Run::open(&places.runs(), run)?)
}

/// What the model wrote on the way: percent of the run, and text.
pub(super) fn samples(places: &Places) -> anyhow::Result<Vec<(f64, String)>> {
    let base = measured(places, BASE)?;
    let steps = base.steps().max(1) as f64;
    Ok(base.samples().map(|(step, text)| (100.0 * step as f64 / steps, text.to_owned())).collect())
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
    let (base, chat) = (measured(told.places, BASE)?, measured(told.places, CHAT)?);
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
