//! The forward of a Llama, written once against [`Builder`], and the graphs that training and inference make of it.

use nanollama_graph::{Builder, Error, Graph, Recorder};
use nanollama_kernel::call::WeightShape;
use nanollama_kernel::op::attention::Shape;

use crate::parameters::{ATTENTION_NORM, ATTENTION_OUTPUT, DOWN, FFN_NORM, GATE_UP, Layout, QKV};
use crate::{Config, parameters};

/// Tokens to hidden states after the final norm: `[T, D]`. The head is the caller's (loss or logits).
pub fn forward<B: Builder>(builder: &mut B, config: &Config) -> B::Value {
    let weights = Layout::of(config);
    let eps = config.norm_eps as f32;
    let shape = Shape { heads: config.heads, kv_heads: config.kv_heads, head_dim: config.head_dim };
    let mut x = builder.embedding(weights.embedding());
    for layer in 0..config.layers {
        builder.block(layer);
        let weight = |which| weights.block(layer, which);

        let normed = builder.rms_norm(x, weight(ATTENTION_NORM), eps);
        let qkv = builder.linear(normed, weight(QKV), None);
        let qkv = builder.rope(qkv, config.heads + config.kv_heads, config.head_dim);
        let attended = builder.attention(qkv, layer, shape);
        x = builder.linear(attended, weight(ATTENTION_OUTPUT), Some(x));

        let normed = builder.rms_norm(x, weight(FFN_NORM), eps);
        let gate_up = builder.linear(normed, weight(GATE_UP), None);
        let hidden = builder.swiglu(gate_up);
        x = builder.linear(hidden, weight(DOWN), Some(x));
    }
    builder.rms_norm(x, weights.final_norm(), eps)
}

/// The graph of forward and loss.
///
/// # Errors
/// When the ops do not fit each other or the parameters.
pub fn training_graph(config: &Config) -> Result<Graph, Error> {
    let mut recorder = recorder(config);
    let hidden = forward(&mut recorder, config);
    recorder.finish_with_loss(hidden, Layout::of(config).head())
}

/// The graph of forward and logits of the selected rows, `[S, V]`.
///
/// # Errors
/// As [`training_graph`].
pub(crate) fn inference_graph(config: &Config) -> Result<Graph, Error> {
    let mut recorder = recorder(config);
    let hidden = forward(&mut recorder, config);
    let selected = recorder.select_rows(hidden);
    let logits = recorder.linear(selected, Layout::of(config).head(), None);
    recorder.finish(logits)
}

fn recorder(config: &Config) -> Recorder {
    let shape = |p: &crate::Parameter| WeightShape { rows: p.rows, cols: p.cols };
    Recorder::new(parameters(config).iter().map(shape).collect())
}
