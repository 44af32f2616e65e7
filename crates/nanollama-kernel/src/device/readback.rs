//! Host memory that a device copies results into.

use std::any::Any;

use crate::error::Result;
use crate::memory::AlignedVec;

/// Results on their way to the host; kept and used again, so that the steady state allocates nothing.
#[derive(Debug, Default)]
pub struct Readback {
    values: AlignedVec,
    len: usize,
    /// What a device of another crate keeps here: memory of its own that it copies into.
    kept: Option<Box<dyn Any + Send + Sync>>,
    /// Which work of the device it waits for.
    #[cfg(unix)]
    pub(crate) ticket: u64,
}

impl Readback {
    /// What a device of another crate has kept here, made anew where that is not a `T`.
    pub fn keep<T: Any + Send + Sync>(&mut self, make: impl FnOnce() -> T) -> &mut T {
        if !self.kept.as_ref().is_some_and(|kept| kept.is::<T>()) {
            self.kept = Some(Box::new(make()));
        }
        let kept = self.kept.as_mut().and_then(|kept| kept.downcast_mut());
        kept.expect("it was just seen or made")
    }

    /// What was kept here last, if it is a `T`.
    #[must_use]
    pub fn kept<T: Any>(&self) -> Option<&T> {
        self.kept.as_ref()?.downcast_ref()
    }

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
