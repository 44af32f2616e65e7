//! Runs that an earlier version of the program stored, `fixtures/stored-run` (`oracle/stored_run.py`
//! made them): they are listed, read, gone on with to the same bits, and exported.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

mod digest;
mod program;

use digest::{Book, fixtures, gguf, safetensors, sha256};
use program::Place;

/// Stands in the fixture for the folder that the runs lay in: plans hold absolute paths of their data,
/// and that folder is gone.
const PLACEHOLDER: &str = "@FIXTURE@";
const GREEDY: &str = "--temp 0 --top-k 0 --top-p 1 --min-p 0 --repetition-penalty 1 -n 16 -s 1 -c 64";

fn continued(place: &Place, model: &str) -> String {
    let how: Vec<&str> = GREEDY.split(' ').collect();
    place.done(&[&["run", "-m", model, "-p", "Ann took"][..], &how].concat()).stdout
}

/// A place where the stored runs lie as if they had been made in it.
fn restored() -> Place {
    let place = Place::new();
    copy(&fixtures().join("stored-run"), &place.path(""), place.path("").to_str().unwrap().trim_end_matches('/'));
    place
}

/// Copies a folder with the placeholder replaced. A checkpoint's `DONE` holds the hash of its
/// `state.json`, so it follows.
fn copy(from: &Path, to: &Path, home: &str) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to, home);
            continue;
        }
        let bytes = fs::read(from).unwrap();
        let text = String::from_utf8(bytes).map(|text| text.replace(PLACEHOLDER, home).into_bytes());
        fs::write(to, text.unwrap_or_else(|binary| binary.into_bytes())).unwrap();
    }
    if let (Ok(state), Ok(done)) = (fs::read(to.join("state.json")), fs::read(to.join("DONE"))) {
        let mut done: Value = serde_json::from_slice(&done).unwrap();
        done["files"]["state.json"] = json!({"bytes": state.len(), "sha256": sha256(&state)});
        fs::write(to.join("DONE"), serde_json::to_vec_pretty(&done).unwrap()).unwrap();
    }
}

#[test]
fn a_stored_run_is_read_and_ends_as_it_would_have() {
    let place = restored();
    let mut book = Book::new("stored");
    let rows = place.done(&["list", "--json"]).stdout;
    let listed: Vec<Value> = rows.lines().map(|row| serde_json::from_str(row).unwrap()).collect();
    let told: Vec<_> =
        listed.iter().map(|row| (row["name"].as_str().unwrap(), row["step"].as_u64().unwrap())).collect();
    assert_eq!(told, [("base", 10), ("talks", 10)]);

    let end = [("base", "pretrain", "--run", 24), ("talks", "sft", "--out-run", 20)];
    for (run, verb, flag, last) in end {
        for which in [run.to_owned(), format!("{run}@10"), format!("{run}@best")] {
            assert!(!continued(&place, &which).trim().is_empty(), "{which}");
        }
        book.note(format!("{run}, as stored, continues"), continued(&place, run));
        place.done(&["export", &format!("{run}@10"), "--out", "stored.gguf", "--dtype", "f32"]);
        book.note(format!("{run}, as stored, GGUF"), gguf(place.path("stored.gguf")));

        place.done(&[verb, flag, run, "--resume"]);
        let checkpoint = place.path(format!("runs/{run}/checkpoints/step_{last:06}"));
        book.note(format!("{run}, resumed, weights"), safetensors(checkpoint.join("model.safetensors")));
        book.note(format!("{run}, resumed, optimizer"), safetensors(checkpoint.join("optimizer.safetensors")));
        for dtype in ["f32", "f16"] {
            let file = format!("{run}-{dtype}.gguf");
            place.done(&["export", run, "--out", &file, "--dtype", dtype]);
            book.note(format!("{run}, resumed, GGUF {dtype}"), gguf(place.path(&file)));
        }
    }
    // A stored run is also what a new one may start from: fine-tuning of weights that no other change of a feed reaches.
    let tune = "sft --run base@10 --data chats.jsonl --out-run anew --steps 2 --batch-tokens 1024 --sample-every 0";
    place.done(&tune.split(' ').collect::<Vec<_>>());
    let checkpoint = place.path("runs/anew/checkpoints/step_000002");
    book.note("base, tuned anew, weights", safetensors(checkpoint.join("model.safetensors")));
    book.note("base, tuned anew, optimizer", safetensors(checkpoint.join("optimizer.safetensors")));
    book.settle("stored-run/expected.json", "crates/nanollama/tests/stored_run.rs");
}
