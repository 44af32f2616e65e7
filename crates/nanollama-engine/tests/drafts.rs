//! Drafts from the text itself on a real model: the same text in fewer steps where it repeats, and hardly a draft where not.

use std::ops::ControlFlow;

use nanollama_bundle::{Locations, open};
use nanollama_engine::{Engine, Finished, Options, Sampling};

const CODE: &str = "def mean(numbers):\n    total = 0.0\n    for number in numbers:\n        total += number\n    return total / len(numbers)\n\n\
    def deviation(numbers):\n    total = 0.0\n    for number in numbers:\n        total += number\n    return";
const STORY: &str = "The old library smelled of dust. Behind the last shelf she found a map, and";

fn text(engine: &mut Engine, prompt: &str, sampling: &Sampling) -> Finished {
    let ids = engine.prompt(prompt).unwrap();
    engine.generate(&ids, sampling, |_| ControlFlow::Continue(())).unwrap()
}

#[test]
#[ignore = "needs NANOLLAMA_TEST_SMOLLM2, a file of 98 MB"]
fn a_real_model_writes_the_same_with_drafts() {
    let name = std::env::var("NANOLLAMA_TEST_SMOLLM2").expect("NANOLLAMA_TEST_SMOLLM2 names the file");
    let source = open(&name, &Locations::new("no-runs")).unwrap();
    let options = Options { context: Some(1024), ..Options::default() };
    let mut plain = Engine::open(&source, &options).unwrap();
    let mut drafting = Engine::open(&source, &Options { drafting: 16, ..options }).unwrap();
    let greedy = Sampling::greedy(120);
    let drawn = Sampling { temperature: 0.7, top_p: 0.9, seed: 11, ..Sampling::greedy(120) };
    let penalised = Sampling { repetition_penalty: 1.1, frequency_penalty: 0.1, ..drawn.clone() };
    let stopped = Sampling { stop: vec!["\n\n".into(), " the end".into()], ..greedy.clone() };
    let mut saved = 0;
    for (prompt, what) in [(CODE, "code"), (STORY, "story")] {
        for (sampling, how) in
            [(&greedy, "greedy"), (&drawn, "drawn"), (&penalised, "penalised"), (&stopped, "with stops")]
        {
            let (a, b) = (text(&mut plain, prompt, sampling), text(&mut drafting, prompt, sampling));
            assert_eq!((&a.tokens, &a.text, a.reason), (&b.tokens, &b.text, b.reason), "{what}, {how}");
            println!(
                "{what}, {how}: {} tokens in {} steps, {} of {} drafted accepted",
                b.tokens.len(),
                b.steps,
                b.accepted,
                b.drafted
            );
            saved += a.steps - b.steps;
        }
    }
    assert!(saved > 50, "{saved} steps saved");
}
