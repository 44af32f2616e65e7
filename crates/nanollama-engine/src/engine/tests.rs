use std::ops::ControlFlow;

use nanollama_token::chat::TEMPLATE;

use super::*;
use crate::error::Error;
use crate::testing::{as_recorded, engine_of, go, logits, model, requests};
use crate::{Chat, Reason};

fn engine(seed: u64, threads: usize) -> Engine {
    engine_of(model(seed), threads, None, &Options { sequences: 4, ..Options::default() })
}

/// What the engine before the scheduler generated, one text after the other.
#[test]
fn texts_are_those_that_were_recorded() {
    let recorded: serde_json::Value =
        serde_json::from_str(include_str!("../../tests/fixtures/recorded.json")).expect("the fixture is JSON");
    let mut all = requests(20);
    for (index, penalty) in [(20, 1.3), (21, 0.7)] {
        let sampling = Sampling {
            repetition_penalty: penalty,
            seed: index,
            max_tokens: 50,
            top_k: 0,
            top_p: 0.99,
            min_p: 0.0,
            temperature: 1.7,
            ..as_recorded()
        };
        all.push((vec![5, 9, 200, 7, 5], sampling));
    }
    all.push((vec![5, 9, 200, 7, 5], Sampling { repetition_penalty: 1.5, ..Sampling::greedy(100) }));
    let mut engine = engine_of(model(11), 2, None, &Options::default());
    let expected = recorded["generations"].as_array().expect("it is a list");
    assert_eq!(expected.len(), all.len());
    for (index, ((prompt, sampling), expected)) in all.iter().zip(expected).enumerate() {
        let finished = engine.generate(prompt, sampling, go).expect("the request is right");
        let got = serde_json::json!({
            "tokens": finished.tokens, "text": finished.text, "reason": finished.reason.name()
        });
        assert_eq!(got, *expected, "{index}");
    }
    let mut engine = engine_of(model(11), 2, Some(TEMPLATE), &Options::default());
    let mut chat = Chat::new(Some("Be kind."));
    for (turn, expected) in recorded["chat"].as_array().expect("it is a list").iter().enumerate() {
        let sampling = Sampling { seed: turn as u64, max_tokens: 10, ..as_recorded() };
        let reply = chat.say(&mut engine, &format!("The cat sat {turn} times"), &sampling, go).expect("it fits");
        let finished = reply.finished;
        let got = serde_json::json!({
            "tokens": finished.tokens, "text": finished.text, "cached": finished.cached_tokens,
            "prompt": finished.prompt_tokens, "forgotten": reply.forgotten
        });
        assert_eq!(got, *expected, "turn {turn}");
    }
}

#[test]
fn the_cache_changes_no_bit() {
    let mut engine = engine(1, 2);
    let sampling = Sampling { max_tokens: 20, seed: 3, ..as_recorded() };
    let prompts: Vec<Vec<u32>> = ["The cat sat", "The cat ran to the mat", "The cat sat on"]
        .iter()
        .map(|text| engine.prompt(text).unwrap())
        .collect();
    let fresh: Vec<Finished> = prompts
        .iter()
        .map(|prompt| {
            engine.scheduler.forget_prefixes();
            engine.generate(prompt, &sampling, go).unwrap()
        })
        .collect();
    for round in 0..2 {
        for (prompt, fresh) in prompts.iter().zip(&fresh) {
            let again = engine.generate(prompt, &sampling, go).unwrap();
            assert_eq!((&again.tokens, &again.text), (&fresh.tokens, &fresh.text));
            assert!(again.cached_tokens > 0 || round == 0);
            assert!(again.cached_tokens < prompt.len());
        }
    }
}

#[test]
fn threads_change_no_bit() {
    let ids: Vec<u32> = (0..90).collect();
    let sampling = Sampling { max_tokens: 20, temperature: 1.3, ..as_recorded() };
    let all = |threads| {
        let mut engine = engine(2, threads);
        let logits = logits(&engine.model, &*engine.device, &ids);
        (logits, engine.logprobs(&ids).unwrap(), engine.generate(&ids, &sampling, go).unwrap().tokens)
    };
    let one = all(1);
    assert!(one.0.iter().any(|&logit| logit != 0.0));
    for threads in [2, 3] {
        assert!(all(threads) == one, "{threads} threads");
    }
}

#[test]
fn pieces_join_to_the_text_and_may_be_stopped() {
    let mut engine = engine(3, 1);
    let prompt = engine.prompt("Was für").unwrap();
    let sampling = Sampling { max_tokens: 60, temperature: 1.5, top_k: 0, ..as_recorded() };
    let mut pieces = Vec::new();
    let all = engine
        .generate(&prompt, &sampling, |text| {
            pieces.push(text.to_owned());
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(pieces.concat(), all.text);
    assert_eq!(all.text, String::from_utf8_lossy(&engine.tokenizer().decode(&all.tokens)));
    assert!(matches!(all.reason, Reason::Length | Reason::Eos));

    let mut seen = 0;
    let cancelled = engine.generate(&prompt, &sampling, |_| {
        seen += 1;
        if seen == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let cancelled = cancelled.unwrap();
    assert_eq!(cancelled.reason, Reason::Cancelled);
    assert!(all.text.starts_with(&cancelled.text) && cancelled.tokens.len() < all.tokens.len());

    // A stop text that begins inside one token and ends inside another.
    let text: Vec<char> = all.text.chars().collect();
    let stop: String = text[text.len() / 2..text.len() / 2 + 5].iter().collect();
    let stopped = engine.generate(&prompt, &Sampling { stop: vec![stop.clone()], ..sampling }, go).unwrap();
    assert_eq!(stopped.reason, Reason::Stop);
    assert_eq!(stopped.text, all.text[..all.text.find(&stop).unwrap()]);
}

#[test]
fn generation_ends_with_the_context_and_too_long_prompts_are_refused() {
    let mut engine = engine(4, 1);
    let context = engine.context();
    let prompt: Vec<u32> = (0..context as u32 - 5).map(|i| i % 250).collect();
    let sampling = Sampling { max_tokens: 50, seed: 1, ..as_recorded() };
    let finished = engine.generate(&prompt, &sampling, go).unwrap();
    assert!(finished.reason == Reason::Eos || (finished.reason == Reason::Context && finished.tokens.len() == 5));
    let long: Vec<u32> = (0..context as u32).map(|i| i % 250).collect();
    let message = engine.generate(&long, &sampling, go).unwrap_err().to_string();
    assert!(message.contains(&context.to_string()), "{message}");
    assert!(matches!(engine.generate(&[], &sampling, go), Err(Error::EmptyPrompt)));
    assert!(engine.generate(&[0, 5000], &sampling, go).unwrap_err().to_string().contains("5000"));
    assert!(engine.logprobs(&vec![1; context + 1]).is_err());
    let none = engine.generate(&[1, 2], &Sampling { max_tokens: 0, ..sampling }, go).unwrap();
    assert_eq!((none.tokens.len(), none.reason), (0, Reason::Length));
}

#[test]
fn settings_out_of_range_are_refused() {
    let refused = |options: &Options| {
        let (cpu, tokenizer) = (Cpu::new(Pool::new(1)), crate::testing::tokenizer());
        let ends = tokenizer.stop_tokens();
        let made = Engine::assemble(model(1), Box::new(cpu), &tokenizer, Template::None, &ends, "small", options);
        made.map(|_| ()).unwrap_err().to_string()
    };
    for context in [0, 1, 161] {
        let message = refused(&Options { context: Some(context), ..Options::default() });
        assert!(message.contains(&format!("context = {context}")) && message.contains("160"), "{message}");
    }
    let message = refused(&Options { cache: DType::Q4_0.into(), ..Options::default() });
    assert!(message.contains("q4_0") && message.contains("f32, f16, q8_0"), "{message}");
}

#[test]
fn logprobs_are_those_of_the_logits() {
    let mut engine = engine(5, 2);
    let ids: Vec<u32> = (0..150).map(|i| i * 7 % 310).collect();
    let logits = logits(&engine.model, &*engine.device, &ids);
    let logprobs = engine.logprobs(&ids).unwrap();
    assert_eq!(logprobs.len(), ids.len() - 1);
    for (row, &logprob) in logprobs.iter().enumerate() {
        let row_logits = &logits[row * 320..(row + 1) * 320];
        let total: f64 = row_logits.iter().map(|&logit| f64::from(logit).exp()).sum();
        let expected = f64::from(row_logits[ids[row + 1] as usize]) - total.ln();
        assert!((f64::from(logprob) - expected).abs() < 1e-4);
    }
    assert!(engine.logprobs(&[]).unwrap().is_empty());
}

#[test]
fn diverged_weights_are_an_error() {
    let mut model = model(1);
    model.weights_mut()[0].edit(&Cpu::new(Pool::new(1)), |values| values.fill(f32::NAN));
    let mut engine = engine_of(model, 1, None, &Options::default());
    for temperature in [0.0, 1.0] {
        let sampling = Sampling { temperature, ..as_recorded() };
        assert!(matches!(engine.generate(&[1, 2, 3], &sampling, go), Err(Error::NotANumber { position: 3 })));
    }
    assert!(matches!(engine.logprobs(&[1, 2, 3]), Err(Error::NotANumber { position: 1 })));
    let (available, all) = engine.scheduler.available_pages();
    assert_eq!(available, all, "a failure gives its pages back");
}

/// Results by index, and the order in which they came.
fn batch(engine: &mut Engine, requests: Vec<Request>) -> (Vec<Option<Result<Outcome>>>, Vec<usize>) {
    let (mut results, mut order) = ((0..requests.len()).map(|_| None).collect::<Vec<_>>(), Vec::new());
    let outcome = engine.batch(requests, |index, result| {
        results[index] = Some(result);
        order.push(index);
        ControlFlow::Continue(())
    });
    outcome.unwrap();
    (results, order)
}

#[test]
fn a_batch_gives_what_each_gives_alone() {
    let mut alone = engine_of(model(11), 2, None, &Options::default());
    let requests = requests(20);
    let expected: Vec<Finished> =
        requests.iter().map(|(prompt, sampling)| alone.generate(prompt, sampling, go).unwrap()).collect();
    assert!(expected.iter().any(|finished| finished.tokens.len() > 30), "some texts are long");
    assert!(expected.iter().any(|finished| finished.reason == Reason::Context), "some reach the context's end");
    for sequences in [1, 3, 16] {
        let mut engine = engine_of(model(11), 2, None, &Options { sequences, ..Options::default() });
        let all = requests.iter().cloned().map(|(prompt, sampling)| Request::generate(prompt, sampling)).collect();
        let (results, mut order) = batch(&mut engine, all);
        for (index, (result, expected)) in results.iter().zip(&expected).enumerate() {
            let Some(Ok(Outcome::Text(result))) = result else { panic!("{index} is a text") };
            assert_eq!((&result.tokens, &result.text), (&expected.tokens, &expected.text), "{index} of {sequences}");
            assert_eq!(result.reason, expected.reason);
        }
        order.sort_unstable();
        assert_eq!(order, (0..20).collect::<Vec<usize>>());
        let (available, all) = engine.scheduler.available_pages();
        assert_eq!(available, all, "every page came back");
    }
}

#[test]
fn a_batch_may_be_broken_off_and_a_bad_request_fails_alone() {
    let mut engine = engine_of(model(12), 1, None, &Options { sequences: 2, ..Options::default() });
    let all = |count| requests(count).into_iter().map(|(prompt, sampling)| Request::generate(prompt, sampling));
    let mut told = 0;
    let broken = engine.batch(all(10), |_, _| {
        told += 1;
        ControlFlow::Break(())
    });
    assert!(broken.is_ok() && told == 1);
    assert!(engine.scheduler.is_idle());
    assert!(batch(&mut engine, Vec::new()).0.is_empty());
    let mut bad: Vec<Request> = all(10).collect();
    bad[3].tokens.clear();
    bad[8].tokens = vec![1; 500];
    bad[9] = Request::score(vec![1, 2, 3], 1);
    let (results, _) = batch(&mut engine, bad);
    for (index, result) in results.iter().enumerate() {
        let result = result.as_ref().expect("each is told of");
        match index {
            3 => assert!(matches!(result, Err(Error::EmptyPrompt))),
            8 => assert!(matches!(result, Err(Error::TooLong { tokens: 500, context: 160, .. }))),
            9 => assert!(
                matches!(result, Ok(Outcome::Scores(scores)) if *scores == engine.logprobs(&[1, 2, 3]).unwrap())
            ),
            _ => assert!(result.is_ok(), "{index}"),
        }
    }
}

#[test]
fn the_bench_measures() {
    let mut engine = engine(6, 1);
    let settings = crate::BenchSettings { prefill: 40, decode: 4, depth: 0, rounds: 1 };
    let bench = engine.bench(&settings).unwrap();
    assert!(bench.prefill_tokens_per_second > 0.0 && bench.decode_tokens_per_second > 0.0);
    assert!(bench.bandwidth_share > 0.0 && bench.bytes_per_token > 4.0 * 320.0 * 64.0);
    assert!(engine.bench(&crate::BenchSettings { decode: 0, ..settings.clone() }).is_err());
    assert!(engine.bench(&crate::BenchSettings { prefill: 160, ..settings }).is_err());
}

#[test]
fn samples_of_one_prompt_compute_it_once_and_are_those_of_their_seeds() {
    let mut engine = engine(6, 2);
    for length in [1, 2, 40, 64, 70] {
        let prompt: Vec<u32> = (0..length).map(|i| (i * 7 + length) % 250).collect();
        let sampling = Sampling { max_tokens: 12, temperature: 1.5, seed: 5, ..Sampling::default() };
        engine.scheduler.forget_prefixes();
        let texts = engine.samples(&prompt, &sampling, 4).unwrap();
        assert_eq!(texts.len(), 4);
        for (seed, text) in (5..).zip(&texts) {
            assert_eq!(text.cached_tokens, prompt.len() - 1, "all but the last token were in the cache");
            let alone = engine.generate(&prompt, &Sampling { seed, ..sampling.clone() }, go).unwrap();
            assert_eq!(text.tokens, alone.tokens, "seed {seed}");
        }
        assert!(texts.iter().any(|text| text.tokens != texts[0].tokens), "seeds differ");
    }
    assert!(matches!(engine.samples(&[], &Sampling::default(), 2), Err(Error::EmptyPrompt)));
}
