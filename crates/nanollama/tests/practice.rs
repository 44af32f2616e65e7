//! `nanollama rl`, `dpo`, mixtures and `data show`: what they make, what they tell before, and what they refuse.

use std::fs;

mod program;

use program::Place;

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

/// A base model, and a chat model of it that says 4 or 5.
fn place() -> Place {
    let place = Place::new().with_base();
    let row = |n: usize| {
        format!("{{\"question\": \"2+2?\", \"answer\": \"{}\"}}\n", if n.is_multiple_of(2) { "4" } else { "5" })
    };
    place.write("chats.jsonl", (0..40).map(row).collect::<String>());
    let mix = "[[source]]\npath = \"chats.jsonl\"\nlimit = 30\nrepeats = 2\n[[source]]\npath = \"task\"\n";
    place.write("mix.toml", mix);
    fs::create_dir(place.path("task")).unwrap();
    place.write("task/task.toml", "prompt = \"{q}\"\nright = \"{v}\"\ngrader = \"last-number\"\n");
    place.write("task/train.jsonl", "{\"q\": \"2+2?\", \"v\": 4}\n".repeat(5));
    place.write("task/test.jsonl", "{\"q\": \"2+2?\", \"v\": 4}\n".repeat(2));
    place.write("pairs.jsonl", "{\"prompt\": \"2+2?\", \"chosen\": \"4\", \"rejected\": \"5\"}\n".repeat(10));
    place.done(&words("sft --run base --data mix.toml --out-run chat --steps 4 --batch-tokens 256"));
    place
}

const RL: &str = "rl -m chat --tasks task --examples-per-step 2 --num-samples 4 --max-new-tokens 4 --steps 3";

#[test]
fn practice_is_planned_told_and_gone_on_with() {
    let place = place();
    let before = place.everything();
    let dry = place.done(&words(&format!("{RL} --out-run better --dry-run")));
    assert_eq!((dry.stdout.as_str(), place.everything()), ("", before));
    for word in ["practice of chat@4", "5 questions", "4 to each of 2 questions", "REINFORCE", "3 steps"] {
        assert!(dry.stderr.contains(word), "{word}: {}", dry.stderr);
    }
    let json = place.done(&words(&format!("{RL} --out-run better --dry-run --json --advantage grpo --kl 0.1"))).json();
    assert_eq!(
        (&json["drawn"]["practice"]["advantage"], &json["stage"]["feed"]),
        (&"grpo".into(), &"questions".into())
    );

    let said = place.done(&words(&format!("{RL} --out-run better")));
    for word in ["2 questions held out", "pass@1", "KL(train‖engine) 0 nats", "reward", "nanollama chat -m better"] {
        assert!(said.stderr.contains(word), "{word}: {}", said.stderr);
    }
    place.done(&words("rl --out-run better --resume --steps 4"));
    let listed = place.done(&["list"]).stdout;
    assert!(listed.lines().any(|row| row.contains("better") && row.contains("rl")), "{listed}");
    place.done(&["show", "better"]);
    place.done(&["report", "better"]);

    place.refused_with(&words(&format!("{RL} --batch-tokens 256 --out-run r")), &["batch_tokens", "rl"]);
    place.refused_with(&words("rl -m chat --tasks nothing --out-run r"), &["nothing"]);
    place.refused_with(
        &words("rl -m chat --tasks task --out-run r --num-samples 1"),
        &["num_samples = 1", "--num-samples"],
    );
    place.refused_with(&["scripts.chat_rl"], &["chat_rl", "nanollama rl"]);
}

#[test]
fn preferences_are_learned_from_pairs() {
    let place = place();
    let line = "dpo -m chat --data pairs.jsonl --out-run nicer --steps 3 --examples-per-step 2 --beta 0.5";
    let said = place.done(&words(line));
    for word in ["fine-tuning of chat@4 on pairs", "beta 0.5 (DPO)", "1 pairs held out", "margin", "accuracy"] {
        assert!(said.stderr.contains(word), "{word}: {}", said.stderr);
    }
    assert!(place.path("runs/nicer/reference.json").is_file());
    place.refused_with(
        &words("dpo -m chat --data chats.jsonl --out-run r"),
        &["chats.jsonl:1", "`chosen`: it is missing"],
    );
    place.refused_with(&words("dpo -m chat --data pairs.jsonl --out-run r --beta 0"), &["beta = 0", "--beta"]);
}

#[test]
fn conversations_are_shown_and_learned_whole() {
    let place = place();
    let shown = place.done(&words("data show mix.toml --model chat --rows 1 --html seen.html")).stdout;
    assert!(shown.contains("· ") && shown.contains("\n+ 4") && shown.contains("2+2?"), "{shown}");
    let page = fs::read_to_string(place.path("seen.html")).unwrap();
    assert!(page.contains("<mark>4") && page.contains("2+2?"), "{page}");
    let ids = place.done(&words("data show data --rows 1 --context 16 --ids")).stdout;
    assert!(ids.contains(':') && ids.contains("learned"), "{ids}");
    place.refused_with(&words("data show mix.toml"), &["mix.toml", "--model"]);
    let said = place.done(&words("midtrain --run base --data mix.toml --out-run mid --steps 2 --batch-tokens 256"));
    assert!(said.stderr.contains("loss on all tokens"), "{}", said.stderr);
    place.write("bad.toml", "[[source]]\npath = \"chats.jsonl\"\nmood = 1\n");
    place.refused_with(&words("sft --run base --data bad.toml --out-run r"), &["bad.toml", "mood"]);
}
