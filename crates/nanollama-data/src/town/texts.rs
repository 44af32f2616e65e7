//! The texts that are built in: plots, relations, talk, lessons, lists of words. They stand as files in the folders of those who
//! read them; `build.rs` packs them, here they are unpacked, once, when the first is asked for.

use std::io::Read;
use std::sync::OnceLock;

use flate2::read::DeflateDecoder;

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/town.deflate"));
const WHOLE: &str = "the program holds what its build packed";

/// A text by the path of its file below `town/`. A name of no file is a mistake of the program's, which any test of the town finds.
pub(super) fn text(path: &str) -> &'static str {
    let all = all();
    let at = all.binary_search_by_key(&path, |&(path, _)| path);
    all[at.unwrap_or_else(|_| panic!("no text of the town is called {path}"))].1
}

/// The names and texts of a folder's files of one kind, in the order of the names.
pub(super) fn of_kind(folder: &str, kind: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    all().iter().filter_map(move |&(path, text)| {
        let name = path.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(kind)?.strip_suffix('.')?;
        Some((name, text))
    })
}

/// All paths and texts, in the order of the paths.
fn all() -> &'static [(&'static str, &'static str)] {
    static STREAM: OnceLock<String> = OnceLock::new();
    static TEXTS: OnceLock<Vec<(&str, &str)>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let stream = STREAM.get_or_init(|| {
            let mut stream = String::new();
            DeflateDecoder::new(PACKED).read_to_string(&mut stream).expect(WHOLE);
            stream
        });
        let mut rest = stream.as_str();
        let mut texts = Vec::new();
        while let Some((head, behind)) = rest.split_once('\n') {
            let (path, bytes) = head.rsplit_once(' ').expect(WHOLE);
            let (text, behind) = behind.split_at(bytes.parse().expect(WHOLE));
            texts.push((path, text));
            rest = behind;
        }
        texts
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_its_file() {
        assert!(all().is_sorted());
        for (path, text) in all() {
            let file = std::path::Path::new("src/town").join(path);
            assert_eq!(std::fs::read_to_string(file).unwrap(), **text, "{path}");
        }
        assert!(of_kind("plots", "plot").count() > 100 && of_kind("plots", "txt").map(|(name, _)| name).eq(["stock"]));
    }
}
