//! Lookup, and the gradient that scatters back in one order.

use nanollama_cuda::op::embedding;
use nanollama_cuda::source::Number;
use nanollama_kernel::op::embedding::reference;

use crate::shim::in_each_format;
use crate::truth::{assert_close, normal, precision, widen};

#[test]
fn rows_are_looked_up_and_their_gradients_add_up_in_order() {
    in_each_format(|shim, number| {
        for (vocabulary, cols, rows) in [(3, 1, 2), (50, 33, 70), (1500, 4, 2100), (7, 200, 1)] {
            let tokens: Vec<u32> = (0..rows as u32).map(|i| i * i % 17 * (vocabulary as u32 / 17) % 50).collect();
            let tokens: Vec<u32> = tokens.iter().map(|token| token % vocabulary as u32).collect();
            let (table, dy) = (normal(Number::F32, 1, vocabulary * cols), normal(number, 2, rows * cols));
            let (ids, from, above) = (shim.words(&tokens), shim.floats(&table), shim.numbers(number, &dy));
            let y = shim.unset(number, rows * cols);
            shim.run(number, &embedding::forward(ids.at(), rows, from.at(), y.at(), cols));
            let truth = reference::forward(&tokens, &widen(&table), cols);
            assert_close("y", &y.read(number), &truth, precision(number), 0.0);

            let memory = shim.unset(Number::Bf16, embedding::Workspace::bytes(rows, vocabulary) / 2);
            let workspace = embedding::Workspace::at(memory.at(), vocabulary);
            let dtable = shim.unset(Number::F32, vocabulary * cols);
            let truth = reference::grad(&tokens, &widen(&dy), vocabulary, cols);
            for times in [1.0, 2.0] {
                let sizes = [rows, vocabulary, cols];
                for launch in embedding::grad(ids.at(), workspace, above.at(), dtable.at(), times > 1.0, sizes) {
                    shim.run(number, &launch);
                }
                let truth: Vec<f64> = truth.iter().map(|d| times * d).collect();
                assert_close("dtable", &dtable.read_floats(), &truth, 1e-5, 1e-4);
            }
            let order = memory.read_words()[2 * vocabulary + 1..].to_vec();
            let mut sorted: Vec<u32> = (0..rows as u32).collect();
            sorted.sort_by_key(|&row| tokens[row as usize]);
            assert_eq!(order, sorted, "rows by token, those of one token ascending");
        }
    });
}
