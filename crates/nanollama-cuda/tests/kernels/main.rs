//! Every kernel against the plain truth, on a CPU: the `.cu` files as C++, each thread of a block a fibre.
//!
//! What the shim checks beside the values is written in `shim/simt.cpp`. Needs a C++ compiler; where there is none the
//! tests say SKIPPED.

#![cfg(unix)]

mod attention;
mod attention_pages;
#[path = "../../shim/compile.rs"]
mod compile;
mod embedding;
mod faults;
mod head;
mod muon;
mod rows;
mod shim;
mod step;
mod truth;
