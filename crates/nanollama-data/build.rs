//! Packs the town's texts for `town::texts`: more than a megabyte as they are written. A `.txt`, `.plot`, `.rel` or `.talk` is a
//! text of the town and not a word to its writers.

fn main() -> std::io::Result<()> {
    nanollama_packed::pack("src/town", &["plot", "rel", "talk", "txt"])
}
