//! `plan` before there is any text: tokens, memory, hours and money, here and on GPUs.

mod program;

use program::Place;

#[test]
fn a_plan_needs_no_data_and_prices_gpus() {
    let place = Place::new();
    let said = place.done(&["plan", "--model", "nano", "--gpus", "4xH100", "--price", "2.5"]).stderr;
    for word in [
        "none yet",
        "32,000",
        "916,389,888 tokens: 20.0 tokens a parameter",
        "4xH100",
        "RTX 3090",
        "H200",
        "one so far",
    ] {
        assert!(said.contains(word), "{word}: {said}");
    }
    let json = place.done(&["plan", "--model", "nano", "--gpus", "4xH100", "--price", "2.5", "--json"]).json();
    let machines = json["machines"].as_array().unwrap();
    assert_eq!(machines.len(), 7, "this one, what was asked for, five");
    let asked = &machines[1];
    let hours = json["cost"]["flops"].as_f64().unwrap() / (4.0 * 989e12 * 0.28) / 3600.0;
    assert!((asked["hours"].as_f64().unwrap() / hours - 1.0).abs() < 1e-9, "{asked}");
    assert!((asked["dollars"].as_f64().unwrap() / (4.0 * 2.5 * hours) - 1.0).abs() < 1e-9, "{asked}");
    assert_eq!((&asked["measured"], &machines[0]["machine"]), (&false.into(), &"this".into()));
    assert!(place.everything().is_empty(), "a plan makes nothing");
}

#[test]
fn what_does_not_fit_is_said_and_no_error() {
    let place = Place::new();
    let json = place.done(&["plan", "--model", "big", "--json"]).json();
    let machines = json["machines"].as_array().unwrap();
    let of = |name: &str| machines.iter().find(|row| row["gpus"] == name).unwrap();
    assert!(of("RTX 3090")["hours"].is_null() && of("H100")["hours"].is_null(), "{machines:?}");
    assert!(of("RTX 3090")["memory"].as_u64() > of("RTX 3090")["of"].as_u64());
    let goldie = place.done(&["plan", "--model", "goldie", "--tokens", "10M", "--json"]).json();
    let machines = goldie["machines"].as_array().unwrap();
    let h100 = machines.iter().find(|row| row["gpus"] == "H100").unwrap();
    assert!(h100["hours"].as_f64().unwrap() > 0.0 && h100["memory"].as_u64() <= h100["of"].as_u64(), "{h100}");
}

#[test]
fn a_vocabulary_follows_the_size_and_the_dial_takes_its_ratio() {
    let place = Place::new();
    let vocabulary = |words: &[&str]| place.done(words).json()["model"]["vocabulary"].as_u64().unwrap();
    assert_eq!(vocabulary(&["plan", "--model", "tiny", "--json"]), 8192);
    assert_eq!(vocabulary(&["plan", "--model", "nano", "--json"]), 32_000);
    assert_eq!(vocabulary(&["plan", "--model", "nano", "--vocab-size", "48000", "--json"]), 48_000);
    let tokens = |ratio: &str| {
        let words = ["plan", "--depth", "4", "--target-param-data-ratio", ratio, "--json"];
        place.done(&words).json()["cost"]["tokens"].as_f64().unwrap()
    };
    assert!((tokens("40") / tokens("10") - 4.0).abs() < 0.05);
}

#[test]
fn all_sizes_stand_in_one_table() {
    let place = Place::new();
    let table = place.done(&["plan", "--all"]).stdout;
    let first: Vec<&str> = table.lines().map(|line| line.split("  ").next().unwrap()).collect();
    assert_eq!(first.len(), 1 + 10 + 6, "{table}");
    assert_eq!((first[0], first[1], first[16]), ("size", "pico", "depth 32"));
    let widths: Vec<usize> = table.lines().map(|line| line.chars().count()).collect();
    assert!(widths.iter().all(|width| *width == widths[0]), "{table}");
    assert_eq!(place.done(&["plan", "--all", "--json"]).json().as_array().unwrap().len(), 16);
}

#[test]
fn what_cannot_be_is_refused() {
    let place = Place::new().with_data();
    place.refused_with(&["plan", "--gpus", "H1000"], &["H1000", "RTX 4090", "4xH100"]);
    place.refused_with(&["plan", "--price", "2"], &["--gpus"]);
    place.refused_with(&["plan", "--gpus", "H100", "--price", "-1"], &["--price", "0 or more"]);
    place.refused_with(&["plan", "--data", "data", "--vocab-size", "100"], &["--data", "--vocab-size"]);
    place.refused_with(&["plan", "--all", "--model", "nano"], &["--all", "--context"]);
    place.refused_with(&["plan", "--all", "--gpus", "H100"], &["--all", "--gpus"]);
    place.refused_with(&["plan", "--steps", "5", "--tokens", "1M"], &["--steps", "--tokens"]);
}

#[test]
fn a_run_is_as_long_as_it_was_asked_to_be_and_its_rates_move_together() {
    let place = Place::new();
    let plan = |words: &str| {
        let line = format!("plan --model nano {words} --json");
        place.done(&line.split_whitespace().collect::<Vec<_>>()).json()
    };
    let of_budget = plan("--target-flops 1e16");
    let trained =
        of_budget["cost"]["tokens"].as_f64().unwrap() * of_budget["cost"]["flops_per_token"].as_f64().unwrap();
    assert!((trained / 1e16 - 1.0).abs() < 0.01, "{trained}");
    assert_eq!(plan("--tokens 655360")["steps"], 10);
    let (usual, halved) = (plan("--steps 5"), plan("--steps 5 --lr 0.01"));
    for rate in ["matrix", "embedding", "head", "norm"] {
        let [usual, halved] = [&usual, &halved].map(|plan| plan["rates"][rate].as_f64().unwrap());
        assert!((halved / usual - 0.5).abs() < 1e-12, "{rate}: {usual} {halved}");
    }
    assert_eq!(halved["rates"]["matrix"], 0.01);
    assert!(usual["schedule"]["decay"].is_null(), "a line is what runs of old have");
    assert_eq!(plan("--steps 5 --schedule cosine")["schedule"]["decay"], "cosine");
}
