//! Namespaces, where the system lets this process have them: no network, no other processes to be seen, mounts of its own.

use std::ffi::CString;
use std::io;
use std::os::unix::ffi::OsStrExt;

use super::sys;
use crate::error::{Error, Result};
use crate::order::{Namespaces, Order};

/// Folders through which a kernel shows itself; they are empty in there.
const SHOWN: [&str; 2] = ["/proc", "/sys"];
/// Files in a program's folder, at most, where the folder is in memory.
const FILES: u32 = 1024;

/// Enters namespaces of its own, as the order wants it. Says whether it did. The program's folder lies in memory then, and has
/// exactly the size that it may have.
///
/// # Errors
/// [`Error::Namespaces`] where they are demanded and not to be had, or are half entered.
pub(super) fn enter(order: &Order) -> Result<bool> {
    if order.namespaces == Namespaces::Without {
        return Ok(false);
    }
    let [user, group] = sys::ids();
    let wrong = |what: &str, error: &io::Error| Error::Namespaces { what: format!("{what} ({error})") };
    match sys::separate() {
        Ok(()) => {}
        Err(error) if order.namespaces == Namespaces::Demanded => return Err(wrong("none allowed", &error)),
        Err(_) => return Ok(false),
    }
    // From here on there is no way back for this process. Some systems let anybody enter, and then nobody do anything in there.
    let inside = || -> io::Result<()> {
        std::fs::write("/proc/self/setgroups", "deny")?;
        std::fs::write("/proc/self/uid_map", format!("{user} {user} 1"))?;
        std::fs::write("/proc/self/gid_map", format!("{group} {group} 1"))
    };
    inside().map_err(|error| wrong("users", &error))?;
    let mount = |path: &[u8], options: String, readonly: bool| -> io::Result<()> {
        let (path, options) = (CString::new(path)?, CString::new(options)?);
        sys::mount_in_memory(&path, &options, readonly)
    };
    sys::private_mounts().map_err(|error| wrong("mounts", &error))?;
    for path in SHOWN {
        mount(path.as_bytes(), "size=4k,nr_inodes=1,mode=0555".into(), true).map_err(|error| wrong(path, &error))?;
    }
    let size = format!("size={},nr_inodes={FILES},mode=0700", order.limits.space);
    mount(order.scratch.as_os_str().as_bytes(), size, false).map_err(|error| wrong("a folder in memory", &error))?;
    Ok(true)
}
