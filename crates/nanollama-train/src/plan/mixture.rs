//! What a plan says of a mixture: each text's share of the rows, how often it is read, and how much of it all is read at all.

use super::Plan;
use super::length::MOST_EPOCHS;
use crate::quantity::grouped as count;

impl Plan {
    /// A line a text, and one for all; nothing where the data is no mixture.
    pub(super) fn describe_mixture(&self) -> Vec<(&'static str, String)> {
        let Some(shares) = self.data.shares() else { return Vec::new() };
        let (mut rows, mut different, mut often) = (Vec::new(), 0.0, Vec::new());
        for (facts, share) in shares {
            let tokens = facts.train_tokens.max(1) as f64;
            let passes = self.cost.tokens as f64 * share / tokens;
            different += tokens * passes.min(1.0);
            let name = facts.path.file_name().unwrap_or(facts.path.as_os_str()).to_string_lossy();
            let percent = 100.0 * share;
            rows.push((
                "mixture",
                format!(
                    "{name}: {percent:.1}% of the rows, {} tokens, read {passes:.2} times",
                    count(facts.train_tokens)
                ),
            ));
            if passes > MOST_EPOCHS {
                often.push(name.into_owned());
            }
        }
        let all = format!("{} different tokens of {}", count(different as u64), count(self.data.train_tokens()));
        rows.push(("unique", all));
        if !often.is_empty() {
            let names = often.join(", ");
            let what = format!(
                "{names}: read more than {MOST_EPOCHS} times, which teaches much less than new text; more of it, a smaller weight or \
                 fewer steps help"
            );
            rows.push(("warning", what));
        }
        rows
    }
}
