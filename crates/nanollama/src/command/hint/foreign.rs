//! What to do with a file that stands for a model, or holds one in a form that is not read.

use std::path::Path;

use nanollama_bundle::Foreign;

use super::typed::quoted;

/// How to get the model that a file stands for.
pub(super) fn foreign(path: &Path, what: &Foreign) -> String {
    match what {
        Foreign::LfsPointer { .. } => "fetch it with `git lfs pull`, or download the file itself".into(),
        Foreign::Pickle => "convert it to safetensors where it comes from".into(),
        Foreign::OldTorch => format!(
            "save it anew with a newer torch: `python3 -c \"import sys, torch; torch.save(torch.load(sys.argv[1], \
             map_location='cpu', weights_only=True), sys.argv[2])\" {} NEW.pt`",
            quoted(path)
        ),
        Foreign::WebPage => "download the file itself, not the page about it".into(),
        Foreign::Compressed(by) => format!("unpack it first: `{}`", unpack(by, path)),
        Foreign::LlamaC => "use the same model as a .gguf file or a Hugging Face folder".into(),
        Foreign::OneOfAFolder => "name the folder".into(),
        Foreign::Empty => "download or export it again".into(),
    }
}

/// The command that undoes a compression.
fn unpack(by: &str, path: &Path) -> String {
    let path = quoted(path);
    match by {
        // gunzip refuses names without its ending; `-c` does not look at them.
        "gzip" => format!("gunzip -c < {path} > UNPACKED"),
        "zstd" => format!("zstd -dc < {path} > UNPACKED"),
        "xz" => format!("xz -dc < {path} > UNPACKED"),
        "bzip2" => format!("bzip2 -dc < {path} > UNPACKED"),
        _ => format!("unzip {path}"),
    }
}
