//! The ways to compute a product that the library offers.

use std::ffi::{c_int, c_void};

use super::described::Described;
use super::{Algorithm, Choice, Functions, check};
use crate::driver::{DriverError, Pointer};

/// Bytes that a product may work in, as NVIDIA advises for Hopper.
pub(super) const WORKSPACE: usize = 32 << 20;
/// `CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES`.
const MOST_WORKSPACE: c_int = 1;
/// `CUBLASLT_MATMUL_PREF_REDUCTION_SCHEME_MASK`, and all but `CUBLASLT_REDUCTION_SCHEME_INPLACE`.
const REDUCTIONS: c_int = 3;
const ORDERED: u32 = 7 & !1;
/// `CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_` `A_BYTES` to `D_BYTES`, which the library takes to be the most it can gain by.
const ALIGNMENTS: [c_int; 4] = [5, 6, 7, 8];
/// How many are asked for.
const MOST: usize = 8;

/// A handle that says what is wanted, destroyed when it goes.
struct Preference<'a> {
    functions: &'a Functions,
    handle: Pointer,
}

impl Drop for Preference<'_> {
    fn drop(&mut self) {
        // SAFETY: it was made and is not used after.
        unsafe { (self.functions.preference_destroy)(self.handle) };
    }
}

impl<'a> Preference<'a> {
    fn new(functions: &'a Functions, [left, right, plus, result]: [u32; 4]) -> Result<Preference<'a>, DriverError> {
        let mut handle = std::ptr::null_mut();
        // SAFETY: it writes a handle.
        check("cublasLtMatmulPreferenceCreate", unsafe { (functions.preference)(&raw mut handle) })?;
        let preference = Preference { functions, handle };
        // Exchanged, as the operands are.
        let (workspace, reductions, alignments) = (WORKSPACE as u64, ORDERED, [right, left, plus, result]);
        let settings: [(c_int, *const c_void, usize); 2] = [
            (MOST_WORKSPACE, (&raw const workspace).cast(), size_of::<u64>()),
            (REDUCTIONS, (&raw const reductions).cast(), size_of::<u32>()),
        ];
        let aligned = ALIGNMENTS.iter().zip(&alignments).map(|(&which, bytes)| {
            let value: *const c_void = std::ptr::from_ref(bytes).cast();
            (which, value, size_of::<u32>())
        });
        settings.into_iter().chain(aligned).try_for_each(|(which, value, bytes)| {
            // SAFETY: the preference was made; so many bytes are read.
            let code = unsafe { (functions.preference_set)(handle, which, value, bytes) };
            check("cublasLtMatmulPreferenceSetAttribute", code)
        })?;
        Ok(preference)
    }
}

/// What the library offers for a product whose matrices begin on so many bytes: at least one, what it holds for the best
/// in front.
///
/// # Errors
/// [`DriverError`].
pub(super) fn candidates(
    functions: &Functions,
    handle: Pointer,
    of: &Described,
    alignments: [u32; 4],
) -> Result<Vec<Algorithm>, DriverError> {
    let preference = Preference::new(functions, alignments)?;
    let ([left, right, to], mut choices, mut found) = (of.layouts, [Choice::default(); MOST], 0);
    // SAFETY: all handles were made; at most so many choices are written.
    let code = unsafe {
        (functions.choose)(
            handle,
            of.description,
            right,
            left,
            to,
            to,
            preference.handle,
            MOST as c_int,
            choices.as_mut_ptr(),
            &raw mut found,
        )
    };
    check("cublasLtMatmulAlgoGetHeuristic", code)?;
    let found = &choices[..usize::try_from(found).unwrap_or(0)];
    let usable: Vec<Algorithm> =
        found.iter().filter(|choice| choice.state == 0).map(|choice| choice.algorithm).collect();
    if usable.is_empty() {
        let code = found.first().map_or(-1, |choice| choice.state);
        check("cublasLtMatmulAlgoGetHeuristic", code)?;
    }
    Ok(usable)
}

/// Whether the library can compute a product so.
pub(super) fn takes(functions: &Functions, handle: Pointer, of: &Described, algorithm: &Algorithm) -> bool {
    let ([left, right, to], mut choice) = (of.layouts, Choice::default());
    // SAFETY: all handles were made; the algorithm is read, a choice is written.
    let code = unsafe {
        (functions.check)(handle, of.description, right, left, to, to, &raw const *algorithm, &raw mut choice)
    };
    code == 0 && choice.state == 0 && choice.workspace <= WORKSPACE
}
