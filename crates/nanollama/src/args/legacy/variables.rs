//! Environment variables of nanollama's and nanochat's documents.

use super::facts::F32_ONLY;
use crate::args::stage::TRAINING;

/// What becomes of a variable of the documents that is set.
#[derive(Debug, Clone, Copy)]
pub(super) enum Effect {
    /// It named a thing of this program's by an old name: an error that says what to set.
    Renamed(&'static str),
    /// Other programs read it, too: a note that this one does not, and what there is, after these verbs (all, if none).
    Note(&'static [&'static str], &'static str),
    /// It has no bearing on anything that this program does.
    Unused,
}

/// The verbs that compute with --threads threads.
const COMPUTING: &[&str] = &[
    "quickstart",
    "doctor",
    "pretrain",
    "plan",
    "midtrain",
    "sft",
    "lora",
    "dpo",
    "rl",
    "pipeline",
    "find-lr",
    "scaling",
    "tokenizer train",
    "data prepare",
    "quantize",
    "imatrix",
    "run",
    "chat",
    "serve",
    "perplexity",
    "eval",
    "bench train",
    "bench generate",
];

const RUNS_FOLDER: &str = "NANOLLAMA_RUNS names the folder of the runs";

/// Every row.
pub(super) const VARIABLES: &[(&str, Effect)] = &[
    ("OMP_NUM_THREADS", Effect::Note(COMPUTING, "--threads N or NANOLLAMA_THREADS says how many threads compute")),
    ("NANOLLAMA_BASE_DIR", Effect::Renamed(RUNS_FOLDER)),
    ("NANOLLAMA_DIR", Effect::Renamed(RUNS_FOLDER)),
    (
        "NANOCHAT_BASE_DIR",
        Effect::Note(
            &[],
            "runs lie in --runs DIR or NANOLLAMA_RUNS, what comes from the Hub in HF_HOME, and what is kept beside them in NANOLLAMA_HOME",
        ),
    ),
    ("NANOCHAT_DTYPE", Effect::Note(TRAINING, F32_ONLY)),
    // Read with --wandb, which says so where it is left out.
    ("WANDB_RUN", Effect::Unused),
    ("WANDB_API_KEY", Effect::Unused),
    ("GIT_USERNAME", Effect::Unused),
    ("GIT_USER_NAME", Effect::Unused),
    ("GIT_USER_EMAIL", Effect::Unused),
    ("GITHUB_PAT", Effect::Unused),
    ("PUBLIC_KEY", Effect::Unused),
];
