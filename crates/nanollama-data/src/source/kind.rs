//! How a file is read, by its name. How its bytes are packed, its content says.

use std::path::Path;

/// How a source is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// Plain text or Markdown: the file is one document.
    Text,
    /// Rows of JSON, one a line or in one array.
    Json,
    /// One row a document.
    Parquet,
}

impl SourceKind {
    /// How a file of that name is read; none where it is of no known kind.
    #[must_use]
    pub fn of(path: &Path) -> Option<SourceKind> {
        kind_of(path).ok()
    }
}

/// Endings of names of packed files, in front of which the kind stands.
const PACKED: [&str; 4] = ["gz", "gzip", "zst", "zstd"];

/// How a file is read; the extension when it is not known.
pub(super) fn kind_of(path: &Path) -> Result<SourceKind, String> {
    let extension = extension(path);
    let inside = path.file_stem().map(Path::new).filter(|_| PACKED.contains(&extension.as_str()));
    match inside.map_or(extension.clone(), self::extension).as_str() {
        "txt" | "text" | "md" | "markdown" | "" => Ok(SourceKind::Text),
        "jsonl" | "ndjson" | "json" => Ok(SourceKind::Json),
        "parquet" if inside.is_none() => Ok(SourceKind::Parquet),
        _ => Err(extension),
    }
}

fn extension(path: &Path) -> String {
    path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_names() {
        for (name, kind) in [
            ("a.TXT", Ok(SourceKind::Text)),
            ("README", Ok(SourceKind::Text)),
            ("a.md.zst", Ok(SourceKind::Text)),
            ("a.gz", Ok(SourceKind::Text)),
            ("a.jsonl", Ok(SourceKind::Json)),
            ("a.json.gz", Ok(SourceKind::Json)),
            ("a.b.ndjson.zst", Ok(SourceKind::Json)),
            ("a.parquet", Ok(SourceKind::Parquet)),
            ("a.parquet.gz", Err("gz".to_owned())),
            ("a.tar.gz", Err("gz".to_owned())),
            ("a.pdf", Err("pdf".to_owned())),
        ] {
            assert_eq!(kind_of(Path::new(name)), kind, "{name}");
        }
    }
}
