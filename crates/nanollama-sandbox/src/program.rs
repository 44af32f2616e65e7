//! A program to be run: its file, what it is given, and what of the system it may read.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What is run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// Its file, resolved: no link.
    pub file: PathBuf,
    /// What it is given.
    pub arguments: Vec<OsString>,
    /// Files and folders that it may read, resolved.
    pub readable: Vec<PathBuf>,
    /// Loaders of programs, which the system starts for it.
    pub loaders: Vec<PathBuf>,
}

/// Where systems keep shared libraries.
const LIBRARIES: [&str; 6] = ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache"];

impl Program {
    /// A program of the system, which may read the system's libraries and the folder that it is in.
    pub fn of_system(file: &Path, arguments: Vec<OsString>) -> std::io::Result<Program> {
        let file = std::fs::canonicalize(file)?;
        let libraries = LIBRARIES.iter().map(Path::new).filter_map(|path| std::fs::canonicalize(path).ok());
        let mut readable: Vec<PathBuf> = libraries.collect();
        readable.extend(file.parent().map(Path::to_owned));
        let loaders = readable.iter().flat_map(|folder| loaders(folder)).collect();
        Ok(Program { file, arguments, readable, loaders })
    }
}

/// The loaders right in a folder, resolved.
fn loaders(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let named = entries.filter(|entry| is_loader(&entry.path()));
    named.filter_map(|entry| std::fs::canonicalize(entry.path()).ok()).collect()
}

/// Whether a file is, by its name, what the system starts to load a program: glibc's or musl's.
pub(crate) fn is_loader(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.starts_with("ld-") && name.contains(".so")
}
