//! More different words than memory: the bound holds through counting and merging, and threads change nothing.

use hostile::{Counting, Dice, peak_of};
use nanollama_token::train::{BpeTrainer, Kind, LeftOut, Limits};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Batches of some 64 KB: common words again and again, and words that never come twice.
fn batches(count: usize) -> Vec<Vec<String>> {
    let mut dice = Dice::new(5);
    let mut word = move || match dice.roll(3) {
        0 => ["the", " frog", " jumped", " over", " it"][dice.roll(5)].to_owned(),
        _ => format!(" {}", (0..4 + dice.roll(20)).map(|_| char::from(b'a' + dice.roll(26) as u8)).collect::<String>()),
    };
    (0..count).map(|_| (0..4).map(|_| (0..1200).map(|_| word()).collect()).collect()).collect()
}

fn train(trainer: &BpeTrainer, batches: &[Vec<String>], threads: usize) -> (String, LeftOut, usize) {
    // The counters are a thread's own: with one thread all work is done where it is measured.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| {
        let (trained, peak) = peak_of(|| {
            let mut counts = trainer.counts();
            batches.iter().for_each(|batch| counts.add(batch));
            trainer.finish(counts, &mut |_| {}).unwrap()
        });
        (trained.tokenizer.hash(), trained.left_out, peak)
    })
}

#[test]
fn words_keep_to_their_memory() {
    let batches = batches(50);
    for kind in [Kind::ByteLevel, Kind::SENTENCE_PIECE] {
        let limits = Limits { memory: 4 << 20, ..Limits::default() };
        let trainer = BpeTrainer { kind, limits, ..BpeTrainer::new(600) };
        let (_, unbounded, without) = train(&BpeTrainer { limits: Limits::default(), ..trainer.clone() }, &batches, 1);
        let (hash, left_out, peak) = train(&trainer, &batches, 1);
        assert_eq!(unbounded, LeftOut::default());
        assert!(left_out.words > 10_000 && left_out.most >= 1, "{left_out:?}");
        // A batch comes on top: 3,200 words, most of them new; and the tables of the vocabulary itself.
        let slack = 6 << 20;
        assert!(peak <= (4 << 20) + slack, "{kind:?}: {peak} bytes");
        assert!(without > 2 * peak, "without a bound: {without} bytes, with it {peak}");
        assert_eq!(train(&trainer, &batches, 3).0, hash, "threads");
    }
}
