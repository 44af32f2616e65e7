//! `cargo xtask long --only rl`: does practice teach? From a quickstart's chat model, three seeds each practise the town's sums;
//! beside each, the same model is fine-tuned on the sums' worked answers for as long. All are asked 500 sums whose numbers
//! training never put together, and take their likeliest answer.
//!
//! Practice is to close three tenths of the gap to all of them, and to lie above the fine-tuning, intervals apart. Every piece
//! is a run in the folder `--out`: what is done is not done again, what was stopped goes on.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::program::Program;

/// What is to be compared, and how long.
pub(crate) struct Practice {
    /// The program, and where everything is written.
    pub(crate) program: Program,
    /// A folder that `quickstart` wrote.
    pub(crate) from: PathBuf,
    /// Steps of practice.
    pub(crate) steps: u64,
    /// Sums to be asked, and answers of a step.
    pub(crate) asked: usize,
    pub(crate) examples: usize,
}

const SEEDS: [u64; 3] = [1, 2, 3];
/// Share of the gap that practice must close.
const CLOSED: f64 = 0.3;
/// Steps of fine-tuning by which its pace is known.
const PACE: u64 = 30;

/// Whether practice teaches as it should.
pub(crate) fn run(practice: &Practice) -> Result<bool, String> {
    let sums = practice.program.out.join("town").join("sums");
    if !sums.join("task.toml").is_file() {
        let town = practice.program.out.join("town");
        practice
            .program
            .run(&["world", "--documents", "0", "--conversations", "0", "--sums", "20K"], &[("--out", &town)])?;
    }
    let mix = practice.program.out.join("mix.toml");
    std::fs::write(&mix, "[[source]]\npath = \"town/sums\"\n").map_err(|error| error.to_string())?;
    // As a run of the folder: it tells the rates that it was trained with.
    copy(&practice.from.join("runs").join("chat"), &practice.program.out.join("runs").join("chat"))?;
    let (asked, examples, steps) = (practice.asked.to_string(), practice.examples.to_string(), practice.steps);
    let (mut right, mut all) = ([0.0; 3], 0.0);
    for seed in SEEDS {
        let (rl, sft, pace) = (format!("rl-{seed}"), format!("sft-{seed}"), format!("pace-{seed}"));
        let seed = seed.to_string();
        let draw =
            ["--examples-per-step", &examples, "--eval-examples", &asked, "--max-new-tokens", "96", "--seed", &seed];
        practice.stage("rl", ("chat", &sums, &rl), steps, &draw)?;
        let seconds: f64 =
            practice.program.lines(&rl, "train")?.iter().filter_map(|l| l["timing"]["seconds"].as_f64()).sum();
        practice.stage("sft", ("chat", &mix, &pace), PACE, &["--seed", &seed])?;
        let paced = practice.program.lines(&pace, "train")?;
        let a_step = paced.iter().filter_map(|l| l["timing"]["seconds"].as_f64()).sum::<f64>() / paced.len() as f64;
        practice.stage("sft", ("chat", &mix, &sft), (seconds / a_step).ceil().max(1.0) as u64, &["--seed", &seed])?;
        let looked = format!("look-{seed}");
        let look = [&draw[..], &["--lr-fraction", "0", "--num-samples", "2"]].concat();
        practice.stage("rl", (&sft, &sums, &looked), 1, &look)?;
        let (of_rl, of_sft) = (practice.program.lines(&rl, "measured")?, practice.program.lines(&looked, "measured")?);
        let greedy = |line: Option<&Value>| line.and_then(|line| line["greedy"].as_f64()).ok_or("nothing was measured");
        let three = [greedy(of_rl.first())?, greedy(of_sft.first())?, greedy(of_rl.last())?];
        let [before, tuned, practised] = three.map(|share| 100.0 * share);
        println!(
            "seed {seed}: {before:.1}% before, {tuned:.1}% after {seconds:.0} s of fine-tuning, {practised:.1}% of practice"
        );
        let questions = of_rl.first().and_then(|line| line["questions"].as_f64()).unwrap_or(0.0);
        all += questions;
        right.iter_mut().zip(three).for_each(|(sum, share)| *sum += share * questions);
    }
    let [before, tuned, practised] = right.map(|right| right / all);
    let closed = (practised - before) / (1.0 - before);
    let (low, high) = (wilson(right[2], all).0, wilson(right[1], all).1);
    println!(
        "practice closes {:.0}% of the gap; at least {:.1}% right, fine-tuning at most {:.1}%",
        100.0 * closed,
        100.0 * low,
        100.0 * high
    );
    if tuned > 0.85 {
        println!("fine-tuning answers more than 85%: harder sums are needed to judge");
    }
    Ok(closed >= CLOSED && low > high)
}

impl Practice {
    /// Makes a run, goes on with it, or leaves it as it is when it is done.
    fn stage(
        &self,
        verb: &str,
        (base, data, name): (&str, &Path, &str),
        steps: u64,
        more: &[&str],
    ) -> Result<(), String> {
        if self.program.is_done(name, steps) {
            return Ok(());
        }
        println!("{verb} {name}: {steps} steps");
        if self.program.has(name) {
            return self.program.run(&[verb, "--out-run", name, "--resume"], &[]);
        }
        let from = if verb == "rl" { "--tasks" } else { "--data" };
        let steps = steps.to_string();
        let words =
            [&[verb, "--run", base, "--out-run", name, "--steps", &steps, "--sample-every", "0"], more].concat();
        self.program.run(&words, &[(from, data)])
    }
}

/// Copies a folder, unless it is there.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    if to.exists() {
        return Ok(());
    }
    let failed = |error: std::io::Error| format!("{}: {error}", from.display());
    std::fs::create_dir_all(to).map_err(failed)?;
    for file in std::fs::read_dir(from).map_err(failed)? {
        let file = file.map_err(failed)?;
        let to = to.join(file.file_name());
        if file.path().is_dir() {
            copy(&file.path(), &to)?;
        } else {
            std::fs::copy(file.path(), &to).map_err(failed)?;
        }
    }
    Ok(())
}

/// The ends of Wilson's interval of 95%.
fn wilson(right: f64, asked: f64) -> (f64, f64) {
    const Z: f64 = 1.959_963_984_540_054;
    let (p, squared) = (right / asked, Z * Z / asked);
    let middle = p + squared / 2.0;
    let reach = Z * (p * (1.0 - p) / asked + squared / (4.0 * asked)).sqrt();
    ((middle - reach) / (1.0 + squared), (middle + reach) / (1.0 + squared))
}

#[cfg(test)]
mod tests {
    use super::wilson;

    #[test]
    fn an_interval_holds_its_share() {
        let (low, high) = wilson(8.0, 10.0);
        assert!((low - 0.4902).abs() < 1e-4 && (high - 0.9433).abs() < 1e-4, "{low} {high}");
    }
}
