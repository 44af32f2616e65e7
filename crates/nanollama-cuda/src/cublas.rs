//! cuBLASLt, which computes all products: found at run time, and one plan a kind of product.
//!
//! Its matrices lie by columns: ours, row by row, are their transposes to it, so it is asked for the transposed product of
//! the exchanged operands. A reduction in place, whose order is anyone's, is not among what it may choose.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ffi::{c_int, c_void};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::driver::{DriverError, Pointer};
use crate::launch::Address;
use crate::library::{LibraryError, files, functions};
use crate::product::{Lying, Product};
use crate::session::{Owned, Session};
use crate::source::Number;

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
        multiply = "cublasLtMatmul" (Pointer, Pointer, *const c_void, u64, Pointer, u64, Pointer, *const c_void, u64, Pointer, u64, Pointer, *const Algorithm, u64, usize, Pointer);
    }
}

/// `cublasLtMatmulAlgo_t`.
#[derive(Debug, Clone, Copy, Default)]
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

/// `CUBLAS_COMPUTE_32F`: no shorter format where f32 is multiplied.
const COMPUTE_F32: c_int = 68;
/// `CUDA_R_32F` and `CUDA_R_16BF`.
const REAL_F32: c_int = 0;
const REAL_BF16: c_int = 14;
/// `CUBLASLT_MATMUL_DESC_TRANSA` and `_TRANSB`.
const TRANSPOSE: [c_int; 2] = [3, 4];
/// `CUBLASLT_MATRIX_LAYOUT_BATCH_COUNT`, and `_STRIDED_BATCH_OFFSET` in numbers.
const BATCH_COUNT: c_int = 5;
const BATCH_OFFSET: c_int = 6;
/// `CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES`.
const MOST_WORKSPACE: c_int = 1;
/// `CUBLASLT_MATMUL_PREF_REDUCTION_SCHEME_MASK`, and all but `CUBLASLT_REDUCTION_SCHEME_INPLACE`.
const REDUCTIONS: c_int = 3;
const ORDERED: u32 = 7 & !1;
/// `CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_` `A_BYTES` to `D_BYTES`, which the library takes to be the most it can gain by.
const ALIGNMENTS: [c_int; 4] = [5, 6, 7, 8];
const MOST_ALIGNMENT: u32 = 256;
/// Bytes that a product may work in, as NVIDIA advises for Hopper.
const WORKSPACE: usize = 32 << 20;

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

/// What makes one plan serve many products: all but the places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Kind {
    size: [usize; 3],
    many: usize,
    transposed: [bool; 2],
    strides: [usize; 3],
    formats: [Number; 2],
    added: bool,
    /// Bytes on which left, right, what is added and the result begin.
    alignments: [u32; 4],
}

impl Kind {
    fn of(product: &Product) -> Kind {
        let [left, right, result] = product.lying();
        let places = [product.left.at, product.right.at, product.plus, product.to];
        let lying = [left, right, result, result];
        let alignments = std::array::from_fn(|which| alignment(places[which], lying[which], product.many));
        Kind {
            size: product.size,
            many: product.many,
            transposed: [product.left.transposed, product.right.transposed],
            strides: [product.left.stride, product.right.stride, product.stride],
            formats: [product.operands, product.result],
            added: product.beta != 0.0,
            alignments,
        }
    }
}

/// Bytes on which matrices can be said to begin: the first lies there, and each of many behind the last.
fn alignment(first: Address, lying: Lying, many: usize) -> u32 {
    let to_next = if many > 1 { lying.number.bytes() * lying.step() } else { 0 };
    1 << (first.0 | to_next as u64).trailing_zeros().min(MOST_ALIGNMENT.trailing_zeros())
}

/// A product that the library knows.
struct Plan {
    /// Description, layouts of left, right and result as the library counts them.
    handles: [Pointer; 4],
    algorithm: Algorithm,
}

// SAFETY: handles of the library's, used under a lock.
unsafe impl Send for Plan {}

/// The library on one GPU.
pub(crate) struct Products {
    linked: CublasLt,
    session: Arc<Session>,
    handle: Pointer,
    workspace: Owned,
    plans: Mutex<HashMap<Kind, Plan>>,
}

// SAFETY: the handle is the library's, which may be called from any thread.
unsafe impl Send for Products {}
// SAFETY: as above; plans are under a lock.
unsafe impl Sync for Products {}

impl Products {
    /// Takes the library into use.
    ///
    /// # Errors
    /// [`DriverError`].
    pub(crate) fn new(linked: CublasLt, session: &Arc<Session>) -> Result<Products, DriverError> {
        session.enter()?;
        let workspace = session.allocate(WORKSPACE)?;
        let mut handle = std::ptr::null_mut();
        // SAFETY: it writes a handle.
        check("cublasLtCreate", unsafe { (linked.functions.create)(&raw mut handle) })?;
        Ok(Products { linked, session: session.clone(), handle, workspace, plans: Mutex::default() })
    }

    /// Computes a product on the session's stream.
    pub(crate) fn run(&self, product: &Product) -> bool {
        product.is_empty() || self.session.note(self.try_run(product))
    }

    fn try_run(&self, product: &Product) -> Result<(), DriverError> {
        self.session.enter()?;
        let kind = Kind::of(product);
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let Plan { handles: [description, left, right, to], algorithm } = match plans.entry(kind) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(self.plan(product, kind.alignments)?),
        };
        let (alpha, beta) = (&raw const product.alpha, &raw const product.beta);
        let Product { left: a, right: b, plus, to: result, .. } = product;
        // SAFETY: the plan is the library's own; the operands are as long as the product says, which its makers check; the
        // factors are read before it returns.
        let code = unsafe {
            (self.linked.functions.multiply)(
                self.handle,
                *description,
                alpha.cast(),
                b.at.0,
                *right,
                a.at.0,
                *left,
                beta.cast(),
                plus.0,
                *to,
                result.0,
                *to,
                &raw const *algorithm,
                self.workspace.address.0,
                WORKSPACE,
                self.session.stream(),
            )
        };
        check("cublasLtMatmul", code)
    }

    /// Describes a kind of product and has the library choose how to compute it.
    fn plan(&self, product: &Product, [of_left, of_right, of_plus, of_result]: [u32; 4]) -> Result<Plan, DriverError> {
        let functions = &self.linked.functions;
        let mut parts = Parts { functions, description: std::ptr::null_mut(), layouts: Vec::new() };
        // SAFETY: it writes a handle.
        let code = unsafe { (functions.description)(&raw mut parts.description, COMPUTE_F32, REAL_F32) };
        check("cublasLtMatmulDescCreate", code)?;
        // Exchanged: the library's left operand is our right one.
        for (which, operand) in TRANSPOSE.into_iter().zip([product.right, product.left]) {
            let transposed = c_int::from(operand.transposed);
            let value: *const c_void = (&raw const transposed).cast();
            // SAFETY: the description was made; four bytes are read.
            let code = unsafe { (functions.description_set)(parts.description, which, value, size_of::<c_int>()) };
            check("cublasLtMatmulDescSetAttribute", code)?;
        }
        for lying in product.lying() {
            parts.layout(lying, product.many)?;
        }
        let [a, b, c] = [parts.layouts[0], parts.layouts[1], parts.layouts[2]];
        let algorithm = self.choose([parts.description, b, a, c], [of_right, of_left, of_plus, of_result])?;
        let handles = [std::mem::replace(&mut parts.description, std::ptr::null_mut()), a, b, c];
        parts.layouts.clear();
        Ok(Plan { handles, algorithm })
    }

    /// The library's first choice for a description, the layouts of its left, right and result, and what all four begin on.
    fn choose(
        &self,
        [description, left, right, to]: [Pointer; 4],
        alignments: [u32; 4],
    ) -> Result<Algorithm, DriverError> {
        let functions = &self.linked.functions;
        let mut preference = std::ptr::null_mut();
        // SAFETY: it writes a handle.
        check("cublasLtMatmulPreferenceCreate", unsafe { (functions.preference)(&raw mut preference) })?;
        let (workspace, reductions) = (WORKSPACE as u64, ORDERED);
        let settings: [(c_int, *const c_void, usize); 2] = [
            (MOST_WORKSPACE, (&raw const workspace).cast(), size_of::<u64>()),
            (REDUCTIONS, (&raw const reductions).cast(), size_of::<u32>()),
        ];
        let aligned = ALIGNMENTS.iter().zip(&alignments).map(|(&which, bytes)| {
            let value: *const c_void = std::ptr::from_ref(bytes).cast();
            (which, value, size_of::<u32>())
        });
        let (mut choice, mut found) = (Choice::default(), 0);
        let set = settings.into_iter().chain(aligned).try_for_each(|(which, value, bytes)| {
            // SAFETY: the preference was made; so many bytes are read.
            let code = unsafe { (functions.preference_set)(preference, which, value, bytes) };
            check("cublasLtMatmulPreferenceSetAttribute", code)
        });
        let chosen = set.and_then(|()| {
            // SAFETY: all handles were made; one choice is written.
            let code = unsafe {
                (functions.choose)(
                    self.handle,
                    description,
                    left,
                    right,
                    to,
                    to,
                    preference,
                    1,
                    &raw mut choice,
                    &raw mut found,
                )
            };
            check("cublasLtMatmulAlgoGetHeuristic", code)
        });
        // SAFETY: it was made and is not used after.
        unsafe { (functions.preference_destroy)(preference) };
        chosen?;
        check("cublasLtMatmulAlgoGetHeuristic", if found > 0 { choice.state } else { -1 })?;
        Ok(choice.algorithm)
    }
}

impl Drop for Products {
    fn drop(&mut self) {
        let functions = &self.linked.functions;
        let plans = self.plans.get_mut().unwrap_or_else(PoisonError::into_inner);
        // SAFETY: all were made by the library and are not used after.
        unsafe {
            for Plan { handles: [description, layouts @ ..], .. } in plans.values() {
                (functions.description_destroy)(*description);
                for &layout in layouts {
                    (functions.layout_destroy)(layout);
                }
            }
            (functions.destroy)(self.handle);
        }
    }
}

/// Handles on their way to a plan, destroyed where it does not come about.
struct Parts<'a> {
    functions: &'a Functions,
    description: Pointer,
    layouts: Vec<Pointer>,
}

impl Parts<'_> {
    /// Describes as many of our matrices: `[rows, cols]` of ours are `[cols, rows]` to the library.
    fn layout(&mut self, lying: Lying, many: usize) -> Result<(), DriverError> {
        let Lying { rows, cols, stride, number } = lying;
        let format = match number {
            Number::F32 => REAL_F32,
            Number::Bf16 => REAL_BF16,
        };
        let mut layout = std::ptr::null_mut();
        // SAFETY: it writes a handle.
        let code = unsafe { (self.functions.layout)(&raw mut layout, format, cols as u64, rows as u64, stride as i64) };
        check("cublasLtMatrixLayoutCreate", code)?;
        self.layouts.push(layout);
        if many == 1 {
            return Ok(());
        }
        let (count, offset) = (many as i32, lying.step() as i64);
        let settings: [(c_int, *const c_void, usize); 2] = [
            (BATCH_COUNT, (&raw const count).cast(), size_of::<i32>()),
            (BATCH_OFFSET, (&raw const offset).cast(), size_of::<i64>()),
        ];
        settings.into_iter().try_for_each(|(which, value, bytes)| {
            // SAFETY: the layout was made; so many bytes are read.
            let code = unsafe { (self.functions.layout_set)(layout, which, value, bytes) };
            check("cublasLtMatrixLayoutSetAttribute", code)
        })
    }
}

impl Drop for Parts<'_> {
    fn drop(&mut self) {
        // SAFETY: they were made and no plan has them.
        unsafe {
            if !self.description.is_null() {
                (self.functions.description_destroy)(self.description);
            }
            for &layout in &self.layouts {
                (self.functions.layout_destroy)(layout);
            }
        }
    }
}

/// An error of what a function of the library gave.
fn check(function: &'static str, code: c_int) -> Result<(), DriverError> {
    if code == 0 { Ok(()) } else { Err(DriverError { function, code, name: None }) }
}
