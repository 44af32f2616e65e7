//! Names that are nothing, files that are damaged, and features that are not computed: one clear error each, never a panic.

mod small;

use std::fs;
use std::path::Path;

use hostile::{Bound, Counting};
use nanollama_bundle::{Error, Format, Locations, StoredModel, export, import, open};
use nanollama_kernel::dtype::DType;
use nanollama_store::gguf::{Gguf, Value};
use nanollama_store::safetensors::Tensors;
use nanollama_store::{TensorOut, gguf, safetensors};
use small::{config, folder};
use tempfile::tempdir;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn refused(name: &str, locations: &Locations) -> String {
    open(name, locations).map(|_| ()).unwrap_err().to_string()
}

#[test]
fn unknown_names_say_what_there_is() {
    let scratch = tempdir().unwrap();
    let source = folder(&scratch.path().join("small"), &config(false), false);
    let locations = Locations::new(scratch.path().join("runs"));
    assert!(refused("nothing", &locations).contains("nothing"));
    import(&source, &locations.runs, "alice").unwrap();
    let message = refused("alicia", &locations);
    assert!(message.contains("alicia") && message.contains("alice"), "{message}");
    assert!(refused("alice@7", &locations).contains('0'), "the steps there are");
    assert!(refused("alice@best", &locations).contains("best"));
    assert!(refused("alice@x", &locations).contains("alice@x"));
    let empty = scratch.path().join("empty");
    fs::create_dir(&empty).unwrap();
    assert!(refused(empty.to_str().unwrap(), &locations).contains("config.json"));
    for (file, word) in [("x.pt", "a .pt file of torch"), ("model.safetensors", "folder"), ("x.txt", "gguf")] {
        let path = scratch.path().join(file);
        fs::write(&path, "nothing").unwrap();
        assert!(refused(path.to_str().unwrap(), &locations).contains(word), "{file}");
    }
}

#[test]
fn a_folder_without_tokenizer_asks_for_one() {
    let scratch = tempdir().unwrap();
    let path = scratch.path().join("small");
    let source = folder(&path, &config(false), false);
    let file = scratch.path().join("small.gguf");
    export(&source, Format::Gguf, DType::F32, &file).unwrap();
    let tokenizer = scratch.path().join("tokenizer");
    source.tokenizer().save(&tokenizer, None).unwrap();
    fs::remove_file(path.join("tokenizer.json")).unwrap();
    let mut locations = Locations::new("no-runs");
    assert!(refused(path.to_str().unwrap(), &locations).contains("it has no tokenizer"));
    for other in [file, tokenizer] {
        locations.tokenizer = Some(other);
        let opened = open(path.to_str().unwrap(), &locations).unwrap();
        assert_eq!(opened.tokenizer().hash(), source.tokenizer().hash());
    }
}

#[test]
fn a_tokenizer_larger_than_the_table_is_refused() {
    let scratch = tempdir().unwrap();
    let path = scratch.path().join("small");
    drop(folder(&path, &config(false), false));
    let mut trainer = nanollama_token::train::BpeTrainer::new(310);
    trainer.specials.extend((0..10).map(|index| format!("<|extra_{index}|>")));
    let texts = ["The cat sat on the mat, the dog ran to the cat.", "Was für ein schöner Tag, sagte die Katze."];
    let larger = trainer.train(texts, &mut |_| {}).unwrap().tokenizer;
    larger.save(&path, None).unwrap();
    let message = refused(path.to_str().unwrap(), &Locations::new("no-runs"));
    assert!(message.contains("310") && message.contains("300"), "{message}");
}

/// Copies a GGUF file with other metadata or tensors.
fn rewrite(from: &Path, to: &Path, change: impl FnOnce(&mut Vec<(String, Value)>), extra: Option<&str>) {
    let file = Gguf::open(from).unwrap();
    let mut metadata = file.metadata().to_vec();
    change(&mut metadata);
    let mut tensors: Vec<TensorOut<'_>> = file
        .tensors()
        .iter()
        .map(|info| {
            let view = file.get(&info.name).unwrap();
            TensorOut::from_bytes(info.name.as_str(), view.dtype, &info.shape, view.bytes)
        })
        .collect();
    if let Some(name) = extra {
        tensors.push(TensorOut::from_f32(name, &[8], || (&[1.0; 8]).into()));
    }
    gguf::write(to, &metadata, tensors).unwrap();
}

#[test]
fn gguf_features_that_are_not_computed_are_named() {
    let scratch = tempdir().unwrap();
    let source = folder(&scratch.path().join("small"), &config(false), false);
    let (good, bad) = (scratch.path().join("good.gguf"), scratch.path().join("bad.gguf"));
    export(&source, Format::Gguf, DType::F32, &good).unwrap();
    let cases: [(&str, Option<Value>); 9] = [
        ("general.architecture", Some("gemma2".into())),
        ("llama.rope.scaling.type", Some("longrope".into())),
        ("llama.rope.scaling.factor", Some(Value::F32(4.0))),
        ("llama.expert_count", Some(Value::U32(8))),
        ("llama.attention.sliding_window", Some(Value::U32(64))),
        ("llama.rope.dimension_count", Some(Value::U32(8))),
        ("llama.attention.head_count", None),
        ("llama.vocab_size", Some(Value::U32(299))),
        ("tokenizer.ggml.model", None),
    ];
    for (key, value) in cases {
        let change = |metadata: &mut Vec<(String, Value)>| {
            metadata.retain(|(name, _)| name != key);
            metadata.extend(value.map(|value| (key.to_owned(), value)));
        };
        rewrite(&good, &bad, change, None);
        let message = StoredModel::open_gguf(&bad, None).map(|_| ()).unwrap_err().to_string();
        assert!(message.contains(key) && message.contains("bad.gguf"), "{key}: {message}");
    }
    for tensor in ["rope_freqs.weight", "blk.0.ffn_up.bias"] {
        rewrite(&good, &bad, |_| {}, Some(tensor));
        let message = StoredModel::open_gguf(&bad, None).map(|_| ()).unwrap_err().to_string();
        assert!(message.contains(tensor), "{message}");
    }
    // Values that change nothing are fine.
    let neutral = |metadata: &mut Vec<(String, Value)>| {
        metadata.push(("llama.rope.scaling.type".into(), "none".into()));
        metadata.push(("llama.expert_count".into(), Value::U32(0)));
    };
    rewrite(&good, &bad, neutral, None);
    StoredModel::open_gguf(&bad, None).map(|_| ()).unwrap();
}

#[test]
fn cut_off_files_are_errors() {
    let scratch = tempdir().unwrap();
    let path = scratch.path().join("small");
    let source = folder(&path, &config(false), true);
    let file = scratch.path().join("small.gguf");
    export(&source, Format::Gguf, DType::F32, &file).unwrap();
    drop(source);
    let locations = Locations::new("no-runs");
    let cut = |file: &Path, name: &str| {
        let whole = fs::read(file).unwrap();
        for length in [0, 1, 7, 8, 40, whole.len() / 3, whole.len() / 2, whole.len() - 2] {
            fs::write(file, &whole[..length]).unwrap();
            assert!(open(name, &locations).is_err(), "{} cut to {length}", file.display());
        }
        fs::write(file, whole).unwrap();
        assert!(open(name, &locations).is_ok());
    };
    cut(&file, file.to_str().unwrap());
    for part in
        ["config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "generation_config.json"]
    {
        cut(&path.join(part), path.to_str().unwrap());
    }
}

#[test]
fn mutated_files_open_or_fail_and_never_panic() {
    let scratch = tempdir().unwrap();
    let path = scratch.path().join("small");
    let source = folder(&path, &config(true), true);
    let file = scratch.path().join("small.gguf");
    export(&source, Format::Gguf, DType::F32, &file).unwrap();
    let whole = fs::read(&file).unwrap();
    // Everything before the first tensor's bytes, where the meaning is.
    let (head, tensors) = whole.split_at(whole.len() - source.config().parameter_count() as usize * 4);
    // What is read is the whole file, of which the head alone is damaged.
    let bound = Bound { ratio: 64, slack: 64 * tensors.len() + (256 << 10) };
    let count = hostile::wanted(1000);
    let outcome = hostile::withstand(count, head, bound, |head| {
        fs::write(&file, [head, tensors].concat()).unwrap();
        StoredModel::open_gguf(&file, None).is_ok()
    });
    assert!(outcome.refused > 0 && outcome.refused < count, "{outcome:?}");

    let settings = path.join("config.json");
    let original = fs::read(&settings).unwrap();
    let locations = Locations::new("no-runs");
    hostile::withstand(hostile::wanted(2000), &original, bound, |bytes| {
        fs::write(&settings, bytes).unwrap();
        open(path.to_str().unwrap(), &locations).is_ok()
    });
}

#[test]
fn a_stored_head_that_is_tied_must_be_the_table() {
    let scratch = tempdir().unwrap();
    let path = scratch.path().join("small");
    drop(folder(&path, &config(false), false));
    let text = fs::read_to_string(path.join("config.json")).unwrap();
    fs::write(
        path.join("config.json"),
        text.replace("\"tie_word_embeddings\": false", "\"tie_word_embeddings\": true"),
    )
    .unwrap();
    let error = open(path.to_str().unwrap(), &Locations::new("no-runs")).map(|_| ()).unwrap_err();
    assert!(matches!(&error, Error::Unsupported { field, .. } if field.contains("lm_head.weight")), "{error}");
}

/// Equal bytes of another number format are other numbers.
#[test]
fn a_copy_of_the_table_has_its_number_format_too() {
    let scratch = tempdir().unwrap();
    let path = scratch.path().join("half");
    export(&folder(&scratch.path().join("small"), &config(true), false), Format::HuggingFace, DType::F16, &path)
        .unwrap();
    let file = path.join("model.safetensors");
    let whole = fs::read(&file).unwrap();
    for (dtype, opens) in [(DType::F16, true), (DType::Bf16, false)] {
        fs::write(&file, &whole).unwrap();
        let tensors = Tensors::open(&file).unwrap();
        let copy = |name, from, dtype| {
            let view = tensors.get(from).unwrap();
            TensorOut::from_bytes(name, dtype, view.shape, view.bytes)
        };
        let mut out: Vec<_> = tensors.names().map(|name| copy(name, name, DType::F16)).collect();
        out.push(copy("lm_head.weight", "model.embed_tokens.weight", dtype));
        let other = scratch.path().join("other.safetensors");
        safetensors::write(&other, out, tensors.metadata()).unwrap();
        fs::rename(other, &file).unwrap();
        let opened = open(path.to_str().unwrap(), &Locations::new("no-runs"));
        assert_eq!(opened.is_ok(), opens, "{dtype}");
    }
}

/// A model with a weight that is no number can be looked at, but nothing is trained, imported or written of it, and the file
/// at fault is named, not the one that was to be made.
#[test]
fn weights_that_are_no_numbers_are_named_where_they_lie() {
    let scratch = tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    drop(folder(&at("small"), &config(false), false));
    let file = at("small/model.safetensors");
    let name = "model.layers.1.mlp.up_proj.weight";
    let whole = fs::read(&file).unwrap();
    let tensor = Tensors::open(&file).unwrap().get(name).unwrap().bytes.to_vec();
    let start = whole.windows(tensor.len()).position(|window| window == tensor).unwrap();
    for bad in [f32::NAN, f32::NEG_INFINITY] {
        let mut damaged = whole.clone();
        // Row 2, column 3 of rows of 64.
        let place = start + 4 * (2 * 64 + 3);
        damaged[place..place + 4].copy_from_slice(&bad.to_le_bytes());
        fs::write(&file, damaged).unwrap();
        let source = open(at("small").to_str().unwrap(), &Locations::new("no-runs")).unwrap();
        let trained = source.load_dense(&small::cpu()).map(|_| ()).unwrap_err().to_string();
        let imported = import(&source, &at("runs"), "made").unwrap_err().to_string();
        let written = export(&source, Format::HuggingFace, DType::F32, &at("out")).unwrap_err().to_string();
        for message in [trained, imported, written] {
            assert!(message.contains(&at("small").display().to_string()), "{message}");
            assert!(message.contains(name) && message.contains("row 2, column 3 is "), "{message}");
            assert!(!message.contains(".tmp-"), "a temporary file: {message}");
        }
        assert!(!at("out").exists() && !at("runs/made").exists());
    }
}
