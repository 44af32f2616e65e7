//! The list of parameters: their order in memory, their shapes, and the names they have in files.
//!
//! Query, key and value projections are one weight in memory, gate and up another, because one product is faster than
//! three; in files they are the separate tensors that Hugging Face's Llama has. A [`Part`] is one such row range.

use nanollama_kernel::call::WeightId;

use crate::Config;

/// What a parameter is for: it decides the initialisation and the optimiser's group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Token embedding table `[V, D]`.
    Embedding,
    /// Gain of a norm `[1, D]`.
    Norm,
    /// A matrix that reads the residual stream (query, key, value, gate, up).
    Input,
    /// A matrix that writes into the residual stream (attention output, down).
    Output,
    /// Output head `[V, D]`.
    Head,
}

/// A row range of a weight that is one tensor in files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Hugging Face's name.
    pub name: String,
    /// First row.
    pub row: usize,
    /// Number of rows.
    pub rows: usize,
}

/// One weight in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Rows (features out).
    pub rows: usize,
    /// Columns (features in).
    pub cols: usize,
    /// What it is for.
    pub kind: Kind,
    /// Tensors it holds, in row order.
    pub parts: Vec<Part>,
}

impl Parameter {
    fn new(kind: Kind, cols: usize, parts: &[(String, usize)]) -> Self {
        let mut rows = 0;
        let parts = parts
            .iter()
            .map(|(name, count)| {
                let part = Part { name: name.clone(), row: rows, rows: *count };
                rows += count;
                part
            })
            .collect();
        Parameter { rows, cols, kind, parts }
    }

    /// Shape of a part's tensor in files: norms are vectors.
    pub fn shape(&self, part: &Part) -> Vec<usize> {
        match self.kind {
            Kind::Norm => vec![self.cols],
            _ => vec![part.rows, self.cols],
        }
    }
}

/// Weights of one block, as offsets from the block's first.
pub(crate) const ATTENTION_NORM: usize = 0;
pub(crate) const QKV: usize = 1;
pub(crate) const ATTENTION_OUTPUT: usize = 2;
pub(crate) const FFN_NORM: usize = 3;
pub(crate) const GATE_UP: usize = 4;
pub(crate) const DOWN: usize = 5;
const PER_BLOCK: usize = 6;

/// Where each weight stands in the list of [`parameters`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    layers: usize,
    tied: bool,
}

impl Layout {
    pub(crate) fn of(config: &Config) -> Self {
        Layout { layers: config.layers, tied: config.tied }
    }

    pub(crate) fn embedding(self) -> WeightId {
        WeightId(0)
    }

    pub(crate) fn block(self, layer: usize, weight: usize) -> WeightId {
        id(1 + layer * PER_BLOCK + weight)
    }

    pub(crate) fn final_norm(self) -> WeightId {
        id(1 + self.layers * PER_BLOCK)
    }

    pub(crate) fn head(self) -> WeightId {
        if self.tied { self.embedding() } else { id(2 + self.layers * PER_BLOCK) }
    }
}

fn id(index: usize) -> WeightId {
    WeightId(u32::try_from(index).expect("layers are limited by Config::validate"))
}

/// All weights of a model, in memory order.
pub fn parameters(config: &Config) -> Vec<Parameter> {
    let (d, hd) = (config.dim, config.head_dim);
    let (q, kv) = (config.heads * hd, config.kv_heads * hd);
    let mut list = vec![Parameter::new(Kind::Embedding, d, &[("model.embed_tokens.weight".into(), config.vocabulary)])];
    for layer in 0..config.layers {
        let name = |rest: &str| format!("model.layers.{layer}.{rest}.weight");
        list.extend([
            Parameter::new(Kind::Norm, d, &[(name("input_layernorm"), 1)]),
            Parameter::new(
                Kind::Input,
                d,
                &[(name("self_attn.q_proj"), q), (name("self_attn.k_proj"), kv), (name("self_attn.v_proj"), kv)],
            ),
            Parameter::new(Kind::Output, q, &[(name("self_attn.o_proj"), d)]),
            Parameter::new(Kind::Norm, d, &[(name("post_attention_layernorm"), 1)]),
            Parameter::new(Kind::Input, d, &[(name("mlp.gate_proj"), config.ffn), (name("mlp.up_proj"), config.ffn)]),
            Parameter::new(Kind::Output, config.ffn, &[(name("mlp.down_proj"), d)]),
        ]);
    }
    list.push(Parameter::new(Kind::Norm, d, &[("model.norm.weight".into(), 1)]));
    if !config.tied {
        list.push(Parameter::new(Kind::Head, d, &[("lm_head.weight".into(), config.vocabulary)]));
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_points_at_the_right_names() {
        for tied in [false, true] {
            let mut config = Config::new(3, 64, 4, 2, 100, 32);
            config.tied = tied;
            let list = parameters(&config);
            let layout = Layout::of(&config);
            let name = |id: WeightId| list[id.index()].parts[0].name.clone();
            assert_eq!(name(layout.embedding()), "model.embed_tokens.weight");
            assert_eq!(name(layout.block(2, QKV)), "model.layers.2.self_attn.q_proj.weight");
            assert_eq!(name(layout.block(1, DOWN)), "model.layers.1.mlp.down_proj.weight");
            assert_eq!(name(layout.final_norm()), "model.norm.weight");
            assert_eq!(name(layout.head()), if tied { "model.embed_tokens.weight" } else { "lm_head.weight" });
            let total: u64 = list.iter().map(|p| (p.rows * p.cols) as u64).sum();
            assert_eq!(total, config.parameter_count());
        }
    }
}
