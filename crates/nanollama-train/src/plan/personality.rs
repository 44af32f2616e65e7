//! What a plan says of its personality, and the plan of the run that it is compared with.

use super::Plan;
use super::cost::Cost;
use super::voice::MOST_PASSES;
use crate::error::{Error, Result};
use crate::quantity::grouped as count;

impl Plan {
    /// The run that this one, called `name`, is compared with: the same without the personality. Both have the same rows of
    /// text at the same places, so what their weights differ by is the personality.
    ///
    /// # Errors
    /// When this run has no personality, or was made longer on its way, which no other run repeats.
    pub fn control(&self, name: &str) -> Result<Plan> {
        if self.personality.is_none() {
            return Err(Error::recipe(name, "it has no personality, so there is nothing to leave out"));
        }
        if let Some(extension) = self.extensions.first() {
            let what = format!("it was made longer on its way ({extension}), and a control cannot repeat that");
            return Err(Error::recipe(name, what));
        }
        Ok(Plan { personality: None, ..self.clone() })
    }

    /// Whether this is the plan of [`Plan::control`] of a run, whatever machine it was priced on.
    #[must_use]
    pub fn is_control_of(&self, run: &Plan) -> bool {
        let unpriced = |plan: Plan| Plan { cost: Cost::default(), ..plan };
        run.control("").is_ok_and(|control| unpriced(self.clone()) == unpriced(control))
    }

    /// The line of the personality, and what is to be said of how often it is read.
    pub(super) fn describe_personality(&self) -> Option<Vec<(&'static str, String)>> {
        let voice = self.personality.as_ref()?;
        let line = format!(
            "{}: {} training and {} held-out tokens, {}% of the rows ({}), read {:.2} times",
            voice.data.path.display(),
            count(voice.data.train_tokens),
            count(voice.data.valid_tokens),
            100.0 * voice.ratio,
            count(voice.rows(&self.step, self.steps)),
            voice.passes,
        );
        let mut rows = vec![("personality", line)];
        if voice.passes > MOST_PASSES {
            rows.push((
                "warning",
                format!(
                    "the personality is read more than {MOST_PASSES} times: it is rather learned by heart; more of its text, \
                     a smaller share or fewer steps help"
                ),
            ));
        }
        Some(rows)
    }
}
