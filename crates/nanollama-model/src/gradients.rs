//! Where the gradients of a model lie: one piece of memory, cut by weight.

use std::cmp::Reverse;

use nanollama_graph::{GradientLayout, Trainable};
use nanollama_kernel::call::{WeightId, WeightShape};

use crate::{Config, Parameter, parameters};

/// Shapes of all weights of a model in training, in the order of [`parameters()`].
#[must_use]
pub fn weight_shapes(config: &Config) -> Vec<WeightShape> {
    let shape = |p: &Parameter| WeightShape::dense(p.rows, p.cols);
    parameters(config).iter().map(shape).collect()
}

/// The places of the gradients of what is trained.
///
/// Those that one optimiser treats alike lie together: by what they are for, then by shape, and from the last layer to the
/// first, as the backward reaches them.
#[must_use]
pub fn gradient_layout(config: &Config, trainable: &Trainable) -> GradientLayout {
    let list = parameters(config);
    let mut order: Vec<usize> = (0..list.len()).collect();
    order.sort_by_key(|&index| (list[index].group as usize, list[index].rows, list[index].cols, Reverse(index)));
    let ids = order.into_iter().map(|index| WeightId(u32::try_from(index).expect("layers are limited")));
    let trained: Vec<WeightId> = ids.filter(|&id| trainable.contains(id)).collect();
    GradientLayout::new(&trained, &weight_shapes(config))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gradients_lie_apart_by_group_and_shape_the_last_layer_first() {
        let config = Config::new(3, 64, 4, 2, 100, 32);
        let list = parameters(&config);
        let layout = gradient_layout(&config, &Trainable::all(list.len()));
        let mut slots: Vec<(usize, usize, usize)> = Vec::new();
        for index in 0..list.len() {
            let slot = layout.slot(WeightId(index as u32)).unwrap();
            slots.push((slot.offset, slot.end(), index));
        }
        slots.sort_unstable();
        assert!(slots.windows(2).all(|pair| pair[0].1 <= pair[1].0 && pair[1].0 % 64 == 0));
        assert!(slots.last().unwrap().1 <= layout.bytes());
        let name = |at: usize| list[slots[at].2].parts[0].name.as_str();
        let at = |wanted: &str| (0..list.len()).find(|&at| name(at) == wanted).unwrap();
        let first = at("model.layers.2.self_attn.o_proj.weight");
        assert_eq!(name(first + 1), "model.layers.1.self_attn.o_proj.weight");
        assert_eq!(name(first + 2), "model.layers.0.self_attn.o_proj.weight");
    }

    #[test]
    fn frozen_weights_have_no_place() {
        let config = Config::new(1, 64, 4, 2, 100, 32);
        let count = parameters(&config).len();
        let layout = gradient_layout(&config, &Trainable::of(count, |id| id.index() == 2));
        assert!(layout.slot(WeightId(2)).is_some() && layout.slot(WeightId(0)).is_none());
        assert_eq!(layout.bytes(), 4 * 128 * 64);
    }
}
