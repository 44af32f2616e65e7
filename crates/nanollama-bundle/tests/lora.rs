//! LoRA of other programs: PEFT's folders and llama.cpp's files give the sums that they stand for, or are refused by name.

mod small;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use nanollama_bundle::gamma::Gamma;
use nanollama_model::parts;
use nanollama_store::gguf::{self, Value};
use nanollama_store::{TensorOut, safetensors};
use serde_json::{Value as Json, json};
use small::config;
use tempfile::tempdir;

type Matrix = (&'static str, Vec<usize>, Vec<f32>);

fn numbers(count: usize, seed: u64) -> Vec<f32> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1u64 << 23) as f32 - 1.0
    };
    (0..count).map(|_| next()).collect()
}

fn matrix(name: &'static str, rows: usize, cols: usize, seed: u64) -> Matrix {
    (name, vec![rows, cols], numbers(rows * cols, seed))
}

fn out((name, shape, values): &Matrix) -> TensorOut<'_> {
    TensorOut::from_f32(*name, shape, || values.into())
}

fn folder(path: &Path, settings: &Json, matrices: &[Matrix]) {
    fs::create_dir_all(path).unwrap();
    let mut config = json!({"peft_type": "LORA", "r": 2, "lora_alpha": 8, "bias": "none", "lora_dropout": 0.1});
    for (key, value) in settings.as_object().unwrap() {
        config[key] = value.clone();
    }
    fs::write(path.join("adapter_config.json"), config.to_string()).unwrap();
    let file = path.join("adapter_model.safetensors");
    safetensors::write(&file, matrices.iter().map(out).collect(), &BTreeMap::new()).unwrap();
}

/// `scale · B A`.
fn product(a: &[f32], b: &[f32], rank: usize, scale: f32) -> Vec<f32> {
    let (rows, cols) = (b.len() / rank, a.len() / rank);
    let one = |at: usize| (0..rank).map(|r| scale * b[at / cols * rank + r] * a[r * cols + at % cols]).sum();
    (0..rows * cols).map(one).collect()
}

fn near(a: &[f32], b: &[f32]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-5)
}

const Q: &str = "model.layers.1.self_attn.q_proj.weight";
const DOWN: &str = "model.layers.0.mlp.down_proj.weight";
const TABLE: &str = "model.embed_tokens.weight";

fn matrices(rank: usize) -> Vec<Matrix> {
    vec![
        matrix("base_model.model.model.layers.1.self_attn.q_proj.lora_A.weight", 2, 64, 1),
        matrix("base_model.model.model.layers.1.self_attn.q_proj.lora_B.weight", 64, 2, 2),
        matrix("base_model.model.model.layers.0.mlp.down_proj.lora_A.weight", rank, 96, 3),
        matrix("base_model.model.model.layers.0.mlp.down_proj.lora_B.weight", 64, rank, 4),
        matrix("base_model.model.model.embed_tokens.lora_embedding_A", 2, 300, 5),
        matrix("base_model.model.model.embed_tokens.lora_embedding_B", 64, 2, 6),
    ]
}

#[test]
fn folders_of_peft_are_their_products() {
    let scratch = tempdir().unwrap();
    let path = scratch.path().join("voice");
    let cases = [
        (json!({}), 2, [4.0, 4.0]),
        (json!({"use_rslora": true}), 2, [8.0 / 2f32.sqrt(), 8.0 / 2f32.sqrt()]),
        (json!({"rank_pattern": {"down_proj": 3}, "alpha_pattern": {"mlp.down_proj": 6}}), 3, [4.0, 2.0]),
        (json!({"use_dora": false, "modules_to_save": null, "layer_replication": null}), 2, [4.0, 4.0]),
    ];
    for (settings, rank, [scale, scale_down]) in cases {
        let list = matrices(rank);
        folder(&path, &settings, &list);
        let lora = Gamma::open(&path).unwrap();
        assert_eq!(lora.parts().count(), 3);
        let values = |name: &str, shape: &[usize]| lora.part(name).unwrap().values(shape);
        assert!(near(&values(Q, &[64, 64]), &product(&list[0].2, &list[1].2, 2, scale)), "{settings}");
        assert!(near(&values(DOWN, &[64, 96]), &product(&list[2].2, &list[3].2, rank, scale_down)), "{settings}");
        // Of a table the product is turned.
        let (table, turned) = (values(TABLE, &[300, 64]), product(&list[4].2, &list[5].2, 2, scale));
        let expected: Vec<f32> = (0..300 * 64).map(|at| turned[at % 64 * 300 + at / 64]).collect();
        assert!(near(&table, &expected), "{settings}");
    }
}

#[test]
fn what_peft_asks_and_is_not_computed_is_refused_by_name() {
    let scratch = tempdir().unwrap();
    let path = scratch.path().join("voice");
    for (settings, words) in [
        (json!({"use_dora": true}), &["use_dora", "DoRA"][..]),
        (json!({"lora_bias": true}), &["lora_bias"]),
        (json!({"bias": "all"}), &["bias"]),
        (json!({"layer_replication": [[0, 2]]}), &["layer_replication"]),
        (json!({"fan_in_fan_out": true}), &["fan_in_fan_out"]),
        (json!({"modules_to_save": ["lm_head"]}), &["modules_to_save"]),
        (json!({"init_lora_weights": "pissa"}), &["init_lora_weights"]),
        (json!({"peft_type": "IA3"}), &["peft_type"]),
        (json!({"tomorrow": 1}), &["tomorrow"]),
        (json!({"rank_pattern": {".*q_proj$": 4}}), &["rank_pattern"]),
        (json!({"rank_pattern": {"q_proj": 4}}), &["q_proj", "rank 4"]),
    ] {
        folder(&path, &settings, &matrices(2));
        let message = Gamma::open(&path).unwrap_err().to_string();
        assert!(words.iter().all(|word| message.contains(word)), "{settings}: {message}");
    }
    let mut more = matrices(2);
    more.push(("base_model.model.lm_head.weight", vec![1, 1], vec![1.0]));
    folder(&path, &json!({}), &more);
    assert!(Gamma::open(&path).unwrap_err().to_string().contains("lm_head"));
    folder(&path, &json!({}), &matrices(2)[1..]);
    assert!(Gamma::open(&path).unwrap_err().to_string().contains("lora_A"));
}

#[test]
fn llama_cpps_files_are_put_in_our_order() {
    let scratch = tempdir().unwrap();
    let path = scratch.path().join("voice.gguf");
    let config = config(false);
    let order = parts(&config).into_iter().find(|part| part.name == Q).unwrap().order;
    assert!(format!("{order:?}").contains("16"), "heads of 16");
    let list = [
        matrix("blk.1.attn_q.weight.lora_a", 2, 64, 1),
        matrix("blk.1.attn_q.weight.lora_b", 64, 2, 2),
        matrix("blk.0.ffn_down.weight.lora_a", 2, 96, 3),
        matrix("blk.0.ffn_down.weight.lora_b", 64, 2, 4),
        matrix("token_embd.weight.lora_a", 300, 2, 5),
        matrix("token_embd.weight.lora_b", 64, 2, 6),
    ];
    let metadata = |kind: &str| -> Vec<(String, Value)> {
        vec![
            ("general.architecture".into(), "llama".into()),
            ("general.type".into(), kind.into()),
            ("adapter.type".into(), "lora".into()),
            ("adapter.lora.alpha".into(), Value::F32(6.0)),
        ]
    };
    gguf::write(&path, &metadata("adapter"), list.iter().map(out).collect()).unwrap();
    let lora = Gamma::open_for(&path, &config).unwrap();
    assert!(near(&lora.part(DOWN).unwrap().values(&[64, 96]), &product(&list[2].2, &list[3].2, 2, 3.0)));
    // Feature f of a head stands, in llama.cpp's order, at 2 f, those of the second half at 2 f + 1.
    let theirs = |row: usize| row / 16 * 16 + 2 * (row % 8) + row % 16 / 8;
    let b: Vec<f32> = (0..64).flat_map(|row| list[1].2[theirs(row) * 2..][..2].to_vec()).collect();
    assert!(near(&lora.part(Q).unwrap().values(&[64, 64]), &product(&list[0].2, &b, 2, 3.0)));
    let table = lora.part(TABLE).unwrap().values(&[300, 64]);
    let (a, b) = (&list[4].2, &list[5].2);
    let expected: Vec<f32> =
        (0..300 * 64).map(|at| (0..2).map(|r| 3.0 * a[at / 64 * 2 + r] * b[at % 64 * 2 + r]).sum()).collect();
    assert!(near(&table, &expected));
    // Without a model nobody knows its heads.
    assert!(Gamma::open(&path).unwrap_err().to_string().contains("heads"));
    gguf::write(&path, &metadata("model"), list.iter().map(out).collect()).unwrap();
    assert!(Gamma::open_for(&path, &config).unwrap_err().to_string().contains("general.type"));
    let norm = [matrix("blk.0.attn_norm.weight", 1, 64, 7)];
    gguf::write(&path, &metadata("adapter"), norm.iter().map(out).collect()).unwrap();
    assert!(Gamma::open_for(&path, &config).unwrap_err().to_string().contains("attn_norm"));
}
