//! One virtual vector of sixteen f32 on every machine, and the choice of machine at run time.
//!
//! An op is written once, generic over [`Lanes`]; AVX-512 runs it in one register, AVX2 in two, NEON in four and
//! [`Scalar`] in an array. Because the width, the order of [`Lanes::sum`] and every rounding are the same everywhere,
//! the bits are too. `dispatch!` compiles the generic body once per instruction set and picks one by [`Isa`].
//! Mathematical functions (exp and its like) live in `math`, not here.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod dispatch;
mod isa;
#[cfg(target_arch = "aarch64")]
mod neon;
mod scalar;
mod vector;

#[cfg(target_arch = "x86_64")]
pub use avx2::Avx2;
#[cfg(target_arch = "x86_64")]
pub use avx512::Avx512;
pub(crate) use dispatch::dispatch;
pub use isa::Isa;
#[cfg(target_arch = "aarch64")]
pub use neon::Neon;
pub use scalar::Scalar;
pub use vector::{Lanes, WIDTH};

#[cfg(test)]
mod tests;
