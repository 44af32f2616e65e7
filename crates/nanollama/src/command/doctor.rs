//! `nanollama doctor`

use std::path::Path;
use std::process::ExitCode;

use nanollama_cuda::cublas::CublasLt;
use nanollama_cuda::driver::{Gpu, OLDEST};
use nanollama_cuda::library::Environment;
use nanollama_cuda::look::{Found, Unready};
use nanollama_cuda::nvrtc::Version;
use nanollama_kernel::lanes::Isa;
use nanollama_kernel::machine::Machine;
use nanollama_kernel::pool::Pool;
use nanollama_kernel::probe::Spread;
use serde_json::{Value, json};

use super::hint;
use super::machine::{self, ASSUMED_MEMORY, Limits};
use crate::args::{DeviceName, DoctorArgs, Global};
use crate::print::{self, Printer};

pub(crate) fn run(args: &DoctorArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let facts = Machine::read();
    let pool = Pool::new(global.threads.into());
    let limits = machine::measure(&pool)?;
    let found = Found::look(&Environment::own());
    if args.json {
        print::data(as_json(&facts, &pool, &limits, &found))?;
    } else {
        show(&facts, &pool, &limits, &found)?;
    }
    for advice in advice(&facts) {
        printer.line(format_args!("note: {advice}"));
    }
    let DeviceName::Cuda(number) = global.device else { return Ok(ExitCode::SUCCESS) };
    // A GPU was asked after: the exit code is the answer.
    for fault in found.faults() {
        printer
            .line(format_args!("note: {fault}{}", hint::gpu(&fault).map_or(String::new(), |hint| format!(": {hint}"))));
    }
    let usable = found.gpus.as_ref().is_ok_and(|gpus| gpus.get(number).is_some_and(|gpu| gpu.capability >= OLDEST));
    Ok(if found.faults().is_empty() && usable { ExitCode::SUCCESS } else { ExitCode::from(1) })
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

fn show(facts: &Machine, pool: &Pool, limits: &Limits, found: &Found) -> std::io::Result<()> {
    let mut rows = vec![
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
    ];
    rows.extend(gpu_rows(found));
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, fact) in &rows {
        print::data(format_args!("{name:<width$}  {fact}"))?;
    }
    Ok(())
}

/// What a GPU needs, what of it is there, and whether that is enough.
fn gpu_rows(found: &Found) -> Vec<(&'static str, String)> {
    let said = |outcome: Result<String, &Unready>| outcome.unwrap_or_else(|fault| format!("not usable: {fault}"));
    let mut rows = vec![("GPU", found.to_string())];
    // Without a driver the rest is no news.
    if found.driver.is_ok() {
        let at = |version: String, path: &Path| format!("{version} ({})", path.display());
        let driver =
            found.driver.as_ref().map(|driver| at(format!("CUDA {}", version(driver.version())), driver.path()));
        let compiler = found.compiler.as_ref().map(|nvrtc| at(version(nvrtc.version()), nvrtc.path()));
        let products = found.products.as_ref().map(|cublas| at(cublas_version(cublas), cublas.path()));
        rows.extend([("driver", said(driver)), ("NVRTC", said(compiler)), ("cuBLASLt", said(products))]);
    }
    rows
}

fn version((major, minor): Version) -> String {
    format!("{major}.{minor}")
}

fn cublas_version(library: &CublasLt) -> String {
    let (major, minor, patch) = library.version();
    format!("{major}.{minor}.{patch}")
}

/// A library's file and version, or why there is none.
fn library<T>(outcome: &Result<T, Unready>, of: impl Fn(&T) -> (&Path, String)) -> Value {
    match outcome {
        Ok(library) => {
            let (path, version) = of(library);
            json!({"path": path, "version": version})
        }
        Err(fault) => json!({"fault": fault.to_string(), "advice": hint::gpu(fault)}),
    }
}

fn gpu_json(gpu: &Gpu) -> Value {
    json!({
        "number": gpu.number,
        "name": gpu.name,
        "memory_bytes": gpu.memory,
        "compute_capability": version(gpu.capability),
        "multiprocessors": gpu.multiprocessors,
    })
}

fn as_json(facts: &Machine, pool: &Pool, limits: &Limits, found: &Found) -> Value {
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
        "gpus": found.gpus.iter().flatten().map(gpu_json).collect::<Vec<_>>(),
        "driver": library(&found.driver, |driver| (driver.path(), version(driver.version()))),
        "nvrtc": library(&found.compiler, |nvrtc| (nvrtc.path(), version(nvrtc.version()))),
        "cublaslt": library(&found.products, |cublas| (cublas.path(), cublas_version(cublas))),
        "gpu_ready": found.faults().is_empty(),
        "gpu_verdict": found.to_string(),
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
