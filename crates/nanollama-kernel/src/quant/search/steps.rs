//! [`Steps`]: what numbers can mean before the scales.

use crate::lanes::{Lanes, WIDTH};

/// The meanings of a type's numbers, ascending.
#[derive(Clone, Copy)]
pub(in crate::quant) enum Steps {
    /// All whole numbers from the first to the last.
    Even(i8, i8),
    /// These.
    Table(&'static [i8; WIDTH]),
}

impl Steps {
    /// The first and the last.
    pub(super) fn ends(self) -> [f32; 2] {
        match self {
            Steps::Even(first, last) => [first, last].map(f32::from),
            Steps::Table(table) => [table[0], table[WIDTH - 1]].map(f32::from),
        }
    }

    /// How far apart scales that are tried are: steps of the farthest value's number.
    pub(super) fn apart(self) -> f32 {
        match self {
            Steps::Even(..) => 0.1,
            Steps::Table(_) => 1.0,
        }
    }

    /// The nearest meaning of each lane.
    ///
    /// # Safety
    /// The instruction set of `L` is there.
    #[inline(always)]
    pub(super) unsafe fn nearest<L: Lanes>(self, y: L::V) -> L::V {
        // SAFETY: the caller's.
        unsafe {
            match self {
                Steps::Even(first, last) => {
                    let least = L::max(y, L::splat(f32::from(first)));
                    L::round(L::min(least, L::splat(f32::from(last))))
                }
                Steps::Table(table) => {
                    let mut meaning = L::splat(f32::from(table[0]));
                    for pair in table.windows(2) {
                        let (low, high) = (f32::from(pair[0]), f32::from(pair[1]));
                        let step = L::select_gt(y, L::splat((low + high) / 2.0), L::splat(high - low), L::splat(0.0));
                        meaning = L::add(meaning, step);
                    }
                    meaning
                }
            }
        }
    }

    /// The number of a meaning.
    pub(super) fn number(self, meaning: f32) -> u8 {
        match self {
            Steps::Even(first, _) => (meaning - f32::from(first)) as u8,
            Steps::Table(table) => table.iter().filter(|&&step| f32::from(step) < meaning).count() as u8,
        }
    }
}
