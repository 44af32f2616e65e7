//! Chores of the repository. `cargo xtask layering` checks that every crate imports only what its layer may, that no files
//! within a crate import each other in a circle, and that `unsafe` and modules' files are where they belong;
//! `cargo xtask long` compares the readers with the reference programs (`long/`); `cargo xtask gpu-check` looks what a GPU makes of
//! the program (`gpu/`); `cargo xtask release` makes the files that people download (`release/`);
//! `cargo xtask tree` checks the tree that the README prints. Both take another root folder as a second argument.
#![forbid(unsafe_code)]

mod layering;
mod tree;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let chore = std::env::args().nth(1).unwrap_or_default();
    if let Some((_, package)) = CRATES.iter().find(|(name, _)| *name == chore) {
        return run(package);
    }
    let root = std::env::args().nth(2).map_or_else(root, PathBuf::from);
    let faults = match chore.as_str() {
        "layering" => layering::check(&root),
        "tree" => tree::check(&root),
        _ => {
            eprintln!(
                "usage: cargo xtask layering | tree [ROOT], long --python PATH, long --only requests, long --only rl --from QUICKSTART, long --only eval --model FILE --bundle DIR, gpu-check --out DIR, or release [SYSTEM …]"
            );
            return ExitCode::from(2);
        }
    };
    match faults {
        Ok(faults) if faults.is_empty() => {
            println!("{chore}: ok");
            ExitCode::SUCCESS
        }
        Ok(faults) => {
            for fault in faults {
                eprintln!("{chore}: {fault}");
            }
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{chore}: {error}");
            ExitCode::from(2)
        }
    }
}

/// Chores that are crates of their own, because they need more built than the checks do.
const CRATES: [(&str, &str); 3] = [("long", "xtask-long"), ("gpu-check", "xtask-gpu"), ("release", "xtask-release")];

fn run(package: &str) -> ExitCode {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = std::process::Command::new(cargo);
    command.args(["run", "--quiet", "--release", "--package", package, "--"]).args(std::env::args_os().skip(2));
    match command.current_dir(root()).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{package}: {error}");
            ExitCode::from(2)
        }
    }
}

/// The repository's root: the parent of this crate.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the repository").to_path_buf()
}
