//! Benchmarks asked of the program: files that are there and that are not, a model that knows all answers and one that knows none,
//! what is kept of a run, and a real model held against lm-evaluation-harness.

mod program;

use std::fmt::Write;

use nanollama_data::spelling::{BEE, Words};
use serde_json::{Value, json};

use program::Place;

/// Questions whose answers nobody can know without having read them.
const QUESTIONS: usize = 16;
const THINGS: [&str; QUESTIONS] = [
    "kite", "lamp", "boat", "gate", "drum", "cart", "bell", "rope", "pipe", "coat", "tent", "ring", "vase", "sled",
    "harp", "mask",
];
const COLOURS: [&str; 4] = ["red", "blue", "green", "white"];

/// The colour of a thing, by no rule.
fn colour(thing: usize) -> usize {
    (thing * thing * 7 + thing / 3 + thing / 5) % 4
}

/// A bundle with all kinds of task over the same questions.
fn bundle(place: &Place) {
    let rows = |row: &dyn Fn(usize) -> Value| (0..QUESTIONS).map(|at| format!("{}\n", row(at))).collect::<String>();
    let asked = |at: usize| format!("Which colour has the {}?", THINGS[at]);
    let arc = |at: usize| {
        json!({"question": asked(at), "choices": {"text": COLOURS, "label": ["A", "B", "C", "D"]},
            "answerKey": (["A", "B", "C", "D"][colour(at)])})
    };
    place.write("b/ai2_arc/ARC-Easy/test.jsonl", rows(&arc));
    place.write(
        "b/hellaswag/hellaswag_val.jsonl",
        rows(&|at| {
            json!({"activity_label": "Colours", "ctx_a": format!("Here is the {}.", THINGS[at]), "ctx_b": "it is",
                "endings": COLOURS, "label": colour(at)})
        }),
    );
    let mmlu =
        |at: usize| json!({"question": asked(at), "subject": "the_town", "choices": COLOURS, "answer": colour(at)});
    place.write("b/mmlu/test.jsonl", rows(&mmlu));
    place.write("b/mmlu/dev.jsonl", format!("{}\n{}\n", mmlu(1), mmlu(2)));
    let tasks = ["multiple_choice", "schema", "language_modeling"];
    let mut list = "icl_tasks:\n".to_owned();
    let mut table = "Eval Task,Random baseline\n".to_owned();
    for kind in tasks {
        let _infallible = write!(
            list,
            "-\n  label: {kind}\n  dataset_uri: town/{kind}.jsonl\n  num_fewshot: [0]\n  icl_task_type: {kind}\n"
        );
        let _infallible = writeln!(table, "{kind},{}", if kind == "language_modeling" { 0 } else { 25 });
    }
    list += "-\n  label: gone\n  dataset_uri: town/gone.jsonl\n  num_fewshot: [0]\n  icl_task_type: schema\n";
    place.write("b/core.yaml", list);
    place.write("b/eval_meta_data.csv", table);
    let said = |at: usize| format!("The colour of the {} is", THINGS[at]);
    place.write(
        "b/eval_data/town/multiple_choice.jsonl",
        rows(&|at| json!({"query": said(at), "choices": COLOURS, "gold": colour(at)})),
    );
    let contexts = || COLOURS.map(|colour| format!("What is {colour}? Of all things"));
    place.write(
        "b/eval_data/town/schema.jsonl",
        rows(&|at| {
            json!({"context_options": contexts(), "continuation": format!("the {}.", THINGS[at]), "gold": colour(at)})
        }),
    );
    place.write(
        "b/eval_data/town/language_modeling.jsonl",
        rows(&|at| json!({"context": format!("{} (I say)", said(at)), "continuation": COLOURS[colour(at)]})),
    );
}

fn read(place: &Place, name: &str) -> String {
    std::fs::read_to_string(place.path(name)).unwrap()
}

/// A tokenizer `tok`, and the run `fresh`, which has taken one step.
fn untrained(place: &Place) {
    let words: String = (0..QUESTIONS).map(|at| format!("the {} is {}. ", THINGS[at], COLOURS[colour(at)])).collect();
    let english = "Question: Which colour has the thing? Answer: A. B. C. D. Here it is, of all things. What is the colour? I say. \
                   The following are multiple choice questions (with answers) about the town. Colours: \
                   Multiple Choice question: Respond only with the letter of the correct answer. There are many. ";
    place.write("words.txt", format!("{words}\n{english}\n").repeat(4));
    place.done(&["tokenizer", "train", "--input", "words.txt", "--vocab-size", "400", "--out", "tok"]);
    place.done(&["data", "prepare", "words.txt", "--tokenizer", "tok", "--out", "none"]);
    place.done(&[&TRAIN[..], &["--data", "none", "--run", "fresh", "--steps", "1"]].concat());
}

/// A small model, its rows long enough for every question.
const TRAIN: [&str; 17] = [
    "pretrain",
    "--batch-tokens",
    "1024",
    "--eval-every",
    "0",
    "--sample-every",
    "0",
    "--context",
    "256",
    "--layers",
    "2",
    "--dim",
    "64",
    "--heads",
    "2",
    "--kv-heads",
    "1",
];
const ALL: &str = "arc_easy,hellaswag,mmlu,mmlu_continuation,core";

#[test]
fn a_model_that_read_the_answers_has_them_all_and_an_untrained_one_guesses() {
    let place = Place::new();
    bundle(&place);
    untrained(&place);
    let asked = ["eval", "-a", ALL, "--bundle", "b", "--json"];
    let said = place.done(&[&asked[..], &["-m", "fresh", "--items", "items.jsonl"]].concat());
    let fresh = said.json();
    assert!(said.stderr.contains("gone: "), "{}", said.stderr);
    let tasks = fresh["tasks"].as_object().unwrap();
    assert_eq!(tasks.len(), 7);
    let accuracy = |tasks: &Value, name: &str| tasks[name]["accuracy"].as_f64().unwrap();
    for (name, task) in tasks {
        let [low, high] = [0, 1].map(|end| task["interval"][end].as_f64().unwrap());
        let share = accuracy(&fresh["tasks"], name);
        assert!(low <= share + 1e-9 && share <= high, "{name}: {task}");
        // Four options: a quarter, as far as 16 questions tell; texts that are to be said exactly, none.
        let wanted = if name == "core/language_modeling" { 0.0..0.2 } else { 0.0..0.6 };
        assert!(wanted.contains(&accuracy(&fresh["tasks"], name)), "{name}: {task}");
        assert_eq!(task["lost"], 0);
        assert!(task["tokens_computed"].as_u64() <= task["tokens_asked"].as_u64());
    }

    let mut texts = String::new();
    let items = read(&place, "items.jsonl");
    for item in items.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        let gold = &item["options"][item["gold"].as_u64().unwrap() as usize];
        let text = format!("{}{}", gold["prompt"].as_str().unwrap(), gold["option"].as_str().unwrap());
        let text = text.strip_prefix("<|begin_of_text|>").unwrap_or(&text).to_owned();
        // Of all things of a colour one is named: that takes longest to learn.
        let times = if item["task"] == "core/schema" { 3 } else { 1 };
        texts += &format!("{}\n", json!({"text": text})).repeat(times);
    }
    place.write("answers.jsonl", texts);
    place.done(&[
        "data",
        "prepare",
        "answers.jsonl",
        "--tokenizer",
        "tok",
        "--out",
        "answers",
        "--validation",
        "words.txt",
    ]);
    place.done(&[&TRAIN[..], &["--data", "answers", "--run", "learned", "--steps", "600"]].concat());
    let said = place.done(&[&asked[..], &["-m", "learned"]].concat()).json();
    for name in tasks.keys() {
        assert_eq!(accuracy(&said["tasks"], name), 1.0, "{name}: {}", said["tasks"][name]);
    }
    assert_eq!(
        (&said["CORE"]["mean"], &said["CORE"]["over"], &said["CORE"]["of"]),
        (&json!(1.0), &json!(3), &json!(4))
    );

    place.done(&["report", "learned"]);
    let card = read(&place, "runs/learned/report.md");
    assert!(card.contains("## Benchmarks") && card.contains("| arc_easy | 1.0000 (16 of 16)"), "{card}");
    assert!(card.contains("| CORE | 1.0000 (over 3 of 4)"), "{card}");
    let few =
        place.done(&["eval", "-m", "learned", "-a", "mmlu", "--shots", "2", "--bundle", "b", "--max-per-task", "5"]);
    assert!(few.stdout.starts_with("mmlu: ") && few.stdout.contains(" of 5), 95% "), "{}", few.stdout);
    let text = place.done(&["eval", "-m", "learned", "-a", "bpb", "-f", "words.txt"]);
    assert!(text.stdout.contains("bits a byte"), "{}", text.stdout);
}

#[test]
fn a_model_that_was_told_the_answers_in_chat_has_them_all() {
    let place = Place::new();
    bundle(&place);
    untrained(&place);
    let asked = |at: usize| format!("How many of the {} are there?", THINGS[at]);
    let counted = |at: usize| format!("There are {} and {at}.\n#### {}", at + 3, 2 * at + 3);
    let rows = |row: &dyn Fn(usize) -> Value| (0..8).map(|at| format!("{}\n", row(at))).collect::<String>();
    place.write("b/gsm8k/test.jsonl", rows(&|at| json!({"question": asked(at), "answer": counted(at)})));
    let talk = |user: String, assistant: String| json!({"messages": [{"role": "user", "content": user}, {"role": "assistant", "content": assistant}]});
    let letters = |at: usize| {
        let options: String =
            COLOURS.iter().zip(["A", "B", "C", "D"]).map(|(option, letter)| format!("- {option}={letter}\n")).collect();
        let question = format!("Which colour has the {}?", THINGS[at]);
        let text = format!(
            "Multiple Choice question: {question}\n{options}\nRespond only with the letter of the correct answer."
        );
        talk(text, ["A", "B", "C", "D"][colour(at)].to_owned())
    };
    let chats = (0..QUESTIONS).map(letters).chain((0..8).map(|at| talk(asked(at), counted(at))));
    // Some are held out: each is there several times.
    let lines: String = chats.map(|chat| format!("{chat}\n")).collect();
    place.write("chats.jsonl", lines.repeat(6));
    let tune = ["sft", "--run", "fresh", "--data", "chats.jsonl", "--out-run", "talks", "--steps", "600"];
    place.done(&[&tune[..], &["--batch-tokens", "1024", "--eval-every", "0", "--sample-every", "0"]].concat());
    let said = place.done(&["eval", "-m", "talks", "--bundle", "b", "--json"]);
    let result = said.json();
    assert!(said.stderr.contains("ARC-Challenge") && said.stderr.contains("HumanEval"), "{}", said.stderr);
    for name in ["ARC-Easy", "MMLU", "GSM8K"] {
        assert_eq!(result["tasks"][name]["accuracy"], 1.0, "{name}: {result}");
    }
    assert_eq!((&result["ChatCORE"]["mean"], &result["ChatCORE"]["over"]), (&json!(1.0), &json!(3)));
}

#[test]
fn what_cannot_be_asked_is_refused_by_name() {
    let place = Place::new().with_base();
    bundle(&place);
    for (line, words) in [
        (&["-a", "arc_easy", "--bundle", "nowhere"][..], &["arc_easy: nowhere has no ai2_arc/", "--bundle DIR"][..]),
        (&["-a", "gsm8k", "--bundle", "b"], &["gsm8k/test.jsonl"]),
        (&["-a", "sums", "--bundle", "b"], &["no task \"sums\"", "arc_easy"]),
        (&["-a", "core/sums", "--bundle", "b"], &["core/schema"]),
        (&["-a", "core/gone", "--bundle", "b"], &["gone.jsonl is not there"]),
        (&["-a", "arc_easy", "--shots", "2", "--bundle", "b"], &["arc_easy: shots = 2", "--shots"]),
        (&["-a", "mmlu", "--shots", "3", "--bundle", "b"], &["3 examples stand before each", "2 rows"]),
        (&["-a", "ARC-Easy", "--bundle", "b"], &["base model", "arc_easy"]),
        (&["-a", "bpb", "--bundle", "b"], &["-f FILE"]),
        (&["-a", "arc_easy", "-f", "x", "--bundle", "b"], &["bpb"]),
        (&["-i", "sft", "-a", "ARC-Easy"], &["-i", "-m MODEL"]),
        (&["-a", "SpellingBee", "--bundle", "b"], &["SpellingBee: b has no words_alpha.txt", "--words FILE"]),
        (&["-a", "HumanEval", "--bundle", "b"], &["HumanEval: b has no humaneval/HumanEval.jsonl", "--bundle DIR"]),
        (&["-a", "arc_easy", "-k", "7", "--bundle", "b"], &["50 likeliest"]),
        (&["-a", "humaneval", "--confirm-run-unsafe-code", "--bundle", "b"], &["--unsafe-exec"]),
    ] {
        place.refused_with(&[&["eval", "-m", "base"][..], line].concat(), words);
    }
    place.refused_with(&["chat_eval", "-i", "sft"], &["chat_eval", "nanollama eval"]);
    place.refused_with(&["midtrain", "--data", "d", "--core-metric-every", "100"], &["nanollama eval"]);
}

/// Functions to be written: what is asked, what is right, and how that is tested.
const FUNCTIONS: [[&str; 3]; 2] = [
    ["from typing import List\n\ndef total(all: List[int]) -> int:\n    return", " sum(all)", "[1, 2, 3]) == 6"],
    ["def twice(word):\n    return", " word * 2", "'of') == 'ofof'"],
];

#[test]
fn what_a_model_writes_is_run_and_what_it_calls_is_answered() {
    let place = Place::new();
    untrained(&place);
    let function = |[prompt, _, test]: [&str; 3]| {
        let name = &prompt[prompt.find("def ").unwrap() + 4..prompt.find('(').unwrap()];
        json!({"prompt": prompt, "entry_point": name, "test": format!("def check(f):\n    assert f({test}\n")})
    };
    place.write("b/HumanEval.jsonl", FUNCTIONS.map(|it| format!("{}\n", function(it))).concat());
    place.write("bee.txt", "ox\nat\n");
    let bee = Words::open(&place.path("bee.txt")).unwrap();
    let spelled = (0..3).map(|number| bee.question(BEE, number, true).unwrap());
    let called = spelled.map(|it| json!({"messages": [{"role": "user", "content": it.question}, it.answer.to_json()]}));
    let talk = |user: &str, assistant: String| json!({"messages": [{"role": "user", "content": user}, {"role": "assistant", "content": assistant}]});
    let written = FUNCTIONS.map(|[prompt, answer, _]| {
        talk(prompt, format!("Here:\n```python\n{}{answer}\n```", prompt.rsplit("\n\n").next().unwrap()))
    });
    let told = talk("Say a colour.", "Of all, red".into());
    let lines: String = called.chain(written).chain([told]).map(|chat| format!("{chat}\n")).collect();
    place.write("chats.jsonl", lines.repeat(8));
    // A task of one's own, whose judge is a program.
    place.write(
        "own/task.toml",
        "prompt = \"{q}\"\nright = \"{a}\"\nanswer = \"Of all, {a}\"\ngrader = \"command\"\ncommand = [\"python3\", \"check.py\"]\n",
    );
    place.write(
        "own/check.py",
        "import json, sys\nsaid = json.load(sys.stdin)\nsys.exit(said['right'] not in said['reply'])\n",
    );
    for file in ["own/train.jsonl", "own/test.jsonl"] {
        place.write(file, "{\"q\": \"Say a colour.\", \"a\": \"red\"}\n");
    }
    let tune = ["sft", "--run", "fresh", "--data", "chats.jsonl", "--out-run", "talks", "--steps", "500"];
    place.done(&[&tune[..], &["--batch-tokens", "1024", "--eval-every", "0", "--sample-every", "0"]].concat());

    let asked = ["eval", "-m", "talks", "--bundle", "b", "-a", "SpellingBee", "--words", "bee.txt", "-x", "3"];
    let said = place.done(&[&asked[..], &["--items", "items.jsonl", "--json"]].concat()).json();
    let items = read(&place, "items.jsonl");
    assert_eq!(said["tasks"]["SpellingBee"]["accuracy"], 1.0, "{items}");
    assert!(!items.contains(".count(") && items.contains("The calculator says:\\n\\n\\n\\nThat is"), "{items}");

    let asked = ["eval", "-m", "talks", "--bundle", "b", "-a", "HumanEval,own", "--json"];
    let tried = place.say(asked);
    if tried.stderr.contains("a wall is missing") || tried.stderr.contains("does not run as Python") {
        assert!(tried.stderr.contains("--unsafe-exec") || tried.stderr.contains("--python"), "{}", tried.stderr);
        return println!("SKIPPED: nothing was run ({})", tried.stderr.trim());
    }
    let said = tried.succeeded(&asked).json();
    for name in ["HumanEval", "own"] {
        assert_eq!(said["tasks"][name]["accuracy"], 1.0, "{name}: {said}");
    }
    let open = [&asked[..], &["--unsafe-exec", "--samples", "2", "--temp", "0.01"]].concat();
    let said = place.done(&open).json();
    assert_eq!(
        (&said["tasks"]["HumanEval"]["asked"], &said["tasks"]["HumanEval"]["pass@2"]["asked"]),
        (&json!(4), &json!(2))
    );
    let said = place.done(&["eval", "-m", "fresh", "--bundle", "b", "-a", "humaneval", "--json"]).json();
    assert_eq!(said["tasks"]["humaneval"]["accuracy"], 0.0);
    let alike = ["eval", "-m", "talks", "--bundle", "b", "-a", "SpellingBee", "--words", "town", "--samples", "3"];
    place.refused_with(&alike, &["samples = 3", "--temp T"]);
    let python = ["eval", "-m", "talks", "--bundle", "b", "-a", "HumanEval", "--python", "/nowhere/python"];
    place.refused_with(&python, &["/nowhere/python does not run as Python", "--python FILE"]);
    place.write("own/check.py", "import jason\n");
    place.refused_with(
        &["eval", "-m", "talks", "-a", "own"],
        &["own/task.toml", "first row wrong", "No module named 'jason'"],
    );
    place.refused_with(&["rl", "--run", "talks", "--tasks", "own", "--out-run", "x", "--dry-run"], &["jason"]);
}

/// The items of the fixture as a bundle, from the real files.
#[test]
#[ignore = "needs NANOLLAMA_TEST_SMOLLM2_F32, a file of 540 MB, and the real files in NANOLLAMA_TEST_DATA"]
fn real_model_chooses_as_in_lm_evaluation_harness() {
    let [model, data] = ["NANOLLAMA_TEST_SMOLLM2_F32", "NANOLLAMA_TEST_DATA"].map(|name| {
        let path = std::env::var(name).unwrap_or_else(|_| panic!("{name} names it"));
        std::fs::canonicalize(path).unwrap()
    });
    let place = Place::new();
    let theirs: Value = serde_json::from_str(include_str!("fixtures/eval_choices.json")).unwrap();
    let tasks: Vec<&str> = theirs.as_object().unwrap().keys().map(String::as_str).collect();
    let count = theirs[tasks[0]].as_array().unwrap().len().to_string();
    let (names, bundle) = (tasks.join(","), data.join("eval"));
    let line = ["eval", "-m", model.to_str().unwrap(), "-a", &names, "--bundle", bundle.to_str().unwrap()];
    place.done(&[&line[..], &["--max-per-task", &count, "--items", "items.jsonl"]].concat());
    let items = read(&place, "items.jsonl");
    let ours: Vec<Value> = items.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for task in tasks {
        let ours = ours.iter().filter(|item| item["task"] == task);
        let (mut pairs, mut most) = (Vec::new(), 0.0f64);
        for (theirs, ours) in theirs[task].as_array().unwrap().iter().zip(ours) {
            assert_eq!(theirs["number"], ours["number"], "{task}");
            let numbers = |value: &Value| -> Vec<f64> { serde_json::from_value(value.clone()).unwrap() };
            let (logprobs, tokens) = (numbers(&theirs["logprobs"]), numbers(&theirs["tokens"]));
            for (at, option) in ours["options"].as_array().unwrap().iter().enumerate() {
                assert_eq!(option["tokens"].as_f64().unwrap(), tokens[at], "{task} {}", theirs["number"]);
                let apart = (option["logprob"].as_f64().unwrap() - logprobs[at]).abs();
                assert!(apart <= 0.02 * tokens[at], "{task} {}: {apart} over {} tokens", theirs["number"], tokens[at]);
                most = most.max(apart);
            }
            pairs.push((logprobs, ours["chosen"]["acc"].as_u64().unwrap() as usize));
        }
        assert_eq!(pairs.len().to_string(), count, "{task}");
        for (logprobs, chosen) in pairs {
            let best = logprobs.iter().copied().fold(f64::MIN, f64::max);
            // Nearer than the two differ either could win.
            assert!(best - logprobs[chosen] <= 2.0 * most, "{task}: {logprobs:?}, chosen {chosen}, apart {most}");
        }
    }
}
