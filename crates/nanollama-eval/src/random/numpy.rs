//! `numpy.random.default_rng(seed).permutation(n)`: a `SeedSequence`, the generator PCG64 (O'Neill 2014, XSL-RR over 128 bits), and
//! numpy's shuffle (`random_interval`). The `datasets` package shuffles rows by it.

/// Factor of the 128-bit congruential generator.
const FACTOR: u128 = (2_549_297_995_355_413_924 << 64) | 4_865_540_595_714_422_341;

struct Pcg64 {
    state: u128,
    increment: u128,
    /// The upper half of a number whose lower half was given out.
    half: Option<u32>,
}

impl Pcg64 {
    fn new(seed: u32) -> Pcg64 {
        let words = seed_words(seed);
        let wide = |at: usize| {
            let long = |at: usize| u64::from(words[at]) | u64::from(words[at + 1]) << 32;
            u128::from(long(at)) << 64 | u128::from(long(at + 2))
        };
        let mut rng = Pcg64 { state: 0, increment: wide(4) << 1 | 1, half: None };
        rng.step();
        rng.state = rng.state.wrapping_add(wide(0));
        rng.step();
        rng
    }

    fn step(&mut self) {
        self.state = self.state.wrapping_mul(FACTOR).wrapping_add(self.increment);
    }

    fn word(&mut self) -> u32 {
        if let Some(half) = self.half.take() {
            return half;
        }
        self.step();
        let folded = (self.state >> 64) as u64 ^ self.state as u64;
        let long = folded.rotate_right((self.state >> 122) as u32);
        self.half = Some((long >> 32) as u32);
        long as u32
    }

    /// A number from 0 to `most`: as many bits as it has, drawn until they are no more than it.
    fn up_to(&mut self, most: u32) -> u32 {
        let mask = u32::MAX >> most.leading_zeros().min(31);
        loop {
            let drawn = self.word() & mask;
            if drawn <= most {
                return drawn;
            }
        }
    }
}

/// `SeedSequence(seed).generate_state(8)` for a seed of one word.
fn seed_words(seed: u32) -> [u32; 8] {
    let mut constant = 0x43b0_d7e5_u32;
    let mut hash = |value: u32| {
        let value = value ^ constant;
        constant = constant.wrapping_mul(0x931e_8875);
        let value = value.wrapping_mul(constant);
        value ^ value >> 16
    };
    let mut pool = [seed, 0, 0, 0].map(&mut hash);
    for from in 0..4 {
        for to in (0..4).filter(|to| *to != from) {
            let mixed = pool[to].wrapping_mul(0xca01_f9dd).wrapping_sub(hash(pool[from]).wrapping_mul(0x4973_f715));
            pool[to] = mixed ^ mixed >> 16;
        }
    }
    let mut constant = 0x8b51_f9dd_u32;
    std::array::from_fn(|at| {
        let value = pool[at % 4] ^ constant;
        constant = constant.wrapping_mul(0x58f3_8ded);
        let value = value.wrapping_mul(constant);
        value ^ value >> 16
    })
}

/// `default_rng(seed).permutation(n)`.
pub(crate) fn permutation(seed: u32, n: usize) -> Vec<usize> {
    let mut rng = Pcg64::new(seed);
    let mut items: Vec<usize> = (0..n).collect();
    for i in (1..n).rev() {
        let j = rng.up_to(i as u32) as usize;
        items.swap(i, j);
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permutations_are_numpy_s() {
        let fixture: serde_json::Value =
            serde_json::from_str(include_str!("../../tests/fixtures/random.json")).expect("the fixture is JSON");
        for case in fixture["permutations"].as_array().unwrap() {
            let [seed, n] = ["seed", "n"].map(|name| case[name].as_u64().unwrap() as usize);
            let first: Vec<usize> = serde_json::from_value(case["first"].clone()).unwrap();
            assert_eq!(permutation(seed as u32, n)[..n.min(40)], first[..], "{case}");
        }
    }
}
