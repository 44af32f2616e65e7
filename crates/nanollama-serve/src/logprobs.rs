//! Log-probabilities as answers list them: a list of entries (chats), or OpenAI's older four lists side by side
//! (completions). Both say the model's own numbers, before temperature, penalties and biases.

use nanollama_engine::Weighed;
use nanollama_token::{TextStream, Tokenizer};
use serde_json::{Map, Value, json};

use crate::tokens;

/// Entries of a list, each with the likeliest tokens of its place.
pub(crate) fn entries(tokenizer: &Tokenizer, tokens: &[Weighed], with_ids: bool) -> Vec<Value> {
    let entry = |token: &Weighed| {
        let others = token.others.iter();
        let others: Vec<Value> =
            others.map(|&(id, logprob)| tokens::entry(tokenizer, id, Some(logprob), with_ids)).collect();
        let mut entry = tokens::entry(tokenizer, token.id, token.logprob, with_ids);
        entry["top_logprobs"] = Value::Array(others);
        entry
    };
    tokens.iter().map(entry).collect()
}

/// OpenAI's older form, of a text that may come in pieces.
pub(crate) struct Lists {
    tokenizer: Tokenizer,
    stream: TextStream,
    /// Characters before the next token.
    offset: usize,
}

impl Lists {
    /// Lists of a text; `at_start`: its first token is the first of all, not behind a prompt.
    pub(crate) fn new(tokenizer: &Tokenizer, at_start: bool) -> Lists {
        let stream = if at_start { TextStream::at_start(tokenizer) } else { TextStream::new(tokenizer) };
        Lists { tokenizer: tokenizer.clone(), stream, offset: 0 }
    }

    /// Passes over tokens that are part of the text and not listed.
    pub(crate) fn pass(&mut self, ids: &[u32]) {
        ids.iter().for_each(|&id| self.offset += self.stream.push(id).chars().count());
    }

    /// The lists of the next tokens. The first of all has nulls.
    pub(crate) fn next(&mut self, tokens: &[Weighed]) -> Value {
        let (mut names, mut logprobs, mut others, mut offsets) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for token in tokens {
            names.push(tokens::key(&self.tokenizer, token.id));
            logprobs.push(token.logprob);
            others.push(token.logprob.map(|logprob| self.alternatives(token, logprob)));
            offsets.push(self.offset);
            self.pass(&[token.id]);
        }
        json!({"tokens": names, "token_logprobs": logprobs, "top_logprobs": others, "text_offset": offsets})
    }

    /// The likeliest tokens by their texts, likeliest first; the chosen one is always among them. Of several with the same
    /// text the likeliest counts, but for the chosen one, whose number stands in both lists.
    fn alternatives(&self, token: &Weighed, logprob: f32) -> Map<String, Value> {
        let mut map = Map::new();
        for &(id, logprob) in &token.others {
            map.entry(tokens::key(&self.tokenizer, id)).or_insert(json!(logprob));
        }
        map.insert(tokens::key(&self.tokenizer, token.id), json!(logprob));
        map
    }
}

/// What a scoring told of `ids[from..]`, behind a first token that has nothing before it where `from` is 0.
pub(crate) fn scored(ids: &[u32], from: usize, logprobs: &[f32], others: Vec<Vec<(u32, f32)>>) -> Vec<Weighed> {
    let first = (from == 0).then(|| ids.first()).flatten();
    let first = first.map(|&id| Weighed { id, logprob: None, others: Vec::new() });
    // Nothing is named beside the tokens where nothing was asked for.
    let others = others.into_iter().chain(std::iter::repeat_with(Vec::new));
    let rest = ids[from.max(1).min(ids.len())..].iter().zip(logprobs).zip(others);
    let rest = rest.map(|((&id, &logprob), others)| Weighed { id, logprob: Some(logprob), others });
    first.into_iter().chain(rest).collect()
}
