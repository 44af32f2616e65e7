//! What compiles for other systems: cargo-zigbuild and Zig, as PyPI has them, in a Python environment below `target`; and the
//! Rust toolchain.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What is installed, with its versions: newer ones may take other flags.
const PACKAGES: [&str; 2] = ["cargo-zigbuild==0.24.1", "ziglang==0.17.1"];

/// What a person can do where that fails.
const ADVICE: &str = "Python 3 with venv and pip are needed (Debian: apt-get install python3-venv), and PyPI";

/// Everything that compiles.
pub(crate) struct Tools {
    cargo: PathBuf,
    rustc: PathBuf,
    /// `bin` of the Python environment.
    bin: PathBuf,
    /// Whether the standard library is compiled, too.
    pub(crate) build_std: bool,
}

impl Tools {
    /// Finds them, and installs what Python has of them.
    ///
    /// # Errors
    /// Naming what is missing.
    pub(crate) fn find(root: &Path, toolchain: Option<&Path>, build_std: bool) -> Result<Tools, String> {
        let named = |name: &str| toolchain.map(|folder| folder.join("bin").join(name));
        let own = |variable: &str, name: &str| std::env::var_os(variable).map_or_else(|| name.into(), PathBuf::from);
        let cargo = named("cargo").unwrap_or_else(|| own("CARGO", "cargo"));
        let rustc = named("rustc").unwrap_or_else(|| own("RUSTC", "rustc"));
        let bin = python(&root.join("target/dist-tools"))?;
        Ok(Tools { cargo, rustc, bin, build_std })
    }

    /// Cargo of the toolchain, for this machine.
    pub(crate) fn cargo(&self) -> Command {
        self.prepared(Command::new(&self.cargo))
    }

    /// cargo-zigbuild, for others.
    pub(crate) fn zigbuild(&self) -> Command {
        self.prepared(Command::new(self.bin.join("cargo-zigbuild")))
    }

    /// Python, which packs zip files.
    pub(crate) fn python(&self) -> Command {
        Command::new(self.bin.join("python"))
    }

    /// Whether the toolchain has a standard library for a system.
    pub(crate) fn has_std(&self, triple: &str) -> bool {
        let asked = Command::new(&self.rustc).args(["--print", "target-libdir", "--target", triple]).output();
        let Ok(answer) = asked else { return false };
        let folder = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
        answer.status.success() && std::fs::read_dir(folder).is_ok_and(|mut files| files.next().is_some())
    }

    fn prepared(&self, mut command: Command) -> Command {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(self.bin.clone()).chain(std::env::split_paths(&path));
        let path = std::env::join_paths(folders).unwrap_or(path);
        command.env("PATH", path).env("CARGO", &self.cargo).env("RUSTC", &self.rustc);
        command
    }
}

/// The `bin` of the Python environment, made if it is not there.
fn python(folder: &Path) -> Result<PathBuf, String> {
    let bin = folder.join("bin");
    if !bin.join("cargo-zigbuild").is_file() {
        println!("installing {} in {}", PACKAGES.join(" and "), folder.display());
        run(Command::new("python3").args(["-m", "venv"]).arg(folder)).map_err(|fault| format!("{fault}: {ADVICE}"))?;
        run(Command::new(bin.join("pip")).args(["install", "--quiet"]).args(PACKAGES))
            .map_err(|fault| format!("{fault}: {ADVICE}"))?;
    }
    Ok(bin)
}

/// Runs a command to its end.
///
/// # Errors
/// Naming it, where it cannot be started or fails.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name} ended with {status}")),
        Err(error) => Err(format!("{name}: {error}")),
    }
}
