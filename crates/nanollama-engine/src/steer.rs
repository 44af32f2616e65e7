//! How two sets of texts differ inside a model: the mean of the residual stream behind each block over one, less that over the
//! other. A file of them is a control vector.

use nanollama_kernel::dtype::DType;
use nanollama_model::{Feed, KvCache, Sequence, Taps, Wanted};

use crate::engine::Engine;
use crate::error::{Error, Result};

/// Rows of a launch.
const ROWS: usize = 64;

/// Which tokens of a text are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Places {
    /// The last one, behind which an answer would begin (Rimsky et al. 2023).
    Last,
    /// Every one.
    All,
}

impl Engine {
    /// For each block `[D]`: the mean of the residual stream behind it over the texts of `toward`, less that over those of `away`;
    /// each text counts as much as another. `on_text` is told after each text how many are done.
    ///
    /// # Errors
    /// [`Error::EmptyPrompt`] for an empty text or set, [`Error::TooLong`] for a text beyond the engine's context, a token outside
    /// the vocabulary; [`Error::NotANumber`] where a sum is none.
    pub fn directions(
        &self,
        (toward, away): (&[Vec<u32>], &[Vec<u32>]),
        places: Places,
        on_text: &mut dyn FnMut(usize),
    ) -> Result<Vec<Vec<f32>>> {
        let mut taps = Taps::new(self.config());
        let longest = toward.iter().chain(away).map(Vec::len).max().unwrap_or(0);
        if toward.is_empty() || away.is_empty() {
            return Err(Error::EmptyPrompt);
        }
        if longest > self.context() {
            return Err(Error::TooLong {
                tokens: longest,
                context: self.context(),
                model_context: self.config().context,
            });
        }
        let (layers, dim) = (self.config().layers, self.config().dim);
        let mut cache = KvCache::new(&*self.device, self.config(), DType::F32, longest.max(1))?;
        let mut sums = vec![vec![0.0f64; dim]; layers];
        let mut done = 0;
        for (texts, sign) in [(toward, 1.0), (away, -1.0)] {
            for text in texts {
                if text.is_empty() {
                    return Err(Error::EmptyPrompt);
                }
                let looked = if places == Places::All { text.len() } else { 1 };
                let share = sign / (texts.len() * looked) as f64;
                let mut sequence = Sequence::default();
                let last = (text.len() - 1) / ROWS;
                for (number, tokens) in text.chunks(ROWS).enumerate() {
                    let wanted = match places {
                        Places::All => Wanted::All,
                        Places::Last if number == last => Wanted::Last,
                        Places::Last => Wanted::None,
                    };
                    let feed = Feed { sequence: &mut sequence, tokens, wanted, adapters: &[] };
                    taps.run(&self.model, &*self.device, &mut cache, feed, &mut |block, rows| {
                        for row in rows.chunks_exact(dim) {
                            sums[block].iter_mut().zip(row).for_each(|(sum, &x)| *sum += share * f64::from(x));
                        }
                    })?;
                }
                done += 1;
                on_text(done);
            }
        }
        match sums.iter().flatten().position(|sum| !sum.is_finite()) {
            Some(position) => Err(Error::NotANumber { position }),
            None => Ok(sums.into_iter().map(|sums| sums.into_iter().map(|sum| sum as f32).collect()).collect()),
        }
    }
}
