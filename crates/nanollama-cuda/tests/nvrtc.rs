//! Every kernel compiles through NVRTC for every architecture, into registers alone; how many is held in a snapshot.
//!
//! NVRTC is looked for where the program looks for it; where there is none the test says SKIPPED. It needs no GPU.
//! `NANOLLAMA_RECORD_REGISTERS=1` writes the snapshot anew.

use std::collections::BTreeMap;
use std::path::Path;

use nanollama_cuda::library::{Environment, folders};
use nanollama_cuda::nvrtc::{Nvrtc, Version, usages};
use nanollama_cuda::source::{MODULES, Number};

const ARCHITECTURES: [&str; 5] = ["sm_80", "sm_86", "sm_89", "sm_90", "sm_90a"];
/// The version whose registers are held; others share them out in another way.
const HELD: Version = (13, 0);

/// Those of each version that there are.
fn compilers() -> BTreeMap<Version, Nvrtc> {
    let found = Nvrtc::files(&folders(&Environment::own()));
    let opened = found.iter().map(|path| Nvrtc::open(path).unwrap_or_else(|error| panic!("{error}")));
    opened.map(|compiler| (compiler.version(), compiler)).collect()
}

#[test]
fn every_kernel_compiles_into_registers_for_every_architecture() {
    let compilers = compilers();
    if compilers.is_empty() {
        println!("SKIPPED: no NVRTC was found (pip install nvidia-cuda-nvrtc), so no kernel was compiled");
        return;
    }
    let mut snapshot = String::new();
    for (version, compiler) in &compilers {
        println!("NVRTC {}.{}: {}", version.0, version.1, compiler.path().display());
        for number in [Number::F32, Number::Bf16] {
            for module in &MODULES {
                let text = module.source(number);
                for architecture in ARCHITECTURES.into_iter().filter(|name| module.is_for(number, name)) {
                    let compiled = compiler.compile(module.name, &text, architecture).unwrap_or_else(|e| panic!("{e}"));
                    // The assembler would have products of warpgroups wait for each other.
                    let slow = compiled.log.contains("serialized");
                    assert!(
                        compiled.cubin.starts_with(b"\x7fELF") && !compiled.log.contains("warning") && !slow,
                        "{}",
                        compiled.log
                    );
                    let usages = usages(&compiled.log);
                    let mut kernels: Vec<&str> = module.kernels().collect();
                    kernels.sort_unstable();
                    assert_eq!(usages.iter().map(|usage| &usage.kernel).collect::<Vec<_>>(), kernels);
                    for usage in usages {
                        let line = format!("{} {architecture} {usage}\n", number.name());
                        print!("{line}");
                        assert!(usage.registers > 0 && usage.stack == 0 && usage.spilled == 0, "{line}");
                        if *version == HELD {
                            snapshot += &line;
                        }
                    }
                }
            }
        }
    }
    if compilers.contains_key(&HELD) {
        hold(&snapshot);
    } else {
        println!("SKIPPED: no NVRTC {}.{}, so no register was counted", HELD.0, HELD.1);
    }
}

/// Compares with the snapshot, or writes it.
fn hold(found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/registers.txt");
    if std::env::var_os("NANOLLAMA_RECORD_REGISTERS").is_some() {
        std::fs::write(&path, found).unwrap();
    }
    let held = std::fs::read_to_string(&path).unwrap();
    for (found, held) in found.lines().zip(held.lines()) {
        assert_eq!(found, held, "NANOLLAMA_RECORD_REGISTERS=1 writes the snapshot anew");
    }
    assert_eq!(found.lines().count(), held.lines().count());
}

#[test]
fn a_text_that_does_not_compile_is_an_error_with_its_place() {
    let Some((_, compiler)) = compilers().pop_last() else {
        println!("SKIPPED: no NVRTC was found, so no fault was compiled");
        return;
    };
    let error = compiler.compile("wrong.cu", "int one = two;", "sm_80").unwrap_err().to_string();
    assert!(error.contains("wrong.cu does not compile for sm_80") && error.contains("\"two\" is undefined"), "{error}");
    let error = compiler.compile("fine.cu", "", "sm_10").unwrap_err().to_string();
    assert!(error.contains("fine.cu does not compile for sm_10"), "{error}");
}
