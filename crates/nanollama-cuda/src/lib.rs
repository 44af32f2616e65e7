//! NVIDIA GPUS: kernels in CUDA C, how they are launched, and the libraries that run them, found at run time.
//!
//! `op/` has two files an op: the `.cu`, and beside it how its kernels are launched. [`source`] makes whole modules of the
//! texts, for NVRTC. Nothing of NVIDIA's is needed to build this crate: the tests run every kernel on a CPU, each thread
//! of a block a fibre (`shim/`), and hold it against the kernel crate's plain truth.

pub mod cublas;
pub mod device;
pub mod driver;
pub mod error;
mod kept;
pub mod launch;
pub mod library;
pub mod look;
pub mod nvrtc;
pub mod op;
pub mod product;
pub mod session;
pub mod source;
