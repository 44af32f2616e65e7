//! Where libraries are looked for: what the environment names, a Python environment's `nvidia/*/lib`, the system's places.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What of the environment counts, so that a test can say another.
pub struct Environment<'a> {
    /// A variable's value.
    pub variable: &'a dyn Fn(&str) -> Option<OsString>,
    /// Before every path of the system; `/` but in tests.
    pub root: &'a Path,
}

impl Environment<'static> {
    /// This process's.
    #[must_use]
    pub fn own() -> Environment<'static> {
        Environment { variable: &|name| std::env::var_os(name), root: Path::new("/") }
    }
}

/// The toolkit's folders, by the names of their variables.
const TOOLKIT: [&str; 2] = ["CUDA_PATH", "CUDA_HOME"];
/// Python environments, by the names of their variables.
const PYTHON: [&str; 2] = ["VIRTUAL_ENV", "CONDA_PREFIX"];
/// The system's places.
const SYSTEM: [&str; 9] = [
    "usr/local/cuda/lib64",
    "usr/local/nvidia/lib64",
    "usr/lib/x86_64-linux-gnu",
    "usr/lib/aarch64-linux-gnu",
    "usr/lib64",
    "usr/lib",
    "usr/lib/wsl/lib",
    "lib/x86_64-linux-gnu",
    "opt/cuda/lib64",
];

/// All folders that there are, in the order in which they are looked in.
#[must_use]
pub fn folders(environment: &Environment<'_>) -> Vec<PathBuf> {
    let variable = environment.variable;
    let paths = |name: &str| variable(name).map_or_else(Vec::new, |value| std::env::split_paths(&value).collect());
    let toolkit = TOOLKIT.into_iter().filter_map(variable).map(PathBuf::from);
    let mut all: Vec<PathBuf> = toolkit.flat_map(|folder| [folder.join("lib64"), folder.join("lib")]).collect();
    all.extend(paths("LD_LIBRARY_PATH"));
    // The environment of the python that is typed is the folder above its `bin`.
    let pythons = paths("PATH").into_iter().filter(|folder| folder.join("python3").is_file());
    let above = pythons.filter_map(|folder| Some(folder.parent()?.to_owned()));
    let named = PYTHON.into_iter().filter_map(variable).map(PathBuf::from);
    let home = variable("HOME").map(|home| PathBuf::from(home).join(".local"));
    named.chain(above).chain(home).for_each(|folder| all.extend(of_python(&folder)));
    all.extend(SYSTEM.map(|folder| environment.root.join(folder)));
    let mut seen = std::collections::HashSet::new();
    all.retain(|folder| folder.is_dir() && seen.insert(folder.clone()));
    all
}

/// The `nvidia/*/lib` of a Python environment, as its wheels lay them out.
fn of_python(environment: &Path) -> Vec<PathBuf> {
    let named = |start: &'static str| move |path: &PathBuf| name_of(path).starts_with(start);
    let packages = ["site-packages", "dist-packages"];
    let versions = inside(&environment.join("lib")).into_iter().filter(named("python3"));
    let packages = versions.flat_map(|version| packages.map(|folder| version.join(folder).join("nvidia")));
    packages.flat_map(|folder| inside(&folder)).map(|package| package.join("lib")).collect()
}

/// What is in a folder, by name; nothing where it cannot be read.
fn inside(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn name_of(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_comes_first_and_each_folder_once() {
        let root = std::env::temp_dir().join(format!("nanollama-folders-{}", std::process::id()));
        let make = |path: &str| {
            std::fs::create_dir_all(root.join(path)).unwrap();
            root.join(path)
        };
        let cublas = make("env/lib/python3.11/site-packages/nvidia/cublas/lib");
        let nvrtc = make("env/lib/python3.11/site-packages/nvidia/cuda_nvrtc/lib");
        let toolkit = make("toolkit/lib64");
        let system = make("usr/lib64");
        make("other/bin");
        let typed = make("other/lib/python3.9/dist-packages/nvidia/cu13/lib");
        std::fs::write(root.join("other/bin/python3"), "").unwrap();
        let variable = |name: &str| match name {
            "CUDA_PATH" => Some(root.join("toolkit").into_os_string()),
            "VIRTUAL_ENV" => Some(root.join("env").into_os_string()),
            "PATH" => Some(root.join("other/bin").into_os_string()),
            "LD_LIBRARY_PATH" => Some(std::env::join_paths([&toolkit, &root.join("nowhere")]).unwrap()),
            _ => None,
        };
        let found = folders(&Environment { variable: &variable, root: &root });
        std::fs::remove_dir_all(&root).unwrap();
        assert_eq!(found, [toolkit, cublas, nvrtc, typed, system]);
    }
}
