//! Flags of nanollama's and nanochat's documents and scripts, by the verb of ours that does what the script did.

use super::facts::{F32_ONLY, NO_EVALUATION};
use super::outcome::Outcome::{self, Alias, Except, Instead, Missing, Only, Same, Unless};
use crate::args::stage::{FROM_MODEL, TRAINING};

/// Flags of the documents, as they are typed after one of `verbs`, that all have one outcome.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) verbs: &'static [&'static str],
    pub(super) old: &'static [&'static str],
    pub(super) outcome: Outcome,
}

const fn row(verbs: &'static [&'static str], old: &'static [&'static str], outcome: Outcome) -> Row {
    Row { verbs, old, outcome }
}

/// The row of a flag after a verb; the first, where there are two.
pub(super) fn find(verb: &str, flag: &str) -> Option<&'static Row> {
    FLAGS.iter().find(|row| row.old.contains(&flag) && row.verbs.contains(&verb))
}

/// Whether a word of one dash and several letters is a flag of some row, not letters of clap's one behind the other.
pub(super) fn is_short(word: &str) -> bool {
    word.len() > 2
        && word.starts_with('-')
        && !word.starts_with("--")
        && FLAGS.iter().any(|row| row.old.contains(&word))
}

/// Whether a flag is known after `run` or `chat`: nanollama's own runtime has no verbs (`nanollama --model m.gguf
/// --prompt …`), and a line that begins with such a flag becomes one of these.
pub(super) fn begins_talk(flag: &str) -> bool {
    TALK.iter().any(|verb| find(verb, flag).is_some())
}

const PULL: &[&str] = &["pull"];
const PUSH: &[&str] = &["push"];
const HUB: &[&str] = &["pull", "push"];
const PRETRAIN: &[&str] = &["pretrain", "plan"];
const SFT: &[&str] = &["sft"];
/// What trains and is not graded by CORE meanwhile.
const UNGRADED: &[&str] = &["plan", "midtrain", "sft", "dpo", "rl"];
const RL: &[&str] = &["rl"];
const TALK: &[&str] = &["run", "chat"];
const RUN: &[&str] = &["run"];
const CHAT: &[&str] = &["chat"];
const EXPORT: &[&str] = &["export"];
const TOKENIZER: &[&str] = &["tokenizer train"];
const PREPARE: &[&str] = &["data prepare"];
const TRAIN_TEXTS: &[&str] = &["tokenizer train", "data prepare"];
const BENCH: &[&str] = &["bench generate"];
const EVAL: &[&str] = &["eval"];
const SAMPLED_FROM: &str = "answers are sampled from the 50 likeliest tokens";

const TWO_RATIOS: &str =
    "tokens for each parameter are --target-param-data-ratio N, a personality's share is --personality-ratio R";
const PIPELINE: &[&str] = &["pipeline"];
const PLAN_OF_A_PERSONALITY: &str =
    "`nanollama pretrain --data DIR --personality DIR --run NAME --dry-run` tells what a personality costs";

/// What opens a model to compute with it.
const MODELS: &[&str] = &["run", "chat", "serve", "perplexity", "eval", "bench generate"];

const OWN_FILES: &str =
    "a tokenizer is learned from files; `nanollama pipeline --name SIZE` learns one from texts of the Hub";
const OWN_MIXTURE: &str =
    "a mixture of your own is a list: --sources FILE --preset NAME, as `nanollama data list` shows them";
const FETCHED_FIRST: &str = "texts of the Hub are prepared first, then named with --data DIR: `nanollama data prepare --preset fineweb-edu --samples N --tokenizer DIR --out DIR`";
const ADAPTERS: &str = "all weights learn here; an adapter: `nanollama lora --run MODEL --data FILE --out-run NAME`";
const ONE_DEVICE: &str = "a model runs on the cores, or on one GPU: --device cuda";
const ONE_GPU: &str = "one GPU trains; --device cuda:N says which";
const ONE_MACHINE: &str =
    "it trains on one machine: --nproc N starts N processes there, --threads N says how many cores each has";
const EXPORT_APART: &str = "a command of its own writes the file: `nanollama export NAME --out FILE.gguf --dtype f16`";
const WARMUP: &str = "give steps: --warmup-steps N";
const STEP_OF_A_RUN: &str = "a step is part of the model's name: NAME@STEP";
const FORM_OF_A_REQUEST: &str =
    "a request says what its answer has to look like: `response_format`, `grammar` or `json_schema`";
const EXTRACT: &str = "models stand without flags, the base first: `nanollama gamma extract BASE OTHER --out FILE`";
const INJECT: &str = "they stand without flags, the base first: `nanollama gamma inject BASE FILE --out OUT.gguf`";
const VOCABULARY: &str = "the vocabulary is the tokenizer's: `nanollama tokenizer train --vocab-size N`";

/// Every row.
pub(super) const FLAGS: &[Row] = &[
    // The Hub, as nanochat's fork spelled it.
    row(PULL, &["repo-path"], Alias("only")),
    row(PULL, &["target-tag"], Alias("run")),
    row(PULL, &["dest-dir"], Alias("out")),
    row(PULL, &["repo-id"], Instead("the repository stands without a flag: `nanollama pull USER/REPO`")),
    row(PUSH, &["repo-id"], Alias("repo")),
    row(PUSH, &["commit-message"], Alias("message")),
    row(
        PUSH,
        &["model-tag", "model-dir"],
        Instead("what is sent stands without a flag: `nanollama push NAME --repo USER/REPO`"),
    ),
    row(PUSH, &["path-in-repo"], Instead("a model stands at the top of the repository and its run below run/NAME/")),
    row(PUSH, &["public"], Instead("a repository is made for everybody to see unless --private is given")),
    row(PUSH, &["branch"], Instead("what is sent goes to main")),
    row(HUB, &["stage"], Only(&["base", "mid", "sft", "rl"], "a run knows its stage, and is found by its name")),
    row(HUB, &["repo-type"], Only(&["model"], "a repository of data is named with --dataset")),
    row(
        HUB,
        &["token"],
        Instead("HF_TOKEN holds it, or the file that HF_TOKEN_PATH names, so that it stands in no history of commands"),
    ),
    row(HUB, &["base-dir"], Instead("runs lie in --runs DIR")),
    // The shape of the model.
    row(PRETRAIN, &["depth", "max-seq-len", "softcap", "window-pattern"], Same),
    row(PRETRAIN, &["use-qk-norm", "use-post-emb-norm", "use-resformer"], Same),
    row(PRETRAIN, &["model-size"], Alias("model")),
    row(&["pretrain"], &["name"], Instead("--model SIZE says how large the model is, --run NAME what it is called")),
    row(&["pretrain"], &["vocab-size"], Instead(VOCABULARY)),
    row(PRETRAIN, &["aspect-ratio"], Instead("give the width itself: --layers N --dim N")),
    row(PRETRAIN, &["head-dim"], Instead("it is the width over the number of heads: --dim N --heads N")),
    // How long, and how much at once.
    row(TRAINING, &["num-iterations"], Unless("-1", "steps")),
    row(TRAINING, &["total-batch-size"], Unless("-1", "batch-tokens")),
    row(TRAINING, &["device-batch-size"], Same),
    row(PRETRAIN, &["steps"], Same),
    row(PRETRAIN, &["target-param-data-ratio"], Unless("-1", "target-param-data-ratio")),
    row(PRETRAIN, &["target-flops"], Unless("-1", "target-flops")),
    row(PRETRAIN, &["tokens"], Same),
    row(PRETRAIN, &["dtype"], Only(&["float32", "f32"], F32_ONLY)),
    row(PRETRAIN, &["fp8", "fp8-recipe"], Missing(F32_ONLY)),
    // Rates.
    row(
        TRAINING,
        &[
            "lr",
            "matrix-lr",
            "embedding-lr",
            "unembedding-lr",
            "weight-decay",
            "warmup-steps",
            "warmup-iters",
            "warmdown-ratio",
        ],
        Same,
    ),
    row(
        TRAINING,
        &["scalar-lr"],
        Missing("the factors of the residual stream move with --matrix-lr, at 25 times it and a quarter of it"),
    ),
    row(TRAINING, &["grad-clip"], Alias("gradient-clip")),
    row(TRAINING, &["warmup-ratio"], Instead(WARMUP)),
    row(TRAINING, &["final-lr-frac"], Alias("final-lr-fraction")),
    row(PRETRAIN, &["init-lr-frac"], Missing("a fresh model has no earlier rates to take a share of")),
    row(TRAINING, &["optimizer"], Only(&["muon"], "matrices learn by Muon, everything else by AdamW")),
    // When to look, show and save.
    row(TRAINING, &["eval-every"], Except("-1", "0 validates at the end only: --eval-every 0")),
    row(TRAINING, &["eval-tokens", "seed"], Same),
    row(TRAINING, &["eval-steps"], Instead("give tokens: --eval-tokens N")),
    row(TRAINING, &["sample-every"], Except("-1", "0 shows none: --sample-every 0")),
    row(TRAINING, &["save-every"], Except("-1", "0 saves at the end only: --save-every 0")),
    row(&["pretrain"], &["core-metric-every", "core-metric-max-per-task"], Same),
    row(UNGRADED, &["core-metric-every"], Only(&["-1"], NO_EVALUATION)),
    row(UNGRADED, &["core-metric-max-per-task"], Missing(NO_EVALUATION)),
    row(TRAINING, &["log-every"], Missing("every step is a line of runs/NAME/metrics.jsonl")),
    row(&["pretrain", "midtrain", "sft"], &["wandb"], Same),
    row(TRAINING, &["base-dir"], Instead("runs lie in --runs DIR")),
    // The run and its data.
    row(
        &["pretrain"],
        &["run"],
        Except(
            "dummy",
            "--run names the run's folder here, and nothing is sent anywhere without --wandb: leave it out, or give a name",
        ),
    ),
    row(&["pretrain"], &["model-tag", "tag"], Alias("run")),
    row(
        &["pretrain"],
        &["resume"],
        Except("latest", "it goes on from the newest checkpoint: --resume, without a value"),
    ),
    row(
        &["pretrain"],
        &["resume-from-step"],
        Only(&["-1"], "--resume goes on from the newest checkpoint, not from another"),
    ),
    row(PRETRAIN, &["data-dir"], Alias("data")),
    row(
        PRETRAIN,
        &["corpus"],
        Instead(
            "prepare the text, then name the folder: `nanollama data prepare FILE --tokenizer DIR --out DIR`, --data DIR",
        ),
    ),
    row(PRETRAIN, &["samples", "preset"], Instead(FETCHED_FIRST)),
    row(PRETRAIN, &["base-only"], Instead("leave it out: pretraining makes the base model and nothing else")),
    row(PRETRAIN, &["no-gguf", "gguf-dtype"], Instead(EXPORT_APART)),
    row(PRETRAIN, &["no-gamma", "personality-only"], Instead("leave it out: pretraining makes one model")),
    row(&["pretrain"], &["personality", "personality-dir"], Same),
    row(&["plan"], &["personality", "personality-dir", "personality-ratio"], Instead(PLAN_OF_A_PERSONALITY)),
    row(&["pretrain"], &["ratio"], Instead(TWO_RATIOS)),
    row(&["plan"], &["ratio"], Instead("tokens for each parameter are --target-param-data-ratio N")),
    row(&["pretrain"], &["personality-ratio"], Only(&["0", "0.0"], "a personality is mixed in with --personality DIR")),
    // The machine.
    row(TRAINING, &["device-type"], Unless("", "device")),
    row(TRAINING, &["nproc-per-node"], Alias("nproc")),
    row(TRAINING, &["standalone", "nnodes"], Missing(ONE_MACHINE)),
    row(TRAINING, &["num-gpus"], Missing(ONE_GPU)),
    // Starting from a model.
    row(
        FROM_MODEL,
        &["run"],
        Except("dummy", "--run names the base model here, and nothing is sent anywhere without --wandb: --run MODEL"),
    ),
    row(FROM_MODEL, &["max-seq-len", "epochs"], Same),
    row(&["midtrain", "sft", "dpo"], &["data"], Same),
    row(FROM_MODEL, &["model-tag", "base-checkpoint"], Alias("run")),
    row(FROM_MODEL, &["model-step", "step"], Instead(STEP_OF_A_RUN)),
    row(FROM_MODEL, &["source"], Instead("name the base model itself: --run MODEL")),
    row(FROM_MODEL, &["num-epochs"], Alias("epochs")),
    row(FROM_MODEL, &["init-lr-frac"], Alias("lr-fraction")),
    row(FROM_MODEL, &["load-optimizer"], Only(&["0"], "it begins with a fresh optimiser")),
    row(&["midtrain", "sft"], &["batch-size"], Instead("a step is so many tokens: --batch-tokens N")),
    row(&["dpo", "rl"], &["batch-size"], Instead("a step is so many examples: --examples-per-step N")),
    row(FROM_MODEL, &["output-dir"], Instead("the result is a run: --out-run NAME, in the folder --runs DIR")),
    row(FROM_MODEL, &["vocab-size"], Instead("the vocabulary is the base model's; leave it out")),
    row(FROM_MODEL, &["softcap"], Instead("the cap on logits is the base model's; leave it out")),
    row(
        FROM_MODEL,
        &["use-qk-norm", "use-post-emb-norm", "use-resformer", "window-pattern"],
        Instead("what the model computes is the base model's; leave it out"),
    ),
    row(FROM_MODEL, &["dtype"], Only(&["float32", "f32"], F32_ONLY)),
    row(FROM_MODEL, &["dry-run"], Except("0", "leave it out")),
    // Practice.
    row(
        RL,
        &["examples-per-step", "num-samples", "max-new-tokens", "temperature", "top-k", "eval-examples", "save-every"],
        Same,
    ),
    // Fine-tuning.
    row(SFT, &["target-examples-per-step"], Instead("a step is so many tokens: --batch-tokens N")),
    row(SFT, &["chatcore-every", "chatcore-max-cat", "chatcore-max-sample"], Same),
    row(SFT, &["eval-metrics-every"], Alias("chatcore-every")),
    row(SFT, &["eval-metrics-max-problems"], Instead("give --chatcore-max-cat N and --chatcore-max-sample N")),
    row(
        SFT,
        &["mmlu-epochs", "gsm8k-epochs"],
        Instead("list what is learned, and how often, in a mixture: --data MIX.toml"),
    ),
    row(SFT, &["rank", "alpha", "targets"], Instead(ADAPTERS)),
    row(SFT, &["voice"], Alias("out-run")),
    // To run a model and to talk with it.
    row(
        TALK,
        &[
            "model",
            "prompt",
            "-p",
            "-m",
            "max-tokens",
            "temp",
            "temperature",
            "-t",
            "top-p",
            "top-k",
            "-k",
            "rep-penalty",
            "rep-window",
        ],
        Same,
    ),
    row(TALK, &["max-new-tokens"], Alias("max-tokens")),
    row(TALK, &["-jf"], Alias("json-schema-file")),
    row(
        &["serve"],
        &["grammar", "grammar-file", "json-schema", "-j", "-jf", "json-schema-file"],
        Instead(FORM_OF_A_REQUEST),
    ),
    row(TALK, &["gamma"], Same),
    row(&["serve"], &["gamma"], Same),
    row(&["run", "chat", "serve", "perplexity"], &["lora"], Alias("gamma")),
    row(
        &["run", "chat", "serve", "perplexity"],
        &["lora-scaled"],
        Instead("its scale stands behind its name: --lora FILE:0.5"),
    ),
    row(&["gamma extract"], &["personality-ckpt", "base-ckpt"], Instead(EXTRACT)),
    row(&["gamma inject"], &["base-ckpt", "gamma"], Instead(INJECT)),
    row(
        &["gamma inject"],
        &["alpha"],
        Instead("its strength stands behind its name: `nanollama gamma inject BASE FILE:0.5 --out OUT.gguf`"),
    ),
    row(&["gamma inject"], &["cross-depth"], Same),
    row(&["run", "chat", "serve", "perplexity"], &["control-vector", "control-vector-scaled"], Same),
    row(&["run", "chat", "serve", "perplexity"], &["control-vector-layer-range"], Same),
    row(&["gamma steer"], &["positive-file"], Alias("positive")),
    row(&["gamma steer"], &["negative-file"], Alias("negative")),
    row(&["gamma steer"], &["method"], Only(&["mean"], "directions are differences of means")),
    row(&["gamma extract"], &["threshold"], Missing("tensors that are equal are left out, and no others")),
    row(&["gamma extract", "gamma inject"], &["output"], Alias("out")),
    row(RUN, &["interactive"], Instead("`nanollama chat -m MODEL` talks with a model")),
    row(CHAT, &["interactive"], Only(&[""], "it takes no value")),
    row(TALK, &["serve", "port", "host"], Instead("`nanollama serve -m MODEL` serves a model")),
    row(TALK, &["list-tensors"], Instead("`nanollama show MODEL --tensors` lists them")),
    row(TALK, &["-i", "source"], Instead("name the model itself: -m MODEL")),
    row(TALK, &["-g"], Instead("name the run: -m NAME")),
    row(TALK, &["model-tag"], Alias("model")),
    row(TALK, &["step"], Instead(STEP_OF_A_RUN)),
    row(TALK, &["num-gpus"], Missing(ONE_DEVICE)),
    row(TALK, &["device-type"], Unless("", "device")),
    row(TALK, &["dtype"], Missing("a model computes in the number format of its file")),
    // Files.
    row(EXPORT, &["checkpoint"], Instead("the model is the first word: `nanollama export NAME@STEP --out FILE.gguf`")),
    row(EXPORT, &["output"], Alias("out")),
    row(EXPORT, &["tokenizer", "dtype"], Same),
    // Tokenizers and data.
    row(TOKENIZER, &["vocab-size", "tier", "max-chars", "doc-cap", "character-coverage"], Same),
    row(TOKENIZER, &["languages"], Instead("each is named with its texts: --language en=FILE --language de=FILE")),
    row(TOKENIZER, &["samples-per-lang", "fineweb-english", "no-fineweb-english", "keep-text"], Missing(OWN_FILES)),
    row(TOKENIZER, &["verify-only"], Instead("`nanollama tokenizer eval --tokenizer DIR` measures a tokenizer")),
    row(TOKENIZER, &["model-type"], Only(&["bpe"], "pieces are learnt by BPE: --kind sentencepiece")),
    row(TOKENIZER, &["model-prefix"], Instead("the model is tokenizer.model in the folder --out DIR")),
    row(TRAIN_TEXTS, &["output-dir"], Alias("out")),
    row(
        PREPARE,
        &["input"],
        Instead("files stand without a flag: `nanollama data prepare FILE --tokenizer DIR --out DIR`"),
    ),
    row(PREPARE, &["tokenizer-dir"], Alias("tokenizer")),
    row(PREPARE, &["shard-size"], Alias("shard-tokens")),
    row(PREPARE, &["separator"], Same),
    row(PREPARE, &["vocab-size"], Instead(VOCABULARY)),
    row(PREPARE, &["format"], Only(&["auto"], "a file's ending says how it is read")),
    row(PREPARE, &["samples", "preset", "-n"], Same),
    row(PREPARE, &["num-samples"], Alias("samples")),
    row(PREPARE, &["total-tokens", "target-tokens"], Alias("tokens")),
    row(PREPARE, &["num-files"], Unless("-1", "shards")),
    row(
        PREPARE,
        &["tokenizer-train-samples"],
        Instead("a tokenizer is made first: `nanollama tokenizer train --input FILES --out DIR`"),
    ),
    row(PREPARE, &["num-workers", "-w"], Instead("it uses all cores: --threads N says how many")),
    row(PREPARE, &["components", "ratios"], Instead(OWN_MIXTURE)),
    row(
        &["data personality"],
        &["input"],
        Instead("files stand without a flag: `nanollama data personality FILE --against DATA --out DIR`"),
    ),
    row(&["data personality"], &["output-dir", "output"], Alias("out")),
    // The whole way.
    row(PIPELINE, &["name", "corpus", "separator", "personality", "base-only", "steps", "tag", "save-every"], Same),
    row(PIPELINE, &["model-size", "model"], Alias("name")),
    row(PIPELINE, &["ratio"], Alias("personality-ratio")),
    row(PIPELINE, &["data-dir"], Alias("data")),
    row(PIPELINE, &["personality-name", "model-tag"], Alias("tag")),
    row(
        PIPELINE,
        &["personality-dir"],
        Instead("the personality is a file, which is prepared here: --personality FILE"),
    ),
    row(PIPELINE, &["personality-only"], Instead("leave it out: what is done is passed over")),
    row(PIPELINE, &["tokenizer"], Instead("it is that of --data DIR, or learned from --corpus")),
    row(PIPELINE, &["no-gamma", "no-gguf"], Instead("leave it out: `nanollama pretrain` trains one model and no more")),
    row(
        PIPELINE,
        &["gguf-dtype"],
        Only(&["f16"], "`nanollama export NAME --out FILE.gguf --dtype TYPE` writes others"),
    ),
    row(PIPELINE, &["samples", "tokens", "preset"], Same),
    row(PIPELINE, &["wandb"], Missing("a pipeline sends nothing; `nanollama pretrain --wandb` sends a run")),
    row(PIPELINE, &["device-type"], Unless("", "device")),
    row(&["data personality"], &["tokenizer-dir"], Alias("tokenizer")),
    // Measuring.
    row(BENCH, &["prompt-tokens"], Alias("prefill")),
    row(BENCH, &["decode-tokens"], Alias("decode")),
    row(BENCH, &["batch-sizes"], Only(&["1"], "one sequence is measured")),
    row(BENCH, &["json"], Only(&[""], "its last line is JSON in any case")),
    row(BENCH, &["source", "-i"], Instead("name the model itself: -m MODEL")),
    // Benchmarks.
    row(EVAL, &["task-name", "-a", "-x", "max-problems", "model-tag"], Same),
    row(EVAL, &["eval"], Alias("task")),
    row(EVAL, &["hf-path"], Alias("model")),
    row(EVAL, &["max-per-task"], Unless("-1", "max-per-task")),
    row(EVAL, &["-i", "source"], Instead("name the model itself: -m MODEL, and its tasks: -a ARC-Easy")),
    row(EVAL, &["-g"], Instead("name the run: -m NAME")),
    row(EVAL, &["-s", "step"], Instead(STEP_OF_A_RUN)),
    row(EVAL, &["split-tokens"], Instead("the text is named itself: -a bpb -f FILE")),
    row(EVAL, &["-t", "temperature", "num-samples"], Same),
    row(EVAL, &["-n"], Alias("samples")),
    row(EVAL, &["top-k"], Only(&["50"], SAMPLED_FROM)),
    row(EVAL, &["-k"], Instead(SAMPLED_FROM)),
    row(
        EVAL,
        &["confirm-run-unsafe-code"],
        Instead("what a model writes runs in a sandbox: leave it out, or give --unsafe-exec"),
    ),
    row(EVAL, &["max-new-tokens"], Missing("an answer has up to 512 tokens")),
    row(
        EVAL,
        &["-b", "batch-size", "device-batch-size"],
        Missing("questions are asked side by side, as the cache has room"),
    ),
    row(EVAL, &["device-type"], Unless("", "device")),
    // llama.cpp's.
    row(MODELS, &["-ctk"], Alias("cache-type-k")),
    row(MODELS, &["-ctv"], Alias("cache-type-v")),
];
