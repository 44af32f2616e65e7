//! A toy model of two blocks whose first value is read again in the second, and its runs.

#![allow(dead_code, reason = "each test file uses its own part")]

use nanollama_graph::{Builder, Executor, Graph, Recorder, plan};
use nanollama_kernel::call::{Counts, RopeId, WeightId, WeightShape};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::launch::{Context, Targets};
use nanollama_kernel::memory::AlignedVec;
use nanollama_kernel::op::rope::RopeTable;
use nanollama_kernel::pool::Pool;
use nanollama_kernel::rows::Rows;
use nanollama_kernel::weight::Weight;

pub(crate) const VOCABULARY: usize = 19;
pub(crate) const WIDTH: usize = 24;

pub(crate) const TABLE: WeightId = WeightId(0);
pub(crate) const GAIN: WeightId = WeightId(1);
/// Square.
pub(crate) const MATRIX: WeightId = WeightId(2);
pub(crate) const HEAD: WeightId = WeightId(3);

const SHAPES: [[usize; 2]; 4] = [[VOCABULARY, WIDTH], [1, WIDTH], [WIDTH, WIDTH], [VOCABULARY, WIDTH]];

pub(crate) fn weight_shapes() -> Vec<WeightShape> {
    SHAPES.iter().map(|&[rows, cols]| WeightShape { rows, cols }).collect()
}

/// The embedding is added again at the very end, across both blocks.
pub(crate) fn forward() -> Graph {
    let mut recorder = Recorder::new(weight_shapes());
    let first = recorder.embedding(TABLE);
    let mut x = first;
    for block in 0..2 {
        recorder.block(block);
        let normed = recorder.rms_norm(x, GAIN, 1e-5);
        let turned = recorder.rope(normed, RopeId(0), 2, 8);
        x = recorder.linear(turned, MATRIX, Some(x));
    }
    let y = recorder.rms_norm(x, GAIN, 1e-5);
    let y = recorder.linear(y, MATRIX, Some(first));
    let logits = recorder.head(y, HEAD);
    recorder.finish(logits).unwrap()
}

/// Weights and a device.
pub(crate) struct Toy {
    cpu: Cpu,
    weights: Vec<Weight>,
    rope: RopeTable,
}

impl Toy {
    pub(crate) fn new() -> Toy {
        let dense = |(index, &[rows, cols]): (usize, &[usize; 2])| {
            let value = |i: usize| ((i * 7919 + index * 31) % 101) as f32 / 50.0 - 1.0;
            let values: Vec<f32> = (0..rows * cols).map(value).collect();
            Weight::dense(rows, cols, AlignedVec::from_slice(&values))
        };
        let weights = SHAPES.iter().enumerate().map(dense).collect();
        Toy { cpu: Cpu::new(Pool::new(2)), weights, rope: RopeTable::new(8, 10_000.0, 64) }
    }

    pub(crate) fn executor(&self, graph: &Graph) -> Executor {
        Executor::new(plan(graph, 0).unwrap(), Counts::default()).unwrap()
    }

    /// Result 0 for a text of `tokens` tokens. Targets are of the selected rows, or of all where none is selected.
    pub(crate) fn run(&self, executor: &mut Executor, tokens: usize, selected: &[u32]) -> Vec<f32> {
        self.run_with(executor, tokens, selected, &mut [])
    }

    /// The same, with gradients.
    pub(crate) fn run_with(
        &self,
        executor: &mut Executor,
        tokens: usize,
        selected: &[u32],
        gradients: &mut [AlignedVec],
    ) -> Vec<f32> {
        let ids: Vec<u32> = (0..tokens as u32).map(|t| t * 5 % VOCABULARY as u32).collect();
        let mut rows = Rows::default();
        rows.push(&ids, 0, &[]);
        let target = |row: u32| row * 11 % VOCABULARY as u32;
        let targets: Vec<u32> = if selected.is_empty() {
            (0..tokens as u32).map(target).collect()
        } else {
            selected.iter().map(|&s| target(s)).collect()
        };
        let counted = vec![1.0; targets.len()];
        let mut context = Context {
            rows: &rows,
            selected,
            weights: &self.weights,
            gradients,
            accumulate: false,
            cache: None,
            targets: Some(Targets { ids: &targets, weights: &counted, scale: 1.0 / tokens as f32 }),
            rope: std::slice::from_ref(&self.rope),
        };
        executor.run(&self.cpu, &mut context).unwrap();
        executor.result(0).to_vec()
    }

    /// Room for a gradient a weight, full of NaN.
    pub(crate) fn gradients(&self) -> Vec<AlignedVec> {
        let nan = |&[rows, cols]: &[usize; 2]| AlignedVec::from_slice(&vec![f32::NAN; rows * cols]);
        SHAPES.iter().map(nan).collect()
    }
}
