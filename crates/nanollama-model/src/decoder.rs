//! Runs a model over cached sequences: prefill, decode and batches of both in one call.

use nanollama_graph::{Runner, Scratch};
use nanollama_kernel::launch::{Context, Kernels};
use nanollama_kernel::op::rope::RopeTable;
use nanollama_kernel::rows::{Rows, Segment};

use crate::cache::KvCache;
use crate::forward::{block_elements, forward};
use crate::page::Page;
use crate::parameters::Layout;
use crate::sequence::Sequence;
use crate::{Config, Error, Model};

/// Which rows of a feed need logits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// None: only fill the cache.
    None,
    /// The last token's.
    Last,
    /// Every token's.
    All,
}

/// Tokens to append to a sequence.
pub struct Feed<'a> {
    /// The sequence; its length grows by the tokens.
    pub sequence: &'a mut Sequence,
    /// At least one token.
    pub tokens: &'a [u32],
    /// Which logits are wanted.
    pub wanted: Wanted,
}

/// Working memory of inference: reused from call to call.
pub struct Decoder {
    scratch: Scratch,
    rope: RopeTable,
    rows: Rows,
    selected: Vec<u32>,
    logits: Vec<f32>,
}

impl Decoder {
    /// A decoder for models of `config`.
    pub fn new(config: &Config) -> Self {
        Decoder {
            scratch: Scratch::default(),
            rope: RopeTable::new(config.head_dim, config.rope_theta, config.context),
            rows: Rows::default(),
            selected: Vec::new(),
            logits: Vec::new(),
        }
    }

    /// Runs the feeds and gives the wanted logits, `[wanted rows, vocabulary]`, in the order of the feeds.
    ///
    /// Equal bits for a token whether it comes alone, in a prefill or beside other sequences.
    ///
    /// # Errors
    /// [`Error::Token`] or [`Error::TooLong`] before anything is computed (no sequence has changed then).
    pub fn run(
        &mut self,
        model: &Model,
        kernels: &dyn Kernels,
        cache: &mut KvCache,
        feeds: &mut [Feed<'_>],
    ) -> Result<&[f32], Error> {
        let config = model.config();
        self.lay_out(config, cache, feeds)?;
        let rows = self.rows.tokens.len();
        let tail = self.selected.len() * (config.dim + config.vocabulary);
        let mut context = Context {
            rows: &self.rows,
            selected: &self.selected,
            weights: model.weights(),
            gradients: &mut [],
            accumulate: false,
            cache: Some(cache.layers_mut()),
            targets: None,
            rope: &self.rope,
        };
        let elements = block_elements(config, rows).max(tail);
        let mut runner = Runner::new(kernels, &mut self.scratch, &mut context, elements)?;
        let hidden = forward(&mut runner, config);
        let wanted = !self.selected.is_empty();
        let logits = wanted.then(|| runner.logits(hidden, Layout::of(config).head(), config.vocabulary));
        runner.finish()?;
        for feed in feeds {
            feed.sequence.length += feed.tokens.len();
        }
        self.logits.clear();
        if let Some(logits) = logits {
            self.logits.extend_from_slice(self.scratch.values(logits));
        }
        Ok(&self.logits)
    }

    /// Checks the feeds, reserves their pages and describes their rows.
    fn lay_out(&mut self, config: &Config, cache: &mut KvCache, feeds: &mut [Feed<'_>]) -> Result<(), Error> {
        for feed in feeds.iter() {
            if let Some(&id) = feed.tokens.iter().find(|&&id| id as usize >= config.vocabulary) {
                return Err(Error::Token { id, vocabulary: config.vocabulary });
            }
        }
        self.rows.tokens.clear();
        self.rows.positions.clear();
        self.rows.segments.clear();
        self.rows.page_table.clear();
        self.selected.clear();
        for feed in feeds.iter_mut() {
            cache.reserve(feed.sequence, feed.tokens.len())?;
            let count = |n: usize| u32::try_from(n).expect("contexts and batches are far below 2^32 rows");
            let (first_row, start) = (count(self.rows.tokens.len()), count(feed.sequence.length));
            let rows = count(feed.tokens.len());
            self.rows.tokens.extend_from_slice(feed.tokens);
            self.rows.positions.extend(start..start + rows);
            self.rows.segments.push(Segment {
                first_row,
                rows,
                start,
                first_page: count(self.rows.page_table.len()),
                pages: count(feed.sequence.pages.len()),
            });
            self.rows.page_table.extend(feed.sequence.pages.iter().map(Page::index));
            match feed.wanted {
                Wanted::None => {}
                Wanted::Last => self.selected.extend((first_row + rows).checked_sub(1)),
                Wanted::All => self.selected.extend(first_row..first_row + rows),
            }
        }
        Ok(())
    }
}
