//! Several processes at the beginning of a run: the same weights, and which rows each takes.

use nanollama_kernel::device::Device;

use super::TrainingLoop;
use crate::error::Result;
use crate::metrics::Record;

impl TrainingLoop {
    /// Looks that all have the same weights, and notes who takes which rows; nothing for a process that is alone.
    pub(super) fn begin_together(&mut self, device: &dyn Device) -> Result<()> {
        if !self.ranks.are_several() {
            return Ok(());
        }
        let mut sum = 0u64;
        for weight in self.model.weights().iter().chain(self.model.further()) {
            let values = weight.values(device, 0..weight.rows()).unwrap_or_default();
            sum = values.iter().fold(sum, |sum, value| {
                (sum ^ u64::from(value.to_bits())).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
            });
        }
        self.ranks.same("model", sum)?;
        let (all, rank) = (self.plan.step.all_rows(), self.ranks.rank());
        let of = |index| nanollama_data::Rank { index, ..rank }.share(all);
        let rows: Vec<[usize; 2]> = (0..rank.world).map(|index| [of(index).start, of(index).end]).collect();
        self.metrics.append(self.done, &Record::Ranks { ranks: rank.world, rows: &rows })?;
        Ok(())
    }
}
