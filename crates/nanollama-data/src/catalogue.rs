//! Texts of the Hub that have names here, and mixtures of them: a list that the program has, and lists of people's own, which
//! may replace its entries. How a text comes here is nobody's business in this crate.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nanollama_store::Error as StoreError;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

const BUILT_IN: &str = include_str!("catalogue.toml");

/// A text of the Hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HubText {
    /// What it is called here.
    pub name: String,
    /// What it is.
    #[serde(default)]
    pub about: String,
    /// The repository of data, `USER/REPO`.
    pub repo: String,
    /// Its files: paths, folders, or patterns with `*`.
    pub files: Vec<String>,
    /// The column or field that holds the text.
    pub column: String,
    /// The licence, as its owner states it.
    #[serde(default)]
    pub licence: String,
    /// Whether its owner wants to be asked first.
    #[serde(default)]
    pub gated: bool,
    /// How large it is.
    #[serde(default)]
    pub size: String,
    /// Why it cannot be used, where it cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<String>,
    /// One of the same kind, for when it cannot be had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
    /// When this was looked at, or that it was not.
    #[serde(default = "unchecked")]
    pub checked: String,
}

fn unchecked() -> String {
    "unverified".into()
}

/// A mixture by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// What it is called.
    pub name: String,
    /// What it is.
    #[serde(default)]
    pub about: String,
    /// How many rows of each text, beside those of the others.
    pub mix: BTreeMap<String, u32>,
}

/// A list as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    source: Vec<HubText>,
    #[serde(default)]
    preset: Vec<Preset>,
    languages: Option<Languages>,
}

/// Texts that differ by their language alone.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Languages {
    repo: String,
    files: String,
    column: String,
    licence: String,
    checked: String,
    /// The language in English, and its name in the repository.
    names: BTreeMap<String, (String, String)>,
}

/// All texts and mixtures that have names.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// In the order of the lists.
    pub texts: Vec<HubText>,
    /// In the order of the lists.
    pub presets: Vec<Preset>,
}

impl Catalogue {
    /// The program's own list, and those in these files and folders (their `.toml` files, in order of name), the later ones
    /// before the earlier.
    ///
    /// # Errors
    /// When a file is no such list, or a mixture names a text that is in none.
    pub fn with(paths: &[PathBuf]) -> Result<Catalogue> {
        let mut all = Catalogue { texts: Vec::new(), presets: Vec::new() };
        all.add("catalogue.toml", BUILT_IN)?;
        for path in paths {
            for file in files(path)? {
                let text = std::fs::read_to_string(&file).map_err(|source| StoreError::io(&file, "read", source))?;
                all.add(&file.display().to_string(), &text)?;
            }
        }
        Ok(all)
    }

    fn add(&mut self, file: &str, text: &str) -> Result<()> {
        let wrong = |what: String| Error::Mixture { name: file.to_owned(), what };
        let written: Written = toml::from_str(text).map_err(|error| wrong(error.message().to_owned()))?;
        let languages = written.languages.map(Languages::texts).unwrap_or_default();
        for text in written.source.into_iter().chain(languages) {
            plain(&text.name).map_err(wrong)?;
            self.texts.retain(|known| known.name != text.name);
            self.texts.push(text);
        }
        for preset in written.preset {
            plain(&preset.name).map_err(wrong)?;
            if preset.mix.is_empty() || preset.mix.values().any(|parts| *parts == 0) {
                return Err(wrong(format!(
                    "{}: a mixture has at least one text, each with 1 part or more",
                    preset.name
                )));
            }
            if let Some(unknown) = preset.mix.keys().find(|name| self.text(name).is_none()) {
                return Err(wrong(format!("{}: there is no source {unknown}", preset.name)));
            }
            self.presets.retain(|known| known.name != preset.name);
            self.presets.push(preset);
        }
        Ok(())
    }

    fn text(&self, name: &str) -> Option<&HubText> {
        self.texts.iter().find(|text| text.name == name)
    }

    /// The texts of a mixture with their parts, or the one text of that name; by their names.
    ///
    /// # Errors
    /// When nothing has the name, or a text that is meant cannot be used.
    pub fn find(&self, name: &str) -> Result<Vec<(&HubText, u32)>> {
        let mixed = self.presets.iter().find(|preset| preset.name == name);
        let found: Vec<_> = match mixed {
            Some(preset) => preset.mix.iter().filter_map(|(name, parts)| Some((self.text(name)?, *parts))).collect(),
            None => self.text(name).map(|text| (text, 1)).into_iter().collect(),
        };
        if found.is_empty() {
            let presets = self.presets.iter().map(|preset| preset.name.as_str());
            let known: Vec<&str> = presets.chain(self.texts.iter().map(|text| text.name.as_str())).collect();
            return Err(Error::NoPreset { name: name.to_owned(), known: known.join(", ") });
        }
        for (text, _) in &found {
            if let Some(why) = &text.closed {
                let (name, what) = (text.name.clone(), format!("{} cannot be used: {why}", text.repo));
                return Err(Error::Closed { name, what, instead: text.instead.clone() });
            }
        }
        Ok(found)
    }
}

impl Languages {
    fn texts(self) -> Vec<HubText> {
        let Languages { repo, files, column, licence, checked, names } = self;
        let one = |(name, (language, spelled)): (String, (String, String))| HubText {
            name,
            about: format!("pages of the web, in {language}"),
            repo: repo.clone(),
            files: vec![files.replace("{}", &spelled)],
            column: column.clone(),
            licence: licence.clone(),
            gated: false,
            size: spelled,
            closed: None,
            instead: None,
            checked: checked.clone(),
        };
        names.into_iter().map(one).collect()
    }
}

/// Names become folders.
fn plain(name: &str) -> Result<(), String> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    match !name.is_empty() && !name.starts_with('.') && name.chars().all(fits) {
        true => Ok(()),
        false => Err(format!("{name:?} is no name: letters, digits, `-`, `_` and `.` make one")),
    }
}

/// The lists that a path means.
fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let list = |source| StoreError::io(path, "list", source);
    let mut found = Vec::new();
    for entry in std::fs::read_dir(path).map_err(list)? {
        let file = entry.map_err(list)?.path();
        if file.extension().is_some_and(|extension| extension == "toml") {
            found.push(file);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_says_what_it_is_and_when_that_was_looked_at() {
        let all = Catalogue::with(&[]).unwrap();
        for text in &all.texts {
            let HubText { name, about, licence, size, checked, column, .. } = text;
            assert!([about, licence, size, column].iter().all(|fact| !fact.is_empty()), "{name}");
            assert!(checked == "unverified, 2026-11-28" && text.repo.contains('/'), "{name}");
            let other = text.instead.as_deref().map(|other| all.text(other).unwrap());
            assert!(other.is_none_or(|other| other.closed.is_none() && other.name != *name), "{name}");
            assert!(text.closed.is_none() || other.is_some(), "{name}: what else there is, is not said");
        }
        for preset in &all.presets {
            assert_eq!(preset.mix.values().sum::<u32>(), 100, "{}", preset.name);
            assert!(all.find(&preset.name).is_ok());
        }
        let parts: Vec<_> = all.find("en_only").unwrap().iter().map(|(text, parts)| (&*text.name, *parts)).collect();
        assert_eq!(parts, [("dclm", 25), ("finemath", 10), ("fineweb-edu", 55), ("stack-open", 10)]);
        let languages = |preset: &str| {
            let of_web = |(text, _): &(&HubText, u32)| text.name.starts_with("fineweb");
            all.find(preset).unwrap().iter().filter(|part| of_web(part)).count()
        };
        assert_eq!(["goldie", "medium", "large"].map(languages), [4, 8, 13]);
    }

    #[test]
    fn what_cannot_be_used_names_what_can() {
        let all = Catalogue::with(&[]).unwrap();
        let error = all.find("the-stack-v2").unwrap_err();
        assert!(matches!(&error, Error::Closed { instead: Some(other), .. } if other == "stack-open"), "{error}");
        assert!(error.to_string().contains("bigcode/the-stack-v2-dedup"), "{error}");
        let error = all.find("pile").unwrap_err().to_string();
        assert!(error.contains("pile") && error.contains("en_only") && error.contains("climbmix"), "{error}");
        assert_eq!(all.find("climbmix").unwrap().len(), 1);
    }

    #[test]
    fn lists_of_ones_own_replace_and_add() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        let own = "[[source]]\nname = \"dclm\"\nrepo = \"me/mine\"\nfiles = [\"a.jsonl\"]\ncolumn = \"body\"\n\
                   [[preset]]\nname = \"both\"\nmix = { dclm = 1, finemath = 2 }\n";
        write("own.toml", own);
        let all = Catalogue::with(&[folder.path().to_owned()]).unwrap();
        let both = all.find("both").unwrap();
        assert_eq!((&*both[0].0.repo, both[1].1, &*both[0].0.checked), ("me/mine", 2, "unverified"));
        for (text, what) in [
            ("[[source]]\nname = \"../x\"\nrepo = \"a/b\"\nfiles = []\ncolumn = \"t\"", "no name"),
            ("[[preset]]\nname = \"p\"\nmix = { nothing = 1 }", "no source nothing"),
            ("[[preset]]\nname = \"p\"\nmix = { dclm = 0 }", "1 part or more"),
            ("[[preset]]\nname = \"p\"\nmix = { dclm = 0.5 }", "u32"),
            ("[[source]]\nname = \"p\"\nmood = 1", "mood"),
        ] {
            write("own.toml", text);
            let error = Catalogue::with(&[folder.path().join("own.toml")]).unwrap_err().to_string();
            assert!(error.contains("own.toml") && error.contains(what), "{text}: {error}");
        }
    }
}
