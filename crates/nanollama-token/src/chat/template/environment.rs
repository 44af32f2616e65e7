//! What a chat template may use: minijinja set up as transformers sets up Jinja2. Values and operators are minijinja's;
//! globals, filters, tests and methods are replaced where they differ from the reference's.

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Value};

use super::{checks, clock, filters, json, methods, percent, rewrite, values};

/// Instructions that a template may run: more than any needs, and few enough to end soon.
const FUEL: u64 = 10_000_000;

/// An environment whose clock stands at `now`, in seconds since 1970.
pub(super) fn new(now: u64) -> Environment<'static> {
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.expect("the usual brackets are no fault"));
    environment.set_fuel(Some(FUEL));
    environment.set_formatter(|out, state, value| {
        let text = if value.is_undefined() { String::new() } else { values::shown(value) };
        let escaped = !matches!(state.auto_escape(), AutoEscape::None) && !value.is_safe();
        Ok(out.write_str(&if escaped { filters::escape(&text) } else { text })?)
    });
    environment.set_unknown_method_callback(methods::call);
    environment.add_function("raise_exception", |message: Value| -> Result<Value, Error> {
        Err(Error::new(ErrorKind::InvalidOperation, message.to_string()))
    });
    environment.add_function("strftime_now", move |format: String| {
        clock::format(&format, now).map_err(|problem| Error::new(ErrorKind::InvalidOperation, problem))
    });
    environment.add_filter("tojson", json::filter);
    environment.add_filter(rewrite::FORMAT, percent::percent);
    environment.add_filter(rewrite::SHOWN, |value: Value| match value.is_undefined() {
        true => String::new(),
        false => values::shown(&value),
    });
    environment.remove_global("debug");
    filters::add(&mut environment);
    checks::add(&mut environment);
    environment
}
