//! Weights in blocks byte for byte as the `gguf` package stores them, and read as it reads them
//! (`fixtures/blocks.safetensors`, made by `oracle/blocks.py`).

use nanollama_kernel::dtype::DType;
use safetensors::SafeTensors;

/// Those that the package writes, too.
const WRITTEN: [DType; 5] = [DType::Q4_0, DType::Q4_1, DType::Q5_0, DType::Q5_1, DType::Q8_0];

#[test]
fn blocks_are_those_of_gguf() {
    let file = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/blocks.safetensors")).unwrap();
    let tensors = SafeTensors::deserialize(&file).unwrap();
    let floats = |name: &str| -> Vec<f32> {
        let bytes = tensors.tensor(name).unwrap().data();
        bytes.as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect()
    };
    let values = floats("values");
    let bits = |values: &[f32]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
    for &dtype in DType::ALL.iter().filter(|dtype| dtype.block() > 1) {
        let stored = tensors.tensor(&format!("{dtype}.bytes")).unwrap().data();
        let expected = floats(&format!("{dtype}.values"));
        let mut read = vec![0.0; expected.len()];
        dtype.decode(stored, &mut read).unwrap();
        assert_eq!(bits(&read), bits(&expected), "{dtype}");
        if !WRITTEN.contains(&dtype) {
            assert!(expected.iter().any(|value| *value != 0.0), "{dtype}");
            continue;
        }
        let length = dtype.bytes_for(32).unwrap() as usize;
        // A type may hold the first blocks only.
        let values = &values[..32 * (stored.len() / length)];
        assert!(values.len() > 32 * 100, "{dtype}");
        let mut bytes = vec![0; stored.len()];
        dtype.encode(values, &mut bytes).unwrap();
        for (block, (ours, theirs)) in bytes.chunks(length).zip(stored.chunks(length)).enumerate() {
            assert_eq!(ours, theirs, "{dtype} block {block}: {:?}", &values[32 * block..][..32]);
        }
    }
}
