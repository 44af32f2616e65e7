//! What is told of a corpus while it is made and when it is there.

use indicatif::ProgressBar;
use nanollama_data::{Pass, Progress};
use nanollama_store::manifest::{Manifest, Split};

use crate::print::{self, Printer};

/// Moves the bar.
pub(super) fn told(bar: &ProgressBar, progress: &Progress) {
    if let Some(total) = progress.total_bytes
        && bar.length() != Some(total)
    {
        bar.set_length(total);
    }
    bar.set_position(progress.read_bytes);
    let documents = print::grouped(progress.documents);
    bar.set_message(match progress.pass {
        Pass::Duplicates => format!("{documents} documents looked at"),
        Pass::Tokens => format!("{documents} documents, {} tokens", print::grouped(progress.tokens)),
    });
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

/// What was made, as a program reads it: the manifest's words.
pub(super) fn json(manifest: &Manifest) -> serde_json::Value {
    serde_json::json!({
        "tokenizer_sha256": manifest.tokenizer_sha256,
        "totals": manifest.totals,
        "sources": manifest.sources,
        "removed": manifest.removed,
        "options": manifest.options,
    })
}
