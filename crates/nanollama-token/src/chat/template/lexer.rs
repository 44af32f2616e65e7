//! A template's tags and the tokens in them, as far as rewriting needs to know them.

/// What a tag is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagKind {
    /// `{% … %}`
    Statement,
    /// `{{ … }}`
    Expression,
}

/// A tag.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) kind: TagKind,
    /// Where it begins, in bytes.
    pub(super) start: usize,
    pub(super) tokens: Vec<Token>,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or a number.
    Word,
    /// In its quotes.
    String,
    /// An operator or a bracket.
    Symbol,
}

/// A stretch of a tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Token {
    /// As it stands there.
    pub(super) fn text<'a>(&self, source: &'a str) -> &'a str {
        &source[self.start..self.end]
    }
}

/// All tags in order, but comments and what is raw.
///
/// # Errors
/// A tag that does not end.
pub(super) fn tags(source: &str) -> Result<Vec<Tag>, String> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = source[at..].find('{') {
        let start = at + found;
        let rest = &source[start..];
        let kind = match rest.as_bytes().get(1) {
            Some(b'#') => {
                // minijinja says so when it does not end.
                at = rest.find("#}").map_or(source.len(), |end| start + end + 2);
                continue;
            }
            Some(b'%') => TagKind::Statement,
            Some(b'{') => TagKind::Expression,
            _ => {
                at = start + 1;
                continue;
            }
        };
        let (tokens, end) = tokens(source, start, kind)?;
        let is_raw = kind == TagKind::Statement && tokens.len() == 1 && tokens[0].text(source) == "raw";
        at = if is_raw { end_of_raw(source, end) } else { end };
        if !is_raw {
            tags.push(Tag { kind, start, tokens });
        }
    }
    Ok(tags)
}

/// The tokens of the tag that begins at `start`, and where the tag ends.
fn tokens(source: &str, start: usize, kind: TagKind) -> Result<(Vec<Token>, usize), String> {
    let close = if kind == TagKind::Statement { "%}" } else { "}}" };
    let bytes = source.as_bytes();
    let mut at = start + 2;
    // A sign beside the bracket is about white space.
    if matches!(bytes.get(at), Some(b'-' | b'+')) {
        at += 1;
    }
    let (mut tokens, mut depth) = (Vec::new(), 0_usize);
    while let Some(&byte) = bytes.get(at) {
        let rest = &source[at..];
        let signed = if matches!(byte, b'-' | b'+') { 1 } else { 0 };
        // Within brackets `}}` closes two of them.
        if depth == 0 && rest[signed..].starts_with(close) {
            return Ok((tokens, at + signed + 2));
        }
        let (kind, length) = match byte {
            b'\'' | b'"' => (Kind::String, string_length(&bytes[at..])),
            _ if byte.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            _ if byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80 => {
                (Kind::Word, word_length(&bytes[at..]))
            }
            b'(' | b'[' | b'{' => {
                depth += 1;
                (Kind::Symbol, 1)
            }
            b')' | b']' | b'}' => {
                depth = depth.saturating_sub(1);
                (Kind::Symbol, 1)
            }
            _ => (Kind::Symbol, if rest.starts_with("**") || rest.starts_with("//") { 2 } else { 1 }),
        };
        tokens.push(Token { kind, start: at, end: at + length });
        at += length;
    }
    Err(format!("line {}: the tag does not end", 1 + source[..start].matches('\n').count()))
}

/// Bytes of the string that begins here, its quotes included.
fn string_length(bytes: &[u8]) -> usize {
    let mut at = 1;
    while at < bytes.len() && bytes[at] != bytes[0] {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(bytes.len())
}

fn word_length(bytes: &[u8]) -> usize {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
    bytes.iter().take_while(|byte| is_word(**byte)).count()
}

/// Where the raw block that begins at `at` ends.
fn end_of_raw(source: &str, at: usize) -> usize {
    let mut at = at;
    while let Some(found) = source[at..].find("{%") {
        let inside = at + found + 2;
        let word = source[inside..].trim_start_matches(['-', '+']).trim_start();
        if let Some(rest) = word.strip_prefix("endraw") {
            let rest = rest.trim_start().trim_start_matches(['-', '+']);
            if let Some(rest) = rest.strip_prefix("%}") {
                return source.len() - rest.len();
            }
        }
        at = inside;
    }
    source.len()
}
