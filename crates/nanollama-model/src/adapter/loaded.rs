//! The adapters that a model in memory has.

use nanollama_kernel::adapter::Adapter as Parts;
use nanollama_kernel::weight::Weight;

use super::Adapter;
use crate::version::next_version;
use crate::{Config, Error};

/// Adapters by name. Their order is that in which they came.
#[derive(Debug, Default)]
pub struct Adapters {
    names: Vec<(String, u64)>,
    parts: Vec<Parts>,
}

impl Adapters {
    pub(crate) fn add(&mut self, config: &Config, adapter: Adapter) -> Result<(), Error> {
        let refuse = |reason: &str| Error::Adapter {
            adapter: adapter.name.clone(),
            part: "all of it".into(),
            reason: reason.into(),
        };
        if adapter.config != *config {
            return Err(refuse("it was made for models of another shape"));
        }
        if self.find(&adapter.name).is_some() {
            return Err(refuse("another of its name is there"));
        }
        self.names.push((adapter.name, adapter.version));
        self.parts.push(adapter.parts);
        Ok(())
    }

    /// Index of an adapter, as feeds name it, and its version: a number that no other adapter and no other state of it has.
    pub fn find(&self, name: &str) -> Option<(u32, u64)> {
        let found = self.names.iter().zip(0..).find(|((other, _), _)| other == name);
        found.map(|((_, version), index)| (index, *version))
    }

    /// The weights of the one at an index, to be changed. It has another version from then on.
    pub(crate) fn weights_mut(&mut self, index: usize) -> impl Iterator<Item = &mut Weight> {
        self.names[index].1 = next_version();
        self.parts[index].weights_mut()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// As a device takes them.
    pub fn parts(&self) -> &[Parts] {
        &self.parts
    }
}
