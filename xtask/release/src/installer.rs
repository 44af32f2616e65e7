//! Checksums, and the scripts that install a release. A script holds the checksums of the release that it belongs to, so what
//! it fetches is what was made with it.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::target;

/// The scripts, as they are before a release fills them in.
const SCRIPTS: [(&str, &str); 2] =
    [("install.sh", include_str!("../install.sh")), ("install.ps1", include_str!("../install.ps1"))];

/// Writes `SHA256SUMS` over the archives in a folder, and the scripts beside it.
///
/// # Errors
/// Naming the file that cannot be read or written.
pub(crate) fn write(out: &Path, url: &str) -> Result<(), String> {
    let mut sums = String::new();
    for archive in target::ALL.iter().map(target::Target::archive).filter(|archive| out.join(archive).is_file()) {
        let path = out.join(&archive);
        let sum = sha256(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        sums.push_str(&format!("{sum}  {archive}\n"));
    }
    put(&out.join("SHA256SUMS"), &sums)?;
    for (name, text) in SCRIPTS {
        put(&out.join(name), &filled(text, url, &sums))?;
    }
    print!("{sums}");
    Ok(())
}

/// A script for one release.
fn filled(text: &str, url: &str, sums: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    text.replace("@VERSION@", version).replace("@URL@", url.trim_end_matches('/')).replace("@SUMS@", sums.trim_end())
}

fn put(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// The SHA-256 of a file, in hexadecimal digits.
fn sha256(path: &Path) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut File::open(path)?, &mut bytes)?;
    hasher.update(&bytes);
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests;
