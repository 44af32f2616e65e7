//! The shape rules of every op: what fits together, and what comes out.

use super::{CallError, Extent, Gain, Op, Output, Role, RowCount, Store, WeightId, WeightShape};
use crate::op::attention::Shape;
use crate::op::head::Head;

impl Op {
    /// Sizes and roles of the outputs for inputs of these sizes and a model with these weights.
    ///
    /// # Errors
    /// [`CallError`] when the inputs fit neither each other nor the op.
    pub fn outputs(&self, inputs: &[Extent], weights: &[WeightShape]) -> Result<Vec<Output>, CallError> {
        let rules = Rules { op: self, inputs, weights };
        rules.check_operands()?;
        rules.check_gradient()?;
        let rows = inputs.first().map_or(RowCount::Tokens, |x| x.rows);
        let activation = |cols| Output { extent: Extent { rows, cols }, role: Role::Activation };
        let statistic = |cols| Output { extent: Extent { rows, cols }, role: Role::Statistic };
        Ok(match *self {
            Op::Embedding { table } => vec![activation(rules.weight(table)?.cols)],
            Op::EmbeddingGrad { table, .. } => {
                rules.columns(0, rules.weight(table)?.cols)?;
                vec![]
            }
            Op::Columns { first, count } => {
                let end = first.saturating_add(count);
                rules.expect("columns up to", end, end.min(inputs[0].cols))?;
                vec![activation(count)]
            }
            Op::RmsNorm { gain, .. } => {
                let cols = inputs[0].cols;
                vec![activation(cols), statistic(rules.groups(gain)?)]
            }
            Op::RmsNormGrad { gain, input, .. } => {
                let (cols, groups) = (inputs[0].cols, rules.groups(gain)?);
                rules.columns(1, groups)?;
                rules.columns(2, cols)?;
                if input == Some(Store::Add) {
                    rules.columns(3, cols)?;
                }
                input.iter().map(|_| activation(cols)).collect()
            }
            Op::Linear { weight, residual } => {
                let WeightShape { rows: out, cols, .. } = rules.weight(weight)?;
                rules.columns(0, cols)?;
                if residual {
                    rules.columns(1, out)?;
                }
                vec![activation(out)]
            }
            Op::LinearGradInput { weight, input } => {
                let WeightShape { rows: out, cols, .. } = rules.weight(weight)?;
                rules.columns(0, out)?;
                if input == Store::Add {
                    rules.columns(1, cols)?;
                }
                vec![activation(cols)]
            }
            Op::LinearGradWeight { weight, .. } => {
                let WeightShape { rows: out, cols, .. } = rules.weight(weight)?;
                rules.columns(0, cols)?;
                rules.columns(1, out)?;
                vec![]
            }
            Op::Rope { heads, head_dim, .. } => {
                let cols = inputs[0].cols;
                rules.expect("columns of the rotated heads", heads * head_dim, cols.min(heads * head_dim))?;
                vec![activation(cols)]
            }
            Op::Attention { shape, .. } => {
                rules.computed(shape)?;
                let (wide, narrow) = (shape.heads * shape.head_dim, shape.kv_heads * shape.head_dim);
                for (input, cols) in [(0, wide), (1, narrow), (2, narrow)] {
                    rules.columns(input, cols)?;
                }
                vec![activation(wide), statistic(shape.heads)]
            }
            Op::AttentionGrad { shape } => {
                rules.computed(shape)?;
                let (wide, narrow) = (shape.heads * shape.head_dim, shape.kv_heads * shape.head_dim);
                for (input, cols) in [wide, narrow, narrow, wide, shape.heads, wide].into_iter().enumerate() {
                    rules.columns(input, cols)?;
                }
                vec![activation(wide), activation(narrow), activation(narrow)]
            }
            Op::SwiGlu => {
                let cols = inputs[0].cols;
                rules.expect("columns of gate and up", cols.next_multiple_of(2), cols)?;
                vec![activation(cols / 2)]
            }
            Op::SwiGluGrad => {
                rules.columns(0, 2 * inputs[1].cols)?;
                vec![activation(inputs[0].cols)]
            }
            Op::Head(Head { weight, .. }) => {
                let WeightShape { rows: vocabulary, cols, .. } = rules.weight(weight)?;
                rules.columns(0, cols)?;
                vec![statistic(vocabulary)]
            }
            Op::HeadLoss(Head { weight, .. }) => {
                rules.columns(0, rules.weight(weight)?.cols)?;
                vec![statistic(1)]
            }
            Op::HeadLossGrad { head: Head { weight, .. }, input, .. } => {
                let cols = rules.weight(weight)?.cols;
                rules.columns(0, cols)?;
                if input { vec![statistic(1), activation(cols)] } else { vec![statistic(1)] }
            }
            Op::SumLosses { .. } => {
                rules.columns(0, 1)?;
                vec![]
            }
            Op::Add => {
                rules.columns(1, inputs[0].cols)?;
                vec![activation(inputs[0].cols)]
            }
            Op::AddScaled { first, .. } => {
                let (cols, end) = (inputs[1].cols, first.saturating_add(inputs[0].cols));
                rules.expect("columns up to", end, end.min(cols))?;
                vec![activation(cols)]
            }
            Op::AddScaledGrad { first, count, .. } => {
                let end = first.saturating_add(count);
                rules.expect("columns up to", end, end.min(inputs[0].cols))?;
                vec![activation(count)]
            }
            Op::Scale { factor, residual } => {
                rules.one_number(factor)?;
                let cols = inputs[0].cols;
                if residual {
                    rules.columns(1, cols)?;
                }
                vec![activation(cols)]
            }
            Op::ScaleGrad { factor, input, .. } => {
                rules.one_number(factor)?;
                let cols = inputs[0].cols;
                (1..inputs.len()).try_for_each(|operand| rules.columns(operand, cols))?;
                input.iter().map(|_| activation(cols)).collect()
            }
            Op::Bias { bias, first } => {
                rules.bias(bias, first)?;
                vec![activation(inputs[0].cols)]
            }
            Op::BiasGrad { bias, first, .. } => {
                rules.bias(bias, first)?;
                vec![]
            }
            Op::Tap { .. } => vec![activation(inputs[0].cols)],
            Op::SelectRows => {
                rules.rows(0, RowCount::Tokens)?;
                let extent = Extent { rows: RowCount::Selected, cols: inputs[0].cols };
                vec![Output { extent, role: Role::Activation }]
            }
        })
    }
}

/// An op and what it is asked to work on.
struct Rules<'a> {
    op: &'a Op,
    inputs: &'a [Extent],
    weights: &'a [WeightShape],
}

impl Rules<'_> {
    /// The right number of inputs, all with rows counted alike.
    fn check_operands(&self) -> Result<(), CallError> {
        let (inputs, outputs) = self.op.arity();
        if self.inputs.len() != inputs {
            let given = (self.inputs.len(), outputs);
            return Err(CallError::Arity { op: self.name(), expected: (inputs, outputs), given });
        }
        let first = self.inputs.first().map(|x| x.rows);
        first.map_or(Ok(()), |rows| (1..inputs).try_for_each(|input| self.rows(input, rows)))
    }

    /// Only dense weights have gradients.
    fn check_gradient(&self) -> Result<(), CallError> {
        match self.op.weight_gradient() {
            Some((id, _)) if !self.weight(id)?.dense => Err(CallError::Frozen { op: self.name(), id }),
            _ => Ok(()),
        }
    }

    fn rows(&self, input: usize, expected: RowCount) -> Result<(), CallError> {
        let given = self.inputs[input].rows;
        if given == expected {
            return Ok(());
        }
        Err(CallError::Rows { op: self.name(), operand: input, expected, given })
    }

    fn columns(&self, input: usize, expected: usize) -> Result<(), CallError> {
        const WHAT: [&str; 6] = [
            "columns of input 0",
            "columns of input 1",
            "columns of input 2",
            "columns of input 3",
            "columns of input 4",
            "columns of input 5",
        ];
        self.expect(WHAT[input], expected, self.inputs[input].cols)
    }

    fn expect(&self, what: &'static str, expected: usize, given: usize) -> Result<(), CallError> {
        if expected == given {
            return Ok(());
        }
        Err(CallError::Mismatch { op: self.name(), what, expected, given })
    }

    /// Refuses attention that has a specification and no fast path.
    fn computed(&self, shape: Shape) -> Result<(), CallError> {
        shape.beyond_fast().map_or(Ok(()), |what| Err(CallError::Uncomputed { op: self.name(), what }))
    }

    fn weight(&self, id: WeightId) -> Result<WeightShape, CallError> {
        let none = || CallError::NoWeight { op: self.name(), id, weights: self.weights.len() };
        self.weights.get(id.index()).copied().ok_or_else(none)
    }

    fn one_number(&self, id: WeightId) -> Result<(), CallError> {
        let WeightShape { rows, cols, .. } = self.weight(id)?;
        self.expect("numbers of the factor", 1, rows * cols)
    }

    /// A bias is one row and lies inside the columns.
    fn bias(&self, id: WeightId, first: usize) -> Result<(), CallError> {
        let WeightShape { rows, cols, .. } = self.weight(id)?;
        self.expect("rows of the bias", 1, rows)?;
        let end = first.saturating_add(cols);
        self.expect("columns up to", end, end.min(self.inputs[0].cols))
    }

    /// How many gains wide a norm's input is.
    fn groups(&self, gain: Gain) -> Result<usize, CallError> {
        let cols = match gain {
            Gain::None { cols } => cols,
            Gain::Weight(id) => {
                let WeightShape { rows, cols, .. } = self.weight(id)?;
                self.expect("rows of the gain", 1, rows)?;
                cols
            }
        };
        let wide = self.inputs[0].cols;
        self.expect("columns in groups of the gain's", wide.max(1).next_multiple_of(cols.max(1)), wide)?;
        Ok(wide / cols.max(1))
    }

    fn name(&self) -> String {
        format!("{:?}", self.op)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEIGHTS: [WeightShape; 3] = [
        WeightShape::dense(10, 6),
        WeightShape::dense(1, 6),
        WeightShape { dense: false, ..WeightShape::dense(10, 6) },
    ];

    fn tokens(cols: usize) -> Extent {
        Extent { rows: RowCount::Tokens, cols }
    }

    fn of(op: Op, inputs: &[Extent]) -> Result<Vec<Extent>, CallError> {
        op.outputs(inputs, &WEIGHTS).map(|outputs| outputs.iter().map(|output| output.extent).collect())
    }

    #[test]
    fn outputs_follow_inputs_and_weights() {
        let (table, gain) = (WeightId(0), Gain::Weight(WeightId(1)));
        assert_eq!(of(Op::Embedding { table }, &[]), Ok(vec![tokens(6)]));
        assert_eq!(of(Op::RmsNorm { gain, eps: 0.1 }, &[tokens(6)]), Ok(vec![tokens(6), tokens(1)]));
        assert_eq!(of(Op::Linear { weight: table, residual: false }, &[tokens(6)]), Ok(vec![tokens(10)]));
        assert_eq!(of(Op::RmsNorm { gain, eps: 0.1 }, &[tokens(18)]), Ok(vec![tokens(18), tokens(3)]));
        let bare = Op::RmsNorm { gain: Gain::None { cols: 9 }, eps: 0.1 };
        assert_eq!(of(bare, &[tokens(18)]), Ok(vec![tokens(18), tokens(2)]));
        assert_eq!(of(Op::Columns { first: 2, count: 3 }, &[tokens(5)]), Ok(vec![tokens(3)]));
        assert_eq!(of(Op::SwiGlu, &[tokens(8)]), Ok(vec![tokens(4)]));
        assert_eq!(of(Op::Bias { bias: WeightId(1), first: 3 }, &[tokens(9)]), Ok(vec![tokens(9)]));
        let picked = Extent { rows: RowCount::Selected, cols: 6 };
        assert_eq!(of(Op::SelectRows, &[tokens(6)]), Ok(vec![picked]));
        assert_eq!(of(Op::HeadLoss(table.into()), &[picked]), Ok(vec![Extent { cols: 1, ..picked }]));
    }

    #[test]
    fn roles_of_outputs_are_those_of_operands() {
        let (table, gain) = (WeightId(0), Gain::Weight(WeightId(1)));
        let shape = Shape::new(2, 1, 8);
        let attention = [16, 8, 8].map(tokens);
        let calls = [
            (Op::RmsNorm { gain, eps: 0.1 }, vec![tokens(6)]),
            (Op::Attention { layer: 0, shape }, attention.to_vec()),
            (Op::AttentionGrad { shape }, [16, 8, 8, 16, 2, 16].map(tokens).to_vec()),
            (Op::HeadLoss(table.into()), vec![tokens(6)]),
            (Op::HeadLossGrad { head: table.into(), input: true, gradient: None }, vec![tokens(6)]),
            (Op::Linear { weight: table, residual: true }, vec![tokens(6), tokens(10)]),
            (Op::Embedding { table }, vec![]),
        ];
        for (op, inputs) in calls {
            for (index, output) in op.outputs(&inputs, &WEIGHTS).unwrap().iter().enumerate() {
                assert_eq!(op.role(inputs.len() + index), output.role, "{op:?}: output {index}");
            }
        }
    }

    #[test]
    fn attention_without_a_fast_path_is_refused_by_name() {
        let plain = Shape::new(2, 1, 8);
        let of = |shape| of(Op::Attention { layer: 0, shape }, &[tokens(16), tokens(8), tokens(8)]);
        assert_eq!(of(Shape { scale: Some(0.5), ..plain }), Ok(vec![tokens(16), tokens(2)]));
        assert_eq!(of(Shape { window: Some(4), ..plain }), Ok(vec![tokens(16), tokens(2)]));
        let nothing = of(Shape { window: Some(0), ..plain }).unwrap_err().to_string();
        assert!(nothing.contains("an attention window of no position is not computed here yet"), "{nothing}");
        let cap = of(Shape { softcap: Some(50.0), ..plain }).unwrap_err().to_string();
        assert!(cap.contains("a cap on attention's scores is not computed here yet"), "{cap}");
        let grad = Op::AttentionGrad { shape: Shape { softcap: Some(4.0), ..plain } };
        let inputs = [16, 8, 8, 16, 2, 16].map(tokens);
        assert!(matches!(grad.outputs(&inputs, &WEIGHTS), Err(CallError::Uncomputed { .. })));
    }

    #[test]
    fn what_does_not_fit_is_refused_by_name() {
        let weight = WeightId(0);
        let linear = Op::Linear { weight, residual: false };
        let message = |op: Op, inputs: &[Extent]| of(op, inputs).unwrap_err().to_string();
        assert!(message(linear, &[tokens(7)]).contains("columns of input 0: expected 6, got 7"));
        assert!(message(linear, &[]).contains("takes (1, 1)"));
        assert!(message(Op::Linear { weight: WeightId(9), residual: false }, &[tokens(6)]).contains("WeightId(9)"));
        assert!(message(Op::RmsNorm { gain: weight.into(), eps: 0.1 }, &[tokens(6)]).contains("rows of the gain"));
        assert!(message(Op::RmsNorm { gain: WeightId(1).into(), eps: 0.1 }, &[tokens(9)]).contains("groups"));
        assert!(message(Op::Columns { first: 2, count: 4 }, &[tokens(5)]).contains("columns up to"));
        let bias = |bias, first| message(Op::Bias { bias: WeightId(bias), first }, &[tokens(9)]);
        assert!(bias(0, 0).contains("rows of the bias") && bias(1, 4).contains("columns up to"));
        assert!(message(Op::SwiGlu, &[tokens(7)]).contains("gate and up"));
        let picked = Extent { rows: RowCount::Selected, cols: 10 };
        let stored = Op::LinearGradWeight { weight: WeightId(2), gradient: Store::Add };
        assert!(message(stored, &[tokens(6), tokens(10)]).contains("cannot be trained"));
        assert_eq!(
            of(Op::LinearGradInput { weight: WeightId(2), input: Store::Overwrite }, &[tokens(10)]),
            Ok(vec![tokens(6)])
        );
        let mixed = message(Op::Linear { weight, residual: true }, &[tokens(6), picked]);
        assert!(mixed.contains("operand 1 has Selected rows, expected Tokens"), "{mixed}");
    }
}
