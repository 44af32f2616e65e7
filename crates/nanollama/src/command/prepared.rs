//! What came out of a preparation, for people.

use std::path::Path;
use std::time::Instant;

use nanollama_data::Prepared;
use nanollama_store::manifest::{Manifest, Split};

use super::reading::tell_left_out;
use crate::print::{self, Printer};

/// Says what came out of a preparation into a folder that was begun then.
pub(super) fn tell(prepared: &Prepared, (out, started): (&Path, Instant), printer: &Printer) {
    let out = out.display();
    if prepared.anew {
        printer.line(format_args!("{out} held a corpus of these files as they were before: it is made anew"));
    }
    if prepared.divided {
        printer.line("this is one document: a stretch of its paragraphs is held out for validation");
    }
    if prepared.already_done {
        printer.line(format_args!("{out} was prepared before, from the same arguments: nothing to do"));
    } else if prepared.resumed_tokens > 0 {
        printer
            .line(format_args!("went on behind {} tokens of an earlier run", print::grouped(prepared.resumed_tokens)));
    }
    tell_totals(&prepared.manifest, printer);
    if prepared.empty > 0 {
        printer.line(format_args!("  {} empty pieces between separators", print::grouped(prepared.empty)));
    }
    tell_left_out(&prepared.left_out, printer);
    printer.line(format_args!("  {out} in {}", print::duration(started.elapsed().as_secs_f64())));
}

/// Says how much there is of each split.
pub(super) fn tell_totals(manifest: &Manifest, printer: &Printer) {
    printer.table([Split::Train, Split::Val].map(|split| {
        let totals = manifest.total(split);
        let fact = format!(
            "{} documents, {} of text, {} tokens ({:.2} bytes a token)",
            print::grouped(totals.documents),
            print::bytes(totals.text_bytes),
            print::grouped(totals.tokens),
            totals.text_bytes as f64 / totals.tokens.max(1) as f64
        );
        (split.name(), fact)
    }));
}
