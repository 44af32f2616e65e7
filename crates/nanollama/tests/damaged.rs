//! Files that were cut off or overwritten, each kind the program reads: refused by name, never half used.

use std::fs;
use std::path::Path;

#[path = "../../nanollama-store/tests/seeds/mod.rs"]
mod parquet_seeds;
mod program;

use program::{Place, SHAPE, damages, temporary};

fn copy_folder(from: &Path, to: &Path) {
    let _not_there_yet = fs::remove_dir_all(to);
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn texts_and_tokenizers() {
    let place = Place::new().with_data();
    parquet_seeds::write(&place.path("good.parquet"), parquet_seeds::LAYOUTS[1], 50);
    let parquet = fs::read(place.path("good.parquet")).unwrap();
    let mut middle = parquet.clone();
    middle[parquet.len() / 3..parquet.len() / 3 + 200].fill(0x5a);
    let tail = parquet[..parquet.len() - 5].to_vec();
    for (damage, bytes) in damages(&parquet).into_iter().chain([("overwritten", middle), ("cut at its end", tail)]) {
        place.write("bad.parquet", bytes);
        let before = place.everything();
        for args in [
            ["data", "prepare", "bad.parquet", "--tokenizer", "tok", "--out", "out"],
            ["tokenizer", "train", "--input", "bad.parquet", "--vocab-size=300", "--out", "t"],
        ] {
            let line = place.refused(args);
            assert!(line.contains("bad.parquet"), "{damage}: {line}");
        }
        assert_eq!(place.everything(), before, "{damage}");
    }
    let tokenizer = fs::read(place.path("tok/tokenizer.json")).unwrap();
    for (damage, bytes) in damages(&tokenizer) {
        place.write("bad/tokenizer.json", bytes);
        let before = place.everything();
        let line = place.refused(["tokenizer", "encode", "--tokenizer", "bad"]);
        assert!(line.contains("bad/tokenizer.json") && line.contains("tokenizer train"), "{damage}: {line}");
        place.refused(["data", "prepare", "stories.txt", "--tokenizer", "bad", "--out", "out"]);
        assert_eq!(place.everything(), before, "{damage}");
    }
}

#[test]
fn model_files() {
    let place = Place::new().with_base();
    place.done(&["export", "base", "--out", "good.gguf", "--dtype", "f32"]);
    place.done(&["export", "base", "--out", "good", "--format", "hf"]);
    let uses = |model: &str| {
        [
            vec!["run", "-m", model, "-p", "a"],
            vec!["chat", "-m", model, "-p", "a"],
            vec!["export", model, "--out", "again.gguf"],
            vec!["import", model, "--run", "taken"],
        ]
        .map(|args| args.into_iter().map(str::to_owned).collect::<Vec<_>>())
    };
    let gguf = fs::read(place.path("good.gguf")).unwrap();
    for (damage, bytes) in damages(&gguf).into_iter().chain([("cut at its end", gguf[..gguf.len() - 1].to_vec())]) {
        place.write("bad.gguf", bytes);
        let before = place.everything();
        for args in uses("bad.gguf") {
            let line = place.refused(&args);
            assert!(line.contains("bad.gguf"), "{damage}: {line}");
        }
        assert_eq!(place.everything(), before, "{damage}");
    }
    for file in ["model.safetensors", "config.json", "tokenizer.json", "generation_config.json"] {
        let good = fs::read(place.path("good").join(file)).unwrap();
        for (damage, bytes) in damages(&good) {
            copy_folder(&place.path("good"), &place.path("bad"));
            place.write(&format!("bad/{file}"), bytes);
            let before = place.everything();
            for args in &uses("bad")[2..] {
                let line = place.refused(args);
                assert!(line.contains(&format!("bad/{file}")), "{damage}: {line}");
            }
            assert_eq!(place.everything(), before, "{file} {damage}");
        }
    }
}

#[test]
fn prepared_data() {
    let place = Place::new().with_data();
    let line =
        [&["pretrain", "--data", "bad", "--run", "r", "--steps", "1", "--batch-tokens", "128"][..], &SHAPE].concat();
    for file in ["manifest.json", "train_000000.bin", "train_000000.bin.docs", "val_000000.bin", "val_000000.bin.docs"]
    {
        let good = fs::read(place.path("data").join(file)).unwrap();
        let mut flipped = good.clone();
        *flipped.last_mut().unwrap() ^= 1;
        let mut all = damages(&good);
        if file.ends_with(".bin") {
            all.push(("one id changed", flipped));
        }
        for (damage, bytes) in all {
            copy_folder(&place.path("data"), &place.path("bad"));
            place.write(&format!("bad/{file}"), bytes);
            let before = place.everything();
            let said = place.refused(&line);
            assert!(said.contains(&format!("bad/{file}")) && said.contains("data prepare"), "{damage}: {said}");
            assert_eq!(place.everything(), before, "{file} {damage}");
        }
        fs::remove_file(place.path("bad").join(file)).unwrap();
        place.refused_with(&line, &[file, "data prepare"]);
    }
}

/// Damage to any file of a checkpoint is seen before a step is taken from it, and the one before still serves.
#[test]
fn checkpoints() {
    let place = Place::new().with_base();
    let step = "runs/bad/checkpoints/step_000006";
    let resume = ["pretrain", "--run", "bad", "--resume", "--steps", "9"];
    for entry in fs::read_dir(place.path("runs/base/checkpoints/step_000006")).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        let good = fs::read(place.path("runs/base/checkpoints/step_000006").join(&file)).unwrap();
        let mut flipped = good.clone();
        flipped[good.len() / 2] ^= 0x10;
        for (damage, bytes) in [("cut in half", good[..good.len() / 2].to_vec()), ("one bit", flipped)] {
            copy_folder(&place.path("runs/base"), &place.path("runs/bad"));
            place.write(&format!("{step}/{file}"), bytes);
            let before = place.everything();
            let run: &[&str] = &["run", "-m", "bad", "-p", "a", "--max-tokens", "2"];
            // Generation reads no optimiser and does not pay for its hash; it sees a wrong length.
            let unseen = file == "optimizer.safetensors" && damage == "one bit";
            for args in [&resume[..], run].into_iter().take(if unseen { 1 } else { 2 }) {
                let line = place.refused(args);
                assert!(line.contains("step_000006") && line.contains("NAME@STEP"), "{file} {damage}: {line}");
            }
            assert_eq!(place.everything(), before, "{file} {damage}");
            place.done(&["run", "-m", "bad@3", "-p", "a", "--max-tokens", "2"]);
            if unseen {
                place.done(run);
            }
        }
    }
    for file in ["plan.json", "best.json", "metrics.jsonl"] {
        copy_folder(&place.path("runs/base"), &place.path("runs/bad"));
        place.write(&format!("runs/bad/{file}"), "{");
        if file != "metrics.jsonl" {
            place.refused_with(&resume, &[file]);
        }
    }
    assert!(temporary(&place).is_empty());
}
