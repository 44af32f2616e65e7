//! Packs the kernels and what they share for `source`.

fn main() -> std::io::Result<()> {
    nanollama_packed::pack("src", &["cu"])
}
