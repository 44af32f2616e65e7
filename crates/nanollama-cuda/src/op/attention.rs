//! Attention for rows without a cache. Contract and truth: `nanollama_kernel::op::attention`; windows and a cap on scores
//! are computed here.

use nanollama_kernel::op::attention::Shape;

use crate::launch::{Address, Argument, Launch, Matrix, count};

/// Rows and keys of a tile.
const TILE: usize = 32;
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
    let Inputs { shape, query, .. } = inputs;
    let launch = inputs.launch("attention", shape.heads, 3, 1).pass(out).pass(log_sums);
    launch.pass(count(query.rows))
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
}

/// The gradients of query, key and value, overwritten, in two launches.
#[must_use]
pub fn grad(backward: Backward, dquery: Matrix, dkey: Matrix, dvalue: Matrix) -> [Launch; 2] {
    let Backward { inputs, out, log_sums, dout } = backward;
    let Inputs { shape, query, .. } = inputs;
    let of = |launch: Launch| launch.pass(out).pass(log_sums).pass(dout);
    let queries = of(inputs.launch("attention_grad_query", shape.heads, 4, 1)).pass(dquery.at).pass(dquery.stride);
    let keys = of(inputs.launch("attention_grad_key", shape.kv_heads, 4, 2)).pass(dkey.at).pass(dkey.stride);
    let keys = keys.pass(dvalue.at).pass(dvalue.stride);
    [queries.pass(count(query.rows)), keys.pass(count(query.rows))]
}

impl Inputs {
    /// A block a tile and head, with room for so many tiles of rows and of scores, and the inputs as its first arguments.
    fn launch(self, kernel: &'static str, heads: usize, tiles: usize, scores: usize) -> Launch {
        let Inputs { shape, query, key, value, positions } = self;
        let of_keys = 3 * TILE;
        let shared = 4 * (tiles * TILE * (shape.head_dim + 1) + scores * TILE * (TILE + 1) + of_keys);
        let launch = Launch::new(kernel, [query.rows.div_ceil(TILE), heads, 1], 256).shared(shared);
        launch.pass(Rows(query)).pass(Rows(key)).pass(Rows(value)).pass(Heads(shape)).pass(positions)
    }
}

/// `Rows` of the kernels.
struct Rows(Matrix);

impl Argument for Rows {
    fn write(self, words: &mut Vec<u64>) -> usize {
        words.extend([self.0.at.0, self.0.stride as u64]);
        16
    }
}

/// `AttentionShape` of the kernels: six words of 32 bits.
struct Heads(Shape);

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
