//! A template's text as minijinja has to read it: what Jinja2 (with transformers' extensions) reads otherwise is replaced,
//! tag by tag and token by token; text, comments and raw blocks stay as they are, and so do lines.
//!
//! - `{% generation %}` … `{% endgeneration %}` becomes `{% with %}` … `{% endwith %}`, or a filter that marks its text.
//! - `'…' % x` becomes a call of a filter; `%` with another left side is arithmetic, or an error when it runs.
//! - `'a' 'b'` becomes one string.
//! - What is set between `{% set x %}` or `{% filter %}` and its end is not known behind it: a `{% with %}` stands in it.
//! - What `~` joins passes the filter `shown_text`: minijinja writes lists and dictionaries in a way of its own.
//! - `x|list[0]` is an error, as it is for Jinja2, and not a part of the filter's value.
//! - `x[a:b:c]` becomes a call of the method `__slice__` (`methods/slice.rs`).
//! - `{% for x in y %}` goes over `(y)|loop_over`, which refuses what Python does not iterate over.
//! - `{% set x.y = z %}` reads `x`, which makes it known in macros.
//! - What `{% set x = x.y %}` and `{% with x = x.y %}` read is read in front of them, for the same reason; so is the `x` of
//!   `{% set x %}`.
//! - A loop with a macro or a call sets in each pass anew what it sets at all (`scopes.rs`).
//! - `{% do %}` is no tag of transformers' environment.

mod brackets;
mod edit;
mod joined;
mod renamed;
mod scopes;

use super::lexer::{Kind, Tag, TagKind, Token, tags};
use brackets::{bracketed, outside};
use edit::Edit;
use joined::joined;
use renamed::{renamed, renamed_between};
use scopes::{assigns, scopes};

/// The filter that `%` after a string becomes.
pub(super) const FORMAT: &str = "percent_format";

/// The filter that both sides of `~` pass.
pub(super) const SHOWN: &str = "shown_text";

/// The filter that what is to be learned passes.
pub(super) const LEARNED: &str = "learned_text";

/// What becomes of `{% generation %}`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Generation {
    /// Nothing: its content stands where it stood.
    Plain,
    /// Its content passes [`LEARNED`].
    Learned,
}

/// The rewritten text.
///
/// # Errors
/// What cannot be read, with its line.
pub(super) fn rewrite(source: &str, generation: Generation) -> Result<String, String> {
    // As Jinja2 reads templates: every line end is one character.
    let source = source.replace("\r\n", "\n").replace('\r', "\n");
    let mut edits = Vec::new();
    let tags = tags(&source)?;
    let fault_at = |at: usize, what: &str| format!("line {}: {what}", 1 + source[..at].matches('\n').count());
    for tag in &tags {
        let fault = |what: &str| fault_at(tag.start, what);
        // In this order inner brackets close before outer ones.
        strings(&tag.tokens, &mut edits);
        slices(&source, &tag.tokens, &mut edits);
        formats(&source, &tag.tokens, &mut edits).map_err(|what| fault(&what))?;
        filters(&source, &tag.tokens).map_err(|what| fault(&what))?;
        joined(&source, &tag.tokens, &mut edits).map_err(|what| fault(&what))?;
        statement(&source, tag, generation, &mut edits).map_err(|what| fault(&what))?;
    }
    scopes(&source, &tags, &mut edits).map_err(|(at, what)| fault_at(at, &what))?;
    // Stable: of two insertions at one place, the first to be found stands first. What is replaced there stands behind them.
    edits.sort_by_key(|edit| (edit.at, edit.length));
    let (mut out, mut done) = (String::with_capacity(source.len()), 0);
    for edit in edits {
        out.push_str(&source[done..edit.at]);
        out.push_str(&edit.text);
        done = edit.at + edit.length;
    }
    out.push_str(&source[done..]);
    Ok(out)
}

/// Tags of other names.
fn statement(source: &str, tag: &Tag, generation: Generation, edits: &mut Vec<Edit>) -> Result<(), String> {
    let (TagKind::Statement, [first, ..], Some(last)) = (tag.kind, tag.tokens.as_slice(), tag.tokens.last()) else {
        return Ok(());
    };
    let name = first.text(source);
    let mut edit = |at: usize, length: usize, text: &'static str| edits.push(Edit { at, length, text: text.into() });
    let text = match name {
        "generation" if generation == Generation::Learned => "filter learned_text %}{% with",
        "endgeneration" if generation == Generation::Learned => "endwith %}{% endfilter",
        "generation" => "with",
        "endgeneration" => "endwith",
        "for" => {
            loop_over(source, tag, edits);
            return Ok(());
        }
        "set" if assigns(source, &tag.tokens) => {
            namespace(source, tag, edits);
            renamed(source, tag, edits);
            return Ok(());
        }
        "with" => {
            renamed(source, tag, edits);
            return Ok(());
        }
        // What is set inside is not known behind: the tag's own signs about white space stay outermost.
        "set" | "filter" => {
            edit(last.end, 0, " %}{% with");
            if name == "set" {
                renamed_between(source, tag, edits);
            }
            return Ok(());
        }
        "endset" | "endfilter" => {
            edit(first.start, 0, "endwith %}{% ");
            return Ok(());
        }
        "do" => return Err("unknown statement do".into()),
        _ => return Ok(()),
    };
    if tag.tokens.len() > 1 {
        return Err(format!("{name} takes nothing"));
    }
    edit(first.start, first.end - first.start, text);
    Ok(())
}

/// What a loop goes over passes a filter, which refuses what Python does not iterate over.
fn loop_over(source: &str, tag: &Tag, edits: &mut Vec<Edit>) {
    let (mut begins, mut ends) = (None, tag.tokens.len());
    for (index, token) in outside(source, &tag.tokens) {
        match token.text(source) {
            "in" if begins.is_none() => begins = Some(index + 1),
            "if" | "recursive" if begins.is_some() => {
                ends = index;
                break;
            }
            _ => {}
        }
    }
    // minijinja says so when a loop goes over nothing.
    let Some(values) = begins.and_then(|begins| tag.tokens.get(begins..ends)) else { return };
    if let (Some(first), Some(last)) = (values.first(), values.last()) {
        edits.push(Edit::insert(first.start, "("));
        edits.push(Edit::insert(last.end, ")|loop_over"));
    }
}

/// What is set in a namespace reads it, too: minijinja gives a macro's body only those names from outside that it reads.
fn namespace(source: &str, tag: &Tag, edits: &mut Vec<Edit>) {
    let [_, name, dot, _, equals, .., last] = tag.tokens.as_slice() else { return };
    if dot.text(source) == "." && equals.text(source) == "=" {
        edits.push(Edit::insert(equals.end, format!("[{},(", name.text(source))));
        edits.push(Edit::insert(last.end, ")]|last"));
    }
}

/// Strings that stand beside each other are one.
fn strings(tokens: &[Token], edits: &mut Vec<Edit>) {
    for run in tokens.chunk_by(|a, b| a.kind == Kind::String && b.kind == Kind::String) {
        let [first, rest @ ..] = run else { continue };
        let Some(last) = rest.last() else { continue };
        edits.push(Edit::insert(first.start, "("));
        edits.extend(rest.iter().map(|token| Edit::insert(token.start, "~")));
        edits.push(Edit::insert(last.end, ")"));
    }
}

/// `[…]` with a colon of its own, which no list has.
fn slices(source: &str, tokens: &[Token], edits: &mut Vec<Edit>) {
    for (index, open) in tokens.iter().enumerate().filter(|(_, token)| token.text(source) == "[") {
        let Some(end) = bracketed(source, tokens, index) else { continue };
        let inside = outside(source, &tokens[index + 1..end - 1]);
        let colons: Vec<usize> =
            inside.filter(|(_, token)| token.text(source) == ":").map(|(place, _)| index + 1 + place).collect();
        if !matches!(colons.len(), 1 | 2) {
            continue;
        }
        let mut edit =
            |at: usize, length: usize, text: &'static str| edits.push(Edit { at, length, text: text.into() });
        edit(open.start, 1, if colons[0] == index + 1 { ".__slice__(none" } else { ".__slice__(" });
        for (number, colon) in colons.iter().enumerate() {
            let next = colons.get(number + 1).copied().unwrap_or(end - 1);
            edit(tokens[*colon].start, 1, if next == colon + 1 { ",none" } else { "," });
        }
        edit(tokens[end - 1].start, 1, if colons.len() == 1 { ",none)" } else { ")" });
    }
}

/// `%` after a string.
fn formats(source: &str, tokens: &[Token], edits: &mut Vec<Edit>) -> Result<(), String> {
    for (index, token) in tokens.iter().enumerate() {
        let begins = index == 0 || tokens[index - 1].kind != Kind::String;
        // After one of these the string is a right side: of what is on the left nothing is known.
        let is_right = index > 0 && matches!(tokens[index - 1].text(source), "*" | "/" | "//" | "%" | "**");
        if token.kind != Kind::String || !begins || is_right {
            continue;
        }
        let mut next = index + 1 + tokens[index + 1..].iter().take_while(|token| token.kind == Kind::String).count();
        while tokens.get(next).is_some_and(|token| token.text(source) == "%") {
            let end = operand(source, tokens, next + 1).ok_or("nothing to format stands after %")?;
            if tokens.get(end).is_some_and(|token| token.text(source) == "is") {
                return Err("a test stands after a value to format; put the value into brackets".into());
            }
            edits.push(Edit::insert(token.start, "("));
            edits.push(Edit { at: tokens[next].start, length: 1, text: "|percent_format(".into() });
            edits.push(Edit::insert(tokens[end - 1].end, "))"));
            next = end;
        }
    }
    Ok(())
}

/// Of a filter's value nothing is taken without brackets.
fn filters(source: &str, tokens: &[Token]) -> Result<(), String> {
    let text = |index: usize| tokens.get(index).map(|token| token.text(source));
    for index in (0..tokens.len()).filter(|&index| text(index) == Some("|")) {
        let behind = match text(index + 2) {
            Some("(") => bracketed(source, tokens, index + 2).unwrap_or(tokens.len()),
            _ => index + 2,
        };
        if let Some(sign @ ("[" | ".")) = text(behind) {
            let name = text(index + 1).unwrap_or_default();
            return Err(format!("{sign} stands behind the filter {name}; put what it is taken of into brackets"));
        }
    }
    Ok(())
}

/// The index behind the operand that begins at `index`: a sign, a value, and what is applied to it.
fn operand(source: &str, tokens: &[Token], mut index: usize) -> Option<usize> {
    let text = |index: usize| tokens.get(index).map(|token| token.text(source));
    while matches!(text(index), Some("-" | "+")) {
        index += 1;
    }
    index = match tokens.get(index)?.kind {
        Kind::String => index + tokens[index..].iter().take_while(|token| token.kind == Kind::String).count(),
        Kind::Word => index + 1,
        Kind::Symbol => bracketed(source, tokens, index)?,
    };
    loop {
        index = match text(index) {
            Some("(" | "[") => bracketed(source, tokens, index)?,
            Some("." | "|") => {
                tokens.get(index + 1)?;
                index + 2
            }
            _ => return Some(index),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_minijinja_reads_otherwise_is_replaced() {
        for (source, expected) in [
            ("{%- generation -%}a{%+ endgeneration +%}", "{%- with -%}a{%+ endwith +%}"),
            ("{{ '%s' % x }}", "{{ ('%s' |percent_format( x)) }}"),
            (
                "{{ '%s' % (a, b)[0].c | upper ~ 'd' }}",
                "{{ (('%s' |percent_format( (a, b)[0].c | upper)))|shown_text ~ ('d')|shown_text }}",
            ),
            ("{{ '%s' % '%d' % 3 }}", "{{ (('%s' |percent_format( '%d')) |percent_format( 3)) }}"),
            ("{{ 'a' 'b' }}", "{{ ('a' ~'b') }}"),
            ("{%- for a, b in c.d if a in b %}", "{%- for a, b in (c.d)|loop_over if a in b %}"),
            ("{% for a in [b if c else d] recursive %}", "{% for a in ([b if c else d])|loop_over recursive %}"),
            ("{% set a.b = 'c' 'd', 1 %}{% set a = 2 %}", "{% set a.b =[a,( ('c' ~'d'), 1)]|last %}{% set a = 2 %}"),
            (
                "{%- set a = b.a + f(a=a) -%}{% set a = b.a %}{% set a.b = a %}",
                "{%- if a is defined %}{% endif %}{% set a = b.a + f(a=a) -%}{% set a = b.a %}\
                 {% if a is defined %}{% endif %}{% set a.b =[a,( a)]|last %}",
            ),
            (
                "{%- with a = b, c = [d, a], e = 1 -%}{% endwith %}",
                "{%- if a is defined %}{% endif %}{% with a = b, c = [d, a], e = 1 -%}{% endwith %}",
            ),
            (
                "{%- set a -%}b{%+ endset +%}",
                "{%- if a is defined %}{% endif %}{% set a %}{% with -%}b{%+ endwith %}{% endset +%}",
            ),
            (
                "{% filter c(d=e) +%}b{% endfilter %}{% set a | c(d=e) %}b{% endset %}",
                "{% filter c(d=e) %}{% with +%}b{% endwith %}{% endfilter %}\
                 {% if a is defined %}{% endif %}{% set a | c(d=e) %}{% with %}b{% endwith %}{% endset %}",
            ),
            ("{{ x[1:] }}", "{{ x.__slice__(1,none,none) }}"),
            ("{{ x[::-1][0] }}", "{{ x.__slice__(none,none,-1)[0] }}"),
            ("{{ [x[:y[2]], {1: 2}] }}", "{{ [x.__slice__(none,y[2],none), {1: 2}] }}"),
            ("{{ x % 3 }}{% if 7 % 2 %}", "{{ x % 3 }}{% if 7 % 2 %}"),
            (
                "{# '%s' % x #}{% raw %}{% generation %}{% endraw %}",
                "{# '%s' % x #}{% raw %}{% generation %}{% endraw %}",
            ),
            ("{{ '{% generation %}' }} 'a' % b", "{{ '{% generation %}' }} 'a' % b"),
            ("a\r\nb\rc", "a\nb\nc"),
            ("{{ a.b ~ -c[1] * 2 ~ d }}", "{{ (a.b)|shown_text ~ (-c[1] * 2)|shown_text ~ (d)|shown_text }}"),
            ("{{ 1 - a ~ b + (c~d) }}", "{{ 1 - (a)|shown_text ~ (b)|shown_text + ((c)|shown_text~(d)|shown_text) }}"),
            (
                "{% if a.in ~ 'b' == c and not d ~ e if f %}",
                "{% if (a.in)|shown_text ~ ('b')|shown_text == c and not (d)|shown_text ~ (e)|shown_text if f %}",
            ),
            ("{{ f(a ~ b, c=[d~e]) }}", "{{ f((a)|shown_text ~ (b)|shown_text, c=[(d)|shown_text~(e)|shown_text]) }}"),
            ("{{ (a is b) ~ c }}", "{{ ((a is b))|shown_text ~ (c)|shown_text }}"),
            // Closing brackets in one place.
            ("{{ x[:'%s'%y] }}", "{{ x.__slice__(none,('%s'|percent_format(y)),none) }}"),
            ("{{ x[a~b:] }}", "{{ x.__slice__((a)|shown_text~(b)|shown_text,none,none) }}"),
            ("{{ ('a' 'b'~'%s'%c) }}", "{{ ((('a' ~'b'))|shown_text~(('%s'|percent_format(c)))|shown_text) }}"),
        ] {
            assert_eq!(rewrite(source, Generation::Plain).unwrap(), expected);
        }
        assert_eq!(rewrite("\n{% do x %}", Generation::Plain).unwrap_err(), "line 2: unknown statement do");
        for refused in
            ["{{ 'a' % x is none }}", "{{ a ~ b is none }}", "{{ a | list[0] }}", "{{ a|b(c)[:1] }}", "{% if a|b.c %}"]
        {
            assert!(rewrite(refused, Generation::Plain).unwrap_err().contains("brackets"), "{refused}");
        }
        let learned = rewrite("{%- generation -%}a{%+ endgeneration %}", Generation::Learned).unwrap();
        assert_eq!(learned, format!("{{%- filter {LEARNED} %}}{{% with -%}}a{{%+ endwith %}}{{% endfilter %}}"));
    }
}
