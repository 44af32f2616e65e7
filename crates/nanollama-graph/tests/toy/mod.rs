//! A toy model of two blocks whose first value is read again in the second, and its runs.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::cell::RefCell;

use nanollama_graph::{Arena, Builder, Executor, Goal, GradientLayout, Graph, Recorder, Trainable, plan};
use nanollama_kernel::call::{RopeId, Slot, WeightId, WeightShape};
use nanollama_kernel::context::{Context, Training};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::device::{Buffer, DeviceMemory, Readback};
use nanollama_kernel::op::rope::RopeTable;
use nanollama_kernel::pool::Pool;
use nanollama_kernel::rows::{RowBlock, Rows, Targets};
use nanollama_kernel::update::StepState;
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
    shapes_of(&SHAPES)
}

pub(crate) fn shapes_of(shapes: &[[usize; 2]]) -> Vec<WeightShape> {
    shapes.iter().map(|&[rows, cols]| WeightShape::dense(rows, cols)).collect()
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
    /// Shared by all executors.
    pub(crate) arena: RefCell<Arena>,
}

impl Toy {
    pub(crate) fn new() -> Toy {
        let values = |(index, &[rows, cols]): (usize, &[usize; 2])| values(rows * cols, index);
        Toy::with(&SHAPES, &SHAPES.iter().enumerate().map(values).collect::<Vec<_>>())
    }

    /// Weights of these shapes and values.
    pub(crate) fn with(shapes: &[[usize; 2]], values: &[Vec<f32>]) -> Toy {
        let cpu = Cpu::new(Pool::new(2));
        let dense =
            |(&[rows, cols], values): (&[usize; 2], &Vec<f32>)| Weight::dense(&cpu, rows, cols, values).unwrap();
        let weights = shapes.iter().zip(values).map(dense).collect();
        let mut rope = RopeTable::new(8, 10_000.0);
        rope.grow(&cpu, 64).unwrap();
        Toy { cpu, weights, rope, arena: RefCell::default() }
    }

    /// The same with weight `index` moved along `direction`.
    pub(crate) fn moved(&self, index: usize, direction: &[f32], step: f32) -> Toy {
        let all = |w: &Weight| w.values(&self.cpu, 0..w.rows()).unwrap().into_owned();
        let mut values: Vec<Vec<f32>> = self.weights.iter().map(all).collect();
        values[index].iter_mut().zip(direction).for_each(|(value, d)| *value += step * d);
        let shapes: Vec<[usize; 2]> = self.weights.iter().map(|w| [w.rows(), w.cols()]).collect();
        Toy::with(&shapes, &values)
    }

    pub(crate) fn executor(&self, graph: &Graph) -> Executor {
        Executor::new(&self.cpu, plan(graph, &self.layout(), 0).unwrap()).unwrap()
    }

    /// Result 0 for a text of `tokens` tokens. Targets are of the selected rows, or of all where none is selected.
    pub(crate) fn run(&self, executor: &mut Executor, tokens: usize, selected: &[u32]) -> Vec<f32> {
        self.run_with(executor, tokens, selected, None)
    }

    /// The same, with gradients.
    pub(crate) fn run_with(
        &self,
        executor: &mut Executor,
        tokens: usize,
        selected: &[u32],
        gradients: Option<&mut Buffer>,
    ) -> Vec<f32> {
        let ids: Vec<u32> = (0..tokens as u32).map(|t| t * 5 % VOCABULARY as u32).collect();
        let mut rows = Rows::default();
        rows.push(&ids, 0, []);
        let target = |row: u32| row * 11 % VOCABULARY as u32;
        let targets: Vec<u32> = if selected.is_empty() {
            (0..tokens as u32).map(target).collect()
        } else {
            selected.iter().map(|&s| target(s)).collect()
        };
        let counted = vec![1.0; targets.len()];
        let targets = Targets { ids: &targets, weights: &counted, scale: 1.0 / tokens as f32 };
        let mut block = RowBlock::default();
        block.send(&self.cpu, &rows, selected, Some(targets)).unwrap();
        let mut state = self.cpu.allocate("state", StepState::BYTES).unwrap();
        let mut context = Context {
            rows: &block,
            weights: &self.weights,
            further: &[],
            adapters: &[],
            training: gradients.map(|gradients| Training { gradients, state: &mut state }),
            cache: None,
            rope: std::slice::from_ref(&self.rope),
        };
        let arena = &mut *self.arena.borrow_mut();
        executor.run(&self.cpu, arena, &mut context).unwrap();
        let mut losses = Readback::default();
        let trained = context.training.is_some();
        let losses = executor.fetch(&self.cpu, arena, 0, &mut losses).unwrap().to_vec();
        if trained {
            let mut words = Readback::default();
            StepState::read(&self.cpu, &state, &mut words).unwrap();
            let sum = losses.iter().fold(0.0, |sum, &loss| sum + f64::from(loss));
            assert_eq!(StepState::of_words(self.cpu.wait(&words)).loss, sum, "the step knows the sum of its losses");
        }
        losses
    }

    /// All weights' gradients, one after the other.
    pub(crate) fn layout(&self) -> GradientLayout {
        let shape = |w: &Weight| WeightShape::dense(w.rows(), w.cols());
        let order: Vec<WeightId> = (0..self.weights.len() as u32).map(WeightId).collect();
        GradientLayout::new(&order, &self.weights.iter().map(shape).collect::<Vec<_>>())
    }

    /// Losses of `tokens` tokens and the gradients of what is trained; the others' are NaN.
    pub(crate) fn differentiate(
        &self,
        forward: &Graph,
        trainable: &Trainable,
        recompute: bool,
        tokens: usize,
    ) -> (Vec<f32>, Vec<Vec<f32>>) {
        let graph = forward.toward(Goal::Gradients { trainable, recompute }).unwrap();
        let layout = self.layout();
        let mut buffer = self.cpu.allocate("gradients", layout.bytes()).unwrap();
        self.cpu.edit(&mut buffer, 0..layout.bytes(), &mut |gradients| gradients.fill(f32::NAN));
        let losses = self.run_with(&mut self.executor(&graph), tokens, &[], Some(&mut buffer));
        let of = |slot: Slot| self.cpu.lend(&buffer, slot.offset..slot.end()).into_owned();
        let gradients = layout.slots().map(of).collect();
        (losses, gradients)
    }
}

/// Numbers from -1 to 1.
pub(crate) fn values(count: usize, salt: usize) -> Vec<f32> {
    (0..count).map(|i| ((i * 7919 + salt * 31) % 101) as f32 / 50.0 - 1.0).collect()
}
