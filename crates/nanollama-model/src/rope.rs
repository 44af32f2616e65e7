//! The tables of rotary angles that a configuration needs, by the ids that the forward names.

use nanollama_kernel::call::RopeId;
use nanollama_kernel::op::rope::RopeTable;

use crate::Config;

/// The table of every layer: plain angles of `rope_theta`.
pub(crate) const ROPE: RopeId = RopeId(0);

/// The tables for positions `0..positions`, in the order of their ids.
pub fn rope_tables(config: &Config, positions: usize) -> Vec<RopeTable> {
    vec![RopeTable::new(config.head_dim, config.rope_theta, positions)]
}
