//! Files and folders that appear whole or not at all.
//!
//! Write under a temporary name in the same folder, fsync, rename over the final name, fsync the folder. A process
//! that is killed leaves at most something named `.tmp-…`, which [`clean`] removes. Live writers hold a lock on their
//! temporary file, so cleaning never takes a file from under another process.

mod file;
mod folder;
mod name;

pub use file::{AtomicFile, NewFile, place, write_bytes, write_file};
pub use folder::{clean, create_folder, replace_folder, temporary_folder};
pub use name::is_temporary;

#[cfg(test)]
mod tests;
