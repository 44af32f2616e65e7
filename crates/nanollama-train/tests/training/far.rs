//! The step on a device whose memory the host cannot reach: the same bits, no waiting and no allocation in the steady state,
//! and a step that is not sound found out late moves nothing.

use nanollama_kernel::device::Device;
use nanollama_kernel::device::far::Far;
use nanollama_model::{Model, initialise};
use nanollama_train::{Optimizer, Outcome, Rates, Step, StepResult, StepSettings};

use crate::fixture::cpu;
use crate::step::{batch, config};

const SETTINGS: StepSettings = StepSettings { rate: 1.0, momentum: 0.9, clip: 1.0 };

/// A run of steps of two micro-batches on one device.
struct Run<'a> {
    device: &'a dyn Device,
    model: Model,
    optimizer: Optimizer,
    step: Step,
    outcomes: Vec<StepResult>,
}

impl Run<'_> {
    fn new(device: &dyn Device) -> Run<'_> {
        let mut model = initialise(device, &config(), 3).unwrap();
        model.pack(device).unwrap();
        let optimizer = Optimizer::new(device, &config(), Rates::DEFAULT, 0.1).unwrap();
        let step = Step::new(device, &config(), 2, 32, false).unwrap();
        Run { device, model, optimizer, step, outcomes: Vec::new() }
    }

    /// Takes a step, and reads as many outcomes as the device is not to be behind.
    fn go_on(&mut self, salt: usize) {
        let batches = [batch(&[32, 9], 32, salt), batch(&[5, 20], 32, salt + 100)];
        let Run { device, model, optimizer, step, .. } = self;
        step.submit(*device, model, optimizer, &batches, &SETTINGS).unwrap();
        while self.step.pending() > self.device.lag() {
            self.read();
        }
    }

    fn read(&mut self) {
        self.outcomes.extend(self.step.outcome(self.device, &mut self.optimizer));
    }

    /// Bits of all weights and moments.
    fn bits(&self) -> Vec<u32> {
        let weights = self.model.tensors(self.device).flat_map(|(.., values)| values.into_owned());
        let moments = self.optimizer.tensors(self.device).flat_map(|(.., values)| values().into_owned());
        weights.chain(moments).map(f32::to_bits).collect()
    }
}

#[test]
fn steps_read_late_are_those_read_at_once_and_nothing_waits_or_allocates() {
    let (near, far) = (cpu(2), Far::new(cpu(2)));
    let (mut at_once, mut late) = (Run::new(&near), Run::new(&far));
    let mut seen = Vec::new();
    for salt in 0..8 {
        at_once.go_on(salt);
        late.go_on(salt);
        seen.push((far.synchronisations(), far.allocations()));
        assert_eq!((at_once.outcomes.len(), late.outcomes.len()), (salt + 1, salt));
    }
    // Rows of launches take turns in two pieces of memory, which both have grown after the first step.
    for (step, pair) in seen.windows(2).enumerate().skip(1) {
        assert_eq!(pair[0], pair[1], "step {} waits or allocates", step + 2);
    }
    late.read();
    assert_eq!(at_once.outcomes, late.outcomes);
    assert!(
        at_once.outcomes.iter().all(|outcome| matches!(outcome, StepResult::Done(Outcome { norm, .. }) if *norm > 0.0))
    );
    assert!(at_once.bits() == late.bits(), "weights or moments differ");
}

#[test]
fn a_step_that_is_not_sound_is_found_out_late_and_nothing_has_moved_since() {
    let far = Far::new(cpu(2));
    let mut run = Run::new(&far);
    run.go_on(0);
    run.read();
    let index = run.model.parameters().iter().position(|p| p.parts[0].name == "model.norm.weight").unwrap();
    let sound = run.model.weights()[index].values(&far, 0..1).unwrap()[7];
    run.model.weights_mut()[index].edit(&far, |values| values[7] = f32::NAN);
    let before = run.bits();
    run.go_on(1);
    run.go_on(2);
    let broken = run.outcomes.pop().unwrap();
    assert_eq!(broken, StepResult::NotFinite { what: "loss", tensor: "model.embed_tokens.weight".into() });
    assert_eq!((run.step.pending(), run.optimizer.steps()), (0, 1), "the step behind it counts as never taken");
    assert!(run.bits() == before, "something has moved");

    // With the weight mended it goes on as if nothing had been.
    run.model.weights_mut()[index].edit(&far, |values| values[7] = sound);
    let mut other = Run::new(&far);
    other.go_on(0);
    other.read();
    for run in [&mut run, &mut other] {
        run.go_on(5);
        run.read();
    }
    assert_eq!(run.outcomes.last(), other.outcomes.last());
    assert!(run.bits() == other.bits());
}
