//! The head's softmax, and the sum of the losses. Contract and truth: `nanollama_kernel::op::head`. Its three products are a
//! library's.

use crate::launch::{Address, EIGHT, Launch, Matrix, count};

/// Rows of a chunk: `rows` of them, `[rows]` words and f32.
#[derive(Debug, Clone, Copy)]
pub struct Targets {
    /// The ids to predict.
    pub ids: Address,
    /// How much each counts; 0 leaves it out.
    pub weights: Address,
    /// One f32, the factor of all gradients; null where no gradient is wanted.
    pub scale: Address,
}

/// The products `[rows, stride]` of a chunk become losses `[rows]` and, where there is a scale, the gradient of the products,
/// in place; columns behind the vocabulary become 0.
#[must_use]
pub fn softmax(products: Matrix, targets: Targets, losses: Address, softcap: Option<f32>) -> Launch {
    let Matrix { at, rows, cols, stride } = products;
    // Of 384 threads, a GPU's core holds four blocks: all rows of a usual chunk are there at once.
    let threads = count(cols.next_multiple_of(32).clamp(32, 384));
    let launch = Launch::new("head_softmax", [rows, 1, 1], threads).pass(at).pass(stride);
    let launch = launch.pass(targets.ids).pass(targets.weights).pass(targets.scale).pass(losses);
    launch.pass(count(cols)).pass(softcap.unwrap_or(0.0)).pass(targets.scale != Address::NULL)
}

/// Σ loss · weight into the step's state; with `add` to what is there.
#[must_use]
pub fn sum_losses(losses: Address, weights: Address, rows: usize, state: Address, add: bool) -> Launch {
    Launch::alone("sum_losses").pass(losses).pass(weights).pass(count(rows)).pass(state).pass(add)
}

/// Makes logits of `products`, f32, in place.
#[must_use]
pub fn cap(products: Address, softcap: f32, values: usize) -> Launch {
    Launch::each("head_cap", values.div_ceil(EIGHT)).pass(products).pass(softcap).pass(values)
}
