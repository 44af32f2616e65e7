//! Texts of the Hub by name, against the mirror: fetched, tokenised and let go; mixed by weight; the whole way from nothing to a
//! model, killed on it and gone on with.

use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use mirror::{Fault, Kind, Mirror, On, STRANGER, TOKEN};

#[path = "../../nanollama-store/tests/seeds/mod.rs"]
mod parquet_seeds;
mod program;

use program::{Place, SHAPE, Said, stories};

/// The program in a place, with the mirror as the Hub.
fn command(place: &Place, mirror: &Mirror, args: &[&str]) -> Command {
    let mut command = place.command();
    command.args(args).env_remove("HF_HUB_OFFLINE").env("HF_ENDPOINT", mirror.url()).env("HF_TOKEN", TOKEN);
    command
}

fn said(place: &Place, mirror: &Mirror, args: &[&str]) -> Said {
    Said::of(command(place, mirror, args).output().unwrap())
}

fn done(place: &Place, mirror: &Mirror, args: &[&str]) -> Said {
    said(place, mirror, args).succeeded(args)
}

/// Rows of JSON with stories of these numbers.
fn rows(column: &str, stories: &[String]) -> Vec<u8> {
    let row = |text: &String| serde_json::json!({ column: text, "licence": "mit" }).to_string() + "\n";
    stories.iter().map(row).collect::<String>().into_bytes()
}

/// A repository of data with the stories in files of fifty rows.
fn repository(mirror: &Mirror, repo: &str, folder: &str, column: &str, stories: &[String]) {
    for (number, part) in stories.chunks(50).enumerate() {
        mirror.put(Kind::Dataset, repo, &format!("{folder}/{number:03}.jsonl"), &rows(column, part), true);
    }
    mirror.put(Kind::Dataset, repo, "README.md", b"of stories", false);
}

/// Two texts and their mixture.
const LIST: &str = "\
[[source]]
name = \"plain\"
repo = \"me/plain\"
files = [\"train\"]
column = \"text\"

[[source]]
name = \"other\"
repo = \"me/other\"
files = [\"data/*.jsonl\"]
column = \"body\"
instead = \"plain\"

[[preset]]
name = \"both\"
mix = { plain = 3, other = 1 }
";

fn with_two() -> (Mirror, Place) {
    let (mirror, place) = (Mirror::start(), Place::new().with_data());
    let all = stories(500);
    repository(&mirror, "me/plain", "train", "text", &all[..300]);
    repository(&mirror, "me/other", "data", "body", &all[300..]);
    place.write("list.toml", LIST);
    (mirror, place)
}

/// Files that lie in the Hub's cache.
fn cached(place: &Place) -> usize {
    let blob =
        |path: &std::path::PathBuf| path.is_file() && path.parent().is_some_and(|folder| folder.ends_with("blobs"));
    place.everything().iter().filter(|path| blob(path)).count()
}

const PREPARE: [&str; 7] = ["data", "prepare", "--tokenizer", "tok", "--sources", "list.toml", "--preset"];

#[test]
fn a_mixture_is_fetched_mixed_by_weight_and_trained_on() {
    let (mirror, place) = with_two();
    mirror.fail(On::Anything, [Fault::Unavailable, Fault::Truncated, Fault::Flipped]);
    let line = [&PREPARE[..], &["both", "--tokens", "20k", "--out", "mixed"]].concat();
    let said = done(&place, &mirror, &line);
    for word in ["plain, weight 3", "me/other: commit", "mixture.toml", "nanollama pretrain"] {
        assert!(said.stderr.contains(word), "{word}: {}", said.stderr);
    }
    assert_eq!(cached(&place), 0, "what was read goes");
    let tokens = |folder: &str| {
        let manifest = fs::read_to_string(place.path(format!("mixed/{folder}/manifest.json"))).unwrap();
        let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
        manifest["totals"].as_object().unwrap().values().map(|total| total["tokens"].as_u64().unwrap()).sum::<u64>()
    };
    let (plain, other) = (tokens("plain"), tokens("other"));
    assert!((15_000..15_200).contains(&plain) && (5_000..5_200).contains(&other), "{plain} and {other}");
    mirror.seen();
    let again = done(&place, &mirror, &line);
    assert!(again.stderr.contains("plain data exists") && again.stderr.contains("— skip"), "{}", again.stderr);
    assert_eq!(mirror.seen(), [], "what is finished asks nobody");

    let plan = ["pretrain", "--data", "mixed", "--run", "m", "--steps", "40", "--batch-tokens", "1024"];
    let plan = [&plan[..], &SHAPE, &["--sample-every", "0", "--eval-every", "0"]].concat();
    let dry = place.done(&[&plan[..], &["--dry-run"]].concat());
    for word in ["plain: 75.0% of the rows", "other: 25.0% of the rows", "different tokens of", "read 2.0"] {
        assert!(dry.stderr.contains(word), "{word}: {}", dry.stderr);
    }
    // Other weights need nothing prepared again, and a run keeps those that it began with.
    place.done(&plan);
    let mixture = fs::read_to_string(place.path("mixed/mixture.toml")).unwrap();
    place.write("mixed/mixture.toml", mixture.replace("weight = 3", "weight = 1"));
    let equal = place.done(&[&plan[..], &["--dry-run"]].concat());
    assert!(equal.stderr.contains("plain: 50.0% of the rows"), "{}", equal.stderr);
    let resumed = ["pretrain", "--run", "m", "--resume", "--steps", "44", "--data", "mixed"];
    place.refused_with(&resumed, &["weights", "1, 3", "1, 1", "--data"]);
    place.write("mixed/mixture.toml", mixture);
    place.done(&resumed);
    let shown = place.done(&["data", "show", "mixed", "--rows", "2", "--context", "32"]);
    assert!(shown.stdout.contains("Row 2") || shown.stdout.contains("row 2"), "{}", shown.stdout);
    place.refused_with(&["pretrain", "--data", "mixed/nosuch", "--dry-run"], &["nosuch"]);
}

#[test]
fn how_much_is_fetched_may_be_said_in_documents_and_files() {
    let (mirror, place) = with_two();
    let documents = |out: &str, more: &[&str]| {
        done(&place, &mirror, &[&PREPARE[..], &["plain", "--out", out], more].concat());
        let manifest = fs::read_to_string(place.path(format!("{out}/manifest.json"))).unwrap();
        let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
        let totals = manifest["totals"].as_object().unwrap();
        totals.values().map(|total| total["documents"].as_u64().unwrap()).sum::<u64>()
    };
    assert_eq!(documents("few", &["--samples", "70"]), 70);
    assert_eq!(documents("files", &["-n", "2", "--keep-files"]), 100);
    assert_eq!(cached(&place), 2);
    // What was there before stays.
    assert_eq!(documents("all", &[]), 300);
    assert_eq!(cached(&place), 2);
    let said = done(&place, &mirror, &[&PREPARE[..], &["plain", "--tokens", "1M", "--out", "short"]].concat());
    assert!(said.stderr.contains("where 1,000,000 were asked for"), "{}", said.stderr);
}

#[test]
fn what_cannot_be_had_names_what_could_stand_in_its_place() {
    let (mirror, place) = with_two();
    let refused = |words: &[&str], token: &str, said: &[&str]| {
        let line = [&PREPARE[..], words, &["--out", "x"]].concat();
        let output = command(&place, &mirror, &line).env("HF_TOKEN", token).output().unwrap();
        let error = Said::of(output).refused(&format!("{line:?}"));
        for word in said {
            assert!(error.contains(word), "{words:?} should say {word:?}: {error}");
        }
        assert!(!place.exists("x/manifest.json"));
    };
    refused(&["nothing"], TOKEN, &["nothing", "en_only", "nanollama data list"]);
    refused(&["the-stack-v2"], TOKEN, &["the-stack-v2", "gated", "--preset stack-open"]);
    refused(&["stack-edu"], TOKEN, &["ids of files", "--preset stack-open"]);
    mirror.gate(Kind::Dataset, "me/other");
    refused(&["other"], STRANGER, &["other (unverified)", "--preset plain", "gated", "ask for it"]);
    refused(&["both", "--tokens", "8k"], STRANGER, &["other", "--preset plain", "gated"]);
    refused(
        &["dclm"],
        TOKEN,
        &["dclm (unverified, 2026-11-28)", "--preset climbmix", "mlfoundations/dclm-baseline-1.0"],
    );
    place.write("list.toml", LIST.replace("[\"train\"]", "[\"wrong\"]"));
    refused(&["plain"], TOKEN, &["plain", "wrong", "me/plain", "list of sources"]);
    place.write("list.toml", LIST.replace("\"text\"", "\"story\""));
    refused(&["plain"], TOKEN, &["000.jsonl:1", "story", "text"]);
    // What goes with texts of the Hub goes with no others.
    place.refused_with(
        &["data", "prepare", "stories.txt", "--tokens", "5", "--tokenizer", "tok", "--out", "y"],
        &["--tokens"],
    );
}

#[test]
fn texts_are_listed_with_what_is_known_of_them() {
    let place = Place::new();
    let said = place.done(&["data", "list"]).stdout;
    for word in [
        "en_only",
        "10 finemath",
        "ODC-By 1.0",
        "not gated",
        "; gated;",
        "column content",
        "unverified, 2026-11-28",
        "kor_Hang",
    ] {
        assert!(said.contains(word), "{word}: {said}");
    }
    fs::create_dir_all(place.path("home/sources")).unwrap();
    place.write("home/sources/mine.toml", LIST);
    let mut own = place.command();
    let json =
        Said::of(own.args(["data", "list", "--json"]).env("NANOLLAMA_HOME", place.path("home")).output().unwrap());
    let list = json.succeeded(&["data list"]).json();
    let named = |kind: &str, name: &str| list[kind].as_array().unwrap().iter().any(|one| one["name"] == name);
    assert!(named("presets", "both") && named("sources", "other") && named("sources", "fineweb-edu"));
    place.refused_with(&["data", "list", "--sources", "nosuch.toml"], &["nosuch.toml"]);
}

/// The whole way, as small as it can be.
const WHOLE: &str = "pipeline --name pico --preset fineweb-edu --tokens 14k --steps 12 --context 32 --batch-tokens 256 --save-every 3 --vocab-size 300";

/// The sample of FineWeb-Edu as the list describes it, of so many stories, with a parquet file among its files.
fn fineweb(count: usize) -> Mirror {
    let mirror = Mirror::start();
    repository(&mirror, "HuggingFaceFW/fineweb-edu", "sample/10BT", "text", &stories(count));
    let place = Place::new();
    parquet_seeds::write(&place.path("x.parquet"), parquet_seeds::LAYOUTS[0], 30);
    let parquet = fs::read(place.path("x.parquet")).unwrap();
    mirror.put(Kind::Dataset, "HuggingFaceFW/fineweb-edu", "sample/10BT/001a.parquet", &parquet, true);
    mirror
}

/// Runs a pipeline twice: straight, and killed five times; both end in the same files. Gives the folder of the second.
fn killed_ends_as_straight(mirror: &Mirror, line: &[&str], size: &str) -> Place {
    let (straight, killed) = (Place::new(), Place::new());
    let began = Instant::now();
    let said = done(&straight, mirror, line);
    let took = began.elapsed();
    let file = format!("weights/{size}-base-f16.gguf");
    for word in ["fineweb-edu", "1/4 tokenizer", &format!("DONE — {size} base"), &file] {
        assert!(said.stderr.contains(word), "{word}: {}", said.stderr);
    }
    assert_eq!(cached(&straight), 0, "what was read goes, the tokenizer's file too");
    let mut kills = 0;
    for part in 1..=5 {
        let mut child = command(&killed, mirror, line).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // Every command does what is left, so all of them together pass over the whole way.
        sleep(took.mul_f64(0.08 * f64::from(part)).max(Duration::from_millis(20)));
        if child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            kills += 1;
        }
        child.wait().unwrap();
    }
    println!("{kills} kills, straight it takes {took:?}");
    assert!(kills >= 4, "{kills} kills in {took:?}");
    done(&killed, mirror, line);
    let data = format!("data/{size}/text");
    for file in [file, format!("{data}/train_000000.bin"), format!("{data}/manifest.json")] {
        assert!(fs::read(straight.path(&file)).unwrap() == fs::read(killed.path(&file)).unwrap(), "{file}");
    }
    assert_eq!(cached(&killed), 0);
    killed
}

#[test]
fn from_nothing_to_a_model_killed_five_times_on_the_way() {
    let mirror = fineweb(300);
    let line: Vec<&str> = WHOLE.split(' ').collect();
    let killed = killed_ends_as_straight(&mirror, &line, "pico");
    let again = done(&killed, &mirror, &line);
    let line = again.stderr.lines().find(|line| line.starts_with("Step 2: fineweb-edu data exists (")).unwrap();
    assert!(line.ends_with(" shards) — skip"), "{line}");
    let log = fs::read_to_string(killed.path("logs/pico/2-data.log")).unwrap();
    assert!(log.contains(line), "{log}");
}

#[test]
#[ignore = "an hour: cargo xtask long --only pipeline"]
fn the_whole_way_of_nano_killed_five_times() {
    let line = "pipeline --name nano --preset fineweb-edu --tokens 2M --steps 60";
    killed_ends_as_straight(&fineweb(40_000), &line.split(' ').collect::<Vec<_>>(), "nano");
}

#[test]
fn a_size_says_what_it_learns() {
    let (mirror, place) = (Mirror::start(), Place::new());
    for (size, words) in [("nano", &["45,819,264 parameters", "907,"][..]), ("mini", &["175,012,608 parameters"])] {
        let mut line = command(&place, &mirror, &["pipeline", "--name", size, "--dry-run"]);
        let said = Said::of(line.output().unwrap()).succeeded(&[size]);
        for word in words {
            assert!(said.stderr.contains(word), "{size} {word}: {}", said.stderr);
        }
    }
    assert_eq!(mirror.seen(), [], "a price asks nobody");
    let refused = said(&place, &mirror, &["pipeline", "--name", "mini", "--steps", "2"]).refused("mini");
    for word in ["dclm", "mlfoundations/dclm-baseline-1.0", "--preset climbmix"] {
        assert!(refused.contains(word), "{word}: {refused}");
    }
}
