use nanollama_kernel::pool::Pool;

use super::*;

mod reference;

/// Logits of a hundred tokens in a scrambled order of likelihood, with some equals.
fn logits() -> Vec<f32> {
    (0..100u32).map(|id| ((id * 37) % 100 / 2) as f32 * 0.2).collect()
}

fn probabilities(logits: &[f32], temperature: f64) -> Vec<f64> {
    let weights: Vec<f64> = logits.iter().map(|&logit| (f64::from(logit) / temperature).exp()).collect();
    let total: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / total).collect()
}

/// Ids from the likeliest, equals by id: the slow and certain way.
fn ranked(logits: &[f32]) -> Vec<u32> {
    let mut ids: Vec<u32> = (0..logits.len() as u32).collect();
    ids.sort_by(|&a, &b| logits[b as usize].partial_cmp(&logits[a as usize]).unwrap().then(a.cmp(&b)));
    ids
}

fn open() -> Sampling {
    Sampling::PLAIN
}

fn kept(settings: Sampling, logits: &[f32]) -> Vec<u32> {
    let mut sampler = Sampler::new(settings);
    sampler.candidates = logits.iter().zip(0u32..).map(|(&logit, id)| Candidate { logit, id }).collect();
    sampler.filter(sampler.candidates.len(), None);
    let mut ids: Vec<u32> = sampler.candidates.iter().map(|candidate| candidate.id).collect();
    ids.sort_unstable();
    ids
}

fn sorted(mut ids: Vec<u32>) -> Vec<u32> {
    ids.sort_unstable();
    ids
}

#[test]
fn top_k_keeps_exactly_the_k_likeliest() {
    let logits = logits();
    for top_k in [1, 2, 5, 64, 99, 100, 1000] {
        let expected = ranked(&logits)[..top_k.min(100)].to_vec();
        assert_eq!(kept(Sampling { top_k, ..open() }, &logits), sorted(expected), "{top_k}");
    }
    assert_eq!(kept(open(), &logits).len(), 100);
}

#[test]
fn top_p_keeps_the_smallest_set_that_reaches_p() {
    let logits = logits();
    let probabilities = probabilities(&logits, 1.0);
    for top_p in [0.001, 0.1, 0.5, 0.9, 0.999, 0.999_999] {
        let mut reached = 0.0;
        let order = ranked(&logits);
        let expected = order.iter().copied().take_while(|&id| {
            let needed = reached < f64::from(top_p);
            reached += probabilities[id as usize];
            needed
        });
        assert_eq!(kept(Sampling { top_p, ..open() }, &logits), sorted(expected.collect()), "{top_p}");
    }
}

#[test]
fn top_p_counts_what_top_k_left() {
    // Four equal tokens, of which top-k leaves two: half of the rest is one token.
    let settings = Sampling { top_k: 2, top_p: 0.5, ..open() };
    assert_eq!(kept(settings, &[1.0, 1.0, 1.0, 1.0]), [0]);
}

#[test]
fn min_p_keeps_those_near_the_likeliest() {
    let logits = logits();
    let probabilities = probabilities(&logits, 1.0);
    let greatest = probabilities.iter().copied().fold(0.0, f64::max);
    for min_p in [0.01f32, 0.3, 0.999] {
        let expected =
            (0..100u32).filter(|&id| probabilities[id as usize] >= f64::from(min_p) * greatest * (1.0 - 1e-12));
        assert_eq!(kept(Sampling { min_p, ..open() }, &logits), expected.collect::<Vec<u32>>(), "{min_p}");
    }
}

#[test]
fn filters_ignore_the_temperature() {
    let logits = logits();
    let settings = |temperature| Sampling { temperature, top_p: 0.7, min_p: 0.1, ..open() };
    assert_eq!(kept(settings(0.1), &logits), kept(settings(10.0), &logits));
}

#[test]
fn draws_have_the_distribution() {
    let logits = [0.0, 1.0, 2.0, -1.0, 0.5, 1.5, f32::NEG_INFINITY, 0.25];
    for temperature in [0.5f32, 1.0, 2.0] {
        let mut sampler = Sampler::new(Sampling { temperature, seed: 7, ..open() });
        let draws = 40_000;
        let mut counts = [0u32; 8];
        for _ in 0..draws {
            counts[sampler.pick(&logits, &[], None, &Pool::new(1)).unwrap() as usize] += 1;
        }
        assert_eq!(counts[6], 0, "impossible");
        let expected = probabilities(&logits, f64::from(temperature));
        let chi: f64 = counts
            .iter()
            .zip(&expected)
            .filter(|(_, p)| **p > 0.0)
            .map(|(&count, p)| (f64::from(count) - p * f64::from(draws)).powi(2) / (p * f64::from(draws)))
            .sum();
        // Six degrees of freedom: one seed in a thousand is beyond 22.5.
        assert!(chi < 22.5, "chi squared {chi} at temperature {temperature}");
    }
}

#[test]
fn seeds_repeat_and_differ() {
    let logits = logits();
    let text = |seed| {
        let mut sampler = Sampler::new(Sampling { seed, temperature: 2.0, ..open() });
        (0..50).map(|_| sampler.pick(&logits, &[], None, &Pool::new(1)).unwrap()).collect::<Vec<u32>>()
    };
    assert_eq!(text(1), text(1));
    assert_ne!(text(1), text(2));
}

#[test]
fn greedy_takes_the_lowest_of_equals() {
    let mut sampler = Sampler::new(Sampling::greedy(1));
    assert_eq!(sampler.pick(&[0.0, 3.0, 3.0, 1.0], &[], None, &Pool::new(1)).unwrap(), 1);
    assert_eq!(sampler.pick(&[-1.0, -3.0], &[], None, &Pool::new(1)).unwrap(), 0);
}

#[test]
fn the_penalty_counts_a_token_once_and_only_in_the_window() {
    // At temperature 1 and without filters, the candidates left behind are the penalised logits.
    let penalised = |window, recent: &[u32]| {
        let settings = Sampling { repetition_penalty: 2.0, repetition_window: window, ..open() };
        let mut sampler = Sampler::new(settings);
        sampler.pick(&[4.0, -4.0, 1.0], recent, None, &Pool::new(1)).unwrap();
        sampler.candidates.iter().map(|candidate| candidate.logit).collect::<Vec<f32>>()
    };
    assert_eq!(penalised(64, &[0, 1, 0, 0, 1]), [2.0, -8.0, 1.0]);
    assert_eq!(penalised(2, &[0, 2, 1]), [4.0, -8.0, 0.5]);
    assert_eq!(penalised(0, &[0, 1, 2]), [4.0, -4.0, 1.0]);
    assert_eq!(penalised(8, &[0, 900]), [2.0, -4.0, 1.0]);
}

#[test]
fn presence_counts_a_token_once_and_frequency_every_time() {
    let penalised = |presence_penalty, frequency_penalty, recent: &[u32]| {
        let mut sampler = Sampler::new(Sampling { presence_penalty, frequency_penalty, ..open() });
        sampler.pick(&[4.0, -4.0, 1.0], recent, None, &Pool::new(1)).unwrap();
        sampler.candidates.iter().map(|candidate| candidate.logit).collect::<Vec<f32>>()
    };
    assert_eq!(penalised(0.5, 0.0, &[0, 1, 0, 0]), [3.5, -4.5, 1.0]);
    assert_eq!(penalised(0.0, 0.5, &[0, 1, 0, 0]), [2.5, -4.5, 1.0]);
    assert_eq!(penalised(-1.0, 0.25, &[0, 1, 0, 0]), [4.25, -3.25, 1.0]);
}

#[test]
fn a_bias_is_added_and_may_forbid() {
    let logits = [0.0, 3.0, 2.0, 1.0];
    let greedy = |logit_bias: &[(u32, f32)]| {
        let mut sampler = Sampler::new(Sampling { logit_bias: logit_bias.to_vec(), ..Sampling::greedy(1) });
        sampler.pick(&logits, &[], None, &Pool::new(1))
    };
    assert_eq!(greedy(&[(2, 1.5)]).unwrap(), 2);
    assert_eq!(greedy(&[(3, 1.0), (0, 1.0), (3, 2.0)]).unwrap(), 3, "biases of one token add up");
    assert_eq!(greedy(&[(1, f32::NEG_INFINITY)]).unwrap(), 2);
    let all: Vec<(u32, f32)> = (0..4).map(|id| (id, f32::NEG_INFINITY)).collect();
    assert!(matches!(greedy(&all), Err(Error::NothingAllowed { position: 0 })));
}

#[test]
fn only_allowed_tokens_are_chosen() {
    let logits = logits();
    for temperature in [0.0, 1.0] {
        for repetition_penalty in [1.0, 1.5] {
            let mut sampler = Sampler::new(Sampling { temperature, repetition_penalty, ..open() });
            let mut allowed = TokenSet::none(100);
            assert!(matches!(
                sampler.pick(&logits, &[1, 2], Some(&allowed), &Pool::new(1)),
                Err(Error::NothingAllowed { position: 2 })
            ));
            allowed.insert(7);
            allowed.insert(42);
            for _ in 0..20 {
                assert!(matches!(sampler.pick(&logits, &[7, 7, 3], Some(&allowed), &Pool::new(1)), Ok(7 | 42)));
            }
            allowed.fill();
            assert!(sampler.pick(&logits, &[7, 7, 3], Some(&allowed), &Pool::new(1)).is_ok());
        }
    }
    let mut sampler = Sampler::new(open());
    let mut allowed = TokenSet::none(2);
    allowed.insert(1);
    let impossible = sampler.pick(&[0.0, f32::NEG_INFINITY], &[], Some(&allowed), &Pool::new(1));
    assert!(matches!(impossible, Err(Error::NothingAllowed { position: 0 })));
}

#[test]
fn a_long_vocabulary_is_chosen_from_as_if_every_token_were_looked_at() {
    // Flat ones need every token, steep ones few.
    for (steep, vocabulary) in [(0.5f32, 20_000u32), (4.0, 20_000), (40.0, 3000), (0.05, 3000)] {
        let mut random = Random::new(5);
        let logits: Vec<f32> = (0..vocabulary).map(|_| steep * (random.unit() as f32 + 1e-9).ln().abs()).collect();
        let settings = [
            Sampling::default(),
            Sampling { top_p: 0.5, presence_penalty: 1.0, frequency_penalty: 0.5, ..open() },
            Sampling { top_p: 0.999, logit_bias: vec![(7, 3.0), (9, f32::NEG_INFINITY), (7, 1.0)], ..open() },
            Sampling { min_p: 0.05, repetition_penalty: 1.3, ..open() },
            Sampling {
                min_p: 0.3,
                top_p: 0.7,
                temperature: 0.5,
                order: "temperature,min-p,top-p,top-k,penalties".parse().unwrap(),
                ..open()
            },
            Sampling {
                top_p: 0.9,
                temperature: 0.5,
                order: "temperature,top-p,penalties,top-k,min-p".parse().unwrap(),
                ..open()
            },
            Sampling { top_k: 50, repetition_penalty: 1.1, top_p: 0.8, ..open() },
        ];
        for settings in settings {
            let (mut fast, mut slow) = (Sampler::new(settings.clone()), Sampler::new(settings.clone()));
            let mut tokens = vec![3, 3, 7, 11];
            for _ in 0..20 {
                let chosen = fast.pick(&logits, &tokens, None, &Pool::new(2)).unwrap();
                slow.remember(&tokens);
                let Choice::Token(expected) = slow.choose_of_some(&logits, None) else { panic!("{settings:?}") };
                assert_eq!(chosen, expected, "{settings:?}, steepness {steep}");
                assert_eq!(fast.candidates, slow.candidates, "{settings:?}, steepness {steep}");
                tokens.push(chosen);
            }
        }
    }
}

#[test]
fn what_is_no_number_is_not_chosen_from() {
    for temperature in [0.0, 1.0] {
        let mut sampler = Sampler::new(Sampling { temperature, ..open() });
        for logits in [&[1.0, f32::NAN][..], &[f32::NAN, 1.0], &[f32::NEG_INFINITY; 3], &[1.0, f32::INFINITY], &[]] {
            assert!(
                matches!(sampler.pick(logits, &[], None, &Pool::new(1)), Err(Error::NotANumber { position: 0 })),
                "{logits:?}"
            );
        }
    }
}
