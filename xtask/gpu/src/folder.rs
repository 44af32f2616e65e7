//! The folder that travels: what is in it, and how it is gathered.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Entries of the tokenizer that the text is cut with: those of the rival's sizes.
const VOCABULARY: &str = "32000";
/// Most that may travel, in bytes.
const MOST: u64 = 64 << 20;

/// The folder.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// A named one, that of this program if it has been gathered, or the one that cargo's builds lie beside.
    pub(crate) fn at(named: Option<PathBuf>) -> Folder {
        let beside = || {
            let folder = std::env::current_exe().ok()?.parent()?.to_owned();
            folder.join("nanollama-data").is_dir().then_some(folder)
        };
        Folder(named.or_else(beside).unwrap_or_else(|| root().join("target/gpu-check")))
    }

    /// The program.
    pub(crate) fn program(&self) -> PathBuf {
        self.0.join("nanollama")
    }

    /// The tests of the device.
    pub(crate) fn device_tests(&self) -> PathBuf {
        self.0.join("device-tests")
    }

    /// Prepared tokens.
    pub(crate) fn data(&self) -> PathBuf {
        self.0.join("nanollama-data")
    }

    /// A script of the rival's.
    pub(crate) fn script(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Builds and copies everything; true when it is small enough to travel.
    pub(crate) fn prepare(&self, text: &[PathBuf]) -> Result<bool, String> {
        fs::create_dir_all(&self.0).map_err(|error| format!("{}: {error}", self.0.display()))?;
        let release = root().join("target/release");
        // Of the whole workspace, as the tests are built: nothing is compiled twice.
        cargo(&["build", "--release", "--workspace", "--bins"])?;
        copy(&release.join("nanollama"), &self.program())?;
        copy(&release.join("xtask-gpu"), &self.0.join("gpu-check"))?;
        copy(&device_tests()?, &self.device_tests())?;
        for script in ["gpu_rival.py", "gpu_ceilings.py", "torch_llama.py"] {
            copy(&root().join("oracle").join(script), &self.0.join(script))?;
        }
        self.tokens(text)?;
        let bytes = size(&self.0);
        println!("{}: {:.1} MiB", self.0.display(), bytes as f64 / (1 << 20) as f64);
        Ok(bytes <= MOST)
    }

    /// Cuts the text, if that has not been done.
    fn tokens(&self, text: &[PathBuf]) -> Result<(), String> {
        if self.data().join("manifest.json").exists() {
            return Ok(());
        }
        let tokenizer = root().join("target/gpu-check-tokenizer");
        let mut train = Command::new(self.program());
        train.args(["tokenizer", "train", "--vocab-size", VOCABULARY, "--out"]).arg(&tokenizer);
        for file in text {
            train.arg("--input").arg(file);
        }
        let mut prepare = Command::new(self.program());
        prepare.args(["data", "prepare"]).args(text);
        prepare.arg("--tokenizer").arg(&tokenizer).arg("--out").arg(self.data());
        for mut command in [train, prepare] {
            let status = command.status().map_err(|error| format!("{command:?}: {error}"))?;
            if !status.success() {
                return Err(format!("{command:?}: {status}"));
            }
        }
        Ok(())
    }
}

/// The repository's root.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("the crate lies two folders down").to_owned()
}

fn cargo(words: &[&str]) -> Result<String, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo).args(words).current_dir(root()).stderr(std::process::Stdio::inherit()).output();
    let output = output.map_err(|error| format!("cargo: {error}"))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(format!("cargo {}: {}", words.join(" "), output.status)),
    }
}

/// Builds the tests of the device, and tells where they lie.
fn device_tests() -> Result<PathBuf, String> {
    let said =
        cargo(&["test", "--release", "--workspace", "--test", "device", "--no-run", "--message-format", "json"])?;
    let built = said.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let mut programs = built.filter(|row| row["target"]["name"] == "device");
    let path = programs.find_map(|row| row["executable"].as_str().map(PathBuf::from));
    path.ok_or_else(|| "cargo built no test called device".to_owned())
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    fs::copy(from, to).map(drop).map_err(|error| format!("copying {} to {}: {error}", from.display(), to.display()))
}

fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let of = |entry: fs::DirEntry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => size(&entry.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    };
    entries.map(of).sum()
}
