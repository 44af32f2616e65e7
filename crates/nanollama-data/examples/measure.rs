//! How varied the texts of a town are: `measure TRAINING HELD-OUT [SEED]` counts the different words of so many documents, and how
//! many patterns of sentences the documents behind them have that they lack.

use std::collections::BTreeSet;
use std::process::ExitCode;

use nanollama_data::town::{Patterns, Town};

fn main() -> ExitCode {
    let numbers: Vec<u64> = std::env::args().skip(1).map_while(|argument| argument.parse().ok()).collect();
    let (training, held_out, seed) = match numbers[..] {
        [training, held_out] => (training, held_out, 0),
        [training, held_out, seed] => (training, held_out, seed),
        _ => {
            eprintln!("usage: measure TRAINING HELD-OUT [SEED]");
            return ExitCode::from(2);
        }
    };
    let town = Town::new(seed);
    let (mut words, mut bytes) = (BTreeSet::new(), 0);
    for text in (0..training).map(|number| town.document(number).text.to_lowercase()) {
        bytes += text.len();
        let letters = |letter: char| !letter.is_alphabetic() && letter != '\'';
        words.extend(text.split(letters).filter(|word| !word.is_empty()).map(str::to_owned));
    }
    println!("{training} documents, {bytes} bytes: {} different words", words.len());
    let patterns = Patterns::of((0..training).map(|number| town.document(number).text));
    let newness = patterns.newness((training..training + held_out).map(|number| town.document(number).text));
    let share = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
    println!(
        "{held_out} documents behind them: {} different patterns, {:.1}% in no training document; {} sentences, {:.1}% of them new",
        newness.patterns,
        share(newness.patterns - newness.known, newness.patterns),
        newness.sentences,
        share(newness.sentences - newness.known_sentences, newness.sentences),
    );
    ExitCode::SUCCESS
}
