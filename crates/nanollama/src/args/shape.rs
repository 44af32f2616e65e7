//! Which model is trained: its size, and what it has beyond a Llama.

use clap::Args;
use nanollama_train::Recipe;

/// Shape of the model: a named size, one dial, or every number.
#[derive(Debug, Args)]
pub(crate) struct ShapeArgs {
    /// A named size (pico, tiny, nano, micro, mini, small, goldie, medium, large, big).
    #[arg(long, value_name = "SIZE", conflicts_with = "depth")]
    pub(crate) model: Option<String>,
    /// nanochat's one dial: layers; width, heads, batch, rates and steps follow.
    #[arg(long, value_name = "LAYERS", conflicts_with_all = ["layers", "dim"])]
    pub(crate) depth: Option<usize>,
    /// Number of layers.
    #[arg(long, value_name = "N")]
    pub(crate) layers: Option<usize>,
    /// Width of the residual stream.
    #[arg(long, value_name = "N")]
    pub(crate) dim: Option<usize>,
    /// Query heads.
    #[arg(long, value_name = "N")]
    pub(crate) heads: Option<usize>,
    /// Key/value heads (divides heads).
    #[arg(long, value_name = "N")]
    pub(crate) kv_heads: Option<usize>,
    /// Feed-forward width.
    #[arg(long, value_name = "N")]
    pub(crate) ffn: Option<usize>,
    /// Longest sequence in tokens.
    #[arg(long, visible_alias = "max-seq-len", value_name = "TOKENS")]
    pub(crate) context: Option<usize>,
    /// Use the embedding table as the output head.
    #[arg(long)]
    pub(crate) tied: bool,
    /// Base of the rotary angles [default: 10000].
    #[arg(long, value_name = "BASE")]
    pub(crate) rope_theta: Option<f64>,
    /// Cap the logits at this size, smoothly (0: no cap). With this and the flags below a model is more than a Llama: only
    /// nanollama computes it.
    #[arg(long, value_name = "CAP")]
    pub(crate) softcap: Option<f32>,
    /// Norm queries and keys, head by head.
    #[arg(long)]
    pub(crate) use_qk_norm: bool,
    /// Norm the embeddings before the first layer.
    #[arg(long)]
    pub(crate) use_post_emb_norm: bool,
    /// Mix the embeddings into every layer, by two numbers that each learns.
    #[arg(long)]
    pub(crate) use_resformer: bool,
    /// Let layers see a window alone: letters S (short) and L (the whole text), one a layer, round and round; the last layer
    /// sees everything. nanochat has SSSL.
    #[arg(long, value_name = "LETTERS")]
    pub(crate) window_pattern: Option<String>,
    /// Tokens of a short window [default: a quarter of the context, rounded up to a multiple of 128].
    #[arg(long, value_name = "TOKENS")]
    pub(crate) window: Option<usize>,
}

impl ShapeArgs {
    /// The settings that it asks for.
    pub(crate) fn settings(&self) -> Recipe {
        // Every field by name: a flag that is forgotten here does not compile.
        let ShapeArgs {
            model,
            depth,
            layers,
            dim,
            heads,
            kv_heads,
            ffn,
            context,
            tied,
            rope_theta,
            softcap,
            use_qk_norm,
            use_post_emb_norm,
            use_resformer,
            window_pattern,
            window,
        } = self;
        Recipe {
            model: model.clone(),
            depth: *depth,
            layers: *layers,
            dim: *dim,
            heads: *heads,
            kv_heads: *kv_heads,
            ffn: *ffn,
            context: *context,
            tied: tied.then_some(true),
            rope_theta: *rope_theta,
            softcap: *softcap,
            use_qk_norm: use_qk_norm.then_some(true),
            use_post_emb_norm: use_post_emb_norm.then_some(true),
            use_resformer: use_resformer.then_some(true),
            window_pattern: window_pattern.clone(),
            window: *window,
            ..Recipe::default()
        }
    }
}
