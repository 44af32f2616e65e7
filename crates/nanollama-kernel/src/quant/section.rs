//! [`Section`]: how 64 steps of 32 rows of a superblock lie in a group.
//!
//! `[sub-blocks][32 rows]` bytes of scales, then of least values (both in one byte where each has four bits), then the low
//! bits of the numbers, 2 or 4, then the others. Bits lie in `[quads of bytes][32 rows][4 bytes]`, as the instructions want
//! them that add up four products of bytes at once: with `b` bits of each number there are `2 · b` quads of bytes, and the
//! steps' quad `q` lies in quad of bytes `q % 2b`, from bit `q / 2b · b` on.

use super::kind::{Apart, Kind};
use crate::lanes::WIDTH;
use crate::layout::PANEL;
use crate::product::quantised::dots::Dots;
use crate::product::quantised::superblocks::SECTION;

/// Bytes of a quad of bytes.
const QUAD: usize = PANEL * 4;

/// A layout. All of it is known while compiling.
#[derive(Clone, Copy)]
pub(super) struct Section {
    /// Steps of a sub-block.
    sub: usize,
    /// Low bits of a number, and the others.
    low: usize,
    high: usize,
    least: Least,
}

/// Where least values are.
#[derive(Clone, Copy, PartialEq)]
enum Least {
    None,
    /// Behind the scales.
    Own,
    /// In the upper half of the scales' bytes.
    Shared,
}

impl Section {
    /// That of a K type.
    pub(super) const fn of<T: Kind>() -> Section {
        let least = match (T::LEAST, *T::SCALES.end() <= 15) {
            (false, _) => Least::None,
            (true, false) => Least::Own,
            (true, true) => Least::Shared,
        };
        Section::new(T::SUB, T::BITS, least)
    }

    /// That of sub-blocks without least values.
    pub(super) const fn plain(sub: usize, bits: usize) -> Section {
        Section::new(sub, bits, Least::None)
    }

    const fn new(sub: usize, bits: usize, least: Least) -> Section {
        let low = if bits < 4 { 2 } else { 4 };
        Section { sub, low, high: bits - low, least }
    }

    const fn subs(self) -> usize {
        SECTION / self.sub
    }

    /// Bytes before the low bits.
    const fn head(self) -> usize {
        match self.least {
            Least::Own => 2 * self.subs() * PANEL,
            Least::None | Least::Shared => self.subs() * PANEL,
        }
    }

    /// Bytes before the other bits.
    const fn above(self) -> usize {
        self.head() + 2 * self.low * QUAD
    }

    /// Bytes of all.
    pub(super) const fn bytes(self) -> usize {
        self.above() + 2 * self.high * QUAD
    }

    /// The numbers of steps `4 · quad..` of rows `16 · vector..`.
    ///
    /// # Safety
    /// The instructions of `D` are there, `section` is a whole one.
    #[inline(always)]
    pub(super) unsafe fn numbers<D: Dots>(self, section: *const u8, quad: usize, vector: usize) -> D::Numbers {
        // SAFETY: the caller's.
        unsafe {
            let (quads, first, mask) = (2 * self.low, quad / (2 * self.low) * self.low, (1u8 << self.low) - 1);
            let at = section.add(self.head() + quad % quads * QUAD + 4 * WIDTH * vector);
            let low = D::numbers(at, first as u32, mask);
            if self.high == 0 {
                return low;
            }
            let (quads, first, mask) = (2 * self.high, quad / (2 * self.high) * self.high, (1u8 << self.high) - 1);
            let at = section.add(self.above() + quad % quads * QUAD + 4 * WIDTH * vector);
            D::raised(low, self.low as u32, at, first as u32, mask)
        }
    }

    /// Where the low bits of steps `4 · quad..` of rows `16 · vector..` are, four of a byte, and whether they are the upper.
    ///
    /// # Safety
    /// `section` is a whole one.
    #[inline(always)]
    pub(super) unsafe fn nibbles(self, section: *const u8, quad: usize, vector: usize) -> (*const u8, bool) {
        // SAFETY: the caller's.
        unsafe { (section.add(self.head() + quad % 8 * QUAD + 4 * WIDTH * vector), quad >= 8) }
    }

    /// The scales of sub-block `sub`, of rows `16 · vector..`.
    ///
    /// # Safety
    /// As [`Section::numbers`].
    #[inline(always)]
    pub(super) unsafe fn scales<D: Dots>(self, section: *const u8, sub: usize, vector: usize) -> D::Sums {
        // SAFETY: the caller's.
        unsafe {
            let at = section.add(PANEL * sub + WIDTH * vector);
            match self.least {
                Least::Shared => D::unsigned(at, 0, 15),
                Least::None | Least::Own => D::signed(at),
            }
        }
    }

    /// The least values of sub-block `sub`, of rows `16 · vector..`.
    ///
    /// # Safety
    /// As [`Section::numbers`]; there are such.
    #[inline(always)]
    pub(super) unsafe fn least<D: Dots>(self, section: *const u8, sub: usize, vector: usize) -> D::Sums {
        // SAFETY: the caller's.
        unsafe {
            match self.least {
                Least::None => D::splat(0),
                Least::Own => D::signed(section.add(PANEL * (self.subs() + sub) + WIDTH * vector)),
                Least::Shared => D::unsigned(section.add(PANEL * sub + WIDTH * vector), 4, 15),
            }
        }
    }

    /// Puts section `index` of row `r`'s superblock into its section of zeros.
    #[inline(always)]
    pub(super) fn put(self, apart: &Apart, index: usize, r: usize, section: &mut [u8]) {
        for sub in 0..self.subs() {
            let number = index * self.subs() + sub;
            let (scale, least) = (apart.sub_scales[number] as u8, apart.sub_least[number]);
            match self.least {
                Least::None => section[PANEL * sub + r] = scale,
                Least::Own => {
                    section[PANEL * sub + r] = scale;
                    section[PANEL * (self.subs() + sub) + r] = least;
                }
                Least::Shared => section[PANEL * sub + r] = scale | least << 4,
            }
        }
        let numbers = &apart.numbers[index * SECTION..][..SECTION];
        put_bits(&mut section[self.head()..], r, numbers, self.low, 0);
        put_bits(&mut section[self.above()..], r, numbers, self.high, self.low);
    }

    /// The scale and the least value of sub-block `sub` of row `r`.
    pub(super) fn scale_and_least(self, section: &[u8], sub: usize, r: usize) -> (i8, u8) {
        let byte = section[PANEL * sub + r];
        match self.least {
            Least::None => (byte as i8, 0),
            Least::Own => (byte as i8, section[PANEL * (self.subs() + sub) + r]),
            Least::Shared => ((byte & 15) as i8, byte >> 4),
        }
    }

    /// The number of a step of row `r`.
    pub(super) fn number(self, section: &[u8], step: usize, r: usize) -> u8 {
        let low = bits_of(&section[self.head()..], r, step, self.low);
        low | bits_of(&section[self.above()..], r, step, self.high) << self.low
    }
}

/// Puts `bits` bits of each number, from bit `from` on, into quads of bytes.
#[inline(always)]
fn put_bits(quads: &mut [u8], r: usize, numbers: &[u8], bits: usize, from: usize) {
    let mask = (1u8 << bits) - 1;
    for quad in 0..2 * bits {
        for i in 0..4 {
            let steps = numbers.iter().skip(4 * quad + i).step_by(4 * 2 * bits);
            let byte = steps.enumerate().fold(0, |byte, (j, number)| byte | (number >> from & mask) << (j * bits));
            quads[quad * QUAD + r * 4 + i] = byte;
        }
    }
}

/// `bits` bits of the number of a step.
fn bits_of(quads: &[u8], r: usize, step: usize, bits: usize) -> u8 {
    if bits == 0 {
        return 0;
    }
    let (quad, i) = (step / 4, step % 4);
    quads[quad % (2 * bits) * QUAD + r * 4 + i] >> (quad / (2 * bits) * bits) & ((1u8 << bits) - 1)
}
