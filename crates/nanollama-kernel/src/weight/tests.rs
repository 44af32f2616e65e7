//! Decoding, staleness and refusals of weights.

use super::*;

fn ramp(count: usize) -> Vec<f32> {
    (0..count).map(|i| (i as f32 * 0.37).sin()).collect()
}

#[test]
fn rows_come_back_from_every_storage() {
    let pool = Pool::new(1);
    let (rows, cols) = (37, 64);
    let values = ramp(rows * cols);
    for dtype in DType::ALL {
        let bytes: Vec<u8> = match dtype {
            DType::F32 => values.iter().flat_map(|x| x.to_le_bytes()).collect(),
            DType::F16 => values.iter().flat_map(|&x| crate::dtype::f32_to_f16(x).to_le_bytes()).collect(),
            DType::Bf16 => values.iter().flat_map(|&x| crate::dtype::f32_to_bf16(x).to_le_bytes()).collect(),
            DType::Q8_0 => {
                let mut blocks = vec![0; rows * cols / 32 * 34];
                q8_0::quantise(&values, &mut blocks);
                blocks
            }
        };
        let panels = Weight::from_bytes(dtype, rows, cols, &bytes, false, &pool).expect("fits");
        let kept = Weight::from_bytes(dtype, rows, cols, &bytes, true, &pool).expect("fits");
        let table = Weight::lookup(dtype, rows, cols, &bytes).expect("fits");
        assert!(kept.bytes() == panels.bytes() + bytes.len() && table.bytes() == bytes.len());
        for row in [0, 31, 32, 36] {
            let [mut a, mut b, mut c] = [(); 3].map(|()| vec![0.0; cols]);
            panels.row_f32(row, &mut a);
            kept.row_f32(row, &mut b);
            table.row_f32(row, &mut c);
            assert!(a == b && b == c, "{dtype} row {row}");
            for (column, (got, want)) in a.iter().zip(&values[row * cols..]).enumerate() {
                assert!((got - want).abs() < 0.005, "{dtype} [{row}, {column}] {got} {want}");
                assert_eq!(table.element(row, column), *got);
            }
        }
    }
}

#[test]
fn a_changed_master_is_seen_by_the_next_product() {
    let pool = Pool::new(2);
    let mut weight = Weight::dense(3, 5, AlignedVec::from_slice(&ramp(15)));
    weight.pack(&pool);
    let version = weight.version();
    weight.master_mut().expect("trainable").fill(1.0);
    assert!(weight.version() > version);
    for packed in [false, true] {
        if packed {
            weight.pack(&pool);
        }
        assert_eq!(matches!(weight.forward(), Right::F32(_)), packed);
        let mut y = [0.0; 3];
        crate::op::linear::forward(&pool, &[1.0; 5], &weight, None, &mut y);
        assert_eq!(y, [5.0; 3]);
    }
}

#[test]
fn wrong_lengths_and_widths_are_errors() {
    let pool = Pool::new(1);
    let short = Weight::from_bytes(DType::F16, 2, 3, &[0; 11], false, &pool).expect_err("11 bytes").to_string();
    assert!(short.contains("12") && short.contains("11") && short.contains("f16"), "{short}");
    let narrow = Weight::lookup(DType::Q8_0, 32, 31, &[0; 1054]).expect_err("31 columns").to_string();
    assert!(narrow.contains("31") && narrow.contains("q8_0"), "{narrow}");
    let huge = Weight::from_bytes(DType::F32, usize::MAX, 8, &[], false, &pool);
    assert!(matches!(huge, Err(Error::ByteLength { .. })));
}
