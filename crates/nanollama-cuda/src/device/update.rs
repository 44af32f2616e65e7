//! The update that ends a step, on the GPU: norm, soundness, AdamW and Muon. Nothing of it is read by the host here.
//!
//! Most tensors of a model are small beside a GPU, and many have one shape: those are moved together, by one launch or one
//! product for all of them.

mod groups;
mod iteration;
mod table;

use nanollama_kernel::update::{StepMemory, UpdateMemory, UpdateProgram, UpdateRule, UpdateTensor};
use nanollama_kernel::weight::Weight;

use super::Cuda;
use super::encode::Work;
use crate::driver::DriverError;
use crate::launch::{Address, Launch};
use crate::op::gradient_norm::{self, Step};
use crate::op::tensor::{Tensor, Tensors};
use crate::op::{adamw, muon};
use groups::{Group, groups};
use iteration::Iteration;
use table::Table;

/// Where an update's pieces lie.
#[derive(Clone, Copy)]
struct UpdatePlaces {
    gradients: Address,
    moments: Address,
    step: Step,
}

impl Cuda {
    pub(super) fn run_update(&self, program: &UpdateProgram, memory: &mut UpdateMemory<'_>) {
        assert!(!program.is_share(), "a GPU does all of an update");
        let UpdateMemory { weights, step } = memory;
        // A program that only packs has nothing to do: products read the values.
        let Some(step) = step else {
            assert!(program.tensors().is_empty(), "tensors are moved by a step");
            return;
        };
        if self.session.failure().is_none() {
            let outcome = self.move_tensors(program, weights, step);
            self.session.note(outcome);
        }
    }

    fn move_tensors(
        &self,
        program: &UpdateProgram,
        weights: &[&mut Weight],
        step: &StepMemory<'_>,
    ) -> Result<(), DriverError> {
        let sizes = program.sizes();
        let at =
            |buffer: &nanollama_kernel::device::Buffer, bytes| Address(buffer.device_address(self.number, 0, bytes));
        let places = UpdatePlaces {
            gradients: at(step.gradients, sizes.gradients),
            moments: at(step.moments, sizes.moments),
            step: Step { settings: self.place(step.settings), state: self.place(step.state) },
        };
        let groups = groups(program.tensors(), |tensor| self.most_together(tensor));
        let moved = groups.iter().flat_map(|group| &group.members);
        let moved = moved.map(|&number| self.moved(number, &program.tensors()[number], weights, &places));
        let table = Table::new(program, moved);
        let bytes = groups.iter().map(|group| self.scratch_bytes(group)).chain([table.sums_bytes()]).max();
        let (scratch, at) = self.with_scratch(|room| {
            let piece = room.reserve(&self.session, bytes.unwrap_or(0))?;
            Ok::<_, DriverError>((piece, room.table(&self.session, table.words())?))
        })?;
        let mut work = measure(&places, &table, at, scratch).map(Work::from).to_vec();
        let mut first = 0;
        for group in &groups {
            let tensors = Tensors { at: table.tensor(at, first), many: group.members.len() };
            self.move_group(&mut work, group, tensors, places.step, scratch);
            first += tensors.many;
        }
        // The first that fails is kept; no more is asked for then.
        work.iter().all(|work| self.submit(work));
        Ok(())
    }

    /// A tensor of a program, and where all that is of it lies.
    fn moved(&self, number: usize, tensor: &UpdateTensor, weights: &[&mut Weight], places: &UpdatePlaces) -> Tensor {
        let weight = &weights[tensor.weight.index()];
        let fits = weight.cols() == tensor.cols && weight.rows() >= tensor.first_row + tensor.rows;
        assert!(fits, "a [{}, {}] weight for {tensor:?}", weight.rows(), weight.cols());
        let master = weight.master_buffer().expect("a program moves dense weights");
        let first = tensor.first_row * tensor.cols;
        let copy = self.copy_place(master).map(|copy| copy.plus(first * self.format.bytes()));
        Tensor {
            number,
            values: self.place(master).plus(first * size_of::<f32>()),
            gradient: places.gradients.plus(tensor.gradient),
            first: places.moments.plus(tensor.moments[0]),
            second: places.moments.plus(tensor.moments[1]),
            copy: copy.unwrap_or(Address::NULL),
        }
    }

    /// How many tensors like this one move together at most.
    fn most_together(&self, tensor: &UpdateTensor) -> usize {
        let of_scratch = match tensor.rule {
            UpdateRule::AdamW { .. } => Tensors::MOST,
            UpdateRule::Muon { .. } => {
                self.update_scratch / Iteration::bytes([tensor.rows, tensor.cols], 1, self.format).max(1)
            }
        };
        of_scratch.clamp(1, Tensors::MOST)
    }

    /// Bytes that a group works in.
    fn scratch_bytes(&self, group: &Group) -> usize {
        match group.rule {
            UpdateRule::AdamW { .. } => 0,
            UpdateRule::Muon { .. } => Iteration::bytes(group.shape, group.members.len(), self.format),
        }
    }

    fn move_group(&self, work: &mut Vec<Work>, group: &Group, tensors: Tensors, step: Step, scratch: Address) {
        let [rows, cols] = group.shape;
        match group.rule {
            UpdateRule::AdamW { beta1, beta2, eps } => {
                work.push(adamw::step(tensors, [beta1, beta2, eps], step, rows * cols).into());
            }
            UpdateRule::Muon { beta2 } => {
                let iteration = Iteration::at(scratch, group.shape, tensors.many, self.format);
                let matrices = muon::Matrices { tensors, rows, cols, sums: iteration.sums() };
                work.extend(muon::before(matrices, iteration.first(), step).map(Launch::into));
                work.extend(iteration.products().map(Work::from));
                work.extend(muon::after(matrices, iteration.last(), beta2, step).map(Launch::into));
            }
        }
    }
}

/// Norm, soundness, factor, and the cause where the step is not sound.
fn measure(places: &UpdatePlaces, table: &Table, at: Address, sums: Address) -> [Launch; 3] {
    let &UpdatePlaces { gradients, step, .. } = places;
    [
        gradient_norm::sum_of_squares(gradients, table.pieces(at), table.count_pieces(), sums),
        gradient_norm::clip(sums, table.count_pieces(), step),
        gradient_norm::find_cause(gradients, table.extents(at), table.count_extents(), step),
    ]
}
