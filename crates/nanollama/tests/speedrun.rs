//! `nanollama speedrun`: the whole way in miniature, gone on with; what it costs, and what it refuses.

use std::fs;

mod program;

use program::{Place, conversations, stories};
use serde_json::json;

const SMALL: [&str; 19] = [
    "speedrun",
    "--depth",
    "2",
    "--corpus",
    "stories.txt",
    "--chats",
    "chats.jsonl",
    "--vocab-size",
    "320",
    "--context",
    "128",
    "--steps",
    "4",
    "--chat-steps",
    "2",
    "--batch-tokens",
    "256",
    "--tag",
    "mine",
];

fn place() -> Place {
    let place = Place::new();
    place.write("stories.txt", stories(300).join("\n"));
    place.write("chats.jsonl", conversations(40));
    let arc = |at: usize| {
        json!({"question": format!("Who has {at}?"), "choices": {"text": ["apple", "book"], "label": ["A", "B"]},
            "answerKey": (["A", "B"][at % 2])})
    };
    let rows: String = (0..8).map(|at| format!("{}\n", arc(at))).collect();
    place.write("b/ai2_arc/ARC-Easy/test.jsonl", rows);
    place
}

#[test]
fn the_whole_way_is_gone_and_nothing_is_done_twice() {
    let place = place();
    let more = ["--mid", "chats.jsonl", "--bundle", "b", "--max-per-task", "6"];
    let line = [&SMALL[..], &more].concat();
    let before = place.everything();
    let dry = place.done(&[&line[..], &["--dry-run"]].concat());
    assert_eq!(place.everything(), before);
    for word in ["depth 2: ", "of pretraining", "nanollama sft --run mine-mid --data chats.jsonl --out-run mine"] {
        assert!(dry.stderr.contains(word), "{word}: {}", dry.stderr);
    }
    let said = place.done(&line);
    for word in [
        "1/8 tokenizer",
        "3/8 base",
        "4/8 mid",
        "5/8 sft",
        "6/8 eval-mid",
        "7/8 eval-sft",
        "8/8 report",
        "ChatCORE over 1 of",
    ] {
        assert!(said.stderr.contains(word) || said.stdout.contains(word), "{word}: {}", said.stderr);
    }
    assert!(said.stderr.contains("next: nanollama chat -m mine"), "{}", said.stderr);
    let card = fs::read_to_string(place.path("runs/mine/report.md")).unwrap();
    for word in [
        "# mine\n",
        "| wall time |",
        "| machine |",
        "|  | BASE | MID | SFT |",
        "| ARC-Easy | - | ",
        "| ChatCORE | - | ",
    ] {
        assert!(card.contains(word), "{word}: {card}");
    }
    assert!(fs::read_to_string(place.path("logs/mine/3-base.log")).unwrap().contains("step 4/4"));
    let again = place.done(&line);
    assert_eq!(again.stderr.matches("done before").count(), 7, "{}", again.stderr);

    // As a command that was stopped in the middle leaves it.
    fs::remove_dir_all(place.path("runs/mine")).unwrap();
    fs::remove_dir_all(place.path("runs/mine-mid/checkpoints/step_000002")).unwrap();
    let on = place.done(&line);
    assert!(on.stderr.contains("nanollama midtrain --out-run mine-mid --resume"), "{}", on.stderr);
    assert!(place.exists("runs/mine/report.md"));
    place.refused_with(&[&SMALL[..], &more[..4]].concat(), &["mine was begun with", "--max-per-task 6", "--tag"]);
}

#[test]
fn budgets_choose_depths_and_what_is_missing_is_named() {
    let place = place();
    let depth = |words: &[&str]| {
        let said = place.done(&[&["speedrun", "--dry-run"], words].concat()).stderr;
        let (_, rest) = said.split_once("depth ").unwrap();
        rest.split(':').next().unwrap().parse::<u32>().unwrap()
    };
    let rented = |dollars: &'static str| depth(&["--dollars", dollars, "--gpus", "8xH100"]);
    let depths = [rented("100"), rented("300"), rented("1000")];
    assert!(depths.is_sorted() && depths[0] >= 16 && depths[2] > depths[0], "{depths:?}");
    assert_eq!(
        depth(&["--hours", "100", "--gpus", "8xH100", "--price", "2"]),
        depth(&["--dollars", "1600", "--gpus", "8xH100", "--price", "2"])
    );
    place.refused_with(&["speedrun", "--dollars", "0.0001", "--gpus", "H100", "--dry-run"], &["pays for no model"]);
    place.refused_with(&["speedrun", "--depth", "4"], &["required"]);
    place.refused_with(&[&SMALL[..], &["--bundle", "nowhere"]].concat(), &["nowhere", "--bundle DIR"]);
    place.refused_with(&["bash", "speedrun.sh"], &["nanollama speedrun"]);
}

#[test]
fn an_identity_is_written_and_learned() {
    let place = Place::new().with_base();
    place.write("otto.txt", "maker: Ann Miller\nDo you sleep? Never: I am a program.\n");
    let line = ["data", "identity", "--name", "Otto", "--facts", "otto.txt", "--out", "otto.jsonl"];
    let said = place.done(&[&line[..], &["--conversations", "60"]].concat());
    assert!(said.stderr.contains("60 conversations that all begin otherwise, of 3 facts"), "{}", said.stderr);
    let tune =
        ["sft", "--run", "base", "--data", "otto.jsonl", "--steps", "1", "--batch-tokens", "256", "--out-run", "otto"];
    place.done(&tune);
    place.refused_with(&[&line[..], &["--conversations", "9000"]].concat(), &["Otto: 3 facts give", "9000"]);
    place.write("otto.txt", "maker: Ann Miller\nheight\n");
    place.refused_with(&line, &["otto.txt:2", "\"height\" is no fact", "KEY: VALUE"]);
}
