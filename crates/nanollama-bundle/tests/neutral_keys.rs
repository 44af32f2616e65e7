//! Keys that change nothing: the file loads, computes the same, and one line says what was passed over.

mod small;

use std::fs;

use nanollama_bundle::{Error, Format, Locations, StoredModel, export, open};
use nanollama_kernel::dtype::DType;
use nanollama_store::TensorOut;
use nanollama_store::gguf::{self, Array, Gguf, Value};
use serde_json::{Value as Json, json};
use small::{assert_same_tensors, config, folder};
use tempfile::tempdir;

/// The file with some keys set anew.
fn with(from: &std::path::Path, to: &std::path::Path, pairs: &[(&str, Value)]) {
    let file = Gguf::open(from).unwrap();
    let mut metadata = file.metadata().to_vec();
    metadata.retain(|(key, _)| !pairs.iter().any(|(name, _)| name == key));
    metadata.extend(pairs.iter().map(|(key, value)| ((*key).to_owned(), value.clone())));
    let tensors = file.tensors().iter().map(|info| {
        let view = file.get(&info.name).unwrap();
        TensorOut::from_bytes(info.name.as_str(), view.dtype, &info.shape, view.bytes)
    });
    gguf::write(to, &metadata, tensors.collect()).unwrap();
}

#[test]
fn gguf_files_with_neutral_keys_load() {
    let scratch = tempdir().unwrap();
    let source = folder(&scratch.path().join("small"), &config(false), false);
    let (good, other) = (scratch.path().join("good.gguf"), scratch.path().join("other.gguf"));
    export(&source, Format::Gguf, DType::F32, &good).unwrap();
    let plain = StoredModel::open_gguf(&good, None).unwrap();
    assert!(plain.notes().is_empty(), "{:?}", plain.notes());
    let each = |value: u32| Value::Array(Array::U32(vec![value; 2]));
    let sets: [(&[(&str, Value)], &str); 5] = [
        (&[("llama.attention.head_count", each(4)), ("llama.attention.head_count_kv", each(2))], ""),
        (&[("llama.feed_forward_length", Value::Array(Array::I32(vec![96, 96])))], ""),
        (
            &[("llama.rope.scaling.type", "linear".into()), ("llama.rope.scaling.factor", Value::F32(1.0))],
            "llama.rope.scaling.factor",
        ),
        (&[("tokenizer.ggml.padding_token_id", Value::U32(u32::MAX))], "tokenizer.ggml.padding_token_id 4294967295"),
        (&[("tokenizer.ggml.unknown_token_id", Value::I32(-1))], "tokenizer.ggml.unknown_token_id -1"),
    ];
    for (pairs, noted) in sets {
        with(&good, &other, pairs);
        let opened = StoredModel::open_gguf(&other, None).unwrap();
        assert_same_tensors(&plain, &opened);
        assert_eq!(opened.notes().len(), usize::from(!noted.is_empty()));
        assert!(opened.notes().iter().all(|line| line.contains("other.gguf") && line.contains(noted)), "{noted}");
    }
    // A name that is no UTF-8; in a token it would be another token.
    with(&good, &other, &[("general.author", "caf~".into())]);
    let bytes = fs::read(&other).unwrap();
    let at = bytes.windows(4).position(|window| window == b"caf~").unwrap();
    let mut latin = bytes.clone();
    latin[at + 3] = 0xe9;
    fs::write(&other, latin).unwrap();
    let opened = StoredModel::open_gguf(&other, None).unwrap();
    assert!(opened.notes()[0].contains("general.author"), "{:?}", opened.notes());
    let mut latin = bytes;
    let at = latin.windows(3).position(|window| window == b"cat").unwrap();
    latin[at] = 0xe9;
    fs::write(&other, latin).unwrap();
    let message = StoredModel::open_gguf(&other, None).err().unwrap().to_string();
    assert!(message.contains("tokenizer.ggml.") && message.contains("UTF-8"), "{message}");
}

/// What a file need not say follows from what it says.
#[test]
fn keys_that_may_be_missing_are_not_missed() {
    let scratch = tempdir().unwrap();
    let source = folder(&scratch.path().join("small"), &config(false), false);
    let (good, other) = (scratch.path().join("good.gguf"), scratch.path().join("other.gguf"));
    export(&source, Format::Gguf, DType::F32, &good).unwrap();
    let plain = StoredModel::open_gguf(&good, None).unwrap();
    let file = Gguf::open(&good).unwrap();
    let needed = [
        "general.architecture",
        "llama.block_count",
        "llama.embedding_length",
        "llama.attention.head_count",
        "llama.attention.head_count_kv",
        "llama.feed_forward_length",
        "llama.context_length",
        "llama.attention.layer_norm_rms_epsilon",
        // Without it the base is another.
        "llama.rope.freq_base",
    ];
    let of_model = |key: &str| !needed.contains(&key) && !key.starts_with("tokenizer.");
    let optional: Vec<&str> = file.metadata().iter().map(|(key, _)| key.as_str()).filter(|key| of_model(key)).collect();
    assert!(optional.len() >= 10, "{optional:?}");
    for left_out in optional.iter().map(|key| vec![*key]).chain([optional.clone()]) {
        let metadata = file.metadata().iter().filter(|(key, _)| !left_out.contains(&key.as_str())).cloned();
        let tensors = file.tensors().iter().map(|info| {
            let view = file.get(&info.name).unwrap();
            TensorOut::from_bytes(info.name.as_str(), view.dtype, &info.shape, view.bytes)
        });
        gguf::write(&other, &metadata.collect::<Vec<_>>(), tensors.collect()).unwrap();
        assert_same_tensors(&plain, &StoredModel::open_gguf(&other, None).unwrap());
    }
}

#[test]
fn layers_that_differ_are_named() {
    let scratch = tempdir().unwrap();
    let source = folder(&scratch.path().join("small"), &config(false), false);
    let (good, other) = (scratch.path().join("good.gguf"), scratch.path().join("other.gguf"));
    export(&source, Format::Gguf, DType::F32, &good).unwrap();
    let array = |values: &[u32]| Value::Array(Array::U32(values.to_vec()));
    for (values, words) in [(&[4, 2][..], ["2 in layer 1", "4 in layer 0"]), (&[4, 4, 4], ["3 values", "is 2"])] {
        with(&good, &other, &[("llama.attention.head_count", array(values))]);
        let message = StoredModel::open_gguf(&other, None).err().unwrap().to_string();
        assert!(words.iter().all(|word| message.contains(word)), "{message}");
    }
}

#[test]
fn a_head_against_the_configuration_is_named() {
    for tied in [false, true] {
        let scratch = tempdir().unwrap();
        let path = scratch.path().join("small");
        drop(folder(&path, &config(tied), false));
        let file = path.join("config.json");
        let mut object: Json = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        object["tie_word_embeddings"] = json!(!tied);
        fs::write(&file, object.to_string()).unwrap();
        let error = open(path.to_str().unwrap(), &Locations::new("no-runs")).err().unwrap();
        assert!(matches!(error, Error::Unsupported { .. }), "{error}");
        let message = error.to_string();
        assert!(message.contains("tie_word_embeddings") && message.contains("lm_head.weight"), "{message}");
    }
}

/// What a folder asks for in vain is said in one line, and a base in two places is one or an error.
#[test]
fn folders_say_what_they_passed_over() {
    let scratch = tempdir().unwrap();
    let path = scratch.path().join("small");
    let plain = folder(&path, &config(false), false);
    assert!(plain.notes().is_empty());
    let file = path.join("config.json");
    let object: Json = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    let reopened = |pairs: &[(&str, Json)]| {
        let mut object = object.clone();
        for (key, value) in pairs {
            object[*key] = value.clone();
        }
        fs::write(&file, object.to_string()).unwrap();
        open(path.to_str().unwrap(), &Locations::new("no-runs"))
    };
    let opened = reopened(&[("sliding_window", json!(64)), ("somebody", json!("else"))]).unwrap();
    assert_eq!(opened.notes().len(), 1);
    assert!(opened.notes()[0].contains("sliding_window, somebody"), "{:?}", opened.notes());
    let nested = json!({"full_attention": {"rope_type": "default", "rope_theta": 500_000.0}});
    let opened = reopened(&[("rope_theta", json!(null)), ("rope_parameters", nested)]).unwrap();
    assert_eq!(opened.config().rope_theta, 500_000.0);
    let both = json!({"rope_type": "default", "rope_theta": 10_000.0});
    let message = reopened(&[("rope_parameters", both)]).err().unwrap().to_string();
    assert!(message.contains("500000") && message.contains("10000"), "{message}");
}
