//! A `tokenizer.json` of Llama's kind (characters, byte fallback, U+2581 for spaces) as GGUF's SentencePiece. That one ranks
//! tokens by scores, not pairs by their place in a list, so the two are tried on texts and must agree on all of them.

use super::pre::refused;
use super::read::read;
use super::vocab::GgufVocab;
use crate::error::Result;
use crate::normalizer::Step;
use crate::pipeline::{Cut, Pipeline, Prefix};
use crate::sentencepiece::byte_name;
use crate::tokenizer::Tokenizer;
use crate::vocabulary::Kind;

/// The values, if they give the same ids.
pub(super) fn values(common: GgufVocab, tokenizer: &Tokenizer, pipeline: &Pipeline) -> Result<GgufVocab> {
    let add_space_prefix = space_prefix(tokenizer, pipeline)?;
    let model = &pipeline.characters.definition;
    if !model.byte_fallback || model.ignore_merges {
        return Err(refused("its SentencePiece falls back to bytes and looks up no whole words"));
    }
    let vocabulary = &tokenizer.inner().vocabulary;
    let written = |(id, kind, bytes): (u32, Kind, &[u8])| match kind {
        Kind::Byte => byte_name(bytes.first().copied().unwrap_or_default()),
        Kind::Unused => format!("[UNUSED{id}]"),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    };
    let mut tokens: Vec<String> = vocabulary.tokens().map(written).collect();
    for (text, id) in &model.texts {
        tokens[*id as usize].clone_from(text);
    }
    // The first pair that makes a token says how early it is made. Single characters need no pair.
    let mut scores = vec![0.0; tokens.len()];
    let mut made = vec![false; tokens.len()];
    for (rank, &(_, _, id)) in model.merges.iter().enumerate() {
        if !std::mem::replace(&mut made[id as usize], true) {
            scores[id as usize] = -(rank as f32);
        }
    }
    let single = |id: usize| tokens[id].chars().count() == 1;
    let never = |id: usize| vocabulary.kind(id as u32) == Some(Kind::Normal) && !made[id] && !single(id);
    if let Some(id) = (0..tokens.len()).find(|&id| never(id)) {
        return Err(refused(&format!("token {id} is made by no merge, which scores cannot say")));
    }
    let values = GgufVocab {
        model: "llama".into(),
        pre: Some("default".into()),
        tokens,
        scores,
        add_space_prefix: Some(add_space_prefix),
        ..common
    };
    let again = read(values.clone())?;
    for text in trials(&values.tokens) {
        let (ours, theirs) = (tokenizer.encode(&text), again.encode(&text));
        if ours != theirs {
            return Err(refused(&format!("{text:?} is {ours:?} by the list of merges and {theirs:?} by scores")));
        }
    }
    Ok(values)
}

/// Whether a space goes in front of any text, also behind special tokens, or before none.
fn space_prefix(tokenizer: &Tokenizer, pipeline: &Pipeline) -> Result<bool> {
    let replace = Step::Replace { from: " ".into(), to: "▁".into() };
    let steps = tokenizer.inner().normalizer.0.as_slice();
    match (steps, pipeline.cuts.as_slice()) {
        ([Step::Prepend(sign), step], []) if sign == "▁" && *step == replace => Ok(true),
        ([step], []) if *step == replace => Ok(false),
        ([], [Cut::Metaspace { sign: '▁', prefix: Prefix::Never, split: false }]) => Ok(false),
        ([], [Cut::Metaspace { sign: '▁', split: false, .. }]) => {
            Err(refused("Metaspace puts no space before text that begins with one, its SentencePiece does"))
        }
        _ => Err(refused(&format!("text is changed by {steps:?} and cut by {:?}", pipeline.cuts))),
    }
}

/// Texts that try merges against each other: neighbours of the vocabulary, whole, halved and repeated.
fn trials(tokens: &[String]) -> impl Iterator<Item = String> {
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as usize % below.max(1)
    };
    let pieces: Vec<&String> =
        tokens.iter().filter(|token| !token.starts_with('<') && !token.starts_with('[')).collect();
    (0..if pieces.is_empty() { 0 } else { 4000 }).map(move |_| {
        let mut text = String::new();
        for _ in 0..1 + next(6) {
            let piece: Vec<char> = pieces[next(pieces.len())].chars().collect();
            let cut = next(piece.len() + 1);
            let part: String = if next(3) == 0 { piece[cut..].iter().collect() } else { piece.iter().collect() };
            text.push_str(&part.repeat(1 + next(8) / 6 * next(4)));
        }
        text.replace('▁', " ")
    })
}
