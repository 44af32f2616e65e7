//! Jinja2's filters where minijinja lacks them or has them otherwise. What only minijinja has is taken away.

use std::borrow::Cow;

use minijinja::value::{Kwargs, Rest, ValueKind, ValueOrKwargs};
use minijinja::{Environment, Error, ErrorKind, State, Value, filters};

use super::methods::{capitalize, cut_lines};
use super::values::{View, float, is_space, kind, shown};

/// Most characters that a filter may add at once.
const WIDEST: usize = 1 << 16;

/// minijinja's own.
const FOREIGN: [&str; 6] = ["split", "lines", "bool", "chain", "zip", "pprint"];

pub(super) fn add(environment: &mut Environment<'_>) {
    FOREIGN.iter().for_each(|name| environment.remove_filter(name));
    environment.add_filter("upper", |value: &Value| text(value).to_uppercase());
    environment.add_filter("lower", |value: &Value| text(value).to_lowercase());
    environment.add_filter("title", |value: &Value| words(&text(value)));
    environment.add_filter("capitalize", |value: &Value| capitalize(&text(value)));
    environment.add_filter("string", |value: &Value| text(value));
    environment.add_filter("safe", |value: &Value| Value::from_safe_string(text(value)));
    environment.add_filter("trim", |value: &Value, characters: Option<String>| {
        let goes = |c: char| characters.as_ref().map_or_else(|| is_space(c), |those| those.contains(c));
        text(value).trim_matches(goes).to_owned()
    });
    environment.add_filter("wordcount", |value: &Value| {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        text(value).split(|c| !is_word(c)).filter(|word| !word.is_empty()).count()
    });
    environment.add_filter("center", |value: &Value, width: Option<usize>| {
        let (text, width) = (text(value), width.unwrap_or(80).min(WIDEST));
        let missing = width.saturating_sub(text.chars().count());
        let left = missing / 2 + (missing & width & 1);
        format!("{}{text}{}", " ".repeat(left), " ".repeat(missing - left))
    });
    environment.add_filter("replace", |value: &Value, old: &Value, new: &Value, count: Option<usize>| {
        let (text, old, new) = (text(value), text(old), text(new));
        count.map_or_else(|| text.replace(&old, &new), |count| text.replacen(&old, &new, count))
    });
    environment.add_filter("indent", indent);
    environment.add_filter("truncate", truncate);
    for name in ["escape", "e", "forceescape"] {
        // What was escaped once is not escaped again, unless it is forced.
        environment.add_filter(name, move |value: &Value| match value.is_safe() && name != "forceescape" {
            true => value.clone(),
            false => Value::from_safe_string(escape(&text(value))),
        });
    }
    environment.add_filter("int", int);
    environment.add_filter("float", |value: &Value, otherwise: Option<Value>| {
        defined(value)?;
        let number = match value.as_str() {
            Some(text) => text.trim_matches(is_space).parse().ok(),
            None if kind(value) == ValueKind::Bool => Some(f64::from(u8::from(value.is_true()))),
            None => f64::try_from(value.clone()).ok(),
        };
        Ok::<_, Error>(number.map_or_else(|| otherwise.unwrap_or_else(|| Value::from(0.0)), Value::from))
    });
    for name in ["length", "count"] {
        environment.add_filter(name, |value: &Value| length(value));
    }
    add_lists(environment);
}

/// Refuses what cannot be in a set of Python's.
fn hashable(value: &Value) -> Result<(), Error> {
    match kind(value) {
        ValueKind::Seq | ValueKind::Map => {
            Err(Error::new(ErrorKind::InvalidOperation, "unhashable type: a list or a dictionary"))
        }
        _ => Ok(()),
    }
}

/// Those of lists: `none`, numbers and booleans are none.
fn add_lists(environment: &mut Environment<'_>) {
    environment.add_filter("loop_over", |value: Value| iterable(&value).map(|()| value));
    environment
        .add_filter("list", |state: &State, value: Value| iterable(&value).and_then(|()| filters::list(state, value)));
    environment.add_filter("first", |value: &Value| {
        iterable(value)?;
        Ok::<_, Error>(value.try_iter()?.next().unwrap_or_default())
    });
    environment.add_filter("last", |value: &Value| {
        iterable(value)?;
        Ok::<_, Error>(value.try_iter()?.last().unwrap_or_default())
    });
    environment.add_filter("min", |state: &State, value: Value, options: Kwargs| {
        comparable(&value).and_then(|()| filters::min(state, value, options))
    });
    environment.add_filter("max", |state: &State, value: Value, options: Kwargs| {
        comparable(&value).and_then(|()| filters::max(state, value, options))
    });
    environment.add_filter("map", |state: &mut State, value: Value, arguments: Rest<ValueOrKwargs>| {
        generator(&value, || filters::map(state, value.clone(), arguments))
    });
    environment.add_filter(
        "select",
        |state: &mut State, value: Value, test: Option<Cow<'_, str>>, rest: Rest<ValueOrKwargs>| {
            generator(&value, || filters::select(state, value.clone(), test, rest))
        },
    );
    environment.add_filter(
        "reject",
        |state: &mut State, value: Value, test: Option<Cow<'_, str>>, rest: Rest<ValueOrKwargs>| {
            generator(&value, || filters::reject(state, value.clone(), test, rest))
        },
    );
    environment.add_filter(
        "selectattr",
        |state: &mut State, value: Value, name: Cow<'_, str>, test: Option<Cow<'_, str>>, rest: Rest<ValueOrKwargs>| {
            generator(&value, || filters::selectattr(state, value.clone(), name, test, rest))
        },
    );
    environment.add_filter(
        "rejectattr",
        |state: &mut State, value: Value, name: Cow<'_, str>, test: Option<Cow<'_, str>>, rest: Rest<ValueOrKwargs>| {
            generator(&value, || filters::rejectattr(state, value.clone(), name, test, rest))
        },
    );
    environment.add_filter(
        "sum",
        |state: &State, value: Value, attribute: Option<&str>, start: Option<Value>, options: Kwargs| {
            summable(&value)?;
            let name = attribute.map(str::to_owned).or(options.peek::<Option<String>>("attribute")?);
            if let Some(name) = name.filter(|name| !name.contains('.')) {
                for item in value.try_iter()? {
                    defined(&item.get_attr(&name)?)?;
                }
            }
            filters::sum(state, value, attribute, start, options)
        },
    );
    environment.add_filter("groupby", |value: Value, attribute: Option<&str>, options: Kwargs| {
        summable(&value).and_then(|()| filters::groupby(value, attribute, options))
    });
    environment.add_filter("unique", |state: &State, value: Value, options: Kwargs| {
        iterable(&value)?;
        if options.get::<Option<Value>>("attribute")?.is_none() {
            value.try_iter()?.try_for_each(|item| hashable(&item))?;
        }
        filters::unique(state, value, options)
    });
    environment.add_filter("reverse", |value: &Value| {
        iterable(value)?;
        if kind(value) != ValueKind::Map {
            return filters::reverse(value);
        }
        let mut keys: Vec<Value> = value.try_iter()?.collect();
        keys.reverse();
        Ok(Value::from(keys))
    });
    environment.add_filter(
        "join",
        |value: &Value, between: Option<Value>, attribute: Option<String>, options: Kwargs| {
            iterable(value)?;
            let between = match between {
                Some(between) => Some(between),
                None => options.get::<Option<Value>>("d")?,
            };
            let attribute = match attribute {
                Some(attribute) => Some(attribute),
                None => options.get::<Option<String>>("attribute")?,
            };
            options.assert_all_used()?;
            let each = value.try_iter()?.map(|item| match &attribute {
                None => Ok(text(&item)),
                Some(path) => path.split('.').try_fold(item, |item, name| item.get_attr(name)).map(|item| text(&item)),
            });
            Ok::<_, Error>(
                each.collect::<Result<Vec<_>, Error>>()?.join(&between.map_or_else(String::new, |b| text(&b))),
            )
        },
    );
    environment.add_filter("sort", |state: &State, value: Value, reverse: Option<bool>, options: Kwargs| {
        if !options.has("attribute") {
            let sensitive = options.get::<Option<bool>>("case_sensitive")?.unwrap_or(false);
            let backwards = options.get::<Option<bool>>("reverse")?.or(reverse).unwrap_or(false);
            options.assert_all_used()?;
            return sorted(&value, sensitive, backwards);
        }
        iterable(&value)?;
        let names: Vec<String> = options.args().map(str::to_owned).collect();
        let mut all: Vec<(String, Value)> = Vec::new();
        for name in names {
            let option = options.get::<Value>(&name)?;
            all.push((name, option));
        }
        all.extend(reverse.map(|reverse| ("reverse".to_owned(), Value::from(reverse))));
        filters::sort(state, value, all.into_iter().collect())
    });
}

/// In order, equals as they stood. (minijinja's own knows the case of ASCII alone.)
fn sorted(value: &Value, case_sensitive: bool, backwards: bool) -> Result<Value, Error> {
    comparable(value)?;
    let key = |item: Value| match item.as_str() {
        Some(text) if !case_sensitive => (Value::from(text.to_lowercase()), item),
        _ => (item.clone(), item),
    };
    let mut keyed: Vec<(Value, Value)> = value.try_iter()?.map(key).collect();
    keyed.sort_by(|(a, _), (b, _)| if backwards { b.cmp(a) } else { a.cmp(b) });
    Ok(keyed.into_iter().map(|(_, item)| item).collect())
}

/// Undefined counts as empty, and what is computed late has no length.
fn length(value: &Value) -> Result<usize, Error> {
    match value.downcast_object_ref::<View>() {
        Some(view) if view.kind == GENERATOR => Err(fault("length: a generator has none".into())),
        _ if value.is_undefined() => Ok(0),
        _ => filters::length(value),
    }
}

/// What `map`, `select` and their kin give.
const GENERATOR: &str = "generator";

/// Over `none`, false and zero they go without a look.
fn generator(value: &Value, values: impl FnOnce() -> Result<Vec<Value>, Error>) -> Result<Value, Error> {
    let values = if value.is_true() { iterable(value).and_then(|()| values())? } else { Vec::new() };
    Ok(Value::from_object(View { kind: GENERATOR, values }))
}

/// The filter `title`, which has other words than `str.title()`.
fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(|character| is_space(character) || "-({[<".contains(character)) {
        let mut characters = word.chars();
        out.extend(characters.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(&characters.as_str().to_lowercase());
    }
    out
}

/// What a text filter sees: `str(value)`, nothing for what is undefined.
fn text(value: &Value) -> String {
    if value.is_undefined() { String::new() } else { shown(value) }
}

fn fault(problem: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, problem)
}

fn defined(value: &Value) -> Result<(), Error> {
    if value.is_undefined() { Err(Error::from(ErrorKind::UndefinedError)) } else { Ok(()) }
}

/// Python iterates over texts, lists, dictionaries and what is undefined.
fn iterable(value: &Value) -> Result<(), Error> {
    match kind(value) {
        kind @ (ValueKind::None | ValueKind::Bool | ValueKind::Number | ValueKind::Plain) => {
            Err(fault(format!("a value of type {kind} is not iterable")))
        }
        _ => Ok(()),
    }
}

/// A list, and no text: its characters have neither sums nor attributes.
fn summable(value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if !text.is_empty() => Err(fault("the characters of a text cannot be summed or grouped".into())),
        _ => iterable(value),
    }
}

/// Python orders numbers among themselves, texts among themselves, and little else.
fn comparable(value: &Value) -> Result<(), Error> {
    iterable(value)?;
    let items: Vec<Value> = value.try_iter()?.collect();
    match items.windows(2).find(|pair| !super::checks::ordered(&pair[0], &pair[1])) {
        Some(pair) => Err(fault(format!("{} and {} cannot be ordered", pair[0].kind(), pair[1].kind()))),
        None => Ok(()),
    }
}

/// `indent(width=4, first=False, blank=False)`.
fn indent(
    value: &Value,
    width: Option<Value>,
    first: Option<bool>,
    blank: Option<bool>,
    options: Kwargs,
) -> Result<String, Error> {
    let Some(text) = value.as_str() else { return Err(fault(format!("indent: a value of type {}", kind(value)))) };
    let width = match width {
        Some(width) => Some(width),
        None => options.get::<Option<Value>>("width")?,
    };
    let first = first.or(options.get::<Option<bool>>("first")?).unwrap_or(false);
    let blank = blank.or(options.get::<Option<bool>>("blank")?).unwrap_or(false);
    options.assert_all_used()?;
    let indent = match width {
        None => "    ".to_owned(),
        Some(width) => match (width.as_str(), width.as_usize()) {
            (Some(text), _) => text.to_owned(),
            (None, Some(width)) => " ".repeat(width.min(WIDEST)),
            (None, None) => return Err(fault(format!("indent: a width of {width}"))),
        },
    };
    // As there, with one more line end, so that a text that ends with one keeps it.
    let text = format!("{text}\n");
    let lines = cut_lines(&text, false).into_iter().enumerate().map(|(index, line)| match index {
        0 if first => format!("{indent}{line}"),
        0 => line.to_owned(),
        _ if line.is_empty() && !blank => String::new(),
        _ => format!("{indent}{line}"),
    });
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

/// `truncate(length=255, killwords=False, end='...', leeway=5)`.
fn truncate(
    value: &Value,
    length: Option<usize>,
    kill: Option<bool>,
    end: Option<String>,
    leeway: Option<usize>,
) -> Result<String, Error> {
    let Some(text) = value.as_str() else { return Err(fault(format!("truncate: a value of type {}", kind(value)))) };
    let (length, end) = (length.unwrap_or(255), end.unwrap_or_else(|| "...".into()));
    let kept = length.checked_sub(end.chars().count());
    let kept = kept.ok_or_else(|| fault(format!("truncate: {end:?} is longer than {length}")))?;
    if text.chars().count() <= length + leeway.unwrap_or(5) {
        return Ok(text.to_owned());
    }
    let cut: String = text.chars().take(kept).collect();
    let cut = if kill.unwrap_or(false) {
        cut.as_str()
    } else {
        cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words)
    };
    Ok(format!("{cut}{end}"))
}

/// As markupsafe does it.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\'' => out.push_str("&#39;"),
            '"' => out.push_str("&#34;"),
            _ => out.push(character),
        }
    }
    out
}

/// `int(default=0, base=10)`.
fn int(value: &Value, otherwise: Option<Value>, base: Option<u32>, options: Kwargs) -> Result<Value, Error> {
    defined(value)?;
    let otherwise = match otherwise {
        Some(otherwise) => Some(otherwise),
        None => options.get::<Option<Value>>("default")?,
    };
    let base = base.or(options.get::<Option<u32>>("base")?).unwrap_or(10);
    options.assert_all_used()?;
    let cut = |number: f64| number.is_finite().then(|| Value::from(number.trunc() as i64));
    let number = match (value.as_str(), float(value)) {
        (Some(text), _) => {
            let text = text.trim_matches(is_space);
            let digits = if base == 16 { text.trim_start_matches("0x").trim_start_matches("0X") } else { text };
            let whole = (2..=36).contains(&base).then(|| i64::from_str_radix(digits, base).ok()).flatten();
            whole.map(Value::from).or_else(|| cut(text.parse().ok()?))
        }
        (None, Some(number)) => cut(number),
        (None, None) => {
            value.as_i64().or((kind(value) == ValueKind::Bool).then(|| value.is_true().into())).map(Value::from)
        }
    };
    Ok(number.unwrap_or_else(|| otherwise.unwrap_or_else(|| Value::from(0))))
}
