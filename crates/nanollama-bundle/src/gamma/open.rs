//! From a file or folder to a γ, and back: which reader and writer.

use std::path::Path;

use nanollama_model::Config;
use nanollama_store::gguf::Gguf;
use nanollama_store::npz::Npz;

use super::vector::Gamma;
use super::{control, delta, file, llama_lora, npz, peft};
use crate::error::{Error, Result};

impl Gamma {
    /// Opens a file: ours (safetensors), nanollama's (`.npz`), llama.cpp's control vectors, or a folder of PEFT's with a LoRA.
    ///
    /// # Errors
    /// [`Error::NotAGamma`] for another file; what the reader of its format reports.
    pub fn open(path: &Path) -> Result<Gamma> {
        if path.join(peft::CONFIG_FILE).is_file() {
            return peft::read(path);
        }
        match &magic(path)? {
            b"PK\x03\x04" => {
                let file = Npz::open(path)?;
                if delta::is_yents(&file) { delta::read_yents(&file) } else { npz::read(path) }
            }
            b"GGUF" => {
                let file = Gguf::open(path)?;
                if control::is_control(&file) {
                    return control::read(&file);
                }
                let what =
                    "it is a GGUF file; one of a LoRA is read beside its model, whose heads say how its rows stand";
                Err(Error::NotAGamma { path: path.to_owned(), what: what.into() })
            }
            _ => file::read(path),
        }
    }

    /// The same for a model of this shape, and llama.cpp's LoRA files, too.
    ///
    /// # Errors
    /// As [`Gamma::open`].
    pub fn open_for(path: &Path, config: &Config) -> Result<Gamma> {
        if path.is_file() && magic(path)? == *b"GGUF" {
            let file = Gguf::open(path)?;
            return if control::is_control(&file) { control::read(&file) } else { llama_lora::read(&file, config) };
        }
        Gamma::open(path)
    }

    /// Writes one of low rank as a LoRA for other programs, beside models of this shape: as llama.cpp's GGUF where `path` ends so,
    /// else as a folder of PEFT's.
    ///
    /// # Errors
    /// [`Error::Field`] naming a tensor that such a LoRA has no place for; when the disk refuses.
    pub fn save_lora(&self, path: &Path, config: &Config) -> Result<()> {
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gguf")) {
            llama_lora::save(self, config, path)
        } else {
            peft::save(self, path)
        }
    }

    /// Writes it, whole or not at all: as nanollama's `.npz` or llama.cpp's control vectors where `path` ends in `.npz` or `.gguf`,
    /// else as our safetensors.
    ///
    /// # Errors
    /// When the disk refuses, or the format does not hold it.
    pub fn save(&self, path: &Path) -> Result<()> {
        match path.extension() {
            Some(end) if end.eq_ignore_ascii_case("npz") => npz::write(self, path),
            Some(end) if end.eq_ignore_ascii_case("gguf") => control::write(self, path),
            _ => file::write(self, path),
        }
    }
}

/// The first bytes of a file; zeros where it has fewer.
fn magic(path: &Path) -> Result<[u8; 4]> {
    use std::io::Read;
    let mut head = Vec::new();
    let opened = std::fs::File::open(path).and_then(|file| file.take(4).read_to_end(&mut head));
    opened.map_err(|source| nanollama_store::Error::io(path, "read", source))?;
    head.resize(4, 0);
    Ok([head[0], head[1], head[2], head[3]])
}
