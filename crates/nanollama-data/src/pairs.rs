//! Pairs of answers to one question, of which one is preferred: `chosen` and `rejected` beside a question in any form that
//! conversations have, or as two conversations that begin alike.

use std::collections::BTreeSet;
use std::path::Path;

use nanollama_store::json_rows::JsonRows;
use nanollama_store::parquet::Rows;
use nanollama_store::place::Place;

use nanollama_store::text::Text;
use nanollama_token::chat::Message;
use serde_json::{Map, Value, json};

use crate::conversation::{Roles, is_list_of_messages, messages_of_row};
use crate::error::{Error, Result};

const SIDES: [&str; 2] = ["chosen", "rejected"];
/// Names of a question, and the name of an answer that belongs to it.
const QUESTIONS: [(&str, &str); 4] =
    [("instruction", "output"), ("prompt", "completion"), ("question", "answer"), ("input", "output")];
/// Names of a list of messages that answers follow.
const LISTS: [&str; 3] = ["messages", "conversations", "conversation"];

/// Two answers to one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// What both begin with, at least one message.
    pub question: Vec<Message>,
    /// The whole conversation that is preferred; it ends with the assistant.
    pub chosen: Vec<Message>,
    /// The other one.
    pub rejected: Vec<Message>,
}

/// Reads all pairs of a file: rows of JSON, or of parquet where its name says so.
///
/// # Errors
/// When it cannot be read, or a row is no pair (named); when there is none at all.
pub fn read_pairs(path: &Path) -> Result<Vec<Pair>> {
    let mut pairs = Vec::new();
    let mut take = |place: Place, row: Value| -> Result<()> {
        pairs.push(pair(row).map_err(|what| Error::Conversation { place, what })?);
        Ok(())
    };
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("parquet")) {
        let mut rows = Rows::open(path, |_| true)?;
        while let Some(row) = rows.next_row()? {
            take(rows.place(), row)?;
        }
    } else {
        let mut rows = JsonRows::new(path, Text::open(path, None)?, is_list_of_messages)?;
        while let Some(row) = rows.next_row()?.map(|row| row.value()) {
            take(rows.place(), row?)?;
        }
    }
    if pairs.is_empty() {
        return Err(Error::Conversations { name: path.display().to_string(), what: "holds no pair".into() });
    }
    Ok(pairs)
}

fn pair(row: Value) -> Result<Pair, String> {
    let Value::Object(row) = row else { return Err("it is no object".into()) };
    let [chosen, rejected] = SIDES.map(|side| one(&row, side).map_err(|what| format!("`{side}`: {what}")));
    let (chosen, rejected) = (chosen?, rejected?);
    let alike = chosen.iter().zip(&rejected).take_while(|(one, other)| one == other).count();
    if alike == chosen.len() && alike == rejected.len() {
        return Err("`chosen` and `rejected` are the same".into());
    }
    // The question ends before the first answer of which there are two.
    let question = chosen[..alike.min(chosen.len() - 1).min(rejected.len() - 1)].to_vec();
    if question.is_empty() {
        return Err("`chosen` and `rejected` have no question in common".into());
    }
    Ok(Pair { question, chosen, rejected })
}

/// The conversation of one side.
fn one(row: &Map<String, Value>, side: &str) -> Result<Vec<Message>, String> {
    let said = match row.get(side) {
        None | Some(Value::Null) => return Err("it is missing".into()),
        Some(said) => said.clone(),
    };
    let system = || row.get("system").map(|system| ("system".to_owned(), system.clone()));
    let list = LISTS.iter().chain(["prompt"].iter()).find_map(|name| row.get(*name).filter(|list| list.is_array()));
    let behind = |before: &[Value], said: Vec<Value>| json!({ "messages": ([before, &said].concat()) });
    let conversation = match (said, list) {
        (Value::Array(said), None) => json!({ "messages": said }),
        // All of it once more, or what follows.
        (Value::Array(said), Some(Value::Array(before))) if said.starts_with(before) => json!({ "messages": said }),
        (Value::Array(said), Some(Value::Array(before))) => behind(before, said),
        (said @ Value::Object(_), Some(Value::Array(before))) => behind(before, vec![said]),
        (Value::String(said), Some(Value::Array(before))) => {
            behind(before, vec![json!({ "role": "assistant", "content": said })])
        }
        (Value::String(said), None) => asked(row, said)?,
        _ => return Err("it is neither a text nor a list of messages".into()),
    };
    let Value::Object(mut conversation) = conversation else { return Err("it is no conversation".into()) };
    conversation.extend(system());
    let messages = messages_of_row(Value::Object(conversation), &Roles::default(), &mut BTreeSet::new())?;
    match messages.last() {
        Some(last) if last.role() == "assistant" => Ok(messages),
        _ => Err("it does not end with the assistant".into()),
    }
}

/// A question's fields with this answer.
fn asked(row: &Map<String, Value>, said: String) -> Result<Value, String> {
    let found = QUESTIONS.iter().find(|(name, _)| row.get(*name).is_some_and(|value| !value.is_null()));
    let Some((question, answer)) = found else {
        return Err("there is no question beside it (`prompt`, `instruction`, `question` or `messages`)".into());
    };
    let more = ["input", "context", "history"].into_iter().chain([*question]);
    let mut fields: Map<String, Value> =
        more.filter_map(|name| row.get(name).map(|value| (name.to_owned(), value.clone()))).collect();
    fields.insert((*answer).to_owned(), said.into());
    Ok(Value::Object(fields))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(messages: &[Message]) -> Vec<String> {
        messages.iter().map(|message| format!("{}: {}", message.role(), message.text())).collect()
    }

    #[test]
    fn the_forms_of_pairs_that_people_have() {
        let user = json!({"role": "user", "content": "Hi"});
        let say = |text: &str| json!({"role": "assistant", "content": text});
        for row in [
            json!({"instruction": "Hi", "input": "", "output": "yes", "chosen": "yes", "rejected": "no"}),
            json!({"prompt": "Hi", "chosen": "yes", "rejected": "no"}),
            json!({"question": "Hi", "chosen": "yes", "rejected": "no"}),
            json!({"prompt": [user], "chosen": [say("yes")], "rejected": [say("no")]}),
            json!({"prompt": "Hi", "chosen": [user, say("yes")], "rejected": [user, say("no")]}),
            json!({"chosen": [user, say("yes")], "rejected": [user, say("no")], "score": 3}),
            json!({"conversations": [{"from": "human", "value": "Hi"}], "chosen": {"from": "gpt", "value": "yes"},
                   "rejected": {"from": "gpt", "value": "no"}}),
        ] {
            let read = pair(row.clone()).unwrap_or_else(|what| panic!("{row}: {what}"));
            assert_eq!(texts(&read.question), ["user: Hi"], "{row}");
            assert_eq!(texts(&read.chosen), ["user: Hi", "assistant: yes"], "{row}");
            assert_eq!(texts(&read.rejected), ["user: Hi", "assistant: no"], "{row}");
        }
        let with =
            pair(json!({"system": "Be brief.", "instruction": "Add", "input": "1+1", "chosen": "2", "rejected": "3"}));
        assert_eq!(texts(&with.unwrap().chosen), ["system: Be brief.", "user: Add\n1+1", "assistant: 2"]);
    }

    #[test]
    fn what_is_no_pair_is_refused_by_name() {
        for (row, what) in [
            (json!({"prompt": "Hi", "chosen": "yes"}), "`rejected`: it is missing"),
            (json!({"chosen": "yes", "rejected": "no"}), "no question beside it"),
            (json!({"prompt": "Hi", "chosen": "yes", "rejected": "yes"}), "are the same"),
            (json!({"prompt": "Hi", "chosen": 1, "rejected": "no"}), "`chosen`: it is neither"),
            (json!([1]), "no object"),
        ] {
            let error = pair(row.clone()).unwrap_err();
            assert!(error.contains(what), "{row}: {error}");
        }
    }
}
