//! The last lines: what there is now, how it comes to another machine, and how it is run.

use std::path::Path;

use nanollama_train::quantity::grouped;

use super::places::{Model, Places};
use crate::args::pipeline::PipelineArgs;
use crate::command::advice::quoted;
use crate::print::Printer;

const RULE: &str = "========================================================";

pub(super) fn tell(args: &PipelineArgs, places: &Places, printer: &Printer) -> anyhow::Result<()> {
    let base = places.file(Model::Base);
    let parameters =
        nanollama_bundle::open(&base.display().to_string(), &nanollama_bundle::Locations::new(&places.runs))?
            .config()
            .parameter_count();
    let voiced = args.personality.is_some();
    let what = if voiced { "" } else { " base" };
    let millions = grouped((parameters + 500_000) / 1_000_000);
    printer.line(format_args!("\n{RULE}\n  DONE — {}{what} ({millions}M)\n{RULE}\n", places.tag));
    let mut files = vec![base.clone()];
    files.extend(voiced.then(|| places.file(Model::Personality)));
    files.extend(voiced.then(|| places.gamma()).into_iter().flatten());
    for file in &files {
        printer.line(format_args!("  {}", file.display()));
    }
    let pattern = std::path::absolute(places.weights())?.join(format!("*{}*", places.tag));
    printer.line(format_args!("\n  scp {}@<ip>:{} .", user(), pattern.display()));
    let run = files.get(usize::from(voiced)).unwrap_or(&base);
    printer.line(format_args!("  nanollama chat -m {}", named(run)));
    if voiced {
        printer.line(format_args!("  nanollama chat -m {} --gamma {}", named(&base), named(&places.gamma()[0])));
    }
    Ok(())
}

/// Who is logged in here.
fn user() -> String {
    std::env::var("USER").ok().filter(|user| !user.is_empty()).unwrap_or_else(|| "user".into())
}

fn named(path: &Path) -> String {
    quoted(&path.display().to_string())
}
