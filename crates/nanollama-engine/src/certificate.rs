//! Whether a file computes what the model computes that it was written from: every number, the logits of a text, token ids,
//! ends, template. Where the first difference is, is the error.
//!
//! The models are loaded one after the other. Both are read by this program, so an error that reader and writer share is
//! not seen; other programs' readings are held against ours elsewhere.

use std::collections::BTreeSet;
use std::fmt;

use nanollama_bundle::{Importances, StoredModel};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::device::Device;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::pool::Pool;
use nanollama_model::{Config, Decoder, Feed, KvCache, Model, Sequence, TensorData, Wanted, parts};
use nanollama_token::Tokenizer;
use nanollama_token::chat::{Form, Message};

use crate::divergence::divergence;
use crate::error::{Error, Result};

/// Tokens whose logits are compared.
const TOKENS: usize = 64;

/// What was found to be equal.
#[derive(Debug, Clone, PartialEq)]
pub struct Certificate {
    /// Mean Kullback-Leibler divergence from the model to the file, a token, in nats.
    pub divergence: f64,
    /// Token ids of the mixed text.
    pub ids: usize,
    /// Whether the model chats, and so has a template.
    pub chats: bool,
}

impl fmt::Display for Certificate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let template = if self.chats { ", template equal" } else { "" };
        write!(
            out,
            "certified: tensors exact, logits equal, KL {:.1e} to the source, {} ids equal, stop tokens equal{template}",
            self.divergence, self.ids
        )
    }
}

/// Compares a file with the model `source`, rounded with `importances` where it was. `threads` compute; 0 is one a core.
///
/// # Errors
/// [`Error::Differs`] with the first place that differs and both values; [`Error::NotANumber`]; what loading reports.
pub fn certify(
    source: &StoredModel,
    file: &StoredModel,
    importances: Option<&Importances>,
    threads: usize,
) -> Result<Certificate> {
    let differ = |place: &str, ours: String, theirs: String| Error::Differs {
        path: file.path().to_owned(),
        place: place.to_owned(),
        model: ours,
        file: theirs,
    };
    let (ours, theirs) = (in_single(source.config()), in_single(file.config()));
    if ours != theirs {
        return Err(differ("the configuration", format!("{ours:?}"), format!("{theirs:?}")));
    }
    let text = mixed_text(source.tokenizer());
    let ids = source.tokenizer().prompt(&text);
    same_ids(&ids, &file.tokenizer().prompt(&text))
        .map_err(|(at, a, b)| differ(&format!("token {at} of a mixed text"), a, b))?;
    if source.stop_tokens() != file.stop_tokens() {
        return Err(differ(
            "the stop tokens",
            format!("{:?}", source.stop_tokens()),
            format!("{:?}", file.stop_tokens()),
        ));
    }
    match (source.chat(), file.chat()) {
        (ours, theirs) if ours != theirs => {
            let told =
                |text: Option<&str>| text.map_or("none".to_owned(), |text| format!("one of {} bytes", text.len()));
            return Err(differ("the chat template", told(ours), told(theirs)));
        }
        (Some(template), _) => {
            same_markup(template, source.tokenizer(), file.tokenizer())
                .map_err(|(at, a, b)| differ(&format!("token {at} of the template's marks"), a, b))?;
            same_prompts(template, source.tokenizer(), file.tokenizer())
                .map_err(|(place, a, b)| differ(&place, a, b))?;
        }
        _ => {}
    }
    let divergence = same_numbers((source, importances), file, threads, &ids)?;
    Ok(Certificate { divergence, ids: ids.len(), chats: source.chat().is_some() })
}

/// Files hold two of its numbers in single precision.
fn in_single(config: &Config) -> Config {
    let single = |value: f64| f64::from(value as f32);
    Config { rope_theta: single(config.rope_theta), norm_eps: single(config.norm_eps), ..config.clone() }
}

/// Where two lists of ids part, and what stands there.
type Parting = (usize, String, String);

fn same_ids(ours: &[u32], theirs: &[u32]) -> std::result::Result<(), Parting> {
    let length = ours.len().max(theirs.len());
    let told = |ids: &[u32], at: usize| ids.get(at).map_or("none".to_owned(), u32::to_string);
    match (0..length).find(|&at| ours.get(at) != theirs.get(at)) {
        Some(at) => Err((at, told(ours, at), told(theirs, at))),
        None => Ok(()),
    }
}

/// What a template renders to follows from its text, the special tokens in it, and the token that begins a text.
fn same_markup(template: &str, ours: &Tokenizer, theirs: &Tokenizer) -> std::result::Result<(), Parting> {
    let marks = |tokenizer: &Tokenizer| {
        let names: Vec<String> = ours.specials().into_iter().map(|(_, name)| format!("{name}a ")).collect();
        let begin = tokenizer.bos().filter(|_| tokenizer.adds_bos());
        let mut ids: Vec<u32> = begin.into_iter().collect();
        ids.extend(tokenizer.encode_trusted(&names.concat()));
        ids.extend(tokenizer.encode_trusted(template));
        ids
    };
    same_ids(&marks(ours), &marks(theirs))
}

/// The template gives one prompt with either tokenizer, or refuses the conversation with either.
fn same_prompts(
    template: &str,
    ours: &Tokenizer,
    theirs: &Tokenizer,
) -> std::result::Result<(), (String, String, String)> {
    let turns = [("system", "Be kind."), ("user", " What is 2+2? "), ("assistant", "4"), ("user", "<|end|> ok\n")];
    let messages: Vec<Message> = turns.into_iter().map(|(role, text)| Message::new(role, text)).collect();
    for messages in [&messages[..], &messages[1..], &messages[1..2]] {
        let prompt = |tokenizer: &Tokenizer| {
            let ids = Form::of(Some(template), tokenizer).and_then(|form| form.prompt(tokenizer, messages));
            ids.map_err(|error| error.to_string())
        };
        let place = format!("the prompt of {} messages", messages.len());
        match (prompt(ours), prompt(theirs)) {
            (Ok(ours), Ok(theirs)) => {
                same_ids(&ours, &theirs).map_err(|(at, a, b)| (format!("token {at} of {place}"), a, b))?;
            }
            (ours, theirs) if ours != theirs => {
                let told = |prompt: std::result::Result<Vec<u32>, String>| match prompt {
                    Ok(ids) => format!("{} tokens", ids.len()),
                    Err(problem) => problem,
                };
                return Err((place, told(ours), told(theirs)));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Every tensor is the model's, rounded as the file is, and the logits are those of the model so rounded, bit for bit; how far
/// that is from the model itself.
fn same_numbers(
    (source, importances): (&StoredModel, Option<&Importances>),
    file: &StoredModel,
    threads: usize,
    ids: &[u32],
) -> Result<f64> {
    let cpu = Cpu::new(Pool::new(threads));
    let config = source.config();
    let ids: Vec<u32> = ids.iter().copied().filter(|&id| (id as usize) < config.vocabulary).collect();
    let ids = &ids[..ids.len().min(TOKENS).min(config.context)];
    // Each tensor is rounded once: it is compared on its way into the model.
    let mut left: BTreeSet<String> = parts(config).into_iter().map(|part| part.name).collect();
    let rounded = Model::load_frozen(&cpu, config, |name| {
        left.remove(name);
        same_tensor((source, importances), file, name).map(Some)
    })?;
    for name in left {
        same_tensor((source, importances), file, &name)?;
    }
    let wanted = logits(&rounded, &cpu, ids)?;
    drop(rounded);
    let theirs = logits(&file.load_frozen(&cpu)?, &cpu, ids)?;
    if let Some(at) = wanted.iter().zip(&theirs).position(|(a, b)| a.to_bits() != b.to_bits()) {
        let place = format!("logit {} of token {}", at % config.vocabulary, at / config.vocabulary);
        let (model, stored) = (wanted[at].to_string(), theirs[at].to_string());
        return Err(Error::Differs { path: file.path().to_owned(), place, model, file: stored });
    }
    let exact = logits(&source.load_frozen(&cpu)?, &cpu, ids)?;
    // A divergence of what is no number would be cut off to 0.
    if let Some(at) = theirs.iter().zip(&exact).position(|(a, b)| !(a.is_finite() && b.is_finite())) {
        return Err(Error::NotANumber { position: at / config.vocabulary });
    }
    let rows = exact.chunks(config.vocabulary).zip(theirs.chunks(config.vocabulary));
    let sum: f64 = rows.map(|(exact, theirs)| divergence(exact, theirs)).sum();
    Ok(sum / ids.len().max(1) as f64)
}

/// The model's tensor as the file's type rounds it, which the file's must be.
fn same_tensor<'a>(
    (source, importances): (&'a StoredModel, Option<&Importances>),
    file: &StoredModel,
    name: &str,
) -> Result<TensorData<'a>> {
    let stored = file.tensor(name)?;
    let wanted = source.rounded(name, stored.dtype, importances)?;
    if stored.bytes == wanted.bytes {
        return Ok(wanted);
    }
    let at = stored.bytes.iter().zip(wanted.bytes.iter()).position(|(a, b)| a != b).unwrap_or(0);
    let place = format!("tensor {name}, byte {at} of {}", stored.bytes.len());
    let byte = |bytes: &[u8]| bytes.get(at).map_or("nothing".to_owned(), |byte| format!("{byte:#04x}"));
    let (model, theirs) = (byte(&wanted.bytes), byte(&stored.bytes));
    Err(Error::Differs { path: file.path().to_owned(), place, model, file: theirs })
}

/// All logits of the ids, a row a token.
fn logits(model: &Model, device: &dyn Device, ids: &[u32]) -> Result<Vec<f32>> {
    let mut sequence = Sequence::default();
    let mut cache = KvCache::new(device, model.config(), DType::F32, ids.len().max(1))?;
    let feed = Feed { sequence: &mut sequence, tokens: ids, wanted: Wanted::All, adapters: &[] };
    Ok(Decoder::new(model.config()).run(model, device, &mut cache, &mut [feed])?.to_vec())
}

/// Text of many kinds, the same every time: languages, code, numbers, runs of blanks, and the names of special tokens as a
/// user may type them.
fn mixed_text(tokenizer: &Tokenizer) -> String {
    const PIECES: [&str; 24] = [
        "The quick brown fox jumps over the lazy dog. ",
        "I'd say it's 12,345.67 or 1e-9, isn't it? ",
        "Straße, naïve café, Ærøskøbing, İstanbul\n",
        "Быстрая лисица перепрыгнула через собаку. ",
        "素早い茶色の狐が怠け者の犬を飛び越える。",
        "سريع الثعلب البني ",
        "तेज़ भूरी लोमड़ी ",
        "날쌘 갈색 여우\t",
        "fn main() {\n    let x = vec![1u8; 3];\n}\n",
        "        deeply\tindented\r\n\r\n",
        "   \n \n\n\n",
        "👩‍👩‍👧 🦊 ✨",
        "e\u{301}\u{327} ",
        "\u{a0}\u{3000}\u{2028}x",
        "<html>&amp;</html> ",
        "SELECT * FROM t WHERE a != 'b';\n",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "MiXeD CaSe'S WE'LL ",
        "https://example.org/a?b=c&d=%20#e ",
        "\u{1}\u{7f}\u{85}",
        "0123456789 3.14159 ",
        "…—“quoted” ‘text’ ",
        "▁metaspace▁Ġg ",
        "한글漢字かなabc123 ",
    ];
    let names: String = tokenizer.specials().into_iter().take(64).map(|(_, name)| format!("{name} ")).collect();
    let mut text = String::new();
    let mut state = 1u64;
    for _ in 0..200 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        text.push_str(PIECES[(state >> 33) as usize % PIECES.len()]);
    }
    text + &names
}
