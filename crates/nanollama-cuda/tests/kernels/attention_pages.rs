//! Attention over pages of a cache: what a sequence adds in several launches is what it is in one.

use nanollama_cuda::op::attention::Inputs;
use nanollama_cuda::op::attention_pages::{Pages, forward};
use nanollama_cuda::source::Number;
use nanollama_kernel::op::attention::{LayerPages, PAGE, Shape, reference};
use nanollama_kernel::rows::Rows;

use crate::shim::in_each_format;
use crate::truth::{assert_close, normal, precision, widen};

/// Heads, and how many rows each sequence adds in each launch.
const CASES: [(Shape, &[[usize; 3]]); 5] = [
    (Shape::new(2, 1, 64), &[[70, 1, 1], [0, 5, 60]]),
    (Shape::new(4, 2, 24), &[[1, 64, 3], [63, 1, 1], [2, 0, 130]]),
    (Shape { window: Some(20), ..Shape::new(2, 2, 8) }, &[[50, 30, 1], [9, 9, 9]]),
    (Shape { window: Some(70), softcap: Some(3.0), ..Shape::new(2, 1, 128) }, &[[140, 1, 2]]),
    (Shape { scale: Some(0.3), ..Shape::new(3, 3, 16) }, &[[3, 2, 1]]),
];

/// Pages in all; a sequence has four of its own, not in order.
const PAGES: usize = 13;

fn pages_of(sequence: usize) -> [u32; 4] {
    [0, 1, 2, 3].map(|page| ((4 * sequence + page) * 5 % PAGES) as u32)
}

#[test]
fn rows_attend_to_what_their_pages_hold() {
    in_each_format(|shim, number| {
        for (shape, sequences) in CASES {
            let columns = shape.columns();
            let whole: Vec<Vec<f32>> = sequences
                .iter()
                .enumerate()
                .map(|(seed, added)| {
                    let values = normal(number, seed as u64, added.iter().sum::<usize>() * columns);
                    values.iter().map(|x| 2.0 * x).collect()
                })
                .collect();
            let page = LayerPages::page_len(shape.kv_heads, shape.head_dim, nanollama_kernel::dtype::DType::F32.into());
            let data = shim.unset(Number::F32, PAGES * page);
            for launch in 0..3 {
                let (mut rows, mut qkv, mut truth) = (Rows::default(), Vec::new(), [Vec::new(), Vec::new()]);
                for (sequence, added) in sequences.iter().enumerate().filter(|(_, added)| added[launch] > 0) {
                    let start: usize = added[..launch].iter().sum();
                    let end = start + added[launch];
                    assert!(end <= 4 * PAGE);
                    rows.push(&vec![0; added[launch]], start as u32, pages_of(sequence));
                    qkv.extend_from_slice(&whole[sequence][start * columns..end * columns]);
                    let mut alone = Rows::default();
                    alone.push(&vec![0; end], 0, []);
                    let (out, sums) =
                        reference::forward(shape, &alone.segments, &widen(&whole[sequence][..end * columns]));
                    truth[0].extend_from_slice(&out[start * shape.heads * shape.head_dim..]);
                    truth[1].extend_from_slice(&sums[start * shape.heads..]);
                }
                let (count, wide, narrow) = (rows.len(), shape.heads * shape.head_dim, shape.kv_heads * shape.head_dim);
                let from = shim.numbers(number, &qkv);
                let [query, key, value] = [(0, wide), (wide, narrow), (wide + narrow, narrow)]
                    .map(|(column, cols)| from.columns(number, column, [count, cols, columns]));
                let segments =
                    rows.segments.iter().flat_map(|of| [of.first_row, of.rows, of.start, of.first_page, of.pages]);
                let (positions, segments) = (shim.words(&rows.positions), shim.words(&segments.collect::<Vec<u32>>()));
                let table = shim.words(&rows.page_table);
                let (out, sums) = (shim.unset(number, count * wide), shim.unset(Number::F32, count * shape.heads));
                let inputs = Inputs { shape, query, key, value, positions: positions.at(), number, warpgroups: false };
                let pages = Pages {
                    data: data.at(),
                    segments: segments.at(),
                    segment_count: rows.segments.len(),
                    page_table: table.at(),
                };
                for launch in &forward(inputs, pages, out.at(), sums.at()) {
                    shim.run(number, launch);
                }
                let name = format!("{shape:?}, launch {launch}");
                let absolute = if number == Number::F32 { 2e-5 } else { 0.01 };
                assert_close(&format!("out of {name}"), &out.read(number), &truth[0], precision(number), absolute);
                assert_close(&format!("sums of {name}"), &sums.read_floats(), &truth[1], 2e-6, 2e-5);
            }
        }
    });
}
