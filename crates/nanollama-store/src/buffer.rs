//! How much is written to a file, or read from one to be hashed, at once.

/// Bytes.
pub(crate) const BUFFER: usize = 256 * 1024;
