//! `nanollama gamma show`: what a personality is.

use nanollama_bundle::gamma::{Gamma, locate};
use serde_json::json;

use crate::args::{Global, ShowGammaArgs};
use crate::print;

pub(super) fn run(args: &ShowGammaArgs, global: &Global) -> anyhow::Result<()> {
    let gamma = Gamma::open(&locate(&args.file, &global.runs)?)?;
    if args.json {
        print::data(facts(&gamma))?;
        return Ok(());
    }
    for (name, fact) in summary(&gamma) {
        print::data(format_args!("{name:<12} {fact}"))?;
    }
    if args.tensors {
        print::data("")?;
        let width = gamma.parts().map(|(name, _)| name.len()).max().unwrap_or(0);
        for (name, part) in gamma.parts() {
            let shape: Vec<String> = part.shape().iter().map(usize::to_string).collect();
            let (kind, dtype, shape) = (part.kind(), part.dtype().name(), shape.join(" × "));
            print::data(format_args!(
                "{name:<width$}  {kind:<10} {dtype:<5} {shape:>14}  norm {:.4}",
                part.square().sqrt()
            ))?;
        }
    }
    Ok(())
}

fn summary(gamma: &Gamma) -> Vec<(&'static str, String)> {
    let mut kinds: Vec<(String, usize)> = Vec::new();
    for (_, part) in gamma.parts() {
        let kind = format!("{} {}", part.kind(), part.dtype());
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((kind, 1)),
        }
    }
    let kinds: Vec<String> = kinds.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    let mut rows = vec![("name", gamma.about.name.clone())];
    if !gamma.about.made.is_empty() {
        rows.push(("made from", gamma.about.made.clone()));
    }
    if gamma.is_delta() {
        rows.push(("acts on", "the output alone (δ): its scale is the α of logits + α · A (B · h)".into()));
    }
    if let Some((first, last)) = gamma.block_range() {
        rows.push(("acts on", format!("the stream between the blocks, behind {first} to {last}")));
    }
    if let Some(note) = &gamma.about.note {
        rows.push(("note", note.clone()));
    }
    match &gamma.about.base {
        Some(base) => {
            let head = if base.tied { ", head tied" } else { "" };
            rows.push(("base", format!("{}{head}", base.name)));
            rows.push(("fingerprint", base.fingerprint.to_string()));
            rows.push(("tokenizer", base.tokenizer.clone()));
        }
        None => rows.push(("base", "the file does not say".into())),
    }
    rows.push(("scale", gamma.scale().to_string()));
    rows.push(("tensors", kinds.join(", ")));
    rows.push(("size", print::bytes(gamma.bytes())));
    rows.push(("norm", format!("{:.4}", gamma.norm())));
    rows
}

fn facts(gamma: &Gamma) -> serde_json::Value {
    let tensor = |(name, part): (&str, &nanollama_bundle::gamma::Part)| {
        json!({
            "name": name,
            "form": part.kind(),
            "format": part.dtype().name(),
            "shape": part.shape(),
            "bytes": part.bytes(),
            "norm": part.square().sqrt(),
        })
    };
    let base = gamma.about.base.as_ref().map(|base| {
        json!({
            "name": base.name,
            "fingerprint": base.fingerprint.to_string(),
            "tokenizer_ids_sha256": base.tokenizer,
            "tied": base.tied,
        })
    });
    json!({
        "path": gamma.path(),
        "name": gamma.about.name,
        "made_from": gamma.about.made,
        "is_delta": gamma.is_delta(),
        "note": gamma.about.note,
        "base": base,
        "scale": gamma.scale(),
        "bytes": gamma.bytes(),
        "norm": gamma.norm(),
        "tensors": gamma.parts().map(tensor).collect::<Vec<_>>(),
    })
}
