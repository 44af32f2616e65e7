//! Environment variables of nanollama's and nanochat's documents.

use crate::args::train::TRAINING;

/// What becomes of a variable of the documents that is set.
#[derive(Debug, Clone, Copy)]
pub(super) enum Effect {
    /// It means what this variable of ours means, which wins over it.
    Alias(&'static str),
    /// It named a thing of this program's by an old name: an error that says what to set.
    Renamed(&'static str),
    /// Other programs read it, too: a note that this one does not, and what there is, after these verbs (all, if none).
    Note(&'static [&'static str], &'static str),
    /// It has no bearing on anything that this program does.
    Unused,
}

/// Every row.
pub(super) const VARIABLES: &[(&str, Effect)] = &[
    ("OMP_NUM_THREADS", Effect::Alias("NANOLLAMA_THREADS")),
    ("NANOLLAMA_BASE_DIR", Effect::Renamed("NANOLLAMA_RUNS names the folder of the runs")),
    ("NANOLLAMA_DIR", Effect::Renamed("NANOLLAMA_RUNS names the folder of the runs")),
    ("NANOCHAT_BASE_DIR", Effect::Note(&[], "runs lie in --runs DIR or NANOLLAMA_RUNS")),
    ("NANOCHAT_DTYPE", Effect::Note(TRAINING, "training computes in f32")),
    ("WANDB_RUN", Effect::Note(TRAINING, "nothing is sent to Weights & Biases; the run's folder has metrics.jsonl")),
    ("WANDB_API_KEY", Effect::Unused),
    ("HF_TOKEN", Effect::Unused),
    ("HUGGINGFACE_HUB_TOKEN", Effect::Unused),
    ("GIT_USERNAME", Effect::Unused),
    ("GIT_USER_NAME", Effect::Unused),
    ("GIT_USER_EMAIL", Effect::Unused),
    ("GITHUB_PAT", Effect::Unused),
    ("PUBLIC_KEY", Effect::Unused),
];
