//! NVIDIA's libraries, as far as any of them is alike: where they are looked for, and how one is opened.
//!
//! A library is opened by its full path, and every function that is used of it is asked for then: what is missing is an
//! error with its name before anything runs.

mod folders;

use std::path::{Path, PathBuf};

pub use folders::{Environment, folders};
use libloading::Library;

/// Why a library cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LibraryError {
    /// No such file in any folder.
    #[error("no {name} ({files}) in any of {folders} folders")]
    Missing {
        /// What it is called.
        name: &'static str,
        /// The files it may be.
        files: String,
        /// How many folders were looked in.
        folders: usize,
    },
    /// The system does not open it.
    #[error("{} cannot be opened: {reason}", path.display())]
    Unopened {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// It lacks a function that is used.
    #[error("{} has no function {symbol}", path.display())]
    Symbol {
        /// Which file.
        path: PathBuf,
        /// The function.
        symbol: &'static str,
    },
    /// A function of it that tells about itself failed.
    #[error("{}: {function} gives error {code}", path.display())]
    Refused {
        /// Which file.
        path: PathBuf,
        /// The function.
        function: &'static str,
        /// What it gave.
        code: i32,
    },
}

/// The files of these names that there are, by name first and then by folder.
#[must_use]
pub fn files(names: &[&str], folders: &[PathBuf]) -> Vec<PathBuf> {
    let in_folders = |name: &&str| folders.iter().map(move |folder| folder.join(name)).collect::<Vec<_>>();
    names.iter().flat_map(in_folders).filter(|path| path.is_file()).collect()
}

/// Opens a file.
///
/// # Errors
/// [`LibraryError::Unopened`].
pub(crate) fn open(path: &Path) -> Result<Library, LibraryError> {
    if cfg!(all(target_env = "musl", target_feature = "crt-static")) {
        let reason =
            "this program is linked statically (musl), opens no libraries, and computes on the CPU alone".into();
        return Err(LibraryError::Unopened { path: path.to_owned(), reason });
    }
    // SAFETY: NVIDIA's libraries, or what stands for them, do nothing when they are loaded that another thread could see.
    unsafe { Library::new(path) }
        .map_err(|error| LibraryError::Unopened { path: path.to_owned(), reason: error.to_string() })
}

/// A library's functions as a struct, all of them there. The signatures are the promise of whoever writes them down.
macro_rules! functions {
    ($(#[$doc:meta])* $name:ident { $($(#[$what:meta])* $field:ident = $symbol:literal ($($argument:ty),*);)* }) => {
        $(#[$doc])*
        pub(crate) struct $name {
            $($(#[$what])* pub(crate) $field: unsafe extern "C" fn($($argument),*) -> std::ffi::c_int,)*
            /// The functions are its.
            _library: libloading::Library,
        }

        impl $name {
            /// Opens a file and finds every function.
            pub(crate) fn open(path: &std::path::Path) -> Result<$name, $crate::library::LibraryError> {
                let library = $crate::library::open(path)?;
                let missing = |symbol| $crate::library::LibraryError::Symbol { path: path.to_owned(), symbol };
                $(
                    // SAFETY: the signature is the documented one; the function lives as long as the library beside it.
                    let $field = unsafe {
                        *library
                            .get::<unsafe extern "C" fn($($argument),*) -> std::ffi::c_int>($symbol.as_bytes())
                            .map_err(|_| missing($symbol))?
                    };
                )*
                Ok($name { $($field,)* _library: library })
            }
        }
    };
}
pub(crate) use functions;

#[cfg(test)]
mod tests {
    use super::*;

    functions! {
        /// Of the C library, and one that is not there.
        #[expect(dead_code, reason = "it cannot be opened")]
        Impossible {
            ours = "abs" (std::ffi::c_int);
            theirs = "nanollama_is_not_here" ();
        }
    }

    #[test]
    fn what_cannot_be_used_is_an_error_by_name() {
        let folder = std::env::temp_dir();
        let path = folder.join(format!("nanollama-no-library-{}.so", std::process::id()));
        std::fs::write(&path, "no library").unwrap();
        let error = Impossible::open(&path).err().unwrap();
        assert!(matches!(&error, LibraryError::Unopened { path: of, .. } if *of == path), "{error}");
        assert_eq!(
            files(&["none", path.file_name().unwrap().to_str().unwrap()], &[folder]),
            std::slice::from_ref(&path)
        );
        std::fs::remove_file(path).unwrap();
    }

    #[test]
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    fn a_function_that_is_not_there_is_named() {
        let error = Impossible::open(Path::new("libc.so.6")).err().unwrap();
        assert!(matches!(error, LibraryError::Symbol { symbol: "nanollama_is_not_here", .. }), "{error}");
    }
}
