//! The items, in the order in which they run: what must hold before what is fast.

mod attention;
mod bits;
mod facts;
mod generate;
mod ops;
mod parity;
mod precision;
mod speed;
mod training;

use std::fs::File;

use clap::ValueEnum;
use serde_json::Value;

use crate::folder::Folder;

/// In which call an item runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// What must hold, and nano.
    A,
    /// The larger sizes, and the rival.
    B,
}

/// One thing to be found out.
pub(crate) struct Item {
    pub(crate) name: &'static str,
    pub(crate) part: Part,
    /// Finds it out; an error where it is not as it should be.
    pub(crate) run: fn(&Folder, &mut File) -> Result<Value, String>,
}

const fn item(name: &'static str, part: Part, run: fn(&Folder, &mut File) -> Result<Value, String>) -> Item {
    Item { name, part, run }
}

/// All of them.
pub(crate) const ITEMS: &[Item] = &[
    item("facts", Part::A, facts::run),
    item("ops", Part::A, ops::run),
    item("parity", Part::A, parity::run),
    item("precision", Part::A, precision::run),
    item("repeat", Part::A, bits::repeat),
    item("kill", Part::A, bits::kill),
    item("generate", Part::A, generate::run),
    item("attention", Part::A, attention::run),
    item("nano", Part::A, |folder, log| speed::ours(folder, &speed::NANO, log)),
    item("nano-rival", Part::A, |folder, log| speed::rival(folder, &speed::NANO, log)),
    item("small", Part::B, |folder, log| speed::ours(folder, &speed::SMALL, log)),
    item("small-rival", Part::B, |folder, log| speed::rival(folder, &speed::SMALL, log)),
    item("goldie", Part::B, |folder, log| speed::ours(folder, &speed::GOLDIE, log)),
    item("goldie-rival", Part::B, |folder, log| speed::rival(folder, &speed::GOLDIE, log)),
];
