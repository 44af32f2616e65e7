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

/// Samples of [`bootstrap`].
const SAMPLES: usize = 1_000;

/// The 95% interval of a mean of shares, each with how many of how many were right and the factor and offset by which it counts
/// (`factor · share + offset`): items are drawn again within each share (Efron, "Bootstrap Methods", 1979; percentiles of 1,000
/// samples, the same ones every time). Of no shares: from 0 to 0.
pub fn bootstrap(shares: &[(usize, usize, f64, f64)]) -> [f64; 2] {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut draw = |n: usize| {
        // SplitMix64 (Steele, Lea and Flood 2014).
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((u128::from(z ^ z >> 31) * n as u128) >> 64) as usize
    };
    let mut means: Vec<f64> = Vec::with_capacity(SAMPLES);
    for _ in 0..SAMPLES {
        let mut sum = 0.0;
        for &(right, asked, factor, offset) in shares {
            let again = (0..asked).filter(|_| draw(asked) < right).count();
            sum += factor * again as f64 / asked.max(1) as f64 + offset;
        }
        means.push(sum / shares.len().max(1) as f64);
    }
    means.sort_by(f64::total_cmp);
    [means[SAMPLES / 40], means[SAMPLES - 1 - SAMPLES / 40]]
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

    #[test]
    fn samples_of_one_share_lie_as_its_binomial_does() {
        // 95% of a mean of 400 halves: 0.5 ± 1.96 · 0.025.
        let [low, high] = bootstrap(&[(200, 400, 1.0, 0.0)]);
        assert!((low - 0.451).abs() < 0.006 && (high - 0.549).abs() < 0.006, "{low} {high}");
        let [low, high] = bootstrap(&[(400, 400, 2.0, -1.0), (0, 3, 1.0, 0.5)]);
        assert_eq!([low, high], [0.75, 0.75], "what is sure has no spread");
        assert_eq!(bootstrap(&[]), [0.0, 0.0]);
    }
}
