//! Copies of weights in the format that products read. Each lies behind its weight in one piece of memory, is rounded anew
//! when the host changes the weight, and is written by the update that moves it.

use std::ops::Range;

use nanollama_kernel::device::Buffer;
use nanollama_kernel::error::Result;

use super::Cuda;
use super::copies::WithCopy;
use crate::launch::Address;
use crate::op::add::round_values;
use crate::source::Number;

/// Bytes from a weight's first to its copy's.
fn distance(bytes: usize) -> usize {
    bytes.next_multiple_of(256)
}

impl Cuda {
    /// Memory for the values of a weight, and behind them for their copy where products read one.
    pub(super) fn allocate_with_copy(&self, bytes: usize) -> Result<Buffer> {
        const WHAT: &str = "weights";
        if bytes == 0 {
            return Ok(Buffer::EMPTY);
        }
        let copy = match self.format {
            Number::F32 => 0,
            Number::Bf16 => bytes / size_of::<f32>() * self.format.bytes(),
        };
        let whole = bytes.checked_next_multiple_of(256).and_then(|first| first.checked_add(copy));
        let owned =
            self.session.allocate(whole.unwrap_or(usize::MAX)).map_err(|error| self.refused(error, WHAT, bytes))?;
        let address = owned.address.0;
        if copy == 0 {
            return Ok(Buffer::of_device(self.number, address, bytes, Box::new(owned)));
        }
        Ok(Buffer::of_device(self.number, address, bytes, Box::new(WithCopy::new(owned, &self.copies))))
    }

    /// What products read of a weight.
    pub(super) fn rounded_place(&self, master: &Buffer) -> Address {
        let at = self.place(master);
        if self.has_copy(at) { at.plus(distance(master.bytes())) } else { at }
    }

    /// Where the update writes what it moves of a weight for products, too; none where they read the values.
    pub(super) fn copy_place(&self, master: &Buffer) -> Option<Address> {
        let at = self.place(master);
        self.has_copy(at).then(|| at.plus(distance(master.bytes())))
    }

    fn has_copy(&self, at: Address) -> bool {
        self.copies.has(at)
    }

    /// Renews a copy where bytes of its weight were written.
    pub(super) fn renew(&self, buffer: &Buffer, written: &Range<usize>) {
        if buffer.bytes() == 0 || written.is_empty() {
            return;
        }
        if let Some(copy) = self.copy_place(buffer) {
            let (first, end) = (written.start / size_of::<f32>(), written.end.div_ceil(size_of::<f32>()));
            let from = self.place(buffer).plus(size_of::<f32>() * first);
            self.submit(&round_values(from, copy.plus(self.format.bytes() * first), end - first).into());
        }
    }
}
