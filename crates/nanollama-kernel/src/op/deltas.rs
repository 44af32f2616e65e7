//! What adapters add to an op's rows, each times the scale of its row.
//!
//! For each adapter of a row's list, in the order of the list, and for each of its parts at the op's site: one fused
//! multiply-add of the scale and what the part gives. What it gives is a chain of its own, as the ops compute it, so an
//! element does not depend on the rows beside it. Neighbouring rows whose lists name the same adapters share the products.

use crate::adapter::{Adapter, Delta, Site};
use crate::memory::AlignedVec;
use crate::op::strided::{Strided, StridedMut};
use crate::op::{add_scaled, linear, rms_norm};
use crate::pool::Pool;
use crate::rows::Adapted;

/// What the parts compute on the way, kept from call to call.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The lists of the op's rows.
    lists: Vec<Adapted>,
    /// `x Aᵀ`, or the norms of rows.
    narrow: AlignedVec,
    /// What is added, before the scale.
    wide: AlignedVec,
    /// Rows rounded for a product.
    rounded: AlignedVec,
}

/// At least `len` values; what they held is lost.
fn room(values: &mut AlignedVec, len: usize) -> &mut [f32] {
    if values.len() < len {
        *values = AlignedVec::default();
        *values = AlignedVec::zeroed(len.next_multiple_of(1024));
    }
    &mut values[..len]
}

impl Scratch {
    /// The op's rows are those of the launch.
    pub fn take_all(&mut self, lists: &[Adapted]) {
        self.lists.clear();
        self.lists.extend_from_slice(lists);
    }

    /// The op's rows are the selected ones: each has a list of its own, by its index among them.
    pub fn take_selected(&mut self, lists: &[Adapted], selected: &[u32]) {
        self.lists.clear();
        for (index, &row) in (0u32..).zip(selected) {
            let first = lists.partition_point(|adapted| adapted.end() <= row);
            let of_row = lists[first..].iter().take_while(|adapted| adapted.first_row <= row);
            self.lists.extend(of_row.map(|&adapted| Adapted { first_row: index, rows: 1, ..adapted }));
        }
    }
}

/// What an op was given and has computed.
#[derive(Clone, Copy)]
pub struct Operands<'a> {
    /// What a product multiplies, or a norm norms: `[T, K]`.
    pub x: Strided<'a>,
    /// What a lookup looks up: `[T]`.
    pub tokens: &'a [u32],
    /// Added to the mean square of a norm.
    pub eps: f32,
    /// `[T, N]`; of a row that a bias is added to, the columns that it is added to.
    pub y: StridedMut<'a>,
    /// N.
    pub cols: usize,
}

/// Adds every part at `site` to the rows that `scratch` took. False when a part is of a kind that the site does not take.
pub fn add(pool: &Pool, adapters: &[Adapter], site: Site, operands: &Operands<'_>, scratch: &mut Scratch) -> bool {
    let Scratch { lists, narrow, wide, rounded } = scratch;
    let mut rest = &lists[..];
    while let Some(group) = Group::first_of(rest) {
        rest = &rest[group.lists.len()..];
        for place in 0..group.length {
            for (_, delta) in adapters[group.lists[place].adapter as usize].at(site) {
                if !add_part(pool, site, delta, operands, (&group, place), [narrow, wide, rounded]) {
                    return false;
                }
            }
        }
    }
    true
}

/// Adds a part to the rows of a group, whose lists have its adapter at `place`.
fn add_part(
    pool: &Pool,
    site: Site,
    delta: &Delta,
    operands: &Operands<'_>,
    (group, place): (&Group<'_>, usize),
    [narrow, wide, rounded]: [&mut AlignedVec; 3],
) -> bool {
    let &Operands { x, tokens, eps, y, cols } = operands;
    let (begin, rows) = (group.first(), group.end() - group.first());
    let add = |row: usize, scale: f32, d: &[f32], width: usize, column: usize| {
        let y = StridedMut::new(y.values().from((begin + row) * y.stride()), y.stride());
        add_scaled::forward(pool, scale, d, width, y, column);
    };
    let add_all = |d: &[f32], width: usize, column: usize| {
        for (row, count, scale) in group.scales(place) {
            add(row, scale, &d[row * width..][..count * width], width, column);
        }
    };
    let dense = |k: usize| {
        debug_assert_eq!(x.stride(), k, "what is multiplied lies densely");
        &x.from(begin, 0)[..rows * k]
    };
    match (site, delta) {
        (Site::Product(_), Delta::LowRank { first, a, b }) => {
            let narrow = room(narrow, rows * a.rows());
            linear::forward(pool, dense(a.cols()), a, None, room(rounded, linear::workspace(a, rows)), narrow);
            let wide = room(wide, rows * b.rows());
            linear::forward(pool, narrow, b, None, room(rounded, linear::workspace(b, rows)), wide);
            add_all(wide, b.rows(), *first);
        }
        (Site::Product(_), Delta::Dense { first, weight }) => {
            let wide = room(wide, rows * weight.rows());
            let rounded = room(rounded, linear::workspace(weight, rows));
            linear::forward(pool, dense(weight.cols()), weight, None, rounded, wide);
            add_all(wide, weight.rows(), *first);
        }
        (Site::Lookup(_), Delta::Rows { ids, values }) => {
            let wide = room(wide, cols);
            for (first, count, scale) in group.scales(place) {
                for (row, token) in (first..).zip(&tokens[begin + first..][..count]) {
                    if let Ok(index) = ids.binary_search(token) {
                        values.row_f32(index, wide);
                        add(row, scale, wide, cols, 0);
                    }
                }
            }
        }
        (Site::Gain(_), Delta::Vector(vector)) => {
            let Some(gain) = vector.master() else { return false };
            let groups = cols / gain.len();
            let (narrow, wide) = (room(narrow, rows * groups), room(wide, rows * cols));
            let x = Strided::new(x.from(begin, 0), x.stride());
            rms_norm::forward(pool, x, groups, Some(gain), eps, wide, narrow);
            add_all(wide, cols, 0);
        }
        (Site::Tap(_) | Site::Bias(_), Delta::Vector(vector)) => {
            let Some(vector) = vector.master() else { return false };
            for (first, count, scale) in group.scales(place) {
                (first..first + count).for_each(|row| add(row, scale, vector, cols, 0));
            }
        }
        _ => return false,
    }
    true
}

/// Neighbouring lists that name the same adapters in the same order.
struct Group<'a> {
    lists: &'a [Adapted],
    /// Adapters of a list.
    length: usize,
}

impl<'a> Group<'a> {
    /// The longest at the beginning of `rest`.
    fn first_of(rest: &'a [Adapted]) -> Option<Group<'a>> {
        let list = |at: usize| {
            let rest = &rest[at..];
            let count = rest.iter().take_while(|adapted| adapted.first_row == rest[0].first_row).count();
            &rest[..count]
        };
        let ids = |list: &'a [Adapted]| list.iter().map(|adapted| adapted.adapter);
        let length = list(0).len();
        let mut count = length;
        while count < rest.len() {
            let next = list(count);
            if next[0].first_row != rest[count - 1].end() || !ids(next).eq(ids(&rest[..length])) {
                break;
            }
            count += length;
        }
        (length > 0).then_some(Group { lists: &rest[..count], length })
    }

    fn first(&self) -> usize {
        self.lists[0].first_row as usize
    }

    fn end(&self) -> usize {
        self.lists[self.lists.len() - 1].end() as usize
    }

    /// The scales of the adapter at `place` of the lists, neighbours of one scale together: (first row from the group's
    /// first on, rows, scale).
    fn scales(&self, place: usize) -> impl Iterator<Item = (usize, usize, f32)> {
        let mut lists = self.lists.chunks_exact(self.length).map(move |list| list[place]).peekable();
        let first = self.lists[0].first_row;
        std::iter::from_fn(move || {
            let Adapted { first_row, scale, mut rows, .. } = lists.next()?;
            while let Some(next) = lists.next_if(|next| next.scale == scale) {
                rows += next.rows;
            }
            Some(((first_row - first) as usize, rows as usize, scale))
        })
    }
}
