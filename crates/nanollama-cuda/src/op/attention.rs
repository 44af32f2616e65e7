//! Attention for rows without a cache. Contract and truth: `nanollama_kernel::op::attention`; windows and a cap on scores
//! are computed here. In bf16, heads of 64 and 128 go to kernels in tensor cores, and where warpgroups multiply to theirs.

use nanollama_kernel::op::attention::Shape;

use crate::launch::{Address, Argument, Launch, Matrix, count};
use crate::source::Number;

/// Rows and keys of a tile of the plain kernels.
const TILE: usize = 32;
/// Rows and keys of a tile in tensor cores.
const SIDE: usize = 64;
/// Warpgroups of a block of queries and of one of keys, and how many tiles on both sides its ring holds.
const QUERY_GROUPS: usize = 2;
const KEY_GROUPS: usize = 1;
const STAGES: usize = 3;
/// Bytes of what the backward measures of a query under a head.
const MEASURES: usize = 2 * size_of::<f32>();
/// The widest head.
pub const WIDEST: usize = 128;

/// What both passes read. Segments lie end to end and begin at position 0.
#[derive(Debug, Clone, Copy)]
pub struct Inputs {
    /// Heads.
    pub shape: Shape,
    /// `[T, heads · head_dim]`.
    pub query: Matrix,
    /// `[T, kv_heads · head_dim]`.
    pub key: Matrix,
    /// `[T, kv_heads · head_dim]`.
    pub value: Matrix,
    /// A word a row.
    pub positions: Address,
    /// How all of it is stored.
    pub number: Number,
    /// Whether the GPU's warpgroups multiply.
    pub warpgroups: bool,
}

/// Whether there are kernels for such heads: their width is a multiple of 8 up to [`WIDEST`], and a window or a cap that is
/// given is more than nothing.
#[must_use]
pub fn computes(shape: &Shape) -> bool {
    let wide = shape.head_dim.is_multiple_of(8) && (8..=WIDEST).contains(&shape.head_dim);
    wide && shape.window != Some(0) && shape.softcap.is_none_or(|cap| cap > 0.0)
}

/// `out: [T, heads · head_dim]` and `log_sums: [T, heads]` (f32).
#[must_use]
pub fn forward(inputs: Inputs, out: Address, log_sums: Address) -> Launch {
    let heads = inputs.shape.heads;
    let launch = match inputs.kernels(&[]) {
        Kernels::Group(Width::Narrow) => inputs.group("attention_group_64", heads, QUERY_GROUPS, 1),
        Kernels::Group(Width::Wide) => inputs.group("attention_group_128", heads, QUERY_GROUPS, 1),
        Kernels::Tensor(Width::Narrow) => inputs.tensor("attention_tensor_64", heads, 3),
        Kernels::Tensor(Width::Wide) => inputs.tensor("attention_tensor_128", heads, 3),
        Kernels::Plain => inputs.plain("attention", heads, 3, 1),
    };
    launch.pass(out).pass(log_sums).pass(count(inputs.query.rows))
}

/// What the backward reads besides: the forward's results, and the gradient of `out`.
#[derive(Debug, Clone, Copy)]
pub struct Backward {
    /// What the forward read.
    pub inputs: Inputs,
    /// `[T, heads · head_dim]`.
    pub out: Address,
    /// `[T, heads]`, f32.
    pub log_sums: Address,
    /// `[T, heads · head_dim]`.
    pub dout: Address,
    /// [`scratch_bytes`] to work in.
    pub scratch: Address,
}

/// Bytes that the backward of so many rows works in.
#[must_use]
pub fn scratch_bytes(shape: &Shape, rows: usize) -> usize {
    MEASURES * rows * shape.heads
}

/// The gradients of query, key and value, overwritten, in two launches.
#[must_use]
pub fn grad(backward: Backward, dquery: Matrix, dkey: Matrix, dvalue: Matrix) -> [Launch; 2] {
    let Backward { inputs, out, log_sums, dout, scratch } = backward;
    let Shape { heads, kv_heads, .. } = inputs.shape;
    let kernels = inputs.kernels(&[dquery, dkey, dvalue]);
    let [queries, keys] = match kernels {
        Kernels::Group(Width::Narrow) => [
            inputs.group("attention_group_grad_query_64", heads, QUERY_GROUPS, 2),
            inputs.group("attention_group_grad_key_64", kv_heads, KEY_GROUPS, 2),
        ],
        Kernels::Group(Width::Wide) => [
            inputs.group("attention_group_grad_query_128", heads, QUERY_GROUPS, 2),
            inputs.group("attention_group_grad_key_128", kv_heads, KEY_GROUPS, 2),
        ],
        Kernels::Tensor(Width::Narrow) => [
            inputs.tensor("attention_tensor_grad_query_64", heads, 4),
            inputs.tensor("attention_tensor_grad_key_64", kv_heads, 4),
        ],
        Kernels::Tensor(Width::Wide) => [
            inputs.tensor("attention_tensor_grad_query_128", heads, 4),
            inputs.tensor("attention_tensor_grad_key_128", kv_heads, 4),
        ],
        Kernels::Plain => {
            [inputs.plain("attention_grad_query", heads, 4, 1), inputs.plain("attention_grad_key", kv_heads, 4, 2)]
        }
    };
    let of = |launch: Launch| launch.pass(out).pass(log_sums).pass(dout);
    let [queries, keys] = match kernels {
        // The backward of queries leaves what that of keys reads.
        Kernels::Group(_) => [of(queries).pass(scratch), keys.pass(scratch).pass(dout)],
        _ => [of(queries), of(keys)],
    };
    let queries = queries.pass(dquery.at).pass(dquery.stride);
    let keys = keys.pass(dkey.at).pass(dkey.stride).pass(dvalue.at).pass(dvalue.stride);
    [queries.pass(count(inputs.query.rows)), keys.pass(count(inputs.query.rows))]
}

/// Which kernels compute it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kernels {
    /// Multiply-adds, for any head.
    Plain,
    /// Tensor cores, warp by warp.
    Tensor(Width),
    /// Tensor cores, warpgroup by warpgroup.
    Group(Width),
}

/// A width of heads that tensor cores have kernels for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Width {
    /// 64.
    Narrow,
    /// 128.
    Wide,
}

impl Inputs {
    /// Tensor cores take bf16 in rows that begin on 16 bytes, as all of a plan's do; warpgroups no cap, and a scale above 0.
    fn kernels(&self, outputs: &[Matrix]) -> Kernels {
        let rows = [self.query, self.key, self.value];
        let whole = |of: &Matrix| of.at.0.is_multiple_of(16) && of.stride.is_multiple_of(8);
        let possible = self.number == Number::Bf16 && rows.iter().chain(outputs).all(whole);
        let width = match self.shape.head_dim {
            64 if possible => Width::Narrow,
            128 if possible => Width::Wide,
            _ => return Kernels::Plain,
        };
        let uncapped = self.shape.softcap.is_none() && self.shape.scale() > 0.0;
        if self.warpgroups && uncapped { Kernels::Group(width) } else { Kernels::Tensor(width) }
    }

    /// A tile a warpgroup and a head a block, with room for so many tiles of each warpgroup's own and the ring: tiles of both
    /// sides and, in the backward, measures of queries.
    fn group(self, kernel: &'static str, heads: usize, groups: usize, own: usize) -> Launch {
        let tile = SIDE * self.shape.head_dim * Number::Bf16.bytes();
        let shared = own * groups * tile + STAGES * (2 * tile + MEASURES * SIDE);
        let blocks = self.query.rows.div_ceil(groups * SIDE);
        self.begin(Launch::new(kernel, [blocks, heads, 1], 128 * groups as u32).shared(shared))
    }

    /// A block a tile and head, with room for so many tiles and, of a tile of keys, three numbers a query.
    fn tensor(self, kernel: &'static str, heads: usize, tiles: usize) -> Launch {
        let shared = tiles * SIDE * (self.shape.head_dim + 8) * Number::Bf16.bytes() + 3 * SIDE * size_of::<f32>();
        self.begin(Launch::new(kernel, [self.query.rows.div_ceil(SIDE), heads, 1], 128).shared(shared))
    }

    /// A block a tile and head, with room for so many tiles of rows and of scores.
    fn plain(self, kernel: &'static str, heads: usize, tiles: usize, scores: usize) -> Launch {
        let of_keys = 3 * TILE;
        let shared = 4 * (tiles * TILE * (self.shape.head_dim + 1) + scores * TILE * (TILE + 1) + of_keys);
        self.begin(Launch::new(kernel, [self.query.rows.div_ceil(TILE), heads, 1], 256).shared(shared))
    }

    /// With the inputs as the first arguments.
    fn begin(self, launch: Launch) -> Launch {
        let Inputs { shape, query, key, value, positions, .. } = self;
        launch.pass(Rows(query)).pass(Rows(key)).pass(Rows(value)).pass(Heads(shape)).pass(positions)
    }
}

/// `Rows` of the kernels.
pub(super) struct Rows(pub(super) Matrix);

impl Argument for Rows {
    fn write(self, words: &mut Vec<u64>) -> usize {
        words.extend([self.0.at.0, self.0.stride as u64]);
        16
    }
}

/// `AttentionShape` of the kernels: six words of 32 bits.
pub(super) struct Heads(pub(super) Shape);

impl Argument for Heads {
    fn write(self, words: &mut Vec<u64>) -> usize {
        let Shape { heads, kv_heads, head_dim, window, softcap, .. } = self.0;
        let [scale, softcap] = [self.0.scale(), softcap.unwrap_or(0.0)].map(f32::to_bits);
        let pair = |low: u32, high: u32| u64::from(low) | u64::from(high) << 32;
        words.push(pair(count(heads), count(kv_heads)));
        words.push(pair(count(head_dim), window.map_or(0, count)));
        words.push(pair(scale, softcap));
        24
    }
}
