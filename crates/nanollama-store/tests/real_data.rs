//! Files other programs wrote, from the folder `NANOLLAMA_TEST_DATA` names.

use std::path::{Path, PathBuf};

use nanollama_kernel::dtype::DType;
use nanollama_store::gguf::Gguf;
use nanollama_store::json_rows::JsonRows;
use nanollama_store::parquet::{TextColumn, columns};
use nanollama_store::safetensors::Tensors;
use nanollama_store::text::Text;
use nanollama_store::{Error, npy};

fn data(path: &str) -> PathBuf {
    Path::new(&std::env::var_os("NANOLLAMA_TEST_DATA").expect("NANOLLAMA_TEST_DATA names the folder of real data"))
        .join(path)
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|other| other == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn stories260k_is_the_same_in_every_format() {
    let folder = data("weights/stories260K");
    let tensors = Tensors::open(&folder).unwrap();
    assert_eq!(tensors.get("model.embed_tokens.weight").unwrap().shape, [512, 64]);
    let single = Gguf::open(&folder.join("stories260K-f32.gguf")).unwrap();
    let half = Gguf::open(&folder.join("stories260K-f16.gguf")).unwrap();
    assert_eq!(single.string("general.architecture").unwrap(), "llama");
    assert_eq!(
        (single.u32("llama.block_count").unwrap(), single.strings("tokenizer.ggml.tokens").unwrap().len()),
        (5, 512)
    );
    for (ours, theirs) in [
        ("model.embed_tokens.weight", "token_embd.weight"),
        ("model.norm.weight", "output_norm.weight"),
        ("model.layers.4.mlp.down_proj.weight", "blk.4.ffn_down.weight"),
    ] {
        let (ours, theirs) = (tensors.get(ours).unwrap(), single.get(theirs).unwrap());
        assert_eq!((ours.dtype, ours.shape), (DType::F32, theirs.shape));
        assert_eq!(ours.bytes, theirs.bytes);
    }
    assert_eq!(half.get("token_embd.weight").unwrap().dtype, DType::F16);
    assert_eq!(half.tensors().len(), single.tensors().len());
    let logits = npy::read(&folder.join("ref_logits_64x512_f64.npy")).unwrap();
    assert_eq!(logits.shape, [64, 512]);
    assert!(logits.values.iter().all(|value| value.is_finite()));
}

/// Reading a file and writing what was read gives a file that reads the same.
#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn every_gguf_opens_and_is_rewritten_the_same() {
    let found = [files(&data("tokenizers"), "gguf"), files(&data("weights"), "gguf")].concat();
    assert!(found.len() >= 6, "{found:?}");
    let folder = tempfile::tempdir().unwrap();
    for path in found {
        let gguf = Gguf::open(&path).unwrap();
        assert!(!gguf.strings("tokenizer.ggml.tokens").unwrap().is_empty(), "{}", path.display());
        let views = gguf.tensors().iter().map(|info| gguf.get(&info.name).unwrap());
        let out =
            views.map(|view| nanollama_store::TensorOut::from_bytes(view.name, view.dtype, view.shape, view.bytes));
        let copy = folder.path().join("copy.gguf");
        nanollama_store::gguf::write(&copy, gguf.metadata(), out.collect()).unwrap();
        let again = Gguf::open(&copy).unwrap();
        assert_eq!(again.metadata(), gguf.metadata());
        for info in gguf.tensors() {
            assert_eq!(again.get(&info.name).unwrap().bytes, gguf.get(&info.name).unwrap().bytes);
        }
        let same = std::fs::read(&path).unwrap() == std::fs::read(&copy).unwrap();
        println!(
            "{}: {} keys, {} tensors, byte for byte {same}",
            path.display(),
            gguf.metadata().len(),
            gguf.tensors().len()
        );
    }
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn every_parquet_file_is_read_to_its_last_row() {
    let found = [files(&data("parquet"), "parquet"), files(&data("eval/parquet"), "parquet")].concat();
    assert!(found.len() >= 12, "{found:?}");
    for path in found {
        let columns = columns(&path).unwrap();
        let text =
            columns.iter().find(|column| column.is_text).unwrap_or_else(|| panic!("{}: {columns:?}", path.display()));
        let column = TextColumn::open(&path, &text.name).unwrap();
        let (mut texts, mut bytes) = (0, 0);
        let nulls = column.for_each::<Error>(|text| {
            texts += 1;
            bytes += text.len();
            Ok(())
        });
        assert_eq!(texts + nulls.unwrap(), column.rows(), "{}", path.display());
        println!("{} `{}`: {texts} texts, {bytes} bytes, {} groups", path.display(), text.name, column.groups());
        assert!(bytes > 0);
    }
    let shard = TextColumn::open(&data("parquet/nanochat_shards/shard_00000.parquet"), "text").unwrap();
    assert!(shard.rows() > 0 && shard.groups() as u64 == shard.rows().div_ceil(1024));
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn every_jsonl_file_is_json_to_its_last_line() {
    let found = files(&data("."), "jsonl");
    assert!(found.len() >= 10, "{found:?}");
    for path in found {
        let mut rows = JsonRows::new(&path, Text::open(&path, None).unwrap(), |_| false).unwrap();
        let mut count = 0;
        while let Some(row) = rows.next_row().unwrap() {
            row.value().unwrap();
            count += 1;
        }
        assert!(count > 0, "{}", path.display());
    }
}
