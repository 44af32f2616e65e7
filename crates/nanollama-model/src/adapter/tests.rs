//! Parts that fit and parts that do not.

use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::pool::Pool;

use super::*;

fn config(tied: bool) -> Config {
    let mut config = Config::new(2, 64, 4, 2, 97, 128);
    config.features.tied = tied;
    config
}

fn weight(rows: usize, cols: usize) -> Weight {
    Weight::zeroed(&Cpu::new(Pool::new(1)), rows, cols).unwrap()
}

fn tensor(name: &str) -> Target {
    Target::Tensor(name.into())
}

#[test]
fn parts_stand_at_the_uses_of_their_tensors() {
    let low_rank = |rows, cols| Change::LowRank { a: weight(3, cols), b: weight(rows, 3) };
    let rows = || Change::Rows { ids: vec![4, 96], values: weight(2, 64) };
    let parts = || {
        vec![
            (tensor("model.layers.1.self_attn.k_proj.weight"), low_rank(32, 64)),
            (tensor("model.embed_tokens.weight"), rows()),
            (tensor("lm_head.weight"), Change::Dense(weight(97, 64))),
            (tensor("model.norm.weight"), Change::Vector(weight(1, 64))),
            (Target::Layer(1), Change::Vector(weight(1, 64))),
        ]
    };
    for tied in [false, true] {
        let config = config(tied);
        let adapter = Adapter::new(&config, "a", parts()).unwrap();
        let layout = Layout::of(&config);
        let key = adapter.parts.at(Site::Product(layout.block(1, Role::Qkv)));
        assert!(matches!(key, [(_, Delta::LowRank { first: 64, .. })]), "{key:?}");
        let at = |site| adapter.parts.at(site).len();
        let table = layout.embedding();
        assert_eq!([at(Site::Lookup(table)), at(Site::Product(layout.head()))], [1, 1]);
        assert_eq!([at(Site::Product(table)), at(Site::Tap(1)), at(Site::Tap(0))], [usize::from(tied), 1, 0]);
        assert_eq!(at(Site::Gain(layout.final_norm())), 1);
        assert_eq!(adapter.weights().count(), 6);
    }
}

#[test]
fn what_does_not_fit_is_refused_by_name() {
    let config = config(false);
    let (embedding, output) = ("model.embed_tokens.weight", "model.layers.0.self_attn.o_proj.weight");
    let rows = |ids: Vec<u32>| Change::Rows { values: weight(ids.len(), 64), ids };
    let cases = [
        (tensor("model.layers.2.self_attn.o_proj.weight"), Change::Dense(weight(64, 64)), "no such tensor"),
        (tensor(output), Change::Dense(weight(64, 65)), "[64, 65]"),
        (tensor(output), Change::LowRank { a: weight(2, 64), b: weight(64, 3) }, "B has shape [64, 3]"),
        (tensor(output), Change::Vector(weight(1, 64)), "no gain"),
        (tensor(output), rows(vec![1]), "not looked up"),
        (tensor(embedding), Change::Dense(weight(97, 64)), "not multiplied"),
        (tensor(embedding), rows(vec![2, 2]), "ascend"),
        (tensor(embedding), rows(vec![97]), "id 97"),
        (Target::Layer(2), Change::Vector(weight(1, 64)), "layer 2"),
        (Target::Layer(0), Change::Vector(weight(1, 63)), "[1, 63]"),
        (Target::Layer(0), Change::Dense(weight(64, 64)), "is a vector"),
    ];
    for (target, change, expected) in cases {
        let message = Adapter::new(&config, "odd", vec![(target, change)]).unwrap_err().to_string();
        assert!(message.contains(expected) && message.contains("odd"), "{message}");
    }
}
