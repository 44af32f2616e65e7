//! Inference on a device whose memory the host cannot reach: the same bits, nothing allocated and one read a step.

mod training;

use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::device::Device;
use nanollama_kernel::device::far::Far;
use nanollama_kernel::dtype::DType;
use nanollama_kernel::pool::Pool;
use nanollama_model::{Config, Decoder, Feed, KvCache, Model, Sequence, Wanted};
use training::{copied, ids, peaked};

fn model(device: &dyn Device) -> Model {
    let near = Cpu::new(Pool::new(2));
    let mut model = copied(&peaked(&Config::new(2, 64, 4, 2, 97, 256), 1), &near, device);
    model.pack(device).unwrap();
    model
}

/// Logits of a prompt's last token and of each token fed after it; `watch` is called after every step.
fn run(device: &dyn Device, tokens: &[u32], prompt: usize, mut watch: impl FnMut()) -> Vec<Vec<f32>> {
    let model = &model(device);
    let mut cache = KvCache::new(device, model.config(), DType::F32, 256).unwrap();
    let (mut decoder, mut sequence) = (Decoder::new(model.config()), Sequence::default());
    let mut all = Vec::new();
    let (prompt, rest) = tokens.split_at(prompt);
    for tokens in std::iter::once(prompt).chain(rest.chunks(1)) {
        let feed = Feed { sequence: &mut sequence, tokens, wanted: Wanted::Last, adapters: &[] };
        all.push(decoder.run(model, device, &mut cache, &mut [feed]).unwrap().to_vec());
        watch();
    }
    all
}

#[test]
fn decoding_has_the_same_bits_reads_once_a_step_and_allocates_nothing() {
    let tokens = ids(150, 97, 3);
    let near = run(&Cpu::new(Pool::new(2)), &tokens, 70, || {});
    let far = Far::new(Cpu::new(Pool::new(2)));
    let mut seen = Vec::new();
    let logits = run(&far, &tokens, 70, || seen.push((far.synchronisations(), far.allocations())));
    assert_eq!(logits, near);
    for (step, pair) in seen.windows(2).enumerate() {
        assert_eq!(pair[1].0 - pair[0].0, 1, "reads in step {step}");
        // The rows of launches take turns in two pieces of memory: the second step still makes one.
        assert!(step == 0 || pair[1].1 == pair[0].1, "step {step} allocates");
    }
}

#[test]
fn sequences_part_within_a_page() {
    let stem = ids(100, 97, 1);
    let tails = [ids(5, 97, 2), ids(5, 97, 3)];
    let forked = |device: &dyn Device| -> Vec<Vec<f32>> {
        let model = model(device);
        let mut cache = KvCache::new(device, model.config(), DType::F32, 512).unwrap();
        let (mut decoder, mut first) = (Decoder::new(model.config()), Sequence::default());
        let feed = Feed { sequence: &mut first, tokens: &stem, wanted: Wanted::None, adapters: &[] };
        decoder.run(&model, device, &mut cache, &mut [feed]).unwrap();
        let mut second = first.fork();
        let mut go_on = |sequence: &mut Sequence, tokens: &[u32]| {
            let feed = Feed { sequence, tokens, wanted: Wanted::All, adapters: &[] };
            decoder.run(&model, device, &mut cache, &mut [feed]).unwrap().to_vec()
        };
        vec![go_on(&mut first, &tails[0]), go_on(&mut second, &tails[1])]
    };
    assert_eq!(forked(&Far::new(Cpu::new(Pool::new(2)))), forked(&Cpu::new(Pool::new(2))));
}
