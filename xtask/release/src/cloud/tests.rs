//! The recipes hold the machine's part as it is, and the part does what it promises, with a script in the program's place.

use std::process::{Command, Output};

use super::*;

#[test]
fn every_recipe_holds_the_part_as_it_is() {
    let root = crate::root();
    let recipes = recipes(&root).unwrap();
    assert!(recipes.len() >= 6, "{recipes:?}");
    for path in recipes {
        let text = read(&path).unwrap();
        assert!(text == filled(&root, &path, &text).unwrap(), "{}: cargo xtask release --recipes", path.display());
    }
}

/// A home with a program that writes what it was asked for, and the recipe run in it.
struct Machine {
    home: tempfile::TempDir,
}

impl Machine {
    /// `training` is what the program does where it is asked for neither its version nor doctor.
    fn new(training: &str) -> Machine {
        let home = tempfile::tempdir().unwrap();
        let script = format!(
            "#!/bin/sh\nprintf '%s\\n' \"$*\" >>\"$HOME/asked\"\ncase $1 in\n--version) echo nanollama 0 ;;\ndoctor) exit \"${{DOCTOR:-0}}\" ;;\n*) {training} ;;\nesac\n"
        );
        fs::write(home.path().join("program"), script).unwrap();
        Machine { home }
    }

    fn run(&self, environment: &[(&str, &str)], words: &[&str]) -> Output {
        let recipe = crate::root().join("recipes/cloud/machine.sh");
        let mut command = Command::new("sh");
        command.arg(recipe).args(words).env_clear().env("HOME", self.home.path()).env("NANOLLAMA_SESSION", "setsid");
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("NANOLLAMA_PAUSE", "0");
        command.envs(environment.iter().copied()).output().unwrap()
    }

    fn program(&self) -> String {
        self.home.path().join("program").display().to_string()
    }

    fn asked(&self) -> String {
        fs::read_to_string(self.home.path().join("asked")).unwrap_or_default()
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn a_program_from_nowhere_and_a_wrong_checksum_are_errors_by_name() {
    let machine = Machine::new("echo trained");
    let output = machine.run(&[], &["--", "pretrain"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(
        ["NANOLLAMA_BINARY", "NANOLLAMA_SOURCE"].iter().all(|name| said(&output).contains(name)),
        "{}",
        said(&output)
    );
    let program = machine.program();
    let output = machine.run(&[("NANOLLAMA_BINARY", &program), ("NANOLLAMA_SHA256", "00")], &["--", "pretrain"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("NANOLLAMA_SHA256 says 00"), "{}", said(&output));
    let output = machine.run(&[("NANOLLAMA_BINARY", "https://nowhere/nanollama")], &["--", "pretrain"]);
    assert!(said(&output).contains("must say which SHA-256"), "{}", said(&output));
    assert_eq!(machine.asked(), "");
    let output = machine.run(&[("NANOLLAMA_BINARY", &program)], &[]);
    assert!(said(&output).contains("NANOLLAMA_TRAIN"), "{}", said(&output));
}

#[test]
fn nothing_starts_where_doctor_says_no() {
    let machine = Machine::new("echo trained");
    let output = machine.run(&[("NANOLLAMA_BINARY", &machine.program()), ("DOCTOR", "1")], &["--", "pretrain"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert_eq!(machine.asked(), "--version\ndoctor --device cuda\n");
    assert!(said(&output).contains("NANOLLAMA_DEVICE=cpu"));
}

#[test]
fn words_and_secrets_come_whole_and_the_exit_code_goes_back() {
    let machine = Machine::new("echo \"device $NANOLLAMA_DEVICE token $HF_TOKEN\"; exit 3");
    let environment = [
        ("NANOLLAMA_BINARY", &*machine.program()),
        ("NANOLLAMA_DEVICE", "cpu"),
        ("HF_TOKEN", "it's $x"),
        ("NANOLLAMA_PRICE", "3.6"),
    ];
    let output = machine.run(&environment, &["--", "pipeline", "--separator", "a b'c\\n", "--base-only"]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(machine.asked().ends_with("pipeline --separator a b'c\\n --base-only\n"), "{}", machine.asked());
    assert!(said.contains("device cpu token it's $x") && said.contains("at $3.6 an hour"), "{said}");
    assert!(said.contains("nothing was backed up") && said.contains("exit code 3"), "{said}");
    assert!(!machine.home.path().join("nanollama/settings").exists());
}

#[test]
fn a_machine_may_go_only_when_the_backup_arrived() {
    let make = "mkdir -p runs/nano && echo plan >runs/nano/plan.toml";
    let machine = Machine::new(&format!("if [ \"$1\" = push ]; then exit \"${{PUSH:-0}}\"; fi; {make}"));
    let program = machine.program();
    let environment = [("NANOLLAMA_BINARY", &*program), ("NANOLLAMA_BACKUP", "hub:me/mine")];
    let output = machine.run(&environment, &["--", "pretrain"]);
    assert!(said(&output).contains("needs HF_TOKEN"), "{}", said(&output));
    let environment = [("NANOLLAMA_BINARY", &*program), ("NANOLLAMA_BACKUP", "hub:me/mine"), ("HF_TOKEN", "x")];
    let output = machine.run(&environment, &["--", "pretrain"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("this machine can go"), "{}", said(&output));
    assert!(machine.asked().ends_with("push nano --private --repo me/mine\n"), "{}", machine.asked());
    fs::write(machine.home.path().join("program"), "#!/bin/sh\nif [ \"$1\" = push ]; then exit 2; fi\n").unwrap();
    let output = machine.run(&environment, &["--", "pretrain"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("DID NOT ARRIVE") && !said(&output).contains("can go"), "{}", said(&output));
}

#[test]
fn a_lost_connection_stops_nothing_and_the_same_command_looks_again() {
    let machine = Machine::new("sleep 4; echo the end");
    let recipe = crate::root().join("recipes/cloud/machine.sh");
    let mut first = Command::new("sh");
    first
        .arg(&recipe)
        .args(["--", "pretrain"])
        .env("HOME", machine.home.path())
        .env("NANOLLAMA_BINARY", machine.program());
    let null = std::process::Stdio::null;
    let mut first = first.env("NANOLLAMA_SESSION", "setsid").stdout(null()).stderr(null()).spawn().unwrap();
    while !machine.asked().ends_with("pretrain\n") {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    first.kill().unwrap();
    first.wait().unwrap();
    let output = machine.run(&[("NANOLLAMA_BINARY", &machine.program())], &["--", "pretrain"]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("it is being trained already") && said.contains("the end"), "{said}");
    assert_eq!(machine.asked().matches("pretrain").count(), 1, "{}", machine.asked());
}

#[test]
fn a_run_that_was_begun_goes_on() {
    let machine = Machine::new("mkdir -p runs/mine/checkpoints/step_5");
    let program = machine.program();
    let words = ["--", "pretrain", "--run", "mine", "--data", "data"];
    for _ in 0..2 {
        let output = machine.run(&[("NANOLLAMA_BINARY", &program)], &words);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
    assert!(machine.asked().contains("pretrain --run mine --data data\n"));
    assert!(machine.asked().ends_with("pretrain --run mine --data data --resume\n"), "{}", machine.asked());
}
