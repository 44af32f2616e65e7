//! How texts are read, as it was typed, and what was left out of them: what several commands share.

use nanollama_data::{LeftOut, Reading, Tally};

use crate::args::LeavingOutArgs;
use crate::print::{self, Printer};

/// How texts are read, as it was typed.
pub(super) fn reading(
    separator: Option<&str>,
    text_column: Option<&String>,
    leaving_out: &LeavingOutArgs,
) -> anyhow::Result<Reading> {
    let LeavingOutArgs { encoding, skip_bad, strict } = *leaving_out;
    let separator = separator.map(Reading::parse_separator).transpose()?;
    Ok(Reading { separator, text_column: text_column.cloned(), encoding, skip_bad, strict, ..Reading::default() })
}

/// Says what was left out: how much of each kind, and the first places.
pub(super) fn tell_left_out(left_out: &LeftOut, printer: &Printer) {
    for (why, Tally { count, first }) in left_out.iter() {
        let more = if *count > first.len() as u64 { ", …" } else { "" };
        printer.line(format_args!("left out: {} {} ({}{more})", print::grouped(*count), why.name(), first.join(", ")));
    }
}
