//! Ids of a conversation by a model's template. A template's text may become special tokens, a message's may not. Messages
//! reach the template as they are; where one holds a special token's name, a second rendering, in which such names are
//! marked, tells which of them came from messages. If marks change anything else, nobody can tell, and that is an error.

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
        let rendered = self.render(asked)?;
        let mut ids = Vec::new();
        match self.marked(tokenizer, asked, &rendered)? {
            None => ids = tokenizer.encode_trusted(&rendered),
            Some((marked, mark)) => {
                let names = names(tokenizer);
                // What lies between special tokens of the template is one text, whoever wrote its parts.
                let mut plain = String::new();
                for (index, part) in marked.split(mark).enumerate() {
                    // Marks stand in pairs around a name that somebody wrote.
                    let mut rest = if index % 2 == 0 { part } else { "" };
                    plain.push_str(if index % 2 == 0 { "" } else { part });
                    while let Some(next) = rest.chars().next() {
                        let name = names.iter().find(|name| rest.starts_with(name.as_str()));
                        let length = name.map_or(next.len_utf8(), String::len);
                        match name.and_then(|name| tokenizer.special(name)) {
                            Some(id) => {
                                tokenizer.encode_into(&std::mem::take(&mut plain), &mut ids);
                                ids.push(id);
                            }
                            None => plain.push_str(&rest[..length]),
                        }
                        rest = &rest[length..];
                    }
                }
                tokenizer.encode_into(&plain, &mut ids);
            }
        }
        let begin = tokenizer.bos().filter(|_| tokenizer.adds_bos());
        if begin.is_some() && ids.first().copied() != begin {
            ids.splice(0..0, begin);
        }
        Ok(ids)
    }

    /// The rendering in which names of special tokens that came from messages stand between marks, and the mark; `None`
    /// when no message holds such a name.
    fn marked(&self, tokenizer: &Tokenizer, asked: &Asked<'_>, rendered: &str) -> Result<Option<(String, char)>> {
        let names = names(tokenizer);
        let problem = |what: &str| Error::Template { problem: what.to_owned() };
        let texts: String = asked.messages.iter().map(|message| message.to_json().to_string()).collect();
        let is_free = |mark: &char| ![self.source(), &texts, rendered].iter().any(|text| text.contains(*mark));
        let mark = ('\u{E000}'..='\u{F8FF}').find(is_free);
        let mark = mark.ok_or_else(|| problem("the messages use every character there is for marks"))?;
        let mut found = false;
        let mut messages = Vec::with_capacity(asked.messages.len());
        for message in asked.messages {
            messages.push(message.map_texts(&mut |text| {
                let marked = quote(text, &names, mark);
                found |= marked.len() > text.len();
                marked
            }));
        }
        if !found {
            return Ok(None);
        }
        let unsure =
            "a message holds the name of a special token, and the template does more with it than to repeat it";
        let marked = self.render(&Asked { messages: &messages, ..asked.clone() }).map_err(|_| problem(unsure))?;
        if marked.replace(mark, "") != rendered || marked.matches(mark).count() % 2 == 1 {
            return Err(problem(unsure));
        }
        Ok(Some((marked, mark)))
    }
}

/// Names of all special tokens, longest first: of two of which one begins the other, the longer is meant.
fn names(tokenizer: &Tokenizer) -> Vec<String> {
    let mut names: Vec<String> = tokenizer.specials().into_iter().map(|(_, name)| name).collect();
    names.retain(|name| !name.is_empty());
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

/// The special tokens that a template may name, by their parts.
pub(crate) fn named(tokenizer: &Tokenizer) -> Vec<(String, String)> {
    let roles = tokenizer.inner().roles;
    let parts =
        [("bos_token", roles.bos), ("eos_token", roles.eos), ("unk_token", roles.unk), ("pad_token", roles.pad)];
    parts.into_iter().filter_map(|(part, id)| Some((part.to_owned(), tokenizer.token_text(id?)?))).collect()
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
