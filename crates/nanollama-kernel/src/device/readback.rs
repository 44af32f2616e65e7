//! Host memory that a device copies results into.

use crate::error::Result;
use crate::memory::AlignedVec;

/// Results on their way to the host; kept and used again, so that the steady state allocates nothing.
#[derive(Debug, Default)]
pub struct Readback {
    values: AlignedVec,
    len: usize,
    /// Which work of the device it waits for.
    #[cfg(all(unix, feature = "far"))]
    pub(crate) ticket: u64,
}

impl Readback {
    /// Room for `bytes` bytes of f32, to be filled by a device.
    pub(crate) fn room(&mut self, bytes: usize) -> Result<&mut [f32]> {
        assert!(bytes.is_multiple_of(size_of::<f32>()), "{bytes} bytes are no f32");
        let len = bytes / size_of::<f32>();
        self.len = 0;
        if self.values.len() < len {
            self.values = AlignedVec::default();
            self.values = AlignedVec::zeroed_for("results", len)?;
        }
        self.len = len;
        Ok(&mut self.values[..self.len])
    }

    pub(crate) fn values(&self) -> &[f32] {
        &self.values[..self.len]
    }
}
