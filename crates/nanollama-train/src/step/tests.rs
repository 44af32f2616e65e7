//! Several processes' step: their gradients are those of one.

use std::thread;

use nanollama_data::{Rank, SegmentSpan};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::device::DeviceMemory;
use nanollama_kernel::pool::Pool;
use nanollama_model::initialise;

use super::*;
use crate::optimizer::Rates;
use crate::ranks::Sockets;

const ROWS: usize = 11;
const LENGTH: usize = 16;

fn config() -> Config {
    Config::new(2, 32, 4, 2, 96, 32)
}

fn cpu() -> Cpu {
    Cpu::new(Pool::new(1))
}

/// Some of the rows of a step, of which the first have few targets that count and the last many; filled up to `until` rows.
fn rows(which: std::ops::Range<usize>, until: usize) -> Batch {
    let id = |i: usize| ((i * 7919 + i * i * 31) % 96) as u32;
    let (mut tokens, mut targets, mut mask) = (Vec::new(), Vec::new(), Vec::new());
    for row in which.start..which.start + until {
        let counts = if which.contains(&row) { 1 + row * (LENGTH - 1) / ROWS } else { 0 };
        tokens.extend((0..LENGTH).map(|at| id(row * LENGTH + at)));
        targets.extend((0..LENGTH).map(|at| id(row * LENGTH + at + 1)));
        mask.extend((0..LENGTH).map(|at| at < counts));
    }
    let span = |row: usize| SegmentSpan { row_offset: (row * LENGTH) as u32, len: LENGTH as u32 };
    Batch::new((until, LENGTH), tokens, targets, mask, (0..until).map(span).collect()).unwrap()
}

/// A model whose blocks do something: a fresh one's write zeros into the stream.
fn warmed() -> Model {
    let (cpu, mut model) = (cpu(), initialise(&cpu(), &config(), 3).unwrap());
    for weight in model.weights_mut() {
        weight.edit(&cpu, |values| {
            let noise = |(at, value): (usize, &mut f32)| *value += ((at * 37 % 101) as f32 - 50.0) * 1e-3;
            values.iter_mut().enumerate().for_each(noise);
        });
    }
    model.pack(&cpu).unwrap();
    model
}

/// A step of one of several processes: loss, norm, the gradients with zeros where others have them, and the weights after it.
fn taken(ranks: &Ranks) -> (f64, f64, Vec<f32>, Vec<Vec<f32>>) {
    let (cpu, config, mut model) = (cpu(), config(), warmed());
    let own = ranks.rank().share(ROWS);
    let cut = own.len().div_ceil(2);
    let mut step = Step::new(&cpu, &config, cut, LENGTH, false).unwrap().among(ranks);
    let trained = Trained::whole(&config).unwrap();
    let members = trained.members.clone();
    let mut optimizer = Optimizer::of(&cpu, trained, (Rates::DEFAULT, 0.1), ranks).unwrap();
    let batches = [rows(own.start..own.start + cut, cut), rows(own.start + cut..own.end, cut)];
    let settings = StepSettings { rate: 1.0, momentum: 0.9, clip: 1.0 };
    let targets = step.submit(&cpu, &mut model, &mut optimizer, &batches, &settings).unwrap();
    assert_eq!(targets, (0..ROWS).map(|row| 1 + row as u64 * (LENGTH as u64 - 1) / ROWS as u64).sum::<u64>());
    let Some(StepResult::Done(outcome)) = step.outcome(&cpu, &mut optimizer) else { panic!("it is sound") };
    let mut gradients = vec![0.0; step.layout.bytes() / 4];
    let all = cpu.lend(&step.gradients, 0..step.layout.bytes());
    let Rank { index, world } = ranks.rank();
    for share in crate::optimizer::shares(&members, world).iter().filter(|share| share.owner == index) {
        let (weight, cols) = members[share.member].place();
        let first = step.layout.slot(weight).unwrap().offset / 4;
        let range = first + share.rows.start * cols..first + share.rows.end * cols;
        gradients[range.clone()].copy_from_slice(&all[range]);
    }
    let values =
        |weight: &nanollama_kernel::weight::Weight| weight.values(&cpu, 0..weight.rows()).unwrap().into_owned();
    (outcome.loss, outcome.norm, gradients, model.weights().iter().map(values).collect())
}

/// ‖one − two‖ / ‖one‖.
fn apart(one: &[f32], two: &[f32]) -> f64 {
    let square = |values: &mut dyn Iterator<Item = f64>| values.map(|value| value * value).sum::<f64>();
    let difference = square(&mut one.iter().zip(two).map(|(a, b)| f64::from(a - b)));
    (difference / square(&mut one.iter().map(|a| f64::from(*a)))).sqrt()
}

#[test]
fn gradients_and_weights_of_several_processes_are_those_of_one() {
    let (loss, norm, gradients, weights) = taken(&Ranks::ONE);
    let layout = Trained::whole(&config()).unwrap().layout;
    for world in [2, 3, 8] {
        let run = || {
            let all = Sockets::pairs(world).unwrap();
            thread::scope(|scope| {
                let threads: Vec<_> =
                    all.into_iter().map(|one| scope.spawn(move || taken(&Ranks::over(Box::new(one), None)))).collect();
                threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
            })
        };
        let all = run();
        let mut summed = vec![0.0f32; gradients.len()];
        for (other_loss, other_norm, own, other_weights) in &all {
            assert!((other_loss / loss - 1.0).abs() < 1e-6 && (other_norm / norm - 1.0).abs() < 1e-5);
            assert_eq!((other_loss, other_norm), (&all[0].0, &all[0].1), "all know the same");
            assert!(*other_weights == all[0].3, "all have the same weights");
            summed.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
        }
        for (parameter, weight) in weights.iter().enumerate() {
            let slot = layout.slot(nanollama_kernel::call::WeightId(parameter as u32)).unwrap();
            let range = slot.offset / 4..slot.end() / 4;
            let difference = apart(&gradients[range.clone()], &summed[range]);
            assert!(difference < 1e-5, "{world} ranks, weight {parameter}: {difference}");
            let moved = apart(weight, &all[0].3[parameter]);
            assert!(moved < 1e-2, "{world} ranks, weight {parameter}: moved {moved}");
        }
        assert!(run().iter().zip(&all).all(|(one, two)| one.3 == two.3 && one.1 == two.1), "again the same bits");
    }
}

#[test]
fn a_step_that_is_not_sound_in_one_process_moves_nothing_in_any() {
    let at_fault = &|ranks: &Ranks| {
        let (cpu, config, mut model) = (cpu(), config(), warmed());
        let mut step = Step::new(&cpu, &config, 2, LENGTH, false).unwrap().among(ranks);
        let pace = (Rates::DEFAULT, 0.1);
        let mut optimizer = Optimizer::of(&cpu, Trained::whole(&config).unwrap(), pace, ranks).unwrap();
        let mut batch = rows(0..2, 2);
        if ranks.rank().index == 1 {
            batch.coefficients[0] = f32::NAN;
        }
        let before = model.tensor(&cpu, "lm_head.weight").unwrap().into_owned();
        let settings = StepSettings { rate: 1.0, momentum: 0.9, clip: 1.0 };
        step.submit(&cpu, &mut model, &mut optimizer, &[batch], &settings).unwrap();
        let outcome = step.outcome(&cpu, &mut optimizer).unwrap();
        assert!(*model.tensor(&cpu, "lm_head.weight").unwrap() == before);
        outcome
    };
    let outcomes: Vec<StepResult> = thread::scope(|scope| {
        let all = Sockets::pairs(3).unwrap().into_iter();
        let threads: Vec<_> = all.map(|one| scope.spawn(move || at_fault(&Ranks::over(Box::new(one), None)))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let expected = StepResult::NotFinite { what: "loss", tensor: "model.embed_tokens.weight".into() };
    assert_eq!(outcomes, vec![expected; 3]);
}
