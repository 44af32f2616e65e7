//! Asks the linker for a small program. Functions of the same code are kept once: a fiftieth of it. And it is not position
//! independent, which is a twentieth: the table of what the loader would move is left out. Libraries that it opens still lie
//! where the system puts them. Where Rust links with its own lld, which knows how; elsewhere, or where somebody chose a
//! linker, nothing is asked.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    let own = is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ARCH", "x86_64")
        && is("CARGO_CFG_TARGET_ENV", "gnu");
    let chosen = env::var_os("RUSTC_LINKER").is_some()
        || env::var("CARGO_ENCODED_RUSTFLAGS").is_ok_and(|flags| flags.contains("link"));
    if own && !chosen {
        println!("cargo::rustc-link-arg-bins=-Wl,--icf=all");
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
