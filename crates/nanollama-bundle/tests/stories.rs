//! A real model that others made: stories260K as Hugging Face folder and as GGUF.

mod small;

use std::path::PathBuf;

use nanollama_bundle::{Error, Format, Locations, StoredModel, export, import, open};
use nanollama_kernel::dtype::DType;
use small::{assert_same_tensors, names};
use tempfile::tempdir;

fn data(file: &str) -> PathBuf {
    let root = std::env::var("NANOLLAMA_TEST_DATA").expect("NANOLLAMA_TEST_DATA names the folder of real data");
    PathBuf::from(root).join("weights/stories260K").join(file)
}

fn locations(runs: PathBuf) -> Locations {
    Locations { tokenizer: Some(data("stories260K-f32.gguf")), ..Locations::new(runs) }
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn folder_and_file_hold_the_same_tensors() {
    let folder = open(data("").to_str().unwrap(), &locations("no-runs".into())).unwrap();
    let file = StoredModel::open_gguf(&data("stories260K-f32.gguf"), None).unwrap();
    for name in names(folder.config()) {
        assert!(folder.tensor(&name).unwrap().bytes == file.tensor(&name).unwrap().bytes, "{name}");
    }
    // Others' converter wrote the tied table twice.
    assert!(folder.config().features.tied && !file.config().features.tied);
    assert!(file.tensor("lm_head.weight").unwrap().bytes == file.tensor("model.embed_tokens.weight").unwrap().bytes);
    let without = open(data("").to_str().unwrap(), &Locations::new("no-runs")).map(|_| ()).unwrap_err();
    assert!(matches!(without, Error::NoTokenizer { .. }), "{without}");
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn import_export_import_is_the_identity() {
    let scratch = tempdir().unwrap();
    let runs = scratch.path().join("runs");
    let sources = [
        open(data("").to_str().unwrap(), &locations(runs.clone())).unwrap(),
        StoredModel::open_gguf(&data("stories260K-f32.gguf"), None).unwrap(),
    ];
    for (index, source) in sources.iter().enumerate() {
        let first = format!("first-{index}");
        import(source, &runs, &first).unwrap();
        let run = open(&first, &Locations::new(&runs)).unwrap();
        assert_same_tensors(source, &run);
        // tokenizer.json ranks merges where SentencePiece scores tokens: other numbers, the same ids.
        for text in ["Once upon a time, there was a little girl named Lily.", "  Ünïcödé\n\t 日本 🙂 ", "a", ""]
        {
            assert_eq!(run.tokenizer().encode(text), source.tokenizer().encode(text), "{text}");
        }
        for (format, path) in [(Format::Gguf, format!("{index}.gguf")), (Format::HuggingFace, format!("{index}"))] {
            let path = scratch.path().join(path);
            export(&run, format, DType::F32, &path).unwrap();
            let exported = open(path.to_str().unwrap(), &Locations::new(&runs)).unwrap();
            assert_same_tensors(&run, &exported);
            let second = format!("second-{index}-{format:?}");
            import(&exported, &runs, &second).unwrap();
            let second = open(&second, &Locations::new(&runs)).unwrap();
            assert_same_tensors(&run, &second);
            assert_eq!(second.tokenizer().hash(), run.tokenizer().hash());
            assert_eq!(second.tokenizer().adds_bos(), source.tokenizer().adds_bos());
        }
    }
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_DATA"]
fn q8_0_refuses_its_odd_rows_by_name() {
    let scratch = tempdir().unwrap();
    let file = StoredModel::open_gguf(&data("stories260K-f32.gguf"), None).unwrap();
    let error = export(&file, Format::Gguf, DType::Q8_0, &scratch.path().join("x.gguf")).unwrap_err().to_string();
    assert!(error.contains("ffn_down") && error.contains("172"), "{error}");
}
