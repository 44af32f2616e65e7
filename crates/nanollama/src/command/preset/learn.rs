//! A vocabulary from texts of the Hub: the first file of each, and of its text as much as falls to it.

use std::path::Path;

use nanollama_data::{Documents, Reading, Sources};
use nanollama_hub::Hub;
use nanollama_token::Tokenizer;
use nanollama_token::train::{BpeTrainer, Progress};

use super::supply::HubSupply;
use super::{Lines, Part, entries, folder, lacking, tree};
use crate::command::hub;
use crate::print::{self, Printer};

/// Bytes of text that a vocabulary is learned from, of all texts together.
const BYTES: u64 = 1 << 30;

/// Learns it. The files stay for the preparation into `out`, which removes them.
pub(crate) fn vocabulary(
    parts: &[Part<'_>],
    entries_of_vocabulary: usize,
    (out, keep): (&Path, bool),
    printer: &Printer,
) -> anyhow::Result<Tokenizer> {
    let (settings, lines) = (hub::settings(), Lines { printer });
    let hub = Hub::new(&settings, &lines)?;
    let all: u64 = parts.iter().map(|part| u64::from(part.parts)).sum();
    let mut texts = Vec::new();
    for part in parts {
        let tree = tree(&hub, part.text, None)?;
        let first = entries(&tree, part.text, Some(1))?;
        let supply = HubSupply::new(&hub, &tree, &first, (&folder(out, parts, part.text), keep))?;
        let path = supply.first().map_err(|error| lacking(error, part.text))?;
        let reading = Reading { text_column: Some(part.text.column.clone()), ..Reading::default() };
        let sources = Sources::find(&[path.display().to_string()], &reading)?;
        texts.push((Documents::new(sources, reading), BYTES * u64::from(part.parts) / all));
    }
    let (mut failed, mut at) = (None, 0);
    let next = || {
        let mut text = String::new();
        while let Some((documents, left)) = texts.get_mut(at) {
            match documents.next_into(&mut text) {
                Ok(Some(_)) if *left > 0 => {
                    *left = left.saturating_sub(text.len() as u64);
                    return Some(text);
                }
                Ok(_) => at += 1,
                Err(error) => {
                    failed = Some(error);
                    return None;
                }
            }
        }
        None
    };
    let bar = printer.bar(entries_of_vocabulary as u64, "merges");
    let trained = BpeTrainer::new(entries_of_vocabulary).train(std::iter::from_fn(next), &mut |progress| {
        if let Progress::Merging { done, .. } = progress {
            bar.set_position(done as u64);
        }
    });
    bar.finish_and_clear();
    if let Some(error) = failed {
        return Err(error.into());
    }
    let trained = trained?;
    printer.line(format_args!("  learned from {} of text, the first files of it", print::bytes(trained.bytes)));
    Ok(trained.tokenizer)
}
