use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::town::Town;
use nanollama_token::train::BpeTrainer;

/// Files of rows in a folder, brought to another one and removed there when they are read.
struct Files {
    from: PathBuf,
    to: PathBuf,
    names: Vec<String>,
    /// The files that were brought, in order.
    brought: Mutex<Vec<usize>>,
    /// Files that are there at once.
    most: AtomicUsize,
    /// After so many groups it stops.
    patience: AtomicUsize,
    /// The file that does not come.
    broken: Option<usize>,
}

impl Supply for Files {
    fn bring(&self, number: usize) -> Option<PathBuf> {
        self.brought.lock().unwrap().push(number);
        if self.broken == Some(number) {
            return None;
        }
        let to = self.to.join(&self.names[number]);
        fs::copy(self.from.join(&self.names[number]), &to).unwrap();
        self.most.fetch_max(fs::read_dir(&self.to).unwrap().count(), Ordering::Relaxed);
        Some(to)
    }

    fn done(&self, number: usize) {
        fs::remove_file(self.to.join(&self.names[number])).unwrap();
    }

    fn stops(&self) -> bool {
        self.patience.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_err()
    }
}

struct Bench {
    folder: tempfile::TempDir,
    tokenizer: Tokenizer,
}

const FILES: usize = 5;
const ROWS: u64 = 40;

impl Bench {
    fn new() -> Bench {
        let folder = tempfile::tempdir().unwrap();
        let (town, mut all) = (Town::new(3), Vec::new());
        for file in 0..FILES as u64 {
            let texts: Vec<String> = (file * ROWS..(file + 1) * ROWS).map(|n| town.telling(n).text).collect();
            let rows = texts.iter().map(|text| serde_json::json!({ "text": text }).to_string() + "\n");
            fs::write(folder.path().join(format!("{file}.jsonl")), rows.collect::<String>()).unwrap();
            all.extend(texts);
        }
        let tokenizer = BpeTrainer::new(400).train(&all, &mut |_| {}).unwrap().tokenizer;
        Bench { folder, tokenizer }
    }

    fn supply(&self) -> Files {
        let to = self.folder.path().join("there");
        let _left_by_another = fs::remove_dir_all(&to);
        fs::create_dir(&to).unwrap();
        let names = (0..FILES).map(|file| format!("{file}.jsonl")).collect();
        let (brought, most, patience) = (Mutex::default(), AtomicUsize::new(0), AtomicUsize::new(usize::MAX));
        Files { from: self.folder.path().to_owned(), to, names, brought, most, patience, broken: None }
    }

    fn stream(&self, limit: Limit) -> Stream {
        let wanted = |file| Wanted { name: format!("{file}.jsonl"), bytes: 10_000 };
        Stream { name: "me/town".into(), commit: "c0ffee".into(), files: (0..FILES).map(wanted).collect(), limit }
    }

    fn preparation(&self, out: &str) -> Preparation {
        let fresh = Preparation::new(Vec::new(), self.folder.path().join(out));
        Preparation { validation_fraction: 0.1, shard_tokens: 6_000, ..fresh }
    }

    fn run(&self, out: &str, limit: Limit, supply: &Files) -> Result<Prepared> {
        self.preparation(out).run_stream(&self.tokenizer, &self.stream(limit), supply, &mut |_| {})
    }

    /// Every file of a prepared folder with its bytes.
    fn bytes(&self, out: &str) -> BTreeMap<String, Vec<u8>> {
        let entries = fs::read_dir(self.folder.path().join(out)).unwrap().map(|entry| entry.unwrap());
        let one =
            |entry: fs::DirEntry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap());
        entries.map(one).collect()
    }
}

#[test]
fn files_come_are_read_and_go_two_at_a_time() {
    let bench = Bench::new();
    let supply = bench.supply();
    let prepared = bench.run("whole", Limit::default(), &supply).unwrap();
    let manifest = &prepared.manifest;
    manifest.verify(&bench.folder.path().join("whole")).unwrap();
    let (train, valid) = (manifest.total(Split::Train), manifest.total(Split::Val));
    assert_eq!((train.documents + valid.documents, valid.documents), (200, 20));
    assert_eq!(manifest.sources.iter().map(|file| file.documents).collect::<Vec<_>>(), [ROWS; FILES]);
    assert!(supply.most.load(Ordering::Relaxed) <= 2 && fs::read_dir(&supply.to).unwrap().count() == 0);
    assert_eq!(*supply.brought.lock().unwrap(), [0, 1, 2, 3, 4]);
    // A second time nothing is brought.
    let supply = bench.supply();
    assert!(bench.run("whole", Limit::default(), &supply).unwrap().already_done);
    assert!(supply.brought.lock().unwrap().is_empty());
    assert_eq!(Preparation::commit_of(&bench.folder.path().join("whole")).unwrap().as_deref(), Some("c0ffee"));
}

#[test]
fn stopped_after_any_group_it_brings_no_finished_file_again_and_ends_alike() {
    let bench = Bench::new();
    for limit in [Limit::default(), Limit { tokens: Some(30_000), ..Limit::default() }] {
        let name = |what: &str| format!("{what}-{:?}", limit.tokens);
        bench.run(&name("whole"), limit, &bench.supply()).unwrap();
        for patience in 0..7 {
            let out = name(&format!("stopped{patience}"));
            let mut supply = bench.supply();
            supply.patience = AtomicUsize::new(patience);
            if !matches!(bench.run(&out, limit, &supply), Err(Error::Stopped)) {
                assert!(patience > 1, "{patience}");
                break;
            }
            let finished = State::load(&bench.folder.path().join(&out)).unwrap().map_or(0, |state| state.files.len());
            let supply = bench.supply();
            let prepared = bench.run(&out, limit, &supply).unwrap();
            assert_eq!(prepared.resumed_tokens > 0, finished > 0);
            assert_eq!(supply.brought.lock().unwrap().first(), Some(&finished), "after {patience} groups");
            assert_eq!(bench.bytes(&out), bench.bytes(&name("whole")), "after {patience} groups");
        }
    }
}

#[test]
fn a_limit_ends_with_the_document_that_reaches_it() {
    let bench = Bench::new();
    let tokens = |out: &str, limit| {
        let manifest = bench.run(out, limit, &bench.supply()).unwrap().manifest;
        let totals = [Split::Train, Split::Val].map(|split| manifest.total(split));
        (totals.iter().map(|total| total.tokens).sum::<u64>(), totals.iter().map(|total| total.documents).sum::<u64>())
    };
    let (all, _) = tokens("all", Limit::default());
    let most = all / 2;
    let (half, documents) = tokens("half", Limit { tokens: Some(most), ..Limit::default() });
    assert!(half >= most && half < most + 1000 && documents < 120, "{half} of {most}");
    assert_eq!(tokens("few", Limit { documents: Some(57), ..Limit::default() }).1, 57);
    // Another number of threads ends at the same document.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    pool.install(|| tokens("threads", Limit { tokens: Some(most), ..Limit::default() }));
    assert_eq!(bench.bytes("threads"), bench.bytes("half"));
}

#[test]
fn what_does_not_come_or_differs_is_named() {
    let bench = Bench::new();
    let supply = Files { broken: Some(2), ..bench.supply() };
    let error = bench.run("broken", Limit::default(), &supply).unwrap_err();
    assert!(matches!(&error, Error::NotBrought { name } if name == "2.jsonl"), "{error}");
    let supply = bench.supply();
    bench.run("broken", Limit::default(), &supply).unwrap();
    assert_eq!(*supply.brought.lock().unwrap(), [2, 3, 4]);
    let few = Limit { documents: Some(3), ..Limit::default() };
    let error = bench.run("broken", few, &bench.supply()).unwrap_err().to_string();
    assert!(error.contains("samples then: all; now: 3"), "{error}");
    fs::write(bench.folder.path().join("0.jsonl"), "{\"text\": \"\"}\n").unwrap();
    let one = Limit { files: Some(1), ..Limit::default() };
    let stream = Stream { files: bench.stream(one).files[..1].to_vec(), ..bench.stream(one) };
    let run = |supply: &Files| bench.preparation("none").run_stream(&bench.tokenizer, &stream, supply, &mut |_| {});
    assert!(matches!(run(&bench.supply()), Err(Error::NoDocuments { .. })));
}
