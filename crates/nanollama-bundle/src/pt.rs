//! Checkpoints of nanollama's PyTorch trainer: `.pt` files with a state dictionary and a configuration, and Hugging Face's
//! `pytorch_model.bin`. How such a file is read is `nanollama_store::torch`'s to know; here is what is in it.
//!
//! nanollama's heads are rotated as Hugging Face's are, a first half with its second, so rows stay in their order.

mod architecture;
mod beside;
mod config;
mod folder;
mod names;
mod read;
mod tensors;

pub(crate) use beside::tokenizer;
pub(crate) use folder::{Chosen, checkpoint};
pub(crate) use names::{to_hf, to_nanollama};
pub(crate) use read::{Opened, open};
pub(crate) use tensors::Tensors;

/// Hugging Face's weights of before safetensors.
pub(crate) const BIN_FILE: &str = "pytorch_model.bin";
/// The index of such weights in several files.
pub(crate) const BIN_INDEX_FILE: &str = "pytorch_model.bin.index.json";

/// Whether a file has the name of such weights, whole or a part.
pub(crate) fn is_bin(name: &str) -> bool {
    name.starts_with("pytorch_model") && name.ends_with(".bin")
}
