//! A document cut into words and lines, once for all rules that look at these.

/// What rules look at.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    /// Characters.
    pub(super) chars: u64,
    /// What stands between blanks.
    pub(super) words: Vec<&'a str>,
    /// Lines with any text, without blanks around them.
    pub(super) lines: Vec<&'a str>,
}

impl<'a> Page<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        Self { text, chars: count(text), words: text.split_whitespace().collect(), lines }
    }
}

/// Characters of a text.
pub(super) fn count(text: &str) -> u64 {
    text.bytes().filter(|byte| byte & 0xc0 != 0x80).count() as u64
}

/// A share of a whole; nothing of nothing.
pub(super) fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}
