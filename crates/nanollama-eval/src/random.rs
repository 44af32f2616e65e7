//! The random numbers of Python and numpy, bit for bit: nanochat shuffles, cuts and draws examples by them, so a score can only be
//! held against its scores over the same items behind the same examples.

mod numpy;
mod python;

pub(crate) use numpy::permutation;
pub(crate) use python::Random;
