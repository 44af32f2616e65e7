//! Attention for rows without a cache. Contract and truth: `nanollama_kernel::op::attention`; windows and a cap on scores
//! are computed here. In bf16, heads of 64 and 128 go to kernels in tensor cores.

use nanollama_kernel::op::attention::Shape;

use crate::launch::{Address, Argument, Launch, Matrix, count};
use crate::source::Number;

/// Rows and keys of a tile of the plain kernels.
const TILE: usize = 32;
/// Rows and keys of a tile in tensor cores.
const SIDE: usize = 64;
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
pub fn forward(inputs: Inputs, number: Number, out: Address, log_sums: Address) -> Launch {
    let heads = inputs.shape.heads;
    let launch = match inputs.in_tensor_cores(number, &[]) {
        Some(Width::Narrow) => inputs.tensor("attention_tensor_64", heads, 3),
        Some(Width::Wide) => inputs.tensor("attention_tensor_128", heads, 3),
        None => inputs.plain("attention", heads, 3, 1),
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
}

/// The gradients of query, key and value, overwritten, in two launches.
#[must_use]
pub fn grad(backward: Backward, number: Number, dquery: Matrix, dkey: Matrix, dvalue: Matrix) -> [Launch; 2] {
    let Backward { inputs, out, log_sums, dout } = backward;
    let Shape { heads, kv_heads, .. } = inputs.shape;
    let [queries, keys] = match inputs.in_tensor_cores(number, &[dquery, dkey, dvalue]) {
        Some(Width::Narrow) => [
            inputs.tensor("attention_tensor_grad_query_64", heads, 4),
            inputs.tensor("attention_tensor_grad_key_64", kv_heads, 4),
        ],
        Some(Width::Wide) => [
            inputs.tensor("attention_tensor_grad_query_128", heads, 4),
            inputs.tensor("attention_tensor_grad_key_128", kv_heads, 4),
        ],
        None => [inputs.plain("attention_grad_query", heads, 4, 1), inputs.plain("attention_grad_key", kv_heads, 4, 2)],
    };
    let of = |launch: Launch| launch.pass(out).pass(log_sums).pass(dout);
    let queries = of(queries).pass(dquery.at).pass(dquery.stride);
    let keys = of(keys).pass(dkey.at).pass(dkey.stride).pass(dvalue.at).pass(dvalue.stride);
    [queries.pass(count(inputs.query.rows)), keys.pass(count(inputs.query.rows))]
}

/// A width of heads that tensor cores have kernels for.
enum Width {
    /// 64.
    Narrow,
    /// 128.
    Wide,
}

impl Inputs {
    /// Which kernels in tensor cores compute it, if any: bf16 in rows that begin on 16 bytes, as all of a plan's do.
    fn in_tensor_cores(&self, number: Number, outputs: &[Matrix]) -> Option<Width> {
        let rows = [self.query, self.key, self.value];
        let whole = |of: &Matrix| of.at.0.is_multiple_of(16) && of.stride.is_multiple_of(8);
        let possible = number == Number::Bf16 && rows.iter().chain(outputs).all(whole);
        match self.shape.head_dim {
            64 if possible => Some(Width::Narrow),
            128 if possible => Some(Width::Wide),
            _ => None,
        }
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
        let Inputs { shape, query, key, value, positions } = self;
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
