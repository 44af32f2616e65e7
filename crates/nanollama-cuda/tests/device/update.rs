//! Updates of many tensors of one shape, which a GPU moves together, against the CPU, which moves one after the other.

use nanollama_cuda::device::Cuda;
use nanollama_cuda::source::Number;
use nanollama_kernel::call::{LINE, WeightId, WeightShape};
use nanollama_kernel::device::{Buffer, Device};
use nanollama_kernel::op::adamw::{AdamW, Factors};
use nanollama_kernel::pool::Pool;
use nanollama_kernel::update::{
    StepMemory, StepState, UpdateMemory, UpdateProgram, UpdateRule, UpdateSettings, UpdateSizes, UpdateTensor,
};
use nanollama_kernel::weight::Weight;

use super::{assert_close, cpu, normal, opened};

/// Rows and columns of the tensors, and how many such one weight has. Those of one row are AdamW's.
const WEIGHTS: [([usize; 2], usize); 12] = [
    ([1, 24], 1),
    ([32, 32], 3),
    ([32, 32], 1),
    ([40, 24], 1),
    ([24, 40], 2),
    ([1, 24], 1),
    ([32, 32], 1),
    ([40, 24], 1),
    ([16, 48], 1),
    ([1, 900], 1),
    ([24, 40], 1),
    ([1, 24], 1),
];
const STEPS: u32 = 3;

fn shapes() -> [WeightShape; WEIGHTS.len()] {
    WEIGHTS.map(|([rows, cols], parts)| WeightShape::dense(parts * rows, cols))
}

/// All tensors of the weights, their gradients and moments one behind the other.
fn program() -> UpdateProgram {
    let (mut gradients, mut moments, mut tensors, mut squares) = (0, 0, Vec::new(), Vec::new());
    for (weight, ([rows, cols], parts)) in WEIGHTS.into_iter().enumerate() {
        let whole = 4 * rows * cols;
        squares.push(gradients..gradients + parts * whole);
        for part in 0..parts {
            let (rule, second) = if rows > 1 {
                (UpdateRule::Muon { beta2: 0.9 }, 4 * rows.max(cols))
            } else {
                (UpdateRule::AdamW { beta1: 0.8, beta2: 0.95, eps: 1e-8 }, whole)
            };
            let gradient = gradients + part * whole;
            let (weight, first_row) = (WeightId(weight as u32), part * rows);
            let of = [moments, moments + whole];
            tensors.push(UpdateTensor { weight, first_row, rows, cols, gradient, moments: of, rule });
            moments += whole + second;
        }
        gradients = (gradients + parts * whole).next_multiple_of(LINE);
    }
    UpdateProgram::new(squares, tensors, &shapes(), UpdateSizes { gradients, moments }).unwrap()
}

/// What the schedule says of each tensor, rates of its own.
fn settings(program: &UpdateProgram, step: u32) -> UpdateSettings {
    let factors = program.tensors().iter().enumerate().map(|(index, tensor)| {
        let lr = 0.02 / (index + 1) as f32;
        let adamw = AdamW { lr, beta1: 0.8, beta2: 0.95, eps: 1e-8, weight_decay: 0.1, step, gradient_scale: 1.0 };
        if matches!(tensor.rule, UpdateRule::AdamW { .. }) { Factors::new(&adamw).sent() } else { [lr, 0.9, 0.1, 0.0] }
    });
    UpdateSettings { clip: 1.0, normaliser: 2.0, factors: factors.collect() }
}

fn filled(device: &dyn Device, values: &[f32]) -> Buffer {
    let mut buffer = device.allocate("a test", 4 * values.len()).unwrap();
    device.fill(&mut buffer, 0..4 * values.len(), &mut |to| to.copy_from_slice(values));
    buffer
}

/// Weights and moments behind some steps.
fn updated(device: &dyn Device) -> [Vec<f32>; 2] {
    let program = program();
    let UpdateSizes { gradients, moments } = program.sizes();
    let weights = shapes().into_iter().enumerate().map(|(seed, shape)| {
        Weight::dense(device, shape.rows, shape.cols, &normal(50 + seed as u64, shape.rows * shape.cols)).unwrap()
    });
    let mut weights: Vec<Weight> = weights.collect();
    let mut arena = device.allocate("a test", program.arena_bytes()).unwrap();
    let mut memory = device.allocate("a test", moments).unwrap();
    let mut state = device.allocate("a test", StepState::BYTES).unwrap();
    let mut sent = device.allocate("a test", UpdateSettings::bytes(program.tensors().len())).unwrap();
    for count in 1..=STEPS {
        let gradients = filled(device, &normal(70 + u64::from(count), gradients / 4));
        settings(&program, count).send(device, &mut sent);
        let step = StepMemory { gradients: &gradients, moments: &mut memory, settings: &sent, state: &mut state };
        device.update(
            &program,
            &mut arena,
            &mut UpdateMemory { weights: weights.iter_mut().collect(), step: Some(step) },
        );
    }
    device.sound().unwrap();
    let values = weights.iter().flat_map(|w| w.values(device, 0..w.rows()).unwrap().into_owned()).collect();
    [values, device.lend(&memory, 0..moments).into_owned()]
}

#[test]
fn tensors_that_move_together_move_as_one_by_one_and_so_do_parts_of_a_group() {
    let truth = updated(&cpu());
    for (format, relative) in [(Number::F32, 1e-3), (Number::Bf16, 0.05)] {
        // All of a group together; the squares in several parts; each matrix alone.
        for scratch in [None, Some(40 << 10), Some(0)] {
            let Some(mut opened) = opened(format) else { return };
            opened.update_scratch = scratch.unwrap_or(opened.update_scratch);
            let found = updated(&Cuda::new(opened, Pool::new(1)).unwrap());
            for (what, (found, truth)) in ["weights", "moments"].into_iter().zip(found.iter().zip(&truth)) {
                assert_close(&format!("{}: {what}, {scratch:?}", format.name()), found, truth, relative);
            }
        }
    }
}
