//! The forward of a Llama, written once against [`Builder`]: training records it, inference runs it.

use nanollama_graph::{Builder, Graph, Recorder};
use nanollama_kernel::op::attention::Shape;

use crate::parameters::Layout;
use crate::{Config, Role};

/// Tokens to hidden states after the final norm: `[T, D]`. The head is the caller's (loss or logits).
pub fn forward<B: Builder>(builder: &mut B, config: &Config) -> B::Value {
    let weights = Layout::of(config);
    let eps = config.norm_eps as f32;
    let shape = Shape { heads: config.heads, kv_heads: config.kv_heads, head_dim: config.head_dim };
    let mut x = builder.embedding(weights.embedding(), config.dim);
    for layer in 0..config.layers {
        builder.block(layer);
        let weight = |role| weights.block(layer, role);

        let normed = builder.rms_norm(x, weight(Role::AttentionNorm), eps);
        let qkv = builder.linear(normed, weight(Role::Qkv), config.qkv_width(), None);
        let qkv = builder.rope(qkv, config.heads + config.kv_heads, config.head_dim);
        let attended = builder.attention(qkv, layer, shape);
        x = builder.linear(attended, weight(Role::AttentionOutput), config.dim, Some(x));

        let normed = builder.rms_norm(x, weight(Role::FfnNorm), eps);
        let gate_up = builder.linear(normed, weight(Role::GateUp), 2 * config.ffn, None);
        let hidden = builder.swiglu(gate_up);
        x = builder.linear(hidden, weight(Role::Down), config.dim, Some(x));
    }
    builder.rms_norm(x, weights.final_norm(), eps)
}

/// f32 that one block of [`forward`] makes for `rows` rows.
pub(crate) fn block_elements(config: &Config, rows: usize) -> usize {
    let attention = config.dim + 1 + config.qkv_width() + config.attention_width() + config.heads + config.dim;
    let feed_forward = config.dim + 1 + 3 * config.ffn + config.dim;
    // The final norm belongs to the last block, the embedding to none.
    rows * (attention + feed_forward + config.dim + 1)
}

/// The graph of forward and loss over `rows` rows.
pub fn training_graph(config: &Config, rows: usize) -> Graph {
    let mut recorder = Recorder::new(rows);
    let hidden = forward(&mut recorder, config);
    recorder.finish_with_loss(hidden, Layout::of(config).head())
}
