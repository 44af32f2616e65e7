//! NUMBERS: dtypes, ops, packed products, quantised blocks, the thread pool, machine probes.
//!
//! `op/` has one file an op: contract, plain scalar truth, fast path, tests. [`call`] names the ops as plain data
//! and says what fits together, [`update`] the same for the end of a training step. [`device`] is what a device owns and
//! does, [`cpu`] the device of this machine's cores, [`context`] what a launch touches beside its arena. [`product`] holds
//! the matrix products under `linear` and `head`, [`lanes`] the sixteen-wide vector that every fast path is written in. Models, files
//! and text are unknown here. All `unsafe` of the numeric core lives in this crate.

pub mod adapter;
pub mod bytes;
pub mod call;
pub mod context;
pub mod cpu;
pub mod device;
pub mod dtype;
pub mod error;
pub mod float16;
pub mod lanes;
pub mod layout;
pub mod low_rank;
pub mod machine;
pub mod math;
mod memory;
pub mod op;
pub mod pool;
pub mod probe;
pub mod product;
pub mod quant;
pub mod rows;
mod scratch;
pub mod update;
pub mod weight;
