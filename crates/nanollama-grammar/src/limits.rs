//! How much of everything a grammar may have. Grammars that people write stay far below; what a stranger sends must not fill
//! the memory or stop the machine.

/// Bytes of a grammar's text.
pub const TEXT: usize = 1 << 20;
/// Rules of a grammar.
pub const RULES: usize = 20_000;
/// Groups within groups, and schemas within schemas.
pub const NESTING: usize = 200;
/// Rules that begin with rules that begin with rules.
pub const BEGINNINGS: usize = 1000;
/// The greatest count of a repetition.
pub const REPETITION: u32 = 100_000;
/// Nodes of a compiled grammar.
pub const NODES: usize = 1 << 18;
/// Schemas that are read for one schema, those read again for a combination of several included.
pub const SCHEMAS: usize = 20_000;
/// Rules and repetitions that are entered and not left: what would go deeper is not allowed.
pub(crate) const DEPTH: u32 = 512;
/// Places in the grammar where one text may stand at once.
pub(crate) const PLACES: usize = 4096;
/// Numbers kept for states and stacks: 4 bytes each.
pub(crate) const CELLS: usize = 4 << 20;
/// Steps of work for one token.
pub(crate) const WORK: usize = 4 << 20;
/// Bytes of masks that are kept.
pub(crate) const MASKS: usize = 8 << 20;
