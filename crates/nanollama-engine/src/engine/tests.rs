use std::ops::ControlFlow;

use nanollama_kernel::cpu::Cpu;
use nanollama_kernel::pool::Pool;

use super::*;
use crate::testing::{model, tokenizer};

fn with_engine<R>(seed: u64, threads: usize, work: impl FnOnce(&mut Engine<'_>) -> R) -> R {
    let cpu = Cpu::new(Pool::new(threads));
    let mut model = model(seed);
    model.pack(cpu.pool());
    let options = Options { sequences: 4, ..Options::default() };
    work(&mut Engine::over(&model, &cpu, &tokenizer(), None, &options).unwrap())
}

fn go(_: &str) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

#[test]
fn the_cache_changes_no_bit() {
    with_engine(1, 2, |engine| {
        let sampling = Sampling { max_tokens: 20, seed: 3, ..Sampling::default() };
        let prompts: Vec<Vec<u32>> = ["The cat sat", "The cat ran to the mat", "The cat sat on"]
            .iter()
            .map(|text| engine.prompt(text).unwrap())
            .collect();
        let fresh: Vec<Finished> = prompts
            .iter()
            .map(|prompt| {
                engine.clear_cache();
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
    });
}

#[test]
fn threads_change_no_bit() {
    let logits = |threads| with_engine(2, threads, |engine| engine.logits(&(0..90).collect::<Vec<u32>>()).unwrap());
    let one = logits(1);
    assert!(one.iter().any(|&logit| logit != 0.0));
    for threads in [2, 3] {
        assert!(logits(threads) == one, "{threads} threads");
    }
}

#[test]
fn pieces_join_to_the_text_and_may_be_stopped() {
    with_engine(3, 1, |engine| {
        let prompt = engine.prompt("Was für").unwrap();
        let sampling = Sampling { max_tokens: 60, temperature: 1.5, top_k: 0, ..Sampling::default() };
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
    });
}

#[test]
fn generation_ends_with_the_context_and_too_long_prompts_are_refused() {
    with_engine(4, 1, |engine| {
        let context = engine.context();
        let prompt: Vec<u32> = (0..context as u32 - 5).map(|i| i % 250).collect();
        let sampling = Sampling { max_tokens: 50, seed: 1, ..Sampling::default() };
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
    });
}

#[test]
fn contexts_out_of_range_are_refused() {
    let cpu = Cpu::new(Pool::new(1));
    let model = model(1);
    for context in [0, 1, 161] {
        let options = Options { context: Some(context), ..Options::default() };
        let message = Engine::over(&model, &cpu, &tokenizer(), None, &options).map(|_| ()).unwrap_err().to_string();
        assert!(message.contains(&format!("context = {context}")) && message.contains("160"), "{message}");
    }
}

#[test]
fn logprobs_are_those_of_the_logits() {
    with_engine(5, 2, |engine| {
        let ids: Vec<u32> = (0..150).map(|i| i * 7 % 310).collect();
        let logits = engine.logits(&ids).unwrap();
        let logprobs = engine.logprobs(&ids).unwrap();
        assert_eq!(logprobs.len(), ids.len() - 1);
        for (row, &logprob) in logprobs.iter().enumerate() {
            let row_logits = &logits[row * 320..(row + 1) * 320];
            let total: f64 = row_logits.iter().map(|&logit| f64::from(logit).exp()).sum();
            let expected = f64::from(row_logits[ids[row + 1] as usize]) - total.ln();
            assert!((f64::from(logprob) - expected).abs() < 1e-4);
        }
        assert!(engine.logprobs(&[]).unwrap().is_empty());
    });
}

#[test]
fn diverged_weights_are_an_error() {
    let cpu = Cpu::new(Pool::new(1));
    let mut model = model(1);
    model.weights_mut()[0].master_mut().unwrap().fill(f32::NAN);
    model.pack(cpu.pool());
    let mut engine = Engine::over(&model, &cpu, &tokenizer(), None, &Options::default()).unwrap();
    for temperature in [0.0, 1.0] {
        let sampling = Sampling { temperature, ..Sampling::default() };
        assert!(matches!(engine.generate(&[1, 2, 3], &sampling, go), Err(Error::NotANumber { position: 3 })));
    }
    assert_eq!(engine.cache.free_tokens(), engine.capacity, "a failure gives its pages back");
}

#[test]
fn the_bench_measures() {
    with_engine(6, 1, |engine| {
        let settings = crate::BenchSettings { prefill: 40, decode: 4, rounds: 1 };
        let bench = engine.bench(&settings).unwrap();
        assert!(bench.prefill_tokens_per_second > 0.0 && bench.decode_tokens_per_second > 0.0);
        assert!(bench.bandwidth_share > 0.0 && bench.bytes_per_token > 4.0 * 320.0 * 64.0);
        assert!(engine.bench(&crate::BenchSettings { decode: 0, ..settings.clone() }).is_err());
        assert!(engine.bench(&crate::BenchSettings { prefill: 160, ..settings }).is_err());
    });
}
