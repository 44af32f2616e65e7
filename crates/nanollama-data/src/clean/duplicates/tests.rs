use std::path::PathBuf;

use super::*;
use crate::clean::{Cleaning, Verdicts};
use crate::rng::{Rng, hash};

/// Texts of which pairs have a known similarity.
struct Bench {
    folder: tempfile::TempDir,
    texts: Vec<String>,
}

/// Different words; a run of five of them is a set's element.
fn invented(seed: u64, count: usize) -> Vec<String> {
    (0..count as u64).map(|n| format!("w{:x}", hash(&[seed, n]) % 0xfff_ffff)).collect()
}

/// The Jaccard similarity of two texts' sets of runs, from the definition.
fn jaccard(a: &str, b: &str) -> f64 {
    let set = |text: &str| {
        let words: Vec<&str> = text.split(' ').collect();
        words.windows(RUN).map(|run| run.join(" ")).collect::<std::collections::BTreeSet<_>>()
    };
    let (a, b) = (set(a), set(b));
    a.intersection(&b).count() as f64 / a.union(&b).count() as f64
}

/// The text with a stretch of so many words at its end said in other ones.
fn changed(words: &[String], seed: u64, count: usize) -> String {
    let kept = words.len() - count;
    [&words[..kept], &invented(seed, count)].concat().join(" ")
}

impl Bench {
    fn new(texts: Vec<String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let rows: String = texts.iter().map(|text| serde_json::json!({ "text": text }).to_string() + "\n").collect();
        std::fs::write(folder.path().join("texts.jsonl"), rows).unwrap();
        Self { folder, texts }
    }

    /// For each text whether it stays.
    fn stay(&self, cleaning: &Cleaning) -> Vec<bool> {
        let reading = Reading::default();
        let path: PathBuf = self.folder.path().join("texts.jsonl");
        let sources = Sources::find(&[path.display().to_string()], &reading).unwrap();
        let cleaner = Cleaner::open(cleaning, &[&sources], false).unwrap();
        find(&cleaner, (&[&sources], &reading), (self.folder.path(), "mark"), &mut |_, _| {}).unwrap();
        assert!(Verdicts::open(self.folder.path(), "kram").unwrap().is_none(), "verdicts of something else");
        let mut verdicts = Verdicts::open(self.folder.path(), "mark").unwrap().unwrap();
        let stay = self.texts.iter().map(|_| verdicts.next().unwrap() == KEPT).collect();
        assert!(verdicts.next().is_err());
        assert_eq!(std::fs::read_dir(self.folder.path()).unwrap().count(), 2, "the texts and the verdicts");
        stay
    }
}

fn near() -> Cleaning {
    Cleaning { dedup: Some(Dedup::Near), ..Cleaning::default() }
}

#[test]
fn pairs_of_four_fifths_are_found_and_pairs_of_three_fifths_are_not() {
    let (mut texts, mut similar) = (Vec::new(), Vec::new());
    let mut rng = Rng::new(5);
    // Long and short texts; the second of a pair has its end changed.
    for pair in 0..1500u64 {
        let length = [24, 60, 250, 900][(pair % 4) as usize];
        let words = invented(2 * pair, length);
        let share =
            if pair % 2 == 0 { 0.03 + rng.below(8) as f64 / 100.0 } else { 0.25 + rng.below(10) as f64 / 100.0 };
        texts.push(words.join(" "));
        texts.push(changed(&words, 2 * pair + 1, (length as f64 * share) as usize));
        similar.push(jaccard(&texts[texts.len() - 2], &texts[texts.len() - 1]));
    }
    let bench = Bench::new(texts);
    let stay = bench.stay(&near());
    let (mut high, mut found, mut low, mut removed) = (0, 0, 0, 0);
    for (pair, similar) in similar.iter().enumerate() {
        assert!(stay[2 * pair], "the first stays");
        let gone = !stay[2 * pair + 1];
        (high, found) = if *similar >= 0.8 { (high + 1, found + usize::from(gone)) } else { (high, found) };
        (low, removed) = if *similar <= 0.6 { (low + 1, removed + usize::from(gone)) } else { (low, removed) };
        assert!(!gone || *similar >= Cleaning::DEDUP_THRESHOLD, "{similar} is below what was asked for");
    }
    assert!(high > 500 && low > 500, "{high} alike, {low} different");
    assert!(found * 100 >= high * 95, "found {found} of {high}");
    assert!(removed * 100 <= low * 5, "removed {removed} of {low}");
}

/// Families of copies, each with a word or two changed, in any order.
fn families() -> Vec<String> {
    let mut rng = Rng::new(3);
    let mut texts: Vec<String> = (0..600)
        .map(|_| {
            let mut words = invented(rng.below(150), 80 + rng.index(5));
            let at = rng.index(words.len());
            words[at] = "other".into();
            words.join(" ")
        })
        .collect();
    texts.extend((0..40).map(|n| if n % 2 == 0 { "too short".into() } else { "…".into() }));
    texts
}

#[test]
fn neither_memory_nor_threads_change_what_is_found() {
    let bench = Bench::new(families());
    let all = bench.stay(&near());
    let left = all.iter().filter(|stay| **stay).count();
    assert!((150..400).contains(&left), "{left}");
    // 0 bytes: every 64 pairs go to the disk.
    for (memory, threads) in [(0, 1), (0, 5), (10_000, 3), (1 << 30, 1)] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let cleaning = Cleaning { dedup_memory: memory, ..near() };
        assert_eq!(pool.install(|| bench.stay(&cleaning)), all, "{memory} bytes, {threads} threads");
    }
    // Texts of no words are not alike.
    assert!(all[600..].iter().skip(1).step_by(2).all(|stay| *stay));
    assert_eq!(all[600..].iter().step_by(2).filter(|stay| **stay).count(), 1);
}

#[test]
fn what_goes_has_one_alike_that_stays() {
    // Each is like the one before it, and the last not like the first.
    let words = invented(1, 200);
    let chain: Vec<String> = (0..12)
        .map(|n| {
            let mut words = words.clone();
            words.truncate(200 - 10 * n);
            words.join(" ")
        })
        .collect();
    let stay = Bench::new(chain.clone()).stay(&near());
    assert!(stay[0] && stay.iter().any(|stay| !stay));
    for (text, _) in chain.iter().zip(&stay).filter(|(_, stay)| !**stay) {
        let alike = chain.iter().zip(&stay).any(|(other, stay)| *stay && jaccard(text, other) >= 0.75);
        assert!(alike, "{} words", text.split(' ').count());
    }
    assert!(stay[11] || jaccard(&chain[0], &chain[11]) >= 0.75 || stay[1..11].iter().any(|stay| *stay));
}

#[test]
fn exact_duplicates_are_equal_but_for_blanks() {
    let text = invented(4, 30).join(" ");
    let texts = vec![
        text.clone(),
        "another".into(),
        text.replace(' ', "\n "),
        text.to_uppercase(),
        format!("{text}."),
        "another".into(),
    ];
    let exact = Cleaning { dedup: Some(Dedup::Exact), ..Cleaning::default() };
    assert_eq!(Bench::new(texts.clone()).stay(&exact), [true, true, false, true, true, false]);
    assert_eq!(Bench::new(texts).stay(&near()), [true, true, false, false, false, false]);
}

#[test]
fn ten_thousand_copies_are_no_hundred_million_pairs() {
    let texts: Vec<String> = (0..10_000).map(|n| format!("the same words again and again {}", n % 2)).collect();
    let stay = Bench::new(texts).stay(&Cleaning { dedup_memory: 1 << 16, ..near() });
    assert_eq!(stay.iter().filter(|stay| **stay).count(), 2);
}

#[test]
fn a_document_that_goes_by_another_rule_takes_no_part() {
    let text = invented(4, 30).join(" ");
    let short = invented(9, 8).join(" ");
    let bench = Bench::new(vec![short.clone(), text.clone(), short, text]);
    assert_eq!(bench.stay(&Cleaning { min_words: 10, ..near() }), [false, true, false, false]);
}
