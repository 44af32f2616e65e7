//! The forward of a Llama, written once against [`Builder`] for training and inference.

use nanollama_graph::{Builder, Error, Graph, Recorder};
use nanollama_kernel::call::{Gain, WeightShape};
use nanollama_kernel::op::attention::Shape;

use crate::gradients::weight_shapes;
use crate::parameters::Layout;
use crate::rope::ROPE;
use crate::{Config, Model, Role};

/// Tokens to logits: `[T, V]`.
pub fn forward<B: Builder>(builder: &mut B, config: &Config) -> B::Value {
    let weights = Layout::of(config);
    let eps = config.norm_eps as f32;
    let features = config.features;
    let (queries, keys) = (config.heads * config.head_dim, config.kv_heads * config.head_dim);
    let mut x = builder.embedding(weights.embedding());
    if features.post_emb_norm {
        x = builder.rms_norm(x, Gain::None { cols: config.dim }, eps);
    }
    let first = x;
    for layer in 0..config.layers {
        builder.block(layer);
        let weight = |role| weights.block(layer, role);

        if features.resformer {
            let share = builder.scale(first, weight(Role::InputFactor), None);
            x = builder.scale(x, weight(Role::StreamFactor), Some(share));
        }
        let normed = builder.rms_norm(x, weight(Role::AttentionNorm), eps);
        let mut qkv = builder.linear(normed, weight(Role::Qkv), None);
        if features.qkv_bias {
            for (role, first) in [(Role::QueryBias, 0), (Role::KeyBias, queries), (Role::ValueBias, queries + keys)] {
                qkv = builder.bias(qkv, weight(role), first);
            }
        }
        if !features.head_gains {
            qkv = builder.rope(qkv, ROPE, config.heads + config.kv_heads, config.head_dim);
        }
        let mut query = builder.columns(qkv, 0, queries);
        let mut key = builder.columns(qkv, queries, keys);
        if features.head_gains {
            query = builder.rms_norm(query, weight(Role::QueryGain), eps);
            query = builder.rope(query, ROPE, config.heads, config.head_dim);
            key = builder.rms_norm(key, weight(Role::KeyGain), eps);
            key = builder.rope(key, ROPE, config.kv_heads, config.head_dim);
        }
        if features.qk_norm {
            let of_a_head = Gain::None { cols: config.head_dim };
            query = builder.rms_norm(query, of_a_head, eps);
            key = builder.rms_norm(key, of_a_head, eps);
        }
        let value = builder.columns(qkv, queries + keys, keys);
        let window = features.windows.and_then(|windows| windows.of_layer(layer, config.layers));
        let shape = Shape { window, ..Shape::new(config.heads, config.kv_heads, config.head_dim) };
        let attended = builder.attention([query, key, value], layer, shape);
        x = builder.linear(attended, weight(Role::AttentionOutput), Some(x));
        if features.output_bias {
            x = builder.bias(x, weight(Role::OutputBias), 0);
        }

        let normed = builder.rms_norm(x, weight(Role::FfnNorm), eps);
        let gate_up = builder.linear(normed, weight(Role::GateUp), None);
        let hidden = builder.swiglu(gate_up);
        x = builder.linear(hidden, weight(Role::Down), Some(x));
        x = builder.tap(x, layer);
    }
    let hidden = builder.rms_norm(x, weights.final_norm(), eps);
    builder.head(hidden, features.head(weights.head()))
}

/// The recorded forward of a model in training, up to the logits; a [`nanollama_graph::Goal`] says what is wanted of it.
///
/// # Errors
/// When the ops do not fit each other or the parameters.
pub fn forward_graph(config: &Config) -> Result<Graph, Error> {
    recorded(config, weight_shapes(config))
}

impl Model {
    /// [`forward_graph`] of this model, whose weights may be stored in any format.
    ///
    /// # Errors
    /// As [`forward_graph`].
    pub fn forward_graph(&self) -> Result<Graph, Error> {
        recorded(self.config(), self.weight_shapes())
    }
}

fn recorded(config: &Config, shapes: Vec<WeightShape>) -> Result<Graph, Error> {
    let mut recorder = Recorder::new(shapes);
    let logits = forward(&mut recorder, config);
    recorder.finish(logits)
}
