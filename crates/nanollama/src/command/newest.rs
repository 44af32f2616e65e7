//! The model that is meant where none is named: the newest run that fits into memory.

use std::path::Path;
use std::time::SystemTime;

use nanollama_bundle::gamma::is_adapter;
use nanollama_bundle::{Locations, StoredModel};
use nanollama_kernel::machine::Machine;
use nanollama_store::run::{self, Run, Which};

use crate::print::{self, Printer};

/// Opens it. A model that `fits` wins over newer ones that do not; where none does, the newest of all is taken.
pub(crate) fn open(
    locations: &Locations,
    printer: &Printer,
    fits: impl Fn(&StoredModel) -> bool,
) -> anyhow::Result<StoredModel> {
    let mut found = Vec::new();
    for name in run::list(&locations.runs)? {
        let run = Run::open(&locations.runs, &name)?;
        if !run.steps()?.is_empty() {
            let folder = run.checkpoint_verifying(Which::Newest, |_| false)?.path().to_owned();
            if is_adapter(&folder) {
                continue;
            }
            found.push((changed(&folder), size(&folder), name));
        }
    }
    // Of two that are equally new, the first by name.
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.2.cmp(&b.2)));
    let free = Machine::read().memory_available.unwrap_or(u64::MAX);
    let mut newest = None;
    for (_, size, name) in found {
        if size > free {
            let (size, free) = (print::bytes(size), print::bytes(free));
            printer.line(format_args!("passing over {name}: its weights are {size}, and {free} of memory is free"));
            continue;
        }
        let model = super::opened::open(&name, locations, printer)?;
        if fits(&model) {
            return Ok(model);
        }
        newest.get_or_insert(model);
    }
    newest.ok_or_else(|| {
        let runs = locations.runs.display();
        anyhow::anyhow!(
            "there is no model in {runs} that could be meant: name one with -m MODEL; `nanollama quickstart` makes one"
        )
    })
}

/// When a checkpoint was finished.
fn changed(folder: &Path) -> SystemTime {
    let time = folder.join("DONE").metadata().and_then(|mark| mark.modified());
    time.unwrap_or(SystemTime::UNIX_EPOCH)
}

/// Bytes of a checkpoint's weights.
fn size(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let weights = entries.flatten().filter(|entry| {
        let name = entry.file_name();
        name.to_string_lossy().starts_with("model") && name.to_string_lossy().ends_with(".safetensors")
    });
    weights.filter_map(|entry| entry.metadata().ok()).map(|facts| facts.len()).sum()
}
