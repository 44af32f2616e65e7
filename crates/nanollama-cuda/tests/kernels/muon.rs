//! Muon's kernels around products that are done here in plain loops.

use nanollama_cuda::launch::Address;
use nanollama_cuda::op::gradient_norm::Step;
use nanollama_cuda::op::muon::{self, Matrices};
use nanollama_cuda::op::tensor::Tensor;
use nanollama_cuda::source::Number;
use nanollama_kernel::op::muon::{Muon, POLAR_EXPRESS, reference};

use crate::shim::{Memory, Shim, in_each_format};
use crate::step::{settings, state, table};
use crate::truth::{assert_close, normal, rounded, widen};

/// A matrix on its own rates, before its step.
struct One<'a> {
    told: Muon,
    p: Vec<f32>,
    g: Vec<f32>,
    momentum: Vec<f32>,
    second: Vec<f32>,
    /// Values, gradient, momentum, second moment.
    memory: [Memory<'a>; 4],
    copy: Memory<'a>,
}

impl One<'_> {
    fn new(shim: &Shim, number: Number, seed: u64, [rows, cols]: [usize; 2]) -> One<'_> {
        let (size, rate) = (rows * cols, 0.1 / (seed + 1) as f32);
        let told = Muon { lr: rate, momentum: 0.9, beta2: 0.8, weight_decay: 3.0 * rate, gradient_scale: 0.5 };
        let [p, g, momentum] = [1, 2, 3].map(|part| normal(Number::F32, 10 * seed + part, size));
        let second = normal(Number::F32, 10 * seed + 4, rows.max(cols));
        let second: Vec<f32> = second.iter().map(|x| 0.01 + 0.01 * x.abs()).collect();
        let memory = [&p, &g, &momentum, &second].map(|values| shim.floats(values));
        One { told, p, g, momentum, second, memory, copy: shim.unset(number, size) }
    }

    /// As a table has it. The last of several has no copy.
    fn tensor(&self, number: usize, has_copy: bool) -> Tensor {
        let [values, gradient, first, second] = self.memory.each_ref().map(Memory::at);
        let copy = if has_copy { self.copy.at() } else { Address::NULL };
        Tensor { number, values, gradient, first, second, copy }
    }

    /// Holds what it has become against the truth.
    fn check(&self, number: Number, shape: [usize; 2], has_copy: bool) {
        let One { told, p, g, momentum, second, memory, copy } = self;
        let (truth_p, truth_momentum, truth_second) =
            reference([&widen(p), &widen(g), &widen(momentum), &widen(second)], shape, told);
        let [values, _, first, second] = memory.each_ref().map(Memory::read_floats);
        assert_close("momentum", &first, &truth_momentum, 1e-6, 1e-6);
        // The step is as long as the rate; x was rounded twice.
        let bound = if number == Number::F32 { 2e-5 } else { 0.05 };
        assert_close("second", &second, &truth_second, 10.0 * bound, f64::from(told.lr) * bound);
        assert_close("p", &values, &truth_p, 1e-6, f64::from(told.lr) * bound * 10.0);
        if has_copy {
            let moved: Vec<f32> = values.iter().map(|&p| rounded(number, p)).collect();
            assert_eq!(copy.read(number), moved);
        }
    }
}

/// The five iterations in f64.
fn polar_express(x: &[f32], [rows, cols]: [usize; 2]) -> Vec<f64> {
    let mut x = widen(x);
    let times = |a: &[f64], b: &[f64], [n, m, k]: [usize; 3]| -> Vec<f64> {
        (0..n * m).map(|i| (0..k).map(|t| a[i / m * k + t] * b[t * m + i % m]).sum()).collect()
    };
    for [a, b, c] in POLAR_EXPRESS.map(|step| step.map(f64::from)) {
        let transposed: Vec<f64> = (0..rows * cols).map(|i| x[i % rows * cols + i / rows]).collect();
        let gram = times(&x, &transposed, [rows, rows, cols]);
        let squared = times(&gram, &gram, [rows; 3]);
        let polynomial: Vec<f64> = gram.iter().zip(&squared).map(|(g, s)| b * g + c * s).collect();
        let product = times(&polynomial, &x, [rows, cols, rows]);
        x = x.iter().zip(&product).map(|(x, p)| a * x + p).collect();
    }
    x
}

#[test]
fn a_step_of_many_matrices_is_the_truth_s_for_each() {
    in_each_format(|shim, number| {
        for (shape, many) in
            [([1, 1], 1), ([5, 40], 3), ([40, 5], 2), ([33, 33], 2), ([12, 300], 1), ([3, 129], 2), ([150, 7], 1)]
        {
            let [rows, cols] = shape;
            let all: Vec<One<'_>> = (0..many).map(|seed| One::new(shim, number, seed as u64, shape)).collect();
            let has_copy = |index: usize| index + 1 < many || many == 1;
            // Their places among the settings are not those in the table.
            let settled = |index: usize| many - index;
            let tensors = all.iter().enumerate().map(|(index, one)| one.tensor(settled(index), has_copy(index)));
            let tensors = table(shim, tensors);
            let mut factors = vec![[f32::NAN; 4]; many + 1];
            for (index, One { told, .. }) in all.iter().enumerate() {
                factors[settled(index)] = [told.lr, told.momentum, told.weight_decay, 0.0];
            }
            let sums = shim.unset(Number::F32, many * rows.max(cols));
            let x = shim.unset(number, many * rows * cols);
            let matrices = Matrices { tensors: tensors.of(many), rows, cols, sums: sums.at() };
            let (settings, beta2) = (settings(shim, 0.0, 1.0, &factors), all[0].told.beta2);
            let run = |broken: u32, products: &dyn Fn(Vec<f32>) -> Vec<f32>| {
                let state = state(shim, all[0].told.gradient_scale, broken);
                let step = Step { settings: settings.at(), state: state.at() };
                muon::before(matrices, x.at(), step).iter().for_each(|launch| shim.run(number, launch));
                let product = shim.numbers(number, &products(x.read(number)));
                muon::after(matrices, product.at(), beta2, step).iter().for_each(|launch| shim.run(number, launch));
            };
            run(2, &|x| x);
            for One { p, momentum, memory, .. } in &all {
                assert_eq!((&memory[0].read_floats(), &memory[2].read_floats()), (p, momentum));
            }
            // The products, in the format's precision at their end.
            run(0, &|x| {
                let each = x.chunks_exact(rows * cols).flat_map(|x| polar_express(x, shape));
                each.map(|x| rounded(number, x as f32)).collect()
            });
            all.iter().enumerate().for_each(|(index, one)| one.check(number, shape, has_copy(index)));
        }
    });
}
