//! `nanollama gamma show` and `compare`: what a personality is, and how two lie to one another.

use nanollama_bundle::gamma::{Compared, Gamma, compare as compared, locate};
use serde_json::json;

use crate::args::{CompareArgs, Global, ShowGammaArgs};
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
        "base": base,
        "scale": gamma.scale(),
        "bytes": gamma.bytes(),
        "norm": gamma.norm(),
        "tensors": gamma.parts().map(tensor).collect::<Vec<_>>(),
    })
}

pub(super) fn compare(args: &CompareArgs, global: &Global) -> anyhow::Result<()> {
    let open = |path| Gamma::open(&locate(path, &global.runs)?);
    let rows = compared(&open(&args.one)?, &open(&args.other)?)?;
    let Some((all, tensors)) = rows.split_last() else { return Ok(()) };
    if args.json {
        let row =
            |row: &Compared| json!({"tensor": row.tensor, "norms": [row.norms.0, row.norms.1], "cosine": row.cosine});
        print::data(json!({
            "one": args.one,
            "other": args.other,
            "norms": [all.norms.0, all.norms.1],
            "cosine": all.cosine,
            "tensors": tensors.iter().map(row).collect::<Vec<_>>(),
        }))?;
        return Ok(());
    }
    let width = tensors.iter().map(|row| row.tensor.len()).max().unwrap_or(0).max("all tensors".len());
    print::data(format_args!("{:<width$}  {:>10}  {:>10}  {:>8}", "", "norm", "norm", "cosine"))?;
    for Compared { tensor, norms, cosine } in &rows {
        let tensor = if tensor.is_empty() { "all tensors" } else { tensor };
        print::data(format_args!("{tensor:<width$}  {:>10.4}  {:>10.4}  {cosine:>8.4}", norms.0, norms.1))?;
    }
    Ok(())
}
