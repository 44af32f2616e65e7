use std::collections::BTreeMap;
use std::io::Write;

use super::*;
use crate::folder::Folder;
use crate::tensor::TensorOut;
use crate::{hash, safetensors};

#[test]
fn files_are_hashed_as_they_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let values: Vec<f32> = (0..200_000).map(|value| value as f32).collect();
    let saved = save::<Error>(folder.path(), 7, |writer| {
        safetensors::write_into(
            writer,
            "w.safetensors",
            vec![TensorOut::from_f32("w", &[200_000], || (&values).into())],
            &BTreeMap::new(),
        )?;
        writer.put_file("empty", b"")
    });
    saved.unwrap();
    let path = folder.path().join(folder_name(7));
    let mark = Mark::load(&path).unwrap();
    assert_eq!(mark.files.keys().collect::<Vec<_>>(), ["empty", "w.safetensors"]);
    for (name, listed) in &mark.files {
        let file = path.join(name);
        assert_eq!(
            (listed.bytes, &listed.sha256),
            (fs::metadata(&file).unwrap().len(), &hash::sha256_file(&file).unwrap())
        );
    }
    let mut names: Vec<_> = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["DONE", "empty", "w.safetensors"]);
}

#[test]
fn a_file_is_written_once_and_one_that_is_given_up_is_no_part() {
    let folder = tempfile::tempdir().unwrap();
    let saved = save::<Error>(folder.path(), 1, |writer| {
        writer.put_file("a", b"x")?;
        assert!(writer.put_file("a", b"y").is_err());
        let mut given_up = writer.create_file("b")?;
        given_up.write_all(b"half").unwrap();
        drop(given_up);
        Ok(())
    });
    saved.unwrap();
    let checkpoint = Checkpoint::open(&folder.path().join(folder_name(1))).unwrap();
    assert_eq!(checkpoint.files(), ["a"]);
    assert_eq!(fs::read(checkpoint.file("a").unwrap()).unwrap(), b"x");
    assert!(!checkpoint.path().join("b").exists());
}

#[test]
fn only_the_wanted_files_are_hashed_and_the_lengths_of_all_are_checked() {
    let folder = tempfile::tempdir().unwrap();
    let saved = save::<Error>(folder.path(), 1, |writer| {
        writer.put_file("weights", b"1234")?;
        writer.put_file("moments", b"5678")
    });
    saved.unwrap();
    let path = folder.path().join(folder_name(1));
    let weights = |name: &str| name == "weights";
    fs::write(path.join("moments"), b"5679").unwrap();
    assert_eq!(Checkpoint::open_verifying(&path, weights).unwrap().files(), ["moments", "weights"]);
    let message = Checkpoint::open(&path).unwrap_err().to_string();
    assert!(message.contains("moments") && message.contains("SHA-256"), "{message}");
    fs::write(path.join("weights"), b"1235").unwrap();
    assert!(Checkpoint::open_verifying(&path, weights).unwrap_err().to_string().contains("weights"));
    fs::write(path.join("weights"), b"1234").unwrap();
    fs::write(path.join("moments"), b"567").unwrap();
    assert!(Checkpoint::open_verifying(&path, weights).unwrap_err().to_string().contains("it has 3 bytes"));
}
