//! A device for tests whose memory the host cannot reach: pages that fault on every access outside a launch.
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
use crate::pool::Pool;
use crate::update::{UpdateMemory, UpdateProgram};

/// Distinguishes the memory of several far devices.
static NUMBERS: AtomicU64 = AtomicU64::new(0);

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
            number: NUMBERS.fetch_add(1, Ordering::Relaxed),
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
        let open = Open::new(to);
        // SAFETY: inside the buffer, which is borrowed mutably and can be reached.
        unsafe { open.0.address().add(range.start).copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) }
    }

    fn download(&self, from: &Buffer, offset: usize, bytes: &mut [u8]) {
        let range = from.check(&self.home(), offset, bytes.len());
        self.wait_for(self.submitted.load(Ordering::Relaxed));
        let open = Open::new(from);
        // SAFETY: inside the buffer, which can be reached; the bytes are someone else's.
        unsafe { bytes.as_mut_ptr().copy_from_nonoverlapping(open.0.address().add(range.start), bytes.len()) }
    }

    fn copy(&self, from: &Buffer, from_offset: usize, to: &mut Buffer, to_offset: usize, bytes: usize) {
        let (source, target) = (from.check(&self.home(), from_offset, bytes), to.check(&self.home(), to_offset, bytes));
        let (from, to) = (Open::new(from), Open::new(to));
        // SAFETY: both ranges lie inside their buffers, which are two and can be reached.
        unsafe {
            let source = from.0.address().add(source.start);
            to.0.address().add(target.start).copy_from_nonoverlapping(source, bytes);
        }
    }

    fn copy_within(&self, buffer: &mut Buffer, from: usize, to: usize, bytes: usize) {
        let (source, target) = (buffer.check(&self.home(), from, bytes), buffer.check(&self.home(), to, bytes));
        assert!(source.end <= target.start || target.end <= source.start, "the places overlap");
        let open = Open::new(buffer);
        // SAFETY: both places lie inside the buffer, apart, and can be reached.
        unsafe { open.0.address().add(to).copy_from_nonoverlapping(open.0.address().add(from), bytes) }
    }

    fn read(&self, from: &Buffer, offset: usize, bytes: usize, into: &mut Readback) -> Result<()> {
        from.check(&self.home(), offset, bytes);
        let room = into.room(bytes)?;
        let open = Open::new(from);
        // SAFETY: any bytes are valid f32, and as many as the room has lie at the offset.
        unsafe { room.as_mut_ptr().cast::<u8>().copy_from_nonoverlapping(open.0.address().add(offset), bytes) }
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
        // SAFETY: f32 have no padding and any alignment does for bytes.
        self.upload(buffer, bytes.start, unsafe { std::slice::from_raw_parts(values.as_ptr().cast(), bytes.len()) });
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
        far.upload(&mut buffer, 5000, &[1, 2, 3]);
        let mut bytes = [9; 4];
        far.download(&buffer, 4999, &mut bytes);
        assert_eq!(bytes, [0, 1, 2, 3]);
        let mut other = far.allocate("a test", 8).unwrap();
        far.copy(&buffer, 5000, &mut other, 4, 3);
        let mut readback = Readback::default();
        far.read(&other, 4, 4, &mut readback).unwrap();
        assert_eq!(far.wait(&readback)[0].to_bits().to_le_bytes(), [1, 2, 3, 0]);
        assert_eq!((far.allocations(), far.synchronisations()), (2, 0));
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
