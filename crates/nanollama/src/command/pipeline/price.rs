//! What all of it costs, the second training included, before anything begins.

use nanollama_data::{Reading, Sources};
use nanollama_model::preset;
use nanollama_train::{DataFacts, Layers, Machine, Plan, Recipe, Stage, stage};

use super::fetched;
use crate::args::pipeline::PipelineArgs;
use crate::command::train::{usual_vocabulary, variable};
use crate::print::{self, Printer};

/// Bytes of text in a token, about, where there are no tokens to count yet.
const BYTES_A_TOKEN: u64 = 4;

/// The settings of both runs.
pub(super) fn settings(args: &PipelineArgs) -> Recipe {
    Recipe {
        model: Some(args.name.clone()),
        steps: args.steps,
        context: args.context,
        batch_tokens: args.batch_tokens.map(|tokens| usize::try_from(tokens).unwrap_or(usize::MAX)),
        save_every: args.save_every,
        seed: args.seed,
        ..Recipe::default()
    }
}

/// Entries of the vocabulary that is learned from the corpus.
pub(super) fn vocabulary(args: &PipelineArgs) -> anyhow::Result<usize> {
    if let Some(entries) = args.vocab_size {
        return Ok(usize::try_from(entries).unwrap_or(usize::MAX));
    }
    match fetched::tier(args) {
        Some(entries) => Ok(entries),
        None => usual_vocabulary(|entries| anyhow::Ok(preset(&args.name, entries, 512)?.parameter_count())),
    }
}

/// Tells it.
pub(super) fn tell(args: &PipelineArgs, machine: &Machine, printer: &Printer) -> anyhow::Result<()> {
    let (data, counted) = match &args.data {
        Some(folder) => (stage::text_datasets(std::slice::from_ref(folder))?, true),
        None if args.corpus.is_empty() => (fetched::estimated(args, vocabulary(args)?)?.into(), false),
        None => (estimated(args)?.into(), false),
    };
    let flags = settings(args);
    let layers = Layers { size: Some(&args.name), environment: Some(&variable), flags, ..Layers::default() };
    let plan = Plan::resolve(&layers.settle()?, Stage::PRETRAIN, None, &data, machine)?;
    let models = if args.personality.is_some() { 2 } else { 1 };
    let hours = plan.cost.hours * f64::from(models);
    let time = |hours: f64| print::duration(hours * 3600.0);
    let about = if counted { "" } else { ", about: the text is not counted yet" };
    let each = format!("{} steps, {} tokens", print::grouped(plan.steps), print::grouped(plan.cost.tokens));
    let mut rows = vec![
        ("model", format!("{}: {} parameters", args.name, print::grouped(plan.cost.parameters))),
        ("text", format!("{} tokens{about}", print::grouped(plan.data.train_tokens()))),
        ("base", format!("{each}, about {}", time(plan.cost.hours))),
    ];
    if models == 2 {
        rows.push(("personality", format!("the same again: {each}, about {}", time(plan.cost.hours))));
    }
    rows.push((
        "in all",
        format!(
            "about {} of training on this machine, {:.1e} operations, {} of memory at the peak",
            time(hours),
            plan.cost.flops * f64::from(models),
            print::bytes(plan.cost.memory.total())
        ),
    ));
    printer.table(rows);
    Ok(())
}

/// A text that is not prepared yet, by its size.
fn estimated(args: &PipelineArgs) -> anyhow::Result<DataFacts> {
    let sources = Sources::find(&args.corpus, &Reading::default())?;
    let Some(bytes) = sources.bytes() else {
        anyhow::bail!(
            "--corpus -: standard input can be read only once; `nanollama data prepare` takes it, then --data DIR"
        )
    };
    let tokens = bytes / BYTES_A_TOKEN;
    Ok(DataFacts {
        train_tokens: tokens,
        valid_tokens: tokens / 100,
        train_bytes: bytes,
        ..DataFacts::without_end(vocabulary(args)?)
    })
}
