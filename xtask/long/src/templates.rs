//! Chat templates against jinja2 as transformers sets it up: the same bytes, or an error on both sides.

use nanollama_token::chat::{Asked, Message, Template};
use serde_json::Value;

use crate::kind::{Difference, Kind, Verdict, refusal};

pub(crate) struct Templates;

/// 2025-01-02 03:04:05, where the oracle's clock stands.
const NOW: u64 = 1_735_787_045;
const TOKENS: [(&str, &str); 4] =
    [("bos_token", "<s>"), ("eos_token", "</s>"), ("unk_token", "<unk>"), ("pad_token", "<pad>")];

/// What ours refuses though the reference renders it.
const REFUSALS: &[(&str, &str)] = &[];

impl Kind for Templates {
    fn name(&self) -> &'static str {
        "templates"
    }

    fn judge(&self, case: &Value, theirs: &Value) -> Verdict {
        let ours = match render(case) {
            Ok(ours) => ours,
            Err(why) => return Verdict::Unanswered(why),
        };
        // A case that is made smaller stays of its kind.
        let what = match theirs["raises"].as_str() {
            Some(why) if why.starts_with("TemplateSyntaxError") => "a template that is none",
            Some(_) => "an error",
            None => "the text",
        };
        let differs = |ours: String, theirs: String| {
            Verdict::Differs(Difference { what, input: format!("{}", case["source"]), ours, theirs })
        };
        match (ours, theirs["text"].as_str(), theirs["raises"].as_str()) {
            (Ok(ours), Some(text), _) if ours == text => Verdict::Same,
            (Err(_), None, Some(_)) => Verdict::Same,
            (Ok(ours), Some(text), _) => differs(format!("{ours:?}"), format!("{text:?}")),
            (Ok(ours), None, Some(why)) => differs(format!("{ours:?}"), format!("raises {why}")),
            (Err(error), Some(text), _) => match refusal(&error.to_string(), REFUSALS, theirs) {
                Verdict::Differs(_) => differs(error.to_string(), format!("{text:?}")),
                known => known,
            },
            (_, None, None) => Verdict::Unanswered("addresses, or a very long text".to_owned()),
        }
    }
}

/// What ours renders; an error where the conversation is none.
fn render(case: &Value) -> Result<nanollama_token::Result<String>, String> {
    let talk = &case["conversation"];
    let messages = talk["messages"].as_array().ok_or("no messages")?;
    let messages = messages.iter().cloned().map(Message::from_json).collect::<Result<Vec<Message>, String>>()?;
    let tokens = TOKENS.map(|(part, name)| (part.to_owned(), name.into()));
    let asked = Asked {
        messages: &messages,
        tools: talk["tools"].as_array().map(Vec::as_slice),
        documents: None,
        generation_prompt: talk["add_generation_prompt"].as_bool().unwrap_or(true),
        tokens: &tokens,
        now: NOW,
    };
    Ok(Template::new(case["source"].as_str().unwrap_or_default()).and_then(|template| template.render(&asked)))
}
