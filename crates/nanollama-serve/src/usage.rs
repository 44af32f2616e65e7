//! What an answer cost: OpenAI's `usage` and llama.cpp's `timings`.

use nanollama_engine::Finished;
use serde_json::{Value, json};

/// Tokens of a request's answers. A prompt counts once, however many answers it has.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Usage {
    pub(crate) prompt: usize,
    pub(crate) cached: usize,
    pub(crate) completion: usize,
}

impl Usage {
    /// Adds an answer; `counts`: its prompt does, too.
    pub(crate) fn add(&mut self, finished: &Finished, counts: bool) {
        if counts {
            self.prompt += finished.prompt_tokens;
            self.cached += finished.cached_tokens;
        }
        self.completion += finished.tokens.len();
    }

    pub(crate) fn json(&self) -> Value {
        json!({
            "prompt_tokens": self.prompt,
            "completion_tokens": self.completion,
            "total_tokens": self.prompt + self.completion,
            "prompt_tokens_details": {"cached_tokens": self.cached},
        })
    }
}

/// llama.cpp's `timings` of one answer. The wait for others is in the prompt's time.
pub(crate) fn timings(finished: &Finished) -> Value {
    let part = |name: &str, tokens: usize, seconds: f64| {
        let (tokens, milliseconds) = (tokens as f64, seconds * 1e3);
        // What took no time has no rate, and JSON no infinity.
        let ratio = |a: f64, b: f64| if b > 0.0 { a / b } else { 0.0 };
        [
            (format!("{name}_n"), json!(tokens as u64)),
            (format!("{name}_ms"), json!(milliseconds)),
            (format!("{name}_per_token_ms"), json!(ratio(milliseconds, tokens))),
            (format!("{name}_per_second"), json!(ratio(tokens, seconds))),
        ]
    };
    let computed = finished.prompt_tokens.saturating_sub(finished.cached_tokens);
    let mut all = serde_json::Map::new();
    all.insert("cache_n".into(), json!(finished.cached_tokens));
    all.extend(part("prompt", computed, finished.prefill_seconds));
    all.extend(part("predicted", finished.tokens.len(), finished.decode_seconds));
    Value::Object(all)
}
