//! Packs the town's texts for `town::texts`: more than a megabyte as they are written, less than a third of that in the program.
//! For each file, in the order of the names, a line `PATH BYTES` and its bytes; all of it one deflated stream.

use std::env;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::DeflateEncoder;

const ROOT: &str = "src/town";
/// What is a text of the town and not a word to its writers.
const KINDS: [&str; 4] = ["plot", "rel", "talk", "txt"];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={ROOT}");
    let mut names = Vec::new();
    collect(Path::new(ROOT), "", &mut names)?;
    names.sort();
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    let mut packed = DeflateEncoder::new(File::create(Path::new(&out).join("town.deflate"))?, Compression::best());
    for name in names {
        let text = fs::read(Path::new(ROOT).join(&name))?;
        writeln!(packed, "{name} {}", text.len())?;
        packed.write_all(&text)?;
    }
    packed.finish()?;
    Ok(())
}

/// The names of all texts in a folder, from the root, with `/` between on every system.
fn collect(folder: &Path, within: &str, names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{within}{}", entry.file_name().display());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), names)?;
        } else if KINDS.iter().any(|kind| name.ends_with(&format!(".{kind}"))) {
            names.push(name);
        }
    }
    Ok(())
}
