//! The crate's only source of randomness: xoshiro256** seeded by splitmix64 (Blackman and Vigna, "Scrambled Linear
//! Pseudorandom Number Generators", 2018). Integer arithmetic only, so the same seed gives the same world, the same
//! shuffles and the same splits on every platform.

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// splitmix64's finaliser: a bijection of 64 bits in which every input bit moves every output bit.
pub fn mix(value: u64) -> u64 {
    let mut z = value.wrapping_add(GOLDEN);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// One 64-bit hash of several numbers; their order matters.
pub fn hash(parts: &[u64]) -> u64 {
    parts.iter().fold(0x6e61_6e6f, |state, part| mix(state ^ mix(*part)))
}

/// A xoshiro256** generator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rng {
    state: [u64; 4],
}

impl Rng {
    /// A generator whose stream is fixed by `seed`.
    pub fn new(seed: u64) -> Self {
        let mut z = seed;
        let state = std::array::from_fn(|_| {
            let word = mix(z);
            z = z.wrapping_add(GOLDEN);
            word
        });
        Self { state }
    }

    /// The generator of one numbered thing (a document, an epoch) under a seed: things can be made in any order.
    pub fn of(parts: &[u64]) -> Self {
        Self::new(hash(parts))
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        let s = &mut self.state;
        let result = s[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        result
    }

    /// A number below `bound` without bias (Lemire's multiplication, with its rejection step).
    ///
    /// # Panics
    /// When `bound` is zero: there is no such number.
    pub fn below(&mut self, bound: u64) -> u64 {
        assert!(bound > 0, "no number is below zero");
        let mut wide = u128::from(self.next_u64()) * u128::from(bound);
        if (wide as u64) < bound {
            let threshold = bound.wrapping_neg() % bound;
            while (wide as u64) < threshold {
                wide = u128::from(self.next_u64()) * u128::from(bound);
            }
        }
        (wide >> 64) as u64
    }

    /// An index below `length`; `length` must not be zero.
    pub fn index(&mut self, length: usize) -> usize {
        self.below(length as u64) as usize
    }

    /// One element of a slice that is not empty.
    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.index(from.len())]
    }

    /// True in `percent` of a hundred cases.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// `count` different indices below `length`, in random order.
    pub fn distinct(&mut self, count: usize, length: usize) -> Vec<usize> {
        debug_assert!(count <= length);
        let mut chosen = Vec::with_capacity(count);
        while chosen.len() < count {
            let index = self.index(length);
            if !chosen.contains(&index) {
                chosen.push(index);
            }
        }
        chosen
    }

    /// Fisher and Yates' shuffle.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.index(last + 1);
            items.swap(last, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_the_published_one() {
        // splitmix64 from 0 starts with this word in the authors' reference.
        assert_eq!(mix(0), 0xe220_a839_7b1d_cdaf);
        // xoshiro256** from the state 1, 2, 3, 4: worked through the authors' recurrence by hand.
        let mut rng = Rng { state: [1, 2, 3, 4] };
        assert_eq!(rng.next_u64(), 11520);
        assert_eq!(rng.next_u64(), 0);
        assert_eq!(rng.next_u64(), 1_509_978_240);
    }

    #[test]
    fn below_is_even_and_shuffle_is_a_permutation() {
        let mut rng = Rng::new(1);
        let mut counts = [0u32; 6];
        for _ in 0..60_000 {
            counts[rng.index(6)] += 1;
        }
        assert!(counts.iter().all(|c| (9_500..10_500).contains(c)), "{counts:?}");
        let mut items: Vec<u32> = (0..100).collect();
        rng.shuffle(&mut items);
        assert_ne!(items, (0..100).collect::<Vec<_>>());
        items.sort_unstable();
        assert_eq!(items, (0..100).collect::<Vec<_>>());
    }
}
