//! Plans of a toy model: they serve every row count, keep values across blocks, and refuse what cannot be run.

mod toy;

use nanollama_graph::{Builder, Error, Goal, GradientLayout, Recorder, Trainable, plan};
use nanollama_kernel::call::{Counts, Op, RopeId, Store};
use toy::{GAIN, HEAD, MATRIX, TABLE, Toy, WIDTH, forward, weight_shapes};

#[test]
fn one_plan_serves_every_row_count() {
    let toy = Toy::new();
    let graph = forward().toward(Goal::Logits).unwrap();
    let mut scaled = toy.executor(&graph);
    for (tokens, selected) in [(1, 1), (7, 2), (40, 40), (3, 0), (7, 2)] {
        let selected: Vec<u32> = (0..selected).map(|s| (s * 3 % tokens) as u32).collect();
        let counts = Counts { tokens, selected: selected.len() };
        let mut exact = toy.executor(&graph.clone().at(counts));
        let logits = toy.run(&mut scaled, tokens, &selected);
        assert_eq!(logits.len(), selected.len() * toy::VOCABULARY);
        assert_eq!(logits, toy.run(&mut exact, tokens, &selected));
    }
}

#[test]
fn an_arena_grows_with_the_largest_launch_and_stays() {
    let toy = Toy::new();
    let mut executor = toy.executor(&forward().toward(Goal::Logits).unwrap());
    toy.run(&mut executor, 3, &[0]);
    let small = toy.arena.borrow().bytes();
    toy.run(&mut executor, 30, &[0]);
    let large = toy.arena.borrow().bytes();
    assert!(large > small);
    toy.run(&mut executor, 2, &[1]);
    assert_eq!(toy.arena.borrow().bytes(), large);
}

#[test]
fn dead_values_give_their_place_away_and_live_ones_keep_it() {
    let trainable = &Trainable::all(4);
    for goal in [Goal::Logits, Goal::Losses, Goal::Gradients { trainable, recompute: false }] {
        let graph = forward().toward(goal).unwrap();
        let plan = plan(&graph, &Toy::new().layout(), 0).unwrap();
        let (mut total, mut shared) = (0, false);
        for (index, one) in plan.lifetimes.iter().enumerate() {
            total += one.slot.row_bytes().next_multiple_of(64);
            for two in &plan.lifetimes[index + 1..] {
                let together = one.first <= two.last && two.first <= one.last;
                assert!(!(together && one.slot.overlaps(&two.slot)), "{one:?} and {two:?}");
                shared |= one.slot.overlaps(&two.slot);
            }
        }
        let layout = plan.layout;
        assert!(shared && layout.tokens + layout.selected < total, "{goal:?}");
        // The chunk of logits that a loss works in does not grow with the rows.
        assert_eq!(layout.fixed > 0, goal != Goal::Logits);
    }
}

#[test]
fn the_peak_is_linear_in_both_counts() {
    let plan = plan(&forward().toward(Goal::Logits).unwrap(), &GradientLayout::default(), 0).unwrap();
    let bytes = |tokens, selected| plan.peak_bytes(Counts { tokens, selected });
    let (token, selected) = (bytes(1, 0), bytes(0, 1));
    assert!(token > 0 && selected > 0);
    assert_eq!(bytes(17, 5), 17 * token + 5 * selected);
}

#[test]
fn log_probabilities_are_minus_the_losses_of_the_selected_rows() {
    let toy = Toy::new();
    let mut losses = toy.executor(&forward().toward(Goal::Losses).unwrap());
    let mut picked = toy.executor(&forward().toward(Goal::LogProbabilities).unwrap());
    let all = toy.run(&mut losses, 9, &[]);
    let some = toy.run(&mut picked, 9, &[1, 4, 8]);
    assert_eq!(some, [all[1], all[4], all[8]]);
}

#[test]
fn only_a_forward_with_a_head_has_goals() {
    let mut recorder = Recorder::new(weight_shapes());
    let x = recorder.embedding(TABLE);
    let graph = recorder.finish(x).unwrap();
    assert!(matches!(graph.toward(Goal::Losses), Err(Error::NoHead)));
    assert!(matches!(forward().toward(Goal::Losses).unwrap().toward(Goal::Logits), Err(Error::NoHead)));
}

#[test]
fn what_does_not_fit_stops_the_record_with_its_node() {
    let mut recorder = Recorder::new(weight_shapes());
    let x = recorder.embedding(TABLE);
    let wide = recorder.linear(x, HEAD, None);
    let wrong = recorder.rms_norm(wide, GAIN, 1e-5);
    let logits = recorder.head(wrong, HEAD);
    let error = recorder.finish(logits).unwrap_err();
    assert!(matches!(error, Error::Shape { node: 2, .. }));
    assert!(error.to_string().contains(&format!("expected {WIDTH}")), "{error}");
}

#[test]
fn a_value_that_is_read_later_is_not_overwritten() {
    let mut recorder = Recorder::new(weight_shapes());
    let x = recorder.embedding(TABLE);
    let turned = recorder.rope(x, RopeId(0), 1, 8);
    let sum = recorder.linear(turned, MATRIX, Some(x));
    let graph = recorder.finish(sum).unwrap();
    let error = plan(&graph, &GradientLayout::default(), 0).unwrap_err();
    assert!(matches!(error, Error::Overwritten { node: 1, reader: 2, .. }), "{error}");
}

#[test]
fn an_op_without_a_backward_is_named() {
    let mut recorder = Recorder::new(weight_shapes());
    let x = recorder.embedding(TABLE);
    let y = recorder.rms_norm(x, GAIN, 1e-5);
    let turned = recorder.push(Op::LinearGradInput { weight: MATRIX, input: Store::Overwrite }, &[y])[0];
    let logits = recorder.head(turned, HEAD);
    let goal = Goal::Gradients { trainable: &Trainable::all(4), recompute: false };
    let error = recorder.finish(logits).unwrap().toward(goal).unwrap_err();
    assert!(matches!(&error, Error::NoBackward { node: 2, op } if op.starts_with("LinearGradInput")), "{error}");
}
