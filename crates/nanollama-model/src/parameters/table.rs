//! The table: every parameter a model can have, and all that is known of it.
//!
//! A parameter that is added is one entry here and its use in the forward. Initialisation, optimiser, memory plan, readers
//! and writers of files follow.

use nanollama_kernel::weight::Uses;

use super::properties::{Group, Initial, Placement};
use super::role::Role;
use crate::Config;

/// One weight in memory, once in a model or once in every block.
pub(crate) struct Entry {
    pub(crate) role: Role,
    pub(crate) place: Place,
    /// Whether models of a configuration have it.
    pub(crate) present: fn(&Config) -> bool,
    pub(crate) kind: &'static Kind,
    /// What files hold of it, one below the other. All have the same number of columns.
    pub(crate) tensors: &'static [Tensor],
    pub(crate) placement: Placement,
    pub(crate) stream: Stream,
}

/// Where an entry stands in the list of parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Before all blocks.
    Front,
    /// In every block.
    Block,
    /// Behind all blocks.
    Back,
}

/// What entries of one kind have in common.
pub(crate) struct Kind {
    /// From the configuration and the number of columns.
    pub(crate) initial: fn(&Config, usize) -> Initial,
    pub(crate) group: fn(&Config) -> Group,
    pub(crate) uses: fn(&Config) -> Uses,
}

/// A tensor in files. In a block both names lack what names the block.
pub(crate) struct Tensor {
    /// Hugging Face's name.
    pub(crate) name: &'static str,
    /// llama.cpp's name.
    pub(crate) gguf_name: &'static str,
    pub(crate) extent: fn(&Config) -> Extent,
    /// Its features are those of heads that RoPE turns.
    pub(crate) rotated: bool,
}

/// The shape of a tensor in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// One row.
    Vector(usize),
    /// Rows (features out) and columns (features in).
    Matrix(usize, usize),
}

impl Extent {
    pub(crate) fn rows(self) -> usize {
        match self {
            Extent::Vector(_) => 1,
            Extent::Matrix(rows, _) => rows,
        }
    }

    pub(crate) fn cols(self) -> usize {
        match self {
            Extent::Vector(cols) | Extent::Matrix(_, cols) => cols,
        }
    }
}

/// Which stream of random numbers a parameter starts from: `first + layer · by_layer + layers · by_layers`.
///
/// The numbers of the first entries are their places in the list as it first was, so that a seed goes on giving the same
/// model. Another entry takes `number << 32` for `first`, `number` its own, and moves no other's stream.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stream {
    first: u64,
    by_layer: u64,
    by_layers: u64,
}

impl Stream {
    const fn front(first: u64) -> Stream {
        Stream { first, by_layer: 0, by_layers: 0 }
    }

    /// Number `n` of the six that every block had first.
    const fn block(n: u64) -> Stream {
        Stream { first: 1 + n, by_layer: 6, by_layers: 0 }
    }

    /// Number `n` of those in blocks that came later.
    const fn later(n: u64) -> Stream {
        Stream { first: n << 32, by_layer: 1, by_layers: 0 }
    }

    const fn back(n: u64) -> Stream {
        Stream { first: 1 + n, by_layer: 0, by_layers: 6 }
    }

    pub(crate) fn number(self, config: &Config, layer: usize) -> u64 {
        self.first + self.by_layer * layer as u64 + self.by_layers * config.layers as u64
    }
}

const ALWAYS: fn(&Config) -> bool = |_| true;

/// The uses of what is multiplied value by value: it is small, and f32 everywhere.
pub(super) const ELEMENTWISE: Uses = Uses { lookup: false, product: false };

/// A norm's gain.
const GAIN: Kind = Kind { initial: |_, _| Initial::One, group: |_| Group::Norm, uses: |_| ELEMENTWISE };

/// What is added to a product.
const BIAS: Kind = Kind { initial: |_, _| Initial::Zero, ..GAIN };

/// A factor of the residual stream; first values are nanollama's.
const STREAM_FACTOR: Kind = Kind { initial: |_, _| Initial::One, group: |_| Group::StreamFactor, ..GAIN };

/// A factor of the first block's input.
const INPUT_FACTOR: Kind = Kind { initial: |_, _| Initial::Constant(0.1), group: |_| Group::InputFactor, ..GAIN };

/// A matrix that reads the residual stream.
const READER: Kind = Kind {
    initial: |_, fan_in| Initial::Uniform { bound: (3.0 / fan_in as f64).sqrt() },
    group: |_| Group::Matrix,
    uses: |_| Uses { lookup: false, product: true },
};

/// A matrix that writes into the residual stream: zero at first, so that every block starts as the identity.
const WRITER: Kind = Kind { initial: |_, _| Initial::Zero, ..READER };

/// The table of tokens. A tied one is the classifier too: it starts at a head's scale, because one of deviation 1 starts
/// at a loss far above `ln V` (the norm that follows the lookup makes its scale irrelevant there), and learns as a head.
const EMBEDDING: Kind = Kind {
    initial: |config, width| Initial::Normal {
        deviation: if config.features.tied { (width as f64).powf(-0.5) } else { 1.0 },
    },
    group: |config| if config.features.tied { Group::Head } else { Group::Embedding },
    uses: |config| Uses { lookup: true, product: config.features.tied },
};

/// A classifier of its own.
const HEAD: Kind =
    Kind { initial: |_, _| Initial::Normal { deviation: 0.001 }, group: |_| Group::Head, uses: READER.uses };

const fn tensor(name: &'static str, gguf_name: &'static str, extent: fn(&Config) -> Extent) -> Tensor {
    Tensor { name, gguf_name, extent, rotated: false }
}

const fn rotated(name: &'static str, gguf_name: &'static str, extent: fn(&Config) -> Extent) -> Tensor {
    Tensor { name, gguf_name, extent, rotated: true }
}

const fn entry(role: Role, place: Place, kind: &'static Kind, tensors: &'static [Tensor], stream: Stream) -> Entry {
    Entry { role, place, present: ALWAYS, kind, tensors, placement: Placement::Device, stream }
}

/// The table, in the order of the parameters in memory: front, one block, back.
pub(crate) static TABLE: [Entry; Role::COUNT] = [
    entry(
        Role::Embedding,
        Place::Front,
        &EMBEDDING,
        &[tensor("model.embed_tokens.weight", "token_embd.weight", |c| Extent::Matrix(c.vocabulary, c.dim))],
        Stream::front(0),
    ),
    Entry {
        present: |config| config.features.resformer,
        ..entry(
            Role::StreamFactor,
            Place::Block,
            &STREAM_FACTOR,
            &[tensor("stream_factor", "stream_factor.weight", |_| Extent::Vector(1))],
            Stream::later(1),
        )
    },
    Entry {
        present: |config| config.features.resformer,
        ..entry(
            Role::InputFactor,
            Place::Block,
            &INPUT_FACTOR,
            &[tensor("input_factor", "input_factor.weight", |_| Extent::Vector(1))],
            Stream::later(2),
        )
    },
    entry(
        Role::AttentionNorm,
        Place::Block,
        &GAIN,
        &[tensor("input_layernorm.weight", "attn_norm.weight", |c| Extent::Vector(c.dim))],
        Stream::block(0),
    ),
    entry(
        Role::Qkv,
        Place::Block,
        &READER,
        &[
            rotated("self_attn.q_proj.weight", "attn_q.weight", |c| Extent::Matrix(c.heads * c.head_dim, c.dim)),
            rotated("self_attn.k_proj.weight", "attn_k.weight", |c| Extent::Matrix(c.kv_heads * c.head_dim, c.dim)),
            tensor("self_attn.v_proj.weight", "attn_v.weight", |c| Extent::Matrix(c.kv_heads * c.head_dim, c.dim)),
        ],
        Stream::block(1),
    ),
    Entry {
        present: |config| config.features.qkv_bias,
        ..entry(
            Role::QueryBias,
            Place::Block,
            &BIAS,
            &[rotated("self_attn.q_proj.bias", "attn_q.bias", |c| Extent::Vector(c.heads * c.head_dim))],
            Stream::later(3),
        )
    },
    Entry {
        present: |config| config.features.qkv_bias,
        ..entry(
            Role::KeyBias,
            Place::Block,
            &BIAS,
            &[rotated("self_attn.k_proj.bias", "attn_k.bias", |c| Extent::Vector(c.kv_heads * c.head_dim))],
            Stream::later(4),
        )
    },
    Entry {
        present: |config| config.features.qkv_bias,
        ..entry(
            Role::ValueBias,
            Place::Block,
            &BIAS,
            &[tensor("self_attn.v_proj.bias", "attn_v.bias", |c| Extent::Vector(c.kv_heads * c.head_dim))],
            Stream::later(5),
        )
    },
    Entry {
        present: |config| config.features.head_gains,
        ..entry(
            Role::QueryGain,
            Place::Block,
            &GAIN,
            &[rotated("self_attn.q_norm.weight", "attn_q_norm.weight", |c| Extent::Vector(c.head_dim))],
            Stream::later(6),
        )
    },
    Entry {
        present: |config| config.features.head_gains,
        ..entry(
            Role::KeyGain,
            Place::Block,
            &GAIN,
            &[rotated("self_attn.k_norm.weight", "attn_k_norm.weight", |c| Extent::Vector(c.head_dim))],
            Stream::later(7),
        )
    },
    entry(
        Role::AttentionOutput,
        Place::Block,
        &WRITER,
        &[tensor("self_attn.o_proj.weight", "attn_output.weight", |c| Extent::Matrix(c.dim, c.heads * c.head_dim))],
        Stream::block(2),
    ),
    Entry {
        present: |config| config.features.output_bias,
        ..entry(
            Role::OutputBias,
            Place::Block,
            &BIAS,
            &[tensor("self_attn.o_proj.bias", "attn_output.bias", |c| Extent::Vector(c.dim))],
            Stream::later(8),
        )
    },
    entry(
        Role::FfnNorm,
        Place::Block,
        &GAIN,
        &[tensor("post_attention_layernorm.weight", "ffn_norm.weight", |c| Extent::Vector(c.dim))],
        Stream::block(3),
    ),
    entry(
        Role::GateUp,
        Place::Block,
        &READER,
        &[
            tensor("mlp.gate_proj.weight", "ffn_gate.weight", |c| Extent::Matrix(c.ffn, c.dim)),
            tensor("mlp.up_proj.weight", "ffn_up.weight", |c| Extent::Matrix(c.ffn, c.dim)),
        ],
        Stream::block(4),
    ),
    entry(
        Role::Down,
        Place::Block,
        &WRITER,
        &[tensor("mlp.down_proj.weight", "ffn_down.weight", |c| Extent::Matrix(c.dim, c.ffn))],
        Stream::block(5),
    ),
    entry(
        Role::FinalNorm,
        Place::Back,
        &GAIN,
        &[tensor("model.norm.weight", "output_norm.weight", |c| Extent::Vector(c.dim))],
        Stream::back(0),
    ),
    Entry {
        present: |config| !config.features.tied,
        ..entry(
            Role::Head,
            Place::Back,
            &HEAD,
            &[tensor("lm_head.weight", "output.weight", |c| Extent::Matrix(c.vocabulary, c.dim))],
            Stream::back(1),
        )
    },
];

/// The entries that models of `config` have.
pub(crate) fn present(config: &Config) -> impl Iterator<Item = &'static Entry> {
    TABLE.iter().filter(move |entry| (entry.present)(config))
}

impl Role {
    /// Hugging Face's name of its first tensor; in a block without what names the block.
    pub fn name(self) -> &'static str {
        self.first_tensor().name
    }

    /// llama.cpp's name of its first tensor; in a block without what names the block.
    pub fn gguf_name(self) -> &'static str {
        self.first_tensor().gguf_name
    }

    fn first_tensor(self) -> &'static Tensor {
        let entry = TABLE.iter().find(|entry| entry.role == self).expect("the table has an entry a role");
        entry.tensors.first().expect("an entry has a tensor")
    }
}
