use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::*;
use crate::corpus::Corpus;
use crate::town::Town;
use nanollama_token::train::BpeTrainer;

/// How texts of a town begin: their first two sentences.
fn texts(seed: u64, numbers: std::ops::Range<u64>) -> Vec<String> {
    let town = Town::new(seed);
    let beginning = |number| town.telling(number).text.split_inclusive(['.', '!', '?']).take(2).collect();
    numbers.map(beginning).collect()
}

struct Bench {
    folder: tempfile::TempDir,
    tokenizer: Tokenizer,
    documents: Vec<String>,
}

impl Bench {
    /// A file of small documents between separators, and a tokenizer trained on them.
    fn new(count: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let documents = texts(1, 0..count);
        fs::write(folder.path().join("world.txt"), documents.join("\n<|x|>\n")).unwrap();
        let tokenizer = BpeTrainer::new(400).train(&documents, &mut |_| {}).unwrap().tokenizer;
        Self { folder, tokenizer, documents }
    }

    fn preparation(&self, out: &str) -> Preparation {
        let source = self.folder.path().join("world.txt").display().to_string();
        let mut preparation = Preparation::new(vec![source], self.folder.path().join(out));
        preparation.reading.separator = Some("<|x|>".into());
        preparation.shard_tokens = 2_000;
        preparation.validation_fraction = 0.1;
        preparation
    }

    fn run(&self, preparation: &Preparation) -> Result<Prepared> {
        preparation.run(&self.tokenizer, &mut |_| {})
    }
}

/// Every file of a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap()))
        .collect()
}

#[test]
fn the_text_comes_back_from_the_shards_and_the_counts_are_true() {
    let bench = Bench::new(300);
    let prepared = bench.run(&bench.preparation("out")).unwrap();
    let out = bench.folder.path().join("out");
    prepared.manifest.verify(&out).unwrap();
    let mut found = Vec::new();
    for split in [Split::Train, Split::Val] {
        let corpus = Corpus::open(&out, split).unwrap();
        let mut bytes = 0;
        for document in 0..corpus.documents() {
            let ids = corpus.document(document).unwrap();
            let (first, rest) = ids.split_first().unwrap();
            let (last, text) = rest.split_last().unwrap();
            assert_eq!((Some(*first), Some(*last)), (bench.tokenizer.bos(), bench.tokenizer.eos()));
            let text = String::from_utf8(bench.tokenizer.decode(text)).unwrap();
            bytes += text.len() as u64;
            found.push(text);
        }
        assert_eq!(bytes, corpus.text_bytes());
    }
    assert_eq!(prepared.manifest.total(Split::Val).documents, 30);
    assert!(prepared.manifest.total(Split::Train).shards > 3);
    let mut expected = bench.documents.clone();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    let loaded = Tokenizer::load(&out).unwrap();
    assert_eq!(loaded.hash(), prepared.manifest.tokenizer_sha256);
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let bench = Bench::new(300);
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let preparation = bench.preparation(&format!("out{threads}"));
        pool.install(|| bench.run(&preparation)).unwrap();
        files(&preparation.out)
    };
    let one = with(1);
    assert_eq!(one, with(3));
    assert_eq!(one, with(7));
}

#[test]
fn a_run_killed_after_any_group_goes_on_to_the_same_bytes() {
    let bench = Bench::new(200);
    for number in 0..6 {
        let text = texts(9, number * 40..(number + 1) * 40);
        let documents = text.iter().flat_map(|text| [text.as_str(), "\n<|x|>\n"]).collect::<String>();
        fs::write(bench.folder.path().join(format!("more{number}.txt")), documents).unwrap();
    }
    let all = |out: &str| {
        let mut preparation = bench.preparation(out);
        preparation.sources = vec![format!("{}/*.txt", bench.folder.path().display())];
        preparation
    };
    bench.run(&all("whole")).unwrap();
    let whole = files(&bench.folder.path().join("whole"));
    for shards in 0..5 {
        let preparation = all(&format!("killed{shards}"));
        // What a kill after this many finished shards leaves: their files, the state, and litter.
        kill_after(&bench, &preparation, shards);
        fs::write(preparation.out.join(".tmp-1-0-train_000009.bin"), "half").unwrap();
        let prepared = bench.run(&preparation).unwrap();
        assert_eq!(prepared.resumed_tokens > 0, shards > 0);
        assert_eq!(files(&preparation.out), whole, "killed after {shards} shards");
        assert!(bench.run(&preparation).unwrap().already_done);
    }
}

/// Runs until so many shards are finished and stops there as a kill would: nothing is cleaned up or told.
fn kill_after(bench: &Bench, preparation: &Preparation, shards: usize) {
    let sources = Sources::find(&preparation.sources, &preparation.reading).unwrap();
    let rule = preparation.rule(&sources).unwrap();
    let options = preparation.options(&sources, None).unwrap();
    fs::create_dir(&preparation.out).unwrap();
    let mut open = Shards::open(
        &preparation.out,
        Width::U16,
        preparation.shard_tokens,
        State::new(bench.tokenizer.hash(), options),
    )
    .unwrap();
    let mut documents = Documents::new(sources, preparation.reading.clone());
    let (mut text, mut number) = (String::new(), 0);
    while open.finished() < shards && documents.next_into(&mut text).unwrap().is_some() {
        let mut ids = vec![bench.tokenizer.bos().unwrap()];
        bench.tokenizer.encode_into(&text, &mut ids);
        ids.push(bench.tokenizer.eos().unwrap());
        let split = if rule.takes(number) { Split::Val } else { Split::Train };
        open.push(split, number, &ids, text.len() as u64).unwrap();
        number += 1;
    }
}

#[test]
fn other_arguments_are_refused_by_name_and_the_same_ones_are_done() {
    let bench = Bench::new(100);
    let preparation = bench.preparation("out");
    bench.run(&preparation).unwrap();
    let before = files(&preparation.out);
    assert!(bench.run(&preparation).unwrap().already_done);
    // Another way to write the same path is not another source.
    let mut spelled = preparation.clone();
    fs::create_dir(bench.folder.path().join("aside")).unwrap();
    let roundabout = bench.folder.path().join("aside/../world.txt").display().to_string();
    assert_ne!(spelled.sources[0], roundabout);
    spelled.sources = vec![roundabout];
    assert!(bench.run(&spelled).unwrap().already_done);
    let refused = |change: &dyn Fn(&mut Preparation), field: &str| {
        let mut other = preparation.clone();
        change(&mut other);
        let message = bench.run(&other).unwrap_err().to_string();
        assert!(message.contains(&format!("{field} then: ")), "{message}");
    };
    refused(&|p| p.seed = 2, "seed");
    refused(&|p| p.reading.separator = None, "separator");
    refused(&|p| p.reading.text_column = Some("body".into()), "text-column");
    refused(&|p| p.shard_tokens = 3_000, "shard-tokens");
    refused(&|p| p.validation_fraction = 0.2, "validation-fraction");
    let other = BpeTrainer::new(350).train(&bench.documents, &mut |_| {}).unwrap().tokenizer;
    assert!(preparation.run(&other, &mut |_| {}).unwrap_err().to_string().contains("tokenizer then: "));
    fs::write(bench.folder.path().join("other.txt"), "other\n<|x|>\ntext").unwrap();
    refused(&|p| p.sources = vec![bench.folder.path().join("other.txt").display().to_string()], "sources");
    assert_eq!(files(&preparation.out), before);
}

#[test]
fn a_text_is_known_by_what_is_in_it() {
    let bench = Bench::new(100);
    let preparation = bench.preparation("out");
    bench.run(&preparation).unwrap();
    let before = files(&preparation.out);
    let moved = bench.folder.path().join("moved.txt");
    let typed = bench.folder.path().join("world.txt");
    fs::rename(&typed, &moved).unwrap();
    let elsewhere = Preparation { sources: vec![moved.display().to_string()], ..preparation.clone() };
    assert!(bench.run(&elsewhere).unwrap().already_done);
    // Edited to the same size, at the place where it was.
    let text = fs::read_to_string(&moved).unwrap();
    fs::write(&typed, text.replacen('a', "b", 40)).unwrap();
    let prepared = bench.run(&preparation).unwrap();
    assert!(prepared.anew && !prepared.already_done);
    assert_ne!(files(&preparation.out), before);
    let fresh = Preparation { out: bench.folder.path().join("fresh"), ..preparation.clone() };
    bench.run(&fresh).unwrap();
    assert_eq!(files(&preparation.out), files(&fresh.out));
    // What was stopped over the older text begins again.
    let stopped = Preparation { out: bench.folder.path().join("stopped"), ..preparation.clone() };
    kill_after(&bench, &stopped, 2);
    fs::write(&typed, &text).unwrap();
    assert_eq!(bench.run(&stopped).unwrap().resumed_tokens, 0);
    let shards = |folder: BTreeMap<String, Vec<u8>>| {
        folder.into_iter().filter(|(name, _)| name.ends_with(".bin")).collect::<Vec<_>>()
    };
    assert_eq!(shards(files(&stopped.out)), shards(before));
}

#[test]
fn one_document_is_divided_at_its_paragraphs() {
    let bench = Bench::new(100);
    let text = bench.documents.join("\n\n");
    let path = bench.folder.path().join("one.txt");
    fs::write(&path, &text).unwrap();
    let preparation = Preparation::new(vec![path.display().to_string()], bench.folder.path().join("out"));
    let prepared = bench.run(&preparation).unwrap();
    assert!(prepared.divided);
    let totals = |split| prepared.manifest.total(split);
    assert!(totals(Split::Val).documents == 1 && (1..=2).contains(&totals(Split::Train).documents));
    assert_eq!(totals(Split::Val).text_bytes + totals(Split::Train).text_bytes, text.len() as u64);
    assert!(bench.run(&preparation).unwrap().already_done);
}

#[test]
fn what_cannot_be_prepared_says_why_and_leaves_nothing() {
    let bench = Bench::new(20);
    let out = bench.folder.path().join("out");
    let refused = |text: &[u8], name: &str, part: &str| {
        let path = bench.folder.path().join(name);
        fs::write(&path, text).unwrap();
        let preparation = Preparation::new(vec![path.display().to_string()], out.clone());
        let message = bench.run(&preparation).unwrap_err().to_string();
        assert!(message.contains(part), "{message}");
        assert!(!out.exists());
    };
    refused(b"one document", "one.txt", "single document");
    refused(b"", "none.txt", "no document");
    refused(b" \n ", "blank.md", "no document");
    refused(b"{\"text\":\"a\"}\n{\"text\":3}\n", "bad.jsonl", "bad.jsonl:2");
    refused(b"version https://git-lfs.github.com/spec/v1\n", "lfs.txt", "a Git LFS pointer");
    refused(b"PAR1PAR1", "parquet.txt", "a parquet file");
    refused(b"{\"messages\":[]}\n", "chat.jsonl", "conversations");
    refused(b"PAR1PAR1", "bad.parquet", "bad.parquet");
}

#[test]
fn a_validation_file_makes_one_document_enough() {
    let bench = Bench::new(20);
    let at = |name: &str| bench.folder.path().join(name).display().to_string();
    fs::write(at("one.txt"), "only one document").unwrap();
    fs::write(at("held.txt"), "another one").unwrap();
    let mut preparation = Preparation::new(vec![at("one.txt")], bench.folder.path().join("out"));
    preparation.validation = vec![at("held.txt")];
    let manifest = bench.run(&preparation).unwrap().manifest;
    assert_eq!((manifest.total(Split::Train).documents, manifest.total(Split::Val).text_bytes), (1, 11));
    assert_eq!(manifest.sources.len(), 2);
}

#[test]
fn progress_ends_at_all_of_it() {
    let bench = Bench::new(300);
    let mut last = Progress::default();
    let prepared = bench.preparation("out").run(&bench.tokenizer, &mut |progress| last = *progress).unwrap();
    assert_eq!(Some(last.read_bytes), last.total_bytes);
    assert_eq!(last.documents, 300);
    let totals: Vec<_> = prepared.manifest.totals.values().collect();
    assert_eq!(last.tokens, totals.iter().map(|total| total.tokens).sum::<u64>());
    assert_eq!(last.text_bytes, totals.iter().map(|total| total.text_bytes).sum::<u64>());
}
