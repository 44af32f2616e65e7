//! Superblocks of 256 weights in sub-blocks of 16 or 32: `scale · sub-block's scale · (number − zero)`, less, in some types,
//! `scale of the least · sub-block's least`. llama.cpp's K types. How a file packs the parts is each type's own matter
//! (`kind`); what they mean, and how they lie in a group, is told here once.
//!
//! A group has them as `product/quantised/superblocks.rs` reads them, its sections as `section` lays them out.

use std::marker::PhantomData;

use super::format::{Activations, Format, Names, Panels};
use super::kind::{Kind, SUPERBLOCK};
use super::search;
use super::section::Section;
use crate::float16::f16_to_f32;
use crate::layout::PANEL;
use crate::product::quantised;
use crate::product::quantised::dots::Dots;
use crate::product::quantised::superblocks::{InSuperblocks, SECTION, SECTIONS, Superblocks};

/// Groups whose numbers are multiplied as they are, and the zero through the sums of a row's bytes.
pub(crate) struct K<T>(PhantomData<T>);

impl<T> Clone for K<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for K<T> {}

/// The descriptor of a K type.
pub(super) const fn format<T: Kind>(name: &'static str, names: Names) -> Format {
    Format {
        name,
        names,
        block: SUPERBLOCK,
        bytes: T::BYTES,
        decode: decode::<T>,
        encode: encode::<T>,
        encode_weighed: Some(encode_weighed::<T>),
        // What a sub-block with the largest scales reaches.
        holds: |value| value.abs() <= 65_504.0 * f32::from(*T::SCALES.end()),
        panels: Panels {
            steps: SUPERBLOCK,
            group: T::Products::GROUP,
            pack: pack::<T>,
            unpack: unpack::<T>,
            activations: Activations::Superblocks,
            cut: quantised::cut::<InSuperblocks<T::Products>>,
            chunk: quantised::chunk::<InSuperblocks<T::Products>>,
        },
    }
}

impl<T: Kind> K<T> {
    /// How a section lies.
    const LAYOUT: Section = Section::of::<T>();
}

// SAFETY (every block): the instructions and the section are the trait's contract.
impl<T: Kind> Superblocks for K<T> {
    const SUB: usize = T::SUB;
    const LEAST: bool = T::LEAST;
    const SECTION_BYTES: usize = Self::LAYOUT.bytes();
    type Numbers<D: Dots> = D::Numbers;

    #[inline(always)]
    unsafe fn begin<D: Dots>(sum: i32) -> D::Sums {
        unsafe { D::splat(-i32::from(T::ZERO) * sum) }
    }
    #[inline(always)]
    unsafe fn numbers<D: Dots>(section: *const u8, quad: usize, vector: usize) -> D::Numbers {
        unsafe { Self::LAYOUT.numbers::<D>(section, quad, vector) }
    }
    #[inline(always)]
    unsafe fn add<D: Dots>(sums: D::Sums, numbers: D::Numbers, x: *const i8) -> D::Sums {
        unsafe { D::add_numbers(sums, numbers, x) }
    }
    #[inline(always)]
    unsafe fn scales<D: Dots>(section: *const u8, sub: usize, vector: usize) -> D::Sums {
        unsafe { Self::LAYOUT.scales::<D>(section, sub, vector) }
    }
    #[inline(always)]
    unsafe fn least<D: Dots>(section: *const u8, sub: usize, vector: usize) -> D::Sums {
        unsafe { Self::LAYOUT.least::<D>(section, sub, vector) }
    }
}

fn decode<T: Kind>(bytes: &[u8], values: &mut [f32]) {
    for (values, block) in values.as_chunks_mut::<SUPERBLOCK>().0.iter_mut().zip(bytes.chunks_exact(T::BYTES)) {
        let apart = T::load(block);
        let [scale, of_least] = apart.scales.map(f16_to_f32);
        let subs = values.chunks_exact_mut(T::SUB).zip(apart.numbers.chunks_exact(T::SUB));
        for (sub, (values, numbers)) in subs.enumerate() {
            let scale = scale * f32::from(apart.sub_scales[sub]);
            let least = of_least * f32::from(apart.sub_least[sub]);
            for (value, &number) in values.iter_mut().zip(numbers) {
                *value = self::value::<T>(scale, least, number);
            }
        }
    }
}

/// What a number of a sub-block means. `scale` and `least` are exact, and so is their product with a number; the difference
/// is rounded once.
fn value<T: Kind>(scale: f32, least: f32, number: u8) -> f32 {
    let value = scale * f32::from(T::meaning(number));
    if T::LEAST { value - least } else { value }
}

fn encode<T: Kind>(values: &[f32], bytes: &mut [u8]) {
    let mut counts = [0.0; SUPERBLOCK];
    for (values, block) in values.as_chunks::<SUPERBLOCK>().0.iter().zip(bytes.chunks_exact_mut(T::BYTES)) {
        for (sub, counts) in values.chunks_exact(T::SUB).zip(counts.chunks_exact_mut(T::SUB)) {
            T::WEIGHING.of(sub, counts);
        }
        put::<T>(values, &counts, block);
    }
}

/// The same of a row whose columns have importances.
fn encode_weighed<T: Kind>(values: &[f32], importances: &[f32], bytes: &mut [u8]) {
    let mut counts = [0.0; SUPERBLOCK];
    let superblocks = values.as_chunks::<SUPERBLOCK>().0.iter().zip(importances.as_chunks::<SUPERBLOCK>().0);
    for ((values, importances), block) in superblocks.zip(bytes.chunks_exact_mut(T::BYTES)) {
        T::IMPORTANCE.counts(values, importances, &mut counts);
        put::<T>(values, &counts, block);
    }
}

/// The best superblock, into the bytes of a file.
fn put<T: Kind>(values: &[f32; SUPERBLOCK], counts: &[f32; SUPERBLOCK], block: &mut [u8]) {
    block.fill(0);
    T::store(&search::superblock::<T>(values, counts), block);
}

fn pack<T: Kind>(rows: &[&[u8]], panel: &mut [u8]) {
    for (block, group) in panel.chunks_exact_mut(T::Products::GROUP).enumerate() {
        for (r, row) in rows.iter().enumerate() {
            let apart = T::load(&row[block * T::BYTES..][..T::BYTES]);
            let (head, sections) = group.split_at_mut(head::<T>());
            for (scales, scale) in head.chunks_exact_mut(2 * PANEL).zip(apart.scales) {
                scales[2 * r..][..2].copy_from_slice(&scale.to_le_bytes());
            }
            for (section, out) in sections.chunks_exact_mut(T::Products::SECTION_BYTES).enumerate() {
                Section::of::<T>().put(&apart, section, r, out);
            }
        }
    }
}

/// Bytes of a group before its sections.
fn head<T: Kind>() -> usize {
    T::Products::GROUP - SECTIONS * T::Products::SECTION_BYTES
}

fn unpack<T: Kind>(panel: &[u8], row: usize, first: usize, out: &mut [f32]) {
    let layout = Section::of::<T>();
    for (index, values) in out.chunks_mut(PANEL).enumerate() {
        let column = first + index * PANEL;
        let group = &panel[column / SUPERBLOCK * T::Products::GROUP..][..T::Products::GROUP];
        let (head, sections) = group.split_at(head::<T>());
        let f16 = |scales: &[u8]| f16_to_f32(u16::from_le_bytes([scales[2 * row], scales[2 * row + 1]]));
        let mut scales = head.chunks_exact(2 * PANEL).map(f16);
        let (scale, of_least) = (scales.next().unwrap_or(0.0), scales.next().unwrap_or(0.0));
        let step = column % SUPERBLOCK;
        let section = &sections[step / SECTION * T::Products::SECTION_BYTES..][..T::Products::SECTION_BYTES];
        for (k, value) in values.iter_mut().enumerate() {
            let step = step % SECTION + k;
            let (sub_scale, sub_least) = layout.scale_and_least(section, step / T::SUB, row);
            let (scale, least) = (scale * f32::from(sub_scale), of_least * f32::from(sub_least));
            *value = self::value::<T>(scale, least, layout.number(section, step, row));
        }
    }
}
