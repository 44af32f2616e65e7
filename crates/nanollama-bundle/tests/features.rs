//! What computes more than a Llama: under a name of its own in checkpoints and in GGUF, where nothing that passes over a key
//! would open it; refused by name where no such name is known.

mod small;

use nanollama_bundle::{Format, Locations, StoredModel, export, open};
use nanollama_kernel::dtype::DType;
use nanollama_model::{Config, Features, Windows};
use nanollama_store::gguf::{self, Gguf, Value};
use tempfile::tempdir;

use small::{assert_same_tensors, config, folder};

fn windows() -> Option<Windows> {
    Some(Windows { pattern: "SSL".parse().unwrap(), short: 32 })
}

/// Each feature alone and all together, with the first key that a folder would say it by.
fn featured() -> Vec<(Config, &'static str)> {
    let plain = config(false).features;
    let all = Features {
        softcap: Some(15.0),
        qk_norm: true,
        post_emb_norm: true,
        resformer: true,
        windows: windows(),
        ..plain
    };
    let sets = [
        (Features { softcap: Some(15.0), ..plain }, "final_logit_softcapping is 15"),
        (Features { qk_norm: true, ..plain }, "use_qk_norm is true"),
        (Features { post_emb_norm: true, ..plain }, "use_post_emb_norm is true"),
        (Features { resformer: true, ..plain }, "use_resformer is true"),
        (Features { windows: windows(), ..plain }, "window_pattern is \"SSL\""),
        (all, "final_logit_softcapping is 15"),
        (Features { tied: true, ..all }, "final_logit_softcapping is 15"),
    ];
    sets.into_iter().map(|(features, said)| (Config { features, ..config(false) }, said)).collect()
}

fn open_at(path: &std::path::Path) -> Result<StoredModel, String> {
    open(path.to_str().unwrap(), &Locations::new("no-runs")).map_err(|error| error.to_string())
}

#[test]
fn checkpoints_and_gguf_hold_every_feature_and_a_folder_for_others_none() {
    let scratch = tempdir().unwrap();
    for (index, (config, said)) in featured().into_iter().enumerate() {
        let source = folder(&scratch.path().join(format!("{index}")), &config, false);
        assert_eq!(source.config(), &config);
        let refused = scratch.path().join("refused");
        let message = export(&source, Format::HuggingFace, DType::F32, &refused).unwrap_err().to_string();
        assert!(message.contains(said) && message.contains("Hugging Face"), "{message}");
        assert!(!refused.exists());
        let path = scratch.path().join(format!("{index}.gguf"));
        export(&source, Format::Gguf, DType::F32, &path).unwrap();
        assert_eq!(Gguf::open(&path).unwrap().string("general.architecture").unwrap(), "nanollama");
        assert_same_tensors(&source, &open_at(&path).unwrap());
        // Blocks leave what is multiplied value by value as it is.
        export(&source, Format::Gguf, DType::Q8_0, &path).unwrap();
        assert_eq!(open_at(&path).unwrap().config(), &config);
    }
}

#[test]
fn a_plain_model_is_a_llama() {
    let scratch = tempdir().unwrap();
    let source = folder(&scratch.path().join("plain"), &config(true), false);
    let path = scratch.path().join("plain.gguf");
    export(&source, Format::Gguf, DType::F32, &path).unwrap();
    assert_eq!(Gguf::open(&path).unwrap().string("general.architecture").unwrap(), "llama");
}

/// Transformers passes over the fields in a Llama, so under its name they are refused, and under half of ours, too.
#[test]
fn a_folder_that_calls_itself_a_llama_is_refused() {
    let scratch = tempdir().unwrap();
    for (index, (config, said)) in featured().into_iter().enumerate() {
        let at = scratch.path().join(format!("{index}"));
        drop(folder(&at, &config, false));
        let file = at.join("config.json");
        let text = std::fs::read_to_string(&file).unwrap();
        let half = text.replace("NanollamaForCausalLM", "LlamaForCausalLM");
        std::fs::write(&file, &half).unwrap();
        assert!(open_at(&at).is_err());
        std::fs::write(&file, half.replace("\"nanollama\"", "\"llama\"")).unwrap();
        let (field, _) = said.split_once(' ').unwrap();
        let error = open_at(&at).err().unwrap();
        let named = ["final_logit_softcapping", "use_qk_norm", "use_post_emb_norm", "use_resformer", field];
        assert!(named.iter().any(|name| error.contains(name)), "{error}");
    }
}

#[test]
fn what_a_file_says_by_halves_is_refused_by_name() {
    let scratch = tempdir().unwrap();
    let source = folder(&scratch.path().join("whole"), &featured()[5].0, false);
    let whole = scratch.path().join("whole.gguf");
    export(&source, Format::Gguf, DType::F32, &whole).unwrap();
    let changed = |key: &str, value: Option<Value>| {
        let file = Gguf::open(&whole).unwrap();
        let mut metadata: Vec<_> = file.metadata().iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        // Without tensors there are no rows that it could be.
        metadata.retain(|(name, _)| name != key && name != "nanollama.vocab_size");
        metadata.extend(value.map(|value| (key.to_owned(), value)));
        let path = scratch.path().join("changed.gguf");
        gguf::write(&path, &metadata, vec![]).unwrap();
        open_at(&path).err().unwrap()
    };
    let text = |text: &str| Some(Value::String(text.to_owned()));
    for (key, value, named) in [
        ("nanollama.attention.window_pattern", text("SXL"), "nanollama.attention.window_pattern"),
        ("nanollama.attention.window_pattern", None, "nanollama.attention.window_pattern"),
        ("nanollama.attention.sliding_window", None, "nanollama.attention.sliding_window"),
        ("nanollama.use_qk_norm", text("yes"), "nanollama.use_qk_norm"),
        ("nanollama.expert_count", Some(Value::U32(8)), "nanollama.expert_count"),
        ("nanollama.block_count", None, "nanollama.block_count"),
        ("general.architecture", text("qwen2"), "qwen2"),
        // The tensors say that it is none.
        ("general.architecture", text("llama"), "llama."),
    ] {
        let message = changed(key, value);
        assert!(message.contains(named), "{key}: {message}");
    }
}

/// nanollama's own exporter says so under a Llama's name, and llama.cpp passes over it.
#[test]
fn a_llama_of_nanollamas_exporter_that_asks_for_norms_is_refused() {
    let scratch = tempdir().unwrap();
    let source = folder(&scratch.path().join("plain"), &config(false), false);
    let path = scratch.path().join("plain.gguf");
    export(&source, Format::Gguf, DType::F32, &path).unwrap();
    let file = Gguf::open(&path).unwrap();
    for (key, asks) in [("nanollama.qk_norm", true), ("nanollama.rope_conjugate", true), ("nanollama.qk_norm", false)] {
        let mut metadata: Vec<_> = file.metadata().iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        metadata.push((key.to_owned(), Value::Bool(asks)));
        let other = scratch.path().join("other.gguf");
        gguf::write(&other, &metadata, vec![]).unwrap();
        let message = open_at(&other).err().unwrap();
        assert_eq!(message.contains(key), asks, "{message}");
    }
}
