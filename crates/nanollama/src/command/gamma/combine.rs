//! `nanollama gamma combine`

use anyhow::bail;
use nanollama_bundle::gamma::{Form, Gamma, LayerScales, Method, combine, locate};

use crate::args::{CombineArgs, Global, MethodName, Scaled};
use crate::print::{self, Printer};

pub(super) fn run(args: &CombineArgs, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    let method = method(args)?;
    let layers = LayerScales(args.layers.layer_scale.clone());
    let mut inputs: Vec<(Gamma, f32)> = Vec::with_capacity(args.gamma.len());
    for Scaled { path, scale } in &args.gamma {
        let gamma = Gamma::open(&locate(path, &global.runs)?)?;
        let scale = scale.unwrap_or(gamma.scale());
        inputs.push((gamma.scaled(&layers)?, scale));
    }
    let name = args.out.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let form = Form { dtype: args.form.dtype, rank: args.form.rank.map(|rank| rank as usize) };
    let made = combine(&inputs, method, &name, form, args.any_base)?;
    made.save(&args.out)?;
    let out = args.out.display();
    let size = std::fs::metadata(&args.out).map_or(0, |metadata| metadata.len());
    printer.line(format_args!("{out}: {}, {}, norm {:.3}", made.about.made, print::bytes(size), made.norm()));
    printer.line(format_args!("next: nanollama gamma show {out}"));
    Ok(())
}

/// The method with its settings; one of another method is refused.
fn method(args: &CombineArgs) -> anyhow::Result<Method> {
    let CombineArgs { method, keep, at, seed, .. } = args;
    let keeps = matches!(method, MethodName::Ties | MethodName::Dare);
    for (flag, given, fits) in [
        ("--keep", keep.is_some(), keeps),
        ("--at", at.is_some(), *method == MethodName::Slerp),
        ("--seed", seed.is_some(), *method == MethodName::Dare),
    ] {
        if given && !fits {
            let methods = match flag {
                "--keep" => "ties and dare",
                "--at" => "slerp",
                _ => "dare",
            };
            bail!("{flag} is a setting of {methods}: give --method, or leave it out");
        }
    }
    Ok(match method {
        MethodName::Sum => Method::Sum,
        MethodName::Ties => Method::Ties { keep: keep.unwrap_or(0.2) },
        MethodName::Dare => Method::Dare { keep: keep.unwrap_or(0.5), seed: seed.unwrap_or(0) },
        MethodName::Slerp => Method::Slerp { at: at.unwrap_or(0.5) },
    })
}
