//! What `run` and `chat` begin with: the model that was named, opened and said so, and the settings that were typed.

use std::time::{SystemTime, UNIX_EPOCH};

use nanollama_bundle::{Locations, StoredModel};
use nanollama_engine::{Defaults, Engine, Options, Sampling};
use nanollama_kernel::dtype::DType;
use nanollama_model::Config;

use super::personality::{self, Added};
use super::{device, newest, opened};
use crate::args::{GenerationArgs, Global};
use crate::print::{self, Printer};

/// Opens a model by any name, or the newest that `fits`, for so many texts at once; with the personalities that were typed, which
/// are told, too.
pub(crate) fn open(
    model: Option<&str>,
    generation: &GenerationArgs,
    texts: usize,
    global: &Global,
    printer: &Printer,
    fits: impl Fn(&StoredModel) -> bool,
) -> anyhow::Result<(Engine, Vec<Added>)> {
    let locations = Locations { runs: global.runs.clone(), tokenizer: generation.tokenizer.clone() };
    let source = match model {
        Some(name) => {
            printer.line(format_args!("[nanollama] loading {name}"));
            opened::open(name, &locations, printer)?
        }
        None => {
            let source = newest::open(&locations, printer, fits)?;
            printer.line(format_args!("[nanollama] loading {}", source.name()));
            source
        }
    };
    let source = personality::templated(source, &generation.personality.gamma, &global.runs)?;
    let options = Options {
        threads: global.threads.into(),
        context: generation.context,
        sequences: texts.min(MOST_TEXTS),
        cache: generation.cache.types(),
        drafting: generation.draft.drafting(),
    };
    let mut engine = device::engine(&source, &options, global, printer)?;
    printer.line(format_args!("[nanollama] ready — {}", shape(engine.config())));
    let added = personality::add_to_all(&mut engine, &source, &generation.personality, &global.runs, printer)?;
    if let Some(line) = cache(&engine) {
        printer.line(format_args!("[nanollama] {line}"));
    }
    Ok((engine, added))
}

/// How earlier tokens are kept, where that was chosen: `cache of keys f16, values q8_0: 36.1 MiB`.
pub(crate) fn cache(engine: &Engine) -> Option<String> {
    let (types, bytes) = engine.cache();
    let said = || format!("cache of keys {}, values {}: {}", types.key, types.value, print::bytes(bytes as u64));
    (types != DType::F32.into()).then(said)
}

/// Texts whose whole context the cache has room for; further ones wait or are computed again.
const MOST_TEXTS: usize = 8;

/// The settings as they were typed, and the defaults of the terminal.
///
/// # Errors
/// For one that is out of its range.
pub(crate) fn sampling(args: &GenerationArgs) -> anyhow::Result<Sampling> {
    let clock = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as u64);
    let penalty = args.repetition_penalty;
    let sampling = Sampling {
        temperature: args.temp,
        top_k: args.top_k,
        top_p: args.top_p,
        min_p: args.min_p,
        repetition_penalty: penalty.unwrap_or(Defaults::TERMINAL.repetition_penalty_at(args.temp)),
        presence_penalty: args.presence_penalty,
        frequency_penalty: args.frequency_penalty,
        repetition_window: args.rep_window,
        logit_bias: args.logit_bias.clone(),
        order: args.order,
        seed: args.seed.unwrap_or_else(clock),
        max_tokens: args.max_tokens,
        stop: args.stop.clone(),
    };
    sampling.validate()?;
    Ok(sampling)
}

/// `46M params, 12 layers, 384 dim`.
pub(crate) fn shape(config: &Config) -> String {
    format!("{} params, {} layers, {} dim", rounded(config.parameter_count()), config.layers, config.dim)
}

/// A count as models are called by it: `260K`, `46M`, `1.1B`.
fn rounded(count: u64) -> String {
    let unit = |size: f64, letter: &str| {
        let units = count as f64 / size;
        if units < 9.95 { format!("{units:.1}{letter}") } else { format!("{units:.0}{letter}") }
    };
    match count {
        999_500_000.. => unit(1e9, "B"),
        999_500.. => unit(1e6, "M"),
        1000.. => unit(1e3, "K"),
        _ => count.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_rounded_as_models_are_called() {
        for (count, said) in [
            (12, "12"),
            (260_032, "260K"),
            (999_499, "999K"),
            (999_500, "1.0M"),
            (45_789_312, "46M"),
            (1_100_048_384, "1.1B"),
            (7_000_000_000, "7.0B"),
            (12_000_000_000, "12B"),
        ] {
            assert_eq!(rounded(count), said);
        }
    }
}
