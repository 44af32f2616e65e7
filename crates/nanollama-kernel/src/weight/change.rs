//! How a trained weight gets its values and its panels: by a device.

use super::{Values, Weight};
use crate::call::WeightId;
use crate::device::{Buffer, Device};
use crate::dtype::DType;
use crate::error::Result;
use crate::product::Packed;
use crate::update::{UpdateMemory, UpdateProgram};

impl Weight {
    /// A trainable weight of these row-major [rows, cols] values.
    ///
    /// # Errors
    /// [`crate::error::Error::OutOfMemory`].
    ///
    /// # Panics
    /// When there are not rows × cols values.
    pub fn dense(device: &dyn Device, rows: usize, cols: usize, values: &[f32]) -> Result<Weight> {
        assert_eq!(Some(values.len()), rows.checked_mul(cols), "a [{rows}, {cols}] weight");
        let mut weight = Weight::zeroed(device, rows, cols)?;
        weight.fill(device, |master| master.copy_from_slice(values));
        Ok(weight)
    }

    /// Has `work` change the values `[rows, cols]`, and renews the panels if there are any.
    ///
    /// # Panics
    /// When the weight is frozen.
    pub fn edit<R>(&mut self, device: &dyn Device, work: impl FnOnce(&mut [f32]) -> R) -> R {
        self.change(device, |master, work| device.edit(master, 0..master.bytes(), work), work)
    }

    /// [`Weight::edit`] for a `work` that writes all values: what it finds may be anything.
    ///
    /// # Panics
    /// When the weight is frozen.
    pub fn fill<R>(&mut self, device: &dyn Device, work: impl FnOnce(&mut [f32]) -> R) -> R {
        self.change(device, |master, work| device.fill(master, 0..master.bytes(), work), work)
    }

    /// Puts values (as [`crate::bytes::of`] gives them) over rows from `first_row` on; [`Weight::renew_packed`] has to follow.
    ///
    /// # Panics
    /// When the weight is frozen or has no such rows.
    pub fn put(&mut self, device: &dyn Device, first_row: usize, bytes: &[u8]) {
        let Values::Trained { master, .. } = &mut self.values else { panic!("a frozen weight is not changed") };
        device.upload(master, first_row * self.cols * size_of::<f32>(), bytes);
    }

    /// Renews the panels if there are any.
    pub fn renew_packed(&mut self, device: &dyn Device) {
        if let Values::Trained { panels: Some(_), .. } = &self.values {
            self.renew(device);
        }
    }

    fn change<R>(
        &mut self,
        device: &dyn Device,
        lend: impl FnOnce(&mut Buffer, &mut dyn FnMut(&mut [f32])),
        work: impl FnOnce(&mut [f32]) -> R,
    ) -> R {
        let Values::Trained { master, panels } = &mut self.values else { panic!("a frozen weight is not changed") };
        let (mut work, mut result) = (Some(work), None);
        lend(master, &mut |values| result = work.take().map(|work| work(values)));
        if panels.is_some() {
            self.renew(device);
        }
        result.expect("the device has lent the values")
    }

    /// Gives a trained weight panels, which products read from then on; nothing to do for one that has them, for a frozen
    /// weight, or on a device whose products read the values.
    ///
    /// # Errors
    /// [`crate::error::Error::OutOfMemory`].
    pub fn pack(&mut self, device: &dyn Device) -> Result<()> {
        if let Values::Trained { panels: panels @ None, .. } = &mut self.values
            && device.packs()
        {
            *panels = Some(Packed::zeroed(device, DType::F32.format(), self.rows, self.cols)?);
            self.renew(device);
        }
        Ok(())
    }

    /// Renews the panels on the device.
    fn renew(&mut self, device: &dyn Device) {
        let program = UpdateProgram::packing(WeightId(0));
        let mut arena = Buffer::EMPTY;
        device.update(&program, &mut arena, &mut UpdateMemory { weights: vec![self], step: None });
    }
}
