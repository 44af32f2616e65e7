//! [`Group`]: tensors of one shape under one rule.

use nanollama_kernel::update::{UpdateRule, UpdateTensor};

/// Tensors that are moved together.
#[derive(Debug, PartialEq)]
pub(super) struct Group {
    /// Rows and columns of each.
    pub(super) shape: [usize; 2],
    /// What moves them.
    pub(super) rule: UpdateRule,
    /// Their places in the program.
    pub(super) members: Vec<usize>,
}

/// The tensors in groups, each of no more members than `most` says for its tensors.
pub(super) fn groups(tensors: &[UpdateTensor], most: impl Fn(&UpdateTensor) -> usize) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (number, tensor) in tensors.iter().enumerate() {
        let (shape, most) = ([tensor.rows, tensor.cols], most(tensor));
        let has_room =
            |group: &&mut Group| group.shape == shape && group.rule == tensor.rule && group.members.len() < most;
        match groups.iter_mut().find(has_room) {
            Some(group) => group.members.push(number),
            None => groups.push(Group { shape, rule: tensor.rule, members: vec![number] }),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use nanollama_kernel::call::WeightId;

    #[test]
    fn what_is_alike_moves_together_up_to_the_bound() {
        let muon = UpdateRule::Muon { beta2: 0.9 };
        let adamw = UpdateRule::AdamW { beta1: 0.8, beta2: 0.9, eps: 1e-8 };
        let tensor = |rows, cols, rule| {
            let weight = WeightId(0);
            UpdateTensor { weight, first_row: 0, rows, cols, gradient: 0, moments: [0; 2], rule }
        };
        let square = tensor(4, 4, muon);
        let tensors = [square, tensor(1, 4, adamw), square, tensor(4, 4, adamw), square, tensor(2, 8, muon)];
        let members = |most| groups(&tensors, |_| most).into_iter().map(|group| group.members).collect::<Vec<_>>();
        assert_eq!(members(9), [vec![0, 2, 4], vec![1], vec![3], vec![5]]);
        assert_eq!(members(2), [vec![0, 2], vec![1], vec![3], vec![4], vec![5]]);
        assert_eq!(members(1).len(), 6);
        assert_eq!(groups(&[], |_| 1), []);
    }
}
