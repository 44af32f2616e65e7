//! What products read: of every product, the same however the text is cut, and what the ops before it give.

mod training;

use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::pool::Pool;
use nanollama_model::{Config, Feed, KvCache, Model, ProductInputs, Role, Sequence, Wanted, parameters};
use training::{ids, peaked};

const VOCABULARY: usize = 97;

/// All rows that each product reads of a text, by parameter, fed in steps of `chunk` tokens.
fn inputs(model: &Model, text: &[u32], chunk: usize) -> Vec<Vec<f32>> {
    let cpu = Cpu::new(Pool::new(2));
    let mut cache = KvCache::new(&cpu, model.config(), DType::F32, text.len()).unwrap();
    let (mut products, mut sequence) = (ProductInputs::new(model).unwrap(), Sequence::default());
    let mut all = vec![Vec::new(); parameters(model.config()).len()];
    for tokens in text.chunks(chunk) {
        let feed = Feed { sequence: &mut sequence, tokens, wanted: Wanted::All, adapters: &[] };
        products.run(model, &cpu, &mut cache, feed, |parameter, rows| all[parameter].extend_from_slice(rows)).unwrap();
    }
    all
}

#[test]
fn every_product_but_the_heads_shows_what_it_reads() {
    let config = Config::new(2, 64, 4, 2, VOCABULARY, 256);
    let mut model = peaked(&config, 1);
    let table = model.tensor(&Cpu::new(Pool::new(1)), "model.embed_tokens.weight").unwrap().into_owned();
    let gains = model.tensor(&Cpu::new(Pool::new(1)), "model.layers.0.input_layernorm.weight").unwrap().into_owned();
    model.pack(&Cpu::new(Pool::new(2))).unwrap();
    let text = ids(100, VOCABULARY as u32, 3);
    let whole = inputs(&model, &text, 100);
    assert_eq!(inputs(&model, &text, 7), whole, "however it is cut");
    let list = parameters(&config);
    for (parameter, rows) in list.iter().zip(&whole) {
        let read = matches!(parameter.role, Role::Qkv | Role::AttentionOutput | Role::GateUp | Role::Down);
        assert_eq!(rows.len(), if read { 100 * parameter.cols } else { 0 }, "{:?}", parameter.role);
    }
    let first = list.iter().position(|parameter| parameter.role == Role::Qkv).unwrap();
    for (row, &id) in whole[first].chunks_exact(64).zip(&text) {
        let embedded = &table[64 * id as usize..][..64];
        let mean = embedded.iter().map(|x| f64::from(*x) * f64::from(*x)).sum::<f64>() / 64.0;
        let scale = 1.0 / (mean + config.norm_eps).sqrt();
        for ((x, gain), got) in embedded.iter().zip(&gains).zip(row) {
            let expected = f64::from(*x) * scale * f64::from(*gain);
            assert!((expected - f64::from(*got)).abs() < 1e-5 * (1.0 + expected.abs()), "{expected} {got}");
        }
    }
}
