//! Methods of strings. Positions are characters, as in Python.

use minijinja::formatting::{FormatStyle, format};
use minijinja::value::{Kwargs, Tuple, ValueKind};
use minijinja::{Error, ErrorKind, Value};

use super::arguments::Arguments;
use super::numbers::{is_decimal, is_digit, is_number};
use crate::chat::template::values::{is_printable, is_space, shown};

pub(super) fn call(text: &str, name: &str, given: &Arguments<'_>) -> Result<Value, Error> {
    let shown = |text: String| given.none().map(|()| Value::from(text));
    let is = |holds: bool| given.none().map(|()| Value::from(holds));
    let all = |holds: fn(char) -> bool| is(!text.is_empty() && text.chars().all(holds));
    match name {
        "upper" => shown(text.to_uppercase()),
        "lower" => shown(text.to_lowercase()),
        "title" => shown(title(text)),
        "capitalize" => shown(capitalize(text)),
        "swapcase" => shown(swapped(text)),
        "casefold" => shown(text.chars().map(folded).collect()),
        "strip" | "lstrip" | "rstrip" => strip(text, name, given),
        "split" | "rsplit" => {
            let [separator, most] = given.take(["sep", "maxsplit"], 0)?;
            let (separator, most) = (given.text_or_none(separator)?, given.whole(most)?);
            let cut = if name == "split" { split } else { split_from_right };
            cut(text, separator.as_deref(), most)
        }
        "splitlines" => {
            let [keep] = given.take(["keepends"], 0)?;
            Ok(lines(text, keep.is_some_and(|keep| keep.is_true())).into_iter().map(Value::from).collect())
        }
        "partition" | "rpartition" => partition(text, name == "rpartition", given),
        "replace" => {
            let [old, new, count] = given.take(["old", "new", "count"], 2)?;
            let (old, new) = (given.text(&old.unwrap_or_default())?, given.text(&new.unwrap_or_default())?);
            let most = given.whole(count)?.and_then(|count| usize::try_from(count).ok());
            Ok(Value::from(most.map_or_else(|| text.replace(&old, &new), |most| text.replacen(&old, &new, most))))
        }
        "startswith" | "endswith" => stands_at(text, name == "startswith", given),
        "find" | "rfind" | "index" | "rindex" => find(text, name, given),
        "count" => {
            let [what, start, end] = given.take(["sub", "start", "end"], 1)?;
            let (part, _) = part(text, given.whole(start)?, given.whole(end)?);
            let what = given.text(&what.unwrap_or_default())?;
            Ok(Value::from(if what.is_empty() { part.chars().count() + 1 } else { part.matches(&what).count() }))
        }
        "removeprefix" | "removesuffix" => {
            let [what] = given.take(["affix"], 1)?;
            let what = given.text(&what.unwrap_or_default())?;
            let cut = if name == "removeprefix" { text.strip_prefix(&what) } else { text.strip_suffix(&what) };
            Ok(Value::from(cut.unwrap_or(text)))
        }
        "join" => join(text, given),
        "format" => {
            let all: Vec<Value> = given.all().into_iter().map(for_format).collect::<Result<_, Error>>()?;
            format(FormatStyle::StrFormat, text, &all).map(Value::from)
        }
        "zfill" | "center" | "ljust" | "rjust" => pad(text, name, given),
        "expandtabs" => {
            let [width] = given.take(["tabsize"], 0)?;
            Ok(Value::from(expand_tabs(text, given.whole(width)?.unwrap_or(8))))
        }
        "isspace" => all(is_space),
        "isalpha" => all(is_letter),
        "isdecimal" => all(is_decimal),
        "isdigit" => all(is_digit),
        "isnumeric" => all(is_number),
        "isalnum" => all(|character| is_letter(character) || is_number(character)),
        "isascii" => is(text.is_ascii()),
        "isprintable" => is(text.chars().all(is_printable)),
        "isupper" => is(is_upper(text)),
        "islower" => is(is_lower(text)),
        "istitle" => is(stands_in_title_case(text)),
        "isidentifier" => {
            let is_word = |character: char| character == '_' || character.is_alphanumeric();
            is(text.chars().all(is_word) && text.chars().next().is_some_and(|first| !first.is_numeric()))
        }
        _ => Err(Error::from(ErrorKind::UnknownMethod)),
    }
}

fn is_letter(character: char) -> bool {
    use unicode_general_category::GeneralCategory as Is;
    let kind = unicode_general_category::get_general_category(character);
    matches!(
        kind,
        Is::UppercaseLetter | Is::LowercaseLetter | Is::TitlecaseLetter | Is::ModifierLetter | Is::OtherLetter
    )
}

fn is_title(character: char) -> bool {
    use unicode_general_category::GeneralCategory as Is;
    unicode_general_category::get_general_category(character) == Is::TitlecaseLetter
}

fn is_cased(character: char) -> bool {
    character.is_lowercase() || character.is_uppercase() || is_title(character)
}

/// The first letter of a word: digraphs have a form of their own, and only the first of several characters is large.
fn titled(character: char) -> String {
    match character {
        'Ǆ'..='ǆ' => "ǅ".into(),
        'Ǉ'..='ǉ' => "ǈ".into(),
        'Ǌ'..='ǌ' => "ǋ".into(),
        'Ǳ'..='ǳ' => "ǲ".into(),
        _ => {
            let mut large = false;
            let each = character.to_uppercase().flat_map(|upper| {
                let lower = large;
                large |= is_cased(upper);
                if lower { upper.to_lowercase().collect::<Vec<_>>() } else { vec![upper] }
            });
            each.collect()
        }
    }
}

fn title(text: &str) -> String {
    let mut inside = false;
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        if inside {
            out.push_str(&small(text, at, character));
        } else {
            out.push_str(&titled(character));
        }
        inside = is_cased(character);
    }
    out
}

pub(in crate::chat::template) fn capitalize(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(titled).unwrap_or_default();
    first + &characters.as_str().to_lowercase()
}

/// Python's `str.islower`: letters, and all of them small.
pub(in crate::chat::template) fn is_lower(text: &str) -> bool {
    text.chars().any(char::is_lowercase) && !text.chars().any(|c| c.is_uppercase() || is_title(c))
}

/// Python's `str.isupper`: letters, and all of them large.
pub(in crate::chat::template) fn is_upper(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(|c| c.is_lowercase() || is_title(c))
}

fn swapped(text: &str) -> String {
    // Title case is neither.
    let swap = |(at, character): (usize, char)| match character {
        _ if character.is_uppercase() => small(text, at, character),
        _ if character.is_lowercase() => character.to_uppercase().collect(),
        _ => character.to_string(),
    };
    text.char_indices().map(swap).collect()
}

/// The small form of the character that stands there: a sigma at the end of a word is another one.
fn small(text: &str, at: usize, character: char) -> String {
    if character != 'Σ' {
        return character.to_lowercase().collect();
    }
    // As far as anything but letters may stand within a word. The letter in front is for what follows alone.
    let before: Vec<char> = text[..at].chars().rev().take(32).collect();
    let before: String = before.into_iter().rev().chain(['Σ']).collect();
    let behind: String = "aΣ".chars().chain(text[at + 'Σ'.len_utf8()..].chars().take(32)).collect();
    let is_final = before.to_lowercase().ends_with('ς') && behind.to_lowercase().starts_with("aς");
    if is_final { "ς" } else { "σ" }.to_owned()
}

/// A character for comparisons without case: what its large form has as its small one.
fn folded(character: char) -> String {
    character.to_uppercase().flat_map(char::to_lowercase).collect()
}

fn stands_in_title_case(text: &str) -> bool {
    let (mut inside, mut any) = (false, false);
    for character in text.chars() {
        let large = character.is_uppercase() || is_title(character);
        if (large && inside) || (character.is_lowercase() && !inside) {
            return false;
        }
        inside = is_cased(character);
        any |= inside;
    }
    any
}

fn strip(text: &str, name: &str, given: &Arguments<'_>) -> Result<Value, Error> {
    let [characters] = given.take(["chars"], 0)?;
    let characters = given.text_or_none(characters)?;
    let goes =
        |character: char| characters.as_ref().map_or_else(|| is_space(character), |those| those.contains(character));
    let text = if name == "rstrip" { text } else { text.trim_start_matches(goes) };
    Ok(Value::from(if name == "lstrip" { text } else { text.trim_end_matches(goes) }))
}

/// The most pieces that a number of cuts allows.
fn pieces(most: Option<i64>) -> usize {
    most.and_then(|most| usize::try_from(most).ok()).map_or(usize::MAX, |most| most.saturating_add(1))
}

fn checked(separator: Option<&str>) -> Result<Option<&str>, Error> {
    match separator {
        Some("") => Err(Error::new(ErrorKind::InvalidOperation, "split(): the separator is empty")),
        other => Ok(other),
    }
}

fn split(text: &str, separator: Option<&str>, most: Option<i64>) -> Result<Value, Error> {
    let pieces = pieces(most);
    if let Some(separator) = checked(separator)? {
        return Ok(text.splitn(pieces, separator).map(Value::from).collect());
    }
    let mut found: Vec<Value> = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    while !rest.is_empty() {
        let end = if found.len() + 1 == pieces { None } else { rest.find(is_space) };
        found.push(Value::from(&rest[..end.unwrap_or(rest.len())]));
        rest = end.map_or("", |end| rest[end..].trim_start_matches(is_space));
    }
    Ok(Value::from(found))
}

fn split_from_right(text: &str, separator: Option<&str>, most: Option<i64>) -> Result<Value, Error> {
    let pieces = pieces(most);
    let mut found: Vec<Value> = Vec::new();
    if let Some(separator) = checked(separator)? {
        found.extend(text.rsplitn(pieces, separator).map(Value::from));
    } else {
        let mut rest = text.trim_end_matches(is_space);
        while !rest.is_empty() {
            let last = rest.char_indices().rev().find(|(_, character)| is_space(*character));
            let start = if found.len() + 1 == pieces { None } else { last };
            let after = start.map_or(0, |(at, character)| at + character.len_utf8());
            found.push(Value::from(&rest[after..]));
            rest = start.map_or("", |(at, _)| rest[..at].trim_end_matches(is_space));
        }
    }
    found.reverse();
    Ok(Value::from(found))
}

/// Lines as Python ends them.
/// A value as `str.format` writes it: what is undefined as nothing, and there; lists and dictionaries as Python shows them.
fn for_format(value: Value) -> Result<Value, Error> {
    if value.is_kwargs() {
        let named = Kwargs::try_from(value)?;
        let each = named.args().map(|name| Ok((name.to_owned(), for_format(named.get(name)?)?)));
        return Ok(each.collect::<Result<Kwargs, Error>>()?.into());
    }
    Ok(match value.kind() {
        ValueKind::Undefined => Value::from(""),
        ValueKind::Map | ValueKind::Seq | ValueKind::Iterable => Value::from(shown(&value)),
        _ => value,
    })
}

/// `str.splitlines`.
pub(in crate::chat::template) fn lines(text: &str, keep: bool) -> Vec<&str> {
    const ENDS: [char; 10] =
        ['\n', '\r', '\u{b}', '\u{c}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}', '\u{2029}'];
    let (mut found, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let at = rest.find(ENDS).unwrap_or(rest.len());
        let end = if rest[at..].starts_with("\r\n") { 2 } else { rest[at..].chars().next().map_or(0, char::len_utf8) };
        found.push(if keep { &rest[..at + end] } else { &rest[..at] });
        rest = &rest[at + end..];
    }
    found
}

fn partition(text: &str, right: bool, given: &Arguments<'_>) -> Result<Value, Error> {
    let [separator] = given.take(["sep"], 1)?;
    let separator = given.text(&separator.unwrap_or_default())?;
    if separator.is_empty() {
        return Err(given.failed("the separator is empty"));
    }
    let found = if right { text.rsplit_once(&separator) } else { text.split_once(&separator) };
    let three = match found {
        Some((before, after)) => [before, &separator, after],
        None if right => ["", "", text],
        None => [text, "", ""],
    };
    Ok(Value::from(Tuple::from(three.map(Value::from))))
}

/// The characters from `start` to `end`, each counted from the end where it is negative; and how many come before. Beyond
/// the end there is nothing, not even an empty text.
fn part(text: &str, start: Option<i64>, end: Option<i64>) -> (&str, usize) {
    let length = text.chars().count() as i64;
    let place = |at: i64| if at < 0 { (at + length).max(0) } else { at.min(length) };
    let (start, end) = (place(start.unwrap_or(0)), place(end.unwrap_or(length)));
    let byte = |at: i64| text.char_indices().nth(at as usize).map_or(text.len(), |(byte, _)| byte);
    (text.get(byte(start)..byte(end)).unwrap_or(""), start as usize)
}

fn stands_at(text: &str, start: bool, given: &Arguments<'_>) -> Result<Value, Error> {
    let [affix, from, to] = given.take(["affix", "start", "end"], 1)?;
    let (part, _) = part(text, given.whole(from)?, given.whole(to)?);
    let affix = affix.unwrap_or_default();
    let affixes = if affix.is_tuple() { affix.try_iter()?.collect() } else { vec![affix] };
    let mut found = false;
    for affix in affixes {
        let affix = given.text(&affix)?;
        found |= if start { part.starts_with(&affix) } else { part.ends_with(&affix) };
    }
    Ok(Value::from(found))
}

fn find(text: &str, name: &str, given: &Arguments<'_>) -> Result<Value, Error> {
    let [what, start, end] = given.take(["sub", "start", "end"], 1)?;
    let what = given.text(&what.unwrap_or_default())?;
    let (part, before) = part(text, given.whole(start)?, given.whole(end)?);
    let found = if name.starts_with('r') { part.rfind(&what) } else { part.find(&what) };
    match found {
        Some(byte) => Ok(Value::from(before + part[..byte].chars().count())),
        None if name.ends_with("find") => Ok(Value::from(-1)),
        None => Err(given.failed("no such text is in the string")),
    }
}

fn join(text: &str, given: &Arguments<'_>) -> Result<Value, Error> {
    let [values] = given.take(["iterable"], 1)?;
    let values = values.unwrap_or_default();
    if !matches!(values.kind(), ValueKind::String | ValueKind::Seq | ValueKind::Iterable | ValueKind::Map) {
        return Err(given.fault(format!("a value of type {}", values.kind())));
    }
    let texts: Vec<String> = match values.as_str() {
        Some(text) => text.chars().map(String::from).collect(),
        None => values.try_iter()?.map(|value| given.text(&value)).collect::<Result<_, _>>()?,
    };
    Ok(Value::from(texts.join(text)))
}

/// Most characters that padding may make.
const WIDEST: i64 = 1 << 16;

fn pad(text: &str, name: &str, given: &Arguments<'_>) -> Result<Value, Error> {
    let [width, fill] = given.take(["width", "fillchar"], 1)?;
    let width = given.whole(width)?.unwrap_or(0);
    let fill = given.text_or_none(fill)?.unwrap_or_else(|| if name == "zfill" { "0" } else { " " }.into());
    if fill.chars().count() != 1 || width > WIDEST {
        return Err(given.fault(format!("a width of {width} and {fill:?} to fill it")));
    }
    let missing = usize::try_from(width).unwrap_or(0).saturating_sub(text.chars().count());
    let left = match name {
        "ljust" => 0,
        // As Python does it: of an odd rest the larger half goes left when the width is odd.
        "center" => missing / 2 + (missing & width as usize & 1),
        _ => missing,
    };
    let (before, after) = (fill.repeat(left), fill.repeat(missing - left));
    let sign = if name == "zfill" { text.find(['+', '-']).filter(|at| *at == 0).map_or(0, |_| 1) } else { 0 };
    Ok(Value::from(format!("{}{before}{}{after}", &text[..sign], &text[sign..])))
}

fn expand_tabs(text: &str, width: i64) -> String {
    let (mut out, mut column) = (String::new(), 0);
    for character in text.chars() {
        match character {
            '\t' if width > 0 => {
                let spaces = width - column % width;
                (0..spaces.min(WIDEST)).for_each(|_| out.push(' '));
                column += spaces;
            }
            '\t' => {}
            _ => {
                out.push(character);
                column = if matches!(character, '\n' | '\r') { 0 } else { column + 1 };
            }
        }
    }
    out
}
