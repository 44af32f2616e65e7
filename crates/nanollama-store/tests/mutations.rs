//! Every reader against mutated files, 3,000 each (`NANOLLAMA_MUTATIONS` for more): nothing may
//! panic, no reader may allocate out of proportion to its file, and an error names the file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use hostile::{Bound, Counting};
use nanollama_kernel::dtype::DType;
use nanollama_store::checkpoint::Checkpoint;
use nanollama_store::gguf::{self, Array, Gguf, Value};
use nanollama_store::imatrix::{Entry, Imatrix};
use nanollama_store::json_rows::JsonRows;
use nanollama_store::manifest::{Manifest, Separators, ShardEntry, Split};
use nanollama_store::metrics::Metrics;
use nanollama_store::parquet::{TextColumn, columns};
use nanollama_store::run::{LockedRun, Which};
use nanollama_store::safetensors::{self, Tensors};
use nanollama_store::shard::{Shard, ShardWriter, Width, documents_path};
use nanollama_store::text::Text;
use nanollama_store::torch::{Kind, Torch};
use nanollama_store::{Error, Folder, TensorOut, npy};

mod seeds;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// A folder in memory where there is one: thousands of rewrites of a file on disk would each be flushed.
fn memory_folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

/// Feeds `read` mutations of the file at `path`. Peak memory may reach `ratio` times the file and `slack` bytes.
fn mutations(path: &Path, ratio: usize, slack: usize, read: impl FnMut() -> Result<(), Error>) {
    mutations_of(hostile::wanted(3000), path, ratio, slack, read);
}

fn mutations_of(count: usize, path: &Path, ratio: usize, slack: usize, mut read: impl FnMut() -> Result<(), Error>) {
    let seed = fs::read(path).unwrap();
    let outcome = hostile::withstand(count, &seed, Bound { ratio, slack }, |bytes| {
        fs::write(path, bytes).unwrap();
        match read() {
            Ok(()) => true,
            Err(error) => {
                assert!(error.to_string().contains('/'), "no file named: {error}");
                false
            }
        }
    });
    fs::write(path, &seed).unwrap();
    assert!(outcome.refused * 10 > count, "only {} of {count} mutations were noticed", outcome.refused);
}

#[test]
fn importance_matrices() {
    let folder = memory_folder();
    let entry = |name: &str, columns: usize| Entry { tensor: name.into(), sums: vec![2.5; columns], tokens: 64.0 };
    let entries = vec![entry("blk.0.attn_q.weight", 6), entry("blk.0.ffn_down.weight", 9)];
    let matrix = Imatrix { datasets: vec!["a.txt".into()], chunks: 2, chunk_size: 32, entries };
    let path = folder.path().join("m.gguf");
    matrix.write(&path).unwrap();
    mutations(&path, 64, 64 << 10, || Imatrix::read(&path).map(drop));
    let path = folder.path().join("m.dat");
    let mut before = 2u32.to_le_bytes().to_vec();
    for Entry { tensor, sums, tokens } in &matrix.entries {
        before.extend((tensor.len() as u32).to_le_bytes());
        before.extend(tensor.as_bytes());
        before.extend((*tokens as u32).to_le_bytes());
        before.extend((sums.len() as u32).to_le_bytes());
        before.extend(sums.iter().flat_map(|sum| sum.to_le_bytes()));
    }
    fs::write(&path, before).unwrap();
    mutations(&path, 64, 64 << 10, || Imatrix::read(&path).map(drop));
}

#[test]
fn gguf_files() {
    let folder = memory_folder();
    let path = folder.path().join("m.gguf");
    let strings = (0..40).map(|index| format!("token {index}")).collect();
    let nested = Array::Array(vec![Array::U8(vec![1, 2]), Array::Array(vec![Array::I32(vec![5])])]);
    let metadata = [
        ("general.architecture", "llama".into()),
        ("general.alignment", Value::U32(32)),
        ("llama.block_count", Value::U32(2)),
        ("tokens", Value::Array(Array::String(strings))),
        ("scores", Value::Array(Array::F32(vec![0.5; 40]))),
        ("flags", Value::Array(Array::Bool(vec![true; 9]))),
        ("nested", Value::Array(nested)),
        ("big", Value::F64(1.0)),
    ];
    let metadata = metadata.map(|(key, value)| (key.to_owned(), value));
    let tensors = vec![
        TensorOut::from_f32("token_embd.weight", &[2, 32], || (&[1.0; 64]).into()),
        TensorOut::from_bytes("blk.0.attn_q.weight", DType::Q8_0, &[2, 32], &[3; 68]),
        TensorOut::from_bytes("output_norm.weight", DType::F16, &[5], &[4; 10]),
    ];
    gguf::write(&path, &metadata, tensors).unwrap();
    mutations(&path, 16, 64 << 10, || {
        let gguf = Gguf::open(&path)?;
        let _absent = (gguf.u32("llama.block_count"), gguf.strings("tokens"));
        gguf.tensors().iter().try_for_each(|info| gguf.get(&info.name).map(drop))
    });
}

/// Each of two files that are one is damaged in turn.
#[test]
fn gguf_files_in_parts() {
    let folder = memory_folder();
    let path = |number: usize| folder.path().join(format!("m-{number:05}-of-00002.gguf"));
    for shard in 0..2u16 {
        let metadata = [
            ("split.no", Value::U16(shard)),
            ("split.count", Value::U16(2)),
            ("split.tensors.count", Value::I32(2)),
            ("general.alignment", Value::U32(8 << shard)),
        ];
        let name = ["token_embd.weight", "output_norm.weight"][usize::from(shard)];
        let tensors = vec![TensorOut::from_f32(name, &[2, 8], || (&[1.0; 16]).into())];
        gguf::write(&path(usize::from(shard) + 1), &metadata.map(|(key, value)| (key.to_owned(), value)), tensors)
            .unwrap();
    }
    for (damaged, named) in [(1, 1), (1, 2), (2, 1), (2, 2)] {
        mutations_of(hostile::wanted(3000) / 4, &path(damaged), 32, 64 << 10, || {
            let gguf = Gguf::open(&path(named))?;
            gguf.tensors().iter().try_for_each(|info| gguf.get(&info.name).map(drop))
        });
    }
}

#[test]
fn safetensors_files() {
    let folder = memory_folder();
    let path = folder.path().join("model.safetensors");
    let metadata = BTreeMap::from([("format".to_owned(), "pt".to_owned())]);
    let tensors = vec![
        TensorOut::from_f32("model.norm.weight", &[4], || (&[1.0; 4]).into()),
        TensorOut::from_bytes("lm_head.weight", DType::Bf16, &[3, 4], &[1; 24]),
        TensorOut::from_bytes("model.embed_tokens.weight", DType::F16, &[4, 4], &[2; 32]),
    ];
    safetensors::write(&path, tensors, &metadata).unwrap();
    mutations(&path, 16, 64 << 10, || {
        let tensors = Tensors::open(&path)?;
        tensors.names().try_for_each(|name| tensors.get(name).map(drop))
    });
}

#[test]
fn safetensors_indexes() {
    let folder = memory_folder();
    let path = folder.path().join(safetensors::INDEX_FILE);
    for (file, name) in [("a.safetensors", "x"), ("b.safetensors", "y")] {
        let tensors = vec![TensorOut::from_f32(name, &[1], || (&[1.0]).into())];
        safetensors::write(&folder.path().join(file), tensors, &BTreeMap::new()).unwrap();
    }
    fs::write(&path, r#"{"metadata":{"total_size":8},"weight_map":{"x":"a.safetensors","y":"b.safetensors"}}"#)
        .unwrap();
    mutations(&path, 64, 64 << 10, || Tensors::open(folder.path()).map(drop));
}

fn write_shard(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("train_000000.bin");
    let mut writer = ShardWriter::create(&path, Width::U16).unwrap();
    (0..20).for_each(|document| writer.push_document(&vec![document; 1 + document as usize]).unwrap());
    writer.finish().unwrap();
    path
}

fn read_shard(path: &Path) -> Result<(), Error> {
    let shard = Shard::open(path)?;
    shard.read(0, &mut vec![0; shard.len()])?;
    let documents = shard.documents()?;
    (0..documents.len()).try_for_each(|index| {
        let range = documents.range(index).unwrap();
        shard.read(range.start, &mut vec![0; range.len()])
    })
}

#[test]
fn shards() {
    let folder = memory_folder();
    let path = write_shard(folder.path());
    mutations(&path, 16, 64 << 10, || read_shard(&path));
}

#[test]
fn document_indexes() {
    let folder = memory_folder();
    let path = write_shard(folder.path());
    mutations(&documents_path(&path), 16, 64 << 10, || read_shard(&path));
}

#[test]
fn manifests() {
    let folder = memory_folder();
    let sha256 = Shard::open(&write_shard(folder.path())).unwrap().sha256();
    let mut manifest = Manifest::new("ab", 50, Separators { before: Some(48), after: None });
    let file = "train_000000.bin".to_owned();
    manifest.shards.push(ShardEntry { file, split: Split::Train, tokens: 210, documents: 20, text_bytes: 900, sha256 });
    manifest.options.insert("separator".into(), "\\n\\n".into());
    manifest.save(folder.path()).unwrap();
    mutations(&folder.path().join("manifest.json"), 16, 64 << 10, || {
        Manifest::load(folder.path())?.verify(folder.path())
    });
}

#[test]
fn parquet_files() {
    let folder = memory_folder();
    for layout in seeds::LAYOUTS {
        let path = folder.path().join("x.parquet");
        seeds::write(&path, layout, 20);
        // A page may claim to unpack to 1024 times its size and 4 MiB; two are alive at once.
        mutations_of(hostile::wanted(3000) / seeds::LAYOUTS.len(), &path, 2048, 9 << 20, || {
            columns(&path)?;
            TextColumn::open(&path, "text")?.for_each::<Error>(|_| Ok(())).map(drop)
        });
    }
}

#[test]
fn json_lines() {
    let folder = memory_folder();
    let path = folder.path().join("x.jsonl");
    let line = r#"{"messages":[{"role":"user","content":"h\u00e9 \"x\""},{"role":"assistant","content":"y","n":[1,2.5,null]}]}"#;
    fs::write(&path, format!("\u{feff}{line}\r\n{line}\n\n{line}")).unwrap();
    // Buffers of 256 KiB at each stage, and the first mebibyte is looked at.
    mutations(&path, 64, 3 << 20, || {
        let mut rows = JsonRows::new(&path, Text::open(&path, None)?, |_| false)?;
        while let Some(row) = rows.next_row()? {
            row.value()?;
        }
        Ok(())
    });
}

#[test]
fn metrics_files() {
    let folder = memory_folder();
    let path = folder.path().join("metrics.jsonl");
    let mut metrics = Metrics::resume(&path, None).unwrap();
    (0..9).for_each(|step| metrics.append(step, &serde_json::json!({"loss": 2.5, "lr": 1e-3})).unwrap());
    // Rewriting has a buffer of 256 KiB.
    mutations(&path, 64, 320 << 10, || Metrics::resume(&path, Some(5)).map(drop));
}

#[test]
fn torch_files() {
    let folder = memory_folder();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/torch");
    for name in ["windows.pt", "gqa.pt"] {
        let path = folder.path().join("x.pt");
        let whole = fs::read(fixtures.join(name)).unwrap();
        fs::write(&path, &whole).unwrap();
        mutations_of(hostile::wanted(10_000), &path, 64, 64 << 10, || {
            let file = Torch::open(&path)?;
            let root = file.root();
            let state = root.get("model_state_dict").unwrap_or(root);
            for (key, value) in state.entries() {
                if let Kind::Tensor(tensor) = value.kind() {
                    let _none_of_ours =
                        file.view(key.text().unwrap_or(""), &tensor.first_rows(3)).map(|view| view.bytes.len());
                }
            }
            Ok(())
        });
    }
}

#[test]
fn npy_files() {
    let folder = memory_folder();
    let path = folder.path().join("x.npy");
    let header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }                                         \n";
    let mut bytes = b"\x93NUMPY\x01\0".to_vec();
    bytes.extend((header.len() as u16).to_le_bytes());
    bytes.extend(header.bytes().chain([0; 48]));
    fs::write(&path, bytes).unwrap();
    mutations(&path, 64, 64 << 10, || npy::read(&path).map(drop));
}

#[test]
fn checkpoint_marks() {
    let runs = memory_folder();
    let run = LockedRun::create(runs.path(), "run", "plan.toml", "").unwrap();
    let saved = run.save::<Error>(7, |writer| {
        writer.put_file("model.safetensors", &[1; 100])?;
        writer.put_file("state.json", b"{}")
    });
    saved.unwrap();
    let path = run.checkpoint(Which::Newest).unwrap().path().to_owned();
    // Hashing has a buffer of 256 KiB.
    mutations(&path.join("DONE"), 64, 320 << 10, || Checkpoint::open(&path).map(drop));
}
