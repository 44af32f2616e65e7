//! `nanollama imatrix`: which columns of a model's matrices matter, into a file that `quantize --imatrix` and llama-quantize read.

use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;

use nanollama_bundle::Locations;
use nanollama_engine::{Engine, Options};
use nanollama_store::imatrix::{Entry, Imatrix};

use super::{opened, text};
use crate::args::{Global, ImatrixArgs};
use crate::interrupt;
use crate::print::{self, Printer};

pub(crate) fn run(args: &ImatrixArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let text = text::read(&args.file)?;
    let locations = Locations { runs: global.runs.clone(), tokenizer: args.tokenizer.clone() };
    let source = opened::open(&args.model, &locations, printer)?;
    let options = Options { threads: global.threads.into(), context: Some(args.context), ..Options::default() };
    let engine = Engine::open(&source, &options)?;
    let ids = engine.prompt(&text)?;
    let most = args.chunks.map_or(usize::MAX, |chunks| chunks as usize);
    interrupt::listen("finishing this piece, then saving")?;
    let bar = printer.bar(0, "pieces");
    let found = engine.column_squares(&ids, args.context, |done, count| {
        bar.set_length(count.min(most) as u64);
        bar.set_position(done as u64);
        if done < most && !interrupt::requested() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    bar.finish_and_clear();
    let tokens = found.tokens as f32;
    let entry = |(tensor, sums): (String, Vec<f64>)| Entry {
        tensor,
        sums: sums.into_iter().map(|sum| sum as f32).collect(),
        tokens,
    };
    let matrix = Imatrix {
        datasets: vec![name(&args.file)],
        chunks: u32::try_from(found.chunks)?,
        chunk_size: u32::try_from(args.context)?,
        entries: found.matrices.into_iter().map(entry).collect(),
    };
    matrix.write(&args.out)?;
    let (out, pieces) = (args.out.display(), print::grouped(found.chunks as u64));
    let (tokens, matrices) = (print::grouped(found.tokens as u64), matrix.entries.len());
    printer.line(format_args!("{out}: {matrices} matrices, {tokens} tokens in {pieces} pieces of {}", args.context));
    printer.line(format_args!("next: nanollama quantize {} OUT.gguf Q4_K_M --imatrix {out}", args.model));
    Ok(ExitCode::SUCCESS)
}

/// What the text is called in the file.
fn name(file: &Path) -> String {
    if file == Path::new("-") { "stdin".into() } else { file.display().to_string() }
}
