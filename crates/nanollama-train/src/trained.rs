//! What a step trains: all weights of a model, or an adapter beside a frozen one; and the forward that they stand in.

use nanollama_graph::{GradientLayout, Graph, Trainable};
use nanollama_kernel::call::{WeightId, WeightShape};
use nanollama_model::{Config, Model, forward_graph, gradient_layout, parameters, weight_shapes};

use crate::error::Result;
use crate::optimizer::{Member, adapter_members, members};

/// The weights that are trained, in the forward that they are trained in.
pub(crate) struct Trained {
    pub(crate) graph: Graph,
    pub(crate) trainable: Trainable,
    /// Where gradients lie, by the graph's numbers.
    pub(crate) layout: GradientLayout,
    /// The tensors that move, by their numbers among what moves.
    pub(crate) members: Vec<Member>,
    /// Shapes of the weights that move.
    pub(crate) shapes: Vec<WeightShape>,
    /// How many weights of the graph stand before them.
    pub(crate) first: usize,
    /// Width of the residual stream.
    pub(crate) width: usize,
}

impl Trained {
    /// All weights of a model of `config`.
    ///
    /// # Errors
    /// When its graph cannot be recorded.
    pub(crate) fn whole(config: &Config) -> Result<Trained> {
        let trainable = Trainable::all(parameters(config).len());
        Ok(Trained {
            graph: forward_graph(config)?,
            layout: gradient_layout(config, &trainable),
            trainable,
            members: members(config),
            shapes: weight_shapes(config),
            first: 0,
            width: config.dim,
        })
    }

    /// What of `model` is trained: its adapter in training, if it has one, else all of it.
    ///
    /// # Errors
    /// As [`Trained::whole`].
    pub(crate) fn of(model: &Model) -> Result<Trained> {
        let config = model.config();
        let Some(lora) = model.learned() else { return Trained::whole(config) };
        let (mut all, shapes) = (model.weight_shapes(), lora.shapes(config));
        let graph = lora.graph(config, all.clone())?;
        let first = all.len();
        all.extend(&shapes);
        let order: Vec<WeightId> = (first as u32..all.len() as u32).map(WeightId).collect();
        Ok(Trained {
            graph,
            trainable: Trainable::of(all.len(), |id| id.index() >= first),
            layout: GradientLayout::new(&order, &all),
            members: adapter_members(config, lora),
            shapes,
            first,
            width: config.dim,
        })
    }
}
