//! The backward of a toy model: recompute changes no bit, frozen weights cost nothing and change no bit of the others.

mod toy;

use nanollama_graph::{Builder, Error, Goal, GradientLayout, Graph, Node, Recorder, Trainable, plan};
use nanollama_kernel::call::{Counts, Op, RopeId, WeightId, WeightShape};
use toy::{GAIN, HEAD, MATRIX, TABLE, Toy, WIDTH, forward, weight_shapes};

#[test]
fn recompute_runs_blocks_again_and_changes_no_bit() {
    let (toy, trainable) = (Toy::new(), Trainable::all(4));
    let kept = toy.differentiate(&forward(), &trainable, false, 30);
    assert!(kept.1.iter().flatten().all(|g| g.is_finite()));
    assert_eq!(kept, toy.differentiate(&forward(), &trainable, true, 30));
    let nodes =
        |recompute| forward().toward(Goal::Gradients { trainable: &trainable, recompute }).unwrap().nodes().len();
    assert!(nodes(true) > nodes(false));
}

#[test]
fn a_weight_of_several_uses_gains_a_share_from_each() {
    // Along the gradient the loss moves by its square: a share that is lost or counted twice shows.
    let toy = Toy::new();
    let (_, gradients) = toy.differentiate(&forward(), &Trainable::all(4), false, 30);
    for (weight, gradient) in gradients.iter().enumerate() {
        let square: f64 = gradient.iter().map(|&g| f64::from(g) * f64::from(g)).sum();
        let step = 1e-3 / square.sqrt();
        let loss = |sign: f64| {
            let moved = toy.moved(weight, gradient, (sign * step) as f32);
            let losses = moved.differentiate(&forward(), &Trainable::all(4), false, 30).0;
            losses.iter().map(|&loss| f64::from(loss)).sum::<f64>() / losses.len() as f64
        };
        let slope = (loss(1.0) - loss(-1.0)) / (2.0 * step);
        assert!((slope / square - 1.0).abs() < 0.02, "weight {weight}: {slope} instead of {square}");
    }
}

#[test]
fn frozen_weights_have_no_gradient_and_the_others_keep_theirs() {
    let toy = Toy::new();
    let all = toy.differentiate(&forward(), &Trainable::all(4), false, 30);
    for (frozen, recompute) in [TABLE, GAIN, MATRIX, HEAD].into_iter().flat_map(|id| [(id, false), (id, true)]) {
        let trainable = Trainable::of(4, |id| id != frozen);
        let some = toy.differentiate(&forward(), &trainable, recompute, 30);
        assert_eq!(some.0, all.0);
        for (weight, (some, all)) in some.1.iter().zip(&all.1).enumerate() {
            if weight == frozen.index() {
                assert!(some.iter().all(|g| g.is_nan()), "weight {weight}");
            } else {
                assert_eq!(some, all, "weight {weight} without {frozen:?}, recompute {recompute}");
            }
        }
    }
}

#[test]
fn nothing_is_computed_below_the_lowest_trained_weight() {
    for recompute in [false, true] {
        let ops = |trained: WeightId| -> Vec<Op> {
            let trainable = Trainable::of(4, |id| id == trained);
            let graph = forward().toward(Goal::Gradients { trainable: &trainable, recompute }).unwrap();
            behind_the_loss(&graph).iter().map(|node| node.op).collect()
        };
        assert!(matches!(
            ops(HEAD)[..],
            [Op::HeadLossGrad { input: false, gradient: Some(_), .. }, Op::SumLosses { .. }]
        ));
        let matrix = ops(MATRIX);
        assert!(matrix.iter().all(|op| !matches!(op, Op::EmbeddingGrad { .. })));
        // The first norm has nothing trained below it and is frozen itself.
        assert_eq!(matrix.iter().filter(|op| matches!(op, Op::RmsNormGrad { .. })).count(), 2);
        assert!(matrix.iter().all(|op| !matches!(op, Op::RmsNormGrad { gradient: Some(_), .. })));
        assert_eq!(matrix.iter().filter(|op| matches!(op, Op::LinearGradWeight { .. })).count(), 3);
    }
}

#[test]
fn a_block_is_run_again_only_as_far_as_its_backward_reads_it() {
    // Each block has a matrix of its own.
    let matrices = [MATRIX, WeightId(4)];
    let mut shapes = weight_shapes();
    shapes.push(shapes[MATRIX.index()]);
    let mut recorder = Recorder::new(shapes);
    let mut x = recorder.embedding(TABLE);
    for (block, matrix) in matrices.into_iter().enumerate() {
        recorder.block(block);
        let normed = recorder.rms_norm(x, GAIN, 1e-5);
        let turned = recorder.rope(normed, RopeId(0), 2, 8);
        x = recorder.linear(turned, matrix, Some(x));
    }
    let logits = recorder.head(x, HEAD);
    let forward = recorder.finish(logits).unwrap();
    let again = |trained: WeightId, block: usize| -> Vec<Op> {
        let trainable = Trainable::of(5, |id| id == trained);
        let graph = forward.toward(Goal::Gradients { trainable: &trainable, recompute: true }).unwrap();
        let forward = |node: &&Node| {
            let turns_on = matches!(node.op, Op::Rope { inverse: false, .. });
            node.block == Some(block) && (turns_on || matches!(node.op, Op::RmsNorm { .. } | Op::Linear { .. }))
        };
        behind_the_loss(&graph).iter().filter(forward).map(|node| node.op).collect()
    };
    for (trained, block) in matrices.into_iter().zip(0..) {
        assert!(matches!(again(trained, block)[..], [Op::RmsNorm { .. }, Op::Rope { .. }]));
    }
    assert!(again(matrices[1], 0).is_empty(), "nothing of it is trained");
    assert!(matches!(again(matrices[0], 1)[..], [Op::RmsNorm { .. }]), "its gradients are passed through alone");
}

/// The loss and what is computed after it.
fn behind_the_loss(graph: &Graph) -> &[Node] {
    let loss = graph.nodes().iter().position(|node| matches!(node.op, Op::HeadLossGrad { .. })).unwrap();
    &graph.nodes()[loss..]
}

#[test]
fn columns_alone_under_a_head_have_no_backward() {
    let mut shapes = weight_shapes();
    shapes.push(WeightShape { rows: 2 * WIDTH, ..shapes[MATRIX.index()] });
    let mut recorder = Recorder::new(shapes);
    let x = recorder.embedding(TABLE);
    let both = recorder.linear(x, WeightId(4), None);
    let half = recorder.columns(both, 0, WIDTH);
    let logits = recorder.head(half, HEAD);
    let graph = recorder.finish(logits).unwrap();
    let toward = |trained: WeightId| {
        graph.toward(Goal::Gradients { trainable: &Trainable::of(5, |id| id == trained), recompute: false })
    };
    assert!(matches!(toward(TABLE), Err(Error::NoBackward { node: 2, .. })));
    assert!(toward(HEAD).is_ok());
}

#[test]
fn what_cannot_be_trained_is_refused_and_passes_gradients_on() {
    let mut shapes = weight_shapes();
    shapes[MATRIX.index()].dense = false;
    let mut recorder = Recorder::new(shapes);
    let x = recorder.embedding(TABLE);
    let y = recorder.linear(x, MATRIX, Some(x));
    let logits = recorder.head(y, HEAD);
    let graph = recorder.finish(logits).unwrap();
    let toward = |trainable: &Trainable| graph.toward(Goal::Gradients { trainable, recompute: false });
    let error = toward(&Trainable::all(4)).unwrap_err();
    assert!(error.to_string().contains("WeightId(2) is not stored as dense f32"), "{error}");
    assert!(toward(&Trainable::of(4, |id| id == TABLE)).is_ok());
    assert!(matches!(toward(&Trainable::of(4, |_| false)), Err(Error::NothingTrained)));
}

#[test]
fn a_gradient_needs_a_place() {
    let trainable = Trainable::all(4);
    let graph = forward().toward(Goal::Gradients { trainable: &trainable, recompute: false }).unwrap();
    let error = plan(&graph.at(Counts { tokens: 3, selected: 0 }), &GradientLayout::default(), 0).unwrap_err();
    assert!(matches!(&error, Error::NoPlace { op, .. } if op.starts_with("HeadLossGrad")), "{error}");
}
