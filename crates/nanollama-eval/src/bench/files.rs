//! Which files of a bundle hold items, each by the task that reads it: for whoever must know what is measured on.

use std::path::{Path, PathBuf};

use super::core::Core;
use super::{arc, gsm8k, hellaswag, humaneval, mmlu};
use crate::error::Result;

/// The files that a folder has of all tasks, CORE's first, each with the task's name; a file that several tasks read is there once.
///
/// # Errors
/// When the list of CORE's tasks cannot be read.
pub fn files(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut found = Core::files(folder)?;
    let [easy, challenge] = &arc::FILES;
    let tasks: [(&str, &[&str]); 6] = [
        (easy.0, &easy.1),
        (challenge.0, &challenge.1),
        ("hellaswag", &hellaswag::FILES),
        ("mmlu", &mmlu::TEST),
        ("gsm8k", &gsm8k::FILES),
        ("humaneval", &humaneval::FILES),
    ];
    for (task, names) in tasks {
        let file = names.iter().map(|name| folder.join(name)).find(|path| path.is_file());
        found.extend(file.map(|path| (task.into(), path)));
    }
    Ok(found)
}
