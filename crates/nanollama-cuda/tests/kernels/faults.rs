//! The shim finds what a GPU would not tell.

use nanollama_cuda::launch::Launch;
use nanollama_cuda::source::Number;

use crate::shim::{Shim, shim};

/// What the shim says of a kernel on 100 floats, whatever the order of its threads.
fn said(shim: &Shim, kernel: &'static str, blocks: usize, pass: impl Fn(Launch) -> Launch) -> Vec<Result<(), String>> {
    let run = |seed| {
        let memory = shim.zeros(400);
        let launch = pass(Launch::new(kernel, [blocks, 1, 1], 64).shared(256).pass(memory.at()));
        shim.run_blocks(Number::F32, &launch, 0..blocks as u64, seed)
    };
    (1..6).map(run).collect()
}

#[test]
fn faults_are_found_in_every_order_of_threads() {
    let Some(shim) = shim() else { return };
    let same = |launch| launch;
    for (kernel, blocks, words) in [
        ("fault_outside_of_shared", 1, "writes 4 bytes outside of all memory"),
        ("fault_two_writers", 1, "with no barrier between"),
        ("fault_no_block_barrier", 1, "with no barrier between"),
        ("fault_written_too_soon", 1, "with no barrier between"),
        ("fault_between_blocks", 3, "with no barrier between"),
        ("fault_some_at_a_barrier", 1, "waits at a barrier that others do not reach"),
        ("fault_some_in_a_shuffle", 1, "waits at a barrier that others do not reach"),
        ("fault_not_aligned", 1, "which is not aligned"),
    ] {
        for outcome in said(&shim, kernel, blocks, same) {
            assert!(outcome.as_ref().is_err_and(|fault| fault.contains(words)), "{kernel}: {outcome:?}");
        }
    }
    for (count, sound) in [(99u32, true), (100, false)] {
        for outcome in said(&shim, "fault_outside", 1, |launch| launch.pass(count)) {
            assert_eq!(outcome.is_ok(), sound, "{outcome:?}");
        }
    }
}

#[test]
fn what_is_sound_passes_and_what_was_not_written_is_no_number() {
    let Some(shim) = shim() else { return };
    assert!(said(&shim, "sound_warp", 2, |launch| launch).iter().any(|outcome| outcome.is_err()), "blocks share x");
    let memory = shim.zeros(256);
    let launch = |kernel| Launch::new(kernel, [1; 3], 64).shared(256).pass(memory.at());
    for seed in 1..6 {
        shim.run_blocks(Number::F32, &launch("sound_warp"), 0..1, seed).unwrap();
        let truth: Vec<f32> = (0..64).map(|at| ((63 - at) ^ 31) as f32 + (at ^ 16 ^ 31) as f32).collect();
        assert_eq!(memory.read_floats(), truth);
    }
    shim.run(Number::F32, &launch("unset_shared"));
    assert!(memory.read_floats().iter().all(|value| value.is_nan()));
}

#[test]
fn launches_that_no_gpu_takes_are_refused() {
    let Some(shim) = shim() else { return };
    let memory = shim.zeros(256);
    for (blocks, threads) in [([1, 1, 1], 96), ([1, 1, 1], 33), ([1, 70_000, 1], 64)] {
        let launch = Launch::new("sound_warp", blocks, threads).shared(256).pass(memory.at());
        let refused = shim.run_blocks(Number::F32, &launch, 0..1, 1).unwrap_err();
        assert!(refused.contains("a launch that no GPU takes"), "{refused}");
    }
}
