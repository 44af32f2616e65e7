//! [`Gamma`]: what one model has more than another, tensor by tensor (`γ = θ − ε`), and what of other programs' files is the same
//! thing: to be added to a model's weights, times a scale. Tensors are known by Hugging Face's names, features in that order.
//!
//! How it is stored is `file` (our safetensors), `npz` (nanollama's), `peft` and `llama_lora` (LoRA of other programs), `control` (llama.cpp's
//! control vectors); how it is found, `extract` (of a head alone, `delta`); whether it belongs to a
//! model, `fit`; what is done with it, by layer or all of it
//! (`layers`), `inject` (baked into a file), `adapter` (beside a model in memory) and `halves` (trained on).

mod adapter;
mod combine;
mod compare;
mod compress;
mod control;
mod delta;
mod extract;
mod fault;
mod file;
mod fingerprint;
mod fit;
mod halves;
mod inject;
mod layers;
mod llama_lora;
mod locate;
mod npz;
mod numbers;
mod open;
mod part;
mod peft;
mod sparse;
mod subspace;
mod thin;
mod tokens;
mod vector;

pub use combine::{Method, combine};
pub use compare::{Compared, compare};
pub use compress::Size;
pub use delta::extract_delta;
pub use extract::{Form, Taken, extract};
pub use fingerprint::Fingerprint;
pub use halves::Halves;
pub use inject::inject;
pub use layers::{LayerScale, LayerScales, layer};
pub(crate) use locate::is_of_adapter;
pub use locate::{base_of, is_adapter, locate, template_of};
pub use part::Part;
pub use peft::PeftOut;
pub use sparse::Sparse;
pub use subspace::{Overlap, overlap};
pub use vector::{About, Base, Gamma};
