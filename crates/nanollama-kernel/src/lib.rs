//! NUMBERS: dtypes, ops, packed products, the thread pool, machine probes.

pub mod dtype;
pub mod error;
pub mod lanes;
pub mod math;
pub mod memory;
pub mod op;
pub mod pool;
pub mod probe;
pub mod product;
pub mod quant;
pub mod rows;
pub mod weight;
