//! `nanollama gamma inject`

use nanollama_bundle::gamma::{Gamma, LayerScales, inject};
use nanollama_bundle::{Format, Locations};
use nanollama_kernel::dtype::DType;

use super::super::personality::Opening;
use super::super::{opened, personality};
use crate::args::{ExportFormat, Global, InjectArgs, Scaled};
use crate::print::{self, Printer};

pub(crate) fn run(args: &InjectArgs, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    let format = match args.format {
        Some(ExportFormat::Gguf) => Format::Gguf,
        Some(ExportFormat::Hf) => Format::HuggingFace,
        None if args.out.extension().is_some_and(|extension| extension == "gguf") => Format::Gguf,
        None => anyhow::bail!(
            "--out {} ends neither in .gguf nor is there a --format: add --format hf for a folder, or --format gguf",
            args.out.display()
        ),
    };
    let dtype = args.dtype.unwrap_or(if format == Format::Gguf { DType::F16 } else { DType::F32 });
    let base = opened::open(&args.base, &Locations::new(global.runs.clone()), printer)?;
    let base = personality::templated(base, &args.gamma, &global.runs)?;
    let layers = LayerScales(args.layers.layer_scale.clone());
    let way = Opening { runs: &global.runs, any_base: args.any_base, cross_depth: args.cross_depth };
    let mut gammas: Vec<(Gamma, f32)> = Vec::with_capacity(args.gamma.len());
    for Scaled { path, scale } in &args.gamma {
        let gamma = personality::open(path, &base, &way, printer)?;
        let scale = scale.unwrap_or(gamma.scale());
        gammas.push((gamma.scaled(&layers)?, scale));
    }
    let list: Vec<(&Gamma, f32)> = gammas.iter().map(|(gamma, scale)| (gamma, *scale)).collect();
    let names: Vec<&str> = gammas.iter().map(|(gamma, _)| gamma.about.name.as_str()).collect();
    let name = format!("{} with {}", base.name(), names.join(", "));
    inject(&base, &list, &name, (format, dtype), &args.out)?;
    let out = args.out.display();
    for (gamma, scale) in &gammas {
        printer.line(format_args!("{out}: {scale} times {}, in {} tensors", gamma.about.name, gamma.parts().count()));
    }
    let size = std::fs::metadata(&args.out).map_or(0, |metadata| metadata.len());
    match format {
        Format::Gguf => printer.line(format_args!("{out}: {} of {dtype}", print::bytes(size))),
        Format::HuggingFace => printer.line(format_args!("{out}: a Hugging Face folder of {dtype}")),
    }
    printer.line(format_args!("next: nanollama run -m {out} -p 'Once upon a time'"));
    Ok(())
}
