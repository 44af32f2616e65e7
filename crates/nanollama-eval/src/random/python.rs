//! `random.Random` of Python 3: the Mersenne Twister MT19937 (Matsumoto and Nishimura 1998), and how CPython shuffles and draws
//! with it (`Lib/random.py`).

const LENGTH: usize = 624;
const MIDDLE: usize = 397;

/// The generator, seeded as `random.Random(seed)` is.
pub(crate) struct Random {
    state: Box<[u32; LENGTH]>,
    index: usize,
}

impl Random {
    /// The generator of a seed below 2³²: `init_by_array` with a key of one word.
    pub(crate) fn new(seed: u32) -> Random {
        let mut state = Box::new([0u32; LENGTH]);
        state[0] = 19_650_218;
        for i in 1..LENGTH {
            state[i] = spread(1_812_433_253, state[i - 1]).wrapping_add(i as u32);
        }
        let mut i = 1;
        for _ in 0..LENGTH {
            state[i] = (state[i] ^ spread(1_664_525, state[i - 1])).wrapping_add(seed);
            i = next(&mut state, i);
        }
        for _ in 1..LENGTH {
            state[i] = (state[i] ^ spread(1_566_083_941, state[i - 1])).wrapping_sub(i as u32);
            i = next(&mut state, i);
        }
        state[0] = 1 << 31;
        Random { state, index: LENGTH }
    }

    /// The next 32 bits.
    fn word(&mut self) -> u32 {
        if self.index == LENGTH {
            for i in 0..LENGTH {
                let (low, far) = ((i + 1) % LENGTH, (i + MIDDLE) % LENGTH);
                let y = (self.state[i] & (1 << 31)) | (self.state[low] & !(1 << 31));
                self.state[i] = self.state[far] ^ (y >> 1) ^ if y & 1 == 1 { 0x9908_b0df } else { 0 };
            }
            self.index = 0;
        }
        let mut y = self.state[self.index];
        self.index += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }

    /// A number below `n`, which is neither 0 nor above 2³².
    fn below(&mut self, n: usize) -> usize {
        let bits = usize::BITS - n.leading_zeros();
        loop {
            let drawn = (self.word() >> (32 - bits.min(32))) as usize;
            if drawn < n {
                return drawn;
            }
        }
    }

    /// `shuffle`.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            let j = self.below(i + 1);
            items.swap(i, j);
        }
    }

    /// `sample(range(n), k)`; `k` is at most `n`.
    pub(crate) fn sample(&mut self, n: usize, k: usize) -> Vec<usize> {
        let mut most = 21;
        if k > 5 {
            // 4 ** ceil(log(3 k, 4))
            let mut power = 1;
            while power < 3 * k {
                power *= 4;
            }
            most += power;
        }
        let mut chosen = Vec::with_capacity(k);
        if n <= most {
            let mut pool: Vec<usize> = (0..n).collect();
            for i in 0..k {
                let j = self.below(n - i);
                chosen.push(pool[j]);
                pool[j] = pool[n - i - 1];
            }
        } else {
            while chosen.len() < k {
                let j = self.below(n);
                if !chosen.contains(&j) {
                    chosen.push(j);
                }
            }
        }
        chosen
    }
}

fn spread(factor: u32, before: u32) -> u32 {
    factor.wrapping_mul(before ^ (before >> 30))
}

/// The place after `i`; behind the last one the first is the last one's copy.
fn next(state: &mut [u32; LENGTH], i: usize) -> usize {
    if i + 1 == LENGTH {
        state[0] = state[LENGTH - 1];
        return 1;
    }
    i + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shuffles_and_samples_are_python_s() {
        let fixture: serde_json::Value =
            serde_json::from_str(include_str!("../../tests/fixtures/random.json")).expect("the fixture is JSON");
        let numbers = |value: &serde_json::Value| -> Vec<usize> { serde_json::from_value(value.clone()).unwrap() };
        for case in fixture["shuffles"].as_array().unwrap() {
            let mut items: Vec<usize> = (0..case["n"].as_u64().unwrap() as usize).collect();
            Random::new(case["seed"].as_u64().unwrap() as u32).shuffle(&mut items);
            assert_eq!(items[..items.len().min(40)], numbers(&case["first"])[..], "{case}");
        }
        for case in fixture["samples"].as_array().unwrap() {
            let [seed, n, k] = ["seed", "n", "k"].map(|name| case[name].as_u64().unwrap() as usize);
            assert_eq!(Random::new(seed as u32).sample(n, k), numbers(&case["drawn"]), "{case}");
        }
    }
}
