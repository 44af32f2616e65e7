//! A Rust source as words, marks, numbers and string literals. Comments (those that document, too), characters and lifetimes
//! are dropped. What is for tests is `items`' business, which words make a path `modules`'.

/// A word (identifier or keyword), a mark, a whole number, or a string literal as it is written from its first quote on; and
/// the line it begins on, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) line: usize,
}

impl Token {
    pub(crate) fn is_word(&self) -> bool {
        self.text.starts_with(|c: char| c.is_alphabetic() || c == '_')
    }
}

/// The tokens of `source`. `::` is one token, `r#type` one word; `$crate` is read as `crate`.
pub(crate) fn all(source: &str) -> Vec<Token> {
    let text: Vec<char> = source.chars().collect();
    let (mut tokens, mut at, mut line) = (Vec::new(), 0, 1);
    while at < text.len() {
        let begin = at;
        let next = text.get(at + 1).copied().unwrap_or('\0');
        match text[at] {
            '/' if next == '/' => at = find(&text, at, |rest| rest[0] == '\n'),
            '/' if next == '*' => at = after_block_comment(&text, at),
            '"' => at = after_string(&text, at),
            'r' | 'b' | 'c' if raw_hashes(&text, at).is_some() => at = after_raw_string(&text, at),
            'b' | 'c' if next == '"' => at = after_string(&text, at + 1),
            'b' if next == '\'' => at = after_quote(&text, at + 1),
            '\'' => at = after_quote(&text, at),
            c if c.is_alphabetic() || c == '_' => {
                let is_raw =
                    c == 'r' && next == '#' && text.get(at + 2).is_some_and(|c| c.is_alphabetic() || *c == '_');
                at = find(&text, if is_raw { at + 2 } else { at }, |rest| {
                    !(rest[0].is_alphanumeric() || rest[0] == '_')
                });
                let text: String = text[begin..at].iter().collect();
                tokens.push(Token { text, line });
            }
            c if c.is_ascii_digit() => {
                at = find(&text, at, |rest| !(rest[0].is_alphanumeric() || rest[0] == '_'));
                let text: String = text[begin..at].iter().collect();
                tokens.push(Token { text, line });
            }
            ':' if next == ':' => {
                at += 2;
                tokens.push(Token { text: "::".to_owned(), line });
            }
            c => {
                at += 1;
                // `$crate` in a macro is this crate.
                if !c.is_whitespace() && c != '$' {
                    tokens.push(Token { text: c.to_string(), line });
                }
            }
        }
        if let Some(quote) = text[begin..at].iter().position(|c| *c == '"')
            && matches!((text[begin], next), ('"' | 'r' | 'c', _) | ('b', 'r' | '"'))
        {
            tokens.push(Token { text: text[begin + quote..at].iter().collect(), line });
        }
        line += text[begin..at].iter().filter(|c| **c == '\n').count();
    }
    tokens
}

/// The first place from `at` where `ends` holds for the rest, or the end.
fn find(text: &[char], at: usize, ends: impl Fn(&[char]) -> bool) -> usize {
    (at..text.len()).find(|i| ends(&text[*i..])).unwrap_or(text.len())
}

fn after_block_comment(text: &[char], at: usize) -> usize {
    let (mut depth, mut at) = (1, at + 2);
    while at < text.len() && depth > 0 {
        match (text[at], text.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    at.min(text.len())
}

fn after_string(text: &[char], at: usize) -> usize {
    let mut at = at + 1;
    while at < text.len() && text[at] != '"' {
        at += if text[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(text.len())
}

/// The number of `#` of a raw string (`r"`, `br#"` …) that begins at `at`; none if nothing raw begins there.
fn raw_hashes(text: &[char], at: usize) -> Option<usize> {
    let r = if text[at] == 'r' { at } else { at + 1 };
    if text.get(r) != Some(&'r') {
        return None;
    }
    let hashes = text[r + 1..].iter().take_while(|c| **c == '#').count();
    (text.get(r + 1 + hashes) == Some(&'"')).then_some(hashes)
}

fn after_raw_string(text: &[char], at: usize) -> usize {
    let hashes = raw_hashes(text, at).unwrap_or(0);
    let open = find(text, at, |rest| rest[0] == '"') + 1;
    let close = find(text, open.min(text.len()), |rest| {
        rest[0] == '"' && rest[1..].iter().take_while(|c| **c == '#').count() >= hashes
    });
    (close + 1 + hashes).min(text.len())
}

/// After a character (`'x'`, `'\n'`, `'\u{1F600}'`) or a lifetime (`'a`).
fn after_quote(text: &[char], at: usize) -> usize {
    if text.get(at + 1) == Some(&'\\') {
        return (find(text, at + 3, |rest| rest[0] == '\'') + 1).min(text.len());
    }
    if text.get(at + 2) == Some(&'\'') {
        return at + 3;
    }
    find(text, at + 1, |rest| !(rest[0].is_alphanumeric() || rest[0] == '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<String> {
        all(source).into_iter().filter(Token::is_word).map(|t| t.text).collect()
    }

    #[test]
    fn literals_are_kept_whole() {
        let tokens = all("a(\"b \\\" c\", r#\"d \" e\"#) 'f' b'\"' \"'\"");
        let literals: Vec<&str> = tokens.iter().map(|t| t.text.as_str()).filter(|t| t.starts_with('"')).collect();
        assert_eq!(literals, ["\"b \\\" c\"", "\"d \" e\"#", "\"'\""]);
    }

    #[test]
    fn comments_strings_characters_and_lifetimes_are_dropped() {
        let source =
            "// a\n/* b /* c */ d */ use x; let e = \"f \\\" g\"; r#\"h \" i\"# b'j' '\\'' &'k l b\"m\" '\"' n 12u8";
        assert_eq!(words(source), ["use", "x", "let", "e", "l", "n"]);
    }

    #[test]
    fn a_raw_identifier_is_one_word() {
        assert_eq!(words("r#mod::r#type r#\"x\"# r"), ["r#mod", "r#type", "r"]);
    }

    #[test]
    fn lines_are_counted_through_strings() {
        let tokens = all("a\n\"x\ny\"\nb");
        assert_eq!(tokens.iter().map(|token| token.line).collect::<Vec<_>>(), [1, 2, 4]);
    }
}
