//! Command lines as nanollama's and nanochat's documents spell them: done where they mean the same here, refused by name
//! otherwise. Every row of the table is typed in the program's own tests; here are whole commands.

mod program;

use program::{Place, SHAPE};

#[test]
fn lines_that_mean_the_same_work_as_typed() {
    let place = Place::new().with_data();
    let old = ["pretrain", "--data-dir", "data", "--model_tag=mine", "--num_iterations=2", "--total_batch_size", "128"];
    let more = ["--core-metric-every=-1", "--device-type=cpu", "--sample-every", "0", "--", "--device_batch_size=1"];
    place.done(&[&old[..], &SHAPE, &more].concat());
    place.done(&["export", "mine", "--output", "mine.gguf", "--dtype", "f16"]);
    let ours = place.done(&["run", "-m", "mine.gguf", "-p", "Ann", "--max-tokens", "4", "--temp", "0"]);
    let theirs = place.done(&["--model", "mine.gguf", "--prompt", "Ann", "--max_tokens", "4", "-t", "0"]);
    assert_eq!(theirs.stdout, ours.stdout);
    let chat = place.say_with(b"/quit\n", &["--model", "mine.gguf", "--interactive"]);
    assert_eq!(chat.code, Some(0), "{}", chat.stderr);
}

#[test]
fn lines_that_mean_something_else_are_refused_by_name() {
    let place = Place::new();
    for (line, words) in [
        (&["pretrain", "--data", "d", "--run", "dummy"][..], &["--run dummy"][..]),
        (&["run", "--model", "m.gguf", "--serve", "--port", "8080"], &["--serve", "nanollama serve"]),
        (&["scripts/extract_gamma.py"], &["extract_gamma", "nanollama gamma extract"]),
        (&["runs/speedrun.sh"], &["speedrun", "nanollama quickstart"]),
        (&["tok_train"], &["tok_train", "nanollama tokenizer train"]),
        (&["torchrun", "--nproc_per_node=8", "-m", "scripts.base_train", "--", "--depth=24"], &["nanollama pretrain"]),
    ] {
        place.refused_with(line, words);
    }
    let mut command = place.command();
    let output = command.args(["list"]).env("NANOLLAMA_BASE_DIR", "x").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("NANOLLAMA_RUNS"));
}

#[test]
fn guesses_that_mislead_are_left_out() {
    let place = Place::new();
    let said = place.say(["pretrain", "--data", "d", "--learning", "1"]);
    assert!(said.code == Some(2) && !said.stderr.contains("similar"), "{}", said.stderr);
    let said = place.say(["pretrain", "--data", "d", "--stepz", "1"]);
    assert!(said.stderr.contains("--steps"), "{}", said.stderr);
}
