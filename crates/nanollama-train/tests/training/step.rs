//! The step by itself: what may change its bits and what may not.

use crate::fixture::cpu;
use nanollama_data::{Batch, SegmentSpan};
use nanollama_model::{Config, Model, initialise};
use nanollama_train::{Optimizer, Rates, Step, StepResult, StepSettings};

pub(crate) fn config() -> Config {
    Config::new(2, 64, 4, 2, 96, 32)
}

/// Rows of pseudo-random tokens in documents of uneven length; row `r` has `trained[r]` targets that count.
pub(crate) fn batch(trained: &[usize], length: usize, salt: usize) -> Batch {
    let rows = trained.len();
    let id = |i: usize| ((i * 7919 + salt * 104_729 + i * i * 31) % 96) as u32;
    let mut mask = vec![false; rows * length];
    let mut segments = Vec::new();
    for (row, &count) in trained.iter().enumerate() {
        mask[row * length..][..count].fill(true);
        let first = 5 + row;
        segments.push(SegmentSpan { row_offset: (row * length) as u32, len: first as u32 });
        segments.push(SegmentSpan { row_offset: (row * length + first) as u32, len: (length - first) as u32 });
    }
    let tokens = (0..rows * length).map(id).collect();
    let targets = (0..rows * length).map(|i| id(i + 1)).collect();
    Batch::new((rows, length), tokens, targets, mask, segments).unwrap()
}

/// The rows of a batch as batches of one.
fn split(batch: &Batch) -> Vec<Batch> {
    let length = batch.length;
    let part = |row: usize| {
        let range = row * length..(row + 1) * length;
        let inside = |span: &&SegmentSpan| range.contains(&(span.row_offset as usize));
        let moved =
            |span: &SegmentSpan| SegmentSpan { row_offset: span.row_offset - range.start as u32, len: span.len };
        let segments = batch.segments.iter().filter(inside).map(moved).collect();
        let (tokens, targets) = (batch.tokens[range.clone()].to_vec(), batch.targets[range.clone()].to_vec());
        Batch::new((1, length), tokens, targets, batch.mask[range.clone()].to_vec(), segments).unwrap()
    };
    (0..batch.rows).map(part).collect()
}

/// A model whose blocks do something: a fresh one's write zeros into the stream.
fn warmed() -> Model {
    let mut model = initialise(&cpu(1), &config(), 3).unwrap();
    let mut optimizer = Optimizer::new(&cpu(1), &config(), Rates::DEFAULT, 0.0).unwrap();
    let mut step = Step::new(&cpu(1), &config(), 2, 32, false).unwrap();
    model.pack(&cpu(2)).unwrap();
    for salt in 0..3 {
        let settings = StepSettings { rate: 1.0, momentum: 0.9, clip: 1.0 };
        take(&mut step, &mut model, &mut optimizer, &[batch(&[32, 32], 32, salt)], &settings);
    }
    model
}

/// One whole step, and how it ended.
fn take(
    step: &mut Step,
    model: &mut Model,
    optimizer: &mut Optimizer,
    batches: &[Batch],
    settings: &StepSettings,
) -> StepResult {
    step.submit(&cpu(2), model, optimizer, batches, settings).unwrap();
    step.outcome(&cpu(2), optimizer).unwrap()
}

/// Largest difference over the largest value, tensor by tensor.
fn relative(one: &[Vec<f32>], two: &[Vec<f32>]) -> f32 {
    let tensor = |(a, b): (&Vec<f32>, &Vec<f32>)| {
        let most = a.iter().fold(0f32, |m, x| m.max(x.abs()));
        assert!(most > 0.0, "a tensor without gradient shows nothing");
        a.iter().zip(b.iter()).map(|(x, y)| (x - y).abs() / most).fold(0f32, f32::max)
    };
    one.iter().zip(two).map(tensor).fold(0f32, f32::max)
}

#[test]
fn four_rows_at_once_are_one_row_four_times() {
    let model = warmed();
    let whole = batch(&[32, 3, 17, 1], 32, 50);
    let mut at_once = Step::new(&cpu(1), &config(), 4, 32, false).unwrap();
    let mut by_one = Step::new(&cpu(1), &config(), 1, 32, false).unwrap();
    let loss = at_once.accumulate(&cpu(2), &model, std::slice::from_ref(&whole)).unwrap();
    let parts = split(&whole);
    let summed = by_one.accumulate(&cpu(2), &model, &parts).unwrap();
    assert!((loss / summed - 1.0).abs() < 1e-6, "{loss} and {summed}");
    let difference = relative(&at_once.gradients(&cpu(2)), &by_one.gradients(&cpu(2)));
    assert!(difference < 1e-6, "gradients differ by {difference}");
    // The test can fail: averages of micro-batch means are something else.
    let naive: f64 =
        parts.iter().map(|part| by_one.accumulate(&cpu(2), &model, std::slice::from_ref(part)).unwrap()).sum::<f64>()
            / 4.0;
    assert!((naive / loss - 1.0).abs() > 1e-3);
}

#[test]
fn recompute_changes_no_bit_and_saves_memory() {
    let model = warmed();
    let data = [batch(&[32, 20], 32, 8)];
    let mut plain = Step::new(&cpu(1), &config(), 2, 32, false).unwrap();
    let mut again = Step::new(&cpu(1), &config(), 2, 32, true).unwrap();
    assert_eq!(plain.accumulate(&cpu(2), &model, &data).unwrap(), again.accumulate(&cpu(2), &model, &data).unwrap());
    for (one, two) in plain.gradients(&cpu(2)).iter().zip(&again.gradients(&cpu(2))) {
        assert!(one.iter().zip(two.iter()).all(|(x, y)| x.to_bits() == y.to_bits()));
    }
    assert!(again.bytes() < plain.bytes());
}

#[test]
fn masked_targets_and_the_token_behind_the_row_move_nothing() {
    let model = warmed();
    let mut step = Step::new(&cpu(1), &config(), 2, 32, false).unwrap();
    let one = batch(&[10, 4], 32, 1);
    let mut two = one.clone();
    for (target, counts) in two.targets.iter_mut().zip(&one.mask) {
        if !counts {
            *target = (*target + 11) % 96;
        }
    }
    let loss = step.accumulate(&cpu(2), &model, &[one]).unwrap();
    let before = step.gradients(&cpu(2));
    assert_eq!(step.accumulate(&cpu(2), &model, &[two]).unwrap(), loss);
    assert_eq!(relative(&before, &step.gradients(&cpu(2))), 0.0);
}

#[test]
fn clipping_scales_what_the_optimisers_see() {
    // AdamW and Muon both forget the scale of a single gradient, so two steps of unlike gradients are needed to see it.
    let moved = |clip: f64| {
        let mut model = warmed();
        let mut optimizer = Optimizer::new(&cpu(1), &config(), Rates::DEFAULT, 0.0).unwrap();
        let mut step = Step::new(&cpu(1), &config(), 2, 32, false).unwrap();
        model.pack(&cpu(2)).unwrap();
        let mut norms = Vec::new();
        for salt in [5, 77] {
            let settings = StepSettings { rate: 1.0, momentum: 0.9, clip };
            match take(&mut step, &mut model, &mut optimizer, &[batch(&[32, 9], 32, salt)], &settings) {
                StepResult::Done(outcome) => norms.push(outcome.norm),
                StepResult::NotFinite { .. } => panic!("a small model is finite"),
            }
        }
        (model.tensor(&cpu(1), "lm_head.weight").unwrap().into_owned(), norms)
    };
    let (free, norms) = moved(0.0);
    let (loose, _) = moved(2.0 * norms[0].max(norms[1]) + 100.0);
    let (tight, _) = moved(norms[0].min(norms[1]) / 3.0);
    assert_eq!(free, loose);
    assert_ne!(free, tight);
}

#[test]
fn what_is_not_finite_is_named_and_nothing_moves() {
    let mut model = warmed();
    let mut optimizer = Optimizer::new(&cpu(1), &config(), Rates::DEFAULT, 0.0).unwrap();
    let mut step = Step::new(&cpu(1), &config(), 2, 32, false).unwrap();
    let index = model.parameters().iter().position(|p| p.parts[0].name == "lm_head.weight").unwrap();
    model.weights_mut()[index].edit(&cpu(1), |values| values[7] = f32::NAN);
    model.pack(&cpu(2)).unwrap();
    let bits = |model: &Model| -> Vec<u32> {
        model.tensors(&cpu(1)).flat_map(|(.., values)| values.iter().map(|x| x.to_bits()).collect::<Vec<_>>()).collect()
    };
    let before = bits(&model);
    let settings = StepSettings { rate: 1.0, momentum: 0.9, clip: 1.0 };
    let taken = take(&mut step, &mut model, &mut optimizer, &[batch(&[32, 32], 32, 4)], &settings);
    assert_eq!(taken, StepResult::NotFinite { what: "loss", tensor: "model.embed_tokens.weight".into() });
    assert_eq!(bits(&model), before);
    assert!(optimizer.tensors(&cpu(2)).all(|(.., values)| values().iter().all(|&x| x == 0.0)));
    assert_eq!(optimizer.steps(), 0);
}

#[test]
fn tokens_outside_the_vocabulary_are_an_error() {
    let model = warmed();
    let mut step = Step::new(&cpu(1), &config(), 1, 32, false).unwrap();
    let mut wrong = batch(&[32], 32, 0);
    wrong.tokens[3] = 96;
    assert!(step.accumulate(&cpu(1), &model, &[wrong]).unwrap_err().to_string().contains("96"));
    let mut wrong = batch(&[32], 32, 0);
    wrong.targets[3] = 4000;
    assert!(step.accumulate(&cpu(1), &model, &[wrong]).unwrap_err().to_string().contains("4000"));
}
