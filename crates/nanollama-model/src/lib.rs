//! WEIGHTS: what a Llama is. Its configuration, parameters and their names, initialisation, the forward (written once, for
//! training and inference), and the key/value cache.
//!
//! No text, optimiser or server lives here, and no arithmetic: ops are `nanollama-kernel`'s, their order
//! `nanollama-graph`'s.
#![forbid(unsafe_code)]

mod adapter;
mod cache;
mod config;
mod cost;
mod decoder;
mod error;
mod forward;
mod gradients;
mod init;
mod inputs;
mod lora;
mod page;
mod parameters;
mod presets;
mod random;
mod rope;
mod sequence;
mod taps;
mod version;
mod weights;

pub use adapter::{Adapter, Adapters, Change, Target, adapted_graph};
pub use cache::KvCache;
pub use config::{Config, Features, NoPattern, Pattern, Windows};
pub use decoder::{Decoder, Feed, Wanted};
pub use error::Error;
pub use forward::{forward, forward_graph};
pub use gradients::{gradient_layout, weight_shapes};
pub use init::initialise;
pub use inputs::ProductInputs;
pub use lora::{Beside, Fill, Lora, PROJECTIONS};
pub use page::Page;
pub use parameters::{Group, Initial, Parameter, Part, Placement, Role, RowOrder, parameters, parts};
pub use presets::{PRESETS, Preset, preset};
pub use rope::rope_tables;
pub use sequence::Sequence;
pub use taps::Taps;
pub use weights::{Model, TensorData};
