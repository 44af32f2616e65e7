//! One sequence in the key/value cache: its pages and how many of their positions are filled.

use nanollama_kernel::rows::PAGE;

use crate::page::Page;

/// The cached beginning of a text. Dropping it frees the pages that nobody else holds.
#[derive(Debug, Default)]
pub struct Sequence {
    pub(crate) pages: Vec<Page>,
    pub(crate) length: usize,
}

impl Sequence {
    /// The sequence whose first `length` tokens lie in `pages`. `None` when they are not that many pages.
    pub fn from_pages(pages: Vec<Page>, length: usize) -> Option<Self> {
        (pages.len() == length.div_ceil(PAGE)).then_some(Sequence { pages, length })
    }

    /// Tokens in the cache.
    pub fn len(&self) -> usize {
        self.length
    }

    /// True before the first token.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Its pages, in order; the last may be partly filled.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// A second sequence that begins as this one does. They share all pages; whichever is continued first within the last,
    /// partly filled one continues on a copy of it.
    pub fn fork(&self) -> Sequence {
        Sequence { pages: self.pages[..self.length.div_ceil(PAGE)].to_vec(), length: self.length }
    }

    /// Forgets everything behind the first `length` tokens.
    pub fn truncate(&mut self, length: usize) {
        self.length = self.length.min(length);
        self.pages.truncate(self.length.div_ceil(PAGE));
    }

    /// Takes another page that holds the same tokens in the place of its own.
    ///
    /// # Panics
    /// When it has no such page.
    pub fn replace_page(&mut self, place: usize, page: Page) {
        self.pages[place] = page;
    }
}
