//! Finds how a template writes calls: it is asked for answers whose parts stand nowhere else, and what stands around the parts
//! is the form. Problems are told in words; nothing is guessed.

use serde_json::{Map, Value as Json, json};

use super::fields;
use super::read::Answer;
use super::slots::pieces;
use super::syntax::{Arguments, Call, CallSyntax, Piece, Tool};
use crate::chat::message::Message;
use crate::error::Result as Rendered;

/// Names of tools, ids of calls and what is said: words that no template has, and of which none begins like another kind.
const NAMES: [&str; 3] = ["qq_first", "qq_second", "qq_third"];
const IDS: [&str; 3] = ["qqcall001", "qqcall002", "qqcall003"];
const SAID: &str = "Saidqq.";

/// Renders messages, tools and whether the assistant is to answer.
type Render<'a> = dyn Fn(&[Message], Option<&[Json]>, bool) -> Rendered<String> + 'a;

/// The form of a template's calls.
pub(super) fn find(render: &Render<'_>, ends: &[String]) -> Result<CallSyntax, String> {
    let tools: Vec<Json> = NAMES.iter().map(|name| tool(name)).collect();
    let asked = [Message::new("user", "qqasked")];
    let shown = |tools| render(&asked, tools, true).map_err(|error| error.to_string());
    // Some fail where there are none.
    let shows_tools = shown(None) != Ok(shown(Some(&tools))?);
    let (mut problem, mut writes) = (None, false);
    for arguments_as_text in [false, true] {
        for nothing in [json!(""), Json::Null] {
            let probe = Probe::new(render, &tools, ends, arguments_as_text, nothing);
            let written = probe.as_ref().is_ok_and(Probe::writes_calls);
            match probe.and_then(|probe| probe.checked(probe.syntax()?)) {
                Ok(syntax) => return Ok(CallSyntax { shows_tools, ..syntax }),
                Err(found) if problem.is_none() || written && !writes => problem = Some(found),
                Err(_) => {}
            }
            writes |= written;
        }
        // Where an object is written, a text would be written in another form than models are trained on.
        if writes {
            break;
        }
    }
    Err(format!("the template writes no calls of tools that can be read back: {}", problem.unwrap_or_default()))
}

/// A tool with three parameters. Templates that show types know few, so all are texts.
fn tool(name: &str) -> Json {
    let text = json!({"type": "string", "description": "qq"});
    let properties = json!({"qqalpha": text, "qqbeta": text, "qqvalue": text});
    let parameters = json!({"type": "object", "properties": properties, "required": ["qqalpha"]});
    json!({"type": "function", "function": {"name": name, "description": "qq", "parameters": parameters}})
}

/// One way of asking.
struct Probe<'a> {
    render: &'a Render<'a>,
    tools: &'a [Json],
    ends: &'a [String],
    arguments_as_text: bool,
    /// The content of a message that says nothing.
    nothing: Json,
    /// What an answer stands behind, and an answer that only says something.
    prompt: String,
    plain: String,
}

impl<'a> Probe<'a> {
    fn new(
        render: &'a Render<'a>,
        tools: &'a [Json],
        ends: &'a [String],
        arguments_as_text: bool,
        nothing: Json,
    ) -> Result<Probe<'a>, String> {
        let (prompt, plain) = (String::new(), String::new());
        let mut probe = Probe { render, tools, ends, arguments_as_text, nothing, prompt, plain };
        probe.prompt = probe.rendered(None)?;
        probe.plain = probe.rendered(Some(Message::new("assistant", SAID)))?;
        Ok(probe)
    }

    fn rendered(&self, answer: Option<Message>) -> Result<String, String> {
        let generation_prompt = answer.is_none();
        let messages: Vec<Message> = [Message::new("user", "qqasked")].into_iter().chain(answer).collect();
        (self.render)(&messages, Some(self.tools), generation_prompt).map_err(|error| error.to_string())
    }

    /// An answer of these calls, each of the tool at its place.
    fn calling(&self, said: &str, calls: &[&Json]) -> Result<String, String> {
        let call = |(place, arguments): (usize, &&Json)| {
            let arguments = match self.arguments_as_text {
                true => Json::String(crate::chat::template::to_json(arguments)),
                false => (*arguments).clone(),
            };
            json!({"id": IDS[place], "type": "function", "function": {"name": NAMES[place], "arguments": arguments}})
        };
        let calls: Vec<Json> = calls.iter().enumerate().map(call).collect();
        let content = if said.is_empty() { self.nothing.clone() } else { said.into() };
        let message = Message::from_json(json!({"role": "assistant", "content": content, "tool_calls": calls}))?;
        let whole = self.rendered(Some(message))?;
        let answer = answer(&whole, &self.prompt, &self.plain);
        Ok(self.without_end(answer).to_owned())
    }

    /// An answer without what ends the turn.
    fn without_end<'t>(&self, answer: &'t str) -> &'t str {
        let end = self.plain_end();
        let answer = if end.is_empty() { answer } else { answer.strip_suffix(end).unwrap_or(answer) };
        let cut = self.ends.iter().filter_map(|end| answer.find(end.as_str())).min();
        &answer[..cut.unwrap_or(answer.len())]
    }

    /// What stands behind what is said in an answer that says something.
    fn plain_end(&self) -> &str {
        self.plain.rfind(SAID).map_or("", |at| &self.plain[at + SAID.len()..])
    }

    fn writes_calls(&self) -> bool {
        self.calling("", &[&json!({"qqalpha": "qqa"})]).is_ok_and(|text| text.contains(NAMES[0]))
    }

    /// What stands behind the name in an answer that calls the first tool once.
    fn behind_name(&self, arguments: &Json) -> Result<String, String> {
        let answer = self.calling("", &[arguments])?;
        let (_, behind) = split_once(&answer, NAMES[0])?;
        Ok(behind.to_owned())
    }

    fn syntax(&self) -> Result<CallSyntax, String> {
        let values = whole();
        let one = self.calling("", &[&values])?;
        let (first, behind) = split_once(&one, NAMES[0])?;
        let (arguments, values) = match json_in(behind, &values) {
            Some(_) => (Arguments::Json, values),
            None => (
                Arguments::Fields(fields::find(&|arguments| self.behind_name(arguments))?),
                json!({"qqalpha": "qqa", "qqbeta": "qqb"}),
            ),
        };
        let one = self.calling("", &[&values])?;
        let (_, behind) = split_once(&one, NAMES[0])?;
        let place = |behind: &str| match &arguments {
            Arguments::Json => json_in(behind, &values),
            Arguments::Fields(fields) => {
                let written = fields.written(values.as_object()?)?;
                behind.starts_with(&written).then_some((0, written.len()))
            }
        };
        let (start, end) = place(behind).ok_or("arguments are not found again")?;
        let several = self.several(first, &values, &place);
        let (middle, between, end) = match several {
            Some((middle, between, end)) => (middle, Some(between), end),
            None => {
                let fixed = |text: &str| pieces(&[(0, text)], &IDS).unwrap_or_default();
                (fixed(&behind[..start]), None, fixed(&behind[end..]))
            }
        };
        let said = self.calling(SAID, &[&values]).ok();
        let said = said.as_deref().and_then(|said| said.split_once(SAID)).and_then(|(_, said)| {
            let (open, rest) = split_once(said, NAMES[0]).ok()?;
            (rest == behind && first.ends_with(open.trim_start())).then_some(open.trim_start())
        });
        let open = said.unwrap_or(first.trim_start());
        let lead = first[..first.len() - open.len()].to_owned();
        let trigger = trigger(open, self.plain_end());
        let open = pieces(&[(0, open)], &IDS).unwrap_or_default();
        match open.first() {
            Some(Piece::Text(text)) => Ok(CallSyntax {
                lead,
                trigger: trigger.min(text.len()),
                open,
                middle,
                arguments,
                between,
                end,
                says: said.is_some(),
                arguments_as_text: self.arguments_as_text,
                null_content: self.nothing.is_null(),
                shows_tools: false,
            }),
            _ => Err("nothing stands before the name of a tool".into()),
        }
    }

    /// Middle, between and end of three calls, where a template writes several.
    fn several(
        &self,
        first: &str,
        values: &Json,
        place: &dyn Fn(&str) -> Option<(usize, usize)>,
    ) -> Option<(Vec<Piece>, Vec<Piece>, Vec<Piece>)> {
        let all = self.calling("", &[values, values, values]).ok()?;
        let one = self.calling("", &[values]).ok()?;
        let (mut rest, mut middles, mut betweens) = (all.strip_prefix(first)?, Vec::new(), Vec::new());
        for (count, name) in NAMES.iter().enumerate() {
            let behind = rest.strip_prefix(name)?;
            let (start, end) = place(behind)?;
            middles.push((count as u64, &behind[..start]));
            rest = &behind[end..];
            if let Some(next) = NAMES.get(count + 1) {
                let at = rest.find(next)?;
                betweens.push((count as u64, &rest[..at]));
                rest = &rest[at..];
            }
        }
        let (_, behind) = one.split_once(NAMES[0])?;
        let (_, end) = place(behind)?;
        let ends = [(0, &behind[end..]), (2, rest)];
        Some((pieces(&middles, &IDS)?, pieces(&betweens, &IDS)?, pieces(&ends, &IDS)?))
    }

    /// The form, if what the template writes is read back by it: one call and several, with and without something said.
    fn checked(&self, syntax: CallSyntax) -> Result<CallSyntax, String> {
        let parameters = json!({"properties": {"qqalpha": {"type": "string"}, "qqbeta": {"type": "string"}}});
        let known = NAMES.map(|name| Tool { name: name.into(), parameters: parameters.clone() });
        let several = [json!({"qqalpha": "a b\nc"}), whole(), json!({"qqalpha": "Zoë's 7", "qqbeta": "9"})];
        let few = [json!({"qqalpha": "x"}), json!({}), several[2].clone()];
        for (all, said) in [(&several, ""), (&few, ""), (&several, SAID)] {
            for count in if syntax.between.is_some() { vec![1, 2, 3] } else { vec![1] } {
                let values: Vec<Json> = all[..count].iter().map(|values| syntax.can_say(values)).collect();
                let said = if syntax.says { said } else { "" };
                let answer = self.calling(said, &values.iter().collect::<Vec<_>>())?;
                let expected: Vec<Call> = values
                    .iter()
                    .zip(NAMES)
                    .map(|(values, name)| Call {
                        name: name.into(),
                        arguments: values.as_object().cloned().unwrap_or_default(),
                    })
                    .collect();
                let Answer { said: read, calls, .. } = syntax.read(&answer, &known);
                if calls != expected || !read.ends_with(said) {
                    return Err(format!("{answer:?} is read as {calls:?}"));
                }
            }
        }
        Ok(syntax)
    }
}

impl CallSyntax {
    /// The arguments without those of kinds that the form has no place for, and of texts that it cannot quote.
    fn can_say(&self, values: &Json) -> Json {
        let Arguments::Fields(fields) = &self.arguments else { return values.clone() };
        let kept = values.as_object().into_iter().flatten().filter(|(_, value)| fields.text_of(value).is_some());
        Json::Object(kept.map(|(name, value)| (name.clone(), value.clone())).collect::<Map<_, _>>())
    }
}

/// What the model would write of a whole conversation, whose prompt and whose form with other words as answer are known.
pub(super) fn answer<'t>(whole: &'t str, prompt: &str, plain: &str) -> &'t str {
    if let Some(answer) = whole.strip_prefix(prompt) {
        return answer;
    }
    let common = whole.chars().zip(plain.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let before: &str = &whole[..common];
    // A marker that both begin with is whole.
    let start = before.rfind(['<', '[']).filter(|&at| !before[at..].contains(['>', ']'])).unwrap_or(common);
    &whole[start..]
}

/// Arguments with every kind of value.
fn whole() -> Json {
    json!({"qqalpha": "qq \"b\" é\nd", "qqvalue": {"qqin": [7, 2.5, true, null, "x"]}})
}

/// Where JSON of this value stands.
fn json_in(text: &str, value: &Json) -> Option<(usize, usize)> {
    text.match_indices('{').find_map(|(start, _)| {
        let mut stream = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Json>();
        let found = stream.next()?.ok()?;
        (found == *value).then(|| (start, start + stream.byte_offset()))
    })
}

/// What stands before and behind a text that stands there once.
fn split_once<'t>(text: &'t str, name: &str) -> Result<(&'t str, &'t str), String> {
    match text.matches(name).count() {
        1 => Ok(text.split_once(name).unwrap_or_default()),
        0 => Err("the name of a tool is not in what is written".into()),
        count => Err(format!("the name of a tool is written {count} times")),
    }
}

/// How much of what calls begin with tells them from an answer: a marker or several, or all where it does not begin with one.
fn trigger(open: &str, plain_end: &str) -> usize {
    let common: usize =
        open.chars().zip(plain_end.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let mut at = 0;
    while at <= common {
        let rest = &open[at..];
        let close = match rest.chars().next() {
            Some('<') => '>',
            Some('[') => ']',
            _ => return open.len(),
        };
        match rest.find(close) {
            Some(end) => at += end + 1,
            None => return open.len(),
        }
    }
    at
}
