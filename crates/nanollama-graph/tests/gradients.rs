//! The backward of a toy model: recompute changes no bit.

mod toy;

use nanollama_graph::{Goal, plan};
use nanollama_kernel::call::Counts;
use toy::{Toy, forward};

#[test]
fn recompute_runs_blocks_again_and_changes_no_bit() {
    let toy = Toy::new();
    let counts = Counts { tokens: 30, selected: 0 };
    let run = |recompute| {
        let graph = forward().toward(Goal::Gradients { recompute }).unwrap().at(counts);
        let mut gradients = toy.gradients();
        let losses = toy.run_with(&mut toy.executor(&graph), 30, &[], &mut gradients);
        let bits: Vec<Vec<u32>> = gradients.iter().map(|g| g.iter().map(|g| g.to_bits()).collect()).collect();
        (losses, bits, graph.nodes().len(), plan(&graph, 0).unwrap().peak_bytes(counts))
    };
    let (kept, again) = (run(false), run(true));
    assert_eq!((&kept.0, &kept.1), (&again.0, &again.1));
    assert!(again.2 > kept.2);
}
