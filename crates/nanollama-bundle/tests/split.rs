//! A model whose GGUF was split into several files is the model of the whole file, whatever is done with it, and files that
//! do not belong together are refused by name.

mod small;

use std::fs;
use std::path::{Path, PathBuf};

use hostile::{Bound, Counting};
use nanollama_bundle::{Format, Locations, StoredModel, export, open, quantize_checked};
use nanollama_kernel::dtype::DType;
use nanollama_store::TensorOut;
use nanollama_store::gguf::{self, Gguf, Value};
use small::{assert_same_tensors, config, folder};
use tempfile::tempdir;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What is written differently from what a splitter would write.
type Change = fn(shard: u64, metadata: &mut Vec<(String, Value)>, names: &mut Vec<String>);

fn as_it_is(_: u64, _: &mut Vec<(String, Value)>, _: &mut Vec<String>) {}

fn set(metadata: &mut Vec<(String, Value)>, key: &str, value: Value) {
    metadata.retain(|(known, _)| known != key);
    metadata.push((key.to_owned(), value));
}

fn shard_path(folder: &Path, number: u64, count: u64) -> PathBuf {
    folder.join(format!("small-{number:05}-of-{count:05}.gguf"))
}

/// Writes the tensors of `from` in turn to `count` files, `change` what each of them holds, and gives the first.
fn split(from: &Path, folder: &Path, count: u64, change: Change) -> PathBuf {
    fs::create_dir_all(folder).unwrap();
    let whole = Gguf::open(from).unwrap();
    for shard in 0..count {
        let mut metadata = if shard == 0 { whole.metadata().to_vec() } else { Vec::new() };
        set(&mut metadata, "split.no", Value::U16(shard as u16));
        set(&mut metadata, "split.count", Value::U16(count as u16));
        set(&mut metadata, "split.tensors.count", Value::I32(whole.tensors().len() as i32));
        let turns = whole.tensors().iter().enumerate().filter(|(index, _)| *index as u64 % count == shard);
        let mut names: Vec<String> = turns.map(|(_, info)| info.name.clone()).collect();
        change(shard, &mut metadata, &mut names);
        let tensors = names.iter().map(|name| {
            let view = whole.get(name).unwrap();
            TensorOut::from_bytes(name.as_str(), view.dtype, view.shape, view.bytes)
        });
        gguf::write(&shard_path(folder, shard + 1, count), &metadata, tensors.collect()).unwrap();
    }
    shard_path(folder, 1, count)
}

fn opened(path: &Path) -> StoredModel {
    open(path.to_str().unwrap(), &Locations::new("no-runs")).unwrap()
}

fn refused(path: &Path) -> String {
    open(path.to_str().unwrap(), &Locations::new("no-runs")).map(|_| ()).unwrap_err().to_string()
}

/// A whole file and where to put what it is split into.
fn whole(scratch: &Path, dtype: DType) -> PathBuf {
    let path = scratch.join("small.gguf");
    export(&folder(&scratch.join("small"), &config(false), true), Format::Gguf, dtype, &path).unwrap();
    path
}

#[test]
fn shards_are_the_whole_whichever_is_named() {
    let scratch = tempdir().unwrap();
    let path = whole(scratch.path(), DType::F16);
    let whole = opened(&path);
    let ways: [(&str, u64, Change); 5] = [
        ("plain", 3, as_it_is),
        ("many", 12, as_it_is),
        // Metadata alone in the first file, as with `--no-tensor-first-split`; all tensors in the last, in reverse.
        ("bare", 2, |shard, _, names| if shard == 0 { names.clear() } else { *names = reversed() }),
        ("alignments", 3, |shard, metadata, _| {
            set(metadata, "general.alignment", Value::U32([64, 8, 4096][shard as usize]));
        }),
        // The `gguf` package writes what it was told to each file where it is told so.
        ("repeated", 2, |_, metadata, _| set(metadata, "general.architecture", "llama".into())),
    ];
    for (name, count, change) in ways {
        let folder = scratch.path().join(name);
        let first = split(&path, &folder, count, change);
        for number in 1..=count {
            let named = shard_path(&folder, number, count);
            let model = opened(&named);
            assert_same_tensors(&whole, &model);
            assert_eq!((model.path(), model.gguf_files().len() as u64), (first.as_path(), count), "{name}");
            assert_eq!(model.tensors().unwrap(), whole.tensors().unwrap(), "{name}");
            assert_eq!((model.chat(), model.tokenizer().hash()), (whole.chat(), whole.tokenizer().hash()));
            let expected = usize::from(number > 1);
            assert_eq!(model.notes().len(), expected, "{name}: {:?}", model.notes());
            assert!(model.notes().iter().all(|note| note.contains("from the first") && note.contains("00001-of")));
        }
        // A tokenizer is found in any of them, too.
        let mut locations = Locations::new("no-runs");
        locations.tokenizer = Some(shard_path(&folder, count, count));
        let other = open(scratch.path().join("small").to_str().unwrap(), &locations).unwrap();
        assert_eq!(other.tokenizer().hash(), whole.tokenizer().hash());
    }
}

/// Names of the small model's tensors, last first.
fn reversed() -> Vec<String> {
    let mut names: Vec<_> = nanollama_model::parts(&config(false)).into_iter().map(|part| part.gguf_name).collect();
    names.reverse();
    names
}

#[test]
fn version_2_and_mixed_versions_are_read() {
    let scratch = tempdir().unwrap();
    let path = whole(scratch.path(), DType::F32);
    let first = split(&path, &scratch.path().join("two"), 2, as_it_is);
    let second = shard_path(&scratch.path().join("two"), 2, 2);
    for file in [&second, &first, &path] {
        let mut bytes = fs::read(file).unwrap();
        bytes[4] = 2;
        fs::write(file, bytes).unwrap();
        assert_same_tensors(&opened(&path), &opened(&first));
    }
}

#[test]
fn what_is_written_of_shards_is_what_is_written_of_the_whole() {
    let scratch = tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    let path = whole(scratch.path(), DType::F32);
    let first = split(&path, &at("split"), 4, as_it_is);
    let (whole, shards) = (opened(&path), opened(&first));
    export(&whole, Format::Gguf, DType::Q8_0, &at("a.gguf")).unwrap();
    export(&shards, Format::Gguf, DType::Q8_0, &at("b.gguf")).unwrap();
    assert!(fs::read(at("a.gguf")).unwrap() == fs::read(at("b.gguf")).unwrap());
    export(&whole, Format::HuggingFace, DType::F16, &at("a")).unwrap();
    export(&shards, Format::HuggingFace, DType::F16, &at("b")).unwrap();
    assert!(fs::read(at("a/model.safetensors")).unwrap() == fs::read(at("b/model.safetensors")).unwrap());
    let quantised = |model: &StoredModel, path: &Path| {
        let check = |_: &StoredModel| -> Result<String, nanollama_bundle::Error> { Ok("checked".into()) };
        quantize_checked(model, ("Q4_K_M".parse().unwrap(), None), path, "small", check).unwrap();
        fs::read(path).unwrap()
    };
    let (a, b) = (quantised(&whole, &at("qa.gguf")), quantised(&shards, &at("qb.gguf")));
    assert!(a == b);
    // What an export found about the file goes with its first part.
    let certified = opened(&split(&at("qa.gguf"), &at("certified"), 2, as_it_is));
    assert_eq!(certified.certificate().map(|known| known.text.as_str()), Some("checked"));
}

#[test]
fn the_file_at_fault_is_named() {
    let scratch = tempdir().unwrap();
    let path = whole(scratch.path(), DType::F16);
    let cases: [(&str, Change, &[&str]); 10] = [
        (
            "number",
            |shard, metadata, _| {
                if shard == 1 {
                    set(metadata, "split.no", Value::U16(2))
                }
            },
            &["00002-of-00003.gguf", "split.no", "is 2 and wanted is 1"],
        ),
        (
            "own-number",
            |shard, metadata, _| {
                if shard == 0 {
                    set(metadata, "split.no", Value::U16(1))
                }
            },
            &["00001-of-00003.gguf", "split.no", "it is 1, but 0 by the file's name"],
        ),
        (
            "count",
            |shard, metadata, _| {
                if shard == 2 {
                    set(metadata, "split.count", Value::U16(4))
                }
            },
            &["00003-of-00003.gguf", "split.count", "it is 4, but 3 in", "00001-of-00003.gguf"],
        ),
        (
            "own-count",
            |shard, metadata, _| {
                if shard == 0 {
                    set(metadata, "split.count", Value::U16(4))
                }
            },
            &["00001-of-00003.gguf", "split.count", "it is 4, but 3 by the file's name"],
        ),
        (
            "far-too-many",
            |_, metadata, _| set(metadata, "split.count", Value::U64(u64::MAX)),
            &["split.count", "18446744073709551615", "65535 at most"],
        ),
        (
            "tensors",
            |_, metadata, _| set(metadata, "split.tensors.count", Value::I32(22)),
            &["00001-of-00003.gguf", "split.tensors.count", "it is 22, but the 3 files hold 21 tensors"],
        ),
        (
            "one's-tensors",
            |shard, metadata, _| {
                if shard == 1 {
                    set(metadata, "split.tensors.count", Value::I32(9))
                }
            },
            &["00002-of-00003.gguf", "split.tensors.count", "it is 9, but 21 in"],
        ),
        (
            "twice",
            |shard, _, names| {
                if shard == 2 {
                    names.push("output_norm.weight".into())
                }
            },
            &["output_norm.weight", "it is also in", "00003-of-00003.gguf"],
        ),
        (
            "another-model",
            |shard, metadata, _| {
                if shard == 1 {
                    set(metadata, "general.name", "another".into())
                }
            },
            &["00002-of-00003.gguf", "general.name", "another", "small"],
        ),
        (
            "whole",
            |shard, metadata, _| {
                if shard == 1 {
                    metadata.clear()
                }
            },
            &["00002-of-00003.gguf", "split.no", "it is missing, and the file is one of several"],
        ),
    ];
    for (name, change, words) in cases {
        let message = refused(&split(&path, &scratch.path().join(name), 3, change));
        assert!(words.iter().all(|word| message.contains(word)), "{name}: {message}");
    }
}

#[test]
fn shards_that_are_not_there_or_not_called_so_are_named() {
    let scratch = tempdir().unwrap();
    let path = whole(scratch.path(), DType::F16);
    let folder = scratch.path().join("split");
    let first = split(&path, &folder, 4, as_it_is);
    fs::remove_file(shard_path(&folder, 3, 4)).unwrap();
    for named in [1, 4] {
        let message = refused(&shard_path(&folder, named, 4));
        assert!(message.contains("00003-of-00004.gguf: no such file, and "), "{message}");
        assert!(message.contains("one of the 4 files"), "{message}");
    }
    fs::remove_file(shard_path(&folder, 4, 4)).unwrap();
    assert!(refused(&first).contains("00003-of-00004.gguf: no such file (nor 1 further ones)"));
    let renamed = folder.join("model.gguf");
    fs::rename(&first, &renamed).unwrap();
    let message = refused(&renamed);
    assert!(message.contains("model.gguf") && message.contains("should end in -00001-of-00004.gguf"), "{message}");
}

/// Whichever file is damaged, the model opens or one line names a file; memory keeps to what the files are.
#[test]
fn damaged_shards_open_or_fail_and_never_panic() {
    let scratch = tempdir().unwrap();
    let path = whole(scratch.path(), DType::F16);
    let first = split(&path, &scratch.path().join("split"), 3, as_it_is);
    for number in 1..=3 {
        let file = shard_path(&scratch.path().join("split"), number, 3);
        let whole = fs::read(&file).unwrap();
        // The numbers of tensors have no structure: damage goes where the meaning is.
        let bytes_of_tensors = Gguf::open(&first).unwrap();
        let names: Vec<_> = bytes_of_tensors.tensors().iter().map(|info| info.name.clone()).collect();
        let of_file = names.iter().filter(|name| bytes_of_tensors.path_of(name) == file);
        let tensors: usize = of_file.map(|name| bytes_of_tensors.get(name).unwrap().bytes.len()).sum();
        drop(bytes_of_tensors);
        let (head, rest) = whole.split_at(whole.len() - tensors);
        let bound = Bound { ratio: 64, slack: 64 * rest.len() + (512 << 10) };
        let count = hostile::wanted(400);
        let outcome = hostile::withstand(count, head, bound, |head| {
            fs::write(&file, [head, rest].concat()).unwrap();
            match open(first.to_str().unwrap(), &Locations::new("no-runs")) {
                Ok(_) => true,
                Err(error) => {
                    assert!(error.to_string().contains(".gguf"), "no file named: {error}");
                    false
                }
            }
        });
        assert!(outcome.refused * 10 > count, "file {number}: {outcome:?}");
        for length in [0, 1, 30, whole.len() / 2, whole.len() - 32] {
            fs::write(&file, &whole[..length]).unwrap();
            assert!(refused(&first).contains(".gguf"), "file {number} cut to {length}");
        }
        fs::write(&file, whole).unwrap();
    }
    opened(&first);
}
