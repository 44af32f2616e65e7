//! Every row is typed, and gives what it says.

use super::flags::FLAGS;
use super::*;
use crate::args::command;

fn typed(words: &[&str]) -> Result<Vec<String>, String> {
    with(words, &[])
}

fn with(words: &[&str], variables: &[(&str, &str)]) -> Result<Vec<String>, String> {
    let typed: Vec<OsString> = std::iter::once("nanollama").chain(words.iter().copied()).map(OsString::from).collect();
    let variable =
        |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    let line = read(&command(), &typed, variable).map_err(|refusal| refusal.to_string())?;
    Ok(line.words[1..].iter().map(|word| word.to_str().unwrap().to_owned()).chain(line.notes).collect())
}

/// The flag with a value, as one word.
fn one_word(old: &str, value: &str) -> String {
    if old.starts_with('-') { old.to_owned() } else { format!("--{old}={value}") }
}

/// What a text tells to type exists: flags outside of backticks at the verb, flags within at the command they stand with.
fn can_be_typed(text: &str, verb: &str) {
    let whole = complete(command());
    for (number, part) in text.split('`').enumerate() {
        let words: Vec<&str> = part.split(|c: char| c.is_whitespace() || ",;:()".contains(c)).collect();
        let verb = match part.strip_prefix("nanollama ") {
            Some(rest) if number % 2 == 1 => {
                let typed: Vec<OsString> = rest.split(' ').map(OsString::from).collect();
                super::verb(&whole, &typed).map_or(String::new(), |(_, verb)| verb)
            }
            _ => verb.to_owned(),
        };
        let flags = words.iter().filter(|word| word.starts_with("--") || (word.len() == 2 && word.starts_with('-')));
        for flag in flags.filter(|flag| flag.as_bytes()[1].is_ascii_alphabetic() || flag.starts_with("--")) {
            let Some(found) = find(&whole, &verb) else { panic!("{text}: there is no {verb}") };
            let name = flag.strip_prefix("--").unwrap_or(flag);
            assert!(name == "help" || knows(found, name), "{text}: {verb} has no {flag}");
        }
    }
}

#[test]
fn every_flag_is_ours_or_is_refused_by_name() {
    let whole = complete(command());
    for row in FLAGS {
        for (verb, old) in row.verbs.iter().flat_map(|verb| row.old.iter().map(move |old| (verb, *old))) {
            let ours = |flag: &str| assert!(knows(find(&whole, verb).unwrap(), flag), "{verb} has no {flag}");
            let line = |value: &str| {
                let words: Vec<&str> = verb.split(' ').collect();
                let flag = one_word(old, value);
                let spelled = typed(&[&words[..], &[flag.as_str()]].concat());
                spelled.map(|all| all[words.len()..].to_vec())
            };
            let refused = |value: &str, text: &str| {
                let refusal = line(value).unwrap_err();
                assert!(refusal.contains(old) && refusal.contains(text), "{row:?}: {refusal}");
                can_be_typed(text, verb);
            };
            match row.outcome {
                Outcome::Same => {
                    ours(old);
                    assert_eq!(line("1").unwrap(), [one_word(old, "1")]);
                }
                Outcome::Alias(new) => {
                    ours(new);
                    let spelled = if old.starts_with('-') { format!("--{new}") } else { format!("--{new}=1") };
                    assert_eq!(line("1").unwrap(), [spelled], "{row:?}");
                }
                Outcome::Instead(text) | Outcome::Missing(text) => {
                    assert!(!knows(find(&whole, verb).unwrap(), old), "{row:?} is ours");
                    refused("1", text);
                }
                Outcome::Only(values, text) => {
                    for value in values {
                        assert_eq!(line(value).unwrap(), Vec::<String>::new(), "{row:?}");
                    }
                    match knows(find(&whole, verb).unwrap(), old) {
                        true => assert_eq!(line("other").unwrap(), [one_word(old, "other")]),
                        false => refused("other", text),
                    }
                }
                Outcome::Except(value, text) => {
                    ours(old);
                    assert_eq!(line("other").unwrap(), [one_word(old, "other")]);
                    refused(value, text);
                }
                Outcome::Unless(value, new) => {
                    ours(new);
                    assert_eq!(line(value).unwrap(), Vec::<String>::new());
                    assert_eq!(line("7").unwrap(), [format!("--{new}=7")]);
                }
            }
        }
    }
}

#[test]
fn every_flag_of_ours_may_have_underscores() {
    let whole = complete(command());
    for verb in ["pretrain", "plan", "sft", "run", "chat", "export", "import", "tokenizer train", "data prepare"] {
        for arg in find(&whole, verb).unwrap().get_arguments() {
            let Some(flag) = arg.get_long().filter(|flag| flag.contains('-')) else { continue };
            if flags::find(verb, flag).is_some_and(|row| !matches!(row.outcome, Outcome::Same)) {
                continue;
            }
            let words: Vec<&str> = verb.split(' ').collect();
            let old = format!("--{}", flag.replace('-', "_"));
            let spelled = typed(&[&words[..], &[&old, "5"]].concat()).unwrap();
            assert_eq!(spelled[words.len()..], [format!("--{flag}"), "5".to_owned()], "{verb}");
        }
    }
}

#[test]
fn every_script_names_its_command() {
    let whole = complete(command());
    for (script, old) in SCRIPTS.iter().flat_map(|script| script.old.iter().map(move |old| (script, *old))) {
        for spelling in [
            vec![old.to_owned()],
            vec![format!("{}.py", old), "--depth=4".into()],
            vec![format!("runs/{}.sh", old)],
            vec!["python".into(), "-m".into(), format!("scripts.{}", old)],
            vec!["torchrun".into(), "--nproc_per_node=8".into(), "-m".into(), format!("scripts.{}", old), "--".into()],
        ] {
            let words: Vec<&str> = spelling.iter().map(String::as_str).collect();
            if find(&whole, words[0]).is_some() {
                // The same word is a verb of ours.
                continue;
            }
            let refusal = typed(&words).unwrap_err();
            assert!(refusal.contains(old) && refusal.contains(script.text), "{words:?}: {refusal}");
        }
        can_be_typed(script.text, "pretrain");
    }
    assert!(typed(&["python", "x.py"]).unwrap_err().contains("not needed"));
}

#[test]
fn every_variable_has_its_effect() {
    for (name, effect) in VARIABLES {
        let line = with(&["pretrain", "--data", "d"], &[(name, "3")]);
        let plain = ["pretrain", "--data", "d"].map(str::to_owned).to_vec();
        match effect {
            Effect::Renamed(text) => assert!(line.unwrap_err().contains(text)),
            Effect::Note(_, text) => assert!(line.unwrap()[3].contains(text), "{name}"),
            Effect::Unused => assert_eq!(line.unwrap(), plain),
        }
    }
    for name in ["WANDB_RUN", "OMP_NUM_THREADS"] {
        assert_eq!(with(&["list"], &[(name, "8")]).unwrap(), ["list"]);
    }
}

#[test]
fn a_variable_adds_no_word_to_the_line() {
    let openmp = [("OMP_NUM_THREADS", "8")];
    for line in ["help", "help run", "data prepare --tokenizer t --out o -- -a.txt", "run -m x -p a", "plan --data d"] {
        let words: Vec<&str> = line.split(' ').collect();
        let spelled = with(&words, &openmp).unwrap();
        assert_eq!(spelled[..words.len()], words, "{line}");
        assert!(spelled[words.len()..].iter().all(|note| note.starts_with("note: OMP_NUM_THREADS")), "{spelled:?}");
    }
}

#[test]
fn values_of_a_flag_that_takes_several_are_no_pairs() {
    for line in [
        "midtrain --run m --data a seed=5 steps=2 --out-run n",
        "tokenizer train --input a.txt vocab_size=3.txt --out t",
        "data prepare a --tokenizer t --out o --validation b seed=5",
    ] {
        assert_eq!(typed(&line.split(' ').collect::<Vec<_>>()).unwrap().join(" "), line);
    }
    let line = "midtrain --run m --data=a seed=5 --out-run n";
    assert_eq!(typed(&line.split(' ').collect::<Vec<_>>()).unwrap()[4], "--seed=5");
}

#[test]
fn lines_of_the_documents_are_understood() {
    for (old, new) in [
        ("--model m.gguf --prompt Hello", "run --model m.gguf --prompt Hello"),
        (
            "--model m.gguf --prompt Hello --max-tokens 9 --rep-penalty 1.15",
            "run --model m.gguf --prompt Hello --max-tokens 9 --rep-penalty 1.15",
        ),
        ("--model m.gguf --interactive", "chat --model m.gguf"),
        ("--model m.gguf --serve --port 8080", "serve --model m.gguf --port 8080"),
        ("--model m.gguf", "chat --model m.gguf"),
        ("--model m.gguf --list-tensors", "show m.gguf --tensors"),
        ("--model m.gguf --gamma g.npz", "chat --model m.gguf --gamma g.npz"),
        ("--model m.gguf --gamma g.npz --interactive", "chat --model m.gguf --gamma g.npz"),
        ("--model m.gguf --gamma=g.npz --prompt a", "run --model m.gguf --gamma=g.npz --prompt a"),
        ("--model m.gguf --serve --gamma g.npz", "serve --model m.gguf --gamma g.npz"),
        ("gamma extract base other --output g.npz", "gamma extract base other --out g.npz"),
        ("--list_tensors --model=m.gguf", "show --tensors m.gguf"),
        ("--model m.gguf --prompt a --rep-window 32", "run --model m.gguf --prompt a --rep-window 32"),
        ("bench generate --json -m x", "bench generate -m x"),
        ("--runs r --model m.gguf --prompt a", "run --runs r --model m.gguf --prompt a"),
        (
            "pretrain --depth=4 --max-seq-len=512 --device-batch-size=1 --total-batch-size=512 --num-iterations=20 --core-metric-every=-1",
            "pretrain --depth=4 --max-seq-len=512 --device-batch-size=1 --batch-tokens=512 --steps=20 --core-metric-every=-1",
        ),
        ("pretrain --depth=26 --device-type=cuda", "pretrain --depth=26 --device=cuda"),
        ("pretrain --depth=26 --device-type=", "pretrain --depth=26"),
        ("pretrain -- --depth=26 --device_batch_size=16", "pretrain --depth=26 --device-batch-size=16"),
        ("pretrain depth=26 device_batch_size=16 --data d", "pretrain --depth=26 --device-batch-size=16 --data d"),
        ("pretrain --num_iterations -1 --data d", "pretrain --data d"),
        ("pretrain --softcap=15 --data d", "pretrain --softcap=15 --data d"),
        (
            "pretrain --use_qk_norm --use-post-emb-norm --use_resformer --window_pattern=SSSL --data d",
            "pretrain --use-qk-norm --use-post-emb-norm --use-resformer --window-pattern=SSSL --data d",
        ),
        // A recipe may have one: 0 takes it off.
        ("pretrain --softcap 0 --data d", "pretrain --softcap 0 --data d"),
        ("pretrain --model-size nano --model_tag base", "pretrain --model nano --run base"),
        ("sft --model-tag d4 --data c.jsonl --init_lr_frac=0.02", "sft --run d4 --data c.jsonl --lr-fraction=0.02"),
        ("chat --interactive -m x -t 1.0 -k 50", "chat -m x -t 1.0 -k 50"),
        // Values and bare words are no flags.
        ("run -m x -p seed=5", "run -m x -p seed=5"),
        ("data prepare a_b=c.txt --tokenizer t", "data prepare a_b=c.txt --tokenizer t"),
        ("run -m x --max_tokens 5", "run -m x --max-tokens 5"),
    ] {
        let spelled = typed(&old.split(' ').collect::<Vec<_>>()).unwrap_or_else(|refusal| panic!("{old}: {refusal}"));
        assert_eq!(spelled.join(" "), new);
    }
    for (old, word) in [
        ("--model m.gguf --prompt a --interactive", "give one"),
        ("--host 0.0.0.0 --model m.gguf", "nanollama serve"),
        ("sft --softcap 15 --data c.jsonl", "base model's"),
        ("sft --use-qk-norm --data c.jsonl", "base model's"),
        ("midtrain --window-pattern SSSL --data d", "base model's"),
        ("pretrain --run dummy", "leave it out"),
        ("midtrain --core-metric-every 100", "benchmarks"),
        ("pretrain --num-gpus=8", "one GPU trains"),
        ("scripts/base_train.py --depth 4", "nanollama pretrain"),
    ] {
        let refusal = typed(&old.split(' ').collect::<Vec<_>>()).unwrap_err();
        assert!(refusal.contains(word), "{old}: {refusal}");
    }
}
