//! The Hub from the command line, against the mirror: what is pushed comes back and is trained on to the same bits; models are
//! opened by the names of repositories; nothing is asked where the network is switched off.

use std::fs;
use std::process::Command;

use mirror::{Fault, Kind, Mirror, On, TOKEN};

mod program;

use program::{Place, SHAPE, Said};

/// The program in a place, with the mirror as the Hub.
fn command(place: &Place, mirror: &Mirror, args: &[&str]) -> Command {
    let mut command = place.command();
    command.args(args).env_remove("HF_HUB_OFFLINE").env("HF_ENDPOINT", mirror.url()).env("HF_TOKEN", TOKEN);
    command
}

fn done(place: &Place, mirror: &Mirror, args: &[&str]) -> Said {
    Said::of(command(place, mirror, args).output().unwrap()).succeeded(args)
}

fn refused(place: &Place, mirror: &Mirror, args: &[&str]) -> String {
    Said::of(command(place, mirror, args).output().unwrap()).refused(&format!("{args:?}"))
}

/// The data of [`Place::with_data`], and nothing else.
fn with_data() -> Place {
    Place::new().with_data()
}

fn trained(place: &Place, steps: &str) {
    let shaped = ["pretrain", "--data", "data", "--run", "mine", "--steps", steps, "--batch-tokens", "256"];
    place.done(&[&shaped[..], &SHAPE, &["--sample-every", "0", "--save-every", "3", "--eval-every", "3"]].concat());
}

const WEIGHTS: &str = "runs/mine/checkpoints/step_000009/model.safetensors";
const MOMENTS: &str = "runs/mine/checkpoints/step_000009/optimizer.safetensors";

#[test]
fn pushed_lost_pulled_resumed_to_the_same_bits_and_talked_with() {
    let mirror = Mirror::start();
    let here = with_data();
    trained(&here, "6");
    let listed = here.done(&["push", "mine", "--repo", "me/toy", "--gguf", "Q8_0", "--dry-run"]);
    for word in ["model.safetensors", "run/mine/plan.json", "optimizer.safetensors", "mine-Q8_0.gguf", "README.md"] {
        assert!(listed.stdout.contains(word), "{word}: {}", listed.stdout);
    }
    assert_eq!(mirror.seen(), []);
    let push = ["push", "mine", "--repo", "me/toy", "--private", "--gguf", "Q8_0", "--license", "mit"];
    mirror.fail(On::Anything, [Fault::Broken, Fault::Silence, Fault::Slow, Fault::TooMany]);
    let said = done(&here, &mirror, &push);
    assert!(said.stdout.trim().ends_with("/me/toy") && said.stderr.contains("again in 1 s"), "{}", said.stderr);
    assert!(mirror.is_private(Kind::Model, "me/toy"));
    let card = String::from_utf8(mirror.file(Kind::Model, "me/toy", "README.md").unwrap()).unwrap();
    for word in ["license: \"mit\"", "from random weights", "nanollama chat -m me/toy:Q8_0", "## Loss", "bits per byte"]
    {
        assert!(card.contains(word), "{word}: {card}");
    }
    assert!(!card.contains(here.path("data").to_str().unwrap()), "a card tells nobody's folders: {card}");
    let commits = mirror.commits(Kind::Model, "me/toy");
    done(&here, &mirror, &push);
    assert_eq!(mirror.commits(Kind::Model, "me/toy"), commits, "what did not change is no commit");

    // Another machine with the same data: pulled, gone on with, and the same as the one that never stopped.
    let there = with_data();
    done(&there, &mirror, &["pull", "me/toy", "--run", "mine"]);
    for place in [&here, &there] {
        place.done(&["pretrain", "--run", "mine", "--resume", "--steps", "9", "--data", "data"]);
    }
    for file in [WEIGHTS, MOMENTS] {
        assert!(fs::read(here.path(file)).unwrap() == fs::read(there.path(file)).unwrap(), "{file}");
    }
    let taken = refused(&there, &mirror, &["pull", "me/toy", "--run", "mine"]);
    assert!(taken.contains("mine"), "{taken}");

    // A third machine with nothing talks with it by its name; then without a network.
    let empty = Place::new();
    let talk = ["run", "-m", "me/toy:Q8_0", "-p", "Ann", "--max-tokens", "5", "--temp", "0"];
    let online = done(&empty, &mirror, &talk);
    mirror.seen();
    let again = done(&empty, &mirror, &talk);
    assert_eq!((again.stdout.as_str(), mirror.seen().len()), (online.stdout.as_str(), 0));
    assert!(again.stderr.contains("of the cache"), "{}", again.stderr);
    let offline = empty.done(&talk);
    assert_eq!(offline.stdout, online.stdout);
    let whole = done(&empty, &mirror, &["run", "-m", "me/toy", "-p", "Ann", "--max-tokens", "5", "--temp", "0"]);
    let own = here.done(&["run", "-m", "mine@6", "-p", "Ann", "--max-tokens", "5", "--temp", "0"]);
    assert_eq!(whole.stdout, own.stdout);
}

#[test]
fn data_goes_and_comes_and_a_card_of_somebody_stays() {
    let (mirror, here) = (Mirror::start(), Place::new());
    here.write("rows/train.jsonl", "{\"text\": \"one\"}\n");
    here.write("rows/more/test.jsonl", "{\"text\": \"two\"}\n");
    done(&here, &mirror, &["push", "rows", "--repo", "me/rows", "--dataset"]);
    assert_eq!(mirror.paths(Kind::Dataset, "me/rows"), ["more/test.jsonl", "train.jsonl"]);
    done(&here, &mirror, &["pull", "me/rows", "--dataset", "--only", "more", "--out", "back"]);
    assert!(here.exists("back/more/test.jsonl") && !here.exists("back/train.jsonl"));
    let place = Place::new().with_base();
    mirror.put(Kind::Model, "me/base", "README.md", b"of somebody", false);
    let said = done(&place, &mirror, &["push", "base", "--repo", "me/base", "--model-only"]);
    assert!(said.stderr.contains("stays"), "{}", said.stderr);
    assert_eq!(mirror.file(Kind::Model, "me/base", "README.md").unwrap(), b"of somebody");
    let paths = mirror.paths(Kind::Model, "me/base");
    assert!(paths.iter().all(|path| !path.contains('/') && !path.starts_with("optimizer")), "{paths:?}");
}

#[test]
fn refusals_name_what_to_do() {
    let (mirror, place) = (Mirror::start(), Place::new());
    mirror.put(Kind::Model, "me/gated", "config.json", b"{}", false);
    mirror.put(Kind::Model, "me/gated", "model.safetensors", b"", true);
    mirror.put(Kind::Model, "me/many", "a-Q5_0.gguf", b"x", true);
    mirror.put(Kind::Model, "me/many", "a-Q6_K.gguf", b"x", true);
    mirror.gate(Kind::Model, "me/gated");
    for (args, words) in [
        (&["pull", "me/none"][..], &["me/none", "--dataset"][..]),
        (&["pull", "me/many"], &["a-Q6_K.gguf", ":QUANT"]),
        (&["pull", "me/many:Q4_K_M"], &["Q4_K_M", "a-Q5_0.gguf"]),
        (&["pull", "me/many@v9"], &["v9", "@REVISION"]),
        (&["pull", "me/many", "--run", "mine"], &["no run"]),
        (&["pull", "mine"], &["USER/REPO"]),
        (&["push", "nothing", "--repo", "me/x"], &["nothing"]),
        (&["run", "-m", "me/none", "-p", "x"], &["me/none", "HF_TOKEN"]),
    ] {
        let said = refused(&place, &mirror, args);
        for word in words {
            assert!(said.contains(word), "{args:?} should say {word:?}: {said}");
        }
    }
    let mut stranger = command(&place, &mirror, &["pull", "me/gated"]);
    let said = Said::of(stranger.env("HF_TOKEN", mirror::STRANGER).output().unwrap()).refused("gated");
    assert!(said.contains("gated") && said.contains("ask for it"), "{said}");
    let mut nobody = command(&place, &mirror, &["push", "x.gguf", "--repo", "me/x"]);
    place.write("x.gguf", "x");
    let said = Said::of(nobody.env_remove("HF_TOKEN").output().unwrap()).refused("no token");
    assert!(said.contains("needs a token") && said.contains("HF_TOKEN"), "{said}");
    // Switched off, a name that is in no cache is a path that is not there, and the way to the Hub is named.
    place.refused_with(&["run", "-m", "me/toy", "-p", "x"], &["me/toy", "nanollama pull me/toy", "HF_HUB_OFFLINE"]);
    place.refused_with(&["pull", "me/toy"], &["HF_HUB_OFFLINE"]);
}

#[test]
fn old_spellings_pull_a_run_from_its_folder() {
    let (mirror, here) = (Mirror::start(), with_data());
    trained(&here, "3");
    done(&here, &mirror, &["push", "mine", "--repo-id", "me/toy", "--stage", "base", "--commit-message", "first"]);
    let there = Place::new();
    let line = ["pull", "me/toy", "--repo-path", "run/mine", "--stage", "base", "--target-tag", "yours"];
    done(&there, &mirror, &line);
    assert!(there.exists("runs/yours/checkpoints/step_000003/optimizer.safetensors"));
    there.refused_with(&["pull", "me/toy", "--token", "hf_x"], &["HF_TOKEN"]);
}
