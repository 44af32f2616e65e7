//! Builds the shim, and the fake libraries above it, with the system's C++ compiler. Included by the tests that use them.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

/// Contraction and reordering would hide what the kernels say.
const FLAGS: [&str; 8] = [
    "-std=c++17",
    "-fPIC",
    "-ffp-contract=off",
    "-U_FORTIFY_SOURCE",
    "-Wall",
    "-Werror",
    "-Wno-unused-function",
    "-Wno-unknown-pragmas",
];

/// Held while a library is built: tests of one process are threads, and would write the same files.
static BUILDING: Mutex<()> = Mutex::new(());

/// How kernels are compiled.
pub(crate) struct Kernels {
    flags: &'static [&'static str],
    /// With those that have a fault each.
    faults: bool,
}

/// With the hooks that see every access.
#[allow(dead_code, reason = "each test includes this file and uses its own part of it")]
pub(crate) const CHECKED: Kernels = Kernels { flags: &["-O1", "-fsanitize=thread"], faults: true };
/// As fast as they are here.
#[allow(dead_code, reason = "each test includes this file and uses its own part of it")]
pub(crate) const PLAIN: Kernels = Kernels { flags: &["-O2"], faults: false };

/// The system's compiler, if there is one.
pub(crate) fn compiler() -> Option<String> {
    let name = std::env::var("CXX").unwrap_or_else(|_| "c++".to_owned());
    Command::new(&name).arg("--version").output().is_ok_and(|output| output.status.success()).then_some(name)
}

/// The crate's folder, whoever includes this file.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a crate is in a folder").join("nanollama-cuda")
}

/// Every text that may go into a library.
fn texts() -> Vec<(PathBuf, String)> {
    let folders = ["shim", "src/prelude", "src/op"].map(|folder| root().join(folder));
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let of_c = |path: &PathBuf| path.extension().is_some_and(|kind| kind == "cu" || kind == "cpp" || kind == "hpp");
    let mut all: Vec<_> =
        files.filter(of_c).map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect();
    all.sort();
    all
}

/// A library of this name in a folder of `folder`, of kernels and files of the crate; built anew only when a text has changed.
pub(crate) fn library(compiler: &str, folder: &Path, name: &str, kernels: &[Kernels], files: &[&str]) -> PathBuf {
    let texts = texts();
    let mut hasher = DefaultHasher::new();
    (&texts, FLAGS, compiler, name, kernels.iter().map(|kernels| kernels.flags).collect::<Vec<_>>(), files)
        .hash(&mut hasher);
    let folder = folder.join(format!("cuda-{:016x}", hasher.finish()));
    let _building = BUILDING.lock().unwrap_or_else(PoisonError::into_inner);
    let library = folder.join(name);
    if library.exists() {
        return library;
    }
    std::fs::create_dir_all(&folder).unwrap();
    let own = |name: String| folder.join(format!("{}-{name}", std::process::id()));
    let include = |path: &Path| format!("#include \"{}\"\n", path.display());
    let mut objects = Vec::new();
    for (kernels, bits) in kernels.iter().flat_map(|kernels| [(kernels, 32), (kernels, 16)]) {
        let mut text = format!("#define NUMBER_BITS {bits}\n");
        text += &include(&root().join("shim/prelude.hpp"));
        text += &include(&root().join("src/prelude/numbers.cu"));
        text += &include(&root().join("src/prelude/attention.cu"));
        text.extend(
            texts.iter().filter(|(path, _)| path.parent().unwrap().ends_with("op")).map(|(path, _)| include(path)),
        );
        if kernels.faults && bits == 32 {
            text += &include(&root().join("shim/faults.cu"));
        }
        let (source, object) = (own(format!("{bits}.cpp")), own(format!("{bits}.o")));
        std::fs::write(&source, text).unwrap();
        compile(compiler, &[kernels.flags, &["-c"]].concat(), &[source], &object);
        objects.push(object);
    }
    for file in files {
        let object = own(format!("{}.o", Path::new(file).file_stem().unwrap().display()));
        compile(compiler, &["-O2", "-c"], &[root().join(file)], &object);
        objects.push(object);
    }
    let whole = own(name.to_owned());
    // Linked without the sanitizer: its hooks are the shim's.
    compile(compiler, &["-shared"], &objects, &whole);
    std::fs::rename(whole, &library).unwrap();
    library
}

fn compile(compiler: &str, mode: &[&str], from: &[PathBuf], to: &Path) {
    let output = Command::new(compiler).args(FLAGS).args(mode).args(from).arg("-o").arg(to).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
