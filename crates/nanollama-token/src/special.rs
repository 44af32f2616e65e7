//! Finding special tokens in text: the leftmost, and the longest of those that start there.

use crate::hash::ByteMap;

/// A set of texts to find, with their ids.
pub(crate) struct Finder {
    ids: ByteMap<Box<[u8]>, u32>,
    /// Lengths that occur for each first byte, longest first.
    lengths: [Vec<usize>; 256],
}

impl Finder {
    pub(crate) fn new<'a>(texts: impl Iterator<Item = (u32, &'a [u8])>) -> Finder {
        let mut finder = Finder { ids: ByteMap::default(), lengths: std::array::from_fn(|_| Vec::new()) };
        for (id, text) in texts {
            let Some(&first) = text.first() else { continue };
            finder.ids.insert(text.into(), id);
            let lengths = &mut finder.lengths[first as usize];
            if let Err(place) = lengths.binary_search_by(|length| text.len().cmp(length)) {
                lengths.insert(place, text.len());
            }
        }
        finder
    }

    /// Calls `plain` with each stretch of ordinary text (never empty) and `found` with each special's id, in order.
    pub(crate) fn cut<S>(
        &self,
        text: &str,
        state: &mut S,
        mut plain: impl FnMut(&mut S, &str),
        mut found: impl FnMut(&mut S, u32),
    ) {
        let mut start = 0;
        let mut at = 0;
        let bytes = text.as_bytes();
        while !self.ids.is_empty() && at < bytes.len() {
            let Some((id, length)) = self.at(&bytes[at..]) else {
                at += 1;
                continue;
            };
            if start < at {
                plain(state, &text[start..at]);
            }
            found(state, id);
            at += length;
            start = at;
        }
        if start < text.len() {
            plain(state, &text[start..]);
        }
    }

    #[inline]
    fn at(&self, rest: &[u8]) -> Option<(u32, usize)> {
        self.lengths[rest[0] as usize].iter().find_map(|&length| Some((*self.ids.get(rest.get(..length)?)?, length)))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}
