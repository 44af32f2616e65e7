//! Muon's kernels around products that are done here in plain loops.

use nanollama_cuda::op::adamw::Tensor;
use nanollama_cuda::op::gradient_norm::Step;
use nanollama_cuda::op::muon::{self, Matrix};
use nanollama_cuda::source::Number;
use nanollama_kernel::op::muon::{Muon, POLAR_EXPRESS, reference};

use crate::shim::in_each_format;
use crate::step::{settings, state};
use crate::truth::{assert_close, normal, rounded, widen};

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
fn a_step_is_the_truth_s() {
    in_each_format(|shim, number| {
        for [rows, cols] in [[1, 1], [5, 40], [40, 5], [33, 33], [12, 300]] {
            let size = rows * cols;
            let told = Muon { lr: 0.1, momentum: 0.9, beta2: 0.8, weight_decay: 0.3, gradient_scale: 0.5 };
            let narrow = rows.max(cols);
            let [p, momentum] = [1, 3].map(|seed| normal(Number::F32, seed, size));
            let g = normal(Number::F32, 2, size);
            let second: Vec<f32> = normal(Number::F32, 4, narrow).iter().map(|x| 0.01 + 0.01 * x.abs()).collect();
            let (truth_p, truth_momentum, truth_second) =
                reference([&widen(&p), &widen(&g), &widen(&momentum), &widen(&second)], [rows, cols], &told);

            let [values, gradient, first] = [&p, &g, &momentum].map(|values| shim.floats(values));
            let second = shim.floats(&second);
            let copy = shim.unset(number, size);
            let (ahead, sums) = (shim.unset(Number::F32, size), shim.unset(Number::F32, narrow));
            let x = shim.unset(number, size);
            let tensor = Tensor {
                number: 0,
                values: values.at(),
                gradient: gradient.at(),
                first: first.at(),
                second: second.at(),
                copy: copy.at(),
            };
            let matrix = Matrix { tensor, rows, cols, ahead: ahead.at(), sums: sums.at() };
            let settings = settings(shim, 0.0, 1.0, &[[told.lr, told.momentum, told.weight_decay, 0.0]]);
            for broken in [2, 0] {
                let state = state(shim, told.gradient_scale, broken);
                let step = Step { settings: settings.at(), state: state.at() };
                muon::before(matrix, x.at(), step).iter().for_each(|launch| shim.run(number, launch));
                if broken > 0 {
                    muon::after(matrix, x.at(), told.beta2, step).iter().for_each(|launch| shim.run(number, launch));
                    assert_eq!((values.read_floats(), first.read_floats()), (p.clone(), momentum.clone()));
                    continue;
                }
                // The products, in the format's precision at their end.
                let product = polar_express(&x.read(number), [rows, cols]);
                let product: Vec<f32> = product.iter().map(|&x| rounded(number, x as f32)).collect();
                let product = shim.numbers(number, &product);
                muon::after(matrix, product.at(), told.beta2, step).iter().for_each(|launch| shim.run(number, launch));
            }
            assert_close("momentum", &first.read_floats(), &truth_momentum, 1e-6, 1e-6);
            // The step is as long as the rate; x was rounded twice.
            let bound = if number == Number::F32 { 2e-5 } else { 0.05 };
            assert_close("second", &second.read_floats(), &truth_second, 10.0 * bound, f64::from(told.lr) * bound);
            assert_close("p", &values.read_floats(), &truth_p, 1e-6, f64::from(told.lr) * bound * 10.0);
            let moved: Vec<f32> = values.read_floats().iter().map(|&p| rounded(number, p)).collect();
            assert_eq!(copy.read(number), moved);
        }
    });
}
