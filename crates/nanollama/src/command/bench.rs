//! `nanollama bench train | generate`

use std::process::ExitCode;

use nanollama_bundle::Locations;
use nanollama_engine::{BenchSettings, Engine, Options};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::pool::Pool;
use nanollama_train::bench::bench_train;
use serde_json::{Value, json};

use super::opened;
use crate::args::{BenchArgs, BenchCommand, BenchGenerateArgs, BenchTrainArgs, Global};
use crate::print::{self, Printer};

pub(crate) fn run(args: &BenchArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    match &args.command {
        BenchCommand::Train(args) => train(args, global, printer)?,
        BenchCommand::Generate(args) => generate(args, global, printer)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn train(args: &BenchTrainArgs, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    let config = nanollama_model::preset(&args.model, args.vocab_size as usize, args.context as usize)?;
    let cpu = Cpu::new(Pool::new(global.threads.into()));
    let bench = bench_train(&cpu, &config, args.batch as usize, args.context as usize, args.steps as usize)?;
    printer.line(format_args!("{}: {} of {} tokens, {}", args.model, args.batch, args.context, bench.device));
    printer.table([
        (
            "forward + backward",
            format!("{:.0} tokens a second ({})", bench.tokens_per_second, spread(bench.tokens_per_second_spread)),
        ),
        ("of the limit", format!("{:.0}% of {:.0} GFLOP/s", 100.0 * bench.flops_share, bench.fma_flops / 1e9)),
        ("optimiser", format!("{:.3} s a step", bench.optimizer_seconds)),
        ("peak memory", format!("{} ({} planned)", print::bytes(bench.peak_bytes), print::bytes(bench.planned_bytes))),
        ("  forward and backward", print::bytes(bench.forward_backward_peak_bytes)),
    ]);
    if args.json {
        print::data(with_command(&bench, json!({"model": args.model, "batch": args.batch, "context": args.context}))?)?;
    }
    Ok(())
}

/// llama-bench's table for people, and the same and more as a last line of JSON.
fn generate(args: &BenchGenerateArgs, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    let source = opened::open(&args.model, &Locations::new(&global.runs), printer)?;
    let bytes: u64 = source.tensors()?.iter().map(|tensor| tensor.bytes).sum();
    let (prefill, decode, depth) = (args.prefill as usize, args.decode as usize, args.depth as usize);
    let context = (prefill + 2).max(depth.max(1) + decode.max(2));
    let cache = args.cache.types();
    let drafting = args.draft.drafting();
    let options =
        Options { threads: global.threads.into(), context: Some(context), cache, drafting, ..Options::default() };
    let mut engine = Engine::open(&source, &options)?;
    let bench = engine.bench(&BenchSettings { prefill, decode, depth, rounds: args.rounds as usize })?;
    let params = format!("{:.2} M", engine.config().parameter_count() as f64 / 1e6);
    let size = format!("{:.2} MiB", bytes as f64 / (1 << 20) as f64);
    let name = engine.name();
    let width = name.chars().count().max(5);
    printer.line(format_args!(
        "| {:<width$} | {:>12} | {:>10} | {:<24} | {:>14} | {:>18} |",
        "model", "size", "params", "backend", "test", "t/s"
    ));
    printer.line(format_args!(
        "| {:-<width$} | {:->11}: | {:->9}: | {:-<24} | {:->13}: | {:->17}: |",
        "", "", "", "", "", ""
    ));
    let decoded = if depth == 0 { format!("tg{decode}") } else { format!("tg{decode} @ d{depth}") };
    for (test, [mean, deviation]) in [(format!("pp{prefill}"), bench.prefill_mean), (decoded, bench.decode_mean)] {
        let rate = format!("{mean:.2} ± {deviation:.2}");
        printer.line(format_args!(
            "| {name:<width$} | {size:>12} | {params:>10} | {:<24} | {test:>14} | {rate:>18} |",
            bench.device
        ));
    }
    printer.table([
        ("TTFT", format!("{:.1} ms, to the first token behind {prefill}", 1e3 * bench.ttft_seconds)),
        ("TPOT", format!("{:.3} ms, for each token after it", 1e3 * bench.tpot_seconds)),
        (
            "MBU",
            format!(
                "{:.0}%: {:.1} MB a token of {:.1} GB/s",
                100.0 * bench.bandwidth_share,
                bench.bytes_per_token / 1e6,
                bench.read_bytes_per_second / 1e9
            ),
        ),
        (
            "cache",
            format!(
                "keys {}, values {}: {:.1} KB a token",
                bench.cache_type_k,
                bench.cache_type_v,
                bench.cache_bytes_per_token as f64 / 1e3
            ),
        ),
        ("MFU", format!("{:.0}% of {:.0} GFLOP/s, in prefill", 100.0 * bench.flops_share, bench.fma_flops / 1e9)),
    ]);
    if drafting > 0 {
        let rate = decode.max(2) as f64 / bench.decode_steps.max(1) as f64;
        printer.table([("drafts", drafts(bench.accepted, bench.drafted, rate))]);
    }
    let asked = json!({"model": args.model, "bytes": bytes, "parameters": engine.config().parameter_count()});
    print::data(with_command(&bench, asked)?)?;
    Ok(())
}

/// `120 of 160 drafted tokens accepted, 2.31 tokens a step`.
pub(crate) fn drafts(accepted: usize, drafted: usize, rate: f64) -> String {
    format!("{accepted} of {drafted} drafted tokens accepted, {rate:.2} tokens a step")
}

fn spread([least, greatest]: [f64; 2]) -> String {
    format!("from {least:.0} to {greatest:.0}")
}

/// A report as one JSON object, with what was asked for before it.
fn with_command(report: &impl serde::Serialize, mut asked: Value) -> anyhow::Result<Value> {
    if let (Value::Object(all), Value::Object(measured)) = (&mut asked, serde_json::to_value(report)?) {
        all.extend(measured);
    }
    Ok(asked)
}
