//! Where a JSON value ends, without reading what it says: brackets are counted outside of strings.

/// The way through one value.
#[derive(Debug, Default)]
pub(super) struct Scan {
    depth: u64,
    in_string: bool,
    escaped: bool,
    /// A value without brackets: a number, a word, a string.
    bare: bool,
}

impl Scan {
    pub(super) fn new() -> Scan {
        Scan::default()
    }

    /// How much of a block belongs to the value, and whether it ends there.
    pub(super) fn take(&mut self, block: &[u8]) -> (usize, bool) {
        for (at, &byte) in block.iter().enumerate() {
            if self.in_string {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => {
                        self.in_string = false;
                        if self.depth == 0 {
                            return (at + 1, true);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth > 0 => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return (at + 1, true);
                    }
                }
                b',' | b']' | b'}' if self.depth == 0 && self.bare => return (at, true),
                _ if self.depth == 0 && self.bare && byte.is_ascii_whitespace() => return (at, true),
                _ if self.depth == 0 => self.bare = true,
                _ => {}
            }
        }
        (block.len(), false)
    }

    /// Whether a value that reaches the end of the file ends there.
    pub(super) fn at_end(&self) -> bool {
        self.depth == 0 && !self.in_string
    }
}
