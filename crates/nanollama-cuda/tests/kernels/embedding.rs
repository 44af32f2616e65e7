//! Lookup, and the gradient that scatters back in one order.

use nanollama_cuda::launch::Address;
use nanollama_cuda::op::embedding;
use nanollama_cuda::source::Number;
use nanollama_kernel::op::embedding::reference;

use crate::shim::{Shim, in_each_format};
use crate::truth::{assert_close, normal, precision, widen};

/// Tokens of which one comes in half of the rows, some a few times and most of the vocabulary never.
fn frequent_and_rare(vocabulary: usize, rows: usize) -> Vec<u32> {
    let noise = normal(Number::F32, 7, rows);
    let rare = |x: &f32| (x.abs() * 1e4) as u32 * 31 % vocabulary as u32;
    let token = |(row, x): (usize, &f32)| if row % 2 == 0 { vocabulary as u32 / 2 } else { rare(x) };
    noise.iter().enumerate().map(token).collect()
}

fn check(shim: &Shim, number: Number, tokens: &[u32], [vocabulary, cols]: [usize; 2]) {
    let rows = tokens.len();
    let (table, dy) = (normal(Number::F32, 1, vocabulary * cols), normal(number, 2, rows * cols));
    let (ids, from, above) = (shim.words(tokens), shim.floats(&table), shim.numbers(number, &dy));
    let y = shim.unset(number, rows * cols);
    shim.run(number, &embedding::forward(ids.at(), rows, from.at(), y.at(), cols));
    let truth = reference::forward(tokens, &widen(&table), cols);
    assert_close("y", &y.read(number), &truth, precision(number), 0.0);

    let memory = shim.unset(Number::Bf16, embedding::Workspace::bytes([rows, cols]) / 2);
    let workspace = embedding::Workspace::at(memory.at(), [rows, cols]);
    let dtable = shim.unset(Number::F32, vocabulary * cols);
    let run = |add, seed| {
        for launch in embedding::grad(ids.at(), workspace, above.at(), dtable.at(), add, [rows, vocabulary, cols]) {
            let blocks = launch.grid.iter().map(|&n| u64::from(n)).product();
            shim.run_blocks(number, &launch, 0..blocks, seed).unwrap_or_else(|fault| panic!("{fault}"));
        }
        dtable.read_floats()
    };
    let truth = reference::grad(tokens, &widen(&dy), vocabulary, cols);
    let once = run(false, 1);
    assert_close("dtable", &once, &truth, 1e-5, 1e-4);
    let sorted = workspace.sort.sorted();
    let words = |at: Address| {
        let first = (at.0 - memory.at().0) as usize / 4;
        memory.read_words()[first..][..rows].to_vec()
    };
    let mut order: Vec<u32> = (0..rows as u32).collect();
    order.sort_by_key(|&row| tokens[row as usize]);
    assert_eq!(words(sorted.rows), order, "rows by token, those of one token ascending");
    assert_eq!(words(sorted.ids), order.iter().map(|&row| tokens[row as usize]).collect::<Vec<_>>());
    let twice: Vec<f64> = truth.iter().map(|d| 2.0 * d).collect();
    assert_close("dtable", &run(true, 2), &twice, 1e-5, 2e-4);
    assert_eq!(run(false, 3), once, "the same bits, whatever the order of threads");
}

#[test]
fn rows_are_looked_up_and_their_gradients_add_up_in_order() {
    in_each_format(|shim, number| {
        for (vocabulary, cols, rows) in [(3, 1, 2), (50, 33, 70), (1500, 4, 2100), (7, 200, 1), (300, 24, 65)] {
            let tokens = (0..rows as u32).map(|i| i * i % 17 * (vocabulary as u32 / 17) % 50 % vocabulary as u32);
            check(shim, number, &tokens.collect::<Vec<_>>(), [vocabulary, cols]);
        }
    });
}

#[test]
fn a_token_of_many_rows_is_summed_in_segments() {
    in_each_format(|shim, number| {
        for (vocabulary, cols, rows) in [(1000, 16, 1100), (40, 5, 640), (1, 8, 64), (1, 8, 1), (1, 40, 128)] {
            check(shim, number, &frequent_and_rare(vocabulary, rows), [vocabulary, cols]);
        }
        // The only token of all rows, and one whose rows fill whole segments between others.
        check(shim, number, &[3; 700], [9, 8]);
        let between: Vec<u32> = [vec![1; 64], vec![4; 192], vec![5; 63], vec![7; 2]].concat();
        check(shim, number, &between, [9, 8]);
    });
}

#[test]
fn tokens_of_more_than_two_bytes_are_sorted() {
    in_each_format(|shim, number| {
        let tokens: Vec<u32> = (0..300u32).map(|i| i.wrapping_mul(2_654_435_761) % 70_000).collect();
        check(shim, number, &tokens, [70_000, 1]);
    });
}

#[test]
fn a_block_sorts_several_times_its_threads() {
    // More rows than the most blocks have threads.
    in_each_format(|shim, number| {
        if number == Number::Bf16 {
            check(shim, number, &frequent_and_rare(200, 263_000), [200, 1]);
        }
    });
}
