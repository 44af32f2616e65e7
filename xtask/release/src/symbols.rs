//! The versions of glibc's functions that a program asks for. The newest decides on which systems it starts.

use std::path::Path;

/// Before every version, in the table of names that a program has of its libraries.
const PREFIX: &[u8] = b"GLIBC_";

/// The newest version that a program asks for.
///
/// # Errors
/// When it is newer than `most`, there is none, or the file cannot be read.
pub(crate) fn check(program: &Path, most: (u32, u32)) -> Result<String, String> {
    let bytes = std::fs::read(program).map_err(|error| format!("{}: {error}", program.display()))?;
    let shown = |(major, minor): (u32, u32)| format!("{major}.{minor}");
    match newest(&bytes) {
        Some(found) if found > most => Err(format!(
            "{} asks for functions of glibc {}, and should run with {}",
            program.display(),
            shown(found),
            shown(most)
        )),
        Some(found) => Ok(shown(found)),
        None => Err(format!("{} names no version of glibc: it is no program of that system", program.display())),
    }
}

/// The newest version named in a file: `GLIBC_2.17` up to a zero byte, a third number left out.
fn newest(bytes: &[u8]) -> Option<(u32, u32)> {
    let starts = (0..bytes.len()).filter(|&at| bytes[at..].starts_with(PREFIX));
    starts.filter_map(|at| version(&bytes[at + PREFIX.len()..])).max()
}

fn version(bytes: &[u8]) -> Option<(u32, u32)> {
    let end = bytes.iter().take(16).position(|&byte| byte == 0)?;
    let mut numbers = std::str::from_utf8(&bytes[..end]).ok()?.split('.').map(|number| number.parse::<u32>().ok());
    Some((numbers.next()??, numbers.next()??))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_counts_and_other_text_does_not() {
        let bytes = b"xGLIBC_2.2.5\0GLIBC_2.17\0GLIBC_2.4\0GLIBC_PRIVATE\0says GLIBC_2.99 in a text";
        assert_eq!(newest(bytes), Some((2, 17)));
        assert_eq!(newest(b"nothing"), None);
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        assert_eq!(check(file.path(), (2, 17)).unwrap(), "2.17");
        let fault = check(file.path(), (2, 5)).unwrap_err();
        assert!(fault.contains("glibc 2.17") && fault.contains("with 2.5"), "{fault}");
    }
}
