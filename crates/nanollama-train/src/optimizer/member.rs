//! [`Member`]: one tensor of a model under an optimiser, which of the two moves it, and what that keeps of it.

use std::ops::Range;

use nanollama_kernel::call::WeightId;
use nanollama_model::{Config, Group, Lora, parameters};

/// What moves a tensor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Rule {
    AdamW,
    Muon,
}

/// One tensor of the model.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Member {
    /// Its name in files.
    pub(crate) name: String,
    /// The weight that holds it.
    pub(super) weight: WeightId,
    /// Its rows there.
    pub(super) rows: Range<usize>,
    pub(super) cols: usize,
    pub(super) group: Group,
}

impl Member {
    pub(super) fn rule(&self) -> Rule {
        match self.group {
            Group::Embedding
            | Group::Head
            | Group::Norm
            | Group::StreamFactor
            | Group::InputFactor
            | Group::Adapter => Rule::AdamW,
            Group::Matrix => Rule::Muon,
        }
    }

    /// The weight that it is in, and that weight's columns.
    #[cfg(test)]
    pub(crate) fn place(&self) -> (WeightId, usize) {
        (self.weight, self.cols)
    }

    /// Shapes of its first and second moment.
    pub(super) fn state(&self) -> [Vec<usize>; 2] {
        let (rows, cols) = (self.rows.len(), self.cols);
        match self.rule() {
            Rule::AdamW => [vec![rows, cols], vec![rows, cols]],
            // One number a row of a tall or square matrix, a column of a wide one.
            Rule::Muon => [vec![rows, cols], vec![if rows >= cols { rows } else { cols }]],
        }
    }

    /// Names of the two in files.
    pub(super) fn state_names(&self) -> [String; 2] {
        [format!("{}.first_moment", self.name), format!("{}.second_moment", self.name)]
    }
}

/// A and B of every matrix that has them, by PEFT's names, in the order in which an adapter numbers them.
pub(crate) fn adapter_members(config: &Config, lora: &Lora) -> Vec<Member> {
    let matrices = lora.matrices(config).into_iter();
    let both = |matrix: nanollama_model::Beside| {
        let module = matrix.tensor.strip_suffix(".weight").unwrap_or(&matrix.tensor).to_owned();
        [("A", lora.rank, matrix.cols), ("B", matrix.rows, lora.rank)]
            .map(|(which, rows, cols)| (format!("base_model.model.{module}.lora_{which}.weight"), rows, cols))
    };
    let member = |(number, (name, rows, cols))| Member {
        name,
        weight: WeightId(number),
        rows: 0..rows,
        cols,
        group: Group::Adapter,
    };
    (0..).zip(matrices.flat_map(both)).map(member).collect()
}

/// Every tensor once, in file order.
pub(crate) fn members(config: &Config) -> Vec<Member> {
    let member = |(index, parameter): (u32, nanollama_model::Parameter)| {
        let (weight, cols, group) = (WeightId(index), parameter.cols, parameter.group);
        parameter.parts.into_iter().map(move |part| Member {
            name: part.name,
            weight,
            rows: part.row..part.row + part.rows,
            cols,
            group,
        })
    };
    (0..).zip(parameters(config)).flat_map(member).collect()
}
