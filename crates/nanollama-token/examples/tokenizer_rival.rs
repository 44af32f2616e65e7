//! One timed job on stdout as JSON, for `oracle/tokenizer_rivals.py`, which runs rivals on the same files in turn.
//!
//! `train TEXT VOCAB_SIZE PATTERN FOLDER [hugging-face]`, which is its order of equal counts; `encode TOKENIZER TEXT IDS ROUNDS` (one thread, then
//! all; writes ids as u32); `convert TOKENIZER FOLDER` (any file that we read to a folder that HF
//! reads).

use std::path::Path;
use std::time::Instant;

use nanollama_token::train::{BpeTrainer, Ties};
use nanollama_token::{Pattern, Tokenizer};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["train", text, size, pattern, folder, ties @ ..] => {
            let ties = if ties.is_empty() { Ties::AscendingPair } else { Ties::HuggingFace };
            train(text, size.parse()?, pattern, ties, Path::new(folder))
        }
        ["encode", folder, text, ids, rounds] => encode(Path::new(folder), text, ids, rounds.parse()?),
        ["convert", from, folder] => {
            Tokenizer::load(Path::new(from))?.save(Path::new(folder), None)?;
            println!("{{}}");
            Ok(())
        }
        _ => {
            Err("train TEXT VOCAB_SIZE PATTERN FOLDER | encode TOKENIZER TEXT IDS ROUNDS | convert TOKENIZER FOLDER"
                .into())
        }
    }
}

fn train(text: &str, vocab_size: usize, pattern: &str, ties: Ties, folder: &Path) -> Result<(), Failure> {
    let text = std::fs::read_to_string(text)?;
    let pattern = Pattern::ALL.into_iter().find(|known| known.name() == pattern).ok_or("no such pattern")?;
    let trainer = BpeTrainer { pattern, ties, ..BpeTrainer::new(vocab_size) };
    let start = Instant::now();
    let mut counted = 0.0;
    let trained = trainer.train(documents(&text), &mut |progress| {
        if matches!(progress, nanollama_token::train::Progress::Counting { .. }) {
            counted = start.elapsed().as_secs_f64();
        }
    })?;
    let seconds = start.elapsed().as_secs_f64();
    trained.tokenizer.save(folder, None)?;
    println!(
        "{{\"seconds\": {seconds:.4}, \"counting\": {counted:.4}, \"words\": {}, \"missing\": {}}}",
        trained.words, trained.missing
    );
    Ok(())
}

fn encode(folder: &Path, text: &str, ids_file: &str, rounds: usize) -> Result<(), Failure> {
    let text = std::fs::read_to_string(text)?;
    let start = Instant::now();
    let tokenizer = Tokenizer::load(folder)?;
    let load = start.elapsed().as_secs_f64();
    let documents = documents(&text);
    let best = |work: &dyn Fn() -> Vec<u32>| {
        let mut best = f64::INFINITY;
        for _ in 0..rounds {
            let start = Instant::now();
            std::hint::black_box(work());
            best = best.min(start.elapsed().as_secs_f64());
        }
        best
    };
    let one = best(&|| documents.iter().flat_map(|document| tokenizer.encode(document)).collect());
    let all = best(&|| tokenizer.encode_batch(&documents).concat());
    let whole = best(&|| tokenizer.encode_parallel(&text));
    let ids = tokenizer.encode_parallel(&text);
    // SentencePiece cannot tell U+2581 from a space.
    let expected = if tokenizer.pattern().is_none() { text.replace('▁', " ") } else { text.clone() };
    if tokenizer.decode(&ids) != expected.as_bytes() {
        return Err("decoding does not give the text back".into());
    }
    std::fs::write(ids_file, ids.iter().flat_map(|id| id.to_le_bytes()).collect::<Vec<u8>>())?;
    println!(
        "{{\"load\": {load:.4}, \"one\": {one:.4}, \"all\": {all:.4}, \"whole\": {whole:.4}, \"tokens\": {}, \"threads\": {}}}",
        ids.len(),
        rayon::current_num_threads()
    );
    Ok(())
}

/// About a hundred kilobytes each, as a loader feeds them; cut at line breaks.
fn documents(text: &str) -> Vec<&str> {
    let mut documents = Vec::new();
    let mut rest = text;
    while rest.len() > 100_000 {
        let from = rest.ceil_char_boundary(100_000);
        let cut = rest[from..].find('\n').map_or(rest.len(), |at| from + at + 1);
        documents.push(&rest[..cut]);
        rest = &rest[cut..];
    }
    documents.push(rest);
    documents
}
