use std::fs;
use std::io;

use super::*;

fn bytes_of(header: &str, data: &[u8]) -> Vec<u8> {
    [&(header.len() as u64).to_le_bytes(), header.as_bytes(), data].concat()
}

fn open_bytes(bytes: &[u8]) -> Result<Tensors> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.safetensors");
    fs::write(&path, bytes).unwrap();
    Tensors::open(&path)
}

fn two(first: &[f32], second: &[u8]) -> Vec<TensorOut<'static>> {
    let (first, second) = (first.to_vec(), second.to_vec());
    let values =
        move |writer: &mut dyn io::Write| first.iter().try_for_each(|value| writer.write_all(&value.to_le_bytes()));
    vec![
        TensorOut::new("half", DType::Bf16, &[second.len() / 2], move |writer| writer.write_all(&second)),
        TensorOut::new("whole", DType::F32, &[2, 3], values),
    ]
}

#[test]
fn what_is_written_is_read_and_the_reference_crate_agrees() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(SINGLE_FILE);
    let metadata = BTreeMap::from([("format".to_owned(), "pt".to_owned())]);
    write(&path, two(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], &[1, 2, 3, 4, 5, 6]), &metadata).unwrap();

    let opened = Tensors::open(folder.path()).unwrap();
    assert_eq!(opened.names().collect::<Vec<_>>(), ["half", "whole"]);
    assert_eq!(opened.metadata(), &metadata);
    let whole = opened.get("whole").unwrap();
    assert_eq!((whole.dtype, whole.shape, whole.elements()), (DType::F32, [2, 3].as_slice(), 6));
    assert_eq!(whole.bytes[4..8], 2f32.to_le_bytes());
    assert_eq!(opened.get("half").unwrap().bytes, [1, 2, 3, 4, 5, 6]);
    assert!(opened.get("third").unwrap_err().to_string().contains("no tensor `third` among its 2"));

    let bytes = fs::read(&path).unwrap();
    let reference = ::safetensors::SafeTensors::deserialize(&bytes).unwrap();
    for name in ["half", "whole"] {
        let (ours, theirs) = (opened.get(name).unwrap(), reference.tensor(name).unwrap());
        assert_eq!((ours.shape, ours.bytes), (theirs.shape(), theirs.data()));
    }
}

#[test]
fn a_provider_of_other_length_fails_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.safetensors");
    for values in [&[0.0; 5], [0.0; 7].as_slice()] {
        let message = write(&path, two(values, &[]), &BTreeMap::new()).unwrap_err().to_string();
        assert!(message.contains("tensor `whole`"), "{message}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
    let block = vec![TensorOut::from_bytes("q", DType::Q8_0, &[32], &[0; 34])];
    assert!(write(&path, block, &BTreeMap::new()).unwrap_err().to_string().contains("no q8_0"));
    let twice = vec![TensorOut::from_f32("a", &[0], || (&[]).into()), TensorOut::from_f32("a", &[0], || (&[]).into())];
    assert!(write(&path, twice, &BTreeMap::new()).unwrap_err().to_string().contains("`a`"));
}

#[test]
fn sharded_folders_are_one() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for (file, name) in [("m-1.safetensors", "a"), ("m-2.safetensors", "b")] {
        write(&at(file), vec![TensorOut::from_f32(name, &[1], || (&[1.5]).into())], &BTreeMap::new()).unwrap();
    }
    let index = |map: &str| fs::write(at(INDEX_FILE), format!("{{\"metadata\":{{}},\"weight_map\":{map}}}")).unwrap();
    index(r#"{"a":"m-1.safetensors","b":"m-2.safetensors"}"#);
    let opened = Tensors::open(folder.path()).unwrap();
    assert_eq!(opened.get("b").unwrap().bytes, 1.5f32.to_le_bytes());

    for (map, expected) in [
        (r#"{"a":"m-2.safetensors"}"#, "tensor `a`"),
        (r#"{"a":"../m-1.safetensors"}"#, "no plain file name"),
        (r#"{"a":"m-3.safetensors"}"#, "m-3.safetensors: cannot open"),
        ("{}", "names no tensors"),
        ("3", "invalid type"),
    ] {
        index(map);
        let message = Tensors::open(folder.path()).unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
    }
    // As transformers, which asks for the one file first.
    fs::copy(at("m-1.safetensors"), at(SINGLE_FILE)).unwrap();
    assert_eq!(Tensors::open(folder.path()).unwrap().names().collect::<Vec<_>>(), ["a"]);
    fs::remove_file(at(SINGLE_FILE)).unwrap();
    fs::remove_file(at(INDEX_FILE)).unwrap();
    assert!(Tensors::open(folder.path()).unwrap_err().to_string().contains("neither model.safetensors nor"));
}

#[test]
fn headers_that_lie_are_refused() {
    let one = |dtype: &str, shape: &str, offsets: &str| {
        format!(r#"{{"t":{{"dtype":"{dtype}","shape":{shape},"data_offsets":{offsets}}}}}"#)
    };
    for (header, data, expected) in [
        (one("F32", "[2]", "[0,8]"), 7, "cut off"),
        (one("F32", "[2]", "[0,8]"), 9, "end at byte"),
        (one("F32", "[3]", "[0,8]"), 8, "needs 12 bytes"),
        (one("F32", "[18446744073709551615,4]", "[0,8]"), 8, "more than 64 bits"),
        (one("F32", "[1]", "[4,8]"), 8, "starts at byte"),
        (one("F32", "[2]", "[8,0]"), 8, "not inside"),
        (one("F32", "[-1]", "[0,8]"), 8, "header:"),
        (r#"{"t":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"t":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}"#.into(), 0, "`t` comes twice"),
        ("[]".into(), 0, "header:"),
    ] {
        let message = open_bytes(&bytes_of(&header, &vec![0; data])).unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
    }
    assert!(open_bytes(&u64::MAX.to_le_bytes()).unwrap_err().to_string().contains("the most is"));
    assert!(open_bytes(&[8, 0, 0]).unwrap_err().to_string().contains("the header's length"));
    let foreign = open_bytes(&bytes_of(&one("I64", "[1]", "[0,8]"), &[0; 8])).unwrap();
    let message = foreign.get("t").unwrap_err().to_string();
    assert!(message.contains("tensor `t`") && message.contains("I64"), "{message}");
}
