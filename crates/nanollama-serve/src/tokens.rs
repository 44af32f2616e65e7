//! How a token is written in answers: as text where it is whole, by its bytes where it is half a character, by its name where
//! it is special.

use nanollama_token::Tokenizer;
use serde_json::{Value, json};

/// The text of a token; U+FFFD where its bytes are no whole characters.
pub(crate) fn text(tokenizer: &Tokenizer, id: u32) -> String {
    match tokenizer.token_bytes(id) {
        Some(bytes) if !bytes.is_empty() => String::from_utf8_lossy(bytes).into_owned(),
        _ => tokenizer.token_text(id).unwrap_or_default(),
    }
}

/// The text of a token such that others differ from it: `bytes:\xe2\x82` where its bytes are no whole characters.
pub(crate) fn key(tokenizer: &Tokenizer, id: u32) -> String {
    match tokenizer.token_bytes(id) {
        Some(bytes) if !bytes.is_empty() => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().fold("bytes:".to_owned(), |key, byte| format!("{key}\\x{byte:02x}")),
        },
        _ => tokenizer.token_text(id).unwrap_or_default(),
    }
}

/// A token with its log-probability, as chats list them; `null` for the first of all, which has none. `with_id`: for clients
/// that send ids back.
pub(crate) fn entry(tokenizer: &Tokenizer, id: u32, logprob: Option<f32>, with_id: bool) -> Value {
    let bytes = tokenizer.token_bytes(id).filter(|bytes| !bytes.is_empty());
    let mut entry = json!({"token": text(tokenizer, id), "logprob": logprob, "bytes": bytes});
    if with_id {
        entry["id"] = json!(id);
    }
    entry
}
