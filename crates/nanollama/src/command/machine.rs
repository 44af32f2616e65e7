//! What this machine has, asked once and shown by `doctor`, used by plans.

use nanollama_kernel::pool::Pool;
use nanollama_kernel::probe::{self, Spread};
use nanollama_train::Machine;
use sysinfo::{CpuRefreshKind, MemoryRefreshKind, RefreshKind, System};

/// Rounds of each probe: about a tenth of a second in all for the first, half a second for the second.
const ROUNDS: usize = 7;

/// Facts about the processor and memory, without measuring.
pub(crate) struct Facts {
    pub(crate) processor: String,
    pub(crate) cores: usize,
    /// Bytes; a container's limit where there is one.
    pub(crate) memory: u64,
    pub(crate) free_memory: u64,
    pub(crate) system: String,
}

pub(crate) fn facts() -> anyhow::Result<Facts> {
    let what =
        RefreshKind::nothing().with_cpu(CpuRefreshKind::nothing()).with_memory(MemoryRefreshKind::nothing().with_ram());
    let system = System::new_with_specifics(what)?;
    let limits = system.cgroup_limits();
    let memory = limits.as_ref().map_or(system.total_memory(), |l| l.total_memory.min(system.total_memory()));
    let free = limits.as_ref().map_or(system.available_memory(), |l| l.free_memory.min(system.available_memory()));
    let name = system.cpus().first().map(|cpu| cpu.brand().trim().to_owned()).unwrap_or_default();
    Ok(Facts {
        processor: if name.is_empty() { "unknown processor".into() } else { name },
        cores: std::thread::available_parallelism().map_or(1, usize::from),
        memory,
        free_memory: free,
        system: System::long_os_version().unwrap_or_else(|_| std::env::consts::OS.into()),
    })
}

/// Measured limits of a pool's threads.
pub(crate) struct Limits {
    pub(crate) flops: Spread,
    pub(crate) bandwidth: Spread,
}

pub(crate) fn measure(pool: &Pool) -> anyhow::Result<Limits> {
    Ok(Limits { flops: probe::fma_limit(pool, ROUNDS), bandwidth: probe::read_bandwidth(pool, ROUNDS)? })
}

/// What a plan needs to know of this machine.
pub(crate) fn for_plan(pool: &Pool) -> anyhow::Result<Machine> {
    let limits = measure(pool)?;
    Ok(Machine {
        flops: limits.flops.median,
        bandwidth: limits.bandwidth.median,
        memory: facts()?.free_memory,
        threads: pool.threads(),
    })
}
