//! `nanollama doctor`

use std::process::ExitCode;

use nanollama_kernel::lanes::Isa;
use nanollama_kernel::machine::Machine;
use nanollama_kernel::pool::Pool;
use nanollama_kernel::probe::Spread;
use serde_json::{Value, json};

use super::machine::{self, ASSUMED_MEMORY, Limits};
use crate::args::{DoctorArgs, Global};
use crate::print::{self, Printer};

pub(crate) fn run(args: &DoctorArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let facts = Machine::read();
    let pool = Pool::new(global.threads.into());
    let limits = machine::measure(&pool)?;
    let gpus = gpus();
    if args.json {
        print::data(as_json(&facts, &pool, &limits, &gpus))?;
    } else {
        show(&facts, &pool, &limits, &gpus)?;
    }
    for advice in advice(&facts) {
        printer.line(format_args!("note: {advice}"));
    }
    Ok(ExitCode::SUCCESS)
}

/// GPUs that the system lists, by name. This build computes on the CPU.
fn gpus() -> Vec<String> {
    let Ok(folder) = std::fs::read_dir("/proc/driver/nvidia/gpus") else { return Vec::new() };
    folder
        .flatten()
        .filter_map(|entry| std::fs::read_to_string(entry.path().join("information")).ok())
        .filter_map(|text| text.lines().find_map(|line| line.strip_prefix("Model:").map(|name| name.trim().to_owned())))
        .collect()
}

fn instruction_sets(facts: &Machine) -> Vec<&'static str> {
    facts.isas.iter().copied().map(Isa::name).collect()
}

fn known(amount: Option<u64>) -> String {
    amount.map_or_else(|| "unknown".into(), print::bytes)
}

fn memory(facts: &Machine) -> String {
    let assumed = match facts.memory_available {
        Some(_) => String::new(),
        None => format!("; plans count on {}, --device-batch-size overrides", print::bytes(ASSUMED_MEMORY)),
    };
    format!("{}, {} free{assumed}", known(facts.memory), known(facts.memory_available))
}

fn spread(of: Spread, unit: &str) -> String {
    format!("{:.1} {unit} (from {:.1} to {:.1})", of.median / 1e9, of.least / 1e9, of.greatest / 1e9)
}

fn show(facts: &Machine, pool: &Pool, limits: &Limits, gpus: &[String]) -> std::io::Result<()> {
    let gpu =
        if gpus.is_empty() { "none found".into() } else { format!("{} (not used by this build)", gpus.join(", ")) };
    let rows = [
        ("program", format!("nanollama {}", env!("CARGO_PKG_VERSION"))),
        ("system", format!("{} ({})", std::env::consts::OS, std::env::consts::ARCH)),
        ("processor", facts.cpu.clone().unwrap_or_else(|| "unknown".into())),
        ("cores", format!("{} ({} threads compute)", facts.cores, pool.threads())),
        ("instruction sets", format!("{} (used: {})", instruction_sets(facts).join(", "), pool.isa().name())),
        ("features", facts.features.join(" ")),
        ("last-level cache", known(facts.last_level_cache)),
        ("memory", memory(facts)),
        ("multiply-adds", spread(limits.flops, "GFLOP/s")),
        ("memory reads", spread(limits.bandwidth, "GB/s")),
        ("GPU", gpu),
    ];
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, fact) in &rows {
        print::data(format_args!("{name:<width$}  {fact}"))?;
    }
    Ok(())
}

fn as_json(facts: &Machine, pool: &Pool, limits: &Limits, gpus: &[String]) -> Value {
    let spread = |of: Spread| json!({"min": of.least, "median": of.median, "max": of.greatest});
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "system": std::env::consts::OS,
        "architecture": std::env::consts::ARCH,
        "processor": facts.cpu,
        "cores": facts.cores,
        "threads": pool.threads(),
        "instruction_sets": instruction_sets(facts),
        "features": facts.features,
        "last_level_cache_bytes": facts.last_level_cache,
        "instruction_set": pool.isa().name(),
        "memory_bytes": facts.memory,
        "free_memory_bytes": facts.memory_available,
        "fma_flops_per_second": spread(limits.flops),
        "read_bytes_per_second": spread(limits.bandwidth),
        "gpus": gpus,
    })
}

fn advice(facts: &Machine) -> Vec<String> {
    let mut notes = Vec::new();
    if cfg!(debug_assertions) {
        notes.push("this is a debug build, tens of times slower: cargo run --release".to_owned());
    }
    if facts.memory_available.is_some_and(|free| free < 1 << 30) {
        notes.push("less than 1 GiB of memory is free: train a small size (--model pico)".to_owned());
    }
    notes
}
