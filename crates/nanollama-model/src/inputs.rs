//! What the products of a model read while a text passes through it: who wants to know which columns of a matrix matter looks here.

use nanollama_graph::Goal;
use nanollama_kernel::device::Device;

use crate::{Decoder, Error, Feed, KvCache, Model};

/// Runs texts and shows what each product reads, the head's left out.
pub struct ProductInputs {
    decoder: Decoder,
    /// Index of each product's weight among [`crate::parameters()`], in the order of the forward.
    products: Vec<usize>,
}

impl ProductInputs {
    /// For this model, and others of its configuration.
    ///
    /// # Errors
    /// [`Error::Graph`] when its forward cannot be recorded.
    pub fn new(model: &Model) -> Result<Self, Error> {
        let products = model.forward_graph()?.products().into_iter().map(|weight| weight.index()).collect();
        Ok(ProductInputs { decoder: Decoder::toward(model.config(), Goal::Inputs), products })
    }

    /// Runs a feed, and gives `read` for each product the index of its weight among [`crate::parameters()`] and the wanted rows of what it
    /// reads, `[rows, columns of the weight]`.
    ///
    /// # Errors
    /// As [`Decoder::run`].
    pub fn run(
        &mut self,
        model: &Model,
        device: &dyn Device,
        cache: &mut KvCache,
        feed: Feed<'_>,
        mut read: impl FnMut(usize, &[f32]),
    ) -> Result<(), Error> {
        self.decoder.launch(model, device, cache, &mut [feed])?;
        for (result, &parameter) in self.products.iter().enumerate() {
            read(parameter, self.decoder.result(device, result)?);
        }
        Ok(())
    }
}
