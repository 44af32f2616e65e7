//! Runs forward, loss and backward of a model for the tests of this folder, call by call, so that dead memory can be poisoned.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::borrow::Cow;
use std::ops::Range;

use nanollama_graph::{ExecutionPlan, Goal, Trainable, plan};
use nanollama_kernel::call::{Counts, Slot, WeightId};
use nanollama_kernel::context::{Context, Training};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::device::far::Far;
use nanollama_kernel::device::{Buffer, Device};
use nanollama_kernel::dtype::DType;
use nanollama_kernel::pool::Pool;
use nanollama_kernel::rows::{RowBlock, Rows, Targets};
use nanollama_kernel::update::StepState;
use nanollama_model::{
    Config, Error, Features, Model, TensorData, Windows, forward_graph, gradient_layout, rope_tables,
};

/// Free bytes behind every buffer of the arena, filled with [`CANARY`].
const CANARIES: usize = 32;
const CANARY: f32 = 1.234_567e-8;

pub(crate) struct Batch {
    pub(crate) rows: Rows,
    pub(crate) targets: Vec<u32>,
    pub(crate) weights: Vec<f32>,
}

impl Batch {
    /// `batch` rows of `time` tokens; documents begin at `boundaries`; every target counts.
    pub(crate) fn new(tokens: &[u32], targets: &[u32], batch: usize, time: usize, boundaries: &[u32]) -> Batch {
        assert_eq!(tokens.len(), batch * time);
        let mut starts: Vec<usize> = (0..batch).map(|row| row * time).collect();
        starts.extend(boundaries.iter().map(|&boundary| boundary as usize));
        starts.sort_unstable();
        starts.dedup();
        let mut rows = Rows::default();
        for (index, &start) in starts.iter().enumerate() {
            let end = starts.get(index + 1).copied().unwrap_or(tokens.len());
            rows.push(&tokens[start..end], 0, []);
        }
        Batch { rows, targets: targets.to_vec(), weights: vec![1.0; tokens.len()] }
    }
}

pub(crate) struct Pass {
    pub(crate) losses: Vec<f32>,
    /// In the order of `Model::parameters`; empty without a backward.
    pub(crate) gradients: Vec<Vec<f32>>,
}

pub(crate) struct Setup {
    pub(crate) threads: usize,
    pub(crate) backward: bool,
    pub(crate) recompute: bool,
    /// On the device whose memory the host cannot reach.
    pub(crate) far: bool,
}

pub(crate) const FULL: Setup = Setup { threads: 2, backward: true, recompute: false, far: false };

/// Losses and gradients of the mean loss. Dead memory holds NaN throughout; canaries are checked at the end.
pub(crate) fn pass(model: &mut Model, batch: &Batch, setup: &Setup) -> Pass {
    let cpu = Cpu::new(Pool::new(setup.threads));
    let (far, mut there);
    let (device, model): (&dyn Device, &mut Model) = if setup.far {
        far = Far::new(Cpu::new(Pool::new(setup.threads)));
        there = copied(model, &cpu, &far);
        (&far, &mut there)
    } else {
        (&cpu, model)
    };
    model.pack(device).unwrap();
    let config = model.config().clone();
    let trainable = Trainable::all(model.weights().len());
    let goal = match setup {
        Setup { backward: true, recompute, .. } => Goal::Gradients { trainable: &trainable, recompute: *recompute },
        Setup { backward: false, .. } => Goal::Losses,
    };
    let graph = forward_graph(&config).unwrap().toward(goal).unwrap();
    let counts = Counts { tokens: batch.rows.len(), selected: 0 };
    let layout = gradient_layout(&config, &trainable);
    let plan = plan(&graph.at(counts), &layout, CANARIES).unwrap();
    let mut gradients = device.allocate("gradients", layout.bytes()).unwrap();
    let mut state = device.allocate("state", StepState::BYTES).unwrap();
    device.edit(&mut gradients, 0..layout.bytes(), &mut |all| all.fill(f32::NAN));
    let mut rope = rope_tables(&config);
    rope.iter_mut().for_each(|table| table.grow(device, config.context).unwrap());
    let total: f32 = batch.weights.iter().sum();
    let targets = Targets { ids: &batch.targets, weights: &batch.weights, scale: 1.0 / total };
    let mut block = RowBlock::default();
    block.send(device, &batch.rows, &[], Some(targets)).unwrap();
    let mut context = Context {
        rows: &block,
        weights: model.weights(),
        further: &[],
        adapters: &[],
        training: Some(Training { gradients: &mut gradients, state: &mut state }),
        cache: None,
        rope: &rope,
    };
    let mut arena = device.allocate("activations", plan.peak_bytes(counts)).unwrap();
    run_poisoned(device, &plan, &mut arena, &mut context);
    let losses = floats(device, &arena, columns(&plan.results[0]).remove(0));
    let weights = (0..model.weights().len() as u32).filter(|_| setup.backward).map(WeightId);
    let of = |id| {
        let slot = layout.slot(id).unwrap();
        floats(device, &gradients, slot.offset..slot.end())
    };
    Pass { losses, gradients: weights.map(of).collect() }
}

/// The same model on another device.
pub(crate) fn copied(model: &Model, from: &dyn Device, to: &dyn Device) -> Model {
    Model::load_dense::<Error>(to, model.config(), |name| {
        let part = |(other, shape, values): (&str, Vec<usize>, Cow<'_, [f32]>)| {
            let bytes = values.iter().flat_map(|value| value.to_le_bytes()).collect();
            (other == name).then_some(TensorData { dtype: DType::F32, shape, bytes })
        };
        Ok(model.tensors(from).find_map(part))
    })
    .unwrap()
}

/// Bytes of each row of a slot of a plan whose counts are fixed; of all rows together where they lie densely.
fn columns(slot: &Slot) -> Vec<Range<usize>> {
    if slot.is_dense() {
        return std::iter::once(slot.offset..slot.end()).collect();
    }
    let row = |row: usize| {
        let first = slot.offset + row * slot.row_bytes() + slot.column * size_of::<f32>();
        first..first + slot.extent.cols * size_of::<f32>()
    };
    (0..slot.extent.rows.fixed().unwrap()).map(row).collect()
}

fn fill(device: &dyn Device, arena: &mut Buffer, range: Range<usize>, value: f32) {
    device.upload(arena, range.start, &value.to_le_bytes().repeat(range.len() / size_of::<f32>()));
}

fn floats(device: &dyn Device, arena: &Buffer, range: Range<usize>) -> Vec<f32> {
    device.lend(arena, range).into_owned()
}

fn run_poisoned(device: &dyn Device, plan: &ExecutionPlan, arena: &mut Buffer, context: &mut Context<'_>) {
    let counts = context.rows.counts();
    let whole = 0..arena.bytes();
    fill(device, arena, whole, f32::NAN);
    let behind = |slot: &Slot| slot.end()..slot.end() + CANARIES;
    for (index, call) in plan.calls.iter().enumerate() {
        for lifetime in plan.lifetimes.iter().filter(|lifetime| lifetime.last + 1 == index) {
            let canaries = floats(device, arena, behind(&lifetime.slot));
            assert!(canaries.iter().all(|&c| c == CANARY), "canary behind {:?}", lifetime.slot);
            fill(device, arena, lifetime.slot.offset..lifetime.slot.end() + CANARIES, f32::NAN);
        }
        // A buffer born now may lie where one died just before: births come last.
        for lifetime in plan.lifetimes.iter().filter(|lifetime| lifetime.first == index) {
            fill(device, arena, lifetime.slot.offset..lifetime.slot.end(), f32::NAN);
            fill(device, arena, behind(&lifetime.slot), CANARY);
        }
        let program = device.prepare(vec![call.clone()], plan.layout).unwrap();
        device
            .run(&program, counts, arena, context)
            .unwrap_or_else(|(_, error)| panic!("call {index} {:?}: {error}", call.op));
        for range in call.outputs.iter().flat_map(columns) {
            let poisoned = floats(device, arena, range).iter().any(|v| v.is_nan());
            assert!(!poisoned, "call {index} {:?} read dead memory", call.op);
        }
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
/// Everything beyond the plain Llama that changes what is computed, each alone, then all together.
pub(crate) fn featured(short: usize) -> Vec<Features> {
    let windows = Some(Windows { pattern: "SL".parse().unwrap(), short });
    let plain = Features::default();
    let biased = Features { qkv_bias: true, output_bias: true, head_gains: true, ..plain };
    let all = Features {
        tied: true,
        softcap: Some(3.0),
        qk_norm: true,
        post_emb_norm: true,
        resformer: true,
        windows,
        ..biased
    };
    vec![
        Features { softcap: all.softcap, ..plain },
        Features { qk_norm: true, ..plain },
        Features { qkv_bias: true, ..plain },
        Features { output_bias: true, ..plain },
        Features { head_gains: true, ..plain },
        biased,
        Features { post_emb_norm: true, ..plain },
        Features { resformer: true, ..plain },
        Features { windows, ..plain },
        all,
    ]
}

pub(crate) fn peaked(config: &Config, seed: u64) -> Model {
    let cpu = Cpu::new(Pool::new(1));
    let mut model = nanollama_model::initialise(&cpu, config, seed).unwrap();
    for (index, weight) in model.weights_mut().iter_mut().enumerate() {
        weight.edit(&cpu, |values| {
            let norm = values.iter().all(|&v| v == 1.0);
            let noise = ids(values.len(), 1 << 16, index as u32 + 7);
            for (value, noise) in values.iter_mut().zip(noise) {
                let noise = noise as f32 / 32768.0 - 1.0;
                *value = if norm { 1.0 + 0.3 * noise } else { 0.5 * noise };
            }
        });
    }
    model
}
