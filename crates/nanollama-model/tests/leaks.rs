//! No row may know what comes after it or what belongs to another document: a change there must leave every bit as it was.

mod training;

use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::pool::Pool;
use nanollama_model::{Config, Decoder, Feed, KvCache, Model, Sequence, Wanted};
use training::{Batch, FULL, Setup, ids, pass, peaked};

const FORWARD: Setup = Setup { backward: false, ..FULL };

fn config() -> Config {
    Config::new(2, 64, 4, 2, 97, 256)
}

fn logits(model: &Model, tokens: &[u32], cuts: &[usize]) -> Vec<f32> {
    let cpu = Cpu::new(Pool::new(2));
    let mut cache = KvCache::new(&cpu, model.config(), DType::F32, 256).unwrap();
    let mut decoder = Decoder::new(model.config());
    let mut sequence = Sequence::default();
    let mut all = Vec::new();
    let mut from = 0;
    for &to in cuts.iter().chain([&tokens.len()]) {
        let feed = Feed { sequence: &mut sequence, tokens: &tokens[from..to], wanted: Wanted::All, adapters: &[] };
        all.extend_from_slice(decoder.run(model, &cpu, &mut cache, &mut [feed]).unwrap());
        from = to;
    }
    all
}

#[test]
fn training_rows_do_not_see_the_future() {
    let mut model = peaked(&config(), 1);
    let (time, vocabulary) = (150, 97);
    let tokens = ids(time, vocabulary, 1);
    let targets = ids(time, vocabulary, 2);
    let whole = pass(&mut model, &Batch::new(&tokens, &targets, 1, time, &[0]), &FORWARD).losses;
    for at in [1, 17, 63, 64, 65, 128, 149] {
        let mut changed = tokens.clone();
        changed[at] = (changed[at] + 1) % vocabulary;
        let losses = pass(&mut model, &Batch::new(&changed, &targets, 1, time, &[0]), &FORWARD).losses;
        assert_eq!(losses[..at], whole[..at], "token {at} is seen before it comes");
        assert_ne!(losses[at..], whole[at..], "token {at} is not seen at all");
    }
}

#[test]
fn packed_documents_do_not_see_each_other() {
    let mut model = peaked(&config(), 2);
    let tokens = ids(120, 97, 3);
    let targets = ids(120, 97, 4);
    let boundaries = [0, 50, 60, 90];
    let packed = pass(&mut model, &Batch::new(&tokens, &targets, 2, 60, &boundaries), &FORWARD).losses;
    for (&from, to) in boundaries.iter().zip([50, 60, 90, 120]) {
        let range = from as usize..to;
        let alone = Batch::new(&tokens[range.clone()], &targets[range.clone()], 1, range.len(), &[0]);
        assert_eq!(pass(&mut model, &alone, &FORWARD).losses, packed[range], "document at {from}");
    }
}

#[test]
fn cached_inference_does_not_see_the_future() {
    let mut model = peaked(&config(), 5);
    model.pack(&Cpu::new(Pool::new(2))).unwrap();
    let tokens = ids(100, 97, 6);
    let whole = logits(&model, &tokens, &[40]);
    for at in [1, 39, 40, 64, 99] {
        let mut changed = tokens.clone();
        changed[at] = (changed[at] + 1) % 97;
        let other = logits(&model, &changed, &[40]);
        assert_eq!(other[..at * 97], whole[..at * 97]);
        assert_ne!(other[at * 97..], whole[at * 97..]);
    }
}
