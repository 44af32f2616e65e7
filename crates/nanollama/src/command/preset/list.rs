//! `nanollama data list`

use nanollama_data::HubText;
use serde_json::json;

use super::catalogue;
use crate::args::DataListArgs;
use crate::print::{self, Printer};

pub(crate) fn run(args: &DataListArgs, printer: &Printer) -> anyhow::Result<()> {
    let all = catalogue(&args.list)?;
    if args.json {
        print::data(json!({ "presets": all.presets, "sources": all.texts }))?;
        return Ok(());
    }
    for preset in &all.presets {
        let mix = preset.mix.iter().map(|(name, parts)| format!("{parts} {name}")).collect::<Vec<_>>().join(", ");
        print::data(format_args!("{}: {}\n    {mix}", preset.name, preset.about))?;
    }
    for text in &all.texts {
        let HubText { name, about, repo, files, column, licence, size, checked, .. } = text;
        let gate = if text.gated { "gated" } else { "not gated" };
        print::data(format_args!("{name}: {about}\n    {repo}, files {}, column {column}", files.join(" and ")))?;
        print::data(format_args!("    licence {licence}; {gate}; {size}; {checked}"))?;
        if let Some(why) = &text.closed {
            print::data(format_args!("    cannot be used: {why}"))?;
        }
        if let Some(other) = &text.instead {
            print::data(format_args!("    in its place: {other}"))?;
        }
    }
    printer.line("next: nanollama data prepare --preset NAME --tokens 100M --tokenizer DIR --out data");
    Ok(())
}
