//! Cutting a product into chunks for the pool. How the work is cut changes the speed only: chains resume from C, exactly.
//!
//! A depth block of a group of panels stays in the second-level cache while tiles of rows pass over it; a tile's part of
//! the left operand stays in the first.

use super::job::{Cut, Lhs, Task};
use super::micro_kernel::BLOCK;
use super::tiles::Tiles;
use crate::lanes::{Isa, dispatch};
use crate::layout::PANEL;

/// Most depth steps of a block: a tile of the left operand (18 KB) beside the passing panels fits a first-level cache.
const DEPTH: usize = 384;
/// Bytes of a group of panels that stay in a second-level cache.
pub(super) const GROUP_BYTES: usize = 640 << 10;
/// Left rows further apart than this (in values) are packed: straight from memory they would fight for few cache sets.
const FAR: usize = 640;

/// Most rows of a tile.
fn tile_rows(isa: Isa) -> usize {
    #[inline(always)]
    unsafe fn rows<L: Tiles>() -> usize {
        L::ROWS
    }
    // SAFETY: it reads a constant.
    unsafe { dispatch!(isa, rows() -> usize) }
}

/// Pieces that a panel's 32 rows are cut into where tiles may not cross panels.
pub(super) fn pieces(rows: usize) -> usize {
    PANEL.div_ceil(rows)
}

/// The cut of a product in f32. `packs`: each chunk packs its part of the right operand.
pub(super) fn cut(task: &Task<'_>, isa: Isa, threads: usize, packs: bool) -> Cut {
    let blocks = task.depth.div_ceil(DEPTH).max(1);
    let depth = task.depth.div_ceil(blocks).next_multiple_of(BLOCK).min(task.depth.max(1));
    let most = tile_rows(isa);
    let tiles = match task.lhs {
        Lhs::PanelColumns(_) => {
            let per = pieces(most);
            task.rows / PANEL * per + (0..per).filter(|i| PANEL * i / per < task.rows % PANEL).count()
        }
        Lhs::Rows(..) | Lhs::Columns(..) | Lhs::PanelRows(..) => task.rows.div_ceil(most),
    };
    let panels = task.columns.div_ceil(PANEL);
    let resident = panels.div_ceil((GROUP_BYTES / (depth.max(1) * PANEL * 4)).max(1));
    let (row_parts, panel_parts) = match (threads, packs) {
        (1, _) => (1, resident),
        (_, true) => Packing { tiles, panels, resident, threads, transposed: task.lhs.is_transposed() }.cheapest(),
        (_, false) => {
            let (fewest, wanted) = (2, 8 * threads);
            let row_parts = wanted.div_ceil(resident).clamp(1, (tiles / fewest).max(1));
            let more = row_parts * resident < wanted;
            (row_parts, if more { wanted.div_ceil(row_parts).min(panels) } else { resident })
        }
    };
    let group = panels.div_ceil(panel_parts);
    let pack_left = match task.lhs {
        Lhs::Rows(_, stride) => stride > FAR && group >= 4,
        Lhs::Columns(..) => group >= 2,
        Lhs::PanelRows(..) => false,
        Lhs::PanelColumns(_) => group >= 4,
    };
    Cut { depth, tiles, row_parts, panels, panel_parts, pack_left }
}

/// A product whose chunks pack their part of the right operand: what is packed twice, and what is read twice, costs.
struct Packing {
    tiles: usize,
    panels: usize,
    /// Fewest parts of the panels, so that a part stays in a second-level cache.
    resident: usize,
    threads: usize,
    /// The left operand is.
    transposed: bool,
}

impl Packing {
    /// Cycles a depth step: of a tile times a panel where two multiply-adds begin each cycle, and (roughly, as measured where
    /// operands come from a third-level cache) of packing a panel, of packing a tile, of reading one as it lies.
    const MULTIPLY: usize = 12;
    const PACK_PANEL: usize = 24;
    const PACK_TILE: usize = 10;
    const READ_COLUMNS: usize = 15;
    const READ_ROWS: usize = 3;

    /// The parts of rows and of panels that take the fewest cycles.
    fn cheapest(&self) -> (usize, usize) {
        let rows = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128];
        let cuts = rows.into_iter().filter(|&rows| rows <= self.tiles.max(1)).flat_map(|rows| {
            let wanted = [1, 2, 4].map(|each| (each * self.threads).div_ceil(rows));
            wanted.map(|panels| (rows, panels.clamp(self.resident, self.panels.max(self.resident))))
        });
        cuts.min_by_key(|&cut| self.cycles(cut)).expect("one part is always possible")
    }

    /// Cycles a depth step that the slowest thread takes.
    fn cycles(&self, (row_parts, panel_parts): (usize, usize)) -> usize {
        let (tiles, panels) = (self.tiles.div_ceil(row_parts), self.panels.div_ceil(panel_parts));
        let left = match (self.transposed, panels) {
            (true, 1) => Packing::READ_COLUMNS,
            (true, _) => Packing::PACK_TILE,
            (false, _) => Packing::READ_ROWS,
        };
        let chunk = tiles * (panels * Packing::MULTIPLY + left) + panels * Packing::PACK_PANEL;
        (row_parts * panel_parts).div_ceil(self.threads) * chunk
    }
}
