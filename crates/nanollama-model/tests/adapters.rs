//! Adapters of whole models: the same bits however a text is cut and whatever lies beside it, recorded for training too;
//! what merged weights give; and nothing for whoever names none.

mod training;

use std::borrow::Cow;

use nanollama_graph::{Arena, Executor, Goal, GradientLayout, Graph, Trainable, plan};
use nanollama_kernel::adapter::Adapter as Parts;
use nanollama_kernel::call::{WeightId, WeightShape};
use nanollama_kernel::context::{Context, Training};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::device::{Buffer, DeviceMemory, Readback};
use nanollama_kernel::dtype::DType;
use nanollama_kernel::lanes::Isa;
use nanollama_kernel::pool::Pool;
use nanollama_kernel::rows::{RowBlock, Rows, Targets};
use nanollama_kernel::update::StepState;
use nanollama_kernel::weight::Weight;
use nanollama_model::{
    Adapter, Change, Config, Decoder, Error, Features, Feed, KvCache, Lora, Model, PROJECTIONS, Sequence, Target,
    TensorData, Wanted, adapted_graph, forward_graph, rope_tables,
};
use training::{ids, peaked};

const VOCABULARY: usize = 97;

fn config(tied: bool) -> Config {
    let mut config = Config::new(2, 64, 4, 2, VOCABULARY, 256);
    config.features.tied = tied;
    config
}

fn numbers(count: usize, seed: u32) -> Vec<f32> {
    ids(count, 1 << 16, seed).iter().map(|&n| (n as f32 / 32768.0 - 1.0) * 0.3).collect()
}

fn weight(rows: usize, cols: usize, seed: u32) -> Weight {
    packed(rows, cols, &numbers(rows * cols, seed))
}

fn packed(rows: usize, cols: usize, values: &[f32]) -> Weight {
    let mut weight = Weight::dense(&cpu(), rows, cols, values).unwrap();
    weight.pack(&cpu()).unwrap();
    weight
}

/// A device to hold weights.
fn cpu() -> Cpu {
    Cpu::new(Pool::new(1))
}

fn low_rank(rows: usize, cols: usize, rank: usize, seed: u32) -> Change {
    Change::LowRank { a: weight(rank, cols, seed), b: weight(rows, rank, seed + 1) }
}

fn tensor(name: &str) -> Target {
    Target::Tensor(name.into())
}

const KEYS: &str = "model.layers.0.self_attn.k_proj.weight";
const OUTPUT: &str = "model.layers.1.self_attn.o_proj.weight";
const UP: &str = "model.layers.1.mlp.up_proj.weight";
const DOWN: &str = "model.layers.0.mlp.down_proj.weight";
const GAIN: &str = "model.layers.1.input_layernorm.weight";
const LAST: &str = "model.norm.weight";
const TABLE: &str = "model.embed_tokens.weight";
const HEAD: &str = "lm_head.weight";

/// Parts that can be trained: of all kinds but those below.
fn trained_parts(config: &Config) -> Vec<(Target, Change)> {
    let ffn = config.ffn;
    let rows = Change::Rows { ids: (0..VOCABULARY as u32).collect(), values: weight(VOCABULARY, 64, 1) };
    vec![
        (tensor(TABLE), rows),
        (tensor(KEYS), low_rank(32, 64, 4, 2)),
        (tensor(OUTPUT), low_rank(64, 64, 3, 4)),
        (tensor(OUTPUT), Change::Dense(weight(64, 64, 6))),
        (tensor(UP), low_rank(ffn, 64, 1, 7)),
        (tensor(DOWN), low_rank(64, ffn, 2, 9)),
        (tensor(GAIN), Change::Vector(weight(1, 64, 11))),
        (tensor(LAST), Change::Vector(weight(1, 64, 12))),
    ]
}

/// Parts that launches alone compute: of the head, of some rows of the table, of the residual stream.
fn other_parts() -> Vec<(Target, Change)> {
    vec![
        (tensor(HEAD), low_rank(VOCABULARY, 64, 2, 13)),
        (tensor(TABLE), Change::Rows { ids: vec![3, 5, 60, 61], values: weight(4, 64, 15) }),
        (Target::Layer(0), Change::Vector(weight(1, 64, 16))),
        (Target::Layer(1), Change::Vector(weight(1, 64, 17))),
        (tensor(KEYS), Change::Dense(weight(32, 64, 18))),
    ]
}

/// A model with biases, and with gains on the heads of queries and keys; and vectors beside them.
fn biased() -> (Config, Vec<(Target, Change)>) {
    let mut config = config(false);
    config.features = Features { qkv_bias: true, output_bias: true, head_gains: true, ..config.features };
    let parts =
        [("q_proj.bias", 64), ("v_proj.bias", 32), ("o_proj.bias", 64), ("q_norm.weight", 16), ("k_norm.weight", 16)];
    let part = |(at, (name, len)): (u32, (&str, usize))| {
        (tensor(&format!("model.layers.0.self_attn.{name}")), Change::Vector(weight(1, len, 20 + at)))
    };
    (config, (0..).zip(parts).map(part).collect())
}

/// Takes two adapters in: 0 can be trained, 1 not.
fn adapt(model: &mut Model) {
    let config = model.config().clone();
    model.adapt(Adapter::new(&config, "first", trained_parts(&config)).unwrap()).unwrap();
    model.adapt(Adapter::new(&config, "second", other_parts()).unwrap()).unwrap();
    model.pack(&cpu()).unwrap();
}

/// A model whose matrices are stored so.
fn stored(config: &Config, dtype: DType) -> Model {
    let dense = peaked(config, 1);
    Model::load_frozen::<Error>(&cpu(), config, |name| {
        let holder = cpu();
        let Some((_, shape, values)) = dense.tensors(&holder).find(|(other, _, _)| *other == name) else {
            return Ok(None);
        };
        let dtype = if shape.len() == 1 { DType::F32 } else { dtype };
        let mut bytes = vec![0; dtype.bytes_for(values.len() as u64).unwrap() as usize];
        dtype.encode(&values, &mut bytes).unwrap();
        Ok(Some(TensorData { dtype, shape, bytes: Cow::Owned(bytes) }))
    })
    .unwrap()
}

type List = &'static [(u32, f32)];

/// Logits of every token of each text, fed `chunk` tokens at a time, all texts side by side.
fn logits(model: &Model, texts: &[(Vec<u32>, List)], chunk: usize, cpu: &Cpu) -> Vec<Vec<f32>> {
    let mut cache = KvCache::new(cpu, model.config(), DType::F32, 256 * texts.len()).unwrap();
    let mut decoder = Decoder::new(model.config());
    let mut sequences: Vec<Sequence> = texts.iter().map(|_| Sequence::default()).collect();
    let mut all = vec![Vec::new(); texts.len()];
    let length = texts[0].0.len();
    for from in (0..length).step_by(chunk) {
        let to = (from + chunk).min(length);
        let feed = |(sequence, (tokens, adapters)): (_, &'_ (Vec<u32>, List))| {
            (sequence, tokens[from..to].to_vec(), *adapters)
        };
        let parts: Vec<_> = sequences.iter_mut().zip(texts).map(feed).collect();
        let mut feeds: Vec<Feed<'_>> = Vec::new();
        let tokens: Vec<Vec<u32>> = parts.iter().map(|(_, tokens, _)| tokens.clone()).collect();
        for ((sequence, _, adapters), tokens) in parts.into_iter().zip(&tokens) {
            feeds.push(Feed { sequence, tokens, wanted: Wanted::All, adapters });
        }
        let logits = decoder.run(model, cpu, &mut cache, &mut feeds).unwrap();
        for (all, of) in all.iter_mut().zip(logits.chunks_exact((to - from) * VOCABULARY)) {
            all.extend_from_slice(of);
        }
    }
    all
}

fn alone(model: &Model, text: &[u32], list: List) -> Vec<f32> {
    logits(model, &[(text.to_vec(), list)], text.len(), &Cpu::new(Pool::new(2))).remove(0)
}

const LISTS: [List; 6] =
    [&[], &[(0, 1.0)], &[(1, 0.5), (0, -1.0)], &[(0, -1.0), (1, 0.5)], &[(0, 0.25)], &[(1, 1.5), (1, 1.0)]];

#[test]
fn prefill_decode_and_mixed_batches_agree_on_every_instruction_set() {
    for dtype in [DType::F32, DType::Q8_0] {
        for tied in [false, true] {
            let mut model = stored(&config(tied), dtype);
            let before = alone(&model, &ids(70, 97, 0), &[]);
            adapt(&mut model);
            let texts: Vec<(Vec<u32>, List)> =
                LISTS.iter().zip(0..).map(|(list, seed)| (ids(70, 97, seed), *list)).collect();
            let each: Vec<Vec<f32>> = texts.iter().map(|(text, list)| alone(&model, text, list)).collect();
            assert_eq!(each[0], before, "who names none gets what the model alone gives");
            for other in 1..each.len() {
                assert_ne!(each[other], alone(&model, &texts[other].0, &[]), "list {other} does something");
            }
            for isa in Isa::available() {
                let cpu = Cpu::new(Pool::with_isa(3, isa));
                for chunk in [1, 13, 70] {
                    let together = logits(&model, &texts, chunk, &cpu);
                    assert!(together == each, "{dtype}, chunks of {chunk} on {}", isa.name());
                }
            }
        }
    }
}

#[test]
fn a_scale_of_zero_is_no_adapter_and_the_order_of_a_list_is_that_of_addition() {
    let mut model = stored(&config(false), DType::F32);
    adapt(&mut model);
    let text = ids(40, 97, 9);
    assert_eq!(alone(&model, &text, &[(0, 0.0), (1, -0.0)]), alone(&model, &text, &[]));
    assert_eq!(alone(&model, &text, &[(0, 0.0), (1, 0.5)]), alone(&model, &text, &[(1, 0.5)]));
    let (one, other) = (alone(&model, &text, LISTS[2]), alone(&model, &text, LISTS[3]));
    let near = one.iter().zip(&other).all(|(a, b)| (a - b).abs() < 1e-3 * a.abs().max(1.0));
    assert!(near && one != other, "sums in another order are rounded otherwise");
}

#[test]
fn what_a_model_does_not_have_is_refused() {
    let mut model = stored(&config(false), DType::F32);
    adapt(&mut model);
    let cpu = Cpu::new(Pool::new(1));
    let mut cache = KvCache::new(&cpu, model.config(), DType::F32, 64).unwrap();
    for (index, scale) in [(2, 1.0), (0, f32::NAN), (0, f32::INFINITY)] {
        let mut sequence = Sequence::default();
        let adapters = &[(index, scale)];
        let feed = Feed { sequence: &mut sequence, tokens: &[1], wanted: Wanted::Last, adapters };
        let outcome = Decoder::new(model.config()).run(&model, &cpu, &mut cache, &mut [feed]).map(<[f32]>::to_vec);
        assert!(matches!(outcome, Err(Error::NoAdapter { adapters: 2, .. })), "{outcome:?}");
        assert!(sequence.is_empty());
    }
    let again = Adapter::new(model.config(), "first", vec![]).unwrap();
    assert!(model.adapt(again).unwrap_err().to_string().contains("of its name"));
    let other = Adapter::new(&config(true), "third", vec![]).unwrap();
    assert!(model.adapt(other).unwrap_err().to_string().contains("another shape"));
    assert_eq!(model.adapters().find("second").map(|(index, _)| index), Some(1));
    assert!(model.adapters().find("third").is_none());
}

/// Adds `scale` times a part to the weights themselves.
fn merge(model: &mut Model, (target, change): &(Target, Change), scale: f32) {
    let Target::Tensor(name) = target else { panic!("{target}") };
    let name = if model.config().features.tied && name == HEAD { TABLE } else { name };
    let index = model.parameters().iter().position(|p| p.parts.iter().any(|part| part.name == name)).unwrap();
    let (cols, part) = {
        let parameter = &model.parameters()[index];
        (parameter.cols, parameter.parts.iter().find(|part| part.name == name).unwrap().clone())
    };
    let values = |weight: &Weight| weight.values(&cpu(), 0..weight.rows()).unwrap().into_owned();
    let added: Vec<(usize, Vec<f32>)> = match change {
        Change::LowRank { a, b } => {
            let (a, b, rank) = (values(a), values(b), a.rows());
            let row =
                |n: usize| (0..cols).map(|k| (0..rank).map(|r| b[n * rank + r] * a[r * cols + k]).sum()).collect();
            (0..part.rows).map(|n| (n, row(n))).collect()
        }
        Change::Dense(weight) | Change::Vector(weight) => {
            values(weight).chunks_exact(cols).map(<[f32]>::to_vec).enumerate().collect()
        }
        Change::Rows { ids, values: rows } => {
            let rows = values(rows);
            ids.iter().zip(rows.chunks_exact(cols)).map(|(&id, row)| (id as usize, row.to_vec())).collect()
        }
    };
    model.weights_mut()[index].edit(&cpu(), |master| {
        for (row, added) in added {
            let row = &mut master[(part.row + row) * cols..][..cols];
            row.iter_mut().zip(added).for_each(|(value, added)| *value += scale * added);
        }
    });
}

#[test]
fn merged_weights_give_the_same_within_rounding() {
    let (config, _) = biased();
    let parts = || -> Vec<(Target, Change)> {
        let others = other_parts().into_iter().filter(|(target, _)| matches!(target, Target::Tensor(_)));
        trained_parts(&config).into_iter().chain(others).chain(biased().1).collect()
    };
    let (text, count) = (ids(50, 97, 3), parts().len());
    // Each part by itself, then all together.
    for range in (0..count).map(|at| at..at + 1).chain(std::iter::once(0..count)) {
        let chosen: Vec<(Target, Change)> = parts().drain(range).collect();
        let first = chosen[0].0.clone();
        let mut adapted = peaked(&config, 1);
        adapted.pack(&cpu()).unwrap();
        let plain = alone(&adapted, &text, &[]);
        let mut merged = peaked(&config, 1);
        chosen.iter().for_each(|part| merge(&mut merged, part, 0.5));
        adapted.adapt(Adapter::new(&config, "it", chosen).unwrap()).unwrap();
        let got = alone(&adapted, &text, &[(0, 0.5)]);
        merged.pack(&cpu()).unwrap();
        let expected = alone(&merged, &text, &[]);
        let worst = |other: &[f32]| got.iter().zip(other).fold(0.0f32, |m, (a, b)| m.max((a - b).abs()));
        let largest = expected.iter().fold(0.0f32, |m, v| m.max(v.abs()));
        assert!(worst(&expected) < 2e-4 * largest, "{first}: {} of {largest}", worst(&expected));
        assert!(worst(&plain) > 1e-2 * largest, "{first} changes something");
    }
}

#[test]
fn a_tied_table_has_two_uses_and_each_its_own_part() {
    let config = config(true);
    let text = ids(30, 97, 4);
    let of = |parts: Vec<(Target, Change)>| {
        let mut model = peaked(&config, 1);
        model.pack(&cpu()).unwrap();
        model.adapt(Adapter::new(&config, "it", parts).unwrap()).unwrap();
        let graph = forward_graph(&config).unwrap().toward(Goal::Taps(&[0])).unwrap();
        let taps = run(&graph, (model.weights(), &[]), model.adapters().parts(), &text, &[(0, 1.0)], None);
        (taps, alone(&model, &text, &[(0, 1.0)]))
    };
    let none = of(vec![]);
    let head = of(vec![(tensor(HEAD), low_rank(VOCABULARY, 64, 2, 1))]);
    let named_as_table = of(vec![(tensor(TABLE), low_rank(VOCABULARY, 64, 2, 1))]);
    assert!(head.0 == none.0 && head.1 != none.1, "the head's product alone");
    assert_eq!(head, named_as_table);
    let lookup = of(vec![(tensor(TABLE), Change::Rows { ids: vec![text[0]], values: weight(1, 64, 2) })]);
    assert!(lookup.0 != none.0);
}

/// The first result of a graph over one text whose rows name `list`; every row is selected, every target counts.
fn run(
    graph: &Graph,
    (weights, further): (&[Weight], &[&Weight]),
    adapters: &[Parts],
    text: &[u32],
    list: &[(u32, f32)],
    gradients: Option<(&GradientLayout, &mut Buffer)>,
) -> Vec<f32> {
    let cpu = Cpu::new(Pool::new(2));
    let mut rows = Rows::default();
    rows.push(text, 0, []);
    rows.adapt(list);
    let selected: Vec<u32> = (0..text.len() as u32).collect();
    let targets: Vec<u32> = text.iter().map(|id| (id * 31 + 7) % VOCABULARY as u32).collect();
    let counted = vec![1.0; text.len()];
    let none = GradientLayout::default();
    let (layout, gradients) = gradients.map_or((&none, None), |(layout, buffer)| (layout, Some(buffer)));
    let mut executor = Executor::new(&cpu, plan(graph, layout, 0).unwrap()).unwrap();
    let mut rope = rope_tables(&config(false));
    rope.iter_mut().for_each(|table| table.grow(&cpu, 256).unwrap());
    let targets = Targets { ids: &targets, weights: &counted, scale: 1.0 / text.len() as f32 };
    let mut block = RowBlock::default();
    block.send(&cpu, &rows, &selected, Some(targets)).unwrap();
    let (mut arena, mut state) = (Arena::default(), cpu.allocate("state", StepState::BYTES).unwrap());
    let training = gradients.map(|gradients| Training { gradients, state: &mut state });
    let mut context = Context { rows: &block, weights, further, adapters, training, cache: None, rope: &rope };
    executor.run(&cpu, &mut arena, &mut context).unwrap();
    let mut result = Readback::default();
    executor.fetch(&cpu, &arena, 0, &mut result).unwrap().to_vec()
}

/// An adapter's weights alone are trained: which they are, numbered behind the model's, and where their gradients lie.
fn trained(model: &Model, adapter: &Adapter) -> (Trainable, GradientLayout) {
    let shape = Weight::shape;
    let shapes: Vec<WeightShape> = model.weights().iter().chain(adapter.weights()).map(shape).collect();
    let first = model.weights().len();
    let order: Vec<WeightId> = (first as u32..shapes.len() as u32).map(WeightId).collect();
    (Trainable::of(shapes.len(), |id| id.index() >= first), GradientLayout::new(&order, &shapes))
}

#[test]
fn what_is_recorded_for_training_has_the_bits_of_a_launch() {
    for (dtype, scale) in [(DType::F32, 0.7), (DType::Bf16, -1.0), (DType::Q8_0, 1.3), (DType::F32, 0.0)] {
        let mut model = stored(&config(false), dtype);
        let adapter = Adapter::new(model.config(), "it", trained_parts(model.config())).unwrap();
        let text = ids(60, 97, 5);
        let (trainable, layout) = trained(&model, &adapter);
        let further: Vec<&Weight> = adapter.weights().collect();
        let recorded = adapted_graph(&model, &[(&adapter, scale)]).unwrap();
        let losses = run(&recorded.toward(Goal::Losses).unwrap(), (model.weights(), &further), &[], &text, &[], None);
        if scale != 0.0 {
            let mut buffer = cpu().allocate("gradients", layout.bytes()).unwrap();
            for recompute in [false, true] {
                let graph = recorded.toward(Goal::Gradients { trainable: &trainable, recompute }).unwrap();
                let weights = (model.weights(), &further[..]);
                let again = run(&graph, weights, &[], &text, &[], Some((&layout, &mut buffer)));
                assert!(again == losses, "{dtype}, with its backward");
            }
        }
        model.adapt(adapter).unwrap();
        let launched = model.forward_graph().unwrap().toward(Goal::LogProbabilities).unwrap();
        let expected = run(&launched, (model.weights(), &[]), model.adapters().parts(), &text, &[(0, scale)], None);
        assert!(losses == expected, "{dtype}, scale {scale}");
        let plain = run(&launched, (model.weights(), &[]), model.adapters().parts(), &text, &[], None);
        assert_eq!(plain == expected, scale == 0.0);
    }
}

#[test]
fn a_lora_that_a_model_learns_has_the_bits_of_a_launch_with_it() {
    let targets = PROJECTIONS.map(str::to_owned).to_vec();
    let lora = Lora { rank: 3, alpha: 4.0, rooted: true, targets };
    for dtype in [DType::F32, DType::Q8_0] {
        let mut model = stored(&config(false), dtype);
        let mut seed = 30;
        let filled = lora.filled::<Error>(&cpu(), &config(false), "it", &mut |_, a, b| {
            seed += 2;
            a.copy_from_slice(&numbers(a.len(), seed));
            b.copy_from_slice(&numbers(b.len(), seed + 1));
            Ok(())
        });
        model.learn(filled.unwrap(), &lora).unwrap();
        model.pack(&cpu()).unwrap();
        let text = ids(60, 97, 5);
        let recorded = lora.graph(&config(false), model.weight_shapes()).unwrap();
        let (further, losses) = (model.further(), recorded.toward(Goal::Losses).unwrap());
        let recorded = run(&losses, (model.weights(), &further), &[], &text, &[], None);
        let launched = model.forward_graph().unwrap().toward(Goal::LogProbabilities).unwrap();
        let list = [(0, lora.scale())];
        let launched = run(&launched, (model.weights(), &[]), model.adapters().parts(), &text, &list, None);
        assert!(recorded == launched, "{dtype}");
        // What a step moves is what it learns, and whoever keeps what was computed with it is told.
        let (version, before) = (model.version(), model.adapters().find("it"));
        assert_eq!(model.moved_mut().len(), 2 * 7 * 2);
        assert!(model.version() == version && model.adapters().find("it") != before);
    }
}

#[test]
fn gradients_of_an_adapter_on_a_frozen_model_are_slopes() {
    // A base in bf16, whose products are those of its decoded values: differences see no rounding of rows.
    let model = stored(&config(false), DType::Bf16);
    let adapter = Adapter::new(model.config(), "it", trained_parts(model.config())).unwrap();
    let (trainable, layout) = trained(&model, &adapter);
    let further: Vec<&Weight> = adapter.weights().collect();
    let forward = adapted_graph(&model, &[(&adapter, 0.5)]).unwrap();
    let graph = forward.toward(Goal::Gradients { trainable: &trainable, recompute: false }).unwrap();
    let losses_graph = forward.toward(Goal::Losses).unwrap();
    let text = ids(40, 97, 6);
    let mut buffer = cpu().allocate("gradients", layout.bytes()).unwrap();
    run(&graph, (model.weights(), &further), &[], &text, &[], Some((&layout, &mut buffer)));
    let first = model.weights().len();
    for index in 0..further.len() {
        let slot = layout.slot(WeightId((first + index) as u32)).unwrap();
        let device = cpu();
        let gradient = device.lend(&buffer, slot.offset..slot.end());
        let square: f64 = gradient.iter().map(|&g| f64::from(g) * f64::from(g)).sum();
        assert!(square > 0.0, "weight {index}");
        let step = 2e-3 / square.sqrt();
        let loss = |sign: f64| {
            let weight = further[index];
            let mut values = weight.values(&device, 0..weight.rows()).unwrap().into_owned();
            values.iter_mut().zip(&gradient[..]).for_each(|(value, g)| *value += (sign * step) as f32 * g);
            let moved = packed(weight.rows(), weight.cols(), &values);
            let mut further = further.clone();
            further[index] = &moved;
            let losses = run(&losses_graph, (model.weights(), &further), &[], &text, &[], None);
            losses.iter().map(|&loss| f64::from(loss)).sum::<f64>() / losses.len() as f64
        };
        let slope = (loss(1.0) - loss(-1.0)) / (2.0 * step);
        assert!((slope / square - 1.0).abs() < 0.03, "weight {index}: {slope} instead of {square}");
    }
}

#[test]
fn steering_adds_its_vector_to_the_residual_stream() {
    let mut model = stored(&config(false), DType::F32);
    adapt(&mut model);
    let text = ids(20, 97, 8);
    let graph = model.forward_graph().unwrap().toward(Goal::Taps(&[0])).unwrap();
    let steer = Adapter::new(model.config(), "steer", vec![(Target::Layer(0), Change::Vector(weight(1, 64, 3)))]);
    model.adapt(steer.unwrap()).unwrap();
    let taps = |list: &[(u32, f32)]| run(&graph, (model.weights(), &[]), model.adapters().parts(), &text, list, None);
    let (plain, steered) = (taps(&[]), taps(&[(2, -1.5)]));
    let vector = numbers(64, 3);
    let expected: Vec<f32> = plain
        .chunks_exact(64)
        .flat_map(|row| row.iter().zip(&vector).map(|(x, v)| (-1.5f32).mul_add(*v, *x)))
        .collect();
    assert_eq!(steered, expected);
    assert_ne!(alone(&model, &text, &[(2, -1.5)]), alone(&model, &text, &[]));
}

#[test]
fn what_cannot_be_trained_yet_is_refused_by_name() {
    let (config, model) = (config(false), peaked(&config(false), 1));
    let record = |part: (Target, Change)| {
        adapted_graph(&model, &[(&Adapter::new(&config, "it", vec![part]).unwrap(), 1.0)]).map(|_| ()).unwrap_err()
    };
    let mut errors = other_parts().into_iter().take(3).map(record);
    let (head, rows, steering) = (errors.next().unwrap(), errors.next().unwrap(), errors.next().unwrap());
    for (error, part) in [(head, HEAD), (rows, TABLE), (steering, "layer ")] {
        assert!(matches!(&error, Error::Adapter { part: named, .. } if named.starts_with(part)), "{error}");
    }
    let (config, mut parts) = biased();
    let bias = Adapter::new(&config, "it", vec![parts.swap_remove(1)]).unwrap();
    let error = adapted_graph(&peaked(&config, 1), &[(&bias, 1.0)]).map(|_| ()).unwrap_err();
    assert!(matches!(&error, Error::Adapter { part, .. } if part.ends_with("v_proj.bias")), "{error}");
}
