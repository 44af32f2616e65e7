//! `cargo xtask long --python PATH`: differential fuzzing. A Python process (`oracle/differences`) makes random files of a
//! kind and says what the reference program reads in them; ours has to say the same. It prints what was compared, how often
//! each value of the schemas occurred and what was refused; a difference is made small and written to a file.
//! `--only requests` needs no Python: it sends the server a million changed requests. Neither does `--only downloads`: random
//! faults in 200 downloads from a mirror of the Hub; nor `--only ranks`: 100 processes of a training killed; nor `--only pipeline`:
//! from texts of the Hub to a model, killed on the way (an hour); nor `--only rl --from QUICKSTART`: whether practice teaches
//! (`practice.rs`); nor `--only personality --text FILE --unread FILE --personality FILE`: whether a personality is one
//! (`voice.rs`); nor `--only eval --model FILE --bundle DIR`: what asking side by side saves (`throughput.rs`). `--only machines`
//! takes the recipes for rented machines through a bare Debian (`oracle/bare_machine.py`; root and mmdebstrap).
//!
//! A crate apart from `xtask`, so that the layering check builds without the readers.
#![forbid(unsafe_code)]

mod at_length;
mod base64;
mod configs;
mod count;
mod kind;
mod oracle;
mod parquet;
mod pieces;
mod practice;
mod program;
mod requests;
mod shrink;
mod stored;
mod templates;
mod text;
mod throughput;
mod tokenizers;
mod voice;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;

use serde_json::Value;

use crate::configs::Configs;
use crate::count::Count;
use crate::kind::{Kind, Verdict};
use crate::oracle::Oracle;
use crate::parquet::Parquet;
use crate::pieces::Pieces;
use crate::practice::Practice;
use crate::program::Program;
use crate::shrink::Small;
use crate::stored::Keeper;
use crate::templates::Templates;
use crate::text::Text;
use crate::throughput::Throughput;
use crate::tokenizers::Tokenizers;
use crate::voice::Voice;

/// Differential fuzzing of the readers against the reference programs.
#[derive(Parser)]
#[command(name = "cargo xtask long")]
struct Args {
    /// A Python that has the packages of oracle/requirements.txt; all kinds but requests, downloads and ranks need it
    #[arg(long)]
    python: Option<PathBuf>,
    /// A Python that has transformers 4, for configs; without it only transformers 5 is asked
    #[arg(long)]
    python4: Option<PathBuf>,
    /// Minutes for all kinds together
    #[arg(long, default_value_t = 60.0)]
    minutes: f64,
    /// The same seed gives the same cases
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only these kinds
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Only the case of this number, to see it again
    #[arg(long)]
    case: Option<u64>,
    /// How often each value must have occurred
    #[arg(long, default_value_t = 100)]
    least: u64,
    /// Where cases that differ are written
    #[arg(long, default_value = "target/differences")]
    out: PathBuf,
    /// Stop a kind after so many differences
    #[arg(long, default_value_t = 20)]
    most: usize,
    /// Seconds to make a case that differs smaller
    #[arg(long, default_value_t = 15)]
    shrink: u64,
    /// rl: the folder of a quickstart whose chat model practises
    #[arg(long)]
    from: Option<PathBuf>,
    /// personality: the corpus, documents with two blank lines between them
    #[arg(long)]
    text: Option<PathBuf>,
    /// personality: text that nothing learns from
    #[arg(long)]
    unread: Option<PathBuf>,
    /// personality: its rows, {"text": …} a line
    #[arg(long)]
    personality: Option<PathBuf>,
    /// rl, personality, machines: the program
    #[arg(long, default_value = "target/release/nanollama")]
    program: PathBuf,
    /// Steps: of practice [default: 400], of a base [default: 1500]
    #[arg(long)]
    steps: Option<u64>,
    /// rl, personality: a single seed, few steps: to see that it runs
    #[arg(long)]
    miniature: bool,
    /// eval: the model whose questions are timed
    #[arg(long)]
    model: Option<PathBuf>,
    /// eval: the folder of the tasks' files
    #[arg(long)]
    bundle: Option<PathBuf>,
    /// eval: questions of each task
    #[arg(long, default_value_t = 40)]
    questions: usize,
    /// Write the first so many cases that are the same to xtask/long/fixtures, which the tests replay
    #[arg(long)]
    keep: Option<usize>,
}

/// Whether practice teaches, whether a personality is one; each is asked for alone.
const RL: &str = "rl";
const PERSONALITY: &str = "personality";
/// Rented machines; they are asked for alone, too.
const MACHINES: &str = "machines";
/// What asking side by side saves; it is asked for alone, too.
const EVAL: &str = "eval";
/// The kinds that ask no reference program.
const REQUESTS: &str = "requests";
const DOWNLOADS: &str = "downloads";
/// The whole way from texts of the Hub to a model; it is asked for alone.
const PIPELINE: &str = "pipeline";
const RANKS: &str = "ranks";

fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("long: {error}");
            ExitCode::from(2)
        }
    }
}

/// What can be fuzzed.
fn kinds() -> Result<Vec<Box<dyn Kind>>, String> {
    Ok(vec![
        Box::new(Tokenizers),
        Box::new(Templates),
        Box::new(Pieces),
        Box::new(Parquet),
        Box::new(Configs::new()?),
        Box::new(Text),
    ])
}

/// Whether all went as it should.
fn run(args: &Args) -> Result<bool, String> {
    if args.only == [RL] {
        let from = args.from.clone().ok_or("--from QUICKSTART: the folder that `nanollama quickstart` wrote")?;
        let (asked, examples) = if args.miniature { (6, 2) } else { (500, 16) };
        let program = Program { binary: args.program.clone(), out: args.out.join(RL) };
        return practice::run(&Practice { program, from, steps: args.steps.unwrap_or(400), asked, examples });
    }
    if args.only == [PERSONALITY] {
        return voice::run(&voice(args)?);
    }
    if args.only == [MACHINES] {
        let mut command = std::process::Command::new(args.python.as_deref().unwrap_or(Path::new("python3")));
        let done = command.arg("oracle/bare_machine.py").arg(&args.program).status();
        return done.map(|status| status.success()).map_err(|error| format!("python3: {error}"));
    }
    if args.only == [PIPELINE] {
        return at_length::PIPELINE.run();
    }
    if args.only == [EVAL] {
        let model = args.model.clone().ok_or("--model FILE: the model whose questions are timed")?;
        let bundle = args.bundle.clone().ok_or("--bundle DIR: the folder of the tasks' files")?;
        return throughput::run(&Throughput { model, bundle, questions: args.questions });
    }
    let mut kinds = kinds()?;
    let known: Vec<&str> = kinds.iter().map(|kind| kind.name()).chain([REQUESTS, DOWNLOADS, RANKS]).collect();
    if let Some(unknown) = args.only.iter().find(|name| !known.contains(&name.as_str())) {
        return Err(format!("--only {unknown}: expected {}", known.join(", ")));
    }
    kinds.retain(|kind| args.only.is_empty() || args.only.iter().any(|name| name == kind.name()));
    let each = Duration::from_secs_f64(args.minutes * 60.0 / kinds.len().max(1) as f64);
    let mut clean = Vec::new();
    for kind in &kinds {
        let python =
            args.python.as_deref().ok_or("--python PATH: a Python with the packages of oracle/requirements.txt")?;
        clean.push((kind.name(), fuzz(args, python, kind.as_ref(), each)?));
    }
    if args.only.is_empty() || args.only.iter().any(|name| name == REQUESTS) {
        clean.push((REQUESTS, requests::run()?));
    }
    if args.only.is_empty() || args.only.iter().any(|name| name == DOWNLOADS) {
        clean.push((DOWNLOADS, at_length::DOWNLOADS.run()?));
    }
    if args.only.is_empty() || args.only.iter().any(|name| name == RANKS) {
        clean.push((RANKS, at_length::RANKS.run()?));
    }
    println!();
    for (name, clean) in &clean {
        println!("{name}: {}", if *clean { "clean" } else { "NOT clean" });
    }
    Ok(clean.iter().all(|(_, clean)| *clean))
}

/// What is judged of a personality: models of width 128 on 8,192 tokens a step; in miniature the smallest there are.
fn voice(args: &Args) -> Result<Voice, String> {
    let file = |path: &Option<PathBuf>, flag: &str| path.clone().ok_or_else(|| format!("--{flag} FILE is needed"));
    let (steps, more, seeds) = if args.miniature { (40, 20, 1) } else { (1500, 300, 3) };
    Ok(Voice {
        program: Program { binary: args.program.clone(), out: args.out.join(PERSONALITY) },
        text: file(&args.text, "text")?,
        unread: file(&args.unread, "unread")?,
        personality: file(&args.personality, "personality")?,
        size: "pico".to_owned(),
        steps: args.steps.unwrap_or(steps),
        more,
        seeds,
    })
}

fn fuzz(args: &Args, python: &Path, kind: &dyn Kind, time: Duration) -> Result<bool, String> {
    let (mut oracle, hello) = Oracle::start(python, args.python4.as_deref(), kind.name())?;
    println!("\n{}: {}, seed {}", kind.name(), hello["versions"], args.seed);
    let failed = |error: std::io::Error| format!("{}: {error}", stored::path(kind.name()).display());
    let keeper = args.keep.map(|count| Keeper::new(kind.name(), &hello["versions"], count)).transpose();
    let mut keeper = keeper.map_err(failed)?;
    let mut count = Count::new(&hello);
    let begun = Instant::now();
    let mut number = args.case.unwrap_or(0);
    while begun.elapsed() < time && count.differences < args.most {
        let Made { case, theirs, used, verdict } = one(args, kind, &mut oracle, number)?;
        count.add(&verdict, &used);
        if let Some(writer) = keeper.as_mut().filter(|_| matches!(verdict, Verdict::Same))
            && !writer.keep(&case, &theirs).map_err(failed)?
        {
            break;
        }
        if let Verdict::Differs(found) = verdict {
            let time = Duration::from_secs(args.shrink);
            let small = shrink::shrink((case, theirs), &found, kind, &mut oracle, time)?;
            let path = write(&args.out, kind.name(), args.seed, number, &small)?;
            println!("DIFFERENCE in case {number}: {}\n  written to {}", small.found, path.display());
        }
        number += 1;
        if args.case.is_some() {
            break;
        }
    }
    if let Some(keeper) = keeper {
        keeper.finish().map_err(failed)?;
    }
    let least = if args.case.is_some() || args.keep.is_some() { 0 } else { args.least };
    Ok(count.report(begun.elapsed(), least))
}

/// A case and how it went.
struct Made {
    case: Value,
    theirs: Value,
    /// Values of the schema that are in it.
    used: Value,
    verdict: Verdict,
}

fn one(args: &Args, kind: &dyn Kind, oracle: &mut Oracle, number: u64) -> Result<Made, String> {
    let mut made = oracle.make(&format!("{}/{number}", args.seed))?;
    let (mut case, mut theirs, used) = (made["case"].take(), made["theirs"].take(), made["used"].take());
    let verdict = if let Some(why) = made.get("died") {
        Verdict::Unanswered(why.to_string())
    } else {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        match kind.complete(&mut case, folder.path()) {
            None => kind.judge(&case, &theirs),
            Some(Err(verdict)) => verdict,
            Some(Ok(())) => match oracle.answer(&case)? {
                Ok(answer) => {
                    theirs = answer;
                    kind.judge(&case, &theirs)
                }
                Err(why) => Verdict::Unanswered(why),
            },
        }
    };
    Ok(Made { case, theirs, used, verdict })
}

fn write(folder: &Path, kind: &str, seed: u64, number: u64, small: &Small) -> Result<PathBuf, String> {
    let path = folder.join(format!("{kind}-{seed}-{number}.json"));
    let Small { case, theirs, found } = small;
    let text = serde_json::json!({"kind": kind, "found": found.to_string(), "case": case, "theirs": theirs});
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, format!("{text:#}\n")));
    written.map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(path)
}
