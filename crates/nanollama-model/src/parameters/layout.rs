//! Where each weight stands in the list of parameters, for the forward.

use nanollama_kernel::call::WeightId;

use super::role::Role;
use super::table::{Place, present};
use crate::Config;

/// Places by role.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    /// In front and back the index in the list, in a block the offset from the block's first; 0 for what is absent.
    at: [usize; Role::COUNT],
    /// Index of the first block's first weight.
    front: usize,
    per_block: usize,
    tied: bool,
}

impl Layout {
    pub(crate) fn of(config: &Config) -> Self {
        let (mut front, mut per_block, mut back) = (0, 0, 0);
        let mut layout = Layout { at: [0; Role::COUNT], front: 0, per_block: 0, tied: config.features.tied };
        for entry in present(config) {
            let next = match entry.place {
                Place::Front => &mut front,
                Place::Block => &mut per_block,
                Place::Back => &mut back,
            };
            layout.at[entry.role as usize] = *next;
            *next += 1;
        }
        for entry in present(config).filter(|entry| entry.place == Place::Back) {
            layout.at[entry.role as usize] += front + config.layers * per_block;
        }
        Layout { front, per_block, ..layout }
    }

    pub(crate) fn embedding(self) -> WeightId {
        id(self.at[Role::Embedding as usize])
    }

    pub(crate) fn block(self, layer: usize, role: Role) -> WeightId {
        id(self.front + layer * self.per_block + self.at[role as usize])
    }

    pub(crate) fn final_norm(self) -> WeightId {
        id(self.at[Role::FinalNorm as usize])
    }

    pub(crate) fn head(self) -> WeightId {
        if self.tied { self.embedding() } else { id(self.at[Role::Head as usize]) }
    }
}

fn id(index: usize) -> WeightId {
    WeightId(u32::try_from(index).expect("layers are limited by Config::validate"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameters;

    #[test]
    fn every_role_is_found_where_the_list_has_it() {
        for tied in [false, true] {
            let mut config = Config::new(3, 64, 4, 2, 100, 32);
            config.features.tied = tied;
            let (list, layout) = (parameters(&config), Layout::of(&config));
            for (index, parameter) in list.iter().enumerate() {
                let found = match (parameter.layer, parameter.role) {
                    (Some(layer), role) => layout.block(layer, role),
                    (None, Role::Embedding) => layout.embedding(),
                    (None, Role::FinalNorm) => layout.final_norm(),
                    (None, Role::Head) => layout.head(),
                    (None, role) => panic!("{role:?} stands in no block"),
                };
                assert_eq!(found.index(), index, "{:?}", parameter.role);
            }
            assert_eq!(layout.head() == layout.embedding(), tied);
        }
    }
}
