//! What rounding keys and values costs a real model: the divergence of its predictions from those over an f32 cache.

use nanollama_bundle::{Locations, open};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::op::attention::CacheTypes;
use nanollama_kernel::pool::Pool;
use nanollama_model::{Decoder, Feed, KvCache, Model, Sequence, Wanted};

/// Tokens of a window.
const WINDOW: usize = 512;

/// ln p of every token of the vocabulary behind each of `ids`.
fn predictions(cpu: &Cpu, model: &Model, types: CacheTypes, ids: &[u32]) -> Vec<Vec<f64>> {
    let mut cache = KvCache::new(cpu, model.config(), types, ids.len()).unwrap();
    let mut sequence = Sequence::default();
    let mut decoder = Decoder::new(model.config());
    let feed = Feed { sequence: &mut sequence, tokens: ids, wanted: Wanted::All, adapters: &[] };
    let logits = decoder.run(model, cpu, &mut cache, &mut [feed]).unwrap();
    let rows = logits.chunks_exact(model.config().vocabulary).map(|row| {
        let most = f64::from(row.iter().copied().fold(f32::NEG_INFINITY, f32::max));
        let sum = most + row.iter().map(|&logit| (f64::from(logit) - most).exp()).sum::<f64>().ln();
        row.iter().map(|&logit| f64::from(logit) - sum).collect()
    });
    rows.collect()
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_SMOLLM2_F32, SmolLM2-135M with weights of f32"]
fn what_a_rounded_cache_costs_a_real_model() {
    let name = std::env::var("NANOLLAMA_TEST_SMOLLM2_F32").expect("NANOLLAMA_TEST_SMOLLM2_F32 names the file");
    let source = open(&name, &Locations::new("no-runs")).unwrap();
    let ids = source.tokenizer().encode(include_str!("../../../docs/first-model.md"));
    let cpu = Cpu::new(Pool::new(0));
    let model = source.load_frozen(&cpu).unwrap();
    let windows: Vec<&[u32]> = ids.chunks_exact(WINDOW).take(2).collect();
    assert_eq!(windows.len(), 2);
    let exact: Vec<_> = windows.iter().map(|ids| predictions(&cpu, &model, DType::F32.into(), ids)).collect();
    let (half, bytes, single) = (DType::F16, DType::Q8_0, DType::F32);
    for (key, value, most) in
        [(half, half, 1e-5), (bytes, half, 1e-2), (half, bytes, 1e-2), (bytes, bytes, 1e-2), (single, single, 1e-12)]
    {
        let (mut divergences, mut agreed) = (Vec::new(), 0);
        let (mut exact_nll, mut nll) = (0.0, 0.0);
        for (ids, exact) in windows.iter().zip(&exact) {
            let rounded = predictions(&cpu, &model, CacheTypes { key, value }, ids);
            for (at, (p, q)) in exact.iter().zip(&rounded).enumerate() {
                divergences.push(p.iter().zip(q).map(|(p, q)| p.exp() * (p - q)).sum::<f64>());
                let top = |row: &[f64]| (0..row.len()).max_by(|&a, &b| row[a].total_cmp(&row[b]));
                agreed += usize::from(top(p) == top(q));
                if let Some(&next) = ids.get(at + 1) {
                    exact_nll -= p[next as usize];
                    nll -= q[next as usize];
                }
            }
        }
        let (rows, predicted) = (divergences.len(), (windows.len() * (WINDOW - 1)) as f64);
        divergences.sort_by(f64::total_cmp);
        let mean = divergences.iter().sum::<f64>() / rows as f64;
        println!(
            "keys {key}, values {value}: KL mean {mean:.2e}, 99% {:.2e}, most {:.2e}; same first choice {:.2}%; PPL {:.4}, of f32 {:.4}; {} bytes a token",
            divergences[rows * 99 / 100],
            divergences[rows - 1],
            100.0 * agreed as f64 / rows as f64,
            (nll / predicted).exp(),
            (exact_nll / predicted).exp(),
            model.config().cache_bytes_per_token(CacheTypes { key, value }),
        );
        assert!(mean < most, "keys {key}, values {value}: {mean:.2e}");
    }
}
