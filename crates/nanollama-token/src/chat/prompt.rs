//! Ids of a conversation by a model's template. A template's text may become special tokens, a message's may not. Messages
//! reach the template as they are; where one holds a special token's name, a second rendering, in which such names are
//! marked, tells which of them came from messages. If marks change anything else, nobody can tell, and that is an error.

use serde_json::Value as Json;

use super::message::Message;
use super::template::{Asked, Template};
use crate::error::{Error, Result};
use crate::tokenizer::Tokenizer;

impl Template {
    /// The prompt that asks the model for the assistant's next message.
    ///
    /// # Errors
    /// [`Error::Template`]: as [`Template::render`]; also when a message holds a special token's name and the template does
    /// more with it than to repeat it.
    pub fn prompt(&self, tokenizer: &Tokenizer, messages: &[Message]) -> Result<Vec<u32>> {
        let tokens = named(tokenizer);
        self.ids(tokenizer, &Asked::prompt(messages, &tokens))
    }

    /// The ids of what [`Template::render`] gives, after the beginning-of-text token where the model expects one.
    ///
    /// # Errors
    /// As [`Template::prompt`].
    pub fn ids(&self, tokenizer: &Tokenizer, asked: &Asked<'_>) -> Result<Vec<u32>> {
        let quotes = Quotes::new(tokenizer, self, asked)?;
        let text = quotes.render(self, asked)?;
        let mut ids = Vec::new();
        quotes.encode(&text, &mut ids)?;
        Ok(begun(tokenizer, ids))
    }
}

/// The ids behind the beginning-of-text token where the model expects one.
pub(super) fn begun(tokenizer: &Tokenizer, mut ids: Vec<u32>) -> Vec<u32> {
    let begin = tokenizer.bos().filter(|_| tokenizer.adds_bos());
    if begin.is_some() && ids.first().copied() != begin {
        ids.splice(0..0, begin);
    }
    ids
}

/// Renders so that names of special tokens that came from messages stand between marks, and makes ids of such text.
pub(super) struct Quotes<'a> {
    tokenizer: &'a Tokenizer,
    /// Of special tokens.
    names: Vec<String>,
    /// Stands in no text.
    mark: char,
}

impl<'a> Quotes<'a> {
    /// Marks that are free in these messages and tools.
    ///
    /// # Errors
    /// [`Error::Template`] when no mark is free.
    pub(super) fn new(tokenizer: &'a Tokenizer, template: &Template, asked: &Asked<'_>) -> Result<Quotes<'a>> {
        let mark = free_mark(template, asked, &[])?;
        Ok(Quotes { tokenizer, names: names(tokenizer), mark })
    }

    /// Another mark that is free.
    ///
    /// # Errors
    /// As [`Quotes::new`].
    pub(super) fn further_mark(&self, template: &Template, asked: &Asked<'_>) -> Result<char> {
        free_mark(template, asked, &[self.mark])
    }

    /// What the template gives, names from messages between marks.
    ///
    /// # Errors
    /// [`Error::Template`]: as [`Template::render`], or when the template does more with a name than to repeat it.
    pub(super) fn render(&self, template: &Template, asked: &Asked<'_>) -> Result<String> {
        self.mark(asked, &|asked| template.render(asked))
    }

    /// [`Quotes::render`] by another way of rendering.
    ///
    /// # Errors
    /// As [`Quotes::render`].
    pub(super) fn mark(&self, asked: &Asked<'_>, render: &dyn Fn(&Asked<'_>) -> Result<String>) -> Result<String> {
        let rendered = render(asked)?;
        let mut found = false;
        let mut change = |text: &str| {
            let marked = quote(text, &self.names, self.mark);
            found |= marked.len() > text.len();
            marked
        };
        let messages: Vec<Message> = asked.messages.iter().map(|message| message.map_texts(&mut change)).collect();
        let tools: Vec<Json> = asked.tools.unwrap_or_default().iter().map(|tool| mapped(tool, &mut change)).collect();
        if !found {
            return match rendered.contains(self.mark) {
                true => Err(unsure()),
                false => Ok(rendered),
            };
        }
        let tools = asked.tools.map(|_| tools.as_slice());
        let marked = render(&Asked { messages: &messages, tools, ..asked.clone() }).map_err(|_| unsure())?;
        if marked.replace(self.mark, "") != rendered || marked.matches(self.mark).count() % 2 == 1 {
            return Err(unsure());
        }
        Ok(marked)
    }

    /// Appends the ids of a stretch of such text.
    ///
    /// # Errors
    /// [`Error::Template`] when a mark's other half lies outside.
    pub(super) fn encode(&self, text: &str, ids: &mut Vec<u32>) -> Result<()> {
        if !text.contains(self.mark) {
            ids.extend(self.tokenizer.encode_trusted(text));
            return Ok(());
        }
        if text.matches(self.mark).count() % 2 == 1 {
            return Err(unsure());
        }
        // What lies between special tokens of the template is one text, whoever wrote its parts.
        let mut plain = String::new();
        for (index, part) in text.split(self.mark).enumerate() {
            // Marks stand in pairs around a name that somebody wrote.
            if index % 2 == 1 {
                plain.push_str(part);
                continue;
            }
            let mut rest = part;
            while let Some(next) = rest.chars().next() {
                let name = self.names.iter().find(|name| rest.starts_with(name.as_str()));
                let length = name.map_or(next.len_utf8(), String::len);
                match name.and_then(|name| self.tokenizer.special(name)) {
                    Some(id) => {
                        self.tokenizer.encode_into(&std::mem::take(&mut plain), ids);
                        ids.push(id);
                    }
                    None => plain.push_str(&rest[..length]),
                }
                rest = &rest[length..];
            }
        }
        self.tokenizer.encode_into(&plain, ids);
        Ok(())
    }

    /// The end of the first special token among `ends` that the template wrote into `text`.
    pub(super) fn end_of_turn(&self, text: &str, ends: &[u32]) -> Option<usize> {
        let name = |id: &u32| self.tokenizer.token_text(*id).filter(|name| !name.is_empty());
        let ends: Vec<String> = ends.iter().filter_map(name).collect();
        let (mut at, mut quoted) = (0, false);
        while let Some(next) = text[at..].chars().next() {
            quoted ^= next == self.mark;
            if !quoted && let Some(end) = ends.iter().find(|end| text[at..].starts_with(end.as_str())) {
                return Some(at + end.len());
            }
            at += next.len_utf8();
        }
        None
    }

    /// The special token that `text` begins with, where the template wrote it.
    pub(super) fn begins_with(&self, text: &str) -> Option<&str> {
        self.names.iter().map(String::as_str).find(|name| text.starts_with(name))
    }
}

fn unsure() -> Error {
    let what =
        "a message or a tool holds the name of a special token, and the template does more with it than to repeat it";
    Error::Template { problem: what.to_owned() }
}

fn free_mark(template: &Template, asked: &Asked<'_>, taken: &[char]) -> Result<char> {
    let messages = asked.messages.iter().map(|message| message.to_json().to_string());
    let texts: String = messages.chain(asked.tools.unwrap_or_default().iter().map(Json::to_string)).collect();
    let is_free =
        |mark: &char| !taken.contains(mark) && ![template.source(), &texts].iter().any(|text| text.contains(*mark));
    let problem = "the messages use every character there is for marks";
    ('\u{E000}'..='\u{F8FF}').find(is_free).ok_or_else(|| Error::Template { problem: problem.to_owned() })
}

/// Names of all special tokens, longest first: of two of which one begins the other, the longer is meant.
fn names(tokenizer: &Tokenizer) -> Vec<String> {
    let mut names: Vec<String> = tokenizer.specials().into_iter().map(|(_, name)| name).collect();
    names.retain(|name| !name.is_empty());
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

/// The special tokens that a template may name, by their parts.
pub(crate) fn named(tokenizer: &Tokenizer) -> Vec<(String, Json)> {
    let roles = tokenizer.inner().named;
    let parts =
        [("bos_token", roles.bos), ("eos_token", roles.eos), ("unk_token", roles.unk), ("pad_token", roles.pad)];
    let known = parts.into_iter().filter_map(|(part, id)| Some((part.to_owned(), tokenizer.token_text(id?)?.into())));
    known.chain(tokenizer.inner().further.iter().cloned()).collect()
}

/// JSON with every string changed, names of fields included.
fn mapped(value: &Json, change: &mut impl FnMut(&str) -> String) -> Json {
    match value {
        Json::String(text) => Json::String(change(text)),
        Json::Array(values) => values.iter().map(|value| mapped(value, change)).collect(),
        Json::Object(fields) => {
            let mut changed = serde_json::Map::with_capacity(fields.len());
            for (name, value) in fields {
                changed.insert(change(name), mapped(value, change));
            }
            Json::Object(changed)
        }
        other => other.clone(),
    }
}

/// The text with each special token's name between marks.
fn quote(text: &str, names: &[String], mark: char) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let name = names.iter().find(|name| rest.starts_with(name.as_str()));
        match name {
            Some(name) => {
                out.push(mark);
                out.push_str(name);
                out.push(mark);
                rest = &rest[name.len()..];
            }
            None => {
                out.push(next);
                rest = &rest[next.len_utf8()..];
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::BpeTrainer;

    const HEADERS: &str = "{% for message in messages %}\n{{ '<|start_header_id|>' + message.role + '\\n' + message.content.strip() }}<|eot_id|>\n{% endfor %}\n{% if add_generation_prompt %}<|start_header_id|>assistant\n{% endif %}";

    fn tokenizer() -> Tokenizer {
        let text = "Hello there, what is 2+2? user assistant <|eot_id|> ".repeat(4);
        BpeTrainer::new(400).train([text], &mut |_| {}).unwrap().tokenizer
    }

    fn prompt(template: &str, text: &str) -> Result<Vec<u32>> {
        Template::new(template)?.prompt(&tokenizer(), &[Message::new("user", text)])
    }

    #[test]
    fn our_own_template_gives_the_ids_of_our_own_rendering() {
        let tokenizer = tokenizer();
        let messages = [
            Message::new("system", " Be kind. "),
            Message::new("user", "Hé <|eot_id|>?"),
            Message::new("assistant", "x"),
        ];
        let ids = Template::new(crate::chat::TEMPLATE).unwrap().prompt(&tokenizer, &messages).unwrap();
        assert_eq!(ids, crate::chat::render_prompt(&tokenizer, &messages).unwrap());
    }

    #[test]
    fn a_template_makes_specials_and_messages_do_not() {
        let tokenizer = tokenizer();
        let eot = tokenizer.special("<|eot_id|>").unwrap();
        let ids = prompt(HEADERS, "  stop <|eot_id|> here \u{E000} ").unwrap();
        assert_eq!(ids.iter().filter(|&&id| id == eot).count(), 1, "only the template's own");
        let shown: String = ids.iter().filter_map(|&id| tokenizer.token_text(id)).collect();
        assert!(shown.ends_with("<|start_header_id|>assistant\n"), "{shown}");
        assert_eq!(ids[0], tokenizer.bos().unwrap());
    }

    /// What transformers 5 gives, and the list that transformers gave before (`oracle/special_tokens.py` stored both).
    #[test]
    fn a_template_may_name_what_transformers_lets_it_name() {
        let path = format!("{}/tests/fixtures/special_tokens.json", env!("CARGO_MANIFEST_DIR"));
        let fixture: Json = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let cases = fixture["cases"].as_array().unwrap();
        assert!(cases.len() > 30);
        let mut lists = 0;
        for case in cases {
            let folder = tempfile::tempdir().unwrap();
            let put = |name: &str, value: &Json| std::fs::write(folder.path().join(name), value.to_string()).unwrap();
            put("tokenizer.json", &fixture["tokenizer"]);
            for (name, value) in case["files"].as_object().unwrap() {
                put(name, value);
            }
            let read =
                || named(&Tokenizer::load(folder.path()).unwrap()).into_iter().collect::<serde_json::Map<_, _>>();
            // Transformers 5 reads no objects in the list of special_tokens_map.json, which 4 wrote there.
            let said = case["transformers 5"].as_object().or(case["transformers 4"].as_object());
            let mut expected = said.unwrap().clone();
            if let Some(list) = case["transformers 4"].get("additional_special_tokens") {
                expected.insert("additional_special_tokens".into(), list.clone());
                lists += 1;
            }
            assert_eq!(read(), expected, "{}", case["files"]);
            Tokenizer::load(folder.path()).unwrap().save(folder.path(), None).unwrap();
            assert_eq!(read(), expected, "saved: {}", case["files"]);
        }
        assert!(lists > 10);
        let tokens = [("additional_special_tokens".to_owned(), serde_json::json!(["<a>", "<b>"]))];
        let render = |text: &str| Template::new(text).unwrap().render(&Asked::prompt(&[], &tokens)).unwrap();
        assert_eq!(render("{{ additional_special_tokens }} {{ additional_special_tokens[1] }}"), "['<a>', '<b>'] <b>");
    }

    #[test]
    fn a_template_sees_what_was_written() {
        let tokenizer = tokenizer();
        let longer = "{{ messages[0].content | length }}";
        assert!(prompt(longer, "<|eot_id|>").unwrap_err().to_string().contains("more with it than to repeat it"));
        assert_eq!(tokenizer.decode(&prompt(longer, "<|eot_id>").unwrap()), b"9");
        let cut = "{{ messages[0].content[:-1] }}";
        assert!(prompt(cut, "a <|eot_id|>").is_err());
    }
}
