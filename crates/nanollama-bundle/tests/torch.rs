//! `.pt` checkpoints of nanollama's PyTorch trainer, made by `oracle/torch_checkpoint.py`: their models compute what the
//! formulas give in float64, and what is none of nanollama's is refused for its own reason.

mod small;

use std::fs;
use std::path::{Path, PathBuf};

use hostile::{Bound, Counting};
use nanollama_bundle::{Format, Locations, StoredAs, StoredModel, export, import, load_tokenizer, open};
use nanollama_kernel::dtype::DType;
use nanollama_model::{Decoder, Feed, KvCache, Sequence, Wanted};
use nanollama_store::safetensors::Tensors;
use small::{assert_same_tensors, cpu, tokenizer};
use tempfile::{TempDir, tempdir};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/torch")
}

/// A folder with some of the fixtures and a tokenizer of 300 tokens.
fn folder(names: &[&str]) -> TempDir {
    let scratch = tempdir().unwrap();
    for name in names {
        fs::copy(fixtures().join(name), scratch.path().join(Path::new(name).file_name().unwrap())).unwrap();
    }
    tokenizer().save(scratch.path(), None).unwrap();
    scratch
}

fn opened(path: &Path) -> Result<StoredModel, nanollama_bundle::Error> {
    open(path.to_str().unwrap(), &Locations::new("no-runs"))
}

fn refused(path: &Path) -> String {
    opened(path).map(|_| ()).unwrap_err().to_string()
}

/// The logits of a fixture's ids, and those that it should have.
fn logits(source: &StoredModel, expected: &str) -> (Vec<f32>, Vec<f32>) {
    let file = Tensors::open(&fixtures().join("logits.safetensors")).unwrap();
    let bytes = fs::read(fixtures().join("logits.safetensors")).unwrap();
    // Ids are whole numbers, which that reader has no type for.
    let header: serde_json::Value =
        serde_json::from_slice(&bytes[8..8 + u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize]).unwrap();
    let start = 8 + u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize;
    let offsets = &header[format!("{expected}.ids")]["data_offsets"];
    let at = |index: usize| start + offsets[index].as_u64().unwrap() as usize;
    let ids: Vec<u32> = bytes[at(0)..at(1)].as_chunks().0.iter().map(|&id| u32::from_le_bytes(id)).collect();
    let name = format!("{expected}.logits");
    let expected = file.get(&name).unwrap().bytes.as_chunks().0.iter().map(|&b| f32::from_le_bytes(b)).collect();

    let cpu = cpu();
    let (model, mut sequence) = (source.load_frozen(&cpu).unwrap(), Sequence::default());
    let mut cache = KvCache::new(&cpu, model.config(), DType::F32, ids.len()).unwrap();
    let feed = Feed { sequence: &mut sequence, tokens: &ids, wanted: Wanted::All, adapters: &[] };
    (Decoder::new(model.config()).run(&model, &cpu, &mut cache, &mut [feed]).unwrap().to_vec(), expected)
}

fn assert_logits(source: &StoredModel, expected: &str) {
    let (found, expected) = logits(source, expected);
    assert_eq!(found.len(), expected.len());
    let off = found.iter().zip(&expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    println!("largest difference {off:e}");
    assert!(off < 1e-4, "{off}");
}

#[test]
fn checkpoints_compute_what_the_formulas_give() {
    let scratch = folder(&["gqa.pt", "tied.pt", "normed.pt", "weights.pt", "weights_config.json"]);
    for (name, expected) in [("gqa", "gqa"), ("tied", "tied"), ("normed", "normed"), ("weights", "gqa")] {
        let source = opened(&scratch.path().join(format!("{name}.pt"))).unwrap();
        assert_eq!((source.stored_as(), source.name()), (&StoredAs::Torch, name));
        assert_eq!(source.notes(), [""; 0]);
        assert_logits(&source, expected);
    }
    let tied = opened(&scratch.path().join("tied.pt")).unwrap();
    assert_eq!((tied.config().features.softcap, tied.config().features.tied), (Some(15.0), true));
    assert_eq!((tied.config().vocabulary, tied.config().rope_theta), (320, 100_000.0));
    let normed = opened(&scratch.path().join("normed.pt")).unwrap().config().features;
    assert_eq!((normed.qk_norm, normed.post_emb_norm, normed.resformer), (true, true, false));
    // The name says nothing.
    fs::rename(scratch.path().join("gqa.pt"), scratch.path().join("gqa.model")).unwrap();
    assert_eq!(opened(&scratch.path().join("gqa.model")).unwrap().config().vocabulary, 300);
}

#[test]
fn the_old_weights_of_a_hugging_face_folder_are_read() {
    let scratch = folder(&["hf/config.json", "hf/pytorch_model.bin"]);
    let source = opened(scratch.path()).unwrap();
    assert_eq!(source.stored_as(), &StoredAs::HuggingFace);
    assert_logits(&source, "gqa");
    assert!(refused(&scratch.path().join("pytorch_model.bin")).contains("one file of a model's folder"));
}

#[test]
fn old_weights_in_several_files_are_one_model() {
    let parts = ["pytorch_model-00001-of-00002.bin", "pytorch_model-00002-of-00002.bin"];
    let index = "pytorch_model.bin.index.json";
    let names = ["config.json", index, parts[0], parts[1]].map(|name| format!("sharded/{name}"));
    let scratch = folder(&names.each_ref().map(String::as_str));
    let at = |name: &str| scratch.path().join(name);
    let source = opened(scratch.path()).unwrap();
    assert_eq!(source.stored_as(), &StoredAs::HuggingFace);
    assert_logits(&source, "gqa");
    assert!(refused(&at(parts[0])).contains("one file of a model's folder"));

    let text = fs::read_to_string(at(index)).unwrap();
    let put = |text: &str| fs::write(at(index), text).unwrap();
    // What is not where the index says, is nowhere, or is twice.
    put(&text.replacen(parts[0], parts[1], 1));
    let message = refused(scratch.path());
    assert!(message.contains(parts[1]) && message.contains("tensor ") && message.contains(index), "{message}");
    put(&text.replace(parts[1], "elsewhere.bin"));
    assert!(refused(scratch.path()).contains("elsewhere.bin: cannot open"));
    put(&text.replace(parts[1], "../elsewhere.bin"));
    assert!(refused(scratch.path()).contains("no plain file name"));
    fs::copy(at(parts[0]), at("again.bin")).unwrap();
    let norm = "\"model.norm.weight\": ";
    put(&text.replace(&format!("{norm}\"{}\"", parts[1]), &format!("{norm}\"again.bin\"")));
    assert!(refused(scratch.path()).contains("again.bin"));
    put("{\"weight_map\": 3}");
    assert!(refused(scratch.path()).contains("not a readable torch index file"));
    // The pointers that a clone without Git LFS leaves.
    put(&text);
    fs::write(at(parts[1]), "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 42\n").unwrap();
    assert!(refused(scratch.path()).contains("Git LFS"));
    fs::remove_file(at(index)).unwrap();
    fs::remove_file(at(parts[1])).unwrap();
    let message = refused(scratch.path());
    assert!(message.contains("it has no weights") && message.contains(index), "{message}");
    // One file counts more than an index beside it.
    put("{}");
    fs::copy(fixtures().join("hf/pytorch_model.bin"), at("pytorch_model.bin")).unwrap();
    assert_logits(&opened(scratch.path()).unwrap(), "gqa");
}

#[test]
fn a_folder_of_checkpoints_is_its_newest() {
    let scratch = folder(&["gqa.pt", "tied.pt", "adapter.pt", "list.pt"]);
    let at = |name: &str| scratch.path().join(name);
    let base = at("base");
    fs::create_dir(&base).unwrap();
    let put = |from: &str, name: &str| fs::copy(at(from), base.join(name)).map(drop).unwrap();
    assert!(refused(&base).contains("a folder without config.json"));
    tokenizer().save(&base, None).unwrap();
    // In the order of numbers, not of names.
    put("tied.pt", "checkpoint_step900.pt");
    assert_eq!(opened(&base).unwrap().notes(), [""; 0]);
    put("gqa.pt", "checkpoint_step1000.pt");
    fs::write(base.join("checkpoint_step1000_meta.json"), "{}").unwrap();
    let source = opened(&base).unwrap();
    assert_eq!((source.stored_as(), source.name()), (&StoredAs::Torch, "base"));
    assert_eq!(source.path(), base.join("checkpoint_step1000.pt"));
    let notes = source.notes().join("");
    assert!(notes.contains("of 2 checkpoints the newest is opened, checkpoint_step1000.pt"), "{notes}");
    assert_logits(&source, "gqa");
    // Two that are not told apart by a number.
    put("gqa.pt", "merged.pt");
    let message = refused(&base);
    assert!(message.contains("several .pt files") && message.contains("merged.pt"), "{message}");

    // What fine-tuning writes.
    let tuned = at("tuned");
    fs::create_dir(&tuned).unwrap();
    tokenizer().save(&tuned, None).unwrap();
    fs::copy(at("adapter.pt"), tuned.join("adapter_best.pt")).unwrap();
    assert!(refused(&tuned).contains("adapters alone (adapter_best.pt)"));
    fs::copy(at("gqa.pt"), tuned.join("merged.pt")).unwrap();
    assert_logits(&opened(&tuned).unwrap(), "gqa");
}

#[test]
fn exports_and_imports_hold_the_same_numbers() {
    let scratch = folder(&["gqa.pt"]);
    let at = |name: &str| scratch.path().join(name);
    let source = opened(&at("gqa.pt")).unwrap();
    import(&source, &at("runs"), "gqa").unwrap();
    let run = open("gqa", &Locations::new(at("runs"))).unwrap();
    assert_logits(&run, "gqa");
    export(&source, Format::Gguf, DType::F32, &at("gqa.gguf")).unwrap();
    assert_same_tensors(&run, &opened(&at("gqa.gguf")).unwrap());
}

#[test]
fn a_tokenizer_is_looked_for_beside_and_where_nanollama_keeps_them() {
    let scratch = folder(&["gqa.pt"]);
    let at = |name: &str| scratch.path().join(name);
    let file = at("checkpoints/base/gqa.pt");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::rename(at("gqa.pt"), &file).unwrap();
    let message = refused(&file);
    assert!(message.contains("300 tokens") && message.contains("tokenizer.model"), "{message}");
    assert!(message.contains("base/tokenizer") && message.contains("tokenizer_tier3"), "{message}");
    let locations = Locations { tokenizer: Some(at("tokenizer.json")), ..Locations::new("no-runs") };
    assert_eq!(open(file.to_str().unwrap(), &locations).unwrap().notes(), [""; 0]);
    // Of the whole tree, and then of the checkpoint alone.
    tokenizer().save(&at("tokenizer"), None).unwrap();
    let notes = opened(&file).unwrap().notes().join("");
    assert!(notes.contains("its tokenizer is the one in") && notes.contains("tokenizer"), "{notes}");
    tokenizer().save(&file.with_file_name("tokenizer"), None).unwrap();
    assert!(opened(&file).unwrap().notes()[0].contains("base/tokenizer"));
    // A tokenizer is named by its model, too.
    for path in [file.as_path(), file.parent().unwrap()] {
        assert_eq!(load_tokenizer(path).unwrap().vocab_size(), 300);
    }
    assert!(load_tokenizer(&at("checkpoints")).unwrap_err().to_string().contains("tokenizer.json"));
}

#[test]
fn what_is_none_of_nanollamas_is_refused_for_its_own_reason() {
    let scratch = tempdir().unwrap();
    for (name, words) in [
        ("nanochat.pt", &["nanochat's", "value embeddings", "SwiGLU", "residual stream"][..]),
        ("gpt2.pt", &["GPT-2's", "learnt positions"]),
        ("meta.pt", &["Meta's", "another order"]),
        ("adapter.pt", &["LoRA adapter", "merged.pt"]),
        ("early.pt", &["use_qk_norm", "21 February 2026"]),
        ("list.pt", &["something else than a dictionary"]),
        ("windows.pt", &["none of a Llama", "columns"]),
        ("weights.pt", &["config: it is missing", "weights_config.json", "weights_meta.json"]),
        ("legacy.pt", &["before version 1.6"]),
        ("module.pt", &["__main__.Whole", "no pickle is executed"]),
        ("deflated.pt", &["compressed"]),
    ] {
        let path = scratch.path().join(name);
        fs::copy(fixtures().join(name), &path).unwrap();
        let message = refused(&path);
        assert!(message.contains(name) && words.iter().all(|word| message.contains(word)), "{name}: {message}");
    }
}

#[test]
fn a_configuration_that_asks_for_more_is_refused_by_the_field() {
    let scratch = folder(&["weights.pt", "weights_config.json"]);
    let file = scratch.path().join("weights_config.json");
    let text = fs::read_to_string(&file).unwrap();
    for (from, to, words) in [
        ("\"use_resformer\": false", "\"use_resformer\": true", "config: use_resformer is true"),
        ("\"use_post_emb_norm\": false", "\"use_post_emb_norm\": \"yes\"", "use_post_emb_norm"),
        ("\"n_head\": 2", "\"n_head\": 3", "n_head = 3"),
        ("\"n_kv_head\": 1", "\"n_kv_head\": 2", "layers.0.attn.c_k.weight"),
        ("\"n_layer\": 2", "\"n_layer\": 3", "layers.2.attn_norm.weight"),
        ("\"n_layer\": 2", "\"n_layer\": 1", "layers.1."),
        ("\"vocab_size\": 300", "\"vocab_size\": 400", "tok_embeddings.weight"),
        ("\"rope_theta\": 10000.0,", "", "rope_theta"),
        ("\"softcap\"", "\"window\": 4, \"softcap\"", "config: window is 4"),
        ("\"softcap\": 0.0", "\"softcap\": -1.0", "softcap"),
        (
            "\"tie_embeddings\": false",
            "\"tie_embeddings\": true",
            "tensor output.weight is present: but tie_embeddings",
        ),
    ] {
        assert!(text.contains(from), "{from}");
        fs::write(&file, text.replace(from, to)).unwrap();
        let message = refused(&scratch.path().join("weights.pt"));
        assert!(message.contains(words), "{to}: {message}");
    }
}

#[test]
fn damaged_checkpoints_open_or_fail_and_never_panic() {
    let scratch = folder(&["gqa.pt"]);
    let path = scratch.path().join("gqa.pt");
    let whole = fs::read(&path).unwrap();
    // The tokenizer is read, too, whatever the file holds.
    let bound = Bound { ratio: 16, slack: 4 << 20 };
    let outcome = hostile::withstand(hostile::wanted(2000), &whole, bound, |bytes| {
        fs::write(&path, bytes).unwrap();
        opened(&path).is_ok()
    });
    assert!(outcome.refused > 0, "{outcome:?}");
}
