//! What is added to an engine's model while it runs: its weights stay as they are, and each text says what it is computed with.

use nanollama_bundle::gamma::Gamma;
use nanollama_kernel::weight::Weight;
use nanollama_model::Adapter as Added;

use crate::engine::Engine;
use crate::error::Result;
use crate::request::Adapter;

impl Engine {
    /// Takes a γ in under a name, by which requests ask for it. Gives the bytes that it takes beside the model. That it fits is
    /// asked before ([`Gamma::fit`]).
    ///
    /// # Errors
    /// [`crate::Error::Bundle`] naming the tensor that the model cannot use; [`crate::Error::Model`] where another has its name, or
    /// memory is short.
    pub fn add(&mut self, gamma: &Gamma, name: &str) -> Result<usize> {
        let adapter: Added = gamma.adapter(&*self.device, self.model.config(), name)?;
        let bytes = adapter.weights().map(Weight::bytes).sum();
        self.model.adapt(adapter)?;
        Ok(bytes)
    }

    /// What texts are computed with that name no adapters themselves, in the order in which they are added.
    pub fn set_usual(&mut self, adapters: Vec<Adapter>) {
        self.scheduler.set_usual(adapters);
    }
}
