//! Every reader against mutated files: from valid seeds, bytes are flipped, cut, inserted and replaced by treacherous numbers. Nothing may panic, and
//! no reader may allocate out of proportion to its file. `NANOLLAMA_MUTATIONS` sets how many files a reader gets (3,000 unless set).

use std::alloc::{GlobalAlloc, Layout as Memory, System};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use nanollama_kernel::dtype::DType;
use nanollama_store::checkpoint::Checkpoint;
use nanollama_store::gguf::{self, Array, Gguf, Value};
use nanollama_store::jsonl::Lines;
use nanollama_store::manifest::{Manifest, Separators, ShardEntry, Split};
use nanollama_store::metrics::Metrics;
use nanollama_store::parquet::{TextColumn, columns};
use nanollama_store::run::{LockedRun, Which};
use nanollama_store::safetensors::{self, Tensors};
use nanollama_store::shard::{Shard, ShardWriter, Width, documents_path};
use nanollama_store::{Error, TensorOut, npy};

mod seeds;

/// Counts what this thread has allocated and how high it went. A thread's own numbers, so tests may run side by side.
struct Counting;

thread_local! {
    static LIVE: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
}

fn count(bytes: isize) {
    // A thread that is ending has no counters any more; what it frees is of no interest.
    let _ended = LIVE.try_with(|live| {
        live.set(live.get() + bytes);
        PEAK.with(|peak| peak.set(peak.get().max(live.get())));
    });
}

// SAFETY: every call is handed on to the system's allocator unchanged; counting neither allocates nor touches the memory.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, memory: Memory) -> *mut u8 {
        count(memory.size() as isize);
        // SAFETY: the caller's promise, handed on.
        unsafe { System.alloc(memory) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, memory: Memory) {
        count(-(memory.size() as isize));
        // SAFETY: the caller's promise, handed on.
        unsafe { System.dealloc(pointer, memory) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, memory: Memory, size: usize) -> *mut u8 {
        // The old block lives until the new one is filled.
        count(size as isize);
        count(-(memory.size() as isize));
        // SAFETY: the caller's promise, handed on.
        unsafe { System.realloc(pointer, memory, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// xorshift64*: enough for choosing bytes.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 11) as usize % bound.max(1)
    }
}

fn mutate(seed: &[u8], random: &mut Random) -> Vec<u8> {
    const NUMBERS: [u64; 12] =
        [0, 1, 2, 0x7f, 0x80, 0xff, 0xffff, 0x7fff_ffff, 0xffff_ffff, 1 << 40, u64::MAX / 2, u64::MAX];
    let mut bytes = seed.to_vec();
    for _ in 0..=random.below(4) {
        // Half of the changes hit the first 512 or last 512 bytes, where headers and footers are.
        let at = match random.below(4) {
            0 => random.below(bytes.len().min(512)),
            1 => bytes.len().saturating_sub(1 + random.below(512)),
            _ => random.below(bytes.len()),
        };
        let end = (at + 1 + random.below(16)).min(bytes.len());
        match random.below(8) {
            _ if bytes.is_empty() => bytes.push(random.next() as u8),
            0 | 1 => bytes[at] ^= 1 << random.below(8),
            2 => bytes[at] = random.next() as u8,
            3 => bytes.truncate(at),
            4 => drop(bytes.drain(at..end)),
            5 => drop(bytes.splice(at..at, (0..=random.below(16)).map(|_| random.next() as u8))),
            6 => {
                let copy = bytes[at..end].to_vec();
                let to = random.below(bytes.len());
                drop(bytes.splice(to..to, copy));
            }
            _ => {
                let number = NUMBERS[random.below(NUMBERS.len())].to_le_bytes();
                let width = [1, 2, 4, 8][random.below(4)].min(bytes.len() - at);
                bytes[at..at + width].copy_from_slice(&number[..width]);
            }
        }
    }
    bytes
}

/// A folder in memory where there is one: thousands of rewrites of a file on disk would each be flushed.
fn memory_folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

/// How many mutated files a reader gets.
fn wanted() -> usize {
    std::env::var("NANOLLAMA_MUTATIONS").map_or(3000, |text| text.parse().unwrap())
}

/// Feeds `read` mutations of the file at `path`. Peak memory may reach `ratio` times the file and `slack` bytes.
fn mutations(path: &Path, ratio: usize, slack: usize, read: impl FnMut() -> Result<(), Error>) {
    mutations_of(wanted(), path, ratio, slack, read);
}

fn mutations_of(count: usize, path: &Path, ratio: usize, slack: usize, mut read: impl FnMut() -> Result<(), Error>) {
    let seed = fs::read(path).unwrap();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let (mut refused, mut highest) = (0, 0);
    read().unwrap();
    for index in 0..count {
        let bytes = mutate(&seed, &mut random);
        fs::write(path, &bytes).unwrap();
        let before = LIVE.get();
        PEAK.set(before);
        let outcome = read();
        let peak = (PEAK.get() - before) as usize;
        highest = highest.max(peak);
        let most = bytes.len() * ratio + slack;
        assert!(
            peak <= most,
            "mutation {index}: {peak} bytes allocated for a file of {}, the most is {most}",
            bytes.len()
        );
        if let Err(error) = outcome {
            refused += 1;
            assert!(error.to_string().contains('/'), "no file named: {error}");
        }
    }
    fs::write(path, &seed).unwrap();
    read().unwrap();
    println!("{count} mutations, {refused} refused, highest peak {highest} bytes for a seed of {}", seed.len());
    assert!(refused * 10 > count, "only {refused} of {count} mutations were noticed");
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
        TensorOut::from_f32("token_embd.weight", &[2, 32], &[1.0; 64]),
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

#[test]
fn safetensors_files() {
    let folder = memory_folder();
    let path = folder.path().join("model.safetensors");
    let metadata = BTreeMap::from([("format".to_owned(), "pt".to_owned())]);
    let tensors = vec![
        TensorOut::from_f32("model.norm.weight", &[4], &[1.0; 4]),
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
        let tensors = vec![TensorOut::from_f32(name, &[1], &[1.0])];
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
    shard.read_range(0..shard.len())?;
    let documents = shard.documents()?;
    (0..documents.len()).try_for_each(|index| shard.read_range(documents.range(index).unwrap()).map(drop))
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
        mutations_of(wanted() / seeds::LAYOUTS.len(), &path, 2048, 9 << 20, || {
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
    // The reader's buffer is 256 KiB.
    mutations(&path, 64, 320 << 10, || {
        let mut lines = Lines::open(&path)?;
        while lines.next_json::<serde_json::Value>()?.is_some() {}
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
        writer.put("model.safetensors", &[1; 100])?;
        writer.put("state.json", b"{}")
    });
    saved.unwrap();
    let path = run.checkpoint(Which::Newest).unwrap().path().to_owned();
    // Hashing has a buffer of 256 KiB.
    mutations(&path.join("DONE"), 64, 320 << 10, || Checkpoint::open(&path).map(drop));
}
