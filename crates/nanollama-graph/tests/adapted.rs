//! Adapters as nodes: what is added changes what it should, its gradients are the slopes, the frozen rest has none. Taps.

mod toy;

use nanollama_graph::{Addition, Builder, Error, Goal, Graph, Node, Recorder, Trainable};
use nanollama_kernel::adapter::Site;
use nanollama_kernel::call::{Aliasing, Op, RopeId, WeightId};
use toy::{GAIN, HEAD, MATRIX, TABLE, Toy, VOCABULARY, WIDTH, shapes_of, values};

/// The toy's four weights, then those of an adapter: A, B, a second matrix, a gain and a table.
const SHAPES: [[usize; 2]; 9] = [
    [VOCABULARY, WIDTH],
    [1, WIDTH],
    [WIDTH, WIDTH],
    [VOCABULARY, WIDTH],
    [3, WIDTH],
    [8, 3],
    [WIDTH, WIDTH],
    [1, WIDTH],
    [VOCABULARY, WIDTH],
];

fn additions() -> Vec<Addition> {
    let addition = |site, weights: &[u32], scale, first| Addition {
        site,
        weights: weights.iter().copied().map(WeightId).collect(),
        scale,
        first,
    };
    vec![
        addition(Site::Product(MATRIX), &[4, 5], 0.5, 16),
        addition(Site::Product(MATRIX), &[6], -0.25, 0),
        addition(Site::Gain(GAIN), &[7], 0.75, 0),
        addition(Site::Lookup(TABLE), &[8], 1.5, 0),
    ]
}

fn record(additions: Vec<Addition>) -> Graph {
    let mut recorder = Recorder::new(shapes_of(&SHAPES)).with_additions(additions);
    let mut x = recorder.embedding(TABLE);
    for block in 0..2 {
        recorder.block(block);
        let normed = recorder.rms_norm(x, GAIN, 1e-5);
        let turned = recorder.rope(normed, RopeId(0), 2, 8);
        let y = recorder.linear(turned, MATRIX, Some(x));
        x = recorder.tap(y, block);
    }
    let y = recorder.rms_norm(x, GAIN, 1e-5);
    let y = recorder.linear(y, MATRIX, None);
    let logits = recorder.head(y, HEAD);
    recorder.finish(logits).unwrap()
}

fn toy() -> Toy {
    let all: Vec<Vec<f32>> =
        SHAPES.iter().enumerate().map(|(index, [rows, cols])| values(rows * cols, index)).collect();
    Toy::with(&SHAPES, &all)
}

/// All weights of the adapter and none of the model.
fn adapter_only() -> Trainable {
    Trainable::of(SHAPES.len(), |id| id.index() >= 4)
}

#[test]
fn gradients_of_an_adapter_are_slopes_and_the_model_is_frozen() {
    let (toy, graph) = (toy(), record(additions()));
    let (losses, gradients) = toy.differentiate(&graph, &adapter_only(), false, 30);
    assert_eq!(toy.differentiate(&graph, &adapter_only(), true, 30).1[4..], gradients[4..], "recomputed");
    let without = toy.differentiate(&record(Vec::new()), &Trainable::of(SHAPES.len(), |id| id == MATRIX), false, 30);
    assert_ne!(losses, without.0);
    for (weight, gradient) in gradients.iter().enumerate() {
        if weight < 4 {
            assert!(gradient.iter().all(|g| g.is_nan()), "weight {weight} is frozen");
            continue;
        }
        let square: f64 = gradient.iter().map(|&g| f64::from(g) * f64::from(g)).sum();
        let step = 1e-3 / square.sqrt();
        let loss = |sign: f64| {
            let moved = toy.moved(weight, gradient, (sign * step) as f32);
            let losses = moved.differentiate(&graph, &adapter_only(), false, 30).0;
            losses.iter().map(|&loss| f64::from(loss)).sum::<f64>() / losses.len() as f64
        };
        let slope = (loss(1.0) - loss(-1.0)) / (2.0 * step);
        assert!((slope / square - 1.0).abs() < 0.02, "weight {weight}: {slope} instead of {square}");
    }
}

#[test]
fn the_model_can_be_trained_beside_it_and_a_further_weight_changes_no_gradient() {
    let (toy, graph) = (toy(), record(additions()));
    let all = toy.differentiate(&graph, &Trainable::all(SHAPES.len()), false, 30);
    let some = toy.differentiate(&graph, &adapter_only(), false, 30);
    assert_eq!(all.0, some.0);
    assert_eq!(all.1[4..], some.1[4..]);
    assert!(all.1.iter().flatten().all(|g| g.is_finite()));
}

#[test]
fn without_additions_the_record_is_as_it_was() {
    let plain = record(Vec::new());
    let elsewhere = Addition { site: Site::Product(WeightId(77)), ..additions().remove(0) };
    assert_eq!(record(vec![elsewhere]).nodes(), plain.nodes());
    assert!(plain.nodes().iter().all(|node| !matches!(node.op, Op::AddScaled { .. } | Op::Add)));
}

#[test]
fn what_cannot_be_recorded_is_refused() {
    for site in [Site::Product(HEAD), Site::Tap(0)] {
        let mut recorder =
            Recorder::new(shapes_of(&SHAPES)).with_additions(vec![Addition { site, ..additions().remove(1) }]);
        let x = recorder.embedding(TABLE);
        let x = recorder.tap(x, 0);
        let logits = recorder.head(x, HEAD);
        assert!(matches!(recorder.finish(logits), Err(Error::NotRecorded { .. })));
    }
}

#[test]
fn what_products_read_is_a_goal() {
    let (toy, forward) = (toy(), record(Vec::new()));
    let inputs = forward.toward(Goal::Inputs).unwrap();
    let products = forward.products();
    assert!(products.len() > 1 && !products.contains(&HEAD));
    assert_eq!(inputs.results().len(), products.len());
    // A product is not computed for its input: the last one is left out.
    let linear = |node: &&Node| matches!(node.op, Op::Linear { .. });
    assert_eq!(inputs.nodes().iter().filter(linear).count(), products.len() - 1);
    let mut executor = toy.executor(&inputs);
    let some = toy.run(&mut executor, 9, &[2, 5]);
    let every = toy.run(&mut executor, 9, &(0..9).collect::<Vec<_>>());
    let width = every.len() / 9;
    assert_eq!(some[..width], every[2 * width..3 * width]);
    assert_eq!(some[width..], every[5 * width..6 * width]);
}

#[test]
fn taps_are_marks_that_a_goal_returns() {
    let (toy, forward) = (toy(), record(Vec::new()));
    let tap = forward.nodes().iter().find(|node| node.op == Op::Tap { layer: 0 }).unwrap();
    assert_eq!(tap.op.aliasing(), Aliasing::Required(0, 0));
    let one = forward.toward(Goal::Taps(&[0])).unwrap();
    // Embedding, the first block and the selection: nothing behind the tap is computed.
    assert_eq!(one.nodes().len(), 1 + 4 + 1);
    let mut executor = toy.executor(&one);
    let some = toy.run(&mut executor, 9, &[2, 5]);
    assert_eq!(some.len(), 2 * WIDTH);
    let every = toy.run(&mut executor, 9, &(0..9).collect::<Vec<_>>());
    assert_eq!(some[..WIDTH], every[2 * WIDTH..3 * WIDTH]);
    let both = forward.toward(Goal::Taps(&[1, 0])).unwrap();
    assert_eq!(both.results().len(), 2);
    let second = toy.run(&mut toy.executor(&both), 9, &[2, 5]);
    let alone = toy.run(&mut toy.executor(&forward.toward(Goal::Taps(&[1])).unwrap()), 9, &[2, 5]);
    assert_eq!(second, alone);
    assert_ne!(second, some);
    assert!(matches!(forward.toward(Goal::Taps(&[0, 2])), Err(Error::NoTap { layer: 2 })));
}
