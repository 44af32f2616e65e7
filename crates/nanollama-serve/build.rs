//! Packs the files of the page for `page`.

fn main() -> std::io::Result<()> {
    nanollama_packed::pack("web", &["css", "html", "js", "svg"])
}
