//! The stages, each a command of another verb, and how one sees that it is done.

use std::path::{Path, PathBuf};

use nanollama_eval::Battery;
use nanollama_eval::bench::Extras;
use nanollama_store::manifest::MANIFEST_FILE;
use nanollama_store::run::Run;
use nanollama_train::run::finished;

use crate::args::Global;
use crate::args::speedrun::SpeedrunArgs;
use crate::command::eval::kept;

/// A stage.
pub(super) struct Stage {
    pub(super) word: &'static str,
    pub(super) what: &'static str,
    /// What is typed.
    pub(super) line: Vec<String>,
    done: Done,
}

/// What shows that a stage is done.
enum Done {
    /// A file.
    File(PathBuf),
    /// A run that has all its steps; one that lacks some goes on with this.
    Run(String, Vec<String>),
    /// An evaluation that a run has kept, by its mean.
    Asked(String, &'static str),
    /// Nothing: it is done each time.
    Never,
}

impl Stage {
    /// What is to be typed; `None` where it is done.
    pub(super) fn left(&self, global: &Global) -> anyhow::Result<Option<Vec<String>>> {
        let left = || Some(self.line.clone());
        Ok(match &self.done {
            Done::File(file) => left().filter(|_| !file.exists()),
            Done::Run(name, on) if global.runs.join(name).is_dir() => {
                let done = finished(&Run::open(&global.runs, name)?)?;
                Some(on.clone()).filter(|_| done.is_none())
            }
            Done::Asked(name, mean) => {
                let known = kept::latest(&global.runs.join(name));
                left().filter(|_| !known.iter().any(|(task, _)| task == mean))
            }
            Done::Run(..) | Done::Never => left(),
        })
    }
}

pub(super) fn words(line: &[&str]) -> Vec<String> {
    line.iter().map(|word| (*word).to_owned()).collect()
}

/// All of them, in order.
pub(super) fn all(args: &SpeedrunArgs, (depth, tag): (u16, &str)) -> anyhow::Result<Vec<Stage>> {
    let data = if args.out == Path::new(".") { "data".into() } else { args.out.join("data") };
    let [tokenizer, text] = ["tokenizer", "text"].map(|name| data.join(tag).join(name).display().to_string());
    let chats = args.chats.as_ref().map_or_else(|| "CHATS".into(), |file| file.display().to_string());
    let corpus = if args.corpus.is_empty() { vec!["CORPUS".to_owned()] } else { args.corpus.clone() };
    let separator = args.separator.iter().flat_map(|text| ["--separator".to_owned(), text.clone()]);
    let batch = args.batch_tokens.iter().flat_map(|tokens| ["--batch-tokens".to_owned(), tokens.to_string()]);
    let (separator, batch): (Vec<String>, Vec<String>) = (separator.collect(), batch.collect());
    let base = format!("{tag}-base");

    let mut cut = words(&["tokenizer", "train", "--vocab-size", &args.vocab_size.to_string(), "--out", &tokenizer]);
    cut.extend(separator.iter().cloned().chain(["--input".to_owned()]).chain(corpus.iter().cloned()));
    let mut prepare = words(&["data", "prepare"]);
    prepare.extend(corpus);
    prepare.extend(words(&["--tokenizer", &tokenizer, "--out", &text]).into_iter().chain(separator));
    let depth = depth.to_string();
    let context = args.context.to_string();
    let mut learn = words(&["pretrain", "--depth", &depth, "--context", &context, "--data", &text, "--run", &base]);
    learn.extend(match args.steps {
        Some(steps) => ["--steps".to_owned(), steps.to_string()],
        None => ["--target-param-data-ratio".to_owned(), args.target_param_data_ratio.to_string()],
    });
    learn.extend(batch.iter().cloned());

    let on = |verb: &str, flag: &str, run: &str| words(&[verb, flag, run, "--resume"]);
    let stage = |word, what, line, done| Stage { word, what, line, done };
    let mut stages = vec![
        stage(
            "tokenizer",
            "the pieces that text is cut into",
            cut,
            Done::File(Path::new(&tokenizer).join("tokenizer.json")),
        ),
        stage("data", "the text as tokens", prepare, Done::File(Path::new(&text).join(MANIFEST_FILE))),
        stage("base", "the model that learns the text", learn, Done::Run(base.clone(), on("pretrain", "--run", &base))),
    ];
    let talk = |verb: &str, from: &str, file: &str, run: &str| {
        let mut line = words(&[verb, "--run", from, "--data", file, "--out-run", run]);
        line.extend(args.chat_steps.iter().flat_map(|steps| ["--steps".to_owned(), steps.to_string()]));
        line.extend(batch.iter().cloned());
        (line, Done::Run(run.to_owned(), on(verb, "--out-run", run)))
    };
    let mid = args.mid.as_ref().map(|file| (format!("{tag}-mid"), file.display().to_string()));
    if let Some((name, file)) = &mid {
        let (line, done) = talk("midtrain", &base, file, name);
        stages.push(stage("mid", "the same, all of conversations and tasks learned", line, done));
    }
    let from = mid.as_ref().map_or(base.as_str(), |(name, _)| name);
    let (line, done) = talk("sft", from, &chats, tag);
    stages.push(stage("sft", "the same, which learns to answer", line, done));

    if let Some(bundle) = &args.bundle {
        let (core, chat) =
            (Battery::core(bundle, None, None), Battery::chat(bundle, Some(1), Some(1), &Extras::default()));
        if let (Err(error), Err(_)) = (&core, &chat) {
            anyhow::bail!("{error}: name a folder that has it with --bundle DIR");
        }
        let folder = bundle.display().to_string();
        let ask = |run: &str, task: &str, mean: &'static str| {
            let mut line = words(&["eval", "-m", run, "-a", task, "--bundle", &folder]);
            line.extend(args.max_per_task.iter().flat_map(|most| ["--max-per-task".to_owned(), most.to_string()]));
            (line, Done::Asked(run.to_owned(), mean))
        };
        if core.is_ok() {
            let (line, done) = ask(&base, "core", "CORE");
            stages.push(stage("eval-base", "what the base knows", line, done));
        }
        let talks = mid.iter().map(|(name, _)| ("eval-mid", name.as_str())).chain([("eval-sft", tag)]);
        for (word, run) in talks.filter(|_| chat.is_ok()) {
            let (line, done) = ask(run, "ChatCORE", "ChatCORE");
            stages.push(stage(word, "what it answers to benchmarks", line, done));
        }
    }
    stages.push(stage("report", "all of it on one page", words(&["report", tag]), Done::Never));
    Ok(stages)
}
