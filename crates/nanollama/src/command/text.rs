//! A whole text that is typed as `-f FILE`.

use std::io::Read;
use std::path::Path;

use anyhow::Context;

/// Reads it; `-` is stdin.
pub(super) fn read(file: &Path) -> anyhow::Result<String> {
    if file == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("reading the text from stdin (it must be UTF-8)")?;
        return Ok(text);
    }
    std::fs::read_to_string(file).with_context(|| format!("reading {} (it must be UTF-8)", file.display()))
}
