//! The specification of every product: three plain loops, one fused multiply-add a step.

/// C [rows, columns] = A · B where element (i, k) of A and (k, j) of B are given by functions; chains begin from C's values
/// when `resume`, else from zero.
pub fn product(
    [rows, columns, depth]: [usize; 3],
    a: impl Fn(usize, usize) -> f32,
    b: impl Fn(usize, usize) -> f32,
    resume: bool,
    c: &mut [f32],
) {
    for i in 0..rows {
        for j in 0..columns {
            let c = &mut c[i * columns + j];
            let mut acc = if resume { *c } else { 0.0 };
            for k in 0..depth {
                acc = a(i, k).mul_add(b(k, j), acc);
            }
            *c = acc;
        }
    }
}
