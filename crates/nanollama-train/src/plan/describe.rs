//! A plan in rows for people: a label and a line each.

use super::{Plan, Stage};
use crate::quantity::{bytes, duration, grouped as count};

impl Plan {
    /// Label and text of each line to print.
    pub fn describe(&self) -> Vec<(&'static str, String)> {
        let Plan { model, data, batch, schedule, rates, watch, cost, .. } = self;
        let size = self.size.as_deref().map(|size| format!("{size}: ")).unwrap_or_default();
        let memory = &cost.memory;
        let every = |steps: u64, what: &str| match steps {
            0 => format!("{what} at the end"),
            _ => format!("{what} every {steps} steps"),
        };
        let mut rows = vec![
            (
                "stage",
                match (self.stage, &self.base) {
                    (Stage::Pretrain, _) => "pretraining from random weights".into(),
                    (Stage::Sft, base) => {
                        let name = base.as_ref().map_or("a model", |base| base.name.as_str());
                        format!("fine-tuning of {name} on conversations, loss on answers only")
                    }
                },
            ),
            (
                "model",
                format!(
                    "{size}{} parameters ({} layers, width {}, {} heads, {} key/value heads, feed-forward {}{})",
                    count(cost.parameters),
                    model.layers,
                    model.dim,
                    model.heads,
                    model.kv_heads,
                    model.ffn,
                    if model.features.tied { ", tied head" } else { "" },
                ),
            ),
            (
                "data",
                format!(
                    "{}: {} training and {} validation tokens, vocabulary {}",
                    data.path.display(),
                    count(data.train_tokens),
                    count(data.valid_tokens),
                    count(data.vocabulary as u64)
                ),
            ),
            (
                "step",
                format!(
                    "{} tokens = {} rows x {} tokens x {} micro-batches",
                    count(batch.tokens as u64),
                    batch.rows,
                    batch.context,
                    batch.accumulation
                ),
            ),
            (
                "length",
                format!(
                    "{} steps, {} tokens: {:.2} passes over the data, {:.1} tokens a parameter",
                    count(self.steps),
                    count(cost.tokens),
                    cost.epochs,
                    cost.tokens as f64 / cost.parameters as f64
                ),
            ),
            (
                "rates",
                format!(
                    "matrices {} (Muon), embedding {}, head {}, norms {} (AdamW, at width 768)",
                    rate(rates.matrix),
                    rate(rates.embedding),
                    rate(rates.head),
                    rate(rates.norm)
                ),
            ),
            (
                "schedule",
                format!(
                    "{} steps up, then flat, the last {:.0}% down to {:.0}%",
                    schedule.warmup_steps,
                    100.0 * schedule.warmdown_ratio,
                    100.0 * schedule.final_lr_fraction
                ),
            ),
            (
                "watch",
                format!(
                    "{} on {} tokens, {}, {}",
                    every(watch.eval_every, "validation"),
                    count(watch.eval_tokens),
                    if watch.sample_every == 0 { "no samples".into() } else { every(watch.sample_every, "a sample") },
                    every(watch.save_every, "a checkpoint")
                ),
            ),
            (
                "memory",
                format!(
                    "{} at the peak: weights {}, gradients {}, optimiser {}, activations {}",
                    bytes(memory.total()),
                    bytes(memory.weights + memory.packed),
                    bytes(memory.gradients),
                    bytes(memory.optimizer),
                    bytes(memory.training + memory.validation + memory.workspace)
                ),
            ),
            ("work", format!("{:.2e} floating-point operations ({:.2e} a token)", cost.flops, cost.flops_per_token)),
            ("time", format!("about {} on this machine", duration(cost.hours * 3600.0))),
        ];
        rows.extend(self.extensions.iter().map(|extension| ("made longer", extension.to_string())));
        rows
    }
}

/// Three digits: `0.00707`.
fn rate(value: f64) -> String {
    let digits = 2_i32.saturating_sub(value.abs().log10().floor() as i32).clamp(0, 12) as usize;
    let text = format!("{value:.digits$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::rate;

    #[test]
    fn rates_have_three_digits_at_most() {
        assert_eq!(rate(0.007_071_068), "0.00707");
        assert_eq!(rate(0.02), "0.02");
        assert_eq!(rate(1.0), "1");
        assert_eq!(rate(250.0), "250");
        assert_eq!(rate(0.0), "0");
    }
}
