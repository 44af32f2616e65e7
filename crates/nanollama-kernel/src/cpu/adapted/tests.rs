//! Rows with adapters against plain loops, at tolerance zero: on every instruction set, alone and beside other rows.

use super::*;
use crate::adapter::{Adapter, Delta};
use crate::call::{Counts, Extent, Layout, Slot, WeightId, WeightShape};
use crate::device::{Device, DeviceMemory};
use crate::dtype::DType;
use crate::lanes::Isa;
use crate::op::head::ChunkLimits;
use crate::op::testing::{cpu, packed, uniform};
use crate::op::{linear, rms_norm};
use crate::pool::Pool;
use crate::product::reference::product as reference;
use crate::rows::{RowBlock, Rows};
use crate::weight::{PartBytes, Uses, Weight};

const IN: usize = 64;
const OUT: usize = 75;
const VOCABULARY: usize = 31;

const MATRIX: WeightId = WeightId(0);
const GAIN: WeightId = WeightId(1);
const TABLE: WeightId = WeightId(2);

/// Lengths of segments and the adapters of each.
type Lists<'a> = &'a [(usize, &'a [(u32, f32)])];

const LISTS: Lists<'static> = &[
    (3, &[]),
    (1, &[(0, 1.0)]),
    (40, &[(0, -0.5)]),
    (1, &[(1, 2.0), (0, 1.0)]),
    (2, &[(1, 0.25), (0, 0.3)]),
    (7, &[]),
    (5, &[(0, 1.0), (1, 1.0)]),
    (1, &[(0, 0.0), (2, 1.0)]),
    (6, &[(2, 1.5), (2, 0.5), (1, -1.0)]),
];

fn pools() -> Vec<Pool> {
    let of = |isa| [1, 3].map(|threads| Pool::with_isa(threads, isa));
    Isa::available().into_iter().flat_map(of).collect()
}

fn rows(lists: Lists<'_>) -> Rows {
    let mut rows = Rows::default();
    for (segment, &(count, list)) in lists.iter().enumerate() {
        let tokens: Vec<u32> = (0..count).map(|t| ((t * 7 + segment * 3) % VOCABULARY) as u32).collect();
        rows.push(&tokens, 0, []);
        rows.adapt(list);
    }
    rows.validate(VOCABULARY, 100, 0).unwrap();
    rows
}

fn dense(rows: usize, cols: usize, seed: u64) -> Weight {
    packed(rows, cols, &uniform(rows * cols, seed))
}

fn stored(dtype: DType, rows: usize, cols: usize, seed: u64) -> Weight {
    let mut bytes = vec![0; dtype.bytes_for((rows * cols) as u64).unwrap() as usize];
    dtype.encode(&uniform(rows * cols, seed), &mut bytes).unwrap();
    let uses = Uses { lookup: true, product: true };
    Weight::load(&cpu(), &Pool::new(1), &[PartBytes { dtype, rows, bytes: &bytes }], cols, uses).unwrap()
}

/// Three adapters: several parts at a site, unlike ranks and types, a range of the outputs, and sites without a part.
fn adapters() -> Vec<Adapter> {
    let product = Site::Product(MATRIX);
    let low_rank = |first: usize, rank: usize, count: usize, seed: u64| Delta::LowRank {
        first,
        a: dense(rank, IN, seed),
        b: dense(count, rank, seed + 1),
    };
    let rows = |ids: &[u32], seed: u64| Delta::Rows { ids: ids.to_vec(), values: dense(ids.len(), IN, seed) };
    let vector = |seed: u64| Delta::Vector(dense(1, IN, seed));
    vec![
        Adapter::new(vec![
            (product, low_rank(0, 8, OUT, 10)),
            (Site::Gain(GAIN), vector(12)),
            (product, low_rank(33, 3, 20, 13)),
            (Site::Lookup(TABLE), rows(&[0, 3, 4, 20], 15)),
            (Site::Tap(1), vector(16)),
        ]),
        Adapter::new(vec![
            (product, Delta::Dense { first: 10, weight: stored(DType::Bf16, 40, IN, 17) }),
            (Site::Lookup(TABLE), rows(&(0..VOCABULARY as u32).collect::<Vec<_>>(), 18)),
            (Site::Tap(1), vector(19)),
            (Site::Gain(GAIN), vector(20)),
        ]),
        Adapter::new(vec![(product, low_rank(64, 1, 11, 21)), (Site::Tap(0), vector(23))]),
    ]
}

/// `y = x Wᵀ`.
fn multiply(pool: &Pool, x: &[f32], w: &Weight, y: &mut [f32]) {
    let mut rounded = vec![f32::NAN; linear::workspace(w, x.len() / w.cols())];
    linear::forward(pool, x, w, None, &mut rounded, y);
}

/// What a call is given beside its op.
struct Given<'a> {
    rows: &'a Rows,
    selected: &'a [u32],
    weights: &'a [Weight],
    adapters: &'a [Adapter],
}

/// An op over `inputs`, each dense; gives its first output. The input of an op in place is its output.
fn run(pool: &Pool, op: Op, inputs: &[&[f32]], count: RowCount, cols: [usize; 2], given: &Given<'_>) -> Vec<f32> {
    let cpu = Cpu::new(Pool::with_isa(pool.threads(), pool.isa()));
    let counts = Counts { tokens: given.rows.len(), selected: given.selected.len() };
    let n = counts.of(count);
    let mut end = 0;
    let mut slot = |cols: usize| {
        let slot = Slot::dense(end, Extent { rows: count, cols });
        end = slot.end().next_multiple_of(64);
        slot
    };
    let input_slots: Vec<Slot> = inputs.iter().map(|values| slot(values.len() / n)).collect();
    let in_place = matches!(op, Op::Tap { .. });
    let outputs: Vec<Slot> =
        if in_place { vec![input_slots[0]] } else { cols[..op.arity().1].iter().map(|&c| slot(c)).collect() };
    let extents: Vec<Extent> = input_slots.iter().map(|slot| slot.extent).collect();
    let shapes: Vec<WeightShape> = given.weights.iter().map(Weight::shape).collect();
    let workspace =
        op.workspace(&extents, &shapes, ChunkLimits::default()).iter().map(|extent| slot(extent.cols)).collect();
    let layout = match count {
        RowCount::Selected => Layout { selected: end, ..Layout::default() },
        _ => Layout { tokens: end, ..Layout::default() },
    };
    let mut arena = cpu.allocate("a test", layout.bytes(counts).unwrap()).unwrap();
    for (slot, values) in input_slots.iter().zip(inputs) {
        let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        cpu.upload(&mut arena, layout.first_byte(slot, counts), &bytes);
    }
    let call = Call { op, inputs: input_slots, outputs: outputs.clone(), gradient: None, workspace };
    let program = cpu.prepare(vec![call], layout).unwrap();
    let mut block = RowBlock::default();
    block.send(&cpu, given.rows, given.selected, None).unwrap();
    let mut context = Context {
        rows: &block,
        weights: given.weights,
        adapters: given.adapters,
        further: &[],
        training: None,
        cache: None,
        rope: &[],
    };
    cpu.run(&program, counts, &mut arena, &mut context).unwrap();
    let first = layout.first_byte(&outputs[0], counts);
    cpu.lend(&arena, first..first + n * outputs[0].extent.cols * 4).into_owned()
}

/// The list of a row.
fn list_of(rows: &Rows, row: usize) -> Vec<(u32, f32)> {
    let of_row = rows.adapted.iter().filter(|a| (a.first_row..a.end()).contains(&(row as u32)));
    of_row.map(|a| (a.adapter, a.scale)).collect()
}

/// `x Wᵀ` of one row in plain loops.
fn product(x: &[f32], weight: &Weight) -> Vec<f32> {
    let (n, k) = (weight.rows(), weight.cols());
    let mut w = vec![0.0; n * k];
    w.chunks_exact_mut(k).enumerate().for_each(|(row, values)| weight.row_f32(row, values));
    let mut y = vec![0.0; n];
    reference([1, n, k], |_, at| x[at], |at, j| w[j * k + at], false, &mut y);
    y
}

/// What the parts at a site add to a row: plain loops over what `of` gives for each.
fn add_parts(
    y: &mut [f32],
    site: Site,
    list: &[(u32, f32)],
    adapters: &[Adapter],
    of: impl Fn(&Delta) -> (usize, Vec<f32>),
) {
    for &(adapter, scale) in list {
        for (_, delta) in adapters[adapter as usize].at(site) {
            let (first, values) = of(delta);
            values.iter().zip(&mut y[first..]).for_each(|(d, y)| *y = scale.mul_add(*d, *y));
        }
    }
}

fn product_part(x: &[f32]) -> impl Fn(&Delta) -> (usize, Vec<f32>) + '_ {
    move |delta| match delta {
        Delta::LowRank { first, a, b } => (*first, product(&product(x, a), b)),
        Delta::Dense { first, weight } => (*first, product(x, weight)),
        other => panic!("{other:?}"),
    }
}

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|value| value.to_bits()).collect()
}

#[test]
fn products_are_the_loops_exactly() {
    let one = Pool::new(1);
    let adapters = adapters();
    let all = rows(LISTS);
    let (x, residual) = (uniform(all.len() * IN, 1), uniform(all.len() * OUT, 2));
    for dtype in [DType::F32, DType::F16, DType::Q8_0] {
        let weights = [stored(dtype, OUT, IN, 3)];
        let mut base = vec![0.0; all.len() * OUT];
        multiply(&one, &x, &weights[0], &mut base);
        for with_residual in [false, true] {
            let mut truth = base.clone();
            for (row, y) in truth.chunks_exact_mut(OUT).enumerate() {
                let x = &x[row * IN..][..IN];
                add_parts(y, Site::Product(MATRIX), &list_of(&all, row), &adapters, product_part(x));
                if with_residual {
                    y.iter_mut().zip(&residual[row * OUT..]).for_each(|(y, r)| *y += r);
                }
            }
            let op = Op::Linear { weight: MATRIX, residual: with_residual };
            let inputs = |rows: std::ops::Range<usize>| {
                let x = &x[rows.start * IN..rows.end * IN];
                let residual = &residual[rows.start * OUT..rows.end * OUT];
                if with_residual { vec![x, residual] } else { vec![x] }
            };
            for pool in pools() {
                let given = Given { rows: &all, selected: &[], weights: &weights, adapters: &adapters };
                let y = run(&pool, op, &inputs(0..all.len()), RowCount::Tokens, [OUT, 0], &given);
                assert!(bits(&y) == bits(&truth), "{dtype} on {}, {} threads", pool.isa().name(), pool.threads());
            }
            // A row alone, which is how it is decoded.
            for row in (0..all.len()).step_by(3) {
                let alone = rows(&[(1, &list_of(&all, row))]);
                let given = Given { rows: &alone, selected: &[], weights: &weights, adapters: &adapters };
                let y = run(&one, op, &inputs(row..row + 1), RowCount::Tokens, [OUT, 0], &given);
                assert_eq!(bits(&y), bits(&truth[row * OUT..][..OUT]), "row {row}");
            }
        }
    }
}

#[test]
fn selected_rows_keep_their_adapters() {
    let one = Pool::new(1);
    let (adapters, weights) = (adapters(), [dense(OUT, IN, 3)]);
    let all = rows(LISTS);
    let selected = [0, 3, 4, 5, 43, 44, 45, 46, 47, 60, 64, 65];
    let x = uniform(selected.len() * IN, 1);
    let mut truth = vec![0.0; selected.len() * OUT];
    multiply(&one, &x, &weights[0], &mut truth);
    for (index, y) in truth.chunks_exact_mut(OUT).enumerate() {
        let list = list_of(&all, selected[index] as usize);
        add_parts(y, Site::Product(MATRIX), &list, &adapters, product_part(&x[index * IN..][..IN]));
    }
    let given = Given { rows: &all, selected: &selected, weights: &weights, adapters: &adapters };
    for pool in pools() {
        let y = run(&pool, Op::Head(MATRIX.into()), &[&x], RowCount::Selected, [OUT, 0], &given);
        assert!(bits(&y) == bits(&truth), "{}", pool.isa().name());
    }
}

#[test]
fn lookups_gains_and_taps_are_the_loops_exactly() {
    let one = Pool::new(1);
    let adapters = adapters();
    let weights = [dense(OUT, IN, 3), dense(1, IN, 4), dense(VOCABULARY, IN, 5)];
    let all = rows(LISTS);
    let x = uniform(all.len() * IN, 1);
    let given = Given { rows: &all, selected: &[], weights: &weights, adapters: &adapters };
    let norm = |gain: &Weight, x: &[f32]| {
        let (mut y, mut inverse) = (vec![0.0; IN], [0.0]);
        rms_norm::forward(&one, Strided::new(x, IN), 1, gain.master(), 1e-5, &mut y, &mut inverse);
        y
    };
    let mut truths = [vec![], vec![], vec![]];
    for (row, x) in x.chunks_exact(IN).enumerate() {
        let (list, token) = (list_of(&all, row), all.tokens[row]);
        let mut looked_up = vec![0.0; IN];
        weights[2].row_f32(token as usize, &mut looked_up);
        add_parts(&mut looked_up, Site::Lookup(TABLE), &list, &adapters, |delta| {
            let Delta::Rows { ids, values } = delta else { panic!("{delta:?}") };
            let mut row = vec![0.0; IN];
            let found = ids.iter().position(|id| *id == token);
            found.inspect(|&at| values.row_f32(at, &mut row)).map_or((0, vec![]), |_| (0, row))
        });
        fn vector(delta: &Delta) -> &Weight {
            let Delta::Vector(vector) = delta else { panic!("{delta:?}") };
            vector
        }
        let mut normed = norm(&weights[1], x);
        add_parts(&mut normed, Site::Gain(GAIN), &list, &adapters, |delta| (0, norm(vector(delta), x)));
        let mut steered = x.to_vec();
        add_parts(&mut steered, Site::Tap(1), &list, &adapters, |delta| (0, vector(delta).master().unwrap().to_vec()));
        for (truth, row) in truths.iter_mut().zip([looked_up, normed, steered]) {
            truth.extend(row);
        }
    }
    assert_ne!(truths[2], x);
    for pool in pools() {
        let ops: [(Op, &[&[f32]]); 3] = [
            (Op::Embedding { table: TABLE }, &[]),
            (Op::RmsNorm { gain: GAIN.into(), eps: 1e-5 }, &[&x]),
            (Op::Tap { layer: 1 }, &[&x]),
        ];
        for ((op, inputs), truth) in ops.into_iter().zip(&truths) {
            let y = run(&pool, op, inputs, RowCount::Tokens, [IN, 1], &given);
            assert!(bits(&y) == bits(truth), "{op:?} on {}", pool.isa().name());
        }
    }
}

#[test]
fn what_is_not_computed_is_refused() {
    let (adapters, weights) = (adapters(), [dense(OUT, IN, 3)]);
    let all = rows(&[(2, &[(7, 1.0)])]);
    let cpu = Cpu::new(Pool::new(1));
    let fails = |op: Op, rows: &Rows, count: RowCount| {
        let slots =
            [(0, IN), (64 * 4, OUT)].map(|(offset, cols)| Slot::dense(offset * 2, Extent { rows: count, cols }));
        let layout = Layout { tokens: 4096, fixed: 4096, ..Layout::default() };
        let call = Call { op, inputs: vec![slots[0]], outputs: vec![slots[1]], gradient: None, workspace: vec![] };
        let program = cpu.prepare(vec![call], layout).unwrap();
        let mut arena = cpu.allocate("a test", 4 * 4096).unwrap();
        let mut block = RowBlock::default();
        block.send(&cpu, rows, &[], None).unwrap();
        let mut context = Context {
            rows: &block,
            weights: &weights,
            adapters: &adapters,
            further: &[],
            training: None,
            cache: None,
            rope: &[],
        };
        let counts = Counts { tokens: 2, selected: 0 };
        cpu.run(&program, counts, &mut arena, &mut context).unwrap_err().1.to_string()
    };
    let linear = Op::Linear { weight: MATRIX, residual: false };
    assert!(fails(linear, &all, RowCount::Tokens).contains("no such adapter"));
    let all = rows(&[(2, &[(0, 1.0)])]);
    assert!(fails(linear, &all, RowCount::Fixed(2)).contains("one row count"));
    assert!(fails(Op::HeadLoss(MATRIX.into()), &all, RowCount::Tokens).contains("head's losses"));
    let grad = Op::HeadLossGrad { head: MATRIX.into(), input: false, gradient: None };
    assert!(fails(grad, &all, RowCount::Tokens).contains("gradient of rows"));
}
