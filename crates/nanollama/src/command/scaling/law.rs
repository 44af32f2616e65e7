//! Laws of a sweep: loss as a power of the operations (Kaplan et al. 2020), and where budgets were given, the size that is
//! best for each (the second approach of Hoffmann et al. 2022: a parabola over the logarithm of the size) and how it grows.

/// A run of a sweep that is done.
pub(super) struct Trained {
    pub(super) depth: usize,
    /// The operations that it was given, where budgets were.
    pub(super) budget: Option<f64>,
    pub(super) parameters: u64,
    pub(super) product_parameters: u64,
    pub(super) tokens: u64,
    /// Of forward and backward.
    pub(super) flops: f64,
    pub(super) steps: u64,
    /// Of what is only measured on, in nats.
    pub(super) loss: f64,
    pub(super) bits_per_byte: f64,
    pub(super) seconds: f64,
}

/// y = factor · x^exponent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Power {
    pub(super) factor: f64,
    pub(super) exponent: f64,
}

impl Power {
    /// The one that fits points best, by least squares of the logarithms; `None` for fewer than two places of x.
    pub(super) fn of(points: &[(f64, f64)]) -> Option<Power> {
        let logs: Vec<(f64, f64)> = points.iter().map(|(x, y)| (x.ln(), y.ln())).collect();
        let mean = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / logs.len() as f64;
        let (x, y) = (mean(|p| p.0), mean(|p| p.1));
        let spread: f64 = logs.iter().map(|p| (p.0 - x).powi(2)).sum();
        let exponent = logs.iter().map(|p| (p.0 - x) * (p.1 - y)).sum::<f64>() / spread;
        let power = Power { factor: (y - exponent * x).exp(), exponent };
        (power.factor.is_finite() && exponent.is_finite()).then_some(power)
    }

    pub(super) fn at(self, x: f64) -> f64 {
        self.factor * x.powf(self.exponent)
    }
}

/// Where the parabola through points, by least squares over the logarithm of x, is lowest; `None` where it opens downwards,
/// or is lowest outside of the points, or there are fewer than three of them.
fn lowest(points: &[(f64, f64)]) -> Option<f64> {
    let count = points.len() as f64;
    let middle = points.iter().map(|p| p.0.ln()).sum::<f64>() / count;
    let moved: Vec<(f64, f64)> = points.iter().map(|(x, y)| (x.ln() - middle, *y)).collect();
    let moment = |power: i32| moved.iter().map(|p| p.0.powi(power)).sum::<f64>() / count;
    let with = |power: i32| moved.iter().map(|p| p.0.powi(power) * p.1).sum::<f64>() / count;
    // Normal equations of y = a + b x + c x², with the mean of x at 0.
    let (m2, m3, m4) = (moment(2), moment(3), moment(4));
    let (y0, y1, y2) = (with(0), with(1), with(2));
    let c = ((y2 - m2 * y0) - m3 / m2 * y1) / (m4 - m2 * m2 - m3 * m3 / m2);
    let b = (y1 - m3 * c) / m2;
    let at = (middle - b / (2.0 * c)).exp();
    let within = points.iter().any(|p| p.0 <= at) && points.iter().any(|p| p.0 >= at);
    (points.len() > 2 && c > 0.0 && within).then_some(at)
}

/// What a sweep says, a line each.
pub(super) fn found(trained: &[Trained]) -> Vec<String> {
    let mut lines = Vec::new();
    let all: Vec<(f64, f64)> = trained.iter().map(|one| (one.flops, one.loss)).collect();
    match Power::of(&all) {
        Some(Power { factor, exponent }) => lines.push(format!(
            "loss = {factor:.4} x operations^{exponent:.4}, by least squares of the logarithms of {} runs",
            all.len()
        )),
        None => lines.push("one run is no law: give more depths or budgets".to_owned()),
    }
    let mut budgets: Vec<f64> = trained.iter().filter_map(|one| one.budget).collect();
    budgets.sort_by(f64::total_cmp);
    budgets.dedup();
    let mut best = Vec::new();
    for budget in budgets {
        let of = trained.iter().filter(|one| one.budget == Some(budget));
        let points: Vec<(f64, f64)> = of.map(|one| (one.product_parameters as f64, one.loss)).collect();
        match lowest(&points) {
            Some(size) => {
                lines.push(format!("{budget:e} operations: best with {size:.3e} parameters of products"));
                best.push((budget, size));
            }
            None => lines.push(format!("{budget:e} operations: the best size is not among these depths")),
        }
    }
    if let Some(Power { factor, exponent }) = Power::of(&best).filter(|_| best.len() > 1) {
        lines.push(format!("best size = {factor:.3e} x operations^{exponent:.3}"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_power_is_found_again() {
        let points: Vec<(f64, f64)> = [1e12_f64, 3e12, 1e13].iter().map(|x| (*x, 40.0 * x.powf(-0.08))).collect();
        let power = Power::of(&points).unwrap();
        assert!((power.factor / 40.0 - 1.0).abs() < 1e-9 && (power.exponent + 0.08).abs() < 1e-12);
        assert!((power.at(1e14) / (40.0 * 1e14f64.powf(-0.08)) - 1.0).abs() < 1e-9);
        assert_eq!(Power::of(&[(1e12, 3.0)]), None);
    }

    #[test]
    fn the_lowest_of_a_parabola_is_found_within_the_points_alone() {
        let over = |sizes: &[f64], best: f64| -> Vec<(f64, f64)> {
            sizes.iter().map(|size| (*size, 3.0 + 0.2 * (size / best).ln().powi(2))).collect()
        };
        let found = lowest(&over(&[1e5, 3e5, 2e6, 7e6], 5e5)).unwrap();
        assert!((found / 5e5 - 1.0).abs() < 1e-6, "{found}");
        assert_eq!(lowest(&over(&[1e5, 3e5, 2e6], 1e9)), None);
        assert_eq!(lowest(&over(&[1e5, 2e6], 5e5)), None);
        assert_eq!(lowest(&[(1.0, 1.0), (2.0, 5.0), (3.0, 1.0)]), None, "it opens downwards");
    }
}
