//! What the order of the data does to a model: books are learned from as well as their pages are, and a run keeps the order
//! that it began with.

use std::path::Path;

use crate::fixture::{SMALL, Trace, corpus, go_on, plan, run};
use nanollama_data::Preparation;
use nanollama_token::Tokenizer;
use nanollama_token::train::BpeTrainer;
use nanollama_train::{Datasets, Order, Plan, stage};

const BOOKS: usize = 12;
/// Sentences of a book that are learned from, and of its last chapter, which is measured on.
const SENTENCES: [usize; 2] = [300, 40];
/// Sentences of a page.
const PAGE: usize = 10;

/// The next of a fixed sequence of numbers below `below`.
fn draw(state: &mut u64, below: usize) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize % below
}

/// Sentences of books that have six words each to themselves and share six.
fn sentences(book: usize, part: usize) -> Vec<String> {
    const SYLLABLES: [&str; 12] = ["ka", "lo", "mi", "ne", "tu", "ra", "so", "vi", "de", "po", "si", "ga"];
    let mut state = (7 * book + part) as u64;
    let word = |state: &mut u64| {
        let own = draw(state, 3) > 0;
        let number = draw(state, 6);
        // The words of a book are pairs of syllables that no other has.
        let pair = if own { 12 + 6 * book + number } else { number };
        format!("{}{}", SYLLABLES[pair / 12], SYLLABLES[pair % 12])
    };
    let sentence = |_| (0..6).map(|_| word(&mut state)).collect::<Vec<_>>().join(" ") + ".";
    (0..SENTENCES[part]).map(sentence).collect()
}

fn prepare(folder: &Path, name: &str, (train, valid): (&[String], &[String]), tokenizer: &Tokenizer) -> Datasets {
    let write = |split: &str, texts: &[String]| {
        let lines: Vec<String> = texts.iter().map(|text| serde_json::json!({ "text": text }).to_string()).collect();
        let path = folder.join(format!("{name}-{split}.jsonl"));
        std::fs::write(&path, lines.join("\n")).unwrap();
        path.display().to_string()
    };
    let out = folder.join(name);
    let mut preparation = Preparation::new(vec![write("train", train)], out.clone());
    preparation.validation = vec![write("valid", valid)];
    preparation.run(tokenizer, &mut |_| {}).unwrap();
    stage::text_facts(&out).unwrap().into()
}

#[test]
fn books_teach_as_much_as_their_pages_do() {
    let folder = tempfile::tempdir().unwrap();
    let all: Vec<Vec<String>> = (0..BOOKS).map(|book| sentences(book, 0)).collect();
    let books: Vec<String> = all.iter().map(|book| book.join(" ")).collect();
    let pages: Vec<String> = all.iter().flat_map(|book| book.chunks(PAGE).map(|page| page.join(" "))).collect();
    let chapters: Vec<String> = (0..BOOKS).map(|book| sentences(book, 1).join(" ")).collect();
    let tokenizer = BpeTrainer::new(384).train(&books, &mut |_| {}).unwrap().tokenizer;
    // About once through, at a rate that does not fall: what was read last counts as much as it can.
    let small =
        "steps = 110\nwarmdown_ratio = 0.0\neval_every = 0\neval_tokens = 100000\nsample_every = 0\nsave_every = 0";
    let loss = |name: &str, texts: &[String], order: Order| {
        let data = prepare(folder.path(), name, (texts, &chapters), &tokenizer);
        let plan = Plan { order, ..plan(&data, SMALL, small) };
        assert!((0.5..1.5).contains(&plan.cost.epochs), "{}", plan.cost.epochs);
        let score = run(&plan, folder.path(), &format!("{name}-run"), 2, None).unwrap().score.unwrap();
        assert!(score.tokens >= data.valid_tokens() - 1, "{score:?}");
        score.bits_per_byte
    };
    let books_in_rows = loss("books", &books, Order::Rows);
    let pages_in_rows = loss("pages", &pages, Order::Rows);
    let books_in_turn = loss("turns", &books, Order::Documents);
    let told = format!("books {books_in_rows:.4}, pages {pages_in_rows:.4}, books one by one {books_in_turn:.4}");
    // 0.80 and 0.78: pages are read from their first word on, rows begin anywhere. One by one: 1.48.
    assert!((books_in_rows / pages_in_rows - 1.0).abs() < 0.05, "{told}");
    assert!(books_in_turn > 1.5 * pages_in_rows, "the bound tells the orders apart: {told}");
}

#[test]
fn a_run_of_either_order_resumes_to_the_bit_and_knows_its_own_positions() {
    let folder = tempfile::tempdir().unwrap();
    let runs = folder.path();
    let data = corpus(runs, false);
    let planned = plan(&data, SMALL, "steps = 12\nsave_every = 6");
    assert_eq!(planned.order, Order::Rows);
    let mut traces = Vec::new();
    for order in [Order::Rows, Order::Documents] {
        let plan = Plan { order, ..planned.clone() };
        let (whole, parts) = (format!("{order:?}"), format!("{order:?}-parts"));
        run(&plan, runs, &whole, 2, None).unwrap();
        run(&plan, runs, &parts, 1, Some(5)).unwrap();
        go_on(runs, &parts, "", Some(8)).unwrap();
        go_on(runs, &parts, "", None).unwrap();
        Trace::of(runs, &parts).assert_same(&Trace::of(runs, &whole));
        traces.push(Trace::of(runs, &whole));
    }
    assert!(traces[0].weights != traces[1].weights);
    let length = |trace: &Trace| trace.state["position"]["streams"][0].get("length").cloned();
    assert_eq!((length(&traces[0]), length(&traces[1])), (Some(32.into()), None));
}
