//! `cargo xtask long --python PATH`: differential fuzzing. A Python process (`oracle/differences`) makes random files of a
//! kind and says what the reference program reads in them; ours has to say the same. It prints what was compared, how often
//! each value of the schemas occurred and what was refused; a difference is made small and written to a file.
//!
//! A crate apart from `xtask`, so that the layering check builds without the readers.
#![forbid(unsafe_code)]

mod count;
mod kind;
mod oracle;
mod pieces;
mod shrink;
mod templates;
mod tokenizers;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;

use crate::count::Count;
use crate::kind::{Kind, Verdict};
use crate::oracle::Oracle;
use crate::pieces::Pieces;
use crate::templates::Templates;
use crate::tokenizers::Tokenizers;

/// Differential fuzzing of the readers against the reference programs.
#[derive(Parser)]
#[command(name = "cargo xtask long")]
struct Args {
    /// A Python that has the packages of oracle/requirements.txt
    #[arg(long)]
    python: PathBuf,
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
}

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

/// Whether all went as it should.
fn run(args: &Args) -> Result<bool, String> {
    let mut kinds: Vec<Box<dyn Kind>> = vec![Box::new(Tokenizers), Box::new(Templates), Box::new(Pieces)];
    if let Some(unknown) = args.only.iter().find(|name| !kinds.iter().any(|kind| kind.name() == *name)) {
        let known: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
        return Err(format!("--only {unknown}: expected {}", known.join(", ")));
    }
    kinds.retain(|kind| args.only.is_empty() || args.only.iter().any(|name| name == kind.name()));
    let each = Duration::from_secs_f64(args.minutes * 60.0 / kinds.len() as f64);
    let mut good = true;
    for kind in &kinds {
        good &= fuzz(args, kind.as_ref(), each)?;
    }
    Ok(good)
}

fn fuzz(args: &Args, kind: &dyn Kind, time: Duration) -> Result<bool, String> {
    let (mut oracle, hello) = Oracle::start(&args.python, kind.name())?;
    println!("\n{}: {}, seed {}", kind.name(), hello["versions"], args.seed);
    let mut count = Count::new(&hello);
    let begun = Instant::now();
    let mut number = args.case.unwrap_or(0);
    while begun.elapsed() < time && count.differences < args.most {
        let made = oracle.make(&format!("{}/{number}", args.seed))?;
        let verdict = match made.get("died") {
            Some(why) => Verdict::Unanswered(why.to_string()),
            None => kind.judge(&made["case"], &made["theirs"]),
        };
        count.add(&verdict, &made["used"]);
        if let Verdict::Differs(found) = verdict {
            let small = shrink::shrink(made["case"].clone(), &found, kind, &mut oracle)?;
            let path = write(&args.out, kind.name(), args.seed, number, &small)?;
            println!("DIFFERENCE in case {number}: {}\n  written to {}", small.found, path.display());
        }
        number += 1;
        if args.case.is_some() {
            break;
        }
    }
    let least = if args.case.is_some() { 0 } else { args.least };
    Ok(count.report(begun.elapsed(), least))
}

fn write(folder: &Path, kind: &str, seed: u64, number: u64, small: &shrink::Small) -> Result<PathBuf, String> {
    let path = folder.join(format!("{kind}-{seed}-{number}.json"));
    let text = serde_json::json!({"kind": kind, "found": small.found.to_string(), "case": small.case});
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, format!("{text:#}\n")));
    written.map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(path)
}
