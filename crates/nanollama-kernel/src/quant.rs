//! Storage types: one descriptor each (`format::Format`), which says how its numbers are named, decoded, encoded, packed
//! into panels and multiplied. The list of them is [`crate::dtype::DType`]; the products are in [`crate::product`].

mod bits;
pub(crate) mod centred;
pub(crate) mod fifth_bit;
pub(crate) mod floored;
pub(crate) mod format;
pub(crate) mod importance;
pub(crate) mod iq4;
pub(crate) mod kind;
pub(crate) mod nibbles;
pub(crate) mod numbers;
pub(crate) mod q2_k;
pub(crate) mod q3_k;
pub(crate) mod q4_k;
pub(crate) mod q6_k;
pub(crate) mod q8_0;
mod scaled;
mod search;
mod section;
pub(crate) mod superblock;
