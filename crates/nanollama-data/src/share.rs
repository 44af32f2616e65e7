//! A share of numbered things, exactly as it was written: of the first n, ⌊n f⌋ are taken, at every n. It is computed in
//! whole numbers made of the decimal digits of f, which is how it was typed: in binary, 0.29 of 100 is below 29.

/// Decimals of a fraction that are looked at: what is smaller takes one thing, however many there are.
const DECIMALS: usize = 19;

/// A fraction below 1, as `taken` of `of`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Share {
    taken: u64,
    of: u64,
}

impl Share {
    /// One of so many.
    pub(crate) fn one_of(of: u64) -> Share {
        Share { taken: 1, of }
    }

    /// A fraction in its decimal digits; what stands before the point does not count.
    pub(crate) fn of(fraction: f64) -> Share {
        // Display gives the shortest digits that are this number, without an exponent.
        let text = fraction.to_string();
        let digits = text.split_once('.').map_or("", |(_, digits)| &digits[..digits.len().min(DECIMALS)]);
        let taken = digits.parse().unwrap_or(0);
        Share { taken, of: 10u64.pow(digits.len() as u32) }
    }

    /// How many of the first `count` are taken, ⌊count · f⌋.
    pub(crate) fn before(self, count: u64) -> u64 {
        (u128::from(count) * u128::from(self.taken) / u128::from(self.of)) as u64
    }

    /// The smallest count of which `taken` are taken; the end of all numbers where there is no such count.
    pub(crate) fn count_for(self, taken: u64) -> u64 {
        match (taken, self.taken) {
            (0, _) => 0,
            (_, 0) => u64::MAX,
            (_, share) => {
                let count = (u128::from(taken) * u128::from(self.of)).div_ceil(u128::from(share));
                u64::try_from(count).unwrap_or(u64::MAX)
            }
        }
    }

    /// Whether the thing with this number, from 0, is taken: ⌊(n + 1) f⌋ > ⌊n f⌋. The number is below the largest.
    pub(crate) fn takes(self, number: u64) -> bool {
        self.before(number + 1) > self.before(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_is_exact_at_every_length() {
        for fraction in [0.2, 0.29, 0.3, 0.001, 0.999, 1.0 / 3.0, 0.123_456_789, 1e-6, 0.5, 0.999_999] {
            let (share, text) = (Share::of(fraction), fraction.to_string());
            let (digits, whole) = (text.split_once('.').unwrap().1, 10u128.pow(text.len() as u32 - 2));
            let mut taken = 0;
            for number in 0..20_000u64 {
                taken += u64::from(share.takes(number));
                let exact = u128::from(number + 1) * digits.parse::<u128>().unwrap() / whole;
                assert_eq!((taken, share.before(number + 1)), (exact as u64, exact as u64), "{fraction} of {number}");
            }
        }
        assert!(Share::of(0.29).takes(99) && Share::of(0.29).before(100) == 29, "in binary it would be 28");
    }

    #[test]
    fn counts_and_shares_are_each_others_inverse() {
        for share in [Share::of(0.2), Share::of(0.37), Share::one_of(7)] {
            for taken in 1..500 {
                let count = share.count_for(taken);
                assert_eq!((share.before(count), share.before(count - 1)), (taken, taken - 1));
            }
        }
        assert_eq!([Share::of(0.5).count_for(0), Share::of(1e-300).count_for(1)], [0, u64::MAX]);
        assert_eq!(Share::of(0.999_999).before(1 << 62), ((1u128 << 62) * 999_999 / 1_000_000) as u64);
    }
}
