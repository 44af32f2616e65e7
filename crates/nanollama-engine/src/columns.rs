//! Which columns of a model's matrices matter: the squares of what each is multiplied with while a text passes through the model. A
//! file of them is an importance matrix.

use std::ops::ControlFlow;

use nanollama_kernel::dtype::DType;
use nanollama_model::{Feed, KvCache, ProductInputs, Sequence, Wanted, parameters};

use crate::engine::Engine;
use crate::error::{Error, Result};

/// Rows of a launch: what all products read of them lies in memory at once.
const ROWS: usize = 64;

/// What was found about a text.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnSquares {
    /// Pieces that were read.
    pub chunks: usize,
    /// Their tokens.
    pub tokens: usize,
    /// Each matrix by llama.cpp's name, the head left out, in the order of the model: the sum over the tokens of each column's squares.
    pub matrices: Vec<(String, Vec<f64>)>,
}

impl Engine {
    /// Reads a text's tokens in pieces of `context`, end to end, as llama.cpp's `llama-imatrix` does: where the model expects a token
    /// that begins a text, it stands in place of each piece's first; a last piece that is shorter is left out. `on_chunk` is told
    /// after each piece how many are done and of how many, and says whether to go on.
    ///
    /// # Errors
    /// [`Error::Setting`] for a context beyond the engine's or a text that does not fill one; a token outside the vocabulary;
    /// [`Error::NotANumber`] with the first token of the piece that made some.
    pub fn column_squares(
        &self,
        ids: &[u32],
        context: usize,
        mut on_chunk: impl FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<ColumnSquares> {
        let most = ids.len().min(self.context());
        if context == 0 || context > most {
            let (text, known) = (ids.len(), self.context());
            let wanted = format!("must lie from 1 to {most}: the text has {text} tokens, the model's context {known}");
            return Err(Error::Setting { setting: "context", value: context.to_string(), wanted });
        }
        let mut inputs = ProductInputs::new(&self.model)?;
        let mut cache = KvCache::new(&*self.device, self.config(), DType::F32, context)?;
        let list = parameters(self.config());
        let mut sums: Vec<Vec<f64>> = vec![Vec::new(); list.len()];
        let (count, mut chunks) = (ids.len() / context, 0);
        for piece in ids.chunks_exact(context) {
            let mut sequence = Sequence::default();
            for tokens in self.piece(piece).chunks(ROWS) {
                let feed = Feed { sequence: &mut sequence, tokens, wanted: Wanted::All, adapters: &[] };
                inputs.run(&self.model, &*self.device, &mut cache, feed, |parameter, rows| {
                    add_squares(&mut sums[parameter], rows, list[parameter].cols);
                })?;
            }
            if sums.iter().flatten().any(|sum| !sum.is_finite()) {
                return Err(Error::NotANumber { position: chunks * context });
            }
            chunks += 1;
            if on_chunk(chunks, count).is_break() {
                break;
            }
        }
        let of = |(parameter, sums): (nanollama_model::Parameter, Vec<f64>)| {
            parameter.parts.into_iter().map(move |part| (part.gguf_name, sums.clone()))
        };
        let reached = list.into_iter().zip(sums).filter(|(_, sums)| !sums.is_empty());
        Ok(ColumnSquares { chunks, tokens: chunks * context, matrices: reached.flat_map(of).collect() })
    }
}

/// Adds the squares of each column of rows.
fn add_squares(sums: &mut Vec<f64>, rows: &[f32], cols: usize) {
    sums.resize(cols, 0.0);
    for row in rows.chunks_exact(cols) {
        sums.iter_mut().zip(row).for_each(|(sum, &x)| *sum += f64::from(x) * f64::from(x));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::testing::{engine_of, model};

    fn go_on(_: usize, _: usize) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    #[test]
    fn sums_are_those_of_the_pieces_and_products_share_what_they_read() {
        let engine = engine_of(model(5), 2, None, &Options::default());
        let ids: Vec<u32> = (0..210u32).map(|i| (i * 37 + i * i) % 300).collect();
        let all = engine.column_squares(&ids, 100, go_on).unwrap();
        assert_eq!((all.chunks, all.tokens), (2, 200), "the last ten are left out");
        let of = |found: &ColumnSquares, name: &str| {
            found.matrices.iter().find(|(tensor, _)| tensor == name).map(|(_, sums)| sums.clone()).unwrap()
        };
        let layers = engine.config().layers;
        assert_eq!(all.matrices.len(), 7 * layers, "neither table nor head");
        let mut parts = [0, 100].map(|at| engine.column_squares(&ids[at..at + 100], 100, go_on).unwrap());
        for (name, sums) in &all.matrices {
            let apart = parts.iter_mut().map(|part| of(part, name));
            let added = apart.reduce(|a, b| a.iter().zip(&b).map(|(a, b)| a + b).collect()).unwrap();
            assert!(sums.iter().zip(&added).all(|(a, b)| (a - b).abs() <= 1e-9 * a.abs()), "{name}");
            assert!(sums.iter().all(|sum| *sum > 0.0), "{name}");
        }
        for layer in 0..layers {
            let of = |part: &str| of(&all, &format!("blk.{layer}.{part}.weight"));
            assert!(of("attn_q") == of("attn_k") && of("attn_k") == of("attn_v") && of("ffn_gate") == of("ffn_up"));
            assert!(of("attn_q") != of("attn_output") && of("ffn_down").len() == engine.config().ffn);
        }
        let stopped = engine.column_squares(&ids, 100, |done, of| {
            assert_eq!((done, of), (1, 2));
            ControlFlow::Break(())
        });
        assert_eq!(stopped.unwrap(), parts[0]);
    }

    #[test]
    fn rows_are_normed_so_their_mean_square_is_the_gains() {
        let engine = engine_of(model(5), 1, None, &Options::default());
        let ids: Vec<u32> = (0..64u32).map(|i| (i * 31) % 300).collect();
        let found = engine.column_squares(&ids, 64, go_on).unwrap();
        let gains = engine.model.tensor(&*engine.device, "model.layers.0.input_layernorm.weight").unwrap();
        let (_, sums) = &found.matrices[0];
        // Σ (x / rms · g)² over a row is its width, column by column times g².
        let plain: f64 = sums.iter().zip(gains.iter()).map(|(sum, gain)| sum / f64::from(gain * gain)).sum();
        let expected = (64 * engine.config().dim) as f64;
        assert!((plain / expected - 1.0).abs() < 1e-3, "{plain} of {expected}");
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let engine = engine_of(model(5), 1, None, &Options::default());
        for (context, words) in [(0, "context = 0"), (33, "32 tokens"), (100_000, "context = 100000")] {
            let message = engine.column_squares(&[1; 32], context, go_on).unwrap_err().to_string();
            assert!(message.contains(words), "{message}");
        }
    }
}
