//! Ops that work row by row or value by value: norm, rotation, gate, sums, places.

use nanollama_cuda::launch::Address;
use nanollama_cuda::op::{add, bias, rms_norm, rope, scale, swiglu};
use nanollama_cuda::source::Number;
use nanollama_kernel::op::bias as bias_truth;
use nanollama_kernel::op::{rms_norm as norm_truth, rope as rope_truth, scale as scale_truth, swiglu as gate_truth};

use crate::shim::{Shim, in_each_format};
use crate::truth::{assert_close, normal, precision, rounded, widen};

const EPS: f32 = 1e-5;

/// A norm whose rows are columns `first`.. of some that are `more` wider.
fn norm(shim: &Shim, number: Number, [rows, groups, cols]: [usize; 3], [first, more]: [usize; 2]) {
    let (width, wide) = (groups * cols, groups * cols + more);
    let all = normal(number, 1, rows * wide);
    let x: Vec<f32> = all.chunks(wide).flat_map(|row| row[first..][..width].to_vec()).collect();
    let (gain, dy) = (normal(Number::F32, 2, cols), normal(number, 3, rows * width));
    let (truth_y, truth_inverse) = norm_truth::reference::forward(&widen(&x), &widen(&gain), f64::from(EPS));
    let (truth_dx, truth_dgain) = norm_truth::reference::grad(&widen(&x), &widen(&gain), f64::from(EPS), &widen(&dy));

    let (x, gain, dy) = (shim.numbers(number, &all), shim.floats(&gain), shim.numbers(number, &dy));
    let (y, inverse) = (shim.unset(number, rows * width), shim.unset(Number::F32, rows * groups));
    let from = x.columns(number, first, [rows, width, wide]);
    shim.run(number, &rms_norm::forward(from, groups, gain.at(), EPS, y.at(), inverse.at()));
    assert_close("y", &y.read(number), &truth_y, precision(number), 1e-6);
    assert_close("inverse", &inverse.read_floats(), &truth_inverse, 1e-6, 0.0);

    let inputs = rms_norm::Backward { x: from, groups, gain: gain.at(), inverse: inverse.at(), dy: dy.at() };
    let before = normal(number, 4, rows * wide);
    for add in [false, true] {
        let dx = shim.numbers(number, &before);
        shim.run(number, &rms_norm::grad(inputs, dx.columns(number, first, [rows, width, wide]), add));
        for (row, (dx, before)) in dx.read(number).chunks(wide).zip(before.chunks(wide)).enumerate() {
            assert_eq!(
                (&dx[..first], &dx[first + width..]),
                (&before[..first], &before[first + width..]),
                "what lies beside"
            );
            let truth = truth_dx[row * width..][..width].iter().zip(&before[first..]);
            let truth: Vec<f64> = truth.map(|(d, b)| d + if add { f64::from(*b) } else { 0.0 }).collect();
            assert_close("dx", &dx[first..][..width], &truth, precision(number), 1e-5);
        }
    }
    let partial = shim.unset(Number::F32, (rows * groups).div_ceil(128) * cols);
    let dgain = shim.unset(Number::F32, cols);
    for times in [1.0, 2.0] {
        for launch in rms_norm::grad_gain(inputs, partial.at(), dgain.at(), times > 1.0) {
            shim.run(number, &launch);
        }
        let truth: Vec<f64> = truth_dgain.iter().map(|d| times * d).collect();
        assert_close("dgain", &dgain.read_floats(), &truth, 2e-5, 2e-4);
    }
}

/// No gain is a gain of ones.
#[test]
fn norms_without_a_gain() {
    in_each_format(|shim, number| {
        for [rows, groups, cols] in [[3, 5, 24], [131, 1, 33], [70, 2, 64]] {
            let width = groups * cols;
            let (x, dy, ones) = (normal(number, 1, rows * width), normal(number, 3, rows * width), vec![1.0; cols]);
            let (truth, _) = norm_truth::reference::forward(&widen(&x), &ones, f64::from(EPS));
            let (truth_dx, _) = norm_truth::reference::grad(&widen(&x), &ones, f64::from(EPS), &widen(&dy));
            let (x, dy) = (shim.numbers(number, &x), shim.numbers(number, &dy));
            let (y, inverse) = (shim.unset(number, rows * width), shim.unset(Number::F32, rows * groups));
            let dx = shim.unset(number, rows * width);
            let from = x.columns(number, 0, [rows, width, width]);
            shim.run(number, &rms_norm::forward(from, groups, Address::NULL, EPS, y.at(), inverse.at()));
            let inputs =
                rms_norm::Backward { x: from, groups, gain: Address::NULL, inverse: inverse.at(), dy: dy.at() };
            shim.run(number, &rms_norm::grad(inputs, dx.columns(number, 0, [rows, width, width]), false));
            assert_close("y", &y.read(number), &truth, precision(number), 1e-6);
            assert_close("dx", &dx.read(number), &truth_dx, precision(number), 1e-5);
        }
    });
}

#[test]
fn learned_factors_and_their_gradients() {
    in_each_format(|shim, number| {
        for [rows, cols] in [[1, 1], [3, 24], [131, 33], [300, 16]] {
            let (x, more, dy) =
                (normal(number, 1, rows * cols), normal(number, 2, rows * cols), normal(number, 3, rows * cols));
            let factor = 0.7f32;
            let plain = scale_truth::reference::forward(f64::from(factor), &widen(&x), None);
            let summed = scale_truth::reference::forward(f64::from(factor), &widen(&x), Some(&widen(&more)));
            let (_, truth) = scale_truth::reference::grad(f64::from(factor), &widen(&x), &widen(&dy));
            let (x, more, dy) = (shim.numbers(number, &x), shim.numbers(number, &more), shim.numbers(number, &dy));
            let (of, to) = (shim.floats(&[factor]), shim.unset(number, rows * cols));
            shim.run(number, &scale::forward(of.at(), x.at(), Address::NULL, to.at(), rows * cols));
            assert_close("scaled", &to.read(number), &plain, precision(number), 1e-6);
            // In place on what is added, as gradients are.
            shim.run(number, &scale::forward(of.at(), x.at(), more.at(), more.at(), rows * cols));
            assert_close("summed", &more.read(number), &summed, precision(number), 1e-6);
            let (partial, into) = (shim.unset(Number::F32, rows.div_ceil(128)), shim.unset(Number::F32, 1));
            for times in [1.0, 2.0] {
                let sizes = [rows, cols];
                for launch in scale::grad_factor([x.at(), dy.at()], sizes, partial.at(), into.at(), times > 1.0) {
                    shim.run(number, &launch);
                }
                assert_close("factor", &into.read_floats(), &[times * truth], 2e-5, 1e-3);
            }
        }
    });
}

#[test]
fn biases_and_their_gradients() {
    in_each_format(|shim, number| {
        for [rows, first, cols, width] in [[1, 0, 1, 1], [3, 8, 24, 40], [131, 5, 33, 40], [300, 0, 520, 520]] {
            let (start, dy) = (normal(number, 1, rows * width), normal(number, 2, rows * width));
            let vector = normal(Number::F32, 3, cols);
            let truth = bias_truth::reference::forward(&widen(&vector), &widen(&start), width, first);
            let sums = bias_truth::reference::grad(&widen(&dy), width, first, cols);
            let (of, y, dy) = (shim.floats(&vector), shim.numbers(number, &start), shim.numbers(number, &dy));
            shim.run(number, &bias::forward(of.at(), y.at(), first, [rows, cols, width]));
            assert_close("y", &y.read(number), &truth, precision(number), 1e-6);
            let (partial, into) = (shim.unset(Number::F32, rows.div_ceil(128) * cols), shim.unset(Number::F32, cols));
            for times in [1.0, 2.0] {
                let sizes = [rows, cols, width];
                for launch in bias::grad(dy.at(), first, sizes, partial.at(), into.at(), times > 1.0) {
                    shim.run(number, &launch);
                }
                let truth: Vec<f64> = sums.iter().map(|sum| times * sum).collect();
                assert_close("bias", &into.read_floats(), &truth, 2e-5, 1e-3);
            }
        }
    });
}

#[test]
fn norms_and_their_gradients() {
    in_each_format(|shim, number| {
        for sizes in [[1, 1, 1], [2, 1, 16], [3, 5, 24], [131, 1, 33], [3, 1, 1000], [70, 2, 64], [130, 1, 384]] {
            norm(shim, number, sizes, [3, 7]);
            norm(shim, number, sizes, [8, 24]);
        }
        // A block has a row, and a row of sums more blocks than one.
        for beside in [[0, 0], [1, 1]] {
            norm(shim, number, [2, 1, 2100], beside);
            norm(shim, number, [2, 2, 4104], beside);
        }
        norm(shim, number, [33 * 128 + 1, 1, 8], [0, 0]);
    });
}

#[test]
fn rotations_and_back() {
    in_each_format(|shim, number| {
        for (rows, heads, extra, head_dim) in [(1, 1, 0, 8), (5, 3, 24, 24), (9, 2, 5, 128), (90, 2, 16, 64)] {
            let columns = heads * head_dim + extra;
            let x = normal(number, 1, rows * columns);
            let positions: Vec<u32> = (0..rows as u32).map(|row| row * 37 % 300).collect();
            let table = shim.floats(&rope_truth::turns(head_dim, 10_000.0, 300));
            let (y, places) = (shim.numbers(number, &x), shim.words(&positions));
            let turn = |inverse| {
                let launch = rope::apply(y.rows(rows, columns), places.at(), table.at(), heads, head_dim, inverse);
                shim.run(number, &launch);
                y.read(number)
            };
            for (inverse, from) in [(false, x.clone()), (true, x.iter().map(|_| f32::NAN).collect())] {
                let from = if inverse { y.read(number) } else { from };
                let y = turn(inverse);
                for ((from, y), &position) in from.chunks(columns).zip(y.chunks(columns)).zip(&positions) {
                    let (from, rest) = from.split_at(heads * head_dim);
                    let (y, rest_after) = y.split_at(heads * head_dim);
                    assert_eq!(rest, rest_after);
                    for (from, y) in from.chunks(head_dim).zip(y.chunks(head_dim)) {
                        let truth = rope_truth::reference::turn(&widen(from), position, 10_000.0, inverse);
                        assert_close("turned", y, &truth, precision(number), 5e-7);
                    }
                }
            }
            let back = y.read(number);
            assert_close("turned back", &back, &widen(&x), 2.0 * precision(number), 3.0 * precision(number));
        }
    });
}

#[test]
fn gates_and_their_gradients() {
    in_each_format(|shim, number| {
        for (rows, ffn) in [(1, 1), (3, 17), (7, 256), (1, 3000), (37, 136), (300, 19)] {
            let x: Vec<f32> = normal(number, 1, rows * 2 * ffn).iter().map(|x| 4.0 * x).collect();
            let dh = normal(number, 2, rows * ffn);
            let (from, above) = (shim.numbers(number, &x), shim.numbers(number, &dh));
            let (h, d) = (shim.unset(number, rows * ffn), shim.unset(number, rows * 2 * ffn));
            shim.run(number, &swiglu::forward(from.at(), h.at(), rows, ffn));
            // One block walks over all.
            let mut grad = swiglu::grad(from.at(), above.at(), d.at(), rows, ffn);
            grad.grid = [1; 3];
            shim.run(number, &grad);
            let truth = gate_truth::reference::forward(ffn, &widen(&x));
            assert_close("h", &h.read(number), &truth, precision(number), 1e-6);
            let truth = gate_truth::reference::grad(ffn, &widen(&x), &widen(&dh));
            assert_close("d", &d.read(number), &truth, precision(number), 5e-6);
        }
        let tails = shim.numbers(number, &[-500.0, 500.0, f32::NAN, 0.0, 2.0, 2.0, 2.0, 2.0]);
        let h = shim.unset(number, 4);
        shim.run(number, &swiglu::forward(tails.at(), h.at(), 1, 4));
        let h = h.read(number);
        assert_eq!((h[0], h[1], h[3]), (0.0, 1000.0, 0.0));
        assert!(h[2].is_nan());
    });
}

#[test]
fn sums_and_places() {
    in_each_format(|shim, number| {
        for (rows, cols, first, wide) in [(13, 21, 4, 30), (13, 24, 8, 40), (13, 24, 4, 40), (13, 20, 8, 32)] {
            let (x, y) = (normal(number, 1, rows * wide), normal(number, 2, rows * wide));
            let d = normal(number, 3, rows * cols);
            let [from, narrow] = [&x, &d].map(|values| shim.numbers(number, values));
            let to = shim.numbers(number, &y);
            shim.run(number, &add::add(from.at(), to.at(), rows * wide));
            let truth: Vec<f64> = x.iter().zip(&y).map(|(x, y)| f64::from(*x) + f64::from(*y)).collect();
            assert_close("sum", &to.read(number), &truth, precision(number), 0.0);

            let to = shim.numbers(number, &y);
            shim.run(number, &add::add_scaled(narrow.at(), to.at(), -1.5, first, [rows, cols, wide]));
            let inside = |at: usize| (first..first + cols).contains(&(at % wide));
            let share = |at: usize| f64::from(d[at / wide * cols + at % wide - first]);
            let truth = (0..rows * wide).map(|at| f64::from(y[at]) + if inside(at) { -1.5 * share(at) } else { 0.0 });
            assert_close("scaled", &to.read(number), &truth.collect::<Vec<_>>(), precision(number), 1e-6);
            let dd = shim.unset(number, rows * cols);
            shim.run(number, &add::add_scaled_grad(from.at(), dd.at(), 0.5, first, [rows, cols, wide]));
            let truth = x.chunks(wide).flat_map(|row| row[first..][..cols].iter().map(|x| 0.5 * x));
            assert_eq!(dd.read(number), truth.collect::<Vec<_>>());

            let selected = [12, 0, 5, 5];
            let (places, picked) = (shim.words(&selected), shim.unset(number, 4 * wide));
            shim.run(number, &add::select_rows(from.at(), places.at(), picked.at(), [4, wide]));
            let truth = selected.iter().flat_map(|&row| x[row as usize * wide..][..wide].to_vec());
            assert_eq!(picked.read(number), truth.collect::<Vec<_>>());
        }
    });
}

#[test]
fn rounding_goes_to_the_nearest_and_halfway_to_even() {
    in_each_format(|shim, number| {
        let mut values = normal(Number::F32, 1, 500);
        let edges = [0x3f80_8000, 0x3f81_8000, 0x7f7f_ffff, 0xff80_0000, 0x0000_0001, 0x8000_0000, 0x7f80_0001];
        values.extend(edges.map(f32::from_bits));
        // Not whole eights of numbers, and whole ones.
        for first in [0, 3] {
            let values = &values[first..];
            let (from, to) = (shim.floats(values), shim.unset(number, values.len()));
            shim.run(number, &add::round_values(from.at(), to.at(), values.len()));
            for (value, to) in values.iter().zip(to.read(number)) {
                let truth = rounded(number, *value);
                assert!(to.to_bits() == truth.to_bits() || (to.is_nan() && truth.is_nan()), "{value} became {to}");
            }
        }
    });
}
