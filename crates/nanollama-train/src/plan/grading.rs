//! Grades by benchmarks while a model is trained: which, when, of how many questions, and where their files lie.

use std::path::PathBuf;

use nanollama_eval::Battery;
use nanollama_eval::bench::Extras;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::recipe::Recipe;

/// Where the tasks' files lie, when nothing says so.
const BUNDLE: &str = "eval_bundle";
/// Questions whose answers are written, of each task, when nothing says how many: nanochat's number.
const WRITTEN: i64 = 24;
/// What switches a grade off, and what is no limit.
const OFF: i64 = -1;

/// Grades of the model in training.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grading {
    /// CORE, or the tasks in chat.
    pub chat: bool,
    /// Steps between two grades; 0 for the end only.
    pub every: u64,
    /// Questions of each task at most; of those in chat, where options are weighed.
    pub most: Option<usize>,
    /// The same where answers are written.
    pub most_written: Option<usize>,
    /// The folder of the tasks' files.
    pub bundle: PathBuf,
}

impl Grading {
    /// What a recipe asks for, if it does.
    pub(super) fn of(recipe: &Recipe) -> Option<Grading> {
        let most = |count: Option<i64>| count.and_then(|count| usize::try_from(count).ok());
        // Absolute, so that a run can be resumed from anywhere.
        let bundle = PathBuf::from(recipe.bundle.as_deref().unwrap_or(BUNDLE));
        let bundle = std::path::absolute(&bundle).unwrap_or(bundle);
        let every = |steps: Option<i64>| steps.and_then(|steps| u64::try_from(steps).ok());
        if let Some(every) = every(recipe.core_metric_every) {
            let most = most(recipe.core_metric_max_per_task);
            return Some(Grading { chat: false, every, most, most_written: None, bundle });
        }
        let every = every(recipe.chatcore_every)?;
        let most_written = most(recipe.chatcore_max_sample.or(Some(WRITTEN)));
        Some(Grading { chat: true, every, most: most(recipe.chatcore_max_cat), most_written, bundle })
    }

    /// What of this, or of no grades, a recipe may change while the run goes on: all of it.
    pub(super) fn changed(now: Option<&Grading>, recipe: &Recipe) -> Option<Grading> {
        let Recipe { core_metric_every, core_metric_max_per_task, chatcore_every, .. } = *recipe;
        let Recipe { chatcore_max_cat, chatcore_max_sample, ref bundle, .. } = *recipe;
        let asked = Recipe {
            core_metric_every,
            core_metric_max_per_task,
            chatcore_every,
            chatcore_max_cat,
            chatcore_max_sample,
            bundle: bundle.clone(),
            ..Recipe::default()
        };
        Grading::of(&Grading::settings(now).overlay(asked))
    }

    /// The settings that ask for this, or for no grades.
    pub(super) fn settings(now: Option<&Grading>) -> Recipe {
        let Some(Grading { chat, every, most, most_written, bundle }) = now else {
            return Recipe { core_metric_every: Some(OFF), chatcore_every: Some(OFF), ..Recipe::default() };
        };
        let count = |most: &Option<usize>| most.and_then(|most| i64::try_from(most).ok()).unwrap_or(OFF);
        let every = i64::try_from(*every).unwrap_or(i64::MAX);
        let of = |mine: bool, value: i64| Some(if mine { value } else { OFF });
        Recipe {
            core_metric_every: of(!chat, every),
            core_metric_max_per_task: of(!chat, count(most)),
            chatcore_every: of(*chat, every),
            chatcore_max_cat: of(*chat, count(most)),
            chatcore_max_sample: of(*chat, count(most_written)),
            bundle: Some(bundle.display().to_string()),
            ..Recipe::default()
        }
    }

    /// Whether a grade is due behind `step` of `steps` steps.
    pub(crate) fn due(&self, step: u64, steps: u64) -> bool {
        step == steps || (self.every > 0 && step.is_multiple_of(self.every))
    }

    /// What its grade is called.
    pub fn name(&self) -> &'static str {
        if self.chat { "ChatCORE" } else { "CORE" }
    }

    pub(super) fn describe(&self) -> String {
        let Grading { every, most, bundle, .. } = self;
        let when = match every {
            0 => "at the end".to_owned(),
            every => format!("every {every} steps and at the end"),
        };
        let count = |most: &Option<usize>| most.map_or("all questions".to_owned(), |most| format!("{most} questions"));
        let questions = match (self.chat, &self.most_written) {
            (true, written) if written != most => {
                format!("{} of each task of letters, {} of each other task", count(most), count(written))
            }
            _ => format!("{} of each task", count(most)),
        };
        format!("{} {when}, {questions}, of {}; its time is not in the price", self.name(), bundle.display())
    }
}

impl Grading {
    /// Opens the tasks for a model that `chats` or does not.
    ///
    /// # Errors
    /// When the bundle lacks them all or a file is not right; [`Error::Recipe`] where they are asked in chat and the model does
    /// not chat.
    pub(super) fn open(&self, chats: bool) -> Result<Battery> {
        let Grading { chat, most, most_written, ref bundle, .. } = *self;
        if chat && !chats {
            let what = "a base model is not asked in chat; core_metric_every is for it";
            return Err(Error::recipe("chatcore_every", what));
        }
        Ok(match chat {
            true => Battery::chat(bundle, most, most_written, &Extras::default())?,
            false => Battery::core(bundle, None, most)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_off_is_not_due_and_what_is_changed_keeps_the_rest() {
        let core = |every| Recipe { core_metric_every: Some(every), ..Recipe::default() };
        assert_eq!(Grading::of(&Recipe::default()), None);
        assert_eq!(Grading::of(&core(-1)), None);
        let grading = Grading::of(&Recipe { core_metric_max_per_task: Some(50), ..core(10) }).unwrap();
        assert_eq!((grading.every, grading.most, grading.chat), (10, Some(50), false));
        let due: Vec<u64> = (1..=25).filter(|step| grading.due(*step, 25)).collect();
        assert_eq!(due, [10, 20, 25]);
        let moved = Recipe { bundle: Some("/there".into()), ..Recipe::default() };
        let there = Grading::changed(Some(&grading), &moved).unwrap();
        assert_eq!(there, Grading { bundle: "/there".into(), ..grading.clone() });
        assert_eq!(Grading::changed(Some(&grading), &core(-1)), None);
        assert_eq!(Grading::changed(None, &Recipe::default()), None);
        assert_eq!(Grading::of(&Grading::settings(Some(&grading))), Some(grading));
    }

    #[test]
    fn in_chat_written_answers_are_few_unless_all_are_asked_for() {
        let chat = Recipe { chatcore_every: Some(0), ..Recipe::default() };
        let grading = Grading::of(&chat).unwrap();
        assert_eq!((grading.most, grading.most_written), (None, Some(24)));
        assert!(!grading.due(1, 2) && grading.due(2, 2));
        let all = Recipe { chatcore_max_sample: Some(-1), chatcore_max_cat: Some(8), ..chat };
        let grading = Grading::of(&all).unwrap();
        assert_eq!((grading.most, grading.most_written), (Some(8), None));
        assert_eq!(Grading::of(&Grading::settings(Some(&grading))), Some(grading));
    }
}
