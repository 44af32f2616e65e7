//! Muon against its f64 truth, orthogonality of what it makes, and bits across pools.

use super::*;
use crate::lanes::Isa;
use crate::op::testing::{uniform as values, widen as wide};

const SHAPES: [[usize; 2]; 6] = [[1, 1], [5, 3], [17, 40], [33, 33], [70, 45], [24, 130]];

const SETTINGS: Muon = Muon { lr: 0.1, momentum: 0.9, beta2: 0.95, weight_decay: 3.0, gradient_scale: 0.5 };

/// Parameters, momentum and variance after three steps.
fn run(pool: &Pool, [rows, cols]: [usize; 2]) -> [Vec<f32>; 3] {
    let mut memory = vec![f32::NAN; Workspace::elements(rows, cols)];
    let (mut p, mut m, mut s) = (values(rows * cols, 1), vec![0.0; rows * cols], vec![0.0; rows.max(cols)]);
    for round in 0..3 {
        let g = values(rows * cols, 7 + round);
        let workspace = Workspace::cut(&mut memory, rows, cols);
        step(pool, workspace, &mut p, &g, &mut m, &mut s, [rows, cols], &SETTINGS);
    }
    [p, m, s]
}

#[test]
fn three_steps_are_the_truths() {
    let pool = Pool::new(2);
    for [rows, cols] in SHAPES {
        let (mut p, mut m, mut s) = (wide(&values(rows * cols, 1)), vec![0.0; rows * cols], vec![0.0; rows.max(cols)]);
        for round in 0..3 {
            let g = wide(&values(rows * cols, 7 + round));
            (p, m, s) = reference([&p, &g, &m, &s], [rows, cols], &SETTINGS);
        }
        for (got, want) in run(&pool, [rows, cols]).iter().zip([p, m, s]) {
            for (i, (got, want)) in got.iter().zip(&want).enumerate() {
                let near = (f64::from(*got) - want).abs() <= 2e-4 * (1.0 + want.abs());
                assert!(near, "[{rows}, {cols}] {i}: {got} is not {want}");
            }
        }
    }
}

/// Greatest eigenvalue of a symmetric [n, n] matrix with none below zero, by powers.
fn greatest_eigenvalue(matrix: &[f64], n: usize) -> f64 {
    let mut v: Vec<f64> = (0..n).map(|i| 1.0 + (i as f64).sin()).collect();
    let mut value = 0.0;
    for _ in 0..2000 {
        let image: Vec<f64> = matrix.chunks_exact(n).map(|row| row.iter().zip(&v).map(|(a, b)| a * b).sum()).collect();
        value = image.iter().map(|x| x * x).sum::<f64>().sqrt();
        v = image.iter().map(|x| x / value).collect();
    }
    value
}

#[test]
fn the_iteration_makes_singular_values_near_one() {
    let pool = Pool::new(2);
    for [rows, cols] in [[24, 130], [130, 24], [48, 64]] {
        let mut memory = vec![f32::NAN; Workspace::elements(rows, cols)];
        let Workspace { whole: [mut x, mut next], squares: [a, squared], sums } =
            Workspace::cut(&mut memory, rows, cols);
        x.copy_from_slice(&values(rows * cols, 3));
        square_rows(&pool, x, &mut sums[..rows]);
        equalise(&pool, x, &mut sums[..rows]);
        for coefficients in POLAR_EXPRESS {
            iterate(&pool, x, next, [&mut *a, &mut *squared], [rows, cols], coefficients);
            std::mem::swap(&mut x, &mut next);
        }
        let n = rows.min(cols);
        let at = |i: usize, k: usize| f64::from(if rows <= cols { x[i * cols + k] } else { x[k * cols + i] });
        let dot = |i: usize, j: usize| -> f64 { (0..rows.max(cols)).map(|k| at(i, k) * at(j, k)).sum() };
        let gram: Vec<f64> = (0..n * n).map(|i| dot(i / n, i % n)).collect();
        let greatest = greatest_eigenvalue(&gram, n);
        let shifted: Vec<f64> =
            gram.iter().enumerate().map(|(i, g)| if i % n == i / n { greatest - g } else { -g }).collect();
        let least = greatest - greatest_eigenvalue(&shifted, n);
        let (least, greatest) = (least.sqrt(), greatest.sqrt());
        assert!(least > 0.8 && greatest < 1.2, "[{rows}, {cols}]: singular values {least} to {greatest}");
    }
}

#[test]
fn bits_do_not_depend_on_threads_or_instruction_set() {
    for shape in SHAPES {
        let truth = run(&Pool::with_isa(1, Isa::Scalar), shape);
        for isa in Isa::available() {
            for threads in [1, 2, 3, 7] {
                let got = run(&Pool::with_isa(threads, isa), shape);
                assert!(got == truth, "{shape:?}: {threads} threads on {}", isa.name());
            }
        }
    }
}

#[test]
fn a_zero_gradient_moves_nothing_and_a_nan_shows() {
    let pool = Pool::new(1);
    let (mut p, mut m, mut s) = (vec![1.0; 12], vec![0.0; 12], vec![0.0; 4]);
    let still = Muon { weight_decay: 0.0, ..SETTINGS };
    let mut memory = vec![f32::NAN; Workspace::elements(3, 4)];
    step(&pool, Workspace::cut(&mut memory, 3, 4), &mut p, &[0.0; 12], &mut m, &mut s, [3, 4], &still);
    assert_eq!(p, vec![1.0; 12]);
    let mut g = [1.0; 12];
    g[5] = f32::NAN;
    step(&pool, Workspace::cut(&mut memory, 3, 4), &mut p, &g, &mut m, &mut s, [3, 4], &still);
    assert!(p.iter().all(|p| p.is_nan()));
}
