//! What is written is read back; what lies is refused before it is unpacked.

use super::*;

fn file(arrays: Vec<ArrayOut<'_>>) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.npz");
    write(&path, arrays).unwrap();
    (folder, path)
}

fn bytes<const N: usize, T: Copy>(values: &[T], of: impl Fn(T) -> [u8; N]) -> Vec<u8> {
    values.iter().flat_map(|&value| of(value)).collect()
}

#[test]
fn arrays_come_back_as_they_were_written() {
    let (_folder, path) = file(vec![
        ArrayOut::new("a.values", "<f2", &[3], || bytes(&[0x3c00u16, 0xc000, 0], u16::to_le_bytes)),
        ArrayOut::new("a.indices_0", "<i4", &[2, 1], || bytes(&[7i32, -1], i32::to_le_bytes)),
        ArrayOut::new("a.shape", "<i8", &[], || bytes(&[1i64 << 40], i64::to_le_bytes)),
    ]);
    let npz = Npz::open(&path).unwrap();
    assert_eq!(npz.names().collect::<Vec<_>>(), ["a.indices_0", "a.shape", "a.values"]);
    assert_eq!(npz.array("a.values", 3).unwrap(), Array { shape: vec![3], values: Values::Real(vec![1.0, -2.0, 0.0]) });
    assert_eq!(npz.array("a.indices_0", 9).unwrap().values, Values::Whole(vec![7, -1]));
    assert_eq!(npz.array("a.shape", 1).unwrap(), Array { shape: vec![], values: Values::Whole(vec![1 << 40]) });
    assert_eq!(npz.shape("a.indices_0").unwrap(), [2, 1]);
}

#[test]
fn nothing_is_unpacked_beyond_what_is_expected() {
    let (_folder, path) = file(vec![ArrayOut::new("bomb", "<f4", &[1 << 22], || vec![0; 4 << 22])]);
    assert!(std::fs::metadata(&path).unwrap().len() < 1 << 18, "it is a bomb");
    let npz = Npz::open(&path).unwrap();
    let refused = npz.array("bomb", 1000).unwrap_err().to_string();
    assert!(refused.contains("bomb") && refused.contains("4194304") && refused.contains("1000"), "{refused}");
}

#[test]
fn what_contradicts_itself_is_refused_by_name() {
    for (descr, shape, values, expected) in [
        ("<f4", &[2usize][..], 7, "ends after 7 of the 8"),
        ("<f4", &[1], 8, "more bytes"),
        ("|O", &[1], 8, "pickle"),
        ("<U4", &[1], 16, "<U4"),
        ("<f4", &[usize::MAX, 9], 8, "values have a place"),
    ] {
        let (_folder, path) = file(vec![ArrayOut::new("x", descr, shape, move || vec![0; values])]);
        let message = Npz::open(&path).unwrap().array("x", 100).unwrap_err().to_string();
        assert!(message.contains(expected) && message.contains("`x`"), "{message}");
    }
    let (_folder, path) = file(vec![]);
    assert!(Npz::open(&path).unwrap().array("none", 1).unwrap_err().to_string().contains("none"));
    std::fs::write(&path, b"PK\x03\x04").unwrap();
    assert!(Npz::open(&path).is_err());
}
