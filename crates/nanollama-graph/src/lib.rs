//! ORDER: record a graph of coarse ops, plan its memory and backward, execute it.

#![deny(unsafe_code)]
