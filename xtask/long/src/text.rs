//! Greedy text against llama.cpp: a random model is made here and exported as GGUF, and both open the file. Prompts have the
//! same ids; the tokens chosen are the same until the first near tie; their log-probabilities differ by what rounding may do.
//!
//! A near tie is where ours finds the two tokens that were chosen no further apart than the rounding of the number format can
//! move them (`Rounding::tie`): behind it the texts are of different tokens, and nothing more is compared.

use std::ops::ControlFlow;
use std::path::Path;

use nanollama_bundle::{Contents, Format, Locations, StoredModel, export, hf, open};
use nanollama_engine::{Engine, Options, Reason, Sampling, certify};
use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::pool::Pool;
use nanollama_model::{Config, Model, initialise};
use nanollama_token::Tokenizer;
use serde_json::{Value, json};

use crate::kind::{Difference, Kind, Verdict, refusal};

pub(crate) struct Text;

/// As many as the oracle asks of llama.cpp.
const TOKENS: usize = 24;
/// What the exporter refuses by name.
const REFUSALS: &[(&str, &str)] = &[("are no whole number of", "rows that blocks do not cut")];

/// By how much, in ln p.
struct Rounding {
    /// Two choices may be apart and still be a tie.
    tie: f32,
    /// A token's log-probability may differ.
    logprob: f32,
}

/// llama.cpp's own builds differ by half of it (`oracle/README.md`): numbers in blocks are multiplied with rounded activations.
fn rounding(dtype: &str) -> Rounding {
    match dtype {
        "f32" => Rounding { tie: 2e-3, logprob: 2e-3 },
        "f16" => Rounding { tie: 0.03, logprob: 0.03 },
        "bf16" => Rounding { tie: 0.15, logprob: 0.15 },
        _ => Rounding { tie: 0.4, logprob: 0.4 },
    }
}

impl Kind for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn complete(&self, case: &mut Value, folder: &Path) -> Option<Result<(), Verdict>> {
        let path = folder.join("model.gguf");
        let written =
            write(case, folder, &path).map_err(|error| refusal(&error, REFUSALS, &json!("a model to export")));
        case["gguf"] = json!(path);
        Some(written)
    }

    fn judge(&self, case: &Value, theirs: &Value) -> Verdict {
        match compare(case, theirs) {
            Ok(None) => Verdict::Same,
            Ok(Some(difference)) => Verdict::Differs(difference),
            Err(error) => refusal(&error, &[], theirs),
        }
    }
}

fn write(case: &Value, folder: &Path, path: &Path) -> Result<(), String> {
    let shape = &case["shape"];
    let tokenizer = Tokenizer::from_json("tokenizer.json", case["tokenizer"].to_string().as_bytes());
    let tokenizer = tokenizer.map_err(|error| error.to_string())?;
    let size = |name: &str| shape[name].as_u64().and_then(|size| usize::try_from(size).ok()).unwrap_or(0);
    let rows = tokenizer.vocab_size() + size("spare");
    let mut config = Config::new(size("layers"), size("dim"), size("heads"), size("kv_heads"), rows, size("context"));
    (config.head_dim, config.ffn) = (size("head_dim"), size("ffn"));
    config.rope_theta = shape["theta"].as_f64().unwrap_or(0.0);
    config.norm_eps = shape["eps"].as_f64().unwrap_or(0.0);
    config.features.tied = shape["tied"] == true;
    let cpu = Cpu::new(Pool::new(1));
    let model = random(&cpu, &config, case["seed"].as_u64().unwrap_or(0))?;
    let contents = Contents::of_model(&cpu, &model, &tokenizer, None, "random");
    hf::write(&folder.join("source"), &contents, DType::F32).map_err(|error| error.to_string())?;
    let source = open(&folder.join("source").to_string_lossy(), &Locations::new(folder.join("runs")));
    let source = source.map_err(|error| error.to_string())?;
    let dtype: DType = shape["dtype"].as_str().unwrap_or("").parse().map_err(|error| format!("{error}"))?;
    export(&source, Format::Gguf, dtype, path).map_err(|error| error.to_string())?;
    // Both programs read the file alike even where it does not say what the model is.
    let written = StoredModel::open_gguf(path, None).map_err(|error| error.to_string())?;
    certify(&source, &written, None, 1).map(drop).map_err(|error| error.to_string())
}

/// Weights everywhere, of the size that training gives them.
fn random(cpu: &Cpu, config: &Config, seed: u64) -> Result<Model, String> {
    let mut model = initialise(cpu, config, seed).map_err(|error| error.to_string())?;
    let mut state = seed;
    for weight in model.weights_mut() {
        let (gain, scale) = (weight.rows() == 1, (3.0 / weight.cols() as f32).sqrt());
        weight.edit(cpu, |values| {
            for value in values {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let unit = (state >> 40) as f32 / (1u64 << 24) as f32;
                *value = if gain { 0.5 + unit } else { scale * (2.0 * unit - 1.0) };
            }
        });
    }
    Ok(model)
}

fn compare(case: &Value, theirs: &Value) -> Result<Option<Difference>, String> {
    let path = Path::new(case["gguf"].as_str().unwrap_or_default());
    let model = StoredModel::open_gguf(path, None).map_err(|error| error.to_string())?;
    let options = Options { threads: 1, ..Options::default() };
    let mut engine = Engine::open(&model, &options).map_err(|error| error.to_string())?;
    let rounding = rounding(case["shape"]["dtype"].as_str().unwrap_or_default());
    let prompts = case["prompts"].as_array().into_iter().flatten().filter_map(Value::as_str);
    for (prompt, theirs) in prompts.zip(theirs.as_array().into_iter().flatten()) {
        let found = one(&mut engine, model.stop_tokens(), prompt, theirs, &rounding)?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

fn one(
    engine: &mut Engine,
    stops: &[u32],
    prompt: &str,
    theirs: &Value,
    rounding: &Rounding,
) -> Result<Option<Difference>, String> {
    let input = format!("{prompt:?}");
    let differs = |what, ours: &Value, theirs: &Value| {
        let (input, ours, theirs) = (input.clone(), ours.to_string(), theirs.to_string());
        Ok(Some(Difference { what, input, ours, theirs }))
    };
    let said = |error: nanollama_engine::Error| error.to_string();
    let ids = engine.prompt(prompt).map_err(said)?;
    if json!(ids) != theirs["prompt"] {
        return differs("ids of the prompt", &json!(ids), &theirs["prompt"]);
    }
    let ours = engine.generate(&ids, &Sampling::greedy(TOKENS), |_| ControlFlow::Continue(())).map_err(said)?;
    let mut tokens: Vec<u32> = theirs["tokens"].as_array().into_iter().flatten().filter_map(whole).collect();
    // Theirs has the token that ended the text, ours has not.
    let their_end = tokens.pop_if(|last| stops.contains(last));
    let same = ours.tokens.iter().zip(&tokens).take_while(|(ours, theirs)| ours == theirs).count();
    if same < ours.tokens.len() || same < tokens.len() {
        let mut logprob = |token: u32| {
            let text = [&ids[..], &tokens[..same], &[token]].concat();
            engine.logprobs(&text).map(|all| all.last().copied().unwrap_or(0.0)).map_err(said)
        };
        let our_end =
            stops.iter().copied().map(|stop| Ok((logprob(stop)?, stop))).collect::<Result<Vec<_>, String>>()?;
        let our_end = our_end.into_iter().max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, stop)| stop);
        let our_end = our_end.filter(|_| matches!(ours.reason, Reason::Eos));
        let chosen = ours.tokens.get(same).copied().or(our_end);
        let other = tokens.get(same).copied().or(their_end);
        let (Some(chosen), Some(other)) = (chosen, other) else {
            return differs("where it ends", &json!(ours.tokens), &json!(tokens));
        };
        let ahead = logprob(chosen)? - logprob(other)?;
        if ahead > rounding.tie {
            let ours = json!({"tokens": ours.tokens, "ahead by": ahead});
            return differs("tokens", &ours, &json!(tokens));
        }
    } else if theirs["text"] != ours.text {
        return differs("text", &json!(ours.text), &theirs["text"]);
    }
    let all = engine.logprobs(&[&ids[..], &tokens[..same]].concat()).map_err(said)?;
    let steps = theirs["steps"].as_array().map(Vec::as_slice).unwrap_or_default();
    // The server tells no log-probability of what it cannot print: then the steps are not the tokens.
    if steps.iter().map(|step| whole(&step["id"])).ne(tokens.iter().copied().map(Some)) {
        return Ok(None);
    }
    for (ours, step) in all[ids.len() - 1..].iter().zip(steps) {
        let theirs = step["logprob"].as_f64().unwrap_or(f64::NAN) as f32;
        let near = (ours - theirs).abs() <= rounding.logprob;
        if !near {
            return differs("log-probability", &json!([step["id"], ours]), &json!(theirs));
        }
    }
    Ok(None)
}

fn whole(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|id| u32::try_from(id).ok())
}
