//! Which way a model wants its conversations. Ours is rendered by `nanollama-token` itself, the function that training used;
//! any other is Jinja text from the model's files, run by minijinja in the way that transformers runs it.
//!
//! A template's text may become special tokens, a message may not: where one holds the name of a special token, that name
//! is carried through the template under a mark and becomes ordinary characters again.

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Error as JinjaError, ErrorKind, Value, context};
use nanollama_token::Tokenizer;
use nanollama_token::chat::{self, Message};

use crate::clock;
use crate::json;

/// How conversations are rendered.
pub(crate) enum Template {
    /// Not at all: a base model.
    None,
    /// As this program trains them.
    Native,
    /// By the text in the model's files.
    Foreign(String),
}

impl Template {
    pub(crate) fn of(text: Option<&str>, tokenizer: &Tokenizer) -> Template {
        match text {
            None => Template::None,
            Some(text) if text.trim() == chat::TEMPLATE.trim() && chat::supports(tokenizer) => Template::Native,
            Some(text) => Template::Foreign(text.to_owned()),
        }
    }
}

/// The prompt of a conversation by a foreign template.
///
/// # Errors
/// What is wrong with the template or what it says about the messages, as a sentence.
pub(crate) fn render(text: &str, tokenizer: &Tokenizer, messages: &[Message]) -> Result<Vec<u32>, String> {
    let mut names: Vec<String> = tokenizer.specials().into_iter().map(|(_, name)| name).collect();
    // Longest first: of two names of which one begins the other, the longer is meant.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let mark = unused_mark(text, messages).ok_or("the messages use every character there is for marks")?;
    let quoted: Vec<Message> = messages
        .iter()
        .map(|message| Message { role: message.role.clone(), content: quote(&message.content, &names, mark) })
        .collect();
    let rendered = run(text, tokenizer, &quoted).map_err(|error| describe(&error))?;
    let mut ids = Vec::new();
    for (index, part) in rendered.split(mark).enumerate() {
        // Marks come in pairs around the index of a name.
        match index % 2 {
            0 => ids.extend(tokenizer.encode_trusted(part)),
            _ => {
                let name = part.parse::<usize>().ok().and_then(|index| names.get(index));
                tokenizer.encode_into(name.ok_or("it takes apart what a message says")?, &mut ids);
            }
        }
    }
    let begin = tokenizer.bos().filter(|_| tokenizer.adds_bos());
    if begin.is_some() && ids.first().copied() != begin {
        ids.splice(0..0, begin);
    }
    Ok(ids)
}

/// A private-use character that nobody uses here.
fn unused_mark(template: &str, messages: &[Message]) -> Option<char> {
    let used = |mark: char| template.contains(mark) || messages.iter().any(|message| message.content.contains(mark));
    ('\u{E000}'..='\u{F8FF}').find(|&mark| !used(mark))
}

/// The text with each special token's name as mark, its index, mark.
fn quote(text: &str, names: &[String], mark: char) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        match names.iter().position(|name| !name.is_empty() && rest.starts_with(name.as_str())) {
            Some(index) => {
                out.push_str(&format!("{mark}{index}{mark}"));
                rest = &rest[names[index].len()..];
            }
            None => {
                out.push(next);
                rest = &rest[next.len_utf8()..];
            }
        }
    }
    out
}

fn run(text: &str, tokenizer: &Tokenizer, messages: &[Message]) -> Result<String, JinjaError> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_unknown_method_callback(minijinja_contrib::pycompat::unknown_method_callback);
    environment.set_fuel(Some(10_000_000));
    environment.add_function("raise_exception", |message: String| -> Result<Value, JinjaError> {
        Err(JinjaError::new(ErrorKind::InvalidOperation, message))
    });
    environment.add_function("strftime_now", |format: String| {
        clock::format(&format).map_err(|problem| JinjaError::new(ErrorKind::InvalidOperation, problem))
    });
    environment.add_filter("tojson", json::filter);
    environment.add_template("chat", text)?;
    let name = |id: Option<u32>| id.and_then(|id| tokenizer.token_text(id)).unwrap_or_default();
    let list: Vec<Value> =
        messages.iter().map(|message| context! { role => &message.role, content => &message.content }).collect();
    environment.get_template("chat")?.render(context! {
        messages => list,
        add_generation_prompt => true,
        bos_token => name(tokenizer.bos()),
        eos_token => name(tokenizer.eos()),
        pad_token => name(tokenizer.pad()),
    })
}

fn describe(error: &JinjaError) -> String {
    let what = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    match error.line() {
        Some(line) => format!("line {line}: {what}"),
        None => what,
    }
}

#[cfg(test)]
mod tests;
