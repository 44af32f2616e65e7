//! A device for tests whose memory the host cannot reach: pages that fault on every access outside a launch. It is no feature of the
//! crate: then what is tested and what is shipped would be two builds. The linker leaves it out of the program.
//!
//! It computes with the CPU's ops, so it must give the CPU's bits. It counts what a real device would pay for: allocations,
//! and synchronisations, which are waits for work that is not yet done. Its work counts as done as soon as other work was
//! submitted behind it, so a host that reads one step late never waits.

use std::borrow::Cow;
use std::ops::Range;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Buffer, Device, DeviceMemory, Home, Readback, words};
use crate::call::{CallError, Counts, Program};
use crate::context::Context;
use crate::cpu::Cpu;
use crate::error::{Error, Result};
use crate::memory::{bytes_of, bytes_of_mut};
use crate::pool::Pool;
use crate::update::{UpdateMemory, UpdateProgram};

/// The far device.
pub struct Far {
    cpu: Cpu,
    number: u64,
    allocations: AtomicU64,
    synchronisations: AtomicU64,
    /// Programs submitted so far.
    submitted: AtomicU64,
    /// Programs known to be done.
    done: AtomicU64,
}

impl Far {
    /// A far device that computes as `cpu` does.
    #[must_use]
    pub fn new(cpu: Cpu) -> Far {
        Far {
            cpu,
            number: super::number(),
            allocations: AtomicU64::new(0),
            synchronisations: AtomicU64::new(0),
            submitted: AtomicU64::new(0),
            done: AtomicU64::new(0),
        }
    }

    /// Buffers allocated so far.
    #[must_use]
    pub fn allocations(&self) -> u64 {
        self.allocations.load(Ordering::Relaxed)
    }

    /// Waits for unfinished work so far.
    #[must_use]
    pub fn synchronisations(&self) -> u64 {
        self.synchronisations.load(Ordering::Relaxed)
    }

    fn home(&self) -> Home {
        Home::Far(self.number)
    }

    /// Sets the protection of every buffer of a launch.
    fn reach<'a>(&self, buffers: impl Iterator<Item = &'a Buffer>, protection: libc::c_int) {
        for buffer in buffers {
            buffer.check(&self.home(), 0, buffer.bytes());
            protect(buffer, protection);
        }
    }

    /// Waits for the program that was the `ticket`th.
    fn wait_for(&self, ticket: u64) {
        let submitted = self.submitted.load(Ordering::Relaxed);
        let done = self.done.load(Ordering::Relaxed);
        if ticket > done && ticket == submitted {
            self.synchronisations.fetch_add(1, Ordering::Relaxed);
        }
        self.done.fetch_max(ticket, Ordering::Relaxed);
    }
}

/// A buffer whose pages can be reached as long as this lives.
struct Open<'a>(&'a Buffer);

impl Open<'_> {
    fn new(buffer: &Buffer) -> Open<'_> {
        protect(buffer, libc::PROT_READ | libc::PROT_WRITE);
        Open(buffer)
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        protect(self.0, libc::PROT_NONE);
    }
}

/// Has `work` change a buffer whose pages can be reached meanwhile.
fn reached(buffer: &mut Buffer, work: impl FnOnce(&mut Buffer)) {
    protect(buffer, libc::PROT_READ | libc::PROT_WRITE);
    work(buffer);
    protect(buffer, libc::PROT_NONE);
}

fn protect(buffer: &Buffer, protection: libc::c_int) {
    if buffer.bytes() == 0 {
        return;
    }
    // SAFETY: the pages are a mapping of the buffer's own.
    let outcome = unsafe { libc::mprotect(buffer.address().cast(), buffer.bytes(), protection) };
    assert_eq!(outcome, 0, "mprotect: {}", std::io::Error::last_os_error());
}

impl DeviceMemory for Far {
    fn allocate(&self, what: &'static str, bytes: usize) -> Result<Buffer> {
        self.allocations.fetch_add(1, Ordering::Relaxed);
        if bytes == 0 {
            return Ok(Buffer::EMPTY);
        }
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
        // SAFETY: a fresh mapping, wherever the system likes.
        let address = unsafe { libc::mmap(std::ptr::null_mut(), bytes, libc::PROT_NONE, flags, -1, 0) };
        if address == libc::MAP_FAILED {
            return Err(Error::OutOfMemory { what, bytes });
        }
        let address = NonNull::new(address.cast()).ok_or(Error::OutOfMemory { what, bytes })?;
        Ok(Buffer::far(self.number, address, bytes))
    }

    fn upload(&self, to: &mut Buffer, offset: usize, bytes: &[u8]) {
        let range = to.check(&self.home(), offset, bytes.len());
        reached(to, |to| to.raw_mut()[range].copy_from_slice(bytes));
    }

    fn copy_within(&self, buffer: &mut Buffer, from: usize, to: usize, bytes: usize) {
        let (source, target) = (buffer.check(&self.home(), from, bytes), buffer.check(&self.home(), to, bytes));
        assert!(source.end <= target.start || target.end <= source.start, "the places overlap");
        reached(buffer, |buffer| buffer.raw_mut().copy_within(source, target.start));
    }

    fn read(&self, from: &Buffer, offset: usize, bytes: usize, into: &mut Readback) -> Result<()> {
        let range = from.check(&self.home(), offset, bytes);
        let open = Open::new(from);
        bytes_of_mut(into.room(bytes)?).copy_from_slice(&open.0.raw()[range]);
        into.ticket = self.submitted.load(Ordering::Relaxed);
        Ok(())
    }

    fn lend<'a>(&self, from: &'a Buffer, bytes: Range<usize>) -> Cow<'a, [f32]> {
        from.check(&self.home(), bytes.start, bytes.len());
        self.wait_for(self.submitted.load(Ordering::Relaxed));
        let open = Open::new(from);
        Cow::Owned(open.0.values()[words(bytes)].to_vec())
    }

    fn edit(&self, buffer: &mut Buffer, bytes: Range<usize>, work: &mut dyn FnMut(&mut [f32])) {
        let mut values = self.lend(buffer, bytes.clone()).into_owned();
        work(&mut values);
        self.upload(buffer, bytes.start, bytes_of(&values));
    }

    fn fill(&self, buffer: &mut Buffer, bytes: Range<usize>, work: &mut dyn FnMut(&mut [f32])) {
        let mut values = vec![0.0; words(bytes.clone()).len()];
        work(&mut values);
        self.upload(buffer, bytes.start, bytes_of(&values));
    }

    fn zero(&self, buffer: &mut Buffer, bytes: Range<usize>) {
        let range = buffer.check(&self.home(), bytes.start, bytes.len());
        reached(buffer, |buffer| buffer.raw_mut()[range].fill(0));
    }

    fn wait<'a>(&self, readback: &'a Readback) -> &'a [f32] {
        self.wait_for(readback.ticket);
        readback.values()
    }
}

impl Device for Far {
    fn name(&self) -> String {
        format!("far ({})", self.cpu.name())
    }

    fn pool(&self) -> &Pool {
        self.cpu.pool()
    }

    fn run(
        &self,
        program: &Program,
        counts: Counts,
        arena: &mut Buffer,
        context: &mut Context<'_>,
    ) -> std::result::Result<(), (usize, CallError)> {
        self.submitted.fetch_add(1, Ordering::Relaxed);
        self.reach(context.buffers().chain([&*arena]), libc::PROT_READ | libc::PROT_WRITE);
        let outcome = self.cpu.run_at(program, counts, arena, context);
        self.reach(context.buffers().chain([&*arena]), libc::PROT_NONE);
        outcome
    }

    fn update(&self, program: &UpdateProgram, arena: &mut Buffer, memory: &mut UpdateMemory<'_>) {
        self.submitted.fetch_add(1, Ordering::Relaxed);
        self.reach(memory.buffers().chain([&*arena]), libc::PROT_READ | libc::PROT_WRITE);
        self.cpu.update_at(program, arena, memory);
        self.reach(memory.buffers().chain([&*arena]), libc::PROT_NONE);
    }

    fn lag(&self) -> usize {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pool::Pool;

    #[test]
    fn bytes_come_back_and_the_host_sees_none_of_them() {
        let far = Far::new(Cpu::new(Pool::new(1)));
        let mut buffer = far.allocate("a test", 10_000).unwrap();
        far.upload(&mut buffer, 5001, &[1, 2, 3]);
        far.copy_within(&mut buffer, 5000, 8, 4);
        let mut readback = Readback::default();
        far.read(&buffer, 8, 4, &mut readback).unwrap();
        let sent = f32::from_ne_bytes([0, 1, 2, 3]);
        assert_eq!(far.wait(&readback), [sent]);
        far.edit(&mut buffer, 4..12, &mut |values| values[0] = 2.0 * values[1]);
        assert_eq!(*far.lend(&buffer, 0..12), [0.0, 2.0 * sent, sent]);
        far.fill(&mut buffer, 0..8, &mut |values| values.fill(7.0));
        assert_eq!(*far.lend(&buffer, 0..12), [7.0, 7.0, sent]);
        assert_eq!((far.allocations(), far.synchronisations()), (1, 0));
        assert!(matches!(far.allocate("a test", usize::MAX / 2), Err(Error::OutOfMemory { .. })));
    }

    #[test]
    #[should_panic(expected = "another device")]
    fn the_cpu_refuses_far_memory() {
        let cpu = Cpu::new(Pool::new(1));
        let mut buffer = Far::new(Cpu::new(Pool::new(1))).allocate("a test", 64).unwrap();
        cpu.upload(&mut buffer, 0, &[1]);
    }
}
