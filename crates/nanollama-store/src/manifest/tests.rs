use std::fs;

use super::*;
use crate::shard::ShardWriter;

fn folder() -> (tempfile::TempDir, Manifest) {
    let folder = tempfile::tempdir().unwrap();
    let mut manifest = Manifest::new("ab", 1000, Separators { before: Some(998), after: Some(999) });
    for (file, split) in [("train_000000.bin", Split::Train), ("val_000000.bin", Split::Val)] {
        let mut writer = ShardWriter::create(&folder.path().join(file), Width::for_vocab(1000)).unwrap();
        writer.push_document(&[998, 5, 6, 999]).unwrap();
        let written = writer.finish().unwrap();
        let (tokens, documents, sha256) = (written.tokens, written.documents, written.sha256);
        manifest.shards.push(ShardEntry { file: file.into(), split, tokens, documents, text_bytes: 12, sha256 });
    }
    manifest.sources.push(SourceEntry { name: "stdin".into(), documents: 2, text_bytes: 24 });
    manifest.save(folder.path()).unwrap();
    (folder, manifest)
}

#[test]
fn a_manifest_comes_back_and_its_shards_verify() {
    let (folder, manifest) = folder();
    let loaded = Manifest::load(folder.path()).unwrap();
    assert_eq!(loaded, manifest);
    assert_eq!(loaded.total(Split::Val), Totals { shards: 1, tokens: 4, documents: 1, text_bytes: 12 });
    loaded.verify(folder.path()).unwrap();
    assert_eq!(loaded.open_shards(folder.path(), Split::Train).unwrap().len(), 1);
}

#[test]
fn contradictions_are_named() {
    let (folder, manifest) = folder();
    let path = folder.path().join(MANIFEST_FILE);
    let text = fs::read_to_string(&path).unwrap();
    for (from, to, expected) in [
        ("\"format\": 1", "\"format\": 2", "its format is 2"),
        ("\"tokens\": 4", "\"tokens\": 5", "not the sums"),
        ("val_000000.bin", "train_000000.bin", "comes twice"),
        ("val_000000.bin", "../val.bin", "no plain file name"),
        ("\"after\": 999", "\"after\": 1000", "separator 1000"),
        ("\"split\"", "\"spilt\"", "spilt"),
        ("{", "", "line 2"),
    ] {
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let message = Manifest::load(folder.path()).unwrap_err().to_string();
        assert!(message.contains(expected) && message.contains(MANIFEST_FILE), "{message}");
    }
    fs::remove_file(&path).unwrap();
    assert!(Manifest::load(folder.path()).unwrap_err().to_string().contains(MANIFEST_FILE));
    let mut changed = manifest;
    changed.shards[0].tokens = 5;
    changed.save(folder.path()).unwrap();
    assert!(changed.open_shards(folder.path(), Split::Train).unwrap_err().to_string().contains("it has 4 tokens"));
    changed.shards[0].tokens = 4;
    changed.shards[0].sha256 = "00".into();
    assert!(changed.verify(folder.path()).unwrap_err().to_string().contains("SHA-256"));
}
