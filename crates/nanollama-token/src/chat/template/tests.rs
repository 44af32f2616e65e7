//! Templates render what transformers renders, byte for byte, and fail where it fails. The fixtures are made by
//! `oracle/chat_templates.py`.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::*;

/// 2025-01-02 03:04:05.
const NOW: u64 = 1_735_787_045;

fn fixture(name: &str) -> Json {
    let path = folder().join(name);
    serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/chat")
}

struct Talks {
    tokens: Vec<(String, Json)>,
    conversations: Json,
}

impl Talks {
    fn read() -> Talks {
        let file = fixture("conversations.json");
        let tokens = file["tokens"].as_object().unwrap();
        let tokens = tokens.iter().map(|(part, name)| (part.clone(), name.clone())).collect();
        Talks { tokens, conversations: file["conversations"].clone() }
    }

    fn render(&self, template: &str, conversation: &str) -> Result<String> {
        let talk = &self.conversations[conversation];
        let messages = talk["messages"].as_array().unwrap().iter().cloned();
        let messages: Vec<Message> = messages.map(|message| Message::from_json(message).unwrap()).collect();
        let tools = talk.get("tools").map(|tools| tools.as_array().unwrap().as_slice());
        let generation_prompt = talk.get("add_generation_prompt").is_none_or(|prompt| prompt == true);
        let (documents, tokens) = (None, self.tokens.as_slice());
        Template::new(template)?.render(&Asked {
            messages: &messages,
            tools,
            documents,
            generation_prompt,
            tokens,
            now: NOW,
        })
    }
}

/// Where jinja2 renders and we refuse, by what stands in the template.
const REFUSED: &[(&str, &str)] = &[
    (".encode(", "bytes are no text"),
    ("{!r}", "minijinja's str.format has no conversions"),
    (".fromkeys(", "dictionaries are not made of lists"),
    ("cycler(", "cyclers and joiners change while they are used"),
    ("joiner(", "cyclers and joiners change while they are used"),
    (" is filter", "asked of what is no text"),
    (" is test", "asked of what is no text"),
    ("varargs", "macros take what they name"),
    ("namespace({", "namespaces are made of names"),
    ("{{ +1 }}", "minijinja has no sign +"),
    ("dict([", "dictionaries are not made of lists"),
    ("true | abs", "booleans are no numbers"),
    ("true | round", "booleans are no numbers"),
    ("lipsum(", "no chat needs blind text"),
    ("| filesizeformat", "HTML's filters"),
    ("| pprint", "HTML's filters"),
    ("| striptags", "HTML's filters"),
    ("| truncate", "only texts are cut"),
    ("| urlencode", "HTML's filters"),
    ("| urlize", "HTML's filters"),
    ("| wordwrap", "HTML's filters"),
    ("| xmlattr", "HTML's filters"),
];

/// Where we render and jinja2 raises or renders something else: minijinja's operators and values, which cannot be replaced.
const OTHER: &[(&str, &str)] = &[
    ("{1: 'x', true: 'y'", "1 and true are two keys"),
    ("{1: 2, none: 3, true: 4", "1 and true are two keys"),
    ("range(", "a range is shown as its list, and is JSON"),
    ("namespace(_", "Python's private names are names"),
    ("ns._y", "Python's private names are names"),
    ("'a\\\nb'", "a line break is not escaped by a backslash"),
    ("1 < 'a'", "values of all kinds have an order"),
    ("none < 1", "values of all kinds have an order"),
    ("nosuch < 1", "values of all kinds have an order"),
    ("1 in 'abc'", "a text is asked for what is no text"),
    ("nosuch in 'abc'", "a text is asked for what is no text"),
    ("{{ namespace }}", "functions are shown by other names"),
    ("{{ self }}", "templates are no values"),
    ("['items'] is defined", "a dictionary's methods are no items"),
    (".keys is defined", "a dictionary's methods are no items"),
    ("| max", "of texts that differ in case alone, the last"),
    ("5 | round(1,", "whole numbers stay whole"),
    ("| safe) +", "a safe text does not escape what is added to it"),
    ("| sort(attribute='a')", "what is undefined has an order"),
    ("| groupby('a')", "what is undefined has an order"),
];

/// Templates of other people apart: what renders otherwise, and why.
const FOREIGN_OTHER: &[(&str, &str, &str)] = &[
    ("meetkai-functionary-medium-v3.1", "tools", "a safe text does not escape what is added to it"),
    ("meetkai-functionary-medium-v3.1", "tool_results", "a safe text does not escape what is added to it"),
];

#[test]
fn small_templates_render_as_in_jinja2() {
    let talks = Talks::read();
    let (mut faults, mut used) = (String::new(), BTreeSet::new());
    let file = fixture("expressions.json");
    for row in file["expressions"].as_array().unwrap() {
        let (template, expected) = (row[0].as_str().unwrap(), row[1].as_str());
        let rendered = talks.render(template, "turns");
        if rendered.as_deref().ok() == expected {
            continue;
        }
        let exceptions = if rendered.is_err() { REFUSED } else { OTHER };
        match exceptions.iter().find(|(part, _)| template.contains(part)) {
            Some((part, _)) => drop(used.insert((rendered.is_err(), *part))),
            None => writeln!(faults, "{template:?}\n    jinja2 {expected:?}\n    ours   {rendered:?}").unwrap(),
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{faults}", faults.matches("    ours ").count());
    for (refused, exceptions) in [(true, REFUSED), (false, OTHER)] {
        let unused: Vec<_> = exceptions.iter().filter(|(part, _)| !used.contains(&(refused, *part))).collect();
        assert!(unused.is_empty(), "no exceptions any more: {unused:?}");
    }
}

#[test]
fn templates_of_known_forms_render_as_in_jinja2() {
    let talks = Talks::read();
    let mut faults = String::new();
    for (name, rows) in fixture("rendered.json")["templates"].as_object().unwrap() {
        let template = std::fs::read_to_string(folder().join(format!("templates/{name}.jinja"))).unwrap();
        for (talk, expected) in rows.as_object().unwrap() {
            let rendered = talks.render(&template, talk);
            if rendered.as_deref().ok() != expected.as_str() {
                writeln!(faults, "{name}, {talk}:\n    jinja2 {expected:?}\n    ours   {rendered:?}").unwrap();
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA, a folder of third-party files"]
fn foreign_templates_render_as_in_jinja2() {
    let data = std::env::var("NANOLLAMA_TEST_DATA").expect("NANOLLAMA_TEST_DATA names the folder");
    let talks = Talks::read();
    let (mut faults, mut rows_seen) = (String::new(), 0);
    for (name, rows) in fixture("foreign.json")["templates"].as_object().unwrap() {
        let path = Path::new(&data).join("tokenizers/llama.cpp-templates").join(format!("{name}.jinja"));
        let template = std::fs::read_to_string(path).unwrap();
        for (talk, expected) in rows.as_object().unwrap() {
            rows_seen += 1;
            let rendered = talks.render(&template, talk);
            let hash = rendered.as_ref().ok().map(|text| {
                Sha256::digest(text.as_bytes()).iter().fold(String::new(), |hash, byte| format!("{hash}{byte:02x}"))
            });
            let is_apart = FOREIGN_OTHER.iter().any(|(of, with, _)| of == name && with == talk);
            if (hash.as_deref() == expected.as_str()) == is_apart {
                let wanted = if expected.is_null() { "an error" } else { "another text" };
                writeln!(faults, "{name}, {talk}: expected {wanted}: {:?}", rendered.err()).unwrap();
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
    assert_eq!(rows_seen, 560);
}

#[test]
fn endless_templates_end() {
    let endless = "{% for a in range(9999) %}{% for b in range(9999) %}{{ a * b }}{% endfor %}{% endfor %}";
    assert!(Talks::read().render(endless, "none").is_err());
    let error = Talks::read().render("\n{{ raise_exception('take turns') }}", "none").unwrap_err();
    assert_eq!(error.to_string(), "chat template: line 2: take turns");
}

/// Found by `cargo xtask long`, with what jinja2 3.1.6 says.
#[test]
fn what_fuzzing_found_stays_mended() {
    for (source, expected) in [
        ("[{{ ''[::-1] }}{{ 'abcd'[3:0:-1] }}{{ none[1:] }}]", "[dcb]"),
        ("{{ (1, 2, 3)[1:] }}{{ [1, 2, 3][2:0:-1] }}", "(2, 3)[3, 2]"),
        ("{% set ns = namespace(a=1) %}{% macro m() %}{% set ns.a = 2 %}{% endmacro %}{{ m() }}{{ ns.a }}", "2"),
        ("{{ ['a', 'A', 'É', 'é', 'b'] | sort(reverse=true) | join }}", "ÉébaA"),
        ("{{ 'ΣΑΣ\"' | title }} {{ 'ΣΑΣ'.title() }} {{ 'ΣΑΣ ΣΑ'.swapcase() }}", "Σας\" Σας σας σα"),
        ("[{{ '{0}-{a}'.format(nosuch, a=7) }}]", "[-7]"),
        ("{% macro n() %}{% endmacro %}{{ n | trim }} {{ n }} {{ [n] }}", "<Macro 'n'> <Macro 'n'> [<Macro 'n'>]"),
        ("{{ ['\u{2028}', 1.0] | safe ~ '' }}", "['\\u2028', 1.0]"),
        ("{{ [true, none, 1e20, ['\u{2028}']] | join(',') }}", "True,None,1e+20,['\\u2028']"),
        ("{{ ['\u{2028}'] ~ true ~ none ~ 1e20 }}", "['\\u2028']TrueNone1e+20"),
        ("{{ 'ǅaB'.swapcase() }}", "ǅAb"),
        ("{{ 'ǅa' is lower }} {{ 'ǅA' is upper }} {{ 'a1' is lower }}", "False False True"),
        ("{{ '\u{7f}é' | tojson(ensure_ascii=true) }}", "\"\\u007f\\u00e9\""),
        ("{% set k = 'k' %}{% macro n() %}{% set k %}{{ k }}{% endset %}{{ k }}{% endmacro %}{{ n() }}", "k"),
        ("{% macro w(a) %}{{ caller }}{% endmacro %}{% call w(1) %}{% endcall %}", "<Macro anonymous>"),
        ("{% macro n() %}{% endmacro %}{{ n is callable }} {{ n is mapping }} {{ n is iterable }}", "True False False"),
        (
            "{% set k = 'k' %}{% macro n() %}{% with k = k.upper() %}{{ k }}{% endwith %}{% set k = k ~ 'x' %}{{ k }}\
             {% endmacro %}{{ n() }}",
            "Kkx",
        ),
        (
            "{% for x in 'ab' %}{% macro w() %}[{{ k }}]{% endmacro %}{{ w() }}{% set k = x %}{{ w() }}{% endfor %}",
            "[][a][][b]",
        ),
        (
            "{% macro w() %}{{ caller() }}{% endmacro %}{% for x in 'ab' %}{% call w() %}[{{ k }}]{% endcall %}\
             {% set k = x %}{% endfor %}",
            "[][]",
        ),
        (
            "{% set k = 'o' %}{% for x in 'abc' %}{% set k = k ~ x %}{% macro w() %}[{{ k }}{{ j }}]{% endmacro %}\
             {{ w() }}{% set j %}{{ k }}{% endset %}{{ w() }}{% if x == 'b' %}{% break %}{% endif %}{% endfor %}",
            "[oa][oaoa][ob][obob]",
        ),
        (
            "{% set k = 'o' %}{% macro f() %}{% for x in 'ab' %}{% macro w() %}[{{ k }}]{% endmacro %}{{ w() }}\
             {% if 1 %}{% set k = x %}{% endif %}{{ w() }}{{ v is defined }}{% macro v() %}{% endmacro %}{% endfor %}\
             {% endmacro %}{{ f() }}",
            "[o][a]False[o][b]False",
        ),
        ("{% for x in [] %}{% macro w() %}{% endmacro %}{%- else -%} else{% endfor %}", "else"),
        ("{% for x in 'ab' %}\n  {% macro w() -%}\n x{% endmacro %}\n  {{ w() }}\n{% endfor %}\n", "  x\n  x\n"),
        ("{% macro w() %}{{ caller() }}{% endmacro %}\n  {% call w() -%}\n x\n  {% endcall %}\n y", "x\n y"),
        ("{% for x in 'abc' %}{% for y in [] %}{% else %}{{ x }}{% break %}{% endfor %}{% endfor %}", "a"),
        (
            "{% for x in 'abc' %}{% if x == 'b' %}{% continue %}{% endif %}{% set k %}{{ x }}{% endset %}{{ k }}\
             {% endfor %}",
            "ac",
        ),
    ] {
        let messages = [Message::new("user", "x")];
        let rendered = Template::new(source).unwrap().render(&Asked { now: NOW, ..Asked::prompt(&messages, &[]) });
        assert_eq!(rendered.unwrap(), expected, "{source}");
    }
    let messages = [Message::new("user", "x")];
    let nothing = Template::new("{{ nosuch[1:] }}").unwrap();
    assert!(nothing.render(&Asked::prompt(&messages, &[])).is_err());
}

/// `break` in these would leave minijinja's frames unbalanced, which is a panic or another text.
#[test]
fn what_leaves_a_loop_out_of_a_block_is_refused() {
    for (source, block) in [
        ("{% with y = x %}{{ y }}{% if y == 'b' %}{% break %}{% endif %}{% endwith %}", "in with"),
        ("{% filter upper %}{{ x }}{% continue %}{% endfilter %}", "in filter"),
        ("{% set y %}{{ x }}{% break %}{% endset %}", "in set"),
        ("{% generation %}{{ x }}{% break %}{% endgeneration %}", "in generation"),
    ] {
        let error = Template::new(&format!("\n{{% for x in 'ab' %}}{source}{{% endfor %}}")).unwrap_err().to_string();
        assert!(error.contains("line 2: ") && error.contains(block), "{error}");
    }
}

#[test]
fn what_python_cannot_do_is_an_error() {
    for source in ["{% set x = a = b %}", "{% with x = a = b, c = d = e %}{% endwith %}", "{{ [[1]] | unique | list }}"]
    {
        let rendered = Template::new(source).and_then(|template| template.render(&Asked::prompt(&[], &[])));
        assert!(rendered.is_err(), "{source}: {rendered:?}");
    }
}
