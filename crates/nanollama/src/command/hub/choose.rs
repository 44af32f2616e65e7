//! Which files of a repository are the model that is meant: a Hugging Face folder, or one GGUF file, split or not, by the name of
//! its quantisation as llama.cpp's `-hf USER/REPO:QUANT` finds it.

use std::path::{Path, PathBuf};

use anyhow::bail;

/// What is taken where none is named, in this order.
const USUAL: [&str; 2] = ["Q4_K_M", "Q8_0"];
/// GGUF files that are no model of text.
const BESIDE: [&str; 2] = ["mmproj", "imatrix"];
/// Ends of files that belong to a folder's model beside its weights.
const OF_MODEL: [&str; 6] = [".json", ".jinja", ".model", ".txt", ".md", ".tiktoken"];

/// The files of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::command) struct Chosen {
    /// Small ones first, so that weights are there only when everything is.
    pub(in crate::command) files: Vec<String>,
    /// The file that is opened; none where the folder is.
    pub(in crate::command) opens: Option<String>,
    /// Why these, where others could be meant.
    pub(in crate::command) note: Option<String>,
}

impl Chosen {
    /// What to open, below the folder of a commit.
    pub(in crate::command) fn place(&self, snapshot: &Path) -> PathBuf {
        match &self.opens {
            Some(file) => snapshot.join(file),
            None => snapshot.to_owned(),
        }
    }

    /// Whether no part of a split file is lacking.
    pub(in crate::command) fn is_complete(&self) -> bool {
        self.files.iter().filter_map(|file| part(file)).all(|(stem, _, count)| {
            self.files.iter().filter_map(|other| part(other)).filter(|(other, ..)| *other == stem).count() == count
        })
    }
}

/// Chooses among paths.
///
/// # Errors
/// When nothing fits, or several do: with what there is.
pub(in crate::command) fn model(paths: &[&str], quant: Option<&str>) -> anyhow::Result<Chosen> {
    let groups = groups(paths);
    if let Some(quant) = quant {
        return match with_quant(&groups, quant) {
            Some(group) => Ok(one(group, None)),
            None if groups.is_empty() => bail!("there is no GGUF file, so no {quant} of it: {}", listed(paths)),
            None => bail!("no GGUF file is called {quant}; there are {}", named(&groups)),
        };
    }
    let weights = weights(paths);
    if paths.contains(&"config.json") && !weights.is_empty() {
        return Ok(folder(paths, weights));
    }
    if let [only] = groups.as_slice() {
        return Ok(one(only, None));
    }
    for usual in USUAL {
        if let Some(group) = with_quant(&groups, usual) {
            return Ok(one(group, Some(format!("{usual} of {}; another with :QUANT", named(&groups)))));
        }
    }
    match (groups.is_empty(), weights.is_empty()) {
        (false, _) => bail!("several GGUF files could be meant: {}; name one with :QUANT", named(&groups)),
        (true, false) => Ok(folder(paths, weights)),
        (true, true) => bail!("no model that could be opened is among its files: {}", listed(paths)),
    }
}

/// GGUF files; the parts of a split one together, in order.
fn groups<'p>(paths: &[&'p str]) -> Vec<Vec<&'p str>> {
    let lower = |path: &str| path.to_lowercase();
    let is_model =
        |path: &&&str| lower(path).ends_with(".gguf") && !BESIDE.iter().any(|word| lower(path).contains(word));
    let mut found: Vec<Vec<&str>> = Vec::new();
    for path in paths.iter().filter(is_model) {
        let same = |group: &&mut Vec<&str>| {
            part(path).is_some_and(|(stem, ..)| part(group[0]).is_some_and(|(other, ..)| other == stem))
        };
        match found.iter_mut().find(same) {
            Some(group) => group.push(path),
            None => found.push(vec![path]),
        }
    }
    found.iter_mut().for_each(|group| group.sort_unstable());
    found
}

/// The stem, number and count of a part of a split file: `x-00001-of-00003.gguf`.
fn part(path: &str) -> Option<(&str, usize, usize)> {
    let (stem, _) = path.rsplit_once('.')?;
    let (rest, count) = stem.rsplit_once("-of-")?;
    let (name, number) = rest.rsplit_once('-')?;
    let digits = |text: &str| if text.len() == 5 { text.parse().ok() } else { None };
    Some((name, digits(number)?, digits(count)?))
}

/// The group whose name has the quantisation as a word of its own: the shortest, where several have.
fn with_quant<'g, 'p>(groups: &'g [Vec<&'p str>], quant: &str) -> Option<&'g Vec<&'p str>> {
    let quant = quant.to_lowercase();
    let has = |path: &str| {
        let path = path.to_lowercase();
        path.match_indices(&quant).any(|(at, _)| {
            let (before, behind) = (path[..at].chars().next_back(), path[at + quant.len()..].chars().next());
            before.is_none_or(|c| "-._/".contains(c)) && behind.is_none_or(|c| "-./".contains(c))
        })
    };
    groups.iter().filter(|group| has(group[0])).min_by_key(|group| group[0].len())
}

fn one(group: &[&str], note: Option<String>) -> Chosen {
    Chosen { files: group.iter().map(|file| (*file).to_owned()).collect(), opens: Some(group[0].to_owned()), note }
}

/// The weights at the top: safetensors if there are any, else torch's; of an indexed model the parts, and no second whole.
fn weights<'p>(paths: &[&'p str]) -> Vec<&'p str> {
    let top = |end: &str| -> Vec<&'p str> {
        let fits = |path: &&&str| !path.contains('/') && path.ends_with(end) && !path.starts_with("consolidated");
        paths.iter().filter(fits).copied().collect()
    };
    let found = [".safetensors", ".npz", ".bin", ".pt"].iter().map(|end| top(end)).find(|found| !found.is_empty());
    let found = found.unwrap_or_default();
    let parts: Vec<&str> =
        found.iter().copied().filter(|path| path.starts_with("model") && part(path).is_some()).collect();
    match (found.contains(&"model.safetensors"), parts.is_empty()) {
        (true, _) => found.into_iter().filter(|path| !parts.contains(path)).collect(),
        (false, false) => parts,
        (false, true) => found,
    }
}

fn folder(paths: &[&str], weights: Vec<&str>) -> Chosen {
    let beside = |path: &&&str| !path.contains('/') && OF_MODEL.iter().any(|end| path.ends_with(end));
    let mut files: Vec<String> = paths.iter().filter(beside).map(|path| (*path).to_owned()).collect();
    files.extend(weights.into_iter().map(str::to_owned));
    Chosen { files, opens: None, note: None }
}

fn named(groups: &[Vec<&str>]) -> String {
    listed(&groups.iter().map(|group| group[0]).collect::<Vec<_>>())
}

/// Some of them.
fn listed(paths: &[&str]) -> String {
    const MOST: usize = 12;
    match paths.len() {
        0 => "none".into(),
        count if count > MOST => format!("{} and {} more", paths[..MOST].join(", "), count - MOST),
        _ => paths.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantisation_is_a_word_of_the_name() {
        let paths = [
            "m-Q4_K_M.gguf",
            "m-Q4_K_S.gguf",
            "m.q8_0.gguf",
            "mmproj-Q8_0.gguf",
            "Q6_K/m-00001-of-00002.gguf",
            "Q6_K/m-00002-of-00002.gguf",
        ];
        let opens = |quant| model(&paths, Some(quant)).map(|chosen| chosen.opens.unwrap());
        assert_eq!(opens("q4_k_m").unwrap(), "m-Q4_K_M.gguf");
        assert_eq!(opens("Q8_0").unwrap(), "m.q8_0.gguf");
        assert_eq!(model(&paths, Some("Q6_K")).unwrap().files, paths[4..]);
        let refused = opens("Q4_K").unwrap_err().to_string();
        assert!(refused.contains("m-Q4_K_S.gguf") && !refused.contains("mmproj"), "{refused}");
        let usual = model(&paths, None).unwrap();
        assert!(usual.opens.as_deref() == Some("m-Q4_K_M.gguf") && usual.note.is_some());
        assert!(model(&paths[5..], Some("Q6_K")).is_ok_and(|chosen| !chosen.is_complete()));
        assert!(model(&["a-Q5_0.gguf", "a-Q5_1.gguf"], None).unwrap_err().to_string().contains(":QUANT"));
    }

    #[test]
    fn a_folder_is_its_weights_and_what_reads_them() {
        let paths = [
            "README.md",
            "config.json",
            "tokenizer.json",
            "model.safetensors",
            "pytorch_model.bin",
            "onnx/model.onnx",
            "run/a/plan.json",
        ];
        assert_eq!(
            model(&paths, None).unwrap().files,
            ["README.md", "config.json", "tokenizer.json", "model.safetensors"]
        );
        let parts = [
            "config.json",
            "consolidated.safetensors",
            "model-00001-of-00002.safetensors",
            "model-00002-of-00002.safetensors",
            "model.safetensors.index.json",
        ];
        let chosen = model(&parts, None).unwrap();
        assert!(chosen.files.len() == 4 && chosen.is_complete() && chosen.opens.is_none(), "{chosen:?}");
        assert!(!model(&parts[..3], None).unwrap().is_complete());
        assert!(model(&["notes.txt"], None).unwrap_err().to_string().contains("notes.txt"));
    }
}
