//! Flags of nanollama's and nanochat's documents and scripts, by the verb of ours that does what the script did.

use super::outcome::Outcome::{self, Alias, Except, Instead, Missing, Only, Same, Unless};
use crate::args::train::{FROM_MODEL, TRAINING};

/// A flag of the documents, as it is typed after one of `verbs`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flag {
    pub(super) verbs: &'static [&'static str],
    pub(super) old: &'static str,
    pub(super) outcome: Outcome,
}

const fn flag(verbs: &'static [&'static str], old: &'static str, outcome: Outcome) -> Flag {
    Flag { verbs, old, outcome }
}

const PRETRAIN: &[&str] = &["pretrain", "plan"];
const SFT: &[&str] = &["sft"];
const TALK: &[&str] = &["run", "chat"];
const RUN: &[&str] = &["run"];
const CHAT: &[&str] = &["chat"];
const EXPORT: &[&str] = &["export"];
const TOKENIZER: &[&str] = &["tokenizer train"];
const PREPARE: &[&str] = &["data prepare"];
const TRAIN_TEXTS: &[&str] = &["tokenizer train", "data prepare"];
const BENCH: &[&str] = &["bench generate"];

const NO_WANDB: &str = "nothing is sent to Weights & Biases; every step is a line of runs/NAME/metrics.jsonl";
const NO_EVALUATION: &str = "there are no benchmarks; validation bits per byte are measured every --eval-every steps";
const NO_PERSONALITY: &str = "there are no personality vectors; `nanollama sft` teaches a manner by conversations";
const NO_DOWNLOAD: &str = "nothing is downloaded; give files of your own (.txt .md .jsonl .parquet)";
const NO_MIXTURE: &str = "texts are not mixed by ratio; `nanollama data prepare` takes any number of files";
const NO_SERVER: &str = "there is no server and no web page; `nanollama chat -m MODEL` talks in the terminal";
const NO_ADAPTERS: &str = "there are no adapters; all weights are fine-tuned";
const CPU_ONLY: &str = "this build computes on the CPU";
const ONE_PROCESS: &str = "training is one process, on all cores; --threads N says how many";
const FIXED_ARCHITECTURE: &str = "the model is a plain Llama, as llama.cpp and transformers compute it";
const EXPORT_APART: &str = "a command of its own writes the file: `nanollama export NAME --out FILE.gguf --dtype f16`";
const RATES: &str = "each kind of weight has its rate: --matrix-lr, --embedding-lr and --head-lr";
const WARMUP: &str = "give steps: --warmup-steps N";
const STEP_OF_A_RUN: &str = "a step is part of the model's name: NAME@STEP";
const VOCABULARY: &str = "the vocabulary is the tokenizer's: `nanollama tokenizer train --vocab-size N`";

/// Every row. Where a verb has two for one flag, the first counts.
pub(super) const FLAGS: &[Flag] = &[
    // The shape of the model.
    flag(PRETRAIN, "depth", Same),
    flag(PRETRAIN, "model-size", Alias("model")),
    flag(PRETRAIN, "name", Instead("--model SIZE says how large the model is, --run NAME what it is called")),
    flag(PRETRAIN, "max-seq-len", Same),
    flag(PRETRAIN, "vocab-size", Instead(VOCABULARY)),
    flag(PRETRAIN, "aspect-ratio", Instead("give the width itself: --layers N --dim N")),
    flag(PRETRAIN, "head-dim", Instead("it is the width over the number of heads: --dim N --heads N")),
    flag(PRETRAIN, "window-pattern", Only(&["L", "l"], "every layer attends to the whole context")),
    flag(PRETRAIN, "use-qk-norm", Missing(FIXED_ARCHITECTURE)),
    flag(PRETRAIN, "use-post-emb-norm", Missing(FIXED_ARCHITECTURE)),
    flag(PRETRAIN, "use-resformer", Missing(FIXED_ARCHITECTURE)),
    flag(PRETRAIN, "softcap", Only(&["0", "0.0"], FIXED_ARCHITECTURE)),
    // How long, and how much at once.
    flag(TRAINING, "num-iterations", Unless("-1", "steps")),
    flag(TRAINING, "total-batch-size", Unless("-1", "batch-tokens")),
    flag(TRAINING, "device-batch-size", Same),
    flag(PRETRAIN, "steps", Same),
    flag(
        PRETRAIN,
        "target-param-data-ratio",
        Instead("it is the setting `ratio` of a recipe: `ratio = 12` in a --recipe file, or NANOLLAMA_RATIO=12"),
    ),
    flag(
        PRETRAIN,
        "target-flops",
        Missing("a run's length is given in --steps, or follows from the model and the text"),
    ),
    flag(
        PRETRAIN,
        "tokens",
        Instead(
            "it is the setting `tokens` of a recipe: `tokens = 1000000` in a --recipe file, or NANOLLAMA_TOKENS=1000000",
        ),
    ),
    flag(PRETRAIN, "dtype", Only(&["float32", "f32"], "training computes in f32")),
    flag(PRETRAIN, "fp8", Missing("training computes in f32")),
    flag(PRETRAIN, "fp8-recipe", Missing("training computes in f32")),
    // Rates.
    flag(TRAINING, "lr", Instead(RATES)),
    flag(TRAINING, "matrix-lr", Same),
    flag(TRAINING, "embedding-lr", Same),
    flag(TRAINING, "unembedding-lr", Same),
    flag(TRAINING, "scalar-lr", Missing("this model has no scalars that learn at a rate of their own")),
    flag(TRAINING, "weight-decay", Same),
    flag(TRAINING, "grad-clip", Alias("gradient-clip")),
    flag(TRAINING, "warmup-steps", Same),
    flag(TRAINING, "warmup-iters", Same),
    flag(TRAINING, "warmup-ratio", Instead(WARMUP)),
    flag(TRAINING, "warmdown-ratio", Same),
    flag(TRAINING, "final-lr-frac", Alias("final-lr-fraction")),
    flag(PRETRAIN, "init-lr-frac", Missing("a fresh model has no earlier rates to take a share of")),
    flag(TRAINING, "optimizer", Only(&["muon"], "matrices learn by Muon, everything else by AdamW")),
    // When to look, show and save.
    flag(TRAINING, "eval-every", Except("-1", "0 validates at the end only: --eval-every 0")),
    flag(TRAINING, "eval-tokens", Same),
    flag(TRAINING, "eval-steps", Instead("give tokens: --eval-tokens N")),
    flag(TRAINING, "sample-every", Except("-1", "0 shows none: --sample-every 0")),
    flag(TRAINING, "save-every", Except("-1", "0 saves at the end only: --save-every 0")),
    flag(TRAINING, "core-metric-every", Only(&["-1"], NO_EVALUATION)),
    flag(TRAINING, "core-metric-max-per-task", Missing(NO_EVALUATION)),
    flag(TRAINING, "log-every", Missing("every step is a line of runs/NAME/metrics.jsonl")),
    flag(TRAINING, "wandb", Missing(NO_WANDB)),
    flag(TRAINING, "seed", Same),
    flag(TRAINING, "base-dir", Instead("runs lie in --runs DIR")),
    // The run and its data.
    flag(
        PRETRAIN,
        "run",
        Except("dummy", "--run names the run's folder here, and no log is sent anywhere: leave it out, or give a name"),
    ),
    flag(PRETRAIN, "model-tag", Alias("run")),
    flag(PRETRAIN, "tag", Alias("run")),
    flag(PRETRAIN, "resume", Except("latest", "it goes on from the newest checkpoint: --resume, without a value")),
    flag(PRETRAIN, "resume-from-step", Only(&["-1"], "--resume goes on from the newest checkpoint, not from another")),
    flag(PRETRAIN, "data-dir", Alias("data")),
    flag(
        PRETRAIN,
        "corpus",
        Instead(
            "prepare the text, then name the folder: `nanollama data prepare FILE --tokenizer DIR --out DIR`, --data DIR",
        ),
    ),
    flag(PRETRAIN, "samples", Missing(NO_DOWNLOAD)),
    flag(PRETRAIN, "base-only", Instead("leave it out: pretraining makes the base model and nothing else")),
    flag(PRETRAIN, "no-gguf", Instead(EXPORT_APART)),
    flag(PRETRAIN, "gguf-dtype", Instead(EXPORT_APART)),
    flag(PRETRAIN, "no-gamma", Missing(NO_PERSONALITY)),
    flag(PRETRAIN, "personality-only", Missing(NO_PERSONALITY)),
    flag(
        PRETRAIN,
        "ratio",
        Instead("tokens for each parameter are the setting `ratio` of a --recipe file; personalities are not mixed in"),
    ),
    flag(PRETRAIN, "personality", Missing(NO_PERSONALITY)),
    flag(PRETRAIN, "personality-dir", Missing(NO_PERSONALITY)),
    flag(PRETRAIN, "personality-ratio", Only(&["0", "0.0"], NO_PERSONALITY)),
    // The machine.
    flag(TRAINING, "device-type", Only(&["cpu", ""], CPU_ONLY)),
    flag(TRAINING, "nproc-per-node", Only(&["1"], ONE_PROCESS)),
    flag(TRAINING, "standalone", Missing(ONE_PROCESS)),
    flag(TRAINING, "num-gpus", Missing(CPU_ONLY)),
    // Starting from a model.
    flag(
        FROM_MODEL,
        "run",
        Except("dummy", "--run names the base model here, and no log is sent anywhere: --run MODEL"),
    ),
    flag(FROM_MODEL, "max-seq-len", Same),
    flag(FROM_MODEL, "model-tag", Alias("run")),
    flag(FROM_MODEL, "base-checkpoint", Alias("run")),
    flag(FROM_MODEL, "model-step", Instead(STEP_OF_A_RUN)),
    flag(FROM_MODEL, "step", Instead(STEP_OF_A_RUN)),
    flag(FROM_MODEL, "source", Instead("name the base model itself: --run MODEL")),
    flag(FROM_MODEL, "num-epochs", Alias("epochs")),
    flag(FROM_MODEL, "epochs", Same),
    flag(FROM_MODEL, "init-lr-frac", Alias("lr-fraction")),
    flag(FROM_MODEL, "load-optimizer", Only(&["0"], "it begins with a fresh optimiser")),
    flag(FROM_MODEL, "batch-size", Instead("a step is so many tokens: --batch-tokens N")),
    flag(FROM_MODEL, "data", Same),
    flag(FROM_MODEL, "output-dir", Instead("the result is a run: --out-run NAME, in the folder --runs DIR")),
    flag(FROM_MODEL, "vocab-size", Instead("the vocabulary is the base model's; leave it out")),
    flag(FROM_MODEL, "dtype", Only(&["float32", "f32"], "training computes in f32")),
    flag(FROM_MODEL, "dry-run", Except("0", "leave it out")),
    // Fine-tuning.
    flag(SFT, "target-examples-per-step", Instead("a step is so many tokens: --batch-tokens N")),
    flag(SFT, "chatcore-every", Only(&["-1"], NO_EVALUATION)),
    flag(SFT, "chatcore-max-cat", Missing(NO_EVALUATION)),
    flag(SFT, "chatcore-max-sample", Missing(NO_EVALUATION)),
    flag(SFT, "eval-metrics-every", Only(&["-1"], NO_EVALUATION)),
    flag(SFT, "eval-metrics-max-problems", Missing(NO_EVALUATION)),
    flag(SFT, "mmlu-epochs", Missing("it learns the conversations of --data FILE and no others")),
    flag(SFT, "gsm8k-epochs", Missing("it learns the conversations of --data FILE and no others")),
    flag(SFT, "rank", Missing(NO_ADAPTERS)),
    flag(SFT, "alpha", Missing(NO_ADAPTERS)),
    flag(SFT, "targets", Missing(NO_ADAPTERS)),
    flag(SFT, "voice", Alias("out-run")),
    // To run a model and to talk with it.
    flag(TALK, "model", Same),
    flag(TALK, "prompt", Same),
    flag(TALK, "-p", Same),
    flag(TALK, "-m", Same),
    flag(TALK, "max-tokens", Same),
    flag(TALK, "max-new-tokens", Alias("max-tokens")),
    flag(TALK, "temp", Same),
    flag(TALK, "temperature", Same),
    flag(TALK, "-t", Same),
    flag(TALK, "top-p", Same),
    flag(TALK, "top-k", Same),
    flag(TALK, "-k", Same),
    flag(TALK, "rep-penalty", Same),
    flag(TALK, "rep-window", Only(&["64"], "the penalty looks at the last 64 tokens")),
    flag(TALK, "gamma", Missing(NO_PERSONALITY)),
    flag(RUN, "interactive", Instead("`nanollama chat -m MODEL` talks with a model")),
    flag(CHAT, "interactive", Only(&[""], "it takes no value")),
    flag(TALK, "serve", Missing(NO_SERVER)),
    flag(TALK, "port", Missing(NO_SERVER)),
    flag(TALK, "host", Missing(NO_SERVER)),
    flag(TALK, "list-tensors", Missing("`nanollama doctor` shows the machine; a model's tensors are not listed")),
    flag(TALK, "-i", Instead("name the model itself: -m MODEL")),
    flag(TALK, "source", Instead("name the model itself: -m MODEL")),
    flag(TALK, "-g", Instead("name the run: -m NAME")),
    flag(TALK, "model-tag", Alias("model")),
    flag(TALK, "step", Instead(STEP_OF_A_RUN)),
    flag(TALK, "num-gpus", Missing(CPU_ONLY)),
    flag(TALK, "device-type", Only(&["cpu", ""], CPU_ONLY)),
    flag(TALK, "dtype", Missing("a model computes in the number format of its file")),
    // Files.
    flag(EXPORT, "checkpoint", Instead("the model is the first word: `nanollama export NAME@STEP --out FILE.gguf`")),
    flag(EXPORT, "output", Alias("out")),
    flag(EXPORT, "tokenizer", Same),
    flag(EXPORT, "dtype", Same),
    // Tokenizers and data.
    flag(TOKENIZER, "vocab-size", Same),
    flag(
        TOKENIZER,
        "tier",
        Instead("give the size: --vocab-size 32000, 48000 for tier 1, 64000 for tier 2, 96000 for tier 3"),
    ),
    flag(TOKENIZER, "max-chars", Instead("the limit is in bytes: --max-bytes N")),
    flag(TOKENIZER, "doc-cap", Missing("documents are read whole")),
    flag(TOKENIZER, "languages", Missing(NO_DOWNLOAD)),
    flag(TOKENIZER, "samples-per-lang", Missing(NO_DOWNLOAD)),
    flag(TOKENIZER, "fineweb-english", Missing(NO_DOWNLOAD)),
    flag(TOKENIZER, "no-fineweb-english", Missing(NO_DOWNLOAD)),
    flag(
        TOKENIZER,
        "verify-only",
        Missing("`nanollama tokenizer encode` and `nanollama tokenizer decode` show what a tokenizer does"),
    ),
    flag(TOKENIZER, "keep-text", Missing(NO_DOWNLOAD)),
    flag(TRAIN_TEXTS, "output-dir", Alias("out")),
    flag(
        PREPARE,
        "input",
        Instead("files stand without a flag: `nanollama data prepare FILE --tokenizer DIR --out DIR`"),
    ),
    flag(PREPARE, "tokenizer-dir", Alias("tokenizer")),
    flag(PREPARE, "shard-size", Alias("shard-tokens")),
    flag(PREPARE, "separator", Same),
    flag(PREPARE, "vocab-size", Instead(VOCABULARY)),
    flag(PREPARE, "format", Only(&["auto"], "a file's ending says how it is read")),
    flag(PREPARE, "samples", Missing(NO_DOWNLOAD)),
    flag(PREPARE, "num-samples", Missing(NO_DOWNLOAD)),
    flag(PREPARE, "tokenizer-train-samples", Missing(NO_DOWNLOAD)),
    flag(PREPARE, "num-files", Missing(NO_DOWNLOAD)),
    flag(PREPARE, "-n", Missing(NO_DOWNLOAD)),
    flag(PREPARE, "num-workers", Instead("it uses all cores: --threads N says how many")),
    flag(PREPARE, "-w", Instead("it uses all cores: --threads N says how many")),
    flag(PREPARE, "preset", Missing(NO_DOWNLOAD)),
    flag(PREPARE, "components", Missing(NO_DOWNLOAD)),
    flag(PREPARE, "ratios", Missing(NO_MIXTURE)),
    flag(PREPARE, "total-tokens", Missing(NO_DOWNLOAD)),
    flag(PREPARE, "target-tokens", Missing(NO_DOWNLOAD)),
    // Measuring.
    flag(BENCH, "prompt-tokens", Alias("prefill")),
    flag(BENCH, "decode-tokens", Alias("decode")),
    flag(BENCH, "batch-sizes", Only(&["1"], "one sequence is measured")),
    flag(BENCH, "source", Instead("name the model itself: -m MODEL")),
    flag(BENCH, "-i", Instead("name the model itself: -m MODEL")),
];

/// Flags of nanollama's own runtime, which has no verbs: `nanollama --model m.gguf --prompt …`. What is typed with them
/// becomes `run` or `chat`; a row here only says which words begin such a line.
pub(super) const RUNTIME: &[&str] = &[
    "model",
    "gamma",
    "prompt",
    "max-tokens",
    "temp",
    "top-p",
    "top-k",
    "rep-penalty",
    "rep-window",
    "interactive",
    "serve",
    "port",
    "list-tensors",
];
