//! Completions of shells and manual pages. The program's own tests write them, because they know what may be typed.

use std::path::Path;

use crate::tools::{Tools, run};

/// Writes `completions/` and `man/` into a folder.
///
/// # Errors
/// When the tests cannot be compiled, or find that a verb is missing.
pub(crate) fn write(root: &Path, tools: &Tools, folder: &Path) -> Result<(), String> {
    let mut command = tools.cargo();
    command.current_dir(root).env("NANOLLAMA_PAGES", folder);
    command.args(["test", "--release", "--locked", "--quiet", "--package", "nanollama", "--bin", "nanollama"]);
    run(command.arg("args::pages"))
}
