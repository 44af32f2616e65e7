//! What of the file system a program may reach, as a set of Landlock's rules: its interpreter's files to read, its folder to write.
//! Whatever the kernel's version of Landlock knows beside it (the network, signals) is forbidden.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::sys;
use crate::order::Order;

/// Rights, by their bits in `linux/landlock.h`.
const EXECUTE: u64 = 1;
const WRITE_FILE: u64 = 1 << 1;
const READ_FILE: u64 = 1 << 2;
const READ_DIR: u64 = 1 << 3;
const REMOVE_DIR: u64 = 1 << 4;
const REMOVE_FILE: u64 = 1 << 5;
const MAKE_DIR: u64 = 1 << 7;
const MAKE_REG: u64 = 1 << 8;
const MAKE_SYM: u64 = 1 << 12;
const TRUNCATE: u64 = 1 << 14;
/// Rights that a rule on a file, not on a folder, may have.
const OF_FILES: u64 = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE;
/// What a program may do in its folder.
const SCRATCH: u64 =
    READ_FILE | READ_DIR | WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | MAKE_SYM | TRUNCATE;

/// The kernel's version of Landlock, from 1.
///
/// # Errors
/// Where it has none, or has it turned off.
pub(super) fn version() -> io::Result<u32> {
    sys::landlock_version()
}

/// What is forbidden where no rule allows it: files' rights, TCP's, and what lies outside of the walls' own processes.
fn handled(version: u32) -> [u64; 3] {
    let files = match version {
        1 => 13,
        2 => 14,
        3 | 4 => 15,
        _ => 16,
    };
    [(1 << files) - 1, if version >= 4 { 3 } else { 0 }, if version >= 6 { 3 } else { 0 }]
}

/// The rules of an order.
///
/// # Errors
/// What the kernel reports; a place that cannot be opened.
pub(super) fn rules(order: &Order) -> io::Result<OwnedFd> {
    let handled = handled(version()?);
    let rules = sys::new_rules(handled)?;
    let allow = |path: &Path, rights: u64| -> io::Result<()> {
        let place = OpenOptions::new().read(true).custom_flags(libc::O_PATH).open(path);
        let place: File =
            place.map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
        let folder = place.metadata()?.is_dir();
        let rights = handled[0] & if folder { rights } else { rights & OF_FILES };
        sys::add_rule(&rules, &place, rights)
    };
    let program = &order.program;
    allow(&program.file, EXECUTE | READ_FILE)?;
    for path in &program.readable {
        allow(path, READ_FILE | READ_DIR)?;
    }
    for path in &program.loaders {
        allow(path, EXECUTE | READ_FILE)?;
    }
    allow(&order.scratch, SCRATCH)?;
    allow(Path::new("/dev/null"), READ_FILE | WRITE_FILE)?;
    Ok(rules)
}
