//! AdamW. Contract and truth: `nanollama_kernel::op::adamw`.

use super::gradient_norm::Step;
use super::tensor::Tensors;
use crate::launch::Launch;

/// One step over tensors of `values` numbers each.
#[must_use]
pub fn step(tensors: Tensors, [beta1, beta2, eps]: [f32; 3], step: Step, values: usize) -> Launch {
    let launch = Launch::each("adamw", values).many(tensors.many).pass(tensors.at).pass(beta1).pass(beta2).pass(eps);
    launch.pass(step.settings).pass(step.state).pass(values)
}
