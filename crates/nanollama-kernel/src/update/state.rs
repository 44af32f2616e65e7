//! The numbers of a step that live on the device: what the host sends before an update, what it reads after one.

use crate::device::{Buffer, DeviceMemory, Readback};
use crate::error::Result;
use crate::memory::bytes_of;

/// Factors of a tensor.
pub(crate) const FACTORS: usize = 4;
/// Words before the factors: two f64.
const HEAD: usize = 4;

/// What a step's schedule says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateSettings {
    /// Largest norm of the gradients; 0 for no clipping.
    pub clip: f64,
    /// What the sum of the losses is divided by.
    pub normaliser: f64,
    /// By the places of the tensors in the program. AdamW: [`crate::op::adamw::Factors::sent`]; Muon: rate, momentum, weight decay.
    pub factors: Vec<[f32; FACTORS]>,
}

impl UpdateSettings {
    /// Bytes of the settings of so many tensors.
    #[must_use]
    pub fn bytes(tensors: usize) -> usize {
        (HEAD + tensors * FACTORS) * size_of::<f32>()
    }

    /// Sends them to a buffer of [`UpdateSettings::bytes`].
    pub fn send(&self, device: &dyn DeviceMemory, to: &mut Buffer) {
        let head = [self.clip.to_ne_bytes(), self.normaliser.to_ne_bytes()];
        device.upload(to, 0, head.as_flattened());
        device.upload(to, HEAD * size_of::<f32>(), bytes_of(self.factors.as_flattened()));
    }

    /// Limit and normaliser, where they lie.
    pub(crate) fn sent_head(words: &[f32]) -> [f64; 2] {
        [wide(words[0], words[1]), wide(words[2], words[3])]
    }

    /// The factors of a tensor, where they lie.
    pub(crate) fn sent_factors(words: &[f32], number: usize) -> [f32; FACTORS] {
        words[HEAD..].as_chunks().0[number]
    }
}

/// What a device knows of a step. All zero before the first one.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[repr(C)]
pub struct StepState {
    /// Sum of the losses times their coefficients.
    pub loss: f64,
    /// Sum of the squares of all gradients.
    pub squares: f64,
    /// Its root, before clipping.
    pub norm: f64,
    /// What the gradients are multiplied with.
    pub gradient_scale: f32,
    /// Above 0 since a loss or a norm was no finite number: 1 in the step where it was, then
    /// [`StepState::BROKEN_BEFORE`]. From the first on nothing is changed.
    pub broken: u32,
    /// One above the place of the first tensor whose gradient was not finite in that step; 0 for none.
    pub tensor: u32,
    /// Fills the struct, so that all its bytes are written.
    unused: u32,
}

impl StepState {
    /// [`StepState::broken`] of the steps behind one that was not sound.
    pub const BROKEN_BEFORE: u32 = 2;
    /// Its length in memory.
    pub const BYTES: usize = size_of::<StepState>();

    /// Forgets a step that was not sound.
    pub fn clear(device: &dyn DeviceMemory, state: &mut Buffer) {
        device.upload(state, 0, &[0; StepState::BYTES]);
    }

    /// Puts the sums over all processes over those of this one: losses, and squares of gradients.
    pub fn put_sums(device: &dyn DeviceMemory, state: &mut Buffer, loss: f64, squares: f64) {
        device.upload(state, 0, [loss.to_ne_bytes(), squares.to_ne_bytes()].as_flattened());
    }

    /// Begins to copy it to the host.
    ///
    /// # Errors
    /// [`crate::error::Error::OutOfMemory`].
    pub fn read(device: &dyn DeviceMemory, state: &Buffer, into: &mut Readback) -> Result<()> {
        device.read(state, 0, StepState::BYTES, into)
    }

    /// What was read.
    ///
    /// # Panics
    /// When something else was.
    #[must_use]
    pub fn of_words(words: &[f32]) -> StepState {
        StepState {
            loss: wide(words[0], words[1]),
            squares: wide(words[2], words[3]),
            norm: wide(words[4], words[5]),
            gradient_scale: words[6],
            broken: words[7].to_bits(),
            tensor: words[8].to_bits(),
            unused: 0,
        }
    }

    /// Where it lies.
    pub(crate) fn of(buffer: &mut Buffer) -> &mut StepState {
        let words = buffer.values_mut();
        assert!(size_of_val(words) >= StepState::BYTES, "a step's state takes {} bytes", StepState::BYTES);
        // SAFETY: it is long enough, begins on a cache line and holds any bits; it is borrowed mutably.
        unsafe { &mut *words.as_mut_ptr().cast() }
    }
}

/// The f64 that two words are.
fn wide(first: f32, second: f32) -> f64 {
    let mut bytes = [0; 8];
    bytes[..4].copy_from_slice(&first.to_ne_bytes());
    bytes[4..].copy_from_slice(&second.to_ne_bytes());
    f64::from_ne_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cpu::Cpu;
    use crate::pool::Pool;

    #[test]
    fn what_is_sent_and_read_is_what_was_meant() {
        let device = Cpu::new(Pool::new(1));
        let sent =
            UpdateSettings { clip: 0.1, normaliser: 1e9, factors: vec![[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]] };
        let mut buffer = device.allocate("a test", UpdateSettings::bytes(2)).unwrap();
        sent.send(&device, &mut buffer);
        assert_eq!(UpdateSettings::sent_head(buffer.values()), [0.1, 1e9]);
        assert_eq!(UpdateSettings::sent_factors(buffer.values(), 1), sent.factors[1]);

        let mut buffer = device.allocate("a test", StepState::BYTES).unwrap();
        let state =
            StepState { loss: 0.1, squares: 1e300, norm: -0.3, gradient_scale: 0.5, broken: 1, tensor: 7, unused: 0 };
        *StepState::of(&mut buffer) = state;
        let mut readback = Readback::default();
        StepState::read(&device, &buffer, &mut readback).unwrap();
        assert_eq!(StepState::of_words(device.wait(&readback)), state);
        StepState::put_sums(&device, &mut buffer, 2.5, 7.0);
        assert_eq!(*StepState::of(&mut buffer), StepState { loss: 2.5, squares: 7.0, ..state });
        StepState::clear(&device, &mut buffer);
        assert_eq!(*StepState::of(&mut buffer), StepState::default());
    }
}
