//! Completions of shells and manual pages, made of what may be typed. They are no part of the program: a release carries them.
//! `NANOLLAMA_PAGES=DIR` has this test write them there; without it they go to a folder that goes.

use std::fs;
use std::path::Path;
use std::process::Command;

use clap_complete::Shell;

/// A shell and the file that it looks for.
const SHELLS: [(Shell, &str); 4] = [
    (Shell::Bash, "nanollama.bash"),
    (Shell::Zsh, "_nanollama"),
    (Shell::Fish, "nanollama.fish"),
    (Shell::PowerShell, "_nanollama.ps1"),
];

fn write(folder: &Path) {
    let (completions, man) = (folder.join("completions"), folder.join("man"));
    for below in [&completions, &man] {
        fs::create_dir_all(below).unwrap();
    }
    for (shell, name) in SHELLS {
        let written = clap_complete::generate_to(shell, &mut super::command(), "nanollama", &completions).unwrap();
        assert_eq!(written, completions.join(name));
    }
    clap_mangen::generate_to(super::command(), &man).unwrap();
}

/// The words of every command, `data prepare` among them.
fn verbs(command: &clap::Command, above: &[String], found: &mut Vec<Vec<String>>) {
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        let words = [above, &[below.get_name().to_owned()]].concat();
        verbs(below, &words, found);
        found.push(words);
    }
}

#[test]
fn completions_and_pages_name_every_verb() {
    let (named, temporary) = (std::env::var_os("NANOLLAMA_PAGES"), tempfile::tempdir().unwrap());
    let folder = named.as_ref().map_or(temporary.path(), Path::new);
    write(folder);
    let mut all = Vec::new();
    verbs(&super::command(), &[], &mut all);
    assert!(all.len() > 30, "{all:?}");
    for (_, name) in SHELLS {
        let text = fs::read_to_string(folder.join("completions").join(name)).unwrap();
        for word in all.iter().flatten() {
            assert!(text.contains(word.as_str()), "{name} lacks {word}");
        }
        assert!(text.contains("batch-tokens"), "{name} has no flags");
    }
    let whole = fs::read_to_string(folder.join("man/nanollama.1")).unwrap();
    for words in &all {
        let page = folder.join("man").join(format!("nanollama-{}.1", words.join("-")));
        let text = fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
        assert!(text.contains(".SH SYNOPSIS") && text.contains("\nExample"), "{words:?}: {text}");
        assert!(
            words.len() > 1 || whole.replace('\\', "").contains(&format!("nanollama-{}(1)", words[0])),
            "{words:?}"
        );
    }
}

#[test]
fn bash_completes_a_verb_and_a_flag() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let ask = |typed: &[&str]| {
        let words = typed.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" ");
        let script = format!(
            "source '{}'; COMP_WORDS=({words}); COMP_CWORD={at}; _nanollama nanollama '{last}' '{before}'; echo \"${{COMPREPLY[@]}}\"",
            folder.path().join("completions/nanollama.bash").display(),
            at = typed.len() - 1,
            last = typed[typed.len() - 1],
            before = typed[typed.len() - 2],
        );
        let Ok(answer) = Command::new("bash").args(["--norc", "-c", &script]).output() else { return None };
        Some(String::from_utf8(answer.stdout).unwrap().trim().to_owned())
    };
    let Some(verb) = ask(&["nanollama", "pretr"]) else {
        println!("SKIPPED: there is no bash");
        return;
    };
    assert_eq!(verb, "pretrain");
    assert_eq!(ask(&["nanollama", "data", "prep"]).unwrap(), "prepare");
    assert_eq!(ask(&["nanollama", "pretrain", "--batch-tok"]).unwrap(), "--batch-tokens");
}
