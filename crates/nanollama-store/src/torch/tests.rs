use std::path::PathBuf;

use nanollama_kernel::dtype::DType;

use super::*;

/// Files of `oracle/torch_checkpoint.py`.
fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/torch").join(name)
}

fn refused(name: &str) -> Error {
    Torch::open(&fixture(name)).unwrap_err()
}

fn tensor<'a>(file: &'a Torch, name: &str) -> &'a Tensor {
    let Some(Kind::Tensor(tensor)) = file.root().get(name).map(Item::kind) else { panic!("{name}") };
    tensor
}

#[test]
fn a_checkpoint_is_a_tree_of_values() {
    let file = Torch::open(&fixture("gqa.pt")).unwrap();
    let config = file.root().get("config").unwrap();
    assert!(matches!(config.get("n_layer").unwrap().kind(), Kind::Whole(2)));
    assert!(matches!(config.get("norm_eps").unwrap().kind(), Kind::Real(1e-5)));
    assert!(matches!(config.get("softcap").unwrap().kind(), Kind::Real(0.0)));
    assert!(matches!(config.get("use_qk_norm").unwrap().kind(), Kind::Bool(false)));
    assert!(matches!(config.get("window_pattern").unwrap().kind(), Kind::Text("SSSL")));
    assert!(config.get("n_layers").is_none());
    let state = file.root().get("model_state_dict").unwrap();
    assert_eq!(state.entries().count(), 2 * 9 + 3);
    let Kind::Tensor(table) = state.get("tok_embeddings.weight").unwrap().kind() else { panic!() };
    let view = file.view("table", table).unwrap();
    assert_eq!((view.dtype, view.shape, view.bytes.len()), (DType::Bf16, &[320, 16][..], 2 * 320 * 16));
    let first = table.first_rows(300);
    let view = file.view("table", &first).unwrap();
    assert_eq!((view.shape, view.bytes.len()), (&[300, 16][..], 2 * 300 * 16));
}

/// Parameters, and attributes of a dictionary.
#[test]
fn weights_alone_are_read() {
    let file = Torch::open(&fixture("weights.pt")).unwrap();
    assert!(file.root().entries().all(|(_, value)| matches!(value.kind(), Kind::Tensor(_))));
    assert_eq!(tensor(&file, "norm.weight").shape(), [16]);
}

#[test]
fn windows_of_a_storage_are_its_rows_or_refused() {
    let file = Torch::open(&fixture("windows.pt")).unwrap();
    let numbers = |name| {
        let view = file.view(name, tensor(&file, name)).unwrap();
        let mut values = vec![0.0; view.elements()];
        view.dtype.decode(view.bytes, &mut values).unwrap();
        values
    };
    let whole: Vec<f32> = (0..24u8).map(f32::from).collect();
    assert_eq!(numbers("whole"), whole);
    assert_eq!(numbers("rows"), whole[6..18]);
    assert_eq!(numbers("half"), whole);
    assert_eq!(numbers("one"), [2.5]);
    assert!(numbers("none").is_empty());
    for (name, words) in [
        ("turned", "shape [6, 4], strides [1, 6]"),
        ("columns", "shape [4, 2], strides [6, 1]"),
        ("spread", "strides [0, 1]"),
        ("double", "float64"),
    ] {
        let message = file.view(name, tensor(&file, name)).unwrap_err().to_string();
        assert!(message.contains(words) && message.contains(name), "{message}");
    }
}

#[test]
fn what_is_no_data_is_refused_by_name() {
    let python = |name: &str| match refused(name) {
        Error::Python { name, .. } => name,
        other => panic!("{other}"),
    };
    assert_eq!(python("module.pt"), "__main__.Whole");
    assert!(python("numpy.pt").contains("numpy"));
    assert!(matches!(refused("deflated.pt"), Error::Compressed { method: 8, .. }));
    assert!(Torch::is_one(&fixture("deflated.pt")) && !Torch::is_one(&fixture("legacy.pt")));
    assert!(matches!(refused("legacy.pt"), Error::Format { .. }));
}

/// A pickle in a zip of its own, with one storage of eight bytes.
fn file_of(pickle: &[u8]) -> Vec<u8> {
    let entries: [(&str, &[u8]); 2] = [("x/data.pkl", pickle), ("x/data/0", &[0; 8])];
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in entries {
        let sizes = [(bytes.len() as u32).to_le_bytes(); 2].concat();
        let lengths = [(name.len() as u16).to_le_bytes(), [0; 2]].concat();
        directory.extend([&b"PK\x01\x02"[..], &[0; 16], &sizes, &lengths, &[0; 10]].concat());
        directory.extend((file.len() as u32).to_le_bytes().iter().chain(name.as_bytes()));
        file.extend([&b"PK\x03\x04"[..], &[0; 14], &sizes, &lengths, name.as_bytes(), bytes].concat());
    }
    let start = file.len() as u32;
    let sizes = [(directory.len() as u32).to_le_bytes(), start.to_le_bytes()].concat();
    file.extend([&directory[..], b"PK\x05\x06", &[0; 4], &[2, 0, 2, 0], &sizes, &[0; 2]].concat());
    file
}

#[test]
fn a_machine_without_instructions_for_more() {
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("x.pt");
    let open = |pickle: &[u8]| {
        std::fs::write(&path, file_of(pickle)).unwrap();
        Torch::open(&path)
    };
    assert!(matches!(open(b"\x80\x02K\x07.").unwrap().root().kind(), Kind::Whole(7)));
    assert!(matches!(open(b"\x80\x02\x8a\x02\xfe\xff.").unwrap().root().kind(), Kind::Whole(-2)));
    assert!(matches!(open(b"\x80\x02\x8a\x09\0\0\0\0\0\0\0\0\x01.").unwrap().root().kind(), Kind::Other(_)));
    // A list that holds itself is read, and never walked through.
    open(b"\x80\x02]q\0h\0a.").unwrap();
    let storage = b"(X\x07\0\0\0storagectorch\nFloatStorage\nX\x01\0\0\x000X\x03\0\0\0cpuK\x02tQ";
    let rebuilt = |sizes: &[u8]| {
        [b"\x80\x02ctorch._utils\n_rebuild_tensor_v2\n(", &storage[..], sizes, b"\x89ccollections\nOrderedDict\n)RtR."]
            .concat()
    };
    let fits = open(&rebuilt(b"K\x00K\x02\x85K\x01\x85")).unwrap();
    let Kind::Tensor(tensor) = fits.root().kind() else { panic!() };
    assert_eq!(fits.view("x", tensor).unwrap().bytes, [0; 8]);
    for (pickle, words) in [
        (b"\x80\x02cos\nsystem\n(X\x02\0\0\0lstR.".to_vec(), "os.system"),
        (b"\x80\x02cbuiltins\neval\n.".to_vec(), "builtins.eval"),
        (b"\x80\x02ctorch\nload\n.".to_vec(), "torch.load"),
        (b"\x80\x04K\x07.".to_vec(), "protocol 4"),
        (b"\x80\x02(ios\nsystem\n.".to_vec(), "0x69"),
        (b"\x80\x02K\x01K\x02\x81.".to_vec(), "0x81"),
        (b"\x80\x02K\x01Q.".to_vec(), "no storage"),
        (b"\x80\x02ccollections\nOrderedDict\nK\x01\x85R.".to_vec(), "calls"),
        (b"\x80\x02h\x05.".to_vec(), "place 5"),
        (b"\x80\x02}K\x01a.".to_vec(), "no list"),
        (b"\x80\x02(0.".to_vec(), "0x30"),
        (b"\x80\x02a.".to_vec(), "more values"),
        (b"\x80\x02X\xff\xff\xff\xffx.".to_vec(), "4294967295"),
        (b"\x80\x02K\x01".to_vec(), "an instruction"),
        // One number too many; a stride beyond the end; a negative size.
        (rebuilt(b"K\x01K\x02\x85K\x01\x85"), "not within 2 numbers"),
        (rebuilt(b"K\x00K\x02\x85K\x02\x85"), "not within 2 numbers"),
        (rebuilt(b"K\x00J\xff\xff\xff\xff\x85K\x01\x85"), "not within 2 numbers"),
    ] {
        let message = open(&pickle).unwrap_err().to_string();
        assert!(message.contains(words) && message.contains("x.pt"), "{words}: {message}");
    }
}
