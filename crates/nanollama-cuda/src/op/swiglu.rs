//! The gated feed-forward's middle. Contract and truth: `nanollama_kernel::op::swiglu`.

use crate::launch::{Address, Launch, count};

/// `gate_up: [T, 2F]` -> `h: [T, F]`.
#[must_use]
pub fn forward(gate_up: Address, h: Address, rows: usize, ffn: usize) -> Launch {
    Launch::eights("swiglu", rows, ffn).pass(gate_up).pass(h).pass(count(ffn)).pass(rows)
}

/// `dh: [T, F]` -> `dgate_up: [T, 2F]`, overwritten.
#[must_use]
pub fn grad(gate_up: Address, dh: Address, dgate_up: Address, rows: usize, ffn: usize) -> Launch {
    let launch = Launch::eights("swiglu_grad", rows, ffn).pass(gate_up).pass(dh).pass(dgate_up);
    launch.pass(count(ffn)).pass(rows)
}
