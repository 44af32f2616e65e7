//! What this machine can do at most: fused multiply-adds from registers, bytes from memory. Every share of a limit that the
//! program prints is a share of these, measured in the same minute: shared machines change their speed by the hour.

use std::time::Instant;

use crate::lanes::{Lanes, WIDTH, dispatch};
use crate::machine::Machine;
use crate::memory::AlignedVec;
use crate::pool::{Pool, SharedMut};
use thread_time::ThreadTime;

mod thread_time;

/// Independent chains: enough to cover the latency of two units, few enough for sixteen registers.
const CHAINS: usize = 12;
/// Bytes of the buffer that [`Stream`] reads, at least.
const STREAM: u64 = 256 << 20;
/// And at most: a machine with more last-level cache shares it with other guests.
const STREAM_MOST: u64 = 1 << 30;

/// Several samples of a rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The slowest sample.
    pub least: f64,
    /// The middle one.
    pub median: f64,
    /// The fastest one.
    pub greatest: f64,
}

impl Spread {
    /// `count` ≥ 1 samples of `rate`.
    pub fn of(count: usize, mut rate: impl FnMut() -> f64) -> Spread {
        let mut samples: Vec<f64> = (0..count.max(1)).map(|_| rate()).collect();
        samples.sort_by(f64::total_cmp);
        Spread { least: samples[0], median: samples[samples.len() / 2], greatest: samples[samples.len() - 1] }
    }
}

/// [`fma_rate`] over `rounds` short rounds.
#[must_use]
pub fn fma_limit(pool: &Pool, rounds: usize) -> Spread {
    Spread::of(rounds, || fma_rate(pool))
}

/// [`Stream::read_rate`] over `rounds` rounds on a buffer that is freed again.
///
/// # Errors
/// [`crate::error::Error::OutOfMemory`].
pub fn read_bandwidth(pool: &Pool, rounds: usize) -> crate::error::Result<Spread> {
    let stream = Stream::new(pool)?;
    Ok(Spread::of(rounds, || stream.read_rate(pool)))
}

/// One sample (about ten milliseconds) of f32 operations a second on all of the pool's threads: register-only fused
/// multiply-adds, two operations each.
#[must_use]
pub fn fma_rate(pool: &Pool) -> f64 {
    let isa = pool.isa();
    let mut steps = 1 << 12;
    loop {
        let begun = Instant::now();
        let mut sums = vec![0.0; pool.threads()];
        let shared = SharedMut::new(&mut sums);
        pool.run(pool.threads(), |thread| {
            // SAFETY: the pool's instruction set is there; each chunk has its own sum.
            unsafe { shared.part(thread, 1)[0] = dispatch!(isa, chains(steps: usize) -> f32) };
        });
        std::hint::black_box(&sums);
        let seconds = begun.elapsed().as_secs_f64();
        if seconds > 0.005 {
            return (2 * pool.threads() * steps * CHAINS * WIDTH) as f64 / seconds;
        }
        steps *= 2;
    }
}

/// f32 operations a second that the pool's threads would do if nothing else ran on the machine: [`fma_rate`] by the time that
/// each thread spent on a processor, the fastest of `rounds` short rounds. Where a system does not tell that time (anything
/// but Unix), by the clock.
#[must_use]
pub fn fma_capacity(pool: &Pool, rounds: usize) -> f64 {
    let isa = pool.isa();
    let one = || {
        let mut steps = 1 << 12;
        loop {
            let mut seconds = vec![0.0; pool.threads()];
            let shared = SharedMut::new(&mut seconds);
            pool.run(pool.threads(), |thread| {
                let begun = ThreadTime::now();
                // SAFETY: the pool's instruction set is there; each chunk has its own place.
                unsafe {
                    std::hint::black_box(dispatch!(isa, chains(steps: usize) -> f32));
                    shared.part(thread, 1)[0] = begun.seconds();
                }
            });
            if seconds.iter().all(|seconds| *seconds > 0.002) {
                let work = (2 * steps * CHAINS * WIDTH) as f64;
                return seconds.iter().map(|seconds| work / seconds).sum();
            }
            steps *= 2;
        }
    };
    Spread::of(rounds, one).greatest
}

/// # Safety
/// The instruction set of `L` is there.
#[inline(always)]
unsafe fn chains<L: Lanes>(steps: usize) -> f32 {
    // SAFETY: the caller's.
    unsafe {
        let (scale, shift) = (L::splat(std::hint::black_box(0.999)), L::splat(std::hint::black_box(1e-3)));
        let mut acc = [scale; CHAINS];
        for _ in 0..steps {
            for acc in &mut acc {
                *acc = L::mul_add(*acc, scale, shift);
            }
        }
        let mut sum = acc[0];
        for acc in &acc[1..] {
            sum = L::add(sum, *acc);
        }
        L::sum(sum)
    }
}

/// A large buffer to read over and over.
pub struct Stream(AlignedVec);

impl Stream {
    /// Allocates and touches 256 MiB, or twice the last-level cache where that is more, up to 1 GiB and to a quarter of the free memory.
    ///
    /// # Errors
    /// [`crate::error::Error::OutOfMemory`].
    pub fn new(pool: &Pool) -> crate::error::Result<Stream> {
        let machine = Machine::read();
        let most = machine.memory_available.map_or(STREAM, |free| STREAM_MOST.min(free / 4)).max(STREAM);
        let bytes = machine.last_level_cache.map_or(STREAM, |cache| cache.saturating_mul(2)).clamp(STREAM, most);
        let pages = (bytes / (4 << 16)) as usize;
        let mut buffer = AlignedVec::zeroed_for("a probe of the memory", pages << 16)?;
        let shared = SharedMut::new(&mut buffer);
        // SAFETY: one chunk a page group. Each thread touches pages so that they exist.
        pool.run(pages, |chunk| unsafe { shared.part(chunk << 16, 1 << 16) }.fill(1.0));
        Ok(Stream(buffer))
    }

    /// One sample (tens of milliseconds) of bytes a second read from memory by all of the pool's threads.
    #[must_use]
    pub fn read_rate(&self, pool: &Pool) -> f64 {
        let isa = pool.isa();
        let parts = 4 * pool.threads();
        let each = self.0.len() / parts;
        let mut sums = vec![0.0; parts];
        let shared = SharedMut::new(&mut sums);
        let begun = Instant::now();
        pool.run(parts, |part| {
            let values = &self.0[each * part..each * (part + 1)];
            // SAFETY: the pool's instruction set is there; each chunk has its own sum.
            unsafe { shared.part(part, 1)[0] = dispatch!(isa, read(values: &[f32]) -> f32) };
        });
        let seconds = begun.elapsed().as_secs_f64();
        std::hint::black_box(&sums);
        (each * parts * size_of::<f32>()) as f64 / seconds
    }
}

/// # Safety
/// The instruction set of `L` is there.
#[inline(always)]
unsafe fn read<L: Lanes>(values: &[f32]) -> f32 {
    // SAFETY: the caller's; every vector lies inside `values`.
    unsafe {
        let mut acc = [L::splat(0.0); 4];
        for chunk in values.as_chunks::<{ 4 * WIDTH }>().0 {
            for (i, acc) in acc.iter_mut().enumerate() {
                *acc = L::add(*acc, L::load(chunk.as_ptr().add(WIDTH * i)));
            }
        }
        L::sum(L::add(L::add(acc[0], acc[1]), L::add(acc[2], acc[3])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_positive_and_ordered() {
        let pool = Pool::new(1);
        let fma = fma_limit(&pool, 3);
        assert!(0.0 < fma.least && fma.least <= fma.median && fma.median <= fma.greatest);
    }
}
