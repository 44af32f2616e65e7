//! The machine that a plan is priced on. It is not stored: a run may be resumed on another.

/// What this machine can do, measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Machine {
    /// Floating-point operations a second of a fused-multiply-add loop on all threads.
    pub flops: f64,
    /// Bytes of memory that are free now.
    pub memory: u64,
    /// Threads that compute.
    pub threads: usize,
}
