//! NUMBERS: dtypes, ops, packed products, the thread pool, machine probes.

pub mod dtype;
pub mod error;
pub mod lanes;
pub mod memory;
pub mod pool;
pub mod rows;
