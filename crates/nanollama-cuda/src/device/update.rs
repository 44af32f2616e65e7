//! The update that ends a step, on the GPU: norm, soundness, AdamW and Muon. Nothing of it is read by the host here.

use nanollama_kernel::op::muon::POLAR_EXPRESS;
use nanollama_kernel::update::{StepMemory, UpdateMemory, UpdateProgram, UpdateRule, UpdateTensor};
use nanollama_kernel::weight::Weight;

use super::Cuda;
use super::encode::Work;
use crate::driver::DriverError;
use crate::launch::{Address, Launch};
use crate::op::adamw::{self, Tensor};
use crate::op::gradient_norm::{self, Step};
use crate::op::muon;
use crate::product::{Operand, Product};
use crate::source::Number;

/// Where an update's pieces lie.
#[derive(Clone, Copy)]
struct UpdatePlaces {
    gradients: Address,
    moments: Address,
    step: Step,
    scratch: Address,
}

impl Cuda {
    pub(super) fn run_update(&self, program: &UpdateProgram, memory: &mut UpdateMemory<'_>) {
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
        weights: &[Weight],
        step: &StepMemory<'_>,
    ) -> Result<(), DriverError> {
        let sizes = program.sizes();
        let at =
            |buffer: &nanollama_kernel::device::Buffer, bytes| Address(buffer.device_address(self.number, 0, bytes));
        let gradients = at(step.gradients, sizes.gradients);
        let extents = program.tensors().iter().flat_map(|tensor| {
            [tensor.gradient / size_of::<f32>(), tensor.rows * tensor.cols].map(|number| number as u64)
        });
        let bytes = scratch_bytes(program);
        let (scratch, table) = self.with_scratch(|room| {
            let piece = room.reserve(&self.session, bytes)?;
            Ok::<_, DriverError>((piece, room.table(&self.session, extents.collect())?))
        })?;
        let places = UpdatePlaces {
            gradients,
            moments: at(step.moments, sizes.moments),
            step: Step { settings: self.place(step.settings), state: self.place(step.state) },
            scratch,
        };
        let mut work = measure(program, &places, table);
        for (number, tensor) in program.tensors().iter().enumerate() {
            let weight = &weights[tensor.weight.index()];
            let fits = weight.cols() == tensor.cols && weight.rows() >= tensor.first_row + tensor.rows;
            assert!(fits, "a [{}, {}] weight for {tensor:?}", weight.rows(), weight.cols());
            let master = weight.master_buffer().expect("a program moves dense weights");
            let first = size_of::<f32>() * tensor.first_row * tensor.cols;
            let copy = self.copy_place(master).map(|copy| copy.plus(first / size_of::<f32>() * self.format.bytes()));
            let values = self.place(master).plus(first);
            let of = Tensor {
                number,
                values,
                gradient: places.gradients.plus(tensor.gradient),
                first: places.moments.plus(tensor.moments[0]),
                second: places.moments.plus(tensor.moments[1]),
                copy: copy.unwrap_or(Address::NULL),
            };
            move_tensor(&mut work, tensor, of, &places, self.format);
        }
        // The first that fails is kept; no more is asked for then.
        work.iter().all(|work| self.submit(work));
        Ok(())
    }
}

/// Bytes that an update works in at most.
fn scratch_bytes(program: &UpdateProgram) -> usize {
    let sums: usize = program.squares().iter().map(|range| gradient_norm::sums(range.len() / size_of::<f32>())).sum();
    let matrices = program.tensors().iter().filter(|tensor| matches!(tensor.rule, UpdateRule::Muon { .. }));
    let matrices = matrices.map(|tensor| MuonScratch::bytes(tensor.rows, tensor.cols));
    matrices.chain([sums * size_of::<f64>()]).max().unwrap_or(0)
}

/// Norm, soundness, factor, and the cause where the step is not sound.
fn measure(program: &UpdateProgram, places: &UpdatePlaces, table: Address) -> Vec<Work> {
    let (mut work, mut sums) = (Vec::new(), 0);
    for range in program.squares() {
        let values = range.len() / size_of::<f32>();
        let to = places.scratch.plus(size_of::<f64>() * sums);
        work.push(gradient_norm::sum_of_squares(places.gradients.plus(range.start), values, to).into());
        sums += gradient_norm::sums(values);
    }
    work.push(gradient_norm::clip(places.scratch, sums, places.step).into());
    work.push(gradient_norm::find_cause(places.gradients, table, program.tensors().len(), places.step).into());
    work
}

fn move_tensor(work: &mut Vec<Work>, tensor: &UpdateTensor, of: Tensor, places: &UpdatePlaces, format: Number) {
    let &UpdateTensor { rows, cols, rule, .. } = tensor;
    match rule {
        UpdateRule::AdamW { beta1, beta2, eps } => {
            work.push(adamw::step(of, [beta1, beta2, eps], places.step, rows * cols).into());
        }
        UpdateRule::Muon { beta2 } => {
            let scratch = MuonScratch::at(places.scratch, rows, cols);
            let matrix = muon::Matrix { tensor: of, rows, cols, ahead: scratch.ahead, sums: scratch.sums };
            work.extend(muon::before(matrix, scratch.x[0], places.step).map(Launch::into));
            work.extend(scratch.polar_express(rows, cols, format).map(Work::from));
            // Five steps end in the other of the two.
            work.extend(muon::after(matrix, scratch.x[1], beta2, places.step).map(Launch::into));
        }
    }
}

/// What a step of Muon works in.
struct MuonScratch {
    ahead: Address,
    x: [Address; 2],
    gram: Address,
    polynomial: Address,
    sums: Address,
}

impl MuonScratch {
    /// Bytes from each piece to the next, whole lines: ahead, x, the next x, Gram matrix, polynomial, sums.
    fn lengths(rows: usize, cols: usize) -> [usize; 6] {
        let (whole, square) = (rows * cols, rows.min(cols).pow(2));
        [whole, whole, whole, square, square, rows.max(cols)].map(|values| (4 * values).next_multiple_of(256))
    }

    fn bytes(rows: usize, cols: usize) -> usize {
        MuonScratch::lengths(rows, cols).iter().sum()
    }

    fn at(memory: Address, rows: usize, cols: usize) -> MuonScratch {
        let mut first = 0;
        let [ahead, x, next, gram, polynomial, sums] = MuonScratch::lengths(rows, cols).map(|length| {
            let place = memory.plus(first);
            first += length;
            place
        });
        MuonScratch { ahead, x: [x, next], gram, polynomial, sums }
    }

    /// Five times X ← (a I + b A + c A²) X, A = X Xᵀ, or with both sides exchanged where X is tall: three products each.
    fn polar_express(&self, rows: usize, cols: usize, format: Number) -> impl Iterator<Item = Product> {
        let (tall, n) = (rows > cols, rows.min(cols));
        let plain = move |size, left, right, to| Product::new(size, left, right, to, format);
        let (gram, polynomial, both) = (self.gram, self.polynomial, self.x);
        POLAR_EXPRESS.into_iter().enumerate().flat_map(move |(step, [a, b, c])| {
            let (x, next) = (both[step % 2], both[(step + 1) % 2]);
            let (lying, turned) = (Operand::rows(x, cols), Operand::columns(x, cols));
            let [of_gram, of_polynomial] = [gram, polynomial].map(|at| Operand::rows(at, n));
            let first =
                if tall { plain([n, n, rows], turned, lying, gram) } else { plain([n, n, cols], lying, turned, gram) };
            let second = plain([n, n, n], of_gram, of_gram, polynomial).plus(b, gram);
            let third = if tall {
                plain([rows, cols, n], lying, of_polynomial, next)
            } else {
                plain([rows, cols, n], of_polynomial, lying, next)
            };
            [first, Product { alpha: c, ..second }, third.plus(a, x)]
        })
    }
}
