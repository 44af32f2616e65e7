//! The generator behind the draws: SplitMix64 (Steele, Lea and Flood 2014). Equal on every machine for a seed.

/// A stream of random numbers.
#[derive(Debug, Clone)]
pub(crate) struct Random {
    state: u64,
}

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Random { state: seed }
    }

    /// A number in [0, 1) with 53 random bits.
    pub(crate) fn unit(&mut self) -> f64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_fill_the_unit_interval_and_repeat() {
        let draws = |seed| {
            let mut random = Random::new(seed);
            (0..10_000).map(|_| random.unit()).collect::<Vec<f64>>()
        };
        let numbers = draws(3);
        assert_eq!(numbers, draws(3));
        assert_ne!(numbers, draws(4));
        assert!(numbers.iter().all(|number| (0.0..1.0).contains(number)));
        assert!((numbers.iter().sum::<f64>() / 10_000.0 - 0.5).abs() < 0.02);
    }
}
