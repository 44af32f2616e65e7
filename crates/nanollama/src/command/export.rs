//! `nanollama export`

use std::path::Path;
use std::process::ExitCode;

use nanollama_bundle::{Format, Locations, StoredModel};
use nanollama_kernel::dtype::DType;

use super::opened;
use crate::args::{ExportArgs, ExportFormat, Global};
use crate::print::{self, Printer};

pub(crate) fn run(args: &ExportArgs, global: &Global, printer: &Printer) -> anyhow::Result<ExitCode> {
    let gguf_name = args.out.extension().is_some_and(|extension| extension == "gguf");
    let format = match args.format {
        Some(ExportFormat::Gguf) => Format::Gguf,
        Some(ExportFormat::Hf) => Format::HuggingFace,
        None if gguf_name => Format::Gguf,
        None => anyhow::bail!(
            "--out {} ends neither in .gguf nor is there a --format: add --format hf for a folder, or --format gguf",
            args.out.display()
        ),
    };
    let dtype: DType = match (&args.dtype, format) {
        (Some(name), _) => name.parse()?,
        (None, Format::Gguf) => DType::F16,
        (None, Format::HuggingFace) => DType::F32,
    };
    let locations = Locations { runs: global.runs.clone(), tokenizer: args.tokenizer.clone() };
    let source = opened::open(&args.model, &locations, printer)?;
    let certificate = certified(&source, (format, dtype), &args.out, &args.model, global)?;
    let out = args.out.display();
    let size = std::fs::metadata(&args.out).map(|m| m.len()).unwrap_or(0);
    match format {
        Format::Gguf => {
            printer.line(format_args!("{out}: {} of {dtype}", print::bytes(size)));
            printer.line(certificate);
            if source.tokenizer().composes() {
                printer.line(COMPOSES);
            }
            let config = source.config();
            if let ("nanollama", Some(names)) =
                (nanollama_bundle::gguf::architecture(config), config.features.beyond_llama())
            {
                printer.line(format_args!(
                    "only nanollama opens it, because it is more than a Llama: {}",
                    names.join(", ")
                ));
            }
            printer.line(format_args!("next: nanollama run -m {out} -p 'Once upon a time'"));
        }
        Format::HuggingFace => {
            printer.line(format_args!("{out}: a Hugging Face folder of {dtype}"));
            printer.line(certificate);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Said of a GGUF file whose tokenizer does what llama.cpp's does not.
pub(crate) const COMPOSES: &str = "its tokenizer composes characters first (NFC) and llama.cpp's does not: there, text that is not \
                                   composed gets other ids";

/// Writes a file and compares it with its model before it gets its name; what was found.
pub(crate) fn certified(
    source: &StoredModel,
    kind: (Format, DType),
    out: &Path,
    name: &str,
    global: &Global,
) -> anyhow::Result<String> {
    nanollama_bundle::export_checked(source, kind, out, name, |file| {
        Ok(nanollama_engine::certify(source, file, None, global.threads.into())?.to_string())
    })
}
