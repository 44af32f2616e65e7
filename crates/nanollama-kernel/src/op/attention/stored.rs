//! How keys and values lie in a page of the cache: as f32 they are the tiles that attention multiplies with, as f16 or Q8_0 they
//! are written rounded and become such a tile again when they are read. Which page holds what is not known here.
//!
//! A row is rounded as a file's would be (`DType::encode`), and a tile holds what `DType::decode` makes of it: both are exact
//! afterwards, so what is computed is attention over rounded keys and values, with the same bits on every instruction set.
//!
//! A tile of 64 positions of one head, whichever type: keys `[head_dim][64]` and values `[64][width]`. Of Q8_0 the bytes lie
//! so, and behind them an f16 scale for each 32 features: of keys `[head_dim / 32][64]`, of values `[64][head_dim / 32]`.

use super::{PAGE, Shape};
use crate::dtype::DType;
use crate::float16::{f16_to_f32, f32_to_f16};
use crate::lanes::{Isa, Lanes, WIDTH, dispatch};

/// Values of a Q8_0 block, and its bytes: the scale, then the values.
const BLOCK: usize = 32;
const BLOCK_BYTES: usize = 2 + BLOCK;

/// How keys and how values are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CacheTypes {
    /// The keys' type: f32, f16 or Q8_0.
    pub key: DType,
    /// The values' type: one of the same.
    pub value: DType,
}

impl CacheTypes {
    /// The types there are.
    pub const KNOWN: [DType; 3] = [DType::F32, DType::F16, DType::Q8_0];

    /// Why heads of this width cannot be stored so: the type at fault, and the reason.
    #[must_use]
    pub fn refusal(self, head_dim: usize) -> Option<(DType, String)> {
        [self.key, self.value].into_iter().find_map(|dtype| {
            if !CacheTypes::KNOWN.contains(&dtype) {
                let known = CacheTypes::KNOWN.map(DType::name).join(", ");
                return Some((dtype, format!("keys and values are stored as {known}")));
            }
            let cut = head_dim.is_multiple_of(dtype.block());
            (!cut)
                .then(|| (dtype, format!("heads of {head_dim} are no whole number of its blocks of {}", dtype.block())))
        })
    }

    /// Bytes of one position's key and value of one head, without what rounds a page up.
    #[must_use]
    pub fn bytes_per_head(self, head_dim: usize) -> usize {
        let bytes = |dtype: DType| dtype.bytes_for(head_dim as u64).unwrap_or(0) as usize;
        bytes(self.key) + bytes(self.value)
    }
}

/// Both as one type.
impl From<DType> for CacheTypes {
    fn from(dtype: DType) -> CacheTypes {
        CacheTypes { key: dtype, value: dtype }
    }
}

/// f32 words of a tile's keys.
pub(super) fn key_words(dtype: DType, shape: Shape) -> usize {
    words(dtype, shape.head_dim * PAGE)
}

/// f32 words of a tile's values.
pub(super) fn value_words(dtype: DType, shape: Shape) -> usize {
    match dtype {
        DType::Q8_0 => words(dtype, shape.head_dim * PAGE),
        _ => words(dtype, shape.width() * PAGE),
    }
}

/// 64 values of any kind are whole words.
fn words(dtype: DType, values: usize) -> usize {
    match dtype {
        DType::F32 => values,
        DType::F16 => values / 2,
        _ => values / BLOCK * BLOCK_BYTES / size_of::<f32>(),
    }
}

/// Writes a position's key to column `slot` of a tile.
pub(super) fn put_key(dtype: DType, key: &[f32], slot: usize, tile: &mut [f32]) {
    match dtype {
        DType::F32 => column(tile, slot).zip(key).for_each(|(to, key)| *to = *key),
        DType::F16 => column(halves(tile), slot).zip(key).for_each(|(to, key)| *to = f32_to_f16(*key)),
        _ => {
            let (bytes, scales) = quantised(tile, key.len());
            for (index, part) in key.chunks_exact(BLOCK).enumerate() {
                let (scale, block) = block(part);
                scales[index * PAGE + slot] = scale;
                column(&mut bytes[index * BLOCK * PAGE..], slot).zip(block).for_each(|(to, byte)| *to = byte);
            }
        }
    }
}

/// Writes a position's value to row `slot` of a tile whose rows are `width` long.
pub(super) fn put_value(dtype: DType, value: &[f32], slot: usize, width: usize, tile: &mut [f32]) {
    match dtype {
        DType::F32 => tile[slot * width..][..value.len()].copy_from_slice(value),
        DType::F16 => {
            let row = &mut halves(tile)[slot * width..][..value.len()];
            row.iter_mut().zip(value).for_each(|(to, value)| *to = f32_to_f16(*value));
        }
        _ => {
            let (bytes, scales) = quantised(tile, value.len());
            for (index, part) in value.chunks_exact(BLOCK).enumerate() {
                let (scale, block) = block(part);
                scales[slot * (value.len() / BLOCK) + index] = scale;
                bytes[slot * value.len() + index * BLOCK..][..BLOCK].copy_from_slice(&block);
            }
        }
    }
}

fn column<T>(tile: &mut [T], slot: usize) -> impl Iterator<Item = &mut T> {
    tile[slot..].iter_mut().step_by(PAGE)
}

/// The scale's bits and the bytes of 32 numbers. One that is no number, or too large for the scale, makes numbers that are none
/// of what is read, which whoever draws a token reports.
fn block(values: &[f32]) -> (u16, [u8; BLOCK]) {
    let mut bytes = [0; BLOCK_BYTES];
    (DType::Q8_0.format().encode)(values, &mut bytes);
    let (scale, block) = bytes.split_at(2);
    (u16::from_le_bytes([scale[0], scale[1]]), block.try_into().expect("a block"))
}

/// The first `keys` keys of a tile as f32, those up to the next sixteen with them: `to: [head_dim][64]`.
pub(super) fn read_keys(isa: Isa, dtype: DType, from: &[f32], keys: usize, to: &mut [f32]) {
    let vectors = keys.div_ceil(WIDTH);
    // SAFETY: the pool's ISA exists here; both cut slices.
    unsafe {
        match dtype {
            DType::F16 => {
                let from = &of_halves(from)[..to.len()];
                dispatch!(isa, half_columns(from: &[u16], vectors: usize, to: &mut [f32]));
            }
            _ => {
                let (from, scales) = of_quantised(from, to.len() / PAGE);
                dispatch!(isa, block_columns(from: &[u8], scales: &[u16], vectors: usize, to: &mut [f32]));
            }
        }
    }
}

/// The first `keys` values of a tile as f32: `to: [64][width]`.
pub(super) fn read_values(isa: Isa, dtype: DType, from: &[f32], keys: usize, width: usize, to: &mut [f32]) {
    let to = &mut to[..keys * width];
    // SAFETY: as above.
    unsafe {
        match dtype {
            DType::F16 => {
                let from = &of_halves(from)[..to.len()];
                dispatch!(isa, half_rows(from: &[u16], to: &mut [f32]));
            }
            _ => {
                let (from, scales) = of_quantised(from, width);
                dispatch!(isa, block_rows(from: &[u8], scales: &[u16], to: &mut [f32]));
            }
        }
    }
}

#[inline(always)]
unsafe fn half_columns<L: Lanes>(from: &[u16], vectors: usize, to: &mut [f32]) {
    for (from, to) in from.chunks_exact(PAGE).zip(to.chunks_exact_mut(PAGE)) {
        for at in (0..vectors * WIDTH).step_by(WIDTH) {
            // SAFETY: at most 64 of both.
            unsafe { L::store(to.as_mut_ptr().add(at), L::load_f16(from.as_ptr().add(at))) }
        }
    }
}

#[inline(always)]
unsafe fn half_rows<L: Lanes>(from: &[u16], to: &mut [f32]) {
    for (from, to) in from.chunks_exact(WIDTH).zip(to.chunks_exact_mut(WIDTH)) {
        // SAFETY: sixteen of both.
        unsafe { L::store(to.as_mut_ptr(), L::load_f16(from.as_ptr())) }
    }
}

#[inline(always)]
unsafe fn block_columns<L: Lanes>(from: &[u8], scales: &[u16], vectors: usize, to: &mut [f32]) {
    let features = from.chunks_exact(PAGE).zip(to.chunks_exact_mut(PAGE));
    for (feature, (from, to)) in features.enumerate() {
        let scales = &scales[feature / BLOCK * PAGE..][..PAGE];
        for at in (0..vectors * WIDTH).step_by(WIDTH) {
            // SAFETY: at most 64 of all three.
            unsafe {
                let scale = L::load_f16(scales.as_ptr().add(at));
                L::store(to.as_mut_ptr().add(at), L::mul(scale, L::load_i8(from.as_ptr().add(at).cast())));
            }
        }
    }
}

#[inline(always)]
unsafe fn block_rows<L: Lanes>(from: &[u8], scales: &[u16], to: &mut [f32]) {
    for ((from, to), &scale) in from.chunks_exact(BLOCK).zip(to.chunks_exact_mut(BLOCK)).zip(scales) {
        let scale = f16_to_f32(scale);
        for at in (0..BLOCK).step_by(WIDTH) {
            // SAFETY: 32 of both.
            unsafe {
                let values = L::load_i8(from.as_ptr().add(at).cast());
                L::store(to.as_mut_ptr().add(at), L::mul(L::splat(scale), values));
            }
        }
    }
}

fn halves(tile: &mut [f32]) -> &mut [u16] {
    // SAFETY: the same memory, which holds any bits and is aligned for more; borrowed mutably.
    unsafe { std::slice::from_raw_parts_mut(tile.as_mut_ptr().cast(), 2 * tile.len()) }
}

fn of_halves(tile: &[f32]) -> &[u16] {
    // SAFETY: as above, borrowed.
    unsafe { std::slice::from_raw_parts(tile.as_ptr().cast(), 2 * tile.len()) }
}

/// The bytes of a tile and the scales behind them.
fn quantised(tile: &mut [f32], head_dim: usize) -> (&mut [u8], &mut [u16]) {
    let (bytes, scales) = tile.split_at_mut(head_dim * PAGE / size_of::<f32>());
    // SAFETY: as above.
    let bytes = unsafe { std::slice::from_raw_parts_mut(bytes.as_mut_ptr().cast(), head_dim * PAGE) };
    (bytes, halves(scales))
}

fn of_quantised(tile: &[f32], head_dim: usize) -> (&[u8], &[u16]) {
    let (bytes, scales) = tile.split_at(head_dim * PAGE / size_of::<f32>());
    // SAFETY: as above, borrowed.
    let bytes = unsafe { std::slice::from_raw_parts(bytes.as_ptr().cast(), head_dim * PAGE) };
    (bytes, of_halves(scales))
}
