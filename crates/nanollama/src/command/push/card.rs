//! The model card: what the model is, how to use it, where it comes from, and the report of its training as text.

use std::fmt::Write;

use nanollama_hub::RepoName;
use nanollama_store::run::{Run, RunName};
use nanollama_train::run::stored_plan;

use super::files::Parcel;
use crate::args::{Global, PushArgs};
use crate::command::report;
use crate::print;

/// What says that a card was made here, and may be made anew.
pub(super) const MARK: &str = "<!-- Written by nanollama. Remove this line to keep the card as you change it. -->";

/// The card of a run's model.
pub(super) fn text(
    name: &str,
    repo: &RepoName,
    args: &PushArgs,
    parcel: &Parcel,
    global: &Global,
) -> anyhow::Result<String> {
    let wanted: RunName = name.parse()?;
    let run = Run::open(&global.runs, &wanted.name)?;
    let plan = stored_plan(&run)?;
    let mut card = String::from("---\n");
    if let Some(license) = &args.license {
        let _infallible = writeln!(card, "license: {}", serde_json::Value::from(license.as_str()));
    }
    card.push_str("library_name: transformers\npipeline_tag: text-generation\ntags:\n- nanollama\n- llama\n---\n");
    let _infallible = writeln!(card, "\n{MARK}\n\n# {}\n", repo.name().split('/').next_back().unwrap_or_default());
    if let Some(plan) = &plan {
        let origin = match &plan.base {
            Some(base) => format!("trained on from `{}`", without_folders(&base.name)),
            None => "trained from random weights".to_owned(),
        };
        let parameters = print::grouped(plan.model.parameter_count());
        let _infallible = writeln!(card, "A language model of {parameters} parameters, {origin} with nanollama.\n");
        if let Some(names) = plan.model.features.beyond_llama() {
            let _infallible =
                writeln!(card, "Only nanollama opens it, because it is more than a Llama: {}.\n", names.join(", "));
        }
    }
    let _infallible = writeln!(card, "## Use\n\n```sh\nnanollama chat -m {repo}");
    for file in parcel.files.iter().filter(|file| file.path.ends_with(".gguf")) {
        let quant = file.path.trim_end_matches(".gguf").rsplit('-').next().unwrap_or_default();
        let _infallible = writeln!(card, "nanollama chat -m {repo}:{quant}");
    }
    if !args.model_only {
        let _infallible = writeln!(card, "nanollama pull {repo} --run {0}   # to train on", wanted.name);
    }
    card.push_str("```\n\n## Licence\n\n");
    card.push_str(match &args.license {
        Some(_) => "As stated at the top of this card.\n",
        None => {
            "None is stated. A model belongs to whoever made it; the tool it was made with puts no licence on it.\n"
        }
    });
    if let Ok(report) = report::markdown(&global.runs, &wanted.name) {
        let body = report.split_once('\n').map_or(report.as_str(), |(_, body)| body);
        let body = plan.iter().flat_map(|plan| plan.data.iter()).fold(body.to_owned(), |body, corpus| {
            let path = corpus.path.display().to_string();
            body.replace(&path, without_folders(&path))
        });
        let _infallible = write!(card, "\n## How it was trained\n{body}");
    }
    Ok(card)
}

/// A path is named without the folders of whoever trained.
fn without_folders(name: &str) -> &str {
    if name.starts_with('/') || name.contains('\\') { name.rsplit(['/', '\\']).next().unwrap_or(name) } else { name }
}
