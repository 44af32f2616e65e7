//! Attention forward and backward: documents, groups of heads, windows, caps, widths of heads.

use nanollama_cuda::launch::{Address, Matrix};
use nanollama_cuda::op::attention::{self, Backward, Inputs};
use nanollama_cuda::source::Number;
use nanollama_kernel::op::attention::{Shape, reference};
use nanollama_kernel::rows::Rows;

use crate::shim::{Shim, in_each_format};
use crate::truth::{assert_close, normal, precision, widen};

struct Case {
    shape: Shape,
    documents: &'static [usize],
}

const fn case(shape: Shape, documents: &'static [usize]) -> Case {
    Case { shape, documents }
}

const CASES: [Case; 17] = [
    // Blocks of two tiles, one of which may see all or nothing of another.
    case(Shape::new(2, 1, 64), &[257]),
    case(Shape { window: Some(70), ..Shape::new(1, 1, 64) }, &[300, 20]),
    case(Shape::new(2, 1, 128), &[190]),
    case(Shape { window: Some(1), ..Shape::new(1, 1, 128) }, &[129]),
    case(Shape { scale: Some(0.3), ..Shape::new(4, 2, 64) }, &[1, 127, 2, 128, 1]),
    case(Shape { window: Some(50), ..Shape::new(2, 1, 64) }, &[130, 9]),
    case(Shape { softcap: Some(3.0), ..Shape::new(4, 2, 64) }, &[64, 5, 66, 1]),
    case(Shape::new(2, 2, 128), &[65, 64]),
    case(Shape::new(1, 1, 8), &[1]),
    case(Shape::new(2, 1, 64), &[33]),
    case(Shape::new(4, 2, 16), &[5, 1, 70, 31, 32, 33]),
    case(Shape::new(3, 3, 128), &[40, 3]),
    case(Shape { window: Some(1), ..Shape::new(2, 2, 8) }, &[37, 4]),
    case(Shape { window: Some(20), ..Shape::new(2, 1, 24) }, &[100, 7, 21]),
    case(Shape { window: Some(64), softcap: Some(5.0), ..Shape::new(2, 2, 40) }, &[130]),
    case(Shape { softcap: Some(2.0), scale: Some(0.7), ..Shape::new(2, 1, 16) }, &[65, 2]),
    case(Shape { scale: Some(0.5), ..Shape::new(1, 1, 32) }, &[64, 64]),
];

/// Rows of these documents, end to end.
fn rows(documents: &[usize]) -> Rows {
    let mut rows = Rows::default();
    documents.iter().for_each(|&length| rows.push(&vec![0; length], 0, []));
    rows
}

/// out, log-sum-exp, dqkv.
fn computed(
    shim: &Shim,
    (number, warpgroups): (Number, bool),
    shape: Shape,
    rows: &Rows,
    qkv: &[f32],
    dout: &[f32],
    seed: u64,
) -> [Vec<f32>; 3] {
    let (count, columns) = (rows.len(), shape.columns());
    let (wide, narrow) = (shape.heads * shape.head_dim, shape.kv_heads * shape.head_dim);
    let from = shim.numbers(number, qkv);
    let to = shim.unset(number, qkv.len());
    let parts = [(0, wide), (wide, narrow), (wide + narrow, narrow)];
    let [query, key, value] = parts.map(|(column, cols)| from.columns(number, column, [count, cols, columns]));
    let [dquery, dkey, dvalue] = parts.map(|(column, cols)| to.columns(number, column, [count, cols, columns]));
    let positions = shim.words(&rows.positions);
    let (out, sums) = (shim.unset(number, count * wide), shim.unset(Number::F32, count * shape.heads));
    let above = shim.numbers(number, dout);
    let scratch = shim.unset(Number::F32, attention::scratch_bytes(&shape, count) / 4);
    let inputs = Inputs { shape, query, key, value, positions: positions.at(), number, warpgroups };
    let backward = Backward { inputs, out: out.at(), log_sums: sums.at(), dout: above.at(), scratch: scratch.at() };
    let launches = attention::grad(backward, dquery, dkey, dvalue);
    for launch in [attention::forward(inputs, out.at(), sums.at())].iter().chain(&launches) {
        let blocks = launch.grid.iter().map(|&n| u64::from(n)).product();
        shim.run_blocks(number, launch, 0..blocks, seed).unwrap_or_else(|fault| panic!("{fault}"));
    }
    [out.read(number), sums.read_floats(), to.read(number)]
}

/// Kernels of both kinds of tensor cores.
fn of_each_kind(test: impl Fn(&Shim, (Number, bool))) {
    in_each_format(|shim, number| {
        let kinds: &[bool] = if number == Number::Bf16 { &[false, true] } else { &[false] };
        kinds.iter().for_each(|&warpgroups| test(shim, (number, warpgroups)));
    });
}

#[test]
fn attention_and_its_gradients() {
    of_each_kind(|shim, kind| {
        let (number, warpgroups) = kind;
        for Case { shape, documents } in &CASES {
            let rows = rows(documents);
            // Peaked: scores of several units.
            let qkv: Vec<f32> = normal(number, 1, rows.len() * shape.columns()).iter().map(|x| 2.0 * x).collect();
            let dout = normal(number, 2, rows.len() * shape.heads * shape.head_dim);
            let [out, sums, d] = computed(shim, kind, *shape, &rows, &qkv, &dout, 1);
            let (truth_out, truth_sums) = reference::forward(*shape, &rows.segments, &widen(&qkv));
            let truth_d = reference::grad(*shape, &rows.segments, &widen(&qkv), &widen(&dout));
            let name = format!("{shape:?} {documents:?}, warpgroups: {warpgroups}");
            // Tensor cores multiply rounded shares: their errors are those of the values that they weigh, of about 2.
            let absolute = if number == Number::F32 { 2e-5 } else { 0.01 };
            assert_close(&format!("out of {name}"), &out, &truth_out, precision(number), absolute);
            assert_close(&format!("sums of {name}"), &sums, &truth_sums, 2e-6, 2e-5);
            // Σ dout out is taken of the rounded output, and what is added up has another size than the sum.
            let most = truth_d.iter().fold(0.0f64, |most, d| most.max(d.abs()));
            let of_most = if number == Number::F32 { 3e-5 } else { 0.02 };
            assert_close(&format!("d of {name}"), &d, &truth_d, 2.0 * precision(number), of_most * most + 1e-6);
            let errors: f64 = d.iter().zip(&truth_d).map(|(d, truth)| (f64::from(*d) - truth).powi(2)).sum();
            let all: f64 = truth_d.iter().map(|truth| truth.powi(2)).sum();
            assert!(errors.sqrt() <= precision(number) * 5.0 * all.sqrt() + 1e-6, "{name}: {errors} of {all}");
        }
    });
}

#[test]
fn heads_of_64_and_128_go_to_tensor_cores_in_bf16() {
    let matrix = |at| Matrix::dense(Address(at), 100, 256);
    let of = |shape, at, number, warpgroups| {
        let (query, positions) = (matrix(at), Address(64));
        let inputs = Inputs { shape, query, key: query, value: query, positions, number, warpgroups };
        attention::forward(inputs, Address(64), Address(64)).kernel
    };
    let heads = |head_dim| Shape::new(2, 2, head_dim);
    let half = Number::Bf16;
    assert_eq!(of(heads(64), 64, half, false), "attention_tensor_64");
    assert_eq!(of(heads(128), 64, half, false), "attention_tensor_128");
    assert_eq!(of(heads(64), 64, half, true), "attention_group_64");
    assert_eq!(of(heads(128), 64, half, true), "attention_group_128");
    for other in [Shape { softcap: Some(1.0), ..heads(64) }, Shape { scale: Some(-1.0), ..heads(64) }] {
        assert_eq!(of(other, 64, half, true), "attention_tensor_64");
    }
    for plain in [of(heads(64), 64, Number::F32, true), of(heads(32), 64, half, true), of(heads(64), 72, half, true)] {
        assert_eq!(plain, "attention");
    }
}

#[test]
fn the_order_of_threads_changes_no_bit_and_the_future_none_either() {
    of_each_kind(|shim, kind| {
        let (number, warpgroups) = kind;
        let Case { shape, documents } = &CASES[if warpgroups { 4 } else { 10 }];
        let rows = rows(documents);
        let mut qkv = normal(number, 1, rows.len() * shape.columns());
        let dout = normal(number, 2, rows.len() * shape.heads * shape.head_dim);
        let first = computed(shim, kind, *shape, &rows, &qkv, &dout, 1);
        assert!(first == computed(shim, kind, *shape, &rows, &qkv, &dout, 77));
        // The rows behind row 50, which is within a document.
        let wide = shape.heads * shape.head_dim;
        qkv[50 * shape.columns()..].iter_mut().for_each(|value| *value *= -0.5);
        let [out, sums, _] = computed(shim, kind, *shape, &rows, &qkv, &dout, 1);
        assert!(out[..50 * wide] == first[0][..50 * wide] && sums[..50 * shape.heads] == first[1][..50 * shape.heads]);
        assert!(out[50 * wide..] != first[0][50 * wide..]);
    });
}

#[test]
fn only_heads_with_a_kernel_are_taken() {
    assert!(attention::computes(&Shape::new(2, 1, 64)) && attention::computes(&Shape::new(2, 1, 128)));
    for shape in [
        Shape::new(2, 1, 12),
        Shape::new(2, 1, 136),
        Shape { window: Some(0), ..Shape::new(1, 1, 8) },
        Shape { softcap: Some(0.0), ..Shape::new(1, 1, 8) },
    ] {
        assert!(!attention::computes(&shape), "{shape:?}");
    }
}
