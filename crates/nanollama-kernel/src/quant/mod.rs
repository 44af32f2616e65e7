//! Quantised weights: how blocks are decoded, repacked into panels and multiplied.

pub mod q8_0;
