//! Who moves what, how fast, and what is kept of it.

use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::pool::Pool;
use nanollama_model::parameters;

use super::*;

fn config(tied: bool) -> Config {
    let mut config = Config::new(3, 64, 4, 2, 96, 32);
    config.features.tied = tied;
    config
}

#[test]
fn every_element_has_exactly_one_optimiser() {
    for tied in [false, true] {
        let config = config(tied);
        let list = parameters(&config);
        let mut owners: Vec<Vec<u8>> = list.iter().map(|p| vec![0; p.rows * p.cols]).collect();
        for member in members(&config) {
            let range = member.rows.start * member.cols..member.rows.end * member.cols;
            owners[member.weight.index()][range].iter_mut().for_each(|count| *count += 1);
        }
        assert!(owners.iter().flatten().all(|&count| count == 1));
        let total: u64 = members(&config).iter().map(|m| (m.rows.len() * m.cols) as u64).sum();
        assert_eq!(total, config.parameter_count());
    }
}

#[test]
fn block_matrices_are_muons_and_the_rest_is_adamws() {
    let members = members(&config(false));
    for member in &members {
        let matrix = member.name.contains("_proj");
        assert_eq!(member.rule() == Rule::Muon, matrix, "{}", member.name);
    }
    assert_eq!(members.iter().filter(|m| m.rule() == Rule::Muon).count(), 3 * 7);
    let shape = |name: &str| members.iter().find(|m| m.name.ends_with(name)).map(|m| (m.rows.len(), m.cols));
    assert_eq!(shape("layers.1.self_attn.k_proj.weight"), Some((32, 64)));
    assert_eq!(shape("layers.1.mlp.up_proj.weight"), Some((192, 64)));
}

#[test]
fn rates_follow_width_kind_and_shape() {
    let optimizer = Optimizer::new(&Cpu::new(Pool::new(1)), &config(false), Rates::DEFAULT, 0.0).unwrap();
    let rate = |optimizer: &Optimizer, name: &str| {
        let member = optimizer.members.iter().find(|m| m.name.ends_with(name)).unwrap().clone();
        optimizer.rate_of(&member)
    };
    let wider = (64.0f64 / 768.0).powf(-0.5);
    assert_eq!(rate(&optimizer, "embed_tokens.weight"), 0.2 * wider);
    assert_eq!(rate(&optimizer, "lm_head.weight"), 0.004 * wider);
    assert_eq!(rate(&optimizer, "model.norm.weight"), 0.004 * wider);
    assert_eq!(rate(&optimizer, "0.mlp.up_proj.weight"), 0.02 * 3f64.sqrt());
    assert_eq!(rate(&optimizer, "0.mlp.down_proj.weight"), 0.02);
    let mut factored = config(false);
    factored.features.resformer = true;
    let factors = Optimizer::new(&Cpu::new(Pool::new(1)), &factored, Rates::DEFAULT, 0.0).unwrap();
    assert_eq!((rate(&factors, "1.stream_factor"), rate(&factors, "1.input_factor")), (0.005, 0.5));
    let tied = Optimizer::new(&Cpu::new(Pool::new(1)), &config(true), Rates::DEFAULT, 0.0).unwrap();
    assert_eq!(rate(&tied, "embed_tokens.weight"), 0.004 * wider);
}

#[test]
fn state_is_named_once_and_counted() {
    let config = config(false);
    let optimizer = Optimizer::new(&Cpu::new(Pool::new(1)), &config, Rates::DEFAULT, 0.0).unwrap();
    let cpu = Cpu::new(Pool::new(1));
    let mut names: Vec<String> = optimizer.tensors(&cpu).map(|(name, ..)| name).collect();
    let elements: u64 = optimizer.tensors(&cpu).map(|(.., values)| values().len() as u64).sum();
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count);
    assert_eq!(elements, state_elements(&config));
}
