//! Why a GPU that is there cannot be used.

use crate::driver::DriverError;
use crate::library::LibraryError;
use crate::nvrtc::CompileError;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum CudaError {
    /// A library is not there or not usable.
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// The driver, or a library above it, failed.
    #[error(transparent)]
    Driver(#[from] DriverError),
    /// A kernel does not compile.
    #[error(transparent)]
    Compile(#[from] CompileError),
}
