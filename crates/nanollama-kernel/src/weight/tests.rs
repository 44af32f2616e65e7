//! Decoding, staleness and refusals of weights.

use super::*;
use crate::dtype::DType;
use crate::op::testing::{cpu, weight as unpacked};

const LOOKUP: Uses = Uses { lookup: true, product: false };
const PRODUCT: Uses = Uses { lookup: false, product: true };
const BOTH: Uses = Uses { lookup: true, product: true };

fn ramp(count: usize) -> Vec<f32> {
    (0..count).map(|i| (i as f32 * 0.37).sin()).collect()
}

fn encoded(dtype: DType, values: &[f32]) -> Vec<u8> {
    let mut bytes = vec![0; dtype.bytes_for(values.len() as u64).expect("whole blocks") as usize];
    dtype.encode(values, &mut bytes).expect("they are small");
    bytes
}

#[test]
fn rows_come_back_from_every_storage() {
    let (rows, cols) = (37, 256);
    let values = ramp(rows * cols);
    for &dtype in DType::ALL {
        let bytes = encoded(dtype, &values);
        let load = |uses| {
            Weight::load(&cpu(), &Pool::new(1), &[PartBytes { dtype, rows, bytes: &bytes }], cols, uses).expect("fits")
        };
        let [panels, kept, table] = [PRODUCT, BOTH, LOOKUP].map(load);
        assert!(kept.bytes() == panels.bytes() && table.bytes() == bytes.len());
        assert_eq!([&panels, &kept, &table].map(Weight::value_bytes), [bytes.len(); 3]);
        for row in [0, 31, 32, 36] {
            let [mut a, mut b, mut c] = [(); 3].map(|()| vec![0.0; cols]);
            panels.row_f32(row, &mut a);
            kept.row_f32(row, &mut b);
            table.row_f32(row, &mut c);
            assert!(a == b && b == c, "{dtype} row {row}");
            for (column, (got, want)) in a.iter().zip(&values[row * cols..]).enumerate() {
                // Half a step of the widest, or a whole one of what is cut off at the top; where small values count
                // little, most of a step.
                let bound = match dtype {
                    DType::Q2K => 0.5,
                    DType::Q3K => 0.35,
                    DType::Iq4Nl | DType::Iq4Xs => 0.2,
                    _ => 0.13,
                };
                assert!((got - want).abs() < bound, "{dtype} [{row}, {column}] {got} {want}");
            }
        }
    }
}

#[test]
fn a_row_is_decoded_from_the_part_it_lies_in() {
    let cols = 64;
    let parts = [(DType::Q8_0, 5), (DType::Q8_0, 40), (DType::F16, 33), (DType::Q4_0, 1), (DType::F32, 2)];
    let bytes: Vec<Vec<u8>> = parts.iter().map(|&(dtype, rows)| encoded(dtype, &ramp(rows * cols))).collect();
    let parts: Vec<PartBytes<'_>> =
        parts.iter().zip(&bytes).map(|(&(dtype, rows), bytes)| PartBytes { dtype, rows, bytes }).collect();
    for uses in [PRODUCT, LOOKUP, BOTH] {
        let whole = Weight::load(&cpu(), &Pool::new(1), &parts, cols, uses).expect("fits");
        assert_eq!((whole.rows(), whole.value_bytes()), (81, bytes.iter().map(Vec::len).sum()));
        let mut at = 0;
        for part in &parts {
            let alone = Weight::load(&cpu(), &Pool::new(1), &[*part], cols, uses).expect("fits");
            for row in 0..part.rows {
                let (mut got, mut want) = (vec![0.0; cols], vec![0.0; cols]);
                whole.row_f32(at + row, &mut got);
                alone.row_f32(row, &mut want);
                assert_eq!(got, want, "{uses:?}: row {row} of the {} part", part.dtype);
            }
            at += part.rows;
        }
    }
}

#[test]
fn neighbours_of_one_type_share_panels() {
    let bytes = encoded(DType::F16, &ramp(16 * 8));
    let part = PartBytes { dtype: DType::F16, rows: 16, bytes: &bytes };
    let two = Weight::load(&cpu(), &Pool::new(1), &[part, part], 8, PRODUCT).expect("fits");
    assert_eq!(two.bytes(), 2 * bytes.len());
}

#[test]
fn a_change_is_seen_by_the_next_product() {
    let cpu = cpu();
    let mut weight = unpacked(3, 5, &ramp(15));
    for (round, packed) in [(1.0, false), (2.0, true)] {
        if packed {
            weight.pack(&cpu).expect("it is small");
        }
        weight.edit(&cpu, |values| values.fill(round));
        assert_eq!(matches!(weight.forward(), Some(Rhs::Packed(_))), packed);
        let mut y = [0.0; 3];
        crate::op::linear::forward(cpu.pool(), &[1.0; 5], &weight, None, &mut [], &mut y);
        assert_eq!(y, [5.0 * round; 3]);
        assert_eq!(*weight.values(&cpu, 1..2).expect("it is trained"), [round; 5]);
    }
}

#[test]
fn wrong_lengths_and_widths_are_errors() {
    let load =
        |dtype, rows, cols, bytes| Weight::load(&cpu(), &Pool::new(1), &[PartBytes { dtype, rows, bytes }], cols, BOTH);
    let short = load(DType::F16, 2, 3, &[0; 11]).expect_err("11 bytes").to_string();
    assert!(short.contains("12") && short.contains("11") && short.contains("f16"), "{short}");
    let narrow = load(DType::Q8_0, 32, 31, &[0; 1054]).expect_err("31 columns").to_string();
    assert!(narrow.contains("31") && narrow.contains("q8_0"), "{narrow}");
    let half = load(DType::Q4_0, 2, 16, &[0; 18]).expect_err("16 columns").to_string();
    assert!(half.contains("16") && half.contains("q4_0"), "{half}");
    assert!(matches!(load(DType::F32, usize::MAX, 8, &[]), Err(Error::ByteLength { .. })));
    let endless = PartBytes { dtype: DType::F32, rows: usize::MAX, bytes: &[] };
    assert!(matches!(Weight::load(&cpu(), &Pool::new(1), &[endless, endless], 0, BOTH), Err(Error::Shape { .. })));
}
