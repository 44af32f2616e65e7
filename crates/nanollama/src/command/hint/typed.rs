//! How what a hint names is typed: flags, settings, paths.

use std::path::Path;

use crate::args::has_flag;

/// What makes the command at hand take less memory; where nothing typed does, what does.
pub(super) fn out_of_memory(verb: &str) -> String {
    let flags = match verb {
        "bench train" => "--model, --batch or --context",
        "bench generate" => "--prefill",
        "run" | "chat" | "perplexity" => "--context",
        "serve" => "--context or --parallel",
        _ if shapes(verb) => "--model, --context or --device-batch-size",
        _ if has_flag(verb, "device-batch-size") => "--context or --device-batch-size",
        _ => return "end other programs that hold memory and run the same command again".into(),
    };
    format!("choose a smaller {flags}")
}

/// Whether the command says how large the model is.
pub(super) fn shapes(verb: &str) -> bool {
    has_flag(verb, "layers")
}

/// The flag that names the run to be made.
pub(super) fn run_flag(verb: &str) -> &'static str {
    match verb {
        "quickstart" => "--out",
        _ if has_flag(verb, "out-run") => "--out-run",
        _ => "--run",
    }
}

/// How a setting of a recipe is typed: its flag, where the command has one.
pub(super) fn setting(field: &str, verb: &str) -> String {
    let flag = match field {
        // nanochat's names, which say more than a recipe's.
        "ratio" => "target-param-data-ratio".to_owned(),
        "flops" => "target-flops".to_owned(),
        "decay" => "schedule".to_owned(),
        "keep" => "keep-last".to_owned(),
        "lora_rank" | "lora_alpha" | "lora_targets" => field.trim_start_matches("lora_").to_owned(),
        "use_rslora" => "rslora".to_owned(),
        _ => dashed(field),
    };
    match (has_flag(verb, &flag), has_flag(verb, "recipe")) {
        (true, _) => format!("--{flag}"),
        (false, true) => format!("`{field}` in a --recipe file"),
        (false, false) => format!("the variable NANOLLAMA_{}", field.to_uppercase()),
    }
}

/// A flag with each of its possible values.
pub(super) fn each(flag: &str, values: &[usize]) -> String {
    values.iter().map(|value| format!("{flag} {value}")).collect::<Vec<_>>().join(" or ")
}

/// A path as one word of a command.
pub(super) fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+@:,".contains(c);
    if path.chars().all(plain) { path } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

pub(super) fn dashed(field: &str) -> String {
    field.replace('_', "-")
}
