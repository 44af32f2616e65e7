//! `nanollama show`: what a model is, and whether an exported file still is what its model is.

use std::process::ExitCode;

use anyhow::Context;
use nanollama_bundle::{Locations, StoredAs, StoredModel};
use serde_json::json;

use super::opened;
use crate::args::{Global, ShowArgs};
use crate::print::{self, Printer};

pub(crate) fn run(args: &ShowArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let locations = Locations { runs: global.runs.clone(), tokenizer: args.tokenizer.clone() };
    let file = opened::open(&args.model, &locations, printer)?;
    if args.check {
        return check(&file, args, global, printer);
    }
    if args.json {
        print::data(facts(&file))?;
        return Ok(ExitCode::SUCCESS);
    }
    let config = file.config();
    let types: Vec<String> = file.dtypes()?.iter().map(|(dtype, count)| format!("{count} {dtype}")).collect();
    let stops: Vec<String> = file.stop_tokens().iter().map(u32::to_string).collect();
    let mut rows = vec![
        ("stored as", stored_as(file.stored_as())),
        ("tensors", types.join(", ")),
        ("parameters", print::grouped(config.parameter_count())),
        ("layers", config.layers.to_string()),
        ("width", format!("{}, feed-forward {}", config.dim, config.ffn)),
        ("heads", format!("{} of {}, {} of keys and values", config.heads, config.head_dim, config.kv_heads)),
        ("vocabulary", format!("{}{}", config.vocabulary, if config.features.tied { ", head tied" } else { "" })),
        ("context", config.context.to_string()),
        ("rotation", format!("base {}", config.rope_theta)),
        ("stop tokens", stops.join(", ")),
        ("chat", if file.chat().is_some() { "a template" } else { "no template: a base model" }.into()),
    ];
    if let Some(certificate) = file.certificate() {
        rows.push(("made from", certificate.source.clone()));
        rows.push(("certificate", certificate.text.clone()));
    }
    for (name, fact) in rows {
        print::data(format_args!("{name:<12} {fact}"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Compares the file again with the model it was made from.
fn check(file: &StoredModel, args: &ShowArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let made_from = file.certificate().map(|certificate| certificate.source.clone());
    let Some(name) = args.source.clone().or(made_from) else {
        anyhow::bail!("{} does not say which model it was made from: name it with --source MODEL", args.model);
    };
    let source = opened::open(&name, &Locations::new(&global.runs), printer);
    let source = source.with_context(|| format!("opening {name}, the model that {} was made from", args.model))?;
    let certificate = nanollama_engine::certify(&source, file, global.threads.into())?.to_string();
    print::data(format_args!("{}: {certificate}", args.model))?;
    Ok(ExitCode::SUCCESS)
}

fn stored_as(kind: &StoredAs) -> String {
    match kind {
        StoredAs::Gguf => "GGUF".into(),
        StoredAs::HuggingFace => "a Hugging Face folder".into(),
        StoredAs::Torch => "a checkpoint of nanollama's PyTorch trainer".into(),
        StoredAs::Checkpoint { run, step } => format!("run {run}, step {step}"),
    }
}

fn facts(file: &StoredModel) -> serde_json::Value {
    json!({
        "path": file.path(),
        "stored_as": stored_as(file.stored_as()),
        "parameters": file.config().parameter_count(),
        "config": file.config(),
        "stop_tokens": file.stop_tokens(),
        "chat": file.chat().is_some(),
        "passed_over": file.notes(),
        "made_from": file.certificate().map(|certificate| &certificate.source),
        "certificate": file.certificate().map(|certificate| &certificate.text),
    })
}
