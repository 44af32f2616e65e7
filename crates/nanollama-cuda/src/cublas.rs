//! cuBLASLt, which computes all products: found at run time, and one plan a kind of product.
//!
//! Its matrices lie by columns: ours, row by row, are their transposes to it, so it is asked for the transposed product of
//! the exchanged operands. A reduction in place, whose order is anyone's, is not among what it may choose: each way to
//! compute a product gives the same bits every time, and two ways may give two. So the way that was taken is kept.

mod candidates;
mod choices;
mod described;
mod kind;
mod products;

use std::ffi::{c_int, c_void};
use std::path::{Path, PathBuf};

use crate::driver::{DriverError, Pointer};
use crate::library::{LibraryError, files, functions};
pub(crate) use products::Products;
pub use products::TIMED_FROM;

/// The files it may be, the newest first.
const FILES: [&str; 4] = ["libcublasLt.so.13", "libcublasLt.so.12", "cublasLt64_13.dll", "cublasLt64_12.dll"];

functions! {
    /// Of `cublasLt.h`, 12.4 and 13.
    Functions {
        create = "cublasLtCreate" (*mut Pointer);
        destroy = "cublasLtDestroy" (Pointer);
        property = "cublasLtGetProperty" (c_int, *mut c_int);
        description = "cublasLtMatmulDescCreate" (*mut Pointer, c_int, c_int);
        description_set = "cublasLtMatmulDescSetAttribute" (Pointer, c_int, *const c_void, usize);
        description_destroy = "cublasLtMatmulDescDestroy" (Pointer);
        layout = "cublasLtMatrixLayoutCreate" (*mut Pointer, c_int, u64, u64, i64);
        layout_set = "cublasLtMatrixLayoutSetAttribute" (Pointer, c_int, *const c_void, usize);
        layout_destroy = "cublasLtMatrixLayoutDestroy" (Pointer);
        preference = "cublasLtMatmulPreferenceCreate" (*mut Pointer);
        preference_set = "cublasLtMatmulPreferenceSetAttribute" (Pointer, c_int, *const c_void, usize);
        preference_destroy = "cublasLtMatmulPreferenceDestroy" (Pointer);
        choose = "cublasLtMatmulAlgoGetHeuristic" (Pointer, Pointer, Pointer, Pointer, Pointer, Pointer, Pointer, c_int, *mut Choice, *mut c_int);
        check = "cublasLtMatmulAlgoCheck" (Pointer, Pointer, Pointer, Pointer, Pointer, Pointer, *const Algorithm, *mut Choice);
        multiply = "cublasLtMatmul" (Pointer, Pointer, *const c_void, u64, Pointer, u64, Pointer, *const c_void, u64, Pointer, u64, Pointer, *const Algorithm, u64, usize, Pointer);
    }
}

/// `cublasLtMatmulAlgo_t`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[repr(C)]
pub(crate) struct Algorithm([u64; 8]);

/// `cublasLtMatmulHeuristicResult_t`.
#[derive(Debug, Clone, Copy, Default)]
#[repr(C)]
pub(crate) struct Choice {
    algorithm: Algorithm,
    workspace: usize,
    state: c_int,
    waves: f32,
    reserved: [c_int; 4],
}

/// The library.
pub struct CublasLt {
    functions: Functions,
    path: PathBuf,
    version: (u32, u32, u32),
}

impl CublasLt {
    /// The files in these folders, the newest first.
    #[must_use]
    pub fn files(folders: &[PathBuf]) -> Vec<PathBuf> {
        files(&FILES, folders)
    }

    /// That there is none.
    #[must_use]
    pub fn missing(folders: &[PathBuf]) -> LibraryError {
        LibraryError::Missing { name: "cuBLASLt", files: FILES[..2].join(", "), folders: folders.len() }
    }

    /// Opens a file.
    ///
    /// # Errors
    /// [`LibraryError`] when it is no cuBLASLt that we can use.
    pub fn open(path: &Path) -> Result<CublasLt, LibraryError> {
        let functions = Functions::open(path)?;
        let part = |which| {
            let mut value = 0;
            // SAFETY: it writes a number.
            match unsafe { (functions.property)(which, &raw mut value) } {
                0 => Ok(value.unsigned_abs()),
                code => Err(LibraryError::Refused { path: path.to_owned(), function: "cublasLtGetProperty", code }),
            }
        };
        let version = (part(0)?, part(1)?, part(2)?);
        Ok(CublasLt { functions, path: path.to_owned(), version })
    }

    /// Its version.
    #[must_use]
    pub fn version(&self) -> (u32, u32, u32) {
        self.version
    }

    /// Its file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// An error of what a function of the library gave.
fn check(function: &'static str, code: c_int) -> Result<(), DriverError> {
    if code == 0 { Ok(()) } else { Err(DriverError { function, code, name: None }) }
}
