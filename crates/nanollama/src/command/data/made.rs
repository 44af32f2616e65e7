//! What is told of a corpus while it is made and when it is there.

use indicatif::ProgressBar;
use nanollama_data::{Pass, Progress};
use nanollama_store::manifest::Manifest;

use crate::print;

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
