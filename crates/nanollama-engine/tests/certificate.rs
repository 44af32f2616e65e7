//! An export is compared with its model before it has a name, and what was found is kept in it.

use std::fs;
use std::path::Path;

use nanollama_bundle::{
    Contents, Format, Importances, Locations, Mix, StoredModel, export_checked, hf, open, quantize_checked,
};
use nanollama_engine::{Error, certify};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::pool::Pool;
use nanollama_model::{Config, initialise, parameters};
use nanollama_store::gguf::Gguf;
use nanollama_store::imatrix::{Entry, Imatrix};
use nanollama_token::chat::TEMPLATE;
use nanollama_token::train::BpeTrainer;
use tempfile::tempdir;

/// A folder of a small model with random weights.
fn folder(path: &Path, seed: u64, chat: bool) -> StoredModel {
    folder_of(path, &Config::new(2, 64, 4, 2, 320, 128), seed, chat)
}

fn folder_of(path: &Path, config: &Config, seed: u64, chat: bool) -> StoredModel {
    let text = ["The cat sat on the mat, the dog ran to the cat."];
    let tokenizer = BpeTrainer::new(300).train(text, &mut |_| {}).unwrap().tokenizer;
    let cpu = Cpu::new(Pool::new(1));
    let mut model = initialise(&cpu, config, seed).unwrap();
    let mut state = seed;
    for weight in model.weights_mut() {
        weight.edit(&cpu, |values| {
            for value in values {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                *value += ((state >> 40) as f32 / (1u64 << 24) as f32 - 0.5) / 8.0;
            }
        });
    }
    let contents = Contents::of_model(&cpu, &model, &tokenizer, chat.then_some(TEMPLATE), "small");
    hf::write(path, &contents, DType::F32).unwrap();
    open(path.to_str().unwrap(), &Locations::new("no-runs")).unwrap()
}

fn exported(source: &StoredModel, kind: (Format, DType), path: &Path) -> Result<String, Error> {
    export_checked(source, kind, path, "small", |file| Ok(certify(source, file, None, 1)?.to_string()))
}

#[test]
fn every_export_is_certified_and_says_so() {
    let scratch = tempdir().unwrap();
    let source = folder(&scratch.path().join("small"), 3, true);
    // Rows are of 64 numbers.
    let kinds = DType::ALL.iter().filter(|dtype| dtype.block() <= 64).map(|&dtype| (Format::Gguf, dtype));
    let kinds = kinds.chain([DType::F32, DType::F16, DType::Bf16].map(|dtype| (Format::HuggingFace, dtype)));
    for (format, dtype) in kinds {
        let path = scratch.path().join(format!("{format:?}-{dtype}.gguf"));
        let text = exported(&source, (format, dtype), &path).unwrap();
        assert!(text.starts_with("certified: tensors exact, logits equal, KL "), "{text}");
        assert!(text.ends_with("template equal"), "{text}");
        assert_eq!(text.contains("KL 0.0e0 "), dtype == DType::F32, "{dtype}: {text}");
        let file = open(path.to_str().unwrap(), &Locations::new("no-runs")).unwrap();
        let certificate = file.certificate().unwrap();
        assert_eq!((certificate.text.as_str(), certificate.source.as_str()), (text.as_str(), "small"));
        assert_eq!(certify(&source, &file, None, 1).unwrap().to_string(), text);
    }
    assert!(source.certificate().is_none());
}

#[test]
fn mixes_are_certified_and_are_what_they_say() {
    let scratch = tempdir().unwrap();
    let mut wide = Config::new(3, 256, 4, 2, 320, 128);
    wide.ffn = 512;
    let narrow = folder(&scratch.path().join("narrow"), 3, false);
    let wide = folder_of(&scratch.path().join("wide"), &wide, 5, false);
    for (source, name, other) in [
        (&narrow, "Q4_K_M", None),
        (&wide, "Q4_K_M", Some(DType::Q6K)),
        (&wide, "Q2_K", Some(DType::Q3K)),
        (&wide, "q3_k_l", Some(DType::Q5K)),
        (&wide, "iq4_xs", Some(DType::Q6K)),
    ] {
        let mix: Mix = name.parse().unwrap();
        let path = scratch.path().join(format!("{}-{name}.gguf", source.config().dim));
        let check = |file: &StoredModel| -> Result<String, Error> { Ok(certify(source, file, None, 1)?.to_string()) };
        let text = quantize_checked(source, (mix, None), &path, "small", check).unwrap();
        assert!(text.starts_with("certified: tensors exact, logits equal, KL "), "{text}");
        let file = open(path.to_str().unwrap(), &Locations::new("no-runs")).unwrap();
        let choices = mix.choices(source.config(), false);
        let stored = Gguf::open(&path).unwrap();
        for choice in &choices {
            assert_eq!(stored.get(&choice.tensor).unwrap().dtype, choice.dtype, "{name} {}", choice.tensor);
        }
        let counted: usize = file.dtypes().unwrap().iter().map(|(_, count)| count).sum();
        assert_eq!(counted, choices.len());
        assert_eq!(stored.u32("general.file_type").unwrap(), mix.file_type());
        assert!(other.is_none_or(|other| file.dtypes().unwrap().iter().any(|(dtype, _)| *dtype == other)), "{name}");
        assert_eq!(choices.iter().any(|choice| choice.dtype != choice.wanted), source.config().dim < 256, "{name}");
    }
}

/// An importance matrix of a few columns that count a thousand times as much as the others.
fn importances(path: &Path, config: &Config) -> Importances {
    let matrices = parameters(config).into_iter().filter(|it| it.layer.is_some() && !it.elementwise());
    let entry = |(cols, tensor): (usize, String)| Entry {
        tensor,
        sums: (0..cols).map(|column| if column % 9 == 0 { 1000.0 } else { 1.0 }).collect(),
        tokens: 10.0,
    };
    let names = matrices.flat_map(|it| it.parts.into_iter().map(move |part| (it.cols, part.gguf_name)));
    let entries = names.map(entry).collect();
    Imatrix { datasets: vec!["some text".into()], chunks: 2, chunk_size: 5, entries }.write(path).unwrap();
    Importances::read(path, config).unwrap()
}

#[test]
fn importances_are_certified_too() {
    let scratch = tempdir().unwrap();
    let mut wide = Config::new(3, 256, 4, 2, 320, 128);
    wide.ffn = 512;
    let source = folder_of(&scratch.path().join("wide"), &wide, 5, false);
    let weighed_by = scratch.path().join("matrix.gguf");
    let importances = importances(&weighed_by, &wide);
    for (name, weighs) in [("Q4_K_M", true), ("Q5_0", true), ("IQ4_NL", true), ("Q8_0", false)] {
        let mix: Mix = name.parse().unwrap();
        let path = scratch.path().join(format!("{name}.gguf"));
        let written = |importances: Option<&Importances>| {
            let check = |file: &StoredModel| -> Result<String, Error> {
                Ok(certify(&source, file, importances, 1)?.to_string())
            };
            quantize_checked(&source, (mix, importances), &path, "wide", check).unwrap();
            let stored = Gguf::open(&path).unwrap();
            let bytes = stored.get("blk.1.ffn_up.weight").unwrap().bytes.to_vec();
            (bytes, stored.value("quantize.imatrix.file").is_some())
        };
        let (plain, none) = written(None);
        let (weighed, some) = written(Some(&importances));
        assert!(!none && some, "{name}");
        assert_eq!(weighed != plain, weighs, "{name}");
        let file = StoredModel::open_gguf(&path, None).unwrap();
        assert_eq!(file.certificate().unwrap().importances.as_deref(), Some(&*weighed_by));
        certify(&source, &file, Some(&importances), 1).unwrap();
        // Without them the same file is another.
        assert_eq!(certify(&source, &file, None, 1).is_err(), weighs, "{name}");
    }
}

#[test]
fn the_first_difference_is_named() {
    let scratch = tempdir().unwrap();
    let at = |name: &str| scratch.path().join(name);
    let source = folder(&at("small"), 3, false);
    let path = at("small.gguf");
    exported(&source, (Format::Gguf, DType::Q8_0), &path).unwrap();
    let refused = |source: &StoredModel, path: &Path| {
        certify(source, &StoredModel::open_gguf(path, None).unwrap(), None, 1).unwrap_err().to_string()
    };
    // One bit of one weight.
    let file = Gguf::open(&path).unwrap();
    let bytes = file.get("blk.1.ffn_up.weight").unwrap().bytes.to_vec();
    drop(file);
    let whole = fs::read(&path).unwrap();
    let start = whole.windows(bytes.len()).position(|window| window == bytes).unwrap();
    let mut damaged = whole.clone();
    damaged[start + 70] ^= 1;
    fs::write(at("bit.gguf"), damaged).unwrap();
    let message = refused(&source, &at("bit.gguf"));
    assert!(message.contains("mlp.up_proj.weight, byte 70 of") && message.contains("0x"), "{message}");
    // Another model, and a template that the file lacks.
    let message = refused(&folder(&at("other"), 4, false), &path);
    assert!(message.contains("tensor model.embed_tokens.weight"), "{message}");
    let message = refused(&folder(&at("chats"), 3, true), &path);
    assert!(message.contains("template") || message.contains("stop tokens"), "{message}");
}

#[test]
fn a_file_that_fails_gets_no_name() {
    let scratch = tempdir().unwrap();
    let source = folder(&scratch.path().join("small"), 3, false);
    for (format, name) in [(Format::Gguf, "out.gguf"), (Format::HuggingFace, "out")] {
        let path = scratch.path().join(name);
        let checked =
            export_checked(&source, (format, DType::F32), &path, "small", |_| Err(Error::NotANumber { position: 7 }));
        assert!(matches!(checked, Err(Error::NotANumber { position: 7 })));
    }
    let left: Vec<_> = fs::read_dir(scratch.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["small"]);
}
