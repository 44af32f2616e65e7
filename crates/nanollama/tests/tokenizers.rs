//! Tokenizers of every kind, all the way from a text to a model in a file; what they are compared with; what is refused.

use std::fs;

use serde_json::Value;

mod program;

use program::{Place, SEPARATOR, SHAPE, conversations, stories};

fn ids(place: &Place, tokenizer: &str, text: &str) -> Vec<u32> {
    let line = ["tokenizer", "encode", "--tokenizer", tokenizer];
    let said = place.say_with(text.as_bytes(), &line).succeeded(&line);
    said.stdout.split_whitespace().map(|id| id.parse().unwrap()).collect()
}

const HOSTILE: &str = "Ann  took\n\n\n\"the naïve\" book.\t Ω 大 🙂 <|eot_id|> it's 12345\r\n   ";

#[test]
fn a_sentencepiece_model_goes_the_whole_way() {
    let place = Place::new();
    place.write("stories.txt", stories(300).join("\n\n\n"));
    place.write("talk.jsonl", conversations(12));
    let train = ["tokenizer", "train", "--kind", "sentencepiece", "--input", "stories.txt", "--vocab-size", "380"];
    place.done(&[&train[..], &["--out", "tok", "--separator", SEPARATOR]].concat());
    for file in ["tok/tokenizer.model", "tok/tokenizer.json", "tok/tokenizer_config.json"] {
        assert!(place.exists(file), "{file}");
    }
    let all = ids(&place, "tok", HOSTILE);
    assert_eq!(ids(&place, "tok/tokenizer.model", HOSTILE), all);
    assert_eq!(ids(&place, "tok/tokenizer.json", HOSTILE), all);
    let typed: String = all.iter().map(|id| format!("{id} ")).collect();
    let back = place.say_with(typed.as_bytes(), &["tokenizer", "decode", "--tokenizer", "tok"]);
    assert_eq!(back.succeeded(&["decode"]).stdout, HOSTILE);

    place.done(&["data", "prepare", "stories.txt", "--tokenizer", "tok", "--out", "data", "--separator", SEPARATOR]);
    let shaped = ["pretrain", "--data", "data", "--run", "base", "--steps", "6", "--batch-tokens", "256"];
    place.done(&[&shaped[..], &SHAPE].concat());
    place.done(&["pretrain", "--run", "base", "--resume", "--steps", "8"]);
    place.done(&["sft", "--run", "base", "--data", "talk.jsonl", "--out-run", "talker", "--steps", "4"]);
    let line = ["chat", "-m", "talker", "-p", "Hello", "--temp", "0", "--max-tokens", "8"];
    let said = place.done(&line).stdout;
    place.done(&["export", "talker", "--out", "talker.gguf", "--dtype", "f32"]);
    place.done(&["export", "talker", "--out", "hf", "--format", "hf"]);
    for file in ["talker.gguf", "hf"] {
        assert_eq!(ids(&place, file, HOSTILE), all, "{file}");
        assert_eq!(place.done(&[&["chat", "-m", file], &line[3..]].concat()).stdout, said, "{file}");
    }
}

#[test]
fn kinds_have_flags_of_their_own() {
    let place = Place::new();
    place.write("a.txt", stories(20).join("\n"));
    let train = |more: &[&'static str]| [&["tokenizer", "train", "--input", "a.txt", "--out", "t"], more].concat();
    place.refused_with(&train(&["--kind", "sentencepiece", "--pattern", "gpt2"]), &["--pattern", "byte-level"]);
    place.refused_with(&train(&["--kind", "sentencepiece", "--ties", "greatest"]), &["--ties"]);
    place.refused_with(&train(&["--character-coverage", "0.9"]), &["--character-coverage", "sentencepiece"]);
    place.refused_with(&train(&["--kind", "sentencepiece", "--vocab-size", "270"]), &["270 is below", "--vocab-size"]);
    assert_eq!(place.say(train(&["--tier", "1", "--vocab-size", "300"])).code, Some(2));
    assert_eq!(place.say(train(&["--language", "en=a.txt"])).code, Some(2));
    assert_eq!(place.say(["tokenizer", "train", "--language", "en", "--out", "t"]).code, Some(2));
    let said = place.done(&train(&["--tier", "3", "--ties", "hugging-face"]));
    assert!(said.stderr.contains("fewer than asked for"), "{}", said.stderr);
}

#[test]
fn languages_are_balanced_and_measured_and_reading_can_be_bounded() {
    let place = Place::new();
    place.write("en.txt", stories(400).join("\n"));
    place.write("ru.txt", "Паром отошёл от острова вскоре после шести. ".repeat(60));
    let train = ["tokenizer", "train", "--vocab-size", "400", "--out", "tok"];
    let languages = ["--language", "en=en.txt", "--language", "ru=ru.txt"];
    let said = place.done(&[&train[..], &languages].concat()).stderr;
    assert!(said.contains("ru has no more"), "{said}");
    for name in ["  en  ", "  ru  "] {
        let row = said.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{said}"));
        assert!(row.contains("tokens a word") && row.contains("bytes a token"), "{row}");
    }
    let read = |more: &[&'static str]| {
        let said = place.done(&[&train[..], &["--input", "en.txt"], more].concat()).stderr;
        said.lines().find(|line| line.contains("tokens learnt from")).unwrap().to_owned()
    };
    assert!(read(&["--max-chars", "2000"]).contains("from 2.0 KiB"), "{}", read(&["--max-chars", "2000"]));
    assert!(read(&["--doc-cap", "3000"]).contains("from 2.9 KiB"), "{}", read(&["--doc-cap", "3000"]));
    let said = place.done(&[&train[..], &["--input", "en.txt", "--word-memory", "9K"]].concat()).stderr;
    assert!(said.contains("rare words were left out to keep to --word-memory"), "{said}");
}

#[test]
fn tokenizers_are_held_against_others() {
    let place = Place::new();
    place.write("a.txt", stories(60).join("\n"));
    place.write("b.jsonl", "{\"text\": \"Ann took the book.\"}\n{\"text\": \"x\"}\n");
    place.done(&["tokenizer", "train", "--input", "a.txt", "--vocab-size", "400", "--out", "tok"]);
    place.done(&["tokenizer", "train", "--input", "a.txt", "--vocab-size", "300", "--out", "small"]);
    let line = ["tokenizer", "eval", "--tokenizer", "tok", "--text", "a.txt", "b.jsonl", "--against", "small"];
    let table = place.done(&line).stdout;
    assert!(
        table.contains("against small, 300 tokens") && table.lines().filter(|l| l.starts_with("a.txt")).count() == 2
    );
    let json: Value = serde_json::from_str(&place.done(&[&line[..], &["--json"]].concat()).stdout).unwrap();
    let text = fs::read_to_string(place.path("a.txt")).unwrap();
    let first = &json["texts"][0];
    assert_eq!(first["bytes"], text.len());
    assert_eq!(first["tokens"], ids(&place, "tok", &text).len());
    let theirs = ids(&place, "small", &text).len() as f64;
    let difference = first["against"][0]["relative_difference_percent"].as_f64().unwrap();
    let own = first["tokens"].as_f64().unwrap();
    assert!((difference - 100.0 * (theirs - own) / theirs).abs() < 1e-9 && difference > 0.0, "{difference}");
    assert_eq!(json["texts"][1]["bytes"], "Ann took the book.".len() + 1);
    assert_eq!(first["lossless"], true);

    // A model of the Hub's cache; what is not there is passed over, or refused when it is named.
    let folder = "hf/hub/models--openai-community--gpt2";
    place.write(&format!("{folder}/refs/main"), "0123456789012345678901234567890123456789");
    let snapshot = format!("{folder}/snapshots/0123456789012345678901234567890123456789/tokenizer.json");
    place.write(&snapshot, fs::read(place.path("small/tokenizer.json")).unwrap());
    let said = place.say(["tokenizer", "eval", "--tokenizer", "tok"]).succeeded(&["eval"]);
    assert!(said.stdout.contains("against gpt2, 300 tokens") && said.stdout.contains("Chinese"), "{}", said.stdout);
    assert!(said.stderr.contains("left out: cl100k"), "{}", said.stderr);
    let named = ["tokenizer", "eval", "--tokenizer", "tok", "--against", "cl100k"];
    place.refused_with(&named, &["cl100k", "nanollama pull Xenova/gpt-4 --only tokenizer.json"]);
    place.write("few.tiktoken", "YQ== 0\nYg== 1\n");
    let few = ["tokenizer", "eval", "--tokenizer", "tok", "--against", "few.tiktoken"];
    place.refused_with(&few, &["few.tiktoken", "number of ranks is 2", "100256"]);
}

#[test]
fn tokens_are_shown_one_by_one() {
    let place = Place::new().with_data();
    let said = place.done(&["tokenizer", "show", "Ann é<|eot_id|>\n", "--tokenizer", "tok"]);
    let rows: Vec<Vec<&str>> = said.stdout.lines().map(|line| line.split('\t').collect()).collect();
    let shown: Vec<u32> = rows.iter().map(|row| row[0].parse().unwrap()).collect();
    assert_eq!(shown, ids(&place, "tok", "Ann é<|eot_id|>\n"));
    assert!(said.stdout.contains("\t1\t<0xC3>\n") && said.stdout.ends_with("\t\"\\n\"\n"), "{}", said.stdout);
    assert!(said.stderr.contains("bytes a token"), "{}", said.stderr);
    let line = ["tokenizer", "show", "--tokenizer", "tok", "--special"];
    assert!(place.say_with(b"<|eot_id|>", &line).succeeded(&line).stdout.ends_with("\t0\t<|eot_id|>\n"));
}
