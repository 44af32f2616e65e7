//! AdamW against `torch.optim.AdamW`, Muon against a transcription that was written apart from ours: five steps each, in
//! float64 (`fixtures/optimizer.safetensors`, made by `oracle/torch_optimizer.py`).

use nanollama_kernel::op::adamw::{self, AdamW, Factors};
use nanollama_kernel::op::muon::{self, Muon, Workspace};
use nanollama_kernel::pool::Pool;
use safetensors::SafeTensors;
use serde_json::Value;

const STEPS: usize = 5;
/// AdamW's steps are elementwise: a dozen roundings of 2^-24 in each, and none is amplified.
const ADAMW_BOUND: f32 = 1e-6;
/// The five iterations multiply a rounding by at most the product of the first coefficients (8.2 · 4.0 · 3.9 · 3.3 · 2.3,
/// about a thousand), for the smallest singular values; what is left of 2^-24 · 1000 = 6e-5 enters times a rate of 0.05.
const MUON_BOUND: f32 = 4e-6;

struct Fixture {
    bytes: Vec<u8>,
    cases: Vec<Value>,
}

impl Fixture {
    fn open() -> Fixture {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/optimizer.safetensors");
        let bytes = std::fs::read(path).unwrap();
        let (_, header) = SafeTensors::read_metadata(&bytes).unwrap();
        let cases = serde_json::from_str(&header.metadata().as_ref().unwrap()["cases"]).unwrap();
        Fixture { bytes, cases }
    }

    /// The cases of a kind, which are more than none.
    fn of(&self, kind: &str) -> impl Iterator<Item = &Value> {
        assert!(self.cases.iter().any(|case| case["kind"] == kind));
        self.cases.iter().filter(move |case| case["kind"] == kind)
    }

    fn floats(&self, case: &Value, what: &str) -> Vec<f32> {
        let name = format!("{}.{what}", case["name"].as_str().unwrap());
        let tensors = SafeTensors::deserialize(&self.bytes).unwrap();
        let tensor = tensors.tensor(&name).unwrap();
        tensor.data().as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect()
    }
}

/// A number of the case, or of its list of one a step.
fn number(case: &Value, key: &str, step: usize) -> f32 {
    let value = &case[key];
    value.as_f64().or_else(|| value[step].as_f64()).unwrap() as f32
}

#[track_caller]
fn assert_near(got: &[f32], want: &[f32], bound: f32, what: &str) {
    assert_eq!(got.len(), want.len(), "{what}");
    let far = |(got, want): (&f32, &f32)| (got - want).abs() / (1.0 + want.abs());
    let worst = got.iter().zip(want).map(far).fold(0.0, |worst, far| if far <= worst { worst } else { far });
    assert!(worst <= bound, "{what}: {worst:e} away");
}

#[test]
fn adamw_is_torchs() {
    let (pool, fixture) = (Pool::new(2), Fixture::open());
    for case in fixture.of("adamw") {
        let mut parameters = fixture.floats(case, "initial");
        let size = parameters.len();
        let (gradients, truth) = (fixture.floats(case, "gradients"), fixture.floats(case, "parameters"));
        let (mut first, mut second) = (vec![0.0; size], vec![0.0; size]);
        for step in 0..STEPS {
            let settings = AdamW {
                lr: number(case, "lr", step),
                beta1: number(case, "beta1", step),
                beta2: number(case, "beta2", step),
                eps: number(case, "eps", step),
                weight_decay: number(case, "weight_decay", step),
                step: step as u32 + 1,
                gradient_scale: 1.0,
            };
            let gradient = &gradients[step * size..][..size];
            adamw::step(&pool, &mut parameters, gradient, &mut first, &mut second, Factors::new(&settings));
            let what = format!("{}, step {step}", case["name"]);
            assert_near(&parameters, &truth[step * size..][..size], ADAMW_BOUND, &what);
        }
    }
}

#[test]
fn muon_is_the_transcriptions() {
    let (pool, fixture) = (Pool::new(2), Fixture::open());
    for case in fixture.of("muon") {
        let [rows, cols] = [0, 1].map(|axis| case["shape"][axis].as_u64().unwrap() as usize);
        let (size, lines) = (rows * cols, rows.max(cols));
        let mut parameters = fixture.floats(case, "initial");
        let [gradients, truth, momenta, variances] =
            ["gradients", "parameters", "momentum", "second"].map(|what| fixture.floats(case, what));
        let (mut momentum, mut second) = (vec![0.0; size], vec![0.0; lines]);
        let mut memory = vec![0.0; Workspace::elements(rows, cols)];
        for step in 0..STEPS {
            // The caller's part: tall matrices go further, as the training's optimiser has it.
            let tall = (rows as f32 / cols as f32).max(1.0).sqrt();
            let settings = Muon {
                lr: number(case, "lr", step) * tall,
                momentum: number(case, "momentum", step),
                beta2: number(case, "beta2", step),
                weight_decay: number(case, "weight_decay", step),
                gradient_scale: 1.0,
            };
            let gradient = &gradients[step * size..][..size];
            let (p, workspace) = (&mut parameters, Workspace::cut(&mut memory, rows, cols));
            muon::step(&pool, workspace, p, gradient, &mut momentum, &mut second, [rows, cols], &settings);
            let what = format!("{}, step {step}", case["name"]);
            assert_near(&momentum, &momenta[step * size..][..size], ADAMW_BOUND, &format!("{what}, momentum"));
            assert_near(&second, &variances[step * lines..][..lines], MUON_BOUND, &format!("{what}, variance"));
            assert_near(&parameters, &truth[step * size..][..size], MUON_BOUND, &what);
        }
    }
}
