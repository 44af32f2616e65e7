//! Texts that are drafted from what they repeat are the texts without, in fewer steps.

use super::guides::Parity;
use super::*;
use crate::Guide;

/// Prompts that repeat, with settings of all kinds: greedy and drawn, with stop texts, penalties, biases and guides.
fn requests_that_repeat() -> Vec<(Request, bool)> {
    let settings = requests(24).into_iter().enumerate();
    let of = |(index, (_, sampling)): (usize, (Vec<u32>, Sampling))| {
        let piece: Vec<u32> = (0..9).map(|i| (i * 31 + index as u32 * 17) % 290).collect();
        let prompt: Vec<u32> = piece.iter().copied().cycle().take(5 + index * 4).collect();
        let penalised = index % 4 == 3;
        let sampling = Sampling {
            repetition_penalty: if penalised { 1.3 } else { 1.0 },
            frequency_penalty: if index % 8 == 5 { 0.4 } else { 0.0 },
            logit_bias: if index % 5 == 1 { vec![(7, 2.0), (9, f32::NEG_INFINITY)] } else { Vec::new() },
            max_tokens: 20 + 2 * index,
            // Cold, it repeats itself and is yet drawn.
            temperature: [0.0, 0.3, 1.0][index % 3],
            ..sampling
        };
        let guided = index % 6 == 2;
        let guide = guided.then(|| Box::new(Parity::default()) as Box<dyn Guide>);
        (Generate { guide, logprobs: true, ..Generate::new(sampling) }.request(prompt), guided)
    };
    settings.map(of).collect()
}

#[test]
fn drafted_texts_are_the_texts_without() {
    let (mut drafted, mut saved) = (0, 0);
    for seed in [13, 29, 31] {
        let (model, cpu) = (model(seed), cpu());
        let plain: Vec<Ended> =
            requests_that_repeat().into_iter().map(|(request, _)| alone(&model, &cpu, request)).collect();
        // Alone, all together, and in a cache that is too small for all.
        for (together, pages) in [(1, 64), (24, 200), (24, 9)] {
            let mut scheduler = scheduler(&model, pages);
            scheduler.set_drafting(16);
            for (index, batch) in requests_that_repeat().chunks_mut(together).enumerate() {
                let mut ids = Vec::new();
                for (request, _) in batch {
                    let taken = std::mem::replace(request, Request::score(vec![1, 2], 1));
                    ids.push(scheduler.submit(taken).unwrap());
                }
                let ended = drain(&mut scheduler, &model, &cpu);
                for (place, id) in ids.into_iter().enumerate() {
                    let (got, expected) = (ended.finished(id), plain[index * together + place].finished(FIRST));
                    assert_eq!(
                        (&got.tokens, &got.text, got.reason),
                        (&expected.tokens, &expected.text, expected.reason)
                    );
                    assert_eq!(got.logprobs, expected.logprobs);
                    assert!(got.accepted <= got.drafted && got.steps + got.accepted >= got.tokens.len());
                    assert_eq!((expected.drafted, expected.accepted), (0, 0));
                    drafted += got.drafted;
                    saved += expected.steps - got.steps.min(expected.steps);
                }
            }
            assert_no_leak(&mut scheduler);
        }
    }
    assert!(drafted > 200 && saved > 100, "{saved} steps saved by {drafted} drafted tokens");
}

/// A draft that a request brings is its own.
#[test]
fn a_draft_of_its_own_is_kept() {
    struct Silent;
    impl crate::Draft for Silent {
        fn propose(&mut self, _: &[u32], _: usize) -> Vec<u32> {
            Vec::new()
        }
    }
    let (model, cpu) = (model(13), cpu());
    let prompt: Vec<u32> = (0..60).map(|at| at % 6).collect();
    let drafted = |draft: Option<Box<dyn crate::Draft>>| {
        let mut scheduler = scheduler(&model, 20);
        scheduler.set_drafting(8);
        let generate = Generate { draft, ignore_eos: true, ..Generate::new(Sampling::greedy(40)) };
        scheduler.submit(generate.request(prompt.clone())).unwrap();
        drain(&mut scheduler, &model, &cpu).finished(FIRST).drafted
    };
    assert!(drafted(None) > 0);
    assert_eq!(drafted(Some(Box::new(Silent))), 0);
}
