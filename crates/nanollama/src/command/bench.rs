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

fn generate(args: &BenchGenerateArgs, global: &Global, printer: &Printer) -> anyhow::Result<()> {
    let source = opened::open(&args.model, &Locations::new(&global.runs), printer)?;
    let (prefill, decode) = (args.prefill as usize, args.decode as usize);
    let options =
        Options { threads: global.threads.into(), context: Some(prefill + decode.max(2)), ..Options::default() };
    let mut engine = Engine::open(&source, &options)?;
    let bench = engine.bench(&BenchSettings { prefill, decode, rounds: args.rounds as usize })?;
    printer.line(format_args!("{}: {}", args.model, bench.device));
    printer.table([
        (
            format!("pp{prefill}"),
            format!("{:.1} tokens a second ({})", bench.prefill_tokens_per_second, spread(bench.prefill_spread)),
        ),
        (
            format!("tg{decode}"),
            format!("{:.1} tokens a second ({})", bench.decode_tokens_per_second, spread(bench.decode_spread)),
        ),
        (
            "memory reads".into(),
            format!(
                "{:.1} MB a token, {:.0}% of {:.1} GB/s",
                bench.bytes_per_token / 1e6,
                100.0 * bench.bandwidth_share,
                bench.read_bytes_per_second / 1e9
            ),
        ),
    ]);
    if args.json {
        print::data(with_command(&bench, json!({"model": args.model}))?)?;
    }
    Ok(())
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
