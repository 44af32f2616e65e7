use std::fs;

use super::*;
use crate::corpus::Corpus;
use crate::town::Town;
use nanollama_token::train::BpeTrainer;

/// The id at which the fixtures' texts are cut.
const END: u32 = 250;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/shards").join(name)
}

/// Document n of the fixtures, as `oracle/token_shards.py` makes it.
fn document(number: u32) -> Vec<u32> {
    (0..=number % 5).map(|at| number + 1 + at).collect()
}

fn tokenizer() -> Tokenizer {
    let town = Town::new(3);
    BpeTrainer::new(400).train((0..40).map(|n| town.telling(n).text), &mut |_| {}).unwrap().tokenizer
}

fn import(out: &Path, files: &[&str], form: ShardForm, border: Option<u32>) -> Result<Manifest> {
    let files = files.iter().map(|name| fixture(name)).collect();
    Preparation::new(Vec::new(), out.to_owned()).import_shards(&tokenizer(), &ShardImport { files, form, border })
}

fn documents(out: &Path, split: Split) -> Vec<Vec<u32>> {
    let corpus = Corpus::open(out, split).unwrap();
    (0..corpus.documents()).map(|number| corpus.document(number).unwrap()).collect()
}

#[test]
fn shards_of_llm_c_come_in_cut_at_their_border_across_files() {
    let folder = tempfile::tempdir().unwrap();
    for (form, wide) in [(ShardForm::LlmC, ""), (ShardForm::LlmC, "wide_"), (ShardForm::ModdedNanogpt, "")] {
        let out = folder.path().join(format!("{form:?}{wide}"));
        let names = ["train_000001", "train_000002", "val"].map(|name| format!("llmc_{wide}{name}.bin"));
        let manifest = import(&out, &names.each_ref().map(String::as_str), form, Some(END)).unwrap();
        manifest.verify(&out).unwrap();
        assert_eq!(manifest.separators, Separators { before: Some(END), after: None });
        let whole = |number| [vec![END], document(number)].concat();
        // 33 ids are eight documents and all but the last id of one more, which begins the training files.
        let (ninth, rest) = (whole(8)[..4].to_vec(), document(8)[3..].to_vec());
        assert_eq!(documents(&out, Split::Val), (0..8).map(whole).chain([ninth]).collect::<Vec<_>>());
        let train = documents(&out, Split::Train);
        assert_eq!(train[0], rest);
        assert_eq!(train[1..], (9..40).map(whole).collect::<Vec<_>>());
        let bytes = train.iter().flatten().filter(|id| **id != END).count() as u64;
        assert!(manifest.total(Split::Train).text_bytes >= bytes);
    }
}

#[test]
fn shards_of_nanollama_come_in_a_file_a_document_and_go_out_again() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("in");
    let names = ["nanollama_train_0000.bin", "nanollama_train_0001.bin", "nanollama_val_0000.bin"];
    let manifest = import(&out, &names, ShardForm::Bare, None).unwrap();
    assert_eq!(manifest.separators, Separators::default());
    let all: Vec<u32> = (24..40).flat_map(document).collect();
    assert_eq!(documents(&out, Split::Train)[1], all);
    let back = folder.path().join("back");
    let written = export_shards(&out, ShardForm::Bare, &back).unwrap();
    assert_eq!(written.len(), 2);
    let train = [0, 1].map(|file| fs::read(fixture(names[file])).unwrap()).concat();
    assert_eq!(fs::read(back.join("train_0000.bin")).unwrap(), train);
    assert_eq!(fs::read(back.join("val_0000.bin")).unwrap(), fs::read(fixture(names[2])).unwrap());
    let meta: serde_json::Value = serde_json::from_slice(&fs::read(back.join("meta.json")).unwrap()).unwrap();
    assert_eq!((meta["num_shards"].as_u64(), meta["vocab_size"].as_u64()), (Some(1), Some(400)));
}

#[test]
fn what_goes_out_to_llm_c_comes_in_again() {
    let folder = tempfile::tempdir().unwrap();
    let (out, back) = (folder.path().join("in"), folder.path().join("back"));
    import(&out, &["llmc_val.bin", "llmc_train_000001.bin"], ShardForm::LlmC, Some(END)).unwrap();
    let written = export_shards(&out, ShardForm::ModdedNanogpt, &back).unwrap();
    let again = folder.path().join("again");
    let both = ShardImport { files: written, form: ShardForm::ModdedNanogpt, border: Some(END) };
    Preparation::new(Vec::new(), again.clone()).import_shards(&tokenizer(), &both).unwrap();
    for split in [Split::Train, Split::Val] {
        assert_eq!(documents(&again, split), documents(&out, split));
    }
}

#[test]
fn files_that_lie_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let good = fs::read(fixture("llmc_val.bin")).unwrap();
    let mut long = good.clone();
    long[8..12].copy_from_slice(&u32::MAX.to_le_bytes());
    let wide = fs::read(fixture("llmc_wide_val.bin")).unwrap();
    let (llm_c, modded, bare) = (ShardForm::LlmC, ShardForm::ModdedNanogpt, ShardForm::Bare);
    for (bytes, form, what) in [
        (&good[..1000], llm_c, "header"),
        (&good[..good.len() - 2], llm_c, "33 tokens"),
        (&long[..], llm_c, "tokens"),
        (&[1, 2, 3][..], bare, "odd"),
        (&[][..], bare, "no ids"),
        (&good[..], bare, "llm.c"),
        (&wide[..], modded, "four bytes"),
        (&[0xff, 0xff, 1, 0][..], bare, "65535"),
        (&fs::read(fixture("nanollama_val_0000.bin")).unwrap()[..], llm_c, "header"),
    ] {
        let path = folder.path().join("val_x.bin");
        fs::write(&path, bytes).unwrap();
        let files = vec![fixture("nanollama_train_0000.bin"), path].split_off(usize::from(form != bare));
        let import = ShardImport { files, form, border: Some(END) };
        let out = folder.path().join("out");
        let error = Preparation::new(Vec::new(), out.clone()).import_shards(&tokenizer(), &import).unwrap_err();
        assert!(error.to_string().contains("val_x.bin") && error.to_string().contains(what), "{what}: {error}");
        assert!(!out.exists());
    }
    let error = import(&folder.path().join("none"), &["nanollama_train_0000.bin"], bare, None).unwrap_err();
    assert!(error.to_string().contains("held out"), "{error}");
}
