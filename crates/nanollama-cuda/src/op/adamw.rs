//! AdamW. Contract and truth: `nanollama_kernel::op::adamw`.

use super::gradient_norm::Step;
use crate::launch::{Address, Launch, count};

/// A tensor under an optimiser. All is f32 but the copy.
#[derive(Debug, Clone, Copy)]
pub struct Tensor {
    /// Its place among the settings.
    pub number: usize,
    /// The master values.
    pub values: Address,
    /// Their gradient.
    pub gradient: Address,
    /// The first moment.
    pub first: Address,
    /// The second moment.
    pub second: Address,
    /// What products read, rounded; null where they read the masters.
    pub copy: Address,
}

/// One step over `values` numbers.
#[must_use]
pub fn step(tensor: Tensor, [beta1, beta2, eps]: [f32; 3], step: Step, values: usize) -> Launch {
    let launch = Launch::each("adamw", values).pass(tensor.values).pass(tensor.gradient);
    let launch = launch.pass(tensor.first).pass(tensor.second).pass(tensor.copy).pass(beta1).pass(beta2).pass(eps);
    launch.pass(step.settings).pass(count(tensor.number)).pass(step.state).pass(values)
}
