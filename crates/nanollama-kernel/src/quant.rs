//! Storage types: one descriptor each (`format::Format`), which says how its numbers are named, decoded, encoded, packed
//! into panels and multiplied. The list of them is [`crate::dtype::DType`]; the products are in [`crate::product`].

mod fifth_bit;
pub(crate) mod format;
mod nibbles;
pub(crate) mod numbers;
pub(crate) mod q4_0;
pub(crate) mod q4_1;
pub(crate) mod q5_0;
pub(crate) mod q5_1;
pub(crate) mod q8_0;
mod scaled;
