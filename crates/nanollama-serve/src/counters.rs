//! Counters of what the server did.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};

use nanollama_engine::Finished;

/// Counters since the start.
#[derive(Default)]
pub(crate) struct Counters {
    prompt_tokens: AtomicU64,
    cached_tokens: AtomicU64,
    generated_tokens: AtomicU64,
    drafted_tokens: AtomicU64,
    accepted_tokens: AtomicU64,
    scored_tokens: AtomicU64,
    prefill_microseconds: AtomicU64,
    decode_microseconds: AtomicU64,
    finished: AtomicU64,
    cancelled: AtomicU64,
    answered: AtomicU64,
    refused: AtomicU64,
    failed: AtomicU64,
}

impl Counters {
    pub(crate) fn finished(&self, finished: &Finished) {
        let add = |counter: &AtomicU64, count: u64| {
            counter.fetch_add(count, Ordering::Relaxed);
        };
        add(&self.finished, 1);
        add(&self.prompt_tokens, finished.prompt_tokens as u64);
        add(&self.cached_tokens, finished.cached_tokens as u64);
        add(&self.generated_tokens, finished.tokens.len() as u64);
        add(&self.drafted_tokens, finished.drafted as u64);
        add(&self.accepted_tokens, finished.accepted as u64);
        add(&self.prefill_microseconds, (finished.prefill_seconds * 1e6) as u64);
        add(&self.decode_microseconds, (finished.decode_seconds * 1e6) as u64);
    }

    pub(crate) fn scored(&self, tokens: usize) {
        self.scored_tokens.fetch_add(tokens as u64, Ordering::Relaxed);
    }

    pub(crate) fn cancelled(&self) {
        self.cancelled.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn answered(&self, status: u16) {
        let counter = match status {
            500.. => &self.failed,
            400.. => &self.refused,
            _ => &self.answered,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }

    /// In Prometheus' text format.
    pub(crate) fn text(&self, under_way: usize) -> String {
        let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed) as f64;
        let seconds = |counter: &AtomicU64| count(counter) / 1e6;
        let rows = [
            ("prompt_tokens_total", "counter", "Tokens of prompts.", count(&self.prompt_tokens)),
            ("prompt_tokens_cached_total", "counter", "Of those, found in the cache.", count(&self.cached_tokens)),
            ("tokens_predicted_total", "counter", "Tokens generated.", count(&self.generated_tokens)),
            ("tokens_drafted_total", "counter", "Tokens drafted ahead.", count(&self.drafted_tokens)),
            ("tokens_accepted_total", "counter", "Of those, chosen.", count(&self.accepted_tokens)),
            ("tokens_scored_total", "counter", "Tokens of texts that were scored.", count(&self.scored_tokens)),
            ("prompt_seconds_total", "counter", "From requests to first tokens.", seconds(&self.prefill_microseconds)),
            (
                "tokens_predicted_seconds_total",
                "counter",
                "From first tokens to last.",
                seconds(&self.decode_microseconds),
            ),
            ("texts_finished_total", "counter", "Texts that came to their ends.", count(&self.finished)),
            ("texts_cancelled_total", "counter", "Texts whose clients went away.", count(&self.cancelled)),
            ("texts_under_way", "gauge", "Texts under way or waiting.", under_way as f64),
            ("requests_answered_total", "counter", "Requests answered.", count(&self.answered)),
            ("requests_refused_total", "counter", "Requests refused (4xx).", count(&self.refused)),
            ("requests_failed_total", "counter", "Requests failed (5xx).", count(&self.failed)),
        ];
        let mut text = String::new();
        for (name, kind, help, value) in rows {
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "# HELP nanollama_{name} {help}\n# TYPE nanollama_{name} {kind}\nnanollama_{name} {value}"
            );
        }
        text
    }
}
