//! `config.json` against the config classes of transformers 4 and 5: the numbers that a Llama computes with are theirs, or the
//! model is refused and the field named. A whole folder is opened, because a file of weights has a say about the head.

use std::io;
use std::path::{Path, PathBuf};

use nanollama_bundle::{Locations, StoredModel, open};
use nanollama_kernel::dtype::DType;
use nanollama_model::{Config, parts};
use nanollama_store::TensorOut;
use nanollama_store::safetensors;
use nanollama_token::train::BpeTrainer;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::kind::{Difference, Kind, Verdict};

const HEAD: &str = "lm_head.weight";
/// Fewer than the smallest vocabulary of a case.
const TOKENS: usize = 300;

pub(crate) struct Configs {
    scratch: TempDir,
    locations: Locations,
}

impl Configs {
    pub(crate) fn new() -> Result<Configs, String> {
        let scratch = tempfile::tempdir().map_err(|error| error.to_string())?;
        let path = scratch.path().join("tokenizer");
        let text = ["The cat sat on the mat, the dog ran to the cat."];
        let trained = BpeTrainer::new(TOKENS).train(text, &mut |_| {}).map_err(|error| error.to_string())?;
        trained.tokenizer.save(&*path, None).map_err(|error| error.to_string())?;
        let locations = Locations { runs: scratch.path().join("runs"), tokenizer: Some(path) };
        Ok(Configs { scratch, locations })
    }

    /// A folder with the configuration and weights of the sizes that a reading says.
    fn folder(&self, case: &Value, reading: Option<Reading<'_>>) -> io::Result<PathBuf> {
        let folder = self.scratch.path().join("model");
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir(&folder)?;
        std::fs::write(folder.join("config.json"), case["config"].to_string())?;
        let named = reading.map_or(Vec::new(), |reading| reading.tensors(case["head"].as_str().unwrap_or("own")));
        let tensors = named.into_iter().map(|(name, shape, byte)| {
            let size = 2 * shape.iter().product::<usize>();
            TensorOut::new(name, DType::F16, &shape, move |out| out.write_all(&vec![byte; size]))
        });
        let written = safetensors::write(&folder.join("model.safetensors"), tensors.collect(), &Default::default());
        written.map(|()| folder).map_err(io::Error::other)
    }
}

impl Kind for Configs {
    fn name(&self) -> &'static str {
        "configs"
    }

    fn judge(&self, case: &Value, theirs: &Value) -> Verdict {
        let readings: Vec<Reading<'_>> =
            ["v5", "v4"].iter().filter(|version| theirs[**version].is_object()).map(|v| Reading(&theirs[*v])).collect();
        let folder = match self.folder(case, readings.first().copied()) {
            Ok(folder) => folder,
            Err(error) => return Verdict::Unanswered(error.to_string()),
        };
        let head = case["head"].as_str().unwrap_or("own");
        let found = match open(&folder.to_string_lossy(), &self.locations) {
            Ok(model) => wrongly_read(&model, &readings, head),
            Err(error) => wrongly_refused(&error.to_string(), &folder, case, theirs, &readings, head),
        };
        found.map_or(Verdict::Same, |(ours, theirs)| {
            let input = format!("{} with head {head}", case["config"]);
            Verdict::Differs(Difference { what: "reading", input, ours, theirs })
        })
    }
}

/// What one version of transformers reads, by the oracle's names.
#[derive(Clone, Copy)]
struct Reading<'a>(&'a Value);

impl Reading<'_> {
    fn size(&self, name: &str) -> usize {
        self.0[name].as_u64().and_then(|size| usize::try_from(size).ok()).unwrap_or(0)
    }

    fn config(&self) -> Config {
        let mut config = Config::new(
            self.size("layers"),
            self.size("dim"),
            self.size("heads"),
            self.size("kv_heads"),
            self.size("vocabulary"),
            self.size("context"),
        );
        (config.head_dim, config.ffn) = (self.size("head_dim"), self.size("ffn"));
        config.features.tied = self.0["tied"] == true;
        config.features.qkv_bias = self.0["attention_biases"] == true;
        config.features.output_bias = config.features.qkv_bias;
        config
    }

    /// Names and shapes of the weights, and the byte they are full of.
    fn tensors(&self, head: &str) -> Vec<(String, Vec<usize>, u8)> {
        let config = self.config();
        let table = vec![config.vocabulary, config.dim];
        let mut found: Vec<_> = parts(&config)
            .into_iter()
            .filter(|part| part.name != HEAD)
            .map(|part| (part.name, part.shape, 0))
            .collect();
        match head {
            "own" => found.push((HEAD.to_owned(), table, 1)),
            "copy" => found.push((HEAD.to_owned(), table, 0)),
            _ => {}
        }
        found
    }

    /// Whether it is what is computed here: silu, no biases but attention's, whole heads, and angles that nothing scales.
    fn is_plain(&self) -> bool {
        self.unlike_ours().is_empty()
    }

    /// The keys by which it asks for something else.
    fn unlike_ours(&self) -> Vec<&'static str> {
        let theirs = self.0;
        let mut found = Vec::new();
        if theirs["act"] != "silu" && theirs["act"] != "swish" {
            found.push("hidden_act");
        }
        if theirs["mlp_biases"] == true {
            found.push("mlp_bias");
        }
        let scaled = match theirs["rope_type"].as_str() {
            Some("default" | "dynamic") => false,
            Some("linear") => theirs["factor"] != 1.0,
            _ => true,
        };
        if scaled {
            found.push("rope_");
        }
        if !theirs["partial"].is_null() && theirs["partial"] != 1.0 {
            found.push("partial_rotary_factor");
        }
        found
    }

    /// Whether the file's head is the one it says there is.
    fn fits(&self, head: &str) -> bool {
        match head {
            "none" => self.0["tied"] == true,
            "own" => self.0["tied"] == false,
            _ => true,
        }
    }

    /// Fields that differ from ours.
    fn differences(&self, model: &StoredModel) -> Vec<String> {
        let config = model.config();
        let numbers = [
            ("layers", config.layers as f64),
            ("dim", config.dim as f64),
            ("heads", config.heads as f64),
            ("kv_heads", config.kv_heads as f64),
            ("head_dim", config.head_dim as f64),
            ("ffn", config.ffn as f64),
            ("vocabulary", config.vocabulary as f64),
            ("context", config.context as f64),
            ("norm_eps", config.norm_eps),
            ("theta", config.rope_theta),
        ];
        let differ = numbers.iter().filter(|(name, number)| self.0[*name].as_f64() != Some(*number));
        let mut wrong: Vec<String> = differ.map(|(name, number)| format!("{name} {number}")).collect();
        if self.0["tied"] != config.features.tied {
            wrong.push(format!("tied {}", config.features.tied));
        }
        if self.0["attention_biases"] != config.features.output_bias {
            wrong.push(format!("attention_biases {}", config.features.output_bias));
        }
        let ends: Vec<u64> = self.0["eos"].as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
        // The tokenizer's own ends are there, too.
        let known: Vec<u64> = model.tokenizer().stop_tokens().into_iter().map(u64::from).collect();
        let ours: Vec<u64> = model.stop_tokens().iter().copied().map(u64::from).collect();
        let all = |id: &u64| ends.contains(id) || known.contains(id);
        if !ends.iter().all(|id| ours.contains(id)) || !ours.iter().all(all) {
            wrong.push(format!("eos {ours:?}"));
        }
        wrong
    }
}

fn wrongly_read(model: &StoredModel, readings: &[Reading<'_>], head: &str) -> Option<(String, String)> {
    for reading in readings {
        let wrong = reading.differences(model);
        if !wrong.is_empty() {
            return Some((wrong.join(", "), reading.0.to_string()));
        }
    }
    let plain = !readings.is_empty() && readings.iter().all(|reading| reading.is_plain() && reading.fits(head));
    let theirs = || readings.iter().map(|reading| reading.0.to_string()).collect::<Vec<_>>().join(" ");
    (!plain).then(|| ("it is read".to_owned(), format!("no plain Llama: {}", theirs())))
}

fn wrongly_refused(
    message: &str,
    folder: &Path,
    case: &Value,
    theirs: &Value,
    readings: &[Reading<'_>],
    head: &str,
) -> Option<(String, String)> {
    let wrong = |what: &str| Some((message.to_owned(), what.to_owned()));
    let Some(what) = message.strip_prefix(&*folder.to_string_lossy()) else { return wrong("a message with the file") };
    // Where both read the same plain Llama, so must this; but sizes are not guessed, and must fit one another.
    // A file of transformers 5, which version 4 was not asked of, may name two rotations.
    let both = match theirs["asked 4"] == false {
        true => !what.contains("rope_"),
        false => theirs["v4"] == theirs["v5"],
    };
    let plain = readings.iter().all(|reading| reading.is_plain() && reading.fits(head)) && !readings.is_empty();
    if both && plain && !what.ends_with("it is missing") && !what.contains("kv_heads = 3") {
        return wrong(&format!("the plain Llama {}", readings[0].0));
    }
    // It names what stands in the way, or something that does so too.
    let keys = case["config"].as_object().into_iter().flat_map(|config| config.keys().map(String::as_str));
    let of_head = ["tie_word_embeddings", HEAD, "kv_heads", "norm_eps", "rope_theta", "it is missing"];
    let named = keys.chain(of_head).any(|key| what.contains(key));
    (!named).then(|| (message.to_owned(), json!("a message that names the field").to_string()))
}
