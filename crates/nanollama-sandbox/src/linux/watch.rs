//! A program that runs: what it writes is gathered, and it is killed where it goes beyond a limit.

use std::fs;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{Duration, Instant};

use super::sys::{self, Child};
use crate::ended::{Ended, How};
use crate::order::Order;

/// How often a folder is looked at that has no size of its own.
const LOOK: Duration = Duration::from_millis(20);
/// Entries that are counted; more than these fill it, too.
const ENTRIES: usize = 1024;
/// Bytes read at once.
const PIECE: usize = 64 << 10;

/// Watches it to its end. `is_apart`: its folder has a size of its own.
///
/// # Errors
/// When the kernel fails.
pub(super) fn to_end(child: &Child, pipes: [OwnedFd; 2], order: &Order, is_apart: bool) -> io::Result<Ended> {
    let limits = &order.limits;
    let started = Instant::now();
    let mut gathered = [Vec::new(), Vec::new()];
    let mut open = [true, true];
    let mut over = None;
    for pipe in &pipes {
        sys::never_wait(pipe)?;
    }
    loop {
        let left = limits.time.saturating_sub(started.elapsed());
        let pause = if is_apart { left } else { left.min(LOOK) };
        let mut waited: Vec<&OwnedFd> = vec![child.handle()];
        waited.extend(pipes.iter().zip(&open).filter(|(_, open)| **open).map(|(pipe, _)| pipe));
        sys::wait_for(&waited, Some(pause))?;
        // Looked at before its pipes are: what it wrote is all there then.
        let ended = sys::is_ready(child.handle())?;
        for (at, pipe) in pipes.iter().enumerate() {
            open[at] &= gather(pipe, &mut gathered, at, limits.output)?;
        }
        let size = gathered.iter().map(Vec::len).sum::<usize>() as u64;
        if size > limits.output {
            over = Some(How::Output);
        } else if !ended && started.elapsed() >= limits.time {
            over = Some(How::Time);
        } else if !is_apart && used(&order.scratch, &mut 0) > limits.space {
            over = Some(How::Space);
        }
        if ended || over.is_some() {
            break;
        }
    }
    child.kill();
    let (how, memory) = child.wait()?;
    let how = match how {
        How::Signal(libc::SIGXCPU) => How::Time,
        how => over.unwrap_or(how),
    };
    let [mut output, mut errors] = gathered;
    output.truncate(limits.output as usize);
    errors.truncate(limits.output as usize - output.len());
    Ok(Ended { how, output, errors, memory, namespaces: is_apart })
}

/// Takes what a pipe holds, up to a little more than the limit. False once it is closed.
fn gather(pipe: &OwnedFd, gathered: &mut [Vec<u8>; 2], at: usize, most: u64) -> io::Result<bool> {
    let mut piece = [0; PIECE];
    loop {
        if gathered.iter().map(Vec::len).sum::<usize>() as u64 > most {
            return Ok(true);
        }
        match sys::read(pipe, &mut piece) {
            Ok(0) => return Ok(false),
            Ok(count) => gathered[at].extend_from_slice(&piece[..count]),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(true),
            Err(error) => return Err(error),
        }
    }
}

/// Bytes that a folder takes. What cannot be looked at counts as nothing; too many entries as everything.
fn used(folder: &Path, entries: &mut usize) -> u64 {
    let mut sum = 0u64;
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        *entries += 1;
        if *entries > ENTRIES {
            return u64::MAX;
        }
        let Ok(found) = entry.metadata() else { continue };
        let below = if found.is_dir() { used(&entry.path(), entries) } else { 0 };
        sum = sum.saturating_add(found.blocks() * 512).saturating_add(below);
    }
    sum
}
