//! `nanollama show`: what a model is, and whether an exported file still is what its model is.

use std::process::ExitCode;

use anyhow::Context;
use nanollama_bundle::{Importances, Locations, StoredAs, StoredModel, TensorFacts};
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
    if args.template {
        let Some(template) = file.chat() else {
            anyhow::bail!("{} has no chat template: it is a base model", args.model)
        };
        print::data(template)?;
        return Ok(ExitCode::SUCCESS);
    }
    if args.json {
        print::data(facts(&file, args)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    for (name, fact) in summary(&file)? {
        print::data(format_args!("{name:<12} {fact}"))?;
    }
    if args.metadata {
        metadata(&file)?;
    }
    if args.tensors {
        tensors(&file)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn summary(file: &StoredModel) -> anyhow::Result<Vec<(&'static str, String)>> {
    let config = file.config();
    let types: Vec<String> = file.dtypes()?.iter().map(|(dtype, count)| format!("{count} {dtype}")).collect();
    let stops: Vec<String> = file.stop_tokens().iter().map(u32::to_string).collect();
    let mut rows = vec![
        ("stored as", stored_in(file)),
        ("tensors", types.join(", ")),
        ("parameters", print::grouped(config.parameter_count())),
        ("size", size(&file.tensors()?)),
        ("layers", config.layers.to_string()),
        ("width", format!("{}, feed-forward {}", config.dim, config.ffn)),
        ("heads", format!("{} of {}, {} of keys and values", config.heads, config.head_dim, config.kv_heads)),
        ("vocabulary", format!("{}{}", config.vocabulary, if config.features.tied { ", head tied" } else { "" })),
        ("context", config.context.to_string()),
        ("rotation", format!("base {}", config.rope_theta)),
        ("stop tokens", stops.join(", ")),
        ("chat", if file.chat().is_some() { "a template" } else { "no template: a base model" }.into()),
    ];
    if let Some(names) = config.features.beyond_llama() {
        rows.push(("features", names.join(", ")));
    }
    if let Some(certificate) = file.certificate() {
        rows.push(("made from", certificate.source.clone()));
        rows.extend(certificate.importances.iter().map(|path| ("weighed by", path.display().to_string())));
        rows.push(("certificate", certificate.text.clone()));
    }
    Ok(rows)
}

/// `91.6 MB in 110 tensors, 16.0 bits a parameter: f16 85, f32 25`.
fn size(tensors: &[TensorFacts]) -> String {
    let bytes: u64 = tensors.iter().map(|tensor| tensor.bytes).sum();
    let numbers: u64 = tensors.iter().map(|tensor| tensor.shape.iter().product::<usize>() as u64).sum();
    let mut formats: Vec<(&str, usize)> = Vec::new();
    for tensor in tensors {
        match formats.iter_mut().find(|(format, _)| *format == tensor.format) {
            Some((_, count)) => *count += 1,
            None => formats.push((&tensor.format, 1)),
        }
    }
    formats.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let formats: Vec<String> = formats.iter().map(|(format, count)| format!("{format} {count}")).collect();
    let bits = 8.0 * bytes as f64 / numbers.max(1) as f64;
    let (bytes, count) = (print::bytes(bytes), tensors.len());
    format!("{bytes} in {count} tensors, {bits:.2} bits a number: {}", formats.join(", "))
}

fn metadata(file: &StoredModel) -> anyhow::Result<()> {
    let rows = file.metadata();
    if rows.is_empty() {
        anyhow::bail!(
            "--metadata: {} is {}, and only GGUF files have it",
            file.path().display(),
            stored_as(file.stored_as())
        );
    }
    print::data("")?;
    let width = rows.iter().map(|(key, _)| key.len()).max().unwrap_or(0);
    for (key, value) in rows {
        print::data(format_args!("{key:<width$}  {value}"))?;
    }
    Ok(())
}

fn tensors(file: &StoredModel) -> anyhow::Result<()> {
    let rows = file.tensors()?;
    print::data("")?;
    let width = rows.iter().map(|tensor| tensor.name.len()).max().unwrap_or(0);
    for TensorFacts { name, format, shape, bytes } in rows {
        let shape: Vec<String> = shape.iter().map(usize::to_string).collect();
        print::data(format_args!("{name:<width$}  {format:<6} {:>14}  {}", shape.join(" × "), print::bytes(bytes)))?;
    }
    Ok(())
}

/// Compares the file again with the model it was made from.
fn check(file: &StoredModel, args: &ShowArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let made_from = file.certificate().map(|certificate| certificate.source.clone());
    let Some(name) = args.source.clone().or(made_from) else {
        anyhow::bail!("{} does not say which model it was made from: name it with --source MODEL", args.model);
    };
    let source = opened::open(&name, &Locations::new(&global.runs), printer);
    let source = source.with_context(|| format!("opening {name}, the model that {} was made from", args.model))?;
    let weighed = file.certificate().and_then(|certificate| certificate.importances.as_deref());
    let importances = weighed.map(|path| Importances::read(path, source.config())).transpose();
    let importances = importances.with_context(|| format!("reading what {} was quantised with", args.model))?;
    let threads = global.threads.into();
    let certificate = nanollama_engine::certify(&source, file, importances.as_ref(), threads)?.to_string();
    print::data(format_args!("{}: {certificate}", args.model))?;
    Ok(ExitCode::SUCCESS)
}

/// As what, and in how many files where one was split.
fn stored_in(file: &StoredModel) -> String {
    let kind = stored_as(file.stored_as());
    match file.gguf_files().len() {
        0 | 1 => kind,
        count => format!("{kind}, in {count} files"),
    }
}

fn stored_as(kind: &StoredAs) -> String {
    match kind {
        StoredAs::Gguf => "GGUF".into(),
        StoredAs::HuggingFace => "a Hugging Face folder".into(),
        StoredAs::Torch => "a checkpoint of nanollama's PyTorch trainer".into(),
        StoredAs::Checkpoint { run, step, average } => {
            format!("run {run}, step {step}{}", if *average { ", averaged weights" } else { "" })
        }
    }
}

fn facts(file: &StoredModel, args: &ShowArgs) -> anyhow::Result<serde_json::Value> {
    let tensors = file.tensors()?;
    let mut facts = json!({
        "path": file.path(),
        "stored_as": stored_as(file.stored_as()),
        "parameters": file.config().parameter_count(),
        "bytes": tensors.iter().map(|tensor| tensor.bytes).sum::<u64>(),
        "config": file.config(),
        "stop_tokens": file.stop_tokens(),
        "chat": file.chat().is_some(),
        "template": file.chat(),
        "passed_over": file.notes(),
        "made_from": file.certificate().map(|certificate| &certificate.source),
        "weighed_by": file.certificate().and_then(|certificate| certificate.importances.as_ref()),
        "certificate": file.certificate().map(|certificate| &certificate.text),
    });
    if !file.gguf_files().is_empty() {
        facts["files"] = json!(file.gguf_files());
    }
    if args.metadata {
        let rows = file.metadata().into_iter().map(|(key, value)| (key.to_owned(), value.into()));
        facts["metadata"] = rows.collect::<serde_json::Map<String, serde_json::Value>>().into();
    }
    if args.tensors {
        let row = |tensor: TensorFacts| {
            let TensorFacts { name, format, shape, bytes } = tensor;
            json!({"name": name, "format": format, "shape": shape, "bytes": bytes})
        };
        facts["tensors"] = tensors.into_iter().map(row).collect();
    }
    Ok(facts)
}
