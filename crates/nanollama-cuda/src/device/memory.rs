//! The GPU's memory as the host reaches it.

use std::borrow::Cow;
use std::ops::Range;

use nanollama_kernel::device::{Buffer, DeviceMemory, Readback};
use nanollama_kernel::error::{Error, Result};

use super::Cuda;
use crate::driver::DriverError;
use crate::launch::Address;
use crate::session::Pinned;

/// `CUDA_ERROR_OUT_OF_MEMORY`.
const OUT_OF_MEMORY: i32 = 2;

impl Cuda {
    /// What a refusal of memory is: that there is none, or that the device has failed.
    pub(super) fn refused(&self, error: DriverError, what: &'static str, bytes: usize) -> Error {
        if error.code == OUT_OF_MEMORY {
            return Error::OutOfMemory { what, bytes };
        }
        let failure = error.to_string();
        self.session.note(Err(error));
        Error::Device { what: failure }
    }

    /// Some bytes of a buffer of ours.
    fn bytes_of(&self, buffer: &Buffer, range: &Range<usize>) -> Address {
        Address(buffer.device_address(self.number, range.start, range.len()))
    }
}

/// How many f32 some bytes are.
fn words(bytes: &Range<usize>) -> usize {
    let whole = |byte: usize| byte.is_multiple_of(size_of::<f32>());
    assert!(whole(bytes.start) && whole(bytes.end), "{bytes:?} are no f32");
    bytes.len() / size_of::<f32>()
}

/// The bytes of f32.
fn raw(values: &mut [f32]) -> &mut [u8] {
    let (length, start) = (size_of_val(values), values.as_mut_ptr().cast());
    // SAFETY: it is as long, and any bytes are f32 and the other way round; it is borrowed mutably.
    unsafe { std::slice::from_raw_parts_mut(start, length) }
}

impl DeviceMemory for Cuda {
    fn allocate(&self, what: &'static str, bytes: usize) -> Result<Buffer> {
        if bytes == 0 {
            return Ok(Buffer::EMPTY);
        }
        let owned = self.session.allocate(bytes).map_err(|error| self.refused(error, what, bytes))?;
        let address = owned.address.0;
        Ok(Buffer::of_device(self.number, address, bytes, Box::new(owned)))
    }

    fn allocate_weight(&self, bytes: usize) -> Result<Buffer> {
        self.allocate_with_copy(bytes)
    }

    fn upload(&self, to: &mut Buffer, offset: usize, bytes: &[u8]) {
        let range = offset..offset + bytes.len();
        self.session.copy_in(self.bytes_of(to, &range), bytes);
        self.renew(to, &range);
    }

    fn copy_within(&self, buffer: &mut Buffer, from: usize, to: usize, bytes: usize) {
        let (source, target) = (from..from + bytes, to..to + bytes);
        assert!(source.end <= target.start || target.end <= source.start, "the places overlap");
        self.session.copy_inside(self.bytes_of(buffer, &source), self.bytes_of(buffer, &target), bytes);
        self.renew(buffer, &target);
    }

    fn read(&self, from: &Buffer, offset: usize, bytes: usize, into: &mut Readback) -> Result<()> {
        let range = offset..offset + bytes;
        words(&range);
        let from = self.bytes_of(from, &range);
        let make = || Pinned::new(&self.session);
        let pinned = into.keep(make);
        if !pinned.is_of(&self.session) {
            *pinned = make();
        }
        pinned.begin(from, bytes).map_err(|error| self.refused(error, "results", bytes))
    }

    fn lend<'a>(&self, from: &'a Buffer, bytes: Range<usize>) -> Cow<'a, [f32]> {
        let mut values = vec![f32::NAN; words(&bytes)];
        if !self.session.copy_out(self.bytes_of(from, &bytes), raw(&mut values)) {
            // Whoever keeps it asks whether the device is sound. No number is made up.
            values.fill(f32::NAN);
        }
        Cow::Owned(values)
    }

    fn edit(&self, buffer: &mut Buffer, bytes: Range<usize>, work: &mut dyn FnMut(&mut [f32])) {
        let mut values = self.lend(buffer, bytes.clone()).into_owned();
        work(&mut values);
        self.session.copy_in(self.bytes_of(buffer, &bytes), raw(&mut values));
        self.renew(buffer, &bytes);
    }

    fn fill(&self, buffer: &mut Buffer, bytes: Range<usize>, work: &mut dyn FnMut(&mut [f32])) {
        let mut values = vec![0.0; words(&bytes)];
        work(&mut values);
        self.session.copy_in(self.bytes_of(buffer, &bytes), raw(&mut values));
        self.renew(buffer, &bytes);
    }

    fn zero(&self, buffer: &mut Buffer, bytes: Range<usize>) {
        self.session.zero(self.bytes_of(buffer, &bytes), bytes.len());
        self.renew(buffer, &bytes);
    }

    fn wait<'a>(&self, readback: &'a Readback) -> &'a [f32] {
        readback.kept::<Pinned>().map_or(&[], Pinned::wait)
    }
}
