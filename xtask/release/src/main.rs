//! `cargo xtask release`: the files that people download. A program for each system ([`target`]), compiled by cargo-zigbuild
//! ([`compile`]) against an old C library ([`symbols`]), with completions and manual pages ([`pages`]) in an archive
//! ([`archive`]), checksums, and installers that hold them ([`installer`]). Systems that cannot be linked from here are
//! type-checked, and said to be. `cargo xtask release --recipes` writes the shared part of `recipes/cloud` anew ([`cloud`]).
//!
//! A crate apart from `xtask`, so that the layering check builds without what it needs.
#![forbid(unsafe_code)]

mod archive;
mod cloud;
mod compile;
mod installer;
mod pages;
mod symbols;
mod target;
mod tools;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use crate::target::{Target, Way};
use crate::tools::Tools;

/// Make the files of a release: programs, pages, checksums, installers.
#[derive(Parser)]
#[command(name = "cargo xtask release")]
struct Args {
    /// Systems to make it for; all of them unless some are named
    #[arg(value_parser = target::parse, value_name = "SYSTEM")]
    systems: Vec<&'static Target>,
    /// Where the files are put
    #[arg(long, default_value = "target/dist", value_name = "DIR")]
    out: PathBuf,
    /// Where they will lie for everybody: the installers fetch from there unless they are told another place
    #[arg(long, default_value = "", value_name = "URL")]
    url: String,
    /// Folder whose bin/cargo and bin/rustc compile, instead of those in PATH
    #[arg(long, value_name = "DIR")]
    toolchain: Option<PathBuf>,
    /// Compile the standard library, too, from the toolchain's sources: for a toolchain that has none for the system. It needs
    /// a nightly toolchain, or RUSTC_BOOTSTRAP=1
    #[arg(long)]
    build_std: bool,
    /// Leave out completions and manual pages, which need the program's tests compiled
    #[arg(long)]
    no_pages: bool,
    /// Only write the part that the recipes for rented machines share into each of them
    #[arg(long, conflicts_with = "systems")]
    recipes: bool,
}

/// What a program should have at most.
const CEILING: u64 = 15_000_000;

fn main() -> ExitCode {
    let args = Args::parse();
    let done = if args.recipes { cloud::write(&root()).map(|()| true) } else { run(&args) };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("release: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whether every system was made.
fn run(args: &Args) -> Result<bool, String> {
    let (root, out) = (root(), absolute(&args.out)?);
    let tools = Tools::find(&root, args.toolchain.as_deref(), args.build_std)?;
    let systems = if args.systems.is_empty() { target::ALL.iter().collect() } else { args.systems.clone() };
    let (mut archives, mut faults) = (Vec::new(), Vec::new());
    let pages = out.join("pages");
    if !args.no_pages && systems.iter().any(|system| system.way != Way::Check) {
        println!("completions and manual pages");
        pages::write(&root, &tools, &pages)?;
    }
    for system in systems {
        println!("{}: {}", system.name, system.note);
        match make(&root, &tools, system, &pages, &out) {
            Ok(Some(archive)) => archives.push(archive),
            Ok(None) => println!("  type-checked; no program was linked, and none was run"),
            Err(fault) => {
                println!("  NOT MADE: {fault}");
                faults.push(system.name);
            }
        }
    }
    if !archives.is_empty() {
        installer::write(&out, &args.url)?;
    }
    if !faults.is_empty() {
        eprintln!("release: not made: {}", faults.join(", "));
    }
    Ok(faults.is_empty())
}

/// The archive for one system; none where it can only be type-checked.
fn make(root: &Path, tools: &Tools, system: &Target, pages: &Path, out: &Path) -> Result<Option<PathBuf>, String> {
    // One of before must not stand among the checksums where this time fails.
    let _from_before = std::fs::remove_file(out.join(system.archive()));
    let Some(program) = compile::compile(root, tools, system)? else { return Ok(None) };
    tell_size(&program)?;
    if let Some(most) = system.glibc {
        println!("  C library: GLIBC {} or later", symbols::check(&program, most)?);
    }
    let archive = archive::pack(root, tools, system, &program, pages, out)?;
    println!("  {}", archive.display());
    Ok(Some(archive))
}

fn tell_size(program: &Path) -> Result<(), String> {
    let bytes = std::fs::metadata(program).map_err(|error| format!("{}: {error}", program.display()))?.len();
    let over = if bytes > CEILING { ": OVER the" } else { ", under the" };
    println!("  {:.2} MB{over} {} MB that it should have at most", bytes as f64 / 1e6, CEILING / 1_000_000);
    Ok(())
}

/// The repository's root.
fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors().nth(2).expect("this crate lies two folders below the repository").to_path_buf()
}

fn absolute(path: &Path) -> Result<PathBuf, String> {
    std::fs::create_dir_all(path)
        .and_then(|()| path.canonicalize())
        .map_err(|error| format!("{}: {error}", path.display()))
}
