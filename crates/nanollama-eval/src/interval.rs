//! How far a share that was counted may lie from the share that holds.

/// The standard normal quantile of a two-sided interval of 95%.
const Z: f64 = 1.959_963_984_540_054;

/// The 95% interval of a share of which `right` of `asked` were seen (Wilson, "Probable Inference, the Law of Succession, and
/// Statistical Inference", 1927). Of nothing asked: from 0 to 1.
pub fn wilson(right: usize, asked: usize) -> [f64; 2] {
    if asked == 0 {
        return [0.0, 1.0];
    }
    let (n, p) = (asked as f64, right as f64 / asked as f64);
    let squared = Z * Z / n;
    let middle = p + squared / 2.0;
    let reach = Z * (p * (1.0 - p) / n + squared / (4.0 * n)).sqrt();
    [(middle - reach) / (1.0 + squared), (middle + reach) / (1.0 + squared)].map(|end| end.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_those_of_the_formula() {
        // By hand, z = 1.96: 8 of 10 gives 0.4902 to 0.9433 (Brown, Cai and DasGupta 2001 have the formula).
        let [low, high] = wilson(8, 10);
        assert!((low - 0.4902).abs() < 1e-4 && (high - 0.9433).abs() < 1e-4, "{low} {high}");
        assert_eq!(wilson(0, 0), [0.0, 1.0]);
        assert_eq!(wilson(0, 20)[0], 0.0);
        assert_eq!(wilson(20, 20)[1], 1.0);
        assert!(wilson(20, 20)[0] > 0.8);
    }
}
