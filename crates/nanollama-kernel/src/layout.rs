//! How packed matrices lie in memory: panels of [`PANEL`] columns (of a right operand; rows of a weight), each
//! `[depth][PANEL]`, zeros or padding after the last column.

/// Columns of a panel: two vectors of sixteen lanes.
pub const PANEL: usize = 32;
