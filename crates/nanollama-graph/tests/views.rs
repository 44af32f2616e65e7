//! Column ranges as values: a norm of heads through a view of a fused projection, forward and backward.

mod toy;

use nanollama_graph::{Builder, Error, Goal, GradientLayout, Graph, Recorder, Trainable, plan};
use nanollama_kernel::call::{Aliasing, Counts, RopeId, WeightId};
use nanollama_kernel::op::attention::Shape;
use toy::{Toy, VOCABULARY, WIDTH, shapes_of, values};

const SHAPE: Shape = Shape::new(4, 2, 8);
const QUERIES: usize = 32;
const KEYS: usize = 16;

const TABLE: WeightId = WeightId(0);
const QUERY_GAIN: WeightId = WeightId(1);
const KEY_GAIN: WeightId = WeightId(2);
const OUT: WeightId = WeightId(3);
const HEAD: WeightId = WeightId(4);
/// The fused projection, or the first of three.
const FIRST: u32 = 5;

fn shapes(projections: &[[usize; 2]]) -> Vec<[usize; 2]> {
    [[VOCABULARY, WIDTH], [1, 8], [1, 8], [WIDTH, QUERIES], [VOCABULARY, WIDTH]]
        .iter()
        .chain(projections)
        .copied()
        .collect()
}

fn layout(weights: u32, projections: &[[usize; 2]]) -> GradientLayout {
    let order: Vec<WeightId> = (0..weights).map(WeightId).collect();
    GradientLayout::new(&order, &shapes_of(&shapes(projections)))
}

/// Attention over heads that are normed each by itself, as Qwen3 has it.
fn record(projections: &[[usize; 2]]) -> Graph {
    let mut recorder = Recorder::new(shapes_of(&shapes(projections)));
    let x = recorder.embedding(TABLE);
    recorder.block(0);
    let [query, key, value] = if projections.len() == 1 {
        let qkv = recorder.linear(x, WeightId(FIRST), None);
        [(0, QUERIES), (QUERIES, KEYS), (QUERIES + KEYS, KEYS)]
            .map(|(first, count)| recorder.columns(qkv, first, count))
    } else {
        [0, 1, 2].map(|part| recorder.linear(x, WeightId(FIRST + part), None))
    };
    let query = recorder.rms_norm(query, QUERY_GAIN, 1e-5);
    let query = recorder.rope(query, RopeId(0), SHAPE.heads, SHAPE.head_dim);
    let key = recorder.rms_norm(key, KEY_GAIN, 1e-5);
    let key = recorder.rope(key, RopeId(0), SHAPE.kv_heads, SHAPE.head_dim);
    let attended = recorder.attention([query, key, value], 0, SHAPE);
    let y = recorder.linear(attended, OUT, Some(x));
    let logits = recorder.head(y, HEAD);
    recorder.finish(logits).unwrap()
}

#[test]
fn heads_normed_through_a_view_are_as_projections_of_their_own() {
    let fused = [[QUERIES + 2 * KEYS, WIDTH]];
    let split = [[QUERIES, WIDTH], [KEYS, WIDTH], [KEYS, WIDTH]];
    let base: Vec<Vec<f32>> = shapes(&[]).iter().enumerate().map(|(i, [rows, cols])| values(rows * cols, i)).collect();
    let projection = values((QUERIES + 2 * KEYS) * WIDTH, 9);
    let parts = [0..QUERIES, QUERIES..QUERIES + KEYS, QUERIES + KEYS..QUERIES + 2 * KEYS]
        .map(|rows| projection[rows.start * WIDTH..rows.end * WIDTH].to_vec());
    let one = Toy::with(&shapes(&fused), &[&base[..], &[projection]].concat());
    let three = Toy::with(&shapes(&split), &[&base[..], &parts].concat());
    for recompute in [false, true] {
        let run = |toy: &Toy, projections: &[[usize; 2]]| {
            let trainable = Trainable::all(5 + projections.len());
            let (losses, gradients) = toy.differentiate(&record(projections), &trainable, recompute, 20);
            assert!(gradients.iter().all(|gradient| gradient.iter().all(|g| g.is_finite())));
            let fused: Vec<f32> = gradients[FIRST as usize..].iter().flat_map(|g| g.iter().copied()).collect();
            (losses, gradients[..FIRST as usize].to_vec(), fused)
        };
        let (fused, split) = (run(&one, &fused), run(&three, &split));
        assert_eq!((&fused.0, &fused.2), (&split.0, &split.2));
        for weight in [QUERY_GAIN, KEY_GAIN, OUT, HEAD] {
            assert_eq!(fused.1[weight.index()][..], split.1[weight.index()][..], "{weight:?}");
        }
    }
}

#[test]
fn the_gradients_of_views_are_column_ranges_of_one_buffer() {
    let counts = Counts { tokens: 20, selected: 0 };
    let goal = Goal::Gradients { trainable: &Trainable::all(6), recompute: false };
    let graph = record(&[[QUERIES + 2 * KEYS, WIDTH]]).toward(goal).unwrap();
    let plan = plan(&graph.at(counts), &layout(6, &[[QUERIES + 2 * KEYS, WIDTH]]), 0).unwrap();
    let wide = QUERIES + 2 * KEYS;
    let parts: Vec<_> = plan.calls.iter().flat_map(|call| &call.outputs).filter(|slot| slot.stride == wide).collect();
    let ranges: Vec<(usize, usize)> = parts.iter().map(|slot| (slot.column, slot.extent.cols)).collect();
    assert_eq!(ranges, [(0, wide), (QUERIES + KEYS, KEYS), (QUERIES, KEYS), (0, QUERIES)]);
    assert!(parts[1..].iter().all(|slot| slot.offset == parts[1].offset));
    assert!(plan.calls.iter().any(|call| call.op.aliasing() != Aliasing::None));
}

#[test]
fn a_view_of_what_was_turned_in_place_is_refused() {
    let mut recorder = Recorder::new(shapes_of(&shapes(&[])));
    let x = recorder.embedding(TABLE);
    let before = recorder.columns(x, 0, 8);
    let turned = recorder.rope(x, RopeId(0), 1, 8);
    let normed = recorder.rms_norm(before, QUERY_GAIN, 1e-5);
    let logits = recorder.head(turned, HEAD);
    let graph = recorder.finish(logits).unwrap();
    assert!(
        matches!(plan(&graph, &layout(5, &[]), 0), Err(Error::Overwritten { node: 1, reader: 2, .. })),
        "{normed:?}"
    );
}

#[test]
fn a_gradient_with_a_hole_is_refused() {
    let mut recorder = Recorder::new(shapes_of(&shapes(&[[32, WIDTH]])));
    let x = recorder.embedding(TABLE);
    let wide = recorder.linear(x, WeightId(FIRST), None);
    // Columns 24..32 take no part, so nothing writes their gradient.
    let part = recorder.columns(wide, 0, WIDTH);
    let y = recorder.rms_norm(part, QUERY_GAIN, 1e-5);
    let logits = recorder.head(y, HEAD);
    let goal = Goal::Gradients { trainable: &Trainable::all(6), recompute: false };
    let graph = recorder.finish(logits).unwrap().toward(goal).unwrap();
    let error = plan(&graph, &layout(6, &[[32, WIDTH]]), 0).unwrap_err();
    assert!(matches!(&error, Error::Unwritten { op, .. } if op.starts_with("LinearGradWeight")), "{error}");
}
