//! How a file lays out its rows of JSON, found from its beginning.

use serde_json::Value;

use super::scan::Scan;

/// How far is looked: a first row longer than this can be mistaken only where lists are rows.
pub(super) const LOOK: usize = 1 << 20;

/// How rows are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// One a line.
    Lines,
    /// One after the other, over several lines.
    Values,
    /// The items of one array.
    Array,
}

impl Layout {
    /// The layout of a file that begins with `head`, and is all of it when `whole`. `is_row` says whether a list that is all
    /// there is is one row.
    pub(super) fn of(head: &[u8], whole: bool, is_row: fn(&Value) -> bool) -> Layout {
        let text = head.trim_ascii_start();
        let list = text.first() == Some(&b'[');
        if !list && text.first() != Some(&b'{') {
            return Layout::Lines;
        }
        let mut scan = Scan::new();
        let (end, ended) = scan.take(text);
        let (value, behind) = text.split_at(end);
        let over_lines = value.contains(&b'\n');
        match (ended, list) {
            (true, true) if whole && behind.trim_ascii().is_empty() => {
                let is_row = serde_json::from_slice(value).is_ok_and(|value| is_row(&value));
                if is_row { Layout::Values } else { Layout::Array }
            }
            (true, _) if over_lines => Layout::Values,
            (true, _) => Layout::Lines,
            (false, true) => Layout::Array,
            // A first line that ends inside an object is laid out over lines; one that just breaks off is a bad row.
            (false, false) => {
                let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
                let goes_on = matches!(line.trim_ascii_end().last(), Some(b'{' | b'[' | b',' | b':'));
                if goes_on && line.len() < text.len() { Layout::Values } else { Layout::Lines }
            }
        }
    }
}
