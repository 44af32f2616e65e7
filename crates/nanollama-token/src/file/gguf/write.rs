//! From a tokenizer to the values.

use super::pre::{FILE, name_of, refused};
use super::vocab::GgufVocab;
use crate::bpe::Bpe;
use crate::byte_level;
use crate::error::{Error, Result};
use crate::sentencepiece::{SentencePiece, byte_name, to_piece};
use crate::tokenizer::{Model, Tokenizer};
use crate::vocabulary::{Kind, Vocabulary};

/// The values that hold this tokenizer.
pub(crate) fn write(tokenizer: &Tokenizer) -> Result<GgufVocab> {
    let inner = tokenizer.inner();
    let vocabulary = &inner.vocabulary;
    let roles = inner.roles;
    check_around(tokenizer)?;
    let common = GgufVocab {
        bos: roles.bos,
        eos: roles.eos,
        eot: roles.eot,
        pad: roles.pad,
        unk: roles.unk,
        add_bos: Some(tokenizer.adds_bos()),
        add_eos: tokenizer.adds_eos().then_some(true),
        nfc: tokenizer.composes().then_some(true),
        token_types: vocabulary.tokens().map(|(_, kind, _)| kind as i32).collect(),
        ..GgufVocab::default()
    };
    match &inner.model {
        Model::Bpe(bpe) => byte_level_values(common, vocabulary, bpe),
        Model::SentencePiece(pieces) => sentence_piece_values(common, vocabulary, pieces),
        Model::Pipeline(pipeline) => super::pipeline::values(common, tokenizer, pipeline),
    }
}

/// Refuses what stands around the model and has no key.
fn check_around(tokenizer: &Tokenizer) -> Result<()> {
    let inner = tokenizer.inner();
    if !inner.normalizer.is_empty() && !tokenizer.composes() && !matches!(inner.model, Model::Pipeline(_)) {
        return Err(refused(&format!("text is normalised first ({:?})", inner.normalizer.0)));
    }
    let strange = tokenizer.flagged().into_iter().find(|(_, flags)| flags.single_word || flags.left || flags.right);
    if let Some((id, _)) = strange {
        let name = tokenizer.token_text(id).unwrap_or_default();
        return Err(refused(&format!("token {id}, {name:?}, has a flag (single_word, lstrip or rstrip)")));
    }
    Ok(())
}

fn byte_level_values(common: GgufVocab, vocabulary: &Vocabulary, bpe: &Bpe) -> Result<GgufVocab> {
    if bpe.space_prefix {
        return Err(refused("a space is put before text, which its byte-level tokenizers do not do"));
    }
    if bpe.rank_by_union {
        return Err(refused(
            "pairs are ranked by the token they make (tiktoken), of which its list of merges knows nothing",
        ));
    }
    let pre = name_of(bpe.pattern, bpe.ignore_merges, || bpe.merges_make_every_token(vocabulary))?;
    let written = |(id, kind, bytes): (u32, Kind, &[u8])| match kind {
        Kind::Normal => byte_level::to_text(bytes),
        Kind::Unused if bytes.is_empty() => unused(id),
        _ => text(bytes),
    };
    let tokens: Vec<String> = vocabulary.tokens().map(written).collect();
    let merge = |&(left, right): &(u32, u32)| format!("{} {}", tokens[left as usize], tokens[right as usize]);
    let merges = bpe.merges.iter().map(merge).collect();
    Ok(GgufVocab { model: "gpt2".into(), pre: Some(pre.into()), tokens, merges, ..common })
}

fn sentence_piece_values(common: GgufVocab, vocabulary: &Vocabulary, pieces: &SentencePiece) -> Result<GgufVocab> {
    check_scores(vocabulary, pieces)?;
    let spelling = &pieces.spelling;
    let own_symbol = vocabulary.ids_of(Kind::UserDefined).find(|&id| pieces.has_symbol(id));
    let refusals = [
        (spelling.charsmap.is_some(), "its SentencePiece has no character map (precompiled_charsmap)"),
        (spelling.remove_extra, "its SentencePiece keeps extra spaces (remove_extra_whitespaces)"),
        (spelling.suffix, "its SentencePiece puts spaces before words (treat_whitespace_as_suffix)"),
        (!spelling.byte_fallback, "its SentencePiece needs byte tokens (byte_fallback)"),
        (own_symbol.is_some(), "it begins anew behind user-defined symbols, SentencePiece does not"),
        (!spelling.prefix_again && spelling.add_prefix, "it puts a space behind special tokens, too (legacy false)"),
    ];
    if let Some((_, problem)) = refusals.iter().find(|(refused, _)| *refused) {
        return Err(refused(problem));
    }
    let written = |(id, kind, bytes): (u32, Kind, &[u8])| match kind {
        Kind::Byte => byte_name(bytes.first().copied().unwrap_or_default()),
        Kind::Normal | Kind::UserDefined => to_piece(&text(bytes)),
        Kind::Unused if bytes.is_empty() => unused(id),
        _ => text(bytes),
    };
    let finite = |&score: &f32| if score.is_infinite() { 0.0 } else { score };
    Ok(GgufVocab {
        model: "llama".into(),
        pre: Some("default".into()),
        tokens: vocabulary.tokens().map(written).collect(),
        scores: pieces.scores.iter().map(finite).collect(),
        add_space_prefix: Some(pieces.spelling.add_prefix),
        ..common
    })
}

/// Refuses a token that no merge makes: it must never be made, and the lowest finite score would still let it.
fn check_scores(vocabulary: &Vocabulary, pieces: &SentencePiece) -> Result<()> {
    let Some(id) = pieces.scores.iter().position(|score| score.is_infinite()) else { return Ok(()) };
    let kind = vocabulary.kind(id as u32);
    let single = vocabulary.written(id as u32).is_some_and(|bytes| text(bytes).chars().count() <= 1);
    if kind == Some(Kind::Normal) && !single {
        let problem = format!("token {id} is made by no merge, which scores cannot say");
        return Err(Error::Export { format: FILE, problem });
    }
    Ok(())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What stands for an id without use.
fn unused(id: u32) -> String {
    format!("[UNUSED{id}]")
}
