use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::batch::SegmentSpan;
use crate::feed::Rank;
use crate::fixture::{self, BOS, alone, batches, check, corpora, corpus};
use crate::loader::Loader;
use crate::row_pass::RowPass;

fn feed(documents: &[Vec<u32>], shape: FeedShape) -> (tempfile::TempDir, RowFeed) {
    let (folder, corpus) = corpus(documents);
    (folder, RowFeed::new(vec![corpus], shape).unwrap())
}

/// Input and target of every position that counts.
fn counted(batch: &Batch) -> Vec<(u32, u32)> {
    let pairs = batch.tokens.iter().copied().zip(batch.targets.iter().copied());
    pairs.zip(&batch.mask).filter(|(_, counts)| **counts).map(|(pair, _)| pair).collect()
}

/// Every token of a ring with the one behind it.
fn ring(documents: &[Vec<u32>]) -> Vec<(u32, u32)> {
    let tokens = documents.concat();
    (0..tokens.len()).map(|at| (tokens[at], tokens[(at + 1) % tokens.len()])).collect()
}

fn sorted<T: Ord>(mut items: Vec<T>) -> Vec<T> {
    items.sort();
    items
}

/// An epoch of one corpus, a row at a time.
fn epoch(feed: &mut RowFeed, number: u64) -> Vec<Batch> {
    let count = feed.turns.counts()[0];
    let row = |place| {
        let mut batch = Batch::default();
        batch.begin(1, feed.shape.length);
        feed.row(0, number * count + place, &mut batch).unwrap();
        check(&batch);
        batch
    };
    (0..count).map(row).collect()
}

#[test]
fn epochs_have_other_cuts_and_other_orders() {
    let documents = fixture::documents(&[90, 2, 30, 50, 17, 3, 81, 40]);
    let (_folder, mut feed) = feed(&documents, alone(1, 16, 5));
    let epochs: Vec<Vec<Batch>> = (0..8).map(|number| epoch(&mut feed, number)).collect();
    let starts = |rows: &[Batch]| rows.iter().map(|row| row.tokens[0]).collect::<Vec<_>>();
    let cuts: BTreeSet<Vec<u32>> = epochs.iter().map(|rows| sorted(starts(rows))).collect();
    assert!(cuts.len() > 4, "{cuts:?}");
    assert!(epochs.windows(2).all(|pair| starts(&pair[0]) != starts(&pair[1])));
    // Only the one short row of an epoch has padding.
    assert!(epochs.iter().all(|rows| rows.iter().filter(|row| row.counted() < 16).count() == 1));
}

#[test]
fn a_window_of_batches_sees_most_books_and_a_shuffle_of_documents_few() {
    let books = fixture::documents(&[1000; 40]);
    let shape = alone(16, 50, 3);
    // Of every window of eight batches of sixteen rows (6,400 tokens of 40,000): the distinct books.
    let seen = |feed: &mut dyn Feed| -> Vec<usize> {
        let book = |token: &u32| token / 998;
        let windows = batches(feed, 80);
        let books = |window: &[Batch]| {
            window
                .iter()
                .flat_map(|batch| &batch.tokens)
                .filter(|token| **token < BOS)
                .map(book)
                .collect::<BTreeSet<_>>()
        };
        windows.chunks_exact(8).map(|window| books(window).len()).collect()
    };
    let (_a, mut rows) = feed(&books, shape);
    let (_b, opened) = corpus(&books);
    let mut whole = Loader::new(vec![opened], shape).unwrap();
    let (rows, whole) = (seen(&mut rows), seen(&mut whole));
    // Drawn blindly, 128 rows of 800 miss a book with probability 0.03: 38.7 books are expected.
    assert!(rows.iter().all(|books| *books >= 35), "{rows:?}");
    assert!(whole.iter().all(|books| *books <= 10), "{whole:?}");
}

#[test]
fn a_stored_position_gives_the_same_continuation() {
    let documents = fixture::documents(&[9, 2, 30, 5, 17, 3, 8]);
    let epoch = fixture::resumes_anywhere(30, || feed(&documents, alone(2, 6, 9)));
    assert_eq!(epoch, 60 / 13);
}

#[test]
fn positions_of_other_data_and_other_rows_are_refused_with_both_values() {
    let (_folder, mut one) = feed(&fixture::documents(&[9, 2, 30]), alone(1, 4, 1));
    let good = one.position();
    let stream = good.streams[0];
    let with = |stream| Position { streams: vec![stream], ..good.clone() };
    let (_folder, mut longer) = feed(&fixture::documents(&[9, 2, 30]), alone(1, 5, 1));
    let message = longer.seek(&good).unwrap_err().to_string();
    assert!(message.contains("its rows have 4 tokens") && message.contains("this run's 5"), "{message}");
    for (wrong, what) in [
        (with(StreamPosition { fingerprint: 1, ..stream }), "0000000000000001"),
        (Position { seed: 2, ..good.clone() }, "seed is 2"),
        (Position { streams: Vec::new(), ..good.clone() }, "0 sets"),
        (with(StreamPosition { length: None, ..stream }), "shuffled documents"),
        (with(StreamPosition { item: 11, ..stream }), "row 11 of 11"),
        (with(StreamPosition { offset: 1, ..stream }), "at token 1"),
        (with(StreamPosition { epoch: u64::MAX, ..stream }), "18446744073709551615"),
    ] {
        let message = one.seek(&wrong).unwrap_err().to_string();
        assert!(message.contains(what), "{message}");
    }
    one.seek(&good).unwrap();
    // The same lengths, one token changed.
    let mut changed = fixture::documents(&[9, 2, 30]);
    changed[2][7] += 1;
    let (_folder, mut other) = feed(&changed, alone(1, 4, 1));
    assert!(other.seek(&good).is_err());
}

#[test]
fn several_corpora_end_their_epochs_together_and_ranks_share_rows() {
    let lengths: [&[usize]; 3] = [&[9, 2, 30, 5], &[17, 3, 8], &[120, 21, 70, 7, 4]];
    let (_folders, texts, opened) = corpora(&lengths);
    let mut whole = RowFeed::new(opened, alone(2, 6, 9)).unwrap();
    assert_eq!(whole.turns.counts(), [8, 5, 37]);
    // Three epochs of fifty rows.
    let all = batches(&mut whole, 75);
    all.iter().for_each(check);
    assert_eq!((whole.epoch(), whole.position().streams.iter().map(|stream| stream.item).sum::<u64>()), (3, 0));
    for rows in all.chunks_exact(25) {
        let expected = texts.iter().flat_map(|documents| ring(documents)).collect();
        assert_eq!(sorted(rows.iter().flat_map(counted).collect()), sorted(expected));
    }
    for index in 0..2 {
        let (_folders, _, opened) = corpora(&lengths);
        let shape = FeedShape { rank: Rank { index, world: 2 }, step: 2, ..alone(1, 6, 9) };
        let mut one = RowFeed::new(opened, shape).unwrap();
        for (one, whole) in batches(&mut one, 75).iter().zip(&all) {
            assert_eq!(one.tokens, whole.tokens[index * 6..index * 6 + 6]);
        }
        assert_eq!(one.position(), whole.position());
    }
    assert!(matches!(RowFeed::new(Vec::new(), alone(1, 6, 9)), Err(Error::Setting { .. })));
}

#[test]
fn a_longer_validation_begins_with_a_shorter_one_and_rows_are_from_all_over() {
    let lengths: [&[usize]; 2] = [&[400, 300, 500], &[100]];
    let (_folders, texts, opened) = corpora(&lengths);
    let sources: Vec<Rows> = opened.into_iter().map(|corpus| Rows::new(corpus, 7)).collect();
    let pass = |rows, most| {
        let mut pass = RowPass::new(&sources, rows, 7, most).unwrap();
        let (mut batch, mut pairs) = (Batch::default(), Vec::new());
        while pass.next_into(&mut batch).unwrap() {
            check(&batch);
            assert_eq!(batch.tokens.len(), rows * 7);
            pairs.extend(counted(&batch));
        }
        assert!(batch.tokens.is_empty());
        pairs
    };
    let all = pass(3, u64::MAX);
    assert_eq!(sorted(all.clone()), sorted(texts.iter().flat_map(|documents| ring(documents)).collect()));
    for most in [0, 1, 6, 7, 8, 20, 21, 22, 700, 1299, 1300] {
        assert_eq!(pass(1 + most as usize % 4, most), all[..most as usize], "{most}");
    }
    // A tenth of the tokens is of all four documents.
    let place = |token: u32| {
        [(0, 398), (398, 696), (696, 1194), (10_000, 10_098)]
            .iter()
            .position(|(from, to)| (*from..*to).contains(&token))
    };
    let seen: BTreeSet<_> = all[..130].iter().filter_map(|(token, _)| place(*token)).collect();
    assert_eq!(seen.len(), 4);
}

#[test]
fn a_split_shorter_than_a_row_is_one_row_from_its_beginning() {
    let documents = fixture::documents(&[5, 4]);
    let (_folder, corpus) = corpus(&documents);
    let sources = [Rows::new(corpus, 16)];
    let mut batch = Batch::default();
    assert!(RowPass::new(&sources, 2, 16, u64::MAX).unwrap().next_into(&mut batch).unwrap());
    check(&batch);
    assert_eq!(counted(&batch), ring(&documents));
    let span = |row_offset, len| SegmentSpan { row_offset, len };
    assert_eq!(batch.segments[..2], [span(0, 5), span(5, 4)]);
}

#[test]
fn impossible_shapes_and_short_texts_are_refused() {
    let documents = fixture::documents(&[9, 4]);
    fixture::refuses_shapes(|shape| RowFeed::new(vec![corpus(&documents).1], shape));
}

#[test]
fn damaged_tokens_are_an_error_and_the_feed_stays() {
    let (_folder, corpus) = fixture::damaged();
    let mut feed = RowFeed::new(vec![corpus], alone(2, 10, 1)).unwrap();
    let mut good = 0;
    let (before, error) = loop {
        let before = feed.position();
        match feed.next_into(&mut Batch::default()) {
            Ok(()) => good += 1,
            Err(error) => break (before, error),
        }
    };
    assert!(good < 2 && error.to_string().contains("4294967295"), "{error}");
    assert_eq!(feed.position(), before);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_lengths_and_shapes_have_each_token_once_an_epoch(
        lengths in prop::collection::vec(2usize..60, 1..12), length in 2usize..30, seed in any::<u64>(),
        number in prop_oneof![0u64..4, Just(1 << 40)],
    ) {
        let documents = fixture::documents(&lengths);
        prop_assume!(lengths.iter().sum::<usize>() > length);
        let (_folder, mut feed) = feed(&documents, alone(1, length, seed));
        let rows = epoch(&mut feed, number);
        prop_assert_eq!(sorted(rows.iter().flat_map(counted).collect()), sorted(ring(&documents)));
    }

    #[test]
    fn any_batches_are_the_rows_in_turn_whatever_the_ranks_and_the_stop(
        lengths in prop::collection::vec(2usize..60, 1..8), rows in 1usize..4, world in 1usize..4, more in 0usize..9,
        length in 2usize..20, seed in any::<u64>(), stop in 0usize..6,
    ) {
        let documents = fixture::documents(&lengths);
        prop_assume!(lengths.iter().sum::<usize>() > length);
        let (_folder, mut rowwise) = feed(&documents, alone(1, length, seed));
        let step = world + more;
        let mut expected = Batch::default();
        for number in 0..6 * step as u64 {
            expected.length = length;
            rowwise.row(0, number, &mut expected).unwrap();
        }
        let shape = FeedShape { step, ..alone(rows, length, seed) };
        let found = fixture::spread((shape, world), [6, stop], |shape| feed(&documents, shape));
        let expected: Vec<&[u32]> = expected.tokens.chunks_exact(length).collect();
        prop_assert_eq!(found, expected);
    }
}

#[test]
fn weights_hold_row_by_row_and_go_on_anywhere() {
    const LENGTHS: [&[usize]; 3] = [&[90, 31, 50, 17, 23], &[40, 9, 22], &[61, 60]];
    let weights = [11, 2, 7];
    let open = |shape| {
        let (folders, _, corpora) = corpora(&LENGTHS);
        let weighed = corpora.into_iter().zip(weights).map(|(corpus, weight)| corpus.weighing(Some(weight)));
        (folders, RowFeed::new(weighed.collect(), shape).unwrap())
    };
    let (_folders, mut feed) = open(alone(4, 6, 11));
    for step in 1..=60u64 {
        batches(&mut feed, 1).iter().for_each(check);
        for (taken, weight) in feed.taken().iter().zip(weights) {
            let fair = (4 * step) as f64 * f64::from(weight) / 20.0;
            assert!((*taken as f64 - fair).abs() < 1.0, "step {step}: {taken} of {fair}");
        }
    }
    // The second text is small and light, the third heavy: their epochs are their own.
    let epochs: Vec<u64> = feed.position().streams.iter().map(|stream| stream.epoch).collect();
    assert_eq!(epochs, [132 / 36, 24 / 12, 84 / 21]);
    let end = fixture::resumes_anywhere(30, || open(alone(4, 6, 11)));
    assert!(end > 0);
    let (_folders, _, corpora) = corpora(&LENGTHS);
    let one = corpora.into_iter().enumerate().map(|(number, corpus)| corpus.weighing((number == 1).then_some(3)));
    let error = RowFeed::new(one.collect(), alone(4, 6, 11)).unwrap_err().to_string();
    assert!(error.contains("weight"), "{error}");
}
