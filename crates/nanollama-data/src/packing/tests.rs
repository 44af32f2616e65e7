use super::*;
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
    let mut feed = ConversationFeed::new("test", list.clone(), FeedShape::alone(1, 8, 1), PAD).unwrap();
    let report = feed.report();
    assert_eq!((report.conversations, report.cut, report.rows, report.padding), (3, 0, 2, 1));
    let mut seen = Vec::new();
    for _ in 0..2 {
        let batch = next(&mut feed);
        for segment in segments(&batch) {
            let example = list.iter().find(|e| e.tokens == segment).expect("a whole conversation");
            let from = batch.tokens.iter().position(|t| *t == segment[0]).unwrap();
            for position in 1..segment.len() {
                assert_eq!(batch.weights[from + position - 1] == 1.0, example.trained[position]);
            }
            seen.push(segment);
        }
        for (token, weight) in batch.tokens.iter().zip(&batch.weights) {
            assert!(*token != PAD || *weight == 0.0);
        }
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
    let feed = ConversationFeed::new("test", list.clone(), FeedShape::alone(1, 8, 1), PAD).unwrap();
    assert_eq!((feed.report().conversations, feed.report().cut, feed.report().without_answer), (3, 0, 3));
    let mut feed = ConversationFeed::new("test", list, FeedShape::alone(1, 60, 1), PAD).unwrap();
    assert_eq!((feed.report().conversations, feed.report().cut, feed.report().without_answer), (5, 1, 1));
    let rows = feed.report().rows;
    let mut lengths: Vec<usize> = (0..rows).flat_map(|_| segments(&next(&mut feed))).map(|s| s.len()).collect();
    lengths.sort_unstable();
    assert_eq!(lengths, [5, 5, 5, 50, 61]);
    let none = ConversationFeed::new("test", examples(&[100]), FeedShape::alone(1, 8, 1), PAD);
    assert!(matches!(none, Err(Error::Conversations { .. })));
}

#[test]
fn a_stored_position_gives_the_same_continuation_and_ranks_share_rows() {
    let list = examples(&[5, 4, 9, 3, 7, 12, 6, 5, 5, 10]);
    let new = |shape| ConversationFeed::new("test", list.clone(), shape, PAD).unwrap();
    let shape = FeedShape::alone(2, 12, 3);
    let mut whole = new(shape);
    let all: Vec<Batch> = (0..20).map(|_| next(&mut whole)).collect();
    assert!(whole.epoch() > 3);
    for (stop, expected) in all.iter().enumerate() {
        let mut first = new(shape);
        (0..stop).for_each(|_| drop(next(&mut first)));
        let mut second = new(shape);
        second.seek(&first.position()).unwrap();
        assert_eq!(next(&mut second), *expected);
    }
    for rank in 0..2 {
        let mut one = new(FeedShape { rows: 1, rank, world: 2, ..shape });
        for whole in &all {
            assert_eq!(next(&mut one).tokens, whole.tokens[rank * 12..rank * 12 + 12]);
        }
    }
    let good = whole.position();
    let mut other = ConversationFeed::new("test", examples(&[5, 4]), shape, PAD).unwrap();
    assert!(other.seek(&good).is_err());
    assert!(whole.seek(&Position { item: 99, ..good.clone() }).is_err());
    assert!(whole.seek(&Position { offset: 1, ..good }).is_err());
}

#[test]
fn a_pass_has_every_conversation_once() {
    let list = examples(&[5, 4, 9, 3, 7, 12, 6]);
    let feed = ConversationFeed::new("test", list.clone(), FeedShape::alone(3, 12, 3), PAD).unwrap();
    let (mut pass, mut batch, mut seen, mut trained) = (feed.pass(), Batch::default(), Vec::new(), 0);
    while pass.next_into(&mut batch) {
        seen.extend(segments(&batch));
        trained += batch.trained() as u64;
    }
    seen.sort();
    assert_eq!(seen, list.into_iter().map(|e| e.tokens).collect::<Vec<_>>());
    assert_eq!(trained, feed.report().trained_tokens);
}

#[test]
fn few_positions_are_padding_with_ordinary_lengths() {
    let mut rng = crate::rng::Rng::new(3);
    let lengths: Vec<usize> = (0..5_000).map(|_| 20 + rng.index(400)).collect();
    let feed = ConversationFeed::new("test", examples(&lengths), FeedShape::alone(1, 512, 3), PAD).unwrap();
    let report = feed.report();
    assert!(report.padding * 100 < report.rows * 512 * 3, "{report:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn every_epoch_has_every_conversation_once(
        lengths in prop::collection::vec(2usize..40, 1..30), length in 2usize..30, seed in any::<u64>(),
    ) {
        let list = examples(&lengths);
        let shape = FeedShape::alone(1, length, seed);
        let Ok(mut feed) = ConversationFeed::new("test", list, shape, PAD) else { return Ok(()) };
        let mut expected: Vec<Vec<u32>> = feed.examples.iter().map(|e| e.tokens.clone()).collect();
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
