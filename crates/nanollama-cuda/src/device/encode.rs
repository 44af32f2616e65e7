//! What a call becomes: launches and products, as plain data. Who runs them is [`super::Cuda`].

use nanollama_kernel::call::{Call, CallError, Counts, Gain, Layout, Op, RopeId, Slot, Store, WeightId};
use nanollama_kernel::op::head::Head;

use crate::launch::{Address, Launch, Matrix};
use crate::op::{add, attention, attention_pages, bias, embedding, head, rms_norm, rope, scale, swiglu};
use crate::product::{Operand, Product};
use crate::source::Number;

/// A piece of work.
#[derive(Debug, Clone, PartialEq)]
pub enum Work {
    /// A kernel.
    Launch(Launch),
    /// A product.
    Product(Product),
}

impl From<Launch> for Work {
    fn from(launch: Launch) -> Work {
        Work::Launch(launch)
    }
}

impl From<Product> for Work {
    fn from(product: Product) -> Work {
        Work::Product(product)
    }
}

/// A weight of f32 values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeightPlace {
    /// Its values, row-major.
    pub at: Address,
    /// What products read of it, in the format of activations: the values themselves where that is f32.
    pub rounded: Address,
    /// Output features, or rows of a table.
    pub rows: usize,
    /// Input features.
    pub cols: usize,
}

/// What a launch was sent of its rows.
#[derive(Debug, Clone, Copy)]
pub struct RowsPlace {
    /// One id a row.
    pub tokens: Address,
    /// One position a row.
    pub positions: Address,
    /// The rows that results are asked of.
    pub selected: Address,
    /// What the head's loss needs.
    pub targets: Option<head::Targets>,
}

/// Key/value pages, f32.
#[derive(Debug, Clone, Copy)]
pub struct CachePlace {
    /// Those of the first layer, and whose pages are whose.
    pub first: attention_pages::Pages,
    /// Bytes of a layer.
    pub layer_bytes: usize,
}

impl CachePlace {
    fn of_layer(self, layer: usize) -> attention_pages::Pages {
        attention_pages::Pages { data: self.first.data.plus(layer * self.layer_bytes), ..self.first }
    }
}

/// Where all that a launch touches lies.
pub struct Places<'a> {
    /// The arena's regions.
    pub layout: Layout,
    /// The row counts.
    pub counts: Counts,
    /// How activations are stored.
    pub number: Number,
    /// Whether the GPU's warpgroups multiply.
    pub warpgroups: bool,
    /// The arena.
    pub arena: Address,
    /// The gradients of all that is trained.
    pub gradients: Option<Address>,
    /// A step's state.
    pub state: Option<Address>,
    /// The rows.
    pub rows: RowsPlace,
    /// The key/value pages; None where keys come from the rows.
    pub cache: Option<CachePlace>,
    /// A weight; None for one that is not f32 values.
    pub weight: &'a dyn Fn(WeightId) -> Option<WeightPlace>,
    /// Rotation angles.
    pub rope: &'a dyn Fn(RopeId) -> Option<Address>,
    /// What [`scratch_bytes`] says.
    pub scratch: Address,
}

/// What an op asks for that no kernel computes; checked when a program is prepared.
///
/// # Errors
/// [`CallError::Unsupported`].
pub fn check(call: &Call) -> Result<(), CallError> {
    let unsupported = |what| CallError::Unsupported { op: format!("{:?}", call.op), device: "a GPU", what };
    match &call.op {
        Op::Attention { shape, .. } | Op::AttentionGrad { shape } if !attention::computes(shape) => {
            Err(unsupported("attention of such heads"))
        }
        _ => Ok(()),
    }
}

/// Bytes that calls work in beside the arena, for launches of so many rows.
#[must_use]
pub fn scratch_bytes(calls: &[Call], rows: usize) -> usize {
    let of = |call: &Call| match &call.op {
        Op::AttentionGrad { shape } => attention::scratch_bytes(shape, rows),
        Op::EmbeddingGrad { .. } => embedding::Workspace::bytes([rows, call.inputs[0].extent.cols]),
        _ => 0,
    };
    calls.iter().map(of).max().unwrap_or(0)
}

/// The work of a call, in order.
///
/// # Errors
/// [`CallError`] for what the launch lacks.
pub fn encode(call: &Call, places: &Places<'_>) -> Result<Vec<Work>, CallError> {
    Encoder { call, places }.all()
}

struct Encoder<'a> {
    call: &'a Call,
    places: &'a Places<'a>,
}

impl Encoder<'_> {
    fn all(&self) -> Result<Vec<Work>, CallError> {
        let rows = self.places.rows;
        let (x, y) = (|i: usize| self.input(i), |o: usize| self.output(o));
        Ok(match self.call.op {
            // Places and marks.
            Op::Columns { .. } | Op::Tap { .. } => Vec::new(),
            Op::Embedding { table } => {
                let (table, y) = (self.weight(table)?, y(0));
                vec![embedding::forward(rows.tokens, y.rows, table.at, y.at, y.cols).into()]
            }
            Op::EmbeddingGrad { table, gradient } => {
                let (table, dy) = (self.weight(table)?, x(0));
                let workspace = embedding::Workspace::at(self.places.scratch, [dy.rows, dy.cols]);
                let sizes = [dy.rows, table.rows, table.cols];
                let into = self.gradient()?;
                let launches = embedding::grad(rows.tokens, workspace, dy.at, into, gradient == Store::Add, sizes);
                launches.into_iter().map(Work::from).collect()
            }
            Op::RmsNorm { gain, eps } => {
                let gain = self.gain(gain)?;
                vec![rms_norm::forward(x(0), y(1).cols, gain, eps, y(0).at, y(1).at).into()]
            }
            Op::RmsNormGrad { gain, input, gradient } => {
                let inputs = rms_norm::Backward {
                    x: x(0),
                    groups: x(1).cols,
                    gain: self.gain(gain)?,
                    inverse: x(1).at,
                    dy: x(2).at,
                };
                let mut work: Vec<Work> = Vec::new();
                if let Some(store) = gradient {
                    let partial = self.workspace(0).at;
                    let launches = rms_norm::grad_gain(inputs, partial, self.gradient()?, store == Store::Add);
                    work.extend(launches.map(Work::from));
                }
                work.extend(input.map(|store| rms_norm::grad(inputs, y(0), store == Store::Add).into()));
                work
            }
            Op::Linear { weight, residual } => {
                let product = self.forward(x(0), self.weight(weight)?, y(0));
                vec![if residual { product.plus(1.0, x(1).at) } else { product }.into()]
            }
            Op::LinearGradInput { weight, input } => {
                let product = self.backward(x(0), self.weight(weight)?, y(0));
                vec![product.adding(input == Store::Add).into()]
            }
            Op::LinearGradWeight { gradient, .. } => {
                let product = self.of_weight(x(0), x(1), self.gradient()?);
                vec![product.adding(gradient == Store::Add).into()]
            }
            Op::Rope { table, heads, head_dim, inverse } => {
                let turns = (self.places.rope)(table).ok_or_else(|| self.missing("such table of angles"))?;
                vec![rope::apply(y(0), rows.positions, turns, heads, head_dim, inverse).into()]
            }
            Op::Attention { layer, shape } => {
                let inputs = self.attention(shape);
                match self.places.cache {
                    Some(cache) => {
                        let launches = attention_pages::forward(inputs, cache.of_layer(layer), y(0).at, y(1).at);
                        launches.map(Work::from).into()
                    }
                    None => vec![attention::forward(inputs, y(0).at, y(1).at).into()],
                }
            }
            Op::AttentionGrad { shape } => {
                let inputs = self.attention(shape);
                let scratch = self.places.scratch;
                let backward = attention::Backward { inputs, out: x(3).at, log_sums: x(4).at, dout: x(5).at, scratch };
                attention::grad(backward, y(0), y(1), y(2)).map(Work::from).into()
            }
            Op::SwiGlu => vec![swiglu::forward(x(0).at, y(0).at, y(0).rows, y(0).cols).into()],
            Op::SwiGluGrad => vec![swiglu::grad(x(0).at, x(1).at, y(0).at, x(1).rows, x(1).cols).into()],
            Op::Head(Head { weight, softcap }) => {
                let logits = y(0);
                // Whoever draws a token of them reads f32.
                let product = Product { result: Number::F32, ..self.forward(x(0), self.weight(weight)?, logits) };
                let cap = softcap.map(|cap| head::cap(logits.at, cap, logits.rows * logits.cols).into());
                [product.into()].into_iter().chain(cap).collect()
            }
            Op::HeadLoss(of) => self.head(of, None, None)?,
            Op::HeadLossGrad { head, input, gradient } => self.head(head, Some(input), gradient)?,
            Op::SumLosses { sum } => {
                let targets = rows.targets.ok_or_else(|| self.missing("targets"))?;
                let state = self.places.state.ok_or_else(|| self.missing("place for the sum of its losses"))?;
                vec![head::sum_losses(x(0).at, targets.weights, x(0).rows, state, sum == Store::Add).into()]
            }
            Op::Add => vec![add::add(x(0).at, y(0).at, y(0).rows * y(0).cols).into()],
            Op::AddScaled { scale, first } => {
                let sizes = [x(0).rows, x(0).cols, y(0).cols];
                vec![add::add_scaled(x(0).at, y(0).at, scale, first, sizes).into()]
            }
            Op::AddScaledGrad { scale, first, count } => {
                let sizes = [x(0).rows, count, x(0).cols];
                vec![add::add_scaled_grad(x(0).at, y(0).at, scale, first, sizes).into()]
            }
            Op::Scale { factor, residual } => {
                let more = if residual { x(1).at } else { Address::NULL };
                vec![scale::forward(self.weight(factor)?.at, x(0).at, more, y(0).at, y(0).rows * y(0).cols).into()]
            }
            Op::ScaleGrad { factor, input, gradient } => {
                let (from, dy) = (x(0), x(1));
                let mut work: Vec<Work> = Vec::new();
                if let Some(store) = gradient {
                    let (partial, into) = (self.workspace(0).at, self.gradient()?);
                    let sizes = [from.rows, from.cols];
                    let launches = scale::grad_factor([from.at, dy.at], sizes, partial, into, store == Store::Add);
                    work.extend(launches.map(Work::from));
                }
                let factor = self.weight(factor)?.at;
                work.extend(input.map(|store| {
                    let dx = y(0);
                    let more = if store == Store::Add { dx.at } else { Address::NULL };
                    Work::from(scale::forward(factor, dy.at, more, dx.at, dx.rows * dx.cols))
                }));
                work
            }
            Op::Bias { bias, first } => {
                let (bias, y) = (self.weight(bias)?, y(0));
                vec![bias::forward(bias.at, y.at, first, [y.rows, bias.cols, y.cols]).into()]
            }
            Op::BiasGrad { bias, first, gradient } => {
                let (cols, dy, partial) = (self.weight(bias)?.cols, x(0), self.workspace(0).at);
                let (sizes, add) = ([dy.rows, cols, dy.cols], gradient == Store::Add);
                let launches = bias::grad(dy.at, first, sizes, partial, self.gradient()?, add);
                launches.map(Work::from).into()
            }
            Op::SelectRows => {
                vec![add::select_rows(x(0).at, rows.selected, y(0).at, [y(0).rows, y(0).cols]).into()]
            }
        })
    }

    /// The head over chunks of rows: as many as the workspace has logits for. `input` says whether the gradient of x is
    /// wanted, and is None where no gradient is.
    fn head(&self, head: Head<WeightId>, input: Option<bool>, gradient: Option<Store>) -> Result<Vec<Work>, CallError> {
        let targets = self.places.rows.targets.ok_or_else(|| self.missing("targets"))?;
        let weight = self.weight(head.weight)?;
        let (x, losses, logits) = (self.input(0), self.output(0), self.workspace(0));
        let number = self.places.number;
        // Room for so many rows of f32 is room for twice as many of bf16.
        let chunk = Matrix { rows: logits.rows * size_of::<f32>() / number.bytes(), ..logits };
        let mut work: Vec<Work> = Vec::new();
        for first in (0..x.rows).step_by(chunk.rows.max(1)) {
            let rows = chunk.rows.min(x.rows - first);
            let part = |of: Matrix| {
                let at = of.at.plus(first * of.stride * number.bytes());
                Matrix { at, rows, ..of }
            };
            let logits = Matrix { rows, cols: weight.rows, ..chunk };
            let words = |at: Address| at.plus(4 * first);
            let of = head::Targets {
                ids: words(targets.ids),
                weights: words(targets.weights),
                scale: if input.is_some() { targets.scale } else { Address::NULL },
            };
            work.push(self.forward(part(x), weight, logits).into());
            work.push(head::softmax(logits, of, words(losses.at), head.softcap).into());
            if input == Some(true) {
                work.push(self.backward(logits, weight, part(self.output(1))).into());
            }
            if let Some(store) = gradient {
                let product = self.of_weight(part(x), logits, self.gradient()?);
                work.push(product.adding(store == Store::Add || first > 0).into());
            }
        }
        Ok(work)
    }

    /// `y = x Wᵀ`.
    fn forward(&self, x: Matrix, weight: WeightPlace, y: Matrix) -> Product {
        let (left, right) = (Operand::rows(x.at, x.stride), Operand::columns(weight.rounded, weight.cols));
        self.product([x.rows, weight.rows, weight.cols], left, right, y)
    }

    /// `dx = dy W`.
    fn backward(&self, dy: Matrix, weight: WeightPlace, dx: Matrix) -> Product {
        let (left, right) = (Operand::rows(dy.at, dy.stride), Operand::rows(weight.rounded, weight.cols));
        self.product([dy.rows, weight.cols, weight.rows], left, right, dx)
    }

    /// `dw = dyᵀ x`, f32.
    fn of_weight(&self, x: Matrix, dy: Matrix, dw: Address) -> Product {
        let (left, right) = (Operand::columns(dy.at, dy.stride), Operand::rows(x.at, x.stride));
        let product = Product::new([dy.cols, x.cols, x.rows], left, right, dw, self.places.number);
        Product { result: Number::F32, ..product }
    }

    fn product(&self, size: [usize; 3], left: Operand, right: Operand, to: Matrix) -> Product {
        Product { stride: to.stride, ..Product::new(size, left, right, to.at, self.places.number) }
    }

    fn attention(&self, shape: nanollama_kernel::op::attention::Shape) -> attention::Inputs {
        let [query, key, value] = [0, 1, 2].map(|i| self.input(i));
        let Places { number, warpgroups, rows, .. } = *self.places;
        attention::Inputs { shape, query, key, value, positions: rows.positions, number, warpgroups }
    }

    fn input(&self, index: usize) -> Matrix {
        self.matrix(&self.call.inputs[index])
    }

    fn output(&self, index: usize) -> Matrix {
        self.matrix(&self.call.outputs[index])
    }

    fn workspace(&self, index: usize) -> Matrix {
        self.matrix(&self.call.workspace[index])
    }

    fn matrix(&self, slot: &Slot) -> Matrix {
        let Places { layout, counts, arena, .. } = self.places;
        Matrix {
            at: arena.plus(layout.first_byte(slot, *counts)),
            rows: counts.of(slot.extent.rows),
            cols: slot.extent.cols,
            stride: slot.stride,
        }
    }

    fn gradient(&self) -> Result<Address, CallError> {
        let place = self.call.gradient.zip(self.places.gradients);
        place.map(|(slot, gradients)| gradients.plus(slot.offset)).ok_or_else(|| self.missing("gradients"))
    }

    /// Null where there is none.
    fn gain(&self, gain: Gain) -> Result<Address, CallError> {
        gain.weight().map_or(Ok(Address::NULL), |id| Ok(self.weight(id)?.at))
    }

    fn weight(&self, id: WeightId) -> Result<WeightPlace, CallError> {
        let frozen = || CallError::Unsupported {
            op: format!("{:?}", self.call.op),
            device: "a GPU",
            what: "weights that are stored in another form than f32",
        };
        (self.places.weight)(id).ok_or_else(frozen)
    }

    fn missing(&self, what: &'static str) -> CallError {
        CallError::Missing { op: format!("{:?}", self.call.op), what }
    }
}
