//! Chores of the repository. `cargo xtask layering` checks that every crate imports only what its layer may, that no files
//! within a crate import each other in a circle, and that `unsafe` and modules' files are where they belong;
//! `cargo xtask long` compares the readers with the reference programs (`long/`);
//! `cargo xtask tree` checks the tree that the README prints. Both take another root folder as a second argument.
#![forbid(unsafe_code)]

mod layering;
mod tree;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let chore = std::env::args().nth(1).unwrap_or_default();
    if chore == "long" {
        return long();
    }
    let root = std::env::args().nth(2).map_or_else(root, PathBuf::from);
    let faults = match chore.as_str() {
        "layering" => layering::check(&root),
        "tree" => tree::check(&root),
        _ => {
            eprintln!("usage: cargo xtask layering | tree [ROOT], or long --python PATH");
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

/// Starts the fuzzing, a crate of its own, because it needs the readers built and the checks do not.
fn long() -> ExitCode {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = std::process::Command::new(cargo);
    command.args(["run", "--quiet", "--release", "--package", "xtask-long", "--"]).args(std::env::args_os().skip(2));
    match command.current_dir(root()).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("long: {error}");
            ExitCode::from(2)
        }
    }
}

/// The repository's root: the parent of this crate.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the repository").to_path_buf()
}
