//! How the kernels of each op are launched: grid, threads, arguments. The kernels stand beside, in `op/NAME.cu`.

pub mod adamw;
pub mod add;
pub mod attention;
pub mod embedding;
pub mod gradient_norm;
pub mod head;
pub mod muon;
pub mod rms_norm;
pub mod rope;
pub mod swiglu;
pub mod token_sort;
