use proptest::prelude::*;

use super::*;
use crate::feed::StreamPosition;
use crate::fixture::{self, alone, batches, check, corpora};

const TEXT: [usize; 5] = [90, 31, 50, 17, 23];
const VOICE: [usize; 3] = [40, 9, 22];

/// The text alone, and with the personality; tokens of the personality are 10,000 and above.
fn both(ratio: f64, shape: FeedShape) -> (Vec<tempfile::TempDir>, RowFeed, Mixer) {
    let (mut folders, _, mut opened) = corpora(&[&TEXT, &VOICE]);
    let voice = opened.pop().unwrap();
    let mixer = Mixer::new(opened, vec![voice], ratio, shape).unwrap();
    let (more, _, opened) = corpora(&[&TEXT]);
    folders.extend(more);
    (folders, RowFeed::new(opened, shape).unwrap(), mixer)
}

/// A row's columns.
type Row = (Vec<u32>, Vec<u32>, Vec<bool>, Vec<(usize, u32)>);

fn rows(batches: &[Batch]) -> Vec<Row> {
    let mut rows = Vec::new();
    for batch in batches {
        for row in 0..batch.rows {
            let (from, to) = (row * batch.length, (row + 1) * batch.length);
            let inside = |span: &&crate::batch::SegmentSpan| (from..to).contains(&(span.row_offset as usize));
            let spans = batch.segments.iter().filter(inside);
            rows.push((
                batch.tokens[from..to].to_vec(),
                batch.targets[from..to].to_vec(),
                batch.mask[from..to].to_vec(),
                spans.map(|span| (span.row_offset as usize - from, span.len)).collect(),
            ));
        }
    }
    rows
}

fn is_voice(row: &Row) -> bool {
    row.0.iter().any(|token| (10_000..fixture::BOS).contains(token))
}

#[test]
fn kept_rows_are_those_of_the_text_alone_and_the_share_is_exact_at_every_length() {
    for ratio in [0.2, 0.29, 0.5, 0.07, 0.9] {
        let (_folders, mut text, mut mixer) = both(ratio, alone(4, 6, 11));
        let (text, mixed) = (batches(&mut text, 100), batches(&mut mixer, 100));
        mixed.iter().for_each(check);
        let mut voice = 0;
        for (number, (alone, mixed)) in rows(&text).iter().zip(rows(&mixed)).enumerate() {
            if is_voice(&mixed) {
                voice += 1;
            } else {
                assert_eq!(*alone, mixed, "row {number} at {ratio}");
            }
            assert_eq!(voice, Mixer::personality_rows(ratio, number as u64 + 1), "row {number} at {ratio}");
        }
        // Both have read the text as far.
        assert_eq!(mixer.number(), 400);
    }
}

#[test]
fn the_personality_is_fed_whole_before_it_is_fed_again() {
    let (_folders, _, mut mixer) = both(0.5, alone(2, 6, 3));
    let rows: Vec<Row> = rows(&batches(&mut mixer, 24)).into_iter().filter(is_voice).collect();
    // 71 tokens are twelve rows.
    let counted = |rows: &[Row]| {
        let mut tokens: Vec<u32> = Vec::new();
        for (inputs, _, mask, _) in rows {
            tokens.extend(inputs.iter().zip(mask).filter(|(_, counts)| **counts).map(|(token, _)| *token));
        }
        tokens.sort_unstable();
        tokens
    };
    assert_eq!((rows.len(), counted(&rows[..12]).len()), (24, 71));
    assert_eq!(counted(&rows[..12]), counted(&rows[12..]));
    assert_ne!(rows[..12], rows[12..], "in another order");
}

#[test]
fn a_stored_position_gives_the_same_continuation() {
    let open = || {
        let (folders, _, mixer) = both(0.3, alone(3, 5, 9));
        (folders, mixer)
    };
    fixture::resumes_anywhere(40, open);
}

#[test]
fn positions_that_do_not_fit_are_refused_and_the_feed_stays() {
    let (_folders, mut text, mut mixer) = both(0.3, alone(3, 5, 9));
    batches(&mut mixer, 4);
    let good = mixer.position();
    let mut refused = |position: &Position, what: &str| {
        let message = mixer.seek(position).unwrap_err().to_string();
        assert!(message.contains(what), "{message}");
        assert_eq!(mixer.position(), good);
    };
    refused(&text.position(), "1 sets of data, this run has 2");
    refused(&Position { seed: 8, ..good.clone() }, "seed is 8");
    let with = |stream: StreamPosition| Position { streams: vec![good.streams[0], stream], ..good.clone() };
    let ahead = StreamPosition { item: good.streams[1].item + 1, ..good.streams[1] };
    refused(&with(ahead), "4 rows of the personality are behind it, where 3 of 12 rows");
    refused(&with(StreamPosition { fingerprint: 1, ..good.streams[1] }), "0000000000000001");
    assert!(text.seek(&good).unwrap_err().to_string().contains("2 sets"));
    assert!(mixer.seek(&good).is_ok());
}

#[test]
fn impossible_ratios_and_damaged_tokens_are_errors() {
    for ratio in [0.0, 1.0, -0.1, f64::NAN] {
        let (_folders, _, mut opened) = corpora(&[&TEXT, &VOICE]);
        let voice = opened.pop().unwrap();
        let error = Mixer::new(opened, vec![voice], ratio, alone(1, 5, 1)).unwrap_err();
        assert!(matches!(error, Error::Setting { name: "personality_ratio", .. }));
    }
    let ((_folders, _, text), (_folder, voice)) = (corpora(&[&TEXT]), fixture::damaged());
    let mut mixer = Mixer::new(text, vec![voice], 0.5, alone(4, 10, 1)).unwrap();
    let (before, error) = loop {
        let before = mixer.position();
        if let Err(error) = mixer.next_into(&mut Batch::default()) {
            break (before, error);
        }
    };
    assert!(error.to_string().contains("4294967295"), "{error}");
    assert_eq!(mixer.position(), before);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn batches_and_ranks_do_not_move_a_row(
        cut in 1usize..5, world in 1usize..4, more in 0usize..6, seed in any::<u64>(), ratio in 0.01f64..0.99,
        stop in 0usize..6,
    ) {
        let step = world + more;
        let (_folders, _, mut whole) = both(ratio, alone(1, 6, seed));
        let whole: Vec<Vec<u32>> = batches(&mut whole, 6 * step).into_iter().map(|batch| batch.tokens).collect();
        let shape = FeedShape { step, ..alone(cut, 6, seed) };
        let found = fixture::spread((shape, world), [6, stop], |shape| {
            let (folders, _, mixer) = both(ratio, shape);
            (folders, mixer)
        });
        prop_assert_eq!(found, whole);
    }
}
