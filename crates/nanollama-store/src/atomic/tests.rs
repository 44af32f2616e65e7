use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::*;
use crate::buffer::BUFFER;
use crate::error::Error;

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_file_appears_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    write_bytes(&path, b"old").unwrap();
    let failed = write_file(&path, |file| {
        file.write_all(b"half of the n")?;
        Err::<(), _>(io::Error::from(io::ErrorKind::StorageFull))
    });
    let message = failed.unwrap_err().to_string();
    assert!(message.contains("disk is full") && message.contains(path.to_str().unwrap()), "{message}");
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(names(folder.path()), ["a"]);
    write_bytes(&path, b"new").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
}

#[test]
fn the_start_can_be_patched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    let mut file = AtomicFile::create(&path).unwrap();
    file.put(b"0000abc").unwrap();
    file.patch_start(b"1234").unwrap();
    file.put(b"def").unwrap();
    file.commit().unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"1234abcdef");
}

/// The real error of a full device, met when the buffer is flushed in `commit`.
#[cfg(target_os = "linux")]
#[test]
fn a_full_device_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (path, temporary) = (folder.path().join("a"), folder.path().join(".tmp-x"));
    fs::write(&temporary, b"").unwrap();
    let full = File::options().write(true).open("/dev/full").unwrap();
    let mut file = AtomicFile { path: path.clone(), temporary, writer: Some(BufWriter::with_capacity(BUFFER, full)) };
    file.put(b"bytes").unwrap();
    assert!(matches!(file.commit().unwrap_err(), Error::DiskFull { path: named, .. } if named == path));
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_folder_that_is_missing_is_named() {
    let message = write_bytes(Path::new("/nonexistent/folder/file"), b"x").unwrap_err().to_string();
    assert!(message.starts_with("/nonexistent/folder/file: cannot create"), "{message}");
}

#[test]
fn folders_are_made_with_their_parents_and_may_be_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a/b/c");
    create_folder(&path).unwrap();
    create_folder(&path).unwrap();
    create_folder(&path.join("../d")).unwrap();
    assert_eq!(names(&folder.path().join("a/b")), ["c", "d"]);
    fs::write(path.join("file"), b"x").unwrap();
    let message = create_folder(&path.join("file/e")).unwrap_err().to_string();
    assert!(message.contains("cannot create the folder"), "{message}");
}

#[test]
fn folders_are_replaced_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("step");
    for content in ["one", "two"] {
        let temporary = temporary_folder(&path).unwrap();
        fs::write(temporary.join("file"), content).unwrap();
        replace_folder(&temporary, &path).unwrap();
        assert_eq!(fs::read_to_string(path.join("file")).unwrap(), content);
    }
    assert_eq!(names(folder.path()), ["step"]);
}

#[test]
fn cleaning_removes_what_was_left_and_puts_back_what_was_aside() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at(".tmp-1-0-file"), b"half").unwrap();
    fs::create_dir_all(at(".tmp-1-1-step_000002")).unwrap();
    fs::create_dir_all(at(".tmp-old-step_000001")).unwrap();
    fs::write(at(".tmp-old-step_000001").join("DONE"), b"old").unwrap();
    fs::create_dir_all(at(".tmp-old-step_000003")).unwrap();
    fs::create_dir_all(at("step_000003")).unwrap();
    fs::write(at("kept"), b"x").unwrap();
    let live = AtomicFile::create(&at("live")).unwrap();
    clean(folder.path()).unwrap();
    live.commit().unwrap();
    assert_eq!(names(folder.path()), ["kept", "live", "step_000001", "step_000003"]);
    assert_eq!(fs::read(at("step_000001").join("DONE")).unwrap(), b"old");
}
