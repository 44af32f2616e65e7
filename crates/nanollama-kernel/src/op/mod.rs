//! The ops: one file each, with its contract, its plain scalar truth, its fast path and their tests.

pub mod head;
pub mod linear;
