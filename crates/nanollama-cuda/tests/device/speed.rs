//! How long attention takes on a GPU, at the sizes at which models train. A measurement, not a test: whoever runs it reads what
//! it prints.

use std::time::Instant;

use nanollama_cuda::source::Number;
use nanollama_kernel::call::{Call, Counts, Extent, LINE, Layout, Op, Role, RowCount, Slot};
use nanollama_kernel::context::Context;
use nanollama_kernel::device::Device;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::op::attention::Shape;
use nanollama_kernel::rows::{RowBlock, Rows};

use super::{bytes_of, cuda, normal, on_gpu};

/// Rows of a micro-batch of nano, small and goldie, and their heads.
const SIZES: [(&str, usize, Shape); 3] =
    [("nano", 32, Shape::new(6, 6, 64)), ("small", 16, Shape::new(16, 4, 64)), ("goldie", 16, Shape::new(32, 8, 64))];
const CONTEXT: usize = 2048;
/// Windows, of which the median counts, and launches in each.
const WINDOWS: usize = 7;
const LAUNCHES: usize = 5;

/// Milliseconds of a call over whole contexts, end to end.
fn milliseconds(device: &dyn Device, op: Op, columns: &[usize], outputs: &[(usize, DType)], sequences: usize) -> f64 {
    let tokens = sequences * CONTEXT;
    let mut end = 0;
    let mut place = |cols, dtype| {
        let slot = Slot { dtype, ..Slot::dense(end, Extent { rows: RowCount::Fixed(tokens), cols }) };
        end = slot.end().next_multiple_of(LINE);
        slot
    };
    let dtype = |i: usize| if op.role(i) == Role::Activation { DType::Bf16 } else { DType::F32 };
    let inputs: Vec<Slot> = columns.iter().enumerate().map(|(i, &cols)| place(cols, dtype(i))).collect();
    let outputs = outputs.iter().map(|&(cols, dtype)| place(cols, dtype)).collect();
    let mut arena = device.allocate("a measurement", end).unwrap();
    for (seed, slot) in inputs.iter().enumerate() {
        // The same rows again and again: no two heads are alike, and the host is done soon.
        let values = bytes_of(slot.dtype, &normal(seed as u64, CONTEXT * slot.extent.cols));
        (0..sequences).for_each(|at| device.upload(&mut arena, slot.offset + at * values.len(), &values));
    }
    let calls = vec![Call { op, inputs, outputs, gradient: None, workspace: Vec::new() }];
    let program = device.prepare(calls, Layout { fixed: end, ..Layout::default() }).unwrap();
    let mut rows = Rows::default();
    (0..sequences).for_each(|_| rows.push(&[0; CONTEXT], 0, []));
    let mut block = RowBlock::default();
    block.send(device, &rows, &[], None).unwrap();
    let counts = Counts { tokens, selected: 0 };
    let mut run = |launches| {
        let begun = Instant::now();
        for _ in 0..launches {
            let rows = &block;
            let mut context =
                Context { rows, weights: &[], further: &[], adapters: &[], training: None, cache: None, rope: &[] };
            device.run(&program, counts, &mut arena, &mut context).unwrap();
        }
        // Reading waits for all of it.
        drop(device.lend(&arena, 0..4));
        device.sound().unwrap();
        1e3 * begun.elapsed().as_secs_f64() / launches as f64
    };
    run(LAUNCHES);
    let mut windows: Vec<f64> = (0..WINDOWS).map(|_| run(LAUNCHES)).collect();
    windows.sort_by(f64::total_cmp);
    windows[WINDOWS / 2]
}

#[test]
#[ignore = "a measurement, for a GPU"]
fn attention() {
    assert!(on_gpu(), "NANOLLAMA_TEST_GPU says that there is one");
    let cuda = cuda(Number::Bf16).unwrap();
    let times = SIZES.map(|(name, sequences, shape)| {
        let [wide, narrow] = [shape.heads, shape.kv_heads].map(|heads| heads * shape.head_dim);
        let (half, single) = (DType::Bf16, DType::F32);
        let columns = [wide, narrow, narrow, wide, shape.heads, wide];
        let op = Op::Attention { layer: 0, shape };
        let forward = milliseconds(&cuda, op, &columns[..3], &[(wide, half), (shape.heads, single)], sequences);
        let gradients = columns[..3].iter().map(|&cols| (cols, half)).collect::<Vec<_>>();
        let backward = milliseconds(&cuda, Op::AttentionGrad { shape }, &columns, &gradients, sequences);
        format!("\"{name}\": [{}, {forward}]", forward + backward)
    });
    // On a line of its own, whatever stands before.
    println!("\n{{{}}}", times.join(", "));
}
