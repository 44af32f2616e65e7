//! Runs forward, loss and backward of a model for the tests of this folder, call by call, so that dead memory can be poisoned.

#![allow(dead_code, reason = "each test file uses its own part")]

use nanollama_graph::{ExecutionPlan, Goal, plan};
use nanollama_kernel::call::{Counts, Slot};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::launch::{Context, Targets};
use nanollama_kernel::memory::AlignedVec;
use nanollama_kernel::pool::Pool;
use nanollama_kernel::rows::Rows;
use nanollama_model::{Config, Model, forward_graph, rope_tables};

/// Free f32 behind every buffer of the arena, filled with [`CANARY`].
const CANARIES: usize = 8;
const CANARY: f32 = 1.234_567e-8;

pub(crate) struct Batch {
    pub(crate) rows: Rows,
    pub(crate) targets: Vec<u32>,
    pub(crate) weights: Vec<f32>,
}

impl Batch {
    /// `batch` rows of `time` tokens; documents begin at `boundaries`; every target counts.
    pub(crate) fn new(tokens: &[u32], targets: &[u32], batch: usize, time: usize, boundaries: &[u32]) -> Batch {
        let rows = Rows::from_rows(tokens.to_vec(), batch, time, boundaries).unwrap();
        Batch { rows, targets: targets.to_vec(), weights: vec![1.0; tokens.len()] }
    }
}

pub(crate) struct Pass {
    pub(crate) losses: Vec<f32>,
    /// In the order of `Model::parameters`; empty without a backward.
    pub(crate) gradients: Vec<AlignedVec>,
}

pub(crate) struct Setup {
    pub(crate) threads: usize,
    pub(crate) backward: bool,
    pub(crate) recompute: bool,
}

pub(crate) const FULL: Setup = Setup { threads: 2, backward: true, recompute: false };

/// Losses and gradients of the mean loss. Dead memory holds NaN throughout; canaries are checked at the end.
pub(crate) fn pass(model: &mut Model, batch: &Batch, setup: &Setup) -> Pass {
    let cpu = Cpu::new(Pool::new(setup.threads));
    model.pack(cpu.pool());
    let config = model.config().clone();
    let goal = if setup.backward { Goal::Gradients { recompute: setup.recompute } } else { Goal::Losses };
    let graph = forward_graph(&config).unwrap().toward(goal).unwrap();
    let counts = Counts { tokens: batch.rows.len(), selected: 0 };
    let plan = plan(&graph.at(counts), CANARIES).unwrap();
    let mut gradients: Vec<AlignedVec> = Vec::new();
    if setup.backward {
        for weight in model.weights() {
            let mut gradient = AlignedVec::zeroed(weight.rows() * weight.cols());
            gradient.fill(f32::NAN);
            gradients.push(gradient);
        }
    }
    let rope = rope_tables(&config, config.context);
    let total: f32 = batch.weights.iter().sum();
    let mut context = Context {
        rows: &batch.rows,
        selected: &[],
        weights: model.weights(),
        gradients: &mut gradients,
        accumulate: false,
        cache: None,
        targets: Some(Targets { ids: &batch.targets, weights: &batch.weights, scale: 1.0 / total }),
        rope: &rope,
    };
    let mut arena = AlignedVec::zeroed(plan.peak_bytes(counts) / size_of::<f32>());
    run_poisoned(&cpu, &plan, &mut arena, &mut context);
    Pass { losses: arena[range(&plan.results[0])].to_vec(), gradients }
}

/// Elements of a slot of a plan whose counts are fixed.
fn range(slot: &Slot) -> std::ops::Range<usize> {
    slot.offset..slot.end()
}

fn run_poisoned(cpu: &Cpu, plan: &ExecutionPlan, arena: &mut [f32], context: &mut Context<'_>) {
    arena.fill(f32::NAN);
    for (index, call) in plan.program.calls().iter().enumerate() {
        for lifetime in plan.lifetimes.iter().filter(|lifetime| lifetime.last + 1 == index) {
            let range = range(&lifetime.slot);
            let canaries = range.end..range.end + CANARIES;
            assert!(arena[canaries.clone()].iter().all(|&c| c == CANARY), "canary behind {range:?}");
            arena[range.start..canaries.end].fill(f32::NAN);
        }
        // A buffer born now may lie where one died just before: births come last.
        for lifetime in plan.lifetimes.iter().filter(|lifetime| lifetime.first == index) {
            let range = range(&lifetime.slot);
            arena[range.clone()].fill(f32::NAN);
            arena[range.end..range.end + CANARIES].fill(CANARY);
        }
        let counts = Counts { tokens: context.rows.len(), selected: 0 };
        plan.program
            .run_call(index, cpu, counts, arena, context)
            .unwrap_or_else(|error| panic!("call {index} {:?}: {error}", call.op));
        let poisoned = |output: &Slot| arena[range(output)].iter().any(|v| v.is_nan());
        assert!(!call.outputs.iter().any(poisoned), "call {index} {:?} read dead memory", call.op);
    }
}

/// A deterministic scatter of ids below `vocabulary`.
pub(crate) fn ids(count: usize, vocabulary: u32, seed: u32) -> Vec<u32> {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(12345);
    (0..count)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % vocabulary
        })
        .collect()
}

/// A model whose attention is peaked: initial matrices are zero or small, which hides faults.
pub(crate) fn peaked(config: &Config, seed: u64) -> Model {
    let mut model = nanollama_model::initialise(config, seed).unwrap();
    for (index, weight) in model.weights_mut().iter_mut().enumerate() {
        let values = weight.master_mut().unwrap();
        let norm = values.iter().all(|&v| v == 1.0);
        let noise = ids(values.len(), 1 << 16, index as u32 + 7);
        for (value, noise) in values.iter_mut().zip(noise) {
            let noise = noise as f32 / 32768.0 - 1.0;
            *value = if norm { 1.0 + 0.3 * noise } else { 0.5 * noise };
        }
    }
    model
}
