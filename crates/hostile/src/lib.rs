//! For tests only: what every reader of files must stand. A valid file is damaged thousands of
//! times; each damaged copy is read, and nothing may panic or allocate out of proportion. The crate
//! whose reader is tested says which files, and what reading them means.
//!
//! `NANOLLAMA_MUTATIONS` sets how many copies every reader gets, where a test's own number is meant for every day.

mod allocation;
mod damage;

pub use allocation::{Counting, peak_of};
pub use damage::{Dice, damage};

/// How much a reader may allocate at once: `ratio` times the file's size, and `slack` bytes.
#[derive(Clone, Copy, Debug)]
pub struct Bound {
    /// Bytes for every byte of the file.
    pub ratio: usize,
    /// Bytes whatever the size.
    pub slack: usize,
}

/// What became of the damaged copies.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// Copies read in all.
    pub count: usize,
    /// Copies the reader refused.
    pub refused: usize,
    /// The most that was allocated at once for one of them, in bytes.
    pub peak: usize,
}

/// `everyday`, or what `NANOLLAMA_MUTATIONS` says.
///
/// # Panics
/// When the variable is no number.
pub fn wanted(everyday: usize) -> usize {
    std::env::var("NANOLLAMA_MUTATIONS").map_or(everyday, |text| text.parse().expect("NANOLLAMA_MUTATIONS is a number"))
}

/// Damages `seed` `count` times and gives each copy to `read`, which says whether it was accepted.
/// The same seed and count are the same copies.
///
/// # Panics
/// When `read` does, when the seed itself is refused, or when a copy costs more than `bound`; needs
/// [`Counting`] as the global allocator.
pub fn withstand(count: usize, seed: &[u8], bound: Bound, mut read: impl FnMut(&[u8]) -> bool) -> Outcome {
    let (_, seen) = allocation::peak_of(|| drop(std::hint::black_box(vec![1_u8; 4096])));
    assert!(seen >= 4096, "`Counting` is not this program's global allocator");
    assert!(read(seed), "the undamaged file is refused");
    let mut dice = Dice::new(0x9e37_79b9_7f4a_7c15);
    let mut outcome = Outcome { count, refused: 0, peak: 0 };
    for index in 0..count {
        let bytes = damage(seed, &mut dice);
        let (accepted, peak) = allocation::peak_of(|| read(&bytes));
        let most = bytes.len() * bound.ratio + bound.slack;
        assert!(peak <= most, "copy {index}: {peak} bytes allocated for a file of {}, the most is {most}", bytes.len());
        outcome.peak = outcome.peak.max(peak);
        outcome.refused += usize::from(!accepted);
    }
    println!("{outcome:?} for a seed of {} bytes", seed.len());
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    #[global_allocator]
    static ALLOCATOR: Counting = Counting;

    #[test]
    fn what_is_allocated_at_once_is_seen() {
        let (_, peak) = allocation::peak_of(|| {
            drop(std::hint::black_box(vec![0_u8; 5_000]));
            std::hint::black_box(vec![0_u8; 7_000]).len()
        });
        assert!((7_000..7_100).contains(&peak), "{peak}");
    }

    #[test]
    #[should_panic(expected = "the most is")]
    fn a_greedy_reader_is_caught() {
        withstand(10, b"12345678", Bound { ratio: 1, slack: 1000 }, |bytes| {
            !std::hint::black_box(vec![1_u8; if bytes == b"12345678" { 1 } else { 10_000 }]).is_empty()
        });
    }

    #[test]
    fn copies_differ_from_the_seed_and_return() {
        let seed = b"{\"id\": 12, \"content\": \"abc\"}";
        let mut seen = Vec::new();
        let all = |seen: &mut Vec<Vec<u8>>| {
            withstand(200, seed, Bound { ratio: 100, slack: 10_000 }, |bytes| {
                seen.push(bytes.to_vec());
                true
            })
        };
        all(&mut seen);
        let mut again = Vec::new();
        all(&mut again);
        assert_eq!(seen, again);
        assert!(seen[1..].iter().filter(|bytes| bytes.as_slice() != seed).count() > 150);
    }
}
