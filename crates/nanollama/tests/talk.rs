//! Talking with a model, as people do it and as the documents of nanollama and nanochat spell it: what is answered, what is
//! refused by name, and what is said beside it.

use std::fs;

use serde_json::Value;

mod program;

use program::{Place, SHAPE, conversations};

/// A base model in `mine.gguf`, the run that it is (`base`), and one that was trained on chat after it (`talks`).
fn place() -> Place {
    let place = Place::new().with_base();
    place.write("chats.jsonl", conversations(40));
    let sft = ["sft", "--run", "base", "--data", "chats.jsonl", "--out-run", "talks", "--steps", "4"];
    place.done(&[&sft[..], &["--sample-every", "0", "--batch-tokens", "256"]].concat());
    place.done(&["export", "base", "--out", "mine.gguf", "--dtype", "f32"]);
    place.done(&["export", "talks", "--out", "talks.gguf", "--dtype", "f32"]);
    place
}

/// What becomes of a line.
enum Becomes {
    /// It is done, and these words are said beside the answer.
    Done(&'static [&'static str]),
    /// It is refused with these words.
    Refused(&'static [&'static str]),
}
use Becomes::{Done, Refused};

/// Every line of the documents that runs a model.
const LINES: &[(&[&str], Becomes)] = &[
    (&["--model", "mine.gguf", "--prompt", "Once upon a time"], Done(&["[nanollama] loading mine.gguf", " tok/s]"])),
    (
        &["--model", "mine.gguf", "--interactive"],
        Done(&["[nanollama] ready — ", "2 layers, 32 dim", "Type /quit to exit"]),
    ),
    (&["--model", "mine.gguf"], Done(&["Type /quit to exit"])),
    (&["--model", "mine.gguf", "--serve", "--port", "8080", "--api-key", "short"], Refused(&["--api-key"])),
    (&["--model", "mine.gguf", "--serve", "--host", "0.0.0.0"], Refused(&["--api-key"])),
    (
        &["--model", "mine.gguf", "--gamma", "gamma_nano.npz", "--interactive"],
        Done(&["gamma_nano", "Type /quit to exit"]),
    ),
    (&["--model", "mine.gguf", "--gamma", "gamma.npz"], Done(&["Type /quit to exit"])),
    (&["--model", "mine.gguf", "--prompt", "a", "--max-tokens", "3"], Done(&[" tok/s]"])),
    (&["--model", "mine.gguf", "--prompt", "a", "--temp", "0.7", "--max-tokens", "3"], Done(&[" tok/s]"])),
    (&["--model", "mine.gguf", "--prompt", "a", "--temp", "1.2", "--max-tokens", "3"], Done(&[" tok/s]"])),
    (&["--model", "mine.gguf", "--prompt", "a", "--top-p", "0.9", "--max-tokens", "3"], Done(&[" tok/s]"])),
    (&["--model", "mine.gguf", "--prompt", "a", "--top-k", "50", "--max-tokens", "3"], Done(&[" tok/s]"])),
    (&["--model", "mine.gguf", "--prompt", "a", "--rep-penalty", "1.15", "--max-tokens", "3"], Done(&[" tok/s]"])),
    (&["--model", "mine.gguf", "--prompt", "a", "--rep-window", "32", "--max-tokens", "3"], Done(&[" tok/s]"])),
    (&["--model", "mine.gguf", "--list-tensors"], Done(&[])),
    (&["--model", "nosuch.gguf", "--prompt", "test"], Refused(&["nosuch.gguf"])),
    (&["python", "-m", "scripts.chat_cli"], Refused(&["chat_cli", "nanollama chat"])),
    (&["python", "-m", "scripts.chat_cli", "-p", "What is the speed of light?"], Refused(&["nanollama chat"])),
    (
        &["python", "-m", "scripts.chat_cli", "-p", "Write a poem", "-t", "1.0", "-k", "50"],
        Refused(&["nanollama chat"]),
    ),
    (&["python", "-m", "scripts.chat_web"], Refused(&["chat_web", "nanollama serve"])),
    (&["chat", "-p", "Write a poem", "-t", "1.0", "-k", "50", "-n", "3"], Done(&["[nanollama] loading talks"])),
    (&["run", "-m", "mine.gguf", "-p", "a", "-t", "0.5", "-k", "3", "-n", "3", "-c", "64"], Done(&[" tok/s]"])),
];

#[test]
fn the_documents_lines_work_as_typed_or_are_refused_by_name() {
    let place = place();
    for file in ["gamma_nano.npz", "gamma.npz"] {
        place.done(&["gamma", "extract", "base", "talks", "-o", file]);
    }
    for (line, becomes) in LINES {
        match becomes {
            Done(words) => {
                let said = place.say_with(b"/quit\n", line).succeeded(line);
                for word in *words {
                    assert!(said.stderr.contains(word), "{line:?} should say {word:?}: {}", said.stderr);
                }
            }
            Refused(words) => place.refused_with(line, words),
        }
    }
    let listed = place.done(&["--model", "mine.gguf", "--list-tensors"]).stdout;
    assert!(listed.contains("token_embd.weight") && listed.contains("blk.1.ffn_down.weight"), "{listed}");
    // Threads are --threads: -t is the temperature wherever there is one.
    for verb in ["run", "chat"] {
        let help = place.done(&[verb, "--help"]).stdout;
        for (short, long) in [("-t", "--temp"), ("-k", "--top-k"), ("-n", "--max-tokens"), ("-m", "--model")] {
            assert!(help.contains(&format!("{short}, {long}")), "{verb} {short}: {help}");
        }
    }
}

#[test]
fn defaults_are_those_of_the_documents() {
    let place = Place::new().with_base();
    let said = |more: &[&str]| {
        place.done(&[&["run", "-m", "base", "-p", "Ann took", "-s", "3", "-n", "40"], more].concat()).stdout
    };
    let stated =
        ["-t", "0.8", "-k", "0", "--top-p", "0.9", "--min-p", "0", "--rep-penalty", "1.15", "--rep-window", "64"];
    assert_eq!(said(&[]), said(&stated));
    assert_ne!(said(&[]), said(&["--rep-penalty", "1"]), "a penalty is on");
    // The likeliest is the likeliest, unless a penalty was asked for.
    let greedy = said(&["-t", "0"]);
    assert_eq!(greedy, said(&["-t", "0", "--rep-penalty", "1"]));
    assert_ne!(greedy, said(&["-t", "0", "--rep-penalty", "1.5"]));
    let order = "temperature,min-p,top-p,top-k,penalties";
    assert!((0..20).any(|seed| {
        let seed = seed.to_string();
        let drawn = |order: &str| {
            place
                .done(&["run", "-m", "base", "-p", "Ann", "-s", &seed, "-n", "30", "-t", "1.5", "--order", order])
                .stdout
        };
        drawn(order) != drawn("penalties,top-k,top-p,min-p,temperature")
    }));
}

#[test]
fn a_run_reads_stdin_and_tells_json() {
    let place = Place::new().with_base();
    let greedy = ["run", "-m", "base", "-t", "0", "-n", "8"];
    let plain = place.done(&[&greedy[..], &["-p", "Ann took"]].concat());
    assert_eq!(place.say_with(b"Ann took", &greedy).succeeded(&greedy).stdout, plain.stdout);
    let newest = ["run", "-t", "0", "-n", "8", "-p", "Ann took"];
    assert_eq!(place.done(&newest).stdout, plain.stdout, "the newest model is meant");
    let json = place.done(&[&greedy[..], &["-p", "Ann took", "--json"]].concat()).json();
    assert_eq!(json["text"].as_str().unwrap(), plain.stdout.strip_suffix('\n').unwrap());
    assert_eq!((json["tokens"].as_array().unwrap().len(), &json["ended"]), (8, &"length".into()));
    assert!(json["prompt_tokens"].as_u64() > Some(0) && json["tokens_per_second"].as_f64() > Some(0.0), "{json}");

    let several = ["run", "-m", "base", "-p", "Ann took", "-n", "8", "-s", "4", "--samples", "3", "--json"];
    let rows = place.done(&several).stdout;
    let rows: Vec<Value> = rows.lines().map(|row| serde_json::from_str(row).unwrap()).collect();
    assert_eq!(rows.iter().map(|row| row["seed"].as_u64().unwrap()).collect::<Vec<u64>>(), [4, 5, 6]);
    for row in &rows {
        assert_eq!(row["cached_tokens"].as_u64().unwrap() + 1, row["prompt_tokens"].as_u64().unwrap(), "one prefill");
        let seed = row["seed"].to_string();
        let alone = place.done(&["run", "-m", "base", "-p", "Ann took", "-n", "8", "-s", &seed]).stdout;
        assert_eq!(alone, format!("{}\n", row["text"].as_str().unwrap()));
    }
    let full = place.done(&["run", "-m", "base", "-p", "Ann took", "-c", "16", "-n", "100", "-t", "0"]);
    assert!(full.stderr.contains("context of 16 tokens is full") && full.stderr.contains("-c N"), "{}", full.stderr);

    let empty = Place::new();
    empty.refused_with(&["run", "-p", "a"], &["no model", "-m MODEL", "nanollama quickstart"]);
}

#[test]
fn words_after_a_slash_are_for_the_program() {
    let place = place();
    let talk = |typed: &str| {
        let args = ["chat", "-m", "talks.gguf", "-n", "6", "-t", "0"];
        place.say_with(typed.as_bytes(), &args).succeeded(&args)
    };
    let said = talk("Who has it?\n");
    assert!(said.stderr.contains("[6 tokens, ") || said.stderr.contains(" tok/s]"), "{}", said.stderr);
    assert!(!said.stderr.contains("base model"), "{}", said.stderr);

    // An unknown word is not sent: nothing is answered, and nothing is remembered.
    let unknown = talk("/foo bar\n/quit now\n/info\n");
    assert!(unknown.stderr.contains("there is no /foo bar") && unknown.stderr.contains("there is no /quit now"));
    assert_eq!(unknown.stdout, "");
    assert!(unknown.stderr.contains("messages") && unknown.stderr.contains("of 128 tokens"), "{}", unknown.stderr);
    let help = talk("/help\n").stderr;
    for word in ["/system", "/reset", "/save", "/load", "/regen", "/temp", "/info", "/help", "/quit"] {
        assert!(help.contains(word), "{word}: {help}");
    }

    // What is saved is what was said, sft reads it, and it goes on as it would have.
    talk("/system Be kind.\nWho has it?\n/save talk.jsonl\n");
    let saved: Value = serde_json::from_str(&fs::read_to_string(place.path("talk.jsonl")).unwrap()).unwrap();
    let roles: Vec<&str> =
        saved["messages"].as_array().unwrap().iter().map(|one| one["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["system", "user", "assistant"]);
    assert_eq!(
        format!("{}\n", saved["messages"][2]["content"].as_str().unwrap()),
        talk("/system Be kind.\nWho has it?\n").stdout
    );
    let whole = talk("/system Be kind.\nWho has it?\nAnd now?\n").stdout;
    let second = talk("/load talk.jsonl\nAnd now?\n").stdout;
    assert_eq!(whole, format!("{}\n{second}", saved["messages"][2]["content"].as_str().unwrap()));
    // What cannot be done is said by its word, and the conversation goes on.
    let typed = b"Who?\n/save talk.jsonl\n/load nosuch\n/load chats.txt\n/save\n/temp hot\n/temp -1\nWho?\n";
    let refused = place.say_with(typed, &["chat", "-m", "talks.gguf", "-n", "6", "-t", "0"]);
    assert_eq!((refused.code, refused.stdout.lines().count()), (Some(0), 2), "{}", refused.stderr);
    let refused = refused.stderr;
    for words in ["/save talk.jsonl", "/load nosuch", "/save: name a file", "no number", "/temp -1: temperature = -1"] {
        assert!(refused.contains(words), "{words}: {refused}");
    }

    // Forgetting, and answering again: at temperature 0 the same.
    let once = talk("Who has it?\n").stdout;
    assert_eq!(talk("Who has it?\n/regen\n").stdout, format!("{once}{once}"));
    assert_eq!(talk("Who has it?\n/reset\nWho has it?\n").stdout, format!("{once}{once}"));
    let early = place.say_with(b"/regen\n", &["chat", "-m", "talks.gguf"]);
    assert!(early.stderr.contains("nothing was asked"), "{}", early.stderr);
    assert!(talk("/temp 0.5\n").stderr.contains("[temperature 0.5, repetition penalty 1.15]"));
    // A text of several lines is one question.
    assert_eq!(talk("Who\\\nhas it?\n").stdout, talk("\"\"\"\nWho\nhas it?\n\"\"\"\n").stdout);
}

#[test]
fn texts_keep_to_a_grammar_or_a_schema() {
    let place = place();
    let text = r#"root ::= "yes" | "no""#;
    let schema = r#"{"properties": {"n": {"type": "integer", "minimum": 7, "maximum": 9}}, "required": ["n"]}"#;
    place.write("form.gbnf", text);
    place.write("form.json", schema);
    let run = ["run", "-m", "mine.gguf", "-p", "Ann", "-n", "30", "-s", "2"];
    let said = |more: &[&str]| place.done(&[&run[..], more].concat()).stdout;
    let answer = said(&["--grammar", text]);
    assert!(["yes\n", "no\n"].contains(&&*answer), "{answer}");
    assert_eq!(said(&["--grammar-file", "form.gbnf"]), answer);
    let json = said(&["-j", schema]);
    let value: Value = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{json}: {error}"));
    assert!((7..=9).contains(&value["n"].as_i64().unwrap()), "{json}");
    for file in [["-jf", "form.json"], ["--json-schema-file", "form.json"]] {
        assert_eq!(said(&file), json);
    }
    let several = said(&["--grammar", text, "--samples", "4", "--json"]);
    for row in several.lines() {
        let row: Value = serde_json::from_str(row).unwrap();
        assert!((row["text"] == "yes" || row["text"] == "no") && row["ended"] == "eos", "{row}");
    }
    // Every answer of a conversation has the form.
    let chat = ["chat", "-m", "talks.gguf", "-n", "20", "--grammar", text];
    let talk = place.say_with(b"Who?\nAnd now?\n/regen\n", &chat).succeeded(&chat);
    assert!(
        talk.stdout.lines().count() == 3 && talk.stdout.lines().all(|line| line == "yes" || line == "no"),
        "{}",
        talk.stdout
    );
    for (more, words) in [
        (&["--grammar", "root ::= [a"][..], &["line 1, column 10", "does not end"][..]),
        (&["--grammar-file", "nosuch.gbnf"], &["nosuch.gbnf"]),
        (&["--grammar-file", "form.json"], &["form.json", "line 1, column 1"]),
        (&["-j", "{\"not\": {}}"], &["/not", "--grammar-file"]),
        (&["-j", "{"], &["no JSON", "--json-schema-file"]),
        (&["-j", schema, "--grammar", text], &["--grammar", "cannot be used"]),
        (&["-j", schema, "--logprobs"], &["--logprobs", "cannot be used"]),
    ] {
        place.refused_with(&[&run[..], more].concat(), words);
    }
    place.refused_with(&["serve", "-m", "mine.gguf", "-jf", "form.json"], &["-jf", "response_format"]);
}

#[test]
fn perplexity_is_a_number_and_show_tells_what_a_file_holds() {
    let place = Place::new().with_base();
    let text = program::stories(12).join(" ");
    place.write("text.txt", &text);
    let measured = place.done(&["perplexity", "-m", "base", "-f", "text.txt", "-c", "64", "--json"]).json();
    assert!(measured["perplexity"].as_f64().is_some_and(|value| value > 1.0 && value < 320.0), "{measured}");
    assert_eq!((&measured["context"], measured["tokens"].as_u64().unwrap() % 31), (&64.into(), 0));
    // The same by the log-probabilities of each window's tokens is the engine's own test; here by one window that is a prompt.
    let strided = ["perplexity", "-m", "base", "-f", "text.txt", "-c", "64", "--stride", "32", "--chunks", "2"];
    let said = place.done(&strided);
    assert!(
        said.stdout.starts_with("Final estimate: PPL = ") && said.stderr.contains("2 windows of 80"),
        "{}",
        said.stderr
    );
    let short = ["perplexity", "-m", "base", "-f", "-", "-c", "64"];
    assert!(place.say_with(b"Ann", &short).refused("a short text").contains("tokens"));

    place.done(&["export", "base", "--out", "base.gguf", "--dtype", "q8_0"]);
    let shown = place.done(&["show", "base.gguf", "--metadata", "--tensors"]).stdout;
    for words in
        ["general.architecture  ", "\"llama\"", "tokenizer.ggml.tokens", "in all)", "blk.0.attn_q.weight", "q8_0"]
    {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let json = place.done(&["show", "base.gguf", "--tensors", "--metadata", "--json"]).json();
    let bytes: u64 = json["tensors"].as_array().unwrap().iter().map(|one| one["bytes"].as_u64().unwrap()).sum();
    assert_eq!(json["bytes"].as_u64(), Some(bytes));
    assert!(json["metadata"]["llama.block_count"].as_str().is_some(), "{json}");
    assert!(bytes < fs::metadata(place.path("base.gguf")).unwrap().len());
    let run = place.done(&["show", "base", "--tensors"]).stdout;
    assert!(run.contains("model.layers.0.self_attn.q_proj.weight") && run.contains("f32"), "{run}");
    place.refused_with(&["show", "base.gguf", "--template"], &["no chat template"]);
    place.refused_with(&["show", "base.gguf", "--check", "--tensors"], &["--tensors"]);
}

#[test]
fn the_newest_is_the_newest_that_was_trained_on_chat() {
    let place = place();
    let shaped = ["pretrain", "--data", "data", "--run", "later", "--steps", "1", "--batch-tokens", "256"];
    place.done(&[&shaped[..], &SHAPE, &["--sample-every", "0"]].concat());
    let said = |verb: &str| place.done(&[verb, "-p", "Ann", "-n", "2"]).stderr;
    assert!(said("chat").contains("loading talks\n"), "{}", said("chat"));
    assert!(said("run").contains("loading later\n"), "{}", said("run"));
}

/// Keys and values may be kept as fewer bytes, by llama.cpp's names.
#[test]
fn the_cache_has_the_type_that_is_asked_for() {
    let place = Place::new().with_base();
    let run = ["run", "-m", "base", "-p", "The fox", "-n", "20", "--temp", "0"];
    let halves = ["--cache-type-k", "f16", "--cache-type-v=f16"];
    let long = place.done(&[&run[..], &halves].concat());
    let short = place.done(&[&run[..], &["-ctk", "F16", "-ctv", "f16"]].concat());
    assert_eq!(long.stdout, short.stdout);
    assert!(long.stderr.contains("cache of keys f16, values f16"), "{}", long.stderr);
    assert!(!place.done(&run).stderr.contains("cache of"));
    place.done(&["chat", "-m", "base", "-p", "Hi", "-n", "3", "-ctv", "f16"]);
    let measure = |more: &[&str]| {
        let args = ["perplexity", "-m", "base", "-f", "stories.txt", "-c", "64", "--chunks", "3", "--json"];
        place.done(&[&args[..], more].concat()).json()
    };
    let (exact, rounded) = (measure(&[]), measure(&halves));
    assert_eq!((&exact["cache_type_k"], &rounded["cache_type_k"]), (&"f32".into(), &"f16".into()));
    let of = |found: &serde_json::Value| found["perplexity"].as_f64().unwrap();
    assert!(of(&exact) != of(&rounded) && (of(&exact) / of(&rounded) - 1.0).abs() < 1e-3);
    let bench = ["bench", "generate", "-m", "base", "-p", "8", "-n", "4", "-r", "1", "-ctk", "f16"];
    let said = place.done(&bench);
    assert!(said.stderr.contains("keys f16, values f32"), "{}", said.stderr);
    // Two layers, one head of 16 for keys and values.
    assert_eq!(said.json()["cache_bytes_per_token"], 2 * 16 * (2 + 4));
    place.refused_with(&[&run[..], &["-ctk", "q8_0"]].concat(), &["q8_0", "heads of 16", "--cache-type-k"]);
    place.refused_with(&[&run[..], &["-ctk", "q5_1"]].concat(), &["q5_1", "f32, f16 or q8_0"]);
}

/// Drafted or not, the text is the same.
#[test]
fn drafts_change_no_text() {
    let place = Place::new().with_base();
    let prompt = "The fox saw the river. The fox saw the river. The fox saw";
    for temperature in ["0", "0.7"] {
        let args = ["run", "-m", "base", "-p", prompt, "-n", "60", "--seed", "5", "--json", "--temp", temperature];
        let plain = place.done(&args).json();
        for more in
            [&["--spec-type", "ngram"][..], &["--spec-type=ngram-simple", "--draft-max=4"], &["--spec-type", "none"]]
        {
            let drafted = place.done(&[&args[..], more].concat()).json();
            assert_eq!((&drafted["text"], &drafted["tokens"]), (&plain["text"], &plain["tokens"]), "{more:?}");
            let count = |found: &Value, key: &str| found[key].as_u64().unwrap();
            assert_eq!(count(&plain, "drafted"), 0);
            assert!(count(&drafted, "accepted") <= count(&drafted, "drafted"));
            assert!(more[1] != "none" || drafted["drafted"] == 0);
            assert!(count(&drafted, "steps") <= count(&plain, "steps"));
        }
    }
    let said =
        place.done(&["bench", "generate", "-m", "base", "-p", "8", "-n", "60", "-r", "1", "--spec-type", "ngram"]);
    assert!(said.stderr.contains("drafted tokens accepted"), "{}", said.stderr);
    place.refused_with(&["run", "-m", "base", "-p", "x", "--spec-type", "ngram-cache"], &["ngram-cache", "ngram"]);
}
