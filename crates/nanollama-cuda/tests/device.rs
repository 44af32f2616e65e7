//! The device call by call, on fake libraries that do what they are asked, against the CPU: every op, and the update. Where
//! NANOLLAMA_TEST_GPU is set, on a GPU and NVIDIA's libraries.

#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

#[path = "../shim/compile.rs"]
mod compile;
#[path = "device/speed.rs"]
mod speed;
#[path = "device/timed.rs"]
mod timed;
#[path = "device/update.rs"]
mod update;

use nanollama_cuda::device::{Cuda, Opened};
use nanollama_cuda::library::Environment;
use nanollama_cuda::look::{Found, Unready};
use nanollama_cuda::source::Number;
use nanollama_kernel::call::{
    Aliasing, Call, CallError, Counts, Extent, Gain, LINE, Layout, Op, Role, RopeId, RowCount, Slot, Store, WeightId,
    WeightShape,
};
use nanollama_kernel::context::{Context, Training};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::device::{Buffer, Device, DeviceMemory, Readback};
use nanollama_kernel::dtype::DType;
use nanollama_kernel::op::adamw::{AdamW, Factors};
use nanollama_kernel::op::attention::Shape;
use nanollama_kernel::op::head::{ChunkLimits, Head};
use nanollama_kernel::op::rope::RopeTable;
use nanollama_kernel::pool::Pool;
use nanollama_kernel::rows::{RowBlock, Rows, Targets};
use nanollama_kernel::update::{
    StepMemory, StepState, UpdateMemory, UpdateProgram, UpdateRule, UpdateSettings, UpdateSizes, UpdateTensor,
};
use nanollama_kernel::weight::Weight;

/// Whether a GPU is asked for.
fn on_gpu() -> bool {
    std::env::var_os("NANOLLAMA_TEST_GPU").is_some()
}

/// The folder with the fake libraries; None, and it says so, where they cannot be made.
fn libraries() -> Option<&'static PathBuf> {
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    let make = || {
        let compiler = compile::compiler()?;
        let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let root = target.join(format!("device-{}", std::process::id()));
        std::fs::create_dir_all(root.join("lib64")).unwrap();
        for (name, kernels, files) in [
            ("libcuda.so.1", &[compile::PLAIN][..], &["shim/simt.cpp", "shim/fake_cuda.cpp"][..]),
            ("libcublasLt.so.13", &[], &["shim/fake_cublaslt.cpp"]),
            ("libnvrtc.so.13", &[], &["shim/fake_nvrtc.cpp"]),
        ] {
            let library = compile::library(&compiler, target, name, kernels, files);
            std::fs::copy(library, root.join("lib64").join(name)).unwrap();
        }
        Some(root)
    };
    let folder = FOLDER.get_or_init(make).as_ref();
    if folder.is_none() {
        println!("SKIPPED: no C++ compiler (c++, or what CXX names), so no fake GPU was made");
    }
    folder
}

fn found(folder: &Path) -> Found {
    let variable = |name: &str| (name == "CUDA_PATH").then(|| folder.as_os_str().to_owned());
    Found::look(&Environment { variable: &variable, root: Path::new("/nowhere") })
}

fn opened(format: Number) -> Option<Opened> {
    let found = if on_gpu() { Found::look(&Environment::own()) } else { found(libraries()?) };
    Some(found.open(0, format, None).unwrap())
}

fn cuda(format: Number) -> Option<Cuda> {
    Some(Cuda::new(opened(format)?, Pool::new(1)).unwrap())
}

fn cpu() -> Cpu {
    Cpu::new(Pool::new(1))
}

fn normal(seed: u64, count: usize) -> Vec<f32> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut uniform = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1u64 << 24) as f32 - 0.5
    };
    (0..count).map(|_| half::bf16::from_f32(2.0 * (uniform() + uniform() + uniform())).to_f32()).collect()
}

const DOCUMENTS: [usize; 3] = [21, 40, 9];
const T: usize = 70;
const VOCABULARY: usize = 37;
const WIDTH: usize = 32;
/// Table and head, gain, projection up, projection down, factor.
const SHAPES: [[usize; 2]; 5] = [[VOCABULARY, WIDTH], [1, WIDTH], [64, WIDTH], [WIDTH, 64], [1, 1]];
const HEADS: Shape = Shape::new(2, 1, 16);

/// An op's outputs, the gradients and the loss.
type Ran = (Vec<Vec<f32>>, Vec<f32>, f64);

/// Everything a launch touches, on one device.
struct World<'a> {
    device: &'a dyn Device,
    weights: Vec<Weight>,
    block: RowBlock,
    rope: [RopeTable; 1],
    gradients: Buffer,
    state: Buffer,
}

fn shapes() -> [WeightShape; 5] {
    SHAPES.map(|[rows, cols]| WeightShape::dense(rows, cols))
}

/// First byte of each weight's gradient, and the bytes of all.
fn gradient_places() -> ([usize; 5], usize) {
    let mut end = 0;
    let places = SHAPES.map(|[rows, cols]| {
        let first = end;
        end += (4 * rows * cols).next_multiple_of(LINE);
        first
    });
    (places, end)
}

impl<'a> World<'a> {
    fn new(device: &'a dyn Device) -> World<'a> {
        let dense = |(seed, [rows, cols]): (usize, [usize; 2])| {
            Weight::dense(device, rows, cols, &normal(50 + seed as u64, rows * cols)).unwrap()
        };
        let weights = SHAPES.into_iter().enumerate().map(dense).collect();
        let mut rows = Rows::default();
        let mut row = 0u32;
        for length in DOCUMENTS {
            let tokens: Vec<u32> = (row..row + length as u32).map(|row| row * row % VOCABULARY as u32).collect();
            rows.push(&tokens, 0, []);
            row += length as u32;
        }
        let ids: Vec<u32> = (0..T as u32).map(|row| row * 5 % VOCABULARY as u32).collect();
        let counted: Vec<f32> = (0..T).map(|row| [1.0, 0.5, 0.0][row % 3]).collect();
        let mut block = RowBlock::default();
        let targets = Targets { ids: &ids, weights: &counted, scale: 0.25 };
        block.send(device, &rows, &[3, 69, 0], Some(targets)).unwrap();
        let mut rope = [RopeTable::new(HEADS.head_dim, 10_000.0)];
        rope[0].grow(device, 64).unwrap();
        let mut gradients = device.allocate("a test", gradient_places().1).unwrap();
        let bytes = gradients.bytes();
        device.fill(&mut gradients, 0..bytes, &mut |values| values.copy_from_slice(&normal(9, values.len())));
        let state = device.allocate("a test", StepState::BYTES).unwrap();
        World { device, weights, block, rope, gradients, state }
    }

    /// Runs one op on inputs of these columns; gives its outputs, the gradients and the loss.
    fn run(&mut self, op: Op, inputs: &[usize]) -> Result<Ran, CallError> {
        let device = self.device;
        let fixed = |rows, cols| Extent { rows: RowCount::Fixed(rows), cols };
        let extents: Vec<Extent> = inputs.iter().map(|&cols| fixed(T, cols)).collect();
        // What comes out is ruled for rows that a launch counts.
        let counted: Vec<Extent> = inputs.iter().map(|&cols| Extent { rows: RowCount::Tokens, cols }).collect();
        let mut outputs = op.outputs(&counted, &shapes())?;
        for output in &mut outputs {
            output.extent.rows = RowCount::Fixed(if op == Op::SelectRows { 3 } else { T });
        }
        let mut end = 0;
        let mut place = |extent: Extent, role: Role| {
            let dtype = if role == Role::Activation { device.activations() } else { DType::F32 };
            let slot = Slot { dtype, ..Slot::dense(end, extent) };
            end = slot.end().next_multiple_of(LINE);
            slot
        };
        let from: Vec<Slot> = extents.iter().enumerate().map(|(i, &extent)| place(extent, op.role(i))).collect();
        let to = outputs.iter().enumerate().map(|(o, output)| match op.aliasing() {
            Aliasing::Required(i, ao) if ao == o => from[i],
            _ => place(output.extent, output.role),
        });
        let to: Vec<Slot> = to.collect();
        let work = op.workspace(&extents, &shapes(), ChunkLimits::default());
        let work = work.into_iter().map(|extent| place(extent, Role::Statistic)).collect();
        let gradient = op.weight_gradient().map(|(id, _)| {
            let (places, [rows, cols]) = (gradient_places().0, SHAPES[id.index()]);
            let slot = Slot::dense(places[id.index()], fixed(rows, cols));
            Slot { binding: nanollama_kernel::call::Binding::Gradients, ..slot }
        });
        let mut arena = device.allocate("a test", end).unwrap();
        for (seed, slot) in from.iter().enumerate() {
            let count = T * slot.extent.cols;
            let mut values = normal(seed as u64, count);
            if op.role(seed) == Role::Statistic {
                // Inverse norms and log-sum-exps: positive, of the size that they have.
                values.iter_mut().for_each(|value| *value = 1.0 + value.abs());
            }
            device.upload(&mut arena, slot.offset, &bytes_of(slot.dtype, &values));
        }
        let calls = vec![Call { op, inputs: from, outputs: to.clone(), gradient, workspace: work }];
        let layout = Layout { fixed: end, tokens: 0, selected: 0, gradients: gradient_places().1 };
        let program = device.prepare(calls, layout).map_err(|(_, error)| error)?;
        let counts = Counts { tokens: T, selected: 3 };
        let training = Training { gradients: &mut self.gradients, state: &mut self.state };
        let mut context = Context {
            rows: &self.block,
            weights: &self.weights,
            further: &[],
            adapters: &[],
            training: Some(training),
            cache: None,
            rope: &self.rope,
        };
        device.run(&program, counts, &mut arena, &mut context).map_err(|(_, error)| error)?;
        device.sound().unwrap();
        let read = |slot: &Slot| {
            let count = slot.extent.rows.fixed().unwrap() * slot.extent.cols;
            let bytes = (slot.row_bytes() * slot.extent.rows.fixed().unwrap()).next_multiple_of(4);
            let words = device.lend(&arena, slot.offset..slot.offset + bytes);
            numbers_of(slot.dtype, &words, count)
        };
        let results = to.iter().map(read).collect();
        let gradients = device.lend(&self.gradients, 0..self.gradients.bytes()).into_owned();
        let mut readback = Readback::default();
        StepState::read(device, &self.state, &mut readback).unwrap();
        Ok((results, gradients, StepState::of_words(device.wait(&readback)).loss))
    }
}

fn bytes_of(dtype: DType, values: &[f32]) -> Vec<u8> {
    let single = |value: &f32| value.to_ne_bytes().to_vec();
    let half = |value: &f32| half::bf16::from_f32(*value).to_bits().to_ne_bytes().to_vec();
    values.iter().flat_map(if dtype == DType::F32 { single } else { half }).collect()
}

fn numbers_of(dtype: DType, words: &[f32], count: usize) -> Vec<f32> {
    if dtype == DType::F32 {
        return words[..count].to_vec();
    }
    let halves = words.iter().flat_map(|word| [word.to_bits() as u16, (word.to_bits() >> 16) as u16]);
    halves.take(count).map(|bits| half::bf16::from_bits(bits).to_f32()).collect()
}

/// Every op, with the columns of its inputs.
fn ops() -> Vec<(Op, Vec<usize>)> {
    let [table, gain, up, down, factor] = [0, 1, 2, 3, 4].map(WeightId);
    let (gain, bare) = (Gain::Weight(gain), Gain::None { cols: 16 });
    let (wide, narrow) = (32, 16);
    let head = |softcap| Head { weight: table, softcap };
    let mut all = vec![
        (Op::Embedding { table }, vec![]),
        (Op::RmsNorm { gain, eps: 1e-5 }, vec![64]),
        (Op::RmsNorm { gain: bare, eps: 1e-5 }, vec![64]),
        (Op::Linear { weight: up, residual: false }, vec![32]),
        (Op::Linear { weight: down, residual: true }, vec![64, 32]),
        (Op::Rope { table: RopeId(0), heads: 3, head_dim: 16, inverse: false }, vec![64]),
        (Op::Rope { table: RopeId(0), heads: 2, head_dim: 16, inverse: true }, vec![40]),
        (Op::Attention { layer: 0, shape: HEADS }, vec![wide, narrow, narrow]),
        (Op::AttentionGrad { shape: HEADS }, vec![wide, narrow, narrow, wide, 2, wide]),
        (Op::Scale { factor, residual: false }, vec![24]),
        (Op::Scale { factor, residual: true }, vec![24, 24]),
        (Op::ScaleGrad { factor, input: Some(Store::Overwrite), gradient: None }, vec![24, 24]),
        (Op::SwiGlu, vec![64]),
        (Op::SwiGluGrad, vec![64, 32]),
        (Op::Head(head(None)), vec![32]),
        (Op::Head(head(Some(4.0))), vec![32]),
        (Op::HeadLoss(head(Some(4.0))), vec![32]),
        (Op::HeadLossGrad { head: head(None), input: true, gradient: None }, vec![32]),
        (Op::Add, vec![48, 48]),
        (Op::AddScaled { scale: -0.5, first: 3 }, vec![8, 16]),
        (Op::AddScaledGrad { scale: 2.0, first: 3, count: 8 }, vec![16]),
        (Op::Bias { bias: WeightId(1), first: 16 }, vec![64]),
        (Op::Bias { bias: WeightId(1), first: 3 }, vec![40]),
        (Op::Tap { layer: 0 }, vec![32]),
        (Op::SelectRows, vec![24]),
        (Op::SumLosses { sum: Store::Overwrite }, vec![1]),
        (Op::SumLosses { sum: Store::Add }, vec![1]),
        (Op::RmsNormGrad { gain, input: Some(Store::Overwrite), gradient: None }, vec![64, 2, 64]),
    ];
    // In bf16 each has kernels of its own.
    let window = |shape| Shape { window: Some(17), ..shape };
    let shapes = [Shape::new(2, 1, 64), Shape::new(2, 2, 128)];
    for shape in shapes.into_iter().chain([HEADS, Shape::new(2, 1, 64), Shape::new(2, 2, 128)].map(window)) {
        let [wide, narrow] = [shape.heads, shape.kv_heads].map(|heads| heads * shape.head_dim);
        all.push((Op::Attention { layer: 0, shape }, vec![wide, narrow, narrow]));
        all.push((Op::AttentionGrad { shape }, vec![wide, narrow, narrow, wide, 2, wide]));
    }
    for store in [Store::Overwrite, Store::Add] {
        let dx = |mut inputs: Vec<usize>, cols| {
            inputs.extend((store == Store::Add).then_some(cols));
            inputs
        };
        all.extend([
            (Op::EmbeddingGrad { table, gradient: store }, vec![32]),
            (Op::RmsNormGrad { gain, input: Some(store), gradient: Some(store) }, dx(vec![64, 2, 64], 64)),
            (Op::RmsNormGrad { gain, input: None, gradient: Some(store) }, vec![32, 1, 32]),
            (Op::RmsNormGrad { gain: bare, input: Some(store), gradient: None }, dx(vec![64, 4, 64], 64)),
            (Op::ScaleGrad { factor, input: Some(store), gradient: Some(store) }, dx(vec![24, 24], 24)),
            (Op::ScaleGrad { factor, input: None, gradient: Some(store) }, vec![24, 24]),
            (Op::BiasGrad { bias: WeightId(1), first: 5, gradient: store }, vec![40]),
            (Op::LinearGradInput { weight: up, input: store }, dx(vec![64], 32)),
            (Op::LinearGradWeight { weight: up, gradient: store }, vec![32, 64]),
            (Op::HeadLossGrad { head: head(Some(4.0)), input: true, gradient: Some(store) }, vec![32]),
            (Op::HeadLossGrad { head: head(None), input: false, gradient: Some(store) }, vec![32]),
        ]);
    }
    all
}

#[track_caller]
fn assert_close(what: &str, values: &[f32], truth: &[f32], relative: f32) {
    assert_eq!(values.len(), truth.len(), "{what}");
    let most = truth.iter().fold(0.0f32, |most, truth| most.max(truth.abs()));
    for (index, (value, truth)) in values.iter().zip(truth).enumerate() {
        let bound = relative * (truth.abs() + 0.1 * most) + 1e-6;
        assert!((value - truth).abs() <= bound, "{what}[{index}]: {value} is not {truth} within {bound}");
    }
}

#[test]
fn every_op_gives_what_the_cpu_gives() {
    for (format, relative) in [(Number::F32, 2e-5), (Number::Bf16, 0.05)] {
        let Some(cuda) = cuda(format) else { return };
        let cpu = cpu();
        for (op, inputs) in ops() {
            // Worlds of their own, so that each begins with the same gradients and the same sum.
            let (mut here, mut there) = (World::new(&cpu), World::new(&cuda));
            let (truth, truth_gradients, truth_loss) = here.run(op, &inputs).unwrap();
            let (found, gradients, loss) = there.run(op, &inputs).unwrap();
            for (o, (found, truth)) in found.iter().zip(&truth).enumerate() {
                assert_close(&format!("{}: {op:?}: output {o}", format.name()), found, truth, relative);
            }
            assert_close(&format!("{}: {op:?}: gradients", format.name()), &gradients, &truth_gradients, relative);
            assert!((loss - truth_loss).abs() <= 1e-6 * truth_loss.abs(), "{op:?}: {loss} is not {truth_loss}");
        }
    }
}

#[test]
fn what_is_not_computed_is_refused_by_name() {
    let Some(cuda) = cuda(Number::Bf16) else { return };
    let odd = Op::Attention { layer: 0, shape: Shape::new(2, 1, 12) };
    let refused = World::new(&cuda).run(odd, &[24, 12, 12]).unwrap_err();
    assert!(matches!(refused, CallError::Unsupported { what: "attention of such heads", .. }), "{refused}");
    // The CPU does not take what a GPU's plan stores.
    let half = Slot { dtype: DType::Bf16, ..Slot::dense(0, Extent { rows: RowCount::Fixed(2), cols: 32 }) };
    let to = Slot { offset: 128, ..half };
    let call = Call { op: Op::Add, inputs: vec![half, to], outputs: vec![to], gradient: None, workspace: vec![] };
    let refused = cpu().prepare(vec![call], Layout { fixed: 256, ..Layout::default() }).unwrap_err();
    assert!(matches!(refused, (0, CallError::Misplaced { operand: 0, .. })));
}

/// Weights, moments and state after some updates, and a product with the last weight.
fn updated(device: &dyn Device, gradients: &[f32]) -> (Vec<f32>, Vec<f32>, StepState, Vec<f32>) {
    let mut world = World::new(device);
    let (places, bytes) = gradient_places();
    let mut moments = 0;
    let mut tensors = Vec::new();
    for (index, [rows, cols]) in SHAPES.into_iter().enumerate() {
        let muon = (2..4).contains(&index);
        let second = if muon { rows.max(cols) } else { rows * cols };
        let rule = if muon {
            UpdateRule::Muon { beta2: 0.9 }
        } else {
            UpdateRule::AdamW { beta1: 0.8, beta2: 0.95, eps: 1e-8 }
        };
        let weight = WeightId(index as u32);
        let at = [moments, moments + 4 * rows * cols];
        moments += 4 * (rows * cols + second);
        tensors.push(UpdateTensor { weight, first_row: 0, rows, cols, gradient: places[index], moments: at, rule });
    }
    let squares = SHAPES.iter().zip(places).map(|([rows, cols], first)| first..first + 4 * rows * cols).collect();
    let sizes = UpdateSizes { gradients: bytes, moments };
    let program = UpdateProgram::new(squares, tensors, &shapes(), sizes).unwrap();
    let mut arena = device.allocate("a test", program.arena_bytes()).unwrap();
    let mut memory = device.allocate("a test", moments).unwrap();
    let mut sent = device.allocate("a test", UpdateSettings::bytes(SHAPES.len())).unwrap();
    device.fill(&mut world.gradients, 0..bytes, &mut |values| values.copy_from_slice(gradients));
    for count in 1..=3 {
        let adamw =
            AdamW { lr: 0.02, beta1: 0.8, beta2: 0.95, eps: 1e-8, weight_decay: 0.1, step: count, gradient_scale: 1.0 };
        let (adamw, muon) = (Factors::new(&adamw).sent(), [0.02, 0.9, 0.1, 0.0]);
        let settings = UpdateSettings { clip: 1.0, normaliser: 2.0, factors: vec![adamw, adamw, muon, muon, adamw] };
        settings.send(device, &mut sent);
        let (gradients, moments, state) = (&world.gradients, &mut memory, &mut world.state);
        let step = Some(StepMemory { gradients, moments, settings: &sent, state });
        device.update(&program, &mut arena, &mut UpdateMemory { weights: world.weights.iter_mut().collect(), step });
    }
    let mut readback = Readback::default();
    StepState::read(device, &world.state, &mut readback).unwrap();
    let state = StepState::of_words(device.wait(&readback));
    let weights = world.weights.iter().flat_map(|w| w.values(device, 0..w.rows()).unwrap().into_owned()).collect();
    let memory = device.lend(&memory, 0..moments).into_owned();
    let product = world.run(Op::Linear { weight: WeightId(3), residual: false }, &[64]).unwrap().0.remove(0);
    (weights, memory, state, product)
}

#[test]
fn the_update_moves_what_the_cpu_moves_and_products_see_it() {
    for (format, relative) in [(Number::F32, 1e-3), (Number::Bf16, 0.05)] {
        let Some(cuda) = cuda(format) else { return };
        let (_, bytes) = gradient_places();
        let gradients = normal(77, bytes / 4);
        let (truth, truth_moments, truth_state, truth_product) = updated(&cpu(), &gradients);
        let (found, moments, state, product) = updated(&cuda, &gradients);
        assert_close("weights", &found, &truth, relative);
        assert_close("moments", &moments, &truth_moments, relative);
        assert_close("product", &product, &truth_product, relative.max(1e-4));
        assert!((state.norm - truth_state.norm).abs() <= 1e-6 * truth_state.norm);
        assert_eq!((state.broken, truth_state.broken), (0, 0));
        // A gradient that is no number: nothing moves, and it is named.
        let mut broken = gradients.clone();
        broken[gradient_places().0[2] / 4 + 5] = f32::NAN;
        let still = World::new(&cuda);
        let before: Vec<f32> =
            still.weights.iter().flat_map(|w| w.values(&cuda, 0..w.rows()).unwrap().into_owned()).collect();
        let (found, moments, state, _) = updated(&cuda, &broken);
        assert_eq!((found, state.broken, state.tensor), (before, StepState::BROKEN_BEFORE, 3));
        assert!(moments.iter().all(|&moment| moment == 0.0));
    }
}

#[test]
fn the_host_reaches_memory_and_products_see_what_it_writes() {
    let Some(cuda) = cuda(Number::Bf16) else { return };
    let mut buffer = cuda.allocate("a test", 100).unwrap();
    assert!(cuda.lend(&buffer, 0..100).iter().all(|&value| value == 0.0));
    let sent: Vec<u8> = [1.5f32, -2.0, 3.0].iter().flat_map(|value| value.to_ne_bytes()).collect();
    cuda.upload(&mut buffer, 4, &sent);
    cuda.copy_within(&mut buffer, 4, 40, 12);
    cuda.edit(&mut buffer, 40..48, &mut |values| values[0] += 1.0);
    cuda.zero(&mut buffer, 8..12);
    assert_eq!(cuda.lend(&buffer, 0..16)[..], [0.0, 1.5, 0.0, 3.0]);
    assert_eq!(cuda.lend(&buffer, 40..52)[..], [2.5, -2.0, 3.0]);
    let mut readback = Readback::default();
    for range in [4..16, 40..44] {
        let truth = cuda.lend(&buffer, range.clone()).into_owned();
        cuda.read(&buffer, range.start, range.len(), &mut readback).unwrap();
        assert_eq!(cuda.wait(&readback), truth);
    }
    let mut world = World::new(&cuda);
    let up = Op::Linear { weight: WeightId(2), residual: false };
    let before = world.run(up, &[32]).unwrap().0.remove(0);
    world.weights[2].edit(&cuda, |values| values.iter_mut().for_each(|value| *value *= 2.0));
    let after = world.run(up, &[32]).unwrap().0.remove(0);
    assert!(before.iter().zip(&after).all(|(before, after)| *after == 2.0 * before));
    assert!(cuda.free_memory().unwrap() > 0 && cuda.product_rate().unwrap() > 0.0);
}

#[test]
fn what_is_found_is_ready_and_a_gpu_that_is_not_there_is_named() {
    if on_gpu() {
        return println!("SKIPPED: this is of the fakes");
    }
    let Some(folder) = libraries() else { return };
    assert_eq!(found(folder).to_string(), "ready: 1 × Fake GPU");
    let refused = found(folder).open(3, Number::F32, None).err().unwrap();
    assert_eq!(refused, Unready::NoSuchGpu { number: 3, count: 1 });
    let nothing = found(Path::new("/nowhere"));
    assert!(nothing.to_string().starts_with("not ready: no NVIDIA driver"), "{nothing}");
    assert_eq!(nothing.faults().len(), 3);
}

#[test]
fn a_cpu_refuses_memory_of_a_gpu() {
    let Some(cuda) = cuda(Number::F32) else { return };
    let mut buffer = cuda.allocate("a test", 64).unwrap();
    let refused = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        cpu().upload(&mut buffer, 0, &[1]);
    }));
    assert!(refused.is_err());
}
