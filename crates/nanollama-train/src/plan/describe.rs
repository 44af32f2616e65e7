//! A plan in rows for people: a label and a line each.

use super::order::Order;
use super::stage::{FeedKind, LossKind, StartKind};
use super::{Averaging, Drawn, Plan, Practice, Preference, Watch};
use crate::guard::MOST_ROLLBACKS;
use crate::quantity::{bytes, duration, grouped as count};
use crate::schedule::Decay;

impl Plan {
    /// Label and text of each line to print.
    pub fn describe(&self) -> Vec<(&'static str, String)> {
        let mut rows =
            vec![("stage", self.describe_stage()), ("model", self.describe_model()), ("data", self.describe_data())];
        rows.extend(self.describe_mixture());
        rows.extend(self.describe_lora().map(|lora| ("adapter", lora)));
        rows.extend(self.describe_personality().unwrap_or_default());
        rows.extend(self.drawn.iter().flat_map(|drawn| drawn.describe(&self.model)));
        rows.extend([
            ("order", self.describe_order()),
            ("step", self.describe_step()),
            ("length", self.describe_length()),
            ("rates", self.describe_rates()),
            ("schedule", self.describe_schedule()),
            ("watch", self.describe_watch()),
            ("memory", self.describe_memory()),
            ("work", self.describe_work()),
            ("time", format!("about {} on this machine{}", duration(self.cost.hours * 3600.0), self.if_full())),
        ]);
        rows.extend(self.watch.grading.as_ref().map(|grading| ("grades", grading.describe())));
        rows.extend(self.average.map(|averaging| ("average", describe_average(&averaging))));
        rows.extend(self.spike_guard.then(|| {
            let back = "a spike of the loss leads back to the last checkpoint that was due";
            ("guard", format!("{back}, at most {MOST_ROLLBACKS} times"))
        }));
        rows.extend(self.extensions.iter().map(|extension| ("made longer", extension.to_string())));
        rows
    }

    /// Answers of the model's own may end early.
    fn if_full(&self) -> &'static str {
        let practice = matches!(self.drawn, Some(Drawn::Practice(_)));
        if practice { ", if every answer is as long as it may be" } else { "" }
    }

    fn describe_stage(&self) -> String {
        let base = self.base.as_ref().map_or("a model", |base| base.name.as_str());
        let training = match (self.stage.start, self.stage.feed) {
            (StartKind::Random, FeedKind::Text) => "pretraining from random weights".to_owned(),
            (StartKind::Random, FeedKind::Conversations) => "training from random weights on conversations".to_owned(),
            (StartKind::Model, feed) if self.stage.is_adapter() => {
                let what = if feed == FeedKind::Text { "text" } else { "conversations" };
                format!("an adapter (LoRA) beside {base}, from {what}")
            }
            (StartKind::Model, FeedKind::Text) => format!("going on with {base} on text"),
            (StartKind::Model, FeedKind::Conversations) => format!("fine-tuning of {base} on conversations"),
            (_, FeedKind::Questions) => format!("practice of {base} on questions"),
            (_, FeedKind::Pairs) => format!("fine-tuning of {base} on pairs of answers"),
        };
        match self.stage.loss {
            LossKind::AllTokens if self.stage.feed == FeedKind::Conversations => {
                format!("{training}, loss on all tokens")
            }
            LossKind::AllTokens => training,
            LossKind::Answers => format!("{training}, loss on answers only"),
            LossKind::Rewards => format!("{training}, its own answers learned by their rewards"),
            LossKind::Preferences => format!("{training}, the preferred made likelier than the rejected"),
        }
    }

    fn describe_model(&self) -> String {
        let model = &self.model;
        let size = self.size.as_deref().map(|size| format!("{size}: ")).unwrap_or_default();
        format!(
            "{size}{} parameters ({} layers, width {}, {} heads, {} key/value heads, feed-forward {}{})",
            count(self.cost.parameters),
            model.layers,
            model.dim,
            model.heads,
            model.kv_heads,
            model.ffn,
            model.features.names().iter().map(|name| format!(", {name}")).collect::<String>(),
        )
    }

    fn describe_data(&self) -> String {
        match self.drawn {
            Some(Drawn::Practice(Practice { questions, .. })) => {
                return format!("{}: {} questions", self.data.names(), count(questions));
            }
            Some(Drawn::Preference(Preference { pairs, .. })) => {
                return format!("{}: {} pairs", self.data.names(), count(pairs));
            }
            None => {}
        }
        format!(
            "{}: {} training and {} validation tokens, vocabulary {}",
            self.data.names(),
            count(self.data.train_tokens()),
            count(self.data.valid_tokens()),
            count(self.data.vocabulary() as u64)
        )
    }

    fn describe_order(&self) -> String {
        let what = match (self.stage.feed, self.order) {
            (FeedKind::Conversations, _) => "packed rows",
            (FeedKind::Questions, _) => "questions",
            (FeedKind::Pairs, _) => "pairs",
            (FeedKind::Text, Order::Rows) => "rows from all documents",
            (FeedKind::Text, Order::Documents) => "whole documents one after the other, as this run began",
        };
        let mixed = match self.personality {
            Some(_) => "; the personality's rows take the place of the text's, which are passed over",
            None => "",
        };
        format!("{what}, shuffled anew each time through{mixed}")
    }

    fn describe_step(&self) -> String {
        let step = &self.step;
        if self.drawn.is_some() {
            return format!(
                "{} texts at most, packed into micro-batches of {} rows x {} tokens",
                count((step.rows * step.accumulation) as u64),
                step.rows,
                step.context
            );
        }
        format!(
            "{} tokens = {} rows x {} tokens x {} micro-batches",
            count(step.tokens as u64),
            step.rows,
            step.context,
            step.accumulation
        )
    }

    fn describe_length(&self) -> String {
        let cost = &self.cost;
        if self.drawn.is_some() {
            return format!("{} steps: {:.2} passes over the data", count(self.steps), cost.epochs);
        }
        format!(
            "{} steps, {} tokens: {:.2} passes over the data, {:.1} tokens a parameter",
            count(self.steps),
            count(cost.tokens),
            cost.epochs,
            cost.tokens as f64 / cost.parameters as f64
        )
    }

    fn describe_rates(&self) -> String {
        let rates = &self.rates;
        if self.lora.is_some() {
            let decay = match self.weight_decay {
                0.0 => String::new(),
                decay => format!(", weight decay {}", rate(decay)),
            };
            return format!("{} (AdamW){decay}", rate(rates.matrix));
        }
        format!(
            "matrices {} (Muon), embedding {}, head {}, norms {} (AdamW, at width 768)",
            rate(rates.matrix),
            rate(rates.embedding),
            rate(rates.head),
            rate(rates.norm)
        )
    }

    fn describe_schedule(&self) -> String {
        let schedule = &self.schedule;
        format!(
            "{} steps up, then flat, the last {:.0}% down to {:.0}%{}",
            schedule.warmup_steps,
            100.0 * schedule.warmdown_ratio,
            100.0 * schedule.final_lr_fraction,
            if schedule.decay == Decay::Cosine { " as a cosine" } else { "" }
        )
    }

    fn describe_watch(&self) -> String {
        let watch = &self.watch;
        let every = |steps: u64, what: &str| match steps {
            0 => format!("{what} at the end"),
            _ => format!("{what} every {steps} steps"),
        };
        let measured = match self.drawn {
            Some(Drawn::Practice(practice)) => format!("at most {} questions", count(practice.eval_examples as u64)),
            Some(Drawn::Preference(_)) => "the pairs held out".to_owned(),
            None => format!("{} tokens", count(watch.eval_tokens)),
        };
        format!(
            "{} on {measured}, {}, {}{}",
            every(watch.eval_every, "validation"),
            samples(watch),
            every(watch.save_every, "a checkpoint"),
            match watch.early_stop {
                0 => String::new(),
                count => format!("; the end where {count} validations one after the other are no better than the best"),
            }
        )
    }

    fn describe_memory(&self) -> String {
        let memory = &self.cost.memory;
        let average = match memory.average {
            0 => String::new(),
            average => format!("averaged weights {}, ", bytes(average)),
        };
        format!(
            "{} at the peak: weights {}, gradients {}, optimiser {}, {average}activations {}",
            bytes(memory.total()),
            bytes(memory.weights + memory.packed),
            bytes(memory.gradients),
            bytes(memory.optimizer),
            bytes(memory.training + memory.validation + memory.workspace)
        )
    }

    fn describe_work(&self) -> String {
        format!("{:.2e} floating-point operations ({:.2e} a token)", self.cost.flops, self.cost.flops_per_token)
    }
}

fn describe_average(averaging: &Averaging) -> String {
    let Averaging { half_life, every, .. } = averaging;
    let looked = if *every == 1 { "every step".to_owned() } else { format!("every {every} steps") };
    format!("of the weights, looked at {looked}, with a half-life of {half_life:.0} steps; the best is judged by it")
}

fn samples(watch: &Watch) -> String {
    let shares: Vec<String> = watch.sample_at.iter().map(|share| format!("{:.0}%", 100.0 * share)).collect();
    match (watch.sample_every, shares.is_empty()) {
        (0, true) => "no samples".into(),
        (0, false) => format!("samples at {}", shares.join(", ")),
        (every, true) => format!("a sample every {every} steps"),
        (every, false) => format!("a sample every {every} steps and at {}", shares.join(", ")),
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
