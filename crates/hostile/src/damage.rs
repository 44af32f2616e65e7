//! One damaged copy of a file: a few changes of the kinds that disks, cut downloads and strangers
//! make, for binary formats and for JSON.

/// xorshift64*: enough for choosing bytes, and the same everywhere.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// `seed` is not zero.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number.
    pub fn number(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `sides`; 0 for no sides.
    pub fn roll(&mut self, sides: usize) -> usize {
        (self.number() >> 11) as usize % sides.max(1)
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())]
    }
}

/// Lengths and offsets at the edges of their types.
const NUMBERS: [u64; 12] =
    [0, 1, 2, 0x7f, 0x80, 0xff, 0xffff, 0x7fff_ffff, 0xffff_ffff, 1 << 40, u64::MAX / 2, u64::MAX];
/// Values that JSON allows where a format does not.
const WORDS: [&[u8]; 9] =
    [b"4294967295", b"-1", b"1e999", b"null", b"[]", b"{}", b"true", b"\"\"", b"99999999999999999999"];

/// A copy of `seed` with one to four changes.
pub fn damage(seed: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.roll(4) {
        change(&mut bytes, dice);
    }
    bytes
}

fn change(bytes: &mut Vec<u8>, dice: &mut Dice) {
    if bytes.is_empty() {
        bytes.push(dice.number() as u8);
        return;
    }
    // Half of the changes hit the first 512 or last 512 bytes, where headers and footers are.
    let at = match dice.roll(4) {
        0 => dice.roll(bytes.len().min(512)),
        1 => bytes.len().saturating_sub(1 + dice.roll(512)),
        _ => dice.roll(bytes.len()),
    };
    let end = (at + 1 + dice.roll(16)).min(bytes.len());
    match dice.roll(10) {
        0 | 1 => bytes[at] ^= 1 << dice.roll(8),
        2 => bytes[at] = dice.number() as u8,
        3 => bytes.truncate(at),
        4 => drop(bytes.drain(at..end)),
        5 => drop(bytes.splice(at..at, (0..=dice.roll(16)).map(|_| dice.number() as u8))),
        6 => {
            let copy = bytes[at..end].to_vec();
            let to = dice.roll(bytes.len());
            drop(bytes.splice(to..to, copy));
        }
        7 => drop(bytes.splice(at..at, dice.pick(&WORDS).iter().copied())),
        // Another digit: counts and ids, which the structure of a text format does not protect.
        8 => {
            if let Some(digit) = bytes[at..].iter_mut().find(|byte| byte.is_ascii_digit()) {
                *digit = b'0' + dice.roll(10) as u8;
            }
        }
        _ => {
            let number = dice.pick(&NUMBERS).to_le_bytes();
            let width = dice.pick(&[1, 2, 4, 8]).min(bytes.len() - at);
            bytes[at..at + width].copy_from_slice(&number[..width]);
        }
    }
}
