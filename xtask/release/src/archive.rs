//! What people unpack: the program with its pages and licences in one folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::target::Target;
use crate::tools::{Tools, run};

/// Files of the repository that go along.
const BESIDE: [&str; 3] = ["README.md", "LICENSE-APACHE", "LICENSE-MIT"];

/// Packs a program with its pages, if there are some, and gives the archive's path.
///
/// # Errors
/// Naming the file that cannot be copied, or the packer that fails.
pub(crate) fn pack(
    root: &Path,
    tools: &Tools,
    target: &Target,
    program: &Path,
    pages: &Path,
    out: &Path,
) -> Result<PathBuf, String> {
    let staged = out.join("staged");
    let folder = staged.join(target.folder());
    let _from_before = fs::remove_dir_all(&folder);
    make(&folder)?;
    copy(program, &folder.join(target.program()))?;
    for name in BESIDE {
        copy(&root.join(name), &folder.join(name))?;
    }
    for below in ["completions", "man"].map(|name| pages.join(name)).iter().filter(|below| below.is_dir()) {
        let to = folder.join(below.file_name().unwrap_or_default());
        make(&to)?;
        for entry in fs::read_dir(below).map_err(|error| format!("{}: {error}", below.display()))?.flatten() {
            copy(&entry.path(), &to.join(entry.file_name()))?;
        }
    }
    let archive = out.join(target.archive());
    if target.is_windows() {
        let mut zip = tools.python();
        zip.args(["-m", "zipfile", "-c"]).arg(&archive).arg(target.folder()).current_dir(&staged);
        run(&mut zip)?;
    } else {
        // The same files make the same bytes: names in order, nobody's, of no hour.
        let mut tar = Command::new("tar");
        tar.args(["--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--mtime=@0", "-I", "gzip -9n", "-cf"]);
        run(tar.arg(&archive).arg("-C").arg(&staged).arg(target.folder()))?;
    }
    Ok(archive)
}

fn make(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    fs::copy(from, to).map(|_| ()).map_err(|error| format!("{}: {error}", from.display()))
}
