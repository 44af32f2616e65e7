use std::fs;
use std::path::{Path, PathBuf};

use nanollama_kernel::dtype::DType;

use super::*;
use crate::tensor::TensorOut;

fn metadata() -> Vec<(String, Value)> {
    let values = [
        ("general.architecture", "llama".into()),
        ("u8", Value::U8(250)),
        ("i8", Value::I8(-3)),
        ("u16", Value::U16(65_000)),
        ("i16", Value::I16(-30_000)),
        ("u32", Value::U32(4_000_000_000)),
        ("i32", Value::I32(-2_000_000_000)),
        ("f32", Value::F32(1e-5)),
        ("bool", Value::Bool(true)),
        ("u64", Value::U64(u64::MAX)),
        ("i64", Value::I64(i64::MIN)),
        ("f64", Value::F64(0.1)),
        ("tokens", Value::Array(Array::String(vec!["a".into(), "Ġé".into(), String::new()]))),
        ("scores", Value::Array(Array::F32(vec![0.5, -1.0]))),
        ("types", Value::Array(Array::I32(vec![1, 3]))),
        ("bools", Value::Array(Array::Bool(vec![true, false]))),
        ("bytes", Value::Array(Array::U8(vec![1, 2, 3]))),
        ("wide", Value::Array(Array::U64(vec![u64::MAX]))),
        ("empty", Value::Array(Array::F64(vec![]))),
        ("nested", Value::Array(Array::Array(vec![Array::U16(vec![1]), Array::String(vec!["x".into()])]))),
    ];
    values.map(|(key, value)| (key.to_owned(), value)).into()
}

fn tensors() -> Vec<TensorOut<'static>> {
    vec![
        TensorOut::from_bytes("odd", DType::Bf16, &[3], &[1, 2, 3, 4, 5, 6]),
        TensorOut::from_bytes("blocks", DType::Q8_0, &[2, 32], &[7; 68]),
        TensorOut::from_f32("matrix", &[2, 3], || (&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]).into()),
    ]
}

fn written(folder: &Path) -> (PathBuf, Vec<u8>) {
    let path = folder.join("m.gguf");
    write(&path, &metadata(), tensors()).unwrap();
    let bytes = fs::read(&path).unwrap();
    (path, bytes)
}

#[test]
fn every_kind_of_value_and_tensor_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let (path, bytes) = written(folder.path());
    assert_eq!(bytes.len() % 32, 0);
    let gguf = Gguf::open(&path).unwrap();
    assert_eq!((gguf.version(), gguf.metadata()), (3, metadata().as_slice()));
    let names: Vec<&str> = gguf.tensors().iter().map(|info| info.name.as_str()).collect();
    assert_eq!(names, ["odd", "blocks", "matrix"]);
    let matrix = gguf.get("matrix").unwrap();
    assert_eq!((matrix.dtype, matrix.shape), (DType::F32, [2, 3].as_slice()));
    assert_eq!(matrix.bytes[20..], 6f32.to_le_bytes());
    assert_eq!(gguf.get("blocks").unwrap().bytes, [7; 68]);
    assert_eq!(gguf.get("odd").unwrap().bytes, [1, 2, 3, 4, 5, 6]);
}

#[test]
fn dimensions_are_turned_around_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let (_, bytes) = written(folder.path());
    let name = bytes.windows(6).position(|window| window == b"matrix").unwrap();
    let ne = [2u32.to_le_bytes().as_slice(), &3u64.to_le_bytes(), &2u64.to_le_bytes()].concat();
    assert_eq!(bytes[name + 6..name + 6 + ne.len()], ne);
}

#[test]
fn alignment_is_obeyed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.gguf");
    for alignment in [8u32, 32, 4096] {
        write(&path, &[(ALIGNMENT_KEY.to_owned(), Value::U32(alignment))], tensors()).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().len() % u64::from(alignment), 0);
        assert_eq!(Gguf::open(&path).unwrap().get("matrix").unwrap().bytes[..4], 1f32.to_le_bytes());
    }
    assert!(write(&path, &[(ALIGNMENT_KEY.to_owned(), Value::U32(24))], vec![]).is_err());
}

#[test]
fn typed_access_names_key_and_kind() {
    let folder = tempfile::tempdir().unwrap();
    let gguf = Gguf::open(&written(folder.path()).0).unwrap();
    assert_eq!(gguf.string("general.architecture").unwrap(), "llama");
    assert_eq!((gguf.u32("u8").unwrap(), gguf.f32("f32").unwrap()), (250, 1e-5));
    assert_eq!(gguf.strings("tokens").unwrap().len(), 3);
    assert_eq!(gguf.optional("absent", "a bool", Value::as_bool).unwrap(), None);
    for (message, expected) in [
        (gguf.u32("absent").unwrap_err().to_string(), "`absent`: it is missing and wanted is a whole number"),
        (gguf.u32("i32").unwrap_err().to_string(), "`i32`: it is I32(-2000000000)"),
        (gguf.u32("u64").unwrap_err().to_string(), "wanted is a whole number below 2^32"),
        (gguf.string("tokens").unwrap_err().to_string(), "`tokens`: it is an array of 3"),
    ] {
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn what_cannot_be_written_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.gguf");
    let named = |name: &str, shape: &[usize]| vec![TensorOut::new(name, DType::Q8_0, shape, |_| Ok(()))];
    let long = "n".repeat(64);
    for (tensors, expected) in [
        (named("q", &[2, 16]), "blocks of 32"),
        (named(&long, &[32]), "1 to 63 bytes"),
        (named("deep", &[1, 1, 1, 1, 32]), "at most 4"),
        (named("none", &[0, 32]), "none of them 0"),
        (named("short", &[32]), "0 bytes where 34"),
    ] {
        let message = write(&path, &[], tensors).unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
    }
    let twice = [("k".to_owned(), Value::U8(1)), ("k".to_owned(), Value::U8(2))];
    assert!(write(&path, &twice, vec![]).unwrap_err().to_string().contains("`k`"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// A file with the pieces given, nothing checked.
fn crafted(version: u32, tensors: u64, pairs: u64, rest: &[&[u8]]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend(version.to_le_bytes());
    bytes.extend(tensors.to_le_bytes());
    bytes.extend(pairs.to_le_bytes());
    bytes.extend(rest.concat());
    bytes
}

fn text(text: &str) -> Vec<u8> {
    [&(text.len() as u64).to_le_bytes(), text.as_bytes()].concat()
}

fn entry(name: &str, ne: &[u64], kind: u32, offset: u64) -> Vec<u8> {
    let mut bytes = text(name);
    bytes.extend((ne.len() as u32).to_le_bytes());
    bytes.extend(ne.iter().flat_map(|dim| dim.to_le_bytes()));
    bytes.extend(kind.to_le_bytes());
    bytes.extend(offset.to_le_bytes());
    bytes
}

#[test]
fn files_that_lie_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.gguf");
    let u8_pair = [text("k"), 0u32.to_le_bytes().into(), vec![1]].concat();
    let array =
        |kind: u32, count: u64| [9u32.to_le_bytes().as_slice(), &kind.to_le_bytes(), &count.to_le_bytes()].concat();
    let deep = [
        text("k"),
        9u32.to_le_bytes().into(),
        [9u32.to_le_bytes().as_slice(), &1u64.to_le_bytes()].concat().repeat(40),
    ]
    .concat();
    let data = vec![0; 256];
    for (bytes, expected) in [
        (b"GGML\0\0\0\0".to_vec(), "\"GGML\""),
        (b"GG".to_vec(), "only 2 are left"),
        (crafted(1, 0, 0, &[]), "version 1"),
        (crafted(3u32.swap_bytes(), 0, 0, &[]), "big-endian"),
        (crafted(9, 0, 0, &[]), "version 9"),
        (crafted(3, u64::MAX, 0, &[]), "tensors, but the 0 bytes left"),
        (crafted(3, 0, u64::MAX, &[]), "metadata pairs, but"),
        (crafted(3, 0, 2, &[&u8_pair, &u8_pair]), "`k` comes twice"),
        (crafted(3, 0, 1, &[&text("k"), &array(8, u64::MAX / 2), &data]), "array values, but"),
        (crafted(3, 0, 1, &[&text("k"), &array(99, 1), &data]), "an array of kind 99"),
        (crafted(3, 0, 1, &[&text("k"), &7u32.to_le_bytes(), &[2]]), "a bool of 2"),
        (crafted(3, 0, 1, &[&deep]), "more than 4 deep"),
        (crafted(3, 0, 1, &[&text(ALIGNMENT_KEY), &4u32.to_le_bytes(), &0u32.to_le_bytes()]), "power of two"),
        (crafted(3, 1, 0, &[&entry("t", &[8], 0, 0)]), "tensor `t`: its 32 bytes at offset 0 reach beyond"),
        (crafted(3, 1, 0, &[&entry("t", &[u64::MAX, 2], 0, 0), &data]), "overflow 64 bits"),
        (crafted(3, 1, 0, &[&entry("t", &[8], 0, u64::MAX - 31), &data]), "reach beyond"),
        (crafted(3, 1, 0, &[&entry("t", &[8], 0, 8), &data]), "no multiple of the alignment"),
        (crafted(3, 1, 0, &[&entry("t", &[8, 0], 0, 0), &data]), "none may be 0"),
        (crafted(3, 1, 0, &[&entry("t", &[1; 5], 0, 0), &data]), "5 dimensions"),
        (crafted(3, 1, 0, &[&entry("t", &[8], 4, 0), &data]), "type number 4"),
        (crafted(3, 1, 0, &[&entry("t", &[100], 12, 0), &data]), "Q4_K blocks of 256"),
        (crafted(3, 2, 0, &[&entry("t", &[8], 0, 0), &entry("t", &[8], 0, 32), &data]), "`t` comes twice"),
        (crafted(3, 2, 0, &[&entry("t", &[16], 0, 0), &entry("u", &[8], 0, 32), &data]), "overlap those of `t`"),
    ] {
        fs::write(&path, bytes).unwrap();
        let message = Gguf::open(&path).unwrap_err().to_string();
        assert!(message.contains(expected) && message.contains("m.gguf"), "wanted {expected}: {message}");
    }
}

#[test]
fn foreign_types_are_listed_but_not_used_and_version_2_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.gguf");
    fs::write(&path, crafted(2, 1, 0, &[&entry("t", &[256, 2], 18, 0), &[0; 512]])).unwrap();
    let gguf = Gguf::open(&path).unwrap();
    assert_eq!(
        (gguf.version(), gguf.tensors()[0].kind.name(), gguf.tensors()[0].shape.as_slice()),
        (2, "IQ3_XXS", [2, 256].as_slice())
    );
    let message = gguf.get("t").unwrap_err().to_string();
    assert!(message.contains("tensor `t`: type IQ3_XXS"), "{message}");
}

/// Files that the `gguf` package wrote, whole and in three parts.
#[test]
fn what_another_program_split_is_the_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/split");
    let whole = Gguf::open(&folder.join("nine.gguf")).unwrap();
    assert_eq!((whole.tensors().len(), whole.files().len()), (9, 1));
    for number in 1..=3 {
        let split = Gguf::open(&folder.join(format!("nine-{number:05}-of-00003.gguf"))).unwrap();
        assert_eq!((split.tensors().len(), split.files().len(), split.stem().as_str()), (9, 3, "nine"));
        assert_eq!(split.path(), folder.join("nine-00001-of-00003.gguf"));
        for (key, value) in whole.metadata() {
            assert_eq!(split.value(key), Some(value), "{key}");
        }
        for info in whole.tensors() {
            let (a, b) = (whole.get(&info.name).unwrap(), split.get(&info.name).unwrap());
            assert_eq!((a.dtype, a.shape, a.bytes), (b.dtype, b.shape, b.bytes), "{}", info.name);
        }
        assert_eq!(split.path_of("blocks"), folder.join("nine-00003-of-00003.gguf"));
    }
    for (name, place) in [("a-00001-of-00003.gguf", Some((1, 3))), ("a-1-of-3.gguf", None), ("-00002-of-00002", None)] {
        assert_eq!(Shard::of(Path::new(name)).map(|shard| (shard.number, shard.count)), place, "{name}");
    }
}
