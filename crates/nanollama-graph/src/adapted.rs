//! Adapters as nodes: what is recorded beside an op of the forward when an adapter is to be trained.
//!
//! The nodes compute what a launch whose rows name the adapter computes, with the same bits: the op as it is, then a
//! part's own products, then one fused multiply-add, then the residual. Their weights are weights of the graph like any
//! other, so what is trained is said as everywhere.

use nanollama_kernel::adapter::Site;
use nanollama_kernel::call::{Op, WeightId};

use crate::Error;
use crate::graph::ValueId;

/// Something that is added at a site.
#[derive(Debug, Clone, PartialEq)]
pub struct Addition {
    /// Where.
    pub site: Site,
    /// The weights that take the op's own weight's place, one after the other: two for a low-rank product, A then B.
    pub weights: Vec<WeightId>,
    /// Factor on what they give.
    pub scale: f32,
    /// First output feature that it is added to.
    pub first: usize,
}

/// Takes one op and gives its outputs.
type Push<'a> = dyn FnMut(Op, &[ValueId]) -> Result<Vec<ValueId>, Error> + 'a;

/// Pushes an op, and what is added at its site.
pub(crate) fn push_with(
    additions: &[Addition],
    op: Op,
    inputs: &[ValueId],
    push: &mut Push<'_>,
) -> Result<Vec<ValueId>, Error> {
    let site = Site::of(&op);
    let mut here = additions.iter().filter(|addition| Some(addition.site) == site).peekable();
    if here.peek().is_none() {
        return push(op, inputs);
    }
    let (plain, residual) = match op {
        Op::Linear { weight, residual: true } => (Op::Linear { weight, residual: false }, Some(inputs[1])),
        // The losses of a head are computed in chunks; a vector of the residual stream or of a bias has no gradient.
        Op::Head(_) | Op::Bias { .. } | Op::Tap { .. } => return Err(Error::NotRecorded { op: format!("{op:?}") }),
        op => (op, None),
    };
    let own = &inputs[..plain.arity().0];
    let mut outputs = push(plain, own)?;
    for Addition { weights, scale, first, .. } in here {
        let mut part = own.to_vec();
        for &weight in weights {
            part = vec![push(with_weight(plain, weight), &part)?[0]];
        }
        let add = Op::AddScaled { scale: *scale, first: *first };
        outputs[0] = push(add, &[part[0], outputs[0]])?[0];
    }
    if let Some(residual) = residual {
        outputs[0] = push(Op::Add, &[residual, outputs[0]])?[0];
    }
    Ok(outputs)
}

/// The same op with another weight.
fn with_weight(op: Op, weight: WeightId) -> Op {
    match op {
        Op::Linear { residual, .. } => Op::Linear { weight, residual },
        Op::Embedding { .. } => Op::Embedding { table: weight },
        Op::RmsNorm { eps, .. } => Op::RmsNorm { gain: weight.into(), eps },
        other => other,
    }
}
