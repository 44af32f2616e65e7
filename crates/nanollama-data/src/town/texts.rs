//! The texts that are built in: plots, relations, talk, lessons, lists of words. They stand as files in the folders of those who
//! read them.

use nanollama_packed::Packed;

static TEXTS: Packed = Packed::new(include_bytes!(concat!(env!("OUT_DIR"), "/packed")));

/// A text by the path of its file below `town/`.
pub(super) fn text(path: &str) -> &'static str {
    TEXTS.text(path)
}

/// The names and texts of a folder's files of one kind, in the order of the names.
pub(super) fn of_kind(folder: &str, kind: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    TEXTS.all().iter().filter_map(move |&(path, text)| {
        let name = path.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(kind)?.strip_suffix('.')?;
        Some((name, text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_its_file() {
        assert!(TEXTS.all().is_sorted());
        for (path, text) in TEXTS.all() {
            let file = std::path::Path::new("src/town").join(path);
            assert_eq!(std::fs::read_to_string(file).unwrap(), **text, "{path}");
        }
        assert!(of_kind("plots", "plot").count() > 100 && of_kind("plots", "txt").map(|(name, _)| name).eq(["stock"]));
    }
}
