//! Cross-entropy and its gradient where the products lie, and the sum of the losses.

use nanollama_cuda::launch::Address;
use nanollama_cuda::op::head::{Targets, cap, softmax, sum_losses};
use nanollama_cuda::source::Number;
use nanollama_kernel::op::head::reference;

use crate::shim::{Shim, in_each_format};
use crate::truth::{assert_close, normal, precision, widen};

/// The products themselves as inputs: x is the identity.
fn truth(
    products: &[f32],
    vocabulary: usize,
    ids: &[u32],
    weights: &[f32],
    scale: f32,
    cap: Option<f32>,
) -> (Vec<f64>, Vec<f64>) {
    let rows = ids.len();
    let (mut losses, mut gradient) = (Vec::new(), Vec::new());
    for row in 0..rows {
        // W [V, 1] is the row, x [1, 1] is 1: the logit's gradient is dw's.
        let w = widen(&products[row * vocabulary..][..vocabulary]);
        let weight = [f64::from(weights[row])];
        let (loss, _, dw) = reference(&[1.0], &w, 1, &ids[row..=row], &weight, f64::from(scale), cap.map(f64::from));
        losses.extend(loss);
        gradient.extend(dw);
    }
    (losses, gradient)
}

fn check(shim: &Shim, number: Number, [rows, vocabulary, stride]: [usize; 3], cap: Option<f32>) {
    let spread = 4.0;
    let products: Vec<f32> = normal(number, 1, rows * vocabulary).iter().map(|x| spread * x).collect();
    let ids: Vec<u32> = (0..rows).map(|row| (row * 7 % vocabulary) as u32).collect();
    let weights: Vec<f32> = (0..rows).map(|row| [1.0, 0.0, 0.25, 2.0][row % 4]).collect();
    let scale = 0.125;
    let (losses, gradient) = truth(&products, vocabulary, &ids, &weights, scale, cap);

    let mut padded = vec![f32::NAN; rows * stride];
    for (to, from) in padded.chunks_mut(stride).zip(products.chunks(vocabulary)) {
        to[..vocabulary].copy_from_slice(from);
    }
    let (at, sent) = (shim.numbers(number, &padded), shim.words(&ids));
    let (counted, factor) = (shim.floats(&weights), shim.floats(&[scale]));
    let found = shim.unset(Number::F32, rows);
    let matrix = at.columns(number, 0, [rows, vocabulary, stride]);
    let targets = Targets { ids: sent.at(), weights: counted.at(), scale: Address::NULL };
    shim.run(number, &softmax(matrix, targets, found.at(), cap));
    assert_close("loss alone", &found.read_floats(), &losses, 1e-6, 4e-6);
    shim.run(number, &softmax(matrix, Targets { scale: factor.at(), ..targets }, found.at(), cap));
    assert_close("loss", &found.read_floats(), &losses, 1e-6, 4e-6);
    for (row, d) in at.read(number).chunks(stride).enumerate() {
        let truth = &gradient[row * vocabulary..][..vocabulary];
        assert_close("gradient", &d[..vocabulary], truth, 2.0 * precision(number) + 1e-5, 1e-7);
        assert!(d[vocabulary..].iter().all(|&d| d == 0.0), "padding");
    }
}

#[test]
fn losses_and_gradients_of_rows() {
    in_each_format(|shim, number| {
        for sizes in [[1, 1, 1], [5, 33, 40], [5, 33, 41], [4, 700, 704], [2, 5000, 5000], [2, 5001, 5002]] {
            check(shim, number, sizes, None);
            check(shim, number, sizes, Some(15.0));
        }
    });
}

#[test]
fn products_become_logits() {
    in_each_format(|shim, number| {
        for values in [1, 75, 2056] {
            let products: Vec<f32> = normal(number, 1, values).iter().map(|x| 16.0 * x).collect();
            let at = shim.numbers(Number::F32, &products);
            shim.run(number, &cap(at.at(), 15.0, values));
            let truth: Vec<f64> = widen(&products).iter().map(|x| 15.0 * (x / 15.0).tanh()).collect();
            assert_close("logits", &at.read_floats(), &truth, precision(Number::F32), 1e-6);
        }
    });
}

#[test]
fn a_row_that_is_no_number_shows() {
    in_each_format(|shim, number| {
        for value in [f32::NAN, f32::INFINITY] {
            let mut products = normal(number, 1, 90);
            products[77] = value;
            let (at, ids) = (shim.numbers(number, &products), shim.words(&[3]));
            let (weights, losses) = (shim.floats(&[1.0]), shim.zeros(4));
            let targets = Targets { ids: ids.at(), weights: weights.at(), scale: Address::NULL };
            shim.run(number, &softmax(at.rows(1, 90), targets, losses.at(), None));
            assert!(!losses.read_floats()[0].is_finite());
        }
    });
}

#[test]
fn indices_go_beyond_32_bits() {
    // 65,536 rows of 96,000 are 6.3e9 products; only the last row's pages are touched.
    in_each_format(|shim, number| {
        if number == Number::F32 {
            return;
        }
        let (rows, vocabulary) = (65_536, 96_000);
        let at = shim.zeros(number.bytes() * rows * vocabulary);
        let (ids, weights) = (shim.zeros(4 * rows), shim.floats(&vec![1.0; rows]));
        let (losses, scale) = (shim.zeros(4 * rows), shim.floats(&[1.0]));
        let targets = Targets { ids: ids.at(), weights: weights.at(), scale: scale.at() };
        let launch = softmax(at.rows(rows, vocabulary), targets, losses.at(), None);
        shim.run_blocks(number, &launch, rows as u64 - 1..rows as u64, 1).unwrap();
        let loss = losses.read_floats()[rows - 1];
        assert!((loss - (vocabulary as f32).ln()).abs() < 1e-4, "{loss}");
    });
}

#[test]
fn losses_add_up_by_weight() {
    in_each_format(|shim, number| {
        for rows in [1, 1000, 3001] {
            let (losses, weights) = (normal(Number::F32, 1, rows), normal(Number::F32, 2, rows));
            let (from, counted, state) = (shim.floats(&losses), shim.floats(&weights), shim.zeros(40));
            let truth = nanollama_kernel::op::losses::sum(&losses, &weights);
            for times in [1.0, 2.0] {
                shim.run(number, &sum_losses(from.at(), counted.at(), rows, state.at(), times > 1.0));
                let words = state.read_words();
                let sum = f64::from_bits(u64::from(words[0]) | u64::from(words[1]) << 32);
                assert!((sum - times * truth).abs() <= 1e-12 * rows as f64, "{sum} is not {truth}");
            }
        }
    });
}
