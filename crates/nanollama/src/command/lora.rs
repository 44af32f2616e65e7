//! `nanollama lora export` and `merge`: an adapter's files. Training one is `command/train`.

use std::path::Path;

use nanollama_bundle::gamma::{Gamma, base_of, locate, template_of};
use nanollama_bundle::{Locations, StoredModel};

use super::gamma::inject;
use super::opened;
use crate::args::{Global, InjectArgs, LayerScaleArgs, LoraCommand, LoraExportArgs, LoraMergeArgs, Scaled};
use crate::print::{self, Printer};

pub(crate) fn run(command: &LoraCommand, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    match command {
        LoraCommand::Export(args) => export(args, global, printer),
        LoraCommand::Merge(args) => merge(args, global, printer),
    }
}

fn export(args: &LoraExportArgs, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    let (path, out) = (locate(&args.adapter, &global.runs)?, &args.out);
    let ending = out.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase);
    if let Some("safetensors" | "npz") = ending.as_deref() {
        let gamma = match args.base.as_deref() {
            Some(base) => Gamma::open_for(&path, opened::open(base, &Locations::new(&global.runs), printer)?.config())?,
            None => Gamma::open(&path)?,
        };
        gamma.save(out)?;
        return tell(out, "a personality", printer);
    }
    if ending.as_deref() != Some("gguf") && out.exists() {
        anyhow::bail!("{} is there: name another folder, or remove it first", out.display());
    }
    let base = base(args.base.as_deref(), &args.adapter, &path, global, printer)?;
    let gamma = Gamma::open_for(&path, base.config())?;
    gamma.fit(&base, false)?.iter().for_each(|note| printer.line(note));
    gamma.save_lora(out, base.config())?;
    match ending.as_deref() {
        Some("gguf") => {
            tell(out, "a LoRA for llama.cpp", printer)?;
            printer.line(format_args!("next: llama-cli -m BASE.gguf --lora {}", out.display()));
        }
        _ => {
            if let Some(template) = template_of(&path)? {
                std::fs::write(out.join("chat_template.jinja"), template)?;
            }
            printer.line(format_args!("{}: a folder of PEFT's", out.display()));
            printer
                .line(format_args!("next: PeftModel.from_pretrained(base, {:?}) in Python", out.display().to_string()));
        }
    }
    Ok(())
}

fn merge(args: &LoraMergeArgs, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    let Scaled { path: typed, scale } = &args.adapter;
    let path = locate(typed, &global.runs)?;
    let base = match &args.base {
        Some(base) => base.clone(),
        None => named(typed, &path)?,
    };
    let gamma = vec![Scaled { path, scale: *scale }];
    let inject = InjectArgs {
        base,
        gamma,
        out: args.out.clone(),
        format: args.format,
        dtype: args.dtype,
        any_base: false,
        cross_depth: false,
        layers: LayerScaleArgs::default(),
    };
    inject::run(&inject, global, printer)
}

/// The model that an adapter stands beside.
fn base(
    typed: Option<&str>,
    adapter: &Path,
    path: &Path,
    global: &Global,
    printer: &Printer,
) -> anyhow::Result<StoredModel> {
    let name = match typed {
        Some(name) => name.to_owned(),
        None => named(adapter, path)?,
    };
    opened::open(&name, &Locations::new(&global.runs), printer)
}

/// What an adapter says that its model is called.
fn named(typed: &Path, path: &Path) -> anyhow::Result<String> {
    let said = base_of(path)?.filter(|base| !base.is_empty());
    said.ok_or_else(|| {
        anyhow::anyhow!("{} does not say which model it stands beside: give --base MODEL", typed.display())
    })
}

fn tell(out: &Path, what: &str, printer: &Printer) -> anyhow::Result<()> {
    let size = std::fs::metadata(out).map_or(0, |metadata| metadata.len());
    printer.line(format_args!("{}: {what}, {}", out.display(), print::bytes(size)));
    Ok(())
}
