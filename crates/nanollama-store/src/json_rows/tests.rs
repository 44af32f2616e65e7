use std::path::Path;

use super::*;

/// Lists whose first item says "row" are one row.
fn is_row(list: &Value) -> bool {
    list[0] == "row"
}

/// Each row with its place, and the error at which reading ended.
fn rows(text: &str) -> (Vec<(String, String)>, Option<String>) {
    let mut rows = JsonRows::new("x.json", text.as_bytes(), is_row).unwrap();
    rows.longest = 100;
    let mut all = Vec::new();
    loop {
        match rows.next_row() {
            Ok(Some(row)) => {
                all.push((row.place().to_string(), row.text.to_owned()));
            }
            Ok(None) => return (all, None),
            Err(error) => return (all, Some(error.to_string())),
        }
    }
}

#[test]
fn every_layout_gives_its_rows_with_their_places() {
    for (text, expected) in [
        ("{\"a\":1}\r\n\n{\"a\":[2]}", &[("x.json:1", "{\"a\":1}"), ("x.json:3", "{\"a\":[2]}")][..]),
        ("[1,2]\n[3]\n", &[("x.json:1", "[1,2]"), ("x.json:2", "[3]")]),
        (
            "[{\"a\":\"]\\\"\"}, 7,\n {}]\n",
            &[("x.json:1 (item 1)", "{\"a\":\"]\\\"\"}"), ("x.json:1 (item 2)", "7"), ("x.json:2 (item 3)", "{}")],
        ),
        (
            "[\n  {\n \"a\": 1},\n  {\"a\": 2}\n]",
            &[("x.json:2 (item 1)", "{\n \"a\": 1}"), ("x.json:4 (item 2)", "{\"a\": 2}")],
        ),
        ("{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n", &[("x.json:1", "{\n \"a\": 1\n}"), ("x.json:4", "{\n \"a\": 2\n}")]),
        ("[\"row\", 1]", &[("x.json:1", "[\"row\", 1]")]),
        ("[]", &[]),
        ("", &[]),
        ("{\"a\": \"cut\n{\"a\":1}", &[("x.json:1", "{\"a\": \"cut"), ("x.json:2", "{\"a\":1}")]),
    ] {
        let (all, error) = rows(text);
        let all: Vec<(&str, &str)> = all.iter().map(|(place, row)| (place.as_str(), row.as_str())).collect();
        assert_eq!((all.as_slice(), error), (expected, None), "{text}");
    }
}

#[test]
fn files_that_cannot_be_read_further_are_named() {
    for (text, part) in [
        ("[{\"a\":1},\n{\"a\":", "x.json:2: the file ends inside"),
        ("[{\"a\":1},\n{\"a\":2}", "x.json:2: the array is not ended"),
        ("[{\"a\":1}\n{\"a\":2}]", "x.json:2: a comma is missing"),
        ("[\n{\"a\":1}]\n{\"a\":2}", "x.json:1"),
        (&format!("{{\"a\":\"{}\"}}", "x".repeat(200)), "x.json:1: the row is longer than 100"),
    ] {
        let (all, error) = rows(text);
        let found = error.unwrap_or_else(|| format!("{all:?}"));
        assert!(found.contains(part), "{text}: {found}");
    }
}

#[test]
fn rows_are_parsed_as_python_reads_them_and_errors_have_the_files_place() {
    let parsed = |at, text: &str| {
        let row = Row { text, path: Path::new("x.json"), at };
        row.value().map_err(|error| error.to_string())
    };
    let odd = parsed(At::Line(3), r#"{"a": [NaN, -Infinity, Infinity, -1], "b": "NaN \" NaN"}"#).unwrap();
    assert_eq!(odd, serde_json::json!({"a": [null, null, null, -1], "b": "NaN \" NaN"}));
    for (at, text, part) in [
        (At::Line(6), r#"{"a": nope}"#, "x.json:6: no valid JSON, column 8: expected ident"),
        (At::Item(2, 6), "{\n\"a\": 1,}", "x.json:7 (item 2): no valid JSON, column 8: trailing comma"),
        (At::Line(1), r#"{"a": "\ud800"}"#, "x.json:1: no valid JSON, column"),
        (At::Line(1), "{} x", "trailing characters"),
    ] {
        let message = parsed(at, text).unwrap_err();
        assert!(message.contains(part), "{message}");
    }
}
