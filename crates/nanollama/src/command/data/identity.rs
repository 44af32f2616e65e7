//! `nanollama data identity`: conversations about who a model is, as a file that sft reads.

use nanollama_data::Identity;
use nanollama_store::atomic;

use crate::args::IdentityArgs;
use crate::print::{self, Printer};

pub(super) fn run(args: &IdentityArgs, printer: &Printer) -> anyhow::Result<()> {
    let identity = Identity::read(&args.name, &args.facts)?;
    let rows = identity.conversations(args.conversations, args.seed)?;
    let text: String = rows.iter().map(|row| format!("{row}\n")).collect();
    atomic::write_bytes(&args.out, text.as_bytes())?;
    let [rows, facts] = [rows.len(), identity.facts()].map(|count| print::grouped(count as u64));
    let out = args.out.display();
    printer.line(format_args!("{out}: {rows} conversations that all begin otherwise, of {facts} facts"));
    printer
        .line(format_args!("next: nanollama sft --run MODEL --data {out} --out-run NAME, or a mixture that lists it"));
    Ok(())
}
