//! What is written is read back: Hugging Face folders, GGUF files, runs made by import, in every order.

mod small;

use std::fs;

use nanollama_bundle::{Contents, Error, Format, Locations, StoredAs, StoredModel, export, gguf, hf, import, open};
use nanollama_kernel::dtype::DType;
use nanollama_token::chat::TEMPLATE;
use small::{assert_same_tensors, config, cpu, folder, model, names, tokenizer};
use tempfile::tempdir;

#[test]
fn hf_to_gguf_to_run_and_back_is_the_identity() {
    for tied in [false, true] {
        let scratch = tempdir().unwrap();
        let at = |name: &str| scratch.path().join(name);
        let original = folder(&at("small"), &config(tied), true);
        assert_eq!(original.stored_as(), &StoredAs::HuggingFace);
        let memory = model(&config(tied));
        for name in names(&config(tied)) {
            let stored: Vec<f32> =
                original.tensor(&name).unwrap().bytes.as_chunks().0.iter().map(|&b| f32::from_le_bytes(b)).collect();
            assert_eq!(stored, *memory.tensor(&cpu(), &name).unwrap(), "{name}");
        }

        export(&original, Format::Gguf, DType::F32, &at("small.gguf")).unwrap();
        let file = StoredModel::open_gguf(&at("small.gguf"), None).unwrap();
        assert_same_tensors(&original, &file);
        assert_eq!(file.tokenizer().hash(), original.tokenizer().hash());
        assert_eq!((file.chat(), file.name()), (Some(TEMPLATE), "small"));
        assert_eq!(file.stop_tokens(), original.stop_tokens());

        let locations = Locations::new(at("runs"));
        import(&file, &at("runs"), "small").unwrap();
        for name in ["small", "small@0"] {
            let run = open(name, &locations).unwrap();
            assert_eq!(run.stored_as(), &StoredAs::Checkpoint { run: "small".into(), step: 0, average: false });
            assert_same_tensors(&original, &run);
            assert_eq!((run.chat(), run.tokenizer().hash()), (Some(TEMPLATE), original.tokenizer().hash()));
        }
        let run = open("small", &locations).unwrap();
        export(&run, Format::Gguf, DType::F32, &at("again.gguf")).unwrap();
        assert!(fs::read(at("small.gguf")).unwrap() == fs::read(at("again.gguf")).unwrap());
        export(&run, Format::HuggingFace, DType::F32, &at("again")).unwrap();
        for file in ["model.safetensors", "config.json", "tokenizer.json", "generation_config.json", "README.md"] {
            assert!(fs::read(at("small").join(file)).unwrap() == fs::read(at("again").join(file)).unwrap(), "{file}");
        }
        // A checkpoint's and a run's folder are names, too.
        let by_path = open(at("runs/small/checkpoints/step_000000").to_str().unwrap(), &locations).unwrap();
        assert_eq!(by_path.stored_as(), run.stored_as());
        assert_same_tensors(&open(at("runs/small").to_str().unwrap(), &locations).unwrap(), &run);
    }
}

#[test]
fn a_base_model_carries_no_template_anywhere() {
    let scratch = tempdir().unwrap();
    let source = folder(&scratch.path().join("base"), &config(false), false);
    assert_eq!(source.chat(), None);
    let file = scratch.path().join("base.gguf");
    export(&source, Format::Gguf, DType::F32, &file).unwrap();
    assert_eq!(StoredModel::open_gguf(&file, None).unwrap().chat(), None);
    let text = fs::read_to_string(scratch.path().join("base/tokenizer_config.json")).unwrap();
    assert!(!text.contains("chat_template"));
}

#[test]
fn smaller_formats_are_near_and_norms_stay_exact() {
    let scratch = tempdir().unwrap();
    let source = folder(&scratch.path().join("small"), &config(false), false);
    let cpu = cpu();
    let dense = source.load_dense(&cpu).unwrap();
    // What a number may be off, beside the largest of those that are rounded with it. Of f16 and bf16 that is itself: half a
    // step of 11 or 8 bits. A block's step is 1/127, 1/8 or 1/16 of it, and its scale is an f16: the largest is off by that,
    // too; q4_0 has no eighth step on the other side. With a least value, fifteen or 31 steps cross a range of at most twice
    // the largest, and both numbers are f16. What f16 cannot scale down any further is off by half its least step.
    let (scale, least) = (1.0 / 2048.0, 0.5f32.powi(25));
    let shares = [
        (DType::F16, scale),
        (DType::Bf16, 1.0 / 256.0),
        (DType::Q8_0, 0.5 / 127.0 + scale),
        (DType::Q4_0, 1.0 / 8.0 + scale),
        (DType::Q4_1, 1.0 / 15.0 + 3.0 * scale),
        (DType::Q5_0, 1.0 / 16.0 + scale),
        (DType::Q5_1, 1.0 / 31.0 + 3.0 * scale),
    ];
    for (dtype, share) in shares {
        let path = scratch.path().join(format!("{dtype}.gguf"));
        export(&source, Format::Gguf, dtype, &path).unwrap();
        let file = StoredModel::open_gguf(&path, None).unwrap();
        let smaller = file.load_dense(&cpu).unwrap();
        for (name, shape, values) in dense.tensors(&cpu) {
            let stored = file.tensor(name).unwrap();
            assert_eq!(stored.dtype, if shape.len() == 1 { DType::F32 } else { dtype }, "{name}");
            let theirs = smaller.tensor(&cpu, name).unwrap();
            let (block, share, least) = if shape.len() == 1 { (1, 0.0, 0.0) } else { (dtype.block(), share, least) };
            for (values, theirs) in values.chunks(block).zip(theirs.chunks(block)) {
                let limit = least + share * values.iter().fold(0.0, |most: f32, value| most.max(value.abs()));
                assert!(values.iter().zip(theirs).all(|(a, b)| (a - b).abs() <= limit), "{dtype} {name}");
            }
        }
    }
    for dtype in [DType::F16, DType::Bf16] {
        let path = scratch.path().join(format!("hf-{dtype}"));
        export(&source, Format::HuggingFace, dtype, &path).unwrap();
        let reread = open(path.to_str().unwrap(), &Locations::new("no-runs")).unwrap();
        assert_eq!(reread.tensor("model.norm.weight").unwrap().dtype, dtype);
    }
}

#[test]
fn what_a_format_cannot_hold_is_refused_and_nothing_is_left() {
    let scratch = tempdir().unwrap();
    let mut odd = config(false);
    odd.ffn = 44;
    let source = folder(&scratch.path().join("odd"), &odd, false);
    let path = scratch.path().join("odd.gguf");
    for dtype in [DType::Q8_0, DType::Q4_0, DType::Q5_1] {
        let message = export(&source, Format::Gguf, dtype, &path).unwrap_err().to_string();
        assert!(message.contains("blk.0.ffn_down.weight") && message.contains("44"), "{message}");
        assert!(message.contains(dtype.name()), "{message}");
        let message = export(&source, Format::HuggingFace, dtype, &scratch.path().join("new")).unwrap_err().to_string();
        assert!(message.contains(dtype.name()), "{message}");
    }
    let full = scratch.path().join("odd");
    let error = export(&source, Format::HuggingFace, DType::F32, &full).unwrap_err();
    assert!(matches!(error, Error::Occupied { .. }), "{error}");

    let mut huge = model(&config(false));
    let cpu = cpu();
    huge.weights_mut()[0].edit(&cpu, |values| values[7] = 1e6);
    let tokenizer = tokenizer();
    let contents = Contents::of_model(&cpu, &huge, &tokenizer, None, "huge");
    let message = gguf::write(&path, &contents, DType::F16).unwrap_err().to_string();
    assert!(message.contains("token_embd.weight") && message.contains("1e6"), "{message}");
    assert!(hf::write(&scratch.path().join("huge"), &contents, DType::F16).is_err());

    let left: Vec<_> = fs::read_dir(scratch.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| name == "odd" || name == "huge"), "{left:?}");
}

#[test]
fn import_refuses_an_existing_run() {
    let scratch = tempdir().unwrap();
    let source = folder(&scratch.path().join("small"), &config(false), false);
    let runs = scratch.path().join("runs");
    import(&source, &runs, "one").unwrap();
    assert!(import(&source, &runs, "one").unwrap_err().to_string().contains("exists"));
    assert!(import(&source, &runs, "../two").is_err());
    assert!(open("one", &Locations::new(&runs)).is_ok());
}
