//! The head against its f64 truth, the truth against finite differences, and bits across pools.

use super::*;
use crate::lanes::Isa;
use crate::op::testing::{cpu, packed, uniform as values, widen as wide};

struct Case {
    x: Vec<f32>,
    w: Vec<f32>,
    d: usize,
    targets: Vec<u32>,
    weights: Vec<f32>,
    scale: f32,
    softcap: Option<f32>,
}

fn case(t: usize, v: usize, d: usize) -> Case {
    Case {
        x: values(t * d, 1),
        w: values(v * d, 2).iter().map(|w| w * 2.0).collect(),
        d,
        targets: (0..t).map(|i| (i * 7 % v) as u32).collect(),
        weights: (0..t).map(|i| [1.0, 0.0, 0.5, 2.0][i % 4]).collect(),
        scale: 0.125,
        softcap: None,
    }
}

/// Memory to work in, wrong at first.
struct Room {
    floats: [Vec<f32>; 4],
    rows: Vec<u32>,
}

impl Room {
    fn new(t: usize, v: usize, d: usize) -> Room {
        // Rounded rows take less than half as much as x.
        let floats = [v.next_multiple_of(PANEL), d, d, d].map(|cols| vec![f32::NAN; t * cols]);
        Room { floats, rows: vec![u32::MAX; t] }
    }

    fn lend(&mut self) -> Workspace<'_> {
        let [logits, x, dx, rounded] = &mut self.floats;
        Workspace { logits, x, dx, rows: &mut self.rows, rounded }
    }
}

/// (losses, dx, dw) on a pool.
fn run(case: &Case, pool: &Pool, start: Option<&[f32]>) -> [Vec<f32>; 3] {
    let Case { x, w, d, targets, weights, scale, softcap } = case;
    let weight = packed(w.len() / d, *d, w);
    let (mut losses, mut dx) = (vec![9.0; targets.len()], vec![9.0; x.len()]);
    let mut dw = start.map_or(vec![9.0; w.len()], <[f32]>::to_vec);
    loss_and_gradient(
        pool,
        Room::new(targets.len(), w.len() / d, *d).lend(),
        x,
        Head { weight: &weight, softcap: *softcap },
        targets,
        weights,
        *scale,
        &mut losses,
        Some(&mut dx),
        Some((&mut dw, start.is_some())),
    );
    [losses, dx, dw]
}

fn near(got: &[f32], want: &[f64], what: &str) {
    let size = want.iter().fold(0.0f64, |m, x| m.max(x.abs()));
    for (i, (&got, &want)) in got.iter().zip(want).enumerate() {
        assert!((f64::from(got) - want).abs() <= 3e-6 * size, "{what}[{i}]: {got} is not {want}");
    }
}

#[test]
fn losses_and_gradients_are_the_truths() {
    let pool = Pool::new(2);
    let shapes = [(1, 1, 1), (3, 31, 8), (9, 33, 5), (8, 64, 16), (530, 97, 24), (13, 1000, 40)];
    for ((t, v, d), softcap) in shapes.into_iter().flat_map(|shape| [(shape, None), (shape, Some(1.5))]) {
        let case = Case { softcap, ..case(t, v, d) };
        let truth = truth(&case, &wide(&case.x), &wide(&case.w));
        let [losses, dx, dw] = run(&case, &pool, None);
        near(&losses, &truth.0, "losses");
        near(&dx, &truth.1, "dx");
        near(&dw, &truth.2, "dw");
        let start = values(v * d, 5);
        let sum: Vec<f64> = truth.2.iter().zip(&start).map(|(dw, &s)| dw + f64::from(s)).collect();
        near(&run(&case, &pool, Some(&start))[2], &sum, "accumulated dw");
    }
}

/// The truth of a case with other values.
fn truth(case: &Case, x: &[f64], w: &[f64]) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    let (weights, softcap) = (wide(&case.weights), case.softcap.map(f64::from));
    reference(x, w, case.d, &case.targets, &weights, f64::from(case.scale), softcap)
}

#[test]
fn the_truth_is_the_slope() {
    for softcap in [None, Some(0.75), Some(15.0)] {
        slopes(&Case { softcap, ..case(4, 7, 3) });
    }
}

/// Central differences of the objective against the gradients, for every value of x and w.
fn slopes(case: &Case) {
    let (x, w, weights) = (wide(&case.x), wide(&case.w), wide(&case.weights));
    let objective = |x: &[f64], w: &[f64]| -> f64 {
        let (losses, ..) = truth(case, x, w);
        losses.iter().zip(&weights).map(|(loss, weight)| 0.125 * loss * weight).sum()
    };
    let (_, dx, dw) = truth(case, &x, &w);
    let h = 1e-5;
    for i in 0..x.len() {
        let (mut up, mut down) = (x.clone(), x.clone());
        up[i] += h;
        down[i] -= h;
        let slope = (objective(&up, &w) - objective(&down, &w)) / (2.0 * h);
        assert!((slope - dx[i]).abs() < 1e-9, "dx[{i}] {slope} {}", dx[i]);
    }
    for i in 0..w.len() {
        let (mut up, mut down) = (w.clone(), w.clone());
        up[i] += h;
        down[i] -= h;
        let slope = (objective(&x, &up) - objective(&x, &down)) / (2.0 * h);
        assert!((slope - dw[i]).abs() < 1e-9, "dw[{i}] {slope} {}", dw[i]);
    }
}

#[test]
fn bits_do_not_depend_on_threads_or_instruction_set() {
    for softcap in [None, Some(2.0)] {
        let case = Case { softcap, ..case(530, 97, 24) };
        let truth = run(&case, &Pool::with_isa(1, Isa::Scalar), None);
        for isa in Isa::available() {
            for threads in [1, 2, 3, 7] {
                assert!(
                    run(&case, &Pool::with_isa(threads, isa), None) == truth,
                    "{threads} threads on {}",
                    isa.name()
                );
            }
        }
    }
}

#[test]
fn validation_losses_are_the_training_losses() {
    let pool = Pool::new(2);
    let mut case = case(21, 70, 12);
    case.weights.fill(1.0);
    let weight = packed(70, 12, &case.w);
    let mut got = vec![0.0; 21];
    losses(
        &pool,
        Room::new(case.targets.len(), 70, 12).lend(),
        &case.x,
        (&weight).into(),
        &case.targets,
        &case.weights,
        &mut got,
    );
    assert_eq!(got, run(&case, &pool, None)[0]);
}

#[test]
fn a_masked_row_leaves_no_trace_even_when_it_is_not_finite() {
    let pool = Pool::new(2);
    let mut masked = case(9, 40, 6);
    masked.targets[1] = u32::MAX;
    let clean = run(&masked, &pool, None);
    assert_eq!((clean[0][1], &clean[1][6..12]), (0.0, &[0.0; 6][..]));
    for wild in [3e38, f32::NAN, f32::INFINITY] {
        masked.x[6 + 3] = wild;
        assert!(run(&masked, &pool, None) == clean, "{wild}");
    }
}

#[test]
fn a_nan_shows_in_its_row_and_in_dw() {
    let pool = Pool::new(1);
    let mut case = case(9, 40, 6);
    case.x[2 * 6] = f32::NAN;
    let [losses, dx, dw] = run(&case, &pool, None);
    assert!(losses[2].is_nan() && losses.iter().filter(|x| x.is_nan()).count() == 1);
    assert!(dx[12..18].iter().all(|x| x.is_nan()) && dx[..12].iter().all(|x| !x.is_nan()));
    assert!(dw.iter().all(|x| x.is_nan()));
}

#[test]
fn no_rows_give_no_gradient() {
    let pool = Pool::new(2);
    let empty = case(0, 5, 3);
    assert_eq!(run(&empty, &pool, None)[2], vec![0.0; 15]);
    assert_eq!(run(&empty, &pool, Some(&[2.0; 15]))[2], vec![2.0; 15]);
}

#[test]
fn masked_rows_might_as_well_not_be_there() {
    let pool = Pool::new(2);
    // More counted rows than a chunk holds, in pieces and in one piece.
    for (t, v, d) in [(1200, 40, 16), (7, 33, 5)] {
        let mut all = case(t, v, d);
        for (row, weight) in all.weights.iter_mut().enumerate().filter(|(row, _)| *row > t / 2) {
            *weight = if row > t - 3 { 1.0 } else { 0.0 };
        }
        let kept: Vec<usize> = (0..t).filter(|&row| all.weights[row] != 0.0).collect();
        let few = Case {
            x: kept.iter().flat_map(|&row| all.x[row * d..][..d].to_vec()).collect(),
            w: all.w.clone(),
            d,
            targets: kept.iter().map(|&row| all.targets[row]).collect(),
            weights: kept.iter().map(|&row| all.weights[row]).collect(),
            scale: all.scale,
            softcap: None,
        };
        let ([losses, dx, dw], [few_losses, few_dx, few_dw]) = (run(&all, &pool, None), run(&few, &pool, None));
        assert_eq!(dw, few_dw);
        for row in 0..t {
            let place = kept.iter().position(|&kept| kept == row);
            assert_eq!(losses[row], place.map_or(0.0, |place| few_losses[place]));
            assert_eq!(dx[row * d..][..d], place.map_or(vec![0.0; d], |place| few_dx[place * d..][..d].to_vec()));
        }
    }
}

#[test]
fn when_no_row_counts_there_is_no_gradient() {
    let pool = Pool::new(2);
    let mut case = case(9, 33, 5);
    case.weights.fill(0.0);
    let [losses, dx, dw] = run(&case, &pool, None);
    assert!(losses.iter().chain(&dx).chain(&dw).all(|value| *value == 0.0));
    let start = values(33 * 5, 5);
    assert_eq!(run(&case, &pool, Some(&start))[2], start);
}

#[test]
fn log_probabilities_of_rows_have_the_bits_of_the_losses() {
    use crate::dtype::DType;
    use crate::weight::{PartBytes, Uses};
    for (t, v, d) in [(1, 1, 32), (3, 31, 32), (9, 33, 64), (8, 64, 32), (130, 1000, 96)] {
        let (x, w) = (values(t * d, 5), values(v * d, 6));
        let targets: Vec<u32> = (0..t).map(|i| (i * 7 % v) as u32).collect();
        for dtype in [DType::F32, DType::Q8_0, DType::Q4_0, DType::Q5_1] {
            let mut bytes = vec![0; dtype.bytes_for((v * d) as u64).unwrap() as usize];
            dtype.encode(&w, &mut bytes).unwrap();
            let bytes = &bytes;
            for threads in [1, 3] {
                let pool = Pool::new(threads);
                let part = PartBytes { dtype, rows: v, bytes };
                let weight =
                    Weight::load(&cpu(), &Pool::new(1), &[part], d, Uses { lookup: false, product: true }).unwrap();
                let mut losses = vec![9.0; t];
                for softcap in [None, Some(1.5)] {
                    let head = Head { weight: &weight, softcap };
                    let room = &mut Room::new(t, v, d);
                    super::losses(&pool, room.lend(), &x, head, &targets, &vec![1.0; t], &mut losses);
                    let (mut rows, mut logprobs) = (vec![9.0; t * v], vec![9.0; t]);
                    logits(&pool, &x, head, &mut vec![f32::NAN; t * d], &mut rows, |_| {});
                    assert!(softcap.is_none_or(|cap| rows.iter().all(|logit| logit.abs() <= cap)));
                    log_probabilities(&pool, &rows, v, &targets, &mut logprobs);
                    assert!(
                        logprobs.iter().zip(&losses).all(|(p, loss)| p.to_bits() == (-loss).to_bits()),
                        "{dtype} {v}"
                    );
                }
            }
        }
    }
}
