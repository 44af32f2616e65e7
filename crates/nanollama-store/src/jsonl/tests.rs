use super::*;

fn collect(bytes: &[u8]) -> Result<Vec<String>> {
    let mut lines = Lines { longest: 10, ..Lines::new("x.jsonl", bytes) };
    let mut collected = Vec::new();
    while let Some(line) = lines.next_line()? {
        collected.push(line.to_owned());
    }
    Ok(collected)
}

#[test]
fn ends_marks_and_a_last_line_without_end() {
    assert_eq!(collect(b"\xef\xbb\xbfa\r\n\nb\rc\nd").unwrap(), ["a", "", "b\rc", "d"]);
    assert_eq!(collect(b"").unwrap(), Vec::<String>::new());
    assert_eq!(collect(b"0123456789\r\n0123456789").unwrap(), ["0123456789", "0123456789"]);
}

#[test]
fn failures_name_file_and_line() {
    for (bytes, expected) in [
        (b"ok\nab\xffc\n".as_slice(), "x.jsonl:2: byte 3"),
        (b"0123456789a\n", "x.jsonl:1: the line is longer than 10"),
        (b"ok\n0123456789abcdefghijklmnop", "x.jsonl:2: the line is longer"),
        (b"\xff\xfea\0", "UTF-16"),
        (b"\x1f\x8b\x08", "gzip"),
    ] {
        let message = collect(bytes).unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn json_lines_skip_blank_ones_and_name_the_bad_one() {
    let mut lines = Lines::new("x.jsonl", b"{\"text\":\"a\"}\n \n{\"text\":1}\n".as_slice());
    #[derive(serde::Deserialize)]
    struct Row {
        text: String,
    }
    assert_eq!(lines.next_json::<Row>().unwrap().unwrap().text, "a");
    let message = lines.next_json::<Row>().map(|_| ()).unwrap_err().to_string();
    assert!(message.starts_with("x.jsonl:3: column 9"), "{message}");
    assert!(!message.contains("line 1"), "{message}");
}
