use proptest::prelude::*;

use super::*;
use crate::corpus_pass::CorpusPass;
use crate::feed::{Rank, StreamPosition};
use crate::fixture::{self, EOS, alone, batches, check, corpora, corpus};

fn loader(documents: &[Vec<u32>], shape: FeedShape) -> (tempfile::TempDir, Loader) {
    let (folder, corpus) = corpus(documents);
    (folder, Loader::new(vec![corpus], shape).unwrap())
}

/// The stream as the loader's rows give it: inputs in order.
fn stream(batches: &[Batch]) -> Vec<u32> {
    batches.iter().flat_map(|batch| batch.tokens.iter().copied()).collect()
}

/// Cuts a stream back into whole documents; the unfinished last one is left out.
fn rebuild(stream: &[u32]) -> Vec<Vec<u32>> {
    let mut documents: Vec<Vec<u32>> = stream.split_inclusive(|token| *token == EOS).map(<[u32]>::to_vec).collect();
    if documents.last().is_some_and(|last| last.last() != Some(&EOS)) {
        documents.pop();
    }
    documents
}

#[test]
fn the_text_rebuilt_from_the_batches_is_the_corpus_each_document_once_an_epoch() {
    let documents = fixture::documents(&[9, 2, 30, 5, 17, 3, 8, 41, 6, 12, 4]);
    let (_folder, mut loader) = loader(&documents, alone(3, 7, 5));
    let tokens: usize = documents.iter().map(Vec::len).sum();
    let batches = batches(&mut loader, 40);
    batches.iter().for_each(check);
    let rebuilt = rebuild(&stream(&batches));
    assert!(rebuilt.len() > 5 * documents.len());
    let mut orders = Vec::new();
    for epoch in rebuilt.chunks_exact(documents.len()) {
        let mut sorted = epoch.to_vec();
        sorted.sort();
        let mut expected = documents.clone();
        expected.sort();
        assert_eq!(sorted, expected);
        orders.push(epoch.to_vec());
    }
    assert!(orders.windows(2).all(|pair| pair[0] != pair[1]), "epochs are shuffled anew");
    assert_eq!(loader.epoch(), (40 * 21 / tokens) as u64);
}

#[test]
fn every_token_is_a_target_exactly_once() {
    let documents = fixture::documents(&[9, 2, 30, 5, 17]);
    let (_folder, mut loader) = loader(&documents, alone(2, 8, 5));
    let batches = batches(&mut loader, 10);
    let inputs = stream(&batches);
    let targets: Vec<u32> = batches.iter().flat_map(|batch| batch.targets.iter().copied()).collect();
    // The targets are the inputs one later: no token between two rows or batches is lost or asked for twice.
    assert_eq!(inputs[1..], targets[..targets.len() - 1]);
    assert!(batches.iter().all(|batch| batch.counted() == 16 && batch.normaliser == 16.0));
}

#[test]
fn a_stored_position_gives_the_same_continuation() {
    let documents = fixture::documents(&[9, 2, 30, 5, 17, 3, 8]);
    fixture::resumes_anywhere(30, || loader(&documents, alone(2, 6, 9)));
}

#[test]
fn positions_of_other_data_are_refused() {
    let (_folder, mut one) = loader(&fixture::documents(&[9, 2, 30]), alone(1, 4, 1));
    let good = one.position();
    let stream = good.streams[0];
    let with = |stream| Position { streams: vec![stream], ..good.clone() };
    for wrong in [
        with(StreamPosition { fingerprint: 1, ..stream }),
        Position { seed: 2, ..good.clone() },
        Position { streams: Vec::new(), ..good.clone() },
        Position { streams: vec![stream; 2], ..good.clone() },
        with(StreamPosition { item: 3, ..stream }),
        with(StreamPosition { item: u64::MAX, ..stream }),
        with(StreamPosition { offset: 99, ..stream }),
    ] {
        assert!(matches!(one.seek(&wrong), Err(Error::Position { .. })), "{wrong:?}");
    }
    let rows = with(StreamPosition { length: Some(4), ..stream });
    let message = one.seek(&rows).unwrap_err().to_string();
    assert!(message.contains("rows of 4 tokens"), "{message}");
    one.seek(&good).unwrap();
    // The same lengths, one token changed.
    let mut changed = fixture::documents(&[9, 2, 30]);
    changed[2][7] += 1;
    let (_folder, mut other) = loader(&changed, alone(1, 4, 1));
    assert!(other.seek(&good).is_err());
}

#[test]
fn ranks_share_the_rows_of_one_stream() {
    let documents = fixture::documents(&[9, 2, 30, 5, 17, 3, 8]);
    let (_folder, mut single) = loader(&documents, alone(6, 5, 3));
    let whole = batches(&mut single, 4);
    for rank in 0..3 {
        let shape = FeedShape { rank: Rank { index: rank, world: 3 }, step: 6, ..alone(2, 5, 3) };
        let (_folder, mut one) = loader(&documents, shape);
        for (batch, whole) in batches(&mut one, 4).iter().zip(&whole) {
            check(batch);
            for row in 0..2 {
                let there = (rank * 2 + row) * 5;
                assert_eq!(batch.tokens[row * 5..row * 5 + 5], whole.tokens[there..there + 5]);
                assert_eq!(batch.targets[row * 5..row * 5 + 5], whole.targets[there..there + 5]);
            }
        }
        assert_eq!(one.position(), single.position());
    }
}

#[test]
fn another_document_changes_only_the_rows_it_is_in() {
    let documents = fixture::documents(&[9, 12, 30, 5, 17, 13, 8]);
    let mut changed = documents.clone();
    changed[2][1..29].iter_mut().for_each(|token| *token += 1000);
    let shape = alone(1, 6, 4);
    let ((_a, mut one), (_b, mut two)) = (loader(&documents, shape), loader(&changed, shape));
    let mut untouched = 0;
    for (one, two) in batches(&mut one, 15).iter().zip(&batches(&mut two, 15)) {
        let touched = |batch: &Batch, document: &[u32]| {
            batch.tokens.iter().chain(&batch.targets).any(|token| document[1..29].contains(token))
        };
        assert_eq!(touched(one, &documents[2]), touched(two, &changed[2]));
        if !touched(one, &documents[2]) {
            assert_eq!(one, two);
            untouched += 1;
        }
    }
    assert!(untouched > 3 && untouched < 15);
}

#[test]
fn impossible_shapes_and_short_texts_are_refused() {
    let documents = fixture::documents(&[9, 4]);
    fixture::refuses_shapes(|shape| Loader::new(vec![corpus(&documents).1], shape));
    let refused = |shape: FeedShape| Loader::new(vec![corpus(&documents).1], shape).unwrap_err();
    assert!(matches!(refused(alone(1, 1, 1)), Error::Setting { .. }));
    assert!(matches!(refused(alone(usize::MAX, 4, 1)), Error::Setting { .. }));
}

#[test]
fn a_pass_reads_each_token_once_and_pads_the_rest() {
    let documents = fixture::documents(&[9, 2, 30, 5]);
    let (_folder, corpus) = corpus(&documents);
    let all: Vec<u32> = documents.concat();
    for most in [u64::MAX, 20, 1] {
        let mut pass = CorpusPass::new(&corpus, 3, 7, most).unwrap();
        let (mut batch, mut targets) = (Batch::default(), Vec::new());
        while pass.next_into(&mut batch).unwrap() {
            assert_eq!(batch.segments.iter().map(|segment| segment.len).sum::<u32>(), 21);
            let counted = batch.targets.iter().zip(&batch.mask).filter(|(_, counts)| **counts);
            targets.extend(counted.map(|(target, _)| *target));
        }
        let count = (most as usize).min(all.len() - 1);
        assert_eq!(targets, all[1..=count]);
        assert!(batch.tokens.is_empty());
    }
}

#[test]
fn several_corpora_are_passed_over_at_one_pace() {
    let lengths: [&[usize]; 2] = [&[9, 2, 30, 5, 17, 3, 8, 14], &[40, 35, 44, 50, 38, 33, 41, 39, 36, 42]];
    let (_folders, texts, opened) = corpora(&lengths);
    let mut loader = Loader::new(opened, alone(2, 11, 5)).unwrap();
    let batches = batches(&mut loader, 100);
    batches.iter().for_each(check);
    assert!(loader.epoch() >= 3, "{}", loader.epoch());
    let rebuilt = rebuild(&stream(&batches));
    let own = |number: usize| -> Vec<Vec<u32>> {
        let range = 10_000 * number as u32..10_000 * (number as u32 + 1);
        rebuilt.iter().filter(|document| document.get(1).is_some_and(|token| range.contains(token))).cloned().collect()
    };
    for (number, documents) in texts.iter().enumerate() {
        // A document of two tokens is its separators alone and tells not whose it is.
        let mut expected: Vec<Vec<u32>> = documents.iter().filter(|document| document.len() > 2).cloned().collect();
        expected.sort();
        for epoch in own(number).chunks_exact(expected.len()).take(3) {
            let mut sorted = epoch.to_vec();
            sorted.sort();
            assert_eq!(sorted, expected);
        }
    }
    // At no document's end has one corpus run away from the other by more than a document.
    let totals = lengths.map(|lengths| lengths.iter().sum::<usize>() as f64);
    let longest = [30.0 / totals[0], 50.0 / totals[1]];
    let mut shares = [0.0, 0.0];
    for document in &rebuilt {
        let number = usize::from(document.get(1).is_some_and(|token| (10_000..20_000).contains(token)));
        shares[number] += document.len() as f64 / totals[number];
        let most = longest[0].max(longest[1]) + 1e-9;
        assert!((shares[0] - shares[1]).abs() <= most, "{shares:?}");
    }
}

#[test]
fn a_stored_position_of_several_corpora_gives_the_same_continuation_and_ranks_share_rows() {
    let lengths: [&[usize]; 3] = [&[9, 2, 30, 5], &[17, 3, 8], &[12, 21, 7, 7, 4]];
    let new = |shape| {
        let (folders, _, opened) = corpora(&lengths);
        (folders, Loader::new(opened, shape).unwrap())
    };
    fixture::resumes_anywhere(30, || new(alone(2, 6, 9)));
    let (_folders, mut whole) = new(alone(2, 6, 9));
    let all = batches(&mut whole, 30);
    for index in 0..2 {
        let (_folders, mut one) = new(FeedShape { rank: Rank { index, world: 2 }, step: 2, ..alone(1, 6, 9) });
        for (one, whole) in batches(&mut one, 30).iter().zip(&all) {
            assert_eq!(one.tokens, whole.tokens[index * 6..index * 6 + 6]);
        }
        assert_eq!(one.position(), whole.position());
    }
    assert!(matches!(Loader::new(Vec::new(), alone(1, 6, 9)), Err(Error::Setting { .. })));
}

#[test]
fn damaged_tokens_are_an_error_and_the_feed_stays() {
    let (_folder, corpus) = fixture::damaged();
    let mut loader = Loader::new(vec![corpus], alone(1, 10, 1)).unwrap();
    batches(&mut loader, 3);
    let before = loader.position();
    let error = loader.next_into(&mut Batch::default()).unwrap_err();
    assert!(error.to_string().contains("4294967295"), "{error}");
    assert_eq!(loader.position(), before);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_lengths_and_shapes_stream_every_document(
        lengths in prop::collection::vec(2usize..40, 1..12), rows in 1usize..4, length in 2usize..30, seed in any::<u64>(),
    ) {
        let documents = fixture::documents(&lengths);
        let tokens: usize = lengths.iter().sum();
        prop_assume!(tokens > length);
        let (_folder, mut loader) = loader(&documents, alone(rows, length, seed));
        let batches = batches(&mut loader, 2 * tokens / (rows * length) + 2);
        batches.iter().for_each(check);
        for epoch in rebuild(&stream(&batches)).chunks_exact(documents.len()) {
            let mut sorted = epoch.to_vec();
            sorted.sort();
            let mut expected = documents.clone();
            expected.sort();
            prop_assert_eq!(sorted, expected);
        }
    }
}
