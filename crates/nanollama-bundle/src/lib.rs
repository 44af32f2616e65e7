//! A MODEL AS PEOPLE SHARE IT: weights, tokenizer and template in one folder or file; opening, import and export.
//!
//! [`open()`] turns any name into a [`StoredModel`]; [`export()`] and [`import()`] go the other ways. [`hf`] and [`gguf`] each know one
//! layout, `pt` the checkpoints of nanollama's PyTorch trainer, [`gamma`] what one model has more than another. Nothing here computes with weights or generates text. What a layout cannot express, or what a file asks for and
//! this program does not compute, is an error that names it: nothing is skipped.
#![forbid(unsafe_code)]

mod certificate;
mod contents;
mod convert;
mod error;
mod export;
mod facts;
mod family;
mod foreign;
pub mod gamma;
pub mod gguf;
pub mod hf;
mod import;
mod importances;
mod locations;
mod mix;
mod open;
mod pt;
mod stored_model;
mod stored_tensors;
mod tokenizer;

pub use certificate::Certificate;
pub use contents::Contents;
pub use error::{Error, Result};
pub use export::{Format, export, export_checked, quantize_checked};
pub use facts::TensorFacts;
pub use foreign::Foreign;
pub use import::{IMPORT_STAGE, import};
pub use importances::Importances;
pub use locations::Locations;
pub use mix::{Choice, Mix};
pub use open::open;
pub use stored_model::{StoredAs, StoredModel};
pub use tokenizer::load as load_tokenizer;
