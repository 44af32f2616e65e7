//! How the kernels of each op are launched: grid, threads, arguments. The kernels stand beside, in `op/NAME.cu`.
//! [`tensor`] is what optimisers have in common.

pub mod adamw;
pub mod add;
pub mod attention;
pub mod attention_pages;
pub mod bias;
pub mod embedding;
pub mod gradient_norm;
pub mod head;
pub mod muon;
pub mod rms_norm;
pub mod rope;
pub mod scale;
pub mod swiglu;
pub mod tensor;
pub mod token_sort;
