//! The residual stream behind each block while a text passes through the model: who wants to know how two kinds of text differ
//! inside looks here.

use nanollama_kernel::device::Device;

use crate::{Config, Decoder, Error, Feed, KvCache, Model};

/// Runs texts and shows the residual stream behind every block.
pub struct Taps {
    decoder: Decoder,
    blocks: usize,
}

impl Taps {
    /// For models of `config`.
    pub fn new(config: &Config) -> Self {
        Taps { decoder: Decoder::tapped(config, (0..config.layers).collect()), blocks: config.layers }
    }

    /// Runs a feed, and gives `read` for each block its index and the wanted rows of the stream behind it, `[rows, D]`.
    ///
    /// # Errors
    /// As [`Decoder::run`].
    pub fn run(
        &mut self,
        model: &Model,
        device: &dyn Device,
        cache: &mut KvCache,
        feed: Feed<'_>,
        read: &mut dyn FnMut(usize, &[f32]),
    ) -> Result<(), Error> {
        self.decoder.launch(model, device, cache, &mut [feed])?;
        for block in 0..self.blocks {
            read(block, self.decoder.result(device, block)?);
        }
        Ok(())
    }
}
