//! The folder of what the program keeps beside runs: `NANOLLAMA_HOME`, or the platform's folder of caches.

use std::path::PathBuf;

/// The folder; nothing where the system has no such place.
pub(crate) fn folder() -> Option<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let platform = variable("XDG_CACHE_HOME").or_else(|| Some(variable("HOME")?.join(".cache")));
    variable("NANOLLAMA_HOME").or_else(|| Some(platform?.join("nanollama")))
}
