//! Muon as plain loops in f64.

use super::polar_express::POLAR_EXPRESS;
use super::settings::Muon;

/// The truth in f64, with plain loops: the new (p, momentum, second).
#[must_use]
pub fn reference(
    [p, g, momentum, second]: [&[f64]; 4],
    [rows, cols]: [usize; 2],
    settings: &Muon,
) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    let [lr, mu, beta2] = [settings.lr, settings.momentum, settings.beta2].map(f64::from);
    let g: Vec<f64> = g.iter().map(|g| g * f64::from(settings.gradient_scale)).collect();
    let momentum: Vec<f64> = momentum.iter().zip(&g).map(|(m, g)| m + (1.0 - mu) * (g - m)).collect();
    let mut x: Vec<f64> = momentum.iter().zip(&g).map(|(m, g)| g + mu * (m - g)).collect();
    let norm = |x: &[f64]| x.iter().map(|x| x * x).sum::<f64>().sqrt();
    let mean = norm(&x) / (rows as f64).sqrt();
    for row in x.chunks_exact_mut(cols) {
        let factor = mean / norm(row).max(1e-10);
        row.iter_mut().for_each(|x| *x *= factor);
    }
    let whole = 1.01 * norm(&x) + 1e-6;
    x.iter_mut().for_each(|x| *x /= whole);
    let times = |a: &[f64], b: &[f64], [n, m, k]: [usize; 3]| -> Vec<f64> {
        let at = |i: usize| (0..k).map(|t| a[i / m * k + t] * b[t * m + i % m]).sum();
        (0..n * m).map(at).collect()
    };
    for coefficients in POLAR_EXPRESS {
        let [a, b, c] = coefficients.map(f64::from);
        let transposed: Vec<f64> = (0..rows * cols).map(|i| x[i % rows * cols + i / rows]).collect();
        let gram = times(&x, &transposed, [rows, rows, cols]);
        let squared = times(&gram, &gram, [rows, rows, rows]);
        let polynomial: Vec<f64> = gram.iter().zip(&squared).map(|(g, s)| b * g + c * s).collect();
        let product = times(&polynomial, &x, [rows, cols, rows]);
        x = x.iter().zip(&product).map(|(x, p)| a * x + p).collect();
    }
    let factor = (rows.min(cols) as f64).sqrt() / norm(&x);
    x.iter_mut().for_each(|x| *x *= factor);
    let group = |i: usize| if rows >= cols { i / cols } else { i % cols };
    let mut mean = vec![0.0; second.len()];
    for (i, x) in x.iter().enumerate() {
        mean[group(i)] += x * x / (rows * cols / second.len()) as f64;
    }
    let second: Vec<f64> = second.iter().zip(&mean).map(|(s, m)| s + (1.0 - beta2) * (m - s)).collect();
    let before = norm(&x);
    for (i, x) in x.iter_mut().enumerate() {
        *x /= second[group(i)].max(1e-10).sqrt();
    }
    let factor = before / norm(&x);
    let decay = f64::from(settings.weight_decay);
    let moved = |(p, x): (&f64, &f64)| {
        let step = x * factor;
        p - lr * step - if step * p >= 0.0 { lr * decay * p } else { 0.0 }
    };
    let p = p.iter().zip(&x).map(moved).collect();
    (p, momentum, second)
}
