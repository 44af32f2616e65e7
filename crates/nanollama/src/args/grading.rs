//! Grades by benchmarks while a model is trained.

use std::path::{Path, PathBuf};

use clap::Args;
use nanollama_train::Recipe;

/// Grades of a base model.
#[derive(Debug, Args)]
pub(crate) struct CoreArgs {
    /// Grade the model by CORE every so many steps and at the end (0: only at the end, -1: never) [default: never].
    #[arg(long, value_name = "STEPS", allow_negative_numbers = true)]
    pub(crate) core_metric_every: Option<i64>,
    /// Questions of each of its tasks (-1: all) [default: all].
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(crate) core_metric_max_per_task: Option<i64>,
    /// Folder of the tasks' files [default: eval_bundle].
    #[arg(long, value_name = "DIR")]
    pub(crate) bundle: Option<PathBuf>,
}

/// Grades of a model that chats.
#[derive(Debug, Args)]
pub(crate) struct ChatCoreArgs {
    /// Grade the model by the tasks of ChatCORE every so many steps and at the end (0: only at the end, -1: never) [default:
    /// never].
    #[arg(long, value_name = "STEPS", allow_negative_numbers = true)]
    pub(crate) chatcore_every: Option<i64>,
    /// Questions of each task that is answered by a letter (-1: all) [default: all].
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(crate) chatcore_max_cat: Option<i64>,
    /// Questions of each task whose answers are written (-1: all) [default: 24].
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(crate) chatcore_max_sample: Option<i64>,
    /// Folder of the tasks' files [default: eval_bundle].
    #[arg(long, value_name = "DIR")]
    pub(crate) bundle: Option<PathBuf>,
}

impl CoreArgs {
    /// The settings that it asks for.
    pub(crate) fn settings(&self) -> Recipe {
        let CoreArgs { core_metric_every, core_metric_max_per_task, ref bundle } = *self;
        let bundle = bundle.as_deref().map(absolute);
        Recipe { core_metric_every, core_metric_max_per_task, bundle, ..Recipe::default() }
    }
}

impl ChatCoreArgs {
    /// The settings that it asks for.
    pub(crate) fn settings(&self) -> Recipe {
        let ChatCoreArgs { chatcore_every, chatcore_max_cat, chatcore_max_sample, ref bundle } = *self;
        let bundle = bundle.as_deref().map(absolute);
        Recipe { chatcore_every, chatcore_max_cat, chatcore_max_sample, bundle, ..Recipe::default() }
    }
}

/// A folder as a run keeps it, so that it can go on from anywhere.
fn absolute(folder: &Path) -> String {
    std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned()).display().to_string()
}
