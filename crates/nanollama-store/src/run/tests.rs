use std::fs;

use super::*;
use crate::checkpoint::CheckpointWriter;
use crate::folder::Folder;

fn run() -> (tempfile::TempDir, LockedRun) {
    let runs = tempfile::tempdir().unwrap();
    let run = LockedRun::create(runs.path(), "first", "plan.toml", "steps = 3\n").unwrap();
    (runs, run)
}

fn save(run: &LockedRun, step: u64) {
    let fill = |writer: &mut CheckpointWriter| writer.put_file("state.json", format!("{{\"step\":{step}}}").as_bytes());
    run.save::<Error>(step, fill).unwrap();
}

#[test]
fn names_that_are_no_folder_are_refused() {
    for name in ["", ".", "..", "../x", "a/b", "a\\b", "-x", "a b", "ä", &"x".repeat(101)] {
        assert!(check_name(name).is_err(), "{name}");
    }
    let parsed = |text: &str| text.parse::<RunName>().map(|parsed| (parsed.name, parsed.which));
    assert_eq!(parsed("nano-1.5_b").unwrap(), ("nano-1.5_b".into(), Which::Newest));
    assert_eq!(parsed("n@120").unwrap(), ("n".into(), Which::Step(120)));
    assert_eq!(parsed("n@best").unwrap(), ("n".into(), Which::Best));
    let averaged = |text: &str| text.parse::<RunName>().map(|parsed| (parsed.which, parsed.average)).unwrap();
    assert_eq!((averaged("n"), averaged("n@average")), ((Which::Newest, false), (Which::Newest, true)));
    assert_eq!((averaged("n@9@average"), averaged("n@best")), ((Which::Step(9), true), (Which::Best, false)));
    assert!("@average".parse::<RunName>().is_err() && "n@average@9".parse::<RunName>().is_err());
    assert!(parsed("n@worst").unwrap_err().to_string().contains("`best`"));
    assert!(parsed("@3").is_err());
}

#[test]
fn one_writer_at_a_time_and_any_reader() {
    let (runs, run) = run();
    let message = LockedRun::open(runs.path(), "first").unwrap_err().to_string();
    assert!(message.contains(&format!("process {}", std::process::id())), "{message}");
    assert_eq!(Run::open(runs.path(), "first").unwrap().plan().unwrap(), "steps = 3\n");
    let reader = Run::open(runs.path(), "first").unwrap();
    assert!(reader.is_being_written().unwrap());
    drop(run);
    assert!(!reader.is_being_written().unwrap());
    LockedRun::open(runs.path(), "first").unwrap();
    let again = LockedRun::create(runs.path(), "first", "plan.toml", "").unwrap_err().to_string();
    assert!(again.contains("exists already"), "{again}");
    let none = Run::open(runs.path(), "second").unwrap_err().to_string();
    assert!(none.contains("no such run; there are: first"), "{none}");
}

#[test]
fn checkpoints_are_found_and_pruned() {
    let (_runs, run) = run();
    assert!(run.checkpoint(Which::Newest).unwrap_err().to_string().contains("complete ones: none"));
    (1..=5).for_each(|step| save(&run, step * 10));
    save(&run, 50);
    run.set_best(&Best { step: 20, metric: "val_bpb".into(), value: 1.25, average: false }).unwrap();
    assert!(run.set_best(&Best { step: 21, metric: "val_bpb".into(), value: 1.0, average: false }).is_err());
    assert_eq!(run.prune(2, Some(10)).unwrap(), [30]);
    assert_eq!(run.prune(2, None).unwrap(), [10]);
    assert_eq!(run.steps().unwrap(), [20, 40, 50]);
    assert_eq!(run.checkpoint(Which::Newest).unwrap().step(), 50);
    assert_eq!(run.checkpoint(Which::Best).unwrap().step(), 20);
    let chosen = run.checkpoint(Which::Step(40)).unwrap();
    assert_eq!(fs::read_to_string(chosen.file("state.json").unwrap()).unwrap(), "{\"step\":40}");
    assert!(chosen.file("weights").unwrap_err().to_string().contains("only state.json"));
    let message = run.checkpoint(Which::Step(30)).unwrap_err().to_string();
    assert!(message.contains("@30; complete ones: 20, 40, 50"), "{message}");
    assert_eq!(fs::read_dir(run.path().join(CHECKPOINTS)).unwrap().count(), 3);
    run.remove_after(20).unwrap();
    assert_eq!(run.steps().unwrap(), [20]);
}

#[test]
fn what_is_unfinished_or_damaged_is_not_read() {
    let (runs, run) = run();
    save(&run, 1);
    let failed = run.save::<Error>(2, |writer| {
        writer.put_file("state.json", b"half")?;
        Err(Error::io(Path::new("state.json"), "write", std::io::ErrorKind::StorageFull.into()))
    });
    assert!(matches!(failed, Err(Error::DiskFull { .. })));
    assert_eq!(fs::read_dir(run.path().join(CHECKPOINTS)).unwrap().count(), 1);

    let unfinished = run.path().join(CHECKPOINTS).join("step_000003");
    fs::create_dir(&unfinished).unwrap();
    fs::write(unfinished.join("state.json"), "{}").unwrap();
    assert_eq!(run.steps().unwrap(), [1]);

    let state = run.checkpoint(Which::Newest).unwrap().file("state.json").unwrap();
    for (content, expected) in [("{\"step\":2}", "SHA-256"), ("{}", "it has 2 bytes, DONE says 10")] {
        fs::write(&state, content).unwrap();
        let message = run.checkpoint(Which::Newest).unwrap_err().to_string();
        assert!(message.contains(expected) && message.contains("step_000001/state.json"), "{message}");
    }
    fs::remove_file(&state).unwrap();
    assert!(matches!(run.checkpoint(Which::Newest), Err(Error::Damaged { .. })));
    drop(run);
    fs::create_dir(runs.path().join("first").join(CHECKPOINTS).join(".tmp-9-0-step_000009")).unwrap();
    let run = LockedRun::open(runs.path(), "first").unwrap();
    assert!(!run.path().join(CHECKPOINTS).join(".tmp-9-0-step_000009").exists());
}

#[test]
fn names_inside_a_checkpoint_are_plain() {
    let (_runs, run) = run();
    for name in ["DONE", "../x", ".hidden", "a/b", ""] {
        assert!(run.save::<Error>(1, |writer| writer.put_file(name, b"x")).is_err(), "{name}");
    }
    assert_eq!(run.steps().unwrap(), [0; 0]);
}
