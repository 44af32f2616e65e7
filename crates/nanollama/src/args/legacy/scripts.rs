//! Scripts of nanollama's and nanochat's documents, typed where a verb stands.

/// A script, without folders, `.py` and `.sh`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Script {
    pub(super) old: &'static str,
    /// Whether a command of ours does what it did.
    pub(super) is_here: bool,
    /// What to type instead, or what there is.
    pub(super) text: &'static str,
}

const fn here(old: &'static str, text: &'static str) -> Script {
    Script { old, is_here: true, text }
}

const fn missing(old: &'static str, text: &'static str) -> Script {
    Script { old, is_here: false, text }
}

const PRETRAIN: &str = "`nanollama pretrain --model nano --data DIR --run NAME`";
const PIPELINE: &str =
    "`nanollama tokenizer train`, `nanollama data prepare` and `nanollama pretrain`, one after the other";
const NO_EVALUATION: &str = "there are no benchmarks; training measures validation bits per byte";
const NO_DOWNLOAD: &str =
    "nothing is downloaded; `nanollama data prepare FILES --tokenizer DIR --out DIR` takes files of your own";
const NO_PERSONALITY: &str = "there are no personality vectors; `nanollama sft` teaches a manner by conversations";
const NO_HUB: &str =
    "nothing is sent or fetched; `nanollama export NAME --out DIR --format hf` writes the folder to share";
const NO_SETUP: &str = "there is nothing to set up: one program, no Python; `nanollama doctor` shows this machine";

/// Every row.
pub(super) const SCRIPTS: &[Script] = &[
    here("base_train", PRETRAIN),
    here(
        "mid_train",
        "`nanollama midtrain --run MODEL --data DIR --out-run NAME`, on prepared text; `nanollama sft` learns conversations",
    ),
    here("chat_sft", "`nanollama sft --run MODEL --data FILE --out-run NAME`"),
    here("chat_cli", "`nanollama chat -m NAME`"),
    here("tok_train", "`nanollama tokenizer train --input FILES --out DIR`"),
    here("train_tokenizer", "`nanollama tokenizer train --input FILES --out DIR`"),
    here("export_gguf", "`nanollama export NAME --out FILE.gguf --dtype f16`"),
    here("quantize_gguf", "`nanollama export FILE.gguf --out SMALLER.gguf --dtype q8_0`"),
    here("llama-quantize", "`nanollama export FILE.gguf --out SMALLER.gguf --dtype q8_0`"),
    here("llama-cli", "`nanollama run -m FILE.gguf -p TEXT`"),
    here("infer_bench", "`nanollama bench generate -m NAME --json`"),
    here("runcpu", "`nanollama quickstart`, or for text of your own `nanollama pretrain --depth 4 --data DIR`"),
    here("lambda_train", PIPELINE),
    here("train_pipeline", PIPELINE),
    here("train", PRETRAIN),
    here("train_nano", PRETRAIN),
    here("train_micro", PRETRAIN),
    here("train_mini", PRETRAIN),
    here("train_small", PRETRAIN),
    here("train_goldie", PRETRAIN),
    here("train_medium", PRETRAIN),
    here("train_large", PRETRAIN),
    here("train_big", PRETRAIN),
    here("gen_synthetic_data", "`nanollama data world --conversations --out FILE.jsonl`"),
    here("miniseries", "`nanollama plan --depth N --data DIR` prices a depth, `nanollama pretrain` trains it"),
    here("scaling_laws", "`nanollama plan --depth N --data DIR` prices a depth, `nanollama pretrain` trains it"),
    missing("chat_rl", "there is no reinforcement learning; `nanollama sft` learns from conversations"),
    missing("base_eval", NO_EVALUATION),
    missing("base_loss", NO_EVALUATION),
    missing("core_eval", NO_EVALUATION),
    missing("chat_eval", NO_EVALUATION),
    missing("compare_models", NO_EVALUATION),
    missing("tok_eval", "tokenizers are not compared; `nanollama data prepare` prints the bytes in a token"),
    missing("chat_web", "there is no server and no web page; `nanollama chat -m NAME` talks in the terminal"),
    missing("report", "there is no report card; `nanollama list` shows the runs, runs/NAME/metrics.jsonl every step"),
    missing("dataset", NO_DOWNLOAD),
    missing("prepare_fineweb", NO_DOWNLOAD),
    missing("prepare_multi_corpus", NO_DOWNLOAD),
    missing("fast_tokenize", NO_DOWNLOAD),
    missing("prepare_personality", NO_PERSONALITY),
    missing("extract_gamma", NO_PERSONALITY),
    missing("inject_gamma", NO_PERSONALITY),
    missing("train_wtforacle", NO_PERSONALITY),
    missing("repackage_data_reference", NO_DOWNLOAD),
    missing("scaling_analysis", "runs are not compared; `nanollama list --json` gives their results as data"),
    missing("speedrun_amd", "no data is downloaded; `nanollama quickstart` goes the whole way on built-in data"),
    missing("push_to_hf", NO_HUB),
    missing("pull_from_hf", NO_HUB),
    missing("speedrun", "no data is downloaded; `nanollama quickstart` goes the whole way on built-in data"),
    missing("run1000", "no data is downloaded; `nanollama quickstart` goes the whole way on built-in data"),
    missing("lambda_setup", NO_SETUP),
    missing("runpod_onstart", NO_SETUP),
];

/// Programs that start a script: what they start is looked up.
pub(super) const LAUNCHERS: &[&str] = &["python", "python3", "torchrun", "bash", "sh", "uv"];
