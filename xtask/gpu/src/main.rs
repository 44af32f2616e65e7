//! `cargo xtask gpu-check`: what only a GPU can tell. `--prepare` gathers in one folder all that a machine with a GPU needs: the
//! program, this one, the tests of the device, tokens of real text, the rival. There `FOLDER/gpu-check --out DIR` goes through the
//! items, each in processes of its own with a time limit, and writes what it found after each; further calls add to it.
//!
//! The machine needs neither Rust nor a network: NVIDIA's driver, NVRTC and cuBLASLt (those of a Python environment will do), and
//! for the rival a `python3` with torch.
#![forbid(unsafe_code)]

mod folder;
mod items;
mod job;
mod memory;
mod results;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::folder::Folder;
use crate::items::{ITEMS, Part};
use crate::results::Results;

/// What only a GPU can tell.
#[derive(Parser)]
#[command(name = "cargo xtask gpu-check")]
struct Args {
    /// Folder to write gpu-check.json and gpu-check.log to
    #[arg(long, required_unless_present = "prepare")]
    out: Option<PathBuf>,
    /// Gather what travels to the machine with the GPU
    #[arg(long, requires = "text")]
    prepare: bool,
    /// Text of many megabytes for --prepare: its tokens are trained on
    #[arg(long, value_name = "FILE")]
    text: Vec<PathBuf>,
    /// Folder of what travels [default: that of this program, or target/gpu-check]
    #[arg(long)]
    folder: Option<PathBuf>,
    /// Only the items of this call
    #[arg(long, value_enum)]
    part: Option<Part>,
    /// Only these items
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let folder = Folder::at(args.folder.clone());
    let done = if args.prepare { folder.prepare(&args.text) } else { check(&args, &folder) };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("gpu-check: {error}");
            ExitCode::from(2)
        }
    }
}

/// Goes through the items; whether all that ran are as they should be.
fn check(args: &Args, folder: &Folder) -> Result<bool, String> {
    let out = args.out.clone().unwrap_or_default();
    let unknown = args.only.iter().find(|name| !ITEMS.iter().any(|item| item.name == **name));
    if let Some(name) = unknown {
        let known: Vec<&str> = ITEMS.iter().map(|item| item.name).collect();
        return Err(format!("no item is called {name:?}; there are {}", known.join(", ")));
    }
    let mut results = Results::open(&out)?;
    let wanted = ITEMS.iter().filter(|item| match args.only.is_empty() {
        true => args.part.is_none_or(|part| part == item.part),
        false => args.only.iter().any(|name| name == item.name),
    });
    let mut good = true;
    for item in wanted {
        let found = (item.run)(folder, results.log());
        let line = results.add(item.name, &found)?;
        println!("{line}");
        good &= found.is_ok();
    }
    Ok(good)
}
