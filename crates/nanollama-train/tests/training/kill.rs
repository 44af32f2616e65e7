//! Killed without warning, again and again: the run ends with the bits of the one that was not.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::fixture::{SMALL, Trace, corpus, go_on, plan, run};

const FOLDER: &str = "NANOLLAMA_TRAIN_TEST_FOLDER";
/// With every option that a run remembers something for.
const STEPS: &str = "steps = 60\nsave_every = 3\nkeep = 2\naverage = 0.4\nspike_guard = true";

/// Not a test of its own: the process that is killed.
#[test]
#[ignore = "started and killed by `kills_change_no_bit`"]
fn victim() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let runs = Path::new(&folder);
    let facts = nanollama_train::stage::text_facts(&runs.join("data")).unwrap().into();
    if runs.join("killed").join("plan.json").exists() {
        match go_on(runs, "killed", "", None) {
            // The kill came between the last save and the end of the process.
            Ok(_) | Err(nanollama_train::Error::Finished { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    } else {
        run(&plan(&facts, SMALL, STEPS), runs, "killed", 2, None).unwrap();
    }
}

#[test]
fn kills_change_no_bit() {
    let folder = tempfile::tempdir().unwrap();
    let facts = corpus(folder.path(), false);
    run(&plan(&facts, SMALL, STEPS), folder.path(), "whole", 2, None).unwrap();
    let mut killed = 0;
    for round in 0u64.. {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "kill::victim", "--ignored", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Later and later, so that every machine gets to the end; odd times, so that kills fall anywhere in a step.
        std::thread::sleep(Duration::from_millis(30 + round * 37 % 211 + round * 12));
        match child.try_wait().unwrap() {
            Some(status) => {
                assert!(status.success());
                break;
            }
            None => {
                child.kill().unwrap();
                child.wait().unwrap();
                killed += 1;
            }
        }
    }
    assert!(killed >= 2, "it was killed {killed} times");
    Trace::of(folder.path(), "killed").assert_same(&Trace::of(folder.path(), "whole"));
}
