//! Llamas with biases, Qwen 2 and Qwen 3: under whose name each is written, in which order its rows are, and that all of it comes
//! back.

mod small;

use nanollama_bundle::{Error, Format, Locations, StoredModel, export, open};
use nanollama_kernel::dtype::DType;
use nanollama_model::{Config, Features, TensorData};
use nanollama_store::TensorOut;
use nanollama_store::gguf::{self, Gguf, Value};
use tempfile::tempdir;

use small::{assert_same_tensors, config, folder};

/// Each set of features with the architectures of a folder and of GGUF. Heads are wider than the width divides into.
fn known() -> [(Config, &'static str, &'static str); 5] {
    let plain = config(false).features;
    let biased = Features { qkv_bias: true, ..plain };
    let all = Features { output_bias: true, ..biased };
    [
        (biased, "Qwen2ForCausalLM", "qwen2"),
        (Features { tied: true, ..biased }, "Qwen2ForCausalLM", "qwen2"),
        (Features { head_gains: true, tied: true, ..plain }, "Qwen3ForCausalLM", "qwen3"),
        (all, "LlamaForCausalLM", "llama"),
        (Features { head_gains: true, ..all }, "Qwen3ForCausalLM", "nanollama"),
    ]
    .map(|(features, folder, file)| (Config { features, head_dim: 24, ..config(false) }, folder, file))
}

fn open_at(path: &std::path::Path) -> Result<StoredModel, String> {
    open(path.to_str().unwrap(), &Locations::new("no-runs")).map_err(|error| error.to_string())
}

fn floats(tensor: &TensorData<'_>) -> Vec<f32> {
    tensor.bytes.as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect()
}

#[test]
fn each_has_its_name_and_its_order_and_comes_back() {
    let scratch = tempdir().unwrap();
    for (index, (config, of_folder, of_file)) in known().into_iter().enumerate() {
        let at = |end: &str| scratch.path().join(format!("{index}{end}"));
        let source = folder(&at(""), &config, false);
        let text = std::fs::read_to_string(at("").join("config.json")).unwrap();
        assert!(text.contains(of_folder), "{text}");
        export(&source, Format::Gguf, DType::F32, &at(".gguf")).unwrap();
        let file = Gguf::open(&at(".gguf")).unwrap();
        assert_eq!(file.string("general.architecture").unwrap(), of_file);
        assert_eq!(file.value(&format!("{of_file}.attention.key_length")).and_then(Value::as_u64), Some(24));
        let again = open_at(&at(".gguf")).unwrap();
        assert_same_tensors(&source, &again);
        // llama.cpp's Llama turns neighbours and its Qwen half with half, rows and biases and gains alike.
        for (ours, theirs) in [
            ("self_attn.q_proj.weight", "attn_q.weight"),
            ("self_attn.k_proj.bias", "attn_k.bias"),
            ("self_attn.q_norm.weight", "attn_q_norm.weight"),
        ] {
            let Ok(view) = file.get(&format!("blk.1.{theirs}")) else { continue };
            let tensor = source.tensor(&format!("model.layers.1.{ours}")).unwrap();
            assert_eq!(view.bytes == &*tensor.bytes, of_file.starts_with("qwen"), "{theirs} of {of_file}");
            let width = if ours.ends_with("proj.weight") { config.dim } else { 1 };
            let second = &floats(&tensor)[width..2 * width];
            let place = if of_file.starts_with("qwen") { 1 } else { 2 };
            let bytes: Vec<u8> = second.iter().flat_map(|value| value.to_le_bytes()).collect();
            assert_eq!(&view.bytes[4 * width * place..][..4 * width], bytes, "{theirs} of {of_file}");
        }
        export(&again, Format::HuggingFace, DType::F32, &at("-folder")).unwrap();
        assert_same_tensors(&source, &open_at(&at("-folder")).unwrap());
        // In blocks, what is added and what heads are multiplied with stays f32.
        export(&source, Format::Gguf, DType::Q8_0, &at(".gguf")).unwrap();
        let blocks = open_at(&at(".gguf")).unwrap();
        assert_eq!(blocks.config(), &config);
        let stored = blocks.tensors().unwrap();
        assert!(stored.iter().all(|tensor| (tensor.shape.len() == 1) == (tensor.format == "f32")));
    }
}

/// Tensors that the architecture has no use for, and those that it lacks, are errors with their names.
#[test]
fn what_does_not_belong_is_refused_by_name() {
    let scratch = tempdir().unwrap();
    let changed = |of: usize, rename: &dyn Fn(&str) -> Option<String>, architecture: &str| {
        let (config, ..) = known()[of].clone();
        let (from, to) = (scratch.path().join("whole"), scratch.path().join("changed.gguf"));
        let _best_effort = std::fs::remove_dir_all(&from);
        let whole = scratch.path().join("whole.gguf");
        export(&folder(&from, &config, false), Format::Gguf, DType::F32, &whole).unwrap();
        let file = Gguf::open(&whole).unwrap();
        let own = file.string("general.architecture").unwrap();
        let key = |key: &str| key.strip_prefix(own).map_or(key.to_owned(), |rest| format!("{architecture}{rest}"));
        let value = |name: &str, value: &Value| match name {
            "general.architecture" => architecture.into(),
            _ => value.clone(),
        };
        let metadata: Vec<_> = file.metadata().iter().map(|(name, it)| (key(name), value(name, it))).collect();
        let tensors = file.tensors().iter().filter_map(|info| {
            let view = file.get(&info.name).unwrap();
            Some(TensorOut::from_bytes(rename(&info.name)?, view.dtype, view.shape, view.bytes))
        });
        gguf::write(&to, &metadata, tensors.collect()).unwrap();
        let opened = open_at(&to)?;
        opened.load_frozen(&small::cpu()).map(drop).map_err(|error: Error| error.to_string())
    };
    let same = |name: &str| Some(name.to_owned());
    changed(0, &same, "qwen2").unwrap();
    // Under another's name the rows would be turned, or the norms left out.
    assert!(changed(2, &same, "llama").unwrap_err().contains("attn_q_norm.weight"));
    assert!(changed(2, &same, "qwen2").unwrap_err().contains("attn_q_norm.weight"));
    assert!(changed(0, &same, "qwen3").unwrap_err().contains("attn_q.bias"));
    assert!(changed(3, &same, "qwen2").unwrap_err().contains("attn_output.bias"));
    let without = |lost: &'static str| move |name: &str| (!name.contains(lost)).then(|| name.to_owned());
    let missing = changed(0, &without("blk.1.attn_k.bias"), "qwen2").unwrap_err();
    assert!(missing.contains("self_attn.k_proj.bias") || missing.contains("attn_k.bias"), "{missing}");
    assert!(changed(2, &without("blk.0.attn_k_norm"), "qwen3").unwrap_err().contains("k_norm"));
    for name in ["qwen2moe", "qwen3moe", "gemma3", "phi3"] {
        let message = changed(0, &same, name).unwrap_err();
        assert!(message.contains(name) && message.contains("not computed here yet"), "{message}");
    }
}
