//! `cargo xtask long --only personality --text FILE --personality FILE`: is a personality one? Three seeds each train a base, the same
//! with the personality in a share of its rows, from the base on with it and its control, the control once more in another
//! order (what that changes is noise), and a second base. What is measured is the held-out texts of the personality.
//!
//! γ is to gain over its control and over noise of its norm, in every seed with an interval of 95% above zero, and a file of 18.6%
//! of the bytes, refitted, is to keep seven tenths of the gain. What γ gains in the second base, what every scale of it costs on
//! the text, and how it lies to what the base learned is told, whatever it is. What is done is not done again.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::program::Program;

/// What is to be judged, and how long it trains.
pub(crate) struct Voice {
    /// The program, and where everything is written.
    pub(crate) program: Program,
    /// The corpus: documents with two blank lines between them.
    pub(crate) text: PathBuf,
    /// Text that nothing learns from, to see what γ costs.
    pub(crate) unread: PathBuf,
    /// Rows of the personality, `{"text": …}` a line.
    pub(crate) personality: PathBuf,
    /// The size of the models.
    pub(crate) size: String,
    /// Steps of a base, and of going on with one.
    pub(crate) steps: u64,
    pub(crate) more: u64,
    /// How many seeds.
    pub(crate) seeds: u64,
}

/// One row in so many of the personality is held out.
const HELD_OUT: usize = 10;
/// Pieces that the held-out texts are measured in: their differences have an interval.
const PIECES: usize = 16;
/// The quantile of Student's t of 95% at 15 degrees of freedom.
const T: f64 = 2.131;
/// The documents' 17 MB of nano, as a share of its γ in f16.
const SHARE: f64 = 0.186;
/// Share of the gain that it must keep.
const KEPT: f64 = 0.7;
const CONTEXT: &str = "256";
const VOCABULARY: &str = "8000";
const SCALES: [&str; 7] = ["0", "0.25", "0.5", "0.75", "1", "1.25", "1.5"];

/// Nats a token of each piece.
type Measured = Vec<f64>;

/// Whether it is as it should be.
pub(crate) fn run(voice: &Voice) -> Result<bool, String> {
    voice.prepare()?;
    let mut all = true;
    for seed in 1..=voice.seeds {
        println!("\nseed {seed}");
        let seed = Seed { voice, seed };
        seed.train()?;
        all &= seed.judge()?;
    }
    Ok(all)
}

impl Voice {
    fn path(&self, name: &str) -> PathBuf {
        self.program.out.join(name)
    }

    /// Divides the personality, trains the tokenizer and prepares both texts.
    fn prepare(&self) -> Result<(), String> {
        let failed = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
        fs::create_dir_all(&self.program.out).map_err(|error| failed(&self.program.out, error))?;
        let rows = fs::read_to_string(&self.personality).map_err(|error| failed(&self.personality, error))?;
        let (mut learned, mut held) = (String::new(), String::new());
        for (at, row) in rows.lines().filter(|row| !row.trim().is_empty()).enumerate() {
            if at % HELD_OUT == HELD_OUT - 1 {
                let row: Value = serde_json::from_str(row).map_err(|error| format!("row {}: {error}", at + 1))?;
                held += row["text"].as_str().ok_or_else(|| format!("row {}: no text", at + 1))?;
                held.push('\n');
            } else {
                learned += row;
                learned.push('\n');
            }
        }
        let write = |name: &str, text: &str| fs::write(self.path(name), text).map_err(|e| failed(&self.path(name), e));
        write("learned.jsonl", &learned)?;
        for (at, piece) in pieces(&held).into_iter().enumerate() {
            write(&format!("held-{at}.txt"), piece)?;
        }
        let [tok, data, ann, rows] = ["tok", "data", "ann", "learned.jsonl"].map(|name| self.path(name));
        let [rows, text] = [rows.display().to_string(), self.text.display().to_string()];
        if !tok.is_dir() {
            let train = ["tokenizer", "train", "--input", &text, "--vocab-size", VOCABULARY];
            self.program.run(&train, &[("--out", &tok)])?;
        }
        if !data.is_dir() {
            let prepare = ["data", "prepare", &text, "--separator", r"\n\n\n"];
            self.program.run(&prepare, &[("--tokenizer", &tok), ("--out", &data)])?;
        }
        if !ann.is_dir() {
            self.program.run(&["data", "personality", &rows], &[("--against", &data), ("--out", &ann)])?;
        }
        Ok(())
    }

    /// Trains a run, goes on with it, or leaves it as it is when it is done.
    fn trained(&self, run: &str, steps: u64, words: &[&str], ann: bool) -> Result<(), String> {
        if self.program.is_done(run, steps) {
            return Ok(());
        }
        println!("{run}: {steps} steps");
        if self.program.has(run) {
            return self.program.run(&["pretrain", "--run", run, "--resume"], &[]);
        }
        let count = steps.to_string();
        let words = [&["pretrain", "--run", run, "--steps", &count, "--sample-every", "0"], words].concat();
        let (data, personality) = (self.path("data"), self.path("ann"));
        let voiced = [("--data", data.as_path()), ("--personality", personality.as_path())];
        self.program.run(&words, &voiced[..if ann { 2 } else { 1 }])
    }

    /// What a model with personalities beside it makes of the held-out texts.
    fn measured(&self, model: &str, beside: &[&str]) -> Result<Measured, String> {
        (0..PIECES).map(|at| self.perplexity(model, beside, &self.path(&format!("held-{at}.txt")))).collect()
    }

    /// Nats a token of a text.
    fn perplexity(&self, model: &str, beside: &[&str], text: &Path) -> Result<f64, String> {
        let words = [&["perplexity", "-m", model, "-c", CONTEXT, "--json", "--any-base"], beside].concat();
        let found = self.program.json(&words, &[("--file", text)])?;
        found["perplexity"].as_f64().map(f64::ln).ok_or_else(|| format!("{found}: no perplexity"))
    }
}

/// All that is trained with one seed.
struct Seed<'a> {
    voice: &'a Voice,
    seed: u64,
}

impl Seed<'_> {
    /// A run's or a file's name.
    fn of(&self, name: &str) -> String {
        format!("{name}-{}", self.seed)
    }

    fn file(&self, name: &str) -> String {
        self.voice.path(&format!("{}.safetensors", self.of(name))).display().to_string()
    }

    fn train(&self) -> Result<(), String> {
        let (voice, seed, other) = (self.voice, self.seed.to_string(), (self.seed + 1000).to_string());
        let whole = |seed| ["--model", &voice.size, "--context", CONTEXT, "--seed", seed];
        let base = self.of("base");
        let early = (voice.steps / 4).to_string();
        let keeping = [&whole(&seed)[..], &["--save-every", &early, "--keep-last", "9"]].concat();
        voice.trained(&base, voice.steps, &keeping, false)?;
        voice.trained(&self.of("second"), voice.steps, &whole(&other), false)?;
        voice.trained(&self.of("voiced"), voice.steps, &whole(&seed), true)?;
        let on = |seed| ["--from-base", &base, "--seed", seed];
        voice.trained(&self.of("quick"), voice.more, &on(&seed), true)?;
        voice.trained(&self.of("control"), voice.more, &on(&seed), false)?;
        voice.trained(&self.of("order"), voice.more, &on(&other), false)?;
        let early = format!("{base}@{early}");
        for (file, from, to) in [
            ("scratch", &base, self.of("voiced")),
            ("quick", &self.of("control"), self.of("quick")),
            ("noise", &self.of("control"), self.of("order")),
            ("language", &early, base.clone()),
        ] {
            self.extracted(file, from, &to, &[])?;
        }
        let bytes = fs::metadata(self.file("scratch")).map_err(|error| error.to_string())?.len();
        let bytes = ((bytes as f64 * SHARE) as u64).to_string();
        let steps = voice.more.to_string();
        self.extracted("low", &base, &self.of("voiced"), &["--size", &bytes])?;
        let [data, ann] = ["data", "ann"].map(|name| voice.path(name).display().to_string());
        let refit = ["--size", &bytes, "--refit", &steps, "--data", &data, "--personality", &ann];
        self.extracted("refit", &base, &self.of("voiced"), &refit)
    }

    fn extracted(&self, file: &str, from: &str, to: &str, more: &[&str]) -> Result<(), String> {
        let out = self.file(file);
        if Path::new(&out).is_file() {
            return Ok(());
        }
        self.voice.program.run(&[&["gamma", "extract", from, to, "-o", &out], more].concat(), &[])
    }

    /// Norms of two personalities and the cosine between them.
    fn compared(&self, one: &str, other: &str) -> Result<[f64; 3], String> {
        let found =
            self.voice.program.json(&["gamma", "compare", &self.file(one), &self.file(other), "--json"], &[])?;
        let number = |value: &Value| value.as_f64().ok_or_else(|| format!("{found}: no norms or cosine"));
        Ok([number(&found["norms"][0])?, number(&found["norms"][1])?, number(&found["cosine"])?])
    }

    fn judge(&self) -> Result<bool, String> {
        let voice = self.voice;
        let (base, control, second) = (self.of("base"), self.of("control"), self.of("second"));
        let mut all = true;
        let mut gains = Vec::new();
        for (what, model, gamma) in [("from random weights", &base, "scratch"), ("from the base", &control, "quick")] {
            let [norm, of_noise, cosine] = self.compared(gamma, "noise")?;
            let noise = format!("{}:{}", self.file("noise"), norm / of_noise);
            let plain = voice.measured(model, &[])?;
            let voiced = voice.measured(model, &["--gamma", &self.file(gamma)])?;
            let noisy = voice.measured(model, &["--gamma", &noise])?;
            let (over, over_noise) = (Gain::of(&plain, &voiced), Gain::of(&noisy, &voiced));
            println!("γ {what}: {over} over its control, {over_noise} over noise of its norm (cosine {cosine:.3})");
            all &= over.is_above_zero() && over_noise.is_above_zero();
            gains.push(over.mean);
        }
        let plain = voice.measured(&base, &[])?;
        for file in ["low", "refit"] {
            let gain = Gain::of(&plain, &voice.measured(&base, &["--gamma", &self.file(file)])?);
            let kept = gain.mean / gains[0];
            println!("{file}, {:.1}% of its bytes: {gain}, {:.0}% of the gain", 100.0 * SHARE, 100.0 * kept);
            all &= file == "low" || kept >= KEPT;
        }
        let of_second =
            Gain::of(&voice.measured(&second, &[])?, &voice.measured(&second, &["--gamma", &self.file("scratch")])?);
        println!("γ in a second base: {of_second}");
        let [_, _, language] = self.compared("scratch", "language")?;
        let [_, _, quick] = self.compared("scratch", "quick")?;
        println!("cosine of γ with what the base learned: {language:.4}; of the two γ: {quick:.4}");
        for scale in SCALES {
            let gamma = format!("{}:{scale}", self.file("scratch"));
            let nats = voice.perplexity(&base, &["--gamma", &gamma], &voice.unread)?;
            println!("  scale {scale:4}: {nats:.4} nats a token of the text");
        }
        Ok(all)
    }
}

/// How much less one thing costs than another, over the pieces.
struct Gain {
    mean: f64,
    /// Half of the interval of 95%.
    reach: f64,
}

impl Gain {
    fn of(before: &[f64], after: &[f64]) -> Gain {
        let gains: Vec<f64> = before.iter().zip(after).map(|(before, after)| before - after).collect();
        let count = gains.len() as f64;
        let mean = gains.iter().sum::<f64>() / count;
        let square = gains.iter().map(|gain| (gain - mean).powi(2)).sum::<f64>() / (count - 1.0);
        Gain { mean, reach: T * (square / count).sqrt() }
    }

    fn is_above_zero(&self) -> bool {
        self.mean - self.reach > 0.0
    }
}

impl std::fmt::Display for Gain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:+.4} ± {:.4} nats a token", self.mean, self.reach)
    }
}

/// A text in so many pieces of about one length, cut between words.
fn pieces(text: &str) -> Vec<&str> {
    let cut = |at: usize| {
        let from = text.len() * at / PIECES;
        let from = (from..).find(|&place| text.is_char_boundary(place)).unwrap_or(text.len());
        text[from..].find(char::is_whitespace).map_or(text.len(), |blank| if at == 0 { 0 } else { from + blank })
    };
    (0..PIECES).map(|at| &text[cut(at)..if at + 1 == PIECES { text.len() } else { cut(at + 1) }]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gain_has_an_interval_and_pieces_are_the_whole() {
        let gain = Gain::of(&[2.0; 16], &[1.0; 16]);
        assert!(gain.mean == 1.0 && gain.reach == 0.0 && gain.is_above_zero());
        let wide = Gain::of(&[1.0, 1.0, 1.0, 1.0], &[0.0, 2.0, 0.0, 1.9]);
        assert!(!wide.is_above_zero(), "{wide}");
        let text = "wörter und Wörter ".repeat(40);
        let cut = pieces(&text);
        assert_eq!((cut.concat(), cut.len()), (text.clone(), PIECES));
        assert!(cut[1..].iter().all(|piece| piece.starts_with(' ')));
    }
}
