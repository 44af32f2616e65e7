//! [`Described`]: a kind of product as the library knows it.

use std::ffi::{c_int, c_void};
use std::sync::Arc;

use super::{CublasLt, check};
use crate::driver::{DriverError, Pointer};
use crate::product::{Lying, Product};
use crate::source::Number;

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

/// Handles of the library's, destroyed when it goes.
pub(super) struct Described {
    linked: Arc<CublasLt>,
    pub(super) description: Pointer,
    /// Of our left and right operand and of the result; null while there is none.
    pub(super) layouts: [Pointer; 3],
}

// SAFETY: handles of the library's, used under a lock.
unsafe impl Send for Described {}

impl Described {
    /// # Errors
    /// [`DriverError`].
    pub(super) fn new(linked: &Arc<CublasLt>, product: &Product) -> Result<Described, DriverError> {
        let nothing = std::ptr::null_mut();
        let mut described = Described { linked: linked.clone(), description: nothing, layouts: [nothing; 3] };
        let functions = &linked.functions;
        // SAFETY: it writes a handle.
        let code = unsafe { (functions.description)(&raw mut described.description, COMPUTE_F32, REAL_F32) };
        check("cublasLtMatmulDescCreate", code)?;
        // Exchanged: the library's left operand is our right one.
        for (which, operand) in TRANSPOSE.into_iter().zip([product.right, product.left]) {
            let transposed = c_int::from(operand.transposed);
            let value: *const c_void = (&raw const transposed).cast();
            // SAFETY: the description was made; four bytes are read.
            let code = unsafe { (functions.description_set)(described.description, which, value, size_of::<c_int>()) };
            check("cublasLtMatmulDescSetAttribute", code)?;
        }
        for (which, lying) in product.lying().into_iter().enumerate() {
            described.lay(which, lying, product.many)?;
        }
        Ok(described)
    }

    /// Describes as many of our matrices: `[rows, cols]` of ours are `[cols, rows]` to the library.
    fn lay(&mut self, which: usize, lying: Lying, many: usize) -> Result<(), DriverError> {
        let Lying { rows, cols, stride, number } = lying;
        let format = match number {
            Number::F32 => REAL_F32,
            Number::Bf16 => REAL_BF16,
        };
        let (functions, layout) = (&self.linked.functions, &raw mut self.layouts[which]);
        // SAFETY: it writes a handle.
        let code = unsafe { (functions.layout)(layout, format, cols as u64, rows as u64, stride as i64) };
        check("cublasLtMatrixLayoutCreate", code)?;
        if many == 1 {
            return Ok(());
        }
        let (count, offset) = (many as i32, lying.step() as i64);
        let settings: [(c_int, *const c_void, usize); 2] = [
            (BATCH_COUNT, (&raw const count).cast(), size_of::<i32>()),
            (BATCH_OFFSET, (&raw const offset).cast(), size_of::<i64>()),
        ];
        settings.into_iter().try_for_each(|(which_setting, value, bytes)| {
            // SAFETY: the layout was made; so many bytes are read.
            let code = unsafe { (functions.layout_set)(self.layouts[which], which_setting, value, bytes) };
            check("cublasLtMatrixLayoutSetAttribute", code)
        })
    }
}

impl Drop for Described {
    fn drop(&mut self) {
        let functions = &self.linked.functions;
        // SAFETY: what is not null was made by the library and is not used after.
        unsafe {
            if !self.description.is_null() {
                (functions.description_destroy)(self.description);
            }
            for layout in self.layouts.into_iter().filter(|layout| !layout.is_null()) {
                (functions.layout_destroy)(layout);
            }
        }
    }
}
