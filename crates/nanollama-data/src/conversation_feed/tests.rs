use super::*;
use crate::packing::{Example, PackingReport};
use proptest::prelude::*;

const PAD: u32 = 7;

/// Conversations of these lengths, each token of its own number, the second half learned.
fn examples(lengths: &[usize]) -> Vec<Example> {
    let mut next = 100;
    let one = |length: &usize| {
        let tokens: Vec<u32> = (next..next + *length as u32).collect();
        next += 1000;
        Example { tokens, trained: (0..*length).map(|i| i >= length / 2).collect() }
    };
    lengths.iter().map(one).collect()
}

/// A feed of a training that is alone.
fn feed(list: &[Example], rows: usize, length: usize, seed: u64) -> Result<ConversationFeed> {
    ConversationFeed::new(packed(list, length, seed)?, [rows; 2], Rank::ALONE)
}

fn packed(list: &[Example], length: usize, seed: u64) -> Result<PackedConversations> {
    PackedConversations::new("test", list.to_vec(), length, seed, PAD)
}

fn report(list: &[Example], length: usize, seed: u64) -> PackingReport {
    packed(list, length, seed).unwrap().report()
}

fn next(feed: &mut ConversationFeed) -> Batch {
    let mut batch = Batch::default();
    feed.next_into(&mut batch).unwrap();
    batch
}

/// Each segment's tokens with the last target: whole conversations, or padding.
fn segments(batch: &Batch) -> Vec<Vec<u32>> {
    let one = |segment: &crate::SegmentSpan| {
        let (from, to) = (segment.row_offset as usize, (segment.row_offset + segment.len) as usize);
        assert_eq!(from / batch.length, (to - 1) / batch.length, "a segment crosses a row");
        let mut tokens = batch.tokens[from..to].to_vec();
        assert_eq!(tokens[1..], batch.targets[from..to - 1]);
        tokens.push(batch.targets[to - 1]);
        tokens
    };
    assert_eq!(batch.segments.iter().map(|s| s.len as usize).sum::<usize>(), batch.rows * batch.length);
    batch.segments.iter().map(one).filter(|tokens| tokens[0] != PAD).collect()
}

#[test]
fn whole_conversations_with_their_masks_and_padding_only_at_the_end() {
    let list = examples(&[5, 4, 9]);
    let mut feed = feed(&list, 1, 8, 1).unwrap();
    let report = report(&list, 8, 1);
    assert_eq!((report.conversations, report.cut, report.rows, report.padding), (3, 0, 2, 1));
    let mut seen = Vec::new();
    for _ in 0..2 {
        let batch = next(&mut feed);
        for segment in segments(&batch) {
            let example = list.iter().find(|e| e.tokens == segment).expect("a whole conversation");
            let from = batch.tokens.iter().position(|t| *t == segment[0]).unwrap();
            for position in 1..segment.len() {
                assert_eq!(batch.mask[from + position - 1], example.trained[position]);
            }
            seen.push(segment);
        }
        for (token, counts) in batch.tokens.iter().zip(&batch.mask) {
            assert!(*token != PAD || !counts);
        }
        assert_eq!(batch.normaliser, batch.counted() as f64);
    }
    seen.sort();
    assert_eq!(seen, list.into_iter().map(|e| e.tokens).collect::<Vec<_>>());
    assert_eq!(feed.epoch(), 1);
}

#[test]
fn an_over_long_conversation_is_cut_and_never_holds_up_the_rest() {
    let mut list = examples(&[100, 5, 5, 5]);
    list.push(Example { tokens: vec![1, 2, 3], trained: vec![true, false, false] });
    list.push(Example { tokens: (0..50).collect(), trained: (0..50).map(|i| i > 20).collect() });
    // Half of the first is learned, from its token 50 on: that is cut away with a row of 8, so it teaches nothing.
    let short = report(&list, 8, 1);
    assert_eq!((short.conversations, short.cut, short.without_answer), (3, 0, 3));
    let long = report(&list, 60, 1);
    assert_eq!((long.conversations, long.cut, long.without_answer), (5, 1, 1));
    let mut feed = feed(&list, 1, 60, 1).unwrap();
    let mut lengths: Vec<usize> = (0..long.rows).flat_map(|_| segments(&next(&mut feed))).map(|s| s.len()).collect();
    lengths.sort_unstable();
    assert_eq!(lengths, [5, 5, 5, 50, 61]);
    let none = packed(&examples(&[100]), 8, 1);
    assert!(matches!(none, Err(Error::NoAnswer { conversations: 1, length: 8, .. })));
}

#[test]
fn a_stored_position_gives_the_same_continuation_and_ranks_share_rows() {
    let list = examples(&[5, 4, 9, 3, 7, 12, 6, 5, 5, 10]);
    let new = || feed(&list, 2, 12, 3).unwrap();
    let mut whole = new();
    let all: Vec<Batch> = (0..20).map(|_| next(&mut whole)).collect();
    assert!(whole.epoch() > 3);
    for (stop, expected) in all.iter().enumerate() {
        let mut first = new();
        (0..stop).for_each(|_| drop(next(&mut first)));
        let mut second = new();
        second.seek(&first.position()).unwrap();
        assert_eq!(next(&mut second), *expected);
    }
    for rank in 0..2 {
        let rank_of_two = Rank { index: rank, world: 2 };
        let mut one = ConversationFeed::new(packed(&list, 12, 3).unwrap(), [1, 2], rank_of_two).unwrap();
        for whole in &all {
            assert_eq!(next(&mut one).tokens, whole.tokens[rank * 12..rank * 12 + 12]);
        }
    }
    let good = whole.position();
    let mut other = feed(&examples(&[5, 4]), 2, 12, 3).unwrap();
    assert!(other.seek(&good).is_err());
    let stream = good.streams[0];
    for wrong in [StreamPosition { item: 99, ..stream }, StreamPosition { offset: 1, ..stream }] {
        assert!(whole.seek(&Position { streams: vec![wrong], ..good }).is_err());
    }
    assert!(whole.seek(&Position { streams: vec![stream; 2], ..good }).is_err());
    whole.seek(&good).unwrap();
}

#[test]
fn a_pass_has_every_conversation_once() {
    let list = examples(&[5, 4, 9, 3, 7, 12, 6]);
    let packed = packed(&list, 12, 3).unwrap();
    let mut pass = ConversationPass::new(&packed, 3).unwrap();
    let (mut batch, mut seen, mut trained) = (Batch::default(), Vec::new(), 0);
    while pass.next_into(&mut batch) {
        seen.extend(segments(&batch));
        trained += batch.counted() as u64;
    }
    seen.sort();
    assert_eq!(seen, list.into_iter().map(|e| e.tokens).collect::<Vec<_>>());
    assert_eq!(trained, packed.report().trained_tokens);
}

#[test]
fn few_positions_are_padding_with_ordinary_lengths() {
    let mut rng = crate::rng::Rng::new(3);
    let lengths: Vec<usize> = (0..5_000).map(|_| 20 + rng.index(400)).collect();
    let report = report(&examples(&lengths), 512, 3);
    assert!(report.padding * 100 < report.rows * 512 * 3, "{report:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn every_epoch_has_every_conversation_once(
        lengths in prop::collection::vec(2usize..40, 1..30), length in 2usize..30, seed in any::<u64>(),
    ) {
        let list = examples(&lengths);
        let Ok(mut feed) = feed(&list, 1, length, seed) else { return Ok(()) };
        // What is long is cut; what has nothing left to learn is left out.
        let cut = |e: &Example| Example {
            tokens: e.tokens.iter().copied().take(length + 1).collect(),
            trained: e.trained.iter().copied().take(length + 1).collect(),
        };
        let kept = list.iter().map(cut).filter(|e| e.trained.iter().skip(1).any(|trained| *trained));
        let mut expected: Vec<Vec<u32>> = kept.map(|e| e.tokens).collect();
        expected.sort();
        for epoch in 0..3 {
            let mut seen = Vec::new();
            while feed.epoch() == epoch {
                seen.extend(segments(&next(&mut feed)));
            }
            seen.sort();
            prop_assert_eq!(&seen, &expected);
        }
    }
}
