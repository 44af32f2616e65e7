//! What this machine has, asked once and shown by `doctor`, used by plans.

use nanollama_kernel::machine;
use nanollama_kernel::pool::Pool;
use nanollama_kernel::probe::{self, Spread};
use nanollama_train::Machine;

/// Rounds of each probe: about a tenth of a second in all for the first, half a second for the second.
const ROUNDS: usize = 7;
/// Bytes that plans count on where the system does not tell how much memory is free (anything but Linux); `doctor` says so.
pub(crate) const ASSUMED_MEMORY: u64 = 4 << 30;

/// Measured limits of a pool's threads.
pub(crate) struct Limits {
    pub(crate) flops: Spread,
    pub(crate) bandwidth: Spread,
}

pub(crate) fn measure(pool: &Pool) -> anyhow::Result<Limits> {
    Ok(Limits { flops: probe::fma_limit(pool, ROUNDS), bandwidth: probe::read_bandwidth(pool, ROUNDS)? })
}

/// What a plan needs to know of this machine. Training is bound by products: the memory's speed, which takes a second to
/// measure, is not asked for. What others take of the processor just now is not counted: a plan is for hours.
pub(crate) fn for_plan(pool: &Pool) -> Machine {
    let memory = machine::Machine::read().memory_available.unwrap_or(ASSUMED_MEMORY);
    Machine { flops: probe::fma_capacity(pool, ROUNDS), memory, threads: pool.threads() }
}
