//! Losses and gradients of whole models against torch's float64 autograd (fixtures made by `oracle/torch_gradients.py`, and by
//! `oracle/transformers_gradients.py` of transformers' own models), and against finite differences.

mod training;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::pool::Pool;
use nanollama_model::{Config, Error, Features, Model, TensorData, Windows};
use safetensors::SafeTensors;
use training::{Batch, FULL, Setup, pass};

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/gradients");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files
}

struct Fixture {
    bytes: Vec<u8>,
    config: Config,
    batch: usize,
    time: usize,
}

impl Fixture {
    fn open(path: &Path) -> Fixture {
        let bytes = std::fs::read(path).unwrap();
        let (_, header) = SafeTensors::read_metadata(&bytes).unwrap();
        let metadata = header.metadata().clone().unwrap();
        let hf: serde_json::Value = serde_json::from_str(&metadata["config"]).unwrap();
        let case: serde_json::Value = serde_json::from_str(&metadata["case"]).unwrap();
        let n = |key: &str| hf[key].as_u64().unwrap() as usize;
        let config = Config {
            layers: n("num_hidden_layers"),
            dim: n("hidden_size"),
            heads: n("num_attention_heads"),
            kv_heads: n("num_key_value_heads"),
            head_dim: n("head_dim"),
            ffn: n("intermediate_size"),
            vocabulary: n("vocab_size"),
            context: n("max_position_embeddings"),
            rope_theta: hf["rope_theta"].as_f64().unwrap(),
            norm_eps: hf["rms_norm_eps"].as_f64().unwrap(),
            features: Features {
                tied: hf["tie_word_embeddings"].as_bool().unwrap(),
                softcap: hf["final_logit_softcapping"].as_f64().map(|cap| cap as f32),
                qk_norm: hf["use_qk_norm"].as_bool().unwrap_or(false),
                qkv_bias: hf["qkv_bias"].as_bool().unwrap_or(false),
                output_bias: hf["output_bias"].as_bool().unwrap_or(false),
                head_gains: hf["head_gains"].as_bool().unwrap_or(false),
                post_emb_norm: hf["use_post_emb_norm"].as_bool().unwrap_or(false),
                resformer: hf["use_resformer"].as_bool().unwrap_or(false),
                windows: hf["window_pattern"]
                    .as_str()
                    .map(|pattern| Windows { pattern: pattern.parse().unwrap(), short: n("sliding_window") }),
            },
        };
        let (batch, time) = (case["batch"].as_u64().unwrap() as usize, case["context"].as_u64().unwrap() as usize);
        Fixture { bytes, config, batch, time }
    }

    fn tensors(&self) -> SafeTensors<'_> {
        SafeTensors::deserialize(&self.bytes).unwrap()
    }

    fn floats(&self, name: &str) -> Vec<f32> {
        let tensor = self.tensors();
        let tensor = tensor.tensor(name).unwrap();
        tensor.data().chunks_exact(4).map(|b| f32::from_le_bytes(b.try_into().unwrap())).collect()
    }

    fn integers(&self, name: &str) -> Vec<i32> {
        let tensor = self.tensors();
        let tensor = tensor.tensor(name).unwrap();
        tensor.data().chunks_exact(4).map(|b| i32::from_le_bytes(b.try_into().unwrap())).collect()
    }

    fn model(&self) -> Model {
        let tensors = self.tensors();
        Model::load_dense::<Error>(&Cpu::new(Pool::new(1)), &self.config, |name| {
            let Ok(tensor) = tensors.tensor(name) else { return Ok(None) };
            let bytes = Cow::Owned(tensor.data().to_vec());
            Ok(Some(TensorData { dtype: DType::F32, shape: tensor.shape().to_vec(), bytes }))
        })
        .unwrap()
    }

    fn training_batch(&self) -> Batch {
        let segments = self.integers("segments");
        let starts = (0..segments.len()).filter(|&i| i % self.time == 0 || segments[i] != segments[i - 1]);
        let boundaries: Vec<u32> = starts.map(|i| i as u32).collect();
        let tokens: Vec<u32> = self.integers("tokens").iter().map(|&t| t as u32).collect();
        let targets: Vec<u32> = self.integers("targets").iter().map(|&t| t.max(0) as u32).collect();
        let batch = Batch::new(&tokens, &targets, self.batch, self.time, &boundaries);
        let positions: Vec<u32> = self.integers("positions").iter().map(|&p| p as u32).collect();
        assert_eq!(batch.rows.positions, positions);
        Batch { weights: self.floats("loss_weights"), ..batch }
    }
}

/// Largest |difference| as a share of the largest |expected|.
fn worst(got: &[f32], expected: &[f32]) -> f32 {
    assert_eq!(got.len(), expected.len());
    let scale = expected.iter().fold(1e-12f32, |m, v| m.max(v.abs()));
    got.iter().zip(expected).fold(0.0f32, |m, (g, e)| if g.is_nan() { f32::INFINITY } else { m.max((g - e).abs()) })
        / scale
}

#[test]
fn losses_and_gradients_are_torchs() {
    let files = fixtures();
    assert!(files.len() >= 18, "fixtures are missing");
    for path in files {
        let fixture = Fixture::open(&path);
        let mut model = fixture.model();
        let batch = fixture.training_batch();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let pass = pass(&mut model, &batch, &FULL);

        let losses: Vec<f32> = pass.losses.iter().zip(&batch.weights).map(|(l, w)| l * w).collect();
        let error = worst(&losses, &fixture.floats("losses"));
        assert!(error < 1e-5, "{name}: losses differ by {error}");

        for (parameter, gradient) in model.parameters().iter().zip(&pass.gradients) {
            for part in &parameter.parts {
                let got = &gradient[part.row * parameter.cols..(part.row + part.rows) * parameter.cols];
                let error = worst(got, &fixture.floats(&format!("gradient.{}", part.name)));
                assert!(error < 5e-5, "{name}: gradient of {} differs by {error}", part.name);
            }
        }
    }
}

#[test]
fn recompute_and_another_device_change_no_bit_of_any_feature() {
    let mut config = Config::new(3, 32, 4, 2, 40, 32);
    let batch = Batch::new(&training::ids(22, 40, 1), &training::ids(22, 40, 2), 2, 11, &[0, 4, 11]);
    for features in training::featured(3) {
        config.features = features;
        the_same_bits(&mut training::peaked(&config, 3), &batch);
    }
}

#[test]
fn recompute_and_another_device_change_no_bit() {
    let fixture = Fixture::open(&fixtures()[0]);
    the_same_bits(&mut fixture.model(), &fixture.training_batch());
}

fn the_same_bits(model: &mut Model, batch: &Batch) {
    let kept = pass(model, batch, &FULL);
    for setup in [Setup { recompute: true, ..FULL }, Setup { far: true, ..FULL }] {
        let again = pass(model, batch, &setup);
        assert_eq!(kept.losses, again.losses);
        for (a, b) in kept.gradients.iter().zip(&again.gradients) {
            assert_eq!(a[..], b[..]);
        }
    }
}

/// Central differences of the loss along random directions: independent of torch, and of every shape's special cases.
#[test]
fn gradients_are_slopes_of_the_loss() {
    let cpu = Cpu::new(Pool::new(1));
    let plain = Features::default();
    let shapes = [(2, 2, plain), (4, 1, Features { tied: true, ..plain })].into_iter();
    for (heads, kv_heads, features) in shapes.chain(training::featured(3).into_iter().map(|features| (4, 2, features)))
    {
        let mut config = Config::new(2, 32, heads, kv_heads, 40, 32);
        config.features = features;
        let mut model = training::peaked(&config, 3);
        let tokens = training::ids(22, 40, 1);
        let targets = training::ids(22, 40, 2);
        let batch = Batch::new(&tokens, &targets, 2, 11, &[0, 4, 11]);
        let gradients = pass(&mut model, &batch, &FULL).gradients;
        for (index, gradient) in gradients.iter().enumerate() {
            let len = gradient.len();
            let direction: Vec<f32> =
                training::ids(len, 3, index as u32 + 50).iter().map(|&d| d as f32 - 1.0).collect();
            let slope: f64 = gradient.iter().zip(&direction).map(|(&g, &d)| f64::from(g) * f64::from(d)).sum();
            let step = 2e-3 / (len as f32).sqrt();
            let mut loss_at = |sign: f32| -> f64 {
                let mut before = Vec::new();
                model.weights_mut()[index].edit(&cpu, |values| {
                    before = values.to_vec();
                    values.iter_mut().zip(&direction).for_each(|(value, d)| *value += sign * step * d);
                });
                let losses = pass(&mut model, &batch, &Setup { backward: false, ..FULL }).losses;
                model.weights_mut()[index].edit(&cpu, |values| values.copy_from_slice(&before));
                losses.iter().map(|&l| f64::from(l)).sum::<f64>() / losses.len() as f64
            };
            let measured = (loss_at(1.0) - loss_at(-1.0)) / (2.0 * f64::from(step));
            let bound = 0.02 * slope.abs().max(measured.abs()) + 2e-3 * (len as f64).sqrt() * 0.05;
            assert!(
                (slope - measured).abs() < bound,
                "{features:?}: weight {index}: gradient says {slope}, differences say {measured}"
            );
        }
    }
}
