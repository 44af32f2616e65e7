//! The sampler held against the plain way: dense, in f64, every list sorted whole, logits divided where the temperature stands.

use proptest::prelude::*;

use super::*;
use crate::order::Order;

/// How near to a border a choice may lie before f32 may decide it otherwise.
const NEAR: f64 = 1e-5;

/// Tokens with their logits, or `None` where a filter's border is too near to one of them.
type Kept = Option<Vec<(u32, f64)>>;

fn shares(kept: &[(u32, f64)]) -> Vec<f64> {
    let greatest = kept.iter().map(|(_, logit)| *logit).fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = kept.iter().map(|(_, logit)| (logit - greatest).exp()).collect();
    let total: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / total).collect()
}

/// Likeliest first; `None` where two that the cut behind `count` parts are too near, and not equal from the beginning.
fn cut(mut kept: Vec<(u32, f64)>, count: usize, equal: impl Fn(u32, u32) -> bool) -> Kept {
    kept.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    if count < kept.len() {
        let ((last, least), (next, greatest)) = (kept[count - 1], kept[count]);
        if least - greatest < NEAR && !equal(last, next) {
            return None;
        }
        kept.truncate(count);
    }
    Some(kept)
}

fn reference(settings: &Sampling, logits: &[f32], tokens: &[u32], allowed: &[bool]) -> Kept {
    let bias = |id: u32| settings.logit_bias.iter().filter(move |(of, _)| *of == id).map(|(_, bias)| f64::from(*bias));
    let mut kept: Vec<(u32, f64)> =
        (0u32..).zip(logits).map(|(id, &logit)| (id, f64::from(logit) + bias(id).sum::<f64>())).collect();
    kept.retain(|(id, _)| allowed[*id as usize]);
    let window = &tokens[tokens.len().saturating_sub(settings.repetition_window)..];
    let count = |id: u32| window.iter().filter(|token| **token == id).count();
    // Equal for the sampler, too: the same logit, and nothing done to either.
    let untouched = |id: u32| bias(id).next().is_none() && count(id) == 0;
    let equal = |a: u32, b: u32| logits[a as usize] == logits[b as usize] && untouched(a) && untouched(b);
    for stage in settings.order.stages() {
        match stage {
            Stage::Penalties => {
                for (id, logit) in kept.iter_mut().filter(|(id, _)| count(*id) > 0) {
                    let penalty = f64::from(settings.repetition_penalty);
                    *logit = if *logit > 0.0 { *logit / penalty } else { *logit * penalty };
                    *logit -= f64::from(settings.presence_penalty);
                    *logit -= f64::from(settings.frequency_penalty) * count(*id) as f64;
                }
            }
            Stage::TopK if settings.top_k > 0 => kept = cut(kept, settings.top_k, equal)?,
            Stage::TopP if settings.top_p < 1.0 => {
                kept = cut(kept, usize::MAX, equal)?;
                let (mut reached, mut count, wanted) = (0.0, 0, f64::from(settings.top_p));
                for share in shares(&kept) {
                    if (reached - wanted).abs() < NEAR {
                        return None;
                    }
                    if reached < wanted {
                        count += 1;
                    }
                    reached += share;
                }
                kept = cut(kept, count, equal)?;
            }
            Stage::MinP if settings.min_p > 0.0 => {
                let shares = shares(&kept);
                let least = f64::from(settings.min_p) * shares.iter().copied().fold(0.0, f64::max);
                if shares.iter().any(|share| (share - least).abs() < NEAR * least) {
                    return None;
                }
                kept = kept.into_iter().zip(shares).filter(|(_, share)| *share >= least).map(|(one, _)| one).collect();
            }
            Stage::Temperature if settings.temperature == 0.0 => kept = cut(kept, 1, equal)?,
            Stage::Temperature => {
                kept.iter_mut().for_each(|(_, logit)| *logit /= f64::from(settings.temperature));
            }
            Stage::TopK | Stage::TopP | Stage::MinP => {}
        }
    }
    Some(kept)
}

fn orders() -> impl Strategy<Value = Order> {
    Just(Stage::ALL.to_vec()).prop_shuffle().prop_map(|stages| Order::new(stages.try_into().unwrap()).unwrap())
}

/// Every setting on or off, about as often.
fn settings() -> impl Strategy<Value = Sampling> {
    let filters = (
        prop_oneof![Just(0), 1usize..12],
        prop_oneof![Just(1.0f32), 0.05f32..0.99],
        prop_oneof![Just(0.0f32), 0.01f32..0.9],
    );
    let penalties = (
        prop_oneof![Just(1.0f32), 0.5f32..2.0],
        prop_oneof![Just(0.0f32), -2.0f32..2.0],
        prop_oneof![Just(0.0f32), -1.0f32..1.0],
    );
    let bias = prop_oneof![Just(Vec::new()), prop::collection::vec((0u32..40, -4.0f32..4.0), 1..6)];
    let rest = (prop_oneof![Just(0.0f32), 0.3f32..3.0], 0usize..12, bias, orders(), any::<u64>());
    (filters, penalties, rest).prop_map(
        |(filters, penalties, (temperature, repetition_window, logit_bias, order, seed))| {
            let ((top_k, top_p, min_p), (repetition_penalty, presence_penalty, frequency_penalty)) =
                (filters, penalties);
            Sampling {
                temperature,
                top_k,
                top_p,
                min_p,
                repetition_penalty,
                presence_penalty,
                frequency_penalty,
                repetition_window,
                logit_bias,
                order,
                seed,
                ..Sampling::PLAIN
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, max_global_rejects: 100_000, ..ProptestConfig::default() })]
    #[test]
    fn every_setting_in_every_order_gives_the_plain_ways_probabilities(
        settings in settings(),
        logits in prop::collection::vec((-24i32..24).prop_map(|n| n as f32 / 4.0), 40..=40),
        tokens in prop::collection::vec(0u32..40, 0..16),
        allowed in prop_oneof![Just(None), prop::collection::vec(any::<bool>(), 40..=40).prop_map(Some)],
    ) {
        let everything = vec![true; 40];
        let set = allowed.as_ref().map(|allowed| {
            let mut set = TokenSet::none(40);
            (0u32..).zip(allowed).filter(|(_, is)| **is).for_each(|(id, _)| set.insert(id));
            set
        });
        let mut sampler = Sampler::new(settings.clone());
        let chosen = sampler.pick(&logits, &tokens, set.as_ref(), &Pool::new(1));
        let allowed = allowed.as_ref().unwrap_or(&everything);
        if allowed.iter().all(|is| !is) {
            let refused = matches!(chosen, Err(Error::NothingAllowed { .. }));
            prop_assert!(refused);
            return Ok(());
        }
        let expected = reference(&settings, &logits, &tokens, allowed);
        prop_assume!(expected.is_some());
        let mut expected = expected.unwrap();
        let chosen = chosen.unwrap();
        prop_assert!(expected.iter().any(|(id, _)| *id == chosen), "{chosen} of {expected:?}");
        if settings.temperature == 0.0 {
            prop_assert_eq!(expected.len(), 1);
            return Ok(());
        }
        let mut got: Vec<(u32, f64)> =
            sampler.candidates.iter().map(|one| (one.id, f64::from(one.logit) / sampler.divisor)).collect();
        got.sort_by_key(|(id, _)| *id);
        expected.sort_by_key(|(id, _)| *id);
        let ids = |of: &[(u32, f64)]| of.iter().map(|(id, _)| *id).collect::<Vec<u32>>();
        prop_assert_eq!(ids(&got), ids(&expected));
        for (share, wanted) in shares(&got).into_iter().zip(shares(&expected)) {
            prop_assert!((share - wanted).abs() < 1e-5, "{share} {wanted}");
        }
    }
}
