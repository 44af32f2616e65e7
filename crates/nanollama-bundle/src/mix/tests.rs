//! Every tensor gets the type that llama.cpp's own tool gives it (`tests/fixtures/mix_types.json`, made by
//! `oracle/quantize_types.py`).

use std::collections::BTreeMap;

use nanollama_store::gguf::GgmlType;
use serde_json::Value;

use super::*;
use crate::gguf::architecture::Architecture;

/// The types of each kind of tensor over the layers, as the fixture has them.
fn runs(choices: &[Choice]) -> BTreeMap<String, String> {
    let mut kinds: BTreeMap<String, Vec<(&str, usize)>> = BTreeMap::new();
    for choice in choices {
        let kind = match choice.tensor.strip_prefix("blk.").and_then(|rest| rest.split_once('.')) {
            Some((_, kind)) => kind,
            None => &choice.tensor,
        };
        let (runs, name) = (kinds.entry(kind.to_owned()).or_default(), GgmlType::of(choice.dtype).name());
        match runs.last_mut() {
            Some((last, count)) if *last == name => *count += 1,
            _ => runs.push((name, 1)),
        }
    }
    let text = |runs: Vec<(&str, usize)>| {
        runs.iter().map(|(name, count)| format!("{name}*{count}")).collect::<Vec<_>>().join(" ")
    };
    kinds.into_iter().map(|(kind, runs)| (kind, text(runs))).collect()
}

/// Without an importance matrix and with one.
const KINDS: [(&str, bool); 2] = [("mixes", false), ("weighed", true)];

#[test]
fn every_tensor_has_the_type_that_llama_cpp_gives_it() {
    let known: Value = serde_json::from_str(include_str!("../../tests/fixtures/mix_types.json")).unwrap();
    let mut compared = 0;
    for shape in known["shapes"].as_array().unwrap() {
        let number = |key: &str| shape[key].as_u64().unwrap() as usize;
        let [layers, dim, heads, kv_heads] = ["layers", "dim", "heads", "kv_heads"].map(number);
        let mut config = Config::new(layers, dim, heads, kv_heads, number("vocabulary"), 64);
        config.ffn = number("ffn");
        config.features.tied = shape["tied"].as_bool().unwrap();
        let architecture = shape["architecture"].as_str().unwrap_or("llama");
        config.features.qkv_bias = architecture == "qwen2";
        config.features.head_gains = architecture == "qwen3";
        assert_eq!(Architecture::to_say(&config).name(), architecture);
        for (&mix, (kind, weighed)) in Mix::all().iter().flat_map(|mix| KINDS.map(|kind| (mix, kind))) {
            let Some(theirs) = shape[kind][mix.name()].as_object() else { continue };
            let theirs: BTreeMap<String, String> =
                theirs.iter().map(|(kind, types)| (kind.clone(), types.as_str().unwrap().to_owned())).collect();
            assert_eq!(runs(&mix.choices(&config, weighed)), theirs, "{} as {}, {kind}", shape["name"], mix.name());
            compared += 1;
        }
    }
    assert!(compared > 330, "{compared}");
}

#[test]
fn names_are_found_in_either_case_and_short() {
    for (typed, name) in [("q4_k_m", "Q4_K_M"), ("Q4_K", "Q4_K_M"), ("q3_k", "Q3_K_M"), ("bf16", "BF16")] {
        assert_eq!(typed.parse::<Mix>().unwrap().name(), name);
    }
    let message = "Q4_K_XL".parse::<Mix>().unwrap_err().to_string();
    assert!(message.contains("Q4_K_XL") && message.contains("Q4_K_M") && message.contains("IQ4_XS"), "{message}");
}
