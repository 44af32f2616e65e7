//! Kills a process that saves checkpoints, at random moments, again and again: the newest complete
//! checkpoint always verifies, holds what its step wrote, is never older than one seen before, and
//! the metrics can always be resumed.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, SystemTime};

use nanollama_store::run::{Best, LockedRun, Run, Which};
use nanollama_store::{Error, Folder};

const FOLDER: &str = "NANOLLAMA_KILL_TEST_FOLDER";
const KILLS: usize = 24;

/// What the child does until it is killed.
fn save_forever(runs: &Path) -> Result<(), Error> {
    let run = match LockedRun::open(runs, "run") {
        Err(Error::NoRun { .. }) => LockedRun::create(runs, "run", "plan.toml", "x = 1\n")?,
        opened => opened?,
    };
    let newest = run.steps()?.last().copied();
    let mut metrics = run.metrics(newest)?;
    let mut step = newest.unwrap_or(0);
    loop {
        step += 1;
        metrics.append(step, &serde_json::json!({"loss": 1.0}))?;
        metrics.sync()?;
        let fill = |writer: &mut nanollama_store::checkpoint::CheckpointWriter| {
            for part in 0..4 {
                writer.put_file(&format!("part_{part}"), &step.to_le_bytes().repeat(10_000))?;
            }
            Ok(())
        };
        run.save::<Error>(step, fill)?;
        // The same step once more: the moment when the old folder is aside and the new not yet there.
        run.save::<Error>(step, fill)?;
        run.set_best(&Best { step, metric: "loss".into(), value: 1.0, average: false })?;
        run.prune(3, None)?;
    }
}

#[test]
fn the_newest_checkpoint_survives_any_kill() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        save_forever(Path::new(&folder)).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let clock = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().subsec_nanos();
    let mut random = u64::from(clock) | 1;
    let mut last = 0;
    let mut interrupted = 0;
    for _ in 0..KILLS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "the_newest_checkpoint_survives_any_kill", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        thread::sleep(Duration::from_micros(15_000 + (random >> 33) % 60_000));
        assert!(child.try_wait().unwrap().is_none(), "the child ended by itself");
        child.kill().unwrap();
        child.wait().unwrap();

        // Killed before it had written its plan, or before the first save.
        let Ok(run) = Run::open(folder.path(), "run") else { continue };
        let checkpoints = run.path().join("checkpoints");
        let unfinished = fs::read_dir(&checkpoints).into_iter().flatten().flatten();
        let unfinished = unfinished.filter(|entry| entry.file_name().to_string_lossy().starts_with(".tmp-")).count();
        interrupted += usize::from(unfinished > 0);

        let locked = LockedRun::open(folder.path(), "run").unwrap();
        let Some(&newest) = locked.steps().unwrap().last() else { continue };
        assert!(newest >= last, "step {newest} after step {last}");
        last = newest;
        for step in locked.steps().unwrap() {
            let checkpoint = locked.checkpoint(Which::Step(step)).unwrap();
            let content = fs::read(checkpoint.file("part_3").unwrap()).unwrap();
            assert_eq!(content, step.to_le_bytes().repeat(10_000));
        }
        if let Some(best) = locked.best().unwrap() {
            assert!(locked.steps().unwrap().contains(&best.step), "best is step {}", best.step);
        }
        drop(locked.metrics(Some(newest)).unwrap());
        let lines = fs::read_to_string(locked.metrics_path()).unwrap();
        assert_eq!(lines.lines().count() as u64, newest);
        let left = fs::read_dir(&checkpoints)
            .unwrap()
            .flatten()
            .any(|entry| entry.file_name().to_string_lossy().starts_with(".tmp-"));
        assert!(!left, "opening the run did not clean up");
    }
    println!("{KILLS} kills, {interrupted} inside a save, {last} steps");
    assert!(last > 0 && interrupted > 0);
}
