//! The ops: one file each, with its contract, its plain scalar truth, its fast path and their tests.

pub mod adamw;
pub mod add;
pub mod add_scaled;
pub mod attention;
pub mod bias;
pub mod deltas;
pub mod embedding;
pub mod gradient_norm;
pub mod head;
pub mod linear;
pub mod losses;
pub mod muon;
pub mod rms_norm;
pub mod rope;
mod row;
pub mod scale;
pub mod strided;
pub mod swiglu;
#[cfg(test)]
pub(crate) mod testing;
