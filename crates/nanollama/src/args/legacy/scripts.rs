//! Scripts of nanollama's and nanochat's documents, typed where a verb stands.

/// Scripts that have one answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Script {
    /// Their names, without folders, `.py` and `.sh`.
    pub(super) old: &'static [&'static str],
    /// Whether a command of ours does what they did.
    pub(super) is_here: bool,
    /// What to type instead, or what there is.
    pub(super) text: &'static str,
}

const fn here(old: &'static [&'static str], text: &'static str) -> Script {
    Script { old, is_here: true, text }
}

const fn missing(old: &'static [&'static str], text: &'static str) -> Script {
    Script { old, is_here: false, text }
}

const TRAIN_A_BASE: &str = "`nanollama pretrain --model nano --data DIR --run NAME`";
const PIPELINE: &str = "`nanollama pipeline --name nano --personality FILE`, without --personality for the base alone; of texts of your own `nanollama pipeline --name nano --corpus FILE`";
const FETCH: &str = "`nanollama data prepare --preset fineweb-edu --tokens 1B --tokenizer DIR --out DIR`; `nanollama data list` tells what else there is";
const NO_SETUP: &str = "there is one program to bring, and no Python: recipes/cloud (docs/cloud.md) does it for Lambda, RunPod and others; `nanollama doctor` shows this machine";

/// Every row.
pub(super) const SCRIPTS: &[Script] = &[
    here(
        &[
            "base_train",
            "train",
            "train_nano",
            "train_micro",
            "train_mini",
            "train_small",
            "train_goldie",
            "train_medium",
            "train_large",
            "train_big",
        ],
        TRAIN_A_BASE,
    ),
    here(
        &["mid_train"],
        "`nanollama midtrain --run MODEL --data DATA --out-run NAME`, on prepared text or a file of conversations",
    ),
    here(&["chat_sft"], "`nanollama sft --run MODEL --data FILE --out-run NAME`"),
    here(&["chat_cli"], "`nanollama chat -m NAME`"),
    here(&["chat_web", "llama-server"], "`nanollama serve -m NAME`"),
    here(&["tok_train", "train_tokenizer"], "`nanollama tokenizer train --input FILES --out DIR`"),
    here(&["export_gguf"], "`nanollama export NAME --out FILE.gguf --dtype f16`"),
    here(&["quantize_gguf", "llama-quantize"], "`nanollama quantize FILE.gguf SMALLER.gguf Q4_K_M`"),
    here(&["llama-cli"], "`nanollama run -m FILE.gguf -p TEXT`"),
    here(&["llama-imatrix"], "`nanollama imatrix -m MODEL -f TEXT`"),
    here(&["infer_bench"], "`nanollama bench generate -m NAME`"),
    here(&["runcpu"], "`nanollama quickstart`, or for text of your own `nanollama pretrain --depth 4 --data DIR`"),
    here(&["lambda_train", "train_pipeline"], PIPELINE),
    here(&["gen_synthetic_data"], "`nanollama data identity --name NAME --facts FILE --out FILE.jsonl`"),
    here(
        &["miniseries", "scaling_laws"],
        "`nanollama scaling --data DIR --depths 2,4,6` trains the sweep and fits the law",
    ),
    here(&["chat_rl"], "`nanollama rl --run MODEL --tasks TASK --out-run NAME`"),
    here(&["base_eval", "core_eval"], "`nanollama eval -m NAME -a core --bundle DIR`"),
    here(&["chat_eval"], "`nanollama eval -m NAME -a ChatCORE --bundle DIR`"),
    here(&["base_loss"], "`nanollama eval -m NAME -a bpb -f FILE`"),
    here(&["compare_models"], "`nanollama report NAME NAME`, which tells runs side by side"),
    here(&["tok_eval"], "`nanollama tokenizer eval --tokenizer DIR`, beside GPT-2's and cl100k where they are there"),
    here(&["spm_train"], "`nanollama tokenizer train --kind sentencepiece --input FILES --vocab-size N --out DIR`"),
    here(&["spm_encode"], "`nanollama tokenizer encode --tokenizer DIR`"),
    here(&["dataset", "prepare_fineweb", "prepare_multi_corpus", "fast_tokenize"], FETCH),
    missing(
        &["repackage_data_reference"],
        "rows are shuffled where they are read; `nanollama data prepare FILES --tokenizer DIR --out DIR` takes files of your own",
    ),
    here(&["prepare_personality"], "`nanollama data personality FILE --against DATA --out DIR`"),
    here(&["extract_gamma"], "`nanollama gamma extract BASE OTHER --out FILE`"),
    here(&["inject_gamma"], "`nanollama gamma inject BASE FILE --out OUT.gguf`"),
    here(&["train_wtforacle"], "`nanollama pipeline --name NAME --corpus TEXT --personality FILE`"),
    here(&["scaling_analysis"], "`nanollama report NAME NAME`, which tells runs side by side"),
    here(
        &["speedrun_amd", "speedrun"],
        "`nanollama speedrun --corpus TEXT --chats FILE`, and on built-in data `nanollama quickstart`,",
    ),
    here(&["run1000"], "`nanollama speedrun --dollars 1000 --gpus 8xH100 --corpus TEXT --chats FILE`"),
    here(&["push_to_hf"], "`nanollama push NAME --repo USER/REPO`, with model, run, report and card"),
    here(&["pull_from_hf"], "`nanollama pull USER/REPO --run NAME`, or `nanollama pull USER/REPO` for the model alone"),
    missing(&["lambda_setup", "runpod_onstart"], NO_SETUP),
];

/// Programs that start a script: what they start is looked up.
pub(super) const LAUNCHERS: &[&str] = &["python", "python3", "torchrun", "bash", "sh", "uv"];
