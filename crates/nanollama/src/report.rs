//! One page of HTML that tells what a run did: headings, words, tables and curves, in one file without anything from outside.
//! What stands on a page is its author's matter (`command/quickstart/page.rs`); here is how it looks.

mod chart;
mod escape;
mod page;

pub(crate) use chart::{Chart, Curve};
pub(crate) use page::Page;
