use std::fs;
use std::path::PathBuf;

use super::*;

fn written(folder: &Path, width: Width) -> (PathBuf, Written) {
    let path = folder.join("train_000000.bin");
    let mut writer = ShardWriter::create(&path, width).unwrap();
    for document in [[1, 2, 3].as_slice(), &[9], &[65_535, 0]] {
        writer.push_document(document).unwrap();
    }
    assert!(!path.exists());
    let written = writer.finish().unwrap();
    (path, written)
}

#[test]
fn both_widths_round_trip() {
    for width in [Width::U16, Width::U32] {
        let folder = tempfile::tempdir().unwrap();
        let (path, written) = written(folder.path(), width);
        let shard = Shard::open(&path).unwrap();
        assert_eq!((shard.len(), shard.width()), (6, width));
        let mut ids = [0; 6];
        shard.read(0, &mut ids).unwrap();
        assert_eq!(ids, [1, 2, 3, 9, 65_535, 0]);
        shard.read(2, &mut ids[..2]).unwrap();
        assert_eq!(ids[..2], [3, 9]);
        assert!(shard.read(4, &mut ids[..3]).unwrap_err().to_string().contains("3 tokens from 4"));
        assert!(shard.read(usize::MAX - 1, &mut ids[..3]).is_err());
        assert_eq!((written.tokens, written.documents, written.sha256), (6, 3, shard.sha256()));
        let documents = shard.documents().unwrap();
        let ranges: Vec<_> = (0..4).map(|index| documents.range(index)).collect();
        assert_eq!(ranges, [Some(0..3), Some(3..4), Some(4..6), None]);
        let containing: Vec<_> = (0..7).map(|token| documents.containing(token)).collect();
        assert_eq!(containing, [0, 0, 0, 1, 2, 2, 9].map(|document| Some(document).filter(|found| *found < 3)));
        shard.check_ids(65_536).unwrap();
        assert!(shard.check_ids(65_535).unwrap_err().to_string().contains("token 4 has id 65535"));
    }
}

/// The bytes llm.c writes: `header[0..3] = magic, version, count`, 256 i32 in all.
#[test]
fn the_header_is_llm_cs() {
    for (width, magic, version, length) in [(Width::U16, 20_240_520i32, 1i32, 1036), (Width::U32, 20_240_801, 7, 1048)]
    {
        let folder = tempfile::tempdir().unwrap();
        let (path, _) = written(folder.path(), width);
        let bytes = fs::read(path).unwrap();
        let expected = [magic.to_le_bytes(), version.to_le_bytes(), 6i32.to_le_bytes(), [0; 4]].concat();
        assert_eq!((bytes.len(), &bytes[..16]), (length, expected.as_slice()));
    }
}

#[test]
fn writers_refuse_what_the_format_cannot_hold() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = ShardWriter::create(&folder.path().join("a.bin"), Width::U16).unwrap();
    assert!(writer.push_document(&[65_536]).unwrap_err().to_string().contains("65536 into a u16"));
    assert!(writer.push_document(&[]).is_err());
    drop(writer);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    assert_eq!((Width::for_vocab(65_536), Width::for_vocab(65_537)), (Width::U16, Width::U32));
}

#[test]
fn damaged_shards_and_indexes_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = written(folder.path(), Width::U16);
    let index = documents_path(&path);
    let (shard, documents) = (fs::read(&path).unwrap(), fs::read(&index).unwrap());
    let changed = |bytes: &[u8], at: usize, byte: u8| {
        let mut bytes = bytes.to_vec();
        bytes[at] = byte;
        bytes
    };
    for (bytes, expected) in [
        (shard[..1035].to_vec(), "12 bytes, and 11 bytes follow"),
        (shard[..100].to_vec(), "the header needs 1024"),
        (changed(&shard, 8, 7), "says 7 tokens"),
        (changed(&shard, 11, 255), "its header says"),
        (changed(&shard, 0, 0), "magic"),
        (changed(&shard, 4, 7), "version 7"),
    ] {
        fs::write(&path, bytes).unwrap();
        let message = Shard::open(&path).unwrap_err().to_string();
        assert!(message.contains(expected) && message.contains("train_000000.bin"), "{message}");
    }
    fs::write(&path, &shard).unwrap();
    for (bytes, expected) in [
        (changed(&documents, 0, 0), "nlmdocs1"),
        (changed(&documents, 8, 4), "claims 4 documents"),
        (changed(&documents, 8, 2), "2 documents take 16 bytes"),
        (changed(&documents, 16, 5), "a shard of 5 tokens"),
        (changed(&documents, 24, 1), "document 0 starts at token 1"),
        (changed(&documents, 40, 3), "document 2 starts at token 3"),
        (changed(&documents, 40, 6), "stay below 6"),
        (documents[..47].to_vec(), "claims 3 documents"),
    ] {
        fs::write(&index, bytes).unwrap();
        let message = Shard::open(&path).unwrap().documents().unwrap_err().to_string();
        assert!(message.contains(expected) && message.contains(".bin.docs"), "{message}");
    }
}
