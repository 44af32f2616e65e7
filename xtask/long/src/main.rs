//! `cargo xtask long --python PATH`: differential fuzzing. A Python process (`oracle/differences`) makes random files of a
//! kind and says what the reference program reads in them; ours has to say the same. It prints what was compared, how often
//! each value of the schemas occurred and what was refused; a difference is made small and written to a file.
//! `--only requests` needs no Python: it sends the server a million changed requests. Neither does `--only downloads`: random
//! faults in 200 downloads from a mirror of the Hub; nor `--only ranks`: 100 processes of a training killed; nor `--only rl --from QUICKSTART`: whether practice teaches (`practice.rs`).
//!
//! A crate apart from `xtask`, so that the layering check builds without the readers.
#![forbid(unsafe_code)]

mod base64;
mod configs;
mod count;
mod downloads;
mod kind;
mod oracle;
mod parquet;
mod pieces;
mod practice;
mod ranks;
mod requests;
mod shrink;
mod stored;
mod templates;
mod text;
mod tokenizers;

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
use crate::shrink::Small;
use crate::stored::Keeper;
use crate::templates::Templates;
use crate::text::Text;
use crate::tokenizers::Tokenizers;

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
    /// rl: the program
    #[arg(long, default_value = "target/release/nanollama")]
    program: PathBuf,
    /// rl: steps of practice
    #[arg(long, default_value_t = 400)]
    steps: u64,
    /// rl: few sums, few answers: to see that it runs
    #[arg(long)]
    miniature: bool,
    /// Write the first so many cases that are the same to xtask/long/fixtures, which the tests replay
    #[arg(long)]
    keep: Option<usize>,
}

/// Whether practice teaches; it is asked for alone.
const RL: &str = "rl";
/// The kinds that ask no reference program.
const REQUESTS: &str = "requests";
const DOWNLOADS: &str = "downloads";
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
        let (program, out, steps) = (args.program.clone(), args.out.join(RL), args.steps);
        return practice::run(&Practice { program, from, out, steps, asked, examples });
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
        clean.push((DOWNLOADS, downloads::run()?));
    }
    if args.only.is_empty() || args.only.iter().any(|name| name == RANKS) {
        clean.push((RANKS, ranks::run()?));
    }
    println!();
    for (name, clean) in &clean {
        println!("{name}: {}", if *clean { "clean" } else { "NOT clean" });
    }
    Ok(clean.iter().all(|(_, clean)| *clean))
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
