//! The script of a release that holds a shell script for a program, run on this machine.

use std::process::{Command, Output};

use super::*;

/// A release for every Linux, and a home to install in.
fn release() -> (tempfile::TempDir, tempfile::TempDir) {
    let (out, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for system in target::ALL.iter().filter(|system| system.name.starts_with("linux")) {
        let folder = out.path().join(system.folder());
        for below in ["man", "completions"] {
            fs::create_dir_all(folder.join(below)).unwrap();
        }
        fs::write(folder.join("man/nanollama.1"), "page").unwrap();
        fs::write(folder.join("completions/_nanollama"), "zsh").unwrap();
        fs::write(folder.join("nanollama"), "#!/bin/sh\necho nanollama of a test\n").unwrap();
        let mut tar = Command::new("tar");
        let packed =
            tar.arg("-czf").arg(out.path().join(system.archive())).arg("-C").arg(out.path()).arg(system.folder());
        assert!(packed.status().unwrap().success());
    }
    write(out.path(), "https://nowhere/").unwrap();
    (out, home)
}

fn install(out: &Path, home: &Path, words: &[&str]) -> Output {
    let mut command = Command::new("sh");
    command.arg(out.join("install.sh")).args(words).env("HOME", home).env_remove("XDG_DATA_HOME").output().unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn it_installs_below_the_home_and_checks_what_it_fetched() {
    let (out, home) = release();
    let from = out.path().display().to_string();
    let output = install(out.path(), home.path(), &["--from", &from]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    assert!(said.contains("nanollama of a test") && said.contains("not on your path"), "{said}");
    for made in
        [".local/bin/nanollama", ".local/share/man/man1/nanollama.1", ".local/share/zsh/site-functions/_nanollama"]
    {
        assert!(home.path().join(made).is_file(), "{made}");
    }
    for system in target::ALL.iter().filter(|system| system.name.starts_with("linux")) {
        fs::write(out.path().join(system.archive()), "something else").unwrap();
    }
    fs::remove_dir_all(home.path().join(".local")).unwrap();
    let output = install(out.path(), home.path(), &["--from", &from]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("was expected: nothing was installed") && !home.path().join(".local").exists(), "{said}");
}

#[test]
fn both_scripts_hold_version_place_and_checksums() {
    let (out, _home) = release();
    let sums = fs::read_to_string(out.path().join("SHA256SUMS")).unwrap();
    assert_eq!(sums.lines().count(), 3, "{sums}");
    for (name, _) in SCRIPTS {
        let text = fs::read_to_string(out.path().join(name)).unwrap();
        assert!(text.contains(sums.trim_end()) && text.contains("https://nowhere'"), "{name}");
        for mark in ["@VERSION@", "@URL@", "@SUMS@"] {
            assert!(!text.contains(mark), "{name}: {mark}");
        }
    }
}
