//! `nanollama data merge`: prepared folders to one.

use nanollama_data::Merge;

use super::made::json;
use crate::args::MergeArgs;
use crate::command::advice::quoted;
use crate::command::prepared::tell_totals;
use crate::print::{self, Printer};

pub(super) fn run(args: &MergeArgs, printer: &Printer) -> anyhow::Result<()> {
    let merge = Merge { folders: args.folders.clone(), out: args.out.clone() };
    let (manifest, done) = merge.run()?;
    let out = args.out.display().to_string();
    if done {
        printer.line(format_args!("{out} was merged before, from the same shards: nothing to do"));
    }
    tell_totals(&manifest, printer);
    if args.json {
        print::data(json(&manifest))?;
    }
    printer.line(format_args!("next: nanollama pretrain --model tiny --data {} --run mine --dry-run", quoted(&out)));
    Ok(())
}
