//! [`Gamma`]: what one model has more than another, tensor by tensor (`γ = θ − ε`), and what of other programs' files is the same
//! thing: to be added to a model's weights, times a scale. Tensors are known by Hugging Face's names, features in that order.
//!
//! How it is stored is `file` (our safetensors), `npz` (nanollama's), `peft` and `llama_lora` (LoRA of other programs); how it is found, `extract`; whether it belongs to a
//! model, `fit`; what is done with it, `inject` (baked into a file) and `adapter` (beside a model in memory).

mod adapter;
mod combine;
mod compare;
mod compress;
mod extract;
mod fault;
mod file;
mod fingerprint;
mod fit;
mod inject;
mod llama_lora;
mod locate;
mod npz;
mod numbers;
mod open;
mod part;
mod peft;
mod tokens;
mod vector;

pub use combine::{Method, combine};
pub use compare::{Compared, compare};
pub use compress::Size;
pub use extract::{Form, Taken, extract};
pub use fingerprint::Fingerprint;
pub use inject::inject;
pub(crate) use locate::is_of_adapter;
pub use locate::{base_of, is_adapter, locate, template_of};
pub use part::Part;
pub use peft::PeftOut;
pub use vector::{About, Base, Gamma};
