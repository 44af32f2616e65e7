//! The tokenizer and the template by themselves: `/tokenize`, `/detokenize`, `/apply-template`, `/tokenizer_info`. The first
//! two take llama.cpp's fields and vLLM's.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::Response;
use nanollama_token::Tokenizer;
use serde_json::{Value, json};

use crate::completions::take_ids;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::state::{Loaded, State};
use crate::{body, messages, reply, tokens, tools};

async fn open(state: &State, request: Request) -> Result<(Fields, &Loaded), Failure> {
    let mut fields = body::object(request, &state.settings.limits).await?;
    let model = state.model()?;
    model.check_name(fields.text("model")?.as_deref())?;
    Ok((fields, model))
}

/// `POST /tokenize`: `content` (as it stands unless `add_special`), `prompt` (as a prompt unless `add_special_tokens` is
/// false), or `messages` (as the template has them).
///
/// A text that spells a special token stays text, unless `parse_special` says otherwise or, where that is left out,
/// `add_special_tokens` is false: who wants nothing added writes out what belongs there. Graders ask so for the id of the token
/// that ends a text, and ask in no other way.
pub(crate) async fn tokenize(Shared(state): Shared<Arc<State>>, request: Request) -> Result<Response<Body>, Failure> {
    let (mut fields, model) = open(&state, request).await?;
    let pieces = fields.flag("with_pieces")?.unwrap_or(false);
    let tokenizer = model.prompts.tokenizer();
    let ids = if let Some(content) = fields.text("content")? {
        let add = fields.flag("add_special")?.unwrap_or(false);
        encode(tokenizer, &content, add, fields.flag("parse_special")?.unwrap_or(false))
    } else if let Some(prompt) = fields.text("prompt")? {
        let add = fields.flag("add_special_tokens")?.unwrap_or(true);
        encode(tokenizer, &prompt, add, fields.flag("parse_special")?.unwrap_or(!add))
    } else if fields.has("messages") {
        fields.only("parse_special", |parse| *parse == false)?;
        conversation(&state, &mut fields, model)?
    } else {
        return Err(Failure::field("content", "there is neither `content` nor `prompt` nor `messages`"));
    };
    fields.end()?;
    let listed: Vec<Value> = match pieces {
        true => ids.iter().map(|&id| json!({"id": id, "piece": piece(model, id)})).collect(),
        false => ids.iter().map(|&id| json!(id)).collect(),
    };
    Ok(reply::json(&json!({"tokens": listed, "count": ids.len(), "max_model_len": model.context})))
}

/// The prompt of a conversation, with the tools beside it.
fn conversation(state: &State, fields: &mut Fields, model: &Loaded) -> Result<Vec<u32>, Failure> {
    let messages = messages::prepared(model, messages::take(fields, &state.settings.limits)?)?;
    fields.only("add_generation_prompt", |add| *add == true)?;
    tools::prompt(model, &messages, tools::take(fields)?.as_ref())
}

/// The ids of a text. `add`: what comes before a prompt; `parse`: a special token's name in it is that token.
fn encode(tokenizer: &Tokenizer, text: &str, add: bool, parse: bool) -> Vec<u32> {
    match (add, parse) {
        (true, false) => tokenizer.prompt(text),
        (true, true) => {
            let begin = tokenizer.bos().filter(|_| tokenizer.adds_bos() || text.is_empty());
            begin.into_iter().chain(tokenizer.encode_trusted(text)).collect()
        }
        (false, false) => tokenizer.encode(text),
        (false, true) => tokenizer.encode_trusted(text),
    }
}

/// A token's text, or its bytes where that is no text, as llama.cpp lists them.
fn piece(model: &Loaded, id: u32) -> Value {
    let tokenizer = model.prompts.tokenizer();
    match tokenizer.token_bytes(id) {
        Some(bytes) if !bytes.is_empty() => {
            std::str::from_utf8(bytes).map_or_else(|_| json!(bytes), |text| json!(text))
        }
        _ => json!(tokens::text(tokenizer, id)),
    }
}

/// `POST /detokenize`: the text of `tokens`, as llama.cpp's `content` and vLLM's `prompt`. Special tokens add nothing.
pub(crate) async fn detokenize(Shared(state): Shared<Arc<State>>, request: Request) -> Result<Response<Body>, Failure> {
    let (mut fields, model) = open(&state, request).await?;
    let list = fields.list("tokens")?.ok_or_else(|| Failure::field("tokens", "there are no tokens"))?;
    fields.end()?;
    let ids = take_ids("tokens", &list)?;
    let tokenizer = model.prompts.tokenizer();
    let vocabulary = tokenizer.vocab_size();
    if let Some(id) = ids.iter().find(|&&id| id as usize >= vocabulary) {
        return Err(Failure::field("tokens", format!("token {id} is outside the vocabulary of {vocabulary}")));
    }
    let text = String::from_utf8_lossy(&tokenizer.decode(&ids)).into_owned();
    Ok(reply::json(&json!({"content": text, "prompt": text})))
}

/// `POST /apply-template`: the prompt that `messages` become, special tokens by their names.
pub(crate) async fn apply_template(
    Shared(state): Shared<Arc<State>>,
    request: Request,
) -> Result<Response<Body>, Failure> {
    let (mut fields, model) = open(&state, request).await?;
    let ids = conversation(&state, &mut fields, model)?;
    fields.end()?;
    Ok(reply::json(&json!({"prompt": model.prompts.shown(&ids)})))
}

/// `GET /tokenizer_info`: what graders want to know of it.
pub(crate) async fn tokenizer_info(Shared(state): Shared<Arc<State>>) -> Result<Response<Body>, Failure> {
    let model = state.model()?;
    let tokenizer = model.prompts.tokenizer();
    let name = |id: Option<u32>| id.and_then(|id| tokenizer.token_text(id));
    Ok(reply::json(&json!({
        "eos_token": name(tokenizer.eos()),
        "eos_token_id": tokenizer.eos(),
        "bos_token": name(tokenizer.bos()),
        "bos_token_id": tokenizer.bos(),
        "pad_token": name(tokenizer.pad()),
        "pad_token_id": tokenizer.pad(),
        "eot_token": name(tokenizer.eot()),
        "add_bos_token": tokenizer.adds_bos(),
        "vocab_size": tokenizer.vocab_size(),
        "chat_template": model.prompts.template(),
    })))
}
