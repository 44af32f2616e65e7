//! The program for one system.

use std::path::{Path, PathBuf};

use crate::target::{Target, Way};
use crate::tools::{Tools, run};

/// Below the repository: apart from `target/release`, whose toolchain may be another.
const FOLDER: &str = "target/dist-build";

/// Compiles and links the program; none where it can only be type-checked from here.
///
/// # Errors
/// Naming what the toolchain lacks and what to type, or that the compiler failed.
pub(crate) fn compile(root: &Path, tools: &Tools, target: &Target) -> Result<Option<PathBuf>, String> {
    let triple = target.triple;
    if !tools.build_std && !tools.has_std(triple) {
        return Err(format!(
            "this toolchain has no standard library for {triple}: `rustup target add {triple}`, or --build-std"
        ));
    }
    let way = match target.way {
        Way::Build => "zigbuild",
        Way::Check => "check",
    };
    let mut command = tools.zigbuild();
    command.current_dir(root).env("CARGO_TARGET_DIR", FOLDER).env("CARGO_INCREMENTAL", "0");
    command.args([way, "--release", "--locked", "--package", "nanollama", "--bin", "nanollama", "--target"]);
    command.arg(target.zig());
    if tools.build_std {
        command.arg("-Zbuild-std=std,panic_abort");
    }
    if let Some(flags) = link(target) {
        let name = format!("CARGO_TARGET_{}_RUSTFLAGS", triple.to_uppercase().replace('-', "_"));
        command.env(name, flags);
    }
    run(&mut command)?;
    let program = root.join(FOLDER).join(triple).join("release").join(target.program());
    Ok((target.way == Way::Build).then_some(program))
}

/// What the linker is asked for. The program's own build script asks only Rust's linker for a small program, and here Zig's
/// links, which does not fold equal functions. Not position independent is a twentieth smaller all the same; musl's programs
/// and Windows' have a form of their own.
fn link(target: &Target) -> Option<&'static str> {
    target.glibc.map(|_| "-Clink-arg=-no-pie")
}
