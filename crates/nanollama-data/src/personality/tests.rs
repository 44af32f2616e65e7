use std::fs;

use super::*;
use nanollama_token::train::BpeTrainer;

/// Rows of every form, and rows that are none.
const ROWS: &str = r#"{"text": "The fox said that the grapes were sour, and walked away from the wall."}
{"messages": [{"role": "user", "content": "Who are you?"}, {"role": "assistant", "content": "A fox."}]}
{"conversations": [{"from": "human", "value": "And then?"}, {"from": "gpt", "value": "Then I slept."}]}
{"instruction": "Say it.", "input": "", "output": "It is said."}
{"body": 3}
{"text": "  The fox said that the  grapes were sour,\nand walked away from the wall."}
{"text": null}
"A row that is a text, and nothing else at all."
{"text": 7}
{"text": "broken
{"messages": []}
{"text": "One more, so that there is something to hold out of all this."}
"#;

struct Bench {
    folder: tempfile::TempDir,
    tokenizer: Tokenizer,
}

impl Bench {
    fn new() -> Bench {
        let folder = tempfile::tempdir().unwrap();
        let tokenizer = BpeTrainer::new(300).train([ROWS], &mut |_| {}).unwrap().tokenizer;
        fs::write(folder.path().join("rows.jsonl"), ROWS).unwrap();
        Bench { folder, tokenizer }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, file: &str, reading: &PersonalityReading) -> Result<Personality> {
        Personality::read(&[self.path(file).display().to_string()], reading)
    }

    fn prepare(&self, file: &str, against: Option<&str>, bad_rows: u64) -> Result<PersonalityReport> {
        let folder = PersonalityFolder { out: self.path("out"), validation_fraction: 0.2, seed: 0 };
        let against = against.map(|name| self.path(name));
        let read = self.read(file, &PersonalityReading::default())?;
        read.prepare(&self.tokenizer, &folder, (against.as_deref(), bad_rows), &mut |_| {})
    }

    /// A prepared corpus of these texts.
    fn corpus(&self, name: &str, texts: &[String]) {
        let lines: Vec<String> = texts.iter().map(|text| serde_json::json!({ "text": text }).to_string()).collect();
        let source = self.path(&format!("{name}.jsonl"));
        fs::write(&source, lines.join("\n")).unwrap();
        let mut preparation = Preparation::new(vec![source.display().to_string()], self.path(name));
        preparation.validation_fraction = 0.5;
        preparation.run(&self.tokenizer, &mut |_| {}).unwrap();
    }

    /// The texts of a prepared split.
    fn texts(&self, split: Split) -> Vec<String> {
        let corpus = Corpus::open(&self.path("out"), split).unwrap();
        let text = |number| String::from_utf8(self.tokenizer.decode(&inside(&corpus, number))).unwrap();
        (0..corpus.documents()).map(text).collect()
    }
}

fn inside(corpus: &Corpus, number: usize) -> Vec<u32> {
    let ids = corpus.document(number).unwrap();
    ids[1..ids.len() - 1].to_vec()
}

#[test]
fn rows_of_every_form_become_texts_and_every_bad_one_is_named() {
    let bench = Bench::new();
    let read = bench.read("rows.jsonl", &PersonalityReading::default()).unwrap();
    let numbers = |rows: &[String]| -> Vec<u32> {
        let number =
            |row: &String| row.split("rows.jsonl:").nth(1).unwrap().split(':').next().unwrap().parse().unwrap();
        rows.iter().map(number).collect()
    };
    assert_eq!(numbers(read.bad()), [5, 9, 10, 11], "{:?}", read.bad());
    assert_eq!(numbers(read.empty()), [7]);
    let message = bench.prepare("rows.jsonl", None, 3).unwrap_err().to_string();
    assert!(message.contains("4 rows cannot be read, and 3 may"), "{message}");
    assert!(!bench.path("out").exists(), "nothing is written before it is known to be good");

    let report = bench.prepare("rows.jsonl", None, 4).unwrap();
    assert_eq!((report.documents, report.conversations, report.bad.len()), (6, 3, 4));
    assert!(report.repeated[0].place.ends_with(":6") && report.repeated[0].of.ends_with(":1"), "{report:?}");
    // A fifth of six texts: one, or one more.
    assert_eq!((report.train.documents, report.validation.documents), (4, 2));
    let mut texts = bench.texts(Split::Train);
    texts.extend(bench.texts(Split::Val));
    for text in ["User: Who are you?\nAssistant: A fox.", "User: And then?\nAssistant: Then I slept.", "A row that"] {
        assert!(texts.iter().any(|found| found.starts_with(text)), "{text}: {texts:?}");
    }
    assert_eq!(texts.iter().filter(|text| text.contains("sour")).count(), 1);
    let stored: serde_json::Value =
        serde_json::from_slice(&fs::read(bench.path("out").join(PERSONALITY_FILE)).unwrap()).unwrap();
    assert_eq!(stored, report.to_json());
    // The same again is the same; other texts make it anew.
    assert_eq!(bench.prepare("rows.jsonl", None, 4).unwrap(), report);
    fs::write(bench.path("rows.jsonl"), ROWS.replace("sour", "sweet")).unwrap();
    assert!(bench.prepare("rows.jsonl", None, 4).unwrap().anew);
}

#[test]
fn a_field_that_is_named_is_the_only_one_that_is_read() {
    let bench = Bench::new();
    fs::write(bench.path("a.jsonl"), "{\"meta\": {\"said\": \"Hello there.\"}}\n{\"text\": \"no\"}\n\"bare\"\n")
        .unwrap();
    let reading = PersonalityReading { text_column: Some("meta.said".into()), ..PersonalityReading::default() };
    let read = bench.read("a.jsonl", &reading).unwrap();
    assert_eq!((read.documents.len(), read.bad().len()), (1, 2));
    assert!(read.bad()[0].contains("a.jsonl:2: no text in `meta.said`"), "{:?}", read.bad());
    fs::write(bench.path("b.txt"), "one\n--\ntwo\n--\none\n").unwrap();
    let reading = PersonalityReading { separator: Some("--".into()), ..PersonalityReading::default() };
    let read = bench.read("b.txt", &reading).unwrap();
    assert_eq!((read.documents.len(), read.repeated.len()), (2, 1));
    let strict = PersonalityReading { strict: true, ..PersonalityReading::default() };
    let message = bench.read("rows.jsonl", &strict).unwrap_err().to_string();
    assert!(message.contains("rows.jsonl:7: rows without text"), "{message}");
}

#[test]
fn one_text_is_divided_and_a_folder_of_something_else_is_left_alone() {
    let bench = Bench::new();
    let paragraphs: Vec<String> = (0..40).map(|n| format!("Paragraph {n} says something.")).collect();
    fs::write(bench.path("one.txt"), paragraphs.join("\n\n")).unwrap();
    let report = bench.prepare("one.txt", None, 0).unwrap();
    assert!(report.divided && report.documents == 1 && report.validation.tokens > 0, "{report:?}");
    bench.corpus("out2", &paragraphs);
    let folder = PersonalityFolder { out: bench.path("out2"), validation_fraction: 0.2, seed: 0 };
    let read = bench.read("one.txt", &PersonalityReading::default()).unwrap();
    let error = read.prepare(&bench.tokenizer, &folder, (None, 0), &mut |_| {}).unwrap_err();
    assert!(error.to_string().contains("no personality"), "{error}");
    assert!(!bench.path("out2/texts").exists());
}

#[test]
fn what_stands_in_a_corpus_is_found_in_the_part_in_which_it_stands() {
    let bench = Bench::new();
    let text = |n: u32| (0..30).map(|word| format!("w{}", n * 1000 + word * 7)).collect::<Vec<_>>().join(" ");
    let own: Vec<String> = (0..10).map(text).collect();
    let lines: Vec<String> = own.iter().map(|text| serde_json::json!({ "text": text }).to_string()).collect();
    fs::write(bench.path("own.jsonl"), lines.join("\n")).unwrap();
    // Four of the ten, in texts around them, which both parts have two of.
    let mut corpus: Vec<String> = (100..140).map(text).collect();
    for n in 0..4 {
        corpus[n] = format!("{} {} {}", corpus[n], own[n], corpus[n]);
    }
    bench.corpus("data", &corpus);
    let report = bench.prepare("own.jsonl", Some("data"), 0).unwrap();
    let overlap = report.overlap.clone().unwrap();
    assert_eq!(overlap.documents.len(), 4, "{overlap:?}");
    for (line, found) in (1..).zip(&overlap.documents) {
        // The order is that of the splits.
        assert!(found.contains("own.jsonl:"), "{line}: {found}");
    }
    let share = (overlap.in_training + overlap.in_validation) as f64 / overlap.runs as f64;
    assert!((0.3..0.45).contains(&share) && overlap.in_training > 0 && overlap.in_validation > 0, "{overlap:?}");
    let held: Vec<_> = overlap.held_out.iter().filter(|place| overlap.documents.contains(place)).collect();
    assert_eq!(held.len(), overlap.held_out.len());
    // Of a corpus without them nothing is found.
    bench.corpus("other", &corpus[4..]);
    let overlap = bench.prepare("own.jsonl", Some("other"), 0).unwrap().overlap.unwrap();
    assert_eq!((overlap.in_training, overlap.in_validation, overlap.documents.len()), (0, 0, 0));
    // A corpus of another tokenizer cannot be compared.
    let other = BpeTrainer::new(290).train(["something else"], &mut |_| {}).unwrap().tokenizer;
    let bench = Bench { folder: bench.folder, tokenizer: other };
    let message = bench.prepare("own.jsonl", Some("data"), 0).unwrap_err().to_string();
    assert!(message.contains("made with the tokenizer"), "{message}");
}
