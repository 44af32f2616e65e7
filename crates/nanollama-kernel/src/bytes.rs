//! f32 as the bytes that they are in memory, in this machine's order: what is sent to another process of this machine.

/// The bytes of values.
#[must_use]
pub fn of(values: &[f32]) -> &[u8] {
    crate::memory::bytes_of(values)
}

/// The bytes of values, to be written over: any are valid.
#[must_use]
pub fn of_mut(values: &mut [f32]) -> &mut [u8] {
    crate::memory::bytes_of_mut(values)
}
