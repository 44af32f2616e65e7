//! Where a pipeline keeps what it makes, and what it was asked for: a second command with other wishes is refused instead of
//! mixing two models.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::args::Global;
use crate::args::pipeline::PipelineArgs;

/// One of the two models.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Model {
    Base,
    Personality,
}

/// Folders and names of one pipeline.
pub(super) struct Places {
    pub(super) tag: String,
    pub(super) out: PathBuf,
    pub(super) runs: PathBuf,
    /// The prepared text that was given, if any.
    given: Option<PathBuf>,
}

impl Places {
    /// Makes the folders, or finds that they were made for the same wishes.
    ///
    /// # Errors
    /// Naming the wish that differs, and both its values.
    pub(super) fn open(args: &PipelineArgs, global: &Global) -> anyhow::Result<Places> {
        let tag = args.tag.clone().unwrap_or_else(|| args.name.clone());
        nanollama_store::run::check_name(&tag)?;
        // Names are told as they are typed: data/… and not ./data/…
        let out = if args.out == Path::new(".") { PathBuf::new() } else { args.out.clone() };
        let places = Places { tag, out, runs: global.runs.clone(), given: args.data.clone() };
        for folder in [places.logs(), places.weights()] {
            nanollama_store::atomic::create_folder(&folder)?;
        }
        places.keep_wishes(&wishes(args)?)?;
        Ok(places)
    }

    fn keep_wishes(&self, now: &BTreeMap<String, String>) -> anyhow::Result<()> {
        let file = self.logs().join("pipeline.json");
        if !file.exists() {
            nanollama_store::atomic::write_bytes(&file, &serde_json::to_vec_pretty(now)?)?;
            return Ok(());
        }
        let text = std::fs::read(&file).with_context(|| format!("{}", file.display()))?;
        let then: BTreeMap<String, String> =
            serde_json::from_slice(&text).with_context(|| format!("{}", file.display()))?;
        let of = |wishes: &BTreeMap<String, String>, name: &str| wishes.get(name).map_or("none".into(), Clone::clone);
        // A base may get its personality later, and be asked for alone again.
        let voiced = then.contains_key("personality") && now.contains_key("personality");
        let counts = |name: &str| voiced || !name.starts_with("personality");
        let mut names = then.keys().chain(now.keys());
        if let Some(name) = names.find(|name| counts(name) && of(&then, name) != of(now, name)) {
            bail!(
                "the pipeline {} was begun with --{name} {}, now it is {}: give what it was begun with, or another --tag",
                self.tag,
                of(&then, name),
                of(now, name)
            );
        }
        let mut all = then.clone();
        all.extend(now.clone());
        nanollama_store::atomic::write_bytes(&file, &serde_json::to_vec_pretty(&all)?)?;
        Ok(())
    }

    fn logs(&self) -> PathBuf {
        self.out.join("logs").join(&self.tag)
    }
    pub(super) fn log(&self, number: usize, word: &str) -> PathBuf {
        self.logs().join(format!("{number}-{word}.log"))
    }
    pub(super) fn weights(&self) -> PathBuf {
        self.out.join("weights")
    }
    pub(super) fn tokenizer(&self) -> PathBuf {
        self.out.join("data").join(&self.tag).join("tokenizer")
    }
    pub(super) fn data(&self) -> PathBuf {
        self.given.clone().unwrap_or_else(|| self.out.join("data").join(&self.tag).join("text"))
    }
    pub(super) fn personality(&self) -> PathBuf {
        self.out.join("data").join(&self.tag).join("personality")
    }
    /// Whether the run of a model has begun.
    pub(super) fn has_run(&self, model: Model) -> bool {
        self.runs.join(self.run(model)).exists()
    }
    /// The run of a model.
    pub(super) fn run(&self, model: Model) -> String {
        match model {
            Model::Base => format!("{}-base", self.tag),
            Model::Personality => self.tag.clone(),
        }
    }
    /// The file of a model.
    pub(super) fn file(&self, model: Model) -> PathBuf {
        self.weights().join(format!("{}-f16.gguf", self.run(model)))
    }
    /// The files of what the two differ by: this program's, nanollama's.
    pub(super) fn gamma(&self) -> [PathBuf; 2] {
        ["safetensors", "npz"].map(|kind| self.weights().join(format!("gamma_{}.{kind}", self.tag)))
    }
}

/// What all stages depend on, as it was typed; of the personality what is in its file, too.
fn wishes(args: &PipelineArgs) -> anyhow::Result<BTreeMap<String, String>> {
    let text = |value: Option<String>| value.unwrap_or_else(|| "none".into());
    let number = |value: Option<u64>| text(value.map(|value| value.to_string()));
    let path = |path: &PathBuf| path.display().to_string();
    let mut wishes = BTreeMap::from(
        [
            ("name", args.name.clone()),
            ("data", text(args.data.as_ref().map(path))),
            ("corpus", args.corpus.join(" ")),
            ("preset", text(args.source.preset.clone())),
            ("tokens", number(args.source.tokens)),
            ("samples", number(args.source.samples)),
            ("shards", number(args.source.shards)),
            ("separator", text(args.separator.clone())),
            ("vocab-size", number(args.vocab_size)),
            ("steps", number(args.steps)),
            ("context", number(args.context.map(|tokens| tokens as u64))),
            ("batch-tokens", number(args.batch_tokens)),
            ("seed", number(args.seed)),
        ]
        .map(|(name, value)| (name.to_owned(), value)),
    );
    if let Some(file) = &args.personality {
        wishes.insert("personality".into(), path(file));
        wishes.insert("personality-ratio".into(), text(args.personality_ratio.map(|ratio| ratio.to_string())));
        if file.is_file() {
            wishes.insert("personality (its contents)".into(), nanollama_store::hash::sha256_file(file)?);
        }
    }
    Ok(wishes)
}
