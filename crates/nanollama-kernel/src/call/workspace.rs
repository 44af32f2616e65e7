//! What an op works in beside its operands: what one phase of it hands to the next. Placed by the plan, alive for one call.
//! What a thread works in alone is the device's own.

use super::{Extent, Gain, Op, RowCount, WeightId, WeightShape};
use crate::layout::PANEL;
use crate::op::head::{ChunkLimits, Head};
use crate::op::{bias, rms_norm, scale};

impl Op {
    /// Sizes of the op's working matrices of f32, for operands that fit it ([`Op::outputs`]); of a head's in such chunks.
    #[must_use]
    pub fn workspace(&self, inputs: &[Extent], weights: &[WeightShape], chunks: ChunkLimits) -> Vec<Extent> {
        let rounded = |weight: WeightId, rows| {
            let cols = weights[weight.index()].rounded_words;
            (cols > 0).then_some(Extent { rows, cols })
        };
        match *self {
            Op::Linear { weight, .. } | Op::Head(Head { weight, .. }) => {
                rounded(weight, inputs[0].rows).into_iter().collect()
            }
            Op::HeadLoss(Head { weight, .. }) | Op::HeadLossGrad { head: Head { weight, .. }, .. } => {
                let WeightShape { rows: vocabulary, cols, .. } = weights[weight.index()];
                let rows = inputs[0].rows;
                let most = chunks.rows_for(vocabulary);
                let chunk_rows = RowCount::Fixed(rows.fixed().map_or(most, |rows| rows.min(most)));
                let chunk = |cols| Extent { rows: chunk_rows, cols };
                // Logits, gathered rows of x and of dx, the numbers of the rows that count, rows rounded.
                let logits = chunk(vocabulary.next_multiple_of(PANEL));
                let always = [logits, chunk(cols), chunk(cols), Extent { rows, cols: 1 }];
                always.into_iter().chain(rounded(weight, chunk_rows)).collect()
            }
            // Only a gain that is trained has partial sums.
            Op::RmsNormGrad { gain: Gain::Weight(gain), gradient: Some(_), .. } => {
                let cols = weights[gain.index()].cols;
                let groups = inputs[0].cols / cols.max(1);
                // A partial sum of the gain's gradient for each block of rows; a row has `groups` of them.
                let rows = match inputs[0].rows {
                    RowCount::Fixed(rows) => RowCount::Fixed((rows * groups).div_ceil(rms_norm::BLOCK)),
                    counted => counted,
                };
                let wide = if rows.fixed().is_some() { cols } else { cols * groups };
                vec![Extent { rows, cols: wide }]
            }
            // A partial sum of the factor's gradient for each block of rows.
            Op::ScaleGrad { gradient: Some(_), .. } => {
                let rows = match inputs[0].rows {
                    RowCount::Fixed(rows) => RowCount::Fixed(rows.div_ceil(scale::BLOCK)),
                    counted => counted,
                };
                vec![Extent { rows, cols: 1 }]
            }
            // A partial sum of the bias's gradient for each block of rows.
            Op::BiasGrad { bias, .. } => {
                let rows = match inputs[0].rows {
                    RowCount::Fixed(rows) => RowCount::Fixed(rows.div_ceil(bias::BLOCK)),
                    counted => counted,
                };
                vec![Extent { rows, cols: weights[bias.index()].cols }]
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Store, WeightId};
    use super::*;

    #[test]
    fn a_chunk_is_no_longer_than_the_rows_there_are() {
        let weights = [WeightShape::dense(1000, 24), WeightShape::dense(1, 8)];
        let of = |op: Op, rows, cols| op.workspace(&[Extent { rows, cols }], &weights, ChunkLimits::default());
        let head = Op::HeadLoss(WeightId(0).into());
        let sizes = |extents: Vec<Extent>| extents.iter().map(|e| (e.rows, e.cols)).collect::<Vec<_>>();
        let few = RowCount::Fixed(5);
        assert_eq!(sizes(of(head, few, 24)), [(few, 1024), (few, 24), (few, 24), (few, 1)]);
        let most = RowCount::Fixed(ChunkLimits::default().rows_for(1000));
        assert_eq!(sizes(of(head, RowCount::Selected, 24))[..2], [(most, 1024), (most, 24)]);
        let norm = Op::RmsNormGrad { gain: WeightId(1).into(), input: None, gradient: Some(Store::Add) };
        assert_eq!(sizes(of(norm, RowCount::Fixed(100), 24)), [(RowCount::Fixed(3), 8)]);
        assert_eq!(sizes(of(norm, RowCount::Tokens, 24)), [(RowCount::Tokens, 24)]);
        assert!(of(Op::SwiGlu, few, 24).is_empty());
    }
}
