//! The names of a run's files.

pub(super) const LOCK_FILE: &str = "lock";
pub(super) const METRICS_FILE: &str = "metrics.jsonl";
pub(super) const LOG_FILE: &str = "train.log";
pub(super) const BEST_FILE: &str = "best.json";
pub(super) const CHECKPOINTS: &str = "checkpoints";
/// The plan's possible names, in the order they are looked for.
pub(super) const PLAN_FILES: [&str; 2] = ["plan.toml", "plan.json"];
