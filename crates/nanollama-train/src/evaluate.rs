//! Validation: mean loss, and bits per byte, which does not depend on the tokenizer.
//!
//! Bits per byte counts the nats of targets that stand for text, over the bytes of that text; special tokens have neither.

use nanollama_data::{Batch, Rank};
use nanollama_graph::{Arena, Graph};
use nanollama_kernel::bytes::{of, of_mut};
use nanollama_kernel::device::Device;
use nanollama_model::{Config, Model, forward_graph};
use nanollama_token::Tokenizer;
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::pass::Pass;
use crate::ranks::Ranks;

/// What a validation measured.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// Mean loss over the targets that count, in nats.
    pub loss: f64,
    /// Bits a byte of text.
    pub bits_per_byte: f64,
    /// Targets that counted.
    pub tokens: u64,
    /// Bytes of text that they stand for.
    pub bytes: u64,
}

impl Score {
    /// Whether something was measured, and is finite.
    pub fn is_a_number(&self) -> bool {
        self.loss.is_finite() && self.bits_per_byte.is_finite()
    }
}

/// A forward for batches of one shape, and the length of each token's text.
pub struct Evaluator {
    pass: Pass,
    /// By id, in bytes; 0 for special tokens.
    lengths: Vec<u32>,
}

impl Evaluator {
    /// An evaluator of batches of `rows` × `context` tokens.
    ///
    /// # Errors
    /// When its graph cannot be planned or its tables do not fit memory.
    pub fn new(
        device: &dyn Device,
        config: &Config,
        tokenizer: &Tokenizer,
        rows: usize,
        context: usize,
    ) -> Result<Self> {
        Evaluator::of(device, (config, &forward_graph(config)?), tokenizer, [rows, context])
    }

    /// The same for a forward that was recorded.
    ///
    /// # Errors
    /// As [`Evaluator::new`].
    pub(crate) fn of(
        device: &dyn Device,
        (config, forward): (&Config, &Graph),
        tokenizer: &Tokenizer,
        shape: [usize; 2],
    ) -> Result<Self> {
        let length = |id| tokenizer.token_bytes(id).map_or(0, |bytes| bytes.len() as u32);
        let lengths = (0..config.vocabulary as u32).map(length).collect();
        Ok(Evaluator { pass: Pass::validation(device, config, forward, shape)?, lengths })
    }

    /// Bytes that [`Evaluator::score`] works in.
    #[must_use]
    pub fn arena_bytes(&self) -> usize {
        self.pass.arena_bytes()
    }

    /// Each position's loss in nats, 0 where it does not count. `model` is packed.
    ///
    /// # Errors
    /// As [`Evaluator::score`].
    pub(crate) fn losses<'a>(
        &'a mut self,
        device: &dyn Device,
        arena: &'a mut Arena,
        model: &Model,
        batch: &Batch,
    ) -> Result<&'a [f32]> {
        self.pass.losses(device, arena, model, batch)
    }

    /// Scores `model` (packed) on all batches that `next` fills, until it says there are no more. It works in `arena`.
    ///
    /// # Errors
    /// When a batch cannot be read or does not fit the shape, or memory for activations cannot be had.
    pub fn score(
        &mut self,
        device: &dyn Device,
        arena: &mut Arena,
        model: &Model,
        next: impl FnMut(&mut Batch) -> Result<bool>,
    ) -> Result<Score> {
        self.score_among(device, (arena, model), &Ranks::ONE, next)
    }

    /// [`Evaluator::score`] by several processes, of which each computes some of the batches: all get the bits that one would.
    pub(crate) fn score_among(
        &mut self,
        device: &dyn Device,
        (arena, model): (&mut Arena, &Model),
        ranks: &Ranks,
        mut next: impl FnMut(&mut Batch) -> Result<bool>,
    ) -> Result<Score> {
        let Rank { index, world } = ranks.rank();
        let mut batches = vec![Batch::default(); world];
        let mut received: Vec<Vec<f32>> = vec![Vec::new(); world];
        let (mut nats, mut text_nats, mut tokens, mut bytes) = (0.0, 0.0, 0u64, 0u64);
        loop {
            let mut filled = 0;
            while filled < world && next(&mut batches[filled])? {
                filled += 1;
            }
            let mut own: &[f32] = &[];
            if index < filled {
                own = self.pass.losses(device, arena, model, &batches[index])?;
            }
            for (rank, room) in received.iter_mut().enumerate() {
                let here = rank < filled && rank != index;
                room.resize(if here { batches[rank].targets.len() } else { 0 }, 0.0);
            }
            let mut into: Vec<&mut [u8]> = received.iter_mut().map(|room| of_mut(room)).collect();
            ranks.exchange(&vec![of(own); world], &mut into)?;
            for (rank, batch) in batches[..filled].iter().enumerate() {
                let losses = if rank == index { own } else { &received[rank] };
                let rows = losses.iter().zip(&batch.targets).zip(&batch.mask);
                for ((&loss, &target), _) in rows.filter(|(_, counts)| **counts) {
                    let (loss, length) = (f64::from(loss), self.lengths[target as usize]);
                    nats += loss;
                    tokens += 1;
                    if length > 0 {
                        text_nats += loss;
                        bytes += u64::from(length);
                    }
                }
            }
            if filled < world {
                break;
            }
        }
        let bits_per_byte = text_nats / std::f64::consts::LN_2 / bytes as f64;
        Ok(Score { loss: nats / tokens as f64, bits_per_byte, tokens, bytes })
    }
}
